"""The keys of the window, joined to what they do: shortcuts that follow the keymap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from reader.settings.store import Settings
from reader.tools.base import Tool
from reader.tools.key_names import normalised, press_of
from reader.tools.keymap import Command, Keymap, command, tool_command


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does: its command's key, the words for it, its name at first, and what is to happen.

    ``name`` is in Qt's portable notation, empty for none. ``group`` is that of the command's kind where it is empty.
    """

    key: str
    words: str
    name: str
    action: Callable[[], None]
    group: str = ""

    @property
    def command(self) -> Command:
        """What the keymap knows of it."""
        return command(self.key, self.words, (self.name,) if self.name else (), self.group)


def make_keymap(keys: Sequence[Key], tools: Sequence[Tool], settings: Settings) -> Keymap:
    """Make the keymap of everything that can be done by a key: ``keys``, and a press of each tool."""
    return Keymap([*(key.command for key in keys), *(tool_command(tool) for tool in tools)], settings)


_STEPS = ("next_", "previous_", "zoom_")
"""What the names of commands begin with that go a step: they go on while the key is held."""


class WindowKeys(QObject):
    """Shortcuts of the whole window, made anew whenever the keymap changes.

    ``actions`` are by command; commands without one are for others to obey (:mod:`reader.ui.page.reading_keys`).
    (A shortcut set on a button would take the focus to it.)
    """

    def __init__(self, window: QWidget, keymap: Keymap, actions: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window, self._keymap, self._actions = window, keymap, actions
        self._shortcuts: dict[str, QShortcut] = {}
        self._at_work: frozenset[str] | None = None
        keymap.watch(self._follow)
        self._follow()

    def leave_only(self, commands: frozenset[str] | None) -> None:
        """Let the keys of these commands work and no others; ``None`` lets all of them."""
        if commands != self._at_work:
            self._at_work = commands
            self._follow()

    def _follow(self) -> None:
        wanted = {
            name: (each.key, self._actions[each.key])
            for each in self._keymap.commands
            if each.key in self._actions and (self._at_work is None or each.key in self._at_work)
            for name in self._keymap.keys_of(each.key)
        }
        for shortcut in self._shortcuts.values():
            shortcut.setEnabled(False)  # at once: deleted later, it may be one of ours that is under way
            shortcut.deleteLater()
        self._shortcuts = {
            name: self._shortcut(name, each, action) for name, (each, action) in wanted.items()
        }

    def _shortcut(self, name: str, command_key: str, action: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(name), self._window, action)
        # Slow hands hold a key for longer than half a second: what is a switch would go to and fro.
        shortcut.setAutoRepeat(command_key.partition(".")[2].startswith(_STEPS))
        return shortcut


def actions_of(keys: Sequence[Key], tools: Sequence[Tool]) -> dict[str, Callable[[], None]]:
    """Give what each command does."""
    return {key.key: key.action for key in keys} | {f"tool.{tool.key}": tool.trigger for tool in tools}


def press_in(event: QKeyEvent) -> str:
    """Name what is pressed, as :func:`reader.tools.key_names.press_of` does; empty for a key that is only held."""
    name = name_in(event)
    return press_of(name) if name is not None else ""


def name_in(event: QKeyEvent) -> str | None:
    """Name a key and what is held with it, wherever on the keyboard it is; ``None`` for one that is only held."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if event.key() in _HELD_ONLY:
        return None
    return normalised(QKeySequence(QKeyCombination(held, Qt.Key(event.key()))).toString())


_HELD_ONLY = frozenset(
    key.value
    for key in (
        *(Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
        *(Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_unknown),
    )
)
