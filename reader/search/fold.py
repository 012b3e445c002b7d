"""Text → the form in which it is compared: one character for one, so that every place can be traced back.

Full width becomes half width, traditional becomes simplified, capitals become small; white space, invisible
characters, quotes and glossary markers (①) are skipped. What is typed and what stands in the report are
folded alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import SearchIndexError

SCHEME = 1
"""Number of the folding rules; a change makes every stored index stale."""

_QUOTES = "\"'`´“”‘’„‟‚‛「」『』《》〈〉«»‹›【】＂＇·•‧・"
_ENCLOSED = (range(0x2460, 0x2500), range(0x2776, 0x2794), range(0x3251, 0x3260), range(0x32B1, 0x32C0))
"""Circled and bracketed numbers, the Unicode ranges of glossary markers."""
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"))
_SHOWN = 32
"""Characters of a wrong row that an error repeats."""
_LIKE = {"〇": "零", "×": "x", "～": "~", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "﹣": "-"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded ``text``, ``plain``: the same characters as they were, ``offsets``: where they stood."""

    text: str
    plain: str
    offsets: Sequence[int]

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of the original text for the folded ``start`` to ``end`` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


class _Cells(dict[str, str]):
    """Character → its folded form, worked out once; empty for what is skipped."""

    def __missing__(self, character: str) -> str:
        self[character] = folded = _fold_character(character)
        return folded


class Folding:
    """Folds text. ``variants`` maps traditional characters to simplified ones."""

    def __init__(self, variants: Mapping[str, str]) -> None:
        self._cells = _Cells(variants)

    @classmethod
    def read(cls, table: Path) -> Folding:
        """Read ``folding.tsv``: a simplified character, a tab, the traditional ones that stand for it.

        Raises :class:`SearchIndexError` if the file is missing or wrong.
        """
        return cls({character: simple for simple, others in read_rows(table, 2) for character in others})

    def fold(self, text: str) -> Folded:
        """Fold ``text`` and remember where each character stood."""
        cells = self._cells
        pairs = [(cell, i) for i, character in enumerate(text) if (cell := cells[character])]
        offsets = tuple(i for _, i in pairs)
        return Folded("".join(cell for cell, _ in pairs), "".join(text[i] for i in offsets), offsets)


def read_rows(
    table: Path, columns: int, is_right: Callable[[list[str]], bool] | None = None
) -> list[list[str]]:
    """Read a table of the program's own: rows of ``columns`` cells, tab-separated, lines with # left out.

    Raises :class:`SearchIndexError`, naming the file, if it cannot be read or is empty, and the line too if a row
    is wrong: its cells too few, too many or empty, or not ``is_right``.
    """
    rows = []
    for number, line in enumerate(read_text(table).splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != columns or not all(row) or (is_right and not is_right(row)):
            shown = line.replace("\t", "　")
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
            raise SearchIndexError(
                f"查找用的字表 {table} 第 {number} 行不对：{shown}。请改正，或重新安装本程序。"
            )
        rows.append(row)
    if not rows:
        raise SearchIndexError(f"查找用的字表 {table} 是空的。请重新安装本程序。")
    return rows


def read_text(table: Path) -> str:
    """Read a table of the program's own as it is.

    Raises :class:`SearchIndexError`, naming the file, if it cannot be read.
    """
    try:
        return table.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SearchIndexError(f"查找用的字表 {table} 读不了。请重新安装本程序。") from error


def _fold_character(character: str) -> str:
    if character in _LIKE:
        return _LIKE[character]
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        return _fold_character(chr(code - 0xFEE0))
    if character in _QUOTES or unicodedata.category(character) in _INVISIBLE:
        return ""
    if any(code in enclosed for enclosed in _ENCLOSED):
        return ""
    lower = character.lower()
    return lower if len(lower) == 1 else character
