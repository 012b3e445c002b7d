"""The window's head: the program's name, the trail of links, the search box, and the way to what is folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.box import SearchBox

_NAME = "七宝读报"
_ORIGINAL, _SHORT_ORIGINAL = "看原文", "原文"
_TOOLS, _SHORT_TOOLS = "显示工具", "工具"
_MENU, _SHORT_MENU = "目录和工具", "目录"

_LEAST_TRAIL_EM = 8
"""The trail is not begun in less room than this, in hanzi of its type."""

_OWN_TYPE = "QPushButton, QLineEdit {{ font-size: {label}px; }}"


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
    """The trail of links, in what the rest leaves; what does not fit ends in …, never in the middle of a character."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setProperty("role", "small")
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much as fits; of a word or two nobody learns anything."""
        metrics = self.fontMetrics()
        if self.width() < _LEAST_TRAIL_EM * metrics.horizontalAdvance("字"):
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class Header(QFrame):
    """``search`` is the search box, which the window joins to its results.

    The box stands in its place whether the menu is there or not: the menu comes at the left, where name and trail give way.
    """

    original_pressed = Signal()
    settings_pressed = Signal()
    tools_pressed = Signal()
    """Show the hidden toolbar."""

    def __init__(
        self, breadcrumb: Sequence[str], search: SearchBox, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.search = search
        self._is_in_drawer = False
        self.menu = MenuButton(icons, self)
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
        self._box = QHBoxLayout(self)
        self._gap_px = 0
        parts = (self.menu, self._name, self._trail, self._original, search, self._settings, self.tools)
        # Up to its greatest width the box comes first.
        stretches = {self._trail: 1, search: 1000}
        for part in parts:
            self._box.addWidget(part, stretches.get(part, 0))

    def fold(self, *, has_drawer: bool, has_hidden_tools: bool, is_in_drawer: bool) -> None:
        """Show the way to what is out of sight; in the drawer, leave out what only adorns."""
        self.menu.setVisible(has_drawer)
        self.tools.setVisible(has_hidden_tools)
        self._is_in_drawer = is_in_drawer
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the search box in the new width."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Give the search box its room: name and trail give way first, then buttons give up words.

        Screen readers are told those all the same. The menu counts whether it is there or not.
        """
        search, menu_px = self.search, 0
        self._box.setSpacing(self._gap_px)
        for menu, tools, original in (
            (_MENU, _TOOLS, _ORIGINAL),
            (_SHORT_MENU, _TOOLS, _ORIGINAL),
            (_SHORT_MENU, _SHORT_TOOLS, _SHORT_ORIGINAL),
        ):
            self._write(menu, tools, original)
            menu_px = 0 if self._is_in_drawer else self.menu.sizeHint().width() + self._gap_px
            if self._room_px() - menu_px >= search.easy_px:
                break
        if self._room_px() - menu_px < search.sizeHint().width():
            self.menu.setText("")
            self._box.setSpacing(self._gap_px // 2)
            menu_px = 0 if self._is_in_drawer else self.menu.sizeHint().width() + self._box.spacing()
        room = self._room_px() - menu_px
        name_px = self._name.sizeHint().width() + self._box.spacing()
        if not self._is_in_drawer:
            beside_name = room - name_px
            room = max(0, min(beside_name if beside_name >= search.easy_px else room, search.roomy_px))
        search.setMaximumWidth(max(room, search.minimumSizeHint().width()))
        shown_menu_px = menu_px if not self.menu.isHidden() else 0
        self._name.setVisible(not self._is_in_drawer and room + name_px + shown_menu_px <= self._room_px())

    def _write(self, menu: str, tools: str, original: str) -> None:
        self.menu.setText(menu)
        self.tools.setText(tools)
        self._original.setText(original)

    def _room_px(self) -> int:
        """Give the width that is left beside the buttons which are always there, in pixels."""
        margins = self._box.contentsMargins()
        buttons = [each for each in (self._original, self._settings, self.tools) if not each.isHidden()]
        gaps = self._box.spacing() * (len(buttons) + 1)  # the trail and the box have theirs, too
        taken = sum(each.sizeHint().width() for each in buttons) + gaps
        return self.width() - taken - margins.left() - margins.right()

    def set_theme(self, theme: Theme, *, has_own_type: bool = False) -> None:
        """Take sizes from ``theme``; ``has_own_type``: it is larger than the application's."""
        sheet = _OWN_TYPE.format(label=theme.label_px) if has_own_type else ""
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self._box.setContentsMargins(theme.space(28), theme.space(6), theme.space(20), theme.space(6))
        self._gap_px = theme.space(16)
        self.menu.set_theme(theme)
        self.search.set_theme(theme)
        self._make_room()
