"""The window: joins its parts to each other and to what they stand on. Assembly only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

from reader.core.span import Span
from reader.settings.option import Value
from reader.ui.access.region_areas import Ways, make_areas
from reader.ui.access.region_guide import RegionGuide
from reader.ui.keys.keys import Key, WindowKeys, actions_of, make_keymap
from reader.ui.look.focus_ring import LATE
from reader.ui.page.quiet_caret import controls_of
from reader.ui.page.reading_keys import ReadingKeys
from reader.ui.window.bearings import Bearings
from reader.ui.window.forethought import Forethought
from reader.ui.window.look import DressedWindow
from reader.ui.window.more_of_tool import MoreOfTool
from reader.ui.window.parts import Services
from reader.ui.window.resident_pages import ResidentPages
from reader.ui.window.saver import Saver
from reader.ui.window.tool_pages import Ground, ToolPages

_PLAIN_COMMANDS = frozenset({"tool.exit", "window.full_screen"})
"""What keys still do when 退出服务 has taken the aids away."""

_BEFORE_CAPTIONS_MS = 400
"""How long words that interrupt the reading wait for the captions to show them, until they are shown over the page."""


class Window(DressedWindow):
    """The one window of the program."""

    painted = Signal()
    """The first picture was drawn: what is not needed for it may start now."""

    def __init__(self, services: Services) -> None:
        self._is_painted = False
        super().__init__(services)
        self._before_search = self.way.here
        self.setWindowTitle(self._report.title)
        self.setWindowIcon(services.icons.app_icon())
        self.setMinimumSize(640, 480)
        self._saver = Saver(self._settings, self)
        self._saver.failed.connect(self.notice.show_notice)
        self.resident = ResidentPages(self)
        self._join_reading()
        self._join_rest()
        for tool in (*self.tools, *self.extra_tools):
            tool.apply()
        self._is_made = True
        self.restyle()
        forethought = Forethought(self, (lambda: controls_of(self.page), self.dress_panel_ahead))
        self.painted.connect(forethought.start)
        for key in ("speed", "volume", "motion", "plain"):
            self._note_setting(key, self._settings[key])
        self.page.setProperty("focus_ring", LATE)
        self.page.setFocus()

    def _join_reading(self) -> None:
        page, bar, narrator, stage = self.page, self.player_bar, self.narrator, self.stage
        tellers = (self.contents, bar, self.status)
        self._bearings = Bearings(self._report, self._settings, page, narrator, tellers)
        self._reading_keys = ReadingKeys(page)
        self._reading_keys.announced.connect(stage.announce)
        page.space_pressed.connect(self._toggle_reading)
        page.read_from_requested.connect(narrator.read_from)
        page.selection_read_requested.connect(self._read_selection)
        page.tapped.connect(stage.pointing.tap)
        stage.pointing.place_tapped.connect(self._offer_reading)
        bar.play_pressed.connect(narrator.toggle)
        bar.stop_pressed.connect(narrator.stop)
        bar.previous_pressed.connect(narrator.previous_sentence)
        bar.next_pressed.connect(narrator.next_sentence)
        bar.repeat_pressed.connect(narrator.repeat)
        bar.from_start_pressed.connect(narrator.read_from_start)
        bar.speed_changed.connect(lambda cpm: self._settings.set("speed", cpm))
        bar.volume_changed.connect(lambda percent: self._settings.set("volume", percent))
        narrator.place_sounded.connect(lambda _block: self._keep_place())
        narrator.state_changed.connect(lambda state: stage.ruler.set_led_by_voice(state == "playing"))
        # The player outlives the window: a lambda would keep all of it.
        self._services.speech.player.character_sounded.connect(self._lead_ruler)
        narrator.problem_found.connect(stage.tell_problem)
        self._caption_desk.notice_given.connect(self.notice.show_notice)
        self._caption_desk.join(self._services.speech.player)
        for pages in (self.sound_pages, self.resident):
            pages.announced.connect(stage.announce)
            pages.notice_given.connect(self.notice.show_notice)
            pages.undo_offered.connect(lambda text, undo: self.notice.show_notice(text, "撤销", undo))

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
        self.aids.clicked.connect(lambda: self.tool("exit").trigger())
        stage.look_changed.connect(self.restyle)
        self.notice.visibility_changed.connect(self.restyle)
        self.notice.focus_freed.connect(way.take_focus)
        stage.said.connect(self._show_said)
        self._services.speech.player.announcement_started.connect(self._leave_to_captions)
        self.page.term_opened.connect(lambda *_: self.toast.put_away())
        self.desk.all_wanted.connect(way.show_glossary)
        self.desk.page_wanted.connect(way.show_page)
        search.panel_wanted.connect(self._show_panel)
        search.place_chosen.connect(self._show_found)
        self.search_panel.results_requested.connect(self._call_results)
        self.search_panel.rewrite_requested.connect(self._call_search)
        search.returned.connect(self._return_from_search)
        search.announced.connect(stage.announce)
        search.remarked.connect(lambda words: stage.announce(words, "quiet"))
        search.notice_given.connect(self.notice.show_notice)
        self.page.search_requested.connect(search.search_selection)
        way.shown.connect(self._forget_said)
        way.shown.connect(self._show_stack)
        self.narrator.state_changed.connect(self._note_state)
        self.drawer.closed.connect(self.keyboard.close_keyboard)
        self._join_regions()
        self._join_keys()
        self._join_tool_pages()
        self.centralWidget().setMouseTracking(True)

    def _join_regions(self) -> None:
        ways = Ways(self._call_search, self._call_toolbar, self._call_contents, self._call_results)
        self.regions = RegionGuide(
            make_areas(self, ways), self.drawer, lambda: self._settings.flag("screen_reader"), self
        )
        for teller in (self.regions, self.contents.teller):
            teller.announced.connect(lambda words: self.stage.announce(words, "quiet"))
        self.stage.regions_wanted.connect(lambda: self.regions.offer(self.keymap.words_of))

    def _join_keys(self) -> None:
        keys, tools = self._keys(), (*self.tools, *self.extra_tools)
        self.keymap = make_keymap([*keys, *self._reading_keys.keys()], tools, self._settings)
        actions = actions_of(keys, tools) | {
            "reading.next_heading": lambda: self._walk_headings(1),
            "reading.previous_heading": lambda: self._walk_headings(-1),
        }
        self._window_keys = WindowKeys(self, self.keymap, actions)
        self._reading_keys.follow(self.keymap)
        if self.keymap.is_damaged:
            self._settings.note_damage("改过的按键里有认不得的，那几个先用原来的键。")
        self.keymap.watch(self._tell_keys)
        self._tell_keys()

    def _tell_keys(self) -> None:
        """Have the buttons say the keys that are in force."""
        self.toolbar.set_keys_of(lambda tool: self.keymap.spoken_of(f"tool.{tool.key}"))
        key = self.keymap.words_of("tool.exit")
        self.aids.setText(f"打开辅助（{key}）" if key else "打开辅助")
        keys = self.keymap.spoken_of("window.tools")
        self.header.tools.setAccessibleDescription(
            f"让收起来的那排按钮出来{f'；按 {keys} 也行' if keys else ''}"
        )

    def _join_tool_pages(self) -> None:
        services, stage = self._services, self.stage
        tools = (*self.tools, *self.extra_tools)
        ground = Ground(tools, self.keymap, stage, services.speech, services.icons, self.way)
        self.tool_pages = ToolPages(ground, self)
        self.tool_pages.notice_given.connect(self.notice.show_notice)
        self.header.settings_pressed.connect(lambda: stage.show_settings(""))
        buttons = [(button.tool.key, button) for button in self.toolbar.buttons]
        # While 指读 is on, a long touch reads what a button is.
        more = MoreOfTool(buttons, lambda: stage.pointing.is_on, self)
        more.wanted.connect(stage.show_settings)

    def _keys(self) -> list[Key]:
        narrator, search = self.narrator, self.search
        return [
            Key(
                "play.from_caret",
                "从光标那里读起",
                "F5",
                lambda: narrator.read_from(*self.page.caret_place()),
            ),
            Key("play.selection", "读选中的文字", "Shift+F5", self._read_selection),
            *self.sound_pages.keys(),
            *self.resident.keys(),
            Key("search.box", "去写要找的话", "Ctrl+F", self._search_for_selection),
            Key("search.next_hit", "找到的下一处", "F3", search.next_hit),
            Key("search.previous_hit", "找到的上一处", "Shift+F3", search.previous_hit),
            *self.regions.keys(),
            Key("window.tools", "显示工具", "F10", self._call_toolbar),
            Key("window.full_screen", "全屏，或退出全屏", "F11", self._toggle_full_screen),
            Key("window.settings", "设置", "Ctrl+,", lambda: self.stage.show_settings("")),
            Key("window.undo", "撤销上一步", "Ctrl+Z", self.stage.undo),
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
        if key == "plain":
            self._leave_aids(self._settings.flag(key))
        if key == "pin":
            # Whoever lets it go while using it sees it go when they leave it.
            self._is_toolbar_called = not self._settings.flag(key) and self._edge.is_in_use
        for tool in (*self.tools, *self.extra_tools):
            if any(option.key == key for option in tool.options):
                tool.apply()
        if key == "speed":
            self.player_bar.set_speed(self._settings.number(key))
            self._bearings.show_remaining()
        self.stage.note_change(key)
        self.toolbar.refresh()
        self.tool_pages.refresh()

    def _leave_aids(self, is_plain: bool) -> None:
        """Leave the page as it would be without the program, but for the way back; or bring everything back."""
        self._window_keys.leave_only(_PLAIN_COMMANDS if is_plain else None)
        if is_plain:
            self.drawer.put_away()
            self.search.set_aside()
        self.way.show_page()
        if not is_plain:
            self.search.bring_back()

    def _forget_said(self) -> None:
        """Take away what was said of the page that went."""
        self.status.say("")
        self.toast.put_away()

    def _lead_ruler(self, span: Span, _spoken: int) -> None:
        self.stage.ruler.follow_voice(span)

    def _toggle_reading(self) -> None:
        if not self._settings.flag("plain"):
            self.narrator.toggle()

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
            if not is_shown:
                self._edge.give_focus_back()
            self._is_toolbar_called = is_shown
            self.restyle()

    def _show_panel(self, is_shown: bool) -> None:
        if is_shown and not self._is_searching:
            self._before_search = self.way.here
        self._is_searching, self._is_result_covered = is_shown, False
        if is_shown:
            self.drawer.put_away()
        self.restyle()
        if not is_shown and not self.way.is_at_page:
            page = self.stack.currentWidget()
            (page.focusWidget() or page).setFocus()  # where the keyboard was in it

    def _return_from_search(self) -> None:
        self.way.go_back_to(self._before_search)
        self._bearings.note_return()

    def _show_stack(self) -> None:
        """A page was called for: where the results take turns with it, it is its turn."""
        self._is_result_covered = self._is_searching
        self.restyle()

    def _show_found(self) -> None:
        """A found place was chosen: where panel and page take turns, it is the page's."""
        self.stack.setCurrentWidget(self.page)
        self._is_result_covered = True
        self.restyle()
        self._arrangement.settle()

    def _show_said(self, text: str) -> None:
        """Show what the program says wherever there is room for it; over the page, if nowhere else."""
        self.status.say(text)
        self._caption_desk.show_words(text)
        has_captions, notice = self.captions.isVisible(), self.notice
        is_in_notice = notice.isVisible() and notice.text == text
        is_in_captions = has_captions and not self.narrator.is_playing
        is_in_panel = self.search_panel.shows(text)
        if is_in_captions or is_in_notice or is_in_panel or self.status.shows(text):
            self.toast.put_away()
        else:
            self.toast.show_words(text, _BEFORE_CAPTIONS_MS if has_captions else 0)

    def _leave_to_captions(self) -> None:
        """The program's words are on the captions now, if there are any."""
        if self.captions.isVisible():
            self.toast.put_away()

    def _offer_reading(self, block: int, offset: int) -> None:
        # Whoever touches the report wants all of it, not the keys that lie over half of it.
        self.keyboard.close_keyboard()
        if not self._settings.flag("plain"):
            self.read_here.offer(block, offset)

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

    def _search_for_selection(self) -> None:
        self.search.take_selection()
        self._call_search()

    def _call_toolbar(self) -> None:
        self._show_toolbar(True)
        if not self.toolbar.isVisible():
            self._open_drawer()
        self.toolbar.buttons[0].setFocus()

    def _call_contents(self) -> None:
        if not self.contents.isVisible():
            self._open_drawer()
        self.contents.setFocus()

    def _call_results(self) -> None:
        if self._is_searching:
            self._is_result_covered = False
            self.restyle()
            self.search_panel.focus_results()

    def _walk_headings(self, by: int) -> None:
        """Go to the next heading, wherever the keyboard is."""
        if not self.page.hasFocus():
            self.way.show_page()
        self._reading_keys.move(next(step for step in self._reading_keys.steps if step.key == "heading"), by)

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
        """Space and Esc, where nothing that has the focus wanted them; once, however long they are held."""
        if event.isAutoRepeat():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._toggle_reading()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Esc: out of what is in front, else stop reading."""
        if self._edge.is_in_use and self._is_toolbar_called:
            self._show_toolbar(False)
        elif not self.keyboard.isHidden():
            self.keyboard.close_keyboard()
        elif self._is_searching and (self.way.is_at_page or not self._is_result_covered):
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
