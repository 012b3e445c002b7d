"""What the window is made of: every part made once, and arranged.

No behaviour: it is dressed in ``window_look.py`` and joined in ``window.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget

from reader.core.colour import Scheme
from reader.core.report import Report
from reader.search.result import search_places
from reader.settings.store import Settings
from reader.tools import EXTRAS, TOOLS
from reader.tools.base import Tool
from reader.ui.captions.strip import CaptionStrip
from reader.ui.controls.sheet import Sheet, original_source
from reader.ui.glossary.desk import GlossaryDesk
from reader.ui.glossary.page import GlossaryPage
from reader.ui.glossary.popup import GlossaryPopup
from reader.ui.keyboard.scan_steps import pace_ms
from reader.ui.keyboard.screen_keyboard import ScreenKeyboard
from reader.ui.look import theme as theming
from reader.ui.look.chosen_scheme import chosen_scheme
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.page.read_here import ReadHere
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.bar import PlayerBar
from reader.ui.player.extras import PlayerExtras
from reader.ui.player.narrator import Narrator
from reader.ui.search.box import SearchBox
from reader.ui.search.edge_marks import EdgeMarks
from reader.ui.search.panel import SearchPanel
from reader.ui.search.runner import SearchRunner
from reader.ui.search.session import SearchSession
from reader.ui.sound.sound_pages import SoundPages
from reader.ui.sound.speech_services import SpeechServices
from reader.ui.window.arrangement import Arrangement, Parts
from reader.ui.window.contents import Contents
from reader.ui.window.drawer import Drawer
from reader.ui.window.header import Header
from reader.ui.window.notice import NoticeStrip
from reader.ui.window.stage import Stage
from reader.ui.window.status import StatusLine
from reader.ui.window.toast import Toast
from reader.ui.window.toolbar import ToolBar
from reader.ui.window.way_back import WayBack
from reader.ui.window.wayfinder import PageStack, Wayfinder


@dataclass(frozen=True)
class Services:
    """What the window is built on: made in :mod:`reader.app`, ended there too."""

    report: Report
    settings: Settings
    speech: SpeechServices
    runner: SearchRunner
    schemes: dict[str, Scheme]
    icons: Icons
    glyph_folder: Path
    """Where the style sheet's marks are kept."""


class WindowParts(QMainWindow):
    """The parts, as attributes, in the program's first theme."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services, self._report, self._settings = services, services.report, services.settings
        self._theme = Theme(chosen_scheme(services.schemes, self._settings))
        self._worn: Theme | None = None
        # Before any part is made: Qt gives widgets that are older than the first style sheet no font of it.
        self._dress(self._theme)
        self._make_parts()
        self._make_popups()
        self._arrange_parts()

    def _make_parts(self) -> None:
        report, icons, player = self._report, self._services.icons, self._services.speech.player
        self.page = ReadingPage(report)
        self.page.pinyin.join(self._services.speech.composer, self._services.speech.errands)
        self.captions = CaptionStrip()
        self.extras = PlayerExtras(self)
        self.player_bar = PlayerBar(icons, self.extras.buttons, spared=self.captions)
        self.notice = NoticeStrip()
        self.narrator = Narrator(report, player, self.page, self.captions, self)
        self.stage = Stage(self._settings, player, self.narrator, self.notice, self)
        self.tools = tuple(tool(self.stage) for tool in TOOLS)
        self.extra_tools = tuple(tool(self.stage) for tool in EXTRAS)
        self.toolbar = ToolBar(self.tools, icons)
        self.contents = Contents(report)
        self.search_box = SearchBox(self._theme, icons)
        self.search_panel = SearchPanel(self._theme, icons)
        self.search_panel.set_places(search_places(report))
        self.header = Header(report.breadcrumb, self.search_box, icons)
        self.glossary_page = GlossaryPage(icons)
        self.original = Sheet("原文")
        self.original.set_source(original_source(report))
        self.stack = PageStack()
        self.stage.ruler.lie_over(self.page, self.stack)
        self.status = StatusLine()
        self.menu = self.player_bar.menu
        self.aids = QPushButton("打开辅助")
        self.aids.setProperty("role", "main")
        self.aids.setAutoDefault(True)  # Enter presses it
        self.aids.setAccessibleName("打开辅助")
        self.aids.setAccessibleDescription("让朗读、工具和字幕都回来")

    def _make_popups(self) -> None:
        icons, runner = self._services.icons, self._services.runner
        self.drawer = Drawer(self)
        self.way = Wayfinder(self.stack, self.page, self.glossary_page, self.drawer)
        self.way.add(self.original)
        self.sound_pages = SoundPages(
            self._services.speech, self._settings, icons, self.page, self.narrator, self.extras, self.way
        )
        self.popup = GlossaryPopup(icons, self)
        self.keyboard = ScreenKeyboard(
            runner.candidates,
            self._theme,
            icons,
            self,
            scan_pace=lambda: pace_ms(self._settings.text("key_scan")),
        )
        self.way_back = WayBack(self.page, self.narrator, self)
        self.read_here = ReadHere(self.page, self.narrator, icons, self)
        self.desk = GlossaryDesk(self._report, self.page, self.popup, self.glossary_page, self.narrator, self)
        self.edge_marks = EdgeMarks(self.page, self._theme)
        self.search = SearchSession(
            self._report,
            self.page,
            self.edge_marks,
            self.narrator,
            self.search_box,
            self.search_panel,
            self.keyboard,
            runner,
            self,
        )

    def _arrange_parts(self) -> None:
        central = QWidget()
        parts = Parts(
            self.header,
            self.toolbar,
            self.notice,
            self.contents,
            self.stack,
            self.search_panel,
            self.captions,
            self.player_bar,
            self.status,
            self.aids,
        )
        self._arrangement = Arrangement(parts, central, self.drawer)
        self.setCentralWidget(central)
        self.toast = Toast(central, (self.stack, self.search_panel))

    def tool(self, key: str) -> Tool:
        """Give the tool with this key."""
        return next(tool for tool in self.tools if tool.key == key)

    def _dress(self, theme: Theme) -> None:
        """Put a theme on the application, unless it wears it already: that is the dearest part of a new look."""
        if theme != self._worn:
            self._worn = theme
            theming.apply(_application(), theme, self._services.glyph_folder)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
