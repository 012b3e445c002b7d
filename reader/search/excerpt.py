"""Some text around a found place, as people read it: whole clauses where they fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BEFORE, AFTER = 18, 30
"""Characters shown before and after the place, at most; more is cut and marked with …."""

_STOPS = frozenset("。！？")
_ENDS = _STOPS | frozenset("；，：、")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown: ``text``, where the place stands in it, and ``marks``: that and all others there."""

    text: str
    span: tuple[int, int]
    marks: tuple[tuple[int, int], ...]


def excerpt(text: str, start: int, end: int, others: Iterable[tuple[int, int]] = ()) -> Excerpt:
    """Give an excerpt of ``text`` around ``start`` to ``end``.

    ``others`` are further places of ``text``, sorted, none within another. Where they reach into the place
    or into each other, a mark ends where the next begins; the place itself stays whole. Where whole sentences are
    left out, no … says so; a … never follows punctuation, behind which it could stand alone on a line.
    """
    first = max(0, start - BEFORE)
    if first:
        # Begin after the last stop or comma but one, so that what is cut away is a whole clause if possible.
        first = next((i for i in range(first, start) if text[i - 1] in _ENDS), first)
    last = min(len(text), end + AFTER)
    if last < len(text):
        last = next((i for i in range(last, end, -1) if text[i - 1] in _ENDS), last)
    before = "…" if first and text[first - 1] not in _STOPS else ""
    after = "…" if last < len(text) and text[last - 1] not in _STOPS else ""
    if after and last > end and text[last - 1] in _ENDS:
        last -= 1
    shift = len(before) - first
    marks = []
    at = first
    for mark in sorted({(start, end), *others}):
        begin = max(mark[0], at)
        at = max(at, min(mark[1], start if mark[0] < start else last))
        if begin < at:
            marks.append((begin + shift, at + shift))
    return Excerpt(f"{before}{text[first:last]}{after}", (start + shift, end + shift), tuple(marks))
