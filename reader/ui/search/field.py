"""The field of the search box: what is typed or pasted into it, and what its keys do."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QValidator,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

DESCRIPTION = "写上要找的词，汉字、拼音都可以，按回车就找"

LONGEST = 256
"""UTF-16 units the field takes; the finder looks for fewer characters and says so."""

_BY_HAND = frozenset(
    (
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    )
)
"""Ways to come to the field on purpose: not when the window comes back, or a list gives the keyboard back."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Unicode's classes of what no font shows: control and format characters (those that turn the writing round, too), halves of
pairs, private and unassigned, line ends."""


def printable(text: str) -> str:
    """Give ``text`` with a space in the place of each run of characters that cannot be shown."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in text)


class SearchField(QLineEdit):
    """The field. Enter searches, Down goes to the suggestions; an input method comes before both."""

    submitted = Signal()
    went_down = Signal()
    composing = Signal()
    entered = Signal()
    """The keyboard came on purpose, or the field was pressed."""
    resized = Signal()
    """It is of another size."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_composing = False
        self.setProperty("role", "search")
        # As high as the buttons beside it.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaxLength(LONGEST)
        self.setValidator(_Printable(self))
        self.setAccessibleName("搜索")
        self.setAccessibleDescription(DESCRIPTION)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether an input method is at work: nothing may cover its own window, or take its keys."""
        super().inputMethodEvent(event)
        self.is_composing = bool(event.preeditString())
        if self.is_composing:
            self.composing.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search on Enter, go down on Down."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of whoever comes on purpose."""
        super().focusInEvent(event)
        if event.reason() in _BY_HAND:
            self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of it."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of a press: who has the keyboard here already wants something, too."""
        super().mousePressEvent(event)
        self.entered.emit()


class _Printable(QValidator):
    """Lets in what can be shown."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, printable(text), position
