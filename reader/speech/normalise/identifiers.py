"""Rules for numbers that name something rather than count it: telephones, parcels, rooms, routes, codes, numbering.

They are read digit by digit. In telephone and service numbers 1 is 幺, so that it cannot be heard as 七 (common practice, as
in every broadcast of 110, 120, 119).
"""

from __future__ import annotations

import re

from reader.speech.hanzi import NUMERALS
from reader.speech.normalise.rule import (
    BREAK,
    DIGITS,
    LATIN,
    Piece,
    Rule,
    after,
    at_line_start,
    before,
    char_before,
    one_by_one,
    whole,
)
from reader.speech.normalise.tables import (
    DIGITWISE_NOUNS,
    FIXED,
    HOTLINE_NOUNS,
    NUMBER_LABELS,
    PARCEL_NOUNS,
    PHONE_LABELS,
    either,
)
from reader.speech.numerals import spell_digits, spell_number

_PHONE_LABEL = re.compile(either(PHONE_LABELS) + r"|\d{7,8}[、,/;]$")
_HOTLINE_LABEL = re.compile(rf"{either(PHONE_LABELS)}[是为:]?(?:\d{{3,6}}[、,/和或]){{0,3}}$")
_NUMBER_LABEL = re.compile(either(NUMBER_LABELS) + "[是为:]?$")
_CODE_SIGNS = {"-": "杠", ".": "点"} | {str(digit): spell_digits(str(digit)) for digit in range(10)}
_RANGE_NOUN = re.compile("[月日时分年岁周个名项条户家元万亿%℃]")
_ROMAN = {
    "I": "一",
    "II": "二",
    "III": "三",
    "IV": "四",
    "V": "五",
    "VI": "六",
    "VII": "七",
    "VIII": "八",
    "IX": "九",
    "X": "十",
}


def _read_long(match: re.Match[str]) -> list[Piece]:
    return one_by_one(spell_digits(match[0]), match.start())


def _read_numbering(match: re.Match[str]) -> list[Piece] | None:
    """Read the number before an item of a list; its bracket or point becomes a pause."""
    if not at_line_start(match):
        return None
    said = match[1] if match[1][0] in NUMERALS else spell_number(match[1])
    mark = "、" if match[0].endswith("、") else "，"
    return [(said, *match.span(1)), (mark, match.end(1), match.end())]


def _read_numbering_before_year(match: re.Match[str]) -> list[Piece]:
    return [
        (BREAK, match.start(), match.start()),
        (spell_number(match[1]), *match.span(1)),
        ("，", match.end(1), match.end()),
    ]


def _read_phone(match: re.Match[str]) -> list[Piece]:
    """Say the groups of a telephone number with a short pause between them."""
    pieces: list[Piece] = []
    for group in re.finditer(r"\d+|[^\d]+", match[0]):
        start = match.start() + group.start()
        if group[0][0] in DIGITS:
            pieces += one_by_one(spell_digits(group[0], one="幺"), start)
        else:
            pieces.append((BREAK, start, start + len(group[0])))
    return pieces


def _read_local_phone(match: re.Match[str]) -> list[Piece] | None:
    return _read_phone(match) if _PHONE_LABEL.search(before(match)) else None


def _read_hotline(match: re.Match[str]) -> list[Piece] | None:
    is_hotline = after(match).startswith(HOTLINE_NOUNS) or _HOTLINE_LABEL.search(
        match.string[max(0, match.start() - 32) : match.start()]
    )
    if not is_hotline:
        return None
    return one_by_one(FIXED.get(match[0], spell_digits(match[0], one="幺")), match.start())


def _read_parcel(match: re.Match[str]) -> list[Piece] | None:
    """Read a code with dashes, 杠 for each: before its noun, or if a part is padded with a zero as counts never are."""
    tail = after(match)
    is_padded = re.search(r"(?:^|[-A-Za-z])0\d", match[0]) is not None
    is_named = tail.startswith(PARCEL_NOUNS) or before(match).endswith(("图", "表", "附件", "附图", "附表"))
    is_named = is_named or (match[0].count("-") > 1 and tail.startswith(("室", "号")))
    if not is_named and (not is_padded or _RANGE_NOUN.match(tail)):
        return None
    return [(_CODE_SIGNS.get(char, char), at, at + 1) for at, char in enumerate(match[0], match.start())]


def _read_fixed(match: re.Match[str]) -> list[Piece]:
    return one_by_one(FIXED[match[0]], match.start())


def _read_digitwise(match: re.Match[str]) -> list[Piece]:
    return one_by_one(spell_digits(match[1]), match.start())


def _read_labelled(match: re.Match[str]) -> list[Piece] | None:
    return _read_digitwise(match) if _NUMBER_LABEL.search(before(match)) else None


def _read_after_letters(match: re.Match[str]) -> list[Piece] | None:
    """Read digits that belong to letters: G60 as a number, G1503 digit by digit."""
    if not char_before(match) or char_before(match) not in LATIN + "@":
        return None
    if len(match[1]) < 3 and match[1][0] != "0" and char_before(match) != "@":
        return whole(match, spell_number(match[1]))
    return _read_digitwise(match)


def _read_standard(match: re.Match[str]) -> list[Piece] | None:
    last = before(match)[-1:]
    if not last or last not in LATIN:
        return None
    return [(_CODE_SIGNS.get(char, char), at, at + 1) for at, char in enumerate(match[0], match.start())]


def _read_version(match: re.Match[str]) -> list[Piece]:
    return [
        ("点", match.start() + part.start(), match.start() + part.end())
        if part[0] == "."
        else (spell_number(part[0]), match.start() + part.start(), match.start() + part.end())
        for part in re.finditer(r"\d+|\.", match[0])
    ]


def _read_roman(match: re.Match[str]) -> list[Piece]:
    return whole(match, _ROMAN[match[0]])


def _read_letters(match: re.Match[str]) -> list[Piece]:
    return one_by_one(match[0], match.start())


_CODE = r"(?:[A-Za-z]{1,5}\d{0,4}|\d{1,4}[A-Za-z]?\d{0,3})(?:-[A-Za-z]?\d{1,4}[A-Za-z]?){1,3}(?![\dA-Za-z\-])"
_SHORT_NUMBERS = r"(?:1[12]\d|12[13]\d\d|9[56]\d{3,4}|10\d{3}|11\d{3}|1258\d|12\d{3}|168\d\d)"

NUMBERING = (
    Rule(
        DIGITS,
        re.compile(r"\d{17,}+"),
        _read_long,
        "代码12345678901234567",
        "代码一二三四五六七八九零一二三四五六七",
        "no count has 17 digits: such a row is a code",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,3})(?:[.)](?!\d)|、)"),
        _read_numbering,
        "1.加强领导",
        "一，加强领导",
        "GB/T 15835-2011 numbering of lists",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,2})\.(?=(?:19|20)\d\d年)"),
        _read_numbering_before_year,
        "附件：1.2021年决算表",
        "附件：一，二零二一年决算表",
        "GB/T 9704-2012: attachments are numbered 1.; no decimal goes on as a year",
    ),
    Rule(
        "(",
        re.compile(r"\((\d{1,3}|[一二三四五六七八九十]{1,3})\)"),
        _read_numbering,
        "（1）373地块",
        "一，三七三地块",
        "党政机关公文格式 GB/T 9704-2012: 一、 （一） 1. （1）",
    ),
)
"""Rules that come before all others: list numbers, and digits too many to be anything but a code."""

RULES = (
    Rule(
        DIGITS,
        re.compile(r"1[3-9]\d(?:\d{8}|([- ])\d{4}\1\d{4})(?!\d)"),
        _read_phone,
        "手机13812345678",
        "手机幺三八幺二三四五六七八",
        "工业和信息化部 电信网编号计划 (2017): mobile numbers",
    ),
    Rule(
        DIGITS + "(",
        re.compile(
            r"(?:0\d{2,3}[- ]|\(0\d{2,3}\) ?)\d{7,8}(?!\d)|[48]00-\d{3}-?\d{4}(?!\d)|[48]00[68]\d{6}(?!\d)"
        ),
        _read_phone,
        "电话021-64591234",
        "电话零二幺，六四五九幺二三四",
        "电信网编号计划 (2017): area codes and 400 / 800 numbers",
    ),
    Rule(
        DIGITS,
        re.compile(r"(?:0\d{9,11}|\d{7,8}|\d{4} \d{4})(?!\d)(?![万亿元户人个%])"),
        _read_local_phone,
        "咨询电话64785566",
        "咨询电话六四七八五五六六",
        "电信网编号计划 (2017): local numbers",
    ),
    Rule(
        DIGITS,
        re.compile(rf"{_SHORT_NUMBERS}(?!\d|\.\d)"),
        _read_hotline,
        "拨打120急救",
        "拨打幺二零急救",
        "电信网编号计划 (2017): short numbers 1XX, 12XXX, 95XXX, 96XXX",
    ),
    Rule(
        DIGITS + LATIN,
        re.compile(_CODE),
        _read_parcel,
        "九星01-02地块",
        "九星零一杠零二地块",
        "numbering of parcels in 控制性详细规划 (上海市); 杠 is how surveyors say the dash",
    ),
    Rule(
        DIGITS,
        re.compile(r"(985|211)(?=工程|高校|院校|大学)|996(?=工作)"),
        _read_fixed,
        "引进985高校毕业生",
        "引进九八五高校毕业生",
        "fixed names",
    ),
    Rule(
        DIGITS,
        re.compile(r"\d{1,4}(?:\.\d{1,4}){2,6}(?![\d.])"),
        _read_version,
        "见1.2.3条",
        "见一点二点三条",
        "GB/T 1.1-2020, numbering of clauses",
    ),
    Rule(
        DIGITS,
        re.compile(rf"(\d{{3,16}})(?=[①-⑳]?{either(DIGITWISE_NOUNS)}(?!灯|口|段|面|桩|监控|视频|摄像|内))"),
        _read_digitwise,
        "301室",
        "三零一室",
        "names of rooms, parcels and routes: common practice",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{4,16})(?=[号弄#](?!线))"),
        _read_digitwise,
        "漕宝路1258号",
        "漕宝路一二五八号",
        "house numbers of four digits: common practice",
    ),
    Rule(
        DIGITS,
        re.compile(r"(0\d{1,15})(?![\d.])"),
        _read_digitwise,
        "04单元",
        "零四单元",
        "a padded number is a code",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{3,16})(?![\d.])"),
        _read_labelled,
        "邮编201101",
        "邮编二零一一零一",
        "codes after their label",
    ),
    Rule(
        DIGITS,
        re.compile(r"\d{3,5}(?:\.\d{1,2})?-(?:19|20)\d\d(?![\d年])"),
        _read_standard,
        "执行GB 3838-2002",
        "执行GB三八三八杠二零零二",
        "GB/T 1.1-2020: numbers of standards end in their year",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,16})(?![\d.%‰])"),
        _read_after_letters,
        "G50和G1503",
        "G五十和G一五零三",
        "road numbers of up to two digits are said as numbers, longer ones digit by digit: traffic radio",
    ),
)

LETTERS = (
    Rule(
        LATIN,
        re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[类级期型度](?![A-Za-z]))"),
        _read_roman,
        "III类水",
        "三类水",
        "GB 3838-2002, classes of water; 应急响应 levels",
    ),
    Rule(
        LATIN,
        re.compile(r"[A-Za-z]++"),
        _read_letters,
        "AI和APP",
        "AI和APP",
        "letters stay letters; reader.speech.letters names them",
    ),
)
"""Rules for letters that belong to no unit and no code: they come after all others."""
