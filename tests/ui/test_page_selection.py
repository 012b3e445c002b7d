"""What the pointer selects on the page: the word of a double click, and never a drag of the text itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.span import Span
from reader.paths import bundled_report
from reader.source import load_report
from reader.ui.look.theme import Theme
from reader.ui.page.reading_page import ReadingPage

Dress = Callable[[float, str], Theme]
pytestmark = pytest.mark.qt_log_ignore("Mouse event .* not accepted by receiving widget")
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, dress: Dress) -> ReadingPage:
    page = ReadingPage(load_report(bundled_report()))
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.set_style(dress(1.0, "original"), 100)
    page.show()
    qtbot.waitExposed(page)
    return page


def place_of(page: ReadingPage, words: str) -> Span:
    for block in page.report.shown:
        if (at := block.text.find(words)) >= 0:
            return Span(block.number, at, at + len(words))
    raise AssertionError(words)


def point_at(page: ReadingPage, block: int, offset: int, share: float = 0.5) -> QPoint:
    """Give a place within a character, from its left side to its right."""
    box = page.span_rect(Span(block, offset, offset + 1))
    place = QPoint(box.x() + round(box.width() * share), box.center().y())
    return page.viewport().mapFromGlobal(place)


def selected(page: ReadingPage) -> str:
    span = page.selected_span()
    return "" if span is None else page.report.text(span)


@pytest.mark.parametrize("share", [0.2, 0.8])
@pytest.mark.parametrize(
    ("words", "at", "word"),
    [
        ("积极推进一核", 2, "推进"),
        ("积极推进一核", 3, "推进"),
        ("地下结构60%", 4, "60%"),
        ("九星城项目完成一阶段", 3, "项目"),
        ("建设。根据", 2, "。"),
    ],
)
def test_a_double_click_selects_the_word(
    page: ReadingPage, words: str, at: int, word: str, share: float
) -> None:
    span = place_of(page, words)
    page.go_to(span)
    place = point_at(page, span.block, span.start + at, share)
    QTest.mouseDClick(page.viewport(), _LEFT, pos=place)
    QTest.mouseRelease(page.viewport(), _LEFT, pos=place)
    assert selected(page) == word


def test_a_hand_that_shakes_keeps_the_word(page: ReadingPage) -> None:
    span = place_of(page, "积极推进一核")
    page.go_to(span)
    place = point_at(page, span.block, span.start + 2)
    QTest.mousePress(page.viewport(), _LEFT, pos=place)
    QTest.mouseRelease(page.viewport(), _LEFT, pos=place)
    QTest.mouseDClick(page.viewport(), _LEFT, pos=place)
    QTest.mouseMove(page.viewport(), place + QPoint(3, 1))
    QTest.mouseRelease(page.viewport(), _LEFT, pos=place)
    assert selected(page) == "推进"


def test_a_click_beyond_the_last_character_selects_no_more_than_a_word(page: ReadingPage) -> None:
    title = page.report.shown[0]
    box = page.span_rect(Span(title.number, len(title.text) - 1, len(title.text)))
    place = page.viewport().mapFromGlobal(box.center()) + QPoint(box.width() * 3, 0)
    QTest.mouseDClick(page.viewport(), _LEFT, pos=place)
    QTest.mouseRelease(page.viewport(), _LEFT, pos=place)
    assert selected(page) == "报告"


def test_dragging_within_a_selection_begins_a_new_one(page: ReadingPage) -> None:
    span = place_of(page, "积极推进一核一区一带产业规划落地")
    page.go_to(span)
    page.setTextCursor(page.paper.cursor(span))
    viewport = page.viewport()
    start = point_at(page, span.block, span.start + 2, 0.1)
    end = point_at(page, span.block, span.start + 6, 0.1)
    QTest.mousePress(viewport, _LEFT, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, pos=end)
    assert selected(page) == "推进一核"


def test_the_other_button_keeps_the_selection(page: ReadingPage) -> None:
    span = place_of(page, "积极推进一核")
    page.go_to(span)
    page.setTextCursor(page.paper.cursor(span))
    place = point_at(page, span.block, span.start + 2)
    QTest.mouseClick(page.viewport(), Qt.MouseButton.RightButton, pos=place)
    assert selected(page) == "积极推进一核"
