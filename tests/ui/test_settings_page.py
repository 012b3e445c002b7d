"""设置: every option there is has its control, each in force at once, each taken back; in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from reader.app import Program
from reader.tools import EXTRAS, OTHER_OPTIONS, TOOLS
from reader.tour import Guide
from reader.ui.controls.jump_row import JumpRow
from reader.ui.settings.colour_pair import ColourPair
from reader.ui.settings.colour_sample import ColourSample
from reader.ui.settings.comfort_sample import ComfortSample
from reader.ui.settings.option_row import ChoiceOptionRow, OptionRow, RangeOptionRow
from reader.ui.settings.page import SettingsPage
from reader.ui.settings.section import PAIR
from reader.ui.window.window import Window

WITH_OPTIONS = [tool for tool in (*TOOLS, *EXTRAS) if any(option.is_preference for option in tool.options)]
KEYS = [*(tool.key for tool in WITH_OPTIONS), "other"]


@pytest.fixture
def window(guide: Guide) -> Window:
    guide.start_over((1366, 768))
    while guide.settings.can_undo:
        guide.settings.undo()
    return guide.window


@pytest.fixture
def page(window: Window) -> SettingsPage:
    window.stage.show_settings("")
    settle()
    return window.tool_pages.settings


@pytest.fixture
def said(window: Window) -> list[str]:
    words: list[str] = []
    window.stage.said.connect(words.append)
    return words


def settle() -> None:
    """Carry out what is waiting: layouts ask for further layouts, and the ways back are shown when all has changed."""
    for _ in range(5):
        QApplication.processEvents()


def focused() -> QWidget:
    """Give what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def rows(page: SettingsPage) -> dict[str, OptionRow]:
    assert page.box is not None
    return page.box.rows


def button(parent: QWidget, name: str) -> QAbstractButton:
    return next(
        each
        for each in parent.findChildren(QAbstractButton)
        if each.accessibleName() == name and each.isVisibleTo(parent)
    )


def other_value_button(row: OptionRow) -> QAbstractButton:
    """Give what changes the option: another choice than the one in force, or 大一点."""
    stops = [stop for stop in row.stops() if isinstance(stop, QAbstractButton)]
    return (
        next(stop for stop in stops if not stop.isChecked()) if isinstance(row, ChoiceOptionRow) else stops[1]
    )


def test_it_is_made_only_when_it_is_wanted(program: Program) -> None:
    window = program.window

    def keys() -> list[str]:
        return [section.key for section in window.tool_pages.settings.sections]

    assert keys() == []
    window.stage.show_settings("colours")
    assert keys() == KEYS


def test_every_option_there_is_has_its_control(window: Window, page: SettingsPage) -> None:
    wanted = {option.key for tool in WITH_OPTIONS for option in tool.options if option.is_preference}
    wanted |= {option.key for option in OTHER_OPTIONS}
    found: set[str] = set()
    for key in KEYS:
        page.scroll_to(key)
        found |= set(rows(page))
    assert found == wanted - set(PAIR)
    window.stage.settings.set("scheme", "custom")
    page.scroll_to("colours")
    assert page.box is not None
    assert page.box.pair is not None
    assert not page.box.pair.isHidden()


@pytest.mark.parametrize("section", KEYS)
def test_every_control_is_in_force_at_once_and_one_step_back(
    section: str, window: Window, page: SettingsPage, said: list[str]
) -> None:
    settings = window.stage.settings
    page.scroll_to(section)
    for key, row in rows(page).items():
        before, mark = settings[key], settings.mark
        said.clear()
        other_value_button(row).click()
        settle()
        assert settings[key] != before, key
        assert settings.mark == mark + 1, key
        assert said, key
        button(page, "撤销上一步").click()
        settle()
        assert settings[key] == before, key
        if isinstance(row, ChoiceOptionRow):
            chosen = [stop for stop in row.stops() if isinstance(stop, QAbstractButton) and stop.isChecked()]
            assert [each.accessibleName() for each in chosen] == [
                f"{row.option.label}：{settings.describe(key)}"
            ]
    assert not button(page, "撤销上一步").isEnabled()


def test_a_change_is_said_in_the_option_s_words(page: SettingsPage, said: list[str]) -> None:
    page.scroll_to("comfort")
    button(page, "行和行之间：松一点").click()
    assert said == ["行和行之间，松一点"]
    page.scroll_to("voice")
    button(page, "声音：关").click()
    assert said[-1] == "声音已关闭"


def test_a_number_goes_to_its_ends_and_says_so(window: Window, page: SettingsPage, said: list[str]) -> None:
    page.scroll_to("other")
    row = rows(page)["volume"]
    assert isinstance(row, RangeOptionRow)
    for _ in range(3):
        button(page, "音量：响一点").click()
    assert window.stage.settings["volume"] == 100
    assert said == ["音量，90%", "音量，100%", "音量，100%，到头了"]
    assert "100%" in [label.text() for label in row.findChildren(QLabel)]
    assert "100%" in button(page, "音量：轻一点").accessibleDescription()


def test_it_follows_what_is_changed_elsewhere(window: Window, page: SettingsPage) -> None:
    page.scroll_to("colours")
    window.tool("colours").trigger()
    settle()
    assert button(page, "配色：白底黑字").isChecked()
    assert button(page, "还原配色").isEnabled()
    window.tool("reset").trigger()
    settle()
    assert button(page, "配色：原色").isChecked()
    assert not button(page, "还原配色").isEnabled()


def test_one_tool_is_restored_and_the_keyboard_stays_with_it(
    window: Window, page: SettingsPage, said: list[str]
) -> None:
    settings = window.stage.settings
    settings.set("zoom", 120)
    for section, key, value in (("comfort", "line_spacing", 200), ("other", "volume", 50)):
        page.scroll_to(section)
        settings.set(key, value)
        settle()
        restore = button(page, f"还原{page.box.section.name if page.box else ''}")
        restore.setFocus()
        QTest.keyClick(restore, Qt.Key.Key_Return)
        settle()
        assert settings.is_default(key)
        assert said[-1].endswith("还原了")
        focus = focused()
        assert any(row.isAncestorOf(focus) for row in rows(page).values())
    assert settings["zoom"] == 120


def test_whoever_undoes_once_too_often_does_not_reset_everything(window: Window, page: SettingsPage) -> None:
    window.stage.settings.set("zoom", 110)
    settle()
    undo = button(page, "撤销上一步")
    undo.setFocus()
    QTest.keyClick(undo, Qt.Key.Key_Return)
    settle()
    assert window.stage.settings["zoom"] == 100
    assert not undo.isEnabled()
    focus = focused()
    assert focus.accessibleName() != "都还原"
    assert page.isAncestorOf(focus)


def test_all_is_restored_with_a_way_back(window: Window, page: SettingsPage) -> None:
    settings = window.stage.settings
    settings.set("zoom", 110)
    settings.set("scheme", "white")
    button(page, "都还原").click()
    settle()
    assert (settings["zoom"], settings["scheme"]) == (100, "original")
    button(page, "撤销上一步").click()
    assert (settings["zoom"], settings["scheme"]) == (110, "white")


def test_own_colours_are_put_on_in_one_step(window: Window, page: SettingsPage) -> None:
    settings = window.stage.settings
    page.scroll_to("colours")
    button(page, "配色：自己配").click()
    settle()
    assert page.box is not None
    pair = page.box.pair
    assert isinstance(pair, ColourPair)
    mark = settings.mark
    button(page, "底的颜色：浅黄").click()
    settle()
    assert settings["custom_paper"] == "#FFF3B0"
    assert settings.mark == mark + 1
    assert window.palette().window().color().name().upper() == "#FFF3B0"
    button(page, "底的颜色：藏青").click()  # dark ink on it cannot be read
    settle()
    assert settings["custom_paper"] == "#FFF3B0"
    button(page, "帮我调清楚").click()
    settle()
    assert settings["custom_paper"] == "#0A1F4A"
    assert not [found for found in pair.stops() if not found.accessibleName()]
    settings.undo()
    settle()
    assert pair.pair == ("#1C1A17", "#FFF3B0")
    button(page, "配色：原色").click()
    settle()
    assert pair.isHidden()


def test_a_tool_s_own_place_is_opened_with_the_keyboard_in_it(window: Window) -> None:
    for tool, name in (("comfort", "标题的字体：黑体"), ("zoom_out", "大小：小一点"), ("help", "读屏专用")):
        window.stage.show_settings(tool)
        settle()
        focus = focused()
        assert focus.accessibleName() == name
        window.way.show_page()
        window.tool_pages.settings.open_section("screen_reader")


def test_it_is_gone_through_by_keyboard_alone(page: SettingsPage) -> None:
    focus = focused()
    assert focus.accessibleName() == "读屏专用"
    QTest.keyClick(focus, Qt.Key.Key_Right)
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert page.box is not None
    assert page.box.section.key == "screen_reader", "nothing opens in passing"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    assert page.box.section.key == "speed"
    seen = []
    for _ in range(12):
        focus = focused()
        seen.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen[:2] == ["语速：慢一点", "语速：快一点"]
    button(page, "语速").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Left)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert page.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_the_keys_shown_are_those_in_force(window: Window, page: SettingsPage) -> None:
    page.scroll_to("colours")

    def shown() -> list[str]:
        labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
        return [label.text() for label in labels if label.text().startswith("按键：")]

    assert shown() == ["按键：F4"]
    window.keymap.put("tool.colours", ("Ctrl+Shift+F4",))
    assert shown() == ["按键：Ctrl+Shift+F4"]


@pytest.mark.parametrize(("width", "height", "zoom"), [(1366, 768, 300), (1024, 600, 100), (1920, 1080, 100)])
def test_nothing_is_cut_and_everything_is_named(
    width: int, height: int, zoom: int, window: Window, page: SettingsPage
) -> None:
    window.stage.settings.set("zoom", zoom)
    window.stage.settings.set("scheme", "custom")
    window.resize(width, height)
    for key in KEYS:
        page.scroll_to(key)
        settle()
        room = page.area.viewport().width()
        assert page.inside.width() <= room
        for each in page.inside.findChildren(QWidget):
            if not each.isVisibleTo(page):
                continue
            right = each.mapTo(page.inside, each.rect().topRight()).x()
            assert right <= room, (key, each, each.accessibleName())
            if isinstance(each, QAbstractButton):
                assert each.accessibleName()
                assert each.accessibleDescription()
                assert min(each.width(), each.height()) >= 44
            if isinstance(each, QLabel) and each.text():
                assert each.height() >= each.heightForWidth(each.width()), (key, each.text())
        assert page.box is not None
        for option, row in page.box.rows.items():
            for stop in row.stops():
                assert stop.accessibleName().startswith(f"{row.option.label}："), option


def in_view(page: SettingsPage, part: QWidget) -> bool:
    """Say whether a part of the column is whole in its view."""
    view = page.area.viewport()
    return view.rect().contains(QRect(part.mapTo(view, QPoint(0, 0)), part.size()))


@pytest.mark.parametrize("section", KEYS)
def test_after_a_choice_another_tool_can_be_picked_at_once(
    section: str, window: Window, page: SettingsPage
) -> None:
    window.notice.clear()
    window.resize(1366, 749)
    settle()
    page.scroll_to(section)
    settle()
    first = next(iter(rows(page).values())).stops()[0]
    assert in_view(page, first)
    if page.sample is None or not page.sample.isVisible():
        names = page.findChild(JumpRow)
        assert names is not None
        page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
        settle()
        assert not page.area.isAncestorOf(names)
        assert page.rect().contains(names.geometry())
        assert not names.geometry().intersects(page.area.geometry())


def test_the_way_of_the_keyboard_leads_through_the_names_wherever_they_are(
    window: Window, page: SettingsPage
) -> None:
    names = page.findChild(JumpRow)
    assert names is not None
    places = set()
    for height in (500, 1000, 500):
        window.resize(1366, height)
        settle()
        places.add(page.area.isAncestorOf(names))
        button(page, "都还原").setFocus()
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert names.isAncestorOf(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert page.box is not None
        assert page.box.isAncestorOf(focused())
    assert places == {True, False}


@pytest.mark.parametrize(("width", "height", "zoom"), [(1366, 749, 100), (1366, 749, 200), (1920, 1061, 300)])
@pytest.mark.parametrize(("section", "kind"), [("comfort", ComfortSample), ("colours", ColourSample)])
def test_a_sample_stays_in_view_and_leaves_room_for_two_rows(
    width: int, height: int, zoom: int, section: str, kind: type[QWidget], window: Window, page: SettingsPage
) -> None:
    window.notice.clear()
    window.resize(width, height)
    window.stage.settings.set_all({"zoom": zoom, "scheme": "custom"})
    page.scroll_to(section)
    settle()
    sample = page.findChild(kind)
    assert sample is not None
    assert not page.area.isAncestorOf(sample)
    assert sample.isVisible()
    assert page.rect().contains(sample.geometry())
    assert not sample.geometry().intersects(page.area.geometry())
    row = next(iter(rows(page).values())).stops()[0]
    assert page.area.height() >= 2 * row.height()


def test_the_sample_of_two_colours_goes_with_them(window: Window, page: SettingsPage) -> None:
    settings = window.stage.settings
    settings.set("scheme", "custom")
    page.scroll_to("colours")
    settle()
    (sample,) = page.findChildren(ColourSample)
    assert sample.isVisible()
    settings.set("scheme", "white")
    settle()
    assert not sample.isVisible()
    settings.set("scheme", "custom")
    settle()
    assert sample.isVisible()
    page.scroll_to("colours")
    page.scroll_to("speed")
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert page.findChildren(ColourSample) == []
