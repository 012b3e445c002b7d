"""The page 打印 joined: printers are looked for, pages go to the printer or into a file, off the UI thread."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reader.speech.recordings.file_names import free_name, safe_name
from reader.ui.controls.errands import Errands
from reader.ui.controls.save_places import computer_places
from reader.ui.controls.sticks import Stick, list_sticks
from reader.ui.printing.page import PrintPage
from reader.ui.printing.paper import Paper, PrintJob, list_printers

_LOOK_MS = 2000


class PrintDesk(QObject):
    """Call :meth:`open` with what is to be printed, when the page comes into view."""

    announced = Signal(str)
    notice_given = Signal(str)

    def __init__(
        self,
        page: PrintPage,
        errands: Errands,
        parent: QObject | None = None,
        find_sticks: Callable[[], tuple[Stick, ...]] = list_sticks,
        find_printers: Callable[[], tuple[str, ...]] = list_printers,
    ) -> None:
        super().__init__(parent)
        self._page, self._errands = page, errands
        self._find_sticks, self._find_printers = find_sticks, find_printers
        self._job: PrintJob | None = None
        self._watch = QTimer(self, interval=_LOOK_MS)
        self._watch.timeout.connect(self._look)
        page.print_wanted.connect(self._print)
        page.pdf_wanted.connect(self._save)
        page.letters_chosen.connect(self._show)

    def open(self, job: PrintJob) -> None:
        """The page is in view: show this job's pages, and look for printers and sticks."""
        self._job = job
        self._page.show_ready("")
        self._page.place.show_computer(computer_places())
        self._show()
        self._look()
        self._watch.start()
        self._errands.run("printers", self._find_printers, self._page.show_printers, lambda _problem: None)

    def _look(self) -> None:
        if self._page.isVisible():
            self._page.place.show_sticks(self._find_sticks())
        else:
            self._watch.stop()

    def _show(self) -> None:
        theme = self._page.theme
        if self._job is not None and theme is not None:
            self._page.show_result("")
            self._page.show_paper(self._job, theme)

    def _print(self) -> None:
        name = self._page.printer.key
        self._do(
            "正在送去打印……", lambda paper: paper.print_on(name), f"送去打印了，请到“{name}”旁边等一等。"
        )

    def _save(self) -> None:
        place = self._page.place.place
        if place is None or self._job is None:
            return
        folder = place.folder
        name = free_name(safe_name(self._job.title), lambda name: os.path.lexists(folder / f"{name}.pdf"))
        file = folder / f"{name}.pdf"
        self._do(
            "正在存……", lambda paper: paper.save_pdf(file), f"存好了：在{place.name}里，叫“{file.name}”。"
        )

    def _do(self, words: str, work: Callable[[Paper], None], done: str) -> None:
        job, theme, letters_pt = self._job, self._page.theme, self._page.letters_pt
        if job is None or theme is None:
            return
        self._page.show_busy(words)
        self._errands.run(
            "print", lambda: work(Paper(job, letters_pt, theme)), lambda _none: self._finish(done), self._fail
        )

    def _finish(self, words: str) -> None:
        self._page.show_ready(words)
        self.announced.emit(words)

    def _fail(self, problem: str) -> None:
        self._page.show_ready(problem)
        self.notice_given.emit(problem)
