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
from reader.ui.search.words import advice, shortened, understanding


class SearchNotes(QWidget):
    """The sentences between the heading and the list, with the buttons that answer them."""

    query_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._understood, self._advice, self._question, self._conditions = (
            WrappingLabel(parent=self) for _ in range(4)
        )
        self.literal = ActionButton("", "", parent=self)
        self.unbound = ActionButton("", "", parent=self)
        """Takes all conditions away."""
        self.unbound.setProperty(KEPT_WITH_PREVIOUS, True)
        self.fold = ActionButton("更多条件", "选择怎样找、在哪里找", role="quiet", parent=self)
        self._offers: list[ActionButton] = []
        self._flow = FlowLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._advice)
        self._column.addLayout(self._flow)
        self._put_in()
        self._theme: Theme | None = None
        self._icons: Icons | None = None

    def show_result(self, result: Result) -> None:
        """Say what was understood, or what to do when nothing was found."""
        understood = understanding(result)
        self._set(self._understood, understood)
        query = shortened(result.query)
        self.literal.set_label(f"仍按“{query}”找", f"不要猜，就照“{query}”这几个字找")
        self.literal.setVisible(bool(understood))
        self._set(self._advice, "\n".join(filter(None, (result.notice, advice(result)))))
        self._question.setText("也可以找：" if result.count else "您是不是要找：")
        self._show_offers(result.alternatives)

    def show_conditions(self, words: str, *, is_elsewhere: bool) -> None:
        """Say which conditions are in force, so that nobody wonders why so little is found; empty words: none."""
        self._set(self._conditions, "" if is_elsewhere else words)  # else the result's notice tells them
        self.unbound.setVisible(bool(words))
        self.unbound.set_label("在整份报告里找" if is_elsewhere else "不限", "去掉这些条件，整份报告都找")

    def show_text(self, text: str) -> None:
        """Say only this."""
        self._set(self._advice, text)

    def first_button(self) -> ActionButton | None:
        """The first thing that can be pressed here, if any."""
        return next(
            (each for each in (*self._offers, self.literal, self.unbound) if not each.isHidden()), None
        )

    def stops(self) -> list[ActionButton]:
        """Give the buttons in the order in which they stand."""
        return [self.literal, *self._offers, self.unbound, self.fold]

    def set_theme(self, theme: Theme, icons: Icons, *, is_tight: bool) -> None:
        """Take on a theme's sizes and colours; tight, where the list needs the room."""
        self._theme, self._icons = theme, icons
        dress_tight(self, theme, is_tight=is_tight)
        self._column.setSpacing(theme.space(8))
        self._flow.setSpacing(theme.space(8))
        for button in self.stops():
            button.set_theme(theme, icons)

    def _put_in(self) -> None:
        """Have everything flow as one paragraph: a low panel has no room for lines that are half empty."""
        around = (self._understood, self.literal, self._question, *self._offers)
        for widget in (*around, self._conditions, self.unbound, self.fold):
            self._flow.removeWidget(widget)
            self._flow.addWidget(widget)

    def _set(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _show_offers(self, offers: tuple[str, ...]) -> None:
        for button in self._offers:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offers = [ActionButton(shortened(each), f"改为找“{each}”", parent=self) for each in offers]
        for button, offer in zip(self._offers, offers, strict=True):
            button.clicked.connect(lambda _=False, offer=offer: self.query_chosen.emit(offer))
            if self._theme is not None and self._icons is not None:
                button.set_theme(self._theme, self._icons)
        for button in self._offers[:1]:
            button.setProperty(KEPT_WITH_PREVIOUS, True)  # the question and its first answer
        self._put_in()
        for button in self._offers:
            button.show()
        self._question.setVisible(bool(offers))
