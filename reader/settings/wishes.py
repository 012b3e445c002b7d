"""Settings named on the command line: ``zoom=200``, ``scheme=yellow_on_black``, ``配色=黑底黄字``.

``default`` alone, or 原样, stands for all preferences as they are at first; what comes after it counts on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.errors import UsageError
from reader.settings.option import Option, Value
from reader.settings.store import Settings

DEFAULT = "default"
_DEFAULT_WORDS = (DEFAULT, "原样")
_MOST_DIGITS = 20
"""No option holds a larger number; Python refuses numbers of thousands of digits."""
_LONGEST_TOLD = 60
"""Characters of a wish that are said again when it cannot be."""


def parse_wishes(texts: Iterable[str], options: Iterable[Option]) -> dict[str, Value]:
    """Give key and value for each ``key=value``; keys and choices may be named by their words too.

    :class:`UsageError` for a key there is not, or a value it cannot have; it names those it can.
    """
    options = tuple(options)
    named: dict[str, Option] = {}
    for option in options:
        named.setdefault(option.label, option)
        named[option.key] = option
    wishes: dict[str, Value] = {}
    for text in texts:
        if text.strip() in _DEFAULT_WORDS:
            wishes |= {option.key: option.default for option in options if option.is_preference}
            continue
        name, sign, value = (piece.strip() for piece in text.partition("="))
        if not sign or name not in named:
            raise UsageError(
                f"“{_brief(text)}”不认得。要写成“名称=值”，有哪些名称和值，请看：qibao-reader tools --json"
            )
        option = named[name]
        wishes[option.key] = _parse(option, value)
    return wishes


def _parse(option: Option, text: str) -> Value:
    for choice in option.choices:
        if text in (choice.label, _written(choice.value)):
            return choice.value
    value: Value = text
    if isinstance(option.default, int) and text.isdecimal() and len(text) <= _MOST_DIGITS:
        value = int(text)
    if not option.accepts(value):
        raise UsageError(f"{option.label}（{option.key}）不能是“{_brief(text)}”，{_possible(option)}")
    return value


def _brief(text: str) -> str:
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]}……"


def _possible(option: Option) -> str:
    if option.choices:
        return "可以是：" + "、".join(
            f"{_written(choice.value)}（{choice.label}）" for choice in option.choices
        )
    if isinstance(option.default, int):
        return f"可以是 {option.minimum} 到 {option.maximum} 之间的整数"
    return f"要写成 {option.pattern} 的样子" if option.pattern else f"最多 {option.longest} 个字"


def written_wishes(settings: Settings, options: Iterable[Option]) -> tuple[str, ...]:
    """Give the resident's own way: every preference as at first, but for those that are not."""
    return (
        DEFAULT,
        *(
            f"{option.key}={_written(settings[option.key])}"
            for option in options
            if option.is_preference and not settings.is_default(option.key)
        ),
    )


def take_wishes(settings: Settings, wishes: Mapping[str, Value]) -> None:
    """Put the wishes in force, in one step: 撤销 brings back what was before."""
    with settings.step():
        for key, value in wishes.items():
            settings.set(key, value)


def _written(value: Value) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
