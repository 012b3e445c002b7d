"""What stands above the list of found places: what was understood and offered, and which conditions are in force."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.search.result import Result
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import KEPT_WITH_PREVIOUS, FlowLayout
from reader.ui.controls.wrapping_label import WrappingLabel
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.steps import dress_tight
from reader.ui.search.words import advice, question, shortened


class SearchNotes(QWidget):
    """The sentences between the heading and the list, with the buttons that answer them."""

    query_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._advice, self._conditions = (WrappingLabel(parent=self) for _ in range(2))
        self.literal = ActionButton("", "", parent=self)
        self.unbound = ActionButton("", "", parent=self)
        """Takes all conditions away."""
        self.unbound.setProperty(KEPT_WITH_PREVIOUS, True)
        self.offers = SearchOffers(self)
        """Other words to search for; the panel has them below the found places."""
        self.offers.query_chosen.connect(self.query_chosen)
        self._flow = FlowLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._advice)
        self._column.addLayout(self._flow)
        for widget in (self.literal, self._conditions, self.unbound):
            self._flow.addWidget(widget)

    def show_result(self, result: Result) -> None:
        """Say what was understood, or what to do when nothing was found."""
        query = shortened(result.query)
        self.literal.set_label(f"仍按“{query}”找", f"不要猜，就照“{query}”这几个字找")
        self.literal.setVisible(result.understood is not None and result.count > 0)
        self._set(self._advice, "\n".join(filter(None, (result.notice, advice(result)))))
        self.offers.show_result(result)

    def show_conditions(self, words: str, out: tuple[str, str], *, is_elsewhere: bool) -> None:
        """Say which conditions are in force, so that nobody wonders why so little is found; empty words: none.

        ``out``: the words of the way out of them, and what it does.
        """
        self._set(self._conditions, "" if is_elsewhere else words)  # else the result's notice tells them
        self.unbound.setVisible(bool(words))
        self.unbound.set_label(*out)

    def show_text(self, text: str) -> None:
        """Say only this."""
        self._set(self._advice, text)

    def first_button(self) -> ActionButton | None:
        """The first thing that can be pressed where nothing was found, if any."""
        return next((each for each in (*self.offers.stops(), self.unbound) if not each.isHidden()), None)

    def stops(self) -> list[ActionButton]:
        """Give the buttons in the order in which they stand."""
        return [self.literal, self.unbound]

    def set_theme(self, theme: Theme, icons: Icons, *, is_tight: bool) -> None:
        """Take on a theme's sizes and colours; tight, where the list needs the room."""
        dress_tight(self, theme, is_tight=is_tight)
        self._column.setSpacing(theme.space(8))
        self._flow.setSpacing(theme.space(8))
        for button in self.stops():
            button.set_theme(theme, icons)
        self.offers.set_theme(theme, icons, is_tight=is_tight)

    def _set(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


class SearchOffers(QWidget):
    """Other words to search for, in one paragraph with the question before them; where nothing was found, the way back to the box."""

    query_chosen = Signal(str)

    rewrite_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._question = WrappingLabel(parent=self)
        self._buttons: list[ActionButton] = []
        self._flow = FlowLayout(self)
        self._theme: Theme | None = None
        self._icons: Icons | None = None
        self.hide()

    def show_result(self, result: Result) -> None:
        """Offer what else can be looked for; what may have been meant comes before the box, any other word behind it."""
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        is_lost = bool(result.query) and not result.count and not result.elsewhere
        is_meant = bool(result.alternatives)
        words = [
            self._word_button(word, "main" if is_lost and is_meant and not at else "")
            for at, word in enumerate(result.alternatives or result.to_try)
        ]
        for button in words[:1]:
            button.setProperty(KEPT_WITH_PREVIOUS, True)  # the question and its first answer
        rewrite = [self._rewrite_button("" if is_meant else "main")] if is_lost else []
        self._buttons = [*words, *rewrite] if is_meant else [*rewrite, *words]
        self._question.setText(question(result))
        self._question.setVisible(bool(words))
        answered: list[QWidget] = [self._question, *words]
        for widget in (*answered, *rewrite) if is_meant else (*rewrite, *answered):
            self._flow.removeWidget(widget)
            self._flow.addWidget(widget)
        for button in self._buttons:
            if self._theme is not None and self._icons is not None:
                button.set_theme(self._theme, self._icons)
            button.show()
        self.setVisible(self.is_wanted)

    def _word_button(self, word: str, role: str) -> ActionButton:
        button = ActionButton(shortened(word), f"改为找“{word}”", role=role, parent=self)
        button.clicked.connect(lambda: self.query_chosen.emit(word))
        return button

    def _rewrite_button(self, role: str) -> ActionButton:
        button = ActionButton("重新写", "回到搜索框，换几个字再找", role=role, parent=self)
        button.clicked.connect(self.rewrite_requested)
        return button

    @property
    def is_wanted(self) -> bool:
        """Whether there is anything to be pressed."""
        return bool(self._buttons)

    def stops(self) -> list[ActionButton]:
        """Give the buttons in the order in which they stand."""
        return list(self._buttons)

    def set_theme(self, theme: Theme, icons: Icons, *, is_tight: bool) -> None:
        """Take on a theme's sizes and colours; tight, where the list needs the room."""
        self._theme, self._icons = theme, icons
        dress_tight(self, theme, is_tight=is_tight)
        self._flow.setSpacing(theme.space(8))
        for button in self.stops():
            button.set_theme(theme, icons)
