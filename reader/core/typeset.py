"""Published text → typeset Chinese, every character traced to where it was published.

Three steps, in this order: the listed corrections; half-width punctuation to full width where it stands in Chinese text
(GB/T 15834-2011, 标点符号用法: Chinese punctuation takes one full cell); white space that is no part of Chinese text.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from reader.core.traced import Traced

_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_HAN = ((chr(0x3400), chr(0x9FFF)), (chr(0xF900), chr(0xFAFF)), (chr(0x20000), chr(0x323AF)))
_CHINESE = (
    *_HAN,
    *(("\u3000", "\u303f"), ("\uff00", "\uff65"), ("\u2460", "\u24ff")),
    *(("‘", "’"), ("“", "”"), ("—", "—"), ("…", "…")),
)
"""From the first to the last character of each range; no patterns: ``re`` takes 2 ms each to compile such classes."""
_SPACE_RUN = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """A listed mend of what the web page broke: in the line that begins ``where``, ``published`` reads ``shown``.

    ``row`` counts the corrections file's lines from 1; ``why`` is the reason, for the reader of the file.
    """

    row: int
    where: str
    published: str
    shown: str
    why: str

    def fits(self, line: str) -> bool:
        """Say whether this correction is meant for ``line`` and its text stands there exactly once."""
        return line.startswith(self.where) and line.count(self.published) == 1


def correct(line: str, corrections: tuple[Correction, ...]) -> Traced:
    """Apply corrections that fit ``line``; they must not overlap."""
    pieces: list[Traced] = []
    done = 0
    for correction in sorted(corrections, key=lambda each: line.index(each.published)):
        at = line.index(correction.published)
        pieces.append(Traced.verbatim(line[done:at], done))
        pieces.append(_align(correction.published, correction.shown, at))
        done = at + len(correction.published)
    pieces.append(Traced.verbatim(line[done:], done))
    return Traced.join(pieces)


def _align(published: str, shown: str, offset: int) -> Traced:
    """Trace ``shown`` to ``published`` character by character: kept characters to themselves, others to their gap."""
    pieces: list[Traced] = []
    matcher = difflib.SequenceMatcher(None, published, shown, autojunk=False)
    for tag, first, last, shown_first, shown_last in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Traced.verbatim(shown[shown_first:shown_last], offset + first))
        else:
            pieces.append(Traced.replaced(shown[shown_first:shown_last], offset + first, offset + last))
    return Traced.join(pieces)


def widen(text: str) -> str:
    """Make half-width ``,:;()!?`` full width where they stand in Chinese text, one character for one.

    A mark between two ASCII letters or digits is part of a number, a time or a Latin word and stays (1,000, 10:30).
    Brackets are widened in pairs: when Chinese stands inside them or on either outer side, or they number the line.
    """
    if not _has(_HAN, text):
        return text
    shown = list(text)
    for at, mark in enumerate(text):
        if mark in ",:;!?" and not _stands_in_latin(text, at):
            shown[at] = _FULL_WIDTH[mark]
    for first, last in sorted(_bracket_pairs(text)):
        inside = text[first + 1 : last]
        outside = "".join(shown[first - 1 : first] + shown[last + 1 : last + 2])
        is_line_number = first == 0 and inside.isdigit()
        if is_line_number or _has(_CHINESE, inside + outside):
            shown[first], shown[last] = "（", "）"
    return "".join(shown)


def _has(ranges: tuple[tuple[str, str], ...], text: str) -> bool:
    return any(first <= character <= last for character in text for first, last in ranges)


def _stands_in_latin(text: str, at: int) -> bool:
    """Say whether the mark at ``at`` belongs to a number, a time, a Latin word or a web address."""
    return (_is_latin(text, at - 1) and _is_latin(text, at + 1)) or text[at : at + 3] == "://"


def _is_latin(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalnum()


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    """Find pairs of half-width brackets; a lone one is left alone."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, mark in enumerate(text):
        if mark == "(":
            opened.append(at)
        elif mark == ")" and opened:
            pairs.append((opened.pop(), at))
    return pairs


def close_up(text: str) -> Traced:
    """Take out white space beside Chinese characters; keep a space in Latin text and around a breadcrumb's ``>``.

    A run of two or more between Chinese words separates fields on a web page: it becomes one full-width space.
    """
    pieces: list[Traced] = []
    done = 0
    for run in _SPACE_RUN.finditer(text):
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        pieces.append(Traced.verbatim(text[done : run.start()], done))
        pieces.append(Traced.replaced(_space_between(before, after, len(run[0])), run.start(), run.end()))
        done = run.end()
    pieces.append(Traced.verbatim(text[done:], done))
    return Traced.join(pieces)


def _space_between(before: str, after: str, length: int) -> str:
    if not before or not after:
        return ""
    if ">" in (before, after):
        return " "
    if _has(_CHINESE, before) and _has(_CHINESE, after):
        return "\u3000" if length > 1 else ""
    if _has(_CHINESE, before + after):
        return ""
    return " "


def typeset(line: str, corrections: tuple[Correction, ...] = ()) -> Traced:
    """Typeset one published line; the result is traced to ``line``."""
    corrected = correct(line, corrections)
    widened = Traced(widen(corrected.text), corrected.origins)
    return widened.then(close_up(widened.text))
