"""The caption strip joined to what the resident has chosen for it, and to what is said besides the reading."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reader.settings.store import Settings
from reader.speech.player import Player
from reader.tools.base import Tool
from reader.ui.captions.strip import CaptionStrip
from reader.ui.player.narrator import Narrator
from reader.ui.window.folding import CaptionWish, Folding

_SIZES = {"large": 1.0, "larger": 1.25, "largest": 1.5}
"""The setting ``caption_size`` → how many times as large as usual."""

_LOOK_UP_MS, _TURN_MS, _STAY_MS_PER_CHARACTER = 1500, 600, 250
"""How long words stay that nobody speaks: time to look up, or to see that they changed, and to read four characters a
second."""


class CaptionDesk(QObject):
    """Passes the strip's own buttons on to the settings, and the settings to the strip.

    Whatever is heard is also seen: the program's own words stand on the strip while they sound. Words that are not spoken,
    since the voice is off, stand there for a while, where nothing is being read that they would cover.
    """

    notice_given = Signal(str)

    def __init__(self, strip: CaptionStrip, settings: Settings, tool: Tool, narrator: Narrator) -> None:
        super().__init__(strip)
        self._strip, self._settings, self._narrator = strip, settings, narrator
        strip.pinyin_toggled.connect(lambda is_on: settings.set("caption_pinyin", is_on))
        strip.script_toggled.connect(lambda script: settings.set("caption_script", script))
        strip.close_pressed.connect(tool.trigger)
        strip.problem_found.connect(self.notice_given)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.timeout.connect(self._go_on)

    def join(self, player: Player) -> None:
        """Show the program's own words while the player says them."""
        player.announcement_started.connect(self._strip.show_aside)
        player.announcement_started.connect(self._stay.stop)
        player.announcement_moved.connect(self._light_words)
        player.announcement_finished.connect(self._strip.end_aside)

    def _light_words(self, _start: int, _end: int, spoken: int) -> None:
        self._strip.light_aside(spoken)

    def show_words(self, text: str) -> None:
        """Show what the program tells, for as long as it takes to read, unless something is being read."""
        if text and not self._narrator.is_playing:
            self._strip.show_aside(text)
            self._let_stay(_LOOK_UP_MS)

    def _let_stay(self, more_ms: int) -> None:
        self._stay.start(more_ms + _STAY_MS_PER_CHARACTER * len(self._strip.shown_text()))

    def _go_on(self) -> None:
        """Show the next clause of words that nobody speaks; after the last, the reading again."""
        if self._strip.turn_aside():
            self._let_stay(_TURN_MS)
        else:
            self._strip.end_aside()

    @property
    def wish(self) -> CaptionWish:
        """What the resident wants of the captions."""
        settings = self._settings
        return CaptionWish(
            _SIZES[settings.text("caption_size")],
            settings.number("caption_lines"),
            settings.flag("caption_pinyin"),
        )

    @property
    def is_on_top(self) -> bool:
        """Say whether they are wanted above the page."""
        return self._settings.text("caption_position") == "top"

    def restyle(self, folding: Folding) -> None:
        """Bring the strip in line with settings and window."""
        self._strip.set_pinyin(self._settings.flag("caption_pinyin"))
        self._strip.set_script(self._settings.text("caption_script"))
        self._strip.set_lines(folding.caption_lines)
        self._strip.set_size(folding.caption_px, folding.captions_most_px)
