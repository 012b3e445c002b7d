"""How large a page beside the report is set: it has the middle of the window to itself, and grows on where bars cannot."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize

from reader.ui.look.theme import Theme
from reader.ui.page.type_size import BODY_PX

_LABEL_PX = 24
"""Type of buttons at scale 1.0."""

_LEAST_LABEL_CHARACTERS = 13
_LEAST_BODY_CHARACTERS = 11
"""What a line keeps, of labels and of what is read: less, and a sentence falls to pieces."""

_SIDE_PX = 84
"""Margins and scroll bar beside a line at scale 1.0."""

_LEAST_ROWS = 4
"""Of buttons: two of the head, with the title, and two of what there is to do."""

_ROW_PX, _ROW_AIR_PX = 36, 30
"""A row of buttons: its type at scale 1.0, and its borders and air, which hardly grow."""

_STEPS_PER_UNIT = 8
"""Scales come in eighths: a window that is drawn larger is not dressed anew for every pixel."""


def side_theme(theme: Theme, zoom_percent: int, room: QSize) -> Theme:
    """Give the theme of a page in a room of this size, pixels: as large as the zoom says where the room lets it.

    It is never smaller than the rest of the interface, which is ``theme``.
    """
    by_width = (room.width() - _SIDE_PX) / (_LABEL_PX * _LEAST_LABEL_CHARACTERS)
    by_height = (room.height() / _LEAST_ROWS - _ROW_AIR_PX) / _ROW_PX
    largest = math.floor(min(by_width, by_height) * _STEPS_PER_UNIT) / _STEPS_PER_UNIT
    return Theme(theme.scheme, max(theme.scale, min(zoom_percent / 100, largest)), theme.font_family)


def side_body_px(zoom_percent: int, room: QSize) -> int:
    """Give the type of what is read on the page, pixels: that of the report where eleven characters stand in a line."""
    wanted = BODY_PX * zoom_percent / 100
    largest = (room.width() - _SIDE_PX) / _LEAST_BODY_CHARACTERS
    return round(max(min(BODY_PX, wanted), min(wanted, largest)))


def side_sheet(theme: Theme) -> str:
    """Give what the style sheet says of sizes, for a page that is larger than the interface; it says nothing of colours.

    Everything else has its size from fonts and from the theme.
    """
    box, main = theme.px(28), max(64, theme.space(64), round(theme.title_px * 1.45))
    radius, width = main // 2, max(24, theme.space(28))  # of more than half the height it would be none
    return f"""
QLabel[role="title"] {{ font-size: {theme.title_px}px; }}
QLabel[role="small"], QLabel[role="state"] {{ font-size: {theme.small_px}px; }}
QPushButton {{ font-size: {theme.label_px}px; }}
QPushButton[role="main"] {{ font-size: {theme.title_px}px; min-height: {main}px; border-radius: {radius}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {box}px; height: {box}px; }}
QScrollBar:vertical {{ width: {width}px; }}
"""
