"""Story 8, 读屏专用, with the real Orca: the regions are offered, gone to by a key each, and told when one crosses them."""

from __future__ import annotations

import pytest

from tests.orca.session import Listener
from tests.orca.words import BUTTON, FIELD, HEADING, OFF, ON, SWITCH, TOOLBAR, TREE

pytestmark = [pytest.mark.display, pytest.mark.timeout(120)]

AMOUNTS = {
    "搜索": r"\d+ 个按钮",
    "工具": "15 个按钮",
    "目录": r"\d+ 项",
    "正文": r"\d+ 段，\d+ 个标题，17 处名词",
    "字幕": r"\d+ 个按钮",
    "朗读": r"\d+ 个按钮，2 个滑块",
}


@pytest.fixture(scope="module")
def orca(started: Listener) -> Listener:
    """Have 读屏专用 on."""
    started.press("ctrl+shift+r")
    started.hear("这里有.块：")
    return started


def test_it_goes_on_with_an_offer_of_what_there_is(orca: Listener) -> None:
    orca.press("ctrl+shift+r")
    orca.hear_once("读屏专用已关闭")
    orca.press("ctrl+shift+r")
    orca.hear_once("读屏专用已打开")
    offer = orca.hear("这里有.块：")
    orca.hear_once("这里有.块：")
    for number, (name, amount) in enumerate(AMOUNTS.items(), 1):
        key = number + (number > 4)  # Alt+5 is for what was found
        orca.hear(f"Alt.{key} {name}，{amount}")
    assert "F6" in offer


def test_each_region_has_its_key_and_says_how_much_is_in_it(orca: Listener) -> None:
    for key, focus, region in (
        ("alt+1", f"搜索.*{FIELD}", "搜索"),
        ("alt+2", f"工具.*{TOOLBAR}", "工具"),
        ("alt+3", f"目录.*{TREE}", "目录"),
        ("alt+4", "报告正文", "正文"),
        ("alt+6", f"拼音.*{SWITCH}", "字幕"),
        ("alt+7", f"朗读.*{BUTTON}", "朗读"),
    ):
        orca.press(key)
        orca.hear(focus)
        orca.hear_once(f"{region}，{AMOUNTS[region]}")
        assert not any("您已" in each for each in orca.heard()), "the short form"
    orca.press("alt+5")
    orca.hear_once("搜索结果现在没有打开")


def test_f6_goes_round_both_ways(orca: Listener) -> None:
    orca.press("alt+3")
    orca.hear("目录，")
    for back, name in (
        (False, "正文"),
        (False, "字幕"),
        (False, "朗读"),
        (True, "字幕"),
        (True, "正文"),
        (True, "目录"),
    ):
        orca.press("shift+F6" if back else "F6")
        orca.hear(f"{name}，{AMOUNTS[name]}")


def test_crossing_by_oneself_is_told_both_sides(orca: Listener) -> None:
    orca.press("alt+3")
    orca.hear("目录，")
    orca.press("Tab")
    orca.hear("报告正文")
    orca.hear_once("您已离开目录。您已进入正文，")
    orca.press("shift+Tab")
    orca.hear_once("您已离开正文。您已进入目录，")
    orca.press("Down")
    orca.press("Return")
    orca.hear("您已离开目录。您已进入正文，")


def test_a_page_beside_the_report_is_a_region_of_its_own(orca: Listener) -> None:
    orca.press("ctrl+s")
    orca.hear("存成录音")
    orca.hear(r"您已离开正文。您已进入存成录音，\d+ 项")
    orca.press("alt+3")
    orca.hear("目录，")
    orca.press("F6")
    orca.hear(r"存成录音，\d+ 项")
    orca.press("Escape")
    orca.hear("您已离开存成录音。您已进入正文")


def test_what_was_found_is_a_region_too(orca: Listener) -> None:
    orca.press("alt+1")
    orca.hear(f"搜索.*{FIELD}")
    orca.type("dianti")
    orca.hear("有 1 个词可选")
    orca.press("Return")
    orca.hear("第1处，共2处：.*电梯")
    orca.hear("您已离开搜索。您已进入搜索结果，2 处")
    orca.press("alt+4")
    orca.hear("正文，")
    orca.press("alt+5")
    orca.hear("搜索结果，2 处")
    orca.press("Escape")
    orca.hear("您已进入正文")


def test_headings_are_gone_to_from_anywhere(orca: Listener) -> None:
    orca.begin()
    orca.press("alt+3")
    orca.hear("目录，")
    orca.press("ctrl+Next")
    orca.hear(f"2021上半年主要工作回顾.*{HEADING}2")
    orca.press("alt+7")
    orca.hear("朗读，")
    orca.press("ctrl+Next")
    orca.hear(f"一、聚焦经济发展质量和增速.*{HEADING}3")
    orca.press("alt+2")
    orca.hear("工具，")
    orca.press("ctrl+Prior")
    orca.hear(f"2021上半年主要工作回顾.*{HEADING}2")


def test_it_goes_off_by_its_button(orca: Listener) -> None:
    orca.press("alt+2")
    orca.hear(f"读屏专用.*{SWITCH}.*{ON}")
    orca.press("space")
    orca.hear(OFF)
    orca.hear_once("读屏专用已关闭")
    orca.press("Return")
    orca.hear(ON)
    orca.hear("这里有.块：")
