"""Rules for signs, brackets, list markers, and the marks of punctuation.

Which mark is a pause of which length follows GB/T 15834-2011 标点符号用法.
"""

from __future__ import annotations

import re
import unicodedata

from reader.speech.hanzi import DIGITS as HANZI_DIGITS
from reader.speech.normalise.rule import (
    BREAK,
    LATIN,
    NUMBER,
    Piece,
    Rule,
    after,
    before,
    char_before,
    whole,
)
from reader.speech.normalise.tables import CROSSES, GREEK, SIGNS
from reader.speech.numerals import spell_number

_COLD = re.compile(rf"{NUMBER}(?:[-~]{NUMBER})?(?:℃|°C|度)")
_ENDS_A_COUNT = re.compile(r"[\d%‰℃㎡年月日号时分秒点岁元万亿千百米楼层期度天周个人次级]$")
_WEEK = "(?:周|星期)"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛❶❷❸❹❺❻❼❽❾❿㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞"
_BEGINS = re.compile(r"(?:^|[\n,;:。、!?.…])\s*$")

PUNCTUATION = {
    **{char: char for char in "。；：，、！？"},
    **dict(zip(",;:!?", "，；：！？", strict=True)),
    **dict.fromkeys("…—⋯│|/>›»", BREAK),
    **dict.fromkeys("()[]{}【】〔〕〖〗", BREAK),
    "·": "、",
    "•": BREAK,
    "●": BREAK,
    "■": BREAK,
    "◆": BREAK,
    "℃": "摄氏度",
    "&": "和",
    "@": "艾特",
    "№": "号",
    "○": "零",
    "〇": "零",
    "%": "百分比",
    "‰": "千分比",
    **GREEK,
}
"""Single characters → what is said; every other character that is not a hanzi is silent."""


def _read_marker(match: re.Match[str]) -> list[Piece]:
    """Read ① where an item of a list begins; directly after a word it points into the glossary and is silent."""
    if not _BEGINS.search(match.string[max(0, match.start() - 8) : match.start()]):
        return []
    return [(spell_number(str(int(unicodedata.numeric(match[0])))), *match.span()), ("，", *match.span())]


def _read_numbered(match: re.Match[str]) -> list[Piece]:
    said = spell_number(str(int(unicodedata.numeric(match[0]))))
    return [(BREAK, *match.span()), (said, *match.span()), ("，", *match.span())]


def _read_value(match: re.Match[str]) -> list[Piece]:
    return whole(match, spell_number(str(int(unicodedata.numeric(match[0])))))


def _read_vulgar_fraction(match: re.Match[str]) -> list[Piece]:
    top, _, bottom = unicodedata.normalize("NFKC", match[0]).partition("⁄")
    joint = "又" if char_before(match).isdecimal() else ""
    return whole(match, f"{joint}{HANZI_DIGITS[int(bottom)]}分之{HANZI_DIGITS[int(top)]}")


def _read_dash(match: re.Match[str]) -> list[Piece] | None:
    """Read a dash: 到 between two counts, 负 or 零下 before one, nothing inside a word of letters, else a pause."""
    head, tail = before(match), after(match)
    last, following = char_before(match), tail[:1]
    if following.isdecimal():
        if _ENDS_A_COUNT.search(head):
            return whole(match, "到")
        if last and last in LATIN:
            return []
        if "~" in match[0]:
            return whole(match, "约")
        if match[0] == "-":
            return whole(match, "零下" if _COLD.match(tail) else "负")
    if last and last in LATIN and following and following in LATIN:
        return []
    is_span = re.search(_WEEK + "[一二三四五六日]$", head) and re.match(_WEEK, tail)
    if is_span or (_ENDS_A_COUNT.search(head) and re.match("次日|翌日|当日|当天|今", tail)):
        return whole(match, "到")
    return whole(match, BREAK)


def _read_sign(match: re.Match[str]) -> list[Piece] | None:
    """Read a sign of arithmetic, if a number or a letter follows it."""
    if not after(match)[:1].isalnum() or (match[1] in "<>" and not after(match)[0].isdecimal()):
        return None
    return whole(match, SIGNS[match[1]])


def _read_cross(match: re.Match[str]) -> list[Piece] | None:
    last = before(match)[-1:]
    return whole(match, "乘") if last and (last.isdecimal() or last in "mM米㎜㎝号") else None


def _read_plus_after(match: re.Match[str]) -> list[Piece] | None:
    return whole(match, "加") if char_before(match).isalnum() else None


def _read_hash(match: re.Match[str]) -> list[Piece] | None:
    return whole(match, "号") if char_before(match).isdecimal() else None


def _read_point(match: re.Match[str]) -> list[Piece]:
    """Read a full stop of ASCII: 点 inside an address of letters, an end where a sentence ends, else nothing."""
    last, following = char_before(match), match.string[match.end() : match.end() + 1]
    if last and (last in LATIN or last.isdecimal()) and following and following in LATIN:
        return whole(match, "点")
    return whole(match, "。") if not following.strip() else []


def _read_blank(match: re.Match[str]) -> list[Piece]:
    """Read blanks: a line's end is an end, a wide gap is a short pause, one blank counts only between two numbers."""
    if re.search("[\n\r\u2028\u2029\x0b\x0c]", match[0]):
        return whole(match, "。")
    between_digits = (
        char_before(match).isdecimal() and match.string[match.end() : match.end() + 1].isdecimal()
    )
    is_wide = len(match[0]) > 1 or match[0] in "\t\u3000"
    return whole(match, BREAK) if is_wide or between_digits else []


_BLANKS = " \t\n\r\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u3000"

RULES = (
    Rule(
        "-~",
        re.compile("[-~]{1,8}"),
        _read_dash,
        "吴中路-新镇路，最低-5℃，3～5年",
        "吴中路，新镇路，最低零下五摄氏度，三到五年",
        "GB/T 15834-2011",
    ),
    Rule(
        "".join(SIGNS),
        re.compile(f"([{re.escape(''.join(SIGNS))}]) ?"),
        _read_sign,
        "≥80%，“1+3+N”",
        "大于等于百分之八十，一加三加N",
        "GB 3102.11-93",
    ),
    Rule(
        CROSSES,
        re.compile(f"[{CROSSES}] ?(?=\\d)"),
        _read_cross,
        "7x24小时",
        "七乘二十四小时",
        "GB 3102.11-93; x and * are written for ×",
    ),
    Rule(
        "+",
        re.compile(r"\+"),
        _read_plus_after,
        "“互联网+”",
        "互联网加",
        "common usage",
    ),
    Rule("#", re.compile("#"), _read_hash, "3#楼", "三号楼", "numbering of buildings on plans"),
    Rule(
        _CIRCLED,
        re.compile(f"[{_CIRCLED}]"),
        _read_marker,
        "373地块①项目：①开工；②竣工",
        "三七三地块项目：一，开工；二，竣工",
        "GB/T 9704-2012; markers of notes are for the eye",
    ),
    Rule(
        _NUMBERED, re.compile(f"[{_NUMBERED}]"), _read_numbered, "⑵加强领导", "二，加强领导", "GB/T 9704-2012"
    ),
    Rule(_ROMAN, re.compile(f"[{_ROMAN}]"), _read_value, "Ⅲ类水", "三类水", "GB 3838-2002"),
    Rule(
        _FRACTIONS,
        re.compile(f"[{_FRACTIONS}]"),
        _read_vulgar_fraction,
        "占⅔",
        "占三分之二",
        "《现代汉语八百词》, 分之",
    ),
    Rule(".", re.compile(r"\."), _read_point, "www.shmh.gov.cn", "www点shmh点gov点cn", "common usage"),
    Rule(
        _BLANKS,
        re.compile(f"[{_BLANKS}]++"),
        _read_blank,
        "七宝镇  2021年\n上海 2035总规",
        "七宝镇，二零二一年。上海二零三五总规",
        "layout: a wide gap parts, a single blank does not",
    ),
)
