"""What a search says besides its hits: sentences for residents."""

from __future__ import annotations

from collections.abc import Sequence

from reader.search.query import MOST_CHARACTERS, MOST_WORDS
from reader.search.result import Area

EMPTY = "请输入要找的字词。"
CUT = f"只按前 {MOST_CHARACTERS} 个字、前 {MOST_WORDS} 个词查找。"
ONE_LETTER = "请再多打一个字母。"
ONLY_PUNCTUATION = "只有标点找不到东西，请写上要找的字词。"

ALL_THERE_IS_TO_SAY = (EMPTY, ONE_LETTER, ONLY_PUNCTUATION)
"""A notice that ends so says what to do next; advice beside it would be another one."""

_LONGEST = 16
"""Characters of what was typed that a sentence repeats."""
_AREAS = {Area.TEXT: "正文", Area.HEADINGS: "标题", Area.GLOSSARY: "名词解释"}


def outside(sought: str, count: int, under: str | None, areas: frozenset[Area]) -> str:
    """Say that ``sought`` stands in the report, but not where it was looked for."""
    names = "、".join(name for area, name in _AREAS.items() if area in areas)
    title = (
        under.split("，")[0] if under else None
    )  # the first half names a chapter, and is said in one breath
    where = " · ".join(filter(None, (title, names if len(areas) < len(Area) else "")))
    where = f"（{where}）" if where else ""
    return f"您选的范围{where}里没有“{_shortened(sought)}”，整份报告里有 {count} 处。"


def beside_barred(count: int, without: str) -> str:
    """Say that all that was found stands beside what was not wanted."""
    return f"有 {count} 处和您不要的“{_shortened(without)}”写在同一段，没有列出来。"


def apart(sought: str, count: int) -> str:
    """Say that the words of a phrase are there, but not as a phrase."""
    return (
        f"没有和“{_shortened(sought)}”一字不差的；同一段里这些词都有的有 {count} 处，选“全部都要”就能看到。"
    )


def barred_as(typed: str, understood: str) -> str:
    """Say what was understood by a word that was not wanted."""
    return f"您不要的“{_shortened(typed)}”，按“{_shortened(understood)}”算。"


def barred_nothing(typed: str) -> str:
    """Say that the report has nothing of what was not wanted."""
    return f"报告里没有“{_shortened(typed)}”，没有什么要去掉。"


def missing(words: Sequence[str]) -> str:
    """Say which of the words the report does not have, where others were looked for."""
    return f"报告里没有“{_shortened('、'.join(words))}”。"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
