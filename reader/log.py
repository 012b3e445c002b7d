"""The program's log: a small file for whoever looks after the machine, and stderr with ``--debug``."""

from __future__ import annotations

import contextlib
import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_NAME = "qibao-reader.log"
_LARGEST_BYTES = 256 * 1024
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _LogFile(RotatingFileHandler):
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


def set_up_logging(folder: Path, debug: bool) -> None:
    """Log to :data:`FILE_NAME` in ``folder``, which need not exist; with ``debug`` everything, and to stderr too."""
    take_down_logging()
    handlers: list[logging.Handler] = [_LogFile(folder / FILE_NAME)]
    if debug:
        handlers.append(logging.StreamHandler())
    logger = logging.getLogger("reader")
    logger.setLevel(logging.DEBUG if debug else logging.INFO)
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
        logger.addHandler(handler)


def take_down_logging() -> None:
    """End what :func:`set_up_logging` began."""
    logger = logging.getLogger("reader")
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
