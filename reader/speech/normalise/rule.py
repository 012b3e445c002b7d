"""What a rule of reading is, and how rules look at the text around a match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Piece = tuple[str, int, int]
"""What is said, and the range of the text it is said for. The mark :data:`BREAK` is a pause that no one wrote."""

BREAK = "\v"
"""A short pause in the place of a bracket or a gap; it is said as ， and vanishes at the edges of the text."""

Reader = Callable[[re.Match[str]], list[Piece] | None]


@dataclass(frozen=True)
class Rule:
    """One way of reading. ``starts`` are the characters it can begin with; ``read`` may decline a match with ``None``.

    ``source`` names the standard or the practice the rule was written after. Standards were named from general knowledge
    and not yet checked against their text; those on numerals govern writing, so the reading itself is common practice.

    ``example`` read by all rules together gives ``spoken``: the tests hold every rule to it. Patterns must be bounded
    (``{1,16}``, or possessive runs that are consumed), so that any text is read in linear time.

    Where a rule begins with digits or Latin letters it can name how many of them there may be (``run``, at most 17 are
    counted), the characters of which one must stand behind them (``follows``; a blank among them lets another stand
    behind one blank), and those of which one must stand directly before them (``leads``): most rules are then never tried, which makes reading fast.
    They hide nothing that the rule would read; a test holds them to that.
    """

    starts: str
    pattern: re.Pattern[str]
    read: Reader
    example: str
    spoken: str
    source: str
    run: tuple[int, int] = (1, 17)
    follows: str = ""
    leads: str = ""


DIGITS = "0123456789"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
TIGHT = "\u202f"
"""What blanks that bind (NBSP, thin, figure space) are folded to: between digits they part thousands, never numbers."""

GAP = f"[ {TIGHT}]?"
_GROUPS = rf"\d{{1,3}}(?:,\d{{3}}){{1,4}}(?![\d,])|\d{{1,3}}(?:{TIGHT}\d{{3}}){{1,4}}(?!\d)"
NUMBER = rf"(?>(?:{_GROUPS}|\d{{1,16}})(?:\.\d{{1,16}})?)(?!\d)"
"""A number with or without thousands separators and decimals."""

DASH = "(?:[-~]|--)"
"""A dash between the ends of a range; —— is two."""

_SILENT = re.compile(f"[\"'“”‘’「」『』《》〈〉①-⑳ {TIGHT}]")
_REACH = 12


def before(match: re.Match[str]) -> str:
    """Give up to 12 characters before the match, without quotation marks, markers and blanks."""
    start = match.start()
    return _SILENT.sub("", match.string[max(0, start - _REACH) : start])


def after(match: re.Match[str]) -> str:
    """Give up to 12 characters after the match, without quotation marks, markers and blanks."""
    end = match.end()
    return _SILENT.sub("", match.string[end : end + _REACH])


def char_before(match: re.Match[str]) -> str:
    """Give the character directly before the match; empty at the start of the text."""
    return match.string[max(0, match.start() - 1) : match.start()]


def char_after(match: re.Match[str]) -> str:
    """Give the character directly after the match; empty at the end of the text."""
    return match.string[match.end() : match.end() + 1]


def at_line_start(match: re.Match[str]) -> bool:
    """Say whether only blanks stand between the match and the start of its line."""
    head = match.string[max(0, match.start() - _REACH) : match.start()]
    return not head.rpartition("\n")[2].strip()


def whole(match: re.Match[str], spoken: str) -> list[Piece]:
    """Say ``spoken`` for the whole match."""
    return [(spoken, match.start(), match.end())]


def one_by_one(spoken: str, start: int) -> list[Piece]:
    """Say each character of ``spoken`` for one character of the text, from ``start`` on."""
    return [(char, at, at + 1) for at, char in enumerate(spoken, start)]


def either(words: Iterable[str]) -> str:
    """Give a pattern that matches the longest of ``words``. The set of first characters makes failing fast."""
    ordered = sorted(words, key=len, reverse=True)
    firsts = "".join(sorted({word[0] for word in ordered}))
    return f"(?:(?=[{re.escape(firsts)}])(?:{'|'.join(map(re.escape, ordered))}))"
