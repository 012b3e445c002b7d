"""A part of the report → sound files with captions, to be taken home.

The flow, for each section of what was chosen:

1. Its sentences are composed and said piece by piece, as in live reading, and go to the file as they come: a
   report of 40 minutes never lies in memory.
2. The marks, moved to their place in the file, become captions when the section is at its end.
3. Everything is made in a folder beside its final place (:mod:`reader.speech.recordings.staging`). When all is whole it goes there
   in one step; when it is cancelled or fails, nothing is left.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.core.report import Report
from reader.errors import StorageError, VoiceError
from reader.speech.engine import Engine, silence
from reader.speech.pieces import Composing, Passage, pieces_of, said
from reader.speech.recordings.file_names import safe_name
from reader.speech.recordings.scopes import Scope, Section
from reader.speech.recordings.sound_file import Format, SoundFile, Tags, bytes_per_second, open_sound
from reader.speech.recordings.staging import Staging, SyncedFile, staging, storage_error
from reader.speech.recordings.subtitles import (
    About,
    Beat,
    Cue,
    Cutting,
    SpokenSentence,
    cut_evenly,
    make_cues,
    to_lrc,
    to_srt,
    to_vtt,
)

Captions = Literal["srt", "vtt", "lrc"]
CAPTIONS: tuple[Captions, ...] = ("srt", "vtt", "lrc")

_LEAD_MS = 200.0
"""Silence before the first syllable: players fade in or swallow the beginning, and an MP3's delay hides in it."""
_SPARE_SHARE = 1.25
"""How much more room is asked for than the estimate: sentences differ, and a full disk harms its owner."""
_CAPTION_BYTES = 12
"""Bytes that captions take for a character of the report, for each of the formats; measured 8 to 10."""


@dataclass(frozen=True)
class Order:
    """What is to be made, and where. ``folder`` must exist."""

    scope: Scope
    folder: Path
    sound: Format = "mp3"
    captions: tuple[Captions, ...] = CAPTIONS
    speed_cpm: int = 180


@dataclass(frozen=True)
class Exported:
    """What was made: where to look for it, every file, and how long it sounds."""

    place: Path
    files: tuple[Path, ...]
    seconds: float
    cues: int


@dataclass(frozen=True)
class Work:
    """What an export needs to know while it works.

    ``progress`` is told the share that is done, rising to 1, and what is being done. ``is_cancelled`` is asked
    before each sentence. ``cut`` parts sentences into captions.
    """

    progress: Callable[[float, str], None] = lambda share, words: None
    is_cancelled: Callable[[], bool] = lambda: False
    cut: Cutting = cut_evenly


class _Cancelled(Exception):
    """The resident thought better of it."""


def export(
    report: Report, order: Order, composer: Composing, engine: Engine, work: Work | None = None
) -> Exported | None:
    """Make the files; ``None`` when it was cancelled.

    One section becomes files in the folder, several become a folder there. What is there already is never
    touched: the new gets a number. Raises ``VoiceError`` without a voice that can be heard, ``StorageError`` where
    the files cannot be written: nothing is left then.
    """
    if not engine.info.is_audible:
        raise VoiceError("没有声音，录不了音。请先装好语音（espeak-ng），或者换一个声音。")
    _check_room(order, engine.info.rate_hz)
    try:
        with staging(order.folder) as stage:
            return _Recorder(report, order, composer, engine, work or Work(), stage).run()
    except _Cancelled:
        return None


def estimate_seconds(scope: Scope, speed_cpm: int) -> float:
    """Estimate how long a scope sounds."""
    return scope.length * 60 / speed_cpm


def _check_room(order: Order, rate_hz: int) -> None:
    seconds = estimate_seconds(order.scope, order.speed_cpm) * _SPARE_SHARE
    captions = order.scope.length * _CAPTION_BYTES * len(order.captions)
    needed = round(seconds * bytes_per_second(order.sound, rate_hz)) + captions
    try:
        free = shutil.disk_usage(order.folder).free
    except OSError as error:
        raise storage_error(order.folder, error) from error
    if free < needed:
        raise StorageError(
            f"{order.folder} 放不下：大约要 {size_words(needed)}，只剩 {size_words(free)}。"
            "请清出一些地方，或者换一个地方存。"
        )


def size_words(count: int) -> str:
    """Say a number of bytes as file managers do: 14.6 MB, 3.2 GB."""
    if count < 1e6:
        return f"{max(0, count) / 1e3:.0f} KB"
    return f"{count / 1e6:.1f} MB" if count < 1e9 else f"{count / 1e9:.1f} GB"


class _Recorder:
    """One export under way."""

    def __init__(
        self, report: Report, order: Order, composer: Composing, engine: Engine, work: Work, stage: Staging
    ) -> None:
        self._report, self._order, self._composer, self._engine = report, order, composer, engine
        self._work, self._stage = work, stage
        self._done, self._total = 0, max(1, order.scope.length)
        self._seconds, self._cues = 0.0, 0

    def run(self) -> Exported:
        sections = self._order.scope.sections
        for number, section in enumerate(sections, 1):
            self._record(section, number)
        if self._work.is_cancelled():
            raise _Cancelled
        if len(sections) == 1:
            files = self._stage.deliver_files(safe_name(sections[0].name))
            place = files[0].parent
        else:
            place = self._stage.deliver_folder(safe_name(self._folder_name()))
            files = tuple(sorted(place.iterdir()))
        return Exported(place, files, self._seconds, self._cues)

    def _folder_name(self) -> str:
        title, name = self._report.title, self._order.scope.name
        return title if name == title else f"{title} {name}"

    def _record(self, section: Section, number: int) -> None:
        count = len(self._order.scope.sections)
        # The number keeps the order on players that sort by name.
        stem = safe_name(f"{number:02} {section.name}" if count > 1 else section.name)
        self._tell(section, number)
        file = SyncedFile(self._stage.folder / f"{stem}.{self._order.sound}")
        try:
            tags = self._tags(section, number)
            sound = open_sound(self._order.sound, file.file, self._engine.info.rate_hz, tags)
            try:
                spoken, duration_ms = self._say(section, number, sound, file)
                sound.finish()
            except BaseException:
                sound.abandon()
                raise
            file.sync()
        finally:
            file.close()
        self._caption(
            stem, make_cues(spoken, self._work.cut), About(tags.title, tags.artist, tags.album), duration_ms
        )
        self._seconds += duration_ms / 1000

    def _say(
        self, section: Section, number: int, sound: SoundFile, file: SyncedFile
    ) -> tuple[list[SpokenSentence], float]:
        """Say a section into its file; give what was said when, and how long it is (ms)."""
        passages = [Passage(span, self._report.text(span)) for span in section.spans]
        beats: list[list[Beat]] = [[] for _ in passages]
        rate_hz = self._engine.info.rate_hz
        sound.write(silence(_LEAD_MS - sound.delay_ms, rate_hz))
        at_ms, before = _LEAD_MS, self._done
        for piece in pieces_of(passages, self._composer.compose):
            if self._work.is_cancelled():
                raise _Cancelled
            audio = said(piece, self._engine, self._order.speed_cpm)
            beats[piece.index] += [
                Beat(at_ms + mark.start_ms, at_ms + mark.end_ms, first, end - first)
                for mark in audio.marks
                for first, end in (mark.origin,)
            ]
            at_ms += audio.duration_ms
            sound.write(audio.pcm)
            file.sync_some()
            self._done = before + sum(len(passage.text) for passage in passages[: piece.index + 1])
            self._tell(section, number)
        spoken = [
            SpokenSentence(passage.text, tuple(of)) for passage, of in zip(passages, beats, strict=True)
        ]
        return spoken, at_ms

    def _caption(self, stem: str, cues: tuple[Cue, ...], about: About, duration_ms: float) -> None:
        self._cues += len(cues)
        made = {
            "srt": lambda: to_srt(cues),
            "vtt": lambda: to_vtt(cues),
            "lrc": lambda: to_lrc(cues, about, duration_ms),
        }
        for kind in self._order.captions:
            self._stage.write(f"{stem}.{kind}", made[kind]())

    def _tell(self, section: Section, number: int) -> None:
        count = len(self._order.scope.sections)
        # The count comes first: names are long, and whoever listens may have gone before their end.
        which = f"第 {number} 个，共 {count} 个，" if count > 1 else ""
        self._work.progress(min(1.0, self._done / self._total), f"{which}正在录：{section.name}")

    def _tags(self, section: Section, number: int) -> Tags:
        report = self._report
        count = len(self._order.scope.sections)
        return Tags(section.name, report.source, report.title, report.published[:4], number, count)
