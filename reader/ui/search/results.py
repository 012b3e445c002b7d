"""The list of found places, grouped by chapter: large rows, the words that were found lit in them.

A real list, so that screen readers know it for one; it is as tall as its rows and leaves the scrolling to
what holds it. However many places there are, the window never waits: rows are made and measured a few at a time.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from reader.search.result import Hit, Result
from reader.ui.look.theme import Theme
from reader.ui.search.result_model import ResultModel
from reader.ui.search.result_rows import RowPainter

_SLICE_S = 0.004
"""How long rows are measured at a time: a frame has sixteen milliseconds, and others want some of them."""


class ResultList(QListView):
    """The rows. Up and Down go from place to place, Enter goes there in the report; so does one touch."""

    chosen = Signal(int)
    """A place was chosen by hand: its number, from 0, in the order shown."""
    entered = Signal()
    """It was chosen by Enter: the keyboard goes there as well."""
    moved = Signal()
    """Another row is the current one."""
    settled = Signal()
    """Every row has its place now, which may be another than it seemed."""
    row_moved = Signal(QRect, int)
    """The current row now stands here (in the list's coordinates): bring it into view; so much of it is heading."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ResultModel(self)
        self.setModel(self._model)
        self._painter = RowPainter(theme, self, self._model)
        self.setItemDelegate(self._painter)
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._measure_on)
        self._page_px = 0
        """How much of the list is seen at once, in pixels: as far as PgUp and PgDn go."""
        self.setProperty("role", "panel")
        self.setProperty("focus_ring", False)  # the current row shows the focus, not the whole list
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("找到的地方")
        self.setAccessibleDescription("按上下键一处一处走，按回车到报告里的那一处")
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.selectionModel().currentChanged.connect(self._tell_move)

    @property
    def count(self) -> int:
        """How many places there are."""
        return self._model.count

    def hit(self, index: int) -> Hit:
        """Give a place."""
        return self._model.hit(index)

    @property
    def current_index(self) -> int:
        """The number of the current place, from 0; -1 for none."""
        return self.currentIndex().row()

    @property
    def is_settled(self) -> bool:
        """Whether every row has its place."""
        return self._painter.heights.is_complete

    def show_hits(self, result: Result) -> None:
        """Replace the rows by the places of ``result``, by chapter; none of them is current."""
        self._model.show(result)
        self._measure_anew()

    def select(self, index: int) -> None:
        """Make a place current; an index that is none clears the choice."""
        if 0 <= index < self.count:
            self.setCurrentIndex(self._model.index(index))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    def show_current(self) -> None:
        """Ask for the current row to be brought into view."""
        if self.current_index >= 0:
            rect = self.row_rect(self.current_index)
            self.row_moved.emit(rect, self._painter.heading_height(self.current_index))

    def row_rect(self, index: int) -> QRect:
        """Give where a place's row stands, its heading included."""
        heights = self._painter.heights
        return QRect(0, heights.top(index), self.viewport().width(), heights.height(index))

    @property
    def first_heading_px(self) -> int:
        """How high the heading above the first place is, in pixels."""
        return self._painter.heading_height(0) if self.count else 0

    @property
    def least_row_px(self) -> int:
        """How high a row is that shows one line of its place, in pixels, without a heading."""
        return self._painter.least_height

    def set_room(self, page_px: int, row_px: int) -> None:
        """Take note of how much is seen at once, and of how high a row may be without its heading, in pixels."""
        self._page_px = page_px
        if self._painter.set_room(row_px):
            self._measure_anew()
            self.show_current()

    def set_theme(self, theme: Theme) -> None:
        """Draw the rows in the theme's colours and sizes."""
        self._painter.set_theme(theme)
        self._measure_anew()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Give the place at a point; a heading is none."""
        index = super().indexAt(point)
        if index.isValid():
            top = self.visualRect(index).top() + self._painter.heading_height(index.row())
            return index if point.y() >= top else QModelIndex()
        return index

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the new width."""
        if event.size().width() != event.oldSize().width():
            self._measure_anew()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current place on Enter and the space bar; turn pages by what is seen."""
        key, index = event.key(), self.current_index
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index >= 0:
            self.chosen.emit(index)
            if key != Qt.Key.Key_Space:
                self.entered.emit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.count:
            self.select(self._page_from(max(0, index), 1 if key == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)

    def _page_from(self, index: int, step: int) -> int:
        """Give the last place that can be seen at once with this one, at least the next."""
        here, last = self.row_rect(index), self.count - 1 if step > 0 else 0
        target = index
        while target != last:
            beyond = self.row_rect(target + step)
            if target != index and beyond.united(here).height() > self._page_px:
                break
            target += step
        return target

    def _tell_move(self) -> None:
        self.show_current()
        self.moved.emit()

    def _measure_anew(self) -> None:
        self._painter.heights.forget(self.count)
        self._painter.heights.measure_for(_SLICE_S)
        self._settle()
        if not self.is_settled:
            self._rest.start()

    def _measure_on(self) -> None:
        """Measure some more; once all rows are measured, they get their places."""
        if self._painter.heights.measure_for(_SLICE_S):
            self._settle()
            self.settled.emit()
        else:
            self._rest.start()

    def _settle(self) -> None:
        """Be as tall as the rows."""
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(max(1, self._painter.heights.top(self.count)))
