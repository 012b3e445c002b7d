"""What the search bench is run on is what it says: made-up reports like the real one, the same ones each time."""

from __future__ import annotations

import pytest

from reader.core.report import Report
from tests.synthetic_reports import Writer, shelve


@pytest.fixture(scope="module")
def writer(report: Report) -> Writer:
    return Writer(report)


@pytest.fixture(scope="module")
def reports(writer: Writer) -> list[Report]:
    return [writer.report(number) for number in range(6)]


def test_the_same_seed_gives_the_same_reports(writer: Writer, report: Report) -> None:
    assert Writer(report).write(3) == writer.write(3)
    assert Writer(report, seed=1).write(3) != writer.write(3)


def test_they_are_like_the_real_one_in_shape(reports: list[Report], report: Report) -> None:
    for made in reports:
        assert [len(part.chapters) for part in made.parts] == [len(part.chapters) for part in report.parts]
        assert all(3 <= len(chapter.items) <= 4 for part in made.parts for chapter in part.chapters)
        assert 0.7 < sum(map(len, _texts(made))) / sum(map(len, _texts(report))) < 1.3
        assert 11 <= len(made.glossary) <= 15


def test_they_are_hardly_copies(reports: list[Report], report: Report) -> None:
    paragraphs = [text for made in reports for text in _texts(made)]
    assert len(set(paragraphs)) > 0.85 * len(paragraphs)
    assert len(set(paragraphs) & set(_texts(report))) < 0.05 * len(paragraphs)


def test_on_a_shelf_every_paragraph_stands_where_it_stood(reports: list[Report]) -> None:
    shelf = shelve(reports)
    assert [block.text for block in shelf.blocks] == [b.text for made in reports for b in made.blocks]
    assert [block.number for block in shelf.blocks] == list(range(len(shelf.blocks)))
    before = 0
    for made in reports:
        for block in made.blocks:
            place, moved = made.place(block.number), shelf.place(before + block.number)
            for one, other in (
                (place.part, moved.part),
                (place.chapter, moved.chapter),
                (place.item, moved.item),
            ):
                assert (one and made.text(one.title)) == (other and shelf.text(other.title))
        before += len(made.blocks)


def _texts(report: Report) -> list[str]:
    return [block.text for block in report.shown]
