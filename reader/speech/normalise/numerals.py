"""Numbers written in digits → hanzi, as they are said.

Sources: GB/T 15835-2011 出版物上数字用法 for what digits stand for; 吕叔湘《现代汉语八百词》, entries 二 and 两, for 二 and 两: 千, 万 and
亿 at the head of a number take 两, 百 and 十 take 二, and so does everything further inside. Both are named from general knowledge, not yet checked against the books.
"""

from __future__ import annotations

from functools import lru_cache

from reader.speech.pinyin.hanzi import DIGITS

_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
LONGEST = 4 * len(_GROUPS)
"""Most digits that are read as one number; longer ones are codes and read digit by digit."""


def spell_digits(digits: str, one: str = "一") -> str:
    """Read ASCII digits one by one. ``one`` is how 1 is said: 幺 in telephone numbers."""
    return "".join(one if digit == "1" else DIGITS[int(digit)] for digit in digits)


@lru_cache(maxsize=4096)
def spell_number(digits: str) -> str:
    """Read ASCII digits as one number: 2310 → 两千三百一十, 10002 → 一万零二. Leading zeros do not count."""
    digits = digits.lstrip("0")
    if not digits:
        return "零"
    if len(digits) > LONGEST:
        return spell_digits(digits)
    groups = [digits[max(0, end - 4) : end] for end in range(len(digits), 0, -4)]
    parts: list[str] = []
    gap = False
    for power in reversed(range(len(groups))):
        value = groups[power].lstrip("0")
        if not value:
            gap = True
            continue
        # 零 stands where a place is empty between two that are not: 1 0002, 1 0000 2000.
        if parts and (gap or groups[power][0] == "0"):
            parts.append("零")
        # 万亿 is said once; its second half is said by the next group if that one has a value.
        parts.append(_spell_group(value) + _group_name(groups, power))
        gap = False
    return _say_head("".join(parts))


def _group_name(groups: list[str], power: int) -> str:
    if power == 3 and int(groups[2]):
        return "万"
    return _GROUPS[power]


def _spell_group(value: str) -> str:
    """Read one to four digits that do not begin with 0."""
    parts: list[str] = []
    for at, digit in enumerate(value):
        if digit != "0":
            parts.append(DIGITS[int(digit)] + _PLACES[len(value) - at - 1])
        elif value[at:].strip("0") and parts[-1] != "零":
            parts.append("零")
    return "".join(parts)


def _say_head(spelled: str) -> str:
    """Say the head of a number as people do: 十五 for 一十五, 两千 for 二千."""
    if spelled.startswith("一十"):
        return spelled[1:]
    if spelled[0] == "二" and spelled[1:2] in ("千", "万", "亿"):
        return "两" + spelled[1:]
    return spelled


_SEPARATORS = str.maketrans("", "", ", \u202f")


def spell_decimal(number: str) -> str:
    """Read digits with at most one decimal point and any thousands separators: 1,234.50 → 一千二百三十四点五零."""
    if number.isdecimal():
        return spell_number(number)
    whole, point, decimals = number.translate(_SEPARATORS).partition(".")
    return spell_number(whole) + ("点" + spell_digits(decimals) if point else "")
