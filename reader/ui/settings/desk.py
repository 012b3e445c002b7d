"""The settings page joined: what there is to choose, from the tools; what is chosen, to the settings, and said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from reader.settings.option import Option, Value
from reader.tools import OTHER_OPTIONS
from reader.tools.base import SwitchTool, Tool, Urgency
from reader.tools.colours import CUSTOM
from reader.tools.keymap import Keymap
from reader.ui.settings.page import SettingsPage
from reader.ui.settings.section import PAIR, Section
from reader.ui.window.stage import Stage
from reader.ui.window.wayfinder import Wayfinder

_OTHER = Section("other", "其他", "settings", "音量、滚动和按键。", OTHER_OPTIONS)
_NEIGHBOURS = {"zoom_out": "zoom_in"}
"""A tool without options of its own, and the one whose options it changes."""
_HEARD = ("speed", "volume")
"""What is heard in the reading itself: words about it do not interrupt."""


class SettingsDesk(QObject):
    """Joins the page to tools and settings."""

    def __init__(
        self,
        page: SettingsPage,
        stage: Stage,
        tools: Sequence[Tool],
        keymap: Keymap,
        way: Wayfinder,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._stage, self._keymap, self._way = page, stage, keymap, way
        self._settings = stage.settings
        self._tools = {tool.key: tool for tool in tools}
        # Once for all that changes in one go, and after the step has been remembered.
        self._refreshing = QTimer(self)
        self._refreshing.setSingleShot(True)
        self._refreshing.setInterval(0)
        self._refreshing.timeout.connect(self._show_ways_back)
        way.add(page)
        page.section_opened.connect(self._show_section)
        page.changed.connect(self._change)
        page.limit_reached.connect(self._tell_limit)
        page.pair_chosen.connect(self._put_on)
        page.said.connect(stage.announce)
        page.restore_pressed.connect(self._restore)
        page.undo_pressed.connect(stage.undo)
        page.reset_pressed.connect(self._tools["reset"].trigger)
        self._settings.watch(self._note_setting)
        keymap.watch(self._show_keys)

    def open(self, tool: str = "") -> None:
        """Show the page, with the keyboard in the section of the tool with this key, else at its beginning."""
        key = _NEIGHBOURS.get(tool, tool)
        if not self._page.sections:  # made when it is wanted first, and not at the start
            self._page.show_sections(sections_of(list(self._tools.values())), key)
        self._show_ways_back()
        self._way.show_side(self._page)
        self._page.scroll_to(key)

    # -- what the resident does ------------------------------------------------------------------------------

    def _change(self, option: Option, value: Value) -> None:
        tool = next((each for each in self._tools.values() if option in each.options), None)
        if value == self._settings[option.key]:
            return
        if isinstance(tool, SwitchTool) and option.key == tool.options[0].key:
            tool.trigger()  # in its own words: the voice says that it goes before it goes
        if self._settings[option.key] != value:
            self._settings.set(option.key, value)
            urgency: Urgency = "quiet" if option.key in _HEARD else "aloud"
            self._stage.announce(f"{option.label}，{option.describe(value)}", urgency)

    def _tell_limit(self, option: Option) -> None:
        self._stage.announce(f"{option.label}，{self._settings.describe(option.key)}，到头了")

    def _put_on(self, ink: str, paper: str) -> None:
        self._settings.set_all(dict(zip(PAIR, (ink, paper), strict=True)) | {"scheme": CUSTOM})

    def _restore(self, section: str) -> None:
        if section in self._tools:
            self._tools[section].reset()
        else:
            self._settings.reset(option.key for option in OTHER_OPTIONS)
            self._stage.announce(f"{_OTHER.name}还原了")

    # -- what is shown ---------------------------------------------------------------------------------------

    def _show_section(self, _key: str) -> None:
        for option in self._options():
            self._page.show_value(option.key, self._settings[option.key])
        self._show_keys()
        self._show_ways_back()

    def _options(self) -> Sequence[Option]:
        """Give the options in view."""
        return self._page.box.section.options if self._page.box is not None else ()

    def _note_setting(self, key: str, value: Value) -> None:
        self._page.show_value(key, value)
        if self._page.isVisible():
            self._refreshing.start()

    def _show_ways_back(self) -> None:
        self._page.set_can_undo(self._settings.can_undo)
        if self._page.box is not None:
            self._page.box.set_default(
                all(self._settings.is_default(option.key) for option in self._options())
            )

    def _show_keys(self) -> None:
        if self._page.box is not None:
            self._page.box.show_keys(self._keymap.words_of(f"tool.{self._page.box.section.key}"))


def sections_of(tools: Sequence[Tool]) -> list[Section]:
    """Give a section for each tool that has anything to choose, and one for what belongs to none."""
    return [*(_section(tool) for tool in tools if _preferences(tool)), _OTHER]


def _section(tool: Tool) -> Section:
    return Section(tool.key, tool.name, tool.icon, tool.help, _preferences(tool))


def _preferences(tool: Tool) -> tuple[Option, ...]:
    return tuple(option for option in tool.options if option.is_preference)
