"""Toolbar, drawer and player at every window size and zoom: every tool within reach and whole, the page never hidden."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from reader.app import Program
from reader.ui.window.window import Window
from tests.ui.conftest import OpenProgram

WINDOWS = [
    *((640, 480), (800, 600), (1024, 600), (1024, 768), (1280, 720), (1280, 800), (1366, 768), (1600, 900)),
    *((1920, 1080), (2560, 1440), (3840, 2160), (1080, 1920), (3840, 480), (640, 2160)),
]
ZOOMS = (50, 100, 150, 200, 250, 300)
BODY_PX = 0.36
"""Of the page's type, for each per cent."""
TIGHT_LINE_EM = 1.18


@pytest.fixture
def program(open_program: OpenProgram) -> Program:
    return open_program(is_ready=False)


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def box_in(part: QWidget, whole: QWidget) -> QRect:
    return QRect(part.mapTo(whole, QPoint(0, 0)), part.size())


def check_apart(boxes: list[QRect]) -> None:
    for one, other in itertools.combinations(boxes, 2):
        assert not one.intersects(other)


def check_sizes(window: Window) -> None:
    for button in window.toolbar.buttons:
        assert min(button.width(), button.height()) >= 64, button.tool.name
        assert button.width() >= button.width_for(is_tight=True), button.tool.name


def check_tools_in(window: Window) -> None:
    """Every tool stands whole in the window."""
    boxes = [box_in(button, window) for button in window.toolbar.buttons]
    assert all(button.isVisible() for button in window.toolbar.buttons)
    assert all(window.rect().contains(box) for box in boxes), (boxes, window.rect())
    check_sizes(window)
    bar = box_in(window.toolbar, window)
    assert all(bar.contains(box) for box in boxes)
    assert not bar.intersects(box_in(window.stack, window))
    check_apart(boxes)


def check_tools_in_drawer(window: Window) -> None:
    """Every tool can be brought into the drawer's view, and is whole there."""
    drawer = window.drawer
    opener = next(button for button in (window.menu, window.header.menu) if button.isVisible())
    assert min(opener.width(), opener.height()) >= 44
    opener.click()
    settle()
    assert drawer.isVisible()
    assert window.rect().contains(drawer.geometry())
    (area,) = (each for each in drawer.findChildren(QScrollArea) if each.isAncestorOf(window.toolbar))
    view = area.viewport()
    assert drawer.rect().contains(box_in(view, drawer))
    is_scrolling = window.toolbar.height() > view.height()
    assert area.verticalScrollBar().isVisible() == is_scrolling, "that there is more is seen"
    check_sizes(window)
    for button in window.toolbar.buttons:
        area.ensureWidgetVisible(button, 0, 0)
        assert view.rect().contains(box_in(button, view)), button.tool.name
    check_apart([box_in(button, window.toolbar) for button in window.toolbar.buttons])
    check_grid([box_in(button, window.toolbar) for button in window.toolbar.buttons])
    drawer.put_away()
    assert not drawer.isVisible()


def check_grid(boxes: list[QRect]) -> None:
    """All columns are as wide as each other, all rows but the last are full, and the last lacks a few at the most."""
    assert len({box.size().toTuple() for box in boxes}) == 1
    lefts, tops = sorted({box.left() for box in boxes}), sorted({box.top() for box in boxes})
    places = [(top, left) for top in tops for left in lefts]
    assert [(box.top(), box.left()) for box in boxes] == places[: len(boxes)]
    assert len(places) - len(boxes) < len(tops)


def check_player(window: Window) -> None:
    bar = window.player_bar
    boxes = [box_in(button, bar) for button in bar.findChildren(QPushButton) if button.isVisibleTo(bar)]
    assert all(bar.rect().contains(box) for box in boxes)
    assert all(min(box.width(), box.height()) >= 44 for box in boxes)
    assert bar.main_button.height() >= 64
    check_apart(boxes)
    assert bar.height() <= window.height() / 5 + 1 or window.height() < 500


def test_every_tool_is_within_reach_and_whole(program: Program) -> None:
    window = program.window
    for (width, height), zoom in itertools.product(WINDOWS, ZOOMS):
        window.notice.clear()
        window.resize(width, height)
        window.stage.settings.set("zoom", zoom)
        settle()
        assert window.size().toTuple() == (width, height), "nothing widens the window"
        if window.drawer.isAncestorOf(window.toolbar):
            check_tools_in_drawer(window)
        else:
            check_tools_in(window)
        check_player(window)
        check_page(window, zoom)


def check_page(window: Window, zoom: int) -> None:
    """The page has its five lines, or everything but the player is folded away."""
    lines = window.page.viewport().height() / (TIGHT_LINE_EM * BODY_PX * zoom)
    others = (window.header, window.toolbar, window.captions, window.status)
    assert lines >= 4.95 or not any(part.isVisible() for part in others), (window.size(), zoom, lines)


@pytest.mark.parametrize(("width", "height", "zoom"), [(1366, 768, 300), (1280, 800, 300), (1024, 600, 200)])
def test_on_small_screens_too_the_buttons_grow_with_the_words(
    program: Program, width: int, height: int, zoom: int
) -> None:
    window = program.window
    window.notice.clear()
    window.resize(width, height)
    sizes: list[tuple[int, int]] = []
    for percent in (100, zoom):
        window.stage.settings.set("zoom", percent)
        settle()
        main = window.player_bar.main_button
        sizes.append((main.fontMetrics().height(), main.iconSize().height()))
    assert all(large >= 1.25 * usual for usual, large in zip(*sizes, strict=True))


def test_on_a_usual_screen_no_tool_scrolls_at_300_percent(program: Program) -> None:
    window = program.window
    window.resize(1366, 768)
    window.stage.settings.set("zoom", 300)
    settle()
    window.menu.click()
    settle()
    seen = [window.drawer.rect().contains(box_in(button, window.drawer)) for button in window.toolbar.buttons]
    window.drawer.put_away()
    assert all(seen)
    assert window.toolbar.buttons[0].height() > 150


@pytest.mark.parametrize(
    ("width", "height", "zoom"), [(1366, 768, 200), (1366, 749, 200), (1366, 749, 300), (1920, 1061, 300)]
)
def test_in_the_drawer_of_a_usual_screen_the_tools_make_three_whole_rows(
    program: Program, width: int, height: int, zoom: int
) -> None:
    window = program.window
    window.resize(width, height)
    window.stage.settings.set("zoom", zoom)
    settle()
    (window.menu if window.menu.isVisible() else window.header.menu).click()
    settle()
    buttons = window.toolbar.buttons
    assert len({button.y() for button in buttons}) == 3
    seen = [window.drawer.rect().contains(box_in(button, window.drawer)) for button in buttons]
    window.drawer.put_away()
    assert all(seen)


def test_the_toolbar_stays_in_one_row_on_a_large_screen(program: Program) -> None:
    window = program.window
    window.resize(1920, 1080)
    for zoom in (100, 150, 200, 300):
        window.stage.settings.set("zoom", zoom)
        settle()
        assert len({button.y() for button in window.toolbar.buttons}) == 1, zoom
    assert window.toolbar.buttons[0].height() > 150
