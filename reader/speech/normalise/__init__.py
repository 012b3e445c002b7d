"""Shown text → what is spoken: numbers, units and signs become hanzi, each traced to what it stands for.

The text is read from left to right. At each character that is not a hanzi, the rules that can begin there are tried in
order; the first that reads wins (see :mod:`reader.speech.normalise.rule`). No rule looks back or ahead further than
a few dozen characters, so the work grows with the length of the text and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from reader.core.traced import Traced
from reader.speech.normalise import (
    codes,
    counts,
    dates,
    markers,
    numbering,
    phones,
    quantities,
    symbols,
    times,
    units,
    web,
    words,
)
from reader.speech.normalise.folding import fold
from reader.speech.normalise.rule import BREAK, DIGITS, LATIN, TIGHT, Piece, Rule
from reader.speech.pinyin.hanzi import DIGITS as HANZI_DIGITS
from reader.speech.pinyin.hanzi import PAUSES

__all__ = ["RULES", "normalise", "rules_at"]

RULES: tuple[Rule, ...] = (
    *numbering.RULES,
    *web.RULES,
    *dates.RULES,
    *times.RULES,
    *phones.RULES,
    *codes.RULES,
    *quantities.RULES,
    *counts.RULES,
    *units.RULES,
    *markers.RULES,
    *symbols.RULES,
    *words.RULES,
)
"""All rules, in the order in which they are tried."""

_RULES_AT = {
    char: tuple(rule for rule in RULES if char in rule.starts) for rule in RULES for char in rule.starts
}


def _alike(texts: Iterable[str]) -> dict[str, str]:
    """Give for each character of ``texts`` the first that stands in the same of them, so that few cases differ."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for char in set(text):
            places.setdefault(char, []).append(place)
    first: dict[tuple[int, ...], str] = {}
    return {char: first.setdefault(tuple(there), char) for char, there in sorted(places.items())}


_STARTS = _alike(rule.starts for rule in RULES)
_FOLLOWS = _alike(rule.follows for rule in RULES)
_LEADS = _alike(rule.leads for rule in RULES)
_RUN = re.compile("[0-9]{1,17}|[A-Za-z]{1,17}")
_RUN_CHARS = frozenset(DIGITS + LATIN)
_BLANKS = frozenset(" " + TIGHT)
_HANZI = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"
)  # as hanzi.is_hanzi, but for 〇, which has a rule
_FIRST_HANZI = "\u3400"
_BELOW_HUNDRED = frozenset(HANZI_DIGITS + "十")


def normalise(text: str) -> Traced:
    """Give what is spoken for ``text`` as shown: hanzi, Latin letters, and the pause marks 。！？；：，、.

    Each spoken character is traced to the characters of ``text`` it stands for: the 百 of 百分之十五 to all of ``15%``.
    Any string is accepted, in time linear in its length; what cannot be spoken is left out.
    """
    flat = fold(text)
    speech = _Speech()
    at = 0
    while at < len(flat):
        char = flat[at]
        hanzi = _HANZI.match(flat, at) if char >= _FIRST_HANZI else None
        if hanzi:
            speech.say_as_written(hanzi[0], at)
            at = hanzi.end()
            continue
        if char in DIGITS and flat[at - 1 : at] in _BELOW_HUNDRED:
            # 每周二、四14:00: without a pause the two numbers would be heard as 四十四.
            speech.say(BREAK, at, at)
        for rule in rules_at(flat, at):
            match = rule.pattern.match(flat, at)
            pieces = rule.read(match) if match else None
            if match and pieces is not None:
                for piece in pieces:
                    speech.say(*piece)
                at = match.end()
                break
        else:
            speech.say(symbols.PUNCTUATION.get(char, ""), at, at + 1)
            at += 1
    return speech.finish()


def rules_at(text: str, at: int) -> tuple[Rule, ...]:
    """Give the rules to be tried at a place of folded text, in their order: those that can read what stands there."""
    char = text[at]
    run = _RUN.match(text, at) if char in _RUN_CHARS else None
    if not run:
        return _RULES_AT.get(char, ())
    end = run.end()
    following = text[end : end + 1]
    return _rules_for_run(
        _STARTS[char],
        end - at,
        _LEADS.get(text[at - 1 : at], ""),
        following if following in _BLANKS else _FOLLOWS.get(following, ""),
        _FOLLOWS.get(text[end + 1 : end + 2], "") if following in _BLANKS else "",
    )


@lru_cache(maxsize=16384)
def _rules_for_run(char: str, length: int, leading: str, following: str, beyond: str) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in _RULES_AT[char]
        if rule.run[0] <= length <= rule.run[1]
        and (not rule.follows or _is_followed(frozenset(rule.follows), following, beyond))
        and (not rule.leads or leading in frozenset(rule.leads))
    )


def _is_followed(follows: frozenset[str], following: str, beyond: str) -> bool:
    if following in _BLANKS:
        return " " in follows and (following == TIGHT or beyond in follows)
    return following in follows


class _Speech:
    """Collects what is said. Of neighbouring pauses the longest is kept, none before the first word; a last pause
    that nobody wrote is dropped."""

    def __init__(self) -> None:
        self._spoken: list[str] = []
        self._origins: list[tuple[int, int]] = []
        self._pause: Piece | None = None

    def say(self, said: str, start: int, end: int) -> None:
        if said in _STRENGTH:
            if self._spoken and (self._pause is None or _STRENGTH[said] >= _STRENGTH[self._pause[0]]):
                self._pause = (said, start, end)
        elif said:
            if self._pause:
                self._take_pause(self._pause)
            self._spoken.append(said)
            self._origins += [(start, end)] * len(said)

    def say_as_written(self, said: str, start: int) -> None:
        """Say characters that each stand for themselves."""
        if self._pause:
            self._take_pause(self._pause)
        self._spoken.append(said)
        end = start + len(said)
        self._origins += zip(range(start, end), range(start + 1, end + 1), strict=True)

    def finish(self) -> Traced:
        if self._pause and self._pause[0] != BREAK:
            self._take_pause(self._pause)
        return Traced("".join(self._spoken), tuple(self._origins))

    def _take_pause(self, pause: Piece) -> None:
        self._spoken.append("，" if pause[0] == BREAK else pause[0])
        self._origins.append(pause[1:])
        self._pause = None


_STRENGTH = {mark: -rank for rank, mark in enumerate(PAUSES)} | {BREAK: -PAUSES.index("，")}
