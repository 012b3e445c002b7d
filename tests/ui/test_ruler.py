"""The reading ruler: as many lines clear as were chosen, where pointer, caret or voice is, and the rest in the shade."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program, make_program
from reader.core.colour import contrast_ratio
from reader.core.span import Span
from reader.paths import UserFolders, bundled_report, resources
from reader.ui.aids.crosshair import line_tones
from reader.ui.look.theme import load_schemes
from reader.ui.window.window import Window

SCHEMES = sorted(path.stem for path in (resources() / "schemes").glob("*.toml"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    program: Program = make_program(
        UserFolders.of_profile(tmp_path), bundled_report(), is_first_sentence_spoken=False
    )
    window = program.window
    window.resize(1366, 900)
    window.page.scroller.is_motion_on = False
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.stage.settings.set("captions", False)
    window.page.verticalScrollBar().setValue(900)
    settle()
    yield window
    program.close()
    window.deleteLater()


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def rule(window: Window, lines: int = 1) -> None:
    """Turn the ruler on."""
    settings = window.stage.settings
    settings.set("ruler_lines", lines)
    settings.set("crosshair_mode", "ruler")
    settings.set("crosshair", True)
    settle()


def move_to(window: Window, place: QPoint) -> None:
    """Move the pointer to a place on the page's viewport."""
    inside = window.page.viewport().mapTo(window, place)
    for each in (inside + QPoint(3, 0), inside):
        QTest.mouseMove(window.windowHandle(), each)
    settle()


def band(window: Window) -> tuple[int, int]:
    """Give the band's upper and lower edge, in the page's viewport."""
    box = window.stage.ruler.band
    viewport = window.page.viewport()
    return viewport.mapFromGlobal(box.topLeft()).y(), viewport.mapFromGlobal(box.bottomLeft()).y() + 1


def glyphs(window: Window, place: QPoint) -> QRect:
    """Give the box of the line's type at a place: its characters' own height above and below the baseline."""
    page = window.page
    cursor = page.cursorForPosition(place)
    block = cursor.block()
    line = block.layout().lineForTextPosition(cursor.positionInBlock())
    top = page.paper.documentLayout().blockBoundingRect(block).top() + line.y() + line.ascent()
    baseline = round(top) - page.verticalScrollBar().value()
    em = cursor.charFormat().font().pixelSize()
    return QRect(QPoint(0, baseline - round(0.88 * em)), QPoint(10, baseline + round(0.12 * em)))


def page_picture(window: Window) -> QImage:
    """Give a picture of the page and what lies on it."""
    return window.stack.grab().toImage()


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_as_many_whole_lines_are_clear_as_were_chosen(window: Window, lines: int) -> None:
    rule(window, lines)
    seen = set()
    for y in range(150, 420, 9):
        move_to(window, QPoint(400, y))
        top, bottom = band(window)
        type_box = glyphs(window, QPoint(400, y))
        assert top <= type_box.top()
        assert bottom > type_box.bottom(), "the line that is pointed at is whole"
        seen.add((top, bottom))
        # Lines whose type is clear, and such as are cut through.
        boxes = {
            (box.top(), box.bottom()) for box in (glyphs(window, QPoint(400, at)) for at in range(0, 600, 5))
        }
        clear = [box for box in boxes if box[0] >= top and box[1] < bottom]
        cut = [box for box in boxes if box not in clear and box[1] >= top and box[0] < bottom]
        assert len(clear) == lines
        assert not cut
    assert 3 <= len(seen) <= 9, "it keeps to lines: many places, few bands"


def test_at_the_report_s_ends_it_keeps_within(window: Window) -> None:
    rule(window, 3)
    bar = window.page.verticalScrollBar()
    for value in (0, bar.maximum()):
        bar.setValue(value)
        for y in (2, window.page.viewport().height() - 3):
            move_to(window, QPoint(300, y))
            top, bottom = band(window)
            assert top < bottom


def test_it_follows_a_finger_and_stays(window: Window) -> None:
    rule(window)
    place = window.page.viewport().mapTo(window, QPoint(400, 300))
    finger, handle = QTest.createTouchDevice(), window.windowHandle()
    QTest.touchEvent(handle, finger).press(0, place).commit()
    QTest.touchEvent(handle, finger).release(0, place).commit()
    settle()
    box = glyphs(window, QPoint(400, 300))
    top, bottom = band(window)
    assert top <= box.top() < box.bottom() < bottom


def test_it_follows_the_caret_moved_by_keys(window: Window) -> None:
    rule(window)
    page = window.page
    page.setFocus()
    page.setTextCursor(page.cursorForPosition(QPoint(400, 200)))
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_Down)
        settle()
        box = glyphs(window, page.cursorRect().center())
        top, bottom = band(window)
        assert top <= box.top() < box.bottom() < bottom


def test_it_follows_what_sounds_and_then_the_hand_again(window: Window) -> None:
    rule(window)
    page, ruler = window.page, window.stage.ruler
    block, _ = page.visible_start()
    long = next(each for each in page.report.shown if each.number >= block and len(each.text) > 100)
    window.narrator.state_changed.emit("playing")
    spans = [Span(long.number, at, at + 1) for at in range(0, 100, 10)]
    page.go_to(spans[0])
    settle()
    for span in spans:
        ruler.follow_voice(span)
        settle()
        centre = page.viewport().mapFromGlobal(page.span_rect(span).center())
        box = glyphs(window, centre)
        top, bottom = band(window)
        assert top <= box.top() < box.bottom() < bottom
    led = band(window)
    move_to(window, QPoint(400, 30))
    assert band(window) == led, "a hand that strays does not take it from the voice"
    window.narrator.state_changed.emit("paused")
    move_to(window, QPoint(400, 40))
    assert band(window) != led


def test_it_keeps_to_the_lines_when_the_page_scrolls_and_grows(window: Window) -> None:
    rule(window)
    move_to(window, QPoint(400, 300))
    for change in (
        lambda: window.page.verticalScrollBar().setValue(1217),
        lambda: window.stage.settings.set("zoom", 200),
        lambda: window.resize(1100, 800),
    ):
        change()
        settle()
        shade = window.stage.ruler.shade
        assert shade is not None
        assert shade.geometry() == window.stack.rect()
        top, bottom = band(window)
        box = glyphs(window, QPoint(400, (top + bottom) // 2))
        assert top <= box.top() < box.bottom() < bottom


def test_it_leaves_the_other_pages_clear_and_comes_back(window: Window) -> None:
    rule(window)
    settle()
    shade, before = window.stage.ruler.shade, window.stage.ruler.band
    assert shade is not None
    assert shade.isVisible()
    window.way.show_glossary(1)
    settle()
    assert not shade.isVisible()
    inside = window.stack.mapTo(window, QPoint(300, 200))
    QTest.mouseMove(window.windowHandle(), inside + QPoint(0, 9))
    QTest.mouseMove(window.windowHandle(), inside)
    settle()
    assert not shade.isVisible()
    window.way.show_page()
    settle()
    assert shade.isVisible()
    assert window.stage.ruler.band == before, "where the resident was in the report"
    assert window.stack.children().index(shade) == len(window.stack.children()) - 1, "above it"


def test_turned_on_over_another_page_it_waits_for_the_report(window: Window) -> None:
    window.way.show_glossary(1)
    rule(window)
    settle()
    shade = window.stage.ruler.shade
    assert shade is not None
    assert not shade.isVisible()
    window.way.show_page()
    settle()
    assert shade.isVisible()


@pytest.mark.parametrize("key", SCHEMES)
def test_the_band_is_clear_and_the_rest_is_there_faintly(window: Window, key: str) -> None:
    settings = window.stage.settings
    settings.set("scheme", key)
    settle()
    plain = window.grab().toImage()
    rule(window, 2)
    move_to(window, QPoint(400, 300))
    ruled = window.grab().toImage()
    viewport = window.page.viewport()
    corner, (top, bottom) = viewport.mapTo(window, QPoint(0, 0)), band(window)
    ratio = round(ruled.devicePixelRatio())

    def colours(picture: object, first: int, last: int) -> list[str]:
        assert hasattr(picture, "pixelColor")
        return [
            picture.pixelColor((corner.x() + x) * ratio, (corner.y() + y) * ratio).name().upper()
            for y in range(first, last)
            for x in range(100, 800, 3)
        ]

    assert colours(plain, top, bottom) == colours(ruled, top, bottom), "nothing lies over the band"
    scheme = load_schemes(resources() / "schemes")[key]
    above = colours(ruled, top - 130, top - 20)
    ground = max(set(above), key=above.count)
    words = max(set(above), key=lambda colour: contrast_ratio(colour, ground))
    before = contrast_ratio(scheme.ink, scheme.paper)
    assert 1.5 <= contrast_ratio(words, ground) < before / 2, "calmer, and still to be found"
    edge = ruled.pixelColor((corner.x() + 400) * ratio, (corner.y() + top - 2) * ratio).name().upper()
    assert edge in line_tones(scheme)
    for ground_beside in (scheme.paper, ground):
        assert max(contrast_ratio(tone, ground_beside) for tone in line_tones(scheme)) >= 3.0


def test_presses_go_through_it(window: Window) -> None:
    rule(window)
    move_to(window, QPoint(400, 300))
    for y in (100, 300, 500):
        inside = window.page.viewport().mapTo(window, QPoint(400, y))
        assert window.childAt(inside) is window.page.viewport()


class Painted(QObject):
    """Counts the pixels of a widget that are painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.pixels = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            box: Callable[[], QRect] = event.region().boundingRect
            self.pixels += box().width() * box().height()
        return False


def test_a_move_paints_only_what_changes(window: Window) -> None:
    rule(window)
    move_to(window, QPoint(400, 300))
    shade = window.stage.ruler.shade
    assert shade is not None
    painted = Painted(shade)
    move_to(window, QPoint(430, 300))
    assert painted.pixels == 0, "along a line nothing changes"
    before = band(window)
    y = 300
    while band(window) == before:
        y += 4
        painted.pixels = 0
        move_to(window, QPoint(400, y))
    whole = shade.width() * shade.height()
    assert 0 < painted.pixels < whole / 2


def test_what_is_painted_by_the_way_is_what_a_whole_painting_gives(window: Window) -> None:
    window.page.setCursorWidth(0)  # it blinks
    rule(window, 2)
    page, viewport = window.page, window.page.viewport()
    block, _ = page.visible_start()

    def screen() -> QImage:
        settle()
        return (
            window.screen().grabWindow(window.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
        )

    def whole() -> QImage:
        return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    changes: list[Callable[[], object]] = [
        lambda: None,
        # A light and a move in one turn: neither may be lost.
        lambda: page.light_sentence(Span(block + 1, 0, 60)),
        lambda: page.light_character(Span(block + 1, 30, 32)),
        lambda: page.verticalScrollBar().setValue(page.verticalScrollBar().value() + 37),
        lambda: page.light_sentence(None),
    ]
    for change in changes:
        for y in (120, 400, 250, 90):
            change()
            inside = viewport.mapTo(window, QPoint(500, y))
            QTest.mouseMove(window.windowHandle(), inside)
        assert screen() == whole()
    blank = QImage(whole().size(), QImage.Format.Format_RGB32)
    blank.fill(0)  # else it is whatever stood in memory, an older picture at times
    assert screen() != blank


def test_turned_on_and_off_twice_nothing_is_left(window: Window) -> None:
    window.page.setCursorWidth(0)  # it blinks
    settings = window.stage.settings
    begun = set(window.findChildren(QWidget)), set(QApplication.topLevelWidgets()), page_picture(window)
    settings.set("crosshair_mode", "ruler")
    tool = window.tool("crosshair")
    for _ in range(2):
        settings.set("crosshair", True)
        settle()
        assert window.stage.ruler.is_shown
        assert not window.stage.crosshair.is_shown
        assert tool.state() == "阅读尺"
        assert window.stage.aim.is_on
        settings.set("crosshair", False)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle()
        assert not window.stage.aim.is_on
        assert window.stage.ruler.band == QRect()
        assert (set(window.findChildren(QWidget)), set(QApplication.topLevelWidgets())) == begun[:2]
    assert isinstance(window.stack, QStackedWidget)
    assert window.stage.ruler.shade is None
    assert page_picture(window) == begun[2]


def test_the_other_kind_takes_its_place(window: Window) -> None:
    rule(window)
    window.stage.settings.set("crosshair_mode", "lines")
    assert window.stage.crosshair.is_shown
    assert not window.stage.ruler.is_shown
    assert window.tool("crosshair").state() == "十字线"
    window.stage.settings.set("crosshair", False)
    assert not window.stage.crosshair.is_shown
