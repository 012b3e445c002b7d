"""Rules for bare numbers: 二 or 两, a count or a year."""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_decimal, spell_digits
from reader.speech.normalise.rule import (
    DIGITS,
    NUMBER,
    TIGHT,
    Piece,
    Rule,
    after,
    before,
    either,
    one_by_one,
    whole,
)
from reader.speech.normalise.tables import MEASURES, NOT_TWO, UNITS, YEAR_NOUNS

_UNIT = re.compile(either(UNITS) + "(?![A-Za-z])")
_UNIT_BEHIND = re.compile(rf"[万亿千百]{{0,2}} ?{either(UNITS)}(?![A-Za-z0-9])")
_MEASURE = re.compile(either(MEASURES))
_NOT_TWO = re.compile(either(NOT_TWO))
_COUNTED = re.compile(either(MEASURES) + "|左右|以上|以下|以内|上下|余|多")
_LINK = "(?:[-~、和及与至到或]|--)"
_ORDINAL = re.compile(rf"(?:第(?:\d{{1,4}}{_LINK}){{0,3}}|初|星期|周|礼拜|村|条第)$")
_AMOUNT = (*"达至到近约超共计逾仅为", "超过", "突破", "不足", "不少于")
_RANGE = re.compile(rf"(?:[-~、至到或]|--|或者){NUMBER}")
_PLACE = re.compile("(?:位于|坐落于|地处|(?<!存)在|至|到|住|搬入|楼|[上去]|\\d楼?第|地下|负|B)$")
_MINUTES = re.compile("分(?![公之队局店部支院析类管])")


def _is_two(match: re.Match[str]) -> bool:
    """Say whether 2 counts things, and so is 两: before a measure word, also behind a range (2-3个, 2、3户)."""
    head = before(match)
    if _ORDINAL.search(head):
        return False
    string, end = match.string, match.end()
    span = _RANGE.match(string, end)
    at = span.end() if span else end
    if _UNIT_BEHIND.match(string, at):
        return True
    tail = string[at : at + 8].lstrip(" " + TIGHT)
    if (
        tail.startswith("层")
        and (head.endswith("-") or _PLACE.search(head))
        and tail[1:2] not in ("楼", "以")
    ):
        return False
    if _MINUTES.match(tail):
        return head[-1:] not in ("时", "点")
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
    is_listed = tail.startswith(("、19", "、20", "-20", "~20"))
    if match[0] == "2000" and not is_listed:
        return False
    return not before(match).endswith(_AMOUNT) or is_listed


def _read_number(match: re.Match[str]) -> list[Piece]:
    """Read a number that nothing else has read."""
    text = match[0]
    if text == "2":
        return whole(match, "两" if _is_two(match) else "二")
    if len(text) == 4 and _is_year(match) and not _UNIT_BEHIND.match(match.string, match.end()):
        return one_by_one(spell_digits(text), match.start())
    return whole(match, spell_decimal(text))


def _read_spaced_number(match: re.Match[str]) -> list[Piece] | None:
    tail = match.string[match.end() : match.end() + 8].lstrip(" ")
    return whole(match, spell_decimal(match[0])) if _MEASURE.match(tail) or _UNIT.match(tail) else None


RULES = (
    Rule(
        DIGITS,
        re.compile(r"\d{1,3}(?: \d{3}){1,4}(?:\.\d{1,8})?(?! ?\d)"),
        _read_spaced_number,
        "2 000人",
        "两千人",
        "GB/T 15835-2011: thin spaces between thousands",
        run=(1, 3),
        follows=" " + DIGITS,
    ),
    Rule(
        DIGITS,
        re.compile(NUMBER),
        _read_number,
        "2个项目、2号楼、2021上半年",
        "两个项目、二号楼、二零二一上半年",
        "《现代汉语八百词》, 二 and 两; GB/T 15835-2011",
        run=(1, 16),
    ),
)
