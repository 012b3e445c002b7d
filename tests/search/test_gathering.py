"""Words and phrases are found in the texts of a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import SearchIndexError
from reader.search.gathering import gather, read_dictionary
from reader.search.words import COMMON, FRAGMENT, NAMED, PHRASE, WORD, Word

_DICTIONARY = {"电梯": 900, "加装": 300, "小区": 800, "敬老院": 100}


def test_words_phrases_and_names_are_gathered_the_best_first() -> None:
    texts = ["小区加装电梯,沪星村电梯", "加装电梯3部;沪星村", "敬老院建设"]
    gathered = gather(texts, ["敬老院建设,沪星村", "不在这里"], _DICTIONARY)
    by_text = {word.text: word for word in gathered.entries}
    assert by_text["电梯"] == Word("电梯", 3, WORD)
    assert by_text["加装电梯"] == Word("加装电梯", 2, PHRASE)
    assert by_text["沪星村"].rank == NAMED
    assert by_text["敬老院建设"].rank == NAMED
    assert "加装电" not in by_text
    assert "不在这里" not in by_text
    assert [word.rank for word in gathered.entries] == sorted(
        (w.rank for w in gathered.entries), reverse=True
    )
    assert FRAGMENT < COMMON < PHRASE


def test_texts_are_cut_between_words() -> None:
    gathered = gather(["小区加装电梯15%,a1"], [], _DICTIONARY)
    assert gathered.cuts == ((0, 2, 4, 6, 9, 10, 12),)


def test_a_phrase_neither_begins_nor_ends_loosely() -> None:
    gathered = gather(["的电梯和3", "的电梯和3"], [], {"电梯": 5})
    assert [word.text for word in gathered.entries] == ["电梯"]


def test_a_part_of_a_longer_phrase_is_no_phrase_of_its_own() -> None:
    gathered = gather(["甲乙丙丁戊", "甲乙丙丁戊", "乙丙"], [], {})
    assert {word.text: word.count for word in gathered.entries} == {"甲乙丙丁戊": 2, "乙丙": 3}


@pytest.mark.parametrize("use", ["九", "-1", "1.5", "²", "٣", "9" * 5000])
def test_how_often_a_word_is_used_is_a_number(tmp_path: Path, use: str) -> None:
    table = tmp_path / "words.tsv"
    table.write_text(f"小区\t8\n电梯\t{use}\n", encoding="utf-8")
    with pytest.raises(SearchIndexError, match=r"words\.tsv 第 2 行不对：电梯") as told:
        read_dictionary(table)
    assert len(str(told.value)) < 100 + len(str(table))


def test_the_dictionary_that_ships_has_words_of_two_to_four_characters(tables: Path) -> None:
    dictionary = read_dictionary(tables / "words.tsv")
    assert len(dictionary) > 20_000
    assert {len(word) for word in dictionary} == {2, 3, 4}
    assert list(dictionary) == sorted(dictionary)
