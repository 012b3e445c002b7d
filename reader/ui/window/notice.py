"""Notices: a strip that says what happened and what can be done, and stays until it is put away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from reader.ui.look.theme import Theme


@dataclass(frozen=True, slots=True)
class _Notice:
    text: str
    action: str
    do: Callable[[], None] | None


class NoticeStrip(QFrame):
    """One notice at a time; the others wait until it is put away. Hidden while there is none.

    A notice that offers a way back (撤销) comes at once: it is about what was just done.
    """

    visibility_changed = Signal()
    given = Signal(str)
    """A notice came up, for those who do not see it."""
    focus_freed = Signal()
    """The strip went while the keyboard was on it: who owns the window says where it goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sounding")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton(self)
        self._close = QPushButton("知道了", self)
        for button in (self._action, self._close):
            button.setAutoDefault(True)  # Enter presses it
        self._close.setAccessibleName("知道了")
        self._close.setAccessibleDescription("收起这条提示")
        self._close.clicked.connect(self.put_away)
        self._action.clicked.connect(self._act)
        self._shown: _Notice | None = None
        self._waiting: list[_Notice] = []
        box = QHBoxLayout(self)
        box.addWidget(self._text, 1)
        box.addWidget(self._action)
        box.addWidget(self._close)
        self.hide()

    def show_notice(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Show ``text``, now or when what is shown is put away; with ``action``, a button that calls ``do``."""
        notice = _Notice(text, action, do)
        if do is None and any(text == each.text for each in (self._shown, *self._waiting) if each):
            return
        self.given.emit(text)
        if self._shown is None:
            self._show(notice)
        elif do is None:
            self._waiting.append(notice)
        else:
            if self._shown.do is None:
                self._waiting.insert(0, self._shown)
            self._show(notice)

    def put_away(self) -> None:
        """Put the notice away; the next one that waits comes up."""
        if self._waiting:
            self._show(self._waiting.pop(0))
            return
        if self._shown is not None:
            self._shown = None
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self.isAncestorOf(focus)
            self.hide()
            self.visibility_changed.emit()
            if had_focus:
                self.focus_freed.emit()

    def withdraw(self, text: str) -> None:
        """Take back a notice that is no longer true, shown or waiting."""
        self._waiting = [each for each in self._waiting if each.text != text]
        if self._shown is not None and self._shown.text == text:
            self.put_away()

    def clear(self) -> None:
        """Put away what is shown and what waits."""
        self._waiting.clear()
        self.put_away()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.text()

    def _show(self, notice: _Notice) -> None:
        self._shown = notice
        self._text.setText(notice.text)
        self._action.setVisible(notice.do is not None)
        self._action.setText(notice.action)
        self._action.setAccessibleName(notice.action)
        self._action.setAccessibleDescription(notice.text)
        self.show()
        self.visibility_changed.emit()

    def _act(self) -> None:
        do = self._shown.do if self._shown else None
        self.put_away()
        if do is not None:
            do()

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``."""
        box = self.layout()
        if box is not None:
            box.setContentsMargins(theme.space(28), theme.space(6), theme.space(28), theme.space(6))
            box.setSpacing(theme.space(12))
