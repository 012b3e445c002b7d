from __future__ import annotations

from itertools import pairwise

from reader.search.meaning.likelihood import Likelihood, worth_of_word
from reader.search.meaning.soundtext import Sighting
from reader.search.words import COMMON, FRAGMENT, NAMED, WORD, Word, Words

_TEXTS = ["加装电梯", "电梯厂", "装机", "加装机"]
_WORDS = Words(
    (Word("敬老院", 1, NAMED), Word("电梯", 2, WORD), Word("加装", 1, WORD)),
    ((0, 2, 4), (0, 2, 3), (0, 1, 2), (0, 2, 3)),
)
_TEXT = "\n".join(_TEXTS)
_LIKELIHOOD = Likelihood(_TEXTS, _WORDS)


def _sighting(text: str, cost: int = 0, nth: int = 0) -> Sighting:
    start = [i for i in range(len(_TEXT)) if _TEXT.startswith(text, i)][nth]
    return Sighting(start, start + len(text), cost)


def test_a_text_has_the_rank_of_its_best_place() -> None:
    assert _LIKELIHOOD.rank("敬老院") == NAMED
    assert _LIKELIHOOD.rank("装机") == COMMON
    assert _LIKELIHOOD.rank("装电") == FRAGMENT
    assert _LIKELIHOOD.rank("没有") == FRAGMENT


def test_a_text_that_stands_everywhere_is_not_looked_at_everywhere() -> None:
    many = Likelihood(["甲乙" * 50], Words((), ((0, 100),)))
    assert many.rank("甲乙") == FRAGMENT


def test_a_word_is_chosen_before_what_merely_sounds_so() -> None:
    choice = _LIKELIHOOD.choose([_sighting("装电梯"), _sighting("电梯", 4), _sighting("加装机", 4)])
    assert choice is not None
    assert choice.texts[0] == "加装机"
    assert choice.cost == 4
    assert "电梯" in choice.texts


def test_what_is_told_once_is_not_offered_again_in_part() -> None:
    choice = _LIKELIHOOD.choose([_sighting("加装电梯"), _sighting("电梯")])
    assert choice is not None
    assert choice.texts == ("加装电梯",)


def test_the_same_text_counts_where_it_is_a_word() -> None:
    choice = _LIKELIHOOD.choose([_sighting("装机", 2, nth=1), _sighting("装机", 2, nth=0)])
    assert choice is not None
    assert choice.texts == ("装机",)


def test_nothing_is_chosen_that_costs_what_it_is_worth() -> None:
    assert _LIKELIHOOD.choose([]) is None
    assert _LIKELIHOOD.choose([_sighting("装机", worth_of_word(2, COMMON))]) is None
    assert _LIKELIHOOD.choose([_sighting("装电", 0)]) is None


def test_a_single_character_is_taken_as_typed_only() -> None:
    choice = _LIKELIHOOD.choose([_sighting("梯")])
    assert choice is not None
    assert choice.texts == ("梯",)
    assert _LIKELIHOOD.choose([_sighting("梯", 1)]) is None


def test_longer_is_worth_more() -> None:
    worths = [worth_of_word(length) for length in range(2, 8)]
    assert all(shorter < longer for shorter, longer in pairwise(worths))
    assert worth_of_word(1) == worth_of_word(2)
