"""A scheme from any two colours: all that is seen can be seen, whatever the two are."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reader.core.colour import Scheme, contrast_ratio, measure
from reader.core.derived_scheme import derive_scheme, nearest_readable
from reader.core.oklch import distance, to_oklch

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
STRONG = st.tuples(
    st.integers(0, 0x3FFFFF).map(lambda number: f"#{number & 0x3F3F3F:06X}"),
    st.integers(0, 0xFFFFFF).map(lambda number: f"#{number | 0xC0C0C0:06X}"),
)
"""A dark colour and a light one: most of them far above 7:1."""


def derive(ink: str, paper: str) -> Scheme:
    return derive_scheme("custom", "自己配", ink, paper)


def check(scheme: Scheme) -> None:
    assert [found for found in measure(scheme) if not found.is_enough] == []


@given(COLOURS, COLOURS)
@example("#000000", "#FFFFFF")
@example("#FFFFFF", "#000000")
@example("#0000FF", "#FFFF00")
@example("#FFFF00", "#0000FF")
@example("#000000", "#959595")
@example("#FFFFFF", "#595959")
@example("#808080", "#808080")
def test_every_pair_made_readable_makes_a_sound_scheme(ink: str, paper: str) -> None:
    """The cure lands just above 7:1, where a scheme has the least room."""
    pair = nearest_readable(ink, paper)
    assert contrast_ratio(*pair) >= 7.0
    check(derive(*pair))
    assert nearest_readable(*pair) == pair


@given(STRONG, st.booleans())
def test_every_strong_pair_makes_a_sound_scheme_either_way_round(
    pair: tuple[str, str], is_dark: bool
) -> None:
    assume(contrast_ratio(*pair) >= 7.0)
    ink, paper = reversed(pair) if is_dark else pair
    scheme = derive(ink, paper)
    check(scheme)
    assert (scheme.ink, scheme.paper) == (ink, paper)
    assert scheme.is_dark == is_dark


def test_a_weak_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        derive("#5A5A5A", "#FFFFFF")
    check(derive("#595959", "#FFFFFF"))  # 7.0:1, and no more


def test_it_keeps_key_name_and_colours_in_capitals() -> None:
    scheme = derive("#0b2a5b", "#fbf8f1")
    assert (scheme.key, scheme.name) == ("custom", "自己配")
    assert (scheme.ink, scheme.paper) == ("#0B2A5B", "#FBF8F1")


@pytest.mark.parametrize(
    ("ink", "paper"), [("#0B2A5B", "#FBF8F1"), ("#3E2412", "#FFF3B0"), ("#B8F5C0", "#06281F")]
)
def test_what_can_be_acted_on_has_the_hue_of_the_ink(ink: str, paper: str) -> None:
    turn = to_oklch(derive(ink, paper).accent).hue - to_oklch(ink).hue
    assert abs(math.remainder(turn, math.tau)) < 0.12


def test_without_a_hue_in_the_ink_it_has_that_of_the_paper_and_else_the_house_s() -> None:
    on_navy = to_oklch(derive("#FFFFFF", "#0A1F44").accent)
    assert on_navy.hue == pytest.approx(to_oklch("#0A1F44").hue, abs=0.12)
    on_white = to_oklch(derive("#000000", "#FFFFFF").accent)
    assert on_white.hue == pytest.approx(to_oklch("#0B5A4A").hue, abs=0.12)
    assert not on_white.is_grey


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("#000000", "#FFFFFF"), ("#FFFFFF", "#000000"), ("#000000", "#FFE14D"), ("#FFFFFF", "#0A1F44")],
)
def test_what_sounds_what_was_found_and_the_page_are_told_apart(ink: str, paper: str) -> None:
    scheme = derive(ink, paper)
    for one, other in (("paper", "sounding"), ("paper", "hit"), ("sounding", "hit")):
        assert distance(scheme.colour(one), scheme.colour(other)) > 0.03
    assert scheme.panel != scheme.paper


@pytest.mark.parametrize(
    ("ink", "paper", "cured"),
    [
        ("#000000", "#FFFFFF", ("#000000", "#FFFFFF")),
        ("#888888", "#FFFFFF", ("#595959", "#FFFFFF")),
        ("#555555", "#000000", ("#959595", "#000000")),
    ],
)
def test_the_cure_changes_no_more_than_it_must(ink: str, paper: str, cured: tuple[str, str]) -> None:
    found = nearest_readable(ink, paper)
    assert found[1] == cured[1]
    assert distance(found[0], cured[0]) < 0.01


def test_the_cure_keeps_the_hue_of_the_ink() -> None:
    ink, paper = nearest_readable("#D04030", "#FFF3B0")
    assert paper == "#FFF3B0"
    assert to_oklch(ink).hue == pytest.approx(to_oklch("#D04030").hue, abs=0.1)


def test_a_paper_that_bears_no_ink_gives_way() -> None:
    ink, paper = nearest_readable("#FFFFFF", "#707070")
    assert paper != "#707070"
    assert ink == "#FFFFFF"
    assert to_oklch(paper).lightness < to_oklch("#707070").lightness
    assert nearest_readable("#000000", "#808080")[0] == "#000000"
