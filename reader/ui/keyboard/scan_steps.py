"""Choosing among many keys with one switch or two: row by row, then key by key. Numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

_ROUNDS_OF_ROWS = 3
"""With nobody pressing, all rows are gone through so many times; then it rests."""
_ROUNDS_OF_KEYS = 2
"""A row that was chosen by mistake is left again after so many times through its keys."""


class Level(Enum):
    """What the next press of the switch chooses."""

    RESTING = "resting"
    ROWS = "rows"
    KEYS = "keys"


class ScanSteps:
    """Where the scan is: at rest, on a row, or on a key of a row. ``lengths`` are the numbers of keys in each row."""

    def __init__(self) -> None:
        self.level = Level.RESTING
        self.row = self.key = 0
        self._rounds = 0

    def rest(self) -> None:
        """Wait for the next press."""
        self.level, self.row, self.key, self._rounds = Level.RESTING, 0, 0, 0

    def begin(self) -> None:
        """Go to the first row."""
        self.level, self.row, self.key, self._rounds = Level.ROWS, 0, 0, 0

    def step(self, lengths: Sequence[int]) -> None:
        """Go on by one; round after round without a choice lead back up, and at last to rest."""
        if self.level is Level.ROWS:
            self.row = (self.row + 1) % len(lengths)
            self._rounds += not self.row
            if self._rounds == _ROUNDS_OF_ROWS:
                self.rest()
        elif self.level is Level.KEYS:
            self.key = (self.key + 1) % max(1, lengths[min(self.row, len(lengths) - 1)])
            self._rounds += not self.key
            if self._rounds == _ROUNDS_OF_KEYS:
                self.go_up()

    def step_by_hand(self, lengths: Sequence[int], steps: int) -> None:
        """Go so many rows or keys on, or back: whoever does it by hand is not to be led away."""
        if self.level is Level.RESTING:
            self.begin()
        elif self.level is Level.ROWS:
            self.row = (self.row + steps) % len(lengths)
        else:
            self.key = (self.key + steps) % max(1, lengths[min(self.row, len(lengths) - 1)])
        self._rounds = 0

    def go_up(self) -> None:
        """Leave the keys of a row, for the row."""
        self.level, self.key, self._rounds = Level.ROWS, 0, 0

    def pick(self) -> bool:
        """Choose what is marked: begin, enter the row, or say ``True``: the key is to be pressed."""
        if self.level is Level.KEYS:
            return True
        if self.level is Level.RESTING:
            self.begin()
        else:
            self.level, self.key, self._rounds = Level.KEYS, 0, 0
        return False


def pace_ms(choice: str) -> int | None:
    """Give how long a key keeps its turn by the option ``key_scan``: 0 if a second switch goes on, ``None`` without scanning."""
    if choice == "off":
        return None
    return 1000 * int(choice) if choice.isdigit() else 0
