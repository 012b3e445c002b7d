"""The pages beside the report grow with the zoom, as far as the window has room, and stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from reader.app import Program
from reader.core.colour import Scheme
from reader.paths import resources
from reader.ui.controls.side_look import side_body_px, side_theme
from reader.ui.controls.side_page import SidePage
from reader.ui.look.theme import Theme, load_schemes
from reader.ui.page.text_comfort import Pinyin, TextComfort
from reader.ui.page.type_size import BODY_PX
from reader.ui.settings.comfort_sample import ComfortSample, comfort_of
from reader.ui.settings.page import SettingsPage
from tests.ui.conftest import Dress

_LEAST_TARGET_PX = 44
_HEADINGS = {"快捷方式", "设置", "说明", "打印", "换声音", "改读音", "存成录音", "名词解释"}


def settle(turns: int = 4) -> None:
    for _ in range(turns):
        QApplication.processEvents()


def pages_of(program: Program) -> Iterator[SidePage]:
    """Open one page after the other."""
    window = program.window
    tools, sounds = window.tool_pages, window.sound_pages
    shows: list[Callable[[], object]] = [
        tools.show_help,
        tools.show_shortcuts,
        lambda: window.stage.show_settings("comfort"),
        lambda: window.stage.show_settings("colours"),
        sounds.show_voices,
        sounds.show_pronunciation,
        sounds.show_export,
        lambda: window.way.show_glossary(0),
    ]
    for show in shows:
        show()
        settle()
        page = window.stack.currentWidget()
        assert isinstance(page, SidePage)
        yield page


def check_whole(page: SidePage) -> None:
    """See that nothing of the page is cut, too small for a finger, or beyond its sides."""
    inside, name = page.inside, page.accessibleName()
    assert inside.minimumSizeHint().width() <= page.area.viewport().width(), name
    for part in page.findChildren(QWidget):
        if not isinstance(part, QPushButton | QLabel | QLineEdit) or not part.isVisible():
            continue
        parent = inside if inside.isAncestorOf(part) else page
        box = QRect(part.mapTo(parent, QPoint(0, 0)), part.size())
        words = part.text() or part.accessibleName()
        assert box.left() >= 0, (name, words)
        assert box.right() < parent.width(), (name, words)
        if isinstance(part, QPushButton):
            assert min(part.width(), part.height()) >= _LEAST_TARGET_PX, (name, words)
        if part.hasHeightForWidth():
            assert part.height() >= part.heightForWidth(part.width()), (name, words)


def back_button(page: SidePage) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "返回正文")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_schemes(resources() / "schemes")["original"]


# -- how large -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", [0.7, 1.0, 1.15])
def test_a_page_is_never_smaller_than_the_interface(scheme: Scheme, base: float) -> None:
    for width in (1, 300, 640, 1366, 1920):
        for zoom in (50, 100, 200, 300):
            page = side_theme(Theme(scheme, base), zoom, QSize(width, width // 2))
            assert page.scale >= base


@pytest.mark.parametrize(
    ("room", "zoom", "least"), [((1366, 560), 300, 2.9), ((1366, 560), 200, 2.0), ((1335, 630), 200, 2.0)]
)
def test_a_page_grows_with_the_zoom_where_there_is_room(
    scheme: Scheme, room: tuple[int, int], zoom: int, least: float
) -> None:
    assert side_theme(Theme(scheme, 1.15), zoom, QSize(*room)).scale >= least


def test_a_page_grows_no_further_than_its_lines_let_it(scheme: Scheme) -> None:
    narrow = side_theme(Theme(scheme, 1.0), 300, QSize(640, 2000))
    assert 640 // narrow.label_px >= 13
    low = side_theme(Theme(scheme, 1.0), 300, QSize(3000, 400))
    assert low.label_px * 1.45 * 4 < 400


def test_a_window_drawn_larger_pixel_by_pixel_is_not_dressed_for_each_of_them(scheme: Scheme) -> None:
    scales = {side_theme(Theme(scheme, 1.0), 300, QSize(width, 2000)).scale for width in range(700, 800)}
    assert len(scales) <= 4


@pytest.mark.parametrize("zoom", [50, 100, 150, 300])
def test_what_is_read_keeps_eleven_characters_in_a_line(zoom: int) -> None:
    assert side_body_px(zoom, QSize(4000, 700)) == round(BODY_PX * zoom / 100)
    assert side_body_px(zoom, QSize(700, 700)) <= max(BODY_PX, 700 / 11)
    assert side_body_px(zoom, QSize(200, 700)) <= BODY_PX


# -- the real window -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "zoom"),
    [((1366, 768), 100), ((1366, 768), 300), ((1024, 600), 300), ((1920, 1080), 200), ((640, 480), 200)],
)
def test_every_page_is_whole_and_as_large_as_there_is_room(
    program: Program, size: tuple[int, int], zoom: int
) -> None:
    window, settings = program.window, program.window.stage.settings
    window.resize(*size)
    settings.set("zoom", zoom)
    settle()
    for page in pages_of(program):
        theme = page.theme
        assert theme is not None
        expected = side_theme(window.theme, zoom, window.stack.size())
        assert theme.scale == expected.scale
        assert back_button(page).font().pixelSize() == theme.label_px
        titles = [each for each in page.findChildren(QLabel) if each.text() in _HEADINGS]
        assert {each.font().pixelSize() for each in titles} == {theme.title_px}
        check_whole(page)
    window.stage.show_settings("comfort")
    settle()
    page = window.tool_pages.settings
    assert page.sample is not None
    assert page.rect().contains(page.sample.geometry())


def test_a_page_that_is_larger_follows_the_colours(program: Program) -> None:
    window, settings = program.window, program.window.stage.settings
    settings.set("zoom", 300)
    window.stage.show_settings("comfort")
    settle()
    page = window.tool_pages.settings
    settings.set("scheme", "yellow_on_black")
    settle()
    assert page.theme is not None
    assert page.theme.scheme.key == "yellow_on_black"
    assert back_button(page).font().pixelSize() == page.theme.label_px
    check_whole(page)


def test_the_way_back_and_the_title_stay_while_all_else_scrolls(program: Program) -> None:
    window = program.window
    window.resize(640, 480)
    window.stage.settings.set("zoom", 300)
    window.stage.show_settings("comfort")
    settle()
    page = window.tool_pages.settings
    back = back_button(page)
    undo = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "撤销上一步")
    assert not page.inside.isAncestorOf(back)
    assert page.inside.isAncestorOf(undo)
    assert page.head.sizeHint().height() < page.height() / 2
    window.resize(1920, 1080)
    window.stage.settings.set("zoom", 100)
    settle()
    assert not page.inside.isAncestorOf(undo)


# -- scrolling -------------------------------------------------------------------------------------------------


@pytest.fixture
def help_page(program: Program) -> SidePage:
    program.window.tool_pages.show_help()
    settle()
    return program.window.tool_pages.help


def test_keys_scroll_wherever_the_keyboard_is(program: Program, help_page: SidePage) -> None:
    bar = help_page.area.verticalScrollBar()
    for holder in (back_button(help_page), help_page.inside.findChildren(QPushButton)[-1]):
        holder.setFocus()
        settle()
        QTest.keyClick(holder, Qt.Key.Key_Home)
        assert bar.value() == 0
        QTest.keyClick(holder, Qt.Key.Key_PageDown)
        first = bar.value()
        assert 0 < first < help_page.area.viewport().height(), "a line of what was seen stays in view"
        QTest.keyClick(holder, Qt.Key.Key_End)
        assert bar.value() == bar.maximum()
        QTest.keyClick(holder, Qt.Key.Key_PageUp)
        assert bar.value() < bar.maximum()


def test_the_original_grows_and_scrolls_from_its_way_back(program: Program) -> None:
    window = program.window
    window.stage.settings.set("zoom", 300)
    window.way.show_sheet(window.original)
    settle()
    back = next(each for each in window.original.findChildren(QPushButton))
    assert back.font().pixelSize() == side_theme(window.theme, 300, window.stack.size()).label_px
    bar = window.original.text.verticalScrollBar()
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(back, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(back, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_wheel_scrolls_above_the_column_too(help_page: SidePage) -> None:
    bar = help_page.area.verticalScrollBar()
    bar.setValue(0)
    place = QPointF(help_page.width() - 5, 5)
    event = QWheelEvent(
        place,
        QPointF(help_page.mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(help_page, event)
    assert bar.value() > 0


# -- the sample of the report's text ---------------------------------------------------------------------------


def test_the_sample_is_there_while_the_report_s_text_is_chosen(program: Program) -> None:
    window = program.window
    window.stage.show_settings("colours")
    settle()
    page: SettingsPage = window.tool_pages.settings
    assert page.sample is None
    window.stage.show_settings("comfort")
    settle()
    sample = page.sample
    assert sample is not None
    assert sample.isVisible()
    assert not page.inside.isAncestorOf(sample), "it stays in view while the choices scroll"
    assert sample.height() < page.height() / 2
    window.stage.show_settings("colours")
    settle()
    assert not sample.isVisible()


def test_the_sample_shows_each_choice_at_once(program: Program) -> None:
    window, settings = program.window, program.window.stage.settings
    window.stage.show_settings("comfort")
    settle()
    sample = window.tool_pages.settings.sample
    assert sample is not None
    for key, value in (
        ("line_spacing", 230),
        ("letter_spacing", 20),
        ("heading_font", "song"),
        ("paragraph_spacing", 200),
    ):
        before = sample.grab().toImage()
        settings.set(key, value)
        settle()
        assert sample.grab().toImage() != before, key


@pytest.mark.parametrize("pinyin", list(Pinyin))
@pytest.mark.parametrize("room", [QSize(300, 200), QSize(900, 440), QSize(1800, 900)])
def test_no_line_of_the_sample_is_cut(dress: Dress, room: QSize, pinyin: Pinyin) -> None:
    sample = ComfortSample(resources())
    sample.resize(room.width(), 100)
    sample.show_comfort(dress(1.0, "original"), 36, room, TextComfort(pinyin=pinyin))
    sample.resize(room.width(), sample.height())
    sample.show()
    settle()
    top = sample.verticalScrollBar().value()
    grounds = [sample.paper.ground_of(line) for line in sample.paper.lines_between(0, 10_000)]
    seen = [ground for ground in grounds if ground[1] <= top + sample.height()]
    assert len(seen) >= 2
    cut = [ground for ground in grounds if ground[0] < top + sample.height() - 2 < ground[1] - 2]
    assert not cut
    sample.deleteLater()


def test_what_is_not_told_is_as_it_is_at_first() -> None:
    assert comfort_of({}) == TextComfort()
    assert comfort_of({"page_pinyin": "all", "line_spacing": 200}) == TextComfort(
        line_percent=200, pinyin=Pinyin.ALL
    )
    assert comfort_of({"line_spacing": "wide"}) == TextComfort()


# -- the head of a narrow window -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "zoom"), [((640, 700), 100), ((700, 700), 200), ((640, 480), 300), ((1366, 768), 100)]
)
@pytest.mark.parametrize("words", ["", "电梯"])
def test_the_search_box_keeps_its_parts_apart(
    program: Program, size: tuple[int, int], zoom: int, words: str
) -> None:
    window = program.window
    window.resize(*size)
    window.stage.settings.set("zoom", zoom)
    settle()
    if not window.header.isVisible():
        window.player_bar.menu.click()
        settle()
    window.search_box.set_text(words)
    settle()
    box = window.search_box
    parts = [each for each in box.findChildren(QWidget) if each.isVisible() and each.parent() is box]
    assert len(parts) >= 3
    for part in parts:
        assert part.width() >= _LEAST_TARGET_PX
        assert box.rect().contains(part.geometry())
        others = [other for other in parts if other is not part]
        assert not any(part.geometry().intersects(other.geometry()) for other in others)
    head = [each for each in window.header.findChildren(QPushButton) if each.parent() is window.header]
    for button in head:
        if button.isVisible():
            assert window.header.rect().contains(button.geometry())
            assert button.width() >= button.sizeHint().width()
