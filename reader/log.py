"""The program's log: a small file for whoever looks after the machine, and stderr with ``--debug``."""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path

FILE_NAME = "qibao-reader.log"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _LateFile(logging.Handler):
    """Loads what writes the file with the first record: most commands log nothing, and it brings sockets and queues."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _file(self) -> logging.Handler:
        from reader.log_file import LogFile

        file = LogFile(self._path)
        file.setFormatter(self.formatter)
        return file

    def emit(self, record: logging.LogRecord) -> None:
        """Hand the record on."""
        self._file.handle(record)

    def close(self) -> None:
        """Close the file, if there is one."""
        if "_file" in self.__dict__:
            self._file.close()
        super().close()


def set_up_logging(folder: Path, debug: bool) -> None:
    """Log to :data:`FILE_NAME` in ``folder``, which need not exist; with ``debug`` everything, and to stderr too."""
    take_down_logging()
    handlers: list[logging.Handler] = [_LateFile(folder / FILE_NAME)]
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
