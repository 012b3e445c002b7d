"""What residents do with the fifteen tools (stories 2, 7 and 9), in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from reader.settings.option import Value
from reader.settings.store import Settings
from reader.settings.wishes import parse_wishes, take_wishes, written_wishes
from reader.tools import all_options
from tests.stories.conftest import Resident

pytestmark = pytest.mark.display

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def chosen(resident: Resident) -> dict[str, Value]:
    return {option.key: resident.settings[option.key] for option in all_options() if option.is_preference}


def test_7_a_slip_on_reset_is_undone_by_one_touch(resident: Resident) -> None:
    for key, value in (("zoom", 150), ("scheme", "yellow_on_black"), ("caption_pinyin", True)):
        resident.settings.set(key, value)
    mine = chosen(resident)
    resident.touch(resident.button("重置"))
    assert resident.settings["scheme"] == "original"
    assert resident.settings["zoom"] == 100
    resident.touch(resident.button("撤销"))
    assert chosen(resident) == mine


def test_7_a_slip_on_anything_is_undone_by_one_key(resident: Resident) -> None:
    mine = chosen(resident)
    for name in ("配色", "鼠标样式", "十字线", "固定"):
        resident.click(name)
    assert chosen(resident) != mine
    resident.page.setFocus()
    for _name in range(4):
        resident.press(Qt.Key.Key_Z, _CONTROL)
    assert chosen(resident) == mine


def test_7_nothing_happens_on_merely_passing_over(resident: Resident) -> None:
    mine, window = chosen(resident), resident.window
    handle = window.windowHandle()
    buttons = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    for button in buttons:
        QTest.mouseMove(handle, button.mapTo(window, button.rect().center()))
        QApplication.processEvents()
    for y in range(200, window.height() - 200, 8):
        QTest.mouseMove(handle, QPoint(window.width() // 2, y))
        QApplication.processEvents()
    assert chosen(resident) == mine
    assert not window.popup.is_open()
    assert window.way.is_at_page
    assert not window.narrator.is_playing
    assert resident.heard == []


def test_7_the_crosshair_lies_over_a_note_too(resident: Resident) -> None:
    resident.click("十字线")
    resident.page.setFocus()
    resident.press(Qt.Key.Key_Tab)
    resident.press(Qt.Key.Key_Return)
    popup = resident.window.popup
    resident.wait_until(popup.is_open)
    middle = popup.mapToGlobal(popup.rect().center())
    QCursor.setPos(middle)
    screen = resident.window.screen()
    scheme = resident.window.theme.scheme

    def is_crossed() -> bool:
        picture = screen.grabWindow(0).toImage()
        beside = [picture.pixelColor(middle.x() + 60, middle.y() + dy).name().upper() for dy in range(-4, 5)]
        return {scheme.focus_inner, scheme.focus_outer} <= set(beside)

    resident.wait_until(is_crossed)


def test_2_a_tool_s_choices_open_from_its_button_and_act_at_once(resident: Resident) -> None:
    colours = resident.button("配色")
    QTest.mouseClick(colours, Qt.MouseButton.RightButton)
    QTest.keyClick(colours, Qt.Key.Key_Return, _SHIFT)
    resident.wait_until(resident.window.tool_pages.settings.isVisible)
    resident.click("配色：黑底黄字")
    assert resident.settings["scheme"] == "yellow_on_black"
    resident.press(Qt.Key.Key_Escape)
    assert resident.window.way.is_at_page


def test_the_plain_page_has_no_aid_and_one_key_brings_all_back(resident: Resident) -> None:
    for key, value in (("zoom", 200), ("scheme", "yellow_on_black"), ("crosshair", True), ("pointer", 80)):
        resident.settings.set(key, value)
    mine, window = chosen(resident), resident.window
    window.narrator.toggle()
    resident.wait_until(lambda: len(resident.heard) > 2)
    resident.page.setFocus()
    resident.press(Qt.Key.Key_Q, _CONTROL | _SHIFT)
    assert not window.narrator.is_playing
    assert window.theme.scheme.key == "original"
    assert QApplication.overrideCursor() is None
    assert not window.stage.crosshair.is_shown
    seen = [part for part in (window.toolbar, window.player_bar, window.captions) if part.isVisible()]
    assert seen == []
    resident.press(Qt.Key.Key_F4)
    resident.press(Qt.Key.Key_Space)
    assert resident.settings["scheme"] == "original", "the keys of the aids rest as well"
    assert not window.narrator.is_playing
    resident.press(Qt.Key.Key_Q, _CONTROL | _SHIFT)
    assert chosen(resident) == mine
    assert window.theme.scheme.key == "yellow_on_black"
    assert window.stage.crosshair.is_shown


def test_the_icon_on_the_desktop_opens_in_the_resident_s_way(resident: Resident, tmp_path: Path) -> None:
    for key, value in (("zoom", 200), ("scheme", "yellow_on_blue"), ("speed", 140)):
        resident.settings.set(key, value)
    written = written_wishes(resident.settings, all_options())
    another = Settings(all_options(), tmp_path / "another.json")
    another.set("scheme", "white")
    take_wishes(another, parse_wishes(written, all_options()))
    assert (another["zoom"], another["scheme"], another["speed"]) == (200, "yellow_on_blue", 140)
