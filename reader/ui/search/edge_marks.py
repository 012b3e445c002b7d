"""Where in the whole report the found places are: a mark for each beside the page, on its scroll bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.core.span import Span
from reader.ui.look.theme import Theme
from reader.ui.page.reading_page import ReadingPage

_MARK_PX, _CURRENT_PX = 8, 14
"""How high a mark is, and that of the current place: larger as well as in another colour."""

_GAP_PX = 4
"""Marks that would stand closer become one: a comb of hairs is not read."""

_MARK_SHARE = 0.5
"""Of the bar's width: however many marks there are, its handle is seen beside them."""


class EdgeMarks(QWidget):
    """The marks. They lie over the scroll bar, and leave pointer and fingers to it."""

    def __init__(self, page: ReadingPage, theme: Theme) -> None:
        self._bar = page.verticalScrollBar()
        super().__init__(self._bar)
        self._page, self._theme = page, theme
        self._spans: tuple[Span, ...] = ()
        self._current: int | None = None
        self._shares: list[float] | None = None
        """How far down the report each place stands; ``None`` while it has to be worked out anew."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.installEventFilter(self)
        self._bar.rangeChanged.connect(self._measure_anew)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours."""
        self._theme = theme
        self._measure_anew()

    def show_places(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Mark where ``spans`` stand, and the current one of them more strongly; none takes the marks away."""
        spans = tuple(spans)
        if spans != self._spans:
            self._spans, self._shares = spans, None
        self._current = current
        self.setGeometry(self._bar.rect())
        self.setVisible(bool(spans))
        self.update()

    @property
    def shares(self) -> list[float]:
        """How far down the report each place stands, from 0 to 1; within a paragraph as its character does."""
        if self._shares is None:
            paper, blocks = self._page.paper, self._page.report.blocks
            height = max(1.0, paper.size().height())
            boxes = {
                block: paper.documentLayout().blockBoundingRect(paper.text_block(block))
                for block in {span.block for span in self._spans}
                if paper.has(block)
            }
            self._shares = [
                (box.top() + box.height() * span.start / max(1, len(blocks[span.block].text))) / height
                for span in self._spans
                if (box := boxes.get(span.block)) is not None
            ]
        return self._shares

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as the scroll bar; no event is ever taken away."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._bar.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a mark for each place, each with a rim that parts it from whatever lies below."""
        scheme, space = self._theme.scheme, self._theme.space
        with QPainter(self) as painter:
            height, current = space(_MARK_PX), space(_CURRENT_PX)
            for top, foot in joined_marks(self.shares, self.height(), height, space(_GAP_PX)):
                self._paint_mark(painter, top, foot, scheme.ink, _MARK_SHARE)
            if self._current is not None and self._current < len(self.shares):
                top = self.shares[self._current] * (self.height() - current)
                self._paint_mark(painter, top, top + current, scheme.accent, 1.0)

    def _paint_mark(
        self, painter: QPainter, top: float, foot: float, colour: str, width_share: float
    ) -> None:
        width = width_share * self.width()
        mark = QRectF(self.width() - width, top, width, foot - top)
        painter.fillRect(mark.adjusted(-1, -1, 1, 1), QColor(self._theme.scheme.paper))
        painter.fillRect(mark, QColor(colour))

    def _measure_anew(self) -> None:
        self._shares = None
        self.update()


def joined_marks(
    shares: Iterable[float], bar_px: int, mark_px: int, gap_px: int
) -> list[tuple[float, float]]:
    """Give top and foot of the marks for places so far down a bar, in pixels; those hardly apart become one long mark."""
    marks: list[tuple[float, float]] = []
    for share in sorted(shares):
        top = share * (bar_px - mark_px)
        if marks and top - marks[-1][1] < gap_px:
            marks[-1] = marks[-1][0], top + mark_px
        else:
            marks.append((top, top + mark_px))
    return marks
