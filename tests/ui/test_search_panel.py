"""The search panel on the real report: every place can be reached, read and left by key, pointer and screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.paths import resources
from reader.search.finder import Finder
from reader.search.result import (
    Area,
    Hit,
    Hits,
    Mode,
    Order,
    Result,
    SearchOptions,
    search_places,
)
from reader.ui.controls.action_button import ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.panel import SearchPanel
from reader.ui.search.result_rows import RowPainter
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


def button(panel: SearchPanel, label: str, question: str = "") -> ActionButton:
    found = [
        each
        for each in panel.findChildren(ActionButton)
        if each.label == label and each.isVisible() and each.accessibleName().startswith(question)
    ]
    assert len(found) == 1, [each.label for each in panel.findChildren(ActionButton)]
    return found[0]


def choose_place(panel: SearchPanel, title: str) -> None:
    """Open the list of chapters, choose one, and fold it away again."""
    (opener,) = (
        each for each in panel.findChildren(ActionButton) if each.accessibleName().startswith("在哪一章找")
    )
    opener.click()
    button(panel, title, "各章").click()
    opener.click()


def rows(panel: SearchPanel) -> ResultList:
    found = panel.findChild(ResultList)
    assert isinstance(found, ResultList)
    return found


def without_field(panel: SearchPanel) -> QLineEdit:
    found = panel.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def names(panel: SearchPanel) -> list[str]:
    """What screen readers say of the rows."""
    role, model = Qt.ItemDataRole.AccessibleTextRole, rows(panel).model()
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def words(panel: SearchPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def bar(panel: SearchPanel) -> QScrollArea:
    found = panel.findChild(QScrollArea)
    assert isinstance(found, QScrollArea)
    return found


def row_in_window(panel: SearchPanel, index: int) -> QRect:
    """Where the row of hit ``index`` stands, in the coordinates of what scrolls' viewport."""
    rect = rows(panel).visualRect(rows(panel).model().index(index, 0))
    return QRect(rows(panel).viewport().mapTo(bar(panel).viewport(), rect.topLeft()), rect.size())


def is_in_view(panel: SearchPanel, index: int) -> bool:
    return bar(panel).viewport().rect().contains(row_in_window(panel, index).center())


def test_it_says_how_many_and_lists_them_by_chapter(panel: SearchPanel, find: Find) -> None:
    result = find("电梯")
    panel.show_result(result)
    assert f"找到 {result.count} 处" in words(panel)
    assert [names(panel)[at].split("。")[0] for at in range(2)] == [
        "上半年主要工作回顾，全力增进民生福祉（1 处）",
        "下半年主要工作安排，完善配套、补齐短板（1 处）",
    ]


def test_what_was_understood_is_shown_and_can_be_refused(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    panel.show_result(find("dianti"))
    assert "按“电梯”找到 2 处" in words(panel)
    with qtbot.waitSignal(panel.literal_requested) as literal:
        button(panel, "仍按“dianti”找").click()
    assert literal.args == ["dianti"]
    panel.show_result(find("电梯"))
    assert not any("按“" in each.label for each in panel.findChildren(ActionButton) if each.isVisible())


def test_where_nothing_is_found_it_offers_what_may_have_been_meant(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.show_result(Result("静老元", None, (), ("敬老院", "老街")))
    assert {"没有找到", "报告里没有“静老元”。", "您是不是要找："} <= set(words(panel))
    assert not [
        each for each in panel.findChildren(ActionButton) if each.isVisible() and not each.isEnabled()
    ]
    panel.focus_results()
    assert button(panel, "敬老院").hasFocus()
    with qtbot.waitSignal(panel.query_chosen) as chosen:
        QTest.keyClick(button(panel, "敬老院"), Qt.Key.Key_Return)
    assert chosen.args == ["敬老院"]


def test_where_nothing_can_be_offered_one_writes_anew_or_tries_other_words(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    panel.show_result(find("飞碟"))
    assert "可以试试：" in words(panel)
    panel.focus_results()
    assert button(panel, "重新写").hasFocus()
    with qtbot.waitSignal(panel.rewrite_requested):
        QTest.keyClick(button(panel, "重新写"), Qt.Key.Key_Return)
    word = panel.result.to_try[0]
    with qtbot.waitSignal(panel.query_chosen) as chosen:
        button(panel, word).click()
    assert chosen.args == [word]
    assert not bar(panel).verticalScrollBar().isVisible(), "there is nothing to scroll to"
    panel.show_result(find("电梯"))
    assert not {"重新写", word} & {
        each.label for each in panel.findChildren(ActionButton) if each.isVisible()
    }


def test_new_words_are_looked_for_in_the_whole_report(panel: SearchPanel, report: Report) -> None:
    place = search_places(report)[1]
    panel.set_places(search_places(report))
    panel.show_options(True)
    choose_place(panel, place.title)
    panel.take_new_words()
    assert panel.options.under == place.block, "whoever is choosing conditions means them"
    panel.show_options(False)
    panel.take_new_words()
    assert panel.options == SearchOptions()
    assert not any("只在" in text for text in words(panel))


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
    place = rows(panel).visualRect(rows(panel).model().index(0, 0)).topLeft() + QPoint(30, 20)
    with qtbot.assertNotEmitted(panel.hit_chosen):
        QTest.mouseClick(rows(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_current_place_is_brought_into_view(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    result = find("建设")
    panel.show_result(result)
    for index in (result.count - 1, result.count // 2, 0):
        panel.select(index)
        qtbot.waitUntil(partial(is_in_view, panel, index))


def test_who_leaves_the_options_sees_the_first_place(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.show_result(find("电梯"))
    button(panel, "更多条件").click()
    panel.show_result(find("建设"))
    assert not rows(panel).isVisible()
    button(panel, f"看找到的 {find('建设').count} 处").click()
    assert rows(panel).hasFocus()
    assert panel.current_index == 0
    qtbot.waitUntil(partial(is_in_view, panel, 0))


def test_the_sentence_of_the_current_place_can_be_heard(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.show_result(find("电梯"))
    assert not button(panel, "听这一句").isEnabled()
    panel.next_hit()
    with qtbot.waitSignal(panel.read_requested) as asked:
        button(panel, "听这一句").click()
    assert asked.args == [panel.current_hit]


def test_leaving(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.show_result(find("电梯"))
    assert "返回原位置" not in [each.label for each in panel.findChildren(ActionButton) if each.isVisible()]
    panel.next_hit()
    with qtbot.waitSignal(panel.return_requested):
        button(panel, "返回原位置").click()
    with qtbot.waitSignal(panel.closed):
        button(panel, "关闭").click()


def test_options_are_passed_on_as_they_are_set(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.show_options(True)
    sent: list[SearchOptions] = []
    panel.options_changed.connect(sent.append)
    for name in ("任一就行", "标题", "最相关在前"):
        button(panel, name).click()
    without = without_field(panel)
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
    button(panel, "全部清除").click()
    assert sent[-1] == panel.options == SearchOptions()
    assert not button(panel, "全部清除").isEnabled()
    panel.clear()
    assert len(sent) == 5


def test_a_part_or_chapter_can_be_chosen_and_stays_chosen(panel: SearchPanel, report: Report) -> None:
    places = search_places(report)
    sent: list[SearchOptions] = []
    panel.options_changed.connect(sent.append)
    panel.set_places(places)
    panel.show_options(True)
    choose_place(panel, f"{places[0].title}（整个部分）")
    choose_place(panel, places[2].title)
    panel.set_places(places)  # the same report once more: what was chosen is kept
    assert [options.under for options in sent] == [places[0].block, places[2].block]
    assert panel.options.under == places[2].block
    choose_place(panel, "整份报告")
    assert panel.options == SearchOptions()


def test_options_in_force_are_told_with_the_way_out(panel: SearchPanel, report: Report, find: Find) -> None:
    place = search_places(report)[1]
    panel.set_places(search_places(report))
    panel.show_result(find("电梯"))
    assert not any("只在" in text for text in words(panel))
    panel.show_options(True)
    choose_place(panel, place.title)
    panel.show_result(find("电梯"))
    assert "只在" not in panel.summary, "whoever is choosing knows"
    button(panel, "看找到的 2 处").click()
    assert f"只在“{place.title.split('，')[0]}”里找" in words(panel)
    assert "只在" in panel.summary
    button(panel, "改为整份报告").click()
    assert panel.options == SearchOptions()
    assert not any("只在" in text for text in words(panel))


def test_what_stands_elsewhere_is_one_press_away(panel: SearchPanel, report: Report, qtbot: QtBot) -> None:
    panel.set_places(search_places(report))
    panel.show_options(True)
    choose_place(panel, search_places(report)[1].title)
    told = "您选的范围里没有“电梯”，整份报告里有 2 处。"
    panel.show_result(Result("电梯", None, (), notice=told, elsewhere=2))
    panel.show_options(False)
    panel.focus_results()
    assert told in words(panel)
    assert panel.summary == told
    assert button(panel, "改为整份报告").hasFocus()
    with qtbot.waitSignal(panel.options_changed) as changed:
        button(panel, "改为整份报告").click()
    assert changed.args == [SearchOptions()]


def test_options_and_places_take_turns(panel: SearchPanel, find: Find) -> None:
    panel.show_result(find("电梯"))
    assert not without_field(panel).isVisible()
    button(panel, "更多条件").click()
    assert without_field(panel).isVisible()
    assert not rows(panel).isVisible()
    button(panel, "看找到的 2 处").click()
    assert not without_field(panel).isVisible()
    assert rows(panel).isVisible()


def test_who_sets_options_stays_there_while_results_come(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    panel.show_options(True)
    panel.show_result(find("电梯"))
    panel.focus_results()
    first = button(panel, "全部都要")
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Down)
    panel.show_result(find("建设"))
    panel.focus_results()
    assert button(panel, "完整词句").hasFocus()
    assert panel.options.mode is Mode.PHRASE


def test_who_comes_to_the_panel_comes_to_the_options_if_they_are_open(
    panel: SearchPanel, qtbot: QtBot
) -> None:
    panel.show_options(True)
    outside = QLineEdit(panel.parentWidget())
    qtbot.addWidget(outside)
    outside.show()
    outside.setFocus()
    panel.focus_results()
    qtbot.waitUntil(button(panel, "全部都要").hasFocus)


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
    assert not rows(panel).count


def test_screen_readers_are_told_number_text_and_place(panel: SearchPanel, find: Find) -> None:
    result = find("电梯")
    panel.show_result(result)
    QAccessible.setActive(True)
    interface = QAccessible.queryAccessibleInterface(rows(panel))
    assert interface.role() == QAccessible.Role.List
    said = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    assert said == [
        f"上半年主要工作回顾，全力增进民生福祉（1 处）。第1处，共2处：{result.hits[0].excerpt}",
        f"下半年主要工作安排，完善配套、补齐短板（1 处）。第2处，共2处：{result.hits[1].excerpt}",
    ], "headings are no items: what is counted are places"


def test_a_heading_is_said_where_it_changes(panel: SearchPanel, find: Find) -> None:
    result = find("建设")
    panel.show_result(result)
    starts, at = [], 0
    for group in result.groups():
        starts.append(at)
        at += group.count
    assert [at for at, name in enumerate(names(panel)) if not name.startswith("第")] == starts


def test_everything_that_takes_the_focus_is_named_and_described(panel: SearchPanel, find: Find) -> None:
    panel.show_options(True)
    panel.show_result(find("dianti"))
    focusable = [
        each
        for each in panel.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()
    ]
    assert len(focusable) > 10
    for widget in focusable:
        assert widget.accessibleName(), widget
        assert widget.accessibleDescription(), widget


def test_targets_are_large(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.resize(470, 960)
    panel.show_result(find("dianti"))
    qtbot.waitUntil(lambda: button(panel, "上一个结果").height() >= 64)
    assert all(row_in_window(panel, index).height() >= 64 for index in range(2))
    for is_form, height in ((False, 960), (True, 960), (False, 500), (True, 500), (False, 300), (True, 300)):
        panel.resize(470, height)
        panel.show_options(is_form)
        QApplication.processEvents()
        for each in panel.findChildren(QAbstractButton):
            if each.isVisible():
                assert each.height() >= (64 if height == 960 and not is_form else 44), each.accessibleName()
                assert each.width() >= 44


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
def test_nothing_is_cut_or_scrolls_sideways(
    panel: SearchPanel, find: Find, dress: Dress, report: Report, qtbot: QtBot, scale: float
) -> None:
    panel.set_places(search_places(report))
    panel.set_theme(dress(scale, "original"))
    width = min(1366, round(470 * scale))
    panel.resize(width, 600)
    qtbot.waitUntil(lambda: panel.width() == width)
    assert panel.minimumSizeHint().width() <= width
    for query, is_form in (("dianti", False), ("建设", False), ("没有这回事" * 12, False), ("建设", True)):
        panel.show_options(is_form)
        panel.show_result(find(query))
        view = bar(panel).viewport()
        qtbot.waitUntil(lambda view=view: bar(panel).widget().width() == view.width())  # type: ignore[misc]
        for each in panel.findChildren(QAbstractButton) + panel.findChildren(QLabel):
            if each.isVisible():
                left = each.mapTo(panel, QPoint(0, 0)).x()
                assert left >= 0
                assert left + each.width() <= width, each
        assert bar(panel).horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("width", "scale"), [(470, 1.0), (1300, 2.0)])
def test_captions_that_come_and_places_gone_to_move_no_button(
    dress: Dress, icons: Icons, find: Find, qtbot: QtBot, width: int, scale: float
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    panel = SearchPanel(dress(scale, "original"), icons, window)
    window.resize(width, 760)
    panel.setGeometry(0, 0, width, 700)
    window.show()
    panel.show_result(find("kanbing"))
    panel.focus_results()
    labels = ("关闭", "更多条件", "上一个结果", "下一个结果", "听这一句")

    def places() -> list[QRect]:
        for _ in range(5):
            QApplication.processEvents()
        shown = [button(panel, label) for label in labels]
        return [QRect(each.mapTo(panel, QPoint()), each.size()) for each in shown]

    before = places()
    panel.next_hit()
    assert button(panel, "返回原位置").isVisible()
    assert places() == before
    panel.setGeometry(0, 0, width, round(350 + 50 * scale))
    assert places() == before


def test_as_a_strip_it_keeps_the_steps_and_the_ways_out(panel: SearchPanel, find: Find, qtbot: QtBot) -> None:
    panel.resize(1280, 500)
    panel.show_result(find("建设"))
    panel.focus_results()
    panel.next_hit()
    panel.set_strip(True)
    assert not bar(panel).isVisible()
    assert f"第 1 处，共 {find('建设').count} 处" in words(panel)
    assert button(panel, "下一个结果").hasFocus()
    for label in ("上一个结果", "听这一句", "返回原位置", "关闭"):
        assert button(panel, label).isEnabled()
    with qtbot.waitSignal(panel.results_requested):
        button(panel, "全部结果").click()
    panel.set_strip(False)
    assert rows(panel).isVisible()


def test_what_the_panel_shows_needs_not_be_shown_over_it(panel: SearchPanel, find: Find) -> None:
    panel.show_result(find("建设"))
    panel.next_hit()
    assert panel.shows(panel.summary)
    assert panel.shows(f"第1处，共{find('建设').count}处")
    assert not panel.shows("已经放大了")
    panel.show_failure("字表不见了。")
    assert panel.shows("字表不见了。")
    panel.hide()
    assert not panel.shows("字表不见了。")


def test_the_heading_tells_which_place_was_gone_to(panel: SearchPanel, find: Find) -> None:
    panel.resize(900, 700)
    result = find("建设")
    panel.show_result(result)
    panel.focus_results()
    assert f"找到 {result.count} 处" in words(panel)
    panel.next_hit()
    assert f"第 1 处，共 {result.count} 处" in words(panel)
    panel.show_result(result)
    assert f"找到 {result.count} 处" in words(panel)


def test_pages_turn_by_what_is_seen(panel: SearchPanel, find: Find) -> None:
    result = find("建设")
    panel.show_result(result)
    panel.focus_results()
    QTest.keyClick(rows(panel), Qt.Key.Key_PageDown)
    first = panel.current_index
    assert 0 < first < 12
    QTest.keyClick(rows(panel), Qt.Key.Key_PageUp)
    assert panel.current_index == 0
    QTest.keyClick(rows(panel), Qt.Key.Key_End)
    assert panel.current_index == result.count - 1
    QTest.keyClick(rows(panel), Qt.Key.Key_PageDown)
    assert panel.current_index == result.count - 1
    QTest.keyClick(rows(panel), Qt.Key.Key_Home)
    assert panel.current_index == 0


def test_the_space_bar_goes_there_and_the_keyboard_stays(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    panel.show_result(find("电梯"))
    panel.focus_results()
    with qtbot.waitSignal(panel.hit_chosen), qtbot.assertNotEmitted(panel.place_entered):
        QTest.keyClick(rows(panel), Qt.Key.Key_Space)
    assert rows(panel).hasFocus()
    with qtbot.waitSignals([panel.hit_chosen, panel.place_entered]):
        QTest.keyClick(rows(panel), Qt.Key.Key_Return)


class Many:
    """Any number of places, all in one chapter; notes which were made."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        self.made: set[int] = set()

    def hits(self, number: int) -> tuple[Hit, ...]:
        self.made.add(number)
        return (self._hits[number % len(self._hits)],)

    def heading(self, _number: int) -> tuple[str | None, str]:
        return "上半年主要工作回顾", "聚焦经济发展质量和增速"


def test_however_many_there_are_rows_are_made_when_they_are_looked_at(
    panel: SearchPanel, find: Find, qtbot: QtBot
) -> None:
    source = Many(find("建设").hits)
    panel.show_result(Result("建设", None, Hits(source, range(1200), [1] * 1200)))
    assert len(source.made) < 1200
    assert words(panel)[0] == "找到 1200 处"
    qtbot.waitUntil(lambda: rows(panel).is_settled, timeout=15_000)
    panel.select(1199)
    qtbot.waitUntil(partial(is_in_view, panel, 1199))


def test_tab_goes_from_top_to_bottom(panel: SearchPanel, find: Find) -> None:
    panel.resize(470, 760)
    panel.show_result(find("dianti"))
    panel.show_result(Result("dianti", "电梯", find("电梯").hits, ("电器", "点题")))
    QApplication.processEvents()
    seen: list[str] = []
    at: QWidget | None = button(panel, "关闭")
    while at is not None and at.accessibleName() not in seen:
        if at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.append(at.accessibleName())
        at = at.nextInFocusChain()
        while at is not None and not at.accessibleName():
            at = at.nextInFocusChain()
    assert seen == [
        "关闭",
        "更多条件",
        "上一个结果",
        "下一个结果",
        "仍按“dianti”找",
        "找到的地方",
        "电器",
        "点题",
    ]


def test_a_word_that_stands_everywhere_is_listed_whole(panel: SearchPanel, find: Find) -> None:
    result = find("的")
    panel.show_result(result)
    assert rows(panel).count == result.count > 40


@pytest.mark.parametrize("height", [250, 300, 420, 700])
@pytest.mark.parametrize("query", ["dianti", "建设"])
def test_however_low_the_panel_the_first_place_is_seen_whole(
    panel: SearchPanel, find: Find, qtbot: QtBot, height: int, query: str
) -> None:
    panel.resize(470, height)
    panel.show_result(find(query))
    panel.focus_results()
    assert rows(panel).hasFocus()
    for key in (None, Qt.Key.Key_Down, Qt.Key.Key_Up):
        if key is not None:
            QTest.keyClick(rows(panel), key)
        qtbot.waitUntil(lambda: rows(panel).is_settled)
        for _ in range(5):
            QApplication.processEvents()
        assert bar(panel).viewport().rect().contains(card_in_window(panel, panel.current_index))


@pytest.mark.parametrize("height", [400, 450, 700])
def test_what_refuses_an_understanding_is_seen_whole_beside_the_first_place(
    panel: SearchPanel, find: Find, qtbot: QtBot, height: int
) -> None:
    panel.resize(470, height)
    panel.show_result(find("dianti"))
    panel.focus_results()
    refusal = button(panel, "仍按“dianti”找")
    qtbot.waitUntil(
        lambda: (
            rows(panel).is_settled
            and is_in_view(panel, 0)
            and refusal.visibleRegion().boundingRect() == refusal.rect()
        )
    )


def card_in_window(panel: SearchPanel, index: int) -> QRect:
    """Where a row stands without the heading above it."""
    lines = rows(panel).model().heading(index)  # type: ignore[attr-defined]
    rect = row_in_window(panel, index)
    top = next(
        (y for y in range(rect.height()) if lines and rows(panel).indexAt(local(panel, rect, y)).isValid()), 0
    )
    return rect.adjusted(0, top, 0, 0)


def local(panel: SearchPanel, rect: QRect, y: int) -> QPoint:
    inside = rows(panel).viewport().mapFrom(bar(panel).viewport(), rect.topLeft())
    return inside + QPoint(30, y)


def test_no_found_word_is_parted_by_the_end_of_a_line(panel: SearchPanel, find: Find, dress: Dress) -> None:
    painter = rows(panel).itemDelegate()
    assert isinstance(painter, RowPainter)
    result = find("社区卫生服务中心")
    for width in range(300, 480, 7):
        panel.resize(width, 700)
        panel.show_result(result)
        QApplication.processEvents()
        for hit in result.hits:
            layout = painter._lay_out(hit, False).layout
            word = layout.text().index("\u2060".join("社区卫生服务中心"))
            lines = {
                layout.lineForTextPosition(at).lineNumber()
                for at in range(word, word + 2 * len("社区卫生服务中心") - 1)
            }
            assert len(lines) == 1
