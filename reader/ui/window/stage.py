"""What the tools see of the window: :class:`reader.tools.base.Page`, done with the window's parts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.settings.store import Settings
from reader.speech.player import Player
from reader.tools.base import Urgency
from reader.ui.access.accessible import Announcer
from reader.ui.access.screen_reader import is_screen_reader_running
from reader.ui.aids.aim import Aim
from reader.ui.aids.crosshair import Crosshair
from reader.ui.aids.pointer import LargePointer
from reader.ui.aids.pointing import Pointing
from reader.ui.aids.ruler import Ruler
from reader.ui.player.narrator import Narrator
from reader.ui.window.notice import NoticeStrip

_NAMED = 3
"""Settings that are named when a step that changed several is taken back."""


class Stage(QObject):
    """The tools' view of the window. Looks are asked of the window by signals; the rest is done here."""

    look_changed = Signal()
    """Scheme, zoom, captions, toolbar or plainness changed: the window lays itself out anew."""
    said = Signal(str)
    help_wanted = Signal()
    shortcuts_wanted = Signal()
    regions_wanted = Signal()
    settings_wanted = Signal(str)
    """The settings page is asked for, at the tool with this key; empty is its beginning."""

    def __init__(
        self, settings: Settings, player: Player, narrator: Narrator, notice: NoticeStrip, window: QWidget
    ) -> None:
        super().__init__(window)
        self._settings, self._player, self._narrator = settings, player, narrator
        self._notice, self._window = notice, window
        self.aim = Aim(window)
        self.crosshair = Crosshair(window, self.aim)
        self.ruler = Ruler(self.aim, self)
        self._announcer = Announcer(window)
        self._is_muting = False
        self._offered = ""
        """What the strip offers to take back; empty when something else was changed since."""
        self._told_problems: set[str] = set()
        notice.given.connect(self._warn)
        narrator.remarked.connect(self.announce)
        player.announcement_finished.connect(self._mute)
        self._pointer = LargePointer(self)
        self.has_caption_room = self.has_whole_caption_room = True
        self.pointing = Pointing(settings, player, narrator, window, lambda: self._may_speak)
        self.pointing.said.connect(self.said)

    @property
    def settings(self) -> Settings:
        """The resident's choices."""
        return self._settings

    @property
    def is_own_voice_on(self) -> bool:
        """Say whether the program speaks itself: its voice is on, and no screen reader has taken over."""
        return self._settings.flag("voice") and not self._settings.flag("screen_reader")

    def announce(self, text: str, urgency: Urgency = "aloud") -> None:
        """Show ``text`` and have it said: by the screen reader where one runs, else by the program's voice.

        While something is read, what is ``aloud`` interrupts it, and what is ``quiet`` is shown only.
        """
        self.pointing.note_announcement()
        self._announcer.say(text)
        self.said.emit(text)
        if self._may_speak and (urgency == "aloud" or not self._narrator.is_playing):
            self._player.speak_once(text)

    def _warn(self, text: str) -> None:
        """Have a notice said to its end; the strip shows it."""
        self.pointing.note_announcement()
        self._announcer.say(text)
        if self._may_speak:
            self._player.speak_once(text, is_kept=True)

    @property
    def _may_speak(self) -> bool:
        """Say whether the program's own words are heard, and by no screen reader's."""
        is_heard = self.is_own_voice_on and self._settings.number("volume") > 0
        return is_heard and not is_screen_reader_running()

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Announce ``text`` with a button that takes the step back, until something else is changed."""
        self._offered = text
        self._notice.show_notice(text, "撤销", undo)
        self.said.emit(text)

    def note_change(self, key: str) -> None:
        """A setting changed: what was offered before is no longer about the last step."""
        if self._offered and self._settings.option(key).is_preference:
            text, self._offered = self._offered, ""
            self._notice.withdraw(text)

    def tell_problem(self, text: str) -> None:
        """Tell what is wrong with the sound or the voice: in the strip at first, and where it is known already, in passing."""
        if text in self._told_problems:
            self._announcer.say(text)
            self.said.emit(text)
        else:
            self._told_problems.add(text)
            self._notice.show_notice(text)

    def show_scheme(self, _key: str) -> None:
        """Repaint everything in the chosen scheme."""
        self.look_changed.emit()

    def show_zoom(self, _percent: int) -> None:
        """Set page and interface in the chosen size."""
        self.look_changed.emit()

    def show_text(self) -> None:
        """Set the page's text as the options of comfort say."""
        self.look_changed.emit()

    def show_captions(self, _is_shown: bool) -> None:
        """Show or hide the caption strip."""
        self.look_changed.emit()

    def show_toolbar(self, _is_pinned: bool) -> None:
        """Pin the toolbar, or let it hide."""
        self.look_changed.emit()

    def set_plain(self, is_plain: bool) -> None:
        """Take the aids away, or bring them back."""
        if is_plain:
            self._narrator.stop()
        self.look_changed.emit()

    def show_crosshair(self, is_shown: bool, thickness_px: int) -> None:
        """Show or hide the crosshair."""
        self.crosshair.set_thickness(thickness_px)
        self.crosshair.set_shown(is_shown)

    def show_ruler(self, is_shown: bool, lines: int, thickness_px: int) -> None:
        """Show or hide the reading ruler."""
        self.ruler.set_lines(lines, thickness_px)
        self.ruler.set_shown(is_shown)

    def show_pointer(self, size_px: int, colour: str) -> None:
        """Draw the pointer in this size and colour."""
        self._pointer.set_look(size_px, colour)

    def set_voice(self, _is_on: bool) -> None:
        """Let the voice be heard, or not; reading goes on by the clock."""
        self.apply_volume()

    def set_screen_reader(self, is_on: bool) -> None:
        """Fall silent for the screen reader."""
        if is_on:
            self._narrator.stop()
        self.apply_volume()

    def show_regions(self) -> None:
        """Have the regions of the window told."""
        self.regions_wanted.emit()

    def apply_volume(self) -> None:
        """Take up the chosen volume; silence while the voice is off or a screen reader speaks.

        The voice is let say to the end that it goes.
        """
        self._is_muting = not self.is_own_voice_on and self._player.is_announcing
        if not self._is_muting:
            self._player.set_volume(self._settings.number("volume") if self.is_own_voice_on else 0)

    def _mute(self) -> None:
        if self._is_muting:
            self._is_muting = False
            self._player.set_volume(0)

    def set_speed(self, speed_cpm: int) -> None:
        """Read at this speed from the next syllable on."""
        self._player.set_speed(speed_cpm)

    def set_pointing(self, is_on: bool) -> None:
        """Read what the pointer rests on, or not."""
        self.pointing.set_on(is_on)

    def show_help(self) -> None:
        """Open the help."""
        self.help_wanted.emit()

    def show_shortcuts(self) -> None:
        """Open the table of keys."""
        self.shortcuts_wanted.emit()

    def show_settings(self, tool: str) -> None:
        """Open the settings page at the tool with this key; empty is its beginning."""
        self.settings_wanted.emit(tool)

    def undo(self) -> None:
        """Take the last change of the settings back, and say what is as it was before."""
        changed = self._settings.undo()
        words = "、".join(self._words_of(key) for key in changed[:_NAMED])
        more = "等" if len(changed) > _NAMED else ""
        self.announce(f"已撤销，现在是：{words}{more}" if changed else "没有可以撤销的了")

    def _words_of(self, key: str) -> str:
        option = self._settings.option(key)
        is_code = (
            isinstance(option.default, str) and not option.choices
        )  # for the program, not for a resident
        return option.label if is_code else f"{option.label} {self._settings.describe(key)}"
