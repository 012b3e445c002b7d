"""Story 8, reading, with the real Orca: by heading, sentence, line and character; links, notes, contents, glossary."""

from __future__ import annotations

import re

import pytest

from tests.orca.session import Listener
from tests.orca.words import BUTTON, HEADING, LINK, TREE

pytestmark = [pytest.mark.display, pytest.mark.timeout(120)]


def test_the_report_is_read_by_heading_sentence_line_and_character(orca: Listener) -> None:
    assert not any("布局面板" in each for each in orca.heard())
    for level, words in ((2, "上半年主要工作回顾"), (3, "一、聚焦经济发展质量和增速")):
        orca.press("ctrl+Next")
        orca.hear(f"{words}.*{HEADING}{level}")
        orca.hear_once(words)
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
    orca.press("ctrl+minus")
    orca.hear("大小 100%")


def test_a_link_is_a_link_its_note_is_read_whole_and_esc_leads_back(orca: Listener) -> None:
    orca.press("Tab")
    orca.hear(f"373地块①.*{LINK}")
    assert not any("已选中" in each or "selected" in each for each in orca.heard())
    orca.press("Return")
    orca.hear("名词解释1，373地块：.+。")
    orca.press("Tab")
    orca.hear(f"读一读.*{BUTTON}")
    orca.press("Escape")
    orca.hear(f"373地块①.*{LINK}")


def test_tab_goes_on_from_where_one_reads(orca: Listener) -> None:
    for _ in range(3):
        orca.press("ctrl+Next")
        orca.hear(HEADING)
    orca.press("Tab")
    orca.hear(f"闵行主城片区中部单元②.*{LINK}")
    orca.press("shift+Tab")
    orca.hear(f"373地块①.*{LINK}")


def test_the_contents_tell_entry_state_and_opening(orca: Listener) -> None:
    orca.press("alt+3")
    orca.hear(f"目录.*{TREE}")
    assert len(orca.heard()) >= 2, "the tree and the entry that stands for the place on the page"
    orca.press("End")
    orca.hear("名词解释.*13 条")
    orca.press("Home")
    orca.hear("上半年主要工作回顾.*(已展开|expanded)")
    orca.press("Down")
    if re.search("已展开|expanded", orca.hear("一，聚焦经济发展质量和增速")):
        orca.press("Left")
        orca.hear_once("已收起")
    orca.press("Right")
    orca.hear_once("已展开，4 条")
    orca.press("Down")
    orca.hear("1，")
    orca.press("Up")
    orca.hear("一，聚焦经济发展质量和增速.*(已展开|expanded)")
    orca.press("Left")
    orca.hear("已收起")
    orca.press("Return")
    orca.hear("报告正文.*一、聚焦经济发展质量和增速")


def test_the_glossary_is_a_page_of_terms_with_their_buttons(orca: Listener) -> None:
    orca.press("alt+3")
    orca.hear("目录")
    orca.press("End")
    orca.hear("名词解释.*13 条")
    orca.press("Return")
    orca.hear("① 373地块：")
    orca.press("Down")
    orca.hear("② 闵行主城片区中部单元：")
    orca.press("Home")
    orca.hear("① 373地块：")
    orca.press("Tab")
    orca.hear(f"读一读.*{BUTTON}")
    orca.hear("把“373地块”的解释读出来")
    orca.press("Escape")
    orca.hear("报告正文")
