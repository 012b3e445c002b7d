"""Text → sentences and clauses, as ranges of characters that together cover all of it."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。！？；…]*(?:[。！？；…]+[”’」』）》]*|$)")
_CLAUSE = re.compile(r"[^，。！？；：…]*(?:[，。！？；：…]+[”’」』）》]*|$)")
_WORD_PART = re.compile(r"[0-9A-Za-z.%㎡×/-]")
_NUMERALS = "[负零〇一二两三四五六七八九十百千万亿]+"
_LONGEST = 400
"""Characters of a sentence, and twice what the longest of the report has. A text without marks would be one sentence of
any length, and whoever listens would wait in silence until all of it is prepared."""
_NUMBER_PART = re.compile(rf"{_WORD_PART.pattern}|[负零〇一二两三四五六七八九十百千万亿]")
_LONGEST_NUMBER = 40
_SPOKEN_NUMBER = re.compile(rf"{_NUMERALS}分之{_NUMERALS}(?:点{_NUMERALS})?|{_NUMERALS}(?:点{_NUMERALS})?\w?")
"""A number as spoken: 百分之三十二点六一, or 四十一亿 with the character after it, as a rule its unit."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Split ``text`` into sentences, half-open ranges in order.

    A sentence ends at 。！？…, and at ； too: the sentences of reports run to a hundred characters and more,
    and what stands between semicolons is what a listener can hold. Closing quotes and brackets stay with
    their sentence. What runs on for more than :data:`_LONGEST` characters is parted behind a lesser mark, or else
    where no number is cut.
    """
    parted: list[tuple[int, int]] = []
    for start, end in _ranges(_SENTENCE, text):
        while end - start > _LONGEST:
            cut = _cut_long(text, start)
            parted.append((start, cut))
            start = cut
        parted.append((start, end))
    return tuple(parted)


def _cut_long(text: str, start: int) -> int:
    """Find where to part a sentence that is too long: in the latter half of what is allowed."""
    last = start + _LONGEST
    mark = max(text.rfind(mark, start + _LONGEST // 2, last) for mark in "，：、,: ")
    if mark >= 0:
        return mark + 1
    for cut in range(last, last - _LONGEST_NUMBER, -1):
        if not (_NUMBER_PART.match(text[cut - 1]) and _NUMBER_PART.match(text[cut])):
            return cut
    return last


def clauses(text: str, limit: int) -> tuple[tuple[int, int], ...]:
    """Split ``text`` into clauses of at most ``limit`` characters, for a strip that shows one at a time.

    Breaks at ，。！？；： first; a clause that is still too long breaks after 、 or, failing that, evenly,
    but never within a number, in figures or as spoken, or a Latin word (which may then exceed the limit).
    """
    pieces: list[tuple[int, int]] = []
    for start, end in _ranges(_CLAUSE, text):
        pieces.extend(_fit(text, start, end, max(1, limit)))
    return tuple(pieces)


def _ranges(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in pattern.finditer(text) if found.end() > found.start())


def _fit(text: str, start: int, end: int, limit: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    while end - start > limit:
        count = -(-(end - start) // limit)
        cut = _cut_near(text, start, end, start + -(-(end - start) // count), limit)
        if cut >= end:
            break
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _cut_near(text: str, start: int, end: int, even: int, limit: int) -> int:
    """Find where to cut: after the last 、 that fits, else at ``even``, but in no number or Latin word."""
    listed = text.rfind("、", start + limit // 3, start + limit)
    if listed >= 0:
        return listed + 1
    cut = even
    while cut > start and _joins(text, cut):
        cut -= 1
    if cut == start:
        cut = even
        while cut < end and _joins(text, cut):
            cut += 1
    return cut


def _joins(text: str, at: int) -> bool:
    """Say whether the characters before and at ``at`` belong to one number or Latin word."""
    if _WORD_PART.match(text[at - 1]) and _WORD_PART.match(text[at]):
        return True
    return any(found.start() < at < found.end() for found in _SPOKEN_NUMBER.finditer(text))
