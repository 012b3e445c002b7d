"""Story 8, with the real Orca: a blind resident hears what the program is, reads, looks up, searches.

Orca's own words (标题, 链接) come in the language of the machine; both are let pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.orca.session import Listener, find_missing

pytestmark = [pytest.mark.display, pytest.mark.timeout(240)]


@pytest.fixture
def orca(tmp_path: Path) -> Iterator[Listener]:
    missing = find_missing()
    if missing:
        pytest.skip(f"needs the package {missing}")
    with Listener(tmp_path) as listener:
        listener.hear("报告正文")
        listener.hear("按空格键，或者点「朗读」")
        yield listener


def test_the_report_is_read_by_heading_sentence_line_and_character(orca: Listener) -> None:
    start = " ".join(orca.heard())
    assert "2021七宝镇上半年政府工作报告" in start
    assert "布局面板" not in start
    for level, words in ((2, "上半年主要工作回顾"), (3, "一、聚焦经济发展质量和增速")):
        orca.press("ctrl+Next")
        orca.hear(f"{words}.*(标题|heading).*{level}")
        assert sum(words in each for each in orca.heard()) == 1, "said once"
    orca.press("ctrl+plus")
    orca.hear("大小 110%")
    assert max(len(each) for each in orca.heard()) < 60, "the report is not read out because it grew"
    orca.press("ctrl+bracketright")
    orca.hear("^1、经济运行稳中有进。")
    orca.press("ctrl+bracketright")
    orca.hear("^上半年，完成生产总值41亿元")
    orca.press("Down")
    orca.hear("财政|免抵调|增长")
    orca.press("ctrl+shift+Down")
    orca.hear("^2、重点区域加快建设。")
    orca.press("Right")
    orca.hear("^、$")
    orca.press("ctrl+shift+Prior")
    orca.hear("一、聚焦经济发展")
    orca.press("ctrl+shift+Prior")
    orca.hear("已经是最前面一章了")


def test_a_link_is_a_link_its_note_is_read_whole_and_esc_leads_back(orca: Listener) -> None:
    orca.press("Tab")
    orca.hear("373地块①.*(链接|link)")
    assert not any("已选中" in each or "selected" in each for each in orca.heard())
    orca.press("Return")
    orca.hear("名词解释1，373地块：.+。")
    orca.press("Tab")
    orca.hear("读一读.*(按钮|button)")
    orca.press("Escape")
    orca.hear("373地块①.*(链接|link)")


def test_lifts_are_found_and_gone_to(orca: Listener) -> None:
    orca.press("ctrl+f")
    orca.hear("搜索")
    orca.type("dianti")
    orca.hear("个词可选")
    orca.press("Return")
    orca.hear("按“电梯”找到两处")
    orca.hear("第1处，共2处：.*电梯")
    orca.press("Down")
    orca.hear("第2处，共2处：.*电梯")
    orca.press("Return")
    orca.hear("报告正文.*加快实事项目进程")
    orca.press("F3")
    orca.hear("第1处，共2处")
    orca.hear("^积极推进既有多层住宅加装电梯")


def test_contents_switches_and_player_tell_what_they_are(orca: Listener) -> None:
    orca.press("F6")
    orca.hear("朗读.*(按钮|button)")
    orca.press("F6")
    orca.hear("读屏专用.*(复选框|check box)")
    orca.press("ctrl+shift+r")
    orca.hear("读屏专用已打开")
    orca.press("F6")
    orca.hear("目录")
    orca.press("Down")
    orca.press("Down")
    orca.hear("聚焦")
    orca.press("Return")
    orca.hear("报告正文.*、聚焦|报告正文.*全力")
