"""The settings file: kept, reset with a way back, and never worse for being damaged."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.settings.option import Choice, Option, Value, switch
from reader.settings.store import MOST_STEPS, Settings
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
    mark = settings.mark
    settings.reset()
    assert (settings["size"], settings["word"], settings["place"]) == (100, "a", 7)
    settings.set("on", False)
    settings.undo_to(mark)
    assert (settings["size"], settings["word"], settings["on"]) == (200, "b", True)
    settings.undo_to(mark)
    assert settings["size"] == 200


def test_one_tool_s_options_can_be_reset_alone(tmp_path: Path) -> None:
    settings = make(tmp_path)
    settings.set("size", 200)
    settings.set("word", "b")
    settings.set("place", 7)
    settings.reset(["size", "place"])
    assert (settings["size"], settings["word"], settings["place"]) == (100, "b", 7)


def test_steps_are_taken_back_from_the_last_on(tmp_path: Path) -> None:
    settings = make(tmp_path)
    assert not settings.can_undo
    assert settings.undo() == ()
    settings.set("size", 110)
    with settings.step():
        settings.set("size", 120)
        settings.set("word", "b")
        with settings.step():
            settings.set("size", 130)
    with settings.step():
        settings.set("size", 130)
    settings.set("place", 9)
    assert sorted(settings.undo()) == ["size", "word"]
    assert (settings["size"], settings["word"], settings["place"]) == (110, "a", 9)
    assert settings.can_undo
    assert settings.undo() == ("size",)
    assert settings["size"] == 100
    assert not settings.can_undo


def test_as_many_steps_are_kept_as_are_promised_and_none_for_the_next_resident(tmp_path: Path) -> None:
    settings = make(tmp_path)
    for size in range(101, 101 + MOST_STEPS + 5):
        settings.set("size", size)
    taken = 0
    while settings.undo():
        taken += 1
    assert taken == MOST_STEPS
    assert settings["size"] == 105
    settings.set("size", 100)
    settings.forget_steps()
    assert not settings.can_undo


def test_reset_is_taken_back_however_many_steps_went_before_it(tmp_path: Path) -> None:
    settings = make(tmp_path)
    for size in range(101, 101 + 2 * MOST_STEPS):
        settings.set("size", size)
    mark = settings.mark
    settings.reset()
    settings.undo_to(mark)
    assert settings["size"] == 100 + 2 * MOST_STEPS


def test_what_was_chosen_and_left_again_within_a_step_is_no_step(tmp_path: Path) -> None:
    settings = make(tmp_path)
    settings.set("size", 110)
    with settings.step():
        settings.set("size", 120)
        settings.set("size", 110)
    assert settings.undo() == ("size",)
    assert settings["size"] == 100


def test_aids_at_rest_read_as_their_defaults_and_come_back_as_they_were(tmp_path: Path) -> None:
    aid = Option("aid", "辅助", 1, minimum=0, maximum=9, is_aid=True)
    settings = Settings((*OPTIONS, aid), tmp_path / "settings.json")
    settings.set("aid", 5)
    settings.set("size", 150)
    heard: list[tuple[str, Value]] = []
    settings.watch(lambda key, value: heard.append((key, value)))
    settings.rest_aids(True)
    settings.rest_aids(True)
    assert (settings["aid"], settings["size"], heard) == (1, 150, [("aid", 1)])
    assert settings.is_default("aid")
    settings.save()
    assert Settings((*OPTIONS, aid), tmp_path / "settings.json")["aid"] == 5
    settings.rest_aids(False)
    assert settings["aid"] == 5
    assert heard == [("aid", 1), ("aid", 5)]


@pytest.mark.parametrize("content", ["", "{", "[1]", "nonsense", "[" * 100_000])
def test_a_damaged_file_is_set_aside_not_overwritten(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    settings = make(tmp_path)
    assert settings["size"] == 100
    assert "settings.json.damaged" in settings.notices[0]
    assert (tmp_path / "settings.json.damaged").read_text(encoding="utf-8") == content


def test_what_is_sound_in_a_file_is_kept_and_the_file_is_set_aside(tmp_path: Path) -> None:
    stored = {"version": 1, "size": 10_000, "word": "b", "on": "yes", "place": 5}
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    settings = make(tmp_path)
    assert (settings["size"], settings["word"], settings["on"], settings["place"]) == (100, "b", True, 5)
    assert "2 项不对（大小、开关）" in settings.notices[0]
    settings.save()
    assert json.loads((tmp_path / "settings.json.damaged").read_text(encoding="utf-8")) == stored
    assert make(tmp_path).notices == []


def test_a_notice_names_only_the_first_of_many(tmp_path: Path) -> None:
    many = [Option(f"n{at}", f"数{at}", 1, minimum=0, maximum=9) for at in range(5)]
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({option.key: "x" for option in many}), encoding="utf-8")
    assert "5 项不对（数0、数1、数2等）" in Settings(many, path).notices[0]


@pytest.mark.parametrize("version", [2, 99, "1", None, True])
def test_of_a_newer_version_what_is_known_is_kept(tmp_path: Path, version: object) -> None:
    stored = {"version": version, "size": 150, "word": "z", "shape": "round"}
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    settings = make(tmp_path)
    assert (settings["size"], settings["word"]) == (150, "a")
    assert "更新的版本" in settings.notices[0]
    settings.save()
    assert json.loads((tmp_path / "settings.json.damaged").read_text(encoding="utf-8")) == stored


def test_options_that_are_gone_are_dropped_without_a_word_but_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"size": 150, "gone": 1}', encoding="utf-8")
    settings = make(tmp_path)
    assert (settings["size"], settings.notices) == (150, [])
    assert "gone" in (tmp_path / "settings.json.damaged").read_text(encoding="utf-8")


def test_the_same_damage_is_set_aside_once_and_other_damage_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for content in ('{"size": 1}', '{"size": 1}', '{"size": 2}'):
        path.write_text(content, encoding="utf-8")
        make(tmp_path)
    names = sorted(each.name for each in tmp_path.iterdir())
    assert names == ["settings.json", "settings.json.damaged", "settings.json.damaged-2"]
    for number in range(3, 20):
        path.write_text(f'{{"size": {number}}}', encoding="utf-8")
        make(tmp_path)
    assert len(list(tmp_path.iterdir())) == 10, "the last name is used again"
    assert (tmp_path / "settings.json.damaged").read_text(encoding="utf-8") == '{"size": 1}'


HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    stored=st.dictionaries(st.sampled_from([o.key for o in all_options()]) | st.text(), HOSTILE, max_size=20)
)
def test_whatever_stands_in_the_file_every_option_has_a_value_it_can_have_and_can_be_kept(
    stored: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("hostile") / "settings.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    settings = Settings(all_options(), path)
    for option in all_options():
        assert option.accepts(settings[option.key])
    settings.save()
    again = Settings(all_options(), path)
    assert [again[o.key] for o in all_options()] == [settings[o.key] for o in all_options()]


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "line\nbreak", "\u202e"])
def test_text_that_cannot_be_shown_or_written_is_refused(text: str) -> None:
    assert not Option("name", "名字", "", longest=40).accepts(text)


def test_text_of_a_pattern_matches_it_whole() -> None:
    colour = Option("colour", "颜色", "#000000", longest=7, pattern="#[0-9A-F]{6}")
    assert colour.accepts("#12AB34")
    assert not colour.accepts("#12AB3")
    assert not colour.accepts("")


def test_a_file_far_too_long_or_no_file_at_all_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b" " * 1_000_001)
    assert "settings.json.damaged" in make(tmp_path).notices[0]
    assert not path.exists()
    os.mkfifo(path)
    assert "不是文件" in make(tmp_path).notices[0]


def make_folder(path: Path) -> None:
    path.mkdir()
    (path / "kept").write_text("", encoding="utf-8")


def make_loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make_other", [make_folder, os.mkfifo, make_loop])
def test_what_is_no_file_makes_room_for_one_and_is_kept(
    tmp_path: Path, make_other: Callable[[Path], None]
) -> None:
    path = tmp_path / "settings.json"
    make_other(path)
    settings = make(tmp_path)
    assert "settings.json.damaged" in settings.notices[0]
    settings.set("size", 150)
    settings.save()
    again = make(tmp_path)
    assert (again["size"], again.notices) == (150, [])
    assert os.path.lexists(tmp_path / "settings.json.damaged")


def test_behind_a_link_the_file_it_leads_to_is_written(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.json"
    real.write_text('{"size": 150}', encoding="utf-8")
    (tmp_path / "settings.json").symlink_to(real)
    settings = make(tmp_path)
    settings.set("word", "b")
    settings.save()
    assert (tmp_path / "settings.json").is_symlink()
    assert json.loads(real.read_text(encoding="utf-8"))["word"] == "b"


def test_a_byte_order_mark_and_a_number_of_thousands_of_digits_spoil_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(f'{{"size": 150, "place": {"9" * 6000}}}', encoding="utf-8-sig")
    settings = make(tmp_path)
    assert (settings["size"], settings["place"]) == (150, 0)
    assert "位置" in settings.notices[0]


def test_a_file_that_cannot_be_set_aside_is_told_of_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.json").write_text('{"size": 1}', encoding="utf-8")

    def refuse(*_args: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(shutil, "copyfile", refuse)
    assert "没能另存" in make(tmp_path).notices[0]


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


def test_several_changes_are_one_step_and_nobody_sees_them_half_done(tmp_path: Path) -> None:
    settings = make(tmp_path)
    seen: list[tuple[str, object, object]] = []
    settings.watch(lambda key, _value: seen.append((key, settings["size"], settings["word"])))
    settings.set_all({"size": 120, "word": "b"})
    assert seen == [("size", 120, "b"), ("word", 120, "b")]
    assert settings.mark == 1
    assert set(settings.undo()) == {"size", "word"}
    assert (settings["size"], settings["word"]) == (100, "a")


def test_of_several_changes_one_that_is_wrong_stops_all(tmp_path: Path) -> None:
    settings = make(tmp_path)
    with pytest.raises(ValueError, match="word"):
        settings.set_all({"size": 120, "word": "c"})
    assert settings["size"] == 100
    assert not settings.can_undo


def test_a_user_without_a_home_is_told_when_something_is_to_be_kept() -> None:
    settings = Settings(OPTIONS, Path(os.devnull) / "qibao-reader" / "settings.json")
    assert settings.notices == []
    settings.set("size", 120)
    with pytest.raises(StorageError, match="不知道您的个人文件夹在哪里"):
        settings.save()
