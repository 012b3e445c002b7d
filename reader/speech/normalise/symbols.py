"""Rules for dashes, signs, points and blanks, and the marks of punctuation.

Which mark is a pause of which length follows GB/T 15834-2011 标点符号用法.
"""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_number
from reader.speech.normalise.rule import (
    BREAK,
    LATIN,
    NUMBER,
    TIGHT,
    Piece,
    Rule,
    after,
    before,
    char_after,
    char_before,
    whole,
)
from reader.speech.normalise.tables import CROSSES, GREEK, SIGNS

_COLD = re.compile(rf"{NUMBER}(?:(?:[-~至到]|--|~-){NUMBER})?(?:℃|°C|度(?!假))")
_COUNT_ENDS = frozenset("#%‰℃㎡年月日号时分秒点岁元万亿千百米楼层期度天周个人次级")
_WEEK_DAY = re.compile("(?:周|星期)[一二三四五六日]$")
_WEEK = ("周", "星期")
_NEXT_DAY = (
    "次",
    "翌",
    "当日",
    "当天",
    "今",
    "来年",
    "明年",
    "明日",
    "明天",
    "下年",
    "下月",
    "下一",
    "下周",
    "隔",
    "第二",
)
_ROMAN = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
_ROMAN_CLASS = re.compile("[IVX]{1,4}[类级期度章节卷]")
_SHARE = re.compile(rf"{NUMBER}[%‰]")
_DIFFERENCE = re.compile(rf"{NUMBER} ?=")
_HANZI_DIGITS = frozenset("一二三四五六七八九十")
_FORMULA = re.compile("([A-Za-z]{1,4})\\d{1,4}(?:\\+\\d{1,3})?\\Z")
_PLANT = ("楼", "房", "线", "泵", "机", "井", "炉", "门", "幢", "栋", "墩", "变", "库", "车间", "厂")

PUNCTUATION = {
    **{char: char for char in "。；：，、！？"},
    **dict(zip(",;:!?", "，；：！？", strict=True)),
    **dict.fromkeys("…—⋯│|/>›»", BREAK),
    **dict.fromkeys("()[]{}【】〔〕〖〗", BREAK),
    "·": "、",
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
    "‱": "万分比",
    **GREEK,
}
"""Single characters → what is said; every other character that is not a hanzi is silent."""


def _read_dash(match: re.Match[str]) -> list[Piece] | None:
    """Read a dash: 到 between two counts, 负 or 零下 before one, nothing inside a word of letters, else a pause."""
    last = char_before(match)
    if char_after(match).isdecimal() and last.isdecimal() and "~-" not in match[0]:
        is_minus = match[0] == "-" and _DIFFERENCE.match(match.string, match.end())
        return whole(match, "减" if is_minus else "到")
    head, tail = before(match), after(match)
    following = tail[:1]
    if following.isdecimal():
        return _read_dash_before_number(match, head, tail)
    if last and last in LATIN and following and following in LATIN:
        is_class = last in "IVX" and _ROMAN_CLASS.match(tail)
        return whole(match, "到") if is_class else []
    formula = _FORMULA.search(head)
    if formula and following and following in LATIN:
        is_range = tail.startswith(formula[1]) and tail[len(formula[1]) :][:1].isdecimal()
        return whole(match, "到") if is_range else []
    is_days = _WEEK_DAY.search(head) and tail.startswith(_WEEK)
    is_classes = last in _ROMAN and following in _ROMAN
    if is_days or is_classes or (_ends_a_count(head) and tail.startswith(_NEXT_DAY)):
        return whole(match, "到")
    return whole(match, BREAK)


def _read_dash_before_number(match: re.Match[str], head: str, tail: str) -> list[Piece]:
    last = char_before(match)
    if match[0] == "-" and not head[-1:].isdecimal() and head[-1:] not in "%‰)" and _SHARE.match(tail):
        return whole(match, "负")  # 上半年-3.2%: a change, not a range
    if _ends_a_count(head):
        if match[0] == "~-":
            dash = match.end() - 1
            return [("到", match.start(), dash), (_say_negative(tail), dash, match.end())]
        return whole(match, "到")
    if last and last in LATIN:
        return []
    if "~" in match[0]:
        return whole(match, "约")
    return whole(match, _say_negative(tail) if match[0] == "-" else BREAK)


def _say_negative(tail: str) -> str:
    return "零下" if _COLD.match(tail) else "负"


def _ends_a_count(head: str) -> bool:
    return head[-1:] in _COUNT_ENDS or head[-1:].isdecimal()


def _read_sign(match: re.Match[str]) -> list[Piece] | None:
    """Read a sign of arithmetic, if a number or a letter follows it."""
    following = after(match)[:1]
    if not following.isalnum() or (match[1] in "<>Φφ⌀" and not following.isdecimal()):
        return None
    return whole(match, SIGNS[match[1]])


def _read_cross(match: re.Match[str]) -> list[Piece] | None:
    last = before(match)[-1:]
    return whole(match, "乘") if last and (last.isdecimal() or last in "mM米㎜㎝号") else None


def _read_plus_after(match: re.Match[str]) -> list[Piece] | None:
    last = char_before(match)
    return whole(match, "加") if last.isalnum() or last == "+" else None


def _read_hash(match: re.Match[str]) -> list[Piece] | None:
    return whole(match, "号") if char_before(match).isdecimal() else None


def _read_hash_before(match: re.Match[str]) -> list[Piece] | None:
    """Read #3楼 as 三号楼; the # before a topic is silent."""
    is_plant = after(match).startswith(_PLANT) and not char_before(match).isdecimal()
    return whole(match, spell_number(match[1]) + "号") if is_plant else None


def _read_middle_dot(match: re.Match[str]) -> list[Piece] | None:
    """Read 五·一 without a pause: two digits of a day that names an event."""
    is_day = char_before(match) in _HANZI_DIGITS and char_after(match) in _HANZI_DIGITS
    return [] if is_day else None


def _read_point(match: re.Match[str]) -> list[Piece]:
    """Read a full stop of ASCII: 点 inside an address of letters, an end where a sentence ends, else nothing."""
    last, following = char_before(match), char_after(match)
    if last and (last in LATIN or last.isdecimal()) and following and following in LATIN:
        return whole(match, "点")
    return whole(match, "。") if not following.strip() else []


_LINE_END = re.compile("[\n\r\u2028\u2029\x0b\x0c]")


def _read_blank(match: re.Match[str]) -> list[Piece]:
    """Read blanks: a line's end is an end, a wide gap is a short pause, one blank counts only between two numbers."""
    if match[0] in (" ", TIGHT):
        between_digits = char_before(match).isdecimal() and char_after(match).isdecimal()
        return whole(match, BREAK) if between_digits else []
    return whole(match, "。" if _LINE_END.search(match[0]) else BREAK) if _is_wide(match[0]) else []


def _is_wide(blanks: str) -> bool:
    return len(blanks) > 1 or blanks in _WIDE


_WIDE = "\t\n\r\x0b\x0c\u2028\u2029\u3000"
_BLANKS = f" \t\n\r\x0b\x0c\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2028\u2029{TIGHT}\u205f\u3000"

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
        "<>",
        re.compile(f"([<>]=)[ {TIGHT}]?"),
        _read_sign,
        "满意率>=90%",
        "满意率大于等于百分之九十",
        "GB 3102.11-93, as they are typed",
    ),
    Rule(
        "".join(sign for sign in SIGNS if len(sign) == 1),
        re.compile(f"([{re.escape(''.join(sign for sign in SIGNS if len(sign) == 1))}])[ {TIGHT}]?"),
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
        "#",
        re.compile(r"#(\d{1,4})(?!\d)"),
        _read_hash_before,
        "#3楼",
        "三号楼",
        "numbering of buildings and machines",
    ),
    Rule(
        "·",
        re.compile("·"),
        _read_middle_dot,
        "“五·一”假期",
        "五一假期",
        "GB/T 15835-2011, days that name events",
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
