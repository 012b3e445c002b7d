"""The reading ruler: a clear band of one to three lines, and the rest of the page in the shade.

The band is where the resident is: on the lines that sound while the report is read aloud, else where pointer, finger or
caret was last. It is a child of the page's stack that lets every press through: a translucent window would be black
without a compositor. When the band moves, only what lies between its old and its new edges is painted, and the page below
is not: type of 108 pixels takes 8 ms for the few lines concerned. What the page shows is copied each time it was
painted, from the picture that both are painted on, and the move is painted from that copy.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QStackedWidget, QWidget

from reader.core.span import Span
from reader.ui.aids.aim import Aim, By
from reader.ui.aids.crosshair import BLACK_AND_WHITE, fill_line, line_tones
from reader.ui.look.theme import Theme
from reader.ui.page.document import PaperLine
from reader.ui.page.reading_page import ReadingPage

_SHADE_SHARE = 0.62
"""Of the shade's colour: what lies outside the band is calm, and still there to be found."""
_AIR_EM = 0.35
"""What is clear above and below the lines at most, where the next ones are far."""

Band = tuple[int, int]
"""Upper and lower edge of what is clear, pixels of the widget that the ruler lies on."""


class _Shade(QWidget):
    """Everything but the band, darker, with a two-tone line above and below the band."""

    def __init__(self, stack: QWidget) -> None:
        super().__init__(stack)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.band: Band = (0, 0)
        self.edge_px = 4
        self.tones = BLACK_AND_WHITE
        self.colour = QColor("#000000")
        self._below = QImage()
        """What is below, in device pixels, as far as it is known."""
        self._known = QRegion()
        self._is_below_covered = False
        self.setGeometry(stack.rect())

    def set_band(self, band: Band) -> None:
        """Move the band; only what lies between the old edges and the new ones is painted again."""
        if band == self.band:
            return
        changed = QRegion()
        for old, new in zip(self.band, band, strict=True):
            top, bottom = sorted((old, new))
            changed += QRect(
                QPoint(0, top - self.edge_px), QPoint(self.width() - 1, bottom + self.edge_px - 1)
            )
        self.band = band
        changed &= QRegion(self.rect())
        if self.isVisible() and changed.subtracted(self._known).isEmpty():
            self._repaint_alone(changed)
        else:
            self.update(changed)

    def _repaint_alone(self, region: QRegion) -> None:
        """Paint a region without having Qt paint what is below it first."""
        # What waits to be painted below would be left out of this painting, and forgotten.
        QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest)
        self._is_below_covered = True
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        self.repaint(region)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self._is_below_covered = False

    def _remember(self, painter: QPainter, region: QRegion) -> None:
        """Copy what was just painted below, before the shade goes over it."""
        picture = painter.paintEngine().paintDevice()
        ratio = self.devicePixelRatio()
        size = self.size() * ratio
        if self._below.size() != size:
            self._below = QImage(size, QImage.Format.Format_RGB32)
            self._below.setDevicePixelRatio(ratio)
            self._known = QRegion()
        if not isinstance(picture, QImage):
            self._known = QRegion()
            return
        box = region.boundingRect()
        copier = QPainter(self._below)
        copier.setClipRegion(region)
        copier.drawImage(QRectF(box), picture, painter.deviceTransform().mapRect(QRectF(box)))
        copier.end()
        self._known += region

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._known = QRegion()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_below_covered:
            box, ratio = QRectF(event.rect()), self._below.devicePixelRatio()
            source = QRectF(box.topLeft() * ratio, box.size() * ratio)
            painter.drawImage(box, self._below, source)
        else:
            self._remember(painter, event.region())
        top, bottom = self.band
        right, edge = self.width() - 1, self.edge_px
        upper = QRect(QPoint(0, top - edge), QPoint(right, top - 1))
        lower = QRect(QPoint(0, bottom), QPoint(right, bottom + edge - 1))
        above = QRect(QPoint(0, 0), QPoint(right, upper.top() - 1))
        below = QRect(QPoint(0, lower.bottom() + 1), QPoint(right, self.height() - 1))
        for shade in (above, below):
            # Qt cuts it to the region that changed.
            painter.fillRect(shade & event.rect(), self.colour)
        for line in (upper, lower):
            fill_line(painter, line, self.tones)
        painter.end()


class Ruler(QObject):
    """Lies over ``page`` while it is on, and keeps to its lines; other pages of the stack are left clear."""

    def __init__(self, aim: Aim, parent: QObject) -> None:
        super().__init__(parent)
        self._aim = aim
        self._page: ReadingPage | None = None
        self._stack: QWidget | None = None
        self._shade: _Shade | None = None
        self._theme: Theme | None = None
        self._lines, self._thickness_px = 1, 8
        self._point = QPoint()
        """Where the resident is, global pixels."""
        self._sounding: Span | None = None
        self._is_led_by_voice = False
        # The page may be half way through setting itself anew when it tells that it moved.
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._place)
        aim.moved.connect(self._follow)

    def lie_over(self, page: ReadingPage, stack: QStackedWidget) -> None:
        """Take the page whose lines it keeps to, and the stack it covers."""
        self._page, self._stack = page, stack
        page.verticalScrollBar().valueChanged.connect(self._note_change)
        stack.currentChanged.connect(self._show_over_report)

    @property
    def is_shown(self) -> bool:
        """Say whether it is on."""
        return self._shade is not None

    @property
    def shade(self) -> QWidget | None:
        """What lies over the page; ``None`` while it is off."""
        return self._shade

    @property
    def band(self) -> QRect:
        """What is clear, in global pixels; empty while it is off."""
        if self._shade is None:
            return QRect()
        top, bottom = self._shade.band
        corners = QPoint(0, top), QPoint(self._shade.width() - 1, bottom - 1)
        return QRect(*map(self._shade.mapToGlobal, corners))

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from ``theme``."""
        self._theme = theme
        self._dress()

    def set_lines(self, lines: int, thickness_px: int) -> None:
        """Leave so many lines clear, between edges of this thickness at scale 1.0."""
        self._lines, self._thickness_px = lines, thickness_px
        self._dress()

    def set_shown(self, is_shown: bool) -> None:
        """Turn it on or off."""
        if is_shown == self.is_shown or self._stack is None:
            return
        self._aim.set_followed(self, is_shown)
        if self._shade is None:
            self._shade = _Shade(self._stack)
            self._stack.installEventFilter(self)
            self._point = self._aim.here().center()
            if not self._covers(self._point):
                self._point = self._stack.mapToGlobal(self._stack.rect().center())
            self._dress()
            self._show_over_report()
        else:
            self._stack.removeEventFilter(self)
            self._again.stop()
            self._shade.hide()
            self._shade.setParent(None)
            self._shade.deleteLater()
            self._shade = None

    def follow_voice(self, span: Span) -> None:
        """These characters of the report sound now."""
        self._sounding = span
        if self._is_led_by_voice:
            self._place()

    def set_led_by_voice(self, is_led: bool) -> None:
        """Keep to what sounds, whatever the hand does; or to hand and keys again."""
        self._is_led_by_voice = is_led

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Be as large as what it covers."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._note_change()
        return False

    def _show_over_report(self) -> None:
        """Lie over the report alone: a page of controls must not be dimmed."""
        if self._shade is not None and self._page is not None and self._stack is not None:
            self._shade.setVisible(self._page.isVisibleTo(self._stack))
            self._note_change()

    def _note_change(self) -> None:
        if self._shade is not None:
            self._again.start()

    def _follow(self, box: QRect, _by: By) -> None:
        if self._shade is None or self._shade.isHidden():
            return
        if self._is_voice_in_view or not self._covers(box.center()):
            return
        self._point = box.center()
        self._place()

    def _covers(self, place: QPoint) -> bool:
        return self._stack is not None and self._stack.rect().contains(self._stack.mapFromGlobal(place))

    @property
    def _is_voice_in_view(self) -> bool:
        """Say whether the band is the voice's: something of the report sounds, and the report is in view."""
        page, span = self._page, self._sounding
        if not self._is_led_by_voice or span is None or page is None:
            return False
        return page.isVisible() and page.paper.has(span.block)

    def _dress(self) -> None:
        shade, theme = self._shade, self._theme
        if shade is None or theme is None:
            return
        scheme = theme.scheme
        shade.tones = line_tones(scheme)
        # Half as thick as a line of the crosshair: there are two of them.
        shade.edge_px = max(4, theme.space(self._thickness_px) // 2)
        shade.colour = QColor(scheme.paper if scheme.is_dark else scheme.ink)
        shade.colour.setAlphaF(_SHADE_SHARE)
        shade.update()
        self._note_change()

    def _place(self) -> None:
        """Put the band where the resident is now."""
        shade, page, stack = self._shade, self._page, self._stack
        if shade is None or page is None or stack is None or shade.isHidden():
            return
        shade.setGeometry(stack.rect())
        shade.raise_()
        if self._is_voice_in_view and self._sounding is not None:
            self._point = page.span_rect(self._sounding).center()
        edges = line_edges(page, page.viewport().mapFromGlobal(self._point), self._lines)
        to_shade = page.viewport().mapTo(stack, QPoint(0, 0)).y()
        shade.set_band((edges[0] + to_shade, edges[1] + to_shade))


def line_edges(page: ReadingPage, place: QPoint, count: int) -> Band:
    """Give upper and lower edge of ``count`` lines at a place, all in the viewport's pixels.

    Of two lines the one at the place is the first, of three it is the middle one; at the report's ends there are fewer.
    """
    paper = page.paper
    block, offset = paper.place(page.cursorForPosition(place).position())
    row = paper.text_block(block).blockNumber()
    lines: list[PaperLine] = []
    at = 0
    for number in (each.number for each in page.report.shown[max(0, row - 1) : row + 2]):
        if number == block:
            units = paper.offsets(block)[offset]
            at = len(lines) + paper.text_block(block).layout().lineForTextPosition(units).lineNumber()
        lines += paper.lines_of(number)
    first = max(0, at - (count > 2))
    last = min(len(lines) - 1, at + (count > 1))
    top, foot = (paper.ground_of(lines[each]) for each in (first, last))
    scrolled = page.verticalScrollBar().value()
    # Half way to the next line; no further than the air that a line needs.
    above = paper.ground_of(lines[first - 1])[1] if first else -math.inf
    below = paper.ground_of(lines[last + 1])[0] if last + 1 < len(lines) else math.inf
    upper = max((above + top[0]) / 2, top[0] - _AIR_EM * lines[first].size_px)
    lower = min((below + foot[1]) / 2, foot[1] + _AIR_EM * lines[last].size_px)
    return round(upper) - scrolled, round(lower) - scrolled
