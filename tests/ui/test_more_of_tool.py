"""A tool's choices open from its own button in four ways, and none of them presses the button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader.ui.window.more_of_tool import HOLD_MS, MoreOfTool

LEFT = Qt.MouseButton.LeftButton


class Bench:
    def __init__(self, qtbot: QtBot) -> None:
        self.button = QPushButton("配色")
        qtbot.addWidget(self.button)
        self.button.setAutoDefault(True)
        self.button.show()
        self.is_resting = False
        self.more = MoreOfTool([("colours", self.button)], lambda: self.is_resting, self.button)
        self.wanted: list[str] = []
        self.pressed = 0
        self.more.wanted.connect(self.wanted.append)
        self.button.clicked.connect(self._count)

    def _count(self) -> None:
        self.pressed += 1


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_held_long_it_opens_the_choices_and_is_not_pressed(qtbot: QtBot, bench: Bench) -> None:
    QTest.mousePress(bench.button, LEFT)
    qtbot.waitUntil(lambda: bool(bench.wanted), timeout=HOLD_MS * 5)
    QTest.mouseRelease(bench.button, LEFT)
    assert (bench.wanted, bench.pressed) == (["colours"], 0)


def test_a_plain_press_presses(bench: Bench) -> None:
    QTest.mouseClick(bench.button, LEFT)
    assert (bench.wanted, bench.pressed) == ([], 1)


def test_held_and_drawn_off_it_does_nothing(qtbot: QtBot, bench: Bench) -> None:
    QTest.mousePress(bench.button, LEFT)
    QTest.mouseMove(bench.button, QPoint(-200, -200))
    bench.button.setDown(False)
    qtbot.wait(HOLD_MS + 200)
    QTest.mouseRelease(bench.button, LEFT, pos=QPoint(-200, -200))
    assert (bench.wanted, bench.pressed) == ([], 0)


def test_the_menu_key_and_the_right_button_open_the_choices(bench: Bench) -> None:
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        QApplication.sendEvent(bench.button, QContextMenuEvent(reason, QPoint(4, 4), QPoint(4, 4)))
    assert (bench.wanted, bench.pressed) == (["colours", "colours"], 0)


def test_shift_and_enter_open_the_choices_and_enter_alone_presses(bench: Bench) -> None:
    bench.button.setFocus()
    QTest.keyClick(bench.button, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (bench.wanted, bench.pressed) == (["colours"], 0)
    QTest.keyClick(bench.button, Qt.Key.Key_Return)
    assert bench.pressed == 1


def test_where_holding_means_something_else_it_opens_nothing(qtbot: QtBot, bench: Bench) -> None:
    bench.is_resting = True
    QTest.mousePress(bench.button, LEFT)
    qtbot.wait(HOLD_MS + 200)
    assert bench.wanted == []
    QTest.mouseRelease(bench.button, LEFT)
    assert bench.pressed == 1
