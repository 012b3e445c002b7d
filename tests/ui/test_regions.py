"""The regions: their words, the keys to them, and what is told of crossing while 读屏专用 is on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.ui.access import accessible
from reader.ui.access.regions import Region, crossing_words, neighbour, offer_words, report_amount
from reader.ui.window.window import Window
from tests.ui.conftest import OpenProgram

accessible.install()  # before the QApplication, which pytest-qt makes later

PATIENCE_MS = 15_000
CONTENTS, PAGE = Region("contents", "目录", "12 项"), Region("page", "正文")


# -- words ----------------------------------------------------------------------------------------------------------------


def test_a_region_is_called_by_name_and_amount() -> None:
    assert CONTENTS.words == "目录，12 项"
    assert PAGE.words == "正文"


def test_a_crossing_names_both_sides() -> None:
    assert crossing_words(PAGE, CONTENTS) == "您已离开正文。您已进入目录，12 项"
    assert crossing_words(None, CONTENTS) == "您已进入目录，12 项"


def test_an_offer_names_all_with_their_keys() -> None:
    keys = {"contents": "Alt+3", "page": ""}
    assert offer_words([CONTENTS, PAGE], keys, "F6", "Ctrl+下翻页") == (
        "这里有2块：Alt+3 目录，12 项；正文。按 F6 到下一块，按 Ctrl+下翻页 到下一个标题。"
    )
    assert offer_words([CONTENTS], {}, "", "") == "这里有1块：目录，12 项。"


def test_a_report_is_counted_in_paragraphs_headings_and_links(report: Report) -> None:
    assert report_amount(report) == f"51 段，14 个标题，{len(report.links)} 处名词"


def test_a_ring_has_no_end() -> None:
    assert [neighbour(3, at, 1) for at in (0, 1, 2, None)] == [1, 2, 0, 0]
    assert [neighbour(3, at, -1) for at in (0, 1, 2, None)] == [2, 0, 1, 2]


# -- the window -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def window(open_program: OpenProgram) -> Window:
    made = open_program(1920, 1080)
    # It may tell, by itself, what this machine lacks (a sound device): away with it.
    made.window.notice.clear()
    return made.window


def hand_over(window: Window) -> None:
    window.stage.settings.set("screen_reader", True)


def press(window: Window, keys: str) -> None:
    held = {"Alt": Qt.KeyboardModifier.AltModifier, "Ctrl": Qt.KeyboardModifier.ControlModifier}
    *modifiers, key = keys.split("+")
    holding = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        holding |= held.get(each, Qt.KeyboardModifier.ShiftModifier)
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"), holding)


def wait_for_words(window: Window, qtbot: QtBot, start: str) -> None:
    qtbot.waitUntil(lambda: window.status.said.startswith(start), timeout=PATIENCE_MS)


def test_turned_on_it_offers_the_regions(window: Window) -> None:
    window.tool("screen_reader").trigger()
    assert window.status.said.startswith("这里有6块：Alt+1 搜索，")
    for words in (
        "Alt+2 工具，15 个按钮",
        "Alt+3 目录，",
        "Alt+4 正文，51 段",
        "Alt+7 朗读，",
        "按 F6 到下一块",
    ):
        assert words in window.status.said
    window.tool("screen_reader").trigger()
    assert window.status.said == "读屏专用已关闭"


@pytest.mark.parametrize("is_handed_over", [False, True])
def test_a_key_leads_to_each_region(window: Window, qtbot: QtBot, is_handed_over: bool) -> None:
    if is_handed_over:
        hand_over(window)
    targets = {
        "Alt+1": (window.search_box.field, "搜索，"),
        "Alt+2": (window.toolbar.buttons[0], "工具，15 个按钮"),
        "Alt+3": (window.contents, "目录，"),
        "Alt+7": (window.player_bar.main_button, "朗读，"),
        "Alt+4": (window.page, "正文，51 段"),
    }
    for key, (widget, words) in targets.items():
        press(window, key)
        assert QApplication.focusWidget() is widget, key
        if is_handed_over:
            wait_for_words(window, qtbot, words)
    if not is_handed_over:
        assert "正文" not in window.status.said


def test_f6_goes_round_and_shift_f6_back(window: Window) -> None:
    ways = []
    for key in ("F6", "Shift+F6"):
        window.page.setFocus()
        round_ = []
        for _ in range(6):
            press(window, key)
            focus = QApplication.focusWidget()
            assert focus is not None
            round_.append(focus)
        assert round_[-1] is window.page
        ways.append(round_[:-1])
    assert ways[0] == ways[1][::-1]


def test_crossing_by_tab_is_told_only_while_handed_over(window: Window, qtbot: QtBot) -> None:
    window.contents.setFocus()
    window.page.setFocus()
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in window.regions.findChildren(QTimer)))
    assert "您已" not in window.status.said
    hand_over(window)
    window.contents.setFocus()
    wait_for_words(window, qtbot, "您已离开正文。您已进入目录，")
    window.way.show_side(window.sound_pages.export)
    wait_for_words(window, qtbot, "您已离开目录。您已进入存成录音，")
    window.way.show_page()
    wait_for_words(window, qtbot, "您已离开存成录音。您已进入正文，")


def test_what_is_not_there_is_said_to_be_closed(window: Window) -> None:
    press(window, "Alt+5")
    assert window.status.said == "搜索结果现在没有打开"
    assert QApplication.focusWidget() is window.page


def test_what_is_folded_away_comes_out(window: Window, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    window.stage.settings.set("zoom", 300)
    for key, widget in (("Alt+3", window.contents), ("Alt+2", window.toolbar.buttons[0])):
        press(window, key)
        assert window.drawer.isVisible()
        assert QApplication.focusWidget() is widget
    press(window, "Alt+7")
    assert not window.drawer.isVisible()
    assert QApplication.focusWidget() is window.player_bar.main_button


def test_headings_are_gone_to_from_anywhere(window: Window, report: Report) -> None:
    window.contents.setFocus()
    press(window, "Ctrl+PageDown")
    assert QApplication.focusWidget() is window.page
    block, _ = window.page.caret_place()
    assert report.blocks[block].text == "2021上半年主要工作回顾"
    window.way.show_side(window.sound_pages.export)
    press(window, "Ctrl+PageDown")
    assert window.way.is_at_page
    assert report.blocks[window.page.caret_place()[0]].text.startswith("一、聚焦经济发展")
    window.search_box.field.setFocus()
    press(window, "Ctrl+PageUp")
    assert window.page.caret_place()[0] == block
