"""What is lit: every ink on its own ground, and no ground on the line above."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from reader.core.colour import Scheme
from reader.core.report import Report
from reader.core.span import Span
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


def test_a_light_leaves_room_for_the_one_above() -> None:
    assert _without(SENTENCE, [CHARACTER]) == [Span(7, 11, 22), Span(7, 24, 30)]
    assert _without(SENTENCE, [Span(7, 0, 40)]) == []
    assert _without(SENTENCE, [Span(8, 0, 40)]) == [SENTENCE]
    assert _without(SENTENCE, [Span(7, 11, 12), CHARACTER, Span(7, 28, 33)]) == [
        Span(7, 12, 22),
        Span(7, 24, 28),
    ]
