"""``tools``: the fifteen tools, their keys, and what is chosen."""

from __future__ import annotations

from reader.commands.output import print_json, tell
from reader.paths import UserFolders
from reader.settings.option import Option
from reader.settings.store import Settings
from reader.tools import EXTRAS, TOOLS, all_options
from reader.tools.base import Tool
from reader.tools.keymap import Keymap, tool_command


def print_tools(folders: UserFolders, is_json: bool) -> int:
    """Print every tool of the toolbar in its order: key, name, keys in force, what it does, options, present value."""
    settings = Settings(all_options(), folders.config / "settings.json")
    for notice in settings.notices:
        tell(notice)
    keymap = Keymap([tool_command(tool) for tool in (*TOOLS, *EXTRAS)], settings)
    if is_json:
        print_json([_row(tool, settings, keymap) for tool in TOOLS])
        return 0
    for tool in TOOLS:
        keys = keymap.words_of(f"tool.{tool.key}", "，")
        print(f"{tool.name}{f'（{keys}）' if keys else ''}：{tool.help}")
        for option in (*tool.options, *tool.shared_options):
            print(f"    {option.label}：{settings.describe(option.key)}")
    return 0


def _row(tool: type[Tool], settings: Settings, keymap: Keymap) -> dict[str, object]:
    options = (*tool.options, *tool.shared_options)
    return {
        "key": tool.key,
        "name": tool.name,
        "shortcuts": list(keymap.keys_of(f"tool.{tool.key}")),
        "help": tool.help,
        "options": [_describe(option, settings) for option in options],
        "value": settings[options[0].key] if options else None,
    }


def _describe(option: Option, settings: Settings) -> dict[str, object]:
    row: dict[str, object] = {
        "key": option.key,
        "label": option.label,
        "default": option.default,
        "value": settings[option.key],
    }
    if option.choices:
        row["choices"] = [{"value": choice.value, "label": choice.label} for choice in option.choices]
    elif isinstance(option.default, int):
        row |= {
            "minimum": option.minimum,
            "maximum": option.maximum,
            "step": option.step,
            "unit": option.unit,
        }
    else:
        row["pattern"] = option.pattern
    return row
