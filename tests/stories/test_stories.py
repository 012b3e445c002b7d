"""What residents do with the reader (stories 1, 2, 3 and 6), in the real window.

"Heard" is what the player reports from the position that was played; tests/speech compares that with recorded sound.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.app import make_program
from reader.core.report import LinkKind
from reader.paths import UserFolders, bundled_report
from reader.speech.player import PlayerState
from tests.stories.conftest import Resident

pytestmark = pytest.mark.display

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_1_just_read_it_to_me(resident: Resident) -> None:
    narrator = resident.window.narrator
    narrator.read_from(*_start(resident, "上半年，完成生产总值41亿元"))
    resident.wait_to_hear("15%")
    spoken = {
        shown: "".join(said for text, said in resident.heard if text == shown) for shown in ("41", "15%")
    }
    assert spoken["15%"].startswith("百")
    assert "".join(said for _, said in resident.heard).startswith("上半年完成生产总值四十一亿元同比增长百")
    resident.click("暂停")
    assert not narrator.is_playing
    last, count = resident.heard[-1], len(resident.heard)
    resident.click("继续")
    resident.wait_until(lambda: len(resident.heard) > count)
    again = resident.heard[count]
    assert again == last or again[1] == "分", "one touch goes on at that very word"
    resident.click("停止")
    assert not narrator.is_playing


def test_1_the_large_button_starts_with_the_title_and_space_pauses(resident: Resident) -> None:
    resident.touch(resident.window.player_bar.main_button)
    resident.wait_until(lambda: len(resident.heard) >= 4)
    assert "".join(said for _, said in resident.heard).startswith("二零二一")
    assert resident.window.captions.shown_text().startswith("二零二一七宝镇")
    resident.page.setFocus()
    resident.press(Qt.Key.Key_Space)
    assert resident.program.player.state is PlayerState.PAUSED


def test_1_the_page_follows_the_voice_but_not_against_the_hand(resident: Resident) -> None:
    page, narrator = resident.page, resident.window.narrator
    far = resident.place_of("（1）373地块")
    narrator.read_from(far.block, far.start)
    resident.wait_until(lambda: page.viewport().rect().contains(resident.point_on_page(far)))
    page.verticalScrollBar().setValue(0)
    page.verticalScrollBar().triggerAction(page.verticalScrollBar().SliderAction.SliderSingleStepAdd)
    assert not page.is_following
    count = len(resident.heard)
    resident.wait_until(lambda: len(resident.heard) > count + 3)
    assert page.verticalScrollBar().value() < page.verticalScrollBar().maximum() / 2
    resident.click("回到朗读的地方")
    resident.wait_until(lambda: page.viewport().rect().contains(resident.point_on_page(far)))
    narrator.stop()


def test_2_i_cannot_see_that(resident: Resident) -> None:
    window, page = resident.window, resident.page
    place = resident.place_of("3、招商引资持续发力")
    page.go_to(place)
    resident.wait_until(lambda: page.viewport().rect().contains(resident.point_on_page(place)))
    heights = []
    for _ in range(20):
        window.toolbar.buttons[5].tool.trigger()
        QApplication.processEvents()
        assert page.horizontalScrollBar().maximum() == 0, "no line runs off"
        assert page.viewport().rect().contains(resident.point_on_page(place)), "the place stays"
        heights.append(window.player_bar.main_button.height())
    assert resident.settings.number("zoom") == 300
    assert page.size_px == 108
    assert heights[-1] > heights[0], "the buttons are larger too"
    resident.click("目录和工具")
    assert all(button.isVisible() for button in window.toolbar.buttons), "the buttons are still there"


def test_2_yellow_on_black_reaches_every_corner(resident: Resident) -> None:
    resident.settings.set("scheme", "yellow_on_black")
    resident.page.setFocus()
    resident.press(Qt.Key.Key_Tab)
    resident.press(Qt.Key.Key_Return)
    assert resident.window.popup.is_open()
    bright = _share_of_bright_pixels(resident.picture())
    assert bright["white"] < 0.01
    assert bright["yellow"] > 0.02


def _share_of_bright_pixels(picture: QImage) -> dict[str, float]:
    """Sample every fourth pixel: near-white ones belong to no role of black-and-yellow but the focus ring."""
    counts = {"white": 0, "yellow": 0}
    total = 0
    for y in range(0, picture.height(), 4):
        for x in range(0, picture.width(), 4):
            colour = QColor(picture.pixel(x, y))
            total += 1
            if colour.red() > 200 and colour.green() > 200:
                counts["white" if colour.blue() > 180 else "yellow"] += 1
    return {name: count / total for name, count in counts.items()}


def test_3_a_note_by_tab_and_enter_gives_the_focus_back(resident: Resident) -> None:
    popup = resident.window.popup
    resident.page.setFocus()
    resident.press(Qt.Key.Key_Tab)
    resident.press(Qt.Key.Key_Return)
    assert popup.is_open()
    assert popup.number == 1
    assert popup.isAncestorOf(QApplication.focusWidget() or resident.page)
    resident.press(Qt.Key.Key_Escape)
    assert not popup.is_open()
    assert QApplication.focusWidget() is resident.page


@pytest.mark.parametrize("number", [1, 5, 11, 12, 13])
def test_3_a_note_by_pointer_and_by_touch_beside_its_word(resident: Resident, number: int) -> None:
    popup, page = resident.window.popup, resident.page
    link = next(link for link in page.report.links if link.number == number)
    assert (link.kind is LinkKind.RESTORED) == (number > 10)
    page.scroller.is_motion_on = False
    page.go_to(link.span)
    place = resident.point_on_page(link.span)
    QTest.mouseMove(page.viewport(), place)
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert popup.is_open()
    assert popup.number == number
    word = page.span_rect(link.span)
    word.moveTopLeft(resident.window.mapFromGlobal(word.topLeft()))
    assert not popup.geometry().intersects(word), "the note does not cover its word"
    resident.click("关闭", popup)
    assert not popup.is_open()


def test_3_a_note_is_read_and_reading_goes_on_where_it_was(resident: Resident) -> None:
    window = resident.window
    window.narrator.read_from(*_start(resident, "加快推进373地块"))
    resident.wait_until(lambda: len(resident.heard) >= 3)
    before = len(resident.heard)
    window.page.term_opened.emit(1, resident.place_of("373地块①"), "touch")
    resident.click("读一读", window.popup)
    resident.wait_until(lambda: "东至水清年华" in "".join(said for _, said in resident.heard[before:]))
    in_note = len(resident.heard)
    resident.press(Qt.Key.Key_Escape)
    resident.wait_until(lambda: len(resident.heard) > in_note + 2)
    assert window.narrator.is_playing
    assert not window.narrator.is_reading_aside
    assert resident.place_of("加快推进373地块").block == window.narrator.span.block
    window.narrator.stop()


def test_3_all_thirteen_lead_back_to_their_places(resident: Resident) -> None:
    window, page = resident.window, resident.page
    page.scroller.is_motion_on = False
    window.contents.glossary_chosen.emit()
    assert window.glossary_page.isVisible()
    for link in page.report.links:
        window.glossary_page.place_requested.emit(link.span)
        assert page.isVisible()
        assert page.viewport().rect().contains(resident.point_on_page(link.span))


def test_6_slower_and_again(resident: Resident) -> None:
    window, player = resident.window, resident.program.player
    narrator = window.narrator
    narrator.read_from(*_start(resident, "4、巩固提升三资监管"))
    resident.wait_until(lambda: len(resident.heard) >= 5)
    sentence = narrator.sentence
    count = len(resident.heard)
    resident.settings.set("speed", 100)
    assert player.speed_cpm == 100
    resident.wait_until(lambda: len(resident.heard) > count + 2)
    assert narrator.sentence == sentence, "the place is kept"
    said = "".join(said for _, said in resident.heard)
    assert said.startswith("四巩固提升三资监管"[: len(said)]), "nothing is left out or said twice"
    resident.click("再听一遍")
    count = len(resident.heard)
    resident.wait_until(lambda: len(resident.heard) >= count + 3)
    assert "".join(said for _, said in resident.heard[count:]).startswith("四巩固")
    resident.press(Qt.Key.Key_F8)
    resident.press(Qt.Key.Key_F8)
    resident.wait_until(lambda: narrator.sentence == sentence + 2)
    resident.press(Qt.Key.Key_F7)
    resident.press(Qt.Key.Key_F7)
    resident.wait_until(lambda: narrator.sentence == sentence)
    narrator.stop()


def test_the_place_and_the_choices_are_there_tomorrow(resident: Resident, tmp_path: Path) -> None:
    resident.settings.set("scheme", "white")
    resident.window.narrator.read_from(*_start(resident, "4、巩固提升三资监管"))
    resident.wait_until(lambda: len(resident.heard) >= 2)
    sentence = resident.window.narrator.sentence
    resident.program.close()
    tomorrow = make_program(
        UserFolders.of_profile(tmp_path), bundled_report(), is_first_sentence_spoken=False
    )
    assert tomorrow.window.narrator.sentence == sentence
    assert tomorrow.window.stage.settings["scheme"] == "white"
    tomorrow.close()
    tomorrow.window.deleteLater()


def _start(resident: Resident, words: str) -> tuple[int, int]:
    span = resident.place_of(words)
    return span.block, span.start


def test_the_aids_go_and_come_back(resident: Resident) -> None:
    window = resident.window
    window.notice.show_notice("一条提示")
    resident.click("退出服务")
    assert not window.toolbar.isVisible()
    assert not window.player_bar.isVisible()
    assert not window.notice.isVisible()
    assert resident.page.isVisible()
    resident.click("打开辅助")
    assert window.toolbar.isVisible()
    assert window.player_bar.isVisible()


def test_a_hidden_toolbar_comes_back_by_its_button_and_by_the_edge(resident: Resident) -> None:
    window = resident.window
    resident.click("固定")
    QTest.mouseMove(window, window.rect().center())
    resident.wait_until(lambda: not window.toolbar.isVisible())
    resident.click("显示工具")
    assert window.toolbar.isVisible()
    resident.page.setFocus()
    QTest.mouseMove(window, window.rect().center() + QPoint(9, 9))
    resident.wait_until(lambda: not window.toolbar.isVisible())
    QTest.mouseMove(window.header, QPoint(300, 2))
    resident.wait_until(window.toolbar.isVisible)


def test_going_back_from_a_search_ends_what_was_read_there(resident: Resident) -> None:
    window, page = resident.window, resident.page
    page.scroller.is_motion_on = False
    window.narrator.read_from(*_start(resident, "2、重点区域加快建设"))
    resident.wait_until(lambda: len(resident.heard) >= 2)
    window.narrator.toggle()
    window.search_box.set_text("电梯")
    window.search_box.submit()
    resident.wait_until(lambda: window.search_panel.result.count == 2)
    resident.press(Qt.Key.Key_F3)
    resident.click("听这一句")
    count = len(resident.heard)
    resident.wait_until(lambda: len(resident.heard) > count + 1)
    resident.click("返回原位置")
    assert not window.narrator.is_reading_aside
    assert not window.narrator.is_playing
    assert window.narrator.span.block == resident.place_of("2、重点区域加快建设").block


def test_the_selection_is_read_and_no_more_and_the_start_is_one_press_away(resident: Resident) -> None:
    window, page = resident.window, resident.page
    place = resident.place_of("七宝生态商务区道路")
    page.setTextCursor(page.paper.cursor(place))
    page.setFocus()
    resident.press(Qt.Key.Key_F5, _SHIFT)
    resident.wait_until(lambda: "".join(said for _, said in resident.heard) == "七宝生态商务区道路")
    resident.wait_until(lambda: not window.narrator.is_reading_aside)
    assert not window.narrator.is_playing
    count = len(resident.heard)
    window.player_bar.from_start_pressed.emit()
    resident.wait_until(lambda: len(resident.heard) >= count + 4)
    assert "".join(said for _, said in resident.heard[count:]).startswith("二零二一")
    window.narrator.stop()
