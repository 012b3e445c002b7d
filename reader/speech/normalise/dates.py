"""Rules for years and dates.

Years are said digit by digit, other parts of a date as numbers (GB/T 15835-2011).
"""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_digits, spell_number
from reader.speech.normalise.rule import (
    BREAK,
    DASH,
    DIGITS,
    GAP,
    Piece,
    Rule,
    after,
    before,
    char_after,
    char_before,
    either,
    one_by_one,
    whole,
)
from reader.speech.normalise.tables import (
    DATE_LABELS,
    EVENT_NOUNS,
    MEASURES,
    SHORT_YEAR_NOUNS,
    UNITS,
    VALUE_WORDS,
    YEAR_NOUNS,
)

_AFTER_YEAR = re.compile("历史|文明|以来的文明|左右")
_COUNTED = re.compile(f"{either(MEASURES)}|{either(UNITS)}|[%‰万亿]")
_DATE_LABEL = re.compile(either(DATE_LABELS) + "[为是:(]{0,2}$")
_VALUE_WORD = re.compile(either(VALUE_WORDS) + "$")
_AFTER_DATE = re.compile(r"\d{4}\.\d{1,2}\.\d{1,2}(?:[-~]{1,2}|至|到)$")
_SHORT_YEAR_HEAD = re.compile("(?:自|从|在|于|出生|生于|时任|早在|当年)$")
_SPAN_HEAD = re.compile(
    "(?:近|约|满|达|共|长达|历时|用|花|了|过|每|第|有|的|不足|超过|工龄|产权|寿命|任期|服役|服刑|从业|从教|行医|参军|入党|党龄|军龄|教龄|使用|经营|坚守|工作|结婚|相隔|时隔|居住|生活|陪伴|使用期)$"
)
_EVENT_BY_DAY = re.compile(r"[^\d,.;:%万亿元]{1,8}[日节]")
_HOLIDAYS = {("5", "1"), ("10", "1")}
_HOLIDAY_NOUNS = ("期间", "假期", "小长假", "长假", "放假", "前后", "黄金周", "劳动节", "国庆", "节")
_OPENING = ("“", "「", '"')
_CLOSING = ("”", "」", '"')


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _say_year(match: re.Match[str], group: int) -> list[Piece]:
    return one_by_one(spell_digits(match[group]), match.start(group))


def _say_part(match: re.Match[str], group: int, name: str) -> Piece:
    return spell_number(match[group]) + name, *match.span(group)


def _read_full_date(match: re.Match[str]) -> list[Piece] | None:
    if not _is_day(match[3], match[4]):
        return None
    first, second = match.start(3) - 1, match.start(4) - 1
    return [
        *_say_year(match, 1),
        ("年", first, first + 1),
        _say_part(match, 3, ""),
        ("月", second, second + 1),
        _say_part(match, 4, "日"),
    ]


def _read_compact_date(match: re.Match[str]) -> list[Piece] | None:
    """Read 20230315: as a date behind a label, else digit by digit; as a number only if a count follows."""
    if not _is_day(match[2], match[3]) or _COUNTED.match(after(match)):
        return None
    if not _DATE_LABEL.search(before(match)):
        return one_by_one(spell_digits(match[0]), match.start())
    month = match.start(2)
    return [*_say_year(match, 1), ("年", month, month), _say_part(match, 2, "月"), _say_part(match, 3, "日")]


def _read_year_month(match: re.Match[str]) -> list[Piece]:
    dash = match.end(1)
    return [*_say_year(match, 1), ("年", dash, dash + 1), _say_part(match, 2, "月")]


def _read_year_months(match: re.Match[str]) -> list[Piece]:
    point = match.end(1)
    return [
        *_say_year(match, 1),
        ("年", point, point + 1),
        _say_part(match, 2, "月"),
        ("到", match.end(2), match.start(3)),
        _say_part(match, 3, "" if char_after(match) == "月" else "月"),
    ]


def _read_days(match: re.Match[str]) -> list[Piece] | None:
    """Read 9.1-9.30 as days: no unit follows, and a label or a day of two digits says it is no value."""
    tail, head = after(match), before(match)
    if _COUNTED.match(tail):
        return None
    has_label = _DATE_LABEL.search(head) or tail.startswith(("期间", "活动", "放假", "公示", "举行", "举办"))
    is_slashed = match[2] == "/"
    is_dated = is_slashed or (max(len(match[3]), len(match[5])) == 2 and not _VALUE_WORD.search(head))
    if not has_label and not is_dated:
        return None
    middle, second = match.end(1), match.end(4)
    return [
        _say_part(match, 1, ""),
        ("月", middle, middle + 1),
        _say_part(match, 3, "日"),
        ("到", match.end(3), match.start(4)),
        _say_part(match, 4, ""),
        ("月", second, second + 1),
        _say_part(match, 5, "" if tail.startswith("日") else "日"),
    ]


def _read_second_day(match: re.Match[str]) -> list[Piece] | None:
    """Read the end of a range of days behind a full date: 2023.9.1-9.30, 2023.9.1-30."""
    head = match.string[max(0, match.start() - 12) : match.start()]
    if head.count(".") < 2 or not _AFTER_DATE.search(head) or char_after(match) in ("年", "月", "."):
        return None
    point = match.end(1)
    month: list[Piece] = [_say_part(match, 1, ""), ("月", point, point + 1)] if match[1] else []
    return [*month, _say_part(match, 2, "" if char_after(match) == "日" else "日")]


def _read_month_day(match: re.Match[str]) -> list[Piece]:
    slash = match.end(1)
    return [_say_part(match, 1, ""), ("月", slash, slash + 1), _say_part(match, 2, "")]


def _read_year_range(match: re.Match[str]) -> list[Piece]:
    return [*_say_year(match, 1), ("到", match.end(1), match.start(2)), *_say_year(match, 2)]


def _read_bare_year_range(match: re.Match[str]) -> list[Piece] | None:
    is_counted = match[1] >= match[2] or _COUNTED.match(after(match)) or _VALUE_WORD.search(before(match))
    return None if is_counted else _read_year_range(match)


def _read_year(match: re.Match[str]) -> list[Piece] | None:
    if match[1] == "1000" or int(match[1]) >= 3000 or _AFTER_YEAR.match(after(match)[1:]):
        return None
    return _say_year(match, 1)


def _read_short_year(match: re.Match[str]) -> list[Piece]:
    return _say_year(match, 1)


def _read_cohort(match: re.Match[str]) -> list[Piece] | None:
    return None if before(match).endswith(("满", "过", "+", "-")) else _say_year(match, 1)


def _read_early_year(match: re.Match[str]) -> list[Piece] | None:
    return _say_year(match, 1) if before(match).endswith(("公元", "公元前")) else None


def _read_two_digit_year(match: re.Match[str]) -> list[Piece] | None:
    """Read 98年 as a year where a date, a season or an event says so, and no word for a span of time stands before."""
    head, tail = before(match), after(match)[1:]
    if _SPAN_HEAD.search(head):
        return None
    is_month = re.match(r"\d{1,2}月(?!内|以)", tail)
    is_old = match[1][0] in "56789"
    is_dated = is_old and (tail.startswith(SHORT_YEAR_NOUNS) or _SHORT_YEAR_HEAD.search(head))
    is_season = tail.startswith(("底", "初", "春", "夏", "秋", "冬", "上半年", "下半年", "全年"))
    return _say_year(match, 1) if is_month or is_dated or is_season else None


def _read_padded(match: re.Match[str]) -> list[Piece]:
    is_minute = char_after(match) == "分" and char_before(match) in ("时", "点")
    return whole(match, ("零" if is_minute and match[0] != "00" else "") + spell_number(match[0]))


def _read_event(match: re.Match[str]) -> list[Piece] | None:
    """Read a day that names an event, when its noun follows, or a 日 does (3.15消费者权益日)."""
    tail = after(match)
    is_quoted = char_before(match) in _OPENING and char_after(match) in _CLOSING
    day = (match[1], match[3])
    is_holiday = day in _HOLIDAYS and (is_quoted or tail.startswith(_HOLIDAY_NOUNS))
    is_day = _EVENT_BY_DAY.match(tail) and not _COUNTED.match(tail)
    is_event = is_quoted or is_holiday or tail.startswith(EVENT_NOUNS) or is_day
    if not _is_day(*day) or (match[2] == "." and not is_event):
        return None
    if day == ("10", "1"):
        return [("十", *match.span(1)), ("一", *match.span(3))]
    return [*_say_year(match, 1), *_say_year(match, 3)]


def _read_plan(match: re.Match[str]) -> list[Piece]:
    return [_say_part(match, 1, ""), _say_part(match, 2, "")]


_COHORTS = "(?:00|05|10|15|[5-9]\\d)"
_MONTH, _DAY = "(1[0-2]|0?[1-9])", "(3[01]|[12]\\d|0?[1-9])"
_YEAR = "((?:19|20)\\d\\d)"

RULES = (
    Rule(
        "12",
        re.compile(r"((?:1[5-9]|20|21)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?!\d|\2\d)"),
        _read_full_date,
        "截至2022-03-15",
        "截至二零二二年三月十五日",
        "GB/T 7408-2005 (ISO 8601); GB/T 15835-2011",
        run=(4, 4),
        follows="-./",
    ),
    Rule(
        "T",
        re.compile(r"(?<=\d)T(?=\d\d:\d\d)"),
        lambda match: whole(match, BREAK),
        "2023-03-15T08:00",
        "二零二三年三月十五日，八点",
        "GB/T 7408-2005 (ISO 8601): T parts date and time",
        run=(1, 1),
        follows=DIGITS,
        leads=DIGITS,
    ),
    Rule(
        "12",
        re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?![\d.])"),
        _read_compact_date,
        "日期：20230315",
        "日期：二零二三年三月十五日",
        "GB/T 7408-2005, basic format",
        run=(8, 8),
    ),
    Rule(
        "12",
        re.compile(rf"{_YEAR}\.(0?[1-9]|1[0-2]){DASH}(0?[1-9]|1[0-2])(?![\d./%万亿元\-])"),
        _read_year_months,
        "工期2021.9-12",
        "工期二零二一年九月到十二月",
        "GB/T 15835-2011, dates with points",
        run=(4, 4),
        follows=".",
    ),
    Rule(
        "12",
        re.compile(
            r"((?:19|20)\d\d)(?:-(?=0|1[0-2])|\.|/(?=0[1-9]|1[0-2]))(0?[1-9]|1[0-2])(?=$|[-~至到起前后,;:。)、\s](?!\d{1,2}$))"
        ),
        _read_year_month,
        "发布时间：2022-03",
        "发布时间：二零二二年三月",
        "GB/T 7408-2005 (ISO 8601)",
        run=(4, 4),
        follows="-./",
    ),
    Rule(
        DIGITS,
        re.compile(rf"{_MONTH}([./]){_DAY}(?:{DASH}|至|到){_MONTH}\2{_DAY}(?![\d%./])"),
        _read_days,
        "公示期9.1-9.30",
        "公示期九月一日到九月三十日",
        "GB/T 15835-2011: month and day with a point, as notices write them",
        run=(1, 2),
        follows="./",
    ),
    Rule(
        DIGITS,
        re.compile(rf"(?<=[-~至到])(?:{_MONTH}\.)?{_DAY}(?![\d%])"),
        _read_second_day,
        "2023.9.1-9.30",
        "二零二三年九月一日到九月三十日",
        "GB/T 15835-2011: the second date leaves out what it shares with the first",
        run=(1, 2),
        leads="-~至到",
    ),
    Rule(
        DIGITS,
        re.compile(rf"{_MONTH}/{_DAY}(?=日)"),
        _read_month_day,
        "3/15日前",
        "三月十五日前",
        "common usage: a 日 behind a slash says that it is a date",
        run=(1, 2),
        follows="/",
    ),
    Rule(
        DIGITS,
        re.compile(rf"(\d{{4}}) ?(?:[-~/]|--) ?(\d{{4}})(?={either(YEAR_NOUNS)})"),
        _read_year_range,
        "2021—2025年",
        "二零二一到二零二五年",
        "GB/T 15835-2011",
        run=(4, 4),
        follows=" -~/",
    ),
    Rule(
        "12",
        re.compile(rf"(1[5-9]\d\d|20\d\d){DASH}{_YEAR}(?![\d.%‰])"),
        _read_bare_year_range,
        "建党百年（1921—2021）",
        "建党百年，一九二一到二零二一",
        "GB/T 15835-2011: the years of a life or a plan",
        run=(4, 4),
        follows="-~",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{4})(?:[-/])(\d{2})(?=赛季|学年|财年|年度)"),
        _read_year_range,
        "2021/22赛季",
        "二零二一到二二赛季",
        "common usage: the second year of a season is short",
        run=(4, 4),
        follows="-/",
    ),
    Rule(
        DIGITS,
        re.compile(rf"(\d{{4}})(?={GAP}{either(YEAR_NOUNS)})"),
        _read_year,
        "2035年远景目标",
        "二零三五年远景目标",
        "GB/T 15835-2011",
        run=(4, 4),
    ),
    Rule(
        DIGITS,
        re.compile(r"(?<=[元前])(\d{1,3})(?=年)"),
        _read_early_year,
        "公元618年",
        "公元六一八年",
        "GB/T 15835-2011: years of the common era are said digit by digit",
        run=(1, 3),
        leads="元前",
        follows="年",
    ),
    Rule(
        "0156789",
        re.compile(rf"({_COHORTS})(?=(?:[、和及与/]{_COHORTS}){{0,3}}后(?:[^\d]|$))"),
        _read_cohort,
        "80、90后干部",
        "八零、九零后干部",
        "common usage: birth cohorts are short years",
        run=(2, 2),
        follows="后、和及与/",
    ),
    Rule(
        "0",
        re.compile(r"(0\d)(?=年(?![代]))"),
        _read_short_year,
        "08年奥运",
        "零八年奥运",
        "common usage: short years",
        run=(2, 2),
        follows="年",
    ),
    Rule(
        "'‘’",
        re.compile(
            r"(?<!\d)['‘’](\d\d)(?=[年届级版]|校友|同学|学生|毕业|入学|新生|老生|老兵|战友|知青|洪水|抗洪|赛季)"
        ),
        _read_short_year,
        "’95届毕业生",
        "九五届毕业生",
        "common usage: an apostrophe for the century",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d\d)(?=年)"),
        _read_two_digit_year,
        "98年抗洪，98年历史",
        "九八年抗洪，九十八年历史",
        "common usage: short years",
        run=(2, 2),
        follows="年",
    ),
    Rule(
        "0",
        re.compile(r"0\d(?=[月日时分]|[-~]\d{1,2}[月日时分])"),
        _read_padded,
        "2022年03月05日",
        "二零二二年三月五日",
        "GB/T 15835-2011: padding zeros are for forms, not for speech",
        run=(2, 2),
        follows="月日时分-~",
    ),
    Rule(
        DIGITS,
        re.compile(r"(1[0-2]|[1-9])([.·])([12]\d|3[01]|0?[1-9])(?![\d.%])"),
        _read_event,
        "6.30任务达标线",
        "六三零任务达标线",
        "GB/T 15835-2011 (“3·15”消费者权益日); read digit by digit as in 一二九运动",
        run=(1, 2),
        follows=".·",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{2})·(\d)(?=[\"”]?规划)"),
        _read_plan,
        "“14·5”规划",
        "十四五规划",
        "names of five-year plans",
        run=(2, 2),
        follows="·",
    ),
)
