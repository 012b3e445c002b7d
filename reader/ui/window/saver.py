"""Keeps the resident's choices and place as they go: whoever pulls the plug finds them the next morning."""

from __future__ import annotations

import logging
import threading

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import StorageError
from reader.settings.store import Settings

_log = logging.getLogger(__name__)

_SOON_MS = 2000
"""What happens within this time is written together."""


class Saver(QObject):
    """Writes the settings off the UI thread: a slow or full disk must not hold the window up."""

    failed = Signal(str)
    """What a resident has chosen cannot be kept; said once, until it can be again."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._timer = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._timer.timeout.connect(self._save)
        self._thread: threading.Thread | None = None
        self._is_told = False

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
        snapshot = self._settings.snapshot()
        # A place that is not kept is no news: the homes of many public machines cannot be written, and are not meant to be.
        is_news = self._settings.can_undo
        self._thread = threading.Thread(
            target=lambda: self._write_and_tell(snapshot, is_news=is_news), name="settings", daemon=True
        )
        self._thread.start()

    def _write_and_tell(self, snapshot: str, *, is_news: bool) -> None:
        problem = _write(self._settings, snapshot)
        if problem is None:
            self._is_told = False
        elif is_news and not self._is_told:
            self._is_told = True
            self.failed.emit(problem)


def _write(settings: Settings, snapshot: str) -> str | None:
    """Write; give what went wrong in plain words."""
    try:
        settings.write(snapshot)
    except StorageError as error:
        _log.warning("%s", error)
        return str(error)
    return None
