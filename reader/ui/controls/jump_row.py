"""The names of chapters: a press opens one. One stop of the keyboard, gone through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_COMPACT = "QPushButton {{ padding: {air}px {side}px; }}"


class JumpRow(QWidget):
    """The names, flowing as words do; the chapter that is open is lit, and is the one that Tab stops at."""

    chosen = Signal(str)
    """Open the chapter with this key."""

    def __init__(self, names: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """``names`` are keys and words."""
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._buttons = {key: self._button(key, words) for key, words in names}
        self.show_open("")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("设置哪一项")
        self.setAccessibleDescription("用左右方向键挑，按回车打开")

    def _button(self, key: str, words: str) -> ActionButton:
        button = ActionButton(words, f"打开“{words}”的设置；左右方向键换一项")
        button.setCheckable(True)
        button.clicked.connect(lambda: self._choose(key))
        button.installEventFilter(self)
        self._flow.addWidget(button)
        return button

    def _choose(self, key: str) -> None:
        self.show_open(key)  # a press on the open one would have put it out
        self.chosen.emit(key)

    def show_open(self, key: str) -> None:
        """Light the chapter with this key."""
        for each, button in self._buttons.items():
            button.setChecked(each == key)
        self._stop_at(self._buttons.get(key, next(iter(self._buttons.values()))))

    def stops(self) -> list[QWidget]:
        """Give what Tab can stop at; it stops at one of them."""
        return list(self._buttons.values())

    def focus_current(self) -> None:
        """Give the keyboard to the name that Tab stops at."""
        for button in self._buttons.values():
            if button.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Take over colours and sizes."""
        sheet = _COMPACT.format(air=theme.space(2), side=theme.space(14))
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self._flow.setSpacing(theme.space(8))
        for button in self._buttons.values():
            button.set_theme(theme, icons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from name to name with the arrow keys, round the ends."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = (event.key() in FORTH) - (event.key() in BACK)
            buttons = list(self._buttons.values())
            if step and watched in buttons:
                following = buttons[(buttons.index(watched) + step) % len(buttons)]
                self._stop_at(following)
                following.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _stop_at(self, stop: ActionButton) -> None:
        stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for button in self._buttons.values():
            if button is not stop:
                if button.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                    QWidget.setTabOrder(button, stop)  # in its place: Qt orders only what Tab can stop at
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
