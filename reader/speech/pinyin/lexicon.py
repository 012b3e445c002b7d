"""The pronunciation lexicon: phrases whose reading no general dictionary gives, or gives wrongly.

A lexicon file is UTF-8 text, one phrase a line, three fields parted by tabs::

    七莘路	qi1 xin1 lu4	上海市地名
    phrase	syllables	where the reading is attested

Syllables are pinyin with a tone digit, ``v`` for ü, 5 for the neutral tone; a phrase of hanzi has one for each. A phrase
of Latin letters may have any number. Empty lines and lines that begin with ``#`` are skipped.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from reader.speech.pinyin.hanzi import is_hanzi

_log = logging.getLogger(__name__)

_SYLLABLE = re.compile(r"[a-z]{1,6}[1-5]")
_LATIN = re.compile(r"[A-Za-z]+")
LONGEST = 40
"""Longest phrase accepted, in characters: it bounds the work of a look-up."""
_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}


def fold(text: str) -> str:
    """Make Latin letters capitals, one character for one: a lexicon does not tell WiFi from WIFI."""
    return text.translate(_UPPER)


def _is_capital(char: str) -> bool:
    return "A" <= char <= "Z"


@dataclass(frozen=True)
class Lexicon:
    """Phrases with their syllables. ``problems`` names each row that was skipped, in plain Chinese."""

    entries: Mapping[str, tuple[str, ...]]
    """Folded phrase → its syllables."""
    problems: tuple[str, ...]
    _lengths: Mapping[str, tuple[int, ...]]
    """First character of a phrase → the lengths of the phrases that begin with it, longest first."""

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Lexicon:
        """Read the files in order; a later row replaces an earlier one for the same phrase.

        Never fails: a row, or a whole file, that cannot be used is logged, skipped and listed in ``problems``.
        """
        entries: dict[str, tuple[str, ...]] = {}
        problems: list[str] = []
        for path in paths:
            try:
                lines = read_lines(path)
            except OSError as error:
                _log.warning("%s: %s", path, error)
                problems.append(f"读音表 {path.name} 读不出来，请检查文件是否存在、是否可以读。")
                continue
            for number, line in enumerate(lines, 1):
                row = parse_row(line)
                if isinstance(row, tuple):
                    entries[fold(row[0])] = row[1]
                elif row is not None:
                    problems.append(f"读音表 {path.name} 第 {number} 行：{row}")
                    _log.warning("%s", problems[-1])
        return cls._of(entries, problems)

    @classmethod
    def _of(cls, entries: dict[str, tuple[str, ...]], problems: list[str]) -> Lexicon:
        lengths: dict[str, set[int]] = {}
        for phrase in entries:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        ordered = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        return cls(MappingProxyType(entries), tuple(problems), MappingProxyType(ordered))

    def lengths_at(self, text: str, at: int) -> list[int]:
        """Give the lengths of the phrases of hanzi that stand in ``text`` at ``at``, the longest first."""
        return [
            length
            for length in self._lengths.get(text[at], ())
            if at + length <= len(text) and text[at : at + length] in self.entries
        ]

    def matches(self, text: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """Find the phrases in ``text``: (start, end, syllables), left to right, the longest first, without overlap.

        A phrase of Latin letters counts only as a whole word.
        """
        folded = fold(text)
        found: list[tuple[int, int, tuple[str, ...]]] = []
        at = 0
        while at < len(folded):
            end = self._longest(folded, at)
            if end > at:
                found.append((at, end, self.entries[folded[at:end]]))
            at = max(end, at + 1)
        return tuple(found)

    def _longest(self, folded: str, at: int) -> int:
        """Give the end of the longest phrase that begins at ``at``; ``at`` itself if there is none."""
        for length in self._lengths.get(folded[at], ()):
            end = at + length
            if end > len(folded) or folded[at:end] not in self.entries:
                continue
            if not (_is_capital(folded[at]) and _cuts_a_word(folded, at, end)):
                return end
        return at


def _cuts_a_word(folded: str, start: int, end: int) -> bool:
    return (start > 0 and _is_capital(folded[start - 1])) or (end < len(folded) and _is_capital(folded[end]))


def is_latin(phrase: str) -> bool:
    """Say whether ``phrase`` is a word of Latin letters, which may have any number of syllables."""
    return bool(_LATIN.fullmatch(phrase))


def read_lines(path: Path) -> list[str | None]:
    """Give the lines of a lexicon file, ``None`` for one that is not UTF-8. Raises ``OSError``."""
    return [_decode(line) for line in path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()]


def _decode(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def parse_row(line: str | None) -> tuple[str, tuple[str, ...], str] | str | None:
    """Give phrase, syllables and source of a row; a sentence that says what is wrong with it.

    ``None`` for an empty line or a comment. ``line`` is one of :func:`read_lines`.
    """
    if line is None:
        return "不是 UTF-8 编码，读不出来。"
    if not line.strip() or line.startswith("#"):
        return None
    fields = [field.strip() for field in line.split("\t")]
    if len(fields) != 3 or not all(fields):
        return "应有三栏，用制表符隔开：词语、拼音、出处。"
    phrase, syllables = fields[0], tuple(fields[1].split())
    wrong = next((syllable for syllable in syllables if not _SYLLABLE.fullmatch(syllable)), None)
    if wrong is not None:
        return f"拼音“{wrong}”写法不对，请写成 hang2 这样，声调用数字 1 到 5，ü 写成 v。"
    if len(phrase) > LONGEST:
        return f"词语太长，请不要超过 {LONGEST} 个字。"
    if not is_latin(phrase) and not all(map(is_hanzi, phrase)):
        return f"词语“{phrase}”里只能有汉字，或者只有字母。"
    if not is_latin(phrase) and len(phrase) != len(syllables):
        return f"“{phrase}”有 {len(phrase)} 个字，拼音却有 {len(syllables)} 个音节，请一字一音。"
    return phrase, syllables, fields[2]
