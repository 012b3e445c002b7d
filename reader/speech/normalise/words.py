"""Rules for Latin letters that belong to no unit and no code: classes, grades, words. They come after all others."""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_number
from reader.speech.normalise.rule import LATIN, Piece, Rule, one_by_one, whole

_ROMAN = {
    name: spell_number(str(value))
    for value, name in enumerate(
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1
    )
}
_NUMERAL = "(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})"
_CLASS_NOUN = "[类级期度章节卷](?![A-Za-z])"
_ORDINAL_NOUN = "(?:届|章|卷|期|部分?|篇|册|条|节|回|阶段|次|单元)"


def _read_roman(match: re.Match[str]) -> list[Piece]:
    return whole(match, _ROMAN[match[0]])


def _read_grade(match: re.Match[str]) -> list[Piece]:
    """Read the A's of a grade as their number: AAAA级景区 is announced as 四A级景区."""
    count = {2: "两", 3: "三", 4: "四", 5: "五"}[len(match[0])]
    last = match.end() - 1
    return [(count, match.start(), last), ("A", last, match.end())]


def _read_letters(match: re.Match[str]) -> list[Piece]:
    return one_by_one(match[0], match.start())


RULES = (
    Rule(
        "IVX",
        re.compile(
            rf"(?<![A-Za-z]){_NUMERAL}(?={_CLASS_NOUN}|[-~、至到和及]{{1,2}}{_NUMERAL}{_CLASS_NOUN})|(?<=第){_NUMERAL}(?={_ORDINAL_NOUN})|(?<![A-Za-z])(?:I{{1,3}}|IV|VI{{1,3}}|IX)(?=型)"
        ),
        _read_roman,
        "II-III类水，第V届",
        "二到三类水，第五届",
        "GB 3838-2002, classes of water; 应急响应 levels",
    ),
    Rule(
        "A",
        re.compile("(?<![A-Za-z])A{2,5}(?=级|景区|旅游)"),
        _read_grade,
        "AAAA级景区",
        "四A级景区",
        "GB/T 17775, grades of sights, as they are announced",
        run=(2, 5),
        follows="级景旅",
    ),
    Rule(
        LATIN,
        re.compile(r"[A-Za-z]++"),
        _read_letters,
        "AI和APP",
        "AI和APP",
        "letters stay letters; reader.speech.pinyin.letters names them",
    ),
)
