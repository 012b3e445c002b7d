"""What a tool is, and the little it sees of the window.

A tool is one file: it declares its key, words, icon, keys and options, and implements :meth:`Tool.trigger` (one press) and
:meth:`Tool.apply` (bring the window in line with the settings). Toolbar, key table, help page and reset all loop over
``reader.tools.TOOLS``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal, Protocol

from reader.settings.option import Option
from reader.settings.store import Settings

Urgency = Literal["quiet", "aloud"]
"""Whether words interrupt what is being read: not those about a change that is heard in the reading itself."""


class Page(Protocol):
    """What a tool may ask of the window. All sizes are per cent, speeds characters a minute (字/分)."""

    @property
    def settings(self) -> Settings:
        """The resident's choices."""

    @property
    def has_caption_room(self) -> bool:
        """Say whether the window has room for the caption strip at this size."""

    @property
    def has_whole_caption_room(self) -> bool:
        """Say whether the captions are as large, with as many lines, as the settings say."""

    def announce(self, text: str, urgency: Urgency = "aloud") -> None:
        """Show ``text`` in the status line and speak it; while something is read, only if it is ``aloud``."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Announce ``text`` with a button that takes the step back."""

    def show_scheme(self, key: str) -> None:
        """Repaint everything in this colour scheme."""

    def show_zoom(self, percent: int) -> None:
        """Set page and interface in this size; the place is kept."""

    def show_captions(self, is_shown: bool) -> None:
        """Show or hide the caption strip."""

    def show_crosshair(self, is_shown: bool, thickness_px: int) -> None:
        """Show or hide two lines that cross at the pointer; the thickness is that at 100 %."""

    def show_ruler(self, is_shown: bool, lines: int, thickness_px: int) -> None:
        """Show or hide the reading ruler: it leaves so many lines clear, between edges of this thickness."""

    def show_pointer(self, size_px: int, colour: str) -> None:
        """Draw the pointer this large in one of its colours; size 0 in the first colour is the system's own."""

    def show_toolbar(self, is_pinned: bool) -> None:
        """Pin the toolbar, or let it hide until pointer or focus comes to the upper edge."""

    def set_voice(self, is_on: bool) -> None:
        """Let the program's own voice be heard, or not; reading goes on by the clock."""

    def set_speed(self, speed_cpm: int) -> None:
        """Read at this speed from the next syllable on."""

    def set_pointing(self, is_on: bool) -> None:
        """Read what the pointer rests on (指读), or not."""

    def set_screen_reader(self, is_on: bool) -> None:
        """Hand over to the screen reader: own voice silent, regions named as the focus enters them."""

    def show_regions(self) -> None:
        """Say what regions the window has, how much is in each, and which keys lead there."""

    def show_help(self) -> None:
        """Open the help page."""

    def show_shortcuts(self) -> None:
        """Open the table of keys."""

    def show_settings(self, tool: str) -> None:
        """Open the settings page at the tool with this key."""

    def show_text(self) -> None:
        """Set the page's text as the options of comfort say."""

    def set_plain(self, is_plain: bool) -> None:
        """Take all aids away and leave the plain page, or bring them back."""


class Tool:
    """One aid. Subclasses give the class attributes and override what they need.

    ``shortcuts`` are the keys it has at first, in Qt's portable notation; which are in force is for
    :class:`reader.tools.keymap.Keymap` to say. ``vendor_keys`` are those of the two families of toolbars on government
    sites, A (Ctrl+Alt and a letter) and E (Shift and a letter or digit), which a resident may know. ``help`` says in one or
    two plain sentences what the tool does.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    icon: ClassVar[str]
    group: ClassVar[str]
    """听, 看 or 用: tools of a group stand together."""
    shortcuts: ClassVar[tuple[str, ...]] = ()
    vendor_keys: ClassVar[tuple[str, str]] = ("", "")
    """In family A and in family E; empty where it has none."""
    help: ClassVar[str]
    options: ClassVar[tuple[Option, ...]] = ()
    shared_options: ClassVar[tuple[Option, ...]] = ()
    """Options of another tool that this one changes too."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def settings(self) -> Settings:
        """The resident's choices."""
        return self.page.settings

    def trigger(self) -> None:
        """Do what one press of the button does."""
        raise NotImplementedError

    def apply(self) -> None:
        """Bring the window in line with the settings; does nothing for a tool without options."""

    def state(self) -> str:
        """Give the present state in words; empty where there is none to tell."""
        return ""

    @property
    def is_on(self) -> bool:
        """Say whether the button is lit: the aid is on."""
        return False

    @property
    def is_default(self) -> bool:
        """Say whether all its options are as they were at first."""
        return all(self.settings.is_default(option.key) for option in self.options)

    def reset(self) -> None:
        """Bring its own options back to how they were at first; 撤销 takes it back."""
        self.settings.reset(option.key for option in self.options)
        self.page.announce(f"{self.name}还原了")


class SwitchTool(Tool):
    """A tool that is on or off: its one option is a switch."""

    def trigger(self) -> None:
        """Turn it on or off, and say so."""
        self.settings.set(self.options[0].key, not self.is_on)
        self.page.announce(f"{self.name}已{'打开' if self.is_on else '关闭'}")

    def state(self) -> str:
        """Give 开 or 关."""
        return self.settings.describe(self.options[0].key)

    @property
    def is_on(self) -> bool:
        """Say whether it is on."""
        return self.settings.flag(self.options[0].key)
