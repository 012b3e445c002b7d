"""快捷方式: keys are looked up, changed, switched off and taken back, by keyboard alone, and every step is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reader.settings.store import Settings
from reader.tools import EXTRAS, TOOLS, all_options
from reader.tools.keymap import FAMILY_OPTION, OPTION, Keymap, tool_command
from reader.ui.keys.desk import FIXED_GROUP, ShortcutsDesk, table_source
from reader.ui.keys.keys import Key, WindowKeys
from reader.ui.keys.page import ShortcutsPage
from reader.ui.keys.row import ShortcutRow
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

Dress = Callable[[float, str], Theme]
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Room:
    """The page with its desk, the keymap, and shortcuts of the whole window, which note what they are told to do."""

    def __init__(self, icons: Icons, theme: Theme, folder: Path, resources: Path) -> None:
        self.settings = Settings(all_options(), folder / "settings.json")
        self.done: list[str] = []
        keys = [
            Key("play.repeat", "再听一遍", "F9", lambda: self.done.append("repeat")),
            Key("play.next_sentence", "下一句", "F8", lambda: self.done.append("next")),
        ]
        tools = [tool_command(tool) for tool in (*TOOLS, *EXTRAS)]
        self.keymap = Keymap([*(key.command for key in keys), *tools], self.settings)
        self.page = ShortcutsPage(icons)
        actions = {key.key: key.action for key in keys}
        self.window_keys = WindowKeys(self.page, self.keymap, actions)
        self.desk = ShortcutsDesk(
            self.page, self.keymap, self.settings, resources / "search" / "readings.tsv", self.page
        )
        self.said: list[str] = []
        self.undo: Callable[[], None] | None = None
        self.desk.announced.connect(self.said.append)
        self.desk.undo_offered.connect(self._note_undo)
        self.desk.open()
        self.page.set_theme(theme, 36)

    def _note_undo(self, words: str, undo: Callable[[], None]) -> None:
        self.said.append(words)
        self.undo = undo

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)

    def buttons(self, beginning: str) -> list[QAbstractButton]:
        """Give the buttons in sight whose name begins so."""
        every = self.page.findChildren(QAbstractButton)
        return [each for each in every if each.isVisible() and each.accessibleName().startswith(beginning)]

    def click(self, beginning: str) -> None:
        self.buttons(beginning)[0].click()

    def rows(self) -> list[str]:
        """Give the names of the rows in sight."""
        names = (
            button.accessibleName()
            for button in self.page.findChildren(QAbstractButton)
            if button.isVisible()
        )
        return [name.partition("：")[0] for name in names if name.endswith("，改")]

    def texts(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def room(qtbot: QtBot, icons: Icons, dress: Dress, tmp_path: Path, resources: Path) -> Room:
    room = Room(icons, dress(1.0, "original"), tmp_path, resources)
    qtbot.addWidget(room.page)
    room.page.resize(1200, 900)
    with qtbot.waitActive(room.page):
        room.page.show()
        room.page.activateWindow()
    room.page.focus_first()
    return room


def focused() -> str:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus.accessibleName()


# -- changing ------------------------------------------------------------------------------------------------------


def test_a_new_key_works_at_once_and_the_old_one_does_not(room: Room) -> None:
    room.click("再听一遍：F9")
    assert focused() == "请按“再听一遍”的新键，按 Esc 不改"
    room.press(Qt.Key.Key_Control)
    assert room.keymap.keys_of("play.repeat") == ("F9",), "a key that is only held is none yet"
    room.press(Qt.Key.Key_J, _CONTROL)
    assert room.said == ["“再听一遍”现在是 Ctrl+J"]
    assert focused() == "再听一遍：Ctrl 加 J，改"
    room.press(Qt.Key.Key_F9)
    assert room.done == []
    room.press(Qt.Key.Key_J, _CONTROL)
    assert room.done == ["repeat"]
    assert room.undo is not None
    room.undo()
    room.press(Qt.Key.Key_F9)
    assert room.done == ["repeat", "repeat"]


def test_no_shortcut_fires_while_a_key_is_chosen(room: Room) -> None:
    room.click("再听一遍")
    room.press(Qt.Key.Key_F8)
    assert room.done == []
    room.press(Qt.Key.Key_F9)
    assert room.done == []


def test_a_key_of_another_command_is_named_and_can_be_taken_over(room: Room) -> None:
    room.click("再听一遍")
    room.press(Qt.Key.Key_F8)
    problem = "F8 现在是“下一句”的键。要它，就点“换过来”；不要，就按别的键。"
    assert problem in room.texts()
    assert room.said == [problem]
    room.press(Qt.Key.Key_Tab)
    assert focused() == "换过来"
    room.press(Qt.Key.Key_Return)
    assert room.keymap.keys_of("play.repeat") == ("F8",)
    assert room.keymap.keys_of("play.next_sentence") == ()
    assert room.said[-1] == "“再听一遍”现在是 F8；“下一句”的键跟着变了"
    assert room.buttons("下一句：没有键，改")


@pytest.mark.parametrize(
    ("key", "held", "whose"),
    [
        (Qt.Key.Key_Space, _NONE, "固定"),
        (Qt.Key.Key_Return, _NONE, "固定"),
        (Qt.Key.Key_A, _NONE, "写字"),
        (Qt.Key.Key_2, _SHIFT, "写字"),
        (Qt.Key.Key_C, _CONTROL, "写字"),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier, "桌面"),
        (Qt.Key.Key_Space, _CONTROL, "输入法"),
        (Qt.Key.Key_Insert, _NONE, "读屏"),
    ],
)
def test_a_key_that_is_somebody_else_s_is_refused_in_words(
    room: Room, key: Qt.Key, held: Qt.KeyboardModifier, whose: str
) -> None:
    room.click("再听一遍")
    room.press(key, held)
    assert whose in room.said[-1]
    assert room.buttons("换过来") == []
    assert focused() == "请按“再听一遍”的新键，按 Esc 不改", "another can be tried right away"
    assert room.settings[OPTION] == ""


def test_esc_gives_up_and_stays_on_the_page(qtbot: QtBot, room: Room) -> None:
    room.click("再听一遍")
    with qtbot.assertNotEmitted(room.page.back_pressed):
        room.press(Qt.Key.Key_Escape)
    assert not room.page.editor.isVisible()
    assert focused() == "再听一遍：F9，改"
    with qtbot.waitSignal(room.page.back_pressed):
        room.press(Qt.Key.Key_Escape)


def test_esc_gives_up_from_the_buttons_too(qtbot: QtBot, room: Room) -> None:
    room.click("再听一遍")
    room.press(Qt.Key.Key_Tab)
    with qtbot.assertNotEmitted(room.page.back_pressed):
        room.press(Qt.Key.Key_Escape)
    assert focused() == "再听一遍：F9，改"


def test_a_command_goes_without_keys_and_gets_its_first_ones_back(room: Room) -> None:
    room.click("再听一遍")
    assert room.buttons("还原") == [], "it has the keys it had at first"
    room.click("不用键")
    assert room.keymap.keys_of("play.repeat") == ()
    assert room.said[-1] == "“再听一遍”现在没有键了"
    room.click("再听一遍：没有键")
    assert room.buttons("不用键") == []
    room.click("还原成 F9")
    assert room.keymap.keys_of("play.repeat") == ("F9",)


def test_a_second_and_third_key_can_be_added(room: Room) -> None:
    for key, count in ((Qt.Key.Key_J, 2), (Qt.Key.Key_G, 3)):
        room.click("再听一遍")
        room.click("再加一个键")
        assert focused().startswith("请按要再加的键，F9")
        room.press(key, _CONTROL)
        assert len(room.keymap.keys_of("play.repeat")) == count
    room.click("再听一遍")
    assert room.buttons("再加一个键") == []


def test_choosing_the_key_it_has_changes_nothing(room: Room) -> None:
    room.click("再听一遍")
    room.press(Qt.Key.Key_F9)
    assert room.said == ["“再听一遍”现在是 F9"]
    assert room.undo is None


def test_everything_can_be_restored_and_that_taken_back(room: Room) -> None:
    assert not room.buttons("全部还原")[0].isEnabled()
    room.keymap.put("play.repeat", ("Ctrl+J",))
    room.settings.set(FAMILY_OPTION, "e")
    room.click("全部还原")
    assert room.keymap.keys_of("play.repeat") == ("F9",)
    assert room.settings[FAMILY_OPTION] == "own"
    assert room.undo is not None
    room.undo()
    assert room.keymap.keys_of("play.repeat") == ("Ctrl+J",)
    assert room.settings[FAMILY_OPTION] == "e"


def test_the_family_is_chosen_on_the_page(room: Room) -> None:
    room.click("按键习惯：再加 Ctrl+Alt")
    assert room.keymap.alias_of("tool.voice") == "Ctrl+Alt+V"
    assert (
        room.buttons("配色：F4，或者 Ctrl 加 Alt 加 T，改")[0]
        .accessibleDescription()
        .startswith("Ctrl+Alt+T：桌面")
    )
    assert "再加 Ctrl+Alt 那一套" in room.said[-1]
    room.click("按键习惯：再加 Ctrl+Alt")
    assert len(room.said) == 1, "it is in force already"
    assert room.undo is not None
    room.undo()
    assert room.keymap.alias_of("tool.voice") == ""


# -- looking up ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("再听", ["再听一遍"]),
        ("ztyb", ["再听一遍"]),
        ("zaiting", ["再听一遍"]),
        ("f9", ["再听一遍"]),
        ("F12", ["大字幕"]),
        ("声音", ["声音开关"]),
        ("没有这个", []),
    ],
)
def test_what_is_typed_filters_the_list(room: Room, typed: str, found: list[str]) -> None:
    QTest.keyClicks(room.page.search, typed) if typed.isascii() else room.page.search.setText(typed)
    assert room.rows() == found
    if found:
        assert f"找到 {len(found)} 个" in room.texts()
    room.page.search.clear()
    assert len(room.rows()) == 2 + len(TOOLS) + len(EXTRAS)


def test_how_many_are_found_is_said_once_typing_stops(qtbot: QtBot, room: Room) -> None:
    with qtbot.waitSignal(room.desk.told, timeout=5000) as told:
        QTest.keyClicks(room.page.search, "zaiting")
    assert told.args == ["找到 1 个"]


def test_fixed_keys_are_listed_and_found_but_not_changed(room: Room) -> None:
    room.page.search.setText("空格")
    assert room.rows() == []
    fixed = [each for each in room.page.findChildren(ShortcutRow) if each.isVisible()]
    assert [each.accessibleName() for each in fixed] == ["朗读、暂停、继续：空格"]
    fixed[0].setFocus()
    assert fixed[0].hasFocus(), "screen readers come past it"


def test_a_key_that_is_pressed_says_what_it_does(room: Room) -> None:
    room.click("按一下键，看它做什么")
    assert focused() == "请按一个键"
    room.press(Qt.Key.Key_F9)
    assert room.said == ["F9：再听一遍"]
    assert room.done == []
    assert room.rows() == ["再听一遍"]
    room.press(Qt.Key.Key_Space)
    assert room.said[-1] == "空格：朗读、暂停、继续"
    room.press(Qt.Key.Key_G, _CONTROL)
    assert room.said[-1] == "Ctrl 加 G：还没有用处，可以给一个按钮用"
    room.press(Qt.Key.Key_C, _CONTROL)
    assert "写字" in room.said[-1]
    room.press(Qt.Key.Key_Escape)
    assert focused() == "按一下键，看它做什么"


def test_the_keyboard_goes_through_the_page_in_its_order(room: Room) -> None:
    room.keymap.put("play.repeat", ("Ctrl+J",))
    room.click("再听一遍")
    room.page.search.setFocus()
    names = []
    for _ in range(16):
        names.append(focused().partition("：")[0])
        room.press(Qt.Key.Key_Tab)
    head = ["找一个键", "按一下键，看它做什么", "全部还原", "打印这张表", "放一个图标到桌面", "按键习惯"]
    editor = ["请按“再听一遍”的新键，按 Esc 不改", "不改", "再加一个键", "不用键", "还原成 F9"]
    # Of radio buttons Tab comes to each or to the chosen one, as the platform has it.
    assert list(dict.fromkeys(names))[:13] == [*head, "再听一遍", *editor, "下一句"]


def test_what_is_found_stands_right_below_the_field(room: Room) -> None:
    room.page.search.setText("再听")
    assert room.buttons("打印这张表") == []
    room.page.search.clear()
    assert room.buttons("打印这张表")


def test_leaving_the_page_leaves_nothing_open(room: Room) -> None:
    room.click("再听一遍")
    room.page.search.setText("再听")
    room.page.hide()
    assert room.page.search.text() == ""
    room.page.show()
    assert not room.page.editor.isVisible()
    assert len(room.rows()) == 2 + len(TOOLS) + len(EXTRAS)


def test_filtering_the_edited_row_away_closes_the_editor(room: Room) -> None:
    room.click("再听一遍")
    room.page.search.setText("下一句")
    assert not room.page.editor.isVisible()


def test_what_others_are_to_do_is_asked_of_them(qtbot: QtBot, room: Room) -> None:
    with qtbot.waitSignal(room.page.print_wanted):
        room.click("打印这张表")
    with qtbot.waitSignal(room.page.launcher_wanted):
        room.click("放一个图标到桌面")


def test_the_table_for_printing_holds_every_key(room: Room) -> None:
    room.keymap.put("play.repeat", ("Ctrl+J",))
    table = room.desk.table()
    assert (FIXED_GROUP, "朗读、暂停、继续", "空格") in table
    assert ("听报告", "再听一遍", "Ctrl+J") in table
    source = table_source(table)
    assert source.count("<h2>") == 3
    assert "<p>再听一遍：<b>Ctrl+J</b></p>" in source


# -- the look ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [0.72, 1.0, 1.9])
@pytest.mark.parametrize("width_px", [500, 1300])
def test_everything_fits_its_width_and_is_large_enough(
    qtbot: QtBot, room: Room, dress: Dress, scale: float, width_px: int
) -> None:
    room.page.set_theme(dress(scale, "yellow_on_black"), round(36 * scale))
    room.page.resize(width_px, 700)
    room.settings.set(FAMILY_OPTION, "a")
    room.click("再听一遍")
    QApplication.processEvents()
    right = room.page.area.viewport().width()
    for widget in room.page.inside.findChildren(QWidget):
        if widget.isVisible():
            assert widget.mapTo(room.page.inside, widget.rect().topRight()).x() <= right, widget
        if widget.isVisible() and isinstance(widget, QAbstractButton):
            assert widget.height() >= 44


def test_no_two_shortcuts_share_a_key(room: Room) -> None:
    for family in ("own", "a", "e"):
        room.settings.set(FAMILY_OPTION, family)
        shortcuts = [each for each in room.page.findChildren(QShortcut) if each.isEnabled()]
        keys = [each.key().toString() for each in shortcuts]
        assert len(keys) == len(set(keys)) == 2


def test_a_row_is_as_high_as_its_keys_and_what_may_go_wrong_with_them(qtbot: QtBot, room: Room) -> None:
    heights = {}
    for family in ("own", "e"):
        room.settings.set(FAMILY_OPTION, family)
        room.page.search.setText("缩小")
        QApplication.processEvents()
        rows = [each for each in room.page.findChildren(ShortcutRow) if each.isVisible()]
        assert len(rows) == 1
        assert rows[0].height() == rows[0].heightForWidth(rows[0].width())
        heights[family] = rows[0].height()
    assert heights["e"] > heights["own"]
