"""The town's report, whole: its parts, chapters, items, glossary, links, and that nothing of it is lost."""

from __future__ import annotations

import re

import pytest

from reader.core.glossary import marker_number, marker_of
from reader.core.report import Kind, LinkKind, Report
from reader.core.span import Span
from reader.core.typeset import widen
from reader.paths import bundled_report, corrections_of
from reader.source import load_corrections


def test_front_matter(report: Report) -> None:
    assert report.title == "2021七宝镇上半年政府工作报告"
    assert report.breadcrumb == ("首页", "闵行区七宝镇人民政府", "重点工作")
    assert report.source == "上海市闵行区七宝镇人民政府"
    assert report.published == "2021-09-14"


def test_parts_chapters_and_items(report: Report) -> None:
    assert [report.text(part.title) for part in report.parts] == ["上半年主要工作回顾", "下半年主要工作安排"]
    assert [len(part.chapters) for part in report.parts] == [5, 5]
    assert [sum(len(chapter.items) for chapter in part.chapters) for part in report.parts] == [17, 15]
    for part in report.parts:
        assert [chapter.label for chapter in part.chapters] == list("一二三四五")
        for chapter in part.chapters:
            assert [item.number for item in chapter.items] == list(range(1, len(chapter.items) + 1))
            assert chapter.opening == ()
            assert all(len(item.paragraphs) == 1 for item in chapter.items)
    first = report.parts[0].chapters[0]
    assert report.text(first.title) == "聚焦经济发展质量和增速，提升产业发展能级"
    assert [report.text(item.title) for item in first.items] == [
        "经济运行稳中有进", "重点区域加快建设", "招商引资持续发力", "巩固提升三资监管",
    ]  # fmt: skip


def test_what_opens_and_closes_each_part(report: Report) -> None:
    first, second = report.parts
    assert [block.text[:4] for block in first.paragraphs] == ["上半年，"]
    assert [block.text[:3] for block in first.closing] == ["此外，", "各位代"]
    assert [block.text[:4] for block in second.paragraphs] == ["下半年，"]
    assert [block.text[:5] for block in second.closing] == ["各位代表！"]


def test_the_glossary(report: Report) -> None:
    assert [term.number for term in report.glossary] == list(range(1, 14))
    terms = [report.text(term.term) for term in report.glossary]
    assert terms == [
        "373地块", "闵行主城片区中部单元", "01-02地块", "10-04地块", "156号二期", "05-08地块", "188地块",
        "三网融合智慧古镇", "南带首站", "三个100", "四季七宝", "14-03地块", "15-02地块",
    ]  # fmt: skip
    assert report.text(report.term(1).meaning) == "东至水清年华，南至中春支路，西至中春路，北至蒲汇塘。"
    assert report.text(report.term(11).meaning).startswith("墨韵七宝书法活动")
    with pytest.raises(KeyError):
        report.term(14)


def test_markers_that_stand_and_markers_that_were_lost(report: Report) -> None:
    for term in report.glossary:
        assert term.is_marker_lost == (term.number > 10)
        expected = report.text(term.term) if term.is_marker_lost else marker_of(term.number)
        assert report.text(term.marker) == expected


def test_links_are_marked_restored_or_repeated(report: Report) -> None:
    kinds = {
        kind: [report.text(link.span) for link in report.links if link.kind is kind] for kind in LinkKind
    }
    assert kinds[LinkKind.MARKED] == [
        report.text(term.term) + marker_of(term.number) for term in report.glossary[:10]
    ]
    assert kinds[LinkKind.RESTORED] == ["四季七宝", "14-03地块", "15-02地块"]
    assert kinds[LinkKind.REPEATED] == ["373地块", "闵行主城片区中部单元", "05-08地块", "188地块"]
    for one, other in zip(report.links, report.links[1:], strict=False):
        assert one.span < other.span
        assert not one.span.overlaps(other.span)


def test_every_occurrence_of_every_term_is_linked(report: Report) -> None:
    for term in report.glossary:
        word = report.text(term.term)
        for block in report.blocks:
            for found in re.finditer(rf"(?<![\d-]){re.escape(word)}", block.text):
                if block == term.entry:
                    continue
                place = Span(block.number, *found.span())
                assert any(link.number == term.number and link.span.contains(place) for link in report.links)


def test_links_in_a_block(report: Report) -> None:
    numbers = [[link.number for link in report.links_in(block.number)] for block in report.blocks]
    assert sum(len(row) for row in numbers) == len(report.links)
    assert [4, 5, 6, 7] in numbers


def test_nothing_is_lost(report: Report) -> None:
    source = bundled_report().read_text(encoding="utf-8")
    published = "".join(block.published for block in report.blocks)
    assert "".join(published.split()) == "".join(source.split())
    lines = source.split("\n")
    for block in report.blocks:
        assert block.published == lines[block.line - 1].strip()


def test_what_is_shown_differs_only_by_width_space_and_the_listed_corrections(report: Report) -> None:
    corrections = load_corrections(corrections_of(bundled_report()))
    used = 0
    for block in report.blocks:
        expected = block.published
        for correction in corrections:
            if correction.fits(block.published):
                expected = expected.replace(correction.published, correction.shown)
                used += 1
        assert "".join(block.text.split()) == "".join(widen(expected).split())
    assert used == len(corrections) == 7


def test_the_page_is_typeset(report: Report) -> None:
    text = "\n".join(block.text for block in report.blocks)
    assert not re.search(r"[,:;!?()]", text)
    assert "24.03亿元" in text
    assert "10-04地块" in text
    assert "“社区云”“大数据”“云邻里”等" in text
    assert "“乐活七宝”“墨韵七宝”等" in text
    assert "全区“一网通办”比学赶超" in text
    for block in report.blocks:
        assert block.text.count("“") == block.text.count("”")
        assert block.text.count("（") == block.text.count("）")
        assert "‘" not in block.text
        if block.kind in (Kind.ITEM, Kind.PARAGRAPH, Kind.TERM):
            assert block.text.endswith(("。", "！"))


def test_navigation_is_kept_but_not_shown(report: Report) -> None:
    hidden = [block.text for block in report.blocks if block not in report.shown]
    assert hidden[0] == "高级搜索"
    assert hidden[1].startswith("当前位置：首页")
    assert hidden[2] == "读屏专用"
    assert len(hidden) == 17
    assert all(block.kind is not Kind.NAVIGATION for block in report.shown)


def test_blocks_know_their_number_span_and_place(report: Report) -> None:
    for number, block in enumerate(report.blocks):
        assert block.number == number
        assert report.text(block.span) == block.text
    part = report.parts[1]
    chapter = part.chapters[2]
    item = chapter.items[0]
    assert report.place(item.paragraphs[0].number) == report.place(item.title.block)
    place = report.place(item.title.block)
    assert (place.part, place.chapter, place.item) == (part, chapter, item)
    place = report.place(chapter.heading.number)
    assert (place.part, place.chapter, place.item) == (part, chapter, None)
    place = report.place(part.closing[0].number)
    assert (place.part, place.chapter, place.item) == (part, None, None)
    place = report.place(0)
    assert (place.part, place.chapter, place.item) == (None, None, None)


def test_circled_numbers_to_fifty() -> None:
    for number in range(1, 51):
        assert marker_number(marker_of(number)) == number
    assert (marker_of(1), marker_of(20), marker_of(21), marker_of(36), marker_of(50)) == (
        "①",
        "⑳",
        "㉑",
        "㊱",
        "㊿",
    )
    assert marker_of(51) == "（51）"
    assert marker_number("1") is None
