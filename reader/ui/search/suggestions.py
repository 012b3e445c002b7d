"""What the typed words may become, and what was searched for lately, below the search box: a part of the window, not a
window of its own.

A top-level popup would be cut off in a kiosk, grab the keyboard from the input method, and be lost to
screen readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reader.ui.look.theme import Theme
from reader.ui.search.suggestion_rows import Row, SuggestionRows

_EDGE_PX = 12

CLEAR_ALL = "清除所有找过的"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to search for; ``is_recent`` where it was searched for in this session (找过的), perhaps understood otherwise."""

    text: str
    is_recent: bool = False
    understood: str = ""

    @property
    def shown(self) -> str:
        """What is read of it: kanbing → 卫生服务中心."""
        return f"{self.text} → {self.understood}" if self.understood else self.text


class Suggestions(QFrame):
    """The list. Its rows can be touched; Up and Down go through it once the field handed over the keyboard."""

    picked = Signal(str)
    """A row was chosen by touch or Enter."""
    removed = Signal(str)
    """This search is to be forgotten."""
    cleared = Signal()
    """All searches are to be forgotten."""
    left = Signal()
    """Up from the first row, or Esc: the keyboard goes back to the field."""
    typed = Signal(QKeyEvent)
    """A key that is none of the list's: it belongs to the field."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self.theme = theme
        self.rows = SuggestionRows(theme, self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.rows)
        self.rows.picked.connect(self._pick)
        self.rows.removed.connect(self.removed)
        self.rows.left.connect(self.left)
        self.rows.typed.connect(self.typed)
        self._offers: tuple[Offer, ...] = ()
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes."""
        self.theme = theme
        edge = theme.space(_EDGE_PX)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self.rows.set_theme(theme)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered."""
        return self._offers

    def show_below(
        self, field: QRect, lowest: int, offers: Sequence[Offer], *, is_clearable: bool = False
    ) -> None:
        """Show ``offers`` below ``field`` and above ``lowest``, both in the window's coordinates.

        With ``is_clearable`` a last row clears all. Where not even one row fits, nothing is shown.
        """
        self._offers = tuple(offers)
        ends = (CLEAR_ALL,) if is_clearable else ()
        rows = [Row(offer.shown, offer.text, offer.understood, offer.is_recent) for offer in offers]
        self.rows.show_rows([*rows, *(Row(end, end, is_end=True) for end in ends)])
        gap, frame = self.theme.space(6), 2 * (self.theme.space(_EDGE_PX) + self.theme.space(3))
        left = max(gap, field.left())
        widest = max((self.rows.row_width(offer.shown, offer.is_recent) for offer in offers), default=0)
        room = lowest - field.bottom() - 2 * gap - frame
        most = self.window().width() - left - gap
        width = min(max(field.width(), widest + frame), most)
        height, is_whole = self.rows.height_of(width - frame, room)
        if not is_whole:
            bar = self.rows.verticalScrollBar().sizeHint().width()
            width = min(max(field.width(), widest + frame + bar), most)
            height, _ = self.rows.height_of(width - frame - bar, room)
        if not height:
            self.hide()
            return
        place = QRect(left, field.bottom() + gap, width, height + frame)
        if place != self.geometry():
            self.setGeometry(place)
        if self.isHidden():
            self.show()
            self.raise_()

    def _pick(self, text: str, is_end: bool) -> None:
        if is_end:
            self.cleared.emit()
        else:
            self.picked.emit(text)
