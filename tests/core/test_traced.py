"""Traced text: every character knows where it came from, however many steps lie between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.traced import Traced

_TEXT = st.text("上半年15%,。ab ", max_size=24)


@st.composite
def rewritings(draw: st.DrawFn, text: str, inserted: str = "“") -> Traced:
    """Rewrite ``text`` at random: pieces kept, replaced, taken out, with insertions between."""
    pieces: list[Traced] = []
    at = 0
    while at < len(text):
        end = draw(st.integers(at + 1, len(text)))
        if draw(st.booleans()):
            pieces.append(Traced.verbatim(text[at:end], at))
        else:
            pieces.append(Traced.replaced(draw(st.text("百分之", max_size=5)), at, end))
        pieces.append(Traced.replaced(draw(st.sampled_from(["", inserted])), end, end))
        at = end
    return Traced.join(pieces)


@given(st.data(), _TEXT)
def test_origins_stay_in_order_and_in_range_through_two_steps(data: st.DataObject, text: str) -> None:
    first = data.draw(rewritings(text))
    second = data.draw(rewritings(first.text))
    both = first.then(second)
    assert both.text == second.text
    assert len(both) == len(both.origins)
    starts, ends = [start for start, _ in both.origins], [end for _, end in both.origins]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start <= end <= len(text) for start, end in both.origins)


@given(st.data(), _TEXT)
def test_composition_of_replacements_is_associative(data: st.DataObject, text: str) -> None:
    first = data.draw(rewritings(text, inserted=""))
    second = data.draw(rewritings(first.text, inserted=""))
    third = data.draw(rewritings(second.text, inserted=""))
    assert first.then(second).then(third) == first.then(second.then(third))


@given(st.data(), _TEXT)
def test_verbatim_steps_change_nothing(data: st.DataObject, text: str) -> None:
    step = data.draw(rewritings(text))
    assert Traced.verbatim(text).then(step) == step
    assert step.then(Traced.verbatim(step.text)) == step


@given(st.data(), _TEXT)
def test_place_of_finds_what_origin_of_names(data: st.DataObject, text: str) -> None:
    step = data.draw(rewritings(text))
    for at in range(len(step)):
        start, end = step.origin_of(at, at + 1)
        first, last = step.place_of(start, end)
        if start < end:
            assert first <= at < last
        else:
            assert 0 <= first <= last <= len(step)


def test_a_number_read_out_leads_back_to_its_figures() -> None:
    spoken = Traced.join(
        [Traced.verbatim("增长"), Traced.replaced("百分之十五", 2, 5), Traced.verbatim("。", 5)]
    )
    assert spoken.origin_of(3, 4) == (2, 5)
    assert spoken.origin_of(0, 8) == (0, 6)
    assert spoken.place_of(3, 4) == (2, 7)
    assert spoken.place_of(5, 6) == (7, 8)
    assert spoken[2:7].text == "百分之十五"
    assert spoken[2:7].origins == ((2, 5),) * 5


def test_empty_ranges_have_a_place() -> None:
    traced = Traced.verbatim("七宝", 4)
    assert traced.origin_of(1, 1) == (5, 5)
    assert traced.origin_of(2, 2) == (6, 6)
    assert Traced.join([]).origin_of(0, 0) == (0, 0)
    number = Traced.replaced("十五", 2, 4)
    assert number.origin_of(1, 1) == (2, 4)
    without_middle = Traced.join([Traced.verbatim("七"), Traced.verbatim("宝", 3)])
    assert without_middle.place_of(1, 3) == (1, 1)
    assert without_middle.place_of(9, 9) == (2, 2)


def test_text_without_an_origin_for_each_character_is_refused() -> None:
    with pytest.raises(ValueError, match="2 characters but 1 origins"):
        Traced("七宝", ((0, 1),))
