"""A search as a resident lives it: there, heard, and back to the line and the syllable; what was searched for is offered again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.app import Program, make_program
from reader.core.span import Span
from reader.errors import SearchIndexError
from reader.paths import UserFolders, bundled_report
from reader.search.result import Result, SearchOptions
from reader.speech.player import PlayerState
from reader.ui.search.place_choice import PlaceChoice
from reader.ui.search.suggestions import Suggestions
from reader.ui.window.window import Window
from tests.window_watch import run_until

PATIENCE_MS = 15_000


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, _bundled_fonts: None) -> Iterator[Program]:
    program = make_program(
        UserFolders.of_profile(tmp_path_factory.mktemp("profile")),
        bundled_report(),
        is_first_sentence_spoken=False,
    )
    program.window.resize(1366, 768)
    program.window.show()
    assert run_until(lambda: program.runner.is_ready and program.player.engine.info.is_audible)
    yield program
    program.close()
    program.window.deleteLater()


@pytest.fixture
def window(opened: Program, qtbot: QtBot) -> Iterator[Window]:
    """Have the window as it opens: nothing searched for, nothing read, the page at its beginning."""
    window = opened.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    window.page.scroller.is_motion_on = False
    yield window
    window.search.forget()
    window.narrator.stop()
    window.stage.settings.set("speed", 180)
    window.way.show_page()
    window.page.go_to(Span(window.page.report.shown[0].number, 0, 0))


def search(window: Window, qtbot: QtBot, words: str, count: int | None = None) -> None:
    window.search_box.set_text(words)
    window.search_box.submit()
    qtbot.waitUntil(lambda: window.search_panel.result.query == words, timeout=PATIENCE_MS)
    assert window.search_panel.result.count == count or count is None


def read(window: Window, qtbot: QtBot, words: str) -> tuple[int, int]:
    """Have the report read from these words, and give where it is when it has begun."""
    block = next(block for block in window.page.report.shown if words in block.text)
    window.narrator.read_from(block.number, block.text.index(words))
    start = window.narrator.place
    qtbot.waitUntil(lambda: window.narrator.place[1] > start[1], timeout=PATIENCE_MS)
    return window.narrator.place


def offered(window: Window) -> list[tuple[str, bool]]:
    popup = window.findChild(Suggestions)
    if popup is None or popup.isHidden():
        return []
    return [(offer.text, offer.is_recent) for offer in popup.offers]


# -- there and back --------------------------------------------------------------------------------------------------


def test_going_back_leads_to_the_very_line_and_the_caret(window: Window, qtbot: QtBot) -> None:
    page = window.page
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 2)
    block, offset = page.visible_start()
    page.setTextCursor(page.paper.cursor(Span(block, offset + 3, offset + 3)))
    before, top = page.visible_start(), page.standing()
    search(window, qtbot, "电梯", 2)
    window.search.next_hit()
    window.search.next_hit()
    search(window, qtbot, "七宝老街", 1)  # a new search keeps the first place
    window.search.next_hit()
    assert page.visible_start() != before
    window.search.return_to_place()
    assert page.visible_start() == before
    assert page.standing() == top
    assert page.caret_place() == (block, offset + 3)
    assert window.status.said == "回到原来的位置了"


def test_going_back_after_zoom_and_scheme_changed_leads_to_the_same_words(
    window: Window, qtbot: QtBot
) -> None:
    page, settings = window.page, window.stage.settings
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 3)
    block, offset = page.visible_start()
    search(window, qtbot, "电梯", 2)
    window.search.next_hit()
    settings.set("zoom", 150)
    settings.set("scheme", "yellow_on_black")
    assert window.search_panel.isVisible()
    assert window.search_panel.result.count == 2
    window.search.return_to_place()
    top_block, top_offset = page.visible_start()
    text = page.report.blocks[block].text
    assert top_block == block
    assert abs(top_offset - offset) <= len(text)
    settings.set("zoom", 100)
    settings.set("scheme", "original")


def test_what_was_read_rests_and_goes_on_at_the_very_syllable(window: Window, qtbot: QtBot) -> None:
    narrator, page = window.narrator, window.page
    place = read(window, qtbot, "上半年，完成生产总值")
    search(window, qtbot, "电梯", 2)
    assert not narrator.is_playing
    rested = narrator.place
    assert rested >= place
    search(window, qtbot, "重点区域加快建设", 1)
    window.search.next_hit()
    window.stage.settings.set("speed", 300)
    window.search_panel.read_requested.emit(window.search_panel.result.hits[0])
    assert narrator.is_reading_aside
    qtbot.waitUntil(lambda: not narrator.is_reading_aside, timeout=PATIENCE_MS)
    assert not narrator.is_playing, "the sentence is read, and then it is silent"
    assert narrator.place == rested
    window.search.return_to_place()
    assert narrator.is_playing
    assert narrator.place == rested
    assert page.is_following


def test_going_back_ends_what_was_read_from_a_found_place(window: Window, qtbot: QtBot) -> None:
    narrator = window.narrator
    read(window, qtbot, "上半年，完成生产总值")
    narrator.toggle()
    rested = narrator.place
    search(window, qtbot, "电梯", 2)
    window.search.next_hit()
    read(window, qtbot, "积极推进既有多层住宅加装电梯")
    window.search.return_to_place()
    assert not narrator.is_playing
    assert narrator.place == rested


def test_closing_goes_on_reading_if_no_place_was_gone_to(window: Window, qtbot: QtBot) -> None:
    narrator = window.narrator
    read(window, qtbot, "上半年，完成生产总值")
    search(window, qtbot, "没有这个词呀", 0)
    assert not narrator.is_playing
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert not window.search_panel.isVisible()
    assert narrator.is_playing


def test_closing_at_a_found_place_stays_there_and_tells_how_to_go_on(window: Window, qtbot: QtBot) -> None:
    narrator, page = window.narrator, window.page
    read(window, qtbot, "上半年，完成生产总值")
    search(window, qtbot, "电梯", 2)
    window.search.next_hit()
    there, rested = page.visible_start(), narrator.place
    window.search.close()
    assert page.visible_start()[0] == there[0]
    assert not narrator.is_playing
    assert "按空格键" in window.status.said
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert narrator.is_playing
    assert narrator.place == rested


def test_a_note_that_was_being_read_is_left_and_the_report_goes_on(window: Window, qtbot: QtBot) -> None:
    narrator = window.narrator
    rested = read(window, qtbot, "上半年，完成生产总值")
    note = window.page.report.shown[-1]
    narrator.read_span(Span(note.number, 0, len(note.text)))
    search(window, qtbot, "电梯", 2)
    assert not narrator.is_under_way
    window.search.return_to_place()
    assert narrator.is_playing
    assert not narrator.is_reading_aside
    assert narrator.place[0] == rested[0]


def test_never_read_is_as_before_after_going_back(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot, "电梯", 2)
    window.search.next_hit()
    window.search.return_to_place()
    assert not window.narrator.is_under_way


def test_going_back_leads_to_another_page_too(window: Window, qtbot: QtBot) -> None:
    window.way.show_sheet(window.original)
    search(window, qtbot, "电梯", 2)
    window.search.next_hit()
    assert window.way.is_at_page
    window.search.return_to_place()
    assert window.original.isVisible()
    assert window.original.text.hasFocus()


def test_steps_without_a_search_say_what_to_do(window: Window) -> None:
    window.search.next_hit()
    assert window.status.said.startswith("还没有找")


def test_every_step_tells_where_one_is(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot, "电梯", 2)
    assert "两处" in window.status.said
    window.search.next_hit()
    assert "第1处，共2处" in window.status.said
    window.search.previous_hit()
    assert window.status.said == "已经是第一处，从最后一处往前找。第2处，共2处"
    window.search.next_hit()
    assert window.status.said == "已经是最后一处，从头再找。第1处，共2处"
    window.search.next_hit()
    assert window.status.said == "第2处，共2处"


def test_the_first_place_is_seen_on_the_page_and_the_keyboard_stays_with_the_list(
    window: Window, qtbot: QtBot
) -> None:
    page = window.page
    caret, standing = page.caret_place(), page.standing()
    search(window, qtbot, "电梯", 2)
    first = window.search_panel.result.hits[0]
    assert page.is_in_view(first.span)
    assert not page.hasFocus()
    assert page.caret_place() == caret, "nobody went there"
    window.search.return_to_place()
    assert page.standing() == standing


def test_words_that_were_never_looked_for_are_looked_for_first(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot, "电梯", 2)
    window.search_box.set_text("七宝老街")
    window.search.next_hit()
    qtbot.waitUntil(lambda: window.search_panel.result.query == "七宝老街", timeout=PATIENCE_MS)
    assert window.search_panel.current_index == 0
    window.search_box.set_text("没有这个词呀")
    window.search.next_hit()
    qtbot.waitUntil(lambda: window.search_panel.result.query == "没有这个词呀", timeout=PATIENCE_MS)
    window.status.say("")
    window.search.next_hit()
    assert "没有这个词呀" in window.status.said


def test_a_chapter_counts_for_the_words_it_was_chosen_with(window: Window, qtbot: QtBot) -> None:
    panel = window.search_panel
    place = panel.findChild(PlaceChoice)
    assert isinstance(place, PlaceChoice)
    search(window, qtbot, "敬老院", 4)
    panel.show_options(True)
    chapter = next(each for each in place.places if each.title.startswith("全力增进民生福祉"))
    place.list.choose(str(chapter.block))
    place.chosen.emit(str(chapter.block))
    qtbot.waitUntil(lambda: panel.result.count == 2, timeout=PATIENCE_MS)
    search(window, qtbot, "电梯", 1)  # the conditions are open: they are meant for these words
    window.search_box.submit()
    assert panel.options.under == chapter.block
    search(window, qtbot, "敬老院", 4)
    assert panel.options.under is None


def test_who_finds_nothing_is_led_back_to_the_box(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot, "飞碟", 0)
    window.search_panel.setFocus()
    window.search_panel.rewrite_requested.emit()
    assert window.search_box.field.hasFocus()
    assert window.search_box.field.selectedText() == "飞碟"


def test_beside_the_page_stands_where_all_places_are(window: Window, qtbot: QtBot) -> None:
    marks = window.edge_marks
    assert marks.isHidden()
    search(window, qtbot, "电梯", 2)
    assert marks.isVisible()
    assert marks.geometry() == window.page.verticalScrollBar().rect()
    first, second = marks.shares
    assert 0 < first < second < 1
    bar, hits = window.page.verticalScrollBar(), window.search_panel.result.hits
    window.search.next_hit()
    window.search.next_hit()
    middle = (bar.value() + window.page.viewport().height() / 2) / window.page.paper.size().height()
    assert abs(second - middle) < 0.05, "the mark stands where the page does"
    assert hits[1].span == window.search_panel.current_hit.span  # type: ignore[union-attr]
    colours = {marks.grab().toImage().pixelColor(marks.width() - 3, y).name() for y in range(marks.height())}
    assert window.theme.scheme.accent.lower() in colours
    assert window.theme.scheme.ink.lower() in colours
    window.search.close()
    assert marks.isHidden()


def test_leaving_the_aids_takes_all_of_it_out_of_sight_and_with_them_it_comes_back(
    window: Window, qtbot: QtBot
) -> None:
    read(window, qtbot, "上半年，完成生产总值")
    search(window, qtbot, "电梯", 2)
    window.search.focus_box()
    window.keyboard.open_for(window.search_box.field)
    window.tool("exit").trigger()
    assert not window.search_panel.isVisible()
    assert not window.keyboard.isVisible()
    assert not window.narrator.is_playing
    window.tool("exit").trigger()
    assert window.search_box.isVisible()
    assert window.search_panel.isVisible()
    assert window.search_panel.result.count == 2
    assert window.edge_marks.isVisible()
    assert not window.narrator.is_playing
    window.search.next_hit()
    assert "共2处" in window.status.said
    window.search.return_to_place()
    assert window.narrator.is_playing, "what was being read goes on"


def test_what_was_put_away_does_not_come_back_with_the_aids(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot, "电梯", 2)
    window.search.close()
    window.tool("exit").trigger()
    window.tool("exit").trigger()
    assert not window.search_panel.isVisible()


def test_the_next_person_begins_afresh(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot, "电梯", 2)
    window.search.forget()
    assert not window.search_panel.isVisible()
    assert window.search_box.text() == ""
    assert window.search_box.recents.texts == ()
    assert window.search_panel.result.count == 0


def test_nothing_that_was_searched_for_is_on_the_disk(window: Window, qtbot: QtBot, opened: Program) -> None:
    search(window, qtbot, "敬老园", 4)
    opened.window._saver.save_now()
    profile: Path = opened.window._services.glyph_folder.parents[1]
    words = ("敬老园".encode(), "敬老园".encode("utf-16-le"))
    files = [each for each in profile.rglob("*") if each.is_file()]
    assert files
    assert not [each for each in files if any(word in each.read_bytes() for word in words)]


# -- words of the page -----------------------------------------------------------------------------------------------


def test_selected_words_come_into_the_box(window: Window, qtbot: QtBot) -> None:
    page = window.page
    block = next(block for block in page.report.shown if "加装电梯" in block.text)
    at = block.text.index("加装电梯")
    page.setFocus()
    page.setTextCursor(page.paper.cursor(Span(block.number, at + 2, at + 4)))
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.search_box.text() == "电梯"
    assert window.search_box.field.selectedText() == "电梯"
    page.search_requested.emit()
    qtbot.waitUntil(lambda: window.search_panel.result.count == 2, timeout=PATIENCE_MS)


def test_a_term_that_tab_led_to_is_no_selection(window: Window) -> None:
    page = window.page
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert page.textCursor().hasSelection()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.search_box.text() == ""


# -- what was searched for is offered again --------------------------------------------------------------------------


def test_what_was_searched_for_is_offered_in_the_empty_field_and_runs_at_once(
    window: Window, qtbot: QtBot
) -> None:
    search(window, qtbot, "dianti", 2)
    search(window, qtbot, "没有这个词呀", 0)
    search(window, qtbot, "七宝老街", 1)
    search(window, qtbot, "dt", 2)
    window.search.close()
    window.search_box.set_text("")
    window.search_box.focus_field()
    assert offered(window) == [("dt", True), ("七宝老街", True)]
    assert window.search_box.field.hasFocus()
    QTest.keyClick(window.search_box.field, Qt.Key.Key_Down)
    rows = window.findChild(Suggestions).rows  # type: ignore[union-attr]
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.search_panel.result.query == "七宝老街", timeout=PATIENCE_MS)
    assert offered(window) == []


def test_what_was_searched_for_comes_first_among_suggestions_and_once(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot, "七宝镇")
    window.search.close()
    window.search_box.set_text("")
    window.search_box.focus_field()
    QTest.keyClicks(window.search_box.field, "qiba")
    qtbot.waitUntil(lambda: len(offered(window)) > 1, timeout=PATIENCE_MS)
    first, *rest = offered(window)
    assert first == ("七宝镇", True)
    assert rest
    assert all(text != "七宝镇" and not is_recent for text, is_recent in rest)


def test_hanzi_of_an_input_method_are_suggested_for(window: Window, qtbot: QtBot) -> None:
    window.search_box.focus_field()
    event = QInputMethodEvent()
    event.setCommitString("敬老")
    QApplication.sendEvent(window.search_box.field, event)
    qtbot.waitUntil(lambda: ("敬老院", False) in offered(window), timeout=PATIENCE_MS)
    assert window.search_box.field.hasFocus()


def test_with_the_screen_keyboard_there_is_one_list_of_words(window: Window, qtbot: QtBot) -> None:
    search(window, qtbot, "电梯", 2)
    window.search.close()
    window.search_box.set_text("")
    window.search_box.field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert offered(window) == [("电梯", True)]
    window.search_box.keyboard_requested.emit()
    assert offered(window) == []
    with qtbot.waitSignal(window.search._runner.suggestions_found, timeout=PATIENCE_MS):
        QTest.keyClicks(window.search_box.field, "qi")
    assert offered(window) == []
    window.keyboard.close_keyboard()
    QTest.keyClick(window.search_box.field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(offered(window)) > 1, timeout=PATIENCE_MS)


def test_everyday_words_are_suggested_too(window: Window, qtbot: QtBot) -> None:
    window.search_box.focus_field()
    QTest.keyClicks(window.search_box.field, "kanbing")
    qtbot.waitUntil(lambda: ("看病", False) in offered(window), timeout=PATIENCE_MS)


# -- slow, and failing -----------------------------------------------------------------------------------------------


@pytest.fixture
def held(opened: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Have every search wait until it is let go."""
    finder, go = opened.runner._finder, threading.Event()
    find = finder.find

    def find_late(text: str, **options: SearchOptions) -> Result:
        assert go.wait(10)
        return find(text, **options)

    monkeypatch.setattr(finder, "find", find_late)
    yield go
    go.set()


def test_a_slow_search_is_spoken_of_and_esc_ends_it(
    window: Window, qtbot: QtBot, held: threading.Event
) -> None:
    read(window, qtbot, "上半年，完成生产总值")
    window.search._patience.setInterval(20)
    window.search_box.set_text("电梯")
    window.search_box.submit()
    assert window.search_panel.isVisible()
    qtbot.waitUntil(lambda: window.status.said.startswith("正在找"))
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert not window.search_panel.isVisible()
    assert window.narrator.is_playing, "nothing was gone to: what was read goes on"
    with qtbot.assertNotEmitted(window.search.announced, wait=100):
        held.set()
    assert window.search_box.recents.texts == ()
    window.search._patience.setInterval(1000)


def test_a_failure_is_told_and_the_next_search_works(
    window: Window, qtbot: QtBot, opened: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_text: str, **_options: SearchOptions) -> Result:
        raise SearchIndexError("索引丢了。请重新安装本程序。")

    search(window, qtbot, "电梯", 2)
    with monkeypatch.context() as broken:
        broken.setattr(opened.runner._finder, "find", fail)
        window.search_box.submit()
        qtbot.waitUntil(lambda: window.status.said == "索引丢了。请重新安装本程序。", timeout=PATIENCE_MS)
    assert window.search_panel.isVisible()
    assert window.search_panel.result.count == 0
    window.search.next_hit()
    qtbot.waitUntil(lambda: window.search_panel.result.count == 2, timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    "typed", ["电" * 10_000, "\x00\x1b\x07", "\ud800", "😀😀", "\u202eשלום", '"((*[?', "%s{}\\"]
)
def test_whatever_is_typed_a_sensible_sentence_answers(
    window: Window, qtbot: QtBot, opened: Program, typed: str
) -> None:
    window.search_box.focus_field()
    window.search_box.field.insert(typed)
    if not window.search_box.text().strip():
        QTest.keyClick(window.search_box.field, Qt.Key.Key_Return)
        assert not window.search_panel.isVisible()
        return
    with qtbot.waitSignal(opened.runner.result_found, timeout=PATIENCE_MS):
        QTest.keyClick(window.search_box.field, Qt.Key.Key_Return)
    assert window.search_panel.result.count == 0
    assert window.status.said
    assert window.search_box.field.hasFocus(), "who wrote it can put it right"
    assert window.search_box.recents.texts == ()


def test_reading_is_paused_and_not_stopped_by_a_search(window: Window, qtbot: QtBot, opened: Program) -> None:
    read(window, qtbot, "上半年，完成生产总值")
    search(window, qtbot, "电梯", 2)
    assert opened.player.state is PlayerState.PAUSED
