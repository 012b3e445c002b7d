from __future__ import annotations

from reader.search.offers.runs import Runs, is_offerable
from reader.search.words import PHRASE, WORD, Word

TEXTS = (
    "七宝老街,加装电梯",
    "七宝老街加装电梯工作",
    "加装的电梯",
    "居民小区",
    "加装电梯5部",
    "防控,防控,七宝",
)
CUTS = (
    (0, 1, 2, 3, 4, 5, 7, 9),
    (0, 1, 2, 3, 4, 6, 8, 10),
    (0, 2, 3, 5),
    (0, 2, 4),
    (0, 2, 4, 5, 6),
    (0, 1, 2, 3, 4, 5, 6, 7, 8),
)
WORDS = (Word("加装", 4, WORD), Word("七宝", 3, PHRASE), Word("宝老", 1, PHRASE), Word("没有", 1, PHRASE))


def runs() -> Runs:
    return Runs(TEXTS, CUTS, WORDS)


def test_what_follows_a_word_comes_by_how_often() -> None:
    assert list(runs().following("加装")) == ["电梯"]
    assert list(runs().following("我家加装")) == ["电梯"], "the longest end that stands there"
    assert list(runs().following("电梯")) == ["工作"]


def test_a_character_alone_takes_the_next_one_with_it() -> None:
    assert list(runs().following("七宝")) == ["老街"]


def test_nothing_follows_what_is_not_there_or_what_ends() -> None:
    for text in ("", "街", "没有的", "加装x", "小区"):
        assert list(runs().following(text)) == []
    assert list(runs().following("居民")) == ["小区"]
    assert list(runs().following("宝老")) == [], "it begins within a name"
    assert list(runs().following("加装电")) == [], "it ends within a word"


def test_a_word_goes_on_to_what_follows_it_and_to_its_name() -> None:
    assert runs().going_on("加装") == ["加装电梯"]
    assert runs().going_on("老街") == ["老街加装", "七宝老街"]
    assert runs().going_on("加装电") == ["加装电梯"]
    assert runs().going_on("装电") == [], "it begins within a word"
    assert runs().going_on("居民小") == ["居民小区"]


def test_pairs_are_words_if_they_come_again_or_behind_a_name() -> None:
    assert runs().pairs == {"老街": 2, "防控": 2}


def test_a_text_of_nothing_has_no_runs() -> None:
    empty = Runs((), (), ())
    assert empty.going_on("七宝") == []
    assert list(empty.following("七宝")) == []
    assert empty.pairs == {}


def test_offered_is_what_somebody_may_look_for() -> None:
    assert is_offerable("373地块")
    for text in ("", "3.5", "电梯的", "的电梯", "电梯,加装", "很" * 13):
        assert not is_offerable(text)
