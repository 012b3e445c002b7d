"""The upper edge: a hidden toolbar comes out when the pointer gets there, and goes a while after it has left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_EDGE_PX = 8
_LEAVE_MS = 1500
"""How long the toolbar stays when pointer and keyboard have left it: as the source page's 固定 does."""


class EdgeWatch(QObject):
    """Watches every move of the pointer in the program while it is on; takes none away."""

    reached = Signal()
    """The pointer is at the window's upper edge."""
    left = Signal()
    """Pointer and keyboard have been away from ``toolbar`` for a while."""

    def __init__(self, window: QWidget, toolbar: QWidget) -> None:
        super().__init__(window)
        self._window, self._toolbar = window, toolbar
        self._is_on = False
        self._leaving = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._leaving.timeout.connect(self._leave)

    def set_on(self, is_on: bool) -> None:
        """Watch, or not."""
        app = QApplication.instance()
        if is_on == self._is_on or app is None:
            return
        self._is_on = is_on
        if is_on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
            self._leaving.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look where the pointer is."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            y = self._window.mapFromGlobal(event.globalPosition().toPoint()).y()
            if y <= _EDGE_PX:
                self._leaving.stop()
                self.reached.emit()
            elif self._toolbar.isVisible() and y > self._toolbar.geometry().bottom():
                if not self._leaving.isActive():
                    self._leaving.start()
            else:
                self._leaving.stop()
        return False

    def _leave(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self._toolbar.isAncestorOf(focus):
            self.left.emit()
