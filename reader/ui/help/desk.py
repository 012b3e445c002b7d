"""The page 说明 joined: tools are tried, entries are read aloud one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reader.speech.player import Player
from reader.tools.base import Tool
from reader.ui.help.page import Entry, HelpPage, make_entries


class HelpDesk(QObject):
    """Call :meth:`open` when the page comes into view."""

    announced = Signal(str)

    def __init__(
        self,
        page: HelpPage,
        tools: Sequence[Tool],
        player: Player,
        keys_of: Callable[[Tool], tuple[str, ...]],
        can_speak: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._player, self._keys_of, self._can_speak = page, player, keys_of, can_speak
        self._tools = {tool.key: tool for tool in tools}
        self._waiting: list[Entry] = []
        self._is_speaking = False
        page.tried.connect(self._try)
        page.read_wanted.connect(self._read_one)
        page.all_wanted.connect(self._read_all)
        page.left.connect(self.stop)
        player.announcement_finished.connect(self._go_on)

    def open(self) -> None:
        """The page is in view: show the tools as they are, with the keys they have now."""
        self._page.show_entries(make_entries(tuple(self._tools.values()), self._keys_of))
        self.refresh()
        self._page.focus_first()

    def refresh(self) -> None:
        """Show every tool's present state."""
        if not self._page.isVisible():
            return
        for widget in self._page.entries:
            tool = self._tools.get(widget.entry.key)
            widget.show_state(tool.state() if tool is not None else "")

    def stop(self) -> None:
        """Read no further."""
        is_speaking = self._is_speaking
        self._waiting, self._is_speaking = [], False
        self._page.show_reading(False)
        if is_speaking:
            self._player.hush()

    def _try(self, key: str) -> None:
        self.stop()
        self._tools[key].trigger()
        self.refresh()

    def _read_one(self, entry: Entry) -> None:
        self._begin([entry], is_all=False)

    def _read_all(self) -> None:
        if self._is_speaking:
            self.stop()
        else:
            self._begin([widget.entry for widget in self._page.entries], is_all=True)

    def _begin(self, entries: list[Entry], *, is_all: bool) -> None:
        self.stop()
        if self._can_speak():
            self._waiting = entries
            self._page.show_reading(is_all)
            self._say_next()
        else:
            self.announced.emit("声音关着，请先打开“声音开关”")

    def _say_next(self) -> None:
        if not self._waiting or self._is_speaking:
            return
        entry = self._waiting.pop(0)
        self._is_speaking = True
        self._page.show_entry(entry)
        self._player.speak_once(entry.spoken)

    def _go_on(self) -> None:
        """Words were said to their end, or other words took their place, which ends the reading of the help."""
        if not self._is_speaking:
            return
        self._is_speaking = False
        if self._waiting and not self._player.is_announcing:
            self._say_next()
        else:
            self._waiting = []
            self._page.show_reading(False)
