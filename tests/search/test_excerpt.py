from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.search.excerpt import AFTER, BEFORE, excerpt


@given(st.text("甲乙丙，。、", min_size=1, max_size=200), st.data())
def test_the_place_stands_in_its_excerpt(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown, (first, last) = excerpt(text, start, end)
    assert shown[first:last] == text[start:end]
    assert len(shown) <= BEFORE + (end - start) + AFTER + 2
    inner = shown[shown.startswith("…") : len(shown) - shown.endswith("…")]
    assert inner in text


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("加装电梯。", 2, 4) == ("加装电梯。", (2, 4))


def test_what_is_left_out_is_whole_clauses() -> None:
    text = "甲" * 20 + "。积极推进加装电梯，" + "乙" * 40
    shown, (first, last) = excerpt(text, 27, 29)
    assert shown == "…积极推进加装电梯，…"
    assert shown[first:last] == "电梯"
