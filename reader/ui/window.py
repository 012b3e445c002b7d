"""The window: makes the parts, joins them, and keeps looks in line with the settings. Assembly only."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget

from reader.core.colour import Scheme
from reader.core.report import Report
from reader.errors import StorageError
from reader.settings.option import Value
from reader.settings.store import Settings
from reader.speech.player import Player
from reader.tools import TOOLS
from reader.ui import theme as theming
from reader.ui.arrangement import Arrangement, Parts, Wishes
from reader.ui.bearings import Bearings
from reader.ui.captions import CaptionStrip
from reader.ui.contents import Contents
from reader.ui.drawer import Drawer
from reader.ui.folding import fold
from reader.ui.glossary_desk import GlossaryDesk
from reader.ui.glossary_page import GlossaryPage
from reader.ui.glossary_popup import GlossaryPopup
from reader.ui.header import Header, MenuButton
from reader.ui.icons import Icons
from reader.ui.keys import Key, connect_keys, key_rows
from reader.ui.narrator import Narrator
from reader.ui.notice import NoticeStrip
from reader.ui.page import BODY_PX, ReadingPage
from reader.ui.player_bar import PlayerBar
from reader.ui.reading_keys import ReadingKeys
from reader.ui.screen_keyboard import ScreenKeyboard
from reader.ui.search_box import SearchBox
from reader.ui.search_panel import SearchPanel
from reader.ui.search_runner import SearchRunner
from reader.ui.search_session import SearchSession
from reader.ui.sheet import Sheet, help_source, original_source, shortcuts_source
from reader.ui.stage import Stage
from reader.ui.status import StatusLine
from reader.ui.theme import Theme
from reader.ui.toolbar import ToolBar
from reader.ui.way_back import WayBack
from reader.ui.wayfinder import PageStack, Places, Wayfinder

_log = logging.getLogger(__name__)

_EDGE_PX = 6
"""How near the upper edge the pointer must come for a hidden toolbar to show."""

_CAPTION_PX, _FULL_HEIGHT_PX = 64, 1000
"""Type of the captions in a window at least this high; a lower one has them smaller, for the page's sake."""


@dataclass(frozen=True)
class Services:
    """What the window is built on: made in :mod:`reader.app`, ended there too."""

    report: Report
    settings: Settings
    player: Player
    runner: SearchRunner
    schemes: dict[str, Scheme]
    icons: Icons


class Themed(Protocol):
    """What takes its sizes and colours from the theme."""

    def set_theme(self, theme: Theme) -> None:
        """Take them."""


class Window(QMainWindow):
    """The one window of the program."""

    painted = Signal()
    """The first picture was drawn: what is not needed for it may start now."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services, self._report, self._settings = services, services.report, services.settings
        self._theme = Theme(services.schemes[self._settings.text("scheme")])
        self._is_made = self._is_themed = self._is_painted = False
        self._worn: Theme | None = None
        # Before any part is made: Qt gives widgets that are older than the first style sheet no font of it.
        self._dress(self._theme)
        self._is_searching = self._is_result_covered = self._is_toolbar_called = False
        self.setWindowTitle(self._report.title)
        self.setWindowIcon(services.icons.app_icon())
        self.setMinimumSize(640, 480)
        self._make_parts()
        self._make_popups()
        self._arrange_parts()
        self._join_reading()
        self._join_rest()
        for tool in self.tools:
            tool.apply()
        self._is_made = True
        self.restyle()
        for key in ("speed", "volume", "motion"):
            self._note_setting(key, self._settings[key])
        self.page.setFocus()

    # -- parts ---------------------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        report, icons, player = self._report, self._services.icons, self._services.player
        self.page = ReadingPage(report)
        self.captions = CaptionStrip()
        self.player_bar = PlayerBar(icons)
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

    def _join_reading(self) -> None:
        page, bar, narrator, stage = self.page, self.player_bar, self.narrator, self.stage
        tellers = (self.contents, bar, self.status)
        self._bearings = Bearings(self._report, self._settings, page, narrator, tellers)
        self._reading_keys = ReadingKeys(page)
        self._reading_keys.announced.connect(stage.announce)
        self._reading_keys.moved.connect(stage.point)
        page.space_pressed.connect(narrator.toggle)
        page.read_from_requested.connect(narrator.read_from)
        page.selection_read_requested.connect(self._read_selection)
        page.pointed.connect(stage.point)
        bar.play_pressed.connect(narrator.toggle)
        bar.stop_pressed.connect(narrator.stop)
        bar.previous_pressed.connect(narrator.previous_sentence)
        bar.next_pressed.connect(narrator.next_sentence)
        bar.repeat_pressed.connect(narrator.repeat)
        bar.from_start_pressed.connect(narrator.read_from_start)
        bar.speed_changed.connect(lambda cpm: self._settings.set("speed", cpm))
        bar.volume_changed.connect(lambda percent: self._settings.set("volume", percent))
        narrator.problem_found.connect(self.notice.show_notice)

    def _join_rest(self) -> None:
        stage, search, way = self.stage, self.search, self.way
        self._settings.watch(self._note_setting)
        self.contents.place_chosen.connect(way.go_to_block)
        self.contents.glossary_chosen.connect(lambda: way.show_glossary(0))
        self.header.original_pressed.connect(lambda: way.show_sheet(self.original))
        for button in (self.header.menu, self.menu):
            button.clicked.connect(self._open_drawer)
        self.aids.clicked.connect(lambda: self._settings.set("plain", False))
        stage.look_changed.connect(self.restyle)
        self.notice.visibility_changed.connect(self.restyle)
        stage.said.connect(self.status.say)
        stage.help_wanted.connect(lambda: way.show_sheet(self.help))
        stage.shortcuts_wanted.connect(lambda: way.show_sheet(self.shortcuts))
        self.desk.all_wanted.connect(way.show_glossary)
        self.desk.page_wanted.connect(way.show_page)
        search.panel_wanted.connect(self._show_panel)
        search.place_chosen.connect(self._show_found)
        search.read_requested.connect(self.narrator.read_span)
        search.announced.connect(stage.announce)
        search.notice_given.connect(self.notice.show_notice)
        search.key_announced.connect(stage.announce)
        way.shown.connect(self.way_back.refresh)
        keys = self._keys()
        connect_keys(self, keys, self.tools)
        self.shortcuts.set_source(shortcuts_source(self.tools, key_rows([*keys, *self._reading_keys.keys()])))
        self.centralWidget().setMouseTracking(True)

    def _keys(self) -> list[Key]:
        narrator, search = self.narrator, self.search
        return [
            Key("从光标那里读起", "F5", lambda: narrator.read_from(*self.page.caret_place())),
            Key("读选中的文字", "Shift+F5", self._read_selection),
            Key("上一句", "F7", narrator.previous_sentence),
            Key("下一句", "F8", narrator.next_sentence),
            Key("再听一遍", "F9", narrator.repeat),
            Key("从头读", "Shift+F9", narrator.read_from_start),
            Key("去写要找的话", "Ctrl+F", self._call_search),
            Key("找到的下一处", "F3", search.next_hit),
            Key("找到的上一处", "Shift+F3", search.previous_hit),
            Key("换到下一块：工具、目录、正文、朗读", "F6", self.way.next_region),
            Key("显示工具", "F10", self._call_toolbar),
            Key("全屏，或退出全屏", "F11", self._toggle_full_screen),
        ]

    # -- look ----------------------------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Bring scheme, size and arrangement in line with settings and window; the page keeps its place."""
        if not self._is_made:
            return
        zoom = self._settings.number("zoom")
        body_px = round(BODY_PX * zoom / 100)
        notice_px = 0 if self.notice.isHidden() else self.notice.sizeHint().height()
        folding = fold(
            self.width(), self.height(), zoom, body_px, is_searching=self._is_searching, notice_px=notice_px
        )
        theme = Theme(self._services.schemes[self._settings.text("scheme")], folding.scale)
        if theme != self._theme or not self._is_themed:
            self._theme, self._is_themed = theme, True
            self._set_theme(theme)
        self.header.fold(has_drawer=folding.has_drawer, is_narrow=self.width() < 1240 * folding.scale)
        self._arrangement.apply(
            folding,
            Wishes(
                is_plain=self._settings.flag("plain"),
                has_toolbar=self._settings.flag("pin") or self._is_toolbar_called,
                has_captions=self._settings.flag("captions"),
                is_searching=self._is_searching,
                is_result_covered=self._is_result_covered,
            ),
        )
        if not folding.has_drawer:
            self.drawer.put_away()
        self.captions.set_size(round(_CAPTION_PX * min(1.0, self.height() / _FULL_HEIGHT_PX)))
        self.page.set_style(theme, zoom)
        self.popup.set_theme(theme, body_px)
        self.way.set_look(theme, zoom)
        self.toolbar.refresh()
        self._place_overlays()

    def _dress(self, theme: Theme) -> None:
        """Put a theme on the application, unless it wears it already: that is the dearest part of a new look."""
        if theme != self._worn:
            self._worn = theme
            theming.apply(_application(), theme)

    def _set_theme(self, theme: Theme) -> None:
        self._dress(theme)
        parts: tuple[Themed, ...] = (
            *(
                self.header,
                self.toolbar,
                self.contents,
                self.captions,
                self.player_bar,
                self.notice,
                self.status,
            ),
            *(self.search_box, self.search_panel, self.keyboard, self.drawer, self.menu, self.way_back),
            self.stage.crosshair,
        )
        for part in parts:
            part.set_theme(theme)

    def _place_overlays(self) -> None:
        margin = self._theme.space(16)
        self.drawer.setGeometry(self.rect().adjusted(margin, margin, -margin, -margin))
        self.desk.follow_term()
        self.way_back.refresh()

    # -- what happened -------------------------------------------------------------------------------------------

    def _note_setting(self, key: str, _value: Value) -> None:
        if key == "motion":
            self.page.is_motion_on = self._settings.flag(key)
        if key == "volume":
            self.stage.apply_volume()
            self.player_bar.set_volume(self._settings.number(key))
        for tool in self.tools:
            if any(option.key == key for option in tool.options):
                tool.apply()
        if key == "speed":
            self.player_bar.set_speed(self._settings.number(key))
            self._bearings.show_remaining()
        self.toolbar.refresh()

    def _show_panel(self, is_shown: bool) -> None:
        self._is_searching, self._is_result_covered = is_shown, False
        if is_shown:
            self.drawer.put_away()
        self.restyle()

    def _show_found(self) -> None:
        """A found place was chosen: where panel and page take turns, it is the page's."""
        self.stack.setCurrentWidget(self.page)
        self._is_result_covered = True
        self.restyle()
        self._arrangement.settle()

    def _read_selection(self) -> None:
        span = self.page.selected_span()
        if span is None:
            self.stage.announce("请先选中要读的文字")
        else:
            self.narrator.read_span(span)

    def _call_search(self) -> None:
        if not self.search_box.isVisible():
            self._open_drawer()
        self.search.focus_box()

    def _call_toolbar(self) -> None:
        self._is_toolbar_called = True
        self.restyle()
        if not self.toolbar.isVisible():
            self._open_drawer()
        self.toolbar.buttons[0].setFocus()

    def _open_drawer(self) -> None:
        self._place_overlays()
        self.drawer.open()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- events --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold for the new size."""
        super().resizeEvent(event)
        self.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first picture stands."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Esc, where nothing that has the focus wanted them."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.narrator.toggle()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Esc: out of what is in front, else stop reading."""
        if self._is_searching:
            self.search.close()
        elif not self.way.is_at_page:
            self.way.show_page()
        else:
            self.narrator.stop()

    def event(self, event: QEvent) -> bool:
        """Show a hidden toolbar when the pointer comes to the upper edge, hide it when it has left."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._call_by_edge(event.position().y())
        return super().event(event)

    def _call_by_edge(self, y: float) -> None:
        is_called = y <= _EDGE_PX or (self._is_toolbar_called and y < self.toolbar.geometry().bottom())
        if is_called != self._is_toolbar_called and not self._settings.flag("pin"):
            self._is_toolbar_called = is_called
            self.restyle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the place and the choices; what cannot be kept is said in the log, not to a leaving resident."""
        self._settings.set("place", self.narrator.sentence)
        try:
            self._settings.save()
        except StorageError as error:
            _log.warning("%s", error)
        super().closeEvent(event)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
