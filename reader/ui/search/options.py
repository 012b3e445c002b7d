"""高级搜索: how the words are meant, what must not stand beside them, where to look, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reader.search.result import Area, Mode, Order, SearchOptions, SearchPlace
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.choice_row import Choice, ChoiceRow
from reader.ui.controls.wrapping_label import WrappingLabel
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_INTRO = "选了就算数，随时可以改。"
_EVERYWHERE = "all"
"""The key of the whole report; every other place has the number of its heading."""

_MODES = {
    Mode.ALL: Choice("all", "全部：每个词都要有", "找同一段里每个词都有的地方"),
    Mode.PHRASE: Choice("phrase", "完整词句：一字不差", "找跟您写的一字不差的地方"),
    Mode.ANY: Choice("any", "任一：有一个词就算", "找有其中一个词的地方"),
}
_AREAS = {
    frozenset(Area): Choice("all", "全部：哪里都找", "整份报告和名词解释里都找"),
    frozenset((Area.TEXT,)): Choice("text", "正文：一段一段的话", "只在正文里找"),
    frozenset((Area.HEADINGS,)): Choice("headings", "标题：各章的题目", "只在标题里找"),
    frozenset((Area.GLOSSARY,)): Choice("glossary", "名词解释：难懂的词", "只在名词解释里找"),
}
_ORDERS = {
    Order.PLACE: Choice("place", "按先后：照报告的先后", "照报告里的先后排"),
    Order.RELEVANCE: Choice("relevance", "最相关在前：最像的先看", "最像您要找的排在前面"),
}


class SearchOptionsForm(QWidget):
    """The form. Whatever is changed counts at once."""

    changed = Signal(object)
    """The new :class:`SearchOptions`."""
    keyboard_requested = Signal(object)
    """The screen keyboard is asked for, for this ``QLineEdit``."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._places: tuple[SearchPlace, ...] = ()
        self._intro = WrappingLabel(_INTRO, parent=self)
        self._mode = ChoiceRow("要有哪些词", is_titled=False)
        self._area = ChoiceRow("在哪里找", is_titled=False)
        self._order = ChoiceRow("怎样排列", is_titled=False)
        self._place = ChoiceRow("在哪一章找", is_titled=False)
        self._mode.show_choices(list(_MODES.values()))
        self._area.show_choices(list(_AREAS.values()))
        self._order.show_choices(list(_ORDERS.values()))
        self._without = _WithoutField(self)
        self._questions = [
            _Question("要有哪些词", self._mode, self),
            _Question("不要有这些词", self._without, self),
            _Question("在哪里找", self._area, self),
            _Question("怎样排列", self._order, self),
            _Question("在哪一章找", self._place, self),
        ]
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for widget in (self._intro, *self._questions):
            self._rows.addWidget(widget)
        self.set_places(())
        self._sent = self.options
        for choice in self._choices:
            choice.chosen.connect(self._send)
        self._without.field.editingFinished.connect(self._send)
        self._without.keyboard.clicked.connect(lambda: self.keyboard_requested.emit(self._without.field))
        self.set_theme(theme)

    @property
    def _choices(self) -> tuple[ChoiceRow, ...]:
        return self._mode, self._area, self._order, self._place

    def set_places(self, places: Sequence[SearchPlace]) -> None:
        """Offer the parts and chapters that a search can be confined to; without any the question is not asked."""
        self._places = tuple(places)
        whole = Choice(_EVERYWHERE, "整份报告", "不分章，整份报告都找")
        self._place.show_choices(
            [whole, *(_place_choice(place) for place in self._places)], self._place.key or _EVERYWHERE
        )
        self._questions[-1].setVisible(bool(self._places))
        self._place.set_theme(self._theme, self._icons)

    @property
    def places(self) -> tuple[SearchPlace, ...]:
        """What is offered."""
        return self._places

    @property
    def options(self) -> SearchOptions:
        """What is chosen now."""
        place = self._place.key
        return SearchOptions(
            mode=next(mode for mode, choice in _MODES.items() if choice.key == self._mode.key),
            without=self._without.field.text().strip(),
            areas=next(areas for areas, choice in _AREAS.items() if choice.key == self._area.key),
            under=None if place == _EVERYWHERE else int(place),
            order=next(order for order, choice in _ORDERS.items() if choice.key == self._order.key),
        )

    def reset(self) -> None:
        """Go back to the defaults, without :attr:`changed`."""
        for choice, key in zip(self._choices, ("all", "all", "place", _EVERYWHERE), strict=True):
            choice.choose(key)
        self._without.field.clear()
        self._sent = self.options

    def clear(self) -> None:
        """Go back to the defaults, and say so if they were others."""
        before = self.options
        self.reset()
        if self._sent != before:
            self.changed.emit(self._sent)

    def show_intro(self, is_shown: bool) -> None:
        """Show or leave out the sentence above the questions."""
        self._intro.setVisible(is_shown)

    def focus_first(self) -> None:
        """Give the keyboard to the first choice."""
        self._mode.focus_chosen()

    def stops(self) -> list[QWidget]:
        """Give what Tab goes through, in order."""
        after = [stop for row in self._choices[1:] for stop in row.stops()]
        return [*self._mode.stops(), self._without, *after]

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours."""
        self._theme = theme
        self._rows.setSpacing(theme.space(16))
        for question in self._questions:
            question.set_theme(theme)
        for choice in self._choices:
            choice.set_theme(theme, self._icons)
        self._without.set_theme(theme, self._icons)

    def _send(self) -> None:
        # A field that merely loses the focus has "finished" too: only a difference is passed on.
        if (options := self.options) != self._sent:
            self._sent = options
            self.changed.emit(options)


def _place_choice(place: SearchPlace) -> Choice:
    if place.level == 0:
        return Choice(str(place.block), f"{place.title}（全部）", f"只在“{place.title}”这一部分里找")
    return Choice(str(place.block), place.title, f"只在“{place.title}”这一章里找")


class _Question(QWidget):
    """A question and, below it, what answers it."""

    def __init__(self, words: str, answer: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = WrappingLabel(words, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._words)
        self._column.addWidget(answer)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._words.setFont(theme.font(is_bold=True))
        self._column.setSpacing(theme.space(6))


class _WithoutField(QWidget):
    """The words that must not be there, and the way to write them with a finger."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setAccessibleName("不要有这些词")
        self.field.setAccessibleDescription("写上不想看到的词，按回车。有这些词的段落就不列出来")
        self.field.setMaxLength(64)
        # As high as the button beside it.
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.field.setPlaceholderText("可以不写")
        self.keyboard = ActionButton("键盘", "打开屏幕键盘，写不要有的词", icon="keyboard", parent=self)
        self.keyboard.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # see ScreenKeyboard.open_for
        self.keyboard.setAccessibleName("用屏幕键盘写不要有的词")
        self._hint = WrappingLabel("写了，哪一段里有它，那一段就不列出来。", parent=self)
        self._row = QHBoxLayout()
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.keyboard)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self._hint)

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        self._row.setSpacing(theme.space(10))
        self._column.setSpacing(theme.space(4))
        self.keyboard.set_theme(theme, icons)
