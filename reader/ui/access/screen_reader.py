"""Whether a screen reader is at work."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAccessible

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

_MEMORY_S = 5.0
"""How long an answer is believed: asking takes calls over the bus."""

_PATIENCE_MS = 1000
_LAUNCHER = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
_CONNECTION = "screen reader?"
_SPI_GETSCREENREADER = 0x0046
"""Windows: winuser.h."""


class _Ear:
    """Knows whether a screen reader runs, as of a moment ago; asks again without waiting for the answer.

    Waiting would be a trap: the registry may be waiting for the screen reader, and that for this program.
    """

    def __init__(self) -> None:
        self._asked_s = -_MEMORY_S
        self._is_reader = False
        self._calls: list[QDBusPendingCallWatcher] = []

    def is_reader(self) -> bool:
        if not QAccessible.isActive():
            return False
        if time.monotonic() - self._asked_s >= _MEMORY_S:
            self._asked_s = time.monotonic()
            if sys.platform == "win32":
                self._is_reader = _is_reader_on_windows()
            else:
                self._ask_bus()
        return self._is_reader

    def _ask_bus(self) -> None:
        """Ask where the bus of AT-SPI is, then its registry what programs want to hear of."""
        from PySide6.QtDBus import QDBusConnection

        def ask_registry(answer: list[object]) -> None:
            bus = QDBusConnection.connectToBus(str(answer[0]), _CONNECTION)
            self._call(bus, _REGISTRY, "GetRegisteredEvents", self._take_events)

        self._call(QDBusConnection.sessionBus(), _LAUNCHER, "GetAddress", ask_registry)

    def _take_events(self, answer: list[object]) -> None:
        # Screen readers want every step of the caret.
        self._is_reader = "text-caret-moved" in str(answer).lower()

    def _call(
        self,
        bus: QDBusConnection,
        address: tuple[str, str, str],
        method: str,
        take: Callable[[list[object]], None],
    ) -> None:
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        # No QDBusInterface: making one waits for the other side to describe itself.
        call = QDBusPendingCallWatcher(
            bus.asyncCall(QDBusMessage.createMethodCall(*address, method), _PATIENCE_MS)
        )
        self._calls.append(call)

        def finish() -> None:
            self._calls.remove(call)
            reply = call.reply()
            if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                take(reply.arguments())

        call.finished.connect(finish)


_ear = _Ear()


def is_screen_reader_running() -> bool:
    """Say whether a screen reader is at work now, so that the program's own voice need not greet over it.

    That accessibility is switched on is no proof: some desktops have it on for everybody. The first call only asks; the
    answer is known a moment later.
    """
    return _ear.is_reader()


def _is_reader_on_windows() -> bool:
    flag = ctypes.c_int(0)
    # mypy knows ctypes only as it is on the system it runs on.
    user32: Any = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
    asked = user32.SystemParametersInfoW(_SPI_GETSCREENREADER, 0, ctypes.byref(flag), 0)
    return bool(asked and flag.value)
