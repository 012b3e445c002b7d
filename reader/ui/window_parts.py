"""What the window is made of: every part made once, and arranged.

No behaviour: it is dressed in ``window_look.py`` and joined in ``window.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget

from reader.core.colour import Scheme
from reader.core.report import Report
from reader.settings.store import Settings
from reader.tools import TOOLS
from reader.tools.base import Tool
from reader.ui import theme as theming
from reader.ui.arrangement import Arrangement, Parts
from reader.ui.captions import CaptionStrip
from reader.ui.contents import Contents
from reader.ui.drawer import Drawer
from reader.ui.glossary_desk import GlossaryDesk
from reader.ui.glossary_page import GlossaryPage
from reader.ui.glossary_popup import GlossaryPopup
from reader.ui.header import Header, MenuButton
from reader.ui.icons import Icons
from reader.ui.narrator import Narrator
from reader.ui.notice import NoticeStrip
from reader.ui.page import ReadingPage
from reader.ui.player_bar import PlayerBar
from reader.ui.player_extras import PlayerExtras
from reader.ui.screen_keyboard import ScreenKeyboard
from reader.ui.search_box import SearchBox
from reader.ui.search_panel import SearchPanel
from reader.ui.search_runner import SearchRunner
from reader.ui.search_session import SearchSession
from reader.ui.sheet import Sheet, help_source, original_source
from reader.ui.sound_pages import SoundPages
from reader.ui.speech_services import SpeechServices
from reader.ui.stage import Stage
from reader.ui.status import StatusLine
from reader.ui.theme import Theme
from reader.ui.toolbar import ToolBar
from reader.ui.way_back import WayBack
from reader.ui.wayfinder import PageStack, Places, Wayfinder


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
        self._theme = Theme(services.schemes[self._settings.text("scheme")])
        self._worn: Theme | None = None
        # Before any part is made: Qt gives widgets that are older than the first style sheet no font of it.
        self._dress(self._theme)
        self._make_parts()
        self._make_popups()
        self._arrange_parts()

    def _make_parts(self) -> None:
        report, icons, player = self._report, self._services.icons, self._services.speech.player
        self.page = ReadingPage(report)
        self.captions = CaptionStrip()
        self.extras = PlayerExtras(self)
        self.player_bar = PlayerBar(icons, self.extras.buttons, spared=self.captions)
        self.notice = NoticeStrip()
        self.narrator = Narrator(report, player, self.page, self.captions, self)
        self.stage = Stage(self._settings, player, self.narrator, self.notice, self)
        self.tools = tuple(tool(self.stage) for tool in TOOLS)
        self.toolbar = ToolBar(self.tools, icons)
        self.contents = Contents(report)
        self.search_box = SearchBox(self._theme, icons)
        self.search_panel = SearchPanel(self._theme, icons)
        self.header = Header(report.breadcrumb, self.search_box, icons)
        self.glossary_page = GlossaryPage(icons)
        self.original, self.help, self.shortcuts = Sheet("原文"), Sheet("说明"), Sheet("快捷键")
        self.original.set_source(original_source(report))
        self.help.set_source(help_source(self.tools))
        self.stack = PageStack()
        self.status = StatusLine()
        self.menu = MenuButton(icons)
        self.aids = QPushButton("打开辅助")
        self.aids.setAutoDefault(True)  # Enter presses it
        self.aids.setAccessibleName("打开辅助")
        self.aids.setAccessibleDescription("让朗读、工具和字幕都回来")

    def _make_popups(self) -> None:
        icons, runner = self._services.icons, self._services.runner
        self.drawer = Drawer(self)
        places = Places(
            self.page, self.glossary_page, self.toolbar, self.contents, self.search_panel, self.player_bar
        )
        self.way = Wayfinder(self.stack, places, self.drawer)
        for sheet in (self.original, self.help, self.shortcuts):
            self.way.add(sheet)
        self.sound_pages = SoundPages(
            self._services.speech, self._settings, icons, self.page, self.narrator, self.extras, self.way
        )
        self.popup = GlossaryPopup(icons, self)
        self.keyboard = ScreenKeyboard(runner.candidates, self._theme, icons, self)
        self.way_back = WayBack(self.page, self.narrator, self)
        self.desk = GlossaryDesk(self._report, self.page, self.popup, self.glossary_page, self.narrator, self)
        self.search = SearchSession(
            self._report, self.page, self.search_box, self.search_panel, self.keyboard, runner, self
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
            self.menu,
            self.status,
            self.aids,
        )
        self._arrangement = Arrangement(parts, central, self.drawer)
        self.setCentralWidget(central)

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
