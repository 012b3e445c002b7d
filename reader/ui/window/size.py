"""Tells a widget that the window it lives in has another size, for what keeps to a share of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class WindowSize(QObject):
    """Follows the window of ``widget``, also when the widget moves to another one. Belongs to the widget."""

    changed = Signal()
    """The window was resized, or the widget is shown in another window."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._window: QWidget | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch for the events that matter; none is taken away."""
        if watched is self._widget and event.type() in (QEvent.Type.Show, QEvent.Type.ParentChange):
            self._attach()
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.changed.emit()
        return False

    def _attach(self) -> None:
        window = self._widget.window()
        if window is self._window:
            return
        if self._window is not None and self._window is not self._widget:
            self._window.removeEventFilter(self)
        self._window = window
        if window is not self._widget:
            window.installEventFilter(self)
        self.changed.emit()
