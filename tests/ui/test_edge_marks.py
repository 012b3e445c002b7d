"""The marks beside the page: seen one by one, and together where they would be a comb."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.search.edge_marks import joined_marks


def test_marks_that_stand_apart_are_marks_by_themselves() -> None:
    assert joined_marks([1.0, 0.0, 0.5], 108, 8, 4) == [(0, 8), (50, 58), (100, 108)]
    assert joined_marks([], 108, 8, 4) == []


def test_marks_that_hardly_stand_apart_become_one() -> None:
    assert joined_marks([0.0, 0.11, 0.5, 0.62], 108, 8, 4) == [(0, 19), (50, 58), (62, 70)]


@given(st.lists(st.floats(0, 1), max_size=60), st.integers(80, 900))
def test_no_mark_is_a_hair_and_none_is_lost(shares: list[float], bar_px: int) -> None:
    marks = joined_marks(shares, bar_px, 8, 4)
    assert all(foot - top >= 7.99 and top >= 0 and foot <= bar_px for top, foot in marks)
    assert all(after[0] - before[1] >= 4 for before, after in itertools.pairwise(marks))
    for share in shares:
        middle = share * (bar_px - 8) + 4
        assert any(top <= middle <= foot for top, foot in marks)
