"""Story 8, the pages beside the report, with the real Orca: each says its name, its controls, and lets go by Esc."""

from __future__ import annotations

import pytest

from tests.orca.session import Listener
from tests.orca.words import BUTTON, CHOSEN, FIELD, RADIO

pytestmark = [pytest.mark.display, pytest.mark.timeout(120)]


@pytest.mark.parametrize(
    ("key", "name", "first", "then"),
    [
        ("F1", "说明", BUTTON, "听。"),
        ("shift+F1", "快捷方式", FIELD, BUTTON),
        ("ctrl+comma", "设置", "读屏专用", CHOSEN),
        ("shift+F2", "换声音", BUTTON, CHOSEN),
        ("ctrl+e", "改读音", FIELD, FIELD),
        ("ctrl+s", "存成录音", RADIO, RADIO),
    ],
)
def test_a_page_tells_its_name_and_its_controls(
    started: Listener, key: str, name: str, first: str, then: str
) -> None:
    started.press(key)
    started.hear(f"^{name}")
    started.hear_control(first)
    started.press("Tab")
    started.hear(then)
    started.press("Escape")
    started.hear("报告正文")


def test_the_published_text_is_text(started: Listener) -> None:
    started.press("alt+1")
    started.hear("搜索")
    started.press("shift+Tab")
    started.hear(f"看原文.*{BUTTON}")
    started.press("Return")
    started.hear(f"原文.*{FIELD}")
    started.press("Down")
    started.hear("高级搜索")
    started.press("Escape")
    started.hear("报告正文")
