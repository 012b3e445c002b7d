"""Rules for the symbols of units and for what is counted per unit."""

from __future__ import annotations

import re

from reader.speech.normalise.rule import (
    DIGITS,
    LATIN,
    Piece,
    Rule,
    after,
    before,
    char_after,
    either,
    whole,
)
from reader.speech.normalise.tables import AMOUNT_UNITS, PER_UNITS, UNITS

_UNIT = re.compile(either(UNITS) + "(?![A-Za-z])")
_AMOUNT_ENDS = (*AMOUNT_UNITS, *UNITS)
_LAST_OF_AMOUNTS = frozenset(unit[-1] for unit in _AMOUNT_ENDS)
_PER_UNIT = re.compile(either(PER_UNITS) + "(?!装)")
_PER_PART = rf"{either((*PER_UNITS, *UNITS))}"
_NUMBER_HEAD = re.compile("(?:[\\d⁰²³⁴⁵⁶⁷⁸⁹][万亿千百]{0,2} ?|/)\\Z")
_PER_ROW = re.compile("/[^,;:/]{1,3}$")
_TIME_SYMBOLS = ("h", "min", "s", "′", "°")


def _read_unit(match: re.Match[str]) -> list[Piece] | None:
    """Read the symbol of a unit: one made of letters only behind a number, and not with a number behind it."""
    if match[0][0] in LATIN or match[0][0] in "Ω″":
        head = match.string[max(0, match.start() - 4) : match.start()]
        is_code = char_after(match).isdecimal() and match[0] not in _TIME_SYMBOLS
        if is_code or not _NUMBER_HEAD.search(head):
            return None
    return whole(match, UNITS[match[0]])


def _read_per(match: re.Match[str]) -> list[Piece] | None:
    """Read the slash of 元/人·天 as 每, when units stand on both sides."""
    if char_after(match).isdecimal():
        return None
    tail = after(match)
    symbol = _UNIT.match(tail)
    if not symbol and not _PER_UNIT.match(tail):
        return None
    head = before(match)
    is_amount = head[-1:] in _LAST_OF_AMOUNTS and head.endswith(_AMOUNT_ENDS)
    return whole(match, "每") if is_amount or (symbol and head[-1:].isdecimal()) else None


def _read_per_several(match: re.Match[str]) -> list[Piece]:
    """Read 元/(平方米·月) as 元每平方米每月; 人·次 is one unit."""
    pieces: list[Piece] = []
    joint = "每"
    for part in re.finditer(rf"{_PER_PART}|[·*×./、]", match[1]):
        start = match.start(1) + part.start()
        if part[0] in "·*×./、":
            joint = "" if match[1][part.end() :] == "次" else "每"
            continue
        pieces.append((joint + UNITS.get(part[0], part[0]), start, start + len(part[0])))
    return pieces


def _read_per_day(match: re.Match[str]) -> list[Piece]:
    name = {"d": "天", "a": "年"}[match[1]]
    return [("每", match.start(), match.start() + 1), (name, *match.span(1))]


def _read_dot(match: re.Match[str]) -> list[Piece] | None:
    """Read the dot between units: 每 in a row of 每 (元/人·天), nothing in 人·次 and 架·次."""
    tail = after(match)
    if tail.startswith("次"):
        return []
    return whole(match, "每") if _PER_ROW.search(before(match)) and _PER_UNIT.match(tail) else None


RULES = (
    Rule(
        "".join(sorted({symbol[0] for symbol in UNITS})),
        re.compile(either(UNITS) + "(?![A-Za-z])"),
        _read_unit,
        "面积23.5㎡，限速60km/h",
        "面积二十三点五平方米，限速六十千米每小时",
        "GB 3100-93",
        leads=DIGITS + "⁰²³⁴⁵⁶⁷⁸⁹万亿千百 /",
    ),
    Rule(
        "/",
        re.compile(rf"/\(({_PER_PART}(?:[·*×./、]{_PER_PART}){{0,3}})\)"),
        _read_per_several,
        "3元/（平方米·月）",
        "三元每平方米每月",
        "GB 3101-93: compound units in brackets",
    ),
    Rule(
        "/",
        re.compile("(?<=[²³㎡㎥km吨LtgWh])/([da])(?![A-Za-z])"),
        _read_per_day,
        "5000m³/d",
        "五千立方米每天",
        "GB 3100-93: d and a, which behind a number alone could be anything",
    ),
    Rule(
        "/",
        re.compile("/"),
        _read_per,
        "1825元/㎡",
        "一千八百二十五元每平方米",
        "GB 3101-93: names of compound units",
    ),
    Rule(
        "·",
        re.compile("·"),
        _read_dot,
        "5元/人·天",
        "五元每人每天",
        "GB 3101-93",
    ),
)
