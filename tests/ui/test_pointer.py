"""The large pointer: drawn exactly, seen on every ground, and a hand where a press does something."""

from __future__ import annotations

import ctypes
import ctypes.util
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.core.colour import contrast_ratio
from reader.ui.aids.pointer import ORDINARY_PX, SHAPES, TINTS, LargePointer, draw

SIZES = (32, 48, 80, 128)
GREYS = [f"#{level:02X}{level:02X}{level:02X}" for level in range(0, 256, 5)]


class Room(QWidget):
    """One widget of each kind, below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.button, self.field, self.text, self.label = (
            QPushButton("朗读"),
            QLineEdit(),
            QTextBrowser(),
            QLabel("上半年"),
        )
        self.rows = QListWidget()
        self.rows.addItem("一 经济发展")
        self.text.setHtml('<p>老房子装电梯</p><p><a href="term:1">373地块①</a></p>')
        column = QVBoxLayout(self)
        for part in (self.button, self.field, self.text, self.label, self.rows):
            part.setFixedHeight(80)
            column.addWidget(part)

    def point_at(self, part: QWidget, place: QPoint | None = None) -> None:
        inside = place or part.rect().center()
        QTest.mouseMove(self.windowHandle(), part.mapTo(self, inside))
        QApplication.processEvents()


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    room = Room()
    qtbot.addWidget(room)
    room.resize(400, 500)
    room.show()
    qtbot.waitExposed(room)
    return room


@pytest.fixture
def pointer(room: Room) -> Iterator[LargePointer]:
    pointer = LargePointer(room)
    yield pointer
    pointer.set_look(0, "black")


def picture(cursor: QCursor) -> QImage:
    return cursor.pixmap().toImage().convertToFormat(QImage.Format.Format_ARGB32)


def alphas(image: QImage) -> list[bytes]:
    """Give how opaque the pixels are, row by row."""
    wide, every = image.width(), bytes(image.constBits())[3::4]
    return [every[start : start + wide] for start in range(0, len(every), wide)]


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("colour", TINTS)
def test_a_shape_fills_its_size_at_every_ratio(
    qapp: QApplication, shape: str, size: int, colour: str, ratio: float
) -> None:
    cursor = draw(shape, size, TINTS[colour], ratio)
    image = picture(cursor)
    assert cursor.pixmap().devicePixelRatio() == ratio
    assert image.width() == image.height() == size * ratio, "as many device pixels as the screen has: crisp"
    rows = alphas(image)
    inked = [number for number, row in enumerate(rows) if any(row)]
    assert inked[-1] - inked[0] > 0.85 * size * ratio
    # Nothing is cut off: the outermost pixels are the edge's own soft rim at most.
    rim = (rows[0], rows[-1], *(bytes((row[0], row[-1])) for row in rows))
    assert max(map(max, rim)) < 255


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("colour", TINTS)
@pytest.mark.parametrize("shape", ["arrow", "hand", "busy"])
def test_the_hot_spot_is_the_tip(qapp: QApplication, shape: str, size: int, colour: str) -> None:
    cursor = draw(shape, size, TINTS[colour])
    image, spot = picture(cursor), cursor.hotSpot()
    assert image.pixelColor(spot).alpha() > 128, "it points with something that is seen"
    rim = len(TINTS[colour].edges) * max(1.0, size / 22) + 1
    top = next(y for y, row in enumerate(alphas(image)) if max(row) > 128)
    assert 0 <= spot.y() - top <= rim, "nothing but the edge is above it"


@pytest.mark.parametrize("colour", TINTS)
def test_every_colour_shows_on_every_ground(colour: str) -> None:
    tint = TINTS[colour]
    tones = (tint.body, *tint.edges)
    for ground in GREYS:
        assert max(contrast_ratio(tone, ground) for tone in tones) >= 3.0
    for one, other in itertools.pairwise(tones):
        assert contrast_ratio(one, other) >= 3.0, "the edge parts the body from what is behind"


@pytest.mark.parametrize("colour", TINTS)
def test_a_drawn_arrow_shows_its_body_and_its_edges(qapp: QApplication, colour: str) -> None:
    tint, image = TINTS[colour], picture(draw("arrow", 128, TINTS[colour]))
    row = [image.pixelColor(x, 90) for x in range(128)]
    seen = [pixel.name().upper() for pixel in row if pixel.alpha() == 255]
    for tone in (tint.body, *tint.edges):
        assert seen.count(tone) >= 3
    assert seen[0] == tint.edges[-1], "the outermost edge comes first"


def test_the_shape_follows_what_is_below(room: Room, pointer: LargePointer) -> None:
    pointer.set_look(80, "yellow")
    expected = [
        (room.button, "hand"),
        (room.label, "arrow"),
        (room.field, "text"),
        (room.text, "arrow"),
        (room.rows, "hand"),
        (room.label, "arrow"),
    ]
    for part, shape in expected:
        room.point_at(part)
        assert pointer.shape == shape
        override = QApplication.overrideCursor()
        assert override is not None
        assert override.pixmap().height() == 80 * override.pixmap().devicePixelRatio()


def test_a_link_gives_the_hand_and_takes_it_back(room: Room, pointer: LargePointer) -> None:
    pointer.set_look(48, "black")
    document = room.text.document()
    assert isinstance(document, QTextDocument)
    cursor = document.find("地块")
    place = room.text.cursorRect(cursor).center()
    viewport = room.text.viewport()
    QTest.mouseMove(room.windowHandle(), viewport.mapTo(room, place))
    QApplication.processEvents()
    assert room.text.anchorAt(place) == "term:1"
    assert pointer.shape == "hand"
    QTest.mouseMove(room.windowHandle(), viewport.mapTo(room, QPoint(300, 5)))
    QApplication.processEvents()
    assert pointer.shape == "arrow"


def test_a_button_that_is_off_gives_no_hand_and_waiting_is_shown(room: Room, pointer: LargePointer) -> None:
    pointer.set_look(48, "red")
    room.button.setEnabled(False)
    room.point_at(room.button)
    assert pointer.shape == "arrow"
    room.point_at(room.label)
    room.label.setCursor(Qt.CursorShape.BusyCursor)
    assert pointer.shape == "busy"
    room.label.unsetCursor()
    assert pointer.shape == "arrow"


def test_turned_off_nothing_of_it_is_left(room: Room, pointer: LargePointer) -> None:
    for _ in range(2):
        pointer.set_look(128, "white")
        pointer.set_look(48, "white")
        pointer.set_look(0, "black")
        assert QApplication.overrideCursor() is None
        room.point_at(room.button)
        assert pointer.shape == "arrow", "it watches no longer"


def test_a_colour_alone_draws_the_pointer_at_its_ordinary_size(room: Room, pointer: LargePointer) -> None:
    pointer.set_look(0, "yellow")
    override = QApplication.overrideCursor()
    assert override is not None
    assert override.pixmap().width() == ORDINARY_PX * override.pixmap().devicePixelRatio()


class _CursorImage(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_short) for name in ("x", "y")),
        *((name, ctypes.c_ushort) for name in ("width", "height", "xhot", "yhot")),
        ("serial", ctypes.c_ulong),
        ("pixels", ctypes.POINTER(ctypes.c_ulong)),
    )


def shown_by_the_server() -> tuple[int, int, int, int]:
    """Ask the X server for the cursor on the screen: width, height, hot spot."""
    x11, fixes = (ctypes.CDLL(ctypes.util.find_library(name)) for name in ("X11", "Xfixes"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    fixes.XFixesGetCursorImage.restype = ctypes.POINTER(_CursorImage)
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    try:
        image = fixes.XFixesGetCursorImage(display).contents
        return image.width, image.height, image.xhot, image.yhot
    finally:
        x11.XCloseDisplay(display)


@pytest.mark.display
@pytest.mark.skipif(ctypes.util.find_library("Xfixes") is None, reason="asks the X server through libXfixes")
@pytest.mark.parametrize("size", [48, 80, 128])
def test_the_screen_shows_it_as_drawn(room: Room, pointer: LargePointer, qtbot: QtBot, size: int) -> None:
    pointer.set_look(size, "yellow")
    for part, shape in ((room.button, "hand"), (room.label, "arrow"), (room.field, "text")):
        spot = draw(shape, size, TINTS["yellow"]).hotSpot()

        def is_shown(part: QWidget = part, spot: QPoint = spot) -> bool:
            # Again and again: the window manager may still be placing the window.
            QCursor.setPos(part.mapToGlobal(part.rect().center()))
            return shown_by_the_server() == (size, size, spot.x(), spot.y())

        qtbot.waitUntil(is_shown)
        assert pointer.shape == shape


_SHOWS_A_HAND = """
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QPushButton
from reader.ui.aids.pointer import LargePointer
from tests.ui.test_pointer import shown_by_the_server
app = QApplication([])
button = QPushButton("x")
button.setFixedSize(300, 300)
button.show()
pointer = LargePointer(button)
pointer.set_look(80, "black")
def look():
    QCursor.setPos(button.mapToGlobal(QPoint(100, 100)))
    if pointer.shape == "hand" and shown_by_the_server()[0] == 160:
        print(*shown_by_the_server())
        app.quit()
watch = QTimer(interval=50, timeout=look)
watch.start()
QTimer.singleShot(20_000, app.quit)
app.exec()
"""


@pytest.mark.display
@pytest.mark.skipif(ctypes.util.find_library("Xfixes") is None, reason="asks the X server through libXfixes")
def test_on_a_fine_screen_it_is_drawn_finer_and_points_with_the_same_tip(qapp: QApplication) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _SHOWS_A_HAND],
        env={**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    wide, high, x, y = map(int, ended.stdout.split())
    spot = draw("hand", 80, TINTS["black"]).hotSpot()
    assert (wide, high) == (160, 160)
    assert abs(x - 2 * spot.x()) <= 1
    assert abs(y - 2 * spot.y()) <= 1
