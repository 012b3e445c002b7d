"""What was gathered can be kept; what was not is not taken for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reader.search.gathering import gather
from reader.search.words import NAMED, Word, Words

_TEXTS = ["小区加装电梯", ""]


@pytest.fixture(scope="module")
def gathered() -> Words:
    return gather(_TEXTS, ["加装电梯"], {"电梯": 900, "小区": 800})


def test_what_is_kept_comes_back(gathered: Words) -> None:
    assert Words.from_bytes(gathered.to_bytes()) == gathered
    nothing = gather([], [], {"电梯": 1})
    assert Words.from_bytes(nothing.to_bytes()) == nothing


def test_words_fit_the_texts_they_were_gathered_from(gathered: Words) -> None:
    assert gathered.entries[0] == Word("加装电梯", 1, NAMED)
    assert gathered.fit(_TEXTS)
    assert not gathered.fit(_TEXTS[:1])
    assert not gathered.fit(["小区", ""])
    assert not gathered.fit(["小区改造电梯", ""])


@pytest.mark.parametrize(
    ("words", "cuts"),
    [
        ([[1, 1, 1]], [[0]]),
        ([["", 1, 1]], [[0]]),
        ([[None, None, None]], [[0]]),
        ([["电", "1", 1]], [[0]]),
        ([["电", True, 1]], [[0]]),
        ([["电", 0, 1]], [[0]]),
        ([["电", 1.5, 1]], [[0]]),
        ([["电", 1, 5]], [[0]]),
        ([["电", 1, -1]], [[0]]),
        ([["电", 1, None]], [[0]]),
        ([["电", 1]], [[0]]),
        ([["电", 1, 1], ["梯", 1]], [[0]]),
        ([1], [[0]]),
        (1, [[0]]),
        ([], 1),
        ([], [1]),
        ([], ["ab"]),
        ([], [[]]),
        ([], [{"0": 0}]),
        ([], [[0, "1"]]),
        ([], [[0, None]]),
        ([], [[0, 1.5]]),
        ([], [[1, 2]]),
        ([], [[-5, 10**9]]),
        ([], [[0, 2, 1]]),
        ([], [[0, 2, 2]]),
    ],
)
def test_what_was_never_gathered_is_refused(words: Any, cuts: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Words.from_bytes(json.dumps({"words": words, "cuts": cuts}).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"1", b"null", b'"words"', b"{}", b'{"words": []}', b"\xff"])
def test_what_holds_no_words_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Words.from_bytes(data)
