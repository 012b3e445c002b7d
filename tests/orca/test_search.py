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


def test_below_the_list_stand_its_buttons_and_above_it_the_options(orca: Listener) -> None:
    orca.press("ctrl+f")
    orca.hear("搜索")
    orca.press("ctrl+a")
    orca.type("dianti")
    orca.press("Return")
    orca.hear("第1处，共2处：.*电梯")
    orca.press("Tab")
    orca.hear(f"上一处.*{BUTTON}")
    orca.press("Tab")
    orca.hear(f"下一处.*{BUTTON}")
    orca.press("shift+Tab")
    orca.hear("上一处")
    orca.press("shift+Tab")
    orca.hear("找到的地方")
    orca.press("shift+Tab")
    orca.hear(f"更多条件.*{BUTTON}")
    orca.press("Return")
    orca.press("Tab")
    orca.hear(RADIO)
    orca.hear(CHOSEN)
    orca.press("Escape")
    orca.hear("报告正文")
