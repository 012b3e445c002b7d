"""What can be asked for, on the real report: how, where, without what, in which order; and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.core.report import Kind, Report
from reader.search.finder import Finder
from reader.search.result import Area, Mode, Order, Result, SearchOptions

_ANY = SearchOptions(mode=Mode.ANY)
_PHRASE = SearchOptions(mode=Mode.PHRASE)
_HEADINGS = SearchOptions(areas=frozenset({Area.HEADINGS}))
_TEXT = SearchOptions(areas=frozenset({Area.TEXT}))


def _texts(result: Result) -> set[str]:
    return {hit.text for hit in result.hits}


def _blocks(result: Result) -> set[int]:
    return {hit.span.block for hit in result.hits}


def _having(report: Report, *words: str) -> set[int]:
    return {block.number for block in report.shown if all(word in block.text for word in words)}


# -- 全部 · 完整词句 · 任一 ---------------------------------------------------------------------------------------------


def test_all_finds_every_paragraph_with_all_words_in_any_order(finder: Finder, report: Report) -> None:
    for typed in ("提升 服务", "服务 提升", "服务　提升"):
        result = finder.find(typed)
        assert _blocks(result) == _having(report, "提升", "服务")
        assert result.understood is None
    assert len(_having(report, "提升", "服务")) > 5


def test_words_that_stand_in_a_row_are_one_place_there(finder: Finder, report: Report) -> None:
    result = finder.find("加装 电梯")
    assert _blocks(result) == _having(report, "加装", "电梯")
    assert _texts(result) == {"加装电梯", "电梯", "加装"}  # 电梯加装工作 in the other half


@pytest.mark.parametrize(
    "typed", ["电 梯", "电，梯", "电-梯", "“电”梯", "电梯。", "，电梯", "电梯？", "（电梯）", "电\n梯"]
)
def test_spaces_and_punctuation_in_between_do_no_harm(finder: Finder, typed: str) -> None:
    for options in (SearchOptions(), _PHRASE):
        result = finder.find(typed, options=options)
        assert (_texts(result), result.count, result.understood) == ({"电梯"}, 2, None)


def test_punctuation_that_stands_there_counts(finder: Finder) -> None:
    assert finder.find("电梯，").count == 1
    assert finder.find("加装电梯，意见征询").count == 1


def test_of_words_within_each_other_the_longer_is_found(finder: Finder, report: Report) -> None:
    whole = finder.find("七宝镇 七宝", options=_ANY)
    assert _texts(whole) == {"七宝", "七宝镇"}
    assert whole.count == finder.find("七宝").count
    assert sum(hit.text == "七宝镇" for hit in whole.hits) == finder.find("七宝镇").count
    assert _blocks(finder.find("七宝 七宝镇")) == _having(report, "七宝镇")


def test_places_that_share_a_character_are_both_found(finder: Finder) -> None:
    result = finder.find("老街 街道 七宝老", options=_ANY)
    assert {"七宝老", "老街"} <= _texts(result)
    for hit in result.hits:
        assert hit.excerpt_span in hit.marks
        assert all(first[1] <= second[0] for first, second in zip(hit.marks, hit.marks[1:], strict=False))


def test_a_word_typed_twice_counts_once(finder: Finder) -> None:
    for options in (SearchOptions(), _ANY):
        assert finder.find("电梯 电梯", options=options).count == 2


def test_any_with_only_punctuation_is_a_search_for_it(finder: Finder) -> None:
    assert finder.find("，", options=_ANY).count == finder.find("，").count > 100


def test_marks_are_all_words_that_stand_in_the_excerpt(finder: Finder) -> None:
    for hit in finder.find("电梯 签约 门洞").hits:
        marked = [hit.excerpt[start:end] for start, end in hit.marks]
        assert set(marked) <= {"电梯", "签约", "门洞"}
        assert len(marked) == sum(hit.excerpt.count(word) for word in ("电梯", "签约", "门洞"))
        assert hit.excerpt_span in hit.marks
    assert any(len(hit.marks) > 2 for hit in finder.find("电梯 签约 门洞").hits)


# -- 正文 · 标题 · 名词解释 · part · chapter ---------------------------------------------------------------------------


def test_areas_together_are_everything(finder: Finder) -> None:
    for typed in ("七宝", "提升", "项目"):
        found = [
            finder.find(typed, options=SearchOptions(areas=frozenset(areas))).count
            for areas in (Area, {Area.TEXT}, {Area.HEADINGS}, {Area.GLOSSARY}, {Area.TEXT, Area.HEADINGS})
        ]
        assert found[0] == sum(found[1:4])
        assert found[4] == found[1] + found[2]


def test_all_words_must_stand_where_is_looked(finder: Finder) -> None:
    assert _texts(finder.find("扎实推进 电梯")) == {"扎实推进", "电梯"}
    for options in (_HEADINGS, _TEXT):
        assert finder.find("扎实推进实事项目 电梯", options=options).count == 0
    assert _texts(finder.find("扎实推进 项目", options=_HEADINGS)) == {"扎实推进", "项目"}


def test_a_place_half_in_a_title_belongs_to_both(finder: Finder, report: Report) -> None:
    item = report.parts[0].chapters[3].items[2]
    text = report.blocks[item.title.block].text
    assert text[item.title.end] == "。"
    typed = text[item.title.end - 4 : item.title.end + 3]
    for options in (_HEADINGS, _TEXT, SearchOptions()):
        assert finder.find(typed, options=options).count == 1


def test_the_whole_phrase_counts_only_where_is_looked(finder: Finder, report: Report) -> None:
    title = next(
        report.text(item.title)
        for part in report.parts
        for chapter in part.chapters
        for item in chapter.items
        if len(report.text(item.title)) == 8
    )
    result = finder.find(f"{title[:4]} {title[4:]}", options=_HEADINGS)
    assert title in _texts(result)


# -- 不含 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("without", ["签约", "簽約", "签约，", "龘 签约", "qianyue", "qian'yue"])
def test_a_barred_word_may_be_typed_in_any_way(finder: Finder, report: Report, without: str) -> None:
    result = finder.find("电梯 ", options=SearchOptions(without=without))
    assert (result.count, result.elsewhere) == (0, 2)
    assert result.notice is not None
    assert "2 处" in result.notice
    assert without.strip()[:2] in result.notice


def test_what_was_understood_by_a_barred_word_is_said_and_can_be_refused(finder: Finder) -> None:
    asked = SearchOptions(without="dianti")
    result = finder.find("实事项目", options=asked)
    assert 0 < result.count < finder.find("实事项目").count
    assert result.notice == "您不要的“dianti”，按“电梯”算。"
    refused = finder.find("实事项目", options=replace(asked, literal=True))
    assert refused.count == finder.find("实事项目").count
    assert refused.notice == "报告里没有“dianti”，没有什么要去掉。"


@pytest.mark.parametrize(("without", "barred"), [("①", "①"), ("“", "“"), ("！", "！")])
def test_marks_can_be_barred(finder: Finder, report: Report, without: str, barred: str) -> None:
    result = finder.find("七宝", options=SearchOptions(without=without))
    assert _blocks(result) == _having(report, "七宝") - _having(report, barred)


@pytest.mark.parametrize("without", ["龘龘", "打麻将", "狗", "重阳", "店梯", "dianit", "zong yi"])
def test_what_does_not_stand_there_or_is_only_guessed_bars_nothing(finder: Finder, without: str) -> None:
    result = finder.find("七宝", options=SearchOptions(without=without))
    assert result.count == finder.find("七宝").count
    assert result.notice is not None
    assert result.notice.startswith(f"报告里没有“{without.split()[0]}”，没有什么要去掉。")


@pytest.mark.parametrize(
    ("without", "barred"), [("qianyue", "签约"), ("簽約", "签约"), ("看病", "卫生服务中心")]
)
def test_what_is_certain_is_barred(finder: Finder, report: Report, without: str, barred: str) -> None:
    result = finder.find("七宝 签约 服务", options=SearchOptions(mode=Mode.ANY, without=without))
    assert _blocks(result) == _blocks(finder.find("七宝 签约 服务", options=_ANY)) - _having(report, barred)


@pytest.mark.parametrize("without", ["", " ", "\x00", "\ud800"])
def test_what_bars_nothing_bars_nothing(finder: Finder, without: str) -> None:
    result = finder.find("电梯", options=SearchOptions(without=without))
    assert (result.count, result.notice) == (2, None)


def test_too_many_barred_words_are_said_to_be_cut(finder: Finder) -> None:
    notice = finder.find("电梯", options=SearchOptions(without="龘 " * 9)).notice
    assert notice is not None
    assert "8 个词" in notice


# -- order ----------------------------------------------------------------------------------------------------------


def test_headings_come_first_and_each_kind_has_its_weight(finder: Finder) -> None:
    found = finder.find("提升", options=SearchOptions(order=Order.RELEVANCE)).hits
    assert found[0].kind == Kind.CHAPTER.value
    kinds = [hit.kind for hit in found]
    assert kinds.index(Kind.ITEM.value) > kinds.index(Kind.CHAPTER.value)


def test_the_title_of_an_item_counts_more_than_its_text(finder: Finder) -> None:
    found = finder.find("实事项目", options=SearchOptions(order=Order.RELEVANCE)).hits
    assert found[0].item is not None
    assert "实事项目" in found[0].item


def test_paragraphs_with_the_words_in_a_row_come_first(finder: Finder, report: Report) -> None:
    found = finder.find(
        "社会 治理", options=SearchOptions(order=Order.RELEVANCE, areas=frozenset({Area.TEXT}))
    )
    in_a_row = _having(report, "社会治理")
    first = list(dict.fromkeys(hit.span.block for hit in found.hits))
    assert 0 < len(in_a_row) < len(_having(report, "社会", "治理"))
    assert first[0] in in_a_row


def test_paragraphs_with_more_of_the_words_come_before_those_with_fewer(
    finder: Finder, report: Report
) -> None:
    found = finder.find("电梯 门洞 签约", options=SearchOptions(mode=Mode.ANY, order=Order.RELEVANCE))
    blocks = list(dict.fromkeys(hit.span.block for hit in found.hits))
    whole = _having(report, "电梯", "门洞", "签约")
    assert set(blocks[: len(whole)]) == whole
    assert len(blocks) > len(whole)


def test_groups_come_in_the_order_of_their_best_hits(finder: Finder) -> None:
    result = finder.find("七宝", options=SearchOptions(order=Order.RELEVANCE))
    best = [group.hits[0].score for group in result.groups()]
    assert best == sorted(best, reverse=True)
    assert sum(group.count for group in result.groups()) == result.count


# -- what is said ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "options", "notice"),
    [
        ("电梯", _HEADINGS, "您选的范围（标题）里没有“电梯”，整份报告里有 2 处。"),
        ("dianti", _HEADINGS, "您选的范围（标题）里没有“电梯”，整份报告里有 2 处。"),
        ("①", _HEADINGS, "您选的范围（标题）里没有“①”，整份报告里有 1 处。"),
        (
            "电梯 敬老院",
            replace(_HEADINGS, mode=Mode.ANY),
            "您选的范围（标题）里没有“电梯 敬老院”，整份报告里有 6 处。",
        ),
        ("电梯", SearchOptions(without="签约"), "有 2 处和您不要的“签约”写在同一段，没有列出来。"),
        ("dianti", SearchOptions(without="电梯"), "有 2 处和您不要的“电梯”写在同一段，没有列出来。"),
        ("电梯", SearchOptions(under=10_000), "您选的范围里没有“电梯”，整份报告里有 2 处。"),
        (
            "签约 电梯",
            _PHRASE,
            "没有和“签约 电梯”一字不差的；同一段里这些词都有的有 5 处，选“全部都要”就能看到。",
        ),
    ],
)
def test_what_the_options_leave_out_is_told(
    finder: Finder, typed: str, options: SearchOptions, notice: str
) -> None:
    result = finder.find(typed, options=options)
    assert (result.count, result.notice) == (0, notice)
    assert f"{result.elsewhere} 处" in notice
    assert result.alternatives == () or result.understood is not None


def test_the_chapter_that_was_looked_in_is_named(finder: Finder, report: Report) -> None:
    chapter = report.parts[0].chapters[0]
    result = finder.find("dianti", options=SearchOptions(under=chapter.heading.number))
    assert (result.count, result.understood, result.elsewhere) == (0, "电梯", 2)
    assert result.notice is not None
    assert report.text(chapter.title).split("，")[0] in result.notice


def test_long_words_are_not_repeated_whole(finder: Finder, report: Report) -> None:
    text = next(block.text for block in report.shown if len(block.text) > 80)[5:45]
    notice = finder.find(text, options=SearchOptions(areas=frozenset({Area.GLOSSARY}))).notice
    assert notice is not None
    assert f"“{text[:15]}…”" in notice


@pytest.mark.parametrize(
    ("typed", "notice"),
    [
        ("？？", "标点"),
        ('"', "标点"),
        ("((", "标点"),
        ("a", "一个字母"),
        ("ｚ", "一个字母"),
        ("龘龘", None),
        ("❶", "标点"),
    ],
)
def test_what_nothing_can_be_found_for_is_told(finder: Finder, typed: str, notice: str | None) -> None:
    for options in (SearchOptions(), _ANY, _PHRASE):
        result = finder.find(typed, options=options)
        assert (result.count, result.understood, result.elsewhere) == (0, None, 0)
        assert (notice is None) == (result.notice is None)
        assert (notice or "") in (result.notice or "")


def test_more_than_eight_words_are_cut_and_it_is_said(finder: Finder) -> None:
    typed = "七宝 镇 政府 工作 报告 上半年 2021 人民 龘龘"
    for mode in (Mode.ALL, Mode.ANY):
        result = finder.find(typed, options=SearchOptions(mode=mode))
        assert result.notice is not None
        assert "前 8 个词" in result.notice
    assert finder.find(typed, options=_ANY).count > 40


# -- what was meant -------------------------------------------------------------------------------------------------


def test_words_that_stand_only_apart_are_found_apart(finder: Finder) -> None:
    result = finder.find("敬老院 電梯")
    assert result.understood == "敬老院 或 电梯"
    assert _texts(result) == {"敬老院", "电梯"}
    refused = finder.find("敬老院 电梯", options=SearchOptions(literal=True))
    assert (refused.count, refused.understood) == (0, None)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("电梯 jinglaoyuan", "电梯 或 敬老院"),
        ("dianti jinglaoyuan", "电梯 或 敬老院"),
        ("dianti 电梯", "电梯"),
        ("电梯 龘龘", None),
        ("dian ti", "电梯"),
    ],
)
def test_any_of_the_words_is_understood_for_itself(
    finder: Finder, typed: str, understood: str | None
) -> None:
    result = finder.find(typed, options=_ANY)
    assert result.understood == understood
    assert _texts(result) == set((understood or "电梯").split(" 或 "))


def test_a_phrase_can_be_understood_too(finder: Finder) -> None:
    assert finder.find("dianti", options=_PHRASE).understood == "电梯"
    assert finder.find("jing lao yuan", options=_PHRASE).understood == "敬老院"


def test_nothing_is_understood_where_it_stands_elsewhere(finder: Finder, report: Report) -> None:
    chapter = report.parts[0].chapters[0].heading.number
    for mode in Mode:
        result = finder.find("电梯 龘龘", options=SearchOptions(mode=mode, under=chapter))
        assert mode is not Mode.ANY or (result.understood, result.elsewhere) == (None, 2)
    assert finder.find("电梯", options=SearchOptions(under=chapter)).understood is None


def test_where_the_understood_was_refused_it_is_offered_again(finder: Finder) -> None:
    refused = finder.find("dianti", options=SearchOptions(literal=True))
    assert (refused.count, refused.understood) == (0, None)
    assert refused.alternatives[0] == "电梯"
    either = SearchOptions(Mode.ANY, literal=True)
    assert finder.find("dianti jinglaoyuan", options=either).alternatives[:2] == ("电梯", "敬老院")


def test_where_nothing_can_be_offered_there_are_words_to_try(finder: Finder) -> None:
    nothing = finder.find("飞碟")
    assert not nothing.alternatives
    assert len(nothing.to_try) == 4
    assert all(finder.find(word).count for word in nothing.to_try)
    assert not finder.find("电梯").to_try
    assert not finder.find("电梯", options=_HEADINGS).to_try, "what is elsewhere is told"
