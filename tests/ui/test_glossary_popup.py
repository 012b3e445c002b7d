"""The note of a term: beside its term, never on it; opened and closed by every hand; a screen reader's way through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.core.glossary import marker_of
from reader.core.report import Report
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.placing import place_beside
from reader.ui.glossary.page import GlossaryPage
from reader.ui.glossary.popup import HIGHEST_SHARE, LEAVE_MS, WIDEST_SHARE, GlossaryPopup, OpenedBy
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

Dress = Callable[[float, str], Theme]
TERM = QRect(600, 300, 180, 50)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@dataclass
class Scene:
    """A window with two buttons, and the note of a term that stands at ``TERM``."""

    window: QWidget
    before: QPushButton
    other: QPushButton
    popup: GlossaryPopup
    presses: list[str]

    def open(self, opened_by: OpenedBy, anchor: QRect = TERM) -> None:
        self.popup.open_term("①", "373地块", "东至水清年华，南至中春支路。", anchor, opened_by)

    def press(self, place: QPoint) -> None:
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.windowHandle(), key)

    def button(self, word: str) -> QPushButton:
        return next(b for b in self.popup.findChildren(QPushButton) if b.accessibleName() == word)


@pytest.fixture
def scene(qtbot: QtBot, icons: Icons, dress: Dress) -> Scene:
    theme = dress(1.0, "original")
    window = QWidget()
    qtbot.addWidget(window)
    presses: list[str] = []
    before, other = QPushButton("前"), QPushButton("别处")
    other.clicked.connect(lambda: presses.append("别处"))
    row = QHBoxLayout()
    row.addWidget(before)
    row.addWidget(other)
    box = QVBoxLayout(window)
    box.addLayout(row)
    box.addStretch(1)
    popup = GlossaryPopup(icons, window)
    popup.set_theme(theme, 36)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    return Scene(window, before, other, popup, presses)


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (QRect(100, 50, 80, 20), QRect(100, 80, 300, 200)),
        (QRect(700, 50, 80, 20), QRect(500, 80, 300, 200)),
        (QRect(100, 500, 80, 20), QRect(100, 290, 300, 200)),
    ],
)
def test_below_else_above(anchor: QRect, expected: QRect) -> None:
    area = QRect(0, 0, 800, 600)
    assert place_beside(anchor, area, 300, lambda _width: 200, 10, 100) == expected


def test_at_the_side_where_it_fits_neither_below_nor_above() -> None:
    area = QRect(0, 0, 800, 300)
    placed = place_beside(QRect(100, 140, 80, 20), area, 300, lambda _width: 200, 10, 100)
    assert placed == QRect(190, 100, 300, 200)
    placed = place_beside(QRect(600, 140, 80, 20), area, 300, lambda _width: 200, 10, 200)
    assert placed == QRect(290, 100, 300, 200)


def test_where_most_of_it_is_seen_when_it_fits_nowhere() -> None:
    area = QRect(0, 0, 800, 600)
    placed = place_beside(QRect(0, 200, 800, 100), area, 300, lambda _width: 2000, 10, 100)
    assert placed == QRect(0, 310, 300, 290)
    assert place_beside(QRect(-500, -500, 10, 10), area, 300, lambda _width: 100, 10, 100).top() > 0


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
@pytest.mark.parametrize(("width", "height"), [(800, 600), (1366, 768), (1920, 1080)])
def test_the_shortest_and_the_longest_note_stand_beside_its_term(
    scene: Scene, report: Report, dress: Dress, scale: float, width: int, height: int
) -> None:
    scene.window.resize(width, height)
    size_px = round(36 * scale)
    scene.popup.set_theme(dress(scale, "original"), size_px)
    by_length = sorted(report.glossary, key=lambda term: len(term.meaning))
    for term in (by_length[0], by_length[-1]):
        for x, y in ((0.0, 0.0), (0.3, 0.3), (0.8, 0.45), (0.9, 0.9)):
            anchor = QRect(round(x * width), round(y * height), min(4 * size_px, round(width * 0.1)), size_px)
            scene.popup.open_term(
                marker_of(term.number), report.text(term.term), report.text(term.meaning), anchor, "keyboard"
            )
            note = scene.popup.geometry()
            assert scene.window.rect().contains(note)
            assert not note.intersects(anchor)
            is_wide = note.width() > width * WIDEST_SHARE + 1
            assert note.width() < width * 0.9 or note.height() <= height * HIGHEST_SHARE + 1
            assert not is_wide or scale > 1.0 or scene.popup.is_cut or width < 1000, (
                "the report stays in sight"
            )
            buttons = [QRect(b.pos(), b.size()) for b in scene.popup.findChildren(QPushButton)]
            assert all(scene.popup.rect().contains(b) for b in buttons), (anchor, note, buttons)
            assert min(min(b.width(), b.height()) for b in buttons) >= 44
    assert scene.popup.number == by_length[-1].number


def test_it_follows_its_term(scene: Scene) -> None:
    scene.open("keyboard")
    before = scene.popup.geometry()
    scene.popup.move_anchor(TERM.translated(-300, 100))
    assert scene.popup.x() == before.x() - 300
    scene.window.resize(1000, 600)
    assert scene.window.rect().contains(scene.popup.geometry())
    scene.popup.set_area(QRect(0, 0, 1000, 450))
    assert scene.popup.geometry().bottom() < 450


@pytest.mark.parametrize("opened_by", ["pointer", "touch", "keyboard"])
def test_the_text_takes_the_focus_and_esc_gives_it_back(
    qtbot: QtBot, scene: Scene, opened_by: OpenedBy
) -> None:
    scene.open(opened_by)
    face = QAccessible.queryAccessibleInterface(focused())
    assert face is not None
    assert face.text(QAccessible.Text.Name) == "名词解释1，373地块：东至水清年华，南至中春支路。"
    assert face.text(QAccessible.Text.Description)
    with qtbot.waitSignal(scene.popup.closed):
        scene.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is scene.before
    assert not scene.popup.is_open()


def test_tab_stays_inside_both_ways(scene: Scene) -> None:
    scene.open("keyboard")
    forth, back = [], []
    for _step in range(5):
        forth.append(QApplication.focusWidget())
        scene.key(Qt.Key.Key_Tab)
    for _step in range(5):
        back.append(QApplication.focusWidget())
        scene.key(Qt.Key.Key_Backtab)
    assert forth[0] is forth[4]
    assert back == [forth[1], *forth[:0:-1]][:5]
    assert all(each is not None and scene.popup.isAncestorOf(each) for each in forth)
    for each in scene.popup.tab_stops():
        assert each.accessibleName()
        assert each.accessibleDescription()


def test_a_press_elsewhere_closes_and_does_nothing_else(scene: Scene) -> None:
    scene.open("pointer")
    scene.press(scene.other.geometry().center())
    assert not scene.popup.is_open()
    assert scene.presses == []
    assert QApplication.focusWidget() is scene.before
    scene.press(scene.other.geometry().center())
    assert scene.presses == ["别处"]


def test_a_press_inside_closes_nothing(scene: Scene) -> None:
    scene.open("pointer")
    scene.press(scene.popup.geometry().center() - QPoint(0, 40))
    assert scene.popup.is_open()


def test_a_note_that_came_by_itself_takes_neither_focus_nor_press(scene: Scene) -> None:
    scene.open("hover")
    assert QApplication.focusWidget() is scene.before
    scene.press(scene.other.geometry().center())
    assert not scene.popup.is_open()
    assert scene.presses == ["别处"]


def test_esc_dismisses_what_came_by_itself(scene: Scene) -> None:
    scene.open("hover")
    scene.key(Qt.Key.Key_Escape)
    assert not scene.popup.is_open()
    assert QApplication.focusWidget() is scene.before


def test_a_press_on_the_term_holds_what_came_by_itself(scene: Scene) -> None:
    scene.open("hover")
    scene.press(TERM.center())
    assert scene.popup.is_open()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert scene.popup.isAncestorOf(focus)
    scene.press(scene.other.geometry().center())
    assert (scene.popup.is_open(), scene.presses) == (False, [])


def test_it_goes_only_when_the_pointer_has_left_both(qtbot: QtBot, scene: Scene) -> None:
    QCursor.setPos(scene.window.mapToGlobal(TERM.center()))
    scene.open("hover")
    for place in (scene.popup.geometry().center(), TERM.center()):
        # Longer than it would take to go, on the note and on its term.
        QCursor.setPos(scene.window.mapToGlobal(place))
        with qtbot.assertNotEmitted(scene.popup.closed, wait=LEAVE_MS + 400):
            pass
    with qtbot.waitSignal(scene.popup.closed, timeout=4 * LEAVE_MS):
        QCursor.setPos(scene.window.mapToGlobal(QPoint(5, 700)))


def test_focus_taken_elsewhere_closes_and_is_left_there(scene: Scene) -> None:
    scene.open("keyboard")
    scene.other.setFocus()
    assert not scene.popup.is_open()
    assert QApplication.focusWidget() is scene.other


def test_the_note_is_read_and_stopped(qtbot: QtBot, scene: Scene) -> None:
    scene.open("keyboard")
    with qtbot.waitSignal(scene.popup.read_requested) as asked:
        scene.button("读一读").click()
    assert asked.args == [1]
    scene.popup.set_is_reading(True)
    with qtbot.waitSignal(scene.popup.stop_requested):
        scene.button("停止").click()
    scene.open("keyboard")
    assert scene.button("读一读").isVisible()
    with qtbot.waitSignals([scene.popup.closed, scene.popup.all_requested], order="strict"):
        scene.button("全部名词").click()
    scene.open("keyboard")
    scene.button("关闭").click()
    assert QApplication.focusWidget() is scene.before


def test_a_long_walk_by_tab_leaves_the_rest_of_the_window_alive(
    scene: Scene, icons: Icons, dress: Dress, report: Report
) -> None:
    """The focus ring is deleted at each step; with PySide 6.9.3 that once took layouts of the window with it."""
    page = GlossaryPage(icons, scene.window)
    page.show_report(report)
    page.set_theme(dress(1.0, "original"), 36)
    scene.open("keyboard")
    for _step in range(6):
        scene.key(Qt.Key.Key_Tab)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.show()
    page.resize(900, 700)
    flows = [flow for flow in page.findChildren(FlowLayout) if flow.count()]
    assert len(flows) == 1 + len(report.glossary)
    assert all(flow.heightForWidth(300) > 0 for flow in flows)
