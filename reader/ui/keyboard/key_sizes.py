"""How large the screen keyboard's keys are, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from reader.ui.keyboard import key_plan
from reader.ui.look.theme import Theme

LARGEST_SHARE = 0.76
"""Of the window's height; the search box above it stays in sight even at 300 % on 1366 × 768."""

_KEY_PX = 64
_LEAST_KEY_PX = 44
_TYPE_PX = 28
_TYPE_SHARE = 0.6
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
    def fitting(cls, theme: Theme, window: QSize) -> KeySizes:
        """Give the sizes the theme wants, as far as the window allows."""
        margin, gap = theme.space(10), min(theme.space(8), window.width() // 100)
        frame = 2 * margin + (_ROWS - 1) * gap
        room = (int(LARGEST_SHARE * window.height()) - frame) // _ROWS
        key = max(_LEAST_KEY_PX, min(max(_KEY_PX, theme.px(_KEY_PX)), room))
        width = 2 * (window.width() - 2 * margin) // key_plan.COLUMNS - gap
        size = min(max(_TYPE_PX, theme.px(_TYPE_PX)), int(key * _TYPE_SHARE), int(width * _TYPE_WIDTH_SHARE))
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
