"""Lies over the screen keyboard while its keys are chosen with one switch or two, and marks whose turn it is.

The switch is the space bar, Enter, or a touch anywhere on the keyboard. With a pace, rows and then keys take turns by
themselves; without one, Tab goes on (two switches).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.ui.aids.crosshair import line_tones
from reader.ui.keyboard.scan_steps import Level, ScanSteps
from reader.ui.look.theme import Theme

_BY_HAND = {
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
HINT = "按一下空格、回车，或碰一下键盘，就开始选"
HINT_BY_HAND = "按 Tab 键往下走，按空格或回车选中"
_PROMPTS = {
    Level.RESTING: "按一下，就开始选",
    Level.ROWS: "再按一下，选这一排",
    Level.KEYS: "再按一下，选这个键",
}
_PROMPTS_BY_HAND = {
    Level.RESTING: "按 Tab 键往下走",
    Level.ROWS: "按空格，选这一排",
    Level.KEYS: "按空格，选这个键",
}
_SWITCHES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


@dataclass(frozen=True, slots=True)
class ScanRow:
    """Keys that are chosen together first, and what they are called."""

    name: str
    keys: Sequence[QAbstractButton]


class Scanner(QWidget):
    """Marks rows and keys of its parent in turn and presses the one that is chosen; last in every row comes ``back``."""

    reached = Signal(str)
    """The name of the row or key whose turn it is; empty at rest."""
    left = Signal()
    """Esc was pressed at the rows: the keyboard is to be put away."""
    typed = Signal(object)
    """A ``QKeyEvent`` that is no switch: for the keyboard."""

    def __init__(self, rows: Callable[[], Sequence[ScanRow]], back: QAbstractButton, parent: QWidget) -> None:
        super().__init__(parent)
        self._back = back
        back.clicked.connect(self._go_up)
        self._rows, self._keyboard = rows, parent
        self._steps = ScanSteps()
        self._theme: Theme | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focus_ring", False)
        self.setAccessibleName("轮流选键")
        self.setAccessibleDescription("按空格、回车，或碰一下键盘，选中亮着的那一排，再选中亮着的键")
        self.hide()

    def start(self, pace_ms: int) -> None:
        """Lie over the keyboard and wait for the first press; ``pace_ms`` 0 means that nothing moves by itself."""
        self._timer.setInterval(max(0, pace_ms))
        self._steps.rest()
        self.setGeometry(self._keyboard.rect())
        self.show()
        self.raise_()
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Take on colours and sizes."""
        self._theme = theme
        self.update()

    @property
    def prompts(self) -> tuple[str, ...]:
        """What it says at rest, at rows and at keys; to be asked once it was started."""
        return tuple(self._wording.values())

    @property
    def prompt(self) -> str:
        """What the next press of the switch does, in a few words; empty at rest."""
        return "" if self._steps.level is Level.RESTING else self._wording[self._steps.level]

    @property
    def marked(self) -> Sequence[QAbstractButton]:
        """The keys whose turn it is; none at rest."""
        row = self._row
        if row is None:
            return ()
        return row.keys if self._steps.level is Level.ROWS else (self._key_of(row),)

    def press(self) -> None:
        """Do what one press of the switch does."""
        row = self._row
        if self._steps.pick() and row is not None:
            key = self._key_of(row)
            if key is not self._back:
                # Words come first again: they are what most presses are for.
                self._steps.begin()
            key.click()
        if not self.isHidden():
            self._go_on()

    def refresh(self) -> None:
        """The keys are other ones, or elsewhere."""
        self.setGeometry(self._keyboard.rect())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the switches; hand on what is typed with a wooden keyboard."""
        key = Qt.Key(event.key())
        if key in _SWITCHES:
            if not event.isAutoRepeat():  # a hand that rests on its switch means it once
                self.press()
        elif key in _BY_HAND:
            self._steps.step_by_hand(self._lengths(), _BY_HAND[key])
            self._go_on()
        elif key == Qt.Key.Key_Escape and self._steps.level is Level.KEYS:
            self._go_up()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self.typed.emit(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keep Tab: it goes to the next row or key."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a touch anywhere for the switch."""
        event.accept()
        self.press()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop with the keyboard."""
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a frame of two tones around what is marked."""
        theme = self._theme
        if theme is None or not self.marked:
            return
        tone, reach = theme.space(4), theme.space(6)
        outline = QPainterPath()
        for key in self.marked:
            # So wide that the frames of neighbours become one.
            outline.addRoundedRect(
                QRectF(self._place(key).adjusted(-reach, -reach, reach, reach)), reach, reach
            )
        outline = outline.simplified()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in zip(line_tones(theme.scheme), (3 * tone, tone), strict=True):
            painter.setPen(QPen(QColor(colour), width, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPath(outline)
        painter.end()

    def _place(self, key: QWidget) -> QRect:
        return QRect(key.mapTo(self._keyboard, QPoint(0, 0)), key.size())

    @property
    def _row(self) -> ScanRow | None:
        rows = self._rows()
        return None if self._steps.level is Level.RESTING else rows[min(self._steps.row, len(rows) - 1)]

    def _key_of(self, row: ScanRow) -> QAbstractButton:
        return row.keys[self._steps.key] if self._steps.key < len(row.keys) else self._back

    @property
    def _wording(self) -> dict[Level, str]:
        return _PROMPTS if self._timer.interval() else _PROMPTS_BY_HAND

    def _lengths(self) -> list[int]:
        return [len(row.keys) + 1 for row in self._rows()]

    def _go_up(self) -> None:
        self._steps.go_up()
        self._go_on()

    def _step(self) -> None:
        self._steps.step(self._lengths())
        self._tell()

    def _go_on(self) -> None:
        """Give what is marked now its full time."""
        self._timer.stop()
        self._tell()

    def _tell(self) -> None:
        if self._steps.level is Level.RESTING:
            self._timer.stop()
        elif self._timer.interval() and not self._timer.isActive():
            self._timer.start()
        row = self._row
        is_on_key = self._steps.level is Level.KEYS
        name = "" if row is None else self._key_of(row).accessibleName() if is_on_key else row.name
        self.update()
        self.reached.emit(name)
