"""What is lit: every ink on its own ground, and no ground on the line above."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.colour import Scheme
from reader.core.report import Report
from reader.core.span import Span
from reader.ui.look.theme import Theme
from reader.ui.page.lights import _without
from reader.ui.page.reading_page import ReadingPage
from tests.ui.conftest import Dress

SENTENCE, CHARACTER = Span(7, 11, 30), Span(7, 22, 24)


def _share(picture: QImage, colour: str) -> float:
    wanted = QColor(colour).rgb()
    points = [(x, y) for y in range(0, picture.height(), 2) for x in range(0, picture.width(), 2)]
    return sum(picture.pixel(x, y) == wanted for x, y in points) / len(points)


@pytest.mark.parametrize("scheme_key", ["original", "white", "yellow_on_black"])
@pytest.mark.parametrize("zoom", [100, 300])
def test_the_sounding_character_is_written_in_its_ink(
    qtbot: QtBot, dress: Dress, report: Report, scheme_key: str, zoom: int
) -> None:
    theme = dress(1.0, scheme_key)
    scheme: Scheme = theme.scheme
    page = ReadingPage(report)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.set_style(theme, zoom)
    page.show()
    page.scroller.is_motion_on = False
    page.go_to(CHARACTER)
    page.light_sentence(SENTENCE)
    page.light_character(CHARACTER)
    box = page.span_rect(CHARACTER)
    box.moveTopLeft(page.mapFromGlobal(box.topLeft()))
    picture = page.grab(box).toImage()
    assert _share(picture, scheme.character) > 0.3
    assert _share(picture, scheme.on_character) > 0.03
    if scheme.on_sounding not in (scheme.on_character, scheme.character):
        assert _share(picture, scheme.on_sounding) < 0.03
    whole = page.grab().toImage()
    assert _share(whole, scheme.sounding) > 0.01
    assert _share(whole, scheme.sounding_underline) > 0.0005, "never by colour alone"


@pytest.mark.parametrize("zoom", [100, 300])
def test_the_line_above_what_was_found_keeps_its_feet(
    qtbot: QtBot, dress: Dress, report: Report, zoom: int
) -> None:
    page = ReadingPage(report)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.set_style(dress(1.0, "yellow_on_black"), zoom)
    page.show()
    page.scroller.is_motion_on = False
    page.go_to(SENTENCE)
    page.setCursorWidth(0)
    first = page.paper.line_at(SENTENCE.block, SENTENCE.start)
    start = first.line.textStart() + first.line.textLength()
    found = Span(SENTENCE.block, start, start + 3)
    top = round(page.paper.ground_of(page.paper.line_at(found.block, found.start))[0])
    above = QRect(0, 0, page.viewport().width(), top - page.verticalScrollBar().value() - 1)
    assert above.height() > 40
    clean = page.viewport().grab(above).toImage()
    for light in (lambda: page.light_hits([found], 0), lambda: page.light_sentence(found)):
        light()
        assert page.viewport().grab(above).toImage() == clean
    page.light_sentence(SENTENCE)
    page.light_character(Span(found.block, found.start, found.start + 1))
    assert page.viewport().grab(above).toImage() != clean


def test_what_was_found_is_seen_in_the_sentence_that_sounds(
    qtbot: QtBot, dress: Dress, report: Report
) -> None:
    theme = dress(1.0, "original")
    page = ReadingPage(report)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.set_style(theme, 100)
    page.show()
    page.scroller.is_motion_on = False
    page.go_to(SENTENCE)
    found = Span(SENTENCE.block, SENTENCE.start + 2, SENTENCE.start + 5)
    page.light_sentence(SENTENCE)
    box = page.span_rect(found)
    box.moveTopLeft(page.mapFromGlobal(box.topLeft()))
    plain = page.grab(box).toImage()
    page.light_hits([found], 0)
    framed = page.grab(box).toImage()
    line = theme.scheme.sounding_underline
    assert _share(framed, line) > 1.5 * _share(plain, line)
    assert _share(framed, theme.scheme.sounding) > 0.4
    page.light_sentence(None)
    assert _share(page.grab(box).toImage(), theme.scheme.current_hit) > 0.4
    page.light_hits([])
    assert _share(page.grab(box).toImage(), theme.scheme.paper) > 0.4


def test_a_light_leaves_room_for_the_one_above() -> None:
    assert _without(SENTENCE, [CHARACTER]) == [Span(7, 11, 22), Span(7, 24, 30)]
    assert _without(SENTENCE, [Span(7, 0, 40)]) == []
    assert _without(SENTENCE, [Span(8, 0, 40)]) == [SENTENCE]
    assert _without(SENTENCE, [Span(7, 11, 12), CHARACTER, Span(7, 28, 33)]) == [
        Span(7, 12, 22),
        Span(7, 24, 28),
    ]


class _Painted(QObject):
    """What of a widget was painted."""

    region = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_a_step_to_the_next_hit_paints_both_and_no_other_even_in_one_ink(
    qtbot: QtBot, dress: Dress, report: Report
) -> None:
    scheme = dress(1.0, "original").scheme
    page = ReadingPage(report)
    qtbot.addWidget(page)
    page.resize(780, 560)
    page.set_style(Theme(replace(scheme, on_current_hit=scheme.on_hit), 1.0), 100)
    page.scroller.is_motion_on = False
    with qtbot.waitExposed(page):
        page.show()
    page.go_to(SENTENCE)
    hits = [Span(7, 11, 13), Span(7, 22, 24), Span(7, 60, 62)]
    page.light_hits(hits, 0)
    QApplication.processEvents()
    painted = _Painted()
    page.viewport().installEventFilter(painted)
    page.light_hits(hits, 1)
    QApplication.processEvents()
    places = [page.span_rect(hit) for hit in hits]
    for place in places:
        place.moveTopLeft(page.viewport().mapFromGlobal(place.topLeft()))
        assert page.viewport().rect().contains(place)
    assert [painted.region.intersects(place.adjusted(2, 2, -2, -2)) for place in places] == [
        True,
        True,
        False,
    ]
