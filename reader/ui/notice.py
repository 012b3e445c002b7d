"""Notices: a strip that says what happened and what can be done, and stays until it is put away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from reader.ui.theme import Theme


class NoticeStrip(QFrame):
    """One notice at a time; the newest counts. Hidden while there is none."""

    visibility_changed = Signal()
    given = Signal(str)
    """A notice came up, for those who do not see it."""

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
        self._do: Callable[[], None] | None = None
        box = QHBoxLayout(self)
        box.addWidget(self._text, 1)
        box.addWidget(self._action)
        box.addWidget(self._close)
        self.hide()

    def show_notice(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Show ``text``; with ``action``, a button that calls ``do``."""
        self._text.setText(text)
        self._do = do
        self._action.setVisible(do is not None)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setAccessibleDescription(text)
        self.show()
        self.given.emit(text)
        self.visibility_changed.emit()

    def put_away(self) -> None:
        """Hide the notice."""
        self.hide()
        self.visibility_changed.emit()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.text()

    def _act(self) -> None:
        do, self._do = self._do, None
        self.put_away()
        if do is not None:
            do()

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``."""
        box = self.layout()
        if box is not None:
            box.setContentsMargins(theme.space(28), theme.space(6), theme.space(28), theme.space(6))
            box.setSpacing(theme.space(12))
