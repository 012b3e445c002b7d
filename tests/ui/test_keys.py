"""The keys in the real window: they follow the keymap at once, never two at a time, and leave fields what is theirs."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.paths import UserFolders
from reader.tools.key_names import normalised, press_of
from reader.tools.key_rules import owner_of
from reader.tools.keymap import FAMILY_OPTION, OPTION
from reader.ui.window.window import Window
from tests.ui.conftest import OpenProgram

PATIENCE_MS = 15_000
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Start = Callable[[], Window]


@pytest.fixture
def start(open_program: OpenProgram) -> Start:
    return lambda: open_program(is_ready=False).window


@pytest.fixture
def window(start: Start) -> Window:
    return start()


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(widget, key, held)


def test_every_key_at_first_is_free_and_nobody_else_s(window: Window) -> None:
    keymap = window.keymap
    for each in keymap.commands:
        assert keymap.keys_of(each.key) == each.defaults, f"{each.words} lost a key to another command"
        for name in each.defaults:
            # Taking back is what Ctrl+Z does in a field as well, which goes first there.
            assert owner_of(name) is None or name == "Ctrl+Z", f"{each.words}: {name}"


@pytest.mark.parametrize("family", ["own", "a", "e"])
def test_no_press_sets_off_two_shortcuts(window: Window, family: str) -> None:
    window.stage.settings.set(FAMILY_OPTION, family)
    names = [normalised(each.key().toString()) for each in window.findChildren(QShortcut) if each.isEnabled()]
    presses = [press_of(name) for name in names if name is not None]
    assert None not in names
    assert len(presses) == len(set(presses))
    assert len(presses) > 40


def test_a_chosen_key_works_and_the_old_one_no_more(window: Window) -> None:
    settings = window.stage.settings
    is_on = settings.flag("captions")
    window.keymap.put("tool.captions", ("Ctrl+J",))
    press(window.page, Qt.Key.Key_F12)
    assert settings.flag("captions") is is_on
    press(window.page, Qt.Key.Key_J, _CONTROL)
    assert settings.flag("captions") is not is_on
    button = next(each for each in window.toolbar.buttons if each.tool.key == "captions")
    assert "按键：Ctrl 加 J" in button.accessibleDescription()


def test_the_page_s_own_keys_follow_too(window: Window) -> None:
    page = window.page
    page.setFocus()
    press(page, Qt.Key.Key_Down, _CONTROL)
    place = page.caret_place()
    window.keymap.put("reading.next_paragraph", ("Ctrl+J",))
    press(page, Qt.Key.Key_Down, _CONTROL)
    assert page.caret_place() == place
    press(page, Qt.Key.Key_J, _CONTROL)
    assert page.caret_place() > place
    window.keymap.restore()
    place = page.caret_place()
    press(page, Qt.Key.Key_Down, _CONTROL)
    assert page.caret_place() > place


def test_a_change_is_taken_back_by_the_key_for_that(window: Window) -> None:
    window.keymap.put("tool.captions", ("Ctrl+J",))
    press(window.page, Qt.Key.Key_Z, _CONTROL)
    assert window.keymap.keys_of("tool.captions") == ("F12",)
    assert "改过的按键" in window.status.said


def test_in_a_field_taking_back_is_the_field_s(window: Window) -> None:
    field = window.search_box.field
    field.setFocus()
    QTest.keyClicks(field, "abc")
    window.keymap.put("tool.captions", ("Ctrl+J",))
    press(field, Qt.Key.Key_Z, _CONTROL)
    assert field.text() == ""
    assert window.keymap.keys_of("tool.captions") == ("Ctrl+J",)


def test_the_keys_of_family_e_work_outside_of_fields_only(window: Window, qtbot: QtBot) -> None:
    settings = window.stage.settings
    settings.set(FAMILY_OPTION, "e")
    press(window.page, Qt.Key.Key_2, _SHIFT)
    assert not settings.flag("voice")
    window.search.focus_box()
    field = window.search_box.field
    qtbot.waitUntil(field.hasFocus, timeout=PATIENCE_MS)
    press(field, Qt.Key.Key_2, _SHIFT)
    press(field, Qt.Key.Key_L, _SHIFT)
    assert not settings.flag("voice")
    assert settings.flag("pin")
    assert len(field.text()) == 2


def test_every_field_of_the_window_keeps_its_letters(window: Window) -> None:
    settings = window.stage.settings
    settings.set(FAMILY_OPTION, "e")
    window.sound_pages.show_pronunciation()
    fields = [each for each in window.sound_pages.pronunciation.findChildren(QLineEdit) if each.isVisible()]
    assert len(fields) == 2
    for field in fields:
        field.setFocus()
        press(field, Qt.Key.Key_L, _SHIFT)
        assert field.text().endswith(("l", "L"))
    assert settings.flag("pin")


def test_the_keys_of_family_a_work_as_well(window: Window) -> None:
    settings = window.stage.settings
    settings.set(FAMILY_OPTION, "a")
    press(window.page, Qt.Key.Key_V, _CONTROL | Qt.KeyboardModifier.AltModifier)
    assert not settings.flag("voice")
    press(window.page, Qt.Key.Key_F2)
    assert settings.flag("voice")


def test_the_table_opens_by_its_key_and_a_key_is_changed_there(window: Window) -> None:
    press(window.page, Qt.Key.Key_F1, _SHIFT)
    page = window.tool_pages.shortcuts
    assert page.isVisible()
    assert page.search.hasFocus()
    page.edit("tool.captions")
    focus = QApplication.focusWidget()
    assert focus is page.editor.catcher
    press(focus, Qt.Key.Key_F1)
    assert "说明" in page.editor.problem
    press(focus, Qt.Key.Key_J, _CONTROL)
    assert window.keymap.keys_of("tool.captions") == ("Ctrl+J",)
    assert "Ctrl+J" in window.status.said or "Ctrl+J" in window.notice.text
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, Qt.Key.Key_Escape)
    assert window.way.is_at_page


@pytest.mark.parametrize(
    "keymap", ["[" * 900, '{"tool.captions": ["Space", "Ctrl+J"], "x": 7}', "不是", '{"tool.captions": 7}']
)
def test_whatever_stands_in_the_settings_the_window_opens_with_sound_keys(
    start: Start, tmp_path: Path, keymap: str
) -> None:
    path = UserFolders.of_profile(tmp_path / "profile").config / "settings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"version": 1, OPTION: keymap, FAMILY_OPTION: "a"}), encoding="utf-8")
    window = start()
    kept = "Ctrl+J" if "Ctrl+J" in keymap else "F12"
    assert window.keymap.keys_of("tool.captions") == (kept, "Ctrl+Alt+B")
    assert window.keymap.keys_of("tool.voice") == ("F2", "Ctrl+Alt+V")


# Keys of a real keyboard: which of several names of a press Qt goes by is known on a real display only.
HANDS = {
    "own": {"ctrl+shift+equal": "tool.zoom_in", "ctrl+KP_Add": "tool.zoom_in", "ctrl+equal": "tool.zoom_in"},
    "a": {"ctrl+alt+shift+equal": "tool.zoom_in", "ctrl+alt+shift+slash": "tool.help", "ctrl+alt+v": "tool.voice"},
    "e": {"shift+slash": "tool.help", "shift+2": "tool.voice", "shift+L": "tool.pin", "shift+6": "tool.zoom_in"},
}  # fmt: skip


@pytest.mark.display
@pytest.mark.parametrize("family", HANDS)
def test_a_real_keyboard_sets_off_the_one_shortcut_that_is_meant(
    qtbot: QtBot, window: Window, family: str
) -> None:
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed")
    window.stage.settings.set(FAMILY_OPTION, family)
    pressed: list[str] = []
    for shortcut in window.findChildren(QShortcut):
        if shortcut.isEnabled():
            name = shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
            taker = window.keymap.taker_of(name)
            assert taker is not None, name
            shortcut.activated.connect(lambda key=taker.key: pressed.append(key))
            shortcut.activatedAmbiguously.connect(lambda name=name: pressed.append(f"{name}, and another"))
    for hand, meant in HANDS[family].items():
        window.way.show_page()
        pressed.clear()
        subprocess.run(["xdotool", "key", hand], check=True, capture_output=True)
        qtbot.waitUntil(lambda: bool(pressed), timeout=PATIENCE_MS)
        assert pressed == [meant], hand


def test_a_key_held_long_switches_once_and_walks_on(window: Window) -> None:
    repeating = {
        each.key: {
            shortcut.autoRepeat()
            for shortcut in window.findChildren(QShortcut)
            if shortcut.isEnabled()
            and normalised(shortcut.key().toString()) in window.keymap.keys_of(each.key)
        }
        for each in window.keymap.commands
    }
    assert repeating["tool.zoom_in"] == repeating["play.next_sentence"] == {True}
    assert repeating["tool.voice"] == repeating["tool.reset"] == repeating["window.undo"] == {False}


@pytest.mark.parametrize("is_at_page", [True, False])
def test_the_space_bar_held_long_begins_to_read_and_does_not_stop_again(
    window: Window, qtbot: QtBot, is_at_page: bool
) -> None:
    (window.page if is_at_page else window.contents).setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    kind = QKeyEvent.Type.KeyPress
    for is_held in (False, True):
        QApplication.sendEvent(focus, QKeyEvent(kind, Qt.Key.Key_Space, _NONE, " ", is_held))
    assert window.narrator.is_playing
    window.narrator.stop()


def test_rubbish_among_the_stored_keys_is_told_and_kept_aside(start: Start, tmp_path: Path) -> None:
    path = UserFolders.of_profile(tmp_path / "profile").config / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({OPTION: '{"tool.voice": [7]}'}), encoding="utf-8")
    window = start()
    assert any("改过的按键" in notice for notice in window.stage.settings.notices)
    assert path.with_name("settings.json.damaged").is_file()
    assert window.keymap.keys_of("tool.voice") == ("F2",)
