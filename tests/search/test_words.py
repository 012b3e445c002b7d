"""What was gathered can be kept, and the dictionary asked."""

from __future__ import annotations

from pathlib import Path

from reader.search.gathering import gather
from reader.search.words import Dictionary, Words


def test_what_is_kept_comes_back() -> None:
    gathered = gather(["小区加装电梯", ""], ["敬老院"], {"电梯": 900, "小区": 800})
    assert Words.from_bytes(gathered.to_bytes()) == gathered


def test_the_dictionary_says_what_is_a_word(tables: Path) -> None:
    dictionary = Dictionary(tables / "words.tsv")
    assert dictionary.has("电视")
    assert not dictionary.has("电梯厅")
    assert not dictionary.has("电")
    assert not dictionary.has("")
    assert dictionary.has_one_of(["电店", "视是"])
    assert not dictionary.has_one_of(["店", "是"])
    assert not dictionary.has_one_of(["", "视"])
    assert not dictionary.has_one_of([])
