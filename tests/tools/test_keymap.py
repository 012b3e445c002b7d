"""The keymap: one form for every name, no press for two commands, and whatever stands in the file, something sound."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.settings.store import Settings
from reader.tools import EXTRAS, TOOLS, all_options
from reader.tools.key_names import key_words, normalised, press_of, split, spoken_words
from reader.tools.key_rules import caution_about, owner_of
from reader.tools.key_search import is_found, sounds_like
from reader.tools.keymap import FAMILY_OPTION, MOST_KEYS, OPTION, Keymap, command, tool_command

COMMANDS = (
    command("play.repeat", "再听一遍", ("F9",)),
    command("window.undo", "撤销上一步", ("Ctrl+Z",)),
    command("play.next", "下一句", ("F8",)),
    command("play.sleep", "自己停", ()),
    command("tool.zoom_in", "放大", ("Ctrl++", "Ctrl+="), vendor_keys=("Ctrl+Alt++", "Shift+6")),
    command("tool.voice", "声音开关", ("F2",), vendor_keys=("Ctrl+Alt+V", "Shift+2")),
)


@pytest.fixture
def store(tmp_path: Path) -> Settings:
    return Settings(all_options(), tmp_path / "settings.json")


@pytest.fixture
def keymap(store: Settings) -> Keymap:
    return Keymap(COMMANDS, store)


# -- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("shift + CONTROL+pagedown", "Ctrl+Shift+PgDown"),
        ("alt+ctrl+f4", "Ctrl+Alt+F4"),
        ("Super+a", "Meta+A"),
        ("f12", "F12"),
        ("Ctrl++", "Ctrl++"),
        ("Ctrl+Num++", "Ctrl++"),
        ("Ctrl+=", "Ctrl+="),
        ("Ctrl+Shift++", "Ctrl+Shift+="),
        ("Shift+?", "Shift+/"),
        ("?", "?"),
        ("＋", "+"),
        ("Ｃtrl+ａ", "Ctrl+A"),
        ("escape", "Esc"),
        ("Backtab", "Shift+Tab"),
        ("Ctrl+Backtab", "Ctrl+Shift+Tab"),
        ("ctrl+ctrl+s", "Ctrl+S"),
        ("中", "中"),
    ],
)
def test_every_way_of_writing_a_key_comes_to_one_name(written: str, normal: str) -> None:
    assert normalised(written) == normal
    assert normalised(normal) == normal


@pytest.mark.parametrize(
    "written",
    ["", " ", "Ctrl", "Ctrl+", "Ctrl+Shift", "Ctrl+S+A", "Hyper+A", "F99", "ß", "AB", "\x00", "\ud800", None, 7, ["F1"], "A" * 999],
)  # fmt: skip
def test_what_is_no_key_has_no_name(written: object) -> None:
    assert normalised(written) is None


@given(st.text() | st.lists(st.sampled_from(["Ctrl", "+", "Shift", "s", "F5", "=", " "])).map("".join))
def test_any_text_is_a_key_or_none_and_stays_it(text: str) -> None:
    normal = normalised(text)
    if normal is not None:
        assert normalised(normal) == normal
        assert press_of(press_of(normal)) == press_of(normal)
        held, key = split(normal)
        assert normal == "+".join((*held, key))
        assert key_words(normal)
        assert spoken_words(normal)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ctrl++", "Ctrl+Shift+="),
        ("Ctrl+Shift++", "Ctrl++"),
        ("Shift+2", "@"),
        ("Shift+?", "Shift+/"),
        ("Return", "Enter"),
    ],
)
def test_two_names_of_one_press_are_one_press(one: str, other: str) -> None:
    assert press_of(one) == press_of(other)
    assert press_of("Ctrl++") != press_of("Ctrl+=")


def test_names_are_said_as_people_say_them() -> None:
    assert key_words("Ctrl+Shift+PgDown") == "Ctrl+Shift+下翻页"
    assert key_words("Space") == "空格"
    assert key_words("Meta+A") == "徽标键+A"
    assert key_words("Ctrl++") == "Ctrl++"
    assert spoken_words("Ctrl++") == "Ctrl 加 加号"
    assert spoken_words("Ctrl+-") == "Ctrl 加 减号"
    assert spoken_words("Meta+Up") == "徽标键 加 上箭头"


# -- whose key it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        *((name, "固定") for name in ("Space", "Esc", "Tab", "Return", "Enter", "Shift+Return", "Down", "PgUp", "Menu")),
        *((name, "写字") for name in ("Ctrl+C", "Ctrl+Z", "Ctrl+Left", "A", "1", "Shift+2", "?", "中")),
        *((name, "桌面") for name in ("Alt+F4", "Alt+Tab", "Meta+L", "Print", "Ctrl+F7", "Ctrl+Alt+T", "Ctrl+Alt+Up")),
        *((name, "输入法") for name in ("Ctrl+Space", "Ctrl+Shift+U", "Ctrl+Shift+E", "Ctrl+.", "Ctrl+Shift+F")),
        *((name, "读屏") for name in ("Ins", "Ctrl+Ins", "CapsLock", "Shift+NumLock")),
    ],
)  # fmt: skip
def test_what_is_somebody_else_s_says_whose(name: str, whose: str) -> None:
    owner = owner_of(name)
    assert owner is not None
    assert whose in owner


@pytest.mark.parametrize(
    "name", ["F5", "Shift+F9", "Ctrl+J", "Ctrl+,", "Ctrl+Shift+S", "Alt+1", "Ctrl+Down", "Ctrl++"]
)
def test_what_is_nobody_s_is_free(name: str) -> None:
    assert owner_of(name) is None


def test_a_vendor_s_key_that_may_not_arrive_is_told() -> None:
    assert "桌面" in caution_about("Ctrl+Alt+T")
    assert "写字" in caution_about("Shift+2")
    assert "写字" in caution_about("?")
    assert caution_about("Ctrl+Alt+M") == ""


# -- what is in force ----------------------------------------------------------------------------------------------


def test_at_first_every_command_has_its_own_keys(keymap: Keymap) -> None:
    for each in COMMANDS:
        assert keymap.keys_of(each.key) == each.defaults
        assert keymap.is_default(each.key)
        assert keymap.command(each.key) == each
    assert keymap.keys_of("no.such") == ()
    assert keymap.words_of("tool.zoom_in") == "Ctrl++、Ctrl+="
    assert keymap.spoken_of("tool.zoom_in") == "Ctrl 加 加号，或者 Ctrl 加 等号"
    assert [group for group, _, _ in keymap.table()] == ["听报告", "听报告", "工具按钮", "工具按钮", "窗口"]


def test_a_chosen_key_works_at_once_and_can_be_taken_back(keymap: Keymap, store: Settings) -> None:
    told: list[tuple[str, ...]] = []
    keymap.watch(lambda: told.append(keymap.keys_of("play.repeat")))
    keymap.put("play.repeat", ("ctrl+j", "CTRL+J"))
    assert keymap.keys_of("play.repeat") == ("Ctrl+J",)
    assert keymap.taker_of("Ctrl+J") == COMMANDS[0]
    assert keymap.taker_of("F9") is None
    assert not keymap.is_default("play.repeat")
    store.undo()
    assert keymap.keys_of("play.repeat") == ("F9",)
    assert told == [("Ctrl+J",), ("F9",)]
    assert store[OPTION] == ""


def test_other_settings_leave_the_keys_alone(keymap: Keymap, store: Settings) -> None:
    told: list[bool] = []
    keymap.watch(lambda: told.append(True))
    store.set("zoom", 120)
    assert told == []


def test_a_key_that_is_taken_names_who_has_it(keymap: Keymap) -> None:
    assert "下一句" in (keymap.problem_with("play.repeat", "F8") or "")
    assert "桌面" in (keymap.problem_with("play.repeat", "Alt+F4") or "")
    assert "用不了" in (keymap.problem_with("play.repeat", "Hyper+Q") or "")
    assert keymap.problem_with("play.repeat", "F9") is None
    assert keymap.problem_with("play.repeat", "Ctrl+J") is None
    assert keymap.problem_with("window.undo", "Ctrl+Z") is None, "what it has at first it may have again"
    assert keymap.can_take("play.repeat", "F8")
    assert not keymap.can_take("play.repeat", "Ctrl+Z")
    assert not keymap.can_take("play.repeat", "")
    assert keymap.taker_of("?!") is None


def test_a_key_that_is_taken_over_is_gone_from_where_it_was(keymap: Keymap, store: Settings) -> None:
    keymap.put("play.repeat", ("F8",))
    assert keymap.keys_of("play.repeat") == ("F8",)
    assert keymap.keys_of("play.next") == ()
    keymap.restore("play.next")
    assert keymap.keys_of("play.next") == ("F8",)
    assert keymap.keys_of("play.repeat") == ()
    keymap.restore()
    assert keymap.keys_of("play.repeat") == ("F9",)
    assert store[OPTION] == ""
    assert store.mark == 3, "each is one step"


def test_a_command_can_go_without_keys(keymap: Keymap, store: Settings) -> None:
    keymap.put("tool.zoom_in", ())
    assert keymap.keys_of("tool.zoom_in") == ()
    assert Keymap(COMMANDS, store).keys_of("tool.zoom_in") == ()


@pytest.mark.parametrize("names", [("Ctrl+F1",), ("",), ("Ctrl+B", "Ctrl+G", "Ctrl+H", "Ctrl+J"), ("Space",)])
def test_what_cannot_be_is_refused(keymap: Keymap, names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"play\.repeat"):
        keymap.put("play.repeat", names)


# -- the vendors' families -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("family", "name"), [("a", "Ctrl+Alt+V"), ("e", "Shift+2")])
def test_a_family_adds_its_keys(keymap: Keymap, store: Settings, family: str, name: str) -> None:
    store.set(FAMILY_OPTION, family)
    assert keymap.keys_of("tool.voice") == ("F2", name)
    assert keymap.alias_of("tool.voice") == name
    assert keymap.own_keys_of("tool.voice") == ("F2",)
    assert keymap.is_default("tool.voice")
    assert keymap.problem_with("tool.voice", "F2") is None
    store.set(FAMILY_OPTION, "own")
    assert keymap.keys_of("tool.voice") == ("F2",)


def test_an_alias_gives_way_to_a_command_s_own_key(store: Settings) -> None:
    other = command("play.x", "别的", ("Ctrl+Alt+M",))
    tool = command("tool.x", "工具", (), vendor_keys=("Ctrl+Alt+M", ""))
    keymap = Keymap((tool, other), store)
    store.set(FAMILY_OPTION, "a")
    assert keymap.keys_of("tool.x") == ()
    assert keymap.keys_of("play.x") == ("Ctrl+Alt+M",)


def test_an_alias_can_be_had_by_another_command(store: Settings) -> None:
    tool = command("tool.x", "工具", ("F2",), vendor_keys=("Ctrl+J", ""))
    keymap = Keymap((tool, COMMANDS[0]), store)
    store.set(FAMILY_OPTION, "a")
    assert keymap.taker_of("Ctrl+J") == tool
    assert keymap.problem_with("play.repeat", "Ctrl+J") is None
    keymap.put("play.repeat", ("Ctrl+J",))
    assert keymap.keys_of("tool.x") == ("F2",)


# -- what stands in the file ---------------------------------------------------------------------------------------

HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["F2", "F8", "Ctrl+J", "Space", "Ctrl++"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([each.key for each in COMMANDS]) | st.text(), inner),
    max_leaves=20,
)  # fmt: skip


def check(keymap: Keymap) -> None:
    """Every command is there, no press is for two, nothing is somebody else's."""
    names = list(chain.from_iterable(keymap.own_keys_of(each.key) for each in COMMANDS))
    assert len({press_of(name) for name in names}) == len(names)
    for each in COMMANDS:
        own = keymap.own_keys_of(each.key)
        assert len(own) <= MOST_KEYS
        assert all(name in each.defaults or owner_of(name) is None for name in own)
        for name in own:
            taker = keymap.taker_of(name)
            assert taker is not None
            assert taker.key == each.key


@given(st.text() | HOSTILE.map(json.dumps))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_file_the_keys_are_sound(tmp_path: Path, text: str) -> None:
    store = Settings(all_options(), tmp_path / "settings.json")
    if store.option(OPTION).accepts(text):
        store.set(OPTION, text)
    keymap = Keymap(COMMANDS, store)
    check(keymap)
    keymap.put("play.sleep", ("F8",))
    check(keymap)
    keymap.restore()
    assert all(keymap.keys_of(each.key) == each.defaults for each in COMMANDS)


@pytest.mark.parametrize(
    "text", ["[]", "7", "{", "[" * 4000, '{"play.repeat": "F8"}', '{"play.repeat": [7, "Space"]}']
)
def test_rubbish_falls_back_to_the_keys_at_first(store: Settings, text: str) -> None:
    assert not Keymap(COMMANDS, store).is_damaged
    store.set(OPTION, text)
    keymap = Keymap(COMMANDS, store)
    assert all(keymap.keys_of(each.key) == each.defaults for each in COMMANDS)
    assert keymap.is_damaged


def test_what_it_wrote_itself_is_sound(store: Settings) -> None:
    keymap = Keymap(COMMANDS, store)
    keymap.put("play.repeat", ("Ctrl+K", "ctrl+shift+j"))
    keymap.put("tool.voice", ())
    assert not Keymap(COMMANDS, store).is_damaged


def test_sound_parts_are_kept(store: Settings) -> None:
    stored = {
        "play.repeat": ["Ctrl+J", None, "Space", "Ctrl+J", "Ctrl+G", "Ctrl+H", "Ctrl+K"],
        "no.such": ["Ctrl+B"],
        "play.next": ["Ctrl+G", "F9"],
        "tool.voice": [],
    }
    store.set(OPTION, json.dumps(stored))
    keymap = Keymap(COMMANDS, store)
    assert keymap.keys_of("play.repeat") == ("Ctrl+J", "Ctrl+G", "Ctrl+H")
    assert keymap.keys_of("play.next") == ("F9",)
    assert keymap.keys_of("tool.voice") == ()
    assert keymap.keys_of("tool.zoom_in") == ("Ctrl++", "Ctrl+=")


def test_a_chosen_key_goes_before_what_another_has_at_first(store: Settings) -> None:
    store.set(OPTION, '{"tool.voice": ["F9"]}')
    keymap = Keymap(COMMANDS, store)
    assert keymap.keys_of("tool.voice") == ("F9",)
    assert keymap.keys_of("play.repeat") == ()
    assert not keymap.is_default("play.repeat")


def test_every_command_with_three_keys_fits_into_the_setting(store: Settings) -> None:
    keys = (
        f"{held}{key}"
        for held in ("Ctrl+", "Ctrl+Shift+", "Alt+Shift+")
        for key in "BDGHIJKLMNOPQRSTW123467890"
    )
    free = [key for key in keys if owner_of(key) is None]
    tools = [tool_command(tool) for tool in (*TOOLS, *EXTRAS)]
    keymap = Keymap(tools, store)
    for at, each in enumerate(tools):
        keymap.put(each.key, free[3 * at : 3 * at + 3])
    assert len(store.text(OPTION)) < store.option(OPTION).longest / 2
    assert all(len(keymap.keys_of(each.key)) == 3 for each in tools)


# -- looking up ----------------------------------------------------------------------------------------------------

SOUNDS = {"上": ("shang",), "一": ("yi",), "句": ("ju", "gou"), "朗": ("lang",), "读": ("du",)}


def syllables(character: str) -> tuple[str, ...]:
    return SOUNDS.get(character, ())


@pytest.mark.parametrize(
    "typed", ["", "上一", "一句", "shangyiju", "syj", "yj", "ShangY", "f7", "shift + f7", "听报"]
)
def test_a_command_is_found_by_name_sound_and_key(typed: str) -> None:
    assert is_found(typed, ("上一句", "听报告", "Shift+F7"), ("Shift+F7",), syllables)


def test_a_key_is_found_however_it_is_written() -> None:
    assert is_found("control+pagedown", ("走到下一个标题", "Ctrl+下翻页"), ("Ctrl+PgDown",), syllables)


@pytest.mark.parametrize("typed", ["下", "xyj", "syjx", "f8", "7f"])
def test_what_does_not_fit_is_not_found(typed: str) -> None:
    assert not is_found(typed, ("上一句",), ("F7",), syllables)


def test_characters_without_a_sound_are_passed_over() -> None:
    assert sounds_like("朗、读", "langdu", syllables)
    assert sounds_like("（朗读", "ld", syllables)
    assert not sounds_like("、", "ld", syllables)
