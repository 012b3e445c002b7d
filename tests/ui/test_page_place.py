"""The place on the page: what was found stays in view however large it is set, and what stands there is told."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.core.span import Span
from reader.ui.page.reading_page import ReadingPage
from tests.ui.conftest import Dress


@pytest.fixture
def page(qtbot: QtBot, dress: Dress, report: Report) -> ReadingPage:
    page = ReadingPage(report)
    qtbot.addWidget(page)
    page.resize(760, 560)
    page.set_style(dress(1.0, "original"), 100)
    page.scroller.is_motion_on = False
    page.show()
    return page


def zoom(page: ReadingPage, dress: Dress, percent: int) -> None:
    page.set_style(dress(1.0, "original"), percent)


def far_in(report: Report, length: int) -> Span:
    """Give a place far into the first paragraph that is longer than ``length``."""
    block = next(block for block in report.shown if len(block.text) > length)
    return Span(block.number, length - 4, length - 2)


def test_what_was_found_stays_in_view_when_the_type_grows(page: ReadingPage, dress: Dress) -> None:
    found = far_in(page.report, 120)
    page.go_to(found, with_caret=False)
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() - 250)
    page.light_hits([found], 0)
    assert page.is_in_view(found)
    for percent in (150, 225, 300, 100):
        zoom(page, dress, percent)
        assert page.is_in_view(found), percent


def test_what_sounds_after_it_is_the_place(page: ReadingPage, dress: Dress) -> None:
    found = far_in(page.report, 120)
    sounding = Span(found.block, 0, 4)
    page.go_to(sounding, with_caret=False)
    page.light_hits([found], 0)
    page.light_sentence(sounding)
    zoom(page, dress, 300)
    assert page.is_in_view(sounding)
    assert not page.is_in_view(found)


def test_what_is_found_no_more_is_no_place(page: ReadingPage, dress: Dress) -> None:
    found = far_in(page.report, 120)
    page.go_to(Span(found.block, 0, 1), with_caret=False)
    top = page.visible_start()
    page.light_hits([found], 0)
    page.light_hits([])
    zoom(page, dress, 300)
    assert page.visible_start() == top


def test_wherever_the_page_is_taken_that_is_the_place_told(page: ReadingPage, dress: Dress) -> None:
    """At the very top the end of another chapter may still stand: that is not where one is."""
    headings = [item.title for part in page.report.parts for c in part.chapters for item in c.items]
    told: list[int] = []
    page.place_changed.connect(told.append)
    for percent in (100, 200, 300):
        zoom(page, dress, percent)
        for title in headings[2::5]:
            page.verticalScrollBar().setValue(0)
            page.go_to(title, with_caret=False)
            if page.verticalScrollBar().value() < page.verticalScrollBar().maximum():
                assert told[-1] == title.block, (percent, title)


def test_at_both_ends_the_first_and_the_last_are_told(page: ReadingPage) -> None:
    told: list[int] = []
    page.place_changed.connect(told.append)
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    bar.setValue(0)
    assert told[0] > page.report.shown[-8].number
    assert told[-1] == page.report.shown[0].number
