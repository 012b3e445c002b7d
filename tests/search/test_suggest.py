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


@pytest.mark.parametrize("typed", ["kanb", "kanbing", "kan bing", "看"])
def test_everyday_words_come_after_the_reports_own(finder: Finder, typed: str) -> None:
    offered = finder.suggest(typed, 40)
    assert "看病" in offered
    assert finder.find(offered[offered.index("看病")]).count > 0


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


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("qblj", Candidate("七宝老街", 4)),
        ("qibaolaojie", Candidate("七宝老街", 11)),
        ("jiazhuangdianti", Candidate("加装电梯", 15)),
        ("jiazhuangdian", Candidate("加装电梯", 13)),
        ("qibaol", Candidate("七宝老街", 6)),
        ("jiazhuangdt", Candidate("加装电梯", 11)),
        ("qibaozhenlaojie", Candidate("七宝镇老街", 15)),
        ("laofangzizhuangdianti", Candidate("老房子装电梯", 21)),
        ("qibaozhenjiazhuangdiantiqibaozhenlaojie", Candidate("七宝镇加装电梯七宝镇老街", 39)),
        ("kanbing", Candidate("看病", 7)),
        ("lvhua", Candidate("绿化", 5)),
        ("luhua", Candidate("绿化", 5)),
        ("dinati", Candidate("电梯", 6)),
        ("sequ", Candidate("社区", 4)),
    ],
)
def test_the_first_offer_is_what_was_meant(finder: Finder, typed: str, offered: Candidate) -> None:
    assert finder.candidates(typed)[0] == offered


def test_an_everyday_word_can_be_unfinished(finder: Finder) -> None:
    assert Candidate("看病", 4) in finder.candidates("kanb")


def test_what_is_explained_is_offered_and_the_rest_stays(finder: Finder) -> None:
    assert finder.candidates("laojiedx")[0] == Candidate("老街", 6)
    offered = finder.candidates("jiazhuangdianti")
    assert Candidate("加装", 9) in offered
    assert Candidate("加装", 9) in finder.candidates("jiazhuangdian")
    assert Candidate("家", 3) in offered


def test_one_syllable_in_an_accent_is_too_little_to_guess_from(finder: Finder) -> None:
    assert finder.candidates("nuoshi")[0] == Candidate("落实", 6)
    assert "落实" not in {candidate.text for candidate in finder.candidates("nuo")}


def test_a_space_or_an_apostrophe_ends_a_syllable(finder: Finder) -> None:
    assert finder.candidates("lao jie")[0] == Candidate("老街", 6)
    assert Candidate("先", 4) in finder.candidates("xian")
    assert Candidate("先", 4) not in finder.candidates("xi'an")


def test_one_syllable_comes_before_two_spelled_like_it(finder: Finder) -> None:
    offered = [candidate.text for candidate in finder.candidates("dian")]
    assert offered.index("电梯") < offered.index("提案")


def test_hanzi_are_followed_by_what_follows_them_in_the_report(finder: Finder) -> None:
    assert finder.candidates("我要加装")[0] == Candidate("电梯", 0)
    assert all(candidate.used == 0 for candidate in finder.candidates("七宝"))
    assert finder.candidates("加装x") == ()


def test_a_second_word_is_completed_to_one_of_the_same_paragraph(finder: Finder) -> None:
    for typed in ("七宝 疫", "qibao 疫", "qb yiq"):
        offered = finder.suggest(typed)
        assert offered
        for text in offered:
            assert text.startswith("七宝 ")
            assert finder.find(text).count
    assert finder.suggest("没有这 疫") == ()


def test_words_in_a_row_complete_a_rare_word(finder: Finder) -> None:
    assert "七宝老街" in finder.suggest("老街")
    assert "七宝老街" in finder.suggest("qblj")
    assert "加装电梯" in finder.suggest("加装")
    assert "加装电梯" in finder.suggest("加装d")


def test_phrases_that_only_chance_put_together_are_not_offered(finder: Finder) -> None:
    assert not {"推进七宝", "完成七宝"} & set(finder.suggest("七宝", 40))
    assert "率达到" not in finder.suggest("lv", 40)
