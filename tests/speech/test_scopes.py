"""What can be recorded: everything of a report is in one of its sections, once."""

from __future__ import annotations

from reader.core.parse import parse
from reader.core.report import Kind, Report
from reader.core.span import Span
from reader.speech.recordings.scopes import ALL, GLOSSARY, find_scope, list_scopes, scopes_at

OTHER = """别镇工作报告
来源：别镇 发布时间：2022年1月2日
开头。
一、发展
概说。
1、电梯装好。真好。
总之，好。
名词解释
①电梯：升降机。
"""


def texts(report: Report, key: str) -> list[tuple[str, str]]:
    scope = find_scope(report, key)
    assert scope is not None
    return [
        (section.name, "".join(report.text(span) for span in section.spans)) for section in scope.sections
    ]


def test_the_report_has_parts_chapters_and_items(report: Report) -> None:
    scopes = list_scopes(report)
    assert [scope.key for scope in scopes if scope.level < 2] == [ALL, "1", "2", GLOSSARY]
    assert len([scope for scope in scopes if scope.level == 2]) == 10
    assert len([scope for scope in scopes if scope.level == 3]) == 32
    names = {scope.key: scope.name for scope in scopes}
    assert names[ALL] == report.title
    assert names["1"] == "上半年主要工作回顾"
    assert names["1.3"] == "上半年 三、全力推动智慧赋能，提升社会治理水平"
    assert names["1.3.2"] == "上半年 三、2 有序提升管理效能"
    assert names[GLOSSARY] == "名词解释"


def test_everything_is_in_one_section_once_and_in_order(report: Report) -> None:
    whole = list_scopes(report)[0]
    spans = [span for section in whole.sections for span in section.spans]
    assert spans == sorted(spans)
    assert "".join(map(report.text, spans)).replace(" ", "") == "".join(
        block.text for block in report.shown
    ).replace(" ", "")
    assert [section.name for section in whole.sections][:2] == [
        "上半年 开头",
        "上半年 一、聚焦经济发展质量和增速，提升产业发展能级",
    ]
    assert [section.name for section in whole.sections][-3:] == [
        "下半年 五、廉勤并重、纪法同行，实现自身建设新提升",
        "下半年 结尾",
        "名词解释",
    ]
    assert whole.length == sum(len(span) for span in spans)


def test_in_one_file_nothing_is_lost(report: Report) -> None:
    whole = list_scopes(report)[0]
    joined = whole.joined()
    assert [section.name for section in joined.sections] == [report.title]
    assert joined.length == whole.length


def test_chapters_and_items_have_one_section_with_their_text(report: Report) -> None:
    for scope in list_scopes(report):
        if scope.level >= 2:
            (section,) = scope.sections
            assert section.name == scope.name
    ((_, item),) = texts(report, "1.1.1")
    assert item == report.parts[0].chapters[0].items[0].paragraphs[0].text
    ((_, chapter),) = texts(report, "1.1")
    assert chapter.startswith(report.parts[0].chapters[0].heading.text)
    assert item in chapter


def test_a_report_of_one_part_needs_no_part_in_its_names() -> None:
    report = parse(OTHER)
    assert [(name, text.replace("\u3000", "")) for name, text in texts(report, ALL)] == [
        ("开头", "别镇工作报告来源：别镇发布时间：2022年1月2日开头。"),
        ("一、发展", "一、发展概说。1、电梯装好。真好。"),
        ("结尾", "总之，好。"),
        ("名词解释", "名词解释①电梯：升降机。"),
    ]
    assert [scope.key for scope in list_scopes(report)] == [ALL, "1", "1.1", "1.1.1", GLOSSARY]


def test_headings_go_with_what_follows() -> None:
    report = parse("题\n2021上半年工作回顾\n一、甲\n2021下半年工作安排\n一、乙\n总之。\n")
    assert texts(report, ALL) == [
        ("上半年 一、甲", "题2021上半年工作回顾一、甲"),
        ("下半年 一、乙", "2021下半年工作安排一、乙"),
        ("下半年 结尾", "总之。"),
    ]
    assert find_scope(report, GLOSSARY) is None


def test_what_holds_a_place_comes_smallest_first(report: Report) -> None:
    item = report.parts[0].chapters[2].items[1].paragraphs[0]
    assert [scope.key for scope in scopes_at(report, item.number)] == ["1.3.2", "1.3", ALL]
    heading = report.parts[0].chapters[2].heading
    assert [scope.key for scope in scopes_at(report, heading.number)] == ["1.3", ALL]
    term = next(block for block in report.shown if block.kind is Kind.TERM)
    assert [scope.key for scope in scopes_at(report, term.number)] == [GLOSSARY, ALL]
    assert [scope.key for scope in scopes_at(report, report.shown[0].number)] == [ALL]


def test_there_is_no_scope_that_is_not_there(report: Report) -> None:
    assert find_scope(report, "3") is None
    assert find_scope(report, "") is None


def test_blank_sentences_are_left_out() -> None:
    report = parse("题\n一、甲\n话。   \n")
    spans = [span for section in list_scopes(report)[0].sections for span in section.spans]
    assert all(report.text(span).strip() for span in spans)
    assert all(isinstance(span, Span) for span in spans)
