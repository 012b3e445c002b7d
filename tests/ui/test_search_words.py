"""What a search says: the same words on the screen, in the loudspeaker and for the screen reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.core.span import Span
from reader.search import notices
from reader.search.result import Area, Hit, Mode, Order, Result, SearchOptions, SearchPlace
from reader.ui.search import words as search_words


def hit(
    excerpt: str = "…加装电梯，意见征询…",
    found: tuple[int, int] = (3, 5),
    *,
    part: str | None = "上半年主要工作回顾",
    chapter: str | None = "全力增进民生福祉，共享改革发展成果",
    item: str | None = None,
    kind: str = "item",
) -> Hit:
    text = excerpt[found[0] : found[1]]
    return Hit(Span(3, 0, 2), text, excerpt, found, part, chapter, item, kind, 1.0, (found,))


def result(count: int, *, understood: str | None = None, alternatives: tuple[str, ...] = ()) -> Result:
    return Result("dianti", understood, (hit(),) * count, alternatives)


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "一处"), (2, "两处"), (5, "五处"), (12, "十二处"), (102, "一百零二处"), (2000, "两千处")],
)
def test_places_are_counted_as_they_are_said(count: int, said: str) -> None:
    assert search_words.places(count) == said


def test_summary_says_how_many_and_where_the_first_is() -> None:
    assert search_words.spoken_summary(result(5)) == "找到五处，第一处在“全力增进民生福祉”。"


def test_summary_of_one_place_does_not_count_it_as_the_first() -> None:
    assert search_words.spoken_summary(result(1)) == "找到一处，在“全力增进民生福祉”。"


def test_summary_says_what_was_understood() -> None:
    assert search_words.spoken_summary(result(1, understood="电梯")).startswith("按“电梯”找到一处")


def test_summary_of_nothing_offers_what_may_have_been_meant() -> None:
    said = search_words.spoken_summary(result(0, alternatives=("敬老院", "老街")))
    assert said == "报告里没有“dianti”。您是不是要找“敬老院”、“老街”？"


def test_summary_of_nothing_at_all_says_what_to_do() -> None:
    assert search_words.spoken_summary(result(0)).endswith("再找一次。")


def test_a_place_outside_chapters_is_named_plainly() -> None:
    found = Result("七宝", None, (hit(part=None, chapter=None, kind="title"),))
    assert search_words.spoken_summary(found) == "找到一处，在报告开头。"


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Result("", None, ()), "您要找什么？"),
        (Result("梨", None, ()), "没有找到"),
        (Result("梨", None, (hit(), hit())), "找到 2 处"),
    ],
)
def test_heading(shown: Result, words: str) -> None:
    assert search_words.heading(shown) == words


def test_what_was_understood_is_said_only_where_it_differs() -> None:
    assert search_words.heading(result(2)) == "找到 2 处"
    assert search_words.heading(result(2, understood="电梯")) == "按“电梯”找到 2 处"


@pytest.mark.parametrize(
    ("understood", "said"),
    [
        ("既有多层住宅 装电梯", "按“既有多层住宅”和“装电梯”找到"),
        ("敬老院 或 电梯", "按“敬老院”或“电梯”找到"),
        ("App Store 电梯", "按“App Store”和“电梯”找到"),
    ],
)
def test_several_words_are_told_apart(understood: str, said: str) -> None:
    assert search_words.heading(result(2, understood=understood)) == f"{said} 2 处"
    assert search_words.spoken_summary(result(2, understood=understood)).startswith(f"{said}两处")


def test_understood_without_a_place_is_not_claimed() -> None:
    assert search_words.heading(result(0, understood="电梯")) == "没有找到"


def test_advice_is_silent_where_something_was_found_or_a_notice_says_it() -> None:
    assert search_words.advice(result(1)) == ""
    assert search_words.advice(Result("", None, (), notice="请输入要找的字词。")) == ""
    assert "拼音" in search_words.advice(Result("", None, ()))


@pytest.mark.parametrize("notice", notices.ALL_THERE_IS_TO_SAY)
def test_a_notice_that_says_what_to_do_needs_no_advice(notice: str) -> None:
    told = Result("。", None, (), notice=notice)
    assert search_words.advice(told) == ""
    assert search_words.spoken_summary(told) == notice


def test_offers_are_asked_for_by_what_they_are() -> None:
    assert search_words.question(result(1, alternatives=("医院",))) == "也可以找："
    assert search_words.question(result(0, alternatives=("医院",))) == "您是不是要找："
    assert search_words.question(Result("飞碟", None, (), to_try=("垃圾分类",))) == "可以试试："


def test_the_way_out_of_conditions_says_what_becomes_of_them() -> None:
    assert search_words.way_out(SearchOptions(under=7, areas=frozenset((Area.TEXT,))))[0] == "改为整份报告"
    assert search_words.way_out(SearchOptions(under=7, without="电梯"))[0] == "去掉这些条件"


def test_headings_name_a_part_where_it_begins() -> None:
    second = hit(chapter="全力建设法治政府，优化政务服务环境")
    other = hit(part="下半年主要工作安排", chapter="完善配套、补齐短板，回应人民群众新期待")
    glossary = hit(part=None, chapter=None, kind="term")
    groups = Result("的", None, (hit(), hit(), second, other, glossary)).groups()
    assert search_words.group_headings(groups) == (
        "上半年主要工作回顾\n全力增进民生福祉（2 处）",
        "全力建设法治政府（1 处）",
        "下半年主要工作安排\n完善配套、补齐短板（1 处）",
        "名词解释（1 处）",
    )


def test_a_row_says_its_number_its_text_and_its_place() -> None:
    assert search_words.row_name(hit(), 1, 5) == "第2处，共5处：…加装电梯，意见征询…"
    where = "在上半年主要工作回顾，全力增进民生福祉，共享改革发展成果"
    assert search_words.row_description(hit()) == where
    assert search_words.row_description(hit(item="扎实推进实事项目")) == f"{where}，扎实推进实事项目"
    assert search_words.row_description(hit(part=None, chapter=None, kind="term")) == "在名词解释"
    assert search_words.row_description(hit(part=None, chapter=None, kind="title")) == "在报告开头"


def test_what_the_heading_said_is_not_said_again() -> None:
    below = hit(item="扎实推进实事项目")
    assert search_words.row_description(below, is_below_heading=True) == "在扎实推进实事项目"
    assert search_words.row_description(hit(), is_below_heading=True) == ""
    itself = hit(part="上半年主要工作回顾", chapter=None, item="上半年主要工作回顾")
    assert search_words.row_description(itself, is_below_heading=True) == ""


def test_a_heading_that_is_found_is_not_named_twice() -> None:
    itself = hit(part="上半年主要工作回顾", chapter=None, item="上半年主要工作回顾")
    assert search_words.row_description(itself) == "在上半年主要工作回顾"


def test_all_found_words_are_lit_and_the_place_itself_is_told_from_the_others() -> None:
    lit = replace(hit(), marks=((0, 1), (3, 5), (6, 8)))
    assert search_words.lit_runs(lit) == ((0, 1, False), (3, 5, True), (6, 8, False))
    assert search_words.lit_runs(replace(lit, marks=())) == ((3, 5, True),)


def test_the_heading_tells_which_place_was_gone_to() -> None:
    assert search_words.heading(result(3), 1) == "第 2 处，共 3 处"


def test_a_row_below_a_heading_says_it_first() -> None:
    said = search_words.row_name(hit(), 1, 5, "上半年主要工作回顾\n全力增进民生福祉（2 处）")
    assert said == "上半年主要工作回顾，全力增进民生福祉（2 处）。第2处，共5处：…加装电梯，意见征询…"


def test_what_stands_elsewhere_is_told_by_the_notice_alone() -> None:
    told = Result("电梯", None, (), notice="您选的范围里没有“电梯”，整份报告里有 2 处。", elsewhere=2)
    assert search_words.advice(told) == ""
    assert search_words.spoken_summary(told) == told.notice


def test_conditions_in_force_are_said_in_a_few_words() -> None:
    known = (SearchPlace(7, "全力增进民生福祉，共享改革发展成果", 1),)
    assert search_words.conditions(SearchOptions(), known) == ""
    narrow = SearchOptions(
        Mode.PHRASE, "电梯", frozenset((Area.TEXT, Area.GLOSSARY)), under=7, order=Order.RELEVANCE
    )
    assert search_words.conditions(narrow, known) == (
        "只在“全力增进民生福祉”里找 · 只找正文、名词解释 · 要一字不差 · 不含“电梯” · 最相关的在前"
    )
    assert search_words.conditions(SearchOptions(Mode.ANY, under=8), known) == (
        "只在“选定的一章”里找 · 有一个词就算"
    )


def test_summary_tells_the_conditions_that_made_it_so_few() -> None:
    said = search_words.spoken_summary(result(1), "要一字不差 · 不含“梨”")
    assert said == "找到一处，在“全力增进民生福祉”。您选的条件：要一字不差，不含“梨”。"


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (result(9), "看找到的 9 处"),
        (result(0), "没有找到，收起条件"),
        (Result("", None, ()), "收起条件"),
    ],
)
def test_the_way_from_the_conditions_says_what_it_leads_to(shown: Result, said: str) -> None:
    assert search_words.done_label(shown) == said


def test_a_long_query_is_repeated_shortened_and_on_one_line() -> None:
    assert search_words.shortened("电梯\n 加装") == "电梯 加装"
    long = search_words.shortened("电" * 64)
    assert len(long) == 16
    assert long.endswith("…")
