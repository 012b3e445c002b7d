"""A row of the page 快捷方式: a command, its keys, and the button that changes them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from reader.ui.controls.action_button import ActionButton
from reader.ui.look.theme import Theme
from reader.ui.page.document import WORD_JOINER

_WORDS_EM, _KEYS_EM = 11, 13
"""How wide the words of a row are, and its keys: the button beside them is not to be far off."""


@dataclass(frozen=True, slots=True)
class Row:
    """A command as it is listed: ``keys`` are shown, ``spoken`` is said; ``note`` is what may go wrong with a key of it.

    ``first`` are the keys it has at first, empty where it has those. ``is_fixed``: its key cannot be changed.
    """

    key: str
    group: str
    words: str
    keys: str
    spoken: str
    note: str = ""
    first: str = ""
    can_add: bool = False
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class RowLook:
    """What all rows are drawn with."""

    theme: Theme
    size_px: int
    button: QSize

    def words_font(self) -> QFont:
        """Give the type of the words."""
        return self.theme.font(self.size_px)

    def keys_font(self) -> QFont:
        """Give the type of the keys."""
        return self.theme.font(self.size_px, is_bold=True)

    def note_font(self) -> QFont:
        """Give the type of what may go wrong."""
        return self.theme.font(self.theme.small_px)


_Places = tuple[QRect, QRect, QRect]
"""Where the words of a row stand, its keys, and what may go wrong."""


class ShortcutRow(QFrame):
    """One command: its words, its keys, and 改. Draws itself: sixty rows of labels take a second to come up."""

    change_pressed = Signal()

    def __init__(self, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.change = ActionButton("改", "", parent=self)
        self.change.clicked.connect(self.change_pressed)
        if row.is_fixed:
            self.change.hide()
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look: RowLook | None = None
        self._places: dict[int, _Places] = {}
        """By width: a column asks for the height over and over."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_row(row)

    @property
    def stop(self) -> QWidget:
        """What the keyboard comes to."""
        return self if self.row.is_fixed else self.change

    def show_row(self, row: Row) -> None:
        """Show these keys."""
        self.row = row
        said = row.spoken or "没有键"
        caution = f"{row.note}。" if row.note else ""
        self.change.setAccessibleName(f"{row.words}：{said}，改")
        self.change.setAccessibleDescription(f"{caution}给“{row.words}”换一个键")
        self.setAccessibleName(f"{row.words}：{said}")
        self.setAccessibleDescription(row.group)
        self._measure_anew()

    def set_look(self, look: RowLook) -> None:
        """Take over colours and sizes."""
        if look != self._look:
            self._look = look
            self._measure_anew()

    def _measure_anew(self) -> None:
        self._places = {}
        self._place_button()
        self.updateGeometry()
        self.update()

    # -- where what stands ----------------------------------------------------------------------------------------

    def _places_at(self, look: RowLook, width: int) -> _Places:
        if width not in self._places:
            self._places[width] = self._place(look, width)
        return self._places[width]

    def _place(self, look: RowLook, width: int) -> _Places:
        """Give where words, keys and note stand in a row of a width: side by side, or below each other."""
        gap = look.theme.space(12)
        room = max(1, width - look.button.width() - gap)
        words_px, keys_px = _WORDS_EM * look.size_px, _KEYS_EM * look.size_px
        is_wide = words_px + gap + keys_px <= room
        words_px, keys_px = (words_px, keys_px) if is_wide else (room, room)
        words = QSize(words_px, _height_of(look.words_font(), self.row.words, words_px))
        keys = QSize(keys_px, _height_of(look.keys_font(), self._keys, keys_px))
        note = QSize(keys_px, _height_of(look.note_font(), self.row.note, keys_px))
        left = words_px + gap if is_wide else 0
        below = 0 if is_wide else words.height()
        told = QRect(left, below, keys.width(), keys.height())
        return QRect(QPoint(0, 0), words), told, QRect(QPoint(left, told.bottom() + 1), note)

    @property
    def _keys(self) -> str:
        """The keys as they are drawn: no line ends within one of them."""
        return " ".join(WORD_JOINER.join(word) for word in self.row.keys.split()) or "没有键"

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that words, keys and button take at a width, in pixels."""
        if self._look is None:
            return 0
        words, _, note = self._places_at(self._look, width)
        return max(words.bottom() + 1, note.bottom() + 1, self._look.button.height())

    def sizeHint(self) -> QSize:
        """Want words, keys and button side by side."""
        if self._look is None:
            return QSize(0, 0)
        width = (_WORDS_EM + _KEYS_EM) * self._look.size_px + self._look.button.width()
        return QSize(width + 2 * self._look.theme.space(12), self._look.button.height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the button and two characters beside it: the rest wraps."""
        return (
            QSize(self._look.button.width() + 3 * self._look.size_px, self._look.button.height())
            if self._look is not None
            else QSize(0, 0)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the button."""
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        if self._look is None or self.row.is_fixed:
            return
        _, keys, _ = self._places_at(self._look, self.width())
        button, gap = self._look.button, self._look.theme.space(12)
        place = QPoint(keys.right() + 1 + gap, (self.height() - button.height()) // 2)
        self.change.setGeometry(QRect(place, button))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, keys and note, in the middle of the row's height."""
        if self._look is None:
            return
        look, scheme = self._look, self._look.theme.scheme
        words, keys, note = self._places_at(look, self.width())
        painter = QPainter(self)
        is_beside = keys.left() > 0
        told_px = note.bottom() + 1 - keys.top()
        shift = (self.height() - told_px) // 2 if is_beside else 0
        words_shift = (self.height() - words.height()) // 2 if is_beside else 0
        for font, colour, rect, text in (
            (look.words_font(), scheme.ink, words.translated(0, words_shift), self.row.words),
            (
                look.keys_font(),
                scheme.accent if self.row.keys else scheme.ink,
                keys.translated(0, shift),
                self._keys,
            ),
            (look.note_font(), scheme.soft_ink, note.translated(0, shift), self.row.note),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(rect, _wrap(painter.fontMetrics(), text, rect.width()), text)
        painter.end()


def _wrap(metrics: QFontMetrics, text: str, width_px: int) -> int:
    """Say how lines are to end: between words and hanzi, unless something that has no such place is too wide."""
    whole = (word for word in text.split() if word.isascii() or WORD_JOINER in word)
    is_cut = any(metrics.horizontalAdvance(word) > width_px for word in whole)
    return int(Qt.TextFlag.TextWrapAnywhere if is_cut else Qt.TextFlag.TextWordWrap)


def _height_of(font: QFont, text: str, width_px: int) -> int:
    if not text:
        return 0
    metrics = QFontMetrics(font)
    return metrics.boundingRect(QRect(0, 0, width_px, 10_000), _wrap(metrics, text, width_px), text).height()
