"""Rules for numbers that count or measure: percentages, fractions, ratios, money, units, 二 and 两."""

from __future__ import annotations

import re

from reader.speech.normalise.rule import DIGITS, NUMBER, Piece, Rule, after, before, one_by_one, whole
from reader.speech.normalise.tables import (
    AMOUNT_UNITS,
    CURRENCIES,
    MEASURES,
    NOT_TWO,
    PER_UNITS,
    UNITS,
    YEAR_NOUNS,
    either,
)
from reader.speech.numerals import spell_decimal, spell_digits

_UNIT = re.compile(either(UNITS) + "(?![A-Za-z])")
_LATIN_UNIT = re.compile(rf"([万亿千百]{{0,2}})({either(UNITS)})(?![A-Za-z0-9])")
_MEASURE = re.compile(either(MEASURES))
_NOT_TWO = re.compile(either(NOT_TWO))
_COUNTED = re.compile(either(MEASURES) + "|左右|以上|以下|以内|上下|余|多")
_ORDINAL = re.compile("(?:第|初|星期|周|礼拜)$")
_AMOUNT = re.compile("(?:达|达到|至|到|近|约|超|超过|共|计|逾|突破|不足|不少于|仅|为)$")
_AMOUNT_UNIT = re.compile(f"(?:{either(AMOUNT_UNITS)}|{either(UNITS)})$")
_PER_UNIT = re.compile(either(PER_UNITS))
_RANGE = re.compile(rf"(?:[-~、]|--){NUMBER}")


def _read_percent(match: re.Match[str]) -> list[Piece]:
    """Read 3-5% as 百分之三到五, in which the word for the sign comes first: all of it stands for all of it."""
    base = {"%": "百分之", "‰": "千分之"}[match["sign"]]
    spoken = base + spell_decimal(match["low"])
    if match["high"]:
        spoken += "到" + (base if match["each"] else "") + spell_decimal(match["high"])
    return whole(match, spoken)


def _read_fraction(match: re.Match[str]) -> list[Piece] | None:
    if match[2] == "0" or after(match)[:1] in ("年", "月"):
        return None
    return whole(match, spell_decimal(match[2]) + "分之" + spell_decimal(match[1]))


def _read_ratio(match: re.Match[str]) -> list[Piece]:
    colon = match.end(1)
    return [
        (spell_decimal(match[1]), *match.span(1)),
        ("比", colon, match.start(2)),
        (spell_decimal(match[2]), *match.span(2)),
    ]


def _read_score(match: re.Match[str]) -> list[Piece] | None:
    return _read_ratio(match) if re.search("比分[为是以]?$", before(match)) else None


def _read_money(match: re.Match[str]) -> list[Piece]:
    return whole(match, spell_decimal(match[2]) + match[3] + CURRENCIES[match[1]])


def _is_two(match: re.Match[str]) -> bool:
    """Say whether 2 counts things, and so is 两: before a measure word, also behind a range (2-3个, 2、3户)."""
    if _ORDINAL.search(before(match)):
        return False
    string, end = match.string, match.end()
    span = _RANGE.match(string, end)
    at = span.end() if span else end
    unit = _LATIN_UNIT.match(string, at)
    if unit:
        return True
    tail = string[at : at + 8].lstrip(" ")
    plain = _NOT_TWO.match(tail)
    measure = _MEASURE.match(tail)
    if measure and plain:
        return measure.end() > plain.end()
    return measure is not None


def _is_year(match: re.Match[str]) -> bool:
    """Say whether a bare number of four digits is a year: from 1949 on, no measure word after it, no amount before it."""
    if not re.fullmatch("19[4-9]\\d|20\\d\\d", match[0]):
        return False
    tail = after(match)
    if _COUNTED.match(tail) and not tail.startswith(YEAR_NOUNS):
        return False
    return not _AMOUNT.search(before(match)) or tail.startswith(("、", "-", "~"))


def _read_number(match: re.Match[str]) -> list[Piece]:
    """Read a number, and the symbol of a unit behind it."""
    if _is_year(match) and not _LATIN_UNIT.match(match.string, match.end()):
        return one_by_one(spell_digits(match[0]), match.start())
    return whole(match, "两" if match[0] == "2" and _is_two(match) else spell_decimal(match[0]))


def _read_spaced_number(match: re.Match[str]) -> list[Piece] | None:
    tail = match.string[match.end() : match.end() + 8].lstrip(" ")
    return whole(match, spell_decimal(match[0])) if _MEASURE.match(tail) or _UNIT.match(tail) else None


def _read_unit(match: re.Match[str]) -> list[Piece] | None:
    """Read the symbol of a unit: one made of letters only behind a number."""
    if match[0][0].isascii() and match[0].isalnum():
        head = match.string[max(0, match.start() - 4) : match.start()]
        if not re.search(r"(?:\d[万亿千百]{0,2} ?|/)$", head):
            return None
    return whole(match, UNITS[match[0]])


def _read_per(match: re.Match[str]) -> list[Piece] | None:
    """Read the slash of 元/人·天 as 每, when units stand on both sides."""
    head, tail = before(match), after(match)
    if not _AMOUNT_UNIT.search(head) or not (_PER_UNIT.match(tail) or _UNIT.match(tail)):
        return None
    return whole(match, "每")


def _read_per_day(match: re.Match[str]) -> list[Piece]:
    name = {"d": "天", "a": "年"}[match[1]]
    return [("每", match.start(), match.start() + 1), (name, *match.span(1))]


def _read_dot(match: re.Match[str]) -> list[Piece] | None:
    """Read the dot between units: 每 in a row of 每 (元/人·天), nothing in 人·次 and 架·次."""
    tail = after(match)
    if tail.startswith("次"):
        return []
    return (
        whole(match, "每") if re.search("/[^,;:/]{1,3}$", before(match)) and _PER_UNIT.match(tail) else None
    )


_SYMBOL_STARTS = "".join(sorted({symbol[0] for symbol in UNITS}))

RULES = (
    Rule(
        DIGITS,
        re.compile(rf"(?P<low>{NUMBER})(?:(?P<each>[%‰]?)(?:[-~]|--)(?P<high>{NUMBER}))?(?P<sign>[%‰])"),
        _read_percent,
        "增长3-5%",
        "增长百分之三到五",
        "GB/T 15835-2011; 百分之 before the number: 《现代汉语八百词》, 分之",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,16})/(\d{1,16})(?![\d/.])"),
        _read_fraction,
        "占2/3",
        "占三分之二",
        "《现代汉语八百词》, 分之",
    ),
    Rule(
        DIGITS,
        re.compile(rf"({NUMBER}) ?: ?({NUMBER})(?!:)"),
        _read_ratio,
        "比例为1：3",
        "比例为一比三",
        "GB 3102.11-93, ratio",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,3})[-~](\d{1,3})(?![\d.])"),
        _read_score,
        "比分2-1",
        "比分二比一",
        "scores of matches: common usage",
    ),
    Rule(
        "".join(CURRENCIES),
        re.compile(rf"([{''.join(CURRENCIES)}]) ?({NUMBER})([万亿]{{0,2}})元?"),
        _read_money,
        "补贴¥500",
        "补贴五百元",
        "GB/T 12406-2022, signs of currencies",
    ),
    Rule(
        DIGITS,
        re.compile(r"\d{1,3}(?: \d{3}){1,4}(?! ?\d)"),
        _read_spaced_number,
        "2 000人",
        "两千人",
        "GB/T 15835-2011: thin spaces between thousands",
    ),
    Rule(
        DIGITS,
        re.compile(NUMBER),
        _read_number,
        "2个项目、2号楼、2021上半年",
        "两个项目、二号楼、二零二一上半年",
        "《现代汉语八百词》, 二 and 两; GB/T 15835-2011",
    ),
    Rule(
        _SYMBOL_STARTS,
        re.compile(either(UNITS) + "(?![A-Za-z])"),
        _read_unit,
        "面积23.5㎡，限速60km/h",
        "面积二十三点五平方米，限速六十千米每小时",
        "GB 3100-93",
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
