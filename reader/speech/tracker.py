"""Milliseconds → the syllable that sounds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reader.speech.engine import Mark


class Tracker:
    """Finds marks by time. ``marks`` stand in order of time, as engines give them."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        """Prepare to find among ``marks``."""
        self._marks = tuple(marks)
        self._starts = [mark.start_ms for mark in self._marks]

    def at(self, position_ms: float) -> Mark | None:
        """Give the last syllable begun at ``position_ms``; a pause belongs to the syllable before it.

        ``None`` before the first syllable, and when there are no marks.
        """
        index = bisect_right(self._starts, position_ms) - 1
        return self._marks[index] if index >= 0 else None

    def after(self, position_ms: float) -> Mark | None:
        """Give the first syllable that begins at ``position_ms`` or later, ``None`` when there is none."""
        index = bisect_right(self._starts, position_ms)
        if index > 0 and self._starts[index - 1] == position_ms:
            index -= 1
        return self._marks[index] if index < len(self._marks) else None
