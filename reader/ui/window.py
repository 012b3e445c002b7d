"""The window: joins its parts to each other and to what they stand on. Assembly only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

from reader.settings.option import Value
from reader.ui.bearings import Bearings
from reader.ui.focus_ring import LATE
from reader.ui.keys import Key, connect_keys, key_rows
from reader.ui.reading_keys import ReadingKeys
from reader.ui.saver import Saver
from reader.ui.sheet import shortcuts_source
from reader.ui.window_look import DressedWindow
from reader.ui.window_parts import Services


class Window(DressedWindow):
    """The one window of the program."""

    painted = Signal()
    """The first picture was drawn: what is not needed for it may start now."""

    def __init__(self, services: Services) -> None:
        self._is_painted = False
        super().__init__(services)
        self.setWindowTitle(self._report.title)
        self.setWindowIcon(services.icons.app_icon())
        self.setMinimumSize(640, 480)
        self._saver = Saver(self._settings, self)
        self._join_reading()
        self._join_rest()
        for tool in self.tools:
            tool.apply()
        self._is_made = True
        self.restyle()
        for key in ("speed", "volume", "motion"):
            self._note_setting(key, self._settings[key])
        self.page.setProperty("focus_ring", LATE)
        self.page.setFocus()

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
        narrator.place_sounded.connect(lambda _block: self._keep_place())
        narrator.problem_found.connect(self.notice.show_notice)
        self._caption_desk.notice_given.connect(self.notice.show_notice)
        self.sound_pages.announced.connect(stage.announce)
        self.sound_pages.notice_given.connect(self.notice.show_notice)
        self.sound_pages.undo_offered.connect(stage.offer_undo)

    def _join_rest(self) -> None:
        stage, search, way = self.stage, self.search, self.way
        self._settings.watch(self._note_setting)
        self.contents.place_chosen.connect(way.go_to_block)
        self.contents.glossary_chosen.connect(lambda: way.show_glossary(0))
        self._edge.reached.connect(lambda: self._show_toolbar(True))
        self._edge.left.connect(lambda: self._show_toolbar(False))
        self.header.tools_pressed.connect(self._call_toolbar)
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
        search.returning.connect(self.narrator.stop_aside)
        search.announced.connect(stage.announce)
        search.notice_given.connect(self.notice.show_notice)
        search.key_announced.connect(
            lambda key: stage.announce(key, "quiet")
        )  # a letter must not stop the reading
        way.shown.connect(self.restyle)
        self.narrator.state_changed.connect(self._note_state)
        self.drawer.closed.connect(self.keyboard.close_keyboard)
        keys = self._keys()
        connect_keys(self, keys, self.tools)
        self.shortcuts.set_source(shortcuts_source(self.tools, key_rows([*keys, *self._reading_keys.keys()])))
        self.centralWidget().setMouseTracking(True)

    def _keys(self) -> list[Key]:
        narrator, search = self.narrator, self.search
        return [
            Key("从光标那里读起", "F5", lambda: narrator.read_from(*self.page.caret_place())),
            Key("读选中的文字", "Shift+F5", self._read_selection),
            *self.sound_pages.keys(),
            Key("去写要找的话", "Ctrl+F", self._call_search),
            Key("找到的下一处", "F3", search.next_hit),
            Key("找到的上一处", "Shift+F3", search.previous_hit),
            Key("换到下一块：工具、目录、正文、朗读", "F6", self.way.next_region),
            Key("显示工具", "F10", self._call_toolbar),
            Key("全屏，或退出全屏", "F11", self._toggle_full_screen),
        ]

    # -- what happened -------------------------------------------------------------------------------------------

    def _note_setting(self, key: str, _value: Value) -> None:
        self._saver.save_soon()
        if key in ("place", "place_offset"):
            return
        if key == "motion":
            self.page.scroller.is_motion_on = self._settings.flag(key)
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

    def _note_state(self, state: str) -> None:
        if state == "playing":
            self.status.say("")
        self._keep_place()
        self.restyle()

    def _keep_place(self) -> None:
        sentence, offset = self.narrator.place
        self._settings.set("place", sentence)
        self._settings.set("place_offset", offset)

    def _show_toolbar(self, is_shown: bool) -> None:
        if is_shown != self._is_toolbar_called:
            self._is_toolbar_called = is_shown
            self.restyle()

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
        self._show_toolbar(True)
        if not self.toolbar.isVisible():
            self._open_drawer()
        self.toolbar.buttons[0].setFocus()

    def _open_drawer(self) -> None:
        self._place_overlays()
        self.drawer.open(self.toolbar.buttons[0] if self.drawer.isAncestorOf(self.toolbar) else self.contents)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- events --------------------------------------------------------------------------------------------------

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
        if not self.keyboard.isHidden():
            self.keyboard.close_keyboard()
        elif self._is_searching:
            self.search.close()
        elif not self.way.is_at_page:
            self.way.show_page()
        else:
            self.narrator.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the place and the choices; what cannot be kept is said in the log, not to a leaving resident."""
        self._keep_place()
        self._saver.save_now()
        super().closeEvent(event)
