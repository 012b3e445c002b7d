"""The drawer: what a small window folds away, as a panel over the page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from reader.ui.access.regions import neighbour
from reader.ui.controls.tab_order import tab_stops
from reader.ui.look.theme import Theme

_CONTENTS_SHARE, _TOOLS_SHARE = 1, 2
"""How contents and tools part the width."""


class Drawer(QFrame):
    """Holds widgets that the window lends it; Esc and 关闭 put it away and give the focus back."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAccessibleName("目录和工具")
        self._close = QPushButton("关闭", self)
        self._close.setAutoDefault(True)  # Enter presses it
        self._close.setAccessibleName("关闭")
        self._close.setAccessibleDescription("收起目录和工具，回到正文")
        self._close.clicked.connect(self.put_away)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._tools = QVBoxLayout(holder)
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._area.setWidget(holder)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._area, _TOOLS_SHARE)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._middle, 1)
        self._box.addWidget(self._close)
        self._lent: list[QWidget] = []
        self._focus_before: QWidget | None = None
        self.hide()

    def lend(self, header: QWidget | None, contents: QWidget | None, tools: QWidget | None) -> None:
        """Take in what the window has no room for: the head above, contents and tools side by side below."""
        self._lent = [widget for widget in (header, contents, tools) if widget is not None]
        if header is not None:
            self._box.insertWidget(0, header)
        if contents is not None:
            self._middle.insertWidget(0, contents, _CONTENTS_SHARE)
        if tools is not None:
            self._tools.addWidget(tools, 0, Qt.AlignmentFlag.AlignTop)
        self._area.setVisible(tools is not None)
        for widget in self._lent:
            widget.show()

    def open(self, focus: QWidget) -> None:
        """Come up, and give the keyboard to ``focus``, which stands inside."""
        before = self.window().focusWidget()
        if before is None or not self.isAncestorOf(before):
            self._focus_before = before
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Go away, and give the focus back."""
        if self.isHidden():
            return
        # The focus goes first: Qt would look for its next place in the drawer as it vanishes.
        before = self._focus_before
        # What lies below may have been made anew meanwhile, or hidden.
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        self.hide()
        self.closed.emit()

    def tools_room(self, size: QSize, header: QWidget | None, *, has_contents: bool) -> QSize:
        """Give the room that tools have in a drawer of this size, beside what else is lent; beyond it they scroll."""
        margins, gap = self._box.contentsMargins(), max(0, self._box.spacing())
        width = size.width() - margins.left() - margins.right() - 2 * self.frameWidth()
        height = size.height() - margins.top() - margins.bottom() - 2 * self.frameWidth()
        for part in (self._close, header):
            height -= part.sizeHint().height() + gap if part is not None else 0
        if has_contents:
            width = (width - gap) * _TOOLS_SHARE // (_TOOLS_SHARE + _CONTENTS_SHARE)
        return QSize(width, height)

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``."""
        margin = theme.space(12)
        self._box.setContentsMargins(margin, margin, margin, margin)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside: what lies below cannot be seen."""
        stops = [
            stop
            for part in (*self._lent, self._close)
            for stop in tab_stops(part)
            if stop.isVisible() and stop.isEnabled()
        ]
        if not stops:
            # Qt asks as well when the drawer hides with the focus in it.
            return super().focusNextPrevChild(next)
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else None
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[neighbour(len(stops), at, 1 if next else -1)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)
