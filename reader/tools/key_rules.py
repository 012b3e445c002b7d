"""Keys that belong to somebody else, as data: to typing, screen readers, desktops, input methods, text fields.

A rule says of whom it is; :func:`owner_of` asks all of them. The rules of the desktops and input methods were read from
what those ship (July 2021 to June 2025): the sources stand with each rule.
"""

from __future__ import annotations

from reader.tools.key_names import ALT, CTRL, META, SHIFT, press_of, split

_F_KEYS = tuple(f"F{number}" for number in range(1, 13))
_ARROWS = ("Up", "Down", "Left", "Right")
_WALKING = (*_ARROWS, "Home", "End", "PgUp", "PgDown")
_DEVICES = frozenset({"Ins", "CapsLock", "NumLock", "ScrollLock"})


def _presses(*names: str) -> frozenset[str]:
    return frozenset(press_of(name) for name in names)


_FIXED = _presses(
    *("Space", "Esc", "Tab", "Shift+Tab", "Ctrl+Tab", "Ctrl+Shift+Tab", "Return", "Shift+Return", "Menu", "Shift+F10"),
    *("Backspace", "Del", "Shift+Backspace"),
    *(f"{held}{key}" for held in ("", "Shift+") for key in _WALKING),
)
"""This program's own, in every part of it: reading on and pausing, leaving, walking, pressing, a button's settings."""

_TEXT = _presses(
    *(f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Z", "Y", "Backspace", "Del", "Ins")),
    *("Ctrl+Shift+Z", "Shift+Ins", "Shift+Del", "Alt+Backspace"),
    *(f"Ctrl+{shift}{key}" for shift in ("", "Shift+") for key in ("Left", "Right", "Home", "End")),
)
"""Text fields and the page with its caret (Qt: QKeySequence::StandardKey, Windows and X11 columns)."""

_DESKTOP = _presses(
    *(f"Alt+{key}" for key in (*_F_KEYS, "Tab", "Esc", "Space", "Return", "`")),
    *("Alt+Shift+Tab", "Ctrl+Esc", "Ctrl+Shift+Esc", "Print", "Shift+Print", "Ctrl+Print", "Alt+Print", "Pause"),
    *(f"Ctrl+Alt+{shift}{key}" for shift in ("", "Shift+") for key in (*_ARROWS, *_F_KEYS)),
    *(f"Ctrl+Alt+{key}" for key in ("Del", "Backspace", "Tab", "Esc", "Home", "End", "Ins", "Print", "PgUp", "PgDown")),
    *(f"Ctrl+Alt+{key}" for key in ("A", "D", "K", "L", "N", "T", "V", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")),
    *(f"Ctrl+{key}" for key in _F_KEYS),
    *("Alt+Left", "Alt+Right"),
)
"""Desktops, which may take these keys before any program sees them."""

_INPUT_METHOD = _presses(
    *("Ctrl+Space", "Shift+Space", "Ctrl+Shift+Space", "Ctrl+Alt+Space", "Ctrl+Return"),
    *("Ctrl+.", "Ctrl+;", "Ctrl+`", "Ctrl+Shift+`"),
    *(f"Ctrl+Shift+{key}" for key in ("B", "E", "F", "K", "U")),
    *(f"Ctrl+Alt+{key}" for key in ("B", "E", "H", "P", "S")),
)
"""Input methods, while a field has the keyboard."""

_OWNERS = (
    (_FIXED, "这个键在本程序里有固定的用处，不能改"),
    (_TEXT, "这个键要留给写字、选字、复制"),
    (_DESKTOP, "这个键，桌面可能先拿走"),
    (_INPUT_METHOD, "这个键，输入法要用"),
)


def owner_of(name: str) -> str | None:
    """Say in one clause, without a full stop, to whom a key belongs that is no command's; ``None``: it is free."""
    press = press_of(name)
    held, key = split(press)
    if key in _DEVICES:
        return "这个键，读屏软件要用"
    if META in held:
        return "带徽标键的，都归桌面用"
    for keys, words in _OWNERS:
        if press in keys:
            return words
    if CTRL not in held and ALT not in held and len(key) == 1:
        return "写字要用这个键；要和 Ctrl 一起按才行"
    return None


def caution_about(name: str) -> str | None:
    """Say why a key of the vendors' may not arrive; ``None``: it will."""
    held, _ = split(name)
    if CTRL in held and ALT in held and press_of(name) in _DESKTOP | _INPUT_METHOD:
        return "桌面可能先拿走这个键"
    if set(held) == {SHIFT}:
        return "写字的时候不起作用"
    return None
