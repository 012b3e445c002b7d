"""The drawer: what a small window folds away, as a panel over the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.ui.theme import Theme


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
        self._middle.addWidget(self._area, 3)
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
            self._middle.insertWidget(0, contents, 2)
        if tools is not None:
            self._tools.addWidget(tools, 0, Qt.AlignmentFlag.AlignTop)
        self._area.setVisible(tools is not None)
        for widget in self._lent:
            widget.show()

    def open(self, focus: QWidget) -> None:
        """Come up, and give the keyboard to ``focus``, which stands inside."""
        self._focus_before = self.window().focusWidget()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Go away, and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._focus_before is not None:
            self._focus_before.setFocus()
        self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``."""
        margin = theme.space(12)
        self._box.setContentsMargins(margin, margin, margin, margin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)
