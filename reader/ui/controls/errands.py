"""Work that may take longer than a picture: done on a thread of its own, answered on the UI thread.

1. :meth:`Errands.run` puts a piece of work behind those that wait; one of the same name that still waits is dropped.
2. The worker does one after the other; what it gives back, or the error, comes as one queued signal.
3. An answer that a newer piece of work of the same name has overtaken is dropped.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from reader.errors import ReaderError

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

_UNEXPECTED = "这一步没有做成。请再试一次；要是还不行，请退出再打开。"


@dataclass(frozen=True)
class _Errand:
    number: int
    work: Callable[[], Any]
    done: Callable[[Any], object]
    failed: Callable[[str], None]


class Errands(QObject):
    """A worker thread, begun with the first errand. :meth:`close` waits for the one under way."""

    _answered = Signal(str, object, object)
    """(name, errand, a callable for the UI thread)"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changed = threading.Condition()
        self._waiting: OrderedDict[str, _Errand] = OrderedDict()
        self._latest: dict[str, int] = {}
        self._count = 0
        self._is_closing = False
        self._thread: threading.Thread | None = None
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        name: str,
        work: Callable[[], _Result],
        done: Callable[[_Result], object],
        failed: Callable[[str], None],
    ) -> None:
        """Do ``work`` on the worker, then call ``done`` with what it gave on the UI thread.

        Where it raises, ``failed`` is called with a sentence in plain Chinese. ``name`` says what the errand is about:
        the newest of a name is the only one that is answered.
        """
        with self._changed:
            if self._is_closing:
                return
            self._count += 1
            self._latest[name] = self._count
            self._waiting[name] = _Errand(self._count, work, done, failed)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="errands", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End the worker; what waits is forgotten."""
        with self._changed:
            self._is_closing = True
            self._waiting.clear()
            self._latest.clear()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_closing)
                if self._is_closing:
                    return
                name, errand = self._waiting.popitem(last=False)
            self._do(name, errand)

    def _do(self, name: str, errand: _Errand) -> None:
        try:
            result = errand.work()
        except Exception as error:
            if not isinstance(error, ReaderError):
                _log.exception("errand %s", name)
            message = str(error) if isinstance(error, ReaderError) else _UNEXPECTED
            self._answered.emit(name, errand, lambda: errand.failed(message))
            return
        self._answered.emit(name, errand, lambda: errand.done(result))

    def _answer(self, name: str, errand: _Errand, answer: Callable[[], None]) -> None:
        if self._latest.get(name) == errand.number:
            answer()
