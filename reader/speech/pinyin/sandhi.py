"""The tones of 一 and 不, which depend on what follows.

The rule of every course of Mandarin (named from general knowledge: 普通话水平测试实施纲要, "一" "不" 的变调; not yet
checked against it). Dictionaries bake these tones into some phrases and not into
others, so both are always worked out anew.
"""

from __future__ import annotations

import re
from collections.abc import Container

_NUMBER = "零一二三四五六七八九"
_BEFORE_PLAIN = frozenset(_NUMBER + "十百千万亿点第初之周期唯统专逐单同合划")
"""一 after one of these keeps its own tone: the end of a number (二十一), an ordinal (第一), 之一, 周一, 统一, 唯一."""
_AFTER_PLAIN = frozenset(_NUMBER + "月号级期楼等季类")
"""一 before one of these is a digit of a row (一二三) or an ordinal (一月, 一级, 一期)."""
_ORDINALS = re.compile("一(?:年级|阶段|车间|标段|单元|分厂)|(?<=月)一日")
"""Longer words before which 一 counts places, not things."""


def apply_sandhi(run: str, readings: list[tuple[str, ...]], fixed: Container[int]) -> list[tuple[str, ...]]:
    """Give ``readings`` of the characters of ``run`` with the tones of 一 and 不 set, but for the places ``fixed``."""
    changed = list(readings)
    for at, char in enumerate(run):
        if at in fixed or char not in "一不":
            continue
        following = readings[at + 1] if at + 1 < len(run) else ()
        # 个 is often written neutral, but counts as the fourth tone it comes from.
        tone = following[0][-1].replace("5", "4") if following else ""
        changed[at] = (_yi(run, at, tone),) if char == "一" else (_bu(run, at, tone),)
    return changed


def _yi(run: str, at: int, tone: str) -> str:
    before, after = run[at - 1 : at], run[at + 1 : at + 2]
    if not tone or before in _BEFORE_PLAIN or after in _AFTER_PLAIN or _ORDINALS.match(run, at):
        # An empty ``before`` or ``after`` is in no set of characters.
        return "yi1"
    if before == after:
        return "yi5"
    return "yi2" if tone == "4" else "yi4"


def _bu(run: str, at: int, tone: str) -> str:
    if tone and run[at - 1 : at] == run[at + 1 : at + 2]:
        return "bu5"
    return "bu2" if tone == "4" else "bu4"
