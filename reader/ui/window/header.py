"""The window's head: the program's name, the trail of links, the search box, and the way to what is folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_NAME = "七宝读报"
_ORIGINAL, _SHORT_ORIGINAL = "看原文", "原文"
_TOOLS, _SHORT_TOOLS = "显示工具", "工具"
_MENU, _SHORT_MENU = "目录和工具", "目录"


class MenuButton(QPushButton):
    """Opens the drawer with what a small window folds away."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_MENU, parent)
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
    settings_pressed = Signal()
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
        self._original = QPushButton(_ORIGINAL, self)
        self._original.setAutoDefault(True)  # Enter presses it
        self._original.setProperty("role", "quiet")
        self._original.setAccessibleName("看原文")
        self._original.setAccessibleDescription("看网页上登出来的原样")
        self._original.clicked.connect(self.original_pressed)
        search.setParent(self)  # here, so that Tab comes to it in its turn
        self._settings = QPushButton("设置", self)
        self._settings.setAutoDefault(True)  # Enter presses it
        self._settings.setProperty("role", "quiet")
        self._settings.setAccessibleName("设置")
        self._settings.setAccessibleDescription("每个工具的全部选择都在这里，还能撤销和还原")
        self._settings.clicked.connect(self.settings_pressed)
        self.tools = QPushButton(_TOOLS, self)
        self.tools.setAutoDefault(True)  # Enter presses it
        self.tools.setAccessibleName("显示工具")
        self.tools.setAccessibleDescription("让收起来的那排按钮出来")
        self.tools.clicked.connect(self.tools_pressed)
        self.menu = MenuButton(icons, self)
        self._box = QHBoxLayout(self)
        self._gap_px = 0
        self._parts: tuple[QWidget, ...] = (
            *(self._name, self._trail, self._original),
            *(search, self._settings, self.tools, self.menu),
        )
        stretches = {self._trail: 2, search: 3}
        for part in self._parts:
            self._box.addWidget(part, stretches.get(part, 0))

    def fold(self, *, has_drawer: bool, has_hidden_tools: bool, is_narrow: bool) -> None:
        """Show the way to what is out of sight; leave out what only adorns where there is little room."""
        self.menu.setVisible(has_drawer)
        self.tools.setVisible(has_hidden_tools)
        self._trail.setVisible(not is_narrow)
        self._name.setVisible(not is_narrow)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the search box in the new width."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Let buttons give up words until the search box has its room; screen readers are told them all the same."""
        for button, words in ((self.menu, _MENU), (self.tools, _TOOLS), (self._original, _ORIGINAL)):
            button.setText(words)
        self._box.setSpacing(self._gap_px)
        for button, words in (
            (self.menu, _SHORT_MENU),
            (self.tools, _SHORT_TOOLS),
            (self._original, _SHORT_ORIGINAL),
        ):
            if self._has_room():
                return
            button.setText(words)
        if not self._has_room():
            self.menu.setText("")
            self._box.setSpacing(self._gap_px // 2)

    def _has_room(self) -> bool:
        margins = self._box.contentsMargins()
        seen = [part for part in self._parts if not part.isHidden()]
        widths = (0 if part is self._trail else part.sizeHint().width() for part in seen)
        gaps = self._box.spacing() * (len(seen) - 1)
        return sum(widths) + gaps + margins.left() + margins.right() <= self.width()

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``."""
        self._box.setContentsMargins(theme.space(28), theme.space(6), theme.space(20), theme.space(6))
        self._gap_px = theme.space(16)
        self.menu.set_theme(theme)
        self._make_room()
