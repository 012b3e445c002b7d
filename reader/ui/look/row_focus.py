"""The two-tone focus ring for one row of a list; around whole widgets :mod:`reader.ui.look.focus_ring` draws
it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reader.ui.look.theme import Theme


def paint_row_focus(painter: QPainter, row: QRectF, theme: Theme) -> None:
    """Paint the ring just inside ``row``."""
    tone = theme.space(3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, inset in ((theme.scheme.focus_outer, tone / 2), (theme.scheme.focus_inner, 1.5 * tone)):
        painter.setPen(QPen(QColor(colour), tone))
        radius = theme.space(8)
        painter.drawRoundedRect(row.adjusted(inset, inset, -inset, -inset), radius, radius)
