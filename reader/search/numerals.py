"""Chinese numerals ↔ figures in what is typed: 三百七十三地块 is 373地块, 8项规定 is 八项规定."""

from __future__ import annotations

import re

_HANZI = "零一二三四五六七八九"
_DIGITS = {character: digit for digit, character in enumerate(_HANZI)} | {"两": 2, "幺": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SMALL = "零一二三四五六七八九两幺"
_NUMERAL = f"[{_SMALL}十百千万亿]"
_NUMBER = rf"(?:{_NUMERAL}+|\d+)"

_RUN = re.compile(f"{_NUMERAL}+")
_PER_CENT = re.compile(rf"百分之({_NUMBER}(?:[点.][{_SMALL}\d]+)?)")
_POINT = re.compile(rf"({_NUMBER})点([{_SMALL}\d]+)")
_DASH = re.compile(rf"(?<=[{_SMALL}十百\d])[杠横](?=[{_SMALL}十百\d])")
_FIGURES = re.compile(r"\d{1,8}")


def variants(text: str) -> tuple[str, ...]:
    """Give other ways to write the numbers of folded ``text``, the likeliest first, without ``text``."""
    marked = _PER_CENT.sub(r"\1%", _DASH.sub("-", text))
    marked = _POINT.sub(lambda found: f"{found[1]}.{_by_digit(found[2])}", marked)
    found = (
        _RUN.sub(lambda run: _in_figures(run[0]), marked),
        _RUN.sub(lambda run: _before_myriad(run[0]), marked),
        _FIGURES.sub(lambda run: _in_hanzi(int(run[0])), text),
        _FIGURES.sub(lambda run: "".join(_HANZI[int(digit)] for digit in run[0]), text),
        *(
            text[: run.start()] + _in_hanzi(int(run[0])) + text[run.end() :]
            for run in _FIGURES.finditer(text)
        ),
        *(text[: run.start()] + _in_figures(run[0]) + text[run.end() :] for run in _RUN.finditer(text)),
    )
    return tuple(dict.fromkeys(each for each in found if each != text))


def _by_digit(run: str) -> str:
    """Read 三七三 as 373, digit by digit."""
    return "".join(str(_DIGITS.get(character, character)) for character in run)


def _in_figures(run: str) -> str:
    """Read 三百七十三 as 373, 三七三 too, and 零四 as 04; what is no number is left alone."""
    if all(character in _DIGITS for character in run):
        return _by_digit(run)
    total = section = 0
    digit: int | None = None
    for character in run:
        if character in _DIGITS:
            if digit:
                return run
            digit = _DIGITS[character]
        elif character in _UNITS:
            # 零 before 十 stands for an empty place (一百零十), not for none of it.
            section += (digit or 1) * _UNITS[character]
            digit = None
        else:
            if not section and digit is None:
                return run
            total = (total + section + (digit or 0)) * _MYRIADS[character]
            section, digit = 0, None
    return str(total + section + (digit or 0))


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
