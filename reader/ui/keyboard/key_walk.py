"""The way of the focus through the screen keyboard's keys: one stop for Tab, arrow keys, Home and End from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from reader.ui.keyboard.candidate_bar import Key

KeyRows = Callable[[], Sequence[Sequence[Key]]]
"""The keys that are shown, row by row from left to right; no row is empty."""


class KeyWalk:
    """Walks through ``rows`` of ``keyboard``; ``home`` is where it begins."""

    def __init__(self, rows: KeyRows, home: Key, keyboard: QWidget) -> None:
        self._rows, self._home, self._keyboard = rows, home, keyboard
        self._stop = home

    def rove(self, has_stop: bool) -> None:
        """Make one key the stop for Tab: the one with the focus, the last one that had it, or the home; or none."""
        shown = [key for row in self._rows() for key in row]
        focused = QApplication.focusWidget()
        stop = next((key for key in shown if key is focused), self._stop)
        self._stop = stop if stop in shown else self._home
        for key in shown:
            is_stop = has_stop and key is self._stop
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus)

    def neighbour(self, key: Key, move: Qt.Key) -> Key:
        """Give the next key in a row, or the nearest one of the next row; behind the last comes the first."""
        rows = self._rows()
        row = next(number for number, keys in enumerate(rows) if key in keys)
        if move in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return rows[row][0 if move == Qt.Key.Key_Home else -1]
        if move in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at = rows[row].index(key) + (1 if move == Qt.Key.Key_Right else -1)
            return rows[row][at % len(rows[row])]
        row += 1 if move == Qt.Key.Key_Down else -1
        middle = self._middle(key)
        return min(rows[row % len(rows)], key=lambda each: abs(self._middle(each) - middle))

    def _middle(self, key: Key) -> int:
        return key.mapTo(self._keyboard, QPoint(key.width() // 2, 0)).x()
