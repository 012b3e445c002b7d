"""What the captions write for an utterance: characters, the pinyin above them, and what belongs together. No Qt.

Shown is what is spoken (四十一亿元) and not what is printed (41亿元): a person who hears badly then sees every syllable
that sounds, each lights by itself, and each can bear its pinyin; the printed form stands on the page above, lit too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reader.core.traced import Traced
from reader.speech.pinyin.hanzi import is_hanzi
from reader.speech.pinyin.tones import with_marks
from reader.speech.utterance import Syllable, Utterance

_WINDOW = 1000
"""Characters laid out at a time: more than any sentence has; a report without marks must not stop the window."""

_ORIGINAL_TONES = {"一": "yī", "不": "bù"}
"""Written without the changes of tone they are spoken with: GB/T 16159-2012, 5.1 (named from general knowledge)."""

_UNITS = """
个百分点 百分点 平方公里 平方厘米 平方毫米 平方米 立方厘米 立方米 公里 千米 厘米 毫米 微米 公顷 公斤 千克 毫克 微克 千瓦时 兆瓦时 千瓦 兆瓦
摄氏度 毫升 小时 分钟 刻钟 个月 周年 周岁 学年 学期 课时 季度 人次 户次 家次 车次 架次 批次 场次 剂次 班次 万元 亿元 美元 欧元 英镑 块钱 地块
街坊 号线 年级 车位 床位 工位 名额 环节 字节 比特 分贝 赫兹
"""
"""What is counted, or named by a number, in more than one hanzi. (The rules that speak them know many more; loading those
takes longer than the first picture may.)"""
_MEASURES = """
个名位人户家条项件起次场处座栋幢所间套台辆架艘部支只株棵份张本册篇枚块片层批轮届类种样对双组根道段节步遍趟回例宗笔则句床年月日号周天秒点时
分岁代元角万亿千倍成折票米里亩吨克斤升度剂针级期路楼室弄
"""
_UNIT = f"(?:{'|'.join(_UNITS.split())}|[{''.join(_MEASURES.split())}])"
_DIGIT = "[零〇一二两三四五六七八九十百千万亿]"
_DIGITS = f"{_DIGIT}+"
_NUMBER = f"负?(?:{_DIGITS}分之)?{_DIGITS}(?:点{_DIGITS})?"
# Behind a number of one character only what is known to be counted belongs to it: 一 stands in 统一, 七 in 七宝.
_AMOUNT = rf"第?{_NUMBER}[多余几来]?(?:{_UNIT}|(?<={_DIGIT}{{2}})(?![的了和与及等])\w)?"
_SPOKEN = re.compile(
    rf"{_NUMBER}年(?:{_NUMBER}月(?:{_NUMBER}[日号])?)?|{_NUMBER}月{_NUMBER}[日号]"
    rf"|{_NUMBER}点{_NUMBER}分|{_NUMBER}(?:小时|分钟?){_NUMBER}(?:分钟?|秒)"
    rf"|{_AMOUNT}(?:[到至比]{_AMOUNT})*|[0-9A-Za-z]+(?:[-.·][0-9A-Za-z]+)*"
)
"""Numbers as spoken, with what is counted; days, times of day, ranges; Latin words."""

_SIGN = "[0-9A-Za-z０-９Ａ-Ｚａ-ｚ%％‰℃㎡㎥㎞㎏㎝㎜°]"
_FIGURE = re.compile(
    rf"{_SIGN}+(?:[-.,:：/×~～–—−+]+{_SIGN}+|[年月时点分比]{_SIGN}+)*[十百千万亿]*[多余几]?"
    rf"(?:{_UNIT})?"
)
"""Numbers as printed: whatever is spoken for one (01-02地块: 零一杠零二地块) stays together too."""


@dataclass(frozen=True, slots=True)
class CaptionText:
    """``characters`` as they are spoken; ``pinyin`` for each, empty where there is none.

    ``bound`` are the places (1 to length - 1) at which no line may break; ``start`` is where all this stands in the
    utterance's spoken text.
    """

    characters: str
    pinyin: tuple[str, ...]
    bound: frozenset[int]
    start: int = 0

    @classmethod
    def of_utterance(cls, utterance: Utterance, start: int, end: int) -> CaptionText:
        """Take the characters from ``start`` to ``end`` of the utterance's spoken text."""
        part = utterance.spoken[start:end]
        bound = _places_within(_spans(_SPOKEN, part.text)) | _places_of_figures(utterance.text, part.origins)
        return cls(part.text, _pinyin(utterance, start, end), frozenset(bound), start)


def unspoken(words: str) -> Utterance:
    """Give an utterance for words that nobody pronounced: each character stands for itself, and has no pinyin."""
    return Utterance(words, Traced.verbatim(words), ())


def windows(spoken: str) -> tuple[int, ...]:
    """Give the places where spoken text is parted before anything is laid out: 0, perhaps others, its length.

    Parted is only what is longer than any sentence should be, behind a pause mark where there is one.
    """
    places = [0]
    while len(spoken) - places[-1] > _WINDOW:
        start, end = places[-1], places[-1] + _WINDOW
        pauses = [spoken.rfind(mark, start + _WINDOW // 2, end) + 1 for mark in "。；，、"]
        cut = next((pause for pause in pauses if pause), end)
        while cut > start + _WINDOW // 2 and re.match(
            rf"{_DIGITS}.|[0-9A-Za-z]{{2}}", spoken[cut - 1 : cut + 1]
        ):
            cut -= 1
        places.append(cut)
    return (*places, len(spoken))


def _spans(pattern: re.Pattern[str], text: str) -> Iterable[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _places_within(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start + 1, end)}


def _places_of_figures(text: str, origins: tuple[tuple[int, int], ...]) -> set[int]:
    """Give the places of the spoken text between two characters that stand for the same figure of the shown text."""
    if not origins:
        return set()
    first, last = origins[0][0], max(end for _, end in origins)
    owners = {
        first + at: number
        for number, (start, end) in enumerate(_spans(_FIGURE, text[first:last]))
        for at in range(start, end)
    }
    # What was inserted (an empty range) belongs to the figure that stands on both sides of it.
    figures = [
        owners.get(start) if start < end or owners.get(start) == owners.get(start - 1) else None
        for start, end in origins
    ]
    return {at for at in range(1, len(figures)) if figures[at] is not None and figures[at] == figures[at - 1]}


def _pinyin(utterance: Utterance, start: int, end: int) -> tuple[str, ...]:
    """Give the pinyin of each character: the hanzi's as orthography writes it, nothing above letters."""
    written = [""] * (end - start)
    tokens, spoken = utterance.tokens, utterance.spoken.text
    for token in tokens[bisect_left(tokens, start, key=lambda each: each.at) :]:
        if token.at >= end:
            break
        character = spoken[token.at]
        if isinstance(token, Syllable) and is_hanzi(character):
            written[token.at - start] = _ORIGINAL_TONES.get(character) or _marked(token.pinyin)
    return tuple(written)


@cache
def _marked(syllable: str) -> str:
    return with_marks(syllable)
