"""Rules for the numbers and letters of lists, and for digits too many to be anything but a code: they come first."""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_digits, spell_number
from reader.speech.normalise.rule import (
    BREAK,
    DIGITS,
    LATIN,
    Piece,
    Rule,
    at_line_start,
    either,
    one_by_one,
)
from reader.speech.normalise.tables import MEASURES
from reader.speech.pinyin.hanzi import NUMERALS

_COUNT = re.compile(rf"(\d{{1,2}})(?:{either(MEASURES)})")
_COHORT = re.compile("\\d\\d(?:后|年代)")


def _read_long(match: re.Match[str]) -> list[Piece]:
    return one_by_one(spell_digits(match[0]), match.start())


def _read_numbering(match: re.Match[str]) -> list[Piece] | None:
    """Read the number before an item of a list; its bracket or point becomes a pause."""
    if not at_line_start(match) or _is_estimate(match):
        return None
    said = match[1] if match[1][0] in NUMERALS or match[1][0] in LATIN else spell_number(match[1])
    mark = "、" if match[0].endswith("、") else "，"
    return [(said, *match.span(1)), (mark, match.end(1), match.end())]


def _is_estimate(match: re.Match[str]) -> bool:
    """Say whether 2、3 are two numbers in a row that count something (2、3个), or 80、90 two of a row of years."""
    following = _COUNT.match(match.string, match.end())
    if _COHORT.match(match.string, match.end()):
        return True
    return bool(following and match[1].isdecimal() and int(following[1]) == int(match[1]) + 1)


def _read_number_in_line(match: re.Match[str]) -> list[Piece]:
    """Read the number of an item that need not begin a line."""
    return [
        (BREAK, match.start(), match.start()),
        (spell_number(match[1]), *match.span(1)),
        ("，", match.end(1), match.end()),
    ]


def _read_card(match: re.Match[str]) -> list[Piece]:
    return [
        (BREAK, at, at + 1) if char not in DIGITS else (spell_digits(char), at, at + 1)
        for at, char in enumerate(match[0], match.start())
    ]


RULES = (
    Rule(
        DIGITS,
        re.compile(r"\d{17,}+"),
        _read_long,
        "代码12345678901234567",
        "代码一二三四五六七八九零一二三四五六七",
        "no count has 17 digits: such a row is a code",
        run=(17, 17),
    ),
    Rule(
        DIGITS,
        re.compile(r"\d{4}(?:[ \u202f]\d{4}){2,4}(?:[ \u202f]\d{1,4})?(?!\d)"),
        _read_card,
        "卡号6222 0212 3456 7890",
        "卡号六二二二，零二一二，三四五六，七八九零",
        "numbers of cards are written in fours (ISO/IEC 7812)",
        run=(4, 4),
        follows=" " + DIGITS,
    ),
    Rule(
        DIGITS,
        re.compile("(\\d)\ufe0f?\u20e3"),
        _read_number_in_line,
        "1\ufe0f\u20e3加强领导",
        "一，加强领导",
        "Unicode keycaps, which number lists in messages",
        run=(1, 1),
        follows="\ufe0f\u20e3",
    ),
    Rule(
        DIGITS,
        re.compile(r"(?=\d{1,2}、|\d{1,3}[.)])(\d{1,3})(?:[.)](?!\d)|、)"),
        _read_numbering,
        "1.加强领导",
        "一，加强领导",
        "GB/T 15835-2011 numbering of lists",
        run=(1, 3),
        follows=".)、",
    ),
    Rule(
        LATIN,
        re.compile(r"([A-Za-z])(?:[.)](?![\dA-Za-z.])|、(?![A-Za-z]))"),
        _read_numbering,
        "a.加强领导",
        "a，加强领导",
        "lists numbered by letters: common usage",
        run=(1, 1),
        follows=".)、",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,2})\.(?=(?:19|20)\d\d年)"),
        _read_number_in_line,
        "附件：1.2021年决算表",
        "附件：一，二零二一年决算表",
        "GB/T 9704-2012: attachments are numbered 1.; no decimal goes on as a year",
        run=(1, 2),
        follows=".",
    ),
    Rule(
        "(",
        re.compile(r"\(((?!0)\d{1,3}|[一二三四五六七八九十]{1,3})\)"),
        _read_numbering,
        "（1）373地块",
        "一，三七三地块",
        "党政机关公文格式 GB/T 9704-2012: 一、 （一） 1. （1）",
    ),
)
