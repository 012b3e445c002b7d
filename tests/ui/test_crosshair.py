"""The crosshair: where pointer, finger and keyboard are, over everything, seen on every ground, and gone without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QMenu,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.core.colour import ROLES, Scheme, contrast_ratio
from reader.paths import resources
from reader.ui.aids.aim import Aim, focus_box
from reader.ui.aids.crosshair import BLACK_AND_WHITE, Crosshair, line_tones
from reader.ui.glossary.popup import GlossaryPopup
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme, load_schemes

Dress = Callable[[float, str], Theme]
SCHEMES = sorted(path.stem for path in (resources() / "schemes").glob("*.toml"))
GREYS = [f"#{level:02X}{level:02X}{level:02X}" for level in range(0, 256, 5)]


class Room(QWidget):
    """A window with something of each kind to point at, and the crosshair over it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.one, self.two = QPushButton("朗读"), QPushButton("下一句")
        self.rows, self.text = QListWidget(), QTextBrowser()
        self.rows.addItems([f"第 {number} 行" for number in range(1, 5)])
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setPlainText("镇政府在区委、区政府的坚强领导下。\n" * 4)
        column = QVBoxLayout(self)
        for part in (self.one, self.two, self.rows, self.text):
            column.addWidget(part)
        self.aim = Aim(self)
        self.crosshair = Crosshair(self, self.aim)
        self.crosshair.set_theme(theme)

    def move_to(self, place: QPoint) -> None:
        # Qt tells of no move to where the pointer is already.
        for each in (place + QPoint(3, 3), place):
            QTest.mouseMove(self.windowHandle(), each)
        QApplication.processEvents()

    def key(self, key: Qt.Key, expected: QWidget | None = None) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        QApplication.processEvents()
        assert expected is None or QApplication.focusWidget() is expected

    def lines(self) -> list[QRect]:
        """Where the four halves are, in the window's pixels: left, right, upper, lower; empty for one that is hidden."""
        found = []
        for strip in self.crosshair.strips:
            corner = self.mapFromGlobal(strip.mapToGlobal(QPoint(0, 0)))
            seen = [] if strip.isHidden() else list(strip.mask())  # type: ignore[call-overload]
            # What begins at the strip's own beginning is its first half.
            first = next((box for box in seen if box.topLeft() == QPoint(0, 0)), QRect())
            last = next((box for box in seen if box.topLeft() != QPoint(0, 0)), QRect())
            found += [box.translated(corner) if box else QRect() for box in (first, last)]
        return found

    def crossing(self) -> QPoint:
        """Where the lines would meet."""
        left, _, upper, _ = self.lines()
        return QPoint(upper.left() + upper.width() // 2, left.top() + left.height() // 2)


@pytest.fixture
def room(qtbot: QtBot, dress: Dress) -> Room:
    room = Room(dress(1.0, "original"))
    qtbot.addWidget(room)
    room.resize(700, 600)
    with qtbot.waitActive(room):
        room.show()
        room.activateWindow()
    return room


@pytest.fixture(scope="session")
def schemes() -> dict[str, Scheme]:
    return load_schemes(resources() / "schemes")


@pytest.mark.parametrize("key", SCHEMES)
def test_one_tone_or_the_other_shows_on_any_ground(schemes: dict[str, Scheme], key: str) -> None:
    scheme = schemes[key]
    tones = line_tones(scheme)
    for ground in (*GREYS, *(scheme.colour(role) for role in ROLES)):
        assert max(contrast_ratio(tone, ground) for tone in tones) >= 3.0
    assert contrast_ratio(*tones) >= 3.0, "and each beside the other"


def test_tones_too_near_each_other_are_not_taken(schemes: dict[str, Scheme]) -> None:
    faint = replace(schemes["original"], focus_inner="#777777", focus_outer="#FFFFFF")
    assert line_tones(faint) == BLACK_AND_WHITE


def test_it_crosses_at_the_pointer_and_leaves_it_free(room: Room) -> None:
    room.crosshair.set_shown(True)
    for place in (QPoint(350, 300), QPoint(60, 580), QPoint(650, 60)):
        room.move_to(place)
        assert (room.crossing() - place).manhattanLength() <= 2
        assert not any(line.adjusted(-10, -10, 10, 10).contains(place) for line in room.lines() if line)
    room.move_to(QPoint(350, 300))
    left, right, upper, lower = room.lines()
    assert (left.left(), right.right()) == (0, room.width() - 1), "from side to side"
    assert (upper.top(), lower.bottom()) == (0, room.height() - 1), "from top to bottom"


@pytest.mark.parametrize(
    ("thickness", "scale", "expected"), [(4, 1.0, 4), (8, 1.0, 8), (12, 1.0, 12), (8, 3.0, 14)]
)
def test_the_lines_are_as_thick_as_chosen_and_grow(
    room: Room, dress: Dress, thickness: int, scale: float, expected: int
) -> None:
    room.crosshair.set_shown(True)
    room.crosshair.set_thickness(thickness)
    room.crosshair.set_theme(dress(scale, "original"))
    room.move_to(QPoint(350, 300))
    left, _, upper, _ = room.lines()
    assert (left.height(), upper.width()) == (expected, expected)


def test_it_stays_where_a_finger_was_last(room: Room) -> None:
    room.crosshair.set_shown(True)
    finger = QTest.createTouchDevice()
    handle = room.windowHandle()
    QTest.touchEvent(handle, finger).press(0, QPoint(200, 500)).commit()
    QTest.touchEvent(handle, finger).move(0, QPoint(240, 420)).commit()
    QTest.touchEvent(handle, finger).release(0, QPoint(240, 420)).commit()
    QApplication.processEvents()
    assert (room.crossing() - QPoint(240, 420)).manhattanLength() <= 2


def test_it_points_at_what_the_keyboard_is_on(room: Room) -> None:
    room.one.setFocus()
    room.crosshair.set_shown(True)
    room.move_to(QPoint(10, 590))
    room.key(Qt.Key.Key_Tab, room.two)
    left, right, upper, lower = room.lines()
    button = room.two.geometry()
    assert room.crossing().y() == pytest.approx(button.center().y(), abs=1)
    assert left.right() < button.left() or left.isEmpty()
    assert right.left() > button.right() or right.isEmpty()
    assert upper.bottom() < button.top()
    assert lower.top() > button.bottom(), "the control itself is free"


def test_it_points_at_the_chosen_row_and_at_the_caret(room: Room) -> None:
    room.rows.setFocus()
    room.rows.setCurrentRow(0)
    room.crosshair.set_shown(True)
    room.key(Qt.Key.Key_Down)
    row = room.rows.visualItemRect(room.rows.item(1))
    assert room.rows.currentRow() == 1
    assert room.crossing().y() == pytest.approx(room.rows.viewport().mapTo(room, row.center()).y(), abs=1)
    room.text.setFocus()
    room.key(Qt.Key.Key_Down)
    room.key(Qt.Key.Key_End)
    caret = room.text.viewport().mapTo(room, room.text.cursorRect().center())
    assert (room.crossing() - caret).manhattanLength() <= 3


def test_what_is_out_of_sight_is_not_pointed_at(room: Room) -> None:
    room.text.setPlainText("一行\n" * 200)
    assert not focus_box(room.text).isEmpty()
    room.text.verticalScrollBar().setValue(2000)
    assert focus_box(room.text).isEmpty()
    assert focus_box(None).isEmpty()
    room.one.hide()
    assert focus_box(room.one).isEmpty()


def test_the_next_move_takes_it_back_from_the_keyboard(room: Room) -> None:
    room.one.setFocus()
    room.crosshair.set_shown(True)
    room.key(Qt.Key.Key_Tab, room.two)
    room.move_to(QPoint(300, 400))
    assert (room.crossing() - QPoint(300, 400)).manhattanLength() <= 2


def test_it_lets_every_press_through(room: Room, qtbot: QtBot) -> None:
    room.crosshair.set_shown(True)
    middle = room.one.geometry().center()
    room.move_to(middle)
    # A hand that shakes: pressed beside the crossing, on the line itself.
    place = QPoint(room.lines()[1].left() + 4, middle.y())
    assert room.one.geometry().contains(place)
    with qtbot.waitSignal(room.one.clicked):
        QTest.mouseClick(room.windowHandle(), Qt.MouseButton.LeftButton, pos=place)


def test_turned_on_and_off_twice_nothing_is_left(room: Room) -> None:
    begun = set(QApplication.topLevelWidgets()), set(room.findChildren(QWidget))
    for _ in range(2):
        room.crosshair.set_shown(True)
        assert len(room.crosshair.strips) == 2
        assert room.aim.is_on
        room.move_to(QPoint(200, 200))
        room.crosshair.set_shown(False)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not room.aim.is_on
        assert (set(QApplication.topLevelWidgets()), set(room.findChildren(QWidget))) == begun
        room.move_to(QPoint(300, 300))
        assert not room.crosshair.strips


# -- on a real screen ----------------------------------------------------------------------------------------------------


def photograph(area: QRect) -> QImage:
    """Take a picture of a part of the screen, with all windows on it."""
    screen = QApplication.primaryScreen()
    return screen.grabWindow(0, area.x(), area.y(), area.width(), area.height()).toImage()


def tones_across(place: QPoint, thickness: int) -> tuple[str, str, str]:
    """Give ground, edge and core of a level line whose middle is at ``place``, as the screen shows them."""
    reach = thickness // 2 + 6
    image = photograph(QRect(place.x(), place.y() - reach, 1, 2 * reach))
    column = [image.pixelColor(0, y).name().upper() for y in range(image.height())]
    return column[0], column[reach - thickness // 2], column[reach]


@pytest.fixture
def still_room(room: Room, qtbot: QtBot) -> Iterator[Room]:
    """The room where the window manager has put it, active, with the crosshair on."""
    room.crosshair.set_shown(True)
    yield room
    room.crosshair.set_shown(False)


def warp(room: Room, qtbot: QtBot, place: QPoint) -> None:
    """Take the real pointer to a place on the screen, and wait until the lines are there."""

    def is_there() -> bool:
        QCursor.setPos(place)
        return (room.crossing() - room.mapFromGlobal(place)).manhattanLength() <= 2

    qtbot.waitUntil(is_there)


def check_line(room: Room, qtbot: QtBot, place: QPoint) -> None:
    """See the left line at ``place`` on the screen, over whatever lies there, both tones of it."""

    def is_seen() -> bool:
        ground, edge, core = tones_across(place, 8)
        return (
            core == room.crosshair._tones[0]
            and edge == room.crosshair._tones[1]
            and max(contrast_ratio(tone, ground) for tone in (core, edge)) >= 3.0
        )

    qtbot.waitUntil(is_seen)


@pytest.mark.display
@pytest.mark.parametrize("key", SCHEMES)
def test_it_lies_over_menus_and_notes_in_every_scheme(
    still_room: Room, qtbot: QtBot, dress: Dress, icons: Icons, key: str
) -> None:
    room, theme = still_room, dress(1.0, key)
    room.crosshair.set_theme(theme)
    menu = QMenu(room)
    for words in ("从这里开始读", "读选中的文字", "复制选中的文字"):
        menu.addAction(words)
    middle = room.mapToGlobal(QPoint(300, 300))
    menu.popup(middle)
    qtbot.waitExposed(menu)
    inside = menu.geometry().center()
    warp(room, qtbot, inside)
    check_line(room, qtbot, QPoint(menu.geometry().left() + 12, inside.y()))
    menu.close()

    popup = GlossaryPopup(icons, room)
    popup.set_theme(theme, 36)
    anchor = QRect(room.mapToGlobal(QPoint(40, 60)), room.mapToGlobal(QPoint(140, 100)))
    popup.open_term("①", "373地块", "东至水清年华，南至中春支路。", anchor, "touch")
    inside = popup.mapToGlobal(popup.rect().center())
    warp(room, qtbot, inside)
    check_line(room, qtbot, QPoint(popup.mapToGlobal(QPoint(0, 0)).x() + 14, inside.y()))
    popup.close_popup()
    # And over the window itself.
    inside = room.mapToGlobal(QPoint(350, 560))
    warp(room, qtbot, inside)
    check_line(room, qtbot, room.mapToGlobal(QPoint(4, 560)))


@pytest.mark.display
def test_a_menu_opened_by_key_comes_up_below_the_lines(still_room: Room, qtbot: QtBot) -> None:
    room = still_room
    inside = room.mapToGlobal(QPoint(350, 300))
    warp(room, qtbot, inside)
    menu = QMenu(room)
    for words in ("从这里开始读", "读选中的文字", "复制选中的文字"):
        menu.addAction(words)
    menu.popup(inside - QPoint(300, 60))
    qtbot.waitExposed(menu)
    across = QPoint(menu.geometry().left() + 12, inside.y())
    assert menu.geometry().contains(across)
    check_line(room, qtbot, across)
    menu.close()


@pytest.mark.display
def test_it_goes_when_the_pointer_leaves_the_program(still_room: Room, qtbot: QtBot) -> None:
    room = still_room
    warp(room, qtbot, room.mapToGlobal(QPoint(350, 300)))
    screen = QApplication.primaryScreen().geometry()
    outside = next(
        corner
        for corner in (screen.bottomRight() - QPoint(5, 5), screen.topLeft() + QPoint(5, 5))
        if not room.frameGeometry().contains(corner)
    )
    QCursor.setPos(outside)
    qtbot.waitUntil(lambda: not any(strip.isVisible() for strip in room.crosshair.strips))
