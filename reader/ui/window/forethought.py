"""Chores done beforehand: what would keep a resident waiting the first time is got ready while nobody does anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_REST_MS = 800
"""Nobody has pressed anything for so long: nobody is typing."""

_BETWEEN_MS = 100
"""Between two chores, so that a press need never wait for more than one."""

_PRESSES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
)


class Forethought(QObject):
    """Does ``chores`` one by one from :meth:`start` on; a press puts them off. Each is to take 20 ms at most."""

    def __init__(
        self, window: QWidget, chores: Iterable[Callable[[], object]], rest_ms: int = _REST_MS
    ) -> None:
        super().__init__(window)
        self._window, self._chores, self._rest_ms = window, deque(chores), rest_ms
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin once nobody has pressed anything for a while. A window that is only drawn, not shown, needs no chores."""
        # Of its handle: the window's widget hears of no press that another one in it takes.
        if handle := self._window.windowHandle():
            handle.installEventFilter(self)
            self._rest.start(self._rest_ms)

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to do."""
        return not self._chores

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait for the hands to rest; no event is ever taken away."""
        if event.type() in _PRESSES:
            self._rest.start(self._rest_ms)
        return False

    def _go_on(self) -> None:
        self._chores.popleft()()
        if self._chores:
            self._rest.start(_BETWEEN_MS)
        else:
            self._window.windowHandle().removeEventFilter(self)
