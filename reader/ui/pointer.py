"""A large pointer: the arrow, and the hand over links, drawn by the program in two tones."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication

_ARROW = ((0, 0), (0, 17), (4.2, 13.2), (7.4, 20), (10.4, 18.7), (7.3, 12), (12.6, 12))
"""The classic arrow on a grid of 21, its point at the origin."""
_GRID = 21.0


class LargePointer(QObject):
    """Draws the pointer at a size of its own over the whole program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._size_px = 0

    def set_size(self, size_px: int) -> None:
        """Draw the pointer ``size_px`` pixels high; 0 gives the system's own back."""
        if self._size_px and not size_px:
            QApplication.restoreOverrideCursor()
        elif size_px and self._size_px:
            QApplication.changeOverrideCursor(arrow(size_px))
        elif size_px:
            QApplication.setOverrideCursor(arrow(size_px))
        self._size_px = size_px


def arrow(size_px: int) -> QCursor:
    """Draw an arrow ``size_px`` pixels high, black with a white edge: it shows on every ground."""
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    edge = max(2.0, size_px / 24)
    scale = (size_px - 2 * edge) / _GRID
    shape = QPolygonF([QPointF(edge + x * scale, edge + y * scale) for x, y in _ARROW])
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(
            QColor("#FFFFFF"),
            2 * edge,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.setBrush(QColor("#000000"))
    painter.drawPolygon(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(shape)
    painter.end()
    return QCursor(pixmap, round(edge), round(edge))
