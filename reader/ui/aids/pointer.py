"""A large pointer over the whole program: arrow, hand, field mark and hourglass, drawn here at the chosen size.

Each has an edge in another tone than its body, so that it shows on every ground. An override cursor is one shape for
the whole program; a filter changes it when the pointer comes to another widget, or that widget asks for another
shape. Over the report the arrow stays: an I-beam of this size hides what is read, and a thin one is lost; only where one
can type does it say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QCursor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

ORDINARY_PX = 32
"""How large the pointer is drawn where only its colour was changed."""

_GRID = 24.0
"""The shapes are drawn on a grid of so many units, within 1 and 23."""
_EDGE_SHARE = 1 / 22
"""The width of each edge, as a share of the size."""


@dataclass(frozen=True, slots=True)
class Tint:
    """What a pointer is painted with: its body, and its edges from the body outwards."""

    body: str
    edges: tuple[str, ...]


TINTS = {
    "black": Tint("#000000", ("#FFFFFF",)),
    "white": Tint("#FFFFFF", ("#000000",)),
    "yellow": Tint("#FFD400", ("#000000",)),
    "red": Tint("#C8102E", ("#FFFFFF", "#000000")),
}
"""By the values of the option ``pointer_colour``. Of two neighbouring tones at least one shows on any ground."""

SHAPES = ("arrow", "hand", "text", "busy")

_HOT_SPOTS = {"arrow": (1.0, 1.0), "hand": (9.5, 1.0), "text": (12.0, 12.0), "busy": (1.0, 1.0)}
"""On the grid: what the pointer points with."""

_ARROW = ((1, 1), (1, 19), (5.6, 15), (8.9, 22.4), (12.2, 21), (9, 13.8), (15, 13.8))
_GLASS = ((13, 2), (22, 2), (22, 4), (18.6, 8), (22, 12), (22, 14), (13, 14), (13, 12), (16.4, 8), (13, 4))

_HAND_KINDS = (QAbstractButton, QComboBox, QMenu, QAbstractItemView)
"""What a press does something on, wherever on it."""
_LOOKS = frozenset((QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.CursorChange))


class LargePointer(QObject):
    """Draws the pointer at a size and in colours of its own over the whole program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._size_px = 0
        self._colour = "black"
        self._shape = "arrow"
        self._over: QWidget | None = None
        self._drawn: dict[str, QCursor] = {}

    @property
    def shape(self) -> str:
        """The shape that is shown, one of ``SHAPES``; the arrow while the pointer is the system's."""
        return self._shape

    def set_look(self, size_px: int, colour: str) -> None:
        """Draw the pointer ``size_px`` high, in one of ``TINTS``; size 0 in the first colour gives the system's own back."""
        if not size_px and colour != next(iter(TINTS)):
            size_px = ORDINARY_PX
        if (size_px, colour) == (self._size_px, self._colour):
            return
        was_on = bool(self._size_px)
        self._size_px, self._colour = size_px, colour
        self._drawn.clear()
        if not size_px:
            self._end()
        elif was_on:
            QApplication.changeOverrideCursor(self._cursor())
        else:
            self._begin()

    def _begin(self) -> None:
        self._over = QApplication.widgetAt(QCursor.pos())
        self._shape = shape_over(self._over)
        QApplication.setOverrideCursor(self._cursor())
        _application().installEventFilter(self)

    def _end(self) -> None:
        _application().removeEventFilter(self)
        QApplication.restoreOverrideCursor()
        self._over, self._shape = None, "arrow"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See which widget the pointer comes to, and what shape it asks for; no event is taken away."""
        kind = event.type()
        if kind in _LOOKS and isinstance(watched, QWidget):
            if kind == QEvent.Type.Enter:
                self._over = watched
            elif kind == QEvent.Type.Leave:
                # To its parent, unless another is entered, which is told next.
                self._over = watched.parentWidget()
            if watched is self._over or kind == QEvent.Type.Leave:
                self._show(shape_over(self._over))
        elif kind == QEvent.Type.DevicePixelRatioChange and self._drawn:
            self._drawn.clear()
            QApplication.changeOverrideCursor(self._cursor())
        return False

    def _show(self, shape: str) -> None:
        if shape != self._shape:
            self._shape = shape
            QApplication.changeOverrideCursor(self._cursor())

    def _cursor(self) -> QCursor:
        if self._shape not in self._drawn:
            ratio = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
            self._drawn[self._shape] = draw(self._shape, self._size_px, TINTS[self._colour], ratio)
        return self._drawn[self._shape]


def shape_over(widget: QWidget | None) -> str:
    """Give the shape for a widget: a hand for what can be pressed, a field mark where one types, else the arrow."""
    if widget is None or not isValid(widget):
        return "arrow"
    wanted = widget.cursor().shape()
    if wanted in (Qt.CursorShape.WaitCursor, Qt.CursorShape.BusyCursor):
        return "busy"
    if wanted == Qt.CursorShape.PointingHandCursor:
        return "hand"
    # The view of a scroll area is pressed in its name.
    for each in (widget, widget.parentWidget()):
        if isinstance(each, _HAND_KINDS):
            return "hand" if each.isEnabled() else "arrow"
        if isinstance(each, QLineEdit | QTextEdit | QPlainTextEdit):
            return "arrow" if each.isReadOnly() or not each.isEnabled() else "text"
    return "arrow"


def draw(shape: str, size_px: int, tint: Tint, ratio: float = 1.0) -> QCursor:
    """Draw a shape ``size_px`` high, for a screen with ``ratio`` device pixels to a pixel."""
    pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    edge = max(1.0, size_px * _EDGE_SHARE)
    # The outermost edge must find room around the grid's 1 to 23, its soft rim too.
    air = edge * len(tint.edges) + 0.5
    scale = (size_px - 2 * air) / (_GRID - 2)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(air - scale, air - scale)
    painter.scale(scale, scale)
    path = _PATHS[shape]()
    for number in range(len(tint.edges), 0, -1):
        _stroke(painter, path, tint.edges[number - 1], 2 * number * edge / scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(path, QColor(tint.body))
    if shape == "hand":
        for line in _KNUCKLES:
            _stroke(painter, _line(*line), tint.edges[0], edge / scale * 0.8)
    painter.end()
    # Qt hands X11 the hot spot as it is, and scales it elsewhere (6.9.3, measured with XFixesGetCursorImage).
    spot_ratio = ratio if QGuiApplication.platformName() == "xcb" else 1.0
    x, y = (round((air + (at - 1) * scale) * spot_ratio) for at in _HOT_SPOTS[shape])
    return QCursor(pixmap, x, y)


def _stroke(painter: QPainter, path: QPainterPath, colour: str, width: float) -> None:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def _polygon(corners: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    path.closeSubpath()
    return path


def _line(x: float, top: float, bottom: float) -> QPainterPath:
    path = QPainterPath(QPointF(x, top))
    path.lineTo(x, bottom)
    return path


def _arrow() -> QPainterPath:
    return _polygon(_ARROW)


def _hand() -> QPainterPath:
    """A hand with the forefinger up."""
    # Drawn large: where Qt unites shapes it cuts curves into lines by their size.
    grid = QTransform.fromScale(_FINE, _FINE)
    path = QPainterPath()
    # Forefinger, the three beside it, palm.
    for x, y, width, height, radius in (
        (7.6, 1, 3.8, 16, 1.9),
        (11.4, 8.2, 3.6, 9, 1.8),
        (15, 9, 3.4, 9, 1.7),
        (18.4, 10, 3.2, 9, 1.6),
        (7.6, 11.5, 14, 11.5, 4.5),
    ):
        part = QPainterPath()
        part.addRoundedRect(QRectF(x, y, width, height), radius, radius)
        path = path.united(grid.map(part))
    thumb = grid.map(_polygon(((9, 14.5), (4.6, 11.6), (2.9, 13.4), (9, 21.5), (12, 22))))
    return QTransform.fromScale(1 / _FINE, 1 / _FINE).map(path.united(thumb).simplified())


_FINE = 64.0
_KNUCKLES = ((11.4, 10, 15), (15, 10.6, 15), (18.4, 11.6, 15))
"""Lines between the fingers: x, top and bottom."""


def _text() -> QPainterPath:
    """The mark of a field to type in: an upright bar with two feet."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for box in (QRectF(10.8, 2, 2.4, 20), QRectF(7.5, 1, 9, 2.4), QRectF(7.5, 20.6, 9, 2.4)):
        path.addRect(box)
    return path.simplified()


def _busy() -> QPainterPath:
    """The arrow, smaller, with an hourglass beside it: one still sees where one points."""
    path = QPainterPath()
    path.addPath(_polygon(tuple((1 + (x - 1) * 0.8, 1 + (y - 1) * 0.8) for x, y in _ARROW)))
    path.addPath(_polygon(tuple((x + 0.6, y + 8.6) for x, y in _GLASS)))
    return path


_PATHS = {"arrow": _arrow, "hand": _hand, "text": _text, "busy": _busy}


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
