"""Where we are: the place read, or the place in view, told by contents, player bar and status line."""

from __future__ import annotations

from PySide6.QtCore import QObject

from reader.core.place_names import place_words
from reader.core.report import Report
from reader.settings.store import Settings
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.bar import PlayerBar
from reader.ui.player.narrator import Narrator
from reader.ui.window.contents import Contents
from reader.ui.window.status import StatusLine

_ENDS = {"item": "这一条后停", "chapter": "这一章后停"}
"""Where reading stops by itself, in words."""


class Bearings(QObject):
    """While something is read, the place is where it sounds; else it is where the page stands."""

    def __init__(
        self,
        report: Report,
        settings: Settings,
        page: ReadingPage,
        narrator: Narrator,
        tellers: tuple[Contents, PlayerBar, StatusLine],
    ) -> None:
        super().__init__(page)
        self._report, self._settings, self._page, self._narrator = report, settings, page, narrator
        self._contents, self._bar, self._status = tellers
        self._shown_block = report.shown[0].number
        narrator.state_changed.connect(self._bar.set_state)
        narrator.place_sounded.connect(self._note_sounding)
        narrator.state_changed.connect(self._note_state)
        narrator.sleep_changed.connect(self._note_sleep)
        page.place_changed.connect(self._note_view)
        self.show_remaining()

    def _note_sounding(self, block: int) -> None:
        self._show(block)
        self.show_remaining()

    def _note_state(self, state: str) -> None:
        if state == "playing" and not self._narrator.is_reading_aside:
            self._note_sounding(self._narrator.span.block)

    def _note_view(self, block: int) -> None:
        if not self._narrator.is_playing:
            self._show(block)

    def note_return(self) -> None:
        """The page stands where it stood before something was looked for: the place is where reading goes on, if in view."""
        span = self._narrator.span
        if not self._narrator.is_reading_aside and self._page.is_in_view(span):
            self._show(span.block)

    def _note_sleep(self, sleep: str) -> None:
        self._bar.set_end(_ENDS.get(sleep, ""))
        self._show(self._shown_block)

    def _show(self, block: int) -> None:
        self._shown_block = block
        self._contents.follow(block)
        words = " · ".join(place_words(self._report, block)) or "开头"
        self._bar.set_place(words)
        percent = round(100 * block / max(1, len(self._report.blocks) - 1))
        end = _ENDS.get(self._narrator.sleep, "")
        self._status.show_place("　".join(filter(None, (end, words, f"全文的 {percent}%"))))

    def show_remaining(self) -> None:
        """Show how long the rest takes at the present speed."""
        minutes = self._narrator.minutes_left(self._settings.number("speed"))
        self._bar.set_remaining(f"还要听 {minutes} 分钟")
