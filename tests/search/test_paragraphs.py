"""What is looked at of a paragraph: counted as fast as may be, and as if every place had been looked at."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.paragraphs import Zone

_FEW = st.text("七宝", max_size=12)


@given(
    text=_FEW,
    word=st.text("七宝", min_size=1, max_size=4),
    title=st.tuples(*[st.integers(0, 12)] * 2),
    is_title=...,
)
@settings(max_examples=400, deadline=None)
def test_a_zone_counts_the_places_it_has(
    text: str, word: str, title: tuple[int, int], is_title: bool
) -> None:
    start, end = sorted(min(each, len(text)) for each in title)
    zone = Zone(start, end, is_title)
    places = []
    at = text.find(word)
    while at >= 0:
        places.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    assert zone.count(word, text) == sum(map(zone.has, places))
