"""A keyboard on the screen, for fingers: letters that become pinyin, and the report's own words to offer.

It writes into a ``QLineEdit`` as the fingers go. The pinyin is the run of letters before the cursor: the
search box sees every letter, this keyboard and a wooden one can be mixed, and pinyin that was never turned
into hanzi is searched for as it is. A chosen word takes the place of the letters it stands for.

Keys are 64 px high at 100 % and below, and grow with the interface until the keyboard takes ``LARGEST_SHARE`` of the
window; from there on they, and what is written on them, are as large as fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QSizePolicy, QWidget

from reader.search.result import Candidate
from reader.ui.controls.action_button import ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.look.wardrobe import CAN_WAIT, dress_late
from reader.ui.search.candidate_bar import CandidateBar, Key

LARGEST_SHARE = 0.76
"""Of the window's height; the search box above it stays in sight even at 300 % on 1366 × 768."""

_KEY_PX = 64
_LEAST_KEY_PX = 44
_TYPE_PX = 28
_TYPE_SHARE = 0.6
"""Type at most this share of a key's height …"""
_TYPE_WIDTH_SHARE = 0.85
"""… and this share of its width, so that two hanzi fit the keys that are twice as wide."""
_ROWS = 5
_COLUMNS = 24
"""Half keys side by side."""
_MOST_CANDIDATES = 48
_PINYIN = re.compile(r"[A-Za-zÜü]+(?:[ '’][A-Za-zÜü]+)*$")

Candidates = Callable[[str, int], tuple[Candidate, ...]]
"""``(pinyin without spaces, at most so many)`` → words, the likeliest first."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A key: its words, where it stands (in half keys), what it is called and what it does."""

    label: str
    row: int
    column: int
    columns: int
    name: str
    description: str


def _signs() -> tuple[_Plan, ...]:
    plans = [
        _Plan(digit, 0, 2 * at, 2, f"数字 {digit}", f"写上数字 {digit}")
        for at, digit in enumerate("1234567890")
    ]
    # Each row of letters begins half a key further right, as on every keyboard.
    for row, letters in enumerate(("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"), 1):
        plans += [
            _Plan(letter, row, row - 1 + 2 * at, 2, f"字母 {letter}", f"写上字母 {letter.lower()}")
            for at, letter in enumerate(letters)
        ]
    return tuple(plans)


_DELETE, _EMPTY, _SPACE, _FIND, _CLOSE = "删除", "清空", "空格", "找", "收起"
_FIRST = "Q"
_ACTIONS = (
    _Plan(_DELETE, 0, 20, 4, "删除", "删去前面一个字"),
    _Plan(_EMPTY, 1, 20, 4, "清空", "把写的都去掉"),
    _Plan(_CLOSE, 2, 20, 4, "收起键盘", "收起屏幕键盘"),
    _Plan(_SPACE, 3, 16, 4, "空格", "空一格，把两个词分开"),
    _Plan(_FIND, 3, 20, 4, "找", "就照写的开始找"),
)
_PLANS = (*_signs(), *_ACTIONS)


class ScreenKeyboard(QFrame):
    """The keyboard, hidden until :meth:`open_for`. It lies along the lower edge of its parent, or where a
    layout puts it.

    A touched key leaves the focus where it is. With a wooden keyboard Tab comes to the keys (one stop, not
    forty), the arrow keys go from key to key, Enter presses, Esc closes, and letters are written as ever.
    """

    key_pressed = Signal(str)
    """The name of what was pressed or chosen, to be spoken."""
    submitted = Signal()
    """找 was pressed: search for what the target holds."""
    opened = Signal()
    closed = Signal()

    def __init__(
        self, candidates: Candidates, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._candidates, self._theme, self._icons = candidates, theme, icons
        self._target: QLineEdit | None = None
        self._watched: QWidget | None = None
        self._rover: Key | None = None
        self._margin_px = self._gap_px = self._key_px = 1
        self.setProperty("role", "bar")
        self.setProperty(CAN_WAIT, True)
        self.setAccessibleName("屏幕键盘")
        self.setAccessibleDescription("用方向键在键之间走，按回车写上，按 Esc 收起")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bar = CandidateBar(self)
        self._keys: dict[str, Key] = {}
        self._rows: list[list[Key]] = [[] for _ in range(_ROWS - 1)]
        for plan in _PLANS:
            self._add(plan)
        self._bar.picked.connect(self._choose)
        self._bar.turned.connect(lambda: self.key_pressed.emit("更多"))
        self._bar.rebuilt.connect(self._rove)
        self._bar.moved.connect(self._move)
        self.hide()
        self._fit()

    def _add(self, plan: _Plan) -> None:
        key = Key(plan.label, plan.name, plan.description, self)
        if plan.label == _FIND:
            key.setProperty("role", "main")
        key.setAutoRepeat(plan.label == _DELETE)
        key.clicked.connect(lambda _=False, label=plan.label: self._press(label))
        key.moved.connect(self._move)
        self._keys[plan.label] = key
        self._rows[plan.row].append(key)

    # -- what the window tells it and asks --

    def open_for(self, target: QLineEdit, *, by_keyboard: bool | None = None) -> None:
        """Show the keyboard; it writes into ``target``.

        Asked for ``by_keyboard``, the first key takes the focus, else ``target`` does. ``None`` looks
        where the focus is: the buttons that open the keyboard take it by Tab only, not by touch.
        """
        if by_keyboard is None:
            by_keyboard = isinstance(QApplication.focusWidget(), ActionButton)
        self._let_go()
        self._target = target
        target.textChanged.connect(self._offer)
        target.cursorPositionChanged.connect(self._offer)
        self._watched = self.window()
        self._watched.installEventFilter(self)
        dress_late(self)
        self._fit()
        self.show()
        self.raise_()
        self._offer()
        (self._keys[_FIRST] if by_keyboard else target).setFocus(Qt.FocusReason.OtherFocusReason)
        self._rove()
        self.opened.emit()

    def close_keyboard(self) -> None:
        """Put the keyboard away; the focus goes back to the field if a key had it."""
        if self.isHidden():
            return
        target = self._target
        if target is not None and self.isAncestorOf(QApplication.focusWidget() or target):
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._let_go()
        self.hide()
        self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours, at once if it is open: forty keys that nobody sees need not be fitted."""
        self._theme = theme
        if not self.isHidden():
            self._fit()

    @property
    def target(self) -> QLineEdit | None:
        """The field it writes into while it is open."""
        return self._target

    @property
    def key_height_px(self) -> int:
        """How high a key is, in pixels."""
        return self._key_px

    @property
    def pinyin(self) -> str:
        """The letters before the target's cursor that can still become hanzi; empty where there are none."""
        if self._target is None:
            return ""
        # Qt counts UTF-16 units: an emoji typed before the cursor is two of them.
        units = self._target.text().encode("utf-16-le")[: 2 * self._target.cursorPosition()]
        found = _PINYIN.search(units.decode("utf-16-le", "ignore"))
        return found[0] if found else ""

    # -- writing --

    def _press(self, label: str) -> None:
        target = self._target
        if target is None:
            return
        self.key_pressed.emit(label)
        if label == _DELETE:
            target.backspace()
        elif label == _EMPTY:
            target.clear()
        elif label == _CLOSE:
            self.close_keyboard()
        elif label == _FIND:
            self.submitted.emit()
        else:
            target.insert(" " if label == _SPACE else label.lower())

    def _choose(self, candidate: Candidate) -> None:
        """Put a word in the place of the letters it stands for; further letters stay to be turned next."""
        target, pinyin = self._target, self.pinyin
        if target is None or not pinyin:
            return
        if self._bar.isAncestorOf(QApplication.focusWidget() or target):
            # The pressed word is about to go: go on from the first key, not somewhere in the window.
            self._keys[_FIRST].setFocus(Qt.FocusReason.OtherFocusReason)
        used = _length_of(pinyin, candidate.used)
        target.setSelection(target.cursorPosition() - len(pinyin), used)
        target.insert(candidate.text)
        target.setCursorPosition(target.cursorPosition() + len(pinyin) - used)
        self.key_pressed.emit(candidate.text)

    def _offer(self) -> None:
        pinyin = self.pinyin
        letters = _letters_of(pinyin)
        self._bar.offer(pinyin, self._candidates(letters, _MOST_CANDIDATES) if letters else ())

    def _let_go(self) -> None:
        if self._target is not None:
            self._target.textChanged.disconnect(self._offer)
            self._target.cursorPositionChanged.disconnect(self._offer)
            self._target = None
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None

    # -- the focus --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; write what a wooden keyboard types."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_keyboard()
        elif self._target is not None and (event.text().isprintable() and event.text()):
            self._target.insert(event.text())
        elif self._target is not None and event.key() == Qt.Key.Key_Backspace:
            self._target.backspace()
        else:
            super().keyPressEvent(event)

    def _rove(self) -> None:
        """Make one key the stop for Tab: the one with the focus, the last one that had it, or Q."""
        shown = [key for row in self._all_rows() for key in row]
        focused = QApplication.focusWidget()
        rover = next((key for key in shown if key is focused), self._rover)
        self._rover = rover if rover in shown else self._keys[_FIRST]
        for key in shown:
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus if key is self._rover else Qt.FocusPolicy.NoFocus)

    def _move(self, key: Key, arrow: int) -> None:
        neighbour = self._neighbour(key, Qt.Key(arrow))
        if neighbour is not None:
            neighbour.setFocus(Qt.FocusReason.OtherFocusReason)
            self._rove()

    def _neighbour(self, key: Key, arrow: Qt.Key) -> Key | None:
        """The next key in a row, or the nearest one of the next row; none beyond the edge."""
        rows = self._all_rows()
        row = next(number for number, keys in enumerate(rows) if key in keys)
        if arrow in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at = rows[row].index(key) + (1 if arrow == Qt.Key.Key_Right else -1)
            return rows[row][at] if 0 <= at < len(rows[row]) else None
        row += 1 if arrow == Qt.Key.Key_Down else -1
        if not 0 <= row < len(rows):
            return None
        middle = self._middle(key)
        return min(rows[row], key=lambda each: abs(self._middle(each) - middle))

    def _all_rows(self) -> list[list[Key]]:
        offered = self._bar.keys()
        return [offered, *self._rows] if offered else self._rows

    def _middle(self, key: Key) -> int:
        return key.mapTo(self, QPoint(key.width() // 2, 0)).x()

    # -- sizes --

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; no event is ever taken away."""
        if watched is self._watched and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the keys over the new width."""
        super().resizeEvent(event)
        self._place()

    def _fit(self) -> None:
        """Make the keys as large as the theme wants them and the window allows."""
        theme, window = self._theme, self.window()
        self._margin_px, self._gap_px = theme.space(10), min(theme.space(8), window.width() // 100)
        frame = 2 * self._margin_px + (_ROWS - 1) * self._gap_px
        room = (int(LARGEST_SHARE * window.height()) - frame) // _ROWS
        height = self._key_px = max(_LEAST_KEY_PX, min(max(_KEY_PX, theme.px(_KEY_PX)), room))
        width = 2 * (window.width() - 2 * self._margin_px) // _COLUMNS - self._gap_px
        type_px = max(1, min(theme.px(_TYPE_PX), int(height * _TYPE_SHARE), int(width * _TYPE_WIDTH_SHARE)))
        # The sheet's padding and least widths are for buttons that stand alone; forty of them would not fit.
        sheet = (
            f"QPushButton {{ padding: 0; min-width: 0; min-height: 0; font-size: {type_px}px;"
            f" border-radius: {theme.space(10)}px; }} QLabel {{ font-size: {type_px}px; }}"
        )
        if sheet != self.styleSheet():
            # Even the same sheet would have every key polished again.
            self.setStyleSheet(sheet)
        find = self._keys[_FIND]
        find.setIconSize(QSize(type_px, type_px))
        find.setIcon(self._icons.icon("search", theme.scheme, type_px, "on_accent"))
        self.setFixedHeight(frame + _ROWS * height)
        self._bar.set_sizes(theme.font(type_px), height, theme.space(18), self._gap_px)
        self._settle()
        self._place()

    def _place(self) -> None:
        """Set bar and keys where they belong. By hand: a grid layout does not keep forty keys even."""
        margin, gap = self._margin_px, self._gap_px
        self._bar.setGeometry(margin, margin, self.width() - 2 * margin, self._key_px)
        column_px = (self.width() - 2 * margin + gap) / _COLUMNS
        for plan in _PLANS:
            left = margin + round(plan.column * column_px)
            right = margin + round((plan.column + plan.columns) * column_px) - gap
            top = margin + (plan.row + 1) * (self._key_px + gap)
            self._keys[plan.label].setGeometry(left, top, right - left, self._key_px)

    def _settle(self) -> None:
        """Lie along the parent's lower edge, over what is there, unless a layout has a place for it."""
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if parent is not None and (layout is None or layout.indexOf(self) < 0):
            self.setGeometry(0, parent.height() - self.height(), parent.width(), self.height())


def _letters_of(pinyin: str) -> str:
    return "".join(character for character in pinyin if character.isalpha()).lower()


def _length_of(pinyin: str, letters: int) -> int:
    """Count the characters of the first ``letters`` letters of ``pinyin``, with the separators after them."""
    seen = 0
    for at, character in enumerate(pinyin):
        if character.isalpha():
            if seen == letters:
                return at
            seen += 1
    return len(pinyin)
