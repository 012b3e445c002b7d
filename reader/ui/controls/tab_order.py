"""The order of Tab: that in which things are seen, whenever and wherever they were made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_stops(part: QWidget) -> list[QWidget]:
    """Give what Tab can come to in a part, itself included, hidden or not, in the order in which it was put in."""
    return [
        widget
        for widget in (part, *part.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def order_tabs(parts: Iterable[QWidget]) -> None:
    """Have Tab go through these parts of a window one after the other."""
    stops = [stop for part in parts for stop in tab_stops(part)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
