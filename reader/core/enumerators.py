"""The numbering of reports: 一、 （一） 1、 (1) ①, as the conventions of official documents have it.

Source: 党政机关公文格式 (GB/T 9704-2012) 7.3.3: the levels of a document are numbered 一、 （一） 1. （1）; work
reports write 1、 for 1. and often leave the second level out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.core.glossary import marker_number

_CHINESE = r"[一二三四五六七八九十]{1,3}"
_CHAPTER = re.compile(rf"({_CHINESE})、\s*")
_BRACKETED_CHINESE = re.compile(rf"[（(]({_CHINESE})[）)]\s*")
_ARABIC = re.compile(r"(\d{1,3})([、.．])\s*")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_BRACKETED_ARABIC = re.compile(r"[（(](\d{1,3})[）)]\s*")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True, slots=True)
class Enumerator:
    """The number a line begins with: its ``value``, its ``label`` as printed, and its ``width`` with its mark."""

    value: int
    label: str
    width: int


def chinese_number(text: str) -> int | None:
    """Read 一 … 九十九; ``None`` for what is no such number."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text)
    if any(part and part not in _DIGITS for part in (tens, ones)):
        return None
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def chapter_enumerator(text: str) -> Enumerator | None:
    """Read 一、 at the head of a line."""
    return _chinese(_CHAPTER, text)


def bracketed_enumerator(text: str) -> Enumerator | None:
    """Read （一） at the head of a line."""
    return _chinese(_BRACKETED_CHINESE, text)


def item_enumerator(text: str) -> Enumerator | None:
    """Read 1、 (or ``1.``) at the head of a line; not 8、9队, which lists two numbers, nor 3.5, which is one."""
    found = _ARABIC.match(text)
    if not found:
        return None
    following = re.match(r"\d+", text[found.end() :])
    if following and not found[0][-1].isspace():
        is_listed = found[2] == "、" and int(following[0]) == int(found[1]) + 1
        is_decimal = found[2] != "、" and not _YEAR.match(text, found.end())
        if is_listed or is_decimal:
            return None
    return Enumerator(int(found[1]), found[1], found.end())


def term_enumerator(text: str) -> Enumerator | None:
    """Read the number of a glossary entry: (1), ① or 1、; a term may begin with a digit (1、373地块)."""
    if text and (number := marker_number(text[0])) is not None:
        return Enumerator(number, text[0], 1)
    return _arabic(_BRACKETED_ARABIC, text) or _arabic(_ARABIC, text)


def _chinese(pattern: re.Pattern[str], text: str) -> Enumerator | None:
    found = pattern.match(text)
    value = chinese_number(found[1]) if found else None
    return Enumerator(value, found[1], found.end()) if found and value is not None else None


def _arabic(pattern: re.Pattern[str], text: str) -> Enumerator | None:
    found = pattern.match(text)
    return Enumerator(int(found[1]), found[1], found.end()) if found else None
