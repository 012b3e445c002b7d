"""What stands around the list of found places: what was understood and offered, and the steps from place to place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.search.result import Result
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.words import advice, shortened, understanding


class SearchNotes(QWidget):
    """The sentences between the heading and the list, with the buttons that answer them."""

    query_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = [QLabel(self) for _ in range(3)]
        self._understood, self._advice, self._question = self._texts
        for label in self._texts:
            label.setWordWrap(True)
        self.literal = ActionButton("", "", parent=self)
        self.fold = ActionButton("更多条件", "选择怎样找、在哪里找", role="quiet", parent=self)
        self._actions = FlowLayout()
        self._actions.addWidget(self.literal)
        self._actions.addWidget(self.fold)
        self._offers: list[ActionButton] = []
        self._flow = FlowLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._understood)
        for widget in (self._advice, self._question):
            self._column.addWidget(widget)
        self._column.addLayout(self._flow)
        self._column.addLayout(self._actions)
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

    def show_text(self, text: str) -> None:
        """Say only this."""
        self._set(self._advice, text)

    def first_button(self) -> ActionButton | None:
        """The first thing that can be pressed here, if any."""
        return next((each for each in (self.literal, *self._offers) if not each.isHidden()), None)

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Take on a theme's sizes and colours."""
        self._theme, self._icons = theme, icons
        self._column.setSpacing(theme.space(10))
        self._flow.setSpacing(theme.space(10))
        self._actions.setSpacing(theme.space(10))
        for button in (self.literal, self.fold, *self._offers):
            button.set_theme(theme, icons)

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
            self._flow.addWidget(button)
            button.show()
        self._question.setVisible(bool(offers))


class SearchSteps(QWidget):
    """What can be done with the places: the previous, the next, hear it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.previous = ActionButton("上一处", "到前面一处，也可以按 Shift 加 F3", parent=self)
        self.next = ActionButton("下一处", "到后面一处，也可以按 F3", parent=self)
        self.read = ActionButton("听这一句", "把这一处所在的那句话读给您听", parent=self)
        self._buttons = (self.previous, self.next, self.read)
        self._flow = FlowLayout(self)
        for button in self._buttons:
            self._flow.addWidget(button)

    def tell(self, count: int, index: int) -> None:
        """Let be pressed what makes sense with ``count`` places of which ``index`` is current (-1: none)."""
        self.previous.setEnabled(count > 0)
        self.next.setEnabled(count > 0)
        self.read.setEnabled(index >= 0)

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Take on a theme's sizes and colours."""
        self._flow.setSpacing(theme.space(10))
        for button in self._buttons:
            button.set_theme(theme, icons)
