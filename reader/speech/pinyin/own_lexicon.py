"""The lexicon staff write themselves: read kindly, changed one row at a time, each change kept at once.

The file is a lexicon (:mod:`reader.speech.pinyin.lexicon`) in the folder of settings, so that everyone who uses this machine
hears what one of the staff put right. What is in it counts more than what ships, for phrases of any length: 浜 alone
settles every 浜. A file that is partly destroyed is set aside; its sound rows stay. Comments, and rows somebody wrote
wrongly by hand, are kept where they stand.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reader.errors import LexiconError, StorageError
from reader.speech.pinyin.hanzi import is_hanzi
from reader.speech.pinyin.lexicon import LONGEST, fold, is_latin, parse_row, read_lines
from reader.speech.pinyin.tones import split_pinyin, with_marks
from reader.speech.utterance import Syllable, Utterance
from reader.storage import whole

_log = logging.getLogger(__name__)

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NOTE = "工作人员"
"""Written where staff leave the third field empty: a row names its source."""
_PATIENCE_S = 2.0
_STALE_S = 10.0
"""A change takes some milliseconds; a lock this old was left by a program that died."""


@dataclass(frozen=True)
class Reading:
    """A phrase with its syllables (``bang1``), and who says so."""

    phrase: str
    syllables: tuple[str, ...]
    note: str


class OwnLexicon:
    """The rows of one file, in their order. Reading never fails: ``problems`` says in plain Chinese what was wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[str | Reading] = []
        self._problems: list[str] = []
        try:
            self._read()
        except OSError as error:
            _log.warning("%s: %s", path, error)
            self._problems = [
                f"读音表 {path} 打不开（{error.strerror}）。请检查这个文件，现在先用自带的读音。"
            ]

    @property
    def rows(self) -> tuple[Reading, ...]:
        """All readings, the oldest first."""
        return tuple(line for line in self._lines if isinstance(line, Reading))

    @property
    def problems(self) -> tuple[str, ...]:
        """What was wrong when the file was read last."""
        return tuple(self._problems)

    def put(self, phrase: str, pinyin: str, note: str = "") -> Reading:
        """Keep a reading, in place of an earlier one of the same phrase, and give it as it was understood.

        Pinyin is taken as people write it (:func:`~reader.speech.pinyin.tones.split_pinyin`). The file is read anew before, so
        another window's change is not lost, and its former state stays beside it as ``.bak``.

        Raises:
            LexiconError: phrase or pinyin cannot be used; says why.
            StorageError: the file cannot be written; nothing has changed then.
        """
        clean = _check_phrase(phrase)
        syllables = split_pinyin(pinyin, None if is_latin(clean) else len(clean))
        reading = Reading(clean, syllables, _clean_note(note) or _NOTE)
        with self._change() as lines:
            at = next((at for at, line in enumerate(lines) if _is_of(line, clean)), len(lines))
            lines[at : at + 1] = [reading]
        return reading

    def remove(self, phrase: str) -> None:
        """Forget the reading of a phrase, if there is one. :class:`StorageError` as for :meth:`put`."""
        clean = _clean(phrase)
        with self._change() as lines:
            lines[:] = [line for line in lines if not _is_of(line, clean)]

    @contextmanager
    def _change(self) -> Iterator[list[str | Reading]]:
        """Lend the file's present lines; write them, and only then make them this object's own."""
        with _locked(self._path):
            try:
                self._read()
            except OSError as error:
                raise StorageError(
                    f"读音表 {self._path} 打不开（{error.strerror}）。请检查这个文件。"
                ) from error
            lines = list(self._lines)
            yield lines
            if lines != self._lines:
                self._write(lines)
                self._lines = lines

    def _read(self) -> None:
        self._lines, self._problems = [], []
        try:
            lines = read_lines(self._path)
        except (FileNotFoundError, NotADirectoryError):
            return
        is_damaged = False
        at: dict[str, int] = {}
        for number, line in enumerate(lines, 1):
            if line is None or "\0" in line:
                is_damaged = True
                continue
            row = parse_row(line)
            if isinstance(row, tuple):
                # As when it is loaded for reading aloud: of two rows for one phrase the later one counts.
                place = at.setdefault(fold(row[0]), len(self._lines))
                self._lines[place : place + 1] = [Reading(*row)]
                continue
            self._lines.append(line)
            if row is not None:
                self._problems.append(f"读音表 {self._path.name} 第 {number} 行：{row}")
        if is_damaged:
            self._set_aside()

    def _set_aside(self) -> None:
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            shutil.copyfile(self._path, aside)
            self._write(self._lines, has_backup=False)
        except (OSError, StorageError):
            _log.exception("cannot set the damaged lexicon aside")
            aside = self._path
        self._problems.append(
            f"读音表有一部分坏了，坏的那份在 {aside}。还好的 {len(self.rows)} 个读音都留下了，少了的请重新添上。"
        )

    def _write(self, lines: list[str | Reading], *, has_backup: bool = True) -> None:
        if has_backup and self._path.exists():
            with whole(self._path.with_name(f"{self._path.name}.bak")) as backup:
                shutil.copyfile(self._path, backup)
        with whole(self._path) as part:
            part.write_text("".join(f"{_write_line(line)}\n" for line in lines), encoding="utf-8")


def _write_line(line: str | Reading) -> str:
    if isinstance(line, str):
        return line
    return f"{line.phrase}\t{' '.join(line.syllables)}\t{line.note}"


def _is_of(line: str | Reading, phrase: str) -> bool:
    return isinstance(line, Reading) and fold(line.phrase) == fold(phrase)


def _clean(phrase: str) -> str:
    """Drop white space, which slips in with copying, and make letters half-width."""
    return "".join(phrase.split()).translate(_HALF_WIDTH)


def _clean_note(note: str) -> str:
    """Make one line of it, without what a file or a screen cannot show."""
    return " ".join("".join(char if char.isprintable() else " " for char in note).split())


def _check_phrase(phrase: str) -> str:
    clean = _clean(phrase)
    if not clean:
        raise LexiconError("还没有写词语。请写下读错的字或者词。")
    if len(clean) > LONGEST:
        raise LexiconError(f"词语太长，请不要超过 {LONGEST} 个字。")
    if not is_latin(clean) and not all(map(is_hanzi, clean)):
        raise LexiconError("词语里只能有汉字，或者只有英文字母。数字请写成汉字，标点请去掉。")
    if clean in ("一", "不"):
        raise LexiconError(f"“{clean}”的声调跟着后面的字变，不能单独改。请连着后面的字一起写。")
    return clean


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other windows from changing ``path`` at the same time. :class:`StorageError` when one does not end."""
    lock = path.with_name(f".{path.name}.lock")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        is_taken = _take(lock)
    except OSError as error:
        raise StorageError(
            f"写不了文件夹 {lock.parent}：{error.strerror}。请检查这个文件夹能不能写。"
        ) from error
    if not is_taken:
        raise StorageError(f"另一个窗口正在改读音表 {path}。请过一会儿再试。")
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _take(lock: Path) -> bool:
    """Make the lock's file, which only one can; say whether that was possible in time."""
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            with suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > _STALE_S:
                    lock.unlink()
        else:
            return True
        time.sleep(0.01)
    return False


class Speaking(Protocol):
    """What a suggestion needs of :class:`~reader.speech.composer.Composer`, made now or late."""

    def compose(self, text: str) -> Utterance:
        """Give the utterance for ``text``."""

    def readings(self, hanzi: str) -> tuple[str, ...]:
        """Give the syllables a single hanzi can have, the commonest first."""


_MOST_READINGS = 3
"""Offered for one hanzi: no hanzi of today's language needs more to choose from, and a long row is a riddle."""


@dataclass(frozen=True)
class Suggestion:
    """How a phrase is read at present, for the staff to change."""

    pinyin: str
    """With tone marks, parted by spaces: ``qī xīn lù``."""
    choices: tuple[tuple[str, ...], ...]
    """For each character the readings it can have, with tone marks, the present one first, then by frequency, three at the
    most; none if it is no hanzi."""


def suggest(phrase: str, composer: Speaking) -> Suggestion:
    """Tell how ``phrase`` is read now, and how each of its hanzi can be read (several for a polyphone)."""
    utterance = composer.compose(phrase)
    syllables = [token for token in utterance.tokens if isinstance(token, Syllable)]
    present = {utterance.spoken.origin_of(token.at, token.at + 1)[0]: token.pinyin for token in syllables}
    choices = [
        tuple(
            with_marks(each)
            for each in tuple(dict.fromkeys((present[at], *composer.readings(char))))[:_MOST_READINGS]
        )
        if is_hanzi(char) and at in present
        else ()
        for at, char in enumerate(phrase)
    ]
    return Suggestion(with_marks(" ".join(token.pinyin for token in syllables)), tuple(choices))
