"""What a search answers: hits that are made when they are looked at, by chapter; the places it can be confined to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reader.core.report import Kind, Report
from reader.core.span import Span
from reader.search.finder import Finder
from reader.search.result import Hit, Hits, Result, heading, search_places


def _hit(number: int, place: int, chapter: str | None = None) -> Hit:
    return Hit(
        Span(number, place, place + 1), "字", "字", (0, 1), None, chapter, None, "item", 1.0, ((0, 1),)
    )


class _Source:
    """Paragraph n has n hits; it remembers for which it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def hits(self, number: int) -> tuple[Hit, ...]:
        self.asked.append(number)
        return tuple(_hit(number, place) for place in range(number))

    def heading(self, number: int) -> tuple[str | None, str]:
        return None, "单" if number % 2 else "双"


def _hits(numbers: Sequence[int] = (1, 2, 3)) -> Hits:
    return Hits(_Source(), numbers, numbers)


def test_hits_are_made_when_they_are_looked_at() -> None:
    source = _Source()
    result = Result("字", None, Hits(source, (1, 2, 3), (1, 2, 3)))
    groups = result.groups()
    assert (result.count, [group.count for group in groups], bool(result.hits)) == (6, [4, 2], True)
    assert source.asked == []
    assert result.hits[2].span == Span(2, 1, 2)
    assert groups[0].hits[1].span == Span(3, 0, 1)
    assert source.asked == [2, 3]


def test_hits_are_a_sequence() -> None:
    hits = _hits()
    everything = [_hit(number, place) for number in (1, 2, 3) for place in range(number)]
    assert list(hits) == everything
    assert [hits[index] for index in range(-6, 6)] == everything * 2
    assert hits[1:3] == tuple(everything[1:3])
    assert hits[::-2] == tuple(everything[::-2])
    assert list(reversed(hits)) == everything[::-1]
    assert everything[3] in hits
    assert hits.index(everything[3]) == 3
    for index in (6, -7):
        with pytest.raises(IndexError):
            hits[index]


def test_hits_equal_the_same_hits() -> None:
    hits = _hits()
    assert hits == _hits()
    assert hits == list(hits)
    assert tuple(hits) == hits
    assert hits != _hits((1, 2))
    assert hits != _hits((3, 2, 1))
    assert hits != "字字字字字字"
    assert hash(hits) == hash(tuple(hits))
    assert hits in {hits}
    assert Result("字", None, hits) == Result("字", None, tuple(hits))
    assert Result("", None, ()) == Result("", None, _hits(()))


def test_hits_say_how_many_they_are() -> None:
    assert repr(_hits()) == "<6 hits in 3 paragraphs>"
    assert not _hits(())


def test_gathered_hits_are_grouped_alike() -> None:
    hits = (_hit(1, 0, "甲"), _hit(2, 0, "乙"), _hit(3, 0, "甲"))
    groups = Result("字", None, hits).groups()
    assert [(group.title, list(group.hits)) for group in groups] == [
        ("甲", [hits[0], hits[2]]),
        ("乙", [hits[1]]),
    ]
    assert Result("", None, ()).groups() == ()


def test_hits_can_still_be_looked_at_when_the_finder_is_closed(finder: Finder) -> None:
    result = finder.find("七宝")
    finder.close()
    assert len(list(result.hits)) == result.count
    finder.open()
    assert finder.find("七宝") == result


@pytest.mark.parametrize(
    ("part", "chapter", "kind", "title"),
    [
        ("部", "章", Kind.ITEM, "章"),
        ("部", None, Kind.PARAGRAPH, "部"),
        (None, None, Kind.TITLE, "报告开头"),
        (None, None, Kind.TERM, "名词解释"),
        ("部", "章", Kind.GLOSSARY, "名词解释"),
    ],
)
def test_headings_of_groups(part: str | None, chapter: str | None, kind: Kind, title: str) -> None:
    assert heading(part, chapter, kind) == (part, title)


def test_json_may_list_fewer_hits_than_it_counts() -> None:
    read = Result("字", None, _hits()).to_json(2)
    assert read["count"] == 6
    assert read["hits"] == [_hit(1, 0).to_json(), _hit(2, 0).to_json()]


def test_a_search_can_be_confined_to_parts_and_chapters(report: Report) -> None:
    places = search_places(report)
    assert [place.level for place in places] == [0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1]
    assert places[0].title == "上半年主要工作回顾"
    assert places[1].title.startswith("聚焦经济发展质量和增速")
    for place in places:
        assert report.blocks[place.block].kind is (Kind.CHAPTER if place.level else Kind.PART)
        assert place.title in report.blocks[place.block].text
