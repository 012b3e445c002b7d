"""Settings named on the command line: by key or word, one step, and plainly refused when they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.settings.option import Option
from reader.settings.store import Settings
from reader.settings.wishes import parse_wishes, take_wishes, written_wishes
from reader.tools import all_options

FREE = Option("nick", "称呼", "", longest=4)
TINT = Option("tint", "颜色", "#000000", longest=7, pattern="#[0-9A-F]{6}")
OPTIONS = (*all_options(), FREE, TINT)


def test_keys_and_choices_may_be_named_by_their_words() -> None:
    texts = ["zoom=200", "配色=黑底黄字", "captions = off", "称呼=阿婆", "tint=#FFFF00", "place=12"]
    assert parse_wishes(texts, OPTIONS) == {
        "zoom": 200,
        "scheme": "yellow_on_black",
        "captions": False,
        "nick": "阿婆",
        "tint": "#FFFF00",
        "place": 12,
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("zoom", "名称=值"),
        ("nonsense=1", "不认得"),
        ("zoom=1000", "50 到 300"),
        ("zoom=-5", "50 到 300"),
        (f"zoom={'9' * 5000}", "50 到 300"),
        ("zoom=二百", "50 到 300"),
        ("zoom=٢٠٠٠", "50 到 300"),
        ("scheme=pink", "yellow_on_black（黑底黄字）"),
        ("captions=maybe", "on（开）"),
        ("称呼=太长的一个称呼", "最多 4 个字"),
        ("tint=red", "#"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        parse_wishes([text], OPTIONS)


def test_a_resident_s_own_way_can_be_written_and_taken_again(tmp_path: Path) -> None:
    settings = Settings(OPTIONS, tmp_path / "a.json")
    settings.set("zoom", 250)
    settings.set("scheme", "yellow_on_black")
    settings.set("captions", False)
    settings.set("place", 7)
    written = written_wishes(settings, OPTIONS)
    assert written[0] == "default"
    assert sorted(written[1:]) == ["captions=off", "scheme=yellow_on_black", "zoom=250"]
    other = Settings(OPTIONS, tmp_path / "b.json")
    other.set("speed", 220)
    take_wishes(other, parse_wishes(written, OPTIONS))
    assert (other["zoom"], other["scheme"], other["captions"], other["speed"]) == (
        250,
        "yellow_on_black",
        False,
        180,
    )
    other.undo()
    assert (other["zoom"], other["scheme"], other["captions"], other["speed"]) == (100, "original", True, 220)


def test_an_icon_made_in_the_usual_way_opens_in_the_usual_way(tmp_path: Path) -> None:
    settings = Settings(OPTIONS, tmp_path / "a.json")
    written = written_wishes(settings, OPTIONS)
    settings.set("zoom", 250)
    settings.set("place", 7)
    take_wishes(settings, parse_wishes(written, OPTIONS))
    assert (settings["zoom"], settings["place"]) == (100, 7)
