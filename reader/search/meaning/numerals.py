"""Chinese numerals ↔ figures in what is typed: 三百七十三地块 is 373地块, 8项规定 is 八项规定."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_HANZI = "零一二三四五六七八九"
_DIGITS = {character: digit for digit, character in enumerate(_HANZI)} | {"两": 2, "幺": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SMALL = "零一二三四五六七八九两幺"
_NUMERAL = f"[{_SMALL}十百千万亿]"
_NUMBER = rf"(?:{_NUMERAL}+|\d+)"
_FORMAL = str.maketrans(
    dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
    | {"廿": "二十", "卅": "三十"}
)

_SPELLED = dict(
    zip(
        [
            "ling",
            "yi",
            "er",
            "san",
            "si",
            "wu",
            "liu",
            "qi",
            "ba",
            "jiu",
            "shi",
            "bai",
            "qian",
            "wan",
            "liang",
            "dian",
        ],
        _HANZI + "十百千万两点",
        strict=True,
    )
)

_RUN = re.compile(f"{_NUMERAL}+")
_ZERO = re.compile(rf"(?<=[{_SMALL}])[o○0]|[o○](?=[{_SMALL}])")
_HUNDRED_PER_CENT = re.compile("百分之百|百分百")
_PER_CENT = re.compile(rf"百分之({_NUMBER}(?:[点.][{_SMALL}\d]+)?)")
_TENTHS = re.compile(rf"([{_SMALL}\d])成([{_SMALL}\d半])?(?![{_SMALL}\d])")
_POINT = re.compile(rf"({_NUMBER})点([{_SMALL}\d]+)")
_DASH = re.compile(rf"(?<=[{_SMALL}十百\d])[杠横-](?=[{_SMALL}十百\d])")
_PIECES = re.compile(rf"({_NUMBER}(?:\.\d+)?)个(?=[百千万亿])")
_GROUPS = re.compile(r"(?<=\d),(?=\d{3})")
_DAY = re.compile(rf"({_NUMBER}月{_NUMBER})号")
_DAY_OF_MONTH = re.compile(rf"({_NUMBER}月{_NUMBER})日")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)(?=年)")
_FIGURES = re.compile(r"\d{1,8}")
_TWO = re.compile(r"(?<![\d.])2(?![\d.%])")
_MYRIADS_ROUND = re.compile(r"(?<![\d.])(\d+)0000(?!\d)")
_THOUSANDS_ROUND = re.compile(r"(?<![\d.])(\d)000(?!\d)")
_DIGIT_OF_UNIT = re.compile(rf"(?<!{_NUMERAL})[{_SMALL}](?=[百千](?!{_NUMERAL}))")
_ROUND = re.compile("^一([百千万亿])$")
"""Reports write 千余人 for more than a thousand."""
_MEASURES = (("平方米", "㎡"), ("平米", "㎡"), ("平方", "㎡"), ("摄氏度", "℃"), ("度", "℃"))


def variants(text: str) -> tuple[str, ...]:
    """Give other ways to write the numbers of folded ``text``, the likeliest first, without ``text``.

    Numbers are written as reports write them: 15% for 百分之十五, 41亿 for 四十一亿, 八项 for 8项, 9月1日 for
    九月一号, 23058.67㎡ for 两万三千零五十八点六七平方米, 2021年 for 21年.
    """
    measured = (text.replace(word, sign) for word, sign in _MEASURES)
    spoken = dict.fromkeys((text, *measured, _DAY.sub(r"\1日", text), _DAY_OF_MONTH.sub(r"\1号", text)))
    forms = dict.fromkeys(form for each in spoken for form in (each, *_forms(each)))
    return tuple(form for form in forms if form != text)


def spelled(syllables: Sequence[str]) -> tuple[str, ...]:
    """Give what numbers in pinyin may be, in hanzi, the rest as it is; nothing if there are none.

    A number has two syllables or more (san bai qi shi san di kuai: 三百七十三dikuai); yi may be 一 or, at its
    end, 亿.
    """
    ones: list[str] = []
    run: list[str] = []
    ends: list[int] = []
    for syllable in (*"|".join(syllables).replace("bai|fen|zhi", "百分之").split("|"), ""):
        if syllable in _SPELLED:
            run.append(syllable)
            continue
        is_number = len(run) > 1 or ones[-1:] == ["百分之"]
        if is_number and run[-1:] == ["yi"]:
            ends.append(len(ones) + len(run) - 1)
        ones.extend(_SPELLED[each] if is_number else each for each in run)
        ones.append(syllable)
        run = []
    if all(syllable in ("", *syllables) for syllable in ones):
        return ()
    found = ["".join("亿" if at == end else each for at, each in enumerate(ones)) for end in ends]
    return ("".join(ones), *found)


def _forms(text: str) -> Iterator[str]:
    plain = _GROUPS.sub("", _ZERO.sub("零", text.translate(_FORMAL)))
    yield plain
    yield from _forms_in_figures(plain)
    yield _FIGURES.sub(lambda run: _in_hanzi(int(run[0])), plain)
    yield _TWO.sub("两", plain)
    yield _FIGURES.sub(lambda run: _digits_in_hanzi(run[0]), plain)
    yield _MYRIADS_ROUND.sub(r"\1万", plain)
    yield _THOUSANDS_ROUND.sub(r"\1千", plain)
    for run in _FIGURES.finditer(plain):
        for written in _ways_in_hanzi(int(run[0])):
            yield plain[: run.start()] + written + plain[run.end() :]
    for run in _RUN.finditer(plain):
        for written in (_in_figures(run[0]), _ROUND.sub(r"\1", run[0])):
            yield plain[: run.start()] + written + plain[run.end() :]


def _forms_in_figures(plain: str) -> Iterator[str]:
    marked = _PIECES.sub(r"\1", _DASH.sub("-", plain))
    marked = _PER_CENT.sub(r"\1%", _HUNDRED_PER_CENT.sub("100%", marked))
    marked = _TENTHS.sub(_in_per_cent, marked)
    marked = _POINT.sub(lambda found: f"{found[1]}.{_by_digit(found[2])}", marked)
    figures = _RUN.sub(lambda run: _in_figures(run[0]), marked)
    yield figures
    yield _RUN.sub(lambda run: _before_myriad(run[0]), marked)
    yield _DIGIT_OF_UNIT.sub(lambda found: _by_digit(found[0]), marked)
    yield _SHORT_YEAR.sub(r"20\1", figures)


def _ways_in_hanzi(number: int) -> Iterator[str]:
    written = _in_hanzi(number)
    yield written
    yield _ROUND.sub(r"\1", written)


def _digits_in_hanzi(figures: str) -> str:
    return "".join(_HANZI[int(digit)] for digit in figures)


def _in_per_cent(found: re.Match[str]) -> str:
    """Read 八成 as 80%, 八成五 as 85%."""
    rest = {"半": "5", None: "0"}.get(found[2])
    return _by_digit(found[1]) + (_by_digit(found[2]) if rest is None else rest) + "%"


def _by_digit(run: str) -> str:
    """Read 三七三 as 373, digit by digit."""
    return "".join(str(_DIGITS.get(character, character)) for character in run)


def _in_figures(run: str) -> str:
    """Read 三百七十三 as 373, 三七三 too, and 零四 as 04; what is no number is left alone."""
    if all(character in _DIGITS for character in run):
        return _by_digit(run)
    total = section = 0
    digit: int | None = None
    unit = place = 1
    for character in run:
        if character in _DIGITS:
            if digit:
                return run
            # What follows a unit at once counts its tenths: 一万二 is 12000, 一万零二 is 10002.
            place = 1 if digit == 0 or not _DIGITS[character] else max(1, unit // 10)
            digit = _DIGITS[character]
        elif character in _UNITS:
            # 零 before 十 stands for an empty place (一百零十), not for none of it.
            section += (digit or 1) * _UNITS[character]
            digit, unit = None, _UNITS[character]
        else:
            if not section and digit is None:
                return run
            total = (total + section + (digit or 0)) * _MYRIADS[character]
            section, digit, unit = 0, None, _MYRIADS[character]
    return str(total + section + (digit or 0) * place)


def _before_myriad(run: str) -> str:
    """Read 四十一亿 as 41亿, the way reports write large numbers."""
    return _in_figures(run[:-1]) + run[-1] if len(run) > 1 and run[-1] in _MYRIADS else _in_figures(run)


def _in_hanzi(number: int) -> str:
    """Write a number below 10⁸ in hanzi: 373 → 三百七十三, 15 → 十五, 10015 → 一万零一十五."""
    high, low = divmod(number, 10**4)
    written = _below_myriad(low) if low or not high else ""
    if high:
        written = _below_myriad(high) + "万" + ("零" if 0 < low < 1000 else "") + written
    return written.removeprefix("一") if written.startswith("一十") else written


def _below_myriad(number: int) -> str:
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if gap and written else "") + _HANZI[digit] + name
        gap = not digit
    return written or "零"
