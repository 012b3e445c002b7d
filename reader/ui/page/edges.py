"""Whole lines at the page's edges: what is cut by an edge is covered while the page rests, and shown while it moves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QScroller

from reader.ui.page.document import ReportDocument
from reader.ui.page.scroller import PageScroller
from reader.ui.page.style import Style

_AIR_PX = 6
"""Between the upper edge and the line that comes to stand there: the ring of the focus lies in it."""


class PageEdges:
    """The upper and the lower edge of one view."""

    def __init__(self, view: QAbstractScrollArea, paper: ReportDocument, scroller: PageScroller) -> None:
        self._view, self._paper, self._scroller = view, paper, scroller
        self._bar = view.verticalScrollBar()
        self._style: Style | None = None
        self._covers: list[QRect] = []
        scroller.set_rest(self.resting_place)
        scroller.rested.connect(self.note_rest)
        for moved in (self._bar.sliderPressed, self._bar.sliderReleased):
            moved.connect(self.note_rest)
        QScroller.scroller(view.viewport()).stateChanged.connect(self.note_rest)

    def set_style(self, style: Style) -> None:
        """Cover in this style's paper from now on; a turn of the wheel moves the page by its lines."""
        self._style = style
        # Qt scrolls three steps a notch, unless the desktop is told otherwise.
        self._bar.setSingleStep(max(1, style.line_px // 3))

    def note_rest(self) -> None:
        """The page has come to rest, or begins to move: what was covered or will be is painted anew."""
        self._repaint([*self._covers, *self._find()])

    def note_scroll(self, by_px: int) -> None:
        """The picture was moved ``by_px`` downward, and with it what was covered."""
        # Kept until it is painted: the picture may be moved again before that.
        self._covers = [box.translated(0, by_px) for box in self._covers]
        self.note_rest()

    def _repaint(self, boxes: Sequence[QRect]) -> None:
        for box in boxes:
            self._view.viewport().update(box)

    def paint(self, painter: QPainter) -> None:
        """Cover what is cut."""
        self._covers = self._find()
        for box in self._covers:
            assert self._style is not None
            painter.fillRect(box, QColor(self._style.scheme.paper))

    @property
    def _is_moving(self) -> bool:
        hand = QScroller.scroller(self._view.viewport()).state()
        return self._scroller.is_moving or self._bar.isSliderDown() or hand is not QScroller.State.Inactive

    def _find(self) -> list[QRect]:
        """Find what is to be covered; nothing where no whole line would be left."""
        if self._style is None or self._is_moving:
            return []
        scroll_px, size = self._bar.value(), self._view.viewport().size()
        # A block's first line may reach above it, and the one before it below.
        air = self._style.line_px
        lines = list(self._paper.lines_between(scroll_px - air, scroll_px + size.height() + air))
        inks = [(top - scroll_px, foot - scroll_px) for top, foot in map(self._paper.ink_of, lines)]
        grounds = [(top - scroll_px, foot - scroll_px) for top, foot in map(self._paper.ground_of, lines)]
        whole = [at for at, (top, foot) in enumerate(inks) if top >= 0 and foot <= size.height()]
        if not whole:
            return []
        covers: list[QRect] = []
        first, last = whole[0], whole[-1]
        if first > 0 and grounds[first - 1][1] > 0:
            foot = math.ceil(min(grounds[first - 1][1], grounds[first][0]))
            covers.append(QRect(0, 0, size.width(), max(0, foot)))
        if last + 1 < len(lines) and grounds[last + 1][0] < size.height():
            top = math.floor(max(inks[last][1], grounds[last + 1][0]))
            covers.append(QRect(0, top, size.width(), max(0, size.height() - top)))
        return [box for box in covers if not box.isEmpty()]

    def resting_place(self, wanted_px: int) -> int:
        """Give the place nearest to ``wanted_px`` to scroll to at which a line stands at the upper edge."""
        if self._style is None or wanted_px <= 0:
            return wanted_px
        air = 2 * self._style.line_px
        lines = self._paper.lines_between(wanted_px - air, wanted_px + air)
        places = [math.floor(self._paper.ground_of(line)[0]) - _AIR_PX for line in lines]
        return min(places, key=lambda place: abs(place - wanted_px), default=wanted_px)
