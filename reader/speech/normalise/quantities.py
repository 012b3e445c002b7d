"""Rules for percentages, fractions, ratios, scores and money, and for powers."""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_decimal, spell_number
from reader.speech.normalise.rule import (
    BREAK,
    DASH,
    DIGITS,
    GAP,
    LATIN,
    NUMBER,
    Piece,
    Rule,
    after,
    char_before,
    either,
    whole,
)
from reader.speech.normalise.tables import CURRENCIES

_BASES = {"%": "百分之", "‰": "千分之", "‱": "万分之"}
_LIST_NOUNS = ("年", "月", "号", "楼", "层", "室", "组", "班", "幢", "栋", "期", "队", "路")
_SCORE_HEADS = ("比分", "比分为", "比分是", "比分以")
_WINS = re.compile(
    "(?:的比分|[大完轻险力横逆]?(?:胜|克)|战胜|击败|领先|落后|获胜|取胜|不敌|负于|战平|告负|惜败)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ", "0123456789-+n")
_POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ"


def _read_percent(match: re.Match[str]) -> list[Piece]:
    """Read 3-5% as 百分之三到五, in which the word for the sign comes first: all of it stands for all of it."""
    base = _BASES[match["sign"]]
    spoken = base + spell_decimal(match["low"])
    if match["high"]:
        spoken += "到" + (base if match["each"] else "") + spell_decimal(match["high"])
    return whole(match, spoken)


def _read_parts_per(match: re.Match[str]) -> list[Piece]:
    return whole(match, {"m": "百万分之", "b": "十亿分之"}[match[2].lower()] + spell_decimal(match[1]))


def _read_positive(match: re.Match[str]) -> list[Piece] | None:
    last = char_before(match)
    return whole(match, "正") if not (last and (last.isdecimal() or last in LATIN or last in ")”+")) else None


def _read_mixed_number(match: re.Match[str]) -> list[Piece] | None:
    if not 0 < int(match[2]) < int(match[3]):
        return None
    fraction = f"又{spell_number(match[3])}分之{spell_number(match[2])}"
    return [(spell_number(match[1]), *match.span(1)), (fraction, match.end(1), match.end())]


def _read_fraction(match: re.Match[str]) -> list[Piece] | None:
    """Read 2/3; not what is listed (1/2号线), and what is no part of a whole (140/90, 5/2工作制) only one by one."""
    if int(match[2]) == 0 or after(match).startswith(_LIST_NOUNS) or char_before(match) == "/":
        return None
    if int(match[1]) >= int(match[2]):
        slash = match.end(1)
        return [
            (spell_decimal(match[1]), *match.span(1)),
            (BREAK, slash, slash + 1),
            (spell_decimal(match[2]), *match.span(2)),
        ]
    return whole(match, spell_decimal(match[2]) + "分之" + spell_decimal(match[1]))


def _read_ratio(match: re.Match[str]) -> list[Piece]:
    """Read 1:3 and 2:1:1, 比 for each colon."""
    pieces: list[Piece] = []
    for part in re.finditer(r"[\d.,]+|[^\d.,]+", match[0]):
        said = spell_decimal(part[0]) if part[0][0] in DIGITS else "比"
        pieces.append((said, match.start() + part.start(), match.start() + part.end()))
    return pieces


def _read_score(match: re.Match[str]) -> list[Piece] | None:
    head = match.string[max(0, match.start() - 3) : match.start()]
    if not head.endswith(_SCORE_HEADS) and not _WINS.match(match.string, match.end()):
        return None
    return [
        (spell_decimal(match[1]), *match.span(1)),
        ("比", match.end(1), match.start(2)),
        (spell_decimal(match[2]), *match.span(2)),
    ]


def _read_money(match: re.Match[str]) -> list[Piece]:
    high = "到" + spell_decimal(match[3]) if match[3] else ""
    name = CURRENCIES[match[1]]
    if name == "人民币":
        return whole(match, f"人民币{spell_decimal(match[2])}{high}{match[4]}元")
    return whole(match, spell_decimal(match[2]) + high + match[4] + name)


def _read_power(match: re.Match[str]) -> list[Piece] | None:
    """Read raised digits as a power, behind a number or a letter; one alone behind a word points to a note."""
    last = char_before(match)
    exponent = match[0].lstrip("^").translate(_SUPERSCRIPTS)
    is_base = bool(last) and (last.isdecimal() or last in LATIN or last == ")")
    if not is_base or exponent == "1":
        return None
    if exponent == "2":
        return whole(match, "的平方")
    said = "N" if exponent == "n" else spell_number(exponent.lstrip("-"))
    return whole(match, f"的{'负' if exponent.startswith('-') else ''}{said}次方")


_SIGN = "[%‰‱]"

RULES = (
    Rule(
        DIGITS,
        re.compile(
            rf"(?P<low>{NUMBER})(?:{GAP}(?P<each>{_SIGN}?){GAP}{DASH}{GAP}(?P<high>{NUMBER}))?{GAP}(?P<sign>{_SIGN})"
        ),
        _read_percent,
        "增长3-5%",
        "增长百分之三到五",
        "GB/T 15835-2011; 百分之 before the number: 《现代汉语八百词》, 分之",
        run=(1, 16),
        follows=" %‰‱-~.,",
    ),
    Rule(
        DIGITS,
        re.compile(rf"({NUMBER}){GAP}[pP][pP]([mMbB])(?![A-Za-z])"),
        _read_parts_per,
        "10ppm",
        "百万分之十",
        "GB 3101-93, which has 10⁻⁶ for it",
        run=(1, 16),
        follows=" pP.,",
    ),
    Rule(
        "+",
        re.compile(rf"\+(?={NUMBER}{GAP}(?:[%‰℃]|°C|个百分点|pct))"),
        _read_positive,
        "同比+5.6 %",
        "同比正百分之五点六",
        "GB 3102.11-93, positive numbers",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,3})[ \u202f](\d{1,2})/(\d{1,2})(?![\d/.])"),
        _read_mixed_number,
        "1 1/2小时",
        "一又二分之一小时",
        "《现代汉语八百词》, 分之",
        run=(1, 3),
        follows=" " + DIGITS,
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,16})/(\d{1,16})(?![\d/.])"),
        _read_fraction,
        "占2/3，血压140/90",
        "占三分之二，血压一百四十，九十",
        "《现代汉语八百词》, 分之",
        run=(1, 16),
        follows="/",
    ),
    Rule(
        DIGITS,
        re.compile(rf"{NUMBER}(?:{GAP}:{GAP}{NUMBER}){{1,3}}(?!:)"),
        _read_ratio,
        "比例为1：3，2∶1∶1",
        "比例为一比三，二比一比一",
        "GB 3102.11-93, ratio",
        run=(1, 16),
        follows=" :.,",
    ),
    Rule(
        DIGITS,
        re.compile(r"(\d{1,3})[-~](\d{1,3})(?![\d.])"),
        _read_score,
        "以21-19获胜",
        "以二十一比十九获胜",
        "scores of matches: common usage",
        run=(1, 3),
        follows="-~",
    ),
    Rule(
        "".join({symbol[0] for symbol in CURRENCIES}),
        re.compile(
            rf"(?<![A-Za-z])({either(CURRENCIES)}){GAP}({NUMBER})(?:{DASH}[¥￥$€£]?({NUMBER}))?([百千万亿]{{0,2}})元?"
        ),
        _read_money,
        "补贴¥500，US$3-5万",
        "补贴五百元，三到五万美元",
        "GB/T 12406-2022, signs and codes of currencies",
    ),
    Rule(
        _POWERS,
        re.compile(f"[{_POWERS}]{{1,4}}"),
        _read_power,
        "1.5×10⁹",
        "一点五乘十的九次方",
        "GB 3102.11-93, powers",
    ),
    Rule(
        "^",
        re.compile(r"\^-?\d{1,3}(?!\d)"),
        _read_power,
        "10^-3",
        "十的负三次方",
        "GB 3102.11-93, powers as they are typed",
    ),
)
