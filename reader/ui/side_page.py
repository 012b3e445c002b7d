"""A page of controls beside the report: a way back, a title, and a column that scrolls when it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader.ui.action_button import ActionButton
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import Icons
from reader.ui.theme import Theme

LONGEST_LINE_EM = 40
INNER_PX = 10
"""Air inside an entry of the column, at 100 %."""


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

    ``back_pressed``: the button 返回正文 or Esc asks for the report again.
    """

    back_pressed = Signal()

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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

    def minimumSizeHint(self) -> QSize:
        """Ask for no room: the column scrolls."""
        return QSize(0, 0)

    def focus_first(self) -> None:
        """Give the keyboard to the first thing to do here; the way back where there is nothing else."""
        stops = [
            widget
            for widget in self.inside.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisibleTo(self)
        ]
        (stops[0] if stops else self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme, size_px: int) -> None:
        """Take over colours and sizes; ``size_px`` is the page's type, in pixels."""
        self.theme, self.size_px = theme, size_px
        self.restyle(theme)

    def restyle(self, theme: Theme) -> None:
        """Bring everything in line with the theme. Subclasses do their own part, then call this."""
        self._back.set_theme(theme, self.icons)
        self.head.setSpacing(theme.space(20))
        self._box.setSpacing(theme.space(12))
        self._set_margins(theme)

    def column_gap_px(self) -> int:
        """Give the air between the entries of the column, in pixels."""
        return round(self.size_px * 0.8)

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

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep what Tab reaches in sight."""
        has_moved = super().focusNextPrevChild(next)
        focus = self.focusWidget()
        if has_moved and focus is not None and self.inside.isAncestorOf(focus):
            self.area.ensureWidgetVisible(focus, 0, self.size_px)
        return has_moved
