"""The captions in the real window: as large, as many and where they are wanted, and whatever is heard is seen."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.ui.player.narrator import HINT
from reader.ui.window.window import Window

_PATIENCE_MS = 15_000


@pytest.fixture
def window(program: Program) -> Window:
    return program.window


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def test_size_lines_and_place_are_what_is_chosen_at_once(window: Window) -> None:
    settings, strip, tool = window.stage.settings, window.captions, window.tool("captions")
    settle()
    heights = [strip.height()]
    for key, value in (("caption_size", "larger"), ("caption_size", "largest"), ("caption_lines", 2)):
        settings.set(key, value)
        settle()
        heights.append(strip.height())
    assert heights == sorted(set(heights))
    assert tool.state() == "开"
    below = strip.y()
    assert below > window.stack.geometry().bottom()
    settings.set("caption_position", "top")
    settle()
    assert window.toolbar.geometry().bottom() < strip.y() < window.stack.y()
    assert strip.isVisible()
    settings.set("caption_position", "bottom")
    settle()
    assert strip.y() == below
    tool.reset()
    settle()
    assert strip.height() == heights[0]


def test_what_does_not_fit_is_less_and_the_tool_says_so(window: Window) -> None:
    settings, tool = window.stage.settings, window.tool("captions")
    settings.set("caption_size", "largest")
    settings.set("caption_lines", 3)
    window.resize(1024, 600)
    settle()
    assert tool.state() == "小一些"
    assert window.page.viewport().height() >= 5 * 1.18 * 36
    window.resize(1920, 1080)
    settle()
    settings.set("caption_lines", 2)
    settle()
    assert tool.state() == "开"
    settings.set("captions", False)
    settle()
    assert tool.state() == "关"


def test_what_the_program_says_is_seen_while_it_is_heard(qtbot: QtBot, window: Window) -> None:
    strip, player = window.captions, window._services.speech.player
    # The first words find out that there is no sound device here, which is said, too, and to its end.
    with qtbot.waitSignal(player.announcement_started, timeout=_PATIENCE_MS):
        window.stage.announce("试一试")
    qtbot.waitUntil(lambda: not player.is_announcing, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: strip.shown_text() == HINT, timeout=_PATIENCE_MS)
    seen: list[str] = []
    player.announcement_moved.connect(lambda *_: seen.append(strip.shown_text()))
    with qtbot.waitSignal(player.announcement_finished, timeout=_PATIENCE_MS):
        window.stage.announce("鼠标样式，最大")
    assert set(seen) == {"鼠标样式，最大"}
    assert strip.shown_text() == HINT


def test_words_that_nobody_speaks_stay_long_enough_to_read(qtbot: QtBot, window: Window) -> None:
    strip, settings = window.captions, window.stage.settings
    settings.set("voice", False)
    settle()
    window.stage.announce("固定已关闭")
    assert strip.shown_text() == "固定已关闭"
    qtbot.waitUntil(lambda: strip.shown_text() == HINT, timeout=_PATIENCE_MS)
    window.narrator.toggle()
    qtbot.waitUntil(lambda: strip.shown_text() not in ("", HINT), timeout=_PATIENCE_MS)
    before = strip.shown_text()
    window.stage.announce("固定已打开")
    assert strip.shown_text() == before, "they cover nothing that is being read"
    window.narrator.stop()


def test_the_strips_own_buttons_change_the_settings(window: Window) -> None:
    strip, settings = window.captions, window.stage.settings
    settle()
    strip.pinyin_toggled.emit(True)
    strip.script_toggled.emit("traditional")
    settle()
    assert settings.flag("caption_pinyin")
    assert settings.text("caption_script") == "traditional"
    strip.close_pressed.emit()
    settle()
    assert not strip.isVisible()
    assert not settings.flag("captions")


def test_the_volume_goes_up_in_steps_by_touch_and_back_by_one_reset(window: Window) -> None:
    settings, device = window.stage.settings, QTest.createTouchDevice()
    window.resize(790, 600)  # the screen without a display is 800 wide, and no finger reaches beyond
    settle()
    for word in ("更多", "响一点", "响一点", "轻一点"):
        target = next(each for each in window.findChildren(QPushButton) if each.accessibleName() == word)
        assert target.isVisible()
        assert min(target.width(), target.height()) >= 44
        middle = target.rect().center()
        QTest.touchEvent(target, device).press(0, middle, target).commit()
        QTest.touchEvent(target, device).release(0, middle, target).commit()
        settle()
    assert settings.number("volume") == 90
    window.tool("reset").trigger()
    settle()
    assert settings.number("volume") == 80
