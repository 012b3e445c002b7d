"""The settings file: kept, reset with a way back, and never worse for being damaged."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.settings.option import Choice, Option, Value, switch
from reader.settings.store import Settings
from reader.tools import all_options

SIZE = Option("size", "大小", 100, minimum=50, maximum=300, step=10, unit="%")
WORD = Option("word", "词", "a", (Choice("a", "甲"), Choice("b", "乙")))
PLACE = Option("place", "位置", 0, minimum=0, maximum=99, is_preference=False)
OPTIONS = (SIZE, WORD, switch("on", "开关", True), PLACE)


def make(folder: Path) -> Settings:
    return Settings(OPTIONS, folder / "settings.json")


@pytest.mark.parametrize("option", all_options(), ids=lambda option: option.key)
def test_every_default_is_a_value_its_option_can_have(option: Option) -> None:
    assert option.accepts(option.default)
    assert option.describe(option.default)


def test_text_is_kept_as_it_is_and_bounded() -> None:
    name = Option("name", "名字", "", longest=4)
    assert name.accepts("甲乙丙丁")
    assert not name.accepts("甲乙丙丁戊")
    assert not name.accepts(4)
    assert name.describe("甲") == "甲"


def test_option_keys_are_unique() -> None:
    keys = [option.key for option in all_options()]
    assert len(keys) == len(set(keys))


def test_values_are_kept_across_starts(tmp_path: Path) -> None:
    settings = make(tmp_path)
    settings.set("size", 150)
    settings.set("word", "b")
    settings.set("on", False)
    settings.save()
    again = make(tmp_path)
    assert (again.number("size"), again.text("word"), again.flag("on")) == (150, "b", False)
    assert again.describe("size") == "150%"
    assert again.describe("word") == "乙"
    assert again.notices == []


@pytest.mark.parametrize("value", [49, 301, "100", 100.0, True, None])
def test_a_value_out_of_bounds_or_of_the_wrong_type_is_refused(tmp_path: Path, value: Value) -> None:
    with pytest.raises(ValueError, match="size"):
        make(tmp_path).set("size", value)


def test_observers_hear_of_changes_only(tmp_path: Path) -> None:
    settings = make(tmp_path)
    heard: list[tuple[str, Value]] = []
    settings.watch(lambda key, value: heard.append((key, value)))
    settings.set("size", 110)
    settings.set("size", 110)
    assert heard == [("size", 110)]


def test_reset_spares_the_place_and_can_be_taken_back(tmp_path: Path) -> None:
    settings = make(tmp_path)
    settings.set("size", 200)
    settings.set("word", "b")
    settings.set("place", 7)
    settings.reset()
    assert (settings["size"], settings["word"], settings["place"]) == (100, "a", 7)
    assert settings.can_undo_reset
    settings.undo_reset()
    assert (settings["size"], settings["word"]) == (200, "b")
    assert not settings.can_undo_reset
    settings.undo_reset()
    assert settings["size"] == 200


def test_a_change_after_a_reset_ends_the_way_back(tmp_path: Path) -> None:
    settings = make(tmp_path)
    settings.set("size", 200)
    settings.reset()
    settings.set("size", 110)
    assert not settings.can_undo_reset


@pytest.mark.parametrize("content", ["", "{", "[1]", "nonsense", "[" * 100_000])
def test_a_damaged_file_is_set_aside_not_overwritten(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    settings = make(tmp_path)
    assert settings["size"] == 100
    assert "settings.json.damaged" in settings.notices[0]
    assert (tmp_path / "settings.json.damaged").read_text(encoding="utf-8") == content


def test_what_is_sound_in_a_file_is_kept(tmp_path: Path) -> None:
    stored = {"size": 10_000, "word": "b", "on": "yes", "unknown": 1, "place": 5}
    (tmp_path / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    settings = make(tmp_path)
    assert (settings["size"], settings["word"], settings["on"], settings["place"]) == (100, "b", True, 5)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(OPTIONS, tmp_path / "file" / "settings.json")
    assert "file" in settings.notices[0]
    settings.set("size", 120)
    with pytest.raises(StorageError, match=r"settings\.json"):
        settings.save()
    assert settings["size"] == 120


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = make(tmp_path)
    settings.set("size", 150)
    settings.save()

    def break_off(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", break_off)
    settings.set("size", 200)
    with pytest.raises(StorageError):
        settings.save()
    assert make(tmp_path)["size"] == 150
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_numbers_step_within_their_range() -> None:
    assert SIZE.stepped(100, 2) == 120
    assert SIZE.stepped(295, 2) == 300
    assert SIZE.stepped(55, -2) == 50
    assert WORD.after("a") == "b"
    assert WORD.after("b") == "a"
