"""What residents find and how (stories 4 and 5), in the real window: by key, by pointer, and by finger with the screen's keyboard.

"Heard" is what the player reports from the position that was played; tests/speech compares that with recorded sound.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from reader.speech.utterance import Utterance
from reader.ui.search.results import ResultList
from reader.ui.search.suggestions import Suggestions
from tests.stories.conftest import Resident

pytestmark = pytest.mark.display

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_READ = "上半年，完成生产总值41亿元"


@pytest.fixture
def told(resident: Resident) -> Iterator[list[str]]:
    """Have what the program says of itself, as its voice begins to say it."""
    said: list[str] = []

    def note(utterance: Utterance, *_rest: object) -> None:
        said.append(utterance.text)

    resident.program.player.announcement_started.connect(note)
    yield said
    resident.program.player.announcement_started.disconnect(note)


def begin_reading(resident: Resident) -> None:
    place = resident.place_of(_READ)
    resident.window.narrator.read_from(place.block, place.start)
    resident.wait_until(lambda: len(resident.heard) >= 3)


def heard_since(resident: Resident, count: int) -> str:
    return "".join(said for _, said in resident.heard[count:])


def rows(resident: Resident) -> ResultList:
    found = resident.window.search_panel.findChild(ResultList)
    assert isinstance(found, ResultList)
    return found


def offers(resident: Resident) -> list[tuple[str, bool]]:
    popup = resident.window.findChild(Suggestions)
    if popup is None or popup.isHidden():
        return []
    return [(offer.text, offer.is_recent) for offer in popup.offers]


def expect_at_the_second(resident: Resident) -> None:
    window, page = resident.window, resident.page
    second = window.search_panel.result.hits[1]
    assert window.search_panel.current_index == 1
    assert page.report.text(second.span) == "电梯"
    resident.wait_until(lambda: page.viewport().rect().contains(resident.point_on_page(second.span)))


def expect_reading_goes_on(resident: Resident, rested: tuple[int, int]) -> None:
    narrator, count = resident.window.narrator, len(resident.heard)
    assert narrator.is_playing
    resident.wait_until(lambda: len(resident.heard) > count + 2)
    assert narrator.place[0] == rested[0]
    assert not resident.window.search_panel.isVisible()
    place = resident.place_of(_READ)
    resident.wait_until(lambda: resident.page.viewport().rect().contains(resident.point_on_page(place)))
    narrator.stop()


def test_4_by_keyboard_there_heard_and_back_to_where_reading_stopped(
    resident: Resident, told: list[str]
) -> None:
    window, narrator = resident.window, resident.window.narrator
    begin_reading(resident)
    resident.press(Qt.Key.Key_F, _CONTROL)
    resident.type("dianti")
    resident.wait_until(lambda: ("电梯", False) in offers(resident))
    resident.press(Qt.Key.Key_Return)
    resident.wait_until(lambda: window.search_panel.result.count == 2)
    rested = narrator.place
    assert not narrator.is_playing, "what was read rests"
    assert [group.count for group in window.search_panel.result.groups()] == [1, 1]
    resident.wait_until(lambda: any("按“电梯”找到两处" in each for each in told))
    resident.press(Qt.Key.Key_Down)
    resident.press(Qt.Key.Key_Return)
    expect_at_the_second(resident)
    resident.wait_until(lambda: any("第2处，共2处" in each for each in told))
    count = len(resident.heard)
    resident.click("听这一句")
    resident.wait_until(lambda: "稳步推进老旧小区电梯" in heard_since(resident, count))
    resident.click("返回原位置")
    expect_reading_goes_on(resident, rested)


def test_4_by_finger_on_the_screens_own_keyboard(resident: Resident, told: list[str]) -> None:
    window, narrator = resident.window, resident.window.narrator
    begin_reading(resident)
    touch(resident, "键盘")
    for letter in "DT":
        touch(resident, f"字母 {letter}", window.keyboard)
    assert window.search_box.text() == "dt"
    touch(resident, "找", window.keyboard)
    resident.wait_until(lambda: window.search_panel.result.count == 2)
    rested = narrator.place
    assert window.search_panel.result.understood == "电梯"
    assert not window.keyboard.isVisible()
    resident.wait_until(lambda: any("找到两处" in each for each in told))
    touch(resident, "下一个结果")
    touch(resident, "下一个结果")
    expect_at_the_second(resident)
    count = len(resident.heard)
    touch(resident, "听这一句")
    resident.wait_until(lambda: "稳步推进老旧小区" in heard_since(resident, count))
    touch(resident, "返回原位置")
    expect_reading_goes_on(resident, rested)


def test_4_by_pointer_in_ones_own_words(resident: Resident, told: list[str]) -> None:
    window, page = resident.window, resident.page
    window.resize(1600, 1000)
    page.scroller.is_motion_on = False
    page.go_to(resident.place_of("二、聚焦人民城市建设"))
    before = page.visible_start()
    QTest.mouseClick(window.search_box.field, Qt.MouseButton.LeftButton)
    resident.type("老房子装电梯")
    resident.click("找")
    resident.wait_until(lambda: window.search_panel.result.count >= 2)
    assert "既有多层住宅" in window.search_panel.summary or "电梯" in window.search_panel.summary
    resident.wait_until(lambda: any("找到" in each for each in told))
    listed = rows(resident)
    resident.wait_until(lambda: listed.is_settled)
    QTest.mouseClick(
        listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.row_rect(1).center() - QPoint(0, 1)
    )
    second = window.search_panel.current_hit
    assert second is not None
    assert window.search_panel.current_index == 1
    assert page.viewport().rect().contains(resident.point_on_page(second.span))
    count = len(resident.heard)
    resident.click("听这一句")
    resident.wait_until(lambda: len(heard_since(resident, count)) > 4)
    resident.click("返回原位置")
    assert not window.narrator.is_playing, "nothing was read before"
    assert page.visible_start() == before


def test_4_every_place_is_lit_and_f3_goes_round(resident: Resident) -> None:
    window, page = resident.window, resident.page
    page.scroller.is_motion_on = False
    resident.press(Qt.Key.Key_F, _CONTROL)
    resident.type("敬老院")
    resident.press(Qt.Key.Key_Return)
    resident.wait_until(lambda: window.search_panel.result.count > 2)
    count = window.search_panel.result.count
    resident.press(Qt.Key.Key_F3, _SHIFT)
    assert window.search_panel.current_index == count - 1
    for index in range(count):
        resident.press(Qt.Key.Key_F3)
        assert window.search_panel.current_index == index
        hit = window.search_panel.current_hit
        assert hit is not None
        assert page.viewport().rect().contains(resident.point_on_page(hit.span))
    resident.press(Qt.Key.Key_Escape)
    assert not window.search_panel.isVisible()


def test_4_what_was_searched_for_is_offered_again(resident: Resident, told: list[str]) -> None:
    window = resident.window
    for words, count in (("dianti", 2), ("敬老院", 4)):
        resident.press(Qt.Key.Key_F, _CONTROL)
        resident.type(words)
        resident.press(Qt.Key.Key_Return)
        wait_for_result(resident, words)
        assert window.search_panel.result.count == count
        resident.press(Qt.Key.Key_Escape)
    resident.press(Qt.Key.Key_F, _CONTROL)
    resident.press(Qt.Key.Key_Backspace)
    assert offers(resident) == [("敬老院", True), ("dianti", True)]
    resident.press(Qt.Key.Key_Down)
    resident.press(Qt.Key.Key_Delete)
    resident.wait_until(lambda: any("去掉了" in each for each in told))
    resident.press(Qt.Key.Key_Return)
    resident.wait_until(lambda: window.search_panel.result.query == "dianti")
    assert window.search_panel.result.count == 2
    window.search.forget()
    resident.press(Qt.Key.Key_F, _CONTROL)
    assert offers(resident) == []


@pytest.mark.parametrize("typed", ["zong yi", "lao gai", "qi bao lao gai"])
def test_5_i_only_type_pinyin_and_with_my_accent(resident: Resident, typed: str) -> None:
    window, panel = resident.window, resident.window.search_panel
    resident.press(Qt.Key.Key_F, _CONTROL)
    resident.type(typed)
    resident.press(Qt.Key.Key_Return)
    resident.wait_until(lambda: panel.result.query == typed)
    understood = panel.result.understood
    assert panel.result.count > 0
    assert understood is not None
    assert f"按“{understood}”找" in seen(panel), "what was understood is seen"
    assert window.status.said.startswith(f"按“{understood}”找到")
    if typed != "zong yi":
        assert understood.endswith("老街")
    touch(resident, f"仍按“{typed}”找")
    resident.wait_until(lambda: panel.result.understood is None)
    assert panel.result.count == 0, "what was typed stands nowhere"
    assert "没有" in seen(panel)
    assert panel.isAncestorOf(window.focusWidget() or window), "the keyboard is where one can go on"


def test_5_by_finger_what_was_understood_is_refused(resident: Resident) -> None:
    window, panel = resident.window, resident.window.search_panel
    touch(resident, "键盘")
    for letter in "LAO":
        touch(resident, f"字母 {letter}", window.keyboard)
    touch(resident, "空格", window.keyboard)
    for letter in "GAI":
        touch(resident, f"字母 {letter}", window.keyboard)
    touch(resident, "找", window.keyboard)
    resident.wait_until(lambda: panel.result.understood is not None)
    touch(resident, "仍按“lao gai”找")
    resident.wait_until(lambda: panel.result.understood is None)


def wait_for_result(resident: Resident, words: str) -> None:
    resident.wait_until(lambda: resident.window.search_panel.result.query == words)


def touch(resident: Resident, name: str, within: QWidget | None = None) -> None:
    """Touch a button, as soon as a hand that has just touched another can.

    Two touches within the time of a double click are one to Qt, wherever they are; where fingers scroll it takes the
    second away (QScroller), so that no button there hears of it.
    """
    button, reach = resident.button(name, within), QElapsedTimer()
    reach.start()
    if within is None:
        resident.wait_until(lambda: reach.hasExpired(QApplication.doubleClickInterval()))
    scroll_to(button)
    resident.wait_until(lambda: QApplication.widgetAt(button.mapToGlobal(button.rect().center())) is button)
    resident.touch(button)


def scroll_to(widget: QWidget) -> None:
    """Scroll to what is above or below, as a finger does."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def seen(panel: QWidget) -> str:
    """Give all words of the panel that are in sight."""
    return "".join(
        str(each.property("text") or "") for each in panel.findChildren(QWidget) if each.isVisible()
    )
