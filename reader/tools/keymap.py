"""Which keys do what: at first, as a resident wants it, and as the toolbars of government sites have it.

No two commands ever share a press. What a resident has chosen goes before what commands have at first, and that before
the aliases of a vendor's family; of two that want one key, the later in the table goes without.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.settings.option import Value
from reader.settings.store import Settings
from reader.tools.base import Tool
from reader.tools.key_names import key_words, normalised, press_of, spoken_words
from reader.tools.key_rules import owner_of

MOST_KEYS = 3
"""Keys of one command, besides the vendor's alias."""

OPTION, FAMILY_OPTION = "keymap", "key_family"
_FAMILIES = {"a": 0, "e": 1}

GROUPS = {
    "play": "听报告",
    "reading": "在正文里走",
    "search": "找",
    "tool": "工具按钮",
    "region": "换到哪一块",
    "window": "窗口",
}
"""What the commands of a kind are headed with, by the first part of their key, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a key can do. ``key`` is ``kind.name``; ``words`` say it; ``defaults`` are the keys it has at first.

    ``vendor_keys`` are those of family A and family E.
    """

    key: str
    words: str
    defaults: tuple[str, ...]
    group: str
    vendor_keys: tuple[str, str] = ("", "")


def command(
    key: str, words: str, defaults: Iterable[str], group: str = "", vendor_keys: tuple[str, str] = ("", "")
) -> Command:
    """Make a command with its keys in their one form, of the group its kind belongs to."""
    names = tuple(name for each in defaults if (name := normalised(each)) is not None)
    family_a, family_e = (normalised(each) or "" for each in vendor_keys)
    return Command(key, words, names, group or GROUPS[key.partition(".")[0]], (family_a, family_e))


def tool_command(tool: Tool | type[Tool]) -> Command:
    """Make the command that does what a press of the tool's button does."""
    return command(f"tool.{tool.key}", tool.name, tool.shortcuts, vendor_keys=tool.vendor_keys)


class Keymap:
    """The keys in force. ``keys_of`` answers from what was reckoned when the settings last changed."""

    def __init__(self, commands: Sequence[Command], settings: Settings) -> None:
        order = list(dict.fromkeys([*GROUPS.values(), *(each.group for each in commands)]))
        self._commands = {
            each.key: each for each in sorted(commands, key=lambda each: order.index(each.group))
        }
        self._settings = settings
        self._observers: list[Callable[[], None]] = []
        self._own: dict[str, tuple[str, ...]] = {}
        self._aliases: dict[str, str] = {}
        self._takers: dict[str, str] = {}
        self._reckon()
        settings.watch(self._note_setting)

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands, group by group."""
        return tuple(self._commands.values())

    def command(self, key: str) -> Command:
        """Give the command with this key. ``KeyError`` for one there is not."""
        return self._commands[key]

    def watch(self, observer: Callable[[], None]) -> None:
        """Tell ``observer`` after each change of the keys in force."""
        self._observers.append(observer)

    # -- what is in force ----------------------------------------------------------------------------------------

    def own_keys_of(self, command_key: str) -> tuple[str, ...]:
        """Give the keys a command has of its own: chosen, or at first."""
        return self._own.get(command_key, ())

    def alias_of(self, command_key: str) -> str:
        """Give the key a command has besides, of the chosen vendor's family; empty where there is none."""
        return self._aliases.get(command_key, "")

    def keys_of(self, command_key: str) -> tuple[str, ...]:
        """Give the keys in force; none for a command there is not."""
        alias = self.alias_of(command_key)
        return (*self.own_keys_of(command_key), alias) if alias else self.own_keys_of(command_key)

    def words_of(self, command_key: str, joint: str = "、") -> str:
        """Give the keys in force as people read them; empty where there are none."""
        return joint.join(key_words(name) for name in self.keys_of(command_key))

    def spoken_of(self, command_key: str) -> str:
        """Give the keys in force as they are said; empty where there are none."""
        return "，或者 ".join(spoken_words(name) for name in self.keys_of(command_key))

    def taker_of(self, name: str) -> Command | None:
        """Give the command that a key sets off, however the key is named."""
        normal = normalised(name)
        taker = self._takers.get(press_of(normal)) if normal is not None else None
        return self._commands[taker] if taker is not None else None

    def is_default(self, command_key: str) -> bool:
        """Say whether a command has the keys it had at first."""
        return set(self.own_keys_of(command_key)) == set(self._commands[command_key].defaults)

    def table(self) -> list[tuple[str, str, str]]:
        """Give all that has keys, for printing: (group, words, keys as people read them)."""
        rows = ((each.group, each.words, self.words_of(each.key, " 或 ")) for each in self.commands)
        return [row for row in rows if row[2]]

    # -- changing ------------------------------------------------------------------------------------------------

    def problem_with(self, command_key: str, name: str) -> str | None:
        """Say in plain Chinese why a key cannot be a command's, naming who has it; ``None``: it can."""
        normal = normalised(name)
        if normal is None:
            return "这个键用不了，换一个按一按。"
        taker = self.taker_of(normal)
        if taker is not None and taker.key != command_key and self.alias_of(taker.key) != normal:
            return f"{key_words(normal)} 现在是“{taker.words}”的键。"
        if self._is_allowed(command_key, normal):
            return None
        return f"{key_words(normal)} 不能用：{owner_of(normal)}。"

    def can_take(self, command_key: str, name: str) -> bool:
        """Say whether the command may have the key, were it not another's."""
        normal = normalised(name)
        return normal is not None and self._is_allowed(command_key, normal)

    def put(self, command_key: str, names: Iterable[str]) -> None:
        """Give a command these keys, and no others; the commands that had them go without them. One step to take back.

        ``ValueError`` for a key that is none, or that belongs to somebody else, or for more than :data:`MOST_KEYS`.
        """
        normals = [normalised(name) or "" for name in names]
        presses = {press_of(normal): normal for normal in reversed(normals)}
        if len(presses) > MOST_KEYS or not all(
            normal and self._is_allowed(command_key, normal) for normal in normals
        ):
            raise ValueError(f"{command_key} cannot have {normals}")
        stored = self._stored()
        for other in self._commands:
            kept = tuple(name for name in self.own_keys_of(other) if press_of(name) not in presses)
            if other != command_key and kept != self.own_keys_of(other):
                stored[other] = kept
        stored[command_key] = tuple(normal for normal in normals if presses.pop(press_of(normal), None))
        self._keep(stored)

    def restore(self, command_key: str | None = None) -> None:
        """Give a command, or all, the keys it had at first; whoever has one of them now goes without."""
        if command_key is None:
            self._keep({})
        else:
            self.put(command_key, self._commands[command_key].defaults)

    @property
    def is_damaged(self) -> bool:
        """Say whether some of the stored keys are of no use, and were left out."""
        try:
            stored = json.loads(self._settings.text(OPTION) or "{}")
        except (ValueError, RecursionError):
            return True
        return bool(stored != {key: list(names) for key, names in self._stored().items()})

    # -- reckoning -----------------------------------------------------------------------------------------------

    def _is_allowed(self, command_key: str, normal: str) -> bool:
        return normal in self._commands[command_key].defaults or owner_of(normal) is None

    def _stored(self) -> dict[str, tuple[str, ...]]:
        """Read what is sound of the stored keys: known commands, keys they may have, none for two."""
        try:
            stored = json.loads(self._settings.text(OPTION) or "{}")
        except (ValueError, RecursionError):
            return {}
        if not isinstance(stored, dict):
            return {}
        sound: dict[str, tuple[str, ...]] = {}
        taken: set[str] = set()
        for key in self._commands:
            names = stored.get(key)
            if not isinstance(names, list):
                continue
            kept: list[str] = []
            for name in names:
                normal = normalised(name)
                if normal is None or not self._is_allowed(key, normal) or press_of(normal) in taken:
                    continue
                if len(kept) < MOST_KEYS:
                    kept.append(normal)
                    taken.add(press_of(normal))
            # A row of nothing but rubbish is no wish to go without a key.
            if kept or not names:
                sound[key] = tuple(kept)
        return sound

    def _keep(self, stored: Mapping[str, tuple[str, ...]]) -> None:
        changed = {
            key: list(names)
            for key, names in stored.items()
            if set(names) != set(self._commands[key].defaults)
        }
        text = json.dumps(changed, separators=(",", ":")) if changed else ""
        self._settings.set(OPTION, text)

    def _note_setting(self, key: str, _value: Value) -> None:
        if key in (OPTION, FAMILY_OPTION):
            self._reckon()
            for observer in self._observers:
                observer()

    def _reckon(self) -> None:
        """Deal out the keys: chosen ones first, then those at first, then the aliases."""
        self._own, self._aliases, self._takers = {}, {}, {}
        stored = self._stored()
        for key, names in stored.items():
            self._own[key] = self._dealt(key, names)
        for key, each in self._commands.items():
            if key not in stored:
                self._own[key] = self._dealt(key, each.defaults)
        family = _FAMILIES.get(self._settings.text(FAMILY_OPTION))
        if family is None:
            return
        for key, each in self._commands.items():
            alias = each.vendor_keys[family]
            if alias and self._dealt(key, (alias,)):
                self._aliases[key] = alias

    def _dealt(self, key: str, names: Iterable[str]) -> tuple[str, ...]:
        """Give a command those of ``names`` that nobody has yet."""
        free = []
        for name in names:
            if self._takers.setdefault(press_of(name), key) == key and name not in free:
                free.append(name)
        return tuple(free)
