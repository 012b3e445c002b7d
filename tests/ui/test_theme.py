"""The look on real widgets: palette, sizes, marks, icons and the focus ring."""

from __future__ import annotations

import logging
import math
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPalette, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.core.colour import ROLES, Scheme, contrast_ratio
from reader.errors import StorageError
from reader.ui.look.focus_ring import LATE, FocusRing
from reader.ui.look.icons import Icons
from reader.ui.look.style_sheet import glyph_sources
from reader.ui.look.theme import Theme, apply, load_schemes, palette

RESOURCES = Path(__file__).parent.parent.parent / "resources"
SCHEMES = load_schemes(RESOURCES / "schemes")
NEEDED_ICONS = frozenset(
    (
        "screen_reader",
        "voice",
        "voice_off",
        "speed",
        "reading_mode",
        "colours",
        "zoom_in",
        "zoom_out",
        "pointer",
        "crosshair",
        "captions",
        "shortcuts",
        "reset",
        "pin",
        "unpin",
        "help",
        "exit",
        "play",
        "pause",
        "stop",
        "previous",
        "next",
        "repeat",
        "volume",
        "volume_down",
        "volume_up",
        "slower",
        "faster",
        "search",
        "advanced",
        "close",
        "back",
        "forward",
        "contents",
        "menu",
        "book",
        "glossary",
        "bookmark",
        "keyboard",
        "backspace",
        "enter",
        "up",
        "down",
        "check",
        "warning",
        "sound_missing",
        "home",
        "app",
    )
)
ICON_NAMES = Icons(RESOURCES / "icons").names()
# The offscreen platform says so whenever a window with a least size is shown; real ones do not.


@pytest.fixture(autouse=True)
def _plain_again(qapp: QApplication) -> Iterator[None]:
    font, colours = QFont(qapp.font()), QPalette(qapp.palette())
    yield
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(colours)


def shades(picture: QImage) -> dict[str, int]:
    """Count the colours of a picture."""
    pixels = memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    return {f"#{pixel & 0xFFFFFF:06X}": count for pixel, count in Counter(pixels).items()}


def has_colour(pixmap: QPixmap, colour: str) -> bool:
    return colour.upper() in shades(pixmap.toImage())


_GLYPHS = tempfile.TemporaryDirectory(prefix="qibao-glyphs-")


def dress(app: QApplication, theme: Theme) -> None:
    apply(app, theme, Path(_GLYPHS.name))


def ring_of(app: QApplication) -> FocusRing:
    ring = app.findChild(FocusRing)
    assert ring is not None
    return ring


def test_schemes_come_in_the_order_of_the_toolbar() -> None:
    assert [scheme.name for scheme in SCHEMES.values()] == [
        "原色",
        "白底黑字",
        "蓝底黄字",
        "黄底黑字",
        "黑底黄字",
        "护眼",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [("name = ", "读不了"), ('name = "x"', "排第几"), ('order = 1\nname = "x"', "palette")],
)
def test_a_broken_scheme_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "mine.toml").write_text(content, encoding="utf-8")
    with pytest.raises(StorageError, match=said) as caught:
        load_schemes(tmp_path)
    assert "mine" in str(caught.value)


def test_a_folder_without_schemes_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="没有配色文件"):
        load_schemes(tmp_path)


@pytest.mark.parametrize(
    ("asked", "got"), [(0.1, 0.5), (1.0, 1.0), (9.0, 3.0), (math.nan, 1.0), (math.inf, 1.0)]
)
def test_a_scale_is_held_in_bounds(asked: float, got: float) -> None:
    assert Theme(SCHEMES["original"], asked).scale == got


def test_type_grows_with_the_scale_and_air_with_its_root() -> None:
    large = Theme(SCHEMES["original"], 3.0)
    assert (large.small_px, large.label_px, large.title_px) == (60, 72, 96)
    assert large.space(44) == round(44 * math.sqrt(3))
    small = Theme(SCHEMES["original"], 0.5)
    assert (small.px(44), small.space(44), small.space(0.1)) == (22, 22, 1)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_every_palette_role_is_a_colour_of_the_scheme(qapp: QApplication, scheme: Scheme) -> None:
    made, own = palette(scheme), {scheme.colour(role) for role in ROLES}
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    for role in QPalette.ColorRole:
        if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles):
            for group in groups:
                assert made.color(group, role).name().upper() in own, (group, role)


@pytest.mark.parametrize("scale", [0.5, 1.0, 3.0])
@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_widgets_wear_the_scheme_and_are_large_enough(
    qtbot: QtBot, qapp: QApplication, scheme: Scheme, scale: float
) -> None:
    theme = Theme(scheme, scale)
    dress(qapp, theme)
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    main, plain, field = QPushButton("朗读"), QPushButton("上一句"), QLineEdit()
    main.setProperty("role", "main")
    for widget in (main, plain, field):
        layout.addWidget(widget)
    with qtbot.waitExposed(window):
        window.show()
    assert qapp.font().pixelSize() == theme.label_px
    assert main.height() >= max(64, theme.space(64))
    assert main.height() > theme.title_px * 1.4
    assert min(plain.height(), field.height()) >= max(44, theme.space(44))
    assert min(plain.height(), field.height()) > theme.label_px * 1.4
    assert has_colour(main.grab(), scheme.accent)
    assert has_colour(main.grab(), scheme.on_accent)
    assert has_colour(plain.grab(), scheme.bar)


def test_a_squeezed_button_keeps_its_words(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, Theme(SCHEMES["original"], 3.0))
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    button = QPushButton("再听一遍")
    layout.addWidget(button)
    window.resize(10, 10)
    with qtbot.waitExposed(window):
        window.show()
    assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
    assert button.height() >= button.fontMetrics().height()


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_a_tick_is_drawn_and_a_disabled_box_stays_visible(
    qtbot: QtBot, qapp: QApplication, scheme: Scheme
) -> None:
    dress(qapp, Theme(scheme))
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    with qtbot.waitExposed(box):
        box.show()
    assert has_colour(box.grab(), scheme.accent)
    assert has_colour(box.grab(), scheme.on_accent)
    box.setChecked(False)
    box.setEnabled(False)
    assert has_colour(box.grab(), scheme.disabled_ink)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_the_scroll_bar_is_wide_and_its_handle_stands_out(
    qtbot: QtBot, qapp: QApplication, scheme: Scheme
) -> None:
    dress(qapp, Theme(scheme, 0.5))
    rows = QListWidget()
    qtbot.addWidget(rows)
    rows.ensurePolished()
    rows.addItems([str(number) for number in range(50)])
    rows.resize(300, 300)
    with qtbot.waitExposed(rows):
        rows.show()
    bar = rows.verticalScrollBar()
    assert bar.width() >= 24
    found = shades(bar.grab().toImage())
    assert {scheme.line, scheme.panel} <= set(found)
    assert contrast_ratio(scheme.line, scheme.panel) >= 3.0
    assert rows.visualItemRect(rows.item(0)).height() >= 44


def test_a_changed_scheme_reaches_widgets_already_shown(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, Theme(SCHEMES["original"]))
    button = QPushButton("停止")
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    dress(qapp, Theme(SCHEMES["yellow_on_black"], 2.0))
    assert has_colour(button.grab(), SCHEMES["yellow_on_black"].line)
    assert not has_colour(button.grab(), SCHEMES["original"].line)
    assert len(qapp.findChildren(FocusRing)) == 1


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_marks_are_tinted_with_colours_of_the_scheme(scheme: Scheme) -> None:
    own = {scheme.colour(role) for role in ROLES}
    for name, source in glyph_sources(scheme).items():
        assert set(re.findall(r"#[0-9A-F]{6}", source)) <= own, name


def test_the_folder_holds_every_icon_of_the_toolbar_and_player() -> None:
    assert set(ICON_NAMES) >= NEEDED_ICONS


def test_icons_are_of_one_family() -> None:
    for name in set(ICON_NAMES) - {"app"}:
        source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in source, name
        assert 'stroke="currentColor" stroke-width="2" stroke-linecap="round"' in source, name
        assert source.count("stroke-width") == 1, name
        assert not re.search(r"#[0-9A-Fa-f]{3}", source), name


@pytest.mark.parametrize("size_px", [24, 96])
def test_icons_are_drawn_in_their_colour_within_their_square(qapp: QApplication, size_px: int) -> None:
    icons, last = Icons(RESOURCES / "icons"), size_px - 1
    for name in ICON_NAMES:
        picture = icons.pixmap(name, "#FF0000", size_px, 1.0).toImage()
        dots = {(x, y): picture.pixelColor(x, y) for x in range(size_px) for y in range(size_px)}
        inked = [colour for colour in dots.values() if colour.alpha() > 200]
        assert len(inked) > size_px, name
        if name != "app":
            assert all(dot.red() > 200 and dot.green() == dot.blue() == 0 for dot in inked), name
            rim = [dot for (x, y), dot in dots.items() if {x, y} & {0, last}]
            assert all(dot.alpha() < 60 for dot in rim), f"{name} is cut at the edge"


def test_an_icon_keeps_its_size_on_a_sharp_screen_and_is_drawn_once(qapp: QApplication) -> None:
    icons = Icons(RESOURCES / "icons")
    sharp = icons.pixmap("play", "#000000", 32, 2.0)
    assert sharp.width() == 64
    assert sharp.deviceIndependentSize().width() == 32
    assert icons.pixmap("play", "#000000", 32, 2.0) is sharp


def test_an_icon_changes_colour_with_its_button(qapp: QApplication) -> None:
    scheme = SCHEMES["original"]
    icon = Icons(RESOURCES / "icons").icon("stop", scheme, 24)

    def centre(mode: QIcon.Mode, state: QIcon.State) -> str:
        return icon.pixmap(24, mode, state).toImage().pixelColor(12, 12).name().upper()

    assert centre(QIcon.Mode.Normal, QIcon.State.Off) == scheme.ink
    assert centre(QIcon.Mode.Active, QIcon.State.On) == scheme.on_accent
    assert centre(QIcon.Mode.Disabled, QIcon.State.Off) == scheme.disabled_ink


def test_the_mark_of_the_program_comes_in_all_sizes(qapp: QApplication) -> None:
    icon = Icons(RESOURCES / "icons").app_icon()
    assert {size.width() for size in icon.availableSizes()} == {16, 24, 32, 48, 64, 128, 256}
    assert has_colour(icon.pixmap(64), "#0B5A4A")


def test_a_missing_icon_is_logged_and_leaves_the_words(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        pixmap = Icons(tmp_path).pixmap("play", "#000000", 24, 1.0)
    assert "play" in caplog.text
    assert pixmap.toImage().pixelColor(12, 12).alpha() == 0


class Page(QWidget):
    """A window with a field, a button, and a tall scroll area with a button at its bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("朗读", self)
        self.button.setGeometry(60, 60, 160, 60)
        self.edge = QPushButton("退出", self)
        self.edge.setGeometry(440, 0, 160, 60)
        self.field = QLineEdit(self)
        self.field.setGeometry(60, 140, 300, 60)
        self.area = QScrollArea(self)
        self.area.setGeometry(60, 220, 300, 150)
        inner = QWidget()
        inner.setFixedSize(260, 900)
        self.deep = QPushButton("深处", inner)
        self.deep.setGeometry(20, 60, 200, 200)
        self.area.setWidget(inner)
        self.resize(600, 400)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Page:
    dress(qapp, Theme(SCHEMES["original"]))
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def test_the_ring_surrounds_what_has_the_focus_in_two_tones(page: Page, qapp: QApplication) -> None:
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    place = ring_of(qapp).geometry()
    assert place == page.button.geometry().adjusted(-6, -6, 6, 6)
    picture = page.grab().toImage()
    middle = place.center().x()
    assert picture.pixelColor(middle, place.top() + 1) == QColor(SCHEMES["original"].focus_outer)
    assert picture.pixelColor(middle, place.top() + 4) == QColor(SCHEMES["original"].focus_inner)


def test_the_ring_moves_with_its_widget_and_goes_with_it(page: Page, qapp: QApplication) -> None:
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    page.button.move(100, 300)
    assert ring_of(qapp).geometry().topLeft() == QPoint(94, 294)
    page.button.hide()
    assert not ring_of(qapp).geometry().intersects(page.button.geometry())


def test_the_ring_is_held_inside_the_window(page: Page, qapp: QApplication) -> None:
    page.edge.setFocus(Qt.FocusReason.TabFocusReason)
    place = ring_of(qapp).geometry()
    assert page.rect().contains(place)
    assert place.right() == page.rect().right()
    assert place.top() == 0


def test_the_ring_closes_around_the_part_that_is_not_scrolled_away(page: Page, qapp: QApplication) -> None:
    page.deep.setFocus(Qt.FocusReason.TabFocusReason)
    page.area.verticalScrollBar().setValue(100)
    seen = page.area.geometry().adjusted(-6, -6, 6, 6)
    assert not ring_of(qapp).geometry().isEmpty()
    assert seen.contains(ring_of(qapp).geometry())
    page.area.verticalScrollBar().setValue(700)
    assert ring_of(qapp).geometry().isEmpty()


def test_the_ring_ends_where_the_screen_keyboard_begins(page: Page, qapp: QApplication) -> None:
    page.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.area.setFocus(Qt.FocusReason.TabFocusReason)
    whole, area = ring_of(qapp).geometry(), page.area.geometry()
    cover = QWidget(page)
    cover.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    page.area.setFocus(Qt.FocusReason.TabFocusReason)
    cover.setGeometry(0, area.center().y(), page.width(), page.height())
    cover.show()
    ring = ring_of(qapp).geometry()
    assert ring.topLeft() == whole.topLeft()
    assert area.center().y() <= ring.bottom() < area.center().y() + 10
    cover.setGeometry(0, 0, page.width(), page.height())
    assert ring_of(qapp).geometry().isEmpty(), "nothing of it is to be seen"
    cover.lower()
    assert ring_of(qapp).geometry() == whole, "what lies below hides nothing"
    cover.raise_()
    cover.hide()
    assert ring_of(qapp).geometry() == whole


def test_after_a_press_the_ring_waits_for_a_key(page: Page, qapp: QApplication) -> None:
    page.field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mousePress(page.button, Qt.MouseButton.LeftButton)
    assert page.button.hasFocus()
    assert ring_of(qapp).geometry().isEmpty()
    QTest.mouseRelease(page.button, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.button, Qt.Key.Key_Shift)
    assert ring_of(qapp).geometry().contains(page.button.geometry())


def test_a_field_shows_the_ring_even_after_a_press(page: Page, qapp: QApplication) -> None:
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mousePress(page.field, Qt.MouseButton.LeftButton)
    assert ring_of(qapp).geometry().contains(page.field.geometry())
    QTest.mouseRelease(page.field, Qt.MouseButton.LeftButton)


def test_a_widget_may_show_its_focus_itself(page: Page, qapp: QApplication) -> None:
    page.field.setFocus(Qt.FocusReason.TabFocusReason)
    page.button.setProperty("focus_ring", False)
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_of(qapp).geometry().isEmpty()


def test_what_has_the_focus_at_first_waits_for_the_first_key(page: Page, qapp: QApplication) -> None:
    page.field.setFocus()
    page.button.setProperty("focus_ring", LATE)
    page.button.setFocus()
    assert ring_of(qapp).geometry().isEmpty()
    QTest.keyClick(page.button, Qt.Key.Key_Shift)
    assert ring_of(qapp).geometry().contains(page.button.geometry())
    page.field.setFocus()
    page.button.setFocus()
    assert ring_of(qapp).geometry().contains(page.button.geometry())


def test_the_ring_lets_presses_through(page: Page, qapp: QApplication) -> None:
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    at = ring_of(qapp).geometry().topLeft() + QPoint(1, 1)
    assert page.childAt(at) is None


def test_a_window_may_be_deleted_while_it_has_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, Theme(SCHEMES["original"]))
    for _ in range(3):
        page = Page()
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.button.setFocus(Qt.FocusReason.TabFocusReason)
        assert not ring_of(qapp).geometry().isEmpty()
        del page
    assert ring_of(qapp).geometry().isEmpty()


def test_a_folder_that_cannot_be_written_costs_only_the_marks(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    apply(qapp, Theme(SCHEMES["original"]), tmp_path / "file" / "glyphs")
    assert "glyphs" not in qapp.styleSheet()
    assert qapp.font().pixelSize() == 24


def test_marks_that_a_full_disk_left_half_written_are_written_anew(
    qapp: QApplication, dress: Callable[[float, str], Theme], tmp_path: Path
) -> None:
    theme = dress(1.0, "original")
    apply(qapp, theme, tmp_path / "glyphs")
    marks = {path: path.read_bytes() for path in (tmp_path / "glyphs").iterdir()}
    assert marks
    for path in marks:
        path.write_bytes(b"")
    apply(qapp, theme, tmp_path / "glyphs")
    assert {path: path.read_bytes() for path in marks} == marks
