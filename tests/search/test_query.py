from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.fold import Folding
from reader.search.query import MOST_CHARACTERS, MOST_WORDS, read_query

_FOLDING = Folding({"電": "电"})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("电梯 加装", ("电梯", "加装")),
        ("電梯，加裝。", ("电梯", "加裝")),
        ("24.03亿元", ("24.03亿元",)),
        ("10-04地块", ("10-04地块",)),
        ("15%", ("15%",)),
        ("3.", ("3",)),
        (".5", ("5",)),
        ("a,b 甲,乙", ("a,b", "甲", "乙")),
        ("((甲))[乙]{丙}", ("甲", "乙", "丙")),
        ("“”‘’", ()),
        ("????", ()),
        ("①", ()),
        ("😀甲", ("😀甲",)),
        ("甲\t乙\x00丙\u2028丁", ("甲", "乙", "丙", "丁")),
        ("", ()),
    ],
)
def test_words_end_at_white_space_and_punctuation(typed: str, words: tuple[str, ...]) -> None:
    assert read_query(typed, _FOLDING).words == words


def test_the_phrase_is_all_of_it_without_spaces() -> None:
    assert read_query("電 梯，加装", _FOLDING).phrase == "电梯,加装"


@pytest.mark.parametrize(
    ("typed", "is_cut"),
    [("甲" * 64, False), ("甲" * 65, True), (" " * 5000, True), ("甲 " * 8, False), ("甲 " * 9, True)],
)
def test_more_than_is_looked_for_is_said_to_be_cut(typed: str, is_cut: bool) -> None:
    assert read_query(typed, _FOLDING).is_cut is is_cut


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_whatever_is_typed_can_be_shown_and_is_capped(typed: str) -> None:
    query = read_query(typed, _FOLDING)
    query.typed.encode()
    assert query.typed.isprintable() or not query.typed.isascii()
    assert len(query.typed) <= MOST_CHARACTERS
    assert len(query.words) == len(query.raw_words) <= MOST_WORDS
    assert all(query.words)
