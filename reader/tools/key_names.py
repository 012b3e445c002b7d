"""Names of keys: brought into one form, compared by what is pressed, and said in words people know.

The form is Qt's portable notation (``Ctrl+Shift+PgDown``) with the modifiers in Qt's order. Symbols are taken to stand
where they stand on the US keyboard, which is the one sold in China.
"""

from __future__ import annotations

import unicodedata

CTRL, ALT, SHIFT, META = "Ctrl", "Alt", "Shift", "Meta"
MODIFIERS = (META, CTRL, ALT, SHIFT)
"""In the order in which Qt writes them (``QKeySequence::toString``)."""

_MODIFIER_NAMES = {
    "ctrl": CTRL,
    "control": CTRL,
    "alt": ALT,
    "shift": SHIFT,
    "meta": META,
    "super": META,
    "win": META,
    "num": "",  # the same key, on the keypad
    "keypad": "",
}
_LONGEST = 60
"""Characters of the longest name there can be, and some."""

_PLAIN_WORDS = {
    "Space": "空格",
    "Esc": "Esc",
    "Tab": "Tab",
    "Backtab": "Shift+Tab",
    "Return": "回车",
    "Enter": "回车",
    "Backspace": "退格",
    "Del": "删除",
    "Ins": "插入",
    "Home": "Home",
    "End": "End",
    "PgUp": "上翻页",
    "PgDown": "下翻页",
    "Up": "上箭头",
    "Down": "下箭头",
    "Left": "左箭头",
    "Right": "右箭头",
    "Menu": "菜单键",
    "Help": "帮助键",
    "Pause": "暂停键",
    "Print": "截屏键",
    "CapsLock": "大写锁定",
    "NumLock": "数字锁定",
    "ScrollLock": "滚动锁定",
    **{f"F{number}": f"F{number}" for number in range(1, 36)},
}
"""Keys that have a name and not a character, with what people call them."""

_NAMED = {name.casefold(): name for name in _PLAIN_WORDS} | {
    "escape": "Esc",
    "delete": "Del",
    "insert": "Ins",
    "pageup": "PgUp",
    "pagedown": "PgDown",
    "pgdn": "PgDown",
}

_SHIFTED = dict(zip('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./", strict=True))
"""What a symbol has below it on the same key."""

_SYMBOL_WORDS = {
    "+": "加号",
    "-": "减号",
    "=": "等号",
    ",": "逗号",
    ".": "句号",
    "/": "斜杠",
    "\\": "反斜杠",
    ";": "分号",
    "'": "单引号",
    "`": "反引号",
    "[": "左方括号",
    "]": "右方括号",
    "?": "问号",
    "!": "叹号",
    "@": "艾特号",
    "#": "井号",
    "$": "美元号",
    "%": "百分号",
    "^": "尖号",
    "&": "和号",
    "*": "星号",
    "(": "左括号",
    ")": "右括号",
    "_": "下划线",
    "{": "左花括号",
    "}": "右花括号",
    "|": "竖线",
    ":": "冒号",
    '"': "双引号",
    "<": "小于号",
    ">": "大于号",
    "~": "波浪号",
}


def split(name: str) -> tuple[tuple[str, ...], str]:
    """Take a normal name apart: its modifiers, its key. ``Ctrl++`` is Ctrl and ``+``."""
    body = name[:-1] if name.endswith("+") else name.rpartition("+")[0]
    key = "+" if name.endswith("+") else name.rpartition("+")[2]
    return tuple(part for part in body.split("+") if part), key


def normalised(name: object) -> str | None:
    """Give the one form of a name, however it is written; ``None`` for what is no key, or only a held one.

    A symbol that needs Shift is named either by itself or by Shift and what stands below it.

    >>> normalised("shift + CONTROL+pagedown"), normalised("Shift+?"), normalised("?")
    ('Ctrl+Shift+PgDown', 'Shift+/', '?')
    """
    if not isinstance(name, str) or len(name) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", name).replace(" ", "")
    if text.endswith("+"):
        body, key = text[:-1], "+"
        if body and not body.endswith("+"):
            return None  # "Ctrl+": held, and nothing pressed
        body = body[:-1]
    else:
        body, _, key = text.rpartition("+")
    held = [_MODIFIER_NAMES.get(part.casefold()) for part in body.split("+")] if body else []
    known = _known(key)
    if known is None or None in held:
        return None
    if known == "Backtab":
        known, held = "Tab", [*held, SHIFT]
    if SHIFT in held:
        # Measured with Qt 6.9 on X11: Shift+? never fires, Shift+/ and ? do.
        known = _SHIFTED.get(known, known)
    return "+".join((*(each for each in MODIFIERS if each in held), known))


def _known(key: str) -> str | None:
    if (named := _NAMED.get(key.casefold())) is not None:
        return named
    # Letters are named by their capital; a capital of two letters (ß) is no key.
    capital = key.upper()
    return capital if len(capital) == 1 and capital.isprintable() and not capital.isspace() else None


def press_of(name: str) -> str:
    """Name what is pressed for a normal ``name``: two names of one press give the same.

    ``Ctrl++``, ``Ctrl+Shift++`` and ``Ctrl+Shift+=`` are one press, and ``Return`` and the keypad's ``Enter`` count as one.
    """
    held, key = split(name)
    if key in _SHIFTED:
        held, key = (*held, SHIFT), _SHIFTED[key]
    key = {"Enter": "Return"}.get(key, key)
    return "+".join((*(each for each in MODIFIERS if each in held), key))


def key_words(name: str) -> str:
    """Give a normal name as it is shown to people: ``Ctrl+下翻页``."""
    held, key = split(name)
    return "+".join((*("徽标键" if each == META else each for each in held), _PLAIN_WORDS.get(key, key)))


def spoken_words(name: str) -> str:
    """Give a normal name as it is said, where a plus and a full stop would be lost: ``Ctrl 加 减号``."""
    held, key = split(name)
    words = _SYMBOL_WORDS.get(key, _PLAIN_WORDS.get(key, key))
    return " 加 ".join((*("徽标键" if each == META else each for each in held), words))
