"""Rules for years, dates and times of day.

Years are said digit by digit, other parts of a date as numbers (GB/T 15835-2011).
"""

from __future__ import annotations

import re

from reader.speech.normalise.rule import DIGITS, Piece, Rule, after, before, one_by_one, whole
from reader.speech.normalise.tables import EVENT_NOUNS, YEAR_NOUNS, either
from reader.speech.numerals import spell_digits, spell_number

_RATIO_WORDS = re.compile(r"比|按|配")
_AFTER_YEAR = re.compile("历史|文明|以来的文明|左右")


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _read_full_date(match: re.Match[str]) -> list[Piece] | None:
    if not _is_day(match[3], match[4]):
        return None
    year = one_by_one(spell_digits(match[1]), match.start())
    first, second = match.start(3) - 1, match.start(4) - 1
    return [
        *year,
        ("年", first, first + 1),
        (spell_number(match[3]), *match.span(3)),
        ("月", second, second + 1),
        (spell_number(match[4]) + "日", *match.span(4)),
    ]


def _read_year_month(match: re.Match[str]) -> list[Piece]:
    dash = match.end(1)
    year = one_by_one(spell_digits(match[1]), match.start())
    return [*year, ("年", dash, dash + 1), (spell_number(match[2]) + "月", *match.span(2))]


def _read_year_range(match: re.Match[str]) -> list[Piece]:
    first = one_by_one(spell_digits(match[1]), match.start(1))
    return [*first, ("到", match.end(1), match.start(2)), *one_by_one(spell_digits(match[2]), match.start(2))]


def _read_year(match: re.Match[str]) -> list[Piece] | None:
    if match[1] == "1000" or int(match[1]) >= 3000 or _AFTER_YEAR.match(after(match)[1:]):
        return None
    return one_by_one(spell_digits(match[1]), match.start())


def _read_short_year(match: re.Match[str]) -> list[Piece]:
    return one_by_one(spell_digits(match[1]), match.start())


def _read_padded(match: re.Match[str]) -> list[Piece]:
    return whole(match, spell_number(match[0]))


def _say_time(hours: str, minutes: str, seconds: str | None) -> str:
    if int(minutes) == 0 and seconds is None:
        said = ""
    else:
        said = ("零" if minutes[0] == "0" and minutes != "00" else "") + spell_number(minutes) + "分"
    tail = f"{spell_number(seconds)}秒" if seconds else ""
    return ("两" if hours in ("2", "02") else spell_number(hours)) + "点" + said + tail


def _read_time(match: re.Match[str]) -> list[Piece] | None:
    if _RATIO_WORDS.search(before(match)[-4:]) or after(match).startswith(("的比", "比例")):
        return None
    return whole(match, _say_time(match[1], match[2], match[3]))


def _read_event(match: re.Match[str]) -> list[Piece] | None:
    """Read a day that names an event, when its noun follows, or a 日 does (3.15消费者权益日)."""
    tail = after(match)
    is_quoted = (
        match.string[match.start() - 1 : match.start()] in _OPENING
        and match.string[match.end() : match.end() + 1] in _CLOSING
    )
    is_event = is_quoted or tail.startswith(EVENT_NOUNS) or re.match(r"[^\d,.;:%万亿元]{1,8}[日节]", tail)
    if not _is_day(match[1], match[2]) or (match[0][len(match[1])] == "." and not is_event):
        return None
    return [
        *one_by_one(spell_digits(match[1]), match.start(1)),
        *one_by_one(spell_digits(match[2]), match.start(2)),
    ]


_OPENING = ("“", "「", '"')
_CLOSING = ("”", "」", '"')
_SHORT_YEARS = "(?:00|05|50|60|70|75|80|85|90|95)"

RULES = (
    Rule(
        DIGITS,
        re.compile(r"((?:1[5-9]|20|21)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?![\d\-./])"),
        _read_full_date,
        "截至2022-03-15",
        "截至二零二二年三月十五日",
        "GB/T 7408-2005 (ISO 8601); GB/T 15835-2011",
    ),
    Rule(
        DIGITS,
        re.compile(
            r"((?:19|20)\d\d)(?:-(?=0|1[0-2])|\.)(0?[1-9]|1[0-2])(?=$|[-~至到起前后,;:。)、\s](?!\d{1,2}$))"
        ),
        _read_year_month,
        "发布时间：2022-03",
        "发布时间：二零二二年三月",
        "GB/T 7408-2005 (ISO 8601)",
    ),
    Rule(
        DIGITS,
        re.compile(rf"(\d{{4}}) ?(?:[-~/]|--) ?(\d{{4}})(?={either(YEAR_NOUNS)})"),
        _read_year_range,
        "2021—2025年",
        "二零二一到二零二五年",
        "GB/T 15835-2011",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{4})(?:[-/])(\d{2})(?=赛季|学年|财年|年度)"),
        _read_year_range,
        "2021/22赛季",
        "二零二一到二二赛季",
        "common usage: the second year of a season is short",
    ),
    Rule(
        DIGITS,
        re.compile(rf"(\d{{4}})(?={either(YEAR_NOUNS)})"),
        _read_year,
        "2035年远景目标",
        "二零三五年远景目标",
        "GB/T 15835-2011",
    ),
    Rule(
        DIGITS,
        re.compile(rf"({_SHORT_YEARS})(?=后(?:[^\d]|$))"),
        _read_short_year,
        "80后干部",
        "八零后干部",
        "common usage: birth cohorts are short years",
    ),
    Rule(
        DIGITS,
        re.compile(r"(0\d)(?=年(?![代]))"),
        _read_short_year,
        "08年奥运",
        "零八年奥运",
        "common usage: short years",
    ),
    Rule(
        DIGITS,
        re.compile(r"0\d(?=[月日时分]|[-~]\d{1,2}[月日时分])"),
        _read_padded,
        "2022年03月05日",
        "二零二二年三月五日",
        "GB/T 15835-2011: padding zeros are for forms, not for speech",
    ),
    Rule(
        DIGITS,
        re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:.%])"),
        _read_time,
        "8:30-17:00",
        "八点三十分到十七点",
        "GB/T 15835-2011; 点 for 时 is speech",
    ),
    Rule(
        DIGITS,
        re.compile(r"(1[0-2]|[1-9])[.·]([12]\d|3[01]|0?[1-9])(?![\d.%])"),
        _read_event,
        "6.30任务达标线",
        "六三零任务达标线",
        "GB/T 15835-2011 (“3·15”消费者权益日); read digit by digit as in 一二九运动",
    ),
)
