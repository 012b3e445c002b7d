"""Story 8, the controls, with the real Orca: each says what it is and how it stands, each change is said, and said once."""

from __future__ import annotations

import re

import pytest

from reader.tools import TOOLS
from reader.tools.base import SwitchTool
from tests.orca.session import Listener
from tests.orca.words import BUTTON, FIELD, OFF, ON, SLIDER, SWITCH, TOOLBAR, TREE

pytestmark = [pytest.mark.display, pytest.mark.timeout(180)]

ANY = f"({BUTTON}|{SWITCH}|{SLIDER}|{FIELD}|{TREE})"
_MOST_STEPS = 60


def test_tab_through_the_window_says_name_role_and_state_of_everything(orca: Listener) -> None:
    orca.press("alt+6")
    said = [orca.hear_control(f"拼音.*{SWITCH}.*{OFF}")]
    orca.hear("在每个字的上面写出拼音")
    for _ in range(_MOST_STEPS):
        orca.press("Tab")
        said.append(orca.hear_control(ANY))
        if "目录" in said[-1]:
            break
    wanted = [
        f"简体或繁体，现在是简体.*{BUTTON}",
        f"上一句.*{BUTTON}",
        f"朗读.*{BUTTON}",
        f"慢一点.*{BUTTON}",
        f"语速.*{SLIDER}.*180",
        f"音量.*{SLIDER}.*80",
        f"更多.*{BUTTON}",
        f"看原文.*{BUTTON}",
        f"搜索.*{FIELD}",
        f"设置.*{BUTTON}",
        *(
            f"{tool.name}.*{SWITCH}.*({ON}|{OFF})"
            if issubclass(tool, SwitchTool)
            else f"{tool.name}.*{BUTTON}"
            for tool in TOOLS
        ),
        f"目录.*{TREE}",
    ]
    _expect_in_order(wanted, said)


def _expect_in_order(wanted: list[str], said: list[str]) -> None:
    at = 0
    for each in wanted:
        found = next((index for index in range(at, len(said)) if re.search(each, said[index])), None)
        assert found is not None, f"{each} is not among {said[at:]}"
        at = found + 1


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("F2", "声音已关闭"),
        ("F2", "声音已打开"),
        ("F4", "配色，"),
        ("ctrl+plus", "大小 110%"),
        ("ctrl+minus", "大小 100%"),
        ("F12", "大字幕已关闭"),
        ("F12", "大字幕已打开"),
        ("ctrl+shift+s", "语速，每分钟220字"),
        ("ctrl+shift+x", "十字线"),
        ("ctrl+shift+y", "指读"),
        ("ctrl+shift+m", "鼠标样式，"),
        ("ctrl+shift+l", "按钮会自动收起"),
        ("ctrl+shift+q", "退出"),
        ("ctrl+shift+q", "回来了"),
        ("ctrl+0", "都回到最初的样子了"),
    ],
)
def test_a_change_by_key_is_said_once(started: Listener, key: str, words: str) -> None:
    started.press(key)
    started.hear_once(words)


def test_without_the_hand_over_regions_are_not_told(orca: Listener) -> None:
    orca.press("alt+7")
    orca.hear(f"朗读.*{BUTTON}")
    orca.press("alt+3")
    orca.hear(f"目录.*{TREE}")
    assert not any("您已" in each or " 项" in each for each in orca.heard())


def test_switches_pressed_tell_their_new_state(orca: Listener) -> None:
    orca.press("alt+6")
    orca.hear(f"拼音.*{SWITCH}.*{OFF}")
    orca.press("space")
    orca.hear(ON)
    orca.press("space")
    orca.hear(OFF)
    orca.press("Tab")
    orca.hear(f"现在是简体.*{BUTTON}")
    orca.press("space")
    orca.hear("现在是繁體")
    orca.press("space")
    orca.hear("现在是简体")
    orca.press("alt+2")
    orca.hear(TOOLBAR)
    orca.press("Tab")
    orca.hear(f"声音开关.*{SWITCH}.*{ON}")
    orca.press("space")
    orca.hear(OFF)
    orca.press("space")
    orca.hear(ON)


def test_a_slider_says_what_its_number_means_and_the_new_one(orca: Listener) -> None:
    orca.press("alt+7")
    orca.hear(f"朗读.*{BUTTON}")
    for _ in range(_MOST_STEPS):
        orca.press("Tab")
        if "语速" in orca.hear_control(ANY):
            break
    orca.hear("每分钟多少字")
    orca.press("Right")
    orca.hear("^190")
    orca.press("Left")
    orca.hear("^180")


def test_a_panel_keeps_tab_and_gives_the_keyboard_back(orca: Listener) -> None:
    orca.press("alt+7")
    orca.hear(f"朗读.*{BUTTON}")
    orca.press("shift+Tab")
    orca.hear(f"上一句.*{BUTTON}")
    while True:
        orca.press("Tab")
        if "更多" in orca.hear_control(ANY):
            break
    orca.press("Return")
    orca.hear(f"上一段.*{BUTTON}")
    orca.press("shift+Tab")
    orca.hear(f"存成录音.*{BUTTON}")
    orca.press("Tab")
    orca.hear(f"上一段.*{BUTTON}")
    orca.press("Escape")
    orca.hear(f"更多.*{BUTTON}")


def test_the_way_back_from_a_slip_is_gone_to_by_its_key(orca: Listener) -> None:
    orca.press("F4")
    orca.hear("配色，白底黑字")
    orca.press("ctrl+0")
    orca.hear("都回到最初的样子了")
    orca.press("alt+8")
    orca.hear(f"撤销.*{BUTTON}")
    orca.press("Tab")
    orca.hear(f"知道了.*{BUTTON}")
    orca.press("Return")
