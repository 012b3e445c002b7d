"""How large the screen keyboard's keys are, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from reader.ui.keyboard import key_plan
from reader.ui.look.theme import Theme

LARGEST_SHARE = 0.76
"""Of the window's height; the search box above it stays in sight even at 300 % on 1366 × 768."""

_KEY_PX = 64
_LEAST_KEY_PX = 44
_TYPE_PX = 28
_TYPE_SHARE = 0.625
"""Type at most this share of a key's height …"""
_TYPE_WIDTH_SHARE = 0.7
"""… and this share of its width, so that two hanzi fit the keys that are half as wide again."""
_ROWS = key_plan.ROWS + 1
"""With the one of words to choose from."""


@dataclass(frozen=True, slots=True)
class KeySizes:
    """Air around all keys and between them, the height of a key, the size of what is written on it."""

    margin: int = 1
    gap: int = 1
    key: int = 1
    type: int = 1

    @classmethod
    def fitting(cls, theme: Theme, window: QSize, zoom_percent: int = 100) -> KeySizes:
        """Give the sizes the theme wants, as far as the window allows.

        Type grows with the report's zoom, too, as far as the keys allow: where the window is small, keys and controls
        stay as they are for the sake of the words, and 300 % would be seen on the page alone.
        """
        margin, gap = theme.space(10), min(theme.space(8), window.width() // 100)
        frame = 2 * margin + (_ROWS - 1) * gap
        room = (int(LARGEST_SHARE * window.height()) - frame) // _ROWS
        key = max(_LEAST_KEY_PX, min(max(_KEY_PX, theme.px(_KEY_PX)), room))
        width = 2 * (window.width() - 2 * margin) // key_plan.COLUMNS - gap
        wanted = max(_TYPE_PX, theme.px(_TYPE_PX), _TYPE_PX * zoom_percent // 100)
        size = min(wanted, int(key * _TYPE_SHARE), int(width * _TYPE_WIDTH_SHARE))
        return cls(margin, gap, key, max(1, size))

    @property
    def height(self) -> int:
        """The height of the whole keyboard."""
        return 2 * self.margin + (_ROWS - 1) * self.gap + _ROWS * self.key

    def place(self, plan: key_plan.Plan, width: int) -> QRect:
        """Give where a key stands on a keyboard this wide."""
        column_px = (width - 2 * self.margin + self.gap) / key_plan.COLUMNS
        left = self.margin + round(plan.column * column_px)
        right = self.margin + round((plan.column + plan.columns) * column_px) - self.gap
        top = self.margin + (plan.row + 1) * (self.key + self.gap)
        return QRect(left, top, right - left, self.key)


def resting_place(parent: QWidget, height: int, field: QWidget | None) -> QRect:
    """Give where a keyboard so high lies: along the lower edge, or along the upper one if it would cover ``field``.

    A field that would be covered at both has it lie along the lower one.
    """
    low, is_covered = parent.height() - height, False
    if field is not None and parent.isAncestorOf(field):
        top = field.mapTo(parent, QPoint(0, 0)).y()
        is_covered = top + field.height() > low and top >= height
    return QRect(0, 0 if is_covered else low, parent.width(), height)
