"""高级搜索: how the words are meant, where to look, in which order, and what must not stand beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.search.result import Area, Mode, Order, SearchOptions
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_MODES = (
    ("全部", "找同一段里每个词都有的地方", Mode.ALL),
    ("完整词句", "找跟您写的一字不差的地方", Mode.PHRASE),
    ("任一", "找有其中一个词的地方", Mode.ANY),
)
_AREAS = (
    ("全部", "整份报告和名词解释里都找", frozenset(Area)),
    ("正文", "只在正文里找", frozenset((Area.TEXT,))),
    ("标题", "只在标题里找", frozenset((Area.HEADINGS,))),
    ("名词解释", "只在名词解释里找", frozenset((Area.GLOSSARY,))),
)
_ORDERS = (
    ("按先后", "照报告里的先后排", Order.PLACE),
    ("最相关在前", "最像您要找的排在前面", Order.RELEVANCE),
)


class SearchOptionsForm(QWidget):
    """The form. Whatever is changed counts at once."""

    changed = Signal(object)
    """The new :class:`SearchOptions`."""
    keyboard_requested = Signal(object)
    """The screen keyboard is asked for, for this ``QLineEdit``."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._mode = _Choice("要有哪些词", _MODES, self)
        self._area = _Choice("在哪里找", _AREAS, self)
        self._order = _Choice("怎样排列", _ORDERS, self)
        self._without_label = QLabel("不要有这些词", self)
        self._without = QLineEdit(self)
        self._without.setAccessibleName("不要有这些词")
        self._without.setAccessibleDescription("写上不想看到的词，按回车。有这些词的段落就不列出来")
        self._without.setMaxLength(64)
        # As high as the button beside it.
        self._without.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._without.setPlaceholderText("可以不写")
        self._without_label.setBuddy(self._without)
        self._keyboard = ActionButton("键盘", "打开屏幕键盘，写不要有的词", icon="keyboard", parent=self)
        self._keyboard.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # see ScreenKeyboard.open_for
        self._keyboard.setAccessibleName("用屏幕键盘写不要有的词")
        self._sent = self.options
        self._lay_out()
        for choice in (self._mode, self._area, self._order):
            choice.changed.connect(self._send)
        self._without.editingFinished.connect(self._send)
        self._keyboard.clicked.connect(lambda: self.keyboard_requested.emit(self._without))
        self.set_theme(theme)

    def _lay_out(self) -> None:
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for choice in (self._mode, self._area, self._order):
            self._rows.addWidget(choice)
        self._field = QHBoxLayout()
        self._field.addWidget(self._without, 1)
        self._field.addWidget(self._keyboard)
        self._rows.addWidget(self._without_label)
        self._rows.addLayout(self._field)

    @property
    def options(self) -> SearchOptions:
        """What is chosen now."""
        return SearchOptions(
            mode=_MODES[self._mode.index][2],
            without=self._without.text().strip(),
            areas=_AREAS[self._area.index][2],
            order=_ORDERS[self._order.index][2],
        )

    def reset(self) -> None:
        """Go back to the defaults, without :attr:`changed`."""
        for choice in (self._mode, self._area, self._order):
            choice.select(0)
        self._without.clear()
        self._sent = self.options

    def focus_first(self) -> None:
        """Give the keyboard to the first choice."""
        self._mode.focus()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours."""
        self._rows.setSpacing(theme.space(10))
        self._field.setSpacing(theme.space(10))
        self._keyboard.set_theme(theme, self._icons)
        for choice in (self._mode, self._area, self._order):
            choice.set_theme(theme)

    def _send(self) -> None:
        # A field that merely loses the focus has "finished" too: only a difference is passed on.
        if (options := self.options) != self._sent:
            self._sent = options
            self.changed.emit(options)


class _Choice(QWidget):
    """One of several: a line of words and, flowing, the choices."""

    changed = Signal()

    def __init__(self, title: str, choices: tuple[tuple[str, str, object], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._title = QLabel(title, self)
        self._group = QButtonGroup(self)
        self._flow = FlowLayout()
        for number, (label, description, _) in enumerate(choices):
            button = QRadioButton(label, self)
            button.setAccessibleName(f"{title}：{label}")
            button.setAccessibleDescription(description)
            self._group.addButton(button, number)
            self._flow.addWidget(button)
        self.select(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # Not toggled: that would come twice, for the one let go and the one taken.
        self._group.idClicked.connect(lambda _: self.changed.emit())

    @property
    def index(self) -> int:
        return self._group.checkedId()

    def select(self, index: int) -> None:
        self._group.button(index).setChecked(True)

    def focus(self) -> None:
        self._group.checkedButton().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme) -> None:
        self._column.setSpacing(theme.space(2))
        self._flow.setSpacing(theme.space(12))
