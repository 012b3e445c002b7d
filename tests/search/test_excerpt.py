from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.search.excerpt import AFTER, BEFORE, Excerpt, excerpt


@given(st.text("甲乙丙，。、", min_size=1, max_size=200), st.data())
def test_the_place_stands_in_its_excerpt(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = excerpt(text, start, end)
    shown, (first, last) = found.text, found.span
    assert shown[first:last] == text[start:end]
    assert len(shown) <= BEFORE + (end - start) + AFTER + 2
    inner = shown[shown.startswith("…") : len(shown) - shown.endswith("…")]
    assert inner in text


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("加装电梯。", 2, 4) == Excerpt("加装电梯。", (2, 4), ((2, 4),))


def test_what_is_left_out_is_whole_clauses() -> None:
    text = "甲" * 20 + "。积极推进加装电梯，" + "乙" * 40
    shown = excerpt(text, 27, 29)
    assert shown.text == "积极推进加装电梯…"
    first, last = shown.span
    assert shown.text[first:last] == "电梯"


def test_where_sentences_are_left_out_no_dots_say_so() -> None:
    assert excerpt("甲" * 20 + "。加装电梯。" + "乙" * 40, 23, 25).text == "加装电梯。"


@given(st.text("甲乙丙，。、", min_size=1, max_size=200), st.data())
def test_dots_never_follow_a_comma(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = excerpt(text, start, end)
    if found.text.endswith("…") and found.span[1] < len(found.text) - 1:
        assert found.text[-2] not in "，。、"


_PLACES = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), max_size=12)


@given(places=_PLACES, chosen=st.integers(0, 11))
def test_all_places_in_the_excerpt_are_marked(places: list[tuple[int, int]], chosen: int) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(90))
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(
        {(start, start + size) for start, size in places}, key=lambda each: (each[0], -each[1])
    ):
        if not outermost or end > outermost[-1][1]:
            outermost.append((start, end))
    if not outermost:
        return
    own = outermost[chosen % len(outermost)]
    found = excerpt(text, *own, outermost)
    assert found.text[slice(*found.span)] == text[slice(*own)]
    assert found.span in found.marks
    assert all(before[1] <= after[0] for before, after in zip(found.marks, found.marks[1:], strict=False))
    marked = {character for mark in found.marks for character in found.text[slice(*mark)]}
    sought = {character for place in outermost for character in text[slice(*place)]}
    assert marked == sought & set(found.text)


def test_a_mark_ends_where_the_next_begins() -> None:
    assert excerpt("甲乙丙丁戊", 1, 3, [(0, 2), (1, 3), (2, 5)]).marks == ((0, 1), (1, 3), (3, 5))
