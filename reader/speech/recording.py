"""Text → a sound file with the moment of every syllable, to be heard elsewhere.

Text is said line by line and sentence by sentence with the player's silences, so that a recording sounds as
reading does. Files are written beside their final name and moved there when they are whole.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import wave
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.core.sentences import sentences
from reader.core.span import Span
from reader.errors import StorageError
from reader.speech.engine import Engine, Mark
from reader.speech.feeder import Composing, Passage, pieces_of, said

_LONGEST_WAV = 2**32 - 1000
"""Bytes of samples that a WAV file can hold: its length fields have 32 bits."""


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
        if sum(len(chunk) for chunk in self.chunks) > _LONGEST_WAV:
            raise StorageError(f"录音太长，一个文件放不下：{path.name}。请分章保存。")
        with _whole(path) as part, wave.open(str(part), "wb") as file:
            file.setparams((1, 2, self.rate_hz, 0, "NONE", "not compressed"))
            for chunk in self.chunks:
                file.writeframesraw(_little_endian(chunk))

    def write_marks(self, path: Path) -> None:
        """Write the moments as JSON: ``[{"start": 0, "length": 1, "ms": 0}, …]``. Raises ``StorageError``."""
        rows = [{"start": moment.start, "length": moment.length, "ms": moment.ms} for moment in self.moments]
        with _whole(path) as part:
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


def _little_endian(pcm: bytes) -> bytes:
    if sys.byteorder == "little":
        return pcm
    samples = array("h", pcm)
    samples.byteswap()
    return samples.tobytes()


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Lend a file beside ``path`` to be written; move it there when that went well, remove it otherwise."""
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        part = Path(name)
        part.chmod(0o644)
        yield part
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(f"写不了文件 {path}：{reason}。请检查文件夹是否存在、磁盘是否已满。") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
