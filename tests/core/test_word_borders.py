"""Words and the places between them, by the table that ships."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.core.word_borders import WordList

_TABLE = (paths.resources() / "search" / "words.tsv").read_text(encoding="utf-8")
_WORDS = WordList(_TABLE)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in itertools.pairwise(sorted(_WORDS.borders(text)))]


def test_every_word_of_the_table_is_found_with_its_use() -> None:
    for line in _TABLE.splitlines():
        word, use = line.split("\t")
        assert _WORDS.use_of(word) == int(use)


@pytest.mark.parametrize("word", ["", "\0", "龟", "不是词", "一", "\U0010ffff", "完", "一一\t"])
def test_what_is_no_word_of_the_table_has_no_use(word: str) -> None:
    assert _WORDS.use_of(word) == 0
    assert WordList().use_of(word) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("统筹推进经济社会发展", ["统筹", "推进", "经济社会", "发展"]),
        ("完成年度各项目标", ["完成", "年度", "各项", "目标"]),
        ("党的领导", ["党", "的", "领导"]),
        ("", []),
    ],
)
def test_text_is_cut_into_its_words(text: str, words: list[str]) -> None:
    assert split(text) == words


@given(st.text(max_size=40))
def test_the_words_are_all_of_the_text_and_stand_in_the_table(text: str) -> None:
    words = split(text)
    assert "".join(words) == text
    assert all(len(word) == 1 or _WORDS.use_of(word) for word in words)


def test_without_a_table_every_character_stands_alone() -> None:
    assert WordList().borders("发展") == {0, 1, 2}
    assert WordList("发展\tmany\n").borders("发展") == {0, 1, 2}


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("统筹推进经济社会发展，完成年度各项目标。", 2, "推进"),
        ("统筹推进经济社会发展，完成年度各项目标。", 3, "推进"),
        ("统筹推进经济社会发展，完成年度各项目标。", 10, "，"),
        ("统筹推进经济社会发展，完成年度各项目标。", 17, "目标"),
        ("同比增长15.6%；", 6, "15.6%"),
        ("用Wi-Fi上网", 3, "Wi-Fi"),
        ("（含APP）", 3, "APP"),
        ("龟", 0, "龟"),
    ],
)
def test_the_word_that_is_pointed_at(text: str, at: int, word: str) -> None:
    start, end = _WORDS.word_at(text, at)
    assert text[start:end] == word
    assert start <= at < end


@pytest.mark.parametrize("at", [-1, 2, 9])
def test_no_word_stands_beyond_the_text(at: int) -> None:
    with pytest.raises(IndexError):
        _WORDS.word_at("发展", at)


@given(st.text(alphabet="统筹推进，。15%aA ①𠀀", min_size=1, max_size=30))
def test_every_character_is_in_the_word_of_each_of_the_word_s_characters(text: str) -> None:
    for at in range(len(text)):
        start, end = _WORDS.word_at(text, at)
        assert 0 <= start <= at < end <= len(text)
        assert all(_WORDS.word_at(text, each) == (start, end) for each in range(start, end))
