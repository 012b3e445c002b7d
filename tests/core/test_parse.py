"""Other reports that follow the same conventions, and such as do not: each error names the line and the cure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.parse import parse
from reader.core.report import Kind, LinkKind, Part, Report
from reader.core.typeset import Correction
from reader.errors import CorrectionsError, ParseError, ReaderError

_ANNUAL = """某镇2022年政府工作报告
——2022年1月10日在某镇第三届人民代表大会第二次会议上
镇长  张三
发布日期:2022-1-12  来源:某镇人民政府
各位代表:
现在,我代表镇人民政府向大会报告工作,请予审议。
第一部分 2021年度工作回顾
一、经济稳步发展
全年经济向好。
(一)产业兴旺。全年完成产值1,234万元,增长5%。
1.抓招商①。签约3.5亿元。
2.抓服务。
工作亮点
(二)农业增产。粮食丰收。
此外,渔业也增产。
二、民生不断改善
(一)就业稳定!
总的来看,成绩来之不易。
2022年工作安排
2022年,我们要做好以下工作。
一、继续发展
1.2022年要建好“村村通”②。第二句。
另起一段。
另外,再起一段。
2、373地块③加快;1373地块不在内。
附:部分名词解释
①抓招商:指招商引资。招来即是。
2、村村通:即村村通公路。
（3）373地块:Z:在村东。
(责任编辑:李四)
"""


def _outline(report: Report, part: Part) -> list[tuple[str, list[str]]]:
    return [
        (report.text(chapter.title), [report.text(item.title) for item in chapter.items])
        for chapter in part.chapters
    ]


def test_an_annual_report_with_bracketed_items() -> None:
    report = parse(_ANNUAL)
    assert report.title == "某镇2022年政府工作报告"
    assert (report.source, report.published) == ("某镇人民政府", "2022-01-12")
    assert report.breadcrumb == ()
    first, second = report.parts
    assert report.text(first.title) == "工作回顾"
    assert [block.text[:5] for block in first.paragraphs] == [
        "——202",
        "镇长　张三",
        "各位代表：",
        "现在，我代",
    ]
    assert _outline(report, first) == [
        ("经济稳步发展", ["产业兴旺", "农业增产"]),
        ("民生不断改善", ["就业稳定"]),
    ]
    economy = first.chapters[0]
    assert [block.text for block in economy.opening] == ["全年经济向好。"]
    assert [block.text[:4] for block in economy.items[0].paragraphs] == [
        "（一）产",
        "1.抓招",
        "2.抓服",
        "工作亮点",
    ]
    assert [block.text for block in economy.items[1].paragraphs] == [
        "（二）农业增产。粮食丰收。",
        "此外，渔业也增产。",
    ]
    assert [block.text for block in first.closing] == ["总的来看，成绩来之不易。"]
    assert report.text(second.title) == "工作安排"
    assert [block.text[:5] for block in second.paragraphs] == ["2022年"]
    assert _outline(report, second) == [("继续发展", ["2022年要建好“村村通”②", "373地块③加快"])]
    assert [block.text[:3] for block in second.chapters[0].items[0].paragraphs] == ["1.2", "另起一", "另外，"]


def test_its_glossary_with_circled_and_plain_numbers() -> None:
    report = parse(_ANNUAL)
    assert [report.text(term.term) for term in report.glossary] == ["抓招商", "村村通", "373地块"]
    assert report.text(report.term(3).meaning) == "Z：在村东。"
    assert [(report.text(link.span), link.number) for link in report.links] == [
        ("抓招商①", 1), ("村村通”②", 2), ("373地块③", 3),
    ]  # fmt: skip
    assert report.blocks[-1].kind is Kind.PARAGRAPH
    assert report.place(report.blocks[-1].number).part is None


def test_a_report_without_part_headings_is_one_part_named_by_its_title() -> None:
    report = parse("工作报告\n开头的话。\n一、发展\n1、好。\n二、民生\n很好。")
    (part,) = report.parts
    assert report.text(part.title) == "工作报告"
    assert [block.text for block in part.paragraphs] == ["开头的话。"]
    assert _outline(report, part) == [("发展", ["好"]), ("民生", [])]
    assert [block.text for block in part.chapters[1].opening] == ["很好。"]
    assert (report.source, report.published, report.breadcrumb, report.glossary) == ("", "", (), ())


def test_a_short_line_inside_a_part_heads_no_part() -> None:
    report = parse("题\n一、甲\n智慧窗口\n二、乙\n1、好。\n明年任务\n一、丙")
    assert [report.text(part.title) for part in report.parts] == ["题", "明年任务"]
    assert [block.text for block in report.parts[0].chapters[0].opening] == ["智慧窗口"]


def test_of_several_short_lines_the_one_that_names_a_task_heads_the_part() -> None:
    report = parse("题\n今年工作安排\n总体要求\n一、甲\n二、乙\n其他事项\n过渡语\n一、丙")
    assert [report.text(part.title) for part in report.parts] == ["今年工作安排", "过渡语"]
    assert [block.text for block in report.parts[0].paragraphs] == ["总体要求"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("2021上半年工作回顾", "上半年工作回顾"),
        ("2021年度工作回顾", "工作回顾"),
        ("2021-2025年工作回顾", "2021-2025年工作回顾"),
        ("第二部分：2022年工作安排", "工作安排"),
        ("第一部分", "第一部分"),
        ("2021年", "2021年"),
        ("工作回顾", "工作回顾"),
    ],
)
def test_the_title_of_a_part_leaves_its_number_and_year_out(heading: str, title: str) -> None:
    report = parse(f"题\n{heading}\n一、甲")
    assert report.text(report.parts[0].title) == title


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("来源:某镇 发布时间:2021年9月14日", "某镇", "2021-09-14"),
        ("来源：某镇", "某镇", ""),
        ("发布时间：2021-09-14 10:30", "", "2021-09-14"),
        ("来源： 发布时间：不详", "", ""),
    ],
)
def test_where_and_when_it_was_published(line: str, source: str, published: str) -> None:
    report = parse(f"题\n{line}\n一、甲")
    assert (report.source, report.published) == (source, published)


def test_the_breadcrumb_stands_above_the_title() -> None:
    report = parse("您的位置:首页 > 镇政府\n题\n一、甲")
    assert report.breadcrumb == ("首页", "镇政府")
    assert report.title == "题"


def test_circled_numbers_that_count_steps_are_no_markers() -> None:
    report = parse("题\n一、甲\n1、分两步：①先立；②后破。\n②也可以起头。")
    assert report.links == ()


def test_a_marker_that_does_not_follow_its_term_is_a_link_by_itself() -> None:
    report = parse(
        "题\n一、甲\n1、新区里①有它，新区也有它，旧区没有。\n名词解释\n①新区：见旧区。\n②旧区：见新区。"
    )
    links = [(report.text(link.span), link.number, link.kind) for link in report.links]
    assert links == [
        ("新区", 1, LinkKind.REPEATED),
        ("①", 1, LinkKind.MARKED),
        ("新区", 1, LinkKind.REPEATED),
        ("旧区", 2, LinkKind.RESTORED),
        ("旧区", 2, LinkKind.REPEATED),
        ("新区", 1, LinkKind.REPEATED),
    ]


def test_the_longer_of_two_terms_is_linked_and_a_term_nobody_uses_leads_to_itself() -> None:
    report = parse(
        "题\n一、甲\n1、新区核心区。3-188地块，1188地块，188地块。\n名词解释\n1、核心区：中。\n2、新区核心区：中。\n3、188地块：东。\n4、无人提起：空。"
    )
    assert [(report.text(link.span), link.number) for link in report.links_in(2)] == [
        ("新区核心区", 2),
        ("188地块", 3),
    ]
    unused = report.term(4)
    assert unused.is_marker_lost
    assert unused.marker == unused.term


def test_lines_of_nothing_but_invisible_characters_are_white_space() -> None:
    report = parse("\ufeff题\n\u200b\u2003\u200b\n\u3000\u3000一、甲\u00a0\n")
    assert [block.text for block in report.blocks] == ["题", "一、甲"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "没有文字"),
        (" \n\n", 1, "没有文字"),
        ("说明\n退出服务", 1, "没有找到报告的标题"),
        ("一、甲", 1, "没有报告的标题"),
        ("题\n正文。", 2, "没有找到“一、”这样的章"),
        ("题\n\n二、甲", 3, "按顺序应是第 1 章"),
        ("题\n一、甲\n三、乙", 3, "按顺序应是第 2 章"),
        ("题\n一、", 2, "没有标题"),
        ("题\n一、甲\n1、好。\n3、好。", 4, "按顺序应是第 2 条"),
        ("题\n一、甲\n（一）好。\n（三）好。", 4, "按顺序应是第 2 条"),
        ("题\n一、甲\n明年任务\n1、好。\n一、乙", 4, "前面没有章"),
        ("题\n一、甲\n1、", 3, "没有文字"),
        ("题\n一、甲\n1、新区①好。", 3, "却没有名词解释"),
        ("题\n一、甲\n1、新区②好。\n名词解释\n①新区：东。", 3, "没有对应的第 2 条"),
        ("题\n一、甲\n名词解释\n①新区：东。\n③旧区：西。", 5, "按顺序应是 2"),
        ("题\n一、甲\n名词解释\n①新区东。", 4, "没有冒号"),
        ("题\n一、甲\n名词解释\n①：东。", 4, "缺了名词或解释"),
        ("题\n一、甲\n名词解释\n①新区：", 4, "缺了名词或解释"),
    ],
)
def test_errors_name_the_line_and_the_cure(text: str, line: int, problem: str) -> None:
    with pytest.raises(ParseError, match=problem) as caught:
        parse(text)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"第 {line} 行：")
    assert "请" in str(caught.value)


_REPORT = "题\n一、甲\n1、七宝好。\n2、七宝好，七宝真好。\n3、九星好。"


def _correct(*rows: tuple[str, str, str]) -> Report:
    return parse(_REPORT, [Correction(number, *row, "原因") for number, row in enumerate(rows, 2)])


def test_corrections_are_applied_and_the_published_line_is_kept() -> None:
    report = _correct(("3、", "九星", "“九星"), ("3、", "好", "”好"))
    assert report.blocks[-1].text == "3、“九星”好。"
    assert report.blocks[-1].published == "3、九星好。"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([("4、", "九星", "九亭")], "第 2 行.*找不到"),
        ([("3、", "九星", "九亭"), ("3、", "九亭", "九星")], "第 3 行.*找不到"),
        ([("2、", "七宝", "七寶")], "第 2 行.*找不到"),
        ([("", "好。", "好！")], "第 2 行.*3 处"),
        ([("3、", "九星好", "九星"), ("3、", "好。", "好！")], "第 2 行和第 3 行"),
    ],
)
def test_a_correction_that_does_not_match_is_named(rows: list[tuple[str, str, str]], problem: str) -> None:
    with pytest.raises(CorrectionsError, match=problem) as caught:
        _correct(*rows)
    assert "请" in str(caught.value)


_LINES = (
    *("题", "2021年工作回顾", "一、甲", "二、乙", "（一）丙。", "1、丁①。", "2、戊。", "此外，己。", "短句"),
    *("各位代表：", "名词解释", "①丁：庚。", "（2）戊:辛", "说明", "一、", "1、", "①", "十、", "来源：某"),
)  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), max_size=12))
def test_any_lines_give_a_whole_report_or_a_kind_error(lines: list[str]) -> None:
    try:
        report = parse("\n".join(lines))
    except ReaderError as error:
        report, told = None, str(error)
    if report is None:
        assert "请" in told
        return
    assert [block.published for block in report.blocks] == lines
    placed = [block for block in report.blocks if report.place(block.number).part]
    glossary = next((block.number for block in report.blocks if block.kind is Kind.GLOSSARY), len(lines))
    front = (Kind.NAVIGATION, Kind.TITLE, Kind.SOURCE, Kind.BREADCRUMB)
    assert [b for b in report.blocks[:glossary] if b.kind not in front] == [
        b for b in placed if b.kind is not Kind.TITLE
    ]
