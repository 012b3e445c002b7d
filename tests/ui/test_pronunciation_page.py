"""改读音: the present reading stands there to be changed, polyphones are one press, and every row can be mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.speech.pinyin.own_lexicon import Reading, Suggestion
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.sound.pronunciation_page import PronunciationPage

Dress = Callable[[float, str], Theme]
NOW = Suggestion("shēn zhuāng", (("shēn", "xīn"), ("zhuāng",)))
ROWS = (Reading("七莘路", ("qi1", "xin1", "lu4"), "工作人员"), Reading("浜", ("bang1",), "工作人员"))


@pytest.fixture
def page(qtbot: QtBot, icons: Icons, dress: Dress) -> PronunciationPage:
    theme = dress(1.0, "original")
    page = PronunciationPage(icons)
    qtbot.addWidget(page)
    page.set_theme(theme, 36)
    page.show_rows(ROWS, ())
    page.resize(1200, 900)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def buttons(page: PronunciationPage, word: str) -> list[QPushButton]:
    return [button for button in page.findChildren(QPushButton) if button.accessibleName() == word]


def field(page: PronunciationPage, name: str) -> QLineEdit:
    return next(edit for edit in page.findChildren(QLineEdit) if edit.accessibleName() == name)


def test_a_written_word_asks_how_it_is_read_and_is_filled_in(qtbot: QtBot, page: PronunciationPage) -> None:
    with qtbot.waitSignal(page.phrase_changed) as asked:
        page.start_with("莘庄")
    assert asked.args == ["莘庄"]
    page.show_now("莘庄", NOW)
    assert page.written() == ("莘庄", "shēn zhuāng")
    buttons(page, "莘 xīn")[0].click()
    assert page.written() == ("莘庄", "xīn zhuāng")
    page.show_now("莘庄", NOW)
    assert page.written() == ("莘庄", "xīn zhuāng"), "what was chosen is not written over"


def test_an_answer_for_an_earlier_word_is_ignored(page: PronunciationPage) -> None:
    page.start_with("莘庄")
    page.start_with("七宝")
    page.show_now("莘庄", NOW)
    assert page.written() == ("七宝", "")
    assert buttons(page, "莘 xīn") == []


def test_enter_goes_on_and_keeps(qtbot: QtBot, page: PronunciationPage) -> None:
    page.start_with("莘庄")
    QTest.keyClick(field(page, "词语"), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is field(page, "拼音")
    field(page, "拼音").setText("xin1 zhuang1")
    with qtbot.waitSignal(page.put_requested) as put:
        QTest.keyClick(field(page, "拼音"), Qt.Key.Key_Return)
    assert put.args == ["莘庄", "xin1 zhuang1"]
    with qtbot.waitSignal(page.sample_requested) as heard:
        buttons(page, "试听")[0].click()
    assert heard.args == ["莘庄", "xin1 zhuang1"]


def test_a_problem_stands_beside_the_fields_until_something_is_changed(page: PronunciationPage) -> None:
    page.show_problem("拼音写法不对。")
    told = [label for label in page.findChildren(QLabel) if label.text() == "拼音写法不对。"]
    assert [label.isVisible() for label in told] == [True]
    field(page, "拼音").setText("a")
    assert [label.isVisible() for label in told] == [False]


def test_every_kept_reading_can_be_heard_changed_and_removed(qtbot: QtBot, page: PronunciationPage) -> None:
    with qtbot.waitSignal(page.sample_requested) as heard:
        buttons(page, "试听")[1].click()
    assert heard.args == ["七莘路", "qi1 xin1 lu4"]
    buttons(page, "修改")[1].click()
    assert page.written() == ("浜", "bang1")
    with qtbot.waitSignal(page.remove_requested) as removed:
        buttons(page, "删除")[1].click()
    assert removed.args == ["浜"]
    page.show_rows((), ("读音表 lexicon.tsv 第 3 行：写法不对。",))
    assert not any(button.isVisible() for button in buttons(page, "删除"))
    assert any("第 3 行" in label.text() for label in page.findChildren(QLabel))


def test_a_selection_fills_the_word_and_nothing_selected_leaves_it(page: PronunciationPage) -> None:
    page.start_with("浜")
    page.start_with("")
    assert page.written()[0] == "浜"
    page.clear()
    assert page.written() == ("", "")


def test_the_keyboard_goes_down_the_page(page: PronunciationPage) -> None:
    page.start_with("莘庄")
    page.show_now("莘庄", NOW)
    names = []
    for _ in range(11):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    form = ["词语", "拼音", "莘 shēn", "莘 xīn", "试听", "记住"]
    assert names == [*form, "改过的读音，一共2条", "试听", "修改", "删除", "试听"]


def test_a_removed_row_gives_the_keyboard_to_its_neighbour(page: PronunciationPage) -> None:
    page.start_with("莘庄")
    page.show_now("莘庄", NOW)
    buttons(page, "删除")[0].setFocus()
    page.show_rows(ROWS[1:], ())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "听一听“浜”"
    page.show_rows((), ())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "还没有改过读音"
    page.show_rows(ROWS, ())
    page.show_row("浜")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "听一听“浜”"


def test_new_choices_do_not_take_the_keyboard_elsewhere(page: PronunciationPage) -> None:
    page.start_with("莘庄")
    page.show_now("莘庄", NOW)
    buttons(page, "莘 xīn")[0].setFocus()
    page.show_now("莘庄", NOW)
    assert QApplication.focusWidget() is field(page, "拼音")


def test_a_problem_is_in_view_below_its_field_which_gets_the_keyboard(
    qtbot: QtBot, page: PronunciationPage, dress: Dress
) -> None:
    page.set_theme(dress(1.5, "original"), 54)
    page.resize(900, 420)
    page.start_with("莘庄")
    page.show_now("莘庄", NOW)
    buttons(page, "记住")[0].setFocus()
    page.show_problem("拼音写法不对。")
    assert QApplication.focusWidget() is field(page, "拼音")
    assert field(page, "拼音").accessibleDescription() == "拼音写法不对。"
    (told,) = (label for label in page.findChildren(QLabel) if label.text() == "拼音写法不对。")

    def top(widget: QWidget) -> int:
        return widget.mapTo(page.area.viewport(), widget.rect().topLeft()).y()

    def is_in_view() -> bool:
        return top(told) >= 0 and top(told) + told.height() <= page.area.viewport().height()

    qtbot.waitUntil(is_in_view)
    assert top(field(page, "拼音")) < top(told) < top(buttons(page, "莘 xīn")[0])
    field(page, "拼音").setText("a")
    assert "声调" in field(page, "拼音").accessibleDescription()
    field(page, "词语").clear()
    page.show_problem("还没有写词语。")
    assert QApplication.focusWidget() is field(page, "词语")


def test_nothing_scrolls_sideways_and_all_can_be_hit(page: PronunciationPage, dress: Dress) -> None:
    page.start_with("莘庄")
    page.show_now("莘庄", NOW)
    for scale, width in ((1.0, 800), (1.5, 900), (2.0, 1366)):
        page.resize(width, 700)
        page.set_theme(dress(scale, "yellow_on_black"), round(36 * scale))
        QApplication.processEvents()
        assert page.area.horizontalScrollBar().maximum() == 0
        for button in page.findChildren(QPushButton):
            assert not button.isVisible() or button.height() >= 44
