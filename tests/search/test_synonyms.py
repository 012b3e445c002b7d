from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.search.finder import Finder
from reader.search.fold import Folded, Folding, read_rows
from reader.search.meaning.everyday import Everyday
from reader.search.meaning.likelihood import worth_of_word
from reader.search.meaning.sounds import Readings
from reader.search.meaning.soundtext import Care
from reader.search.meaning.synonyms import Synonyms
from reader.search.words import NAMED
from tests.search import misspelling

_ELSEWHERE = "他处"
"""Begins the reason of an official word that other places' reports use."""


@pytest.fixture(scope="module")
def rows(tables: Path) -> list[list[str]]:
    return read_rows(tables / "synonyms.tsv", 3)


@pytest.fixture(scope="module")
def synonyms(tables: Path, folding: Folding) -> Synonyms:
    return Synonyms(tables / "synonyms.tsv", folding)


@pytest.fixture(scope="module")
def everyday(synonyms: Synonyms, readings: Readings, blocks: list[Folded]) -> Everyday:
    text = "\n".join(block.text for block in blocks)
    return Everyday(synonyms, readings, lambda word: word in text)


def test_every_row_maps_a_word_to_another_once(rows: list[list[str]]) -> None:
    pairs = [(everyday, official) for everyday, official, _ in rows]
    assert len(set(pairs)) == len(pairs)
    # Where the official word stands, such an everyday word stands too.
    assert not [everyday for everyday, official in pairs if everyday in official]
    assert min(len(everyday) for everyday, _ in pairs) > 1


def test_rows_of_a_word_stand_together(rows: list[list[str]]) -> None:
    words = [everyday for everyday, _, _ in rows]
    starts = [word for before, word in zip(["", *words], words, strict=False) if word != before]
    assert len(starts) == len(set(starts))


def test_no_row_leads_in_a_circle(synonyms: Synonyms) -> None:
    for word in synonyms.everyday:
        seen, reached = set(), {word}
        while reached:
            seen |= reached
            reached = {official for each in reached for official in synonyms.of(each)} - (seen - {word})
            assert word not in reached, word


def test_every_official_word_stands_in_the_report_or_is_marked(
    rows: list[list[str]], blocks: list[Folded], folding: Folding
) -> None:
    text = "\n".join(block.text for block in blocks)
    for everyday, official, reason in rows:
        assert (folding.fold(official).text in text) != reason.startswith(_ELSEWHERE), (everyday, official)


@pytest.mark.parametrize(
    "typed",
    ["看病", "小菜场", "停车", "老人吃饭", "倒垃圾", "装电梯", "kanbing", "dao la ji", "垃圾房", "laofangzi"],
)
def test_what_residents_say_leads_to_what_the_report_writes(finder: Finder, typed: str) -> None:
    assert finder.find(typed).count


@pytest.mark.parametrize("typed", ["养狗", "yanggou", "快递", "公交车", "gong jiao che", "图书馆", "结婚"])
def test_what_the_report_says_nothing_of_is_not_understood(finder: Finder, typed: str) -> None:
    result = finder.find(typed)
    assert (result.understood, result.count) == (None, 0)


def _in_hanzi(word: str, _random: random.Random) -> str:
    return word


@pytest.mark.parametrize(
    ("rule", "least"),
    [
        (_in_hanzi, 1.0),
        (misspelling.in_pinyin, 0.97),
        (misspelling.with_homophone, 0.95),
        (misspelling.with_slip, 0.9),
    ],
)
def test_every_everyday_word_is_understood_however_it_is_typed(
    finder: Finder,
    everyday: Everyday,
    blocks: list[Folded],
    rule: Callable[[str, random.Random], str | None],
    least: float,
) -> None:
    chosen = random.Random(7)
    text = "\n".join(block.text for block in blocks)
    words = [word for word in everyday.answered if word not in text]
    tried, failed = 0, []
    for word in words if rule is _in_hanzi else chosen.sample(words, 60):
        typed = rule(word, chosen)
        if typed is None:
            continue
        tried += 1
        result = finder.find(typed)
        found = {
            "".join(filter(str.isalnum, each)) for each in (result.understood or "", *result.alternatives)
        }
        if not found & set(everyday.officials([word])):
            failed.append((word, typed, result.understood))
    assert tried - len(failed) >= least * tried, failed


def test_an_everyday_word_is_chosen_by_how_it_sounds(everyday: Everyday) -> None:
    choice = everyday.choose("kanbing", Care.SYLLABLES)
    assert choice is not None
    assert choice.texts[0] == "卫生服务中心"
    assert (choice.worth, choice.cost) == (worth_of_word(2, NAMED), 0)
    assert everyday.choose("kanbign", Care.SYLLABLES) is None
    slipped = everyday.choose("kanbign", Care.SLIPS)
    assert slipped is not None
    assert slipped.texts == choice.texts
    assert slipped.worth < choice.worth
    assert everyday.choose("yanggou", Care.SYLLABLES) is None
    assert everyday.choose("kan", Care.SYLLABLES) is None


def test_an_everyday_word_that_stands_in_the_report_comes_first(everyday: Everyday) -> None:
    choice = everyday.choose("zhuangdianti", Care.SYLLABLES)
    assert choice is not None
    assert choice.texts == ("装电梯", "电梯加装")


def test_everyday_words_at_the_beginning_of_what_is_typed(everyday: Everyday) -> None:
    assert [(piece.end, piece.words[0]) for piece in everyday.beginnings("kanbingdianti")] == [
        (7, "卫生服务中心")
    ]
    assert everyday.beginnings("yanggoudianti") == []
    assert everyday.spelled("yanggou") == ["养狗"]
    assert everyday.spelled("yang") == []
    assert everyday.has("养狗")
    assert "养狗" not in everyday.answered
    assert everyday.longest > 3
