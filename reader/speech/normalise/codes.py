"""Rules for numbers that name something rather than count it: parcels, rooms, routes, documents, codes.

They are read digit by digit, short ones as numbers where people do.
"""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_digits, spell_number
from reader.speech.normalise.rule import (
    BREAK,
    DASH,
    DIGITS,
    LATIN,
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
    DIGITWISE_NOUNS,
    FIXED,
    MEASURES,
    NUMBER_LABELS,
    PARCEL_NOUNS,
    PLAN_NOUNS,
    PROVINCES,
)

_CODE_SIGNS = {"-": "杠", ".": "点"} | {str(digit): spell_digits(str(digit)) for digit in range(10)}
_RANGE_NOUN = re.compile("[月日时分年岁周个名项条户家元万亿%℃]")
_COUNT = re.compile(f"{either(MEASURES)}|[余多来%‰万亿元]")
_BUILDING_ENDS = frozenset("楼幢栋元座层")
_BUILDING = re.compile("[\\dA-Z][号#]?(?:楼|幢|栋|单元|座|层)$")
_OPENING = ("“", "‘", "「", '"')
_CLOSING = ("”", "’", "」", '"')
_AMOUNT = re.compile("(?:达|到|至|近|约|超过?|共|计|逾|突破|不足|少于|仅|为|了|有|各类|等|的|训|聘)$")
_STANDARD = re.compile("(?:GB|DB|DB\\d\\d|DG|TJ|JGJ|CJJ|CJ|JTG|HJ|SL|GA|WS|AQ|ISO|IEC)(?:/?[TZ])?$")
_RECORD = re.compile("备案?\\d{6,10}号$")


def _spell_code(match: re.Match[str]) -> list[Piece]:
    return [(_CODE_SIGNS.get(char, char), at, at + 1) for at, char in enumerate(match[0], match.start())]


def _read_parcel(match: re.Match[str]) -> list[Piece] | None:
    """Read a code with dashes, 杠 for each: before its noun, or if a part is padded with a zero as counts never are."""
    tail = after(match)
    is_padded = re.search(r"(?:^|[-A-Za-z])0\d", match[0]) is not None
    is_named = tail.startswith(PARCEL_NOUNS) or before(match).endswith(("图", "表", "附件", "附图", "附表"))
    is_room = match[0].count("-") > 1 and (
        tail.startswith(("室", "号")) or re.search("-\\d{3,4}$", match[0]) is not None
    )
    is_named = is_named or (is_room and not _RANGE_NOUN.match(tail))
    if not is_named and (not is_padded or _RANGE_NOUN.match(tail)):
        return None
    return _spell_code(match)


def _read_long_code(match: re.Match[str]) -> list[Piece]:
    return _spell_code(match)


def _read_plate(match: re.Match[str]) -> list[Piece]:
    letter = (match[1], *match.span(1))
    point: list[Piece] = [(BREAK, *match.span(2))] if match[2] else []
    return [
        letter,
        *point,
        *((_CODE_SIGNS.get(char, char), at, at + 1) for at, char in enumerate(match[3], match.start(3))),
    ]


def _read_fixed(match: re.Match[str]) -> list[Piece]:
    said = FIXED[match[0]]
    return one_by_one(said, match.start()) if match[0].isdigit() else whole(match, said)


def _read_digitwise(match: re.Match[str]) -> list[Piece]:
    return one_by_one(spell_digits(match[1]), match.start())


def _read_catchword(match: re.Match[str]) -> list[Piece] | None:
    """Read figures that stand for a policy: in quotation marks, or four of them that no word counts."""
    is_quoted = char_before(match) in _OPENING and char_after(match) in _CLOSING
    is_bare = len(match[1]) == 4 and not match[1].endswith("00") and not _AMOUNT.search(before(match))
    return _read_digitwise(match) if is_quoted or (is_bare and char_after(match) not in _CLOSING) else None


def _read_house_part(match: re.Match[str]) -> list[Piece] | None:
    """Read 1258-1号 with 杠: the second number is no greater, so it is no range of houses."""
    if int(match[2]) > int(match[1]):
        return None
    first = spell_digits(match[1]) if len(match[1]) > 3 else spell_number(match[1])
    pieces = one_by_one(first, match.start()) if len(match[1]) > 3 else [(first, *match.span(1))]
    return [*pieces, ("杠", match.end(1), match.start(2)), (spell_number(match[2]), *match.span(2))]


def _read_room(match: re.Match[str]) -> list[Piece] | None:
    head = before(match)
    is_room = head[-1:] in _BUILDING_ENDS and _BUILDING.search(head) and not _COUNT.match(after(match))
    return _read_digitwise(match) if is_room else None


def _read_record(match: re.Match[str]) -> list[Piece] | None:
    if not _RECORD.search(match.string[max(0, match.start() - 14) : match.start()]):
        return None
    return [("杠", match.start(), match.start() + 1), (spell_number(match[1]), *match.span(1))]


def _read_labelled(match: re.Match[str]) -> list[Piece] | None:
    return _read_digitwise(match) if before(match).rstrip("是为:").endswith(NUMBER_LABELS) else None


def _read_after_letters(match: re.Match[str]) -> list[Piece]:
    """Read digits that belong to letters: G60 as a number, G1503 digit by digit, N95 as the mask."""
    last = char_before(match)
    is_short = len(match[1]) < 3 and match[1][0] != "0" and last != "@"
    is_named = match[1] == "95" and last == "N"
    return whole(match, spell_number(match[1])) if is_short and not is_named else _read_digitwise(match)


def _read_standard(match: re.Match[str]) -> list[Piece] | None:
    last = before(match)[-1:]
    return _spell_code(match) if last and last in LATIN else None


def _read_standard_number(match: re.Match[str]) -> list[Piece] | None:
    return _read_digitwise(match) if _STANDARD.search(before(match)) else None


def _read_standard_edition(match: re.Match[str]) -> list[Piece] | None:
    last = before(match)[-1:]
    if not last or last not in LATIN:
        return None
    return [
        *one_by_one(spell_digits(match[1]), match.start(1)),
        (BREAK, match.end(1), match.start(2)),
        *one_by_one(spell_digits(match[2]), match.start(2)),
    ]


def _read_version(match: re.Match[str]) -> list[Piece]:
    return [
        ("点", match.start() + part.start(), match.start() + part.end())
        if part[0] == "."
        else (spell_number(part[0]), match.start() + part.start(), match.start() + part.end())
        for part in re.finditer(r"\d+|\.", match[0])
    ]


def _read_order(match: re.Match[str]) -> list[Piece] | None:
    """Read № and No. before a number as 号 behind it."""
    return whole(match, spell_number(match[1]) + ("" if char_after(match) in ("号", "#") else "号"))


_CODE = r"(?:[A-Za-z]{1,5}\d{0,4}|\d{1,4}[A-Za-z]{0,2}\d{0,3})(?:-[A-Za-z]{0,4}\d{1,4}[A-Za-z]?){1,3}(?![\dA-Za-z\-])"

RULES = (
    Rule(
        DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        re.compile(
            r"(?<![A-Za-z0-9])(?=\d{0,16}[A-Z]{1,6}\d{1,16}[A-Z]{0,6}\d|\d{8})(?=\d{0,20}[A-Z])[0-9A-Z]{10,24}(?![A-Za-z0-9])"
        ),
        _read_long_code,
        "信用代码91310112MA1GB12345",
        "信用代码九一三一零一一二MA一GB一二三四五",
        "GB 32100-2015 统一社会信用代码, and other codes of letters and digits",
        run=(1, 16),
        follows="ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS,
    ),
    Rule(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        re.compile(
            rf"(?<=[{PROVINCES}])([A-Z])([·•. ]?)(?=(?:[A-Z]{{0,2}}\d){{3}})([A-Z0-9]{{4,5}}[A-Z0-9挂学警港澳])(?![A-Za-z0-9])"
        ),
        _read_plate,
        "沪A·12345",
        "沪A，一二三四五",
        "GA 36-2018, number plates",
        leads=PROVINCES,
    ),
    Rule(
        DIGITS + LATIN,
        re.compile(_CODE),
        _read_parcel,
        "九星01-02地块",
        "九星零一杠零二地块",
        "numbering of parcels in 控制性详细规划 (上海市); 杠 is how surveyors say the dash",
        run=(1, 7),
        follows="-" + LATIN + DIGITS,
    ),
    Rule(
        DIGITS,
        re.compile(r"(?<=[A-Za-z][ :])\d{1,5}(?:-\d{1,6}){2,5}(?:-[\dX])?(?![\dA-Za-z\-])"),
        _spell_code,
        "ISBN 978-7-5066-6598-8",
        "ISBN九七八杠七杠五零六六杠六五九八杠八",
        "GB/T 5795-2006, numbers of books",
        run=(1, 5),
        follows="-",
        leads=" :",
    ),
    Rule(
        "29",
        re.compile(r"(985|211)(?=工程|高校|院校|大学)|996(?=工作)|24/7(?![\d/])"),
        _read_fixed,
        "引进985高校毕业生",
        "引进九八五高校毕业生",
        "fixed names",
        run=(2, 3),
    ),
    Rule(
        DIGITS,
        re.compile(rf"(\d{{3,4}})(?=[\"”]?{either(PLAN_NOUNS)})"),
        _read_catchword,
        "“3585”人群，9073格局",
        "三五八五人群，九零七三格局",
        "catchwords of policy, which put several figures into one: common usage",
        run=(3, 4),
    ),
    Rule(
        DIGITS,
        re.compile(r"\d{1,4}(?:\.\d{1,4}){2,6}(?![\d.])"),
        _read_version,
        "见1.2.3条",
        "见一点二点三条",
        "GB/T 1.1-2020, numbering of clauses",
        run=(1, 4),
        follows=".",
    ),
    Rule(
        DIGITS,
        re.compile(
            rf"(\d{{3,16}})(?=(?:[-~、/和及与至到]\d{{3,16}}){{0,3}}[①-⑳]?{either(DIGITWISE_NOUNS)}(?!灯|口|段|面|桩|监控|视频|摄像|内))"
        ),
        _read_digitwise,
        "301、302室",
        "三零一、三零二室",
        "names of rooms, parcels and routes: common practice",
        run=(3, 16),
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,5})-(\d{1,3})(?=号(?!楼|线))"),
        _read_house_part,
        "七莘路1258-1号",
        "七莘路一二五八杠一号",
        "house numbers divided later: common practice",
        run=(1, 5),
        follows="-",
    ),
    Rule(
        DIGITS,
        re.compile(rf"(\d{{4,16}})(?=(?:(?:{DASH}|[、至到])\d{{4,5}}){{0,2}}[号弄#](?!线))"),
        _read_digitwise,
        "漕宝路1258号",
        "漕宝路一二五八号",
        "house numbers of four digits: common practice",
        run=(4, 16),
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{3,4})(?![\d.])"),
        _read_room,
        "3号楼1203",
        "三号楼一二零三",
        "rooms behind their building: common practice",
        run=(3, 4),
    ),
    Rule(
        "-",
        re.compile(r"(?<=号)-(\d{1,2})(?![\d号])"),
        _read_record,
        "沪ICP备12345678号-1",
        "沪ICP备一二三四五六七八号杠一",
        "records of internet sites (工业和信息化部)",
    ),
    Rule(
        "0",
        re.compile(r"(0\d{1,15})(?![\d.])"),
        _read_digitwise,
        "04单元",
        "零四单元",
        "a padded number is a code",
        run=(2, 16),
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{3,16})(?![\d.])"),
        _read_labelled,
        "邮编201101",
        "邮编二零一一零一",
        "codes after their label",
        run=(3, 16),
    ),
    Rule(
        DIGITS,
        re.compile(r"\d{2,5}(?:\.\d{1,2})?-(?:19|20)\d\d(?![\d年])"),
        _read_standard,
        "执行GB 3838-2002",
        "执行GB三八三八杠二零零二",
        "GB/T 1.1-2020: numbers of standards end in their year",
        run=(2, 5),
        follows="-.",
    ),
    Rule(
        DIGITS,
        re.compile(r"(?<=[A-Z] )(\d{2,5})(?![\d.:\-])"),
        _read_standard_number,
        "GB 50016规定",
        "GB五零零一六规定",
        "GB/T 1.1-2020: standards without their year",
        run=(2, 5),
        leads=" ",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{4,5}):((?:19|20)\d\d)(?!\d)"),
        _read_standard_edition,
        "ISO 9001:2015",
        "ISO九零零一，二零一五",
        "ISO: the year of the edition stands behind a colon",
        run=(4, 5),
        follows=":",
    ),
    Rule(
        DIGITS,
        re.compile(r"(?<=[A-Za-z@])(\d{1,16})(?![\d.%‰])"),
        _read_after_letters,
        "G50和G1503，N95口罩",
        "G五十和G一五零三，N九五口罩",
        "road numbers of up to two digits are said as numbers, longer ones digit by digit: traffic radio",
        run=(1, 16),
        leads=LATIN + "@",
    ),
    Rule(
        "№N",
        re.compile(r"(?:№|(?<![A-Za-z])N[oO][. ]) ?(\d{1,6})(?![\d.\-])"),
        _read_order,
        "№5，No.12",
        "五号，十二号",
        "common usage",
        run=(2, 2),
        follows=" ." + DIGITS,
    ),
    Rule(
        "/",
        re.compile(r"(?:(?<=[A-Z])|(?<=DB\d\d))/(?=[TZ]J? ?\d)"),
        lambda match: [],
        "GB/T 15835",
        "GBT一五八三五",
        "GB/T 1.1-2020: the slash of a standard's code is not said",
    ),
)
