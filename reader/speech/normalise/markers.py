"""Rules for characters that are numbers by themselves: ① ⑵ ⒈ ㈠ Ⅲ ½ ㋀."""

from __future__ import annotations

import re
import unicodedata

from reader.speech.normalise.numerals import spell_number
from reader.speech.normalise.rule import BREAK, Piece, Rule, char_before, whole

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿⓪"
_NUMBERED = (
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴"
    "⓵⓶⓷⓸⓹⓺⓻⓼⓽⓾➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
)
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_BEGINS = re.compile(r"(?:^|[\n,;:。、!?.…])\s*$")


_VALUES = {char: spell_number(str(int(unicodedata.numeric(char)))) for char in _CIRCLED + _NUMBERED + _ROMAN}
_PARTS = {char: unicodedata.normalize("NFKC", char).split("⁄") for char in _FRACTIONS}
_SHARES = {char: f"{spell_number(bottom)}分之{spell_number(top)}" for char, (top, bottom) in _PARTS.items()}


def _read_marker(match: re.Match[str]) -> list[Piece]:
    """Read ① where an item of a list begins; directly after a word it points into the glossary and is silent."""
    if not _BEGINS.search(match.string[max(0, match.start() - 8) : match.start()]):
        return []
    return [(_VALUES[match[0]], *match.span()), ("，", *match.span())]


def _read_numbered(match: re.Match[str]) -> list[Piece]:
    return [(BREAK, *match.span()), (_VALUES[match[0]], *match.span()), ("，", *match.span())]


def _read_roman(match: re.Match[str]) -> list[Piece]:
    return whole(match, _VALUES[match[0]])


def _read_vulgar_fraction(match: re.Match[str]) -> list[Piece]:
    joint = "又" if char_before(match).isdecimal() else ""
    return whole(match, joint + _SHARES[match[0]])


def _read_squared(match: re.Match[str]) -> list[Piece]:
    plain = unicodedata.normalize("NFKC", match[0])
    return whole(match, spell_number(plain[:-1]) + plain[-1])


RULES = (
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
    Rule(_ROMAN, re.compile(f"[{_ROMAN}]"), _read_roman, "Ⅲ类水", "三类水", "GB 3838-2002"),
    Rule(
        _FRACTIONS,
        re.compile(f"[{_FRACTIONS}]"),
        _read_vulgar_fraction,
        "占⅔",
        "占三分之二",
        "《现代汉语八百词》, 分之",
    ),
    Rule(
        "".join(map(chr, [*range(0x32C0, 0x32CC), *range(0x3358, 0x3371), *range(0x33E0, 0x33FF)])),
        re.compile("[㋀-㋋㍘-㍰㏠-㏾]"),
        _read_squared,
        "㋈㏠㍡",
        "九月一日九点",
        "Unicode, squared months, days and hours",
    ),
)
