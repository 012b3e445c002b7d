"""Rules for addresses of pages and mail, read sign by sign as they would be dictated."""

from __future__ import annotations

import re

from reader.speech.normalise.numerals import spell_digits
from reader.speech.normalise.rule import BREAK, DIGITS, LATIN, Piece, Rule

_SIGNS = {
    ".": "点",
    "/": "斜杠",
    "-": "杠",
    "_": "下划线",
    "@": "艾特",
    "?": "问号",
    "=": "等于",
    "&": "和",
    "%": "百分号",
    "#": "井号",
    "+": "加",
    "~": "波浪号",
    ":": "冒号",
} | {digit: spell_digits(digit) for digit in DIGITS}

_TOP = "(?:com|cn|org|net|gov|edu|top|info|vip|site|shop|tv|cc|io|me)(?![A-Za-z0-9]|\\.[A-Za-z])"
_BEGIN = "(?<![A-Za-z0-9._])(?<![A-Za-z0-9]-)"
_LABELS = r"[A-Za-z0-9\-]{1,40}+(?:\.[A-Za-z0-9\-]{1,40}+){0,4}?"
_PATH = r"(?:(?::\d{1,5})?[/?#][A-Za-z0-9\-._~/?#=&%+:@]{0,160})?(?<![.,:?/#])"


def _read_address(match: re.Match[str]) -> list[Piece]:
    pieces: list[Piece] = []
    at = match.start()
    scheme = match[1] if match.lastindex else None
    if scheme:
        pieces += [(char, at + step, at + step + 1) for step, char in enumerate(scheme)]
        at += len(scheme) + 3
        pieces.append((BREAK, at - 3, at))
    rest = match.string[at : match.end()]
    return pieces + [(_SIGNS.get(char, char), place, place + 1) for place, char in enumerate(rest, at)]


RULES = (
    Rule(
        "Hh",
        re.compile(rf"([Hh][Tt][Tt][Pp][Ss]?)://[A-Za-z0-9\-.]{{1,80}}{_PATH}"),
        _read_address,
        "见https://qb.sh.cn/a_1.",
        "见https，qb点sh点cn斜杠a下划线一。",
        "RFC 3986; the signs by their common names",
        run=(4, 5),
        follows=":",
    ),
    Rule(
        LATIN + DIGITS,
        re.compile(
            _BEGIN + r"[A-Za-z0-9][A-Za-z0-9._\-]{0,40}+@[A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{1,20}){1,4}"
        ),
        _read_address,
        "发至qb_2021@163.com",
        "发至qb下划线二零二一艾特一六三点com",
        "RFC 5321, addresses of mail",
        follows="._-@" + LATIN + DIGITS,
    ),
    Rule(
        LATIN + DIGITS,
        re.compile(rf"{_BEGIN}{_LABELS}\.{_TOP}{_PATH}"),
        _read_address,
        "登录shmh.gov.cn/qb",
        "登录shmh点gov点cn斜杠qb",
        "RFC 1035, names of hosts",
        follows=".-" + LATIN + DIGITS,
    ),
)
