"""Every tool is reached and worked by keyboard alone, by touch alone, by pointer alone; twice leads back.

Events go to the window as the system delivers them, so that what lies under the finger decides who gets them.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.settings.option import Value
from reader.tools import TOOLS, all_options
from reader.ui.window.toolbar import ToolButton
from reader.ui.window.window import Window

SIZES = [(1366, 768, 100), (1366, 768, 300)]
# Without a screen, windows have 800 pixels of it: what is further to the right is never reached.
pytestmark = pytest.mark.display

LEFT = Qt.MouseButton.LeftButton
KEYS = [option.key for option in all_options() if option.is_preference]


class Hands:
    """One way to reach a button, and to press it."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.window: Window = program.window
        self.qtbot = qtbot

    def press(self, key: str) -> None:
        raise NotImplementedError

    def button(self, key: str) -> ToolButton:
        return next(button for button in self.window.toolbar.buttons if button.tool.key == key)

    def place_of(self, widget: QWidget) -> QPoint:
        """Give the middle of a widget in the window, which must be in sight there and not covered."""
        place = widget.mapTo(self.window, widget.rect().center())
        assert self.window.rect().contains(place)
        assert self.window.childAt(place) is widget
        return place

    def reach(self, key: str, tap: Callable[[QWidget], None]) -> ToolButton:
        """Open what hides the toolbar, and scroll to the button, by ``tap`` alone."""
        button = self.button(key)
        if not button.isVisible():
            openers = (self.window.menu, self.window.header.menu, self.window.header.tools)
            tap(next(opener for opener in openers if opener.isVisible()))
            self.qtbot.waitUntil(button.isVisible)
        return button


class Keyboard(Hands):
    def press(self, key: str) -> None:
        target = self.button(key)
        QTest.keyClick(self._focus(), Qt.Key.Key_F10)
        for _step in range(60):
            if QApplication.focusWidget() is target:
                break
            QTest.keyClick(self._focus(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is target
        QTest.keyClick(target, Qt.Key.Key_Space)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


class Finger(Hands):
    def press(self, key: str) -> None:
        self.tap(self.reach(key, self.tap))

    def tap(self, widget: QWidget) -> None:
        place = self.place_of(widget)
        device = QTest.createTouchDevice()
        handle = self.window.windowHandle()
        QTest.touchEvent(handle, device).press(0, place).commit()
        QTest.touchEvent(handle, device).release(0, place).commit()
        QApplication.processEvents()


class Pointer(Hands):
    def press(self, key: str) -> None:
        self.click(self.reach(key, self.click))

    def click(self, widget: QWidget) -> None:
        place = self.place_of(widget)
        handle = self.window.windowHandle()
        QTest.mouseMove(handle, place)
        QTest.mouseClick(handle, LEFT, Qt.KeyboardModifier.NoModifier, place)
        QApplication.processEvents()


def state_of(window: Window) -> dict[str, Value]:
    return {key: window.stage.settings[key] for key in KEYS}


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("width", "height", "zoom"), SIZES)
@pytest.mark.parametrize("way", [Keyboard, Finger, Pointer], ids=lambda way: way.__name__.lower())
def test_every_tool_by_one_way_alone(
    program: Program, qtbot: QtBot, way: type[Hands], width: int, height: int, zoom: int
) -> None:
    window, settings = program.window, program.window.stage.settings
    window.resize(width, height)
    settings.set("zoom", zoom)
    settings.set("motion", False)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    hands = way(program, qtbot)
    begun = state_of(window)
    for tool in TOOLS:
        said: list[str] = []
        connection = window.stage.said.connect(said.append)
        hands.press(tool.key)
        is_changed = state_of(window) != begun
        is_elsewhere = not window.way.is_at_page
        at_limit = zoom == 300 and tool.key == "zoom_in"
        assert is_changed or is_elsewhere or said or at_limit or tool.key == "reset", tool.name
        window.stage.said.disconnect(connection)
        settings.set("plain", False)
        while state_of(window) != begun and settings.can_undo:
            settings.undo()
        window.notice.clear()
        window.drawer.put_away()
        window.way.show_page()
        assert state_of(window) == begun, tool.name


@pytest.mark.timeout(300)
def test_every_tool_pressed_through_all_its_states_leads_back(program: Program, qtbot: QtBot) -> None:
    window, settings = program.window, program.window.stage.settings
    settings.set("motion", False)
    settings.set(
        "volume", 0
    )  # nothing to say: a machine without sound would tell of that, and it would stay in view
    begun, look = state_of(window), _look(window)
    windows = set(QApplication.topLevelWidgets())
    for tool in window.tools:
        if tool.key in ("zoom_in", "zoom_out", "reset") or not tool.options:
            continue
        for _press in range(12):
            tool.trigger()
            QApplication.processEvents()
            if state_of(window) == begun and not settings.flag("plain"):
                break
        window.notice.clear()
        assert state_of(window) == begun, tool.name
        assert _look(window) == look, tool.name
    window.tool("zoom_in").trigger()
    window.tool("zoom_out").trigger()
    assert state_of(window) == begun
    qtbot.waitUntil(lambda: set(QApplication.topLevelWidgets()) == windows)  # no window is left behind


def _look(window: Window) -> list[tuple[str, bool, int, int]]:
    """Give what is in sight, where and how large."""
    return sorted(
        (type(widget).__name__ + widget.objectName(), widget.isVisible(), widget.width(), widget.height())
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and not type(widget).__name__.startswith("_")
    )
