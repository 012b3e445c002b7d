"""Page, results and drawer take turns in a small window: what was called for is seen, and has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.ui.controls.action_button import ActionButton
from reader.ui.search.results import ResultList
from reader.ui.window.window import Window


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> Window:
    program.window.resize(700, 520)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window


def search(window: Window, qtbot: QtBot) -> None:
    window.search_box.set_text("373")
    window.search_box.submit()
    qtbot.waitUntil(window.search_panel.isVisible)
    assert not window.stack.isVisible(), "no window in which results and page take turns"


@pytest.mark.parametrize(
    "call",
    [
        lambda window: window.stage.show_help(),
        lambda window: window.stage.show_settings("comfort"),
        lambda window: window.stage.show_shortcuts(),
        lambda window: window.way.show_glossary(3),
    ],
    ids=["help", "settings", "shortcuts", "glossary"],
)
def test_a_page_called_for_beside_results_is_seen(
    window: Window, qtbot: QtBot, call: Callable[[Window], None]
) -> None:
    search(window, qtbot)
    call(window)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    assert window.stack.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert window.way.is_at_page
    assert window.page.isVisible()


def test_above_the_page_that_covers_the_results_their_steps_stay(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot)
    panel = window.search_panel
    qtbot.waitUntil(lambda: panel.result.count > 1)
    before = panel.height()
    window.search.next_hit()
    assert window.page.isVisible()
    assert panel.isVisible()
    assert panel.height() < before / 2
    assert panel.geometry().bottom() < window.stack.geometry().top()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel.isAncestorOf(focus), "who was in the list can go on by Enter"
    shown = [each for each in panel.findChildren(ActionButton) if each.isVisible()]
    next(each for each in shown if each.label == "下一个结果").click()
    assert panel.current_index == 1
    next(each for each in shown if each.label == "全部结果").click()
    assert not window.stack.isVisible()
    assert window.search_panel.findChild(ResultList).isVisible()  # type: ignore[union-attr]
    window.search.next_hit()
    window.stage.show_help()
    assert not panel.isVisible(), "another page has nothing to do with them"
    window.way.show_page()
    assert panel.isVisible()
    window.resize(1366, 768)
    assert panel.geometry().left() > window.stack.geometry().left(), "beside the page where there is room"


def test_a_search_closed_beside_another_page_leaves_the_keyboard_there(window: Window, qtbot: QtBot) -> None:
    window.way.show_sheet(window.original)
    search(window, qtbot)
    window.search.close()
    assert window.original.text.hasFocus()
    search(window, qtbot)
    window.way.show_page()
    window.search.close()
    assert window.page.hasFocus()


def test_the_drawer_goes_though_what_had_the_keyboard_before_it_is_gone(window: Window) -> None:
    window.stage.show_settings("crosshair")
    assert window.tool_pages.settings.box is not None
    window.tool_pages.settings.box.focus_first()
    window._open_drawer()
    window.tool_pages.settings.open_section("pointer")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.drawer.put_away()
    assert window.drawer.isHidden()


def test_the_drawer_opened_twice_gives_the_keyboard_back_to_where_it_was(window: Window) -> None:
    window.page.setFocus()
    window._open_drawer()
    window._open_drawer()
    window.drawer.put_away()
    assert window.page.hasFocus()
