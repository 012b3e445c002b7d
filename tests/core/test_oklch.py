"""Oklab against the figures of its author, and back again."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.colour import relative_luminance
from reader.core.oklch import Oklch, distance, mix, to_hex, to_oklch

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue_degrees"),
    [
        # CSS Color 4, sample values of oklch() for the pure colours of sRGB.
        ("#FF0000", 0.62796, 0.25768, 29.234),
        ("#00FF00", 0.86644, 0.29483, 142.495),
        ("#0000FF", 0.45201, 0.31321, 264.052),
    ],
)
def test_the_pure_colours_lie_where_they_are_published(
    colour: str, lightness: float, chroma: float, hue_degrees: float
) -> None:
    found = to_oklch(colour)
    assert found.lightness == pytest.approx(lightness, abs=5e-4)
    assert found.chroma == pytest.approx(chroma, abs=5e-4)
    assert math.degrees(found.hue) % 360 == pytest.approx(hue_degrees, abs=0.1)


def test_black_and_white_are_the_ends_and_have_no_hue() -> None:
    black, white = to_oklch("#000000"), to_oklch("#FFFFFF")
    assert (round(black.lightness, 3), round(white.lightness, 3)) == (0.0, 1.0)
    assert black.is_grey
    assert white.is_grey
    assert not to_oklch("#0B5A4A").is_grey
    assert distance("#000000", "#FFFFFF") == pytest.approx(1.0, abs=1e-3)


@given(COLOURS)
def test_there_and_back_is_the_same_colour(colour: str) -> None:
    assert to_hex(to_oklch(colour)) == colour


@given(st.floats(-1, 2), st.floats(0, 0.5), st.floats(-4, 4))
def test_what_no_screen_can_show_comes_out_as_the_nearest_that_one_can(
    lightness: float, chroma: float, hue: float
) -> None:
    shown = to_oklch(to_hex(Oklch(lightness, chroma, hue)))
    assert shown.lightness == pytest.approx(
        min(max(lightness, 0), 1), abs=0.05
    )  # one step of 8 bits, near black
    assert shown.chroma <= chroma + 0.01


@given(COLOURS, COLOURS)
def test_a_mixture_begins_and_ends_with_its_colours(one: str, other: str) -> None:
    assert mix(one, other, 0.0) == one
    assert mix(one, other, 1.0) == other
    assert distance(one, other) == pytest.approx(distance(other, one))


def test_half_way_from_black_to_white_is_grey() -> None:
    grey = mix("#000000", "#FFFFFF", 0.5)
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert 0.1 < relative_luminance(grey) < 0.2
