"""The dictionary knows words of the language, common and rare, by their characters and by their sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.search.meaning.dictionary import Dictionary


@pytest.fixture(scope="module")
def dictionary(tables: Path) -> Dictionary:
    return Dictionary(tables / "words.tsv", tables / "rare_words.txt")


@pytest.mark.parametrize("word", ["电视", "麻将", "老酒", "评弹", "助听器"])
def test_a_word_is_one(dictionary: Dictionary, word: str) -> None:
    assert dictionary.has(word)


@pytest.mark.parametrize("text", ["电梯厅", "电", "", "敬老园", "电提", "点题", "\u9fff\u9fff"])
def test_what_is_none_is_none(dictionary: Dictionary, text: str) -> None:
    assert not dictionary.has(text)


def test_the_use_of_a_word_is_that_of_the_commonest_that_fits(dictionary: Dictionary) -> None:
    television = dictionary.use_of_one_of(["电", "视"])
    assert television > 1000
    assert dictionary.use_of_one_of(["店电", "是视"]) == television
    assert dictionary.use_of_one_of(["麻", "将"]) < television


@pytest.mark.parametrize("choices", [["店", "是"], ["", "视"], ["电"], []])
def test_what_fits_no_common_word_has_no_use(dictionary: Dictionary, choices: list[str]) -> None:
    assert dictionary.use_of_one_of(choices) == 0
