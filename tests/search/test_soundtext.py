from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.paths import resources
from reader.search.meaning.sounds import Readings
from reader.search.meaning.soundtext import (
    ACCENT,
    INITIAL,
    NEAR_SOUND,
    OTHER_SPELLING,
    SAME_SOUND,
    Care,
    SoundText,
    piece_starts,
)

_TEXT = "加装电梯\n敬老院\n七宝老街\n西安\n先\ng50\n373地块\n妇女"


@pytest.fixture(scope="module")
def text(readings: Readings) -> SoundText:
    return SoundText(_TEXT, readings)


def _found(text: SoundText, typed: str, care: Care = Care.LITTLE, *, is_open: bool = False) -> dict[str, int]:
    found: dict[str, int] = {}
    for sighting in text.find(typed, care, is_open=is_open):
        found.setdefault(_TEXT[sighting.start : sighting.end], sighting.cost)
    return found


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("dianti", "电梯", 0),
        ("dian ti", "电梯", 0),
        ("diant", "电梯", INITIAL),
        ("dt", "电梯", 2 * INITIAL),
        ("电ti", "电梯", 0),
        ("jzdt", "加装电梯", 4 * INITIAL),
        ("xian", "西安", 0),
        ("xian", "先", 0),
        ("g50", "g50", 0),
        ("373dikuai", "373地块", 0),
        ("jinlaoyuan", "敬老院", ACCENT),
        ("laogai", "老街", ACCENT),
        ("zhzh", "加装", None),
        ("敬老园", "敬老院", SAME_SOUND),
        ("今老院", "敬老院", NEAR_SOUND),
        ("敬大院", "敬老院", 12),
        ("敬老大院", "敬老院", 6),
        ("敬院", "敬老院", 16),
        ("七宝街区老", "七宝老街", None),
        ("七宝街", "七宝老街", 12),
        ("七宝老街啊", "七宝老街", 6),
        ("七宝街老", "七宝老街", 6),
        ("梯电", "电梯", 12),
        ("funv", "妇女", 0),
        ("funu", "妇女", OTHER_SPELLING),
        ("funyu", "妇女", OTHER_SPELLING),
        ("dianit", "电梯", 8),
        ("dinti", "电梯", 9),
        ("diatni", "电梯", 8),
        ("diantii", "电梯", 7),
        ("dian tu", "电梯", 8 + 4),
        ("电tii", "电梯", 12),
        ("di", "电梯", None),
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
    assert _found(text, "jinlaoyuan", Care.ACCENTS) == {"敬老院": ACCENT}
    assert _found(text, "dinti", ~Care.SLIPS) == {}
    assert _found(text, "敬老园", Care.INITIALS) == {}
    assert _found(text, "敬老园", Care.HOMOPHONES) == {"敬老院": SAME_SOUND}
    assert _found(text, "今老园", Care.HOMOPHONES) == {}
    assert _found(text, "敬大院", Care.HOMOPHONES) == {}


def test_one_slip_is_forgiven_and_no_two(text: SoundText) -> None:
    assert "敬老院" in _found(text, "jinglaoyuna")
    assert "敬老院" not in _found(text, "jngilaoyuna")


def test_what_slips_mean_is_forgotten_in_time(text: SoundText) -> None:
    for first in "abcdefghijklmnopqrstuvwxyz":
        for second in "abcdefghijklmnopqrstuvwxyz":
            text.find(f"{first}{second}dianx{second}{first}")
    assert "电梯" in _found(text, "dinti")


def test_the_last_syllable_may_be_unfinished(text: SoundText) -> None:
    assert "敬老院" in _found(text, "jinglaoyu", is_open=True)
    assert "敬老院" not in _found(text, "jinglaoyu")


def test_nothing_is_found_across_pieces(text: SoundText) -> None:
    assert _found(text, "tijing") == {}
    assert _found(text, "\n") == {}


def test_beginnings_are_what_stands_in_the_text_of_what_was_typed_first(text: SoundText) -> None:
    def read(typed: str, starts: int | None = None) -> list[tuple[int, list[str]]]:
        found = text.beginnings(typed, starts=starts)
        return [(at, [_TEXT[each.start : each.end] for each in places]) for at, places in found]

    assert read("diantijingl") == [(6, ["电梯"])]
    assert read("dian tijingl") == [(7, ["电梯"])]
    assert read("qibaolaojie") == [(5, ["七宝"]), (8, ["七宝老"]), (11, ["七宝老街"])]
    assert read("xyz") == []
    assert read("dianti", text.mask([0])) == []


def test_an_empty_text_has_nothing(readings: Readings) -> None:
    assert SoundText("", readings).find("dianti") == []


def test_pieces_start_behind_separators() -> None:
    assert piece_starts(["ab", "", "c"]) == [0, 3, 4]


@cache
def _whole_text() -> SoundText:
    return SoundText(_TEXT, Readings(resources() / "search" / "readings.tsv"))


@given(st.text("dianti zh'电梯敬老1,😀", max_size=20))
def test_every_sighting_lies_in_the_text(typed: str) -> None:
    for sighting in _whole_text().find(typed):
        assert 0 <= sighting.start < sighting.end <= len(_TEXT)
