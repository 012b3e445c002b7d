from __future__ import annotations

import pytest

from reader.search.meaning.slips import Slips

_SLIPS = Slips({"dian", "ti", "zhuang", "yi", "miao", "li", "a"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("din", "dian"),  # missing
        ("ian", "dian"),
        ("diian", "dian"),  # too many
        ("dianx", "dian"),
        ("dism", None),  # two
        ("diam", "dian"),  # wrong
        ("dain", "dian"),  # swapped
        ("idan", "dian"),
        ("nain", None),
        ("zhuagn", "zhuang"),
        ("zhuangg", "zhuang"),
        ("i", "yi"),
    ],
)
def test_one_slip_is_seen_through(typed: str, meant: str | None) -> None:
    found = _SLIPS.of(typed)
    assert meant in found if meant else not found


def test_what_is_right_is_no_slip() -> None:
    assert _SLIPS.of("ti") == {"li", "yi"}


def test_a_lone_consonant_says_nothing() -> None:
    assert _SLIPS.of("t") == set()


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("diatni", [("dian", "ti", 6)]),
        ("dianti", []),
        ("diant", []),
        ("diatn", []),
        ("diatnx", []),
        ("miaaoti", [("miao", "a", 5)]),
        ("diannti", []),
    ],
)
def test_letters_swapped_between_syllables(typed: str, pairs: list[tuple[str, str, int]]) -> None:
    assert list(_SLIPS.crossed(typed, 0)) == pairs
