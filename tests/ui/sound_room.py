"""What the pages about sound stand on, with the real voice, player and files, and a clock that is turned by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.errors import SoundError
from reader.settings.store import Settings
from reader.speech.composer import Composer
from reader.speech.engines.shelf import VoiceShelf
from reader.speech.late_composer import LateComposer
from reader.speech.pinyin.own_lexicon import OwnLexicon
from reader.speech.playback.sampler import Sampler
from reader.speech.playback.sound import ClockSink
from reader.speech.player import Player
from reader.tools import all_options
from reader.ui.captions.strip import CaptionStrip
from reader.ui.controls.errands import Errands
from reader.ui.look.theme import Theme
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.narrator import Narrator
from reader.ui.sound.export_runner import ExportRunner
from reader.ui.sound.speech_services import SpeechServices

PATIENCE_MS = 15_000


class LostSink(ClockSink):
    """A device that was pulled out."""

    failure = SoundError("没有找到声音设备。")


class SoundRoom(QObject):
    """A page that can be read aloud, the services beside it, and the clock."""

    errand_done = Signal()

    def __init__(self, qtbot: QtBot, report: Report, resources: Path, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._qtbot = qtbot
        self.now_s = 100.0
        self.samples = 0
        self.has_lost_device = False
        own = folder / "lexicon.tsv"
        composer = LateComposer(lambda: Composer.load(resources / "speech", own))
        shelf = VoiceShelf([folder])
        self.settings = Settings(all_options(), folder / "settings.json")
        self.player = Player(composer, None, self._make_sink, clock=lambda: self.now_s)
        self.sampler = Sampler(self._make_sample_sink)
        recorder = ExportRunner(report, composer, lambda: shelf.load_or_best("")[0])
        self.speech = SpeechServices(
            self.player, composer, shelf, OwnLexicon(own), self.sampler, recorder, Errands()
        )
        self.window = QWidget()
        self._box = QVBoxLayout(self.window)
        page, captions = ReadingPage(report), CaptionStrip()
        for part in (page, captions):
            self._box.addWidget(part)
            part.hide()
        captions.set_theme(theme)
        page.set_style(theme, 100)
        self.narrator = Narrator(report, self.player, page, captions, self.window)

    def _make_sink(self, rate_hz: int) -> ClockSink:
        return ClockSink(rate_hz, lambda: self.now_s)

    def _make_sample_sink(self, rate_hz: int) -> ClockSink:
        self.samples += 1
        return LostSink(rate_hz) if self.has_lost_device else self._make_sink(rate_hz)

    def show(self, page: QWidget) -> None:
        """Show a page, and give its window the keyboard."""
        self._box.addWidget(page)
        self.window.resize(1200, 900)
        with self._qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def pass_time(self, seconds: float) -> None:
        """Turn the clock."""
        self.now_s += seconds

    def run_errand(self) -> None:
        """Have :attr:`errand_done` told when what was asked for before has been done."""
        done = lambda _nothing: self.errand_done.emit()  # noqa: E731
        self.speech.errands.run("last", lambda: None, done, lambda _problem: None)

    def close(self) -> None:
        """End all threads."""
        self.speech.errands.close()
        self.player.close()
        self.window.close()
        self.window.deleteLater()
