"""What of a text a caption strip shows at a time. Pure: characters and their widths in, lines and pages out.

A line ends where a clause ends; a strip of several lines has as many clauses on each as it holds. A clause that is longer than the strip is parted behind 、, else between words, into lines
of much the same length; never within a number, its unit or a Latin word (the places that are *bound*).
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from reader.core.sentences import clauses

Line = tuple[int, int]
"""A half-open range of the text that stands on one line."""

Page = tuple[Line, ...]
"""The lines that are shown at once."""

_KEPT = frozenset("？！")
"""Marks that change what a clause means; pauses are heard and need not be seen."""

_BEHIND_COMMA, _IN_WORD, _BY_SINGLE, _AGAINST_PARTICLE, _MORE_LINES = -0.4, 0.8, 0.25, 0.5, 0.3
"""What it is worth to end a line behind 、, and what it costs to end it within a word, beside a hanzi that is no word known
(unknown names are rows of them: 习近平), before 的 or behind 和, or so that more lines are needed; in widths of the strip."""

_BEGINNERS = frozenset("和及与或并将为以在从向对把被由按使让给到就也都还再是有至")
_ENDERS = frozenset("的了着过等地得中上下内外里前后时")
"""Particles that begin what follows, and those that end what went before."""

_SHORT = 2
"""Characters of a clause that does not stand alone: 一、 or 等."""

_AHEAD = 4
"""Characters looked at beyond a line, for the word that stands on its end."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the strip holds: ``width`` of a line and number of ``lines``; ``most`` is the width of one that is shrunk to fit."""

    width: float
    lines: int = 1
    most: float = math.inf


def trim(text: str, start: int, end: int) -> Line:
    """Leave out pause marks and half a pair of quotes or brackets at either end; the rest may be empty."""
    while start < end and _is_loose(text[start:end], 0, "Pe", "Pf"):
        start += 1
    while start < end and _is_loose(text[start:end], -1, "Ps", "Pi"):
        end -= 1
    return start, end


def _is_loose(clause: str, at: int, *widowed: str) -> bool:
    """Say whether what stands at one end of a clause is a pause, white space, or half of a pair."""
    character = clause[at]
    kind = unicodedata.category(character)
    if kind in ("Ps", "Pi", "Pe", "Pf"):
        halves = sum(
            {"Ps": 1, "Pi": 1, "Pe": -1, "Pf": -1}.get(unicodedata.category(each), 0) for each in clause
        )
        return kind in widowed or (halves > 0 and at == 0) or (halves < 0 and at == -1)
    return (kind[0] in "PZC" and character not in _KEPT) or character.isspace()


def caption_pages(
    text: str,
    widths: Sequence[float],
    room: Room,
    bound: Set[int] = frozenset(),
    borders: Callable[[str], Set[int]] = lambda text: frozenset(range(len(text) + 1)),
) -> tuple[Page, ...]:
    """Part ``text``, whose characters are ``widths`` wide, into the pages a strip shows one after the other.

    Together the lines hold every character, once and in order, but pauses at their ends. No line is wider than
    ``room.width``, but what is bound together, which may be as wide as ``room.most``. ``borders`` gives the places between
    the words of a text, both its ends among them; it is asked only for clauses longer than a line.
    """
    ends = [0.0, *itertools.accumulate(widths)]
    clause = _Clause(text, ends, room, bound, borders)
    pages: list[list[Line]] = []
    for start, end in _joined(text, ends, room.width, is_filling=room.lines > 1):
        lines = clause.lines(start, end)
        if not pages or len(lines) <= room.lines < len(pages[-1]) + len(lines):
            # What fits on one page is not begun on another.
            pages.append([])
        for line in lines:
            if len(pages[-1]) == room.lines:
                pages.append([])
            pages[-1].append(line)
    return tuple(tuple(page) for page in pages if page)


def _joined(text: str, ends: Sequence[float], width: float, *, is_filling: bool) -> list[Line]:
    """Give the clauses; one of a word or less stands with the clause before or behind it where a line holds both.

    ``is_filling`` lets any clauses stand on one line that it holds: where there are several, the sentence flows over them.
    """
    joined: list[Line] = []
    is_short = False
    for clause in clauses(text, len(text)):
        start, end = trim(text, *clause)
        if start == end:
            continue
        is_next_short = end - start <= _SHORT
        if joined and (is_filling or is_short or is_next_short) and ends[end] - ends[joined[-1][0]] <= width:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        is_short = is_next_short
    return joined


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    ends: Sequence[float]
    """The width of all that stands before each place."""
    room: Room
    bound: Set[int]
    borders: Callable[[str], Set[int]]

    def lines(self, start: int, end: int) -> list[Line]:
        """Give the lines of the clause that stands from ``start`` to ``end``."""
        lines: list[Line] = []
        start, end = trim(self.text, start, end)
        while start < end:
            count = math.ceil(self._width(start, end) / self.room.width)
            cut = (
                end
                if count <= 1 or end - start == 1
                else self._cut(start, end, self._width(start, end) / count)
            )
            line = trim(self.text, start, cut)
            if line[0] < line[1]:
                lines.append(line)
            start, end = trim(self.text, cut, end)
        return lines

    def _width(self, start: int, end: int) -> float:
        return self.ends[end] - self.ends[start]

    def _cut(self, start: int, end: int, wanted: float) -> int:
        """Find where the line that begins at ``start`` ends, best ``wanted`` wide."""
        fitting = self._places(start, end, self.room.width)
        free = [at for at in fitting if at < end and at not in self.bound]
        if not free:
            return self._cut_of_bound(start, end)
        text = self.text[start : min(end, fitting[-1] + _AHEAD)]
        borders = self.borders(text) - {
            at - start for at in range(start, start + len(text)) if at in self.bound
        }
        # What the lines after this one can hold, if this clause is to take no more lines than it must.
        left = (math.ceil(self._width(start, end) / self.room.width) - 1) * self.room.width

        def cost(at: int) -> float:
            off = abs(self._width(start, at) - wanted) / self.room.width
            more = _MORE_LINES if self._width(at, end) > left else 0.0
            return off + more + seam_cost(text, at - start, borders)

        return min(free, key=cost)

    def _cut_of_bound(self, start: int, end: int) -> int:
        """Give the end of what is bound together at ``start``, or what of it fits when it is too long to be shrunk."""
        cut = start + 1
        while cut < end and cut in self.bound:
            cut += 1
        return (
            cut if self._width(start, cut) <= self.room.most else self._places(start, cut, self.room.most)[-1]
        )

    def _places(self, start: int, end: int, width: float) -> list[int]:
        """Give the places up to which the characters from ``start`` fit in ``width``; at least the first."""
        places = [start + 1]
        while places[-1] < end and self._width(start, places[-1] + 1) <= width:
            places.append(places[-1] + 1)
        return places


def seam_cost(text: str, at: int, borders: Set[int]) -> float:
    """Say how bad it is to end a line at place ``at`` of ``text``, which has words between ``borders``."""
    before, after = text[at - 1], text[at]
    if before == "、":
        return _BEHIND_COMMA
    if at not in borders:
        return _IN_WORD
    is_single_before, is_single_after = at - 1 in borders, at + 1 in borders
    cost = 0.0
    if is_single_before and before not in _ENDERS:
        cost += _AGAINST_PARTICLE if before in _BEGINNERS else _BY_SINGLE
    if is_single_after and after not in _BEGINNERS:
        cost += _AGAINST_PARTICLE if after in _ENDERS else _BY_SINGLE
    return cost


def page_at(pages: Sequence[Page], index: int) -> int:
    """Give the page that shows character ``index``, else the one shown just before it, else the first."""
    return max(0, sum(1 for page in pages if page[0][0] <= index) - 1)
