"""从这里读: a tap on the report offers to read on from there, beside the sentence, and does nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.core.span import Span
from reader.speech.composer import Composer
from reader.speech.late_composer import LateComposer
from reader.speech.passages import sentence_spans
from reader.speech.playback.sound import ClockSink
from reader.speech.player import Player
from reader.ui.captions.strip import CaptionStrip
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.page.pointer_hand import sentence_span
from reader.ui.page.read_here import LEAST_PX, ReadHere, place_offer
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.narrator import Narrator

Dress = Callable[[float, str], Theme]
_LEFT = Qt.MouseButton.LeftButton
_AREA = QRect(300, 100, 800, 500)
_SIZE = QSize(200, 70)
_SHORT_STAY_MS = 1000


# -- where it stands -----------------------------------------------------------------------------------------------


def test_it_stands_below_the_sentence_else_above_it() -> None:
    tapped = QRect(600, 200, 30, 60)
    assert place_offer(QRect(300, 200, 800, 120), tapped, _SIZE, _AREA, 10) == QRect(514, 330, 200, 70)
    low = QRect(600, 480, 30, 60)
    assert place_offer(QRect(300, 480, 800, 100), low, _SIZE, _AREA, 10).bottom() < 480


def test_where_the_sentence_fills_the_page_the_tapped_line_stays_free() -> None:
    whole = QRect(300, 50, 800, 600)
    for line in (QRect(320, 110, 30, 60), QRect(1090, 530, 30, 60)):
        placed = place_offer(whole, line, _SIZE, _AREA, 10)
        assert _AREA.contains(placed)
        assert not placed.intersects(line.adjusted(-2000, 0, 2000, 0))


@given(
    st.integers(0, 400),
    st.integers(30, 400),
    st.integers(0, 1300),
    st.integers(40, 300),
    st.integers(40, 200),
)
def test_it_lies_in_the_page_and_on_nothing_of_the_sentence(
    top: int, height: int, x: int, width: int, button_height: int
) -> None:
    sentence = QRect(300, 100 + top, 800, height)
    tapped = QRect(x, sentence.top(), 20, 30)
    placed = place_offer(sentence, tapped, QSize(width, button_height), _AREA, 8)
    assert placed.left() >= _AREA.left()
    assert placed.right() <= _AREA.right()
    has_room = max(_AREA.bottom() - sentence.bottom(), sentence.top() - _AREA.top()) >= button_height + 8
    if has_room:
        assert _AREA.contains(placed)
        assert not placed.intersects(sentence)


# -- what brings it and what takes it away -------------------------------------------------------------------------


class Desk:
    """A page that can be read, the button over it, and something beside them."""

    def __init__(
        self, qtbot: QtBot, report: Report, resources: Path, theme: Theme, icons: Icons, stay_ms: int
    ) -> None:
        self._qtbot = qtbot
        composer = LateComposer(lambda: Composer.load(resources / "speech"))
        # Without a voice what is read waits for it: all that counts here is whether and where it was begun.
        self.player = Player(composer, None, lambda rate_hz: ClockSink(rate_hz, lambda: 0.0))
        self.window = QWidget()
        self.window.resize(1366, 768)
        self.page, self.captions = ReadingPage(report, self.window), CaptionStrip(self.window)
        self.page.setGeometry(300, 0, 1066, 640)
        self.captions.hide()
        self.elsewhere = QPushButton("别处", self.window)
        self.elsewhere.setGeometry(20, 20, 120, 64)
        self.page.set_style(theme, 100)
        self.page.scroller.is_motion_on = False
        self.narrator = Narrator(report, self.player, self.page, self.captions, self.window)
        self.button = ReadHere(self.page, self.narrator, icons, self.window, stay_ms=stay_ms)
        self.button.set_theme(theme)
        self.page.tapped.connect(self.button.offer)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        # The pointer on the button holds it: it begins where there is nothing.
        QTest.mouseMove(self.window.windowHandle(), QPoint(100, 700))

    def spot(self, words: str) -> QPoint:
        """Bring words of the report into view, and give a place on them."""
        for block in self.page.report.shown:
            if (at := block.text.find(words)) >= 0:
                self.page.go_to(Span(block.number, at, at))
                box = self.page.span_rect(Span(block.number, at, at + 1))
                return self.page.viewport().mapFromGlobal(box.center())
        raise AssertionError(words)

    def tap(self, words: str = "完成生产总值") -> None:
        """Tap, and hold the button that comes."""
        QTest.mouseClick(self.page.viewport(), _LEFT, pos=self.spot(words))
        self._qtbot.waitUntil(self.button.isVisible)
        self.button.setFocus()

    def sentence_box(self, words: str) -> QRect:
        """Give the box of the sentence that holds these words, in the window's pixels."""
        report = self.page.report
        for block in report.shown:
            if (at := block.text.find(words)) >= 0:
                span = sentence_span(report, block.number, at)
                ends = Span(span.block, span.start, span.start + 1), Span(span.block, span.end - 1, span.end)
                first, last = (self.page.span_rect(each) for each in ends)
                corner = self.window.mapFromGlobal(first.united(last).topLeft())
                return QRect(corner, first.united(last).size())
        raise AssertionError(words)


@pytest.fixture
def desk(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    report: Report,
    resources: Path,
    dress: Dress,
    icons: Icons,
) -> Iterator[Desk]:
    interval = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(60)
    stay_ms = getattr(request, "param", 60_000)
    desk = Desk(qtbot, report, resources, dress(1.0, "original"), icons, stay_ms)
    yield desk
    qapp.setDoubleClickInterval(interval)
    desk.button.put_away()
    desk.player.close()
    desk.window.close()
    desk.window.deleteLater()


@pytest.mark.parametrize("zoom", [50, 100, 200, 300])
@pytest.mark.parametrize("words", ["完成生产总值", "2021七宝镇", "公建配套"])
def test_it_is_large_and_covers_nothing_of_what_was_tapped(
    desk: Desk, dress: Dress, zoom: int, words: str
) -> None:
    desk.page.set_style(dress(1.0, "original"), zoom)
    desk.tap(words)
    assert desk.button.height() >= LEAST_PX
    assert desk.page.geometry().contains(desk.button.geometry())
    box = desk.sentence_box(words)
    if box.height() + desk.button.height() < desk.page.height() * 0.9:
        assert not desk.button.geometry().intersects(box)


def test_it_reads_on_from_the_beginning_of_the_sentence(desk: Desk) -> None:
    desk.tap()
    assert not desk.narrator.is_under_way, "a tap alone reads nothing"
    block, offset = desk.page.caret_place()
    span = sentence_span(desk.page.report, block, offset)
    assert span.start > 0
    QTest.mouseClick(desk.button, _LEFT)
    assert desk.narrator.is_playing
    assert desk.narrator.span == span
    assert desk.narrator.place[1] == 0
    assert desk.button.isHidden()


def test_enter_presses_it(desk: Desk) -> None:
    desk.tap()
    QTest.keyClick(desk.button, Qt.Key.Key_Return)
    assert desk.narrator.is_playing


def test_while_something_is_read_a_tap_only_offers(desk: Desk, report: Report) -> None:
    first = sentence_spans(report)[0]
    desk.narrator.read_from(first.block, first.start)
    desk.tap()
    assert desk.narrator.span == first
    assert not desk.page.is_following, "the page stands still under the hand"
    desk.button.put_away()
    assert desk.page.is_following
    desk.tap()
    QTest.mouseClick(desk.button, _LEFT)
    assert desk.narrator.span != first
    assert desk.page.is_following


def test_a_hand_that_shakes_still_taps_and_marks_nothing(desk: Desk, qtbot: QtBot) -> None:
    place = desk.spot("完成生产总值")
    view = desk.page.viewport()
    QTest.mousePress(view, _LEFT, pos=place)
    QTest.mouseMove(view, place + QPoint(12, 9))
    QTest.mouseRelease(view, _LEFT, pos=place + QPoint(12, 9))
    qtbot.waitUntil(desk.button.isVisible)
    assert not desk.page.textCursor().hasSelection()


def test_what_is_no_tap_brings_nothing(desk: Desk, qtbot: QtBot, report: Report) -> None:
    offered: list[tuple[int, int]] = []
    desk.page.tapped.connect(lambda block, offset: offered.append((block, offset)))
    place, view = desk.spot("完成生产总值"), desk.page.viewport()
    QTest.mousePress(view, _LEFT, pos=place)
    QTest.mouseMove(view, place + QPoint(150, 0))
    QTest.mouseRelease(view, _LEFT, pos=place + QPoint(150, 0))
    assert desk.page.textCursor().hasSelection()
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=place)
    link = report.links[0]
    desk.page.go_to(link.span)
    box = desk.page.span_rect(Span(link.span.block, link.span.start, link.span.start + 1))
    QTest.mouseClick(view, _LEFT, pos=view.mapFromGlobal(box.center()))
    assert offered == []
    place = desk.spot("完成生产总值")
    QTest.mouseDClick(view, _LEFT, pos=place)
    QTest.mouseRelease(view, _LEFT, pos=place)
    assert desk.page.selected_span() is not None
    qtbot.wait(2 * QApplication.doubleClickInterval())  # nothing comes that could be awaited
    assert desk.button.isHidden()


@pytest.mark.parametrize("desk", [_SHORT_STAY_MS], indirect=True)
def test_it_goes_by_itself_unless_somebody_is_on_it(desk: Desk, qtbot: QtBot) -> None:
    desk.tap()
    qtbot.wait(2 * _SHORT_STAY_MS)  # nothing comes that could be awaited
    assert desk.button.isVisible(), "it has the keyboard"
    desk.page.setFocus()
    qtbot.waitUntil(desk.button.isHidden)


def test_it_goes_by_escape_and_gives_the_keyboard_back(desk: Desk) -> None:
    desk.tap()
    QTest.keyClick(desk.button, Qt.Key.Key_Escape)
    assert desk.button.isHidden()
    assert desk.page.hasFocus()


def _scroll(desk: Desk) -> None:
    desk.page.verticalScrollBar().setValue(desk.page.verticalScrollBar().value() + 40)


def _press_elsewhere(desk: Desk) -> None:
    QTest.mouseClick(desk.elsewhere, _LEFT)


def _leave_the_page(desk: Desk) -> None:
    desk.page.hide()


def _narrow(desk: Desk) -> None:
    desk.page.resize(700, 600)


def _begin_to_read(desk: Desk) -> None:
    desk.narrator.toggle()


@pytest.mark.parametrize("change", [_scroll, _press_elsewhere, _leave_the_page, _narrow, _begin_to_read])
def test_it_goes_when_something_else_is_done(desk: Desk, change: Callable[[Desk], None]) -> None:
    desk.tap()
    change(desk)
    assert desk.button.isHidden()


def test_another_tap_brings_it_there(desk: Desk, qtbot: QtBot) -> None:
    desk.tap()
    before = desk.button.geometry()
    QTest.mouseClick(desk.page.viewport(), _LEFT, pos=QPoint(200, 40))
    assert desk.button.isHidden()
    qtbot.waitUntil(desk.button.isVisible)
    assert desk.button.geometry() != before
