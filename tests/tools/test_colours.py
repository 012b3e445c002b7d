"""配色: the round of the source page, and one's own colours in it only when there are any."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.settings.store import Settings
from reader.tools import all_options
from reader.tools.colours import ColoursTool


class Stage:
    """Stands in for the window: remembers what was said and which scheme was asked for."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(all_options(), folder / "settings.json")
        self.said: list[str] = []
        self.shown: list[str] = []

    def announce(self, text: str, urgency: str = "aloud") -> None:
        self.said.append(text)

    def show_scheme(self, key: str) -> None:
        self.shown.append(key)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


ROUND = ["白底黑字", "蓝底黄字", "黄底黑字", "黑底黄字", "护眼"]


def test_presses_go_round_in_the_source_page_s_order_each_announced(stage: Stage) -> None:
    tool = ColoursTool(stage)  # type: ignore[arg-type]
    for _ in range(6):
        tool.trigger()
    assert stage.said == [f"配色，{name}" for name in (*ROUND, "原色")]
    assert not tool.is_on


def test_whoever_has_colours_of_their_own_comes_past_them(stage: Stage) -> None:
    stage.settings.set("custom_paper", "#FFF3B0")
    tool = ColoursTool(stage)  # type: ignore[arg-type]
    for _ in range(7):
        tool.trigger()
    assert stage.said == [f"配色，{name}" for name in (*ROUND, "自己配", "原色")]


def test_from_one_s_own_colours_the_way_leads_on(stage: Stage) -> None:
    stage.settings.set("scheme", "custom")
    tool = ColoursTool(stage)  # type: ignore[arg-type]
    assert tool.state() == "自己配"
    assert tool.is_on
    tool.apply()
    assert stage.shown == ["custom"]
    tool.trigger()
    assert stage.said == ["配色，原色"]


def test_what_was_mixed_by_hand_is_put_away_by_reset_and_brought_back(stage: Stage) -> None:
    stage.settings.set_all({"scheme": "custom", "custom_ink": "#FFFFFF", "custom_paper": "#000000"})
    tool = ColoursTool(stage)  # type: ignore[arg-type]
    assert not tool.is_default
    tool.reset()
    assert tool.is_default
    assert stage.said == ["配色还原了"]
    stage.settings.undo()
    assert stage.settings["custom_paper"] == "#000000"
    assert stage.settings["scheme"] == "custom"
