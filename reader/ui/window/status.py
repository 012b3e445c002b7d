"""The status line: what was last said (whatever is heard is also seen), and where in the report we are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader.ui.look.theme import Theme


class StatusLine(QFrame):
    """One line of small words at the window's foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._said, self._place = QLabel(self), QLabel(self)
        self._box = QHBoxLayout(self)
        for label, stretch in ((self._said, 1), (self._place, 0)):
            label.setProperty("role", "small")
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._box.addWidget(label, stretch)
        # A long sentence is cut at the window's edge rather than widening the window.
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show what was said."""
        self._said.setText(text)

    @property
    def said(self) -> str:
        """What was last said."""
        return self._said.text()

    def shows(self, text: str) -> bool:
        """Say whether ``text`` is here to be read, to its end."""
        width = self._said.fontMetrics().horizontalAdvance(text)
        return self.isVisible() and self._said.text() == text and width <= self._said.width()

    def show_place(self, text: str) -> None:
        """Show where in the report we are."""
        self._place.setText(text)

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``."""
        self._box.setContentsMargins(theme.space(28), 0, theme.space(28), theme.space(4))
