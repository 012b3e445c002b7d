"""Makes recordings off the UI thread, one at a time, and tells how far it is.

The worker takes a breath before every sentence: the voice is one for all, and whoever waits for it to go on reading
aloud gets it then. So the reading does not stutter while a recording is made.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reader.core.report import Report
from reader.errors import ReaderError
from reader.speech.engine import Engine
from reader.speech.pieces import Composing
from reader.speech.recordings.export import Exported, Order, Work, export
from reader.speech.recordings.subtitles import Cutting, cut_evenly

_log = logging.getLogger(__name__)

_BREATH_S = 0.001
"""Long enough for a thread that waits for the voice to wake and take it; 0.8 s for the whole report."""
_TELL_S = 0.2
"""How often progress is told at most: every telling costs the UI thread a new line of words and a repaint."""

_UNEXPECTED = "没有存成，程序出了点问题。请再试一次；要是还不行，请退出再打开。"


class ExportRunner(QObject):
    """One recording at a time. Every signal arrives on the thread this object lives on."""

    progressed = Signal(float, str)
    """The share that is done, and what is being done."""
    finished = Signal(object)
    """:class:`Exported`: it is made."""
    cancelled = Signal()
    """It was given up as asked; nothing is left of it."""
    failed = Signal(str)
    """It could not be made: a sentence that says why and what to do; nothing is left of it."""

    _progressed = Signal(float, str)
    _ended = Signal(object, str)

    def __init__(
        self,
        report: Report,
        composer: Composing,
        load_engine: Callable[[], Engine],
        cut: Cutting = cut_evenly,
        parent: QObject | None = None,
    ) -> None:
        """Take a function that loads a voice: it is called on the worker, for each recording, and closed after it.

        ``cut`` parts sentences into captions (:mod:`reader.ui.captions.subtitle_cuts`).
        """
        super().__init__(parent)
        self._report, self._composer, self._load_engine = report, composer, load_engine
        self._cut = cut
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._told_s = 0.0
        queued = Qt.ConnectionType.QueuedConnection
        self._progressed.connect(self._pass_progress, queued)
        self._ended.connect(self._pass_end, queued)

    @property
    def is_running(self) -> bool:
        """Say whether a recording is being made."""
        return self._thread is not None

    def start(self, order: Order) -> None:
        """Begin; does nothing while another recording is being made."""
        if self._thread is not None:
            return
        self._cancelled = threading.Event()
        self._told_s = 0.0
        self._thread = threading.Thread(target=self._work, args=(order, self._cancelled), name="export")
        self._thread.start()

    def cancel(self) -> None:
        """Give it up; :attr:`cancelled` comes when nothing is left of it."""
        self._cancelled.set()

    def close(self) -> None:
        """Give up and wait for the worker: a program that ends leaves nothing half made."""
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    # -- on the worker --

    def _work(self, order: Order, cancelled: threading.Event) -> None:
        try:
            engine = self._load_engine()
            try:
                work = Work(self._tell, lambda: cancelled.wait(_BREATH_S), self._cut)
                exported = export(self._report, order, self._composer, engine, work)
            finally:
                engine.close()
        except ReaderError as error:
            _log.warning("export: %s", error)
            self._ended.emit(None, str(error))
        except Exception:
            _log.exception("export")
            self._ended.emit(None, _UNEXPECTED)
        else:
            self._ended.emit(exported, "")

    def _tell(self, share: float, words: str) -> None:
        now = time.monotonic()
        if now - self._told_s >= _TELL_S:
            self._told_s = now
            self._progressed.emit(share, words)

    # -- back on the UI thread --

    @Slot(float, str)
    def _pass_progress(self, share: float, words: str) -> None:
        if self._thread is not None and not self._cancelled.is_set():
            self.progressed.emit(share, words)

    @Slot(object, str)
    def _pass_end(self, exported: Exported | None, problem: str) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
        if problem:
            self.failed.emit(problem)
        elif exported is None:
            self.cancelled.emit()
        else:
            self.finished.emit(exported)
