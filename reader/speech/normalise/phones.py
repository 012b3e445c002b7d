"""Rules for telephone and service numbers.

They are read digit by digit with 幺 for 1, so that it cannot be heard as 七 (common practice, as in every broadcast of
110, 120, 119), and with a short pause between the groups they are written in.
"""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_digits
from reader.speech.normalise.rule import (
    BREAK,
    DIGITS,
    Piece,
    Rule,
    after,
    before,
    char_after,
    char_before,
    either,
    one_by_one,
)
from reader.speech.normalise.tables import (
    FIXED,
    HOTLINE_NOUNS,
    MEASURES,
    NOT_COUNTED,
    PHONE_LABELS,
    SERVICE_NUMBERS,
    UNITS,
)

_PHONE_LABEL = re.compile(either(PHONE_LABELS) + r"|\d{7,8}[、,/;]$")
_HOTLINE_LABEL = re.compile(
    rf"{either(PHONE_LABELS)}(?:APP)?[是为:至到发]{{0,2}}(?:\d{{3,6}}[、,/和或及]){{0,3}}$"
)
_EXTENSION_LABELS = ("转", "分机", "分机号")
_LINKS = frozenset("、,/和及与或")
_MORE_NUMBERS = re.compile("^(?:[、,/和及与或]\\d{3,6}){1,6}")
_CLAUSE = re.compile("[^,。;!?\\n、\\d]*")
_HOTLINE_NOUN = re.compile(either(HOTLINE_NOUNS))
_COUNTED = re.compile(
    rf"(?!{either(NOT_COUNTED)})(?:{either(MEASURES)}|{either(UNITS)}|[余多来几%‰.·]|左右|以)"
)
_AMOUNT = (*"达至到近约超共计逾仅为了有第", "超过", "突破", "不足", "少于")
_QUOTES = re.compile("[\"'“”‘’「」『』 ]")


def _read_phone(match: re.Match[str]) -> list[Piece]:
    """Say the groups of a telephone number with a short pause between them."""
    pieces: list[Piece] = []
    for group in re.finditer(r"\d+|\+|转|[^\d+转]+", match[0]):
        start = match.start() + group.start()
        if group[0][0] in DIGITS:
            pieces += one_by_one(spell_digits(group[0], one="幺"), start)
        else:
            said = {"+": "加", "转": "转"}.get(group[0], BREAK)
            pieces.append((said, start, start + len(group[0])))
    return pieces


def _read_local_phone(match: re.Match[str]) -> list[Piece] | None:
    is_phone = _PHONE_LABEL.search(before(match)) or re.match(r"转\d|转分机|-\d{3,4}(?!\d)", after(match))
    return _read_phone(match) if is_phone else None


def _read_extension(match: re.Match[str]) -> list[Piece] | None:
    label = before(match).rstrip("是为:")
    is_extension = label.endswith(_EXTENSION_LABELS) and not label.endswith("扭转")
    return _read_phone(match) if is_extension else None


def _read_hotline(match: re.Match[str]) -> list[Piece] | None:
    """Read a short number that is dialled: its noun follows, a label stands before, or it is known and counts nothing."""
    tail = after(match)
    if tail[:1] in _LINKS:
        tail = _MORE_NUMBERS.sub("", _QUOTES.sub("", match.string[match.end() : match.end() + 32]))
    if _COUNTED.match(tail):
        return None
    noun = _HOTLINE_NOUN.search(_CLAUSE.match(tail[:12])[0])  # type: ignore[index]
    head = _QUOTES.sub("", match.string[max(0, match.start() - 32) : match.start()])
    is_quoted = char_before(match) in ("“", '"') and char_after(match) in ("”", '"')
    is_known = match[0] in SERVICE_NUMBERS and (
        is_quoted or (len(match[0]) > 3 and not head.endswith(_AMOUNT))
    )
    if not noun and not is_known and not _HOTLINE_LABEL.search(head):
        return None
    return one_by_one(FIXED.get(match[0], spell_digits(match[0], one="幺")), match.start())


def _read_masked(match: re.Match[str]) -> list[Piece]:
    stars = match.start(2), match.end(2)
    one = "幺" if len(match[1]) == 3 else "一"
    return [
        *one_by_one(spell_digits(match[1], one), match.start(1)),
        (BREAK, *stars),
        *one_by_one(spell_digits(match[3], one), match.start(3)),
    ]


_SHORT_NUMBERS = (
    "(?:1[12]\\d|12[13]\\d\\d|9[56]\\d{3,4}|10\\d{3}|11\\d{3}|1258\\d|12\\d{3}|168\\d\\d|[19]\\d{4,5})"
)
_COUNTRY = "(?:\\+?86[- ]?)"
_EXTENSION = "(?:(?:-|转)\\d{1,5}(?!\\d))?"

RULES = (
    Rule(
        "18+",
        re.compile(rf"{_COUNTRY}?1[3-9]\d(?:\d{{8}}|([- \u202f])\d{{4}}\1\d{{4}})(?!\d)"),
        _read_phone,
        "手机13812345678",
        "手机幺三八幺二三四五六七八",
        "工业和信息化部 电信网编号计划 (2017): mobile numbers",
        run=(2, 13),
    ),
    Rule(
        "08+(",
        re.compile(
            rf"(?:{_COUNTRY}(?:\(0\)|0)?\d{{2,3}}[- ]|0\d{{2,3}}[- \u202f]|\(0\d{{2,3}}\)[- ]?)"
            rf"(?:\d{{7,8}}|\d{{3,4}}[- ]\d{{4}}|1\d{{4}}|9\d{{4,5}})(?!\d){_EXTENSION}"
        ),
        _read_phone,
        "电话021-64591234转808",
        "电话零二幺，六四五九幺二三四转八零八",
        "电信网编号计划 (2017): area codes",
        run=(2, 5),
        follows=" -(" + DIGITS,
    ),
    Rule(
        "48",
        re.compile(rf"[48]00([- \u202f]?)\d{{3}}\1\d{{4}}(?!\d){_EXTENSION}|[48]00-\d{{7}}(?!\d)"),
        _read_phone,
        "热线400-820-8820",
        "热线四零零，八二零，八八二零",
        "电信网编号计划 (2017): 400 and 800 numbers",
        run=(3, 10),
    ),
    Rule(
        DIGITS,
        re.compile(r"(?:0\d{9,11}|\d{7,8}|\d{4}[- ]\d{4})(?!\d)(?![万亿元户人个%])"),
        _read_local_phone,
        "咨询电话64785566",
        "咨询电话六四七八五五六六",
        "电信网编号计划 (2017): local numbers",
        run=(4, 12),
    ),
    Rule(
        DIGITS,
        re.compile(r"(?<=[转号机是为: ])\d{1,6}(?!\d)"),
        _read_extension,
        "转808分机",
        "转八零八分机",
        "common usage of switchboards",
        run=(1, 6),
        leads="转号机是为: ",
    ),
    Rule(
        "19",
        re.compile(rf"{_SHORT_NUMBERS}(?!\d|\.\d|\*)"),
        _read_hotline,
        "拨打120急救",
        "拨打幺二零急救",
        "电信网编号计划 (2017): short numbers 1XX, 12XXX, 95XXX, 96XXX",
        run=(3, 6),
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{3,8})(\*{2,14})(\d{0,4})(?!\d)"),
        _read_masked,
        "手机138****5678",
        "手机幺三八，五六七八",
        "numbers hidden in part, as in public notices",
        run=(3, 8),
        follows="*",
    ),
)
