"""高级搜索: how the words are meant, what must not stand beside them, where to look, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reader.search.result import Area, Mode, Order, SearchOptions, SearchPlace
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.choice_row import Choice, ChoiceRow
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.place_choice import PlaceChoice

# Few characters each: two or three stand side by side, and the form is a third as long.
_MODES = {
    Mode.ALL: Choice("all", "全部都要", "找同一段里每个词都有的地方"),
    Mode.PHRASE: Choice("phrase", "完整词句", "找跟您写的一字不差的地方"),
    Mode.ANY: Choice("any", "任一就行", "找有其中一个词的地方"),
}
_AREAS = {
    frozenset(Area): Choice("all", "各处都找", "正文、标题和名词解释里都找"),
    frozenset((Area.TEXT,)): Choice("text", "正文", "只在正文里找，就是一段一段的话"),
    frozenset((Area.HEADINGS,)): Choice("headings", "标题", "只在各章的标题里找"),
    frozenset((Area.GLOSSARY,)): Choice("glossary", "名词解释", "只在名词解释里找"),
}
_ORDERS = {
    Order.PLACE: Choice("place", "按先后", "照报告里的先后排"),
    Order.RELEVANCE: Choice("relevance", "最相关在前", "最像您要找的排在前面"),
}


class SearchOptionsForm(QWidget):
    """The form, one row a question. Whatever is changed counts at once."""

    changed = Signal(object)
    """The new :class:`SearchOptions`."""
    grown = Signal()
    """The list of chapters was opened or folded away: what has the keyboard may stand elsewhere."""
    keyboard_requested = Signal(object)
    """The screen keyboard is asked for, for this ``QLineEdit``."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._place = PlaceChoice(self)
        self._mode = ChoiceRow("哪些词", parent=self)
        self._without = _WithoutField(self)
        self._area = ChoiceRow("在哪里", parent=self)
        self._order = ChoiceRow("排列", parent=self)
        self._mode.show_choices(list(_MODES.values()))
        self._area.show_choices(list(_AREAS.values()))
        self._order.show_choices(list(_ORDERS.values()))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for question in (self._place, self._mode, self._without, self._area, self._order):
            self._rows.addWidget(question)
        self.set_places(())
        self._sent = self.options
        self._place.chosen.connect(self._send)
        for choice in self._choices:
            choice.chosen.connect(self._send)
        self._place.turned.connect(self.grown)
        self._without.field.editingFinished.connect(self._send)
        self._without.keyboard.clicked.connect(lambda: self.keyboard_requested.emit(self._without.field))
        self.set_theme(theme)

    @property
    def _choices(self) -> tuple[ChoiceRow, ...]:
        return self._mode, self._area, self._order

    def set_places(self, places: Sequence[SearchPlace]) -> None:
        """Offer the parts and chapters that a search can be confined to; without any the question is not asked."""
        self._place.show_places(places)
        self._place.setVisible(bool(places))

    @property
    def places(self) -> tuple[SearchPlace, ...]:
        """What is offered."""
        return self._place.places

    @property
    def options(self) -> SearchOptions:
        """What is chosen now."""
        return SearchOptions(
            mode=next(mode for mode, choice in _MODES.items() if choice.key == self._mode.key),
            without=self._without.field.text().strip(),
            areas=next(areas for areas, choice in _AREAS.items() if choice.key == self._area.key),
            under=self._place.under,
            order=next(order for order, choice in _ORDERS.items() if choice.key == self._order.key),
        )

    def reset(self) -> None:
        """Go back to the defaults, without :attr:`changed`."""
        self._mode.choose("all")
        self._order.choose("place")
        self._without.field.clear()
        self.look_everywhere()

    def look_everywhere(self) -> None:
        """Look in the whole report again, without :attr:`changed`; all else stays as it was chosen."""
        self._place.reset()
        self._area.choose("all")
        self._sent = self.options

    def clear(self) -> None:
        """Go back to the defaults, and say so if they were others."""
        before = self.options
        self.reset()
        if self._sent != before:
            self.changed.emit(self._sent)

    def focus_first(self) -> None:
        """Give the keyboard to the first question."""
        if self._place.isHidden():
            self._mode.focus_chosen()
        else:
            self._place.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Give what Tab goes through, in order."""
        around = [stop for row in (self._area, self._order) for stop in row.stops()]
        return [*self._place.stops(), *self._mode.stops(), self._without, *around]

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours."""
        self._theme = theme
        self._rows.setSpacing(theme.space(12))
        self._place.set_theme(theme, self._icons)
        self._without.set_theme(theme, self._icons)
        for choice in self._choices:
            choice.set_theme(theme, self._icons)

    def _send(self) -> None:
        # A field that merely loses the focus has "finished" too: only a difference is passed on.
        if (options := self.options) != self._sent:
            self._sent = options
            self.changed.emit(options)


class _WithoutField(QWidget):
    """The words that must not be there, and the way to write them with a finger."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = QLabel("不要有", self)
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
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._title)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.keyboard)

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        self._title.setFont(theme.font(is_bold=True))
        self._row.setSpacing(theme.space(8))
        # The sheet of the window has another size for fields than this panel for its words.
        self.field.setStyleSheet(f"QLineEdit {{ font-size: {theme.label_px}px; }}")
        self.keyboard.set_theme(theme, icons)
