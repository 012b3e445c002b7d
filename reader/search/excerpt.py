"""Some text around a found place, as people read it: whole clauses where they fit."""

from __future__ import annotations

BEFORE, AFTER = 18, 30
"""Characters shown before and after the place, at most; more is cut and marked with …."""

_ENDS = frozenset("。！？；，：、")


def excerpt(text: str, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """Give an excerpt of ``text`` around ``start`` to ``end``, and where that place stands in the excerpt."""
    first = max(0, start - BEFORE)
    if first:
        # Begin after the last stop or comma but one, so that what is cut away is a whole clause if possible.
        first = next((i for i in range(first, start) if text[i - 1] in _ENDS), first)
    last = min(len(text), end + AFTER)
    if last < len(text):
        last = next((i for i in range(last, end, -1) if text[i - 1] in _ENDS), last)
    before = "…" if first else ""
    after = "…" if last < len(text) else ""
    shift = len(before) - first
    return f"{before}{text[first:last]}{after}", (start + shift, end + shift)
