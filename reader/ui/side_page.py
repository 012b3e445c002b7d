"""A page of controls beside the report: a way back, a title, and a column that scrolls when it does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader.ui.action_button import ActionButton
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import Icons
from reader.ui.theme import Theme

LONGEST_LINE_EM = 40
INNER_PX = 10
"""Air inside an entry of the column, at 100 %."""
_MARGIN_EM = 0.5
"""What is in view above and below whatever has the keyboard: room for its ring."""


class SideScroll(QScrollArea):
    """The scrolling column. Arrow keys belong to what stands in it and to the page."""

    _KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by Page Up and Page Down only."""
        if event.key() in self._KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SidePage(QWidget):
    """The page. Subclasses fill :attr:`column` and :attr:`head`, and override :meth:`restyle`.

    Whatever has the keyboard is kept in view. ``back_pressed``: the button 返回正文 or Esc asks for the report again.
    """

    back_pressed = Signal()
    left = Signal()
    """Another page came up."""

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.icons = icons
        self.theme: Theme | None = None
        self.size_px = 36
        """The page's type, in pixels."""
        self._back = ActionButton("返回正文", "回到刚才读的地方；按 Esc 键也行", icon="back")
        self._back.clicked.connect(self.back_pressed)
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self.head = FlowLayout()
        for widget in (self._back, self._title):
            self.head.addWidget(widget)
        self.area = SideScroll()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.area.setWidget(self.inside)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self.head)
        self._box.addWidget(self.area, 1)
        # Once everything has its place: what gets the focus may have been made just now.
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._keep_in_view)
        self.area.verticalScrollBar().rangeChanged.connect(lambda: self._looking.start())
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._look_soon)

    def minimumSizeHint(self) -> QSize:
        """Ask for no room: the column scrolls."""
        return QSize(0, 0)

    def focus_first(self) -> None:
        """Give the keyboard to the first thing to do here; the way back where there is nothing else."""
        stops = [
            widget
            for widget in self.inside.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self)
        ]
        (stops[0] if stops else self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def order_stops(self, stops: Sequence[QWidget]) -> None:
        """Have Tab go from the way back through ``stops``, in this order: what is newly made would come last."""
        for before, after in pairwise((self._back, *stops)):
            QWidget.setTabOrder(before, after)

    def set_theme(self, theme: Theme, size_px: int) -> None:
        """Take over colours and sizes; ``size_px`` is the page's type, in pixels."""
        if (theme, size_px) != (self.theme, self.size_px):
            self.theme, self.size_px = theme, size_px
            self.restyle(theme)

    def restyle(self, theme: Theme) -> None:
        """Bring everything in line with the theme. Subclasses do their own part, then call this."""
        self._back.set_theme(theme, self.icons)
        self.head.setSpacing(theme.space(20))
        self._box.setSpacing(theme.space(12))
        self._set_margins(theme)

    def note_px(self, theme: Theme) -> int:
        """Give the type of what explains, in pixels: it must not push what is to be done out of a small window."""
        return min(self.size_px, theme.title_px)

    def column_gap_px(self) -> int:
        """Give the air between the entries of the column, in pixels."""
        return round(self.size_px * 0.8)

    def seen_with(self, focus: QWidget) -> Sequence[QWidget]:
        """Give what is to be in view, the most important last, while ``focus`` has the keyboard: its entry, and itself."""
        entry = focus
        while (above := entry.parentWidget()) is not None and above is not self.inside:
            entry = above
        return (entry, focus)

    def _look_soon(self) -> None:
        # Takes no arguments on purpose: see FocusRing in reader/ui/focus_ring.py.
        if self.isVisible():
            self._looking.start()

    def _keep_in_view(self) -> None:
        focus = QApplication.focusWidget()
        # What is under a pressed pointer must stay there, or the press would miss it.
        if focus is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        if self.isVisible() and self.inside.isAncestorOf(focus):
            for widget in self.seen_with(focus):
                self.area.ensureWidgetVisible(widget, 0, round(self.size_px * _MARGIN_EM))

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that another page came up."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _set_margins(self, theme: Theme) -> None:
        """Set a column of at most forty characters, left where the report's own stands."""
        side = theme.space(28)
        room = self.area.viewport().width() - 2 * side
        spare = max(0, room - LONGEST_LINE_EM * self.size_px - 2 * theme.space(INNER_PX) - 1)
        self._box.setContentsMargins(side, theme.space(16), 0, 0)
        self.column.setContentsMargins(0, theme.space(12), side + spare, theme.space(28))
        self.column.setSpacing(self.column_gap_px())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflow."""
        super().resizeEvent(event)
        if self.theme is not None:
            self._set_margins(self.theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_pressed.emit()
        else:
            super().keyPressEvent(event)
