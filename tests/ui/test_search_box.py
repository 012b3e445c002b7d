"""The search box: typing is never interrupted, and what is suggested can be reached by key and by touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.controls.action_button import ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.box import SearchBox
from reader.ui.search.suggestions import Suggestions

Dress = Callable[[float, str], Theme]
OFFERED = ("七宝", "七宝镇", "七宝老街")


@pytest.fixture
def box(dress: Dress, icons: Icons, qtbot: QtBot) -> Iterator[SearchBox]:
    window = QWidget()
    qtbot.addWidget(window)
    box = SearchBox(dress(1.0, "original"), icons)
    rows = QVBoxLayout(window)
    rows.addWidget(box)
    rows.addWidget(QLabel("报告"), 1)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    box.field.setFocus()
    yield box
    window.close()


def suggestions(box: SearchBox) -> Suggestions:
    found = box.window().findChild(Suggestions)
    assert isinstance(found, Suggestions)
    return found


def buttons(box: SearchBox) -> dict[str, ActionButton]:
    return {button.label: button for button in box.findChildren(ActionButton)}


def suggest(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "qi")
    box.show_suggestions("qi", OFFERED)
    assert box.is_suggesting


def test_enter_and_the_button_submit_what_is_written(box: SearchBox, qtbot: QtBot) -> None:
    QTest.keyClicks(box.field, " dianti ")
    with qtbot.waitSignal(box.submitted) as submitted:
        QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert submitted.args == ["dianti"]
    with qtbot.waitSignal(box.submitted):
        buttons(box)["找"].click()


def test_nothing_written_is_not_submitted(box: SearchBox, qtbot: QtBot) -> None:
    QTest.keyClicks(box.field, "  ")
    with qtbot.assertNotEmitted(box.submitted):
        QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert box.field.hasFocus()


def test_enter_presses_a_focused_button(box: SearchBox, qtbot: QtBot) -> None:
    advanced = buttons(box)["高级搜索"]
    advanced.setFocus()
    with qtbot.waitSignal(box.advanced_requested):
        QTest.keyClick(advanced, Qt.Key.Key_Return)


def test_suggestions_leave_the_keyboard_with_the_field(box: SearchBox) -> None:
    suggest(box)
    assert box.field.hasFocus()
    QTest.keyClicks(box.field, "bao")
    assert box.text() == "qibao"


def test_suggestions_are_a_part_of_the_window_below_the_field(box: SearchBox) -> None:
    suggest(box)
    popup = suggestions(box)
    assert not popup.isWindow()
    assert popup.parentWidget() is box.window()
    assert popup.y() >= box.field.mapTo(box.window(), QPoint(0, box.field.height())).y()
    assert box.window().rect().contains(popup.geometry())


def test_down_goes_to_the_suggestions_and_enter_takes_one(box: SearchBox, qtbot: QtBot) -> None:
    suggest(box)
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    rows = suggestions(box).rows
    assert rows.hasFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.submitted) as submitted:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert submitted.args == ["七宝镇"]
    assert box.text() == "七宝镇"
    assert not box.is_suggesting
    assert box.field.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Escape])
def test_up_and_escape_lead_back_to_the_field(box: SearchBox, key: Qt.Key) -> None:
    suggest(box)
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    QTest.keyClick(suggestions(box).rows, key)
    assert box.field.hasFocus()
    assert box.text() == "qi"


def test_typing_in_the_suggestions_goes_on_in_the_field(box: SearchBox) -> None:
    suggest(box)
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    QTest.keyClick(suggestions(box).rows, Qt.Key.Key_B)
    assert box.text() == "qib"
    assert box.field.hasFocus()


def test_escape_in_the_field_puts_the_suggestions_away(box: SearchBox) -> None:
    suggest(box)
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.is_suggesting
    assert box.text() == "qi"


def test_a_touch_takes_a_suggestion(box: SearchBox, qtbot: QtBot) -> None:
    suggest(box)
    rows = suggestions(box).rows
    place = rows.visualItemRect(rows.item(2)).center()
    with qtbot.waitSignal(box.submitted) as submitted:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert submitted.args == ["七宝老街"]


def test_late_suggestions_for_other_words_are_not_shown(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "qib")
    box.show_suggestions("qi", OFFERED)
    assert not box.is_suggesting


def test_what_is_already_written_is_not_suggested(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "qi")
    box.show_suggestions("qi", ("qi",))
    assert not box.is_suggesting


def test_suggestions_go_when_the_focus_goes_elsewhere(box: SearchBox) -> None:
    suggest(box)
    buttons(box)["高级搜索"].setFocus()
    assert not box.is_suggesting


def test_an_input_method_is_not_disturbed(box: SearchBox) -> None:
    suggest(box)
    QApplication.sendEvent(box.field, QInputMethodEvent("dian ti", []))
    assert not box.is_suggesting
    box.show_suggestions("qi", OFFERED)
    assert not box.is_suggesting
    done = QInputMethodEvent("", [])
    done.setCommitString("电梯")
    QApplication.sendEvent(box.field, done)
    assert box.text() == "qi电梯"


def test_nothing_is_offered_twice_while_the_screen_keyboard_offers_words(box: SearchBox) -> None:
    search_for(box, "电梯")
    suggest(box)
    box.hold_offers(True)
    assert not box.is_suggesting
    box.show_suggestions("qi", OFFERED)
    box.field.clear()
    box.offer_recents()
    assert not box.is_suggesting
    box.hold_offers(False)
    box.offer_recents()
    assert box.is_suggesting


def test_a_low_window_shows_whole_rows_only(box: SearchBox) -> None:
    suggest(box)
    popup, field = suggestions(box), box.field.geometry()
    offers = popup.offers
    popup.show_below(field, field.bottom() + 190, offers)
    assert popup.geometry().bottom() < field.bottom() + 190
    popup.show_below(field, field.bottom() + 40, offers)
    assert popup.isHidden(), "where not one row fits, none is shown"


def test_words_set_by_the_program_ask_for_no_suggestions(box: SearchBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.text_changed):
        box.set_text("敬老院")
    assert box.text() == "敬老院"


def test_clear_lies_in_the_field_and_nothing_moves_when_it_comes(box: SearchBox) -> None:
    clear = buttons(box)["清空"]
    assert clear.isHidden()
    before = [(each, each.geometry()) for each in (box.field, *buttons(box).values()) if each is not clear]
    QTest.keyClicks(box.field, "qi")
    assert not clear.isHidden()
    assert box.field.rect().contains(clear.geometry())
    assert box.field.textMargins().right() + box.field.height() // 2 >= clear.width(), "no words below it"
    QApplication.sendPostedEvents()
    assert [(each, each.geometry()) for each, _ in before] == before
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert box.text() == ""
    assert box.field.hasFocus()


def test_all_can_be_hit_and_is_named(box: SearchBox, qtbot: QtBot) -> None:
    QTest.keyClicks(box.field, "qi")
    qtbot.waitUntil(lambda: buttons(box)["清空"].height() >= 64)
    for widget in (box.field, *buttons(box).values()):
        assert widget.accessibleName()
        assert widget.accessibleDescription()
        assert widget.height() >= 64
        assert widget.width() >= (44 if widget is buttons(box)["清空"] else 64)


def test_buttons_give_up_their_words_one_after_the_other_and_the_one_to_find_with_last(
    box: SearchBox, qtbot: QtBot
) -> None:
    words = ("高级搜索", "键盘", "找")
    worded = []
    for width in range(box.easy_px, box.sizeHint().width(), -20):
        box.resize(width, box.height())
        worded.append(tuple(label for label in words if buttons(box)[label].text().strip()))
    assert list(dict.fromkeys(worded)) == [words, words[1:], words[2:], ()]


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0, 3.0])
def test_it_fits_the_window_at_every_size(box: SearchBox, dress: Dress, qtbot: QtBot, scale: float) -> None:
    box.set_theme(dress(scale, "yellow_on_black"))
    box.window().resize(1366, 768)
    qtbot.waitUntil(lambda: box.height() == box.sizeHint().height())
    assert box.window().minimumSizeHint().width() <= 1366
    for widget in (box.field, *buttons(box).values()):
        if not widget.isHidden():
            around = widget.parentWidget()
            assert around is not None
            assert around.rect().contains(widget.geometry())
            assert widget.accessibleName()


# -- what was searched for before ------------------------------------------------------------------------------------


def offers(box: SearchBox) -> list[tuple[str, bool]]:
    return [(offer.text, offer.is_recent) for offer in suggestions(box).offers] if box.is_suggesting else []


def search_for(box: SearchBox, *texts: str) -> None:
    for text in texts:
        box.recents.add(text, None, 1)


def test_the_empty_field_offers_what_was_searched_for_when_the_keyboard_comes(box: SearchBox) -> None:
    search_for(box, "电梯", "老街")
    buttons(box)["高级搜索"].setFocus()
    box.focus_field()
    assert offers(box) == [("老街", True), ("电梯", True)]
    assert box.field.hasFocus()
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.is_suggesting
    assert box.field.hasFocus()
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    assert suggestions(box).rows.hasFocus()
    QTest.keyClick(suggestions(box).rows, Qt.Key.Key_Escape)
    assert box.field.hasFocus()
    assert not box.is_suggesting


def test_a_press_into_the_empty_field_offers_it_and_so_does_emptying_it(box: SearchBox) -> None:
    search_for(box, "电梯")
    QTest.mouseClick(box.field, Qt.MouseButton.LeftButton)
    assert offers(box) == [("电梯", True)]
    QTest.keyClicks(box.field, "q")
    box.show_suggestions("q", ("七宝",))
    assert offers(box) == [("七宝", False)]
    QTest.keyClick(box.field, Qt.Key.Key_Backspace)
    assert offers(box) == [("电梯", True)]


def test_the_window_coming_back_offers_nothing(box: SearchBox) -> None:
    search_for(box, "电梯")
    buttons(box)["高级搜索"].setFocus()
    box.field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert not box.is_suggesting


def test_what_was_searched_for_comes_first_once_and_is_named(box: SearchBox) -> None:
    search_for(box, "七宝老街", "电梯")
    QTest.keyClicks(box.field, "qi")
    box.show_suggestions("qi", OFFERED)
    assert offers(box) == [("七宝老街", True), ("七宝", False), ("七宝镇", False)]
    rows = suggestions(box).rows
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [rows.item(row).data(role) for row in range(3)] == ["七宝老街，找过的", "七宝", "七宝镇"]


def test_a_search_is_offered_as_it_was_written_with_what_it_was_understood_as(
    box: SearchBox, qtbot: QtBot
) -> None:
    box.recents.add("kanbing", "卫生服务中心", 3)
    QTest.keyClicks(box.field, "kanb")
    box.show_suggestions("kanb", ("看病", "卫生服务中心"))
    assert [(offer.shown, offer.is_recent) for offer in suggestions(box).offers] == [
        ("kanbing → 卫生服务中心", True),
        ("看病", False),
    ]
    rows = suggestions(box).rows
    assert rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "kanbing，当作卫生服务中心，找过的"
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.submitted) as submitted:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert submitted.args == ["kanbing"]


def test_the_delete_key_takes_one_out_and_stays_in_the_list(box: SearchBox, qtbot: QtBot) -> None:
    search_for(box, "电梯", "老街", "敬老院")
    box.focus_field()
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    rows = suggestions(box).rows
    with qtbot.waitSignal(box.recents_changed) as told:
        QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert told.args == ["“敬老院”去掉了"]
    assert offers(box) == [("老街", True), ("电梯", True)]
    assert rows.hasFocus()
    assert rows.currentRow() == 0
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert not box.is_suggesting
    assert box.field.hasFocus()
    assert box.recents.texts == ()


def test_a_touch_on_the_cross_takes_one_out_and_searches_nothing(box: SearchBox, qtbot: QtBot) -> None:
    search_for(box, "电梯", "老街")
    box.focus_field()
    rows = suggestions(box).rows
    cross = rows.cross_of(rows.visualItemRect(rows.item(1)))
    assert cross.width() >= 44
    assert cross.height() >= 64
    with qtbot.assertNotEmitted(box.submitted):
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=cross.center())
    assert offers(box) == [("老街", True)]
    assert box.field.hasFocus()


def test_all_are_cleared_by_the_last_row(box: SearchBox, qtbot: QtBot) -> None:
    search_for(box, "电梯", "老街")
    box.focus_field()
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    rows = suggestions(box).rows
    QTest.keyClick(rows, Qt.Key.Key_End)
    with qtbot.waitSignal(box.recents_changed) as told, qtbot.assertNotEmitted(box.submitted):
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert told.args == ["找过的都清除了"]
    assert not box.is_suggesting
    assert box.field.hasFocus()


def test_screen_readers_are_told_how_many_when_the_fingers_rest(box: SearchBox, qtbot: QtBot) -> None:
    suggest(box)
    assert "可选" not in box.field.accessibleDescription(), "not at every letter"
    qtbot.waitUntil(lambda: "有 3 个词可选" in box.field.accessibleDescription())
    box.field.clear()
    search_for(box, "电梯")
    box.offer_recents()
    qtbot.waitUntil(lambda: "有 1 个找过的" in box.field.accessibleDescription())


# -- whatever is typed or pasted -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("电" * 10_000, "电" * 256),
        ("电\x00梯\x07在\x1b哪", "电 梯 在 哪"),
        ("第一行\n第二行\t完", "第一行 第二行 完"),
        ("\ud800电\udc00梯", "电梯"),
        ("\u202e梯电\u202c", " 梯电 "),
        ("电\u200b梯\ufeff", "电 梯 "),
        ("😀电梯", "😀电梯"),
        ("עברית 电梯", "עברית 电梯"),
        ("a" + "😀" * 200, "a" + "😀" * 127),
    ],
)
def test_whatever_is_pasted_the_field_shows_something_sane(box: SearchBox, pasted: str, shown: str) -> None:
    box.field.insert(pasted)
    assert box.text().rstrip("\ufffd").rstrip() == shown.rstrip()
    box.text().encode("utf-8")
    box.set_text(pasted)
    box.text().encode("utf-8")
    assert len(box.text()) <= 256
