"""Stories 4 and 8, searching, with the real Orca: what is typed, what was found, going there and back."""

from __future__ import annotations

import pytest

from tests.orca.session import Listener
from tests.orca.words import BUTTON, CHOSEN, LIST, RADIO

pytestmark = [pytest.mark.display, pytest.mark.timeout(120)]


def test_lifts_are_found_and_gone_to(orca: Listener) -> None:
    orca.press("ctrl+f")
    orca.hear("搜索")
    orca.type("dianti")
    orca.hear("有 1 个词可选")
    orca.press("Return")
    orca.hear_once("按“电梯”找到两处")
    orca.hear(f"{LIST}")
    orca.hear("第1处，共2处：.*电梯")
    orca.press("Down")
    orca.hear("第2处，共2处：.*电梯")
    orca.press("Return")
    orca.hear("报告正文.*加快实事项目进程")
    orca.press("F3")
    orca.hear("第1处，共2处")
    orca.hear("^积极推进既有多层住宅加装电梯")


def test_above_the_list_stand_its_buttons_and_the_way_to_the_options(orca: Listener) -> None:
    orca.press("ctrl+f")
    orca.hear("搜索")
    orca.press("ctrl+a")
    orca.type("dianti")
    orca.press("Return")
    orca.hear("第1处，共2处：.*电梯")
    said = ""
    for _ in range(8):
        orca.press("shift+Tab")
        heard = orca.hear_control(f"({BUTTON}|搜索)")
        said += heard
        if "更多条件" in heard:
            break
    places = [
        said.index(words) for words in ("仍按“dianti”找", "听这一句", "下一个结果", "上一个结果", "更多条件")
    ]
    assert places == sorted(places)
    orca.press("Return")
    orca.hear(f"在哪一章找：整份报告.*{BUTTON}")
    orca.press("Tab")
    orca.hear(RADIO)
    orca.hear(CHOSEN)
    orca.press("Down")
    orca.hear(RADIO)
    orca.hear(CHOSEN)
    orca.press("Up")
    orca.hear(RADIO)
    orca.press("Tab")
    orca.hear("不要有这些词")
    orca.press("Escape")
    orca.hear("报告正文")


def test_suggestions_are_told_once_the_fingers_rest_and_left_by_esc(orca: Listener) -> None:
    orca.press("ctrl+f")
    orca.hear("搜索")
    orca.press("ctrl+a")
    orca.type("qibao")
    orca.hear(r"有 \d+ 个词可选，按向下键去选")
    assert len([each for each in orca.heard() if "可选" in each]) <= 2, "not at every letter"
    orca.press("Down")
    orca.hear(f"您可能想找.*{LIST}|七宝")
    orca.hear("按回车就找这个|七宝")
    orca.press("Escape")
    orca.hear("搜索")


def test_what_was_understood_is_told_and_refused(orca: Listener) -> None:
    orca.press("ctrl+f")
    orca.hear("搜索")
    orca.press("ctrl+a")
    orca.type("lao gai")
    orca.press("Return")
    orca.hear_once("按“.*老街”找到一处，在")
    orca.hear("第1处，共1处：.*老街")
    for _ in range(8):
        orca.press("shift+Tab")
        if "仍按" in orca.hear_control(f"({BUTTON}|搜索|找到的地方)"):
            break
    orca.hear("仍按“lao gai”找")
    orca.press("Return")
    orca.hear_once("报告里没有“lao gai”")
    orca.press("Escape")
    orca.hear("报告正文")


def test_what_was_searched_for_is_offered_gone_through_and_forgotten(orca: Listener) -> None:
    for words in ("dianti", "qibao"):
        orca.press("ctrl+f")
        orca.hear("搜索")
        orca.press("ctrl+a")
        orca.type(words)
        orca.press("Return")
        orca.hear("第1处，共")
        orca.press("Escape")
        orca.hear("报告正文")
    orca.press("ctrl+f")
    orca.hear("搜索")
    orca.press("BackSpace")
    orca.hear(r"有 \d+ 个找过的，按向下键去选")
    orca.press("Down")
    orca.hear("七宝，找过的")
    orca.press("Down")
    orca.hear("dianti，当作电梯，找过的")
    orca.press("Delete")
    orca.hear("“dianti”去掉了")
    orca.press("Up")
    orca.hear("七宝，找过的")
    orca.press("End")
    orca.hear("清除所有找过的")
    orca.press("Return")
    orca.hear_once("找过的都清除了")
    orca.press("Escape")
