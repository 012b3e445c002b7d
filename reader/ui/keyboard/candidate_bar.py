"""The strip above the screen keyboard's keys: the pinyin as typed, and the words it may stand for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from reader.search.result import Candidate

HINT = "点字母写拼音，再点您要的词"
_FOLLOWING = "接着写"
_NO_WORD = "没有合适的词，可以照这样找"
_MOST_AT_ONCE = 16
_LABEL_SHARE = 0.4
_MOVES = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End),
)


class Key(QPushButton):
    """A key that a touch presses without taking the focus, and that Enter presses when it has it."""

    moved = Signal(object, int)
    """An arrow key, Home or End (its ``Qt.Key`` as a number) was pressed on this key."""

    def __init__(self, label: str, name: str, description: str, parent: QWidget) -> None:
        super().__init__(label, parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoDefault(True)  # outside a dialog this means no more than: Enter presses it
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what moves; Enter and the space bar press."""
        if event.key() in _MOVES:
            self.moved.emit(self, event.key())
        else:
            super().keyPressEvent(event)


class CandidateBar(QWidget):
    """Shows as many words as fit; 更多 turns to the next ones, and from the last to the first."""

    picked = Signal(object)
    """The :class:`Candidate` that was pressed."""
    turned = Signal()
    """更多 was pressed."""
    rebuilt = Signal()
    """Other keys are shown now."""
    moved = Signal(object, int)
    """As :attr:`Key.moved`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pinyin = ""
        self._hint = HINT
        self._offers: tuple[Candidate, ...] = ()
        self._start = self._shown = 0
        self._font = QFont()
        self._pad_px = self._gap_px = 1
        self._label = QLabel(self)
        self._words = [Key("", "", "", self) for _ in range(_MOST_AT_ONCE)]
        self._more = Key("更多", "更多的词", "换一批词", self)
        for number, key in enumerate(self._words):
            key.clicked.connect(lambda _=False, number=number: self._pick(number))
        self._more.clicked.connect(self._turn)
        for key in (*self._words, self._more):
            key.moved.connect(self.moved)

    def set_sizes(self, font: QFont, height_px: int, pad_px: int, gap_px: int) -> None:
        """Set the type, the keys' height, the air beside a word and between keys."""
        self._font, self._pad_px, self._gap_px = font, pad_px, gap_px
        self.setFixedHeight(height_px)
        self._build()

    def offer(self, pinyin: str, offers: tuple[Candidate, ...]) -> None:
        """Show ``pinyin`` as typed and the first of ``offers``; without ``pinyin`` they are what may come next."""
        if (pinyin, offers) != (self._pinyin, self._offers):
            self._pinyin, self._offers, self._start = pinyin, offers, 0
            self._build()

    def set_hint(self, hint: str) -> None:
        """Say this where there is nothing to choose from."""
        if hint != self._hint:
            self._hint = hint
            self._build()

    def keys(self) -> list[Key]:
        """The keys that are shown, from left to right."""
        return [key for key in (*self._words, self._more) if not key.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the new width."""
        super().resizeEvent(event)
        self._build()

    def _pick(self, number: int) -> None:
        self.picked.emit(self._offers[self._start + number])

    def _turn(self) -> None:
        after = self._start + self._shown
        self._start = after if after < len(self._offers) else 0
        self._build()
        self.turned.emit()

    def _build(self) -> None:
        """Set label and keys side by side: as many words as fit, and 更多 at the end if there are others."""
        metrics, gap = QFontMetrics(self._font), self._gap_px
        left = self._write_label(metrics) + gap
        # As wide as high at the least: a single hanzi is a target, too.
        widths = [
            max(self.height(), metrics.horizontalAdvance(each.text) + 2 * self._pad_px)
            for each in self._offers[self._start :]
        ]
        more_px = metrics.horizontalAdvance(self._more.text()) + 2 * self._pad_px
        right = self.width()
        is_all = (
            not self._start
            and len(widths) <= _MOST_AT_ONCE
            and left + sum(widths) + gap * len(widths) <= right
        )
        self._more.setVisible(bool(widths) and not is_all)
        if not is_all:
            right -= more_px + gap
            self._more.setGeometry(self.width() - more_px, 0, more_px, self.height())
        self._shown = 0
        for width in widths[:_MOST_AT_ONCE]:
            # One word at least, if only its beginning: a bar that offers nothing would be a riddle.
            if self._shown and left + width > right:
                break
            self._set_key(self._words[self._shown], left, max(1, min(width, right - left)), metrics)
            left += width + gap
            self._shown += 1
        for key in self._words[self._shown :]:
            key.hide()
        self.rebuilt.emit()

    def _set_key(self, key: Key, left: int, width: int, metrics: QFontMetrics) -> None:
        word = self._offers[self._start + self._shown].text
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, max(1, width - self._pad_px))
        key.setText(shown.replace("&", "&&"))
        key.setAccessibleName(word)
        key.setAccessibleDescription(f"写上“{word}”")
        key.setGeometry(left, 0, width, self.height())
        key.show()

    def _write_label(self, metrics: QFontMetrics) -> int:
        """Write the pinyin, or what to do; returns the width it takes, in pixels."""
        if not self._pinyin and not self._offers:
            text, most = self._hint, self.width()
        elif self._offers:
            text, most = self._pinyin or _FOLLOWING, int(_LABEL_SHARE * self.width())
        else:
            text, most = f"{self._pinyin}　{_NO_WORD}", self.width()
        width = min(metrics.horizontalAdvance(text) + self._pad_px, max(1, most))
        # The end of long pinyin is what is being typed; the beginning of a hint is what it says.
        side = Qt.TextElideMode.ElideLeft if self._offers else Qt.TextElideMode.ElideRight
        self._label.setText(metrics.elidedText(text, side, width))
        self._label.setGeometry(0, 0, width, self.height())
        return width
