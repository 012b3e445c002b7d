"""Runs searches off the UI thread: one worker owns the finder, the latest request wins.

1. The UI thread puts a request into one of two slots (search, suggest); a newer one replaces what lies there.
2. The worker opens the finder once, then takes whatever lies in the slots and answers by a queued signal.
3. Back on the UI thread, an answer whose number is not that of the latest request is dropped.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reader.errors import ReaderError
from reader.search.result import Candidate, Result, SearchOptions

if TYPE_CHECKING:  # brings Whoosh with it, which the worker loads while the window is already there
    from reader.search.finder import Finder

_log = logging.getLogger(__name__)

_SWITCH_INTERVAL_S = 0.0005
"""How long one Python thread may keep the interpreter from the others. With Python's own 5 ms a search
stalls the UI by up to 209 ms, for Qt has to ask for the interpreter many times a frame; with this, by 6.7 ms
(measured, search.md)."""

_UNEXPECTED = "搜索出了点问题。请再搜一次；要是还不行，请退出再打开。"


@dataclass
class _Slots:
    """What the worker has to do next; guarded by ``changed``."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    search: tuple[int, str, SearchOptions] | None = None
    suggest: tuple[int, str, int] | None = None
    is_closing: bool = False

    @property
    def is_empty(self) -> bool:
        return self.search is None and self.suggest is None


class SearchRunner(QObject):
    """Searches for the window. Every signal arrives on the thread this object lives on.

    ``finder`` belongs to the worker from :meth:`open` on. Where it cannot be opened, every later search
    tries again.
    """

    result_found = Signal(object)
    """The :class:`Result` of the latest search."""
    suggestions_found = Signal(str, object)
    """A prefix and what it may become, ``tuple[str, ...]``."""
    notice_given = Signal(str)
    """A sentence for the resident: the index is being built, or could not be kept."""
    failed = Signal(str)
    """The latest search could not be done: a sentence that says what to do."""

    _answered = Signal(int, object)
    _suggested = Signal(int, str, object)
    _stopped = Signal(int, str)

    def __init__(self, finder: Finder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._finder = finder
        self._is_open = False
        self._slots = _Slots()
        self._search_id = self._suggest_id = 0
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._pass_result, queued)
        self._suggested.connect(self._pass_suggestions, queued)
        self._stopped.connect(self._pass_failure, queued)
        self._thread = threading.Thread(target=self._work, name="search", daemon=True)

    def open(self) -> None:
        """Start the worker, which opens the finder at once. To be called once."""
        sys.setswitchinterval(_SWITCH_INTERVAL_S)
        self._thread.start()

    def close(self) -> None:
        """End the worker; a search under way is waited for, its answer dropped. Calling it again is fine."""
        self.cancel()
        with self._slots.changed:
            self._slots.is_closing = True
            self._slots.changed.notify()
        if self._thread.is_alive():
            self._thread.join()
        gc.unfreeze()

    @property
    def is_ready(self) -> bool:
        """Say whether the finder is open."""
        return self._is_open

    def search(self, text: str, options: SearchOptions | None = None) -> None:
        """Search for ``text``; whatever was asked before is forgotten, suggestions too."""
        with self._slots.changed:
            self._search_id += 1
            self._suggest_id += 1
            self._slots.suggest = None
            self._slots.search = (self._search_id, text, options or SearchOptions())
            self._slots.changed.notify()

    def suggest(self, prefix: str, limit: int = 8) -> None:
        """Ask for up to ``limit`` things that ``prefix`` may become; an earlier question is forgotten."""
        with self._slots.changed:
            self._suggest_id += 1
            self._slots.suggest = (self._suggest_id, prefix, limit)
            self._slots.changed.notify()

    def cancel(self) -> None:
        """Forget what was asked: no answer to it will come."""
        with self._slots.changed:
            self._search_id += 1
            self._suggest_id += 1
            self._slots.search = self._slots.suggest = None

    def candidates(self, pinyin: str, limit: int = 24) -> tuple[Candidate, ...]:
        """Offer words for ``pinyin``, at once (a look-up in memory); none before the finder is open."""
        return self._finder.candidates(pinyin, limit) if self._is_open else ()

    # -- on the worker --

    def _work(self) -> None:
        failure = self._try_open()
        while True:
            with self._slots.changed:
                self._slots.changed.wait_for(lambda: self._slots.is_closing or not self._slots.is_empty)
                if self._slots.is_closing:
                    break
                search, suggest = self._slots.search, self._slots.suggest
                self._slots.search = self._slots.suggest = None
            if search is not None:
                if not self._is_open:
                    failure = self._try_open()
                if self._is_open:
                    self._find(*search)
                else:
                    self._stopped.emit(search[0], failure)
            if suggest is not None and self._is_open:
                self._offer(*suggest)
        self._is_open = False
        self._finder.close()

    def _try_open(self) -> str:
        """Open the finder; returns a sentence that says why it could not be done, or nothing."""
        try:
            with _collecting_later():
                self._finder.open()
        except ReaderError as error:
            _log.warning("the finder cannot be opened: %s", error)
            return str(error)
        except Exception:
            _log.exception("the finder cannot be opened")
            return _UNEXPECTED
        self._is_open = True
        if self._finder.notice:
            self.notice_given.emit(self._finder.notice)
        return ""

    def _find(self, number: int, text: str, options: SearchOptions) -> None:
        try:
            result = self._finder.find(text, options=options)
            for _ in result.hits:
                pass  # made here, while the window goes on: it lights them all
        except ReaderError as error:
            self._stopped.emit(number, str(error))
        except Exception:
            # Whatever a query breaks, the window goes on, and the next query gets its answer.
            _log.exception("a search failed")
            self._stopped.emit(number, _UNEXPECTED)
        else:
            self._answered.emit(number, result)

    def _offer(self, number: int, prefix: str, limit: int) -> None:
        try:
            suggestions = self._finder.suggest(prefix, limit)
        except Exception:
            # Suggestions are a courtesy: without them nothing is lost that the resident asked for.
            _log.exception("suggestions failed")
        else:
            self._suggested.emit(number, prefix, suggestions)

    # -- back on the UI thread --

    @Slot(int, object)
    def _pass_result(self, number: int, result: Result) -> None:
        if number == self._search_id:
            self.result_found.emit(result)

    @Slot(int, str, object)
    def _pass_suggestions(self, number: int, prefix: str, suggestions: tuple[str, ...]) -> None:
        if number == self._suggest_id:
            self.suggestions_found.emit(prefix, suggestions)

    @Slot(int, str)
    def _pass_failure(self, number: int, message: str) -> None:
        if number == self._search_id:
            self.failed.emit(message)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Within this no garbage is looked for, and what is there at the end is not looked through again until it is closed.

    The many thousand objects of an index live as long as the program. Looked through again and again, with the
    interpreter held all the while, they stalled the window by 46 to 89 ms in the middle of typing (measured).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
