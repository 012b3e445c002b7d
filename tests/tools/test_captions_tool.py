"""大字幕: what can be chosen, and that its state is honest about what the window has no room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tools.captions import CaptionsTool
from tests.tools.test_tools import Stage


@pytest.fixture
def tool(tmp_path: Path) -> CaptionsTool:
    return CaptionsTool(Stage(tmp_path))


def test_size_lines_place_pinyin_and_script_can_be_chosen_and_are_put_to_rest(tool: CaptionsTool) -> None:
    options = {option.key: option for option in tool.options}
    assert [choice.label for choice in options["caption_size"].choices] == ["大", "更大", "最大"]
    assert [choice.value for choice in options["caption_lines"].choices] == [1, 2, 3]
    assert [choice.value for choice in options["caption_position"].choices] == ["bottom", "top"]
    assert {"caption_pinyin", "caption_script"} < options.keys()
    for option in options.values():
        assert option.is_aid, "退出服务 leaves none of it"
        assert option.help.endswith("。")
        assert option.accepts(option.default)


@pytest.mark.parametrize(
    ("is_on", "has_room", "has_whole_room", "state"),
    [
        (True, True, True, "开"),
        (True, True, False, "小一些"),
        (True, False, False, "放不下"),
        (False, True, True, "关"),
        (False, False, False, "关"),
    ],
)
def test_the_state_says_what_is_there(
    tool: CaptionsTool, is_on: bool, has_room: bool, has_whole_room: bool, state: str
) -> None:
    tool.settings.set("captions", is_on)
    tool.page.has_caption_room = has_room  # type: ignore[misc]
    tool.page.has_whole_caption_room = has_whole_room  # type: ignore[misc]
    assert tool.state() == state
    assert tool.is_on is is_on


def test_its_own_reset_brings_all_of_it_back(tool: CaptionsTool) -> None:
    for key, value in (("caption_size", "largest"), ("caption_lines", 3), ("caption_position", "top")):
        tool.settings.set(key, value)
    assert not tool.is_default
    tool.reset()
    assert tool.is_default
    tool.settings.undo()
    assert tool.settings.text("caption_size") == "largest"
