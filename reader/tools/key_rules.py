"""Keys that belong to somebody else, as data: to typing, screen readers, desktops, input methods, text fields.

:func:`owner_of` asks all the rules, :func:`caution_about` those that matter for the keys of the vendors' families. What
GNOME, Xfce, UKUI, Deepin, ibus and fcitx take was read from the files they ship (Debian 12; Deepin's schemas), which are
named with each rule; for KDE, Windows, its input methods and screen readers it is what is commonly known of them.
"""

from __future__ import annotations

from reader.tools.key_names import ALT, CTRL, META, SHIFT, press_of, split

_F_KEYS = tuple(f"F{number}" for number in range(1, 13))
_ARROWS = ("Up", "Down", "Left", "Right")
_WALKING = (*_ARROWS, "Home", "End", "PgUp", "PgDown")

_SCREEN_READERS = frozenset({"Ins", "CapsLock", "NumLock", "ScrollLock"})
"""Orca, NVDA, JAWS and their Chinese kin 争渡 and 阳光 hold Insert or Caps Lock for all their commands."""


def _presses(*names: str) -> frozenset[str]:
    return frozenset(press_of(name) for name in names)


_FIXED = _presses(
    *(
        "Space",
        "Esc",
        "Tab",
        "Shift+Tab",
        "Ctrl+Tab",
        "Ctrl+Shift+Tab",
        "Return",
        "Shift+Return",
        "Menu",
        "Shift+F10",
    ),
    *("Backspace", "Shift+Backspace", "Del"),
    *(f"{held}{key}" for held in ("", "Shift+") for key in _WALKING),
)
"""This program's own, in every part of it: reading on and pausing, leaving, walking, pressing, a button's settings.

Screen readers speak with plain arrows, Home, End and the Page keys what the caret came to (Orca's ``lastInputEventWas…``).
"""

_TEXT = _presses(
    *(f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Y", "Z", "Shift+Z", "Backspace", "Del", "Ins")),
    *("Shift+Ins", "Shift+Del", "Alt+Backspace"),
    *(f"Ctrl+{shift}{key}" for shift in ("", "Shift+") for key in ("Left", "Right", "Home", "End")),
)
"""Fields, and the page with its caret (``QKeySequence::StandardKey``, the columns of Windows and of X11)."""

_DESKTOP = _presses(
    *(f"Alt+{key}" for key in (*_F_KEYS, "Tab", "Esc", "Space", "`", "Del", "Ins")),
    *(f"Alt+Shift+{key}" for key in ("Tab", "Esc", "`", "F6", "PgUp", "PgDown")),
    *(f"Ctrl+{key}" for key in _F_KEYS),
    *(f"{held}Print" for held in ("", "Shift+", "Ctrl+", "Alt+")),
    *("Ctrl+Esc", "Ctrl+Shift+Esc"),
)
"""Taken before any program sees them.

GNOME: org.gnome.desktop.wm.keybindings 43. Xfce 4.18: xfce4-keyboard-shortcuts.xml (Ctrl+F1 to F12 change the workspace,
as Ctrl+F1 to F4 and F7 to F10 of KWin 5.27 do). UKUI 3.1: ukui-settings-daemon's media-keys. Deepin: com.deepin.dde.keybinding.
Windows: Alt+Tab, Alt+Esc, Alt+F4, Alt+Space, Ctrl+Esc, Ctrl+Shift+Esc.
"""

_TAKEN_WITH_CTRL_ALT = _presses(
    *(f"Ctrl+Alt+{key}" for key in (*_F_KEYS, *_WALKING, "Tab", "Esc", "Del", "Backspace", ".")),
    *(f"Ctrl+Alt+{key}" for key in "ABCDEFHILNPRSTUW123456789"),
)
"""Deepin A C D I P R T U, Xfce D F L T and the keypad's digits, UKUI E L T W, fcitx 4 and 5 B H N P S; N starts NVDA."""

_INPUT_METHOD = _presses(
    *("Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+;", "Ctrl+5"),
    *(f"Ctrl+Shift+{key}" for key in ("0", "B", "E", "F", "U")),
)
"""Input methods, while a field has the keyboard.

ibus 1.5: Ctrl+Space, Ctrl+Shift+U, earlier Ctrl+Shift+E; ibus-libpinyin: Ctrl+. and Ctrl+Shift+F; fcitx 4.2 and 5: Ctrl+Space,
Ctrl+; Ctrl+. Ctrl+5, Ctrl+Shift+F and +U; Microsoft's and Sogou's: Shift+Space, Ctrl+. and Ctrl+Shift+F, B; Windows swallows
Ctrl+Shift+0. None of them has Ctrl+, at first.
"""

_OWNERS = (
    (_FIXED, "这个键在这里有固定的用处"),
    (_TEXT, "写字、选字、复制要用这个键"),
    (_DESKTOP, "电脑桌面要用这个键"),
    (_INPUT_METHOD, "输入法要用这个键"),
)


def owner_of(name: str) -> str | None:
    """Say in one clause, without a full stop, to whom a key belongs that is no command's; ``None``: it is free."""
    press = press_of(name)
    held, key = split(press)
    if key in _SCREEN_READERS:
        return "读屏软件要用这个键"
    if META in held:
        return "带徽标键的，都归电脑桌面"
    if CTRL in held and ALT in held:
        return "Ctrl 和 Alt 一起按的，常被电脑桌面先拿走"
    for keys, words in _OWNERS:
        if press in keys:
            return words
    if CTRL not in held and ALT not in held and len(key) == 1:
        return "写字要用这个键，和 Ctrl 一起按才行"
    return None


def caution_about(name: str) -> str:
    """Say why a key of the vendors' may not always arrive; empty: it will."""
    if press_of(name) in _TAKEN_WITH_CTRL_ALT:
        return "桌面可能先拿走这个键"
    held, _ = split(press_of(name))
    return "写字的时候不起作用" if held == (SHIFT,) else ""
