"""The lines of a report: each typeset, and each given its kind from its own shape and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reader.core.enumerators import bracketed_enumerator, chapter_enumerator, item_enumerator, term_enumerator
from reader.core.report import Block, Kind
from reader.core.traced import Traced
from reader.core.typeset import Correction, typeset
from reader.errors import CorrectionsError, ParseError

NAVIGATION = frozenset(
    (
        *("高级搜索", "读屏专用", "声音开关", "语速", "阅读方式", "配色", "放大", "缩小"),
        *("鼠标样式", "十字线", "大字幕", "快捷方式", "重置", "固定", "说明", "退出服务"),
    )
)
"""The labels of a government site's accessibility toolbar, which a page saved as text carries along."""

_MARGIN = re.compile(r"^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$")
_BREADCRUMB = re.compile(r"(?:当前位置|您的位置|您现在的位置)：.")
_SOURCE = re.compile(r"来源：|发布(?:时间|日期)：")
_GLOSSARY = re.compile(r"(?:附件?\d?[：、]?)?[【（]?(?:有关|部分|相关)?名词(?:解释|注释)[】）]?：?")
_SUBTITLE = re.compile(r"[—（(]|(?:19|20)\d\d年\d{1,2}月|.{0,12}(?:[省市区县镇乡村]长|主任|书记|主席)")
"""What stands under a report's title: where and when it was given, and by whom."""
_PART_SHAPE = re.compile(
    r"第[一二三四五六七八九十]部分|(?:19|20)\d\d|[上下]半年|.*(?:回顾|总结|安排|打算|任务|建议)$"
)
_ENDS_SENTENCE = re.compile(r"[。！？；：，、”）]$")
_CLOSING = re.compile(r"此外|另外|各位代表|各位委员|同志们|总的来看|总之|让我们|在看到成绩|在肯定成绩")
_LONGEST_HEADING = 30
"""Characters. Headings of parts are a line of the title page; no paragraph is that short and unpunctuated."""


def is_closing(text: str) -> bool:
    """Say whether a paragraph begins with the words that close a part of a report (此外… 各位代表…)."""
    return _CLOSING.match(text) is not None


def typeset_lines(text: str, corrections: Iterable[Correction]) -> list[tuple[int, str, Traced]]:
    """Give ``(line number, published line, typeset line)`` for each line with anything in it.

    Every correction is applied exactly once; one that fits no line or several, or that overlaps another, is a
    :class:`CorrectionsError`.
    """
    lines = [(number, _MARGIN.sub("", line)) for number, line in enumerate(text.split("\n"), 1)]
    lines = [(number, line) for number, line in lines if line]
    fitting: dict[int, list[Correction]] = {}
    for correction in corrections:
        fits = [number for number, line in lines if correction.fits(line)]
        if len(fits) != 1:
            raise CorrectionsError(_misfit(correction, len(fits)))
        fitting.setdefault(fits[0], []).append(correction)
    for number, line in lines:
        _check_apart(line, fitting.get(number, []))
    return [(number, line, typeset(line, tuple(fitting.get(number, ())))) for number, line in lines]


def _misfit(correction: Correction, count: int) -> str:
    problem = "在报告里找不到" if count == 0 else f"在报告里有 {count} 处，分不清改哪一处"
    return (
        f"更正表第 {correction.row} 行：以“{correction.where}”开头的段落里，“{correction.published}”{problem}。"
        "报告要是不完整，请换一份完整的；要是完整，请对照原文改正更正表的这一行，或删去它。"
    )


def _check_apart(line: str, corrections: Sequence[Correction]) -> None:
    ordered = sorted(corrections, key=lambda each: line.index(each.published))
    for one, other in pairwise(ordered):
        if line.index(one.published) + len(one.published) > line.index(other.published):
            raise CorrectionsError(
                f"更正表第 {one.row} 行和第 {other.row} 行改的是同一处文字。请把这两行合成一行，或删去一行。"
            )


def classify(lines: Sequence[tuple[int, str, Traced]]) -> tuple[Block, ...]:
    """Give each line its kind. The front matter ends at the first chapter."""
    if not lines:
        raise ParseError(1, "文件里没有文字。请换一份完整的报告。")
    kinds: list[Kind] = []
    seen: set[Kind] = set()
    for _, _, traced in lines:
        kinds.append(_kind(traced.text, seen))
        seen.add(kinds[-1])
    _settle_parts(kinds, [traced.text for _, _, traced in lines])
    return tuple(
        Block(number, kind, line, published, traced)
        for number, (kind, (line, published, traced)) in enumerate(zip(kinds, lines, strict=True))
    )


def _kind(text: str, seen: set[Kind]) -> Kind:
    """Give a line's kind; a heading of a part is only a guess, which :func:`_settle_parts` confirms or takes back."""
    if text in NAVIGATION:
        return Kind.NAVIGATION
    if _GLOSSARY.fullmatch(text):
        return Kind.GLOSSARY
    if Kind.GLOSSARY in seen:
        return Kind.TERM if term_enumerator(text) else Kind.PARAGRAPH
    if Kind.TITLE not in seen and _BREADCRUMB.match(text):
        return Kind.BREADCRUMB
    if Kind.CHAPTER not in seen and _SOURCE.match(text):
        return Kind.SOURCE
    if chapter_enumerator(text):
        return Kind.CHAPTER
    if Kind.TITLE not in seen:
        return Kind.TITLE
    if Kind.CHAPTER in seen and (item_enumerator(text) or bracketed_enumerator(text)):
        return Kind.ITEM
    if len(text) <= _LONGEST_HEADING and not _ENDS_SENTENCE.search(text) and not is_closing(text):
        return Kind.PART
    return Kind.PARAGRAPH


def _settle_parts(kinds: list[Kind], texts: Sequence[str]) -> None:
    """Keep one heading before each chapter that starts the count afresh; any other short line is a paragraph.

    Chapters are counted within their part, so a line before a chapter that goes on counting heads nothing. Where
    several lines could be the heading, the last that names a time or a task is taken, else the last.
    """
    guesses: list[int] = []
    before = 0
    for at, kind in enumerate(kinds):
        if kind is Kind.PART:
            guesses.append(at)
            kinds[at] = Kind.PARAGRAPH
        elif kind is Kind.CHAPTER:
            enumerator = chapter_enumerator(texts[at])
            value = enumerator.value if enumerator else 0
            if not before:
                guesses = [guess for guess in guesses if not _SUBTITLE.match(texts[guess])]
            if guesses and (not before or value != before + 1):
                shaped = [guess for guess in guesses if _PART_SHAPE.match(texts[guess])]
                kinds[(shaped or guesses)[-1]] = Kind.PART
            guesses, before = [], value
