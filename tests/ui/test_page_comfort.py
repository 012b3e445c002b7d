"""How the page's text is set by choice: type, spaces and width hold at every size, and the place is kept."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.report import Kind, Report
from reader.core.span import Span
from reader.settings.option import Choice
from reader.tools.comfort import ComfortTool
from reader.ui.look.theme import DEFAULT_FAMILY, Theme
from reader.ui.page.document import PaperLine
from reader.ui.page.lights import x_of
from reader.ui.page.reading_page import ReadingPage
from reader.ui.page.text_comfort import Pinyin, TextComfort
from reader.ui.page.type_size import BODY_PX
from reader.ui.window.window import Window
from tests.pixels import colours_in
from tests.ui.conftest import Dress, OpenProgram

Show = Callable[[int, TextComfort], ReadingPage]
_WIDTH_PX, _HEIGHT_PX = 1366, 640
_ZOOMS = (80, 100, 200, 300)


def values_of(key: str) -> tuple[Choice, ...]:
    return next(option for option in ComfortTool.options if option.key == key).choices


@pytest.fixture
def theme(dress: Dress) -> Theme:
    return dress(1.0, "original")


@pytest.fixture
def page(qtbot: QtBot, report: Report, theme: Theme) -> ReadingPage:
    page = ReadingPage(report)
    qtbot.addWidget(page)
    page.resize(_WIDTH_PX, _HEIGHT_PX)
    page.scroller.is_motion_on = False
    page.set_style(theme, 100)
    page.show()
    return page


@pytest.fixture
def show(page: ReadingPage, theme: Theme) -> Show:
    """Set the page, and give it."""

    def set_page(zoom: int, comfort: TextComfort) -> ReadingPage:
        page.set_style(theme, zoom, comfort)
        return page

    return set_page


def long_block(page: ReadingPage) -> int:
    """A paragraph of many lines."""
    return max(page.report.shown, key=lambda block: len(block.text)).number


def lines_of(page: ReadingPage, block: int) -> list[PaperLine]:
    return list(page.paper.lines_of(block))


def body_lines(page: ReadingPage) -> Iterator[PaperLine]:
    return (line for line in page.paper.lines_between(0, math.inf) if line.size_px == page.size_px)


def whole_lines(page: ReadingPage) -> int:
    """Count the lines that stand wholly in view."""
    top = page.verticalScrollBar().value()
    foot = top + page.viewport().height()
    inks = map(page.paper.ink_of, page.paper.lines_between(top - 500, foot + 500))
    return sum(ink_top >= top and ink_foot <= foot for ink_top, ink_foot in inks)


def families_of(page: ReadingPage, block: int) -> set[str]:
    """Give the families that the characters of a block are really shown in."""
    return {
        QFontInfo(page.paper.cursor(Span(block, at, at + 1)).charFormat().font()).family()
        for at in range(len(page.report.blocks[block].text))
    }


@pytest.mark.parametrize("zoom", _ZOOMS)
@pytest.mark.parametrize(
    ("key", "family"), [("hei", DEFAULT_FAMILY), ("song", "Qibao Serif SC"), ("kai", "Qibao Kai SC")]
)
def test_headings_are_set_in_the_font_that_was_chosen(show: Show, zoom: int, key: str, family: str) -> None:
    page = show(zoom, TextComfort(heading_font=key))
    for part in page.report.parts:
        assert families_of(page, part.heading.number) == {family}
    assert families_of(page, long_block(page)) == {DEFAULT_FAMILY}


@pytest.mark.parametrize(("key", "family"), [("hei", DEFAULT_FAMILY), ("song", "Qibao Serif SC")])
def test_the_body_is_set_in_the_font_that_was_chosen(show: Show, key: str, family: str) -> None:
    page = show(100, TextComfort(body_font=key))
    assert families_of(page, long_block(page)) == {family}
    assert families_of(page, page.report.parts[0].heading.number) == {DEFAULT_FAMILY}


def test_the_body_is_never_set_in_kai() -> None:
    assert {choice.value for choice in values_of("body_font")} == {"hei", "song"}


def test_a_character_that_the_serif_lacks_is_shown_in_the_sans(show: Show) -> None:
    page = show(100, TextComfort(body_font="song"))
    fonts = page.paper.defaultFont()
    assert fonts.families() == ["Qibao Serif SC", DEFAULT_FAMILY]
    assert QFontInfo(fonts).family() == "Qibao Serif SC"


def test_where_a_font_was_lost_the_programs_own_one_stands_in(
    qtbot: QtBot, report: Report, theme: Theme, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = ReadingPage(report, resources=tmp_path)
    qtbot.addWidget(page)
    page.set_style(theme, 100, TextComfort("kai", "song"))
    assert families_of(page, long_block(page)) == {DEFAULT_FAMILY}
    assert families_of(page, report.parts[0].heading.number) == {DEFAULT_FAMILY}
    assert "QibaoKaiSC" in caplog.text
    assert "QibaoSerifSC" in caplog.text


@pytest.mark.parametrize("choice", values_of("line_spacing"))
@pytest.mark.parametrize("zoom", [80, 100, 150])
def test_lines_are_as_far_apart_as_was_chosen(show: Show, choice: Choice, zoom: int) -> None:
    assert isinstance(choice.value, int)
    page = show(zoom, TextComfort(line_percent=choice.value))
    lines = lines_of(page, long_block(page))
    wanted = page.size_px * min(choice.value / 100, page.viewport().height() / 5 / page.size_px)
    for one, other in pairwise(lines):
        assert other.baseline - one.baseline == pytest.approx(wanted, abs=1)


def test_lines_are_one_and_three_quarters_of_an_em_apart_at_first(show: Show) -> None:
    one, other, *_ = lines_of(show(100, TextComfort()), long_block(show(100, TextComfort())))
    assert other.baseline - one.baseline == round(1.75 * BODY_PX)


@pytest.mark.parametrize(("percent", "lines"), [(50, 1.25), (100, 1.5), (150, 1.75), (200, 2.0)])
def test_paragraphs_are_further_apart_than_lines(show: Show, percent: int, lines: float) -> None:
    page = show(100, TextComfort(paragraph_percent=percent))
    line_px = round(1.75 * BODY_PX)
    last_of = {line.number: line for line in body_lines(page)}
    first_of: dict[int, PaperLine] = {}
    for line in body_lines(page):
        first_of.setdefault(line.number, line)
    pairs = [
        (block, block + 1)
        for block in first_of
        if block + 1 in first_of and page.report.blocks[block + 1].kind in (Kind.PARAGRAPH, Kind.ITEM)
    ]
    assert pairs
    for one, other in pairs:
        gap = first_of[other].baseline - last_of[one].baseline
        assert gap == pytest.approx(lines * line_px, abs=2)


@pytest.mark.parametrize("choice", values_of("letter_spacing"))
@pytest.mark.parametrize("zoom", [100, 200])
def test_characters_are_as_far_apart_as_was_chosen(show: Show, choice: Choice, zoom: int) -> None:
    assert isinstance(choice.value, int)
    page = show(zoom, TextComfort(letter_percent=choice.value))
    block = long_block(page)
    text, offsets = page.report.blocks[block].text, page.paper.offsets(block)
    pairs = [found.start() for found in re.finditer(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])", text)]
    wanted = page.size_px * (1 + choice.value / 100)
    for at in pairs[:60]:
        line = page.paper.line_at(block, at)
        if line.line.textStart() + line.line.textLength() > offsets[at + 1]:
            assert x_of(line.line, offsets[at + 1]) - x_of(line.line, offsets[at]) == pytest.approx(
                wanted, abs=1
            )


@pytest.mark.parametrize("letter_percent", [0, 12, 20])
@pytest.mark.parametrize("body_font", ["hei", "song"])
def test_a_mark_before_another_mark_takes_half_a_cell_however_far_apart_characters_are(
    show: Show, letter_percent: int, body_font: str
) -> None:
    page = show(100, TextComfort(body_font=body_font, letter_percent=letter_percent))
    checked = 0
    for block in page.report.shown:
        offsets = page.paper.offsets(block.number)
        for found in re.finditer(r"》(?=[，。、])", block.text):
            line = page.paper.line_at(block.number, found.start())
            if line.line.textStart() + line.line.textLength() > offsets[found.end()]:
                width = x_of(line.line, offsets[found.end()]) - x_of(line.line, offsets[found.start()])
                assert width == pytest.approx(page.size_px * (0.5 + letter_percent / 100), abs=1.5)
                checked += 1
    assert checked


@pytest.mark.parametrize("choice", values_of("page_width"))
@pytest.mark.parametrize("letter_percent", [0, 20])
@pytest.mark.parametrize("width_px", [1000, 1366, 3000])
def test_a_line_never_has_more_characters_than_was_chosen(
    show: Show, choice: Choice, letter_percent: int, width_px: int
) -> None:
    assert isinstance(choice.value, int)
    comfort = TextComfort(letter_percent=letter_percent, most_characters=choice.value)
    page = show(100, comfort)
    page.resize(width_px, _HEIGHT_PX)
    page.set_style(theme_of(page), 100, comfort)
    cell = page.size_px * (1 + letter_percent / 100)
    widest = max(line.line.naturalTextWidth() for line in body_lines(page))
    assert widest <= choice.value * cell + 2
    assert page.horizontalScrollBar().maximum() == 0
    if width_px == 3000:
        assert widest > (choice.value - 2) * cell, "no narrower than it need be"


def theme_of(page: ReadingPage) -> Theme:
    assert page._theme is not None
    return page._theme


_COMFORTS = (
    TextComfort("kai", "song"),
    TextComfort(line_percent=230, letter_percent=20, paragraph_percent=200, most_characters=20),
    TextComfort(line_percent=150, paragraph_percent=50),
    TextComfort(pinyin=Pinyin.ALL),
    TextComfort("song", "song", 200, 12, 150, 26, Pinyin.RARE),
)


@pytest.mark.parametrize("zoom", _ZOOMS)
def test_the_place_is_kept_through_every_change(show: Show, zoom: int) -> None:
    page = show(zoom, TextComfort())
    page.go_to(Span(long_block(page), 40, 41))
    start = page.verticalScrollBar().value()
    block, offset = page.visible_start()
    for comfort in _COMFORTS:
        show(zoom, comfort)
        line = page.paper.line_at(block, offset)
        top = page.paper.ink_of(line)[0] - page.verticalScrollBar().value()
        assert 0 <= top < 2 * page.size_px + 80, comfort
    show(zoom, TextComfort())
    assert page.verticalScrollBar().value() == start, "there and back again, nothing drifts"


@pytest.mark.parametrize("comfort", [TextComfort(), *_COMFORTS, TextComfort(line_percent=230)])
def test_large_type_on_a_small_screen_leaves_five_lines_four_with_pinyin(
    show: Show, comfort: TextComfort
) -> None:
    page = show(300, comfort)
    page.go_to(Span(long_block(page), 60, 61))
    assert whole_lines(page) >= (5 if comfort.pinyin is Pinyin.NONE else 4)


def test_a_colour_that_changes_moves_nothing(show: Show, dress: Dress) -> None:
    page = show(100, TextComfort())
    page.verticalScrollBar().setValue(777)
    page.set_style(dress(1.0, "yellow_on_black"), 100)
    assert page.verticalScrollBar().value() == 777


# -- whole lines at the edges ------------------------------------------------------------------------------------


@pytest.mark.parametrize("zoom", [100, 300])
@pytest.mark.parametrize("pinyin", [Pinyin.NONE, Pinyin.ALL])
def test_no_line_is_cut_wherever_the_page_rests(show: Show, zoom: int, pinyin: Pinyin) -> None:
    page = show(zoom, TextComfort(pinyin=pinyin))
    paper_colour = QColor(theme_of(page).scheme.paper).rgb()
    QApplication.processEvents()
    cut = 0
    for scroll_px in range(300, 1500, 47):
        page.verticalScrollBar().setValue(scroll_px)
        QApplication.processEvents()
        picture = page.viewport().grab().toImage()
        height = page.viewport().height()
        for line in page.paper.lines_between(scroll_px - 500, scroll_px + height + 500):
            top, foot = (each - scroll_px for each in page.paper.ink_of(line))
            if top < -1 < foot or top < height + 1 < foot:
                cut += 1
                first, beyond = max(0, math.ceil(top)), min(height, math.floor(foot))
                rows = QRect(80, first, picture.width() - 160, beyond - first)
                shown = colours_in(picture, rows, every=3)
                assert shown <= {paper_colour}, (scroll_px, top, foot)
    assert cut > 10


def test_where_no_line_is_whole_what_there_is_is_shown(show: Show) -> None:
    page = show(300, TextComfort())
    page.resize(_WIDTH_PX, 90)
    page.go_to(Span(long_block(page), 60, 61))
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + 40)
    picture = page.viewport().grab().toImage()
    ink = QColor(theme_of(page).scheme.ink).rgb()
    assert ink in colours_in(picture)


def test_nothing_is_covered_while_the_bar_is_held(show: Show) -> None:
    page = show(100, TextComfort())
    page.verticalScrollBar().setValue(1000)
    assert page._edges._find()
    page.verticalScrollBar().setSliderDown(True)
    assert not page._edges._find()
    page.verticalScrollBar().setSliderDown(False)
    assert page._edges._find()


def turn_wheel(page: ReadingPage, eighths: int) -> None:
    middle = QPointF(page.viewport().rect().center())
    none, no_button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    event = QWheelEvent(
        middle,
        QPointF(page.viewport().mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, eighths),
        no_button,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.viewport(), event)


@pytest.mark.parametrize("zoom", [100, 300])
def test_the_wheel_goes_on_line_by_line_and_never_back(show: Show, zoom: int) -> None:
    page = show(zoom, TextComfort())
    bar = page.verticalScrollBar()
    places = [bar.value()]
    for _ in range(30):
        turn_wheel(page, -120)
        places.append(bar.value())
    assert all(one < other for one, other in pairwise(places))
    aligned = sum(page.scroller._find_rest(place) == place for place in places[1:])
    assert aligned >= 25
    turn_wheel(page, 120)
    assert bar.value() < places[-1]


def test_fingers_on_a_touchpad_move_the_page_as_little_as_they_like(show: Show) -> None:
    page = show(100, TextComfort())
    bar = page.verticalScrollBar()
    bar.setValue(page.scroller._find_rest(900))
    before = bar.value()
    for _ in range(4):
        turn_wheel(page, -15)
    assert 0 < bar.value() - before < page.size_px


def test_what_is_followed_stays_in_view_and_does_not_jump_about(show: Show) -> None:
    page = show(300, TextComfort())
    block = long_block(page)
    page.go_to(Span(block, 0, 1))
    seen = []
    for at in range(len(page.report.blocks[block].text)):
        page.light_character(Span(block, at, at + 1))
        page.follow(Span(block, at, at + 1))
        top, foot = page.paper.ink_of(page.paper.line_at(block, at))
        scroll_px = page.verticalScrollBar().value()
        assert top >= scroll_px
        assert foot <= scroll_px + page.viewport().height()
        seen.append(scroll_px)
    assert seen == sorted(seen)


# -- joined to settings and window -------------------------------------------------------------------------------


@pytest.fixture
def window(open_program: OpenProgram) -> Window:
    return open_program(is_ready=False).window


def test_each_option_changes_the_page_at_once_and_undo_takes_it_back(window: Window) -> None:
    settings, page = window._settings, window.page
    assert page._comfort == TextComfort()
    for option in ComfortTool.options:
        for choice in option.choices:
            settings.set(option.key, choice.value)
            assert page._comfort == TextComfort.of(settings)
            assert settings[option.key] == choice.value
        before = page._comfort
        settings.set(option.key, option.choices[0].value)
        assert page._comfort != before
        settings.undo()
        assert page._comfort == before
    settings.reset()
    assert page._comfort == TextComfort()


def test_aids_at_rest_leave_the_page_as_it_was_at_first(window: Window) -> None:
    settings, page = window._settings, window.page
    settings.set("line_spacing", 230)
    settings.set("page_pinyin", "all")
    settings.rest_aids(True)
    window.restyle()
    assert page._comfort == TextComfort()
    settings.rest_aids(False)
    window.restyle()
    assert page._comfort == TextComfort(line_percent=230, pinyin=Pinyin.ALL)


@pytest.mark.parametrize("zoom", [100, 300])
def test_turning_pages_by_key_goes_on_and_keeps_the_caret_in_view(show: Show, zoom: int) -> None:
    page = show(zoom, TextComfort())
    bar = page.verticalScrollBar()
    page.setFocus()
    places = [bar.value()]
    for _ in range(8):
        QTest.keyClick(page, Qt.Key.Key_PageDown)
        places.append(bar.value())
        top, foot = page.paper.ink_of(page.paper.line_at(*page.caret_place()))
        assert bar.value() <= top
        assert foot <= bar.value() + page.viewport().height()
    assert all(one < other for one, other in pairwise(places))
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert bar.value() < places[-1]


def test_a_reading_that_staff_put_right_is_asked_for_anew(window: Window, qtbot: QtBot) -> None:
    pinyin = window.page.pinyin
    window._settings.set("page_pinyin", "all")
    block = next(each.number for each in window.page.report.shown if each.text.startswith("2021七宝"))
    window.page.viewport().grab()
    qtbot.waitUntil(lambda: (4, "qī") in pinyin._readings.get(block, ()), timeout=15_000)
    window.sound_pages.pronunciation.put_requested.emit("七宝", "qi2 bao4")

    def is_read_anew() -> bool:
        window.page.viewport().grab()
        return (4, "qí") in pinyin._readings.get(block, ())

    qtbot.waitUntil(is_read_anew, timeout=15_000)
