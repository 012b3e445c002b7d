"""Nothing typed is ever syntax: whatever is typed, found is exactly what plain search in the folded text finds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.report import Report
from reader.search.finder import Finder
from reader.search.fold import Folded, Folding
from reader.search.query import MOST_CHARACTERS, read_query
from reader.search.result import Area, Mode, Order, Result, SearchOptions

_NASTY = (
    "\x00", "\x1b[31m", "\ud83d", "\udc00", "👨‍👩‍👧", "🇨🇳", "1️⃣", "\u0301", "\u202e", "\u200f", "\u2066", "\ufeff", "\ufffd",
    "\U000e0001", "\ue000", "\u2028", "\t", "　", "①", "⑩", "❶", "(", ")", "[", "]", "{", "}", "“", "”", "《", '"', "'", "\\",
    "*", "?", "??", "^(a+)+$", "[a-", "(?P<x", "\\d{9}", " AND ", " OR ", " NOT ", "body:", "~2", "-", "--", "%", "_", ";", "\n",
    "İ", "ß", "ﬁ", "ǅ", "㎡", "½", "Ⅷ", "ａ", "Ａ", "９", "％", "〇", "－", "電", "龘", "𠀀", "x", "zh", "dianti", "ü", "lv4",
    "三百七十三", "373", "百分之", "一", "电梯", "七宝", "，", "。", "、", " ",
)  # fmt: skip
_ANY_CHARACTERS = st.text(st.characters(exclude_categories=()), max_size=12)


class _Ground:
    """What is searched; no dataclass, for Hypothesis would write out the whole report where a test fails."""

    def __init__(self, finder: Finder, report: Report, blocks: Sequence[Folded], folding: Folding) -> None:
        self.finder, self.report, self.blocks, self.folding = finder, report, blocks, folding

    def spans(self, needle: str) -> list[tuple[int, int, int]]:
        """Find ``needle`` the plain way."""
        found = []
        for block, folded in zip(self.report.shown, self.blocks, strict=True):
            at = folded.text.find(needle)
            while at >= 0:
                found.append((block.number, *folded.range_of(at, at + len(needle))))
                at = folded.text.find(needle, at + len(needle))
        return found


@pytest.fixture(scope="module")
def ground(finder: Finder, report: Report, blocks: Sequence[Folded], folding: Folding) -> _Ground:
    return _Ground(finder, report, blocks, folding)


def _typed(texts: str = "七宝镇老旧小区电梯加装工作，在上半年签约90个门洞的基础上") -> st.SearchStrategy[str]:
    starts = st.integers(0, len(texts) - 1)
    pieces = st.builds(lambda start, size: texts[start : start + size], starts, st.integers(1, 9))
    part = st.one_of(st.sampled_from(_NASTY), _ANY_CHARACTERS, pieces)
    short = st.lists(part, max_size=6).map("".join)
    return st.one_of(short, st.builds(lambda piece, times: piece * times, short, st.integers(2, 20)))


_OPTIONS = st.builds(
    SearchOptions,
    mode=st.sampled_from(Mode),
    without=st.one_of(st.just(""), st.just(""), _typed()),
    areas=st.one_of(st.just(frozenset(Area)), st.frozensets(st.sampled_from(Area))),
    under=st.one_of(st.none(), st.none(), st.integers(0, 70)),
    order=st.sampled_from(Order),
    literal=st.booleans(),
)


@given(typed=_typed(), options=_OPTIONS)
def test_there_is_always_a_sensible_answer(ground: _Ground, typed: str, options: SearchOptions) -> None:
    result = ground.finder.find(typed, options=options)
    _check(result, ground)
    assert result.understood is None or not options.literal
    if options.under is None and options.areas == frozenset(Area) and not options.without:
        assert result.elsewhere == 0 or options.mode is Mode.PHRASE


@given(typed=_typed(), limit=st.integers(-1, 30))
def test_completion_takes_anything_too(ground: _Ground, typed: str, limit: int) -> None:
    assert len(ground.finder.suggest(typed, limit)) <= max(0, limit)
    for candidate in ground.finder.candidates(typed, limit):
        assert candidate.text
        assert 0 <= candidate.used <= len(typed)


def _check(result: Result, ground: _Ground) -> None:
    json.dumps(result.to_json(), ensure_ascii=False).encode()
    assert len(result.query) <= MOST_CHARACTERS
    assert result.count == len(list(result.hits)) == sum(group.count for group in result.groups())
    assert not (result.count and result.elsewhere)
    if not result.query:
        assert result == Result("", None, (), notice="请输入要找的字词。")
    if result.understood is not None:
        assert ground.folding.fold(result.understood).text
    if result.notice is not None:
        result.notice.encode()
    for hit in result.hits:
        assert hit.text == ground.report.text(hit.span) != ""
        assert hit.excerpt_span in hit.marks
        assert hit.excerpt[slice(*hit.excerpt_span)] == hit.text
        at = 0
        for start, end in hit.marks:
            assert at <= start < end <= len(hit.excerpt)
            at = end


@given(typed=_typed())
def test_taken_literally_it_is_plain_substring_search(ground: _Ground, typed: str) -> None:
    result = ground.finder.find(typed, options=SearchOptions(mode=Mode.PHRASE, literal=True))
    found = [(hit.span.block, hit.span.start, hit.span.end) for hit in result.hits]
    query = read_query(typed, ground.folding)
    if query.phrase:
        bare = "".join(query.words)
        assert found == (ground.spans(query.phrase) or (ground.spans(bare) if bare else []))
    elif query.typed:
        assert len(found) == sum(block.text.count(query.typed) for block in ground.report.shown)


@given(typed=_typed())
def test_any_and_all_are_plain_substring_search_by_paragraph(ground: _Ground, typed: str) -> None:
    words = read_query(typed, ground.folding).words
    if not words:
        return
    shown = zip(ground.report.shown, ground.blocks, strict=True)
    texts = {block.number: folded.text for block, folded in shown}
    some = ground.finder.find(typed, options=SearchOptions(mode=Mode.ANY, literal=True))
    assert {hit.span.block for hit in some.hits} == {
        number for number, text in texts.items() if any(word in text for word in words)
    }
    for hit in ground.finder.find(typed, options=SearchOptions(literal=True)).hits:
        assert all(word in texts[hit.span.block] for word in words)


_MOST_CALLS = 400_000
"""Calls of functions; a search for 电梯 takes 400, the worst that was found some 240,000."""


@pytest.mark.parametrize(
    "piece",
    ["电梯", "x", "zhi", "shi yi ", "一二三四五六七八九十", "é", "👨‍👩‍👧", "敬老园 "],
)
def test_the_work_is_bounded_however_much_is_typed(finder: Finder, piece: str) -> None:
    for typed in (piece * 64, piece * 10_000):
        for options in (
            SearchOptions(),
            SearchOptions(mode=Mode.ANY, without=typed, order=Order.RELEVANCE, areas=frozenset({Area.TEXT})),
        ):
            assert _calls(partial(finder.find, typed, options=options)) < _MOST_CALLS


def _calls(do: Callable[[], object]) -> int:
    """Count the functions called, those written in C too."""
    count = 0

    def tick(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event.endswith("call")

    sys.setprofile(tick)
    try:
        do()
    finally:
        sys.setprofile(None)
    return count
