"""One choice a resident can make: its key, its values, its default, and the words for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of an option, with its word."""

    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """A setting: one of ``choices``, a whole number from ``minimum`` to ``maximum``, or text up to ``longest`` characters.

    ``step`` is what one press of plus or minus changes, ``less`` and ``more`` are the words for such a press; ``unit`` follows the number when it is shown or spoken. ``pattern``
    is what the whole of a text must match. ``help`` says in one plain sentence what choosing does. ``is_preference`` is
    false for what belongs to the place in the report and not to the resident's comfort; such an option is not touched by
    重置, nor by 撤销. ``is_aid`` says that 退出服务 puts it to rest: as long as the page is plain, it reads as its default.
    """

    key: str
    label: str
    default: Value
    choices: tuple[Choice, ...] = ()
    minimum: int = 0
    maximum: int = 0
    step: int = 1
    unit: str = ""
    less: str = "小一点"
    more: str = "大一点"
    longest: int = 0
    pattern: str = ""
    help: str = ""
    is_preference: bool = True
    is_aid: bool = False

    def accepts(self, value: object) -> bool:
        """Say whether ``value`` is of the right type and among the values this option can have."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return any(choice.value == value for choice in self.choices)
        if isinstance(value, str):
            # What cannot be written to a file, or not be shown, is no text.
            is_sound = len(value) <= self.longest and (not value or value.isprintable())
            return is_sound and (not self.pattern or re.fullmatch(self.pattern, value) is not None)
        return isinstance(value, int) and self.minimum <= value <= self.maximum

    def describe(self, value: Value) -> str:
        """Give the words for ``value``: its choice's label, the number with its unit, or the text itself."""
        for choice in self.choices:
            if choice.value == value:
                return choice.label
        return f"{value}{self.unit}" or "由程序挑选"

    def after(self, value: Value) -> Value:
        """Give the choice that follows ``value``, the first after the last."""
        values = [choice.value for choice in self.choices]
        return values[(values.index(value) + 1) % len(values)]

    def stepped(self, value: int, steps: int) -> int:
        """Give ``value`` moved by ``steps`` steps, kept within the range."""
        return max(self.minimum, min(self.maximum, value + steps * self.step))


def switch(
    key: str,
    label: str,
    default: bool,
    *,
    help: str = "",
    is_preference: bool = True,
    is_aid: bool = False,
) -> Option:
    """Declare an option that is on (开) or off (关)."""
    choices = (Choice(False, "关"), Choice(True, "开"))
    return Option(key, label, default, choices, help=help, is_preference=is_preference, is_aid=is_aid)
