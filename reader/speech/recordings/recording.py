"""Text → a sound file with the moment of every syllable, to be heard elsewhere.

Text is said line by line and sentence by sentence with the player's silences, so that a recording sounds as
reading does. Files are written beside their final name and moved there when they are whole.
"""

from __future__ import annotations

import json
import wave
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from reader.core.sentences import sentences
from reader.core.span import Span
from reader.errors import StorageError
from reader.speech.engine import Engine, Mark
from reader.speech.pieces import Composing, Passage, pieces_of, said
from reader.speech.recordings.sound_file import LONGEST_WAV, little_endian
from reader.storage import whole


@dataclass(frozen=True, slots=True)
class Moment:
    """A syllable: ``length`` characters from ``start`` of the recorded text, and when they begin to sound."""

    start: int
    length: int
    ms: int


@dataclass(frozen=True)
class Recording:
    """Sound, 16-bit mono in pieces, and one moment a syllable, in order."""

    chunks: tuple[bytes, ...]
    rate_hz: int
    moments: tuple[Moment, ...]

    @property
    def duration_ms(self) -> float:
        """How long it sounds."""
        return sum(len(chunk) for chunk in self.chunks) * 500 / self.rate_hz

    def write_wav(self, path: Path) -> None:
        """Write a WAV file. Raises ``StorageError``; a partial file is never left under ``path``."""
        if sum(len(chunk) for chunk in self.chunks) > LONGEST_WAV:
            raise StorageError(f"录音太长，一个文件放不下：{path.name}。请分章保存。")
        with _beside(path) as part, wave.open(str(part), "wb") as file:
            file.setparams((1, 2, self.rate_hz, 0, "NONE", "not compressed"))
            for chunk in self.chunks:
                file.writeframesraw(little_endian(chunk))

    def write_marks(self, path: Path) -> None:
        """Write the moments as JSON: ``[{"start": 0, "length": 1, "ms": 0}, …]``. Raises ``StorageError``."""
        rows = [{"start": moment.start, "length": moment.length, "ms": moment.ms} for moment in self.moments]
        with _beside(path) as part:
            part.write_text(json.dumps(rows, indent=None) + "\n", encoding="utf-8")


def record(
    text: str,
    composer: Composing,
    engine: Engine,
    speed_cpm: int,
    progress: Callable[[float], None] = lambda share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Recording:
    """Say ``text`` and keep the sound; moments count characters of ``text``.

    ``progress`` is told the share that is done, rising to 1. When ``is_cancelled`` says so, what was said by
    then is given. Raises ``VoiceError`` when the voice fails.
    """
    chunks: list[bytes] = []
    moments: list[Moment] = []
    rate_hz = engine.info.rate_hz
    done_bytes = 0
    starts, passages = _passages(text)
    for piece in pieces_of(passages, composer.compose):
        if is_cancelled():
            break
        audio = said(piece, engine, speed_cpm)
        done_ms = done_bytes * 500 / rate_hz
        moments.extend(_moment(mark, starts[piece.index], done_ms) for mark in audio.marks)
        chunks.append(audio.pcm)
        done_bytes += len(audio.pcm)
        progress((piece.index + 1) / len(passages))
    return Recording(tuple(chunks), rate_hz, tuple(moments))


def _passages(text: str) -> tuple[list[int], list[Passage]]:
    """Cut text into sentences; give where each starts in it, and each with its place (line, start, end)."""
    starts: list[int] = []
    passages: list[Passage] = []
    at = 0
    lines = zip(text.splitlines(), text.splitlines(keepends=True), strict=True)
    for block, (shown, line) in enumerate(lines):
        for start, end in sentences(shown):
            if shown[start:end].strip():
                starts.append(at + start)
                passages.append(Passage(Span(block, start, end), shown[start:end]))
        at += len(line)
    return starts, passages


def _moment(mark: Mark, offset: int, done_ms: float) -> Moment:
    start, end = mark.origin
    return Moment(offset + start, end - start, round(done_ms + mark.start_ms))


def _beside(path: Path) -> AbstractContextManager[Path]:
    """Lend a file beside ``path`` (see :func:`reader.storage.whole`), in a folder that must be there already.

    A folder of that name may be a slip of the keyboard.
    """
    if not path.parent.is_dir():
        raise StorageError(
            f"写不了文件 {path}：没有“{path.parent}”这个文件夹。请看看名字对不对，或者先建好它。"
        )
    return whole(path)
