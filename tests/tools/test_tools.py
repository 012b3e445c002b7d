"""The fifteen tools: declared whole, in the source page's order, and each does and undoes what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.core.lines import NAVIGATION
from reader.settings.store import Settings
from reader.tools import EXTRAS, TOOLS, all_options
from reader.tools.base import Tool
from reader.tools.key_names import normalised, press_of
from reader.tools.key_rules import owner_of

ORDER = [
    *("读屏专用", "声音开关", "语速", "阅读方式", "配色", "放大", "缩小", "鼠标样式", "十字线", "大字幕"),
    *("快捷方式", "重置", "固定", "说明", "退出服务"),
]


class Stage:
    """Stands in for the window: remembers what the tools ask for. The real window is tested in tests/ui."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(all_options(), folder / "settings.json")
        self.asked: list[tuple[object, ...]] = []
        self.said: list[str] = []
        self.undo: Callable[[], None] | None = None
        self.has_caption_room = self.has_whole_caption_room = True

    def announce(self, text: str, urgency: str = "aloud") -> None:
        self.said.append(text)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.said.append(text)
        self.undo = undo

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self.asked.append((name, *values))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def test_all_fifteen_stand_in_the_page_s_order() -> None:
    assert [tool.name for tool in TOOLS] == ORDER
    assert {tool.name for tool in TOOLS} <= NAVIGATION


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)
def test_a_tool_is_declared_whole(tool: type[Tool], resources: Path) -> None:
    assert tool.key
    assert tool.help.endswith("。")
    assert tool.group in "听看用"
    assert tool.shortcuts
    assert (resources / "icons" / f"{tool.icon}.svg").is_file()


@pytest.mark.parametrize("family", [0, 1])
def test_keys_collide_with_nothing(family: int) -> None:
    tools = (*TOOLS, *EXTRAS)
    keys = [key for tool in tools for key in tool.shortcuts]
    aliases = [tool.vendor_keys[family] for tool in tools if tool.vendor_keys[family]]
    assert all(normalised(key) == key for key in keys)
    assert all(normalised(key) for key in aliases)
    assert all(owner_of(key) is None for key in keys)
    presses = [press_of(key) for key in [*keys, *aliases]]
    assert len(presses) == len(set(presses))


@pytest.mark.parametrize("tool_type", TOOLS, ids=lambda tool: tool.key)
def test_pressing_changes_one_thing_and_says_so(tool_type: type[Tool], stage: Stage) -> None:
    tool = tool_type(stage)
    tool.trigger()
    assert stage.said or stage.asked


@pytest.mark.parametrize(
    "tool_type",
    [tool for tool in TOOLS if tool.options and tool.options[0].choices],
    ids=lambda tool: tool.key,
)
def test_pressing_through_all_values_lands_where_it_began(tool_type: type[Tool], stage: Stage) -> None:
    tool = tool_type(stage)
    option = tool.options[0]
    stage.settings.set("custom_ink", "#000000")  # 自己配 is come past only by whoever has chosen colours
    begun = stage.settings[option.key], tool.state(), tool.is_on
    for _ in option.choices:
        before = stage.settings[option.key]
        tool.trigger()
        assert stage.settings[option.key] != before
        tool.apply()
        assert stage.asked[-1][1:]
    assert (stage.settings[option.key], tool.state(), tool.is_on) == begun


def test_zoom_goes_to_both_ends_and_says_that_it_is_there(stage: Stage) -> None:
    tools = {tool.key: tool(stage) for tool in TOOLS}
    for _ in range(30):
        tools["zoom_in"].trigger()
    assert stage.settings["zoom"] == 300
    assert stage.said[-2:] == ["已是最大", "已是最大"]
    assert "大小 150%" in stage.said
    assert tools["zoom_in"].is_on
    for _ in range(40):
        tools["zoom_out"].trigger()
    assert stage.settings["zoom"] == 50
    assert stage.said[-1] == "已是最小"
    assert tools["zoom_out"].is_on


def test_as_many_steps_down_as_up_lead_back(stage: Stage) -> None:
    tools = {tool.key: tool(stage) for tool in TOOLS}
    for _ in range(8):
        tools["zoom_in"].trigger()
    for _ in range(8):
        tools["zoom_out"].trigger()
    assert stage.settings["zoom"] == 100


def test_speed_goes_round_through_its_presets(stage: Stage) -> None:
    speed = next(tool for tool in TOOLS if tool.key == "speed")(stage)
    heard = set()
    for _ in range(6):
        speed.trigger()
        heard.add(stage.settings.number("speed"))
    assert heard == {100, 140, 180, 220, 260, 300}
    assert stage.settings["speed"] == 180


def test_the_voice_says_that_it_goes_before_it_goes(stage: Stage) -> None:
    heard_at: list[int] = []
    stage.settings.watch(lambda _key, _value: heard_at.append(len(stage.said)))
    voice = next(tool for tool in TOOLS if tool.key == "voice")(stage)
    voice.trigger()
    assert heard_at == [1], "said, then silent"
    voice.trigger()
    assert heard_at == [1, 1], "on again, then said"
    assert stage.said == ["声音已关闭", "声音已打开"]


def test_captions_that_have_to_wait_say_why(stage: Stage) -> None:
    captions = next(tool for tool in TOOLS if tool.key == "captions")(stage)
    stage.has_caption_room = False
    for is_on, state, words in (
        (False, "关", "大字幕已关闭"),
        (True, "放不下", "大字幕已打开。正文的字太大，窗口里放不下字幕；缩小一点就有了"),
    ):
        captions.trigger()
        assert (captions.is_on, captions.state(), stage.said[-1]) == (is_on, state, words)


def test_reset_can_be_taken_back(stage: Stage) -> None:
    stage.settings.set("scheme", "yellow_on_black")
    reset = next(tool for tool in TOOLS if tool.key == "reset")(stage)
    reset.trigger()
    assert stage.settings["scheme"] == "original"
    assert stage.undo is not None
    stage.undo()
    assert stage.settings["scheme"] == "yellow_on_black"


def test_where_nothing_is_to_be_reset_no_way_back_is_offered(stage: Stage) -> None:
    reset = next(tool for tool in TOOLS if tool.key == "reset")(stage)
    reset.trigger()
    assert stage.undo is None
    assert stage.said == ["本来就是最初的样子"]


def test_the_schemes_offered_are_the_schemes_there_are(resources: Path) -> None:
    colours = next(tool for tool in TOOLS if tool.key == "colours")
    offered = {choice.value for choice in colours.options[0].choices}
    assert offered == {"custom", *(path.stem for path in (resources / "schemes").glob("*.toml"))}


def test_the_way_of_reading_says_what_it_does_now(stage: Stage) -> None:
    mode = next(tool for tool in TOOLS if tool.key == "reading_mode")(stage)
    mode.trigger()
    mode.apply()
    assert stage.said == ["指读：鼠标停在哪里，就读哪里"]
    assert stage.asked[-1] == ("set_pointing", True)
    mode.trigger()
    mode.apply()
    assert stage.said[1].startswith("连读：")
    assert stage.asked[-1] == ("set_pointing", False)
    assert [choice.value for choice in mode.options[1].choices] == [200, 500, 1000]
    assert all(option.is_aid for option in mode.options)
