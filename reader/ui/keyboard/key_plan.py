"""The screen keyboard's keys: what is on them, where they stand, what they are called."""

from __future__ import annotations

from dataclasses import dataclass

ROWS = 4
"""Of keys; the words to choose from stand above."""
COLUMNS = 24
"""Half keys side by side."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A key: its words, where it stands (in half keys), what it is called and what it does."""

    label: str
    row: int
    column: int
    columns: int
    name: str
    description: str


DELETE, EMPTY, SPACE, FIND, CLOSE, MARKS = "删除", "清空", "空格", "找", "收起", "符号"
FIRST = "Q"
"""Where the focus begins."""

_DIGITS = "1234567890"
_MARKS = {
    "%": "百分号",
    ".": "点",
    "-": "短横",
    "/": "斜杠",
    "、": "顿号",
    "，": "逗号",
    "。": "句号",
    "：": "冒号",
    "？": "问号",
    "'": "隔音号",
}
"""Those of reports (15.5%、10-04地块), of sentences, and the one that parts xi'an from xian."""

MARK_OF = dict(zip(_DIGITS, _MARKS, strict=True))
"""The mark that is on a digit's key once 符号 was pressed."""


def _letters() -> tuple[Plan, ...]:
    # The rows of letters begin as on every keyboard: half a key, then a whole one further right.
    rows = (("QWERTYUIOP", 0), ("ASDFGHJKL", 1), ("ZXCVBNM", 3))
    return tuple(
        Plan(letter, row, begin + 2 * at, 2, f"字母 {letter}", f"写上字母 {letter.lower()}")
        for row, (letters, begin) in enumerate(rows, 1)
        for at, letter in enumerate(letters)
    )


def _digits() -> tuple[Plan, ...]:
    return tuple(
        Plan(digit, 0, 2 * at, 2, f"数字 {digit}", f"写上数字 {digit}") for at, digit in enumerate(_DIGITS)
    )


ACTIONS = (
    Plan(DELETE, 0, 20, 4, "删除", "删去前面一个字，按住不放就一直删"),
    Plan(EMPTY, 1, 20, 4, "清空", "把写的都去掉"),
    Plan(CLOSE, 2, 20, 4, "收起键盘", "收起屏幕键盘"),
    Plan(MARKS, 3, 0, 3, "符号", "第一排换成百分号、点这样的符号"),
    Plan(SPACE, 3, 17, 3, "空格", "空一格，把两个词分开"),
    Plan(FIND, 3, 20, 4, "找", "就照写的开始找"),
)
PLANS = tuple(sorted((*_digits(), *_letters(), *ACTIONS), key=lambda plan: (plan.row, plan.column)))
"""All keys, row by row from left to right."""


def sign_of(digit: str, has_marks: bool) -> tuple[str, str, str]:
    """Give what is on a digit's key now, what it is called, and what it does."""
    mark = MARK_OF[digit]
    if has_marks:
        return mark, _MARKS[mark], f"写上{_MARKS[mark]}"
    return digit, f"数字 {digit}", f"写上数字 {digit}"


def spoken(character: str) -> str:
    """Give the word for a character that may have no sound of its own."""
    return "空格" if character.isspace() else _MARKS.get(character, character)
