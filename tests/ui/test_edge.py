"""固定 in the real window: a hidden toolbar is there for pointer, finger and keyboard, moves nothing, and goes again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program, make_program
from reader.paths import UserFolders, bundled_report
from reader.ui.window.window import Window

PATIENCE_MS = 6000
"""The toolbar stays for 1.5 s when it was left."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    program: Program = make_program(
        UserFolders.of_profile(tmp_path), bundled_report(), is_first_sentence_spoken=False
    )
    window = program.window
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.page.scroller.is_motion_on = False
    window.stage.settings.set("pin", False)
    settle()
    move_to(window, QPoint(900, 500))
    assert not window.toolbar.isVisible()
    yield window
    program.close()
    window.deleteLater()


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def move_to(window: Window, place: QPoint) -> None:
    # Qt tells of no move to where the pointer is already.
    for each in (place + QPoint(3, 0), place):
        QTest.mouseMove(window.windowHandle(), each)
    settle()


def press_key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settle()


def tap(window: Window, place: QPoint) -> None:
    """Touch with a finger, as Qt hands it on where no widget takes touches: followed by a press of the mouse's."""
    finger, handle = QTest.createTouchDevice(), window.windowHandle()
    QTest.touchEvent(handle, finger).press(0, place).commit()
    QTest.touchEvent(handle, finger).release(0, place).commit()
    settle()


def centre_of(window: Window, widget: QWidget) -> QPoint:
    return widget.mapTo(window, widget.rect().center())


def places(window: Window) -> list[object]:
    """What must not move when the toolbar comes out or goes."""
    parts = (window.header, window.stack, window.contents, window.page, window.player_bar)
    boxes: list[object] = [QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts]
    return [*boxes, window.page.visible_start(), window.page.verticalScrollBar().value()]


def test_the_pointer_at_the_edge_brings_it_and_nothing_moves(window: Window, qtbot: QtBot) -> None:
    window.page.setFocus()
    press_key(Qt.Key.Key_Shift)  # the ring waits for a first key
    window.page.verticalScrollBar().setValue(2000)
    settle()
    before = places(window)
    move_to(window, QPoint(700, 2))
    qtbot.waitUntil(window.toolbar.isVisible)
    settle()
    assert places(window) == before
    toolbar = window.toolbar
    top = toolbar.mapTo(window, QPoint(0, 0)).y()
    assert top >= window.header.geometry().bottom(), "the head stays in view"
    assert toolbar.width() == window.centralWidget().width()
    for button in toolbar.buttons:
        place = button.mapTo(window, button.rect().center())
        assert window.childAt(place) is button, "above everything, and can be pressed"
    ring = [child for child in window.children() if type(child).__name__ == "_Frame"]
    order = window.children()
    assert ring
    assert all(order.index(toolbar) > order.index(frame) for frame in ring), "the page's ring is below it"
    move_to(window, QPoint(700, 500))
    qtbot.waitUntil(lambda: not toolbar.isVisible(), timeout=PATIENCE_MS)
    assert places(window) == before


def test_it_stays_while_the_pointer_is_on_it(window: Window, qtbot: QtBot) -> None:
    move_to(window, QPoint(700, 2))
    qtbot.waitUntil(window.toolbar.isVisible)
    move_to(window, QPoint(700, 500))
    assert window._edge._leaving.isActive()
    move_to(window, centre_of(window, window.toolbar.buttons[3]))
    assert not window._edge._leaving.isActive()
    assert window.toolbar.isVisible()


def test_passing_over_the_edge_does_nothing(window: Window, qtbot: QtBot) -> None:
    move_to(window, QPoint(700, 2))
    assert window._edge._resting.isActive()
    move_to(window, QPoint(700, 60))
    assert not window._edge._resting.isActive()
    assert not window.toolbar.isVisible()


def test_f10_brings_it_with_the_keyboard_and_esc_takes_both_back(window: Window) -> None:
    window.page.setFocus()
    press_key(Qt.Key.Key_F10)
    assert window.toolbar.isVisible()
    assert QApplication.focusWidget() is window.toolbar.buttons[0]
    press_key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.toolbar.buttons[1]
    press_key(Qt.Key.Key_Escape)
    assert not window.toolbar.isVisible()
    assert QApplication.focusWidget() is window.page


def test_it_goes_when_the_keyboard_has_left_it(window: Window, qtbot: QtBot) -> None:
    window.page.setFocus()
    press_key(Qt.Key.Key_F10)
    for _ in window.toolbar.buttons:
        press_key(Qt.Key.Key_Tab)
    assert not window.toolbar.isAncestorOf(QApplication.focusWidget() or window)
    assert window.toolbar.isVisible(), "for a while"
    qtbot.waitUntil(lambda: not window.toolbar.isVisible(), timeout=PATIENCE_MS)
    assert QApplication.focusWidget() is not None


def test_it_stays_while_the_keyboard_is_in_it(window: Window) -> None:
    press_key(Qt.Key.Key_F10)
    press_key(Qt.Key.Key_Tab)
    assert not window._edge._leaving.isActive()


def test_the_keyboard_at_the_handle_brings_it_and_enter_goes_in(window: Window) -> None:
    handle = window.header.tools
    window.search.focus_box()
    for _ in range(12):
        press_key(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is handle:
            break
    assert QApplication.focusWidget() is handle
    assert window.toolbar.isVisible()
    press_key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.toolbar.buttons[0]


def test_a_finger_brings_it_and_a_tap_elsewhere_lets_it_go(window: Window, qtbot: QtBot) -> None:
    tap(window, centre_of(window, window.header.tools))
    qtbot.waitUntil(window.toolbar.isVisible)
    button = next(button for button in window.toolbar.buttons if button.tool.key == "captions")
    was_on = window.stage.settings.flag("captions")
    tap(window, centre_of(window, button))
    assert window.stage.settings.flag("captions") is not was_on, "and its buttons work by finger"
    assert window.toolbar.isVisible()
    tap(window, centre_of(window, window.page))
    assert window.toolbar.isVisible(), "for a while"
    qtbot.waitUntil(lambda: not window.toolbar.isVisible(), timeout=PATIENCE_MS)
    assert not window.toolbar.isAncestorOf(QApplication.focusWidget() or window)


def test_let_go_while_in_use_it_goes_when_it_is_left(window: Window, qtbot: QtBot) -> None:
    settings = window.stage.settings
    settings.set("pin", True)
    settle()
    pin = next(button for button in window.toolbar.buttons if button.tool.key == "pin")
    pin.setFocus()
    press_key(Qt.Key.Key_Return)
    assert not settings.flag("pin")
    assert window.toolbar.isVisible()
    assert QApplication.focusWidget() is pin, "not taken away from under the hand"
    press_key(Qt.Key.Key_Return)
    assert settings.flag("pin"), "and a second press takes it back"
    settings.set("pin", False)
    press_key(Qt.Key.Key_Escape)
    assert not window.toolbar.isVisible()


def test_pinned_and_let_go_twice_all_is_as_it_began(window: Window) -> None:
    settings = window.stage.settings
    hidden = places(window)
    settings.set("pin", True)
    settle()
    pinned = places(window)
    assert not window.stage.aim.is_on, "pinned, it watches nothing"
    assert not window._edge._line.isVisible()
    settings.set("pin", False)
    settle()
    assert places(window) == hidden
    settings.set("pin", True)
    settle()
    assert places(window) == pinned
    assert window.toolbar.isVisible()


@pytest.mark.parametrize("size", [(640, 480), (1024, 600), (1366, 768), (1920, 1080)], ids=str)
def test_the_way_to_the_tools_is_there_for_a_finger_at_every_size(
    window: Window, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for zoom in (50, 100, 150, 200, 300):
        window.stage.settings.set("zoom", zoom)
        settle()
        ways = [way for way in (window.header.tools, window.header.menu, window.menu) if way.isVisible()]
        assert ways
        for way in ways:
            assert min(way.width(), way.height()) >= 44
            assert window.rect().contains(QRect(way.mapTo(window, QPoint(0, 0)), way.size())), "not cut"
        QTest.mouseClick(ways[0], Qt.MouseButton.LeftButton)
        settle()
        assert window.toolbar.isVisible()
        assert window.toolbar.buttons[0].visibleRegion().boundingRect().height() > 40
        press_key(Qt.Key.Key_Escape)
        assert not window.toolbar.isVisible()
