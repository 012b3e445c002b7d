from __future__ import annotations

from itertools import islice

import pytest

from reader.search.meaning.sounds import Readings
from reader.search.offers.spelling import Spelling, Typed

WORDS = (
    ("七宝镇", 30),
    ("七宝", 50),
    ("电梯", 4),
    ("加装", 3),
    ("西安", 1),
    ("现场", 9),
    ("阿姨", 1),
    ("提案", 9),
    ("绿化", 1),
    ("373地块", 2),
)
CHARACTERS = {"落": 90, "老": 20, "街": 3, "宝": 50, "提": 60, "电": 5}


@pytest.fixture(scope="module")
def spelling(readings: Readings) -> Spelling:
    return Spelling(WORDS, CHARACTERS, readings)


def typed(plain: str) -> Typed:
    found = Typed.read(plain)
    assert found is not None
    return found


def test_letters_are_read_with_their_breaks() -> None:
    assert Typed.read("xi'an") == Typed("xian", frozenset({2}))
    assert Typed.read("lao jie") == Typed("laojie", frozenset({3}))
    assert Typed.read("") is Typed.read("' ") is Typed.read("电ti") is Typed.read("a1") is None


def test_words_are_found_by_their_whole_spelling(spelling: Spelling) -> None:
    assert spelling.whole(typed("dianti")) == ["电梯"]
    assert spelling.whole(typed("diant")) == []
    assert spelling.whole(typed("diankuai")) == [], "what has digits in it cannot be spelled"


def test_a_break_ends_a_syllable(spelling: Spelling) -> None:
    assert spelling.whole(typed("xi'an")) == ["西安"]
    assert spelling.whole(typed("xia'n")) == []
    assert spelling.whole(typed("dian ti")) == ["电梯"]


def test_the_beginning_may_be_a_word(spelling: Spelling) -> None:
    assert list(spelling.prefixes(typed("qibaozhend"))) == [("七宝镇", 9), ("七宝", 5)]
    assert list(spelling.by_initials(typed("qblj"))) == [("七宝", 2)]
    assert list(spelling.by_initials(typed("qbzhd"))) == [("七宝镇", 4), ("七宝镇", 3), ("七宝", 2)]


def test_a_word_may_be_unfinished(spelling: Spelling) -> None:
    assert spelling.beginning(typed("diant")) == ["电梯"]
    assert spelling.beginning(typed("d")) == []
    assert spelling.beginning(typed("dian t")) == [], "a break says that the syllable is done"


@pytest.mark.parametrize("slip", ["dinati", "dianit", "dianto", "diati", "dianxti", "djanti"])
def test_one_slip_of_the_finger_is_forgiven(spelling: Spelling, slip: str) -> None:
    assert spelling.nearest(typed(slip)) == ["电梯"]


def test_more_than_a_slip_is_not(spelling: Spelling) -> None:
    assert spelling.nearest(typed("dxantx")) == []
    assert spelling.nearest(typed("itnaid")) == []
    assert spelling.nearest(typed("dat")) == []
    assert spelling.nearest(typed("dianti" * 9)) == []


def test_words_are_put_in_a_row(spelling: Spelling) -> None:
    found = spelling.compose(typed("qibaozhendianti"))
    assert found is not None
    assert (found.text, found.used, found.pieces, found.is_sure) == ("七宝镇电梯", 15, 2, True)


def test_what_is_no_syllable_yet_stays(spelling: Spelling) -> None:
    found = spelling.compose(typed("jiazhuangdiantiz"))
    assert found is not None
    assert (found.text, found.used) == ("加装电梯", 15)
    assert spelling.compose(typed("vvv")) is None


def test_a_syllable_is_not_read_as_two_in_a_row_of_letters(spelling: Spelling) -> None:
    assert list(spelling.prefixes(typed("dianti"))) == []
    assert list(spelling.prefixes(typed("di'anti"))) == [("提案", 4)]
    found = spelling.compose(typed("jiazhuangdian"))
    assert found is not None
    assert found.text == "加装电"


def test_characters_alone_are_a_guess(spelling: Spelling) -> None:
    found = spelling.compose(typed("laojie"))
    assert found is not None
    assert (found.text, found.pieces, found.is_sure) == ("老街", 2, False)


def test_no_syllable_reaches_over_a_break(spelling: Spelling) -> None:
    found = spelling.compose(typed("x'ian"))
    assert found is None
    assert next(iter(spelling.singles(typed("xi'an"))))[1] == 2


def test_a_character_is_offered_as_it_is_commonly_read(spelling: Spelling) -> None:
    assert spelling.characters("lao")[0] == "老", "落 is used more, but hardly ever read lao"
    assert spelling.is_mostly_read("提", "t")
    assert not spelling.is_mostly_read("提", "di")
    assert spelling.is_mostly_read("提", "tij")


def test_u_stands_for_umlaut_too(spelling: Spelling) -> None:
    assert spelling.whole(typed("luhua")) == spelling.whole(typed("lvhua")) == ["绿化"]
    assert spelling.whole(typed("lu hua")) == ["绿化"]
    assert ("绿", 2) in spelling.singles(typed("lu"))
    composed = spelling.compose(typed("nv'er"))
    assert composed is not None
    assert composed.text[0] == "女"


def test_an_initial_offers_the_characters_in_use(spelling: Spelling) -> None:
    for _ in range(2):
        assert list(spelling.singles(typed("l")))[:1] == [("落", 1)]
    assert next(spelling.singles(typed("zhd")), None) is None
    assert list(islice(spelling.singles(typed("dianti")), 1)) == [("电", 4)]
