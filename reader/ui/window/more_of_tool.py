"""All a tool's choices from its own button: held down, pressed with the right button, with the menu key or Shift and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton

HOLD_MS = 1000
"""How long a button is held for its choices. Hands that are slow press for half a second and more."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MoreOfTool(QObject):
    """Watches buttons. While ``is_resting`` says so, a held button is for something else (指读 reads it)."""

    wanted = Signal(str)
    """The choices of the tool with this key."""

    def __init__(
        self, buttons: Sequence[tuple[str, QAbstractButton]], is_resting: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keys = {id(button): key for key, button in buttons}
        self._is_resting = is_resting
        self._held: QAbstractButton | None = None
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self._end_hold)
        for _key, button in buttons:
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See what is done with the buttons; take away what opens the choices."""
        if not isinstance(watched, QAbstractButton) or id(watched) not in self._keys:
            return False
        kind = event.type()
        if kind == QEvent.Type.ContextMenu:
            self._ask(watched)
            return True
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if event.button() is Qt.MouseButton.LeftButton and not self._is_resting():
                self._held = watched
                self._hold.start()
        elif kind in (QEvent.Type.MouseButtonRelease, QEvent.Type.Leave, QEvent.Type.Hide):
            self._hold.stop()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            if event.key() in _ENTER and is_shifted:
                self._ask(watched)
                return True
        return False

    def _end_hold(self) -> None:
        if self._held is not None and self._held.isDown():
            self._held.setDown(False)  # the release will press nothing
            self._ask(self._held)

    def _ask(self, button: QAbstractButton) -> None:
        self._hold.stop()
        self._held = None
        self.wanted.emit(self._keys[id(button)])
