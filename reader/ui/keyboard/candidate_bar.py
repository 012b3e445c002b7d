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

    touched = Signal()
    """A key is being pressed: whoever has other words for it by now gives them first."""
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
        self._hint, self._prompt = HINT, ""
        self._prompts: tuple[str, ...] = ()
        self._offers: tuple[Candidate, ...] = ()
        self._start = self._shown = 0
        self._font = QFont()
        self._pad_px = self._gap_px = 1
        self._label = QLabel(self)
        self._words = [Key("", "", "", self) for _ in range(_MOST_AT_ONCE)]
        self._more = Key("更多", "更多的词", "换一批词", self)
        self.back = Key("返回", "返回", "不选这一排了", self)
        """Leaves a row that was chosen with a switch; stands at the right end while there are prompts."""
        for number, key in enumerate(self._words):
            key.pressed.connect(self.touched)
            key.clicked.connect(lambda _=False, number=number: self._pick(number))
        self._more.pressed.connect(self.touched)
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

    def set_hint(self, hint: str, prompts: tuple[str, ...] = ()) -> None:
        """Say this where there is nothing to choose from; ``prompts`` are all that :meth:`prompt` may say, at rest first."""
        if (hint, prompts) != (self._hint, self._prompts):
            self._hint, self._prompts, self._prompt = hint, prompts, ""
            self._build()

    def prompt(self, words: str) -> None:
        """Say what the next press of the switch does (nothing: rest), in the place of the pinyin, which is in the field.

        There is room for the longest of the prompts, so that no word moves while it is being chosen.
        """
        if words != self._prompt:
            self._prompt = words
            self._write_label(QFontMetrics(self._font))

    def keys(self) -> list[Key]:
        """The keys that are shown, from left to right."""
        return [key for key in (*self._words, self._more) if not key.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the new width."""
        super().resizeEvent(event)
        self._build()

    def _pick(self, number: int) -> None:
        if number < self._shown:  # else the word went as it was pressed
            self.picked.emit(self._offers[self._start + number])

    def _turn(self) -> None:
        after = self._start + self._shown
        self._start = after if after < len(self._offers) else 0
        self._build()
        self.turned.emit()

    def _build(self) -> None:
        """Set label and keys side by side: as many words as fit, and 更多 at the end if there are others."""
        metrics, gap = QFontMetrics(self._font), self._gap_px
        right = self._set_back(metrics)
        left = self._write_label(metrics) + gap
        # As wide as high at the least: a single hanzi is a target, too.
        widths = [
            max(self.height(), metrics.horizontalAdvance(each.text) + 2 * self._pad_px)
            for each in self._offers[self._start :]
        ]
        more_px = metrics.horizontalAdvance(self._more.text()) + 2 * self._pad_px
        end = right
        is_all = (
            not self._start
            and len(widths) <= _MOST_AT_ONCE
            and left + sum(widths) + gap * len(widths) <= right
        )
        self._more.setVisible(bool(widths) and not is_all)
        if not is_all:
            right -= more_px + gap
            self._more.setGeometry(end - more_px, 0, more_px, self.height())
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
        if word != key.accessibleName():
            key.setAccessibleName(word)
            key.setAccessibleDescription(f"写上“{word}”")
        # Unchanged, Qt would paint it anew all the same.
        if (label := shown.replace("&", "&&")) != key.text():
            key.setText(label)
        key.setGeometry(left, 0, width, self.height())
        key.show()

    def _set_back(self, metrics: QFontMetrics) -> int:
        """Set 返回 at the right end, if keys are chosen with a switch; returns what is left of the width, in pixels."""
        self.back.setVisible(bool(self._prompts))
        if not self._prompts:
            return self.width()
        width = metrics.horizontalAdvance(self.back.text()) + 2 * self._pad_px
        self.back.setGeometry(self.width() - width, 0, width, self.height())
        return self.width() - width - self._gap_px

    def _write_label(self, metrics: QFontMetrics) -> int:
        """Write the pinyin, or what to do; returns the width it takes, in pixels."""
        if self._prompts:
            return self._write_prompt(metrics)
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

    def _write_prompt(self, metrics: QFontMetrics) -> int:
        """Write what the switch does next; returns the width it takes, in pixels."""
        if self._offers:
            longest = max(metrics.horizontalAdvance(prompt) for prompt in self._prompts)
            text, most = self._prompt or self._prompts[0], int(_LABEL_SHARE * self.width())
        else:
            remark = f"　{_NO_WORD}" if self._pinyin else ""
            text, most = f"{self._prompt or self._hint}{remark}", self.back.x() - self._gap_px
            longest = metrics.horizontalAdvance(text)
        width = max(1, min(longest + self._pad_px, most))
        self._label.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        self._label.setGeometry(0, 0, width, self.height())
        return width
