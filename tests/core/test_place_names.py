"""Short names of places."""

from __future__ import annotations

from reader.core.parse import parse
from reader.core.place_names import part_name, place_words
from reader.core.report import Report


def test_the_parts_of_the_report(report: Report) -> None:
    assert [part_name(report, part) for part in report.parts] == ["上半年", "下半年"]


def test_a_part_named_otherwise_keeps_its_title() -> None:
    report = parse("题\n工作回顾\n一、甲\n来年打算\n一、乙")
    assert [part_name(report, part) for part in report.parts] == ["工作回顾", "来年打算"]


def test_the_words_for_a_place(report: Report) -> None:
    part = report.parts[1]
    chapter = part.chapters[1]
    assert place_words(report, chapter.items[2].title.block) == ("下半年", "二", "3")
    assert place_words(report, chapter.heading.number) == ("下半年", "二")
    assert place_words(report, part.heading.number) == ("下半年",)
    assert place_words(report, report.glossary[0].entry.number) == ()
