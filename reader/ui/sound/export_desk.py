"""The page 存成录音 joined: sticks come and go, recordings are made, and what became of them is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from reader.speech.recordings.export import Exported, Order
from reader.ui.controls.save_places import computer_places
from reader.ui.controls.sticks import Stick, list_sticks
from reader.ui.sound.export_page import ExportPage
from reader.ui.sound.export_runner import ExportRunner

_LOOK_MS = 2000
"""How often it is looked for sticks while the page is in view: reading a table of the system's, 0.1 ms."""


def show_folder(folder: Path) -> bool:
    """Open a folder in the system's file manager; ``False`` where the system has none, or it would not."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class ExportDesk(QObject):
    """Joins the page to the runner. Call :meth:`open` when the page comes into view."""

    announced = Signal(str)
    """It is made: words to be said, wherever the resident is meanwhile."""
    notice_given = Signal(str)
    """It could not be made, or not be shown: a sentence that says why and what to do."""

    def __init__(
        self,
        page: ExportPage,
        runner: ExportRunner,
        parent: QObject | None = None,
        find_sticks: Callable[[], tuple[Stick, ...]] = list_sticks,
        open_folder: Callable[[Path], bool] = show_folder,
    ) -> None:
        super().__init__(parent)
        self._page, self._runner, self._find_sticks = page, runner, find_sticks
        self._open_folder = open_folder
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)
        page.order_given.connect(self._start)
        page.cancel_requested.connect(self._cancel)
        page.folder_wanted.connect(self._show_folder)
        runner.progressed.connect(page.show_progress)
        runner.finished.connect(self._finish)
        runner.cancelled.connect(page.show_cancelled)
        runner.failed.connect(self._fail)

    def open(self, block: int, speed_cpm: int) -> None:
        """The page is in view: offer what stands around block number ``block``, said at this speed; look for sticks."""
        if not self._runner.is_running:
            self._page.set_speed(speed_cpm)
            self._page.show_place(block)
            self._page.show_computer(computer_places())
        self._look()
        self._page.focus_first()
        self._watch.start()

    def _look(self) -> None:
        if not self._page.isVisible():
            self._watch.stop()
        elif not self._runner.is_running:
            self._page.show_sticks(self._find_sticks())

    def _start(self, order: Order) -> None:
        self._page.show_progress(0.0, "正在准备……")
        self._runner.start(order)

    def _cancel(self) -> None:
        self._page.show_stopping()
        self._runner.cancel()

    def _finish(self, exported: Exported) -> None:
        self.announced.emit(self._page.show_done(exported))

    def _fail(self, problem: str) -> None:
        self._page.show_failed(problem)
        self.notice_given.emit(problem)

    def _show_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self.notice_given.emit(f"找不到 {folder} 了，U 盘可能被拔掉了。请插好，再打开。")
        elif not self._open_folder(folder):
            self.notice_given.emit(f"这台电脑打不开文件夹。录音好好地放在：{folder}")
