"""Where in the report is looked: one button that says it; pressed, it opens the list of parts and chapters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.search.result import SearchPlace
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.choice_row import CHOICE_SHEET, Choice, ChoiceRow
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.words import short_title

_QUESTION = "哪一章"
_EVERYWHERE = "all"
"""The key of the whole report; every other place has the number of its heading."""
_WHOLE = Choice(_EVERYWHERE, "整份报告", "不分章，整份报告都找")


class PlaceChoice(QWidget):
    """A dozen chapters would fill the form several times over: they stand folded behind the one that is chosen."""

    chosen = Signal(str)
    """The resident chose a place."""
    turned = Signal()
    """The list was opened or folded away; the keyboard is where it goes on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: tuple[SearchPlace, ...] = ()
        self._theme: Theme | None = None
        self._icons: Icons | None = None
        self._title = QLabel(_QUESTION)
        self.button = ActionButton("", "", icon="down", parent=self)
        self.list = ChoiceRow("各章", is_titled=False, parent=self)
        self._row = QHBoxLayout()
        self._row.addWidget(self._title)
        self._row.addWidget(self.button)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self.list)
        self.list.hide()
        self.button.clicked.connect(lambda: self._turn(is_open=self.list.isHidden()))
        self.list.chosen.connect(self._take)
        self.show_places(())

    def show_places(self, places: Sequence[SearchPlace]) -> None:
        """Offer these; what is chosen stays chosen where it is among them."""
        self._places = tuple(places)
        self.list.show_choices([_WHOLE, *map(_choice, self._places)], self.list.key or _EVERYWHERE)
        if self._theme is not None and self._icons is not None:
            self.list.set_theme(self._theme, self._icons)
        self._tell()

    @property
    def places(self) -> tuple[SearchPlace, ...]:
        """What is offered besides the whole report."""
        return self._places

    @property
    def under(self) -> int | None:
        """The block number of the heading that was chosen; ``None`` for the whole report."""
        return int(self.list.key) if self.list.key.isdecimal() else None

    def reset(self) -> None:
        """Go back to the whole report, without :attr:`chosen`."""
        self.list.choose(_EVERYWHERE)
        self.list.hide()
        self._tell()

    def stops(self) -> list[QWidget]:
        """Give what Tab goes through, in order."""
        return [self.button, *self.list.stops()]

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Take on a theme's sizes and colours."""
        self._theme, self._icons = theme, icons
        sheet = CHOICE_SHEET.format(air=theme.space(2), side=theme.space(14))
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self._title.setFont(theme.font(is_bold=True))  # a new sheet takes the font away
        self._row.setSpacing(theme.space(12))  # room for the ring of the focus
        self._column.setSpacing(theme.space(8))
        self.list.set_theme(theme, icons)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Be folded whenever the form comes."""
        if not event.spontaneous():
            self.list.hide()
            self._tell()
        super().showEvent(event)

    def _take(self, key: str) -> None:
        self.chosen.emit(key)
        self._tell()

    def _turn(self, *, is_open: bool) -> None:
        self.list.setVisible(is_open)
        self._tell()
        if is_open:
            self.list.focus_chosen()
        self.turned.emit()

    def _tell(self) -> None:
        """Have the button say what is chosen, and what pressing it does."""
        place = next((each for each in self._places if each.block == self.under), None)
        words = _WHOLE.label if place is None else short_title(place.title)
        is_open = not self.list.isHidden()
        self.button.set_label(words, "收起各章" if is_open else "打开各章的单子，选一章")
        self.button.setAccessibleName(f"在哪一章找：{words}")
        self.button.set_icon("up" if is_open else "down")
        if self._theme is not None and self._icons is not None:
            self.button.set_theme(self._theme, self._icons)


def _choice(place: SearchPlace) -> Choice:
    if place.level == 0:
        return Choice(str(place.block), f"{place.title}（整个部分）", f"只在“{place.title}”这一部分里找")
    return Choice(str(place.block), place.title, f"只在“{place.title}”这一章里找")
