"""Keeps the resident's choices and place as they go: whoever pulls the plug finds them the next morning."""

from __future__ import annotations

import logging
import threading

from PySide6.QtCore import QObject, QTimer

from reader.errors import StorageError
from reader.settings.store import Settings

_log = logging.getLogger(__name__)

_SOON_MS = 2000
"""What happens within this time is written together."""


class Saver(QObject):
    """Writes the settings off the UI thread: a slow or full disk must not hold the window up."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._timer = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._timer.timeout.connect(self._save)
        self._thread: threading.Thread | None = None

    def save_soon(self) -> None:
        """Write within two seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def save_now(self) -> None:
        """Write and wait for it: the program ends."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.join()
        _write(self._settings, self._settings.snapshot())

    def _save(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            self._timer.start()
            return
        arguments = (self._settings, self._settings.snapshot())
        self._thread = threading.Thread(target=_write, args=arguments, name="settings", daemon=True)
        self._thread.start()


def _write(settings: Settings, snapshot: str) -> None:
    try:
        settings.write(snapshot)
    except StorageError as error:
        # Told in the log only: the choices stay in force, and the same news every two seconds would help nobody.
        _log.warning("%s", error)
