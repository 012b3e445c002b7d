from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.sounds import Readings
from reader.search.soundtext import ACCENT, NEAR_SOUND, SAME_SOUND, Care, SoundText, piece_starts

_TEXT = "加装电梯\n敬老院\n七宝老街\n西安\n先\ng50\n373地块"


@pytest.fixture(scope="module")
def text(readings: Readings) -> SoundText:
    return SoundText(_TEXT, readings)


def _found(
    text: SoundText, typed: str, care: Care = Care.ACCENTS, *, is_open: bool = False
) -> dict[str, int]:
    found: dict[str, int] = {}
    for sighting in text.find(typed, care, is_open=is_open):
        found.setdefault(_TEXT[sighting.start : sighting.end], sighting.cost)
    return found


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("dianti", "电梯", 0),
        ("dian ti", "电梯", 0),
        ("diant", "电梯", 1),
        ("dt", "电梯", 2),
        ("电ti", "电梯", 0),
        ("jzdt", "加装电梯", 4),
        ("xian", "西安", 0),
        ("xian", "先", 0),
        ("g50", "g50", 0),
        ("373dikuai", "373地块", 0),
        ("jinlaoyuan", "敬老院", ACCENT),
        ("laogai", "老街", ACCENT),
        ("zhzh", "加装", None),
        ("敬老园", "敬老院", SAME_SOUND),
        ("今老院", "敬老院", NEAR_SOUND),
        ("敬大院", "敬老院", 8),
        ("敬老大院", "敬老院", 6),
        ("七宝街区老", "七宝老街", None),
        ("七宝街", "七宝老街", 8),
        ("七宝老街啊", "七宝老街", 6),
        ("383地块", "373地块", None),
        ("73地块", "373地块", None),
    ],
)
def test_what_was_meant_is_found_at_its_cost(
    text: SoundText, typed: str, meant: str, cost: int | None
) -> None:
    assert _found(text, typed).get(meant) == cost


def test_a_space_or_apostrophe_ends_a_syllable(text: SoundText) -> None:
    assert "先" not in _found(text, "xi an")
    assert "先" not in _found(text, "xi'an")
    assert "西安" in _found(text, "xi'an")


def test_care_says_what_is_forgiven(text: SoundText) -> None:
    assert _found(text, "dt", Care.SYLLABLES) == {}
    assert _found(text, "jinlaoyuan", Care.INITIALS) == {}
    assert _found(text, "敬老园", Care.INITIALS) == {}


def test_the_last_syllable_may_be_unfinished(text: SoundText) -> None:
    assert "敬老院" in _found(text, "jinglaoyu", is_open=True)
    assert "敬老院" not in _found(text, "jinglaoyu")


def test_nothing_is_found_across_pieces(text: SoundText) -> None:
    assert _found(text, "tijing") == {}
    assert _found(text, "\n") == {}


def test_reach_is_the_longest_beginning_that_stands_in_one_piece(text: SoundText) -> None:
    assert text.reach("diantijingl") == len("dianti")
    assert text.reach("qibaolaojie") == len("qibaolaojie")
    assert text.reach("xyz") == 0
    ends = text.mask([4])
    assert text.reach("jiazhuangdianti", ends=ends) == len("jiazhuangdianti")
    assert text.reach("jiazhuangdian", ends=ends) == 0
    assert text.reach("dianti", starts=text.mask([0])) == 0


def test_an_empty_text_has_nothing(readings: Readings) -> None:
    assert SoundText("", readings).find("dianti") == []


def test_pieces_start_behind_separators() -> None:
    assert piece_starts(["ab", "", "c"]) == [0, 3, 4]


@given(st.text("dianti zh'电梯敬老1,😀", max_size=20))
def test_every_sighting_lies_in_the_text(typed: str) -> None:
    from reader.paths import resources

    text = SoundText(_TEXT, Readings(resources() / "search" / "readings.tsv"))
    for sighting in text.find(typed):
        assert 0 <= sighting.start < sighting.end <= len(_TEXT)
