"""The window's head: the program's name, the trail of links, the search box, and the way to what is folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from reader.ui.icons import Icons
from reader.ui.theme import Theme

_NAME = "七宝读报"


class MenuButton(QPushButton):
    """Opens the drawer with what a small window folds away."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("目录和工具", parent)
        self.setAutoDefault(True)  # Enter presses it
        self._icons = icons
        self.setAccessibleName("目录和工具")
        self.setAccessibleDescription("打开目录和全部工具")

    def set_theme(self, theme: Theme) -> None:
        """Take size and colour from ``theme``."""
        self.setIcon(self._icons.icon("menu", theme.scheme, theme.px(28)))
        self.setIconSize(self.icon().actualSize(self.iconSize() * 4))


class _Trail(QLabel):
    """The trail of links; what does not fit ends in …, never in the middle of a character."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setProperty("role", "small")
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class Header(QFrame):
    """``search`` is the search box, which the window joins to its results."""

    original_pressed = Signal()
    tools_pressed = Signal()
    """Show the hidden toolbar."""

    def __init__(
        self, breadcrumb: Sequence[str], search: QWidget, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.search = search
        self._icons = icons
        self._name = QLabel(_NAME, self)
        self._name.setProperty("role", "title")
        self._trail = _Trail(" › ".join(breadcrumb), self)
        self._original = QPushButton("看原文", self)
        self._original.setAutoDefault(True)  # Enter presses it
        self._original.setProperty("role", "quiet")
        self._original.setAccessibleName("看原文")
        self._original.setAccessibleDescription("看网页上登出来的原样")
        self._original.clicked.connect(self.original_pressed)
        self._tools = QPushButton("显示工具", self)
        self._tools.setAutoDefault(True)  # Enter presses it
        self._tools.setAccessibleName("显示工具")
        self._tools.setAccessibleDescription("让收起来的那排按钮出来；按 F10 也行")
        self._tools.clicked.connect(self.tools_pressed)
        self.menu = MenuButton(icons, self)
        self._box = QHBoxLayout(self)
        self._box.addWidget(self._name)
        self._box.addWidget(self._trail, 2)
        self._box.addWidget(self._original)
        self._box.addWidget(search, 3)
        self._box.addWidget(self._tools)
        self._box.addWidget(self.menu)

    def fold(self, *, has_drawer: bool, has_hidden_tools: bool, is_narrow: bool) -> None:
        """Show the way to what is out of sight; leave out what only adorns where there is little room."""
        self.menu.setVisible(has_drawer)
        self._tools.setVisible(has_hidden_tools)
        self._trail.setVisible(not is_narrow)
        self._name.setVisible(not is_narrow)

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``."""
        self._box.setContentsMargins(theme.space(28), theme.space(6), theme.space(20), theme.space(6))
        self._box.setSpacing(theme.space(16))
        self.menu.set_theme(theme)
