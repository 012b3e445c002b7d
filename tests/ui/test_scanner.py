"""Typing with one switch or two: rows and keys take turns, and one press chooses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.search.result import Candidate
from reader.tools import all_options
from reader.ui.keyboard.candidate_bar import Key
from reader.ui.keyboard.scan_steps import Level, ScanSteps, pace_ms
from reader.ui.keyboard.scanner import Scanner
from reader.ui.keyboard.screen_keyboard import ScreenKeyboard
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

Dress = Callable[[float, str], Theme]
LENGTHS = (2, 3, 1)


def offer(sought: str, _limit: int) -> tuple[Candidate, ...]:
    return {"q": (Candidate("七宝", 1), Candidate("全镇", 1))}.get(sought, ())


class Desk(QWidget):
    def __init__(self, theme: Theme, icons: Icons, pace: int | None) -> None:
        super().__init__()
        self.pace = pace
        self.field = QLineEdit()
        self.field.setProperty("role", "search")
        rows = QVBoxLayout(self)
        rows.addWidget(self.field)
        rows.addStretch(1)
        self.keyboard = ScreenKeyboard(offer, theme, icons, self, scan_pace=lambda: self.pace)
        self.said: list[str] = []
        self.keyboard.key_pressed.connect(self.said.append)

    @property
    def scanner(self) -> Scanner:
        found = self.keyboard.findChild(Scanner)
        assert found is not None
        return found

    @property
    def words(self) -> str:
        """What is said where else the pinyin stands."""
        return next(label.text() for label in self.keyboard.findChildren(QLabel))

    def marked(self) -> list[str]:
        return [key.accessibleName() for key in self.scanner.marked]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.scanner, key)


@pytest.fixture
def open_desk(dress: Dress, icons: Icons, qtbot: QtBot) -> Callable[[int | None], Desk]:
    def open_one(pace: int | None) -> Desk:
        desk = Desk(dress(1.0, "original"), icons, pace)
        qtbot.addWidget(desk)
        desk.resize(1366, 768)
        with qtbot.waitActive(desk):
            desk.show()
            desk.activateWindow()
        desk.keyboard.open_for(desk.field)
        return desk

    return open_one


# -- the steps alone --


def test_it_rests_until_it_is_told_to_begin() -> None:
    steps = ScanSteps()
    steps.step(LENGTHS)
    assert steps.level is Level.RESTING
    assert not steps.pick()
    assert (steps.level, steps.row) == (Level.ROWS, 0)


def test_rows_take_turns_and_rest_when_nobody_presses() -> None:
    steps = ScanSteps()
    steps.begin()
    turns = []
    while steps.level is Level.ROWS:
        turns.append(steps.row)
        steps.step(LENGTHS)
    assert turns == [0, 1, 2] * 3
    assert steps.level is Level.RESTING


def test_a_row_is_left_again_after_two_rounds_of_its_keys() -> None:
    steps = ScanSteps()
    steps.begin()
    steps.step(LENGTHS)
    assert not steps.pick()
    turns = []
    while steps.level is Level.KEYS:
        turns.append(steps.key)
        steps.step(LENGTHS)
    assert turns == [0, 1, 2] * 2
    assert (steps.level, steps.row) == (Level.ROWS, 1)


def test_a_key_is_chosen() -> None:
    steps = ScanSteps()
    steps.begin()
    steps.pick()
    steps.step(LENGTHS)
    assert steps.pick()
    assert (steps.row, steps.key) == (0, 1)


def test_by_hand_it_goes_both_ways_and_never_leads_away() -> None:
    steps = ScanSteps()
    steps.step_by_hand(LENGTHS, 1)
    assert (steps.level, steps.row) == (Level.ROWS, 0)
    steps.step_by_hand(LENGTHS, -1)
    assert steps.row == 2
    for _ in range(30):
        steps.step_by_hand(LENGTHS, 1)
    assert steps.level is Level.ROWS
    steps.step_by_hand(LENGTHS, -1)
    steps.pick()
    for _ in range(31):
        steps.step_by_hand(LENGTHS, 1)
    assert (steps.level, steps.row, steps.key) == (Level.KEYS, 1, 1)


def test_every_choice_of_the_option_is_a_pace() -> None:
    option = next(option for option in all_options() if option.key == "key_scan")
    assert [pace_ms(str(choice.value)) for choice in option.choices] == [None, 0, 1000, 2000, 3000, 4000]
    assert pace_ms(str(option.default)) is None


# -- on the keyboard --


def test_without_it_the_keyboard_is_as_ever(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(None)
    assert desk.scanner.isHidden()
    assert desk.field.hasFocus()


def test_one_switch_writes_and_chooses(open_desk: Callable[[int | None], Desk], qtbot: QtBot) -> None:
    desk = open_desk(20)  # two looks of waitUntil at each key
    assert desk.scanner.hasFocus()
    assert desk.marked() == []
    desk.press(Qt.Key.Key_Space)
    assert desk.marked()[0] == "字母 Q"
    assert len(desk.marked()) == 10
    desk.press(Qt.Key.Key_Return)
    assert desk.marked() == ["字母 Q"]
    desk.press(Qt.Key.Key_Space)
    assert desk.field.text() == "q"
    assert desk.marked() == ["七宝", "全镇"], "words come first"
    desk.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.marked() == ["全镇"])
    desk.press(Qt.Key.Key_Space)
    assert desk.field.text() == "全镇"
    assert desk.scanner.hasFocus()
    qtbot.waitUntil(lambda: desk.marked() == [])
    assert {"Q到P", "字母 Q", "Q", "可以选的词", "全镇", "删除、找这些"} <= set(desk.said)


def test_a_touch_anywhere_is_the_switch(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(60_000)
    for _ in range(3):
        QTest.mouseClick(desk.scanner, Qt.MouseButton.LeftButton, pos=QPoint(700, 200))
    assert desk.field.text() == "q"


def test_two_switches_walk_and_choose(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(0)
    tab, back, space = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space
    desk.press(tab, tab)
    assert desk.marked()[0] == "字母 A"
    desk.press(back, back)
    assert desk.marked()[0] == "数字 1"
    desk.press(back, space, tab, tab, back)
    assert desk.marked() == ["找"]
    desk.press(back, space)
    assert desk.said[-2] == "没有可以删的了"


def test_escape_goes_up_and_then_puts_the_keyboard_away(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(0)
    desk.press(Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Escape)
    assert len(desk.marked()) == 10
    desk.press(Qt.Key.Key_Escape)
    assert desk.keyboard.isHidden()
    assert desk.field.hasFocus()


@pytest.mark.parametrize(
    ("pace", "begin", "row", "key"),
    [
        (60_000, "按一下，就开始选", "再按一下，选这一排", "再按一下，选这个键"),
        (0, "按 Tab 键往下走", "按空格，选这一排", "按空格，选这个键"),
    ],
)
def test_it_says_what_the_next_press_does_whatever_is_written(
    open_desk: Callable[[int | None], Desk], pace: int, begin: str, row: str, key: str
) -> None:
    desk = open_desk(pace)
    assert ("开始选" if pace else "往下走") in desk.words
    desk.field.setText("q")
    QApplication.processEvents()
    assert desk.words == begin
    places = [each.geometry() for each in desk.keyboard.findChildren(Key)]
    desk.press(Qt.Key.Key_Space)
    assert desk.words == row
    desk.press(Qt.Key.Key_Space)
    assert desk.words == key
    assert [each.geometry() for each in desk.keyboard.findChildren(Key)] == places
    desk.field.setText("zz")
    QApplication.processEvents()
    assert desk.words.startswith(key)


def test_the_last_of_a_row_leads_back_to_the_rows(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(0)
    tab, back, space = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space
    desk.press(tab, tab, space, back)
    assert desk.marked() == ["返回"]
    assert desk.said[-1] == "返回"
    desk.press(space)
    assert desk.marked()[0] == "字母 A", "the same row once more"
    assert "返回" not in desk.marked()
    desk.press(space, back, back)
    assert desk.marked() == ["字母 L"]
    assert desk.field.text() == ""


def test_without_scanning_there_is_nothing_to_go_back_to(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(0)
    desk.pace = None
    desk.keyboard.open_for(desk.field)
    shown = [key.accessibleName() for key in desk.keyboard.findChildren(Key) if key.isVisible()]
    assert "返回" not in shown
    assert "按 Tab" not in desk.words


def test_a_row_that_goes_while_its_keys_take_turns_leads_on() -> None:
    steps = ScanSteps()
    steps.step_by_hand(LENGTHS, 1)
    steps.step_by_hand(LENGTHS, -1)
    steps.pick()
    steps.step(LENGTHS[:2])
    assert (steps.level, steps.key) == (Level.KEYS, 1)


def test_a_wooden_keyboard_can_be_used_beside_it(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(0)
    desk.press(Qt.Key.Key_L, Qt.Key.Key_G, Qt.Key.Key_Backspace)
    assert desk.field.text() == "l"


def test_what_is_marked_has_a_frame(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(0)
    resting = desk.keyboard.grab().toImage()
    desk.press(Qt.Key.Key_Space)
    marked = desk.keyboard.grab().toImage()
    key = desk.scanner.marked[0]
    above = key.mapTo(desk.keyboard, QPoint(key.width() // 2, -3))
    assert resting.pixelColor(above) != marked.pixelColor(above)
    below = key.mapTo(desk.keyboard, QPoint(key.width() // 2, key.height() + key.height()))
    assert resting.pixelColor(below) == marked.pixelColor(below)


def test_taken_back_it_is_gone_the_next_time(open_desk: Callable[[int | None], Desk]) -> None:
    desk = open_desk(0)
    desk.pace = None
    desk.keyboard.open_for(desk.field)
    assert desk.scanner.isHidden()
    assert QApplication.focusWidget() is desk.field


def test_the_resident_chooses_it_in_the_settings(open_program: Callable[..., Program]) -> None:
    window = open_program(is_ready=False).window
    window.stage.settings.set("key_scan", "2")
    window.keyboard.open_for(window.search_box.field)
    scanner = window.keyboard.findChild(Scanner)
    assert scanner is not None
    assert scanner.hasFocus()
    window.stage.undo()
    window.keyboard.open_for(window.search_box.field)
    assert scanner.isHidden()
    window.keyboard.close_keyboard()


def test_a_switch_goes_on_where_the_search_folds_away(
    open_program: Callable[..., Program], qtbot: QtBot
) -> None:
    window = open_program(is_ready=False).window
    settings = window.stage.settings
    settings.set("zoom", 200)
    settings.set("key_scan", "switch")
    window.resize(1920, 1080)
    qtbot.waitUntil(window.search_box.field.isVisible)
    window.keyboard.open_for(window.search_box.field)
    with qtbot.waitSignal(window.keyboard.closed):
        window.resize(1024, 600)
    assert QApplication.focusWidget() is window.menu
    QTest.keyClick(window.menu, Qt.Key.Key_Space)
    assert window.search_box.field.isVisible()
    window.drawer.put_away()
    assert QApplication.focusWidget() is window.menu
    settings.set("key_scan", "off")
    settings.set("zoom", 100)
