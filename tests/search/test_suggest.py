from __future__ import annotations

import pytest

from reader.search.finder import Finder
from reader.search.result import Candidate


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("电", "电梯"),
        ("電", "电梯"),
        ("dian", "电梯"),
        ("diant", "电梯"),
        ("dt", "电梯"),
        ("敬", "敬老院"),
        ("敬l", "敬老院"),
        ("jinglaoy", "敬老院"),
        ("373", "373地块"),
        ("老院", "敬老院"),
        ("四季", "四季七宝"),
    ],
)
def test_words_of_the_report_complete_what_is_typed(finder: Finder, typed: str, offered: str) -> None:
    assert offered in finder.suggest(typed)


@pytest.mark.parametrize("typed", ["", " ", "①", "\ud800", "zzz", "(" * 10_000])
def test_where_nothing_fits_nothing_is_offered(finder: Finder, typed: str) -> None:
    assert finder.suggest(typed) == ()


def test_no_more_than_asked_for_and_none_twice(finder: Finder) -> None:
    for limit in (0, 1, 3, 30):
        offered = finder.suggest("j", limit)
        assert len(offered) == len(set(offered)) == limit
    assert finder.suggest("j", -1) == ()


def test_what_is_offered_is_not_what_was_typed(finder: Finder) -> None:
    assert "疫苗" not in finder.suggest("疫苗")
    assert "疫苗接种" in finder.suggest("疫苗")


def test_everything_offered_is_found(finder: Finder) -> None:
    for initial in "abcdefghjklmnopqrstwxyz":
        for offered in finder.suggest(initial, 30):
            result = finder.find(offered)
            assert result.understood is None
            assert result.count, offered


def test_the_keyboard_offers_words_of_the_report_first_then_characters(finder: Finder) -> None:
    offered = finder.candidates("dian")
    assert offered[0] == Candidate("电梯", 4)
    assert Candidate("电", 4) in offered
    assert Candidate("店", 4) in offered
    words = [len(candidate.text) > 1 for candidate in offered]
    assert words == sorted(words, reverse=True)
    assert len(offered) == len(set(offered)) == 20


def test_a_single_character_uses_up_its_syllable_only(finder: Finder) -> None:
    offered = finder.candidates("dianti")
    assert offered[0] == Candidate("电梯", 6)
    assert Candidate("电", 4) in offered


def test_initials_offer_words_and_characters_of_the_report(finder: Finder) -> None:
    offered = finder.candidates("dt")
    assert offered[0] == Candidate("电梯", 2)
    assert Candidate("地", 1) in offered
    assert Candidate("中", 2) in finder.candidates("zh", 40)


@pytest.mark.parametrize("typed", ["", "!", "123456", "\ud800", "vvv"])
def test_what_is_no_pinyin_gets_no_candidates(finder: Finder, typed: str) -> None:
    assert finder.candidates(typed) == ()
    assert finder.candidates("dian", 0) == ()
