from __future__ import annotations

from pathlib import Path

import pytest

from reader.search.finder import Finder
from reader.search.fold import Folding, read_rows
from reader.search.synonyms import Synonyms


def test_every_row_maps_a_word_to_another_once(tables: Path) -> None:
    rows = read_rows(tables / "synonyms.tsv", 3)
    pairs = [(everyday, official) for everyday, official, _ in rows]
    assert len(set(pairs)) == len(pairs)
    assert all(everyday != official for everyday, official in pairs)


@pytest.mark.parametrize(
    "typed", ["看病", "小菜场", "停车", "老人吃饭", "倒垃圾", "装电梯", "kanbing", "dao la ji"]
)
def test_what_residents_say_leads_to_what_the_report_writes(finder: Finder, typed: str) -> None:
    result = finder.find(typed)
    assert result.count


def test_an_official_word_in_the_report_is_understood_for_each_everyday_word(
    finder: Finder, tables: Path, folding: Folding
) -> None:
    synonyms = Synonyms(tables / "synonyms.tsv", folding)
    for everyday in synonyms.everyday:
        officials = [
            official for official in synonyms.of(everyday) if finder.find(official).understood is None
        ]
        result = finder.find(everyday)
        if officials and result.understood is not None:
            assert result.understood in (officials[0], finder.find(officials[0]).hits[0].text), everyday
        assert result.count, everyday
