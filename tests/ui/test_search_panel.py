"""The search panel on the real report: every place can be reached, read and left by key, pointer and screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.paths import resources
from reader.search.finder import Finder
from reader.search.result import Area, Mode, Order, Result, SearchOptions
from reader.ui.controls.action_button import ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.panel import SearchPanel
from reader.ui.search.results import ResultList

Dress = Callable[[float, str], Theme]
Find = Callable[[str], Result]


@pytest.fixture(scope="module")
def find(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Find]:
    finder = Finder(report, tmp_path_factory.mktemp("cache"), resources())
    yield lambda text: finder.find(text)
    finder.close()


@pytest.fixture
def panel(dress: Dress, icons: Icons, qtbot: QtBot) -> SearchPanel:
    panel = SearchPanel(dress(1.0, "original"), icons)
    qtbot.addWidget(panel)
    panel.resize(470, 700)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    return panel


def button(panel: SearchPanel, label: str) -> ActionButton:
    found = [each for each in panel.findChildren(ActionButton) if each.label == label and not each.isHidden()]
    assert len(found) == 1, [each.label for each in panel.findChildren(ActionButton)]
    return found[0]


def rows(panel: SearchPanel) -> ResultList:
    found = panel.findChild(ResultList)
    assert isinstance(found, ResultList)
    return found


def words(panel: SearchPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def bar(panel: SearchPanel) -> QScrollArea:
    found = panel.findChild(QScrollArea)
    assert isinstance(found, QScrollArea)
    return found


def row_in_window(panel: SearchPanel, index: int) -> QRect:
    """Where the row of hit ``index`` stands, in the coordinates of what scrolls' viewport."""
    item = next(
        each for each in map(rows(panel).item, range(rows(panel).count())) if is_hit(each, panel, index)
    )
    rect = rows(panel).visualItemRect(item)
    return QRect(rows(panel).viewport().mapTo(bar(panel).viewport(), rect.topLeft()), rect.size())


def is_hit(item: object, panel: SearchPanel, index: int) -> bool:
    name = item.data(Qt.ItemDataRole.AccessibleTextRole)  # type: ignore[attr-defined]
    return bool(name) and str(name).startswith(f"第{index + 1}处，")


def is_in_view(panel: SearchPanel, index: int) -> bool:
    return bar(panel).viewport().rect().contains(row_in_window(panel, index).center())


def test_it_says_how_many_and_lists_them_by_chapter(panel: SearchPanel, find: Find) -> None:
    result = find("电梯")
    panel.show_result(result)
    assert f"找到 {result.count} 处" in words(panel)
    texts = [rows(panel).item(at).text() for at in range(rows(panel).count())]
    assert [text for text in texts if "处）" in text] == [
        "上半年主要工作回顾\n全力增进民生福祉（1 处）",
        "下半年主要工作安排\n完善配套、补齐短板（1 处）",
    ]


def test_what_was_understood_is_shown_and_can_be_refused(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    panel.show_result(find("dianti"))
    assert "您写的是“dianti”，按“电梯”找的。" in words(panel)
    with qtbot.waitSignal(panel.literal_requested) as literal:
        button(panel, "仍按“dianti”找").click()
    assert literal.args == ["dianti"]
    panel.show_result(find("电梯"))
    assert not any("按“" in each.label for each in panel.findChildren(ActionButton) if each.isVisible())


def test_where_nothing_is_found_it_offers_what_may_have_been_meant(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.show_result(Result("静老元", None, (), ("敬老院", "老街")))
    assert {"没有找到", "报告里没有“静老元”。", "您是不是要找："} <= set(words(panel))
    panel.focus_results()
    assert button(panel, "敬老院").hasFocus()
    with qtbot.waitSignal(panel.query_chosen) as chosen:
        QTest.keyClick(button(panel, "敬老院"), Qt.Key.Key_Return)
    assert chosen.args == ["敬老院"]
    assert not button(panel, "下一处").isEnabled()


def test_old_offers_go_with_their_result(panel: SearchPanel, find: Find) -> None:
    panel.show_result(Result("静老元", None, (), ("敬老院",)))
    panel.show_result(find("电梯"))
    assert not [
        each for each in panel.findChildren(ActionButton) if each.label == "敬老院" and each.isVisible()
    ]
    assert "您是不是要找：" not in words(panel)


def test_next_and_previous_go_round(panel: SearchPanel, find: Find) -> None:
    result = find("建设")
    chosen: list[int] = []
    panel.hit_chosen.connect(lambda _hit, index: chosen.append(index))
    panel.show_result(result)
    panel.next_hit()
    panel.next_hit()
    panel.previous_hit()
    panel.previous_hit()
    panel.next_hit()
    assert chosen == [0, 1, 0, result.count - 1, 0]
    assert panel.current_index == 0


def test_the_first_step_goes_to_the_first_place_even_with_the_keyboard_on_it(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    panel.show_result(find("建设"))
    panel.focus_results()
    assert rows(panel).hasFocus()
    assert panel.current_index == 0
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        panel.next_hit()
    assert chosen.args[1] == 0


def test_without_places_there_is_nowhere_to_step(panel: SearchPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.hit_chosen):
        panel.next_hit()
        panel.previous_hit()
    assert panel.current_hit is None


def test_arrows_walk_over_places_only_and_enter_goes_there(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    result = find("建设")
    panel.show_result(result)
    panel.focus_results()
    for expected in range(1, result.count):
        QTest.keyClick(rows(panel), Qt.Key.Key_Down)
        assert panel.current_index == expected
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        QTest.keyClick(rows(panel), Qt.Key.Key_Return)
    assert chosen.args == [panel.current_hit, result.count - 1]


def test_a_touch_goes_there(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.show_result(find("电梯"))
    place = row_in_window(panel, 0).center()
    inside = rows(panel).viewport().mapFrom(bar(panel).viewport(), place)
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        QTest.mouseClick(rows(panel).viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert chosen.args[1] == 0


def test_a_chapter_heading_is_no_place(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.show_result(find("电梯"))
    place = rows(panel).visualItemRect(rows(panel).item(0)).center()
    with qtbot.assertNotEmitted(panel.hit_chosen):
        QTest.mouseClick(rows(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_current_place_is_brought_into_view(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    result = find("建设")
    panel.show_result(result)
    for index in (result.count - 1, result.count // 2, 0):
        panel.select(index)
        qtbot.waitUntil(partial(is_in_view, panel, index))


def test_a_new_result_shows_its_first_place_under_unfolded_options(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    button(panel, "更多条件").click()
    panel.show_result(find("dianti"))
    panel.show_result(find("电梯"))
    panel.focus_results()
    view = bar(panel).viewport().rect()
    qtbot.waitUntil(lambda: view.contains(row_in_window(panel, 0)))


def test_the_sentence_of_the_current_place_can_be_heard(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.show_result(find("电梯"))
    assert not button(panel, "听这一句").isEnabled()
    panel.next_hit()
    with qtbot.waitSignal(panel.read_requested) as asked:
        button(panel, "听这一句").click()
    assert asked.args == [panel.current_hit]


def test_leaving(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.show_result(find("电梯"))
    with qtbot.waitSignal(panel.return_requested):
        button(panel, "返回原位置").click()
    with qtbot.waitSignal(panel.closed):
        button(panel, "关闭").click()


def test_options_are_passed_on_as_they_are_set(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.show_options(True)
    choices = {each.accessibleName(): each for each in panel.findChildren(QRadioButton)}
    sent: list[SearchOptions] = []
    panel.options_changed.connect(sent.append)
    for name in ("要有哪些词：任一", "在哪里找：标题", "怎样排列：最相关在前"):
        choices[name].click()
    without = panel.findChild(QLineEdit)
    assert isinstance(without, QLineEdit)
    QTest.keyClicks(without, "quxian")
    QTest.keyClick(without, Qt.Key.Key_Return)
    headings = frozenset((Area.HEADINGS,))
    assert sent == [
        SearchOptions(mode=Mode.ANY),
        SearchOptions(mode=Mode.ANY, areas=headings),
        SearchOptions(mode=Mode.ANY, areas=headings, order=Order.RELEVANCE),
        SearchOptions(mode=Mode.ANY, areas=headings, order=Order.RELEVANCE, without="quxian"),
    ]
    assert panel.options == sent[-1]
    panel.clear()
    assert panel.options == SearchOptions()
    assert len(sent) == 4


def test_options_fold_and_unfold(panel: SearchPanel) -> None:
    choice = panel.findChildren(QRadioButton)[0]
    assert not choice.isVisible()
    button(panel, "更多条件").click()
    assert choice.isVisible()
    button(panel, "收起条件").click()
    assert not choice.isVisible()


def test_who_sets_options_stays_there_while_results_come(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    first, second = panel.findChildren(QRadioButton)[:2]
    panel.show_options(True)
    panel.show_result(find("电梯"))
    panel.focus_results()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Right)
    panel.show_result(find("建设"))
    panel.focus_results()
    assert second.hasFocus()
    assert panel.options.mode is Mode.PHRASE


def test_the_screen_keyboard_is_asked_for_with_its_field(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.show_options(True)
    with qtbot.waitSignal(panel.keyboard_requested) as asked:
        button(panel, "键盘").click()
    assert isinstance(asked.args[0], QLineEdit)


def test_a_quick_search_never_says_it_is_busy_and_a_slow_one_does(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    panel.show_busy()
    assert "正在找……" not in words(panel)
    qtbot.waitUntil(lambda: "正在找……" in words(panel))
    panel.show_busy()
    panel.show_result(find("电梯"))
    assert "找到 2 处" in words(panel)


def test_a_failure_says_what_to_do(panel: SearchPanel, find: Find) -> None:
    panel.show_result(find("电梯"))
    panel.show_failure("字表不见了。请重新安装本程序。")
    assert {"这次没有找成", "字表不见了。请重新安装本程序。"} <= set(words(panel))
    assert not rows(panel).hits


def test_screen_readers_are_told_number_text_and_place(panel: SearchPanel, find: Find) -> None:
    result = find("电梯")
    panel.show_result(result)
    QAccessible.setActive(True)
    interface = QAccessible.queryAccessibleInterface(rows(panel))
    assert interface.role() == QAccessible.Role.List
    names = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    assert [name for name in names if name.startswith("第")] == [
        f"第1处，共2处：{result.hits[0].excerpt}",
        f"第2处，共2处：{result.hits[1].excerpt}",
    ]


def test_everything_that_takes_the_focus_is_named_and_described(panel: SearchPanel, find: Find) -> None:
    panel.show_options(True)
    panel.show_result(find("dianti"))
    focusable = [
        each
        for each in panel.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()
    ]
    assert len(focusable) > 12
    for widget in focusable:
        assert widget.accessibleName(), widget
        assert widget.accessibleDescription(), widget


def test_targets_are_large(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.show_options(True)
    panel.show_result(find("dianti"))
    qtbot.waitUntil(lambda: button(panel, "上一处").height() >= 64)
    for each in panel.findChildren(QAbstractButton):
        if each.isVisible():
            assert each.height() >= (44 if isinstance(each, QRadioButton) else 64)
    assert all(row_in_window(panel, index).height() >= 64 for index in range(2))


def test_found_words_are_lit_in_every_row(panel: SearchPanel, find: Find, dress: Dress) -> None:
    theme = dress(1.0, "yellow_on_black")
    panel.set_theme(theme)
    panel.show_result(find("电梯"))
    panel.select(1)
    picture = bar(panel).grab().toImage()
    assert has_colour(picture, row_in_window(panel, 0), theme.scheme.hit)
    assert has_colour(picture, row_in_window(panel, 1), theme.scheme.current_hit)
    assert not has_colour(picture, row_in_window(panel, 0), theme.scheme.current_hit)


def has_colour(picture: QImage, rect: QRect, colour: str) -> bool:
    part = picture.copy(rect)
    return any(
        part.pixelColor(x, y).name().upper() == colour.upper()
        for x in range(0, part.width(), 2)
        for y in range(0, part.height(), 2)
    )


@pytest.mark.parametrize("scale", [0.85, 1.0, 1.5, 3.0])
@pytest.mark.parametrize("query", ["dianti", "建设", "没有这回事" * 12])
def test_nothing_is_cut_or_scrolls_sideways(
    panel: SearchPanel, find: Find, dress: Dress, qtbot: QtBot, scale: float, query: str
) -> None:
    panel.set_theme(dress(scale, "original"))
    width = min(1366, round(470 * scale))
    panel.resize(width, 600)
    panel.show_options(True)
    panel.show_result(find(query))
    qtbot.waitUntil(lambda: panel.width() == width)
    assert panel.minimumSizeHint().width() <= width
    view = bar(panel).viewport()
    qtbot.waitUntil(lambda: bar(panel).widget().width() == view.width())
    for each in panel.findChildren(QAbstractButton) + panel.findChildren(QLabel):
        if each.isVisible():
            left = each.mapTo(panel, QPoint(0, 0)).x()
            assert left >= 0
            assert left + each.width() <= width, each
    assert bar(panel).horizontalScrollBar().maximum() == 0


def test_where_there_is_little_height_the_buttons_scroll_along(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    panel.show_result(find("建设"))
    step = button(panel, "下一处")
    assert not bar(panel).isAncestorOf(step)
    step.setFocus()
    panel.resize(470, 230)
    qtbot.waitUntil(lambda: bar(panel).isAncestorOf(step))
    assert step.hasFocus()
    panel.resize(470, 700)
    qtbot.waitUntil(lambda: not bar(panel).isAncestorOf(step))


def test_a_word_that_stands_everywhere_is_listed_whole(panel: SearchPanel, find: Find) -> None:
    result = find("的")
    panel.show_result(result)
    assert len(rows(panel).hits) == result.count > 40


def test_in_a_low_panel_the_list_begins_with_what_was_understood(panel: SearchPanel, find: Find) -> None:
    panel.resize(470, 300)
    panel.show_result(find("dianti"))
    panel.focus_results()
    for _ in range(5):
        QApplication.processEvents()
    assert bar(panel).verticalScrollBar().value() == 0
    assert panel.current_index == 0
    assert rows(panel).hasFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(rows(panel), key)
        for _ in range(5):
            QApplication.processEvents()
        assert is_in_view(panel, panel.current_index), "whoever goes on sees where"
