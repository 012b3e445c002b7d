"""What scrolls in the search panel: notes, conditions and the found places, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QVBoxLayout, QWidget

from reader.ui.look.theme import Theme

_GAP_PX, _ROW_AIR_PX = 8, 4


class PanelBody(QScrollArea):
    """Scrolls up and down only; takes no focus itself."""

    room_changed = Signal()
    """More or less can be seen at once."""

    def __init__(self, parts: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._parts, self._air_px = tuple(parts), 0
        self._column = _Column()
        self._rows = QVBoxLayout(self._column)
        for part in self._parts:
            self._rows.addWidget(part)
        self._rows.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would change the width, and with it every row's height.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._column)
        self.viewport().setAutoFillBackground(False)
        self._column.setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes."""
        self._air_px = theme.space(_ROW_AIR_PX)
        self._rows.setContentsMargins(0, 0, theme.space(_GAP_PX), 0)
        self._rows.setSpacing(theme.space(_GAP_PX))

    @property
    def row_px(self) -> int:
        """How high a row may be to be seen whole, in pixels."""
        return max(1, self.viewport().height() - 2 * self._air_px)

    def set_bar_kept(self, is_kept: bool) -> None:
        """Have a scroll bar always, or only where there is something to scroll."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if is_kept else policy.ScrollBarAsNeeded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell whoever shares the room out."""
        super().resizeEvent(event)
        self.room_changed.emit()

    def settle(self) -> None:
        """Give every part its place now: it would be done level by level, each in an event of its own."""
        for widget in (*self._parts, self._column, self.viewport()):  # the last sets how far can be scrolled
            QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)

    def show_top(self) -> None:
        """Scroll to the beginning."""
        self.verticalScrollBar().setValue(0)

    def show_row(self, rows: QWidget, row: QRect, heading_px: int) -> None:
        """Scroll as little as need be to a row of a list; where both have no room, rather to it than to its heading."""
        room, bar = self.viewport().height(), self.verticalScrollBar()
        if row.height() + 2 * self._air_px > room:
            row = row.adjusted(0, heading_px, 0, 0)
        top = rows.mapTo(self._column, row.topLeft()).y() - self._air_px
        height = row.height() + 2 * self._air_px
        if top < bar.value() or height > room:
            bar.setValue(top)
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)


class _Column(QWidget):
    """As high as it is at its width, not as it would be at its narrowest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
