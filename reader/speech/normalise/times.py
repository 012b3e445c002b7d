"""Rules for times of day, for minutes and seconds, and for angles, which are written alike."""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_decimal, spell_number
from reader.speech.normalise.rule import DIGITS, GAP, Piece, Rule, after, before, whole

_RATIO_WORDS = re.compile(r"比|按|配")
_TIME_HEAD = re.compile(
    "(?:[午晚晨夜早日天一二三四五六)于在]|时间|[-~至到、,;]|\\d\\d:\\d\\d[-~至到]{1,2})[为是:]?$"
)
_TIME_TAIL = re.compile("[-~至到前后开起整分左准]")
_HALVES = {"a": "上午", "p": "下午"}


def _say_time(hours: str, minutes: str, seconds: str | None) -> str:
    if int(minutes) == 0 and seconds is None:
        said = ""
    else:
        said = ("零" if minutes[0] == "0" and minutes != "00" else "") + spell_number(minutes) + "分"
    tail = f"{spell_number(seconds)}秒" if seconds else ""
    return _say_count(hours.lstrip("0") or "0") + "点" + said + tail


def _say_count(number: str) -> str:
    return "两" if number == "2" else spell_decimal(number)


def _read_time(match: re.Match[str]) -> list[Piece] | None:
    head, tail = before(match), after(match)
    if _RATIO_WORDS.search(head[-4:]) or tail.startswith(("的比", "比例", ":")):
        return None
    if match[1] == "1" and not (match[3] or match[4] or _TIME_HEAD.search(head) or _TIME_TAIL.match(tail)):
        # 1:50 stands more often for a model or a mixture than for the night.
        return None
    half = _HALVES[match[4].lower()] if match[4] else ""
    return whole(match, half + _say_time(match[1], match[2], match[3]))


def _read_spaced_time(match: re.Match[str]) -> list[Piece] | None:
    is_time = before(match).endswith(("午", "晚", "晨", "夜", "时间", "时间:"))
    return whole(match, _say_time(match[1], match[2], None)) if is_time else None


def _read_minutes(match: re.Match[str]) -> list[Piece]:
    seconds = f"{_say_count(match[2].lstrip('0') or '0')}秒" if match[2] else ""
    return whole(match, f"{_say_count(match[1].lstrip('0') or '0')}分{seconds}")


def _read_angle(match: re.Match[str]) -> list[Piece]:
    seconds = f"{_say_padded(match[3])}秒" if match[3] else ""
    return whole(match, f"{spell_decimal(match[1])}度{_say_padded(match[2])}分{seconds}")


def _say_padded(number: str) -> str:
    return ("零" if number.startswith("0") and number.strip("0.") else "") + spell_decimal(number)


RULES = (
    Rule(
        DIGITS,
        re.compile(
            r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?:(?: ?([AaPp])\.?[Mm]\.?)(?![A-Za-z]))?(?![\d:.%])"
        ),
        _read_time,
        "8:30-17:00，9:00am",
        "八点三十分到十七点，上午九点",
        "GB/T 15835-2011; 点 for 时 is speech",
        run=(1, 2),
        follows=":",
    ),
    Rule(
        DIGITS,
        re.compile(rf"([01]?\d|2[0-4]){GAP}:{GAP}([0-5]\d)(?![\d:.%])"),
        _read_spaced_time,
        "上午9 : 00",
        "上午九点",
        "GB/T 15835-2011, with the blanks of typesetting",
        run=(1, 2),
        follows=" :",
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(\d{1,3}(?:\.\d{1,8})?)°(\d{1,2}(?:\.\d{1,8})?)['′’](?:(\d{1,2}(?:\.\d{1,8})?)(?:″|\"|''|”))?"
        ),
        _read_angle,
        "东经121°26′30″",
        "东经一百二十一度二十六分三十秒",
        "GB 3100-93, units of plane angle",
        run=(1, 3),
        follows="°.",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,2})(?:'|′)(?:(\d{1,2})(?:″|\"|''|′′))"),
        _read_minutes,
        "全长3′20″",
        "全长三分二十秒",
        "common usage in results of races",
        run=(1, 2),
        follows="'′",
    ),
)
