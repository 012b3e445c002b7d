"""What would keep a resident waiting the first time is done beforehand, and never while somebody presses something."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.window.forethought import Forethought


def test_chores_are_done_one_by_one_and_once(qtbot: QtBot) -> None:
    window, done = QWidget(), list[str]()
    qtbot.addWidget(window)
    forethought = Forethought(window, (lambda: done.append("first"), lambda: done.append("second")), 1)
    window.show()
    assert not forethought.is_done, "not before it is told to begin"
    forethought.start()
    qtbot.waitUntil(lambda: done == ["first"])
    qtbot.waitUntil(lambda: forethought.is_done)
    assert done == ["first", "second"]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    qtbot.wait(5)
    assert done == ["first", "second"]


def test_a_press_puts_them_off(qtbot: QtBot) -> None:
    window, done = QWidget(), list[str]()
    qtbot.addWidget(window)
    button = QPushButton("按", window)
    QVBoxLayout(window).addWidget(button)
    with qtbot.waitExposed(window):
        window.show()
    forethought = Forethought(window, (lambda: done.append("chore"),), 400)
    since, pressed_at_ms = QElapsedTimer(), list[int]()
    button.pressed.connect(lambda: pressed_at_ms.append(since.elapsed()))
    since.start()
    forethought.start()
    qtbot.wait(100)
    handle = window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=button.geometry().center())
    qtbot.waitUntil(lambda: forethought.is_done)
    assert done == ["chore"]
    assert since.elapsed() - pressed_at_ms[0] > 350, "the whole rest again, from the press on"


def test_a_window_that_is_only_drawn_needs_none(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    forethought = Forethought(window, (window.show,), 1)
    forethought.start()
    qtbot.wait(20)
    assert window.isHidden()
    assert not forethought.is_done
