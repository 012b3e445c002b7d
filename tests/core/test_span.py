"""Spans: what they hold, what they share, and what is no span."""

from __future__ import annotations

import pytest

from reader.core.span import Span


def test_length_and_order() -> None:
    assert len(Span(3, 2, 7)) == 5
    assert sorted([Span(2, 0, 1), Span(1, 5, 6), Span(1, 2, 9)]) == [
        Span(1, 2, 9),
        Span(1, 5, 6),
        Span(2, 0, 1),
    ]


@pytest.mark.parametrize(("block", "start", "end"), [(0, 3, 2), (0, -1, 2), (-1, 0, 0)])
def test_what_is_no_span_is_refused(block: int, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(block, start, end)


def test_contains() -> None:
    whole = Span(1, 2, 8)
    assert whole.contains(whole)
    assert whole.contains(Span(1, 3, 5))
    assert not whole.contains(Span(1, 1, 5))
    assert not whole.contains(Span(1, 5, 9))
    assert not whole.contains(Span(2, 3, 5))


def test_overlaps_takes_at_least_one_shared_character() -> None:
    assert Span(1, 2, 5).overlaps(Span(1, 4, 9))
    assert not Span(1, 2, 5).overlaps(Span(1, 5, 9))
    assert not Span(1, 5, 9).overlaps(Span(1, 2, 5))
    assert not Span(1, 2, 5).overlaps(Span(0, 2, 5))
