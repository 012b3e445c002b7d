"""The file of the log: small, rotated, and missed by nobody."""

from __future__ import annotations

import contextlib
import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LARGEST_BYTES = 256 * 1024


class LogFile(RotatingFileHandler):
    """A log file that is made with its folder at the first record, and that nobody misses if it cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_LARGEST_BYTES, backupCount=1, encoding="utf-8", delay=True, errors="replace"
        )

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def close(self) -> None:
        """Close the file; what could not be written is let go."""
        with contextlib.suppress(OSError):
            super().close()

    def handleError(self, record: logging.LogRecord) -> None:
        """Do nothing: a full disk or a folder that is not ours must not keep a resident from reading."""
