"""In every state of the window: all that takes the keyboard has name, description and role, and Tab goes through it once, in
the order in which it is seen, and comes back; Shift+Tab goes the same way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QLabel,
    QRadioButton,
    QScrollArea,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.ui.access import accessible
from reader.ui.controls.child_popup import ChildPopup
from reader.ui.controls.side_page import SidePage
from reader.ui.page.reading_page import ReadingPage
from tests.ui.conftest import OpenProgram
from tests.ui.window_states import STATES, Scene

accessible.install()  # before the QApplication, which pytest-qt makes later

_MOST_STEPS = 400
_HANZI = re.compile("[\u4e00-\u9fff]")
_ROLE = QAccessible.Role
_ROLES = {
    *(_ROLE.Button, _ROLE.CheckBox, _ROLE.RadioButton, _ROLE.Slider, _ROLE.EditableText, _ROLE.Document),
    *(_ROLE.Tree, _ROLE.List, _ROLE.ComboBox, _ROLE.SpinBox, _ROLE.PageTab),
}
"""What can have the keyboard, besides words that stand for themselves."""
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def scene(open_program: OpenProgram, qtbot: QtBot) -> Scene:
    made = open_program(1920, 1080)
    made.window.page.scroller.is_motion_on = False
    return Scene(made, qtbot)


def _stop() -> tuple[QWidget, object]:
    focus = QApplication.focusWidget()
    assert focus is not None, "the keyboard is nowhere"
    return focus, focus.link_in_focus() if isinstance(focus, ReadingPage) else None


def _walk(
    scene: Scene, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> list[tuple[QWidget, object]]:
    """Press Tab until the first stop comes again; give all stops, the first one first."""
    stops = [_stop()]
    for _ in range(_MOST_STEPS):
        scene.press(Qt.Key.Key_Tab if not held else Qt.Key.Key_Backtab, held)
        QApplication.processEvents()
        if _stop() == stops[0]:
            return stops
        assert _stop() not in stops, f"goes in circles at {_name(_stop()[0])}"
        stops.append(_stop())
    pytest.fail("Tab does not come back")


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"


def _box(widget: QWidget, other: QWidget) -> QRect:
    """Give where a widget stands; for one in a scrolling column that ``other`` is outside of, where the column stands."""
    for above in _ancestors(widget):
        if isinstance(above, QScrollArea) and not above.isAncestorOf(other):
            widget = above
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def _region(scene: Scene, widget: QWidget) -> int:
    """Number the part of the window that holds a widget, from top to bottom; -1 for what lies over it."""
    window = scene.window
    parts: tuple[QWidget, ...] = (
        *(window.header, window.toolbar, window.notice, window.contents, window.stack, window.search_panel),
        *(window.captions, window.player_bar),
    )
    if window.drawer.isVisible():
        parts = (window.header, window.contents, window.toolbar)
    return next((at for at, part in enumerate(parts) if part is widget or part.isAncestorOf(widget)), -1)


def _is_after(one: QWidget, other: QWidget) -> bool:
    """Say whether ``other`` is read after ``one``: to the right of it in a row, or in a row below."""
    first, second = _box(one, other), _box(other, one)
    shared = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    if shared > max(first.height(), second.height()) / 2:
        return second.left() > first.left()
    return second.top() > first.top()


def _judge(scene: Scene) -> None:
    """Walk round, and judge the way and what stands on it."""
    start = QApplication.focusWidget()
    assert start is not None
    stops = _walk(scene)
    for widget, _ in stops:
        _judge_words(widget)
    for (one, _), (other, _) in pairwise(stops):
        if one is not other and _region(scene, one) == _region(scene, other):
            assert _is_after(one, other), f"{_name(other)} comes after {_name(one)}, and stands before it"
    regions = [_region(scene, widget) for widget, _ in stops]
    inside = [at for at in regions if at >= 0]
    falls = sum(one > other for one, other in pairwise([*inside, inside[0]])) if inside else 0
    assert falls <= 1, f"Tab goes astray: {[_name(each) for each, _ in stops]}"
    backward = _walk(scene, _SHIFT)
    assert [stops[0], *reversed(stops[1:])] == backward, "Shift+Tab goes another way than Tab"
    _judge_reach({widget for widget, _ in stops}, start.window())


def _judge_words(widget: QWidget) -> None:
    interface, what = QAccessible.queryAccessibleInterface(widget), _name(widget)
    assert _HANZI.search(widget.accessibleName()), f"{what} has no name"
    assert _HANZI.search(widget.accessibleDescription()), f"{what} has no description"
    assert interface.text(QAccessible.Text.Name) == widget.accessibleName(), what
    roles = {_ROLE.StaticText} if _is_mere_words(widget) else _ROLES
    assert interface.role() in roles, f"{what} is a {interface.role()}"
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        assert interface.state().checkable, what  # type: ignore[attr-defined]
        assert interface.state().checked == widget.isChecked(), what  # type: ignore[attr-defined]


def _is_mere_words(widget: QWidget) -> bool:
    is_text = isinstance(widget, QLabel | QTextBrowser) and not isinstance(widget, ReadingPage)
    return is_text or type(widget).__base__ is QFrame


def _judge_reach(reached: set[QWidget], window: QWidget) -> None:
    """See that no control was passed over; a popup keeps Tab, one of a choice stands for it."""
    popups = [
        widget
        for widget in reached
        for above in _ancestors(widget)
        if isinstance(above, ChildPopup) or type(above).__name__ in ("Drawer", "ScreenKeyboard")
    ]
    if popups:
        return
    for widget in window.findChildren(QWidget):
        if (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
            and not isinstance(widget, QRadioButton)
            and not (isinstance(widget, QAbstractButton) and widget.autoExclusive())
            and not (isinstance(widget, QAbstractButton) and widget.group() is not None)
        ):
            assert widget in reached, f"Tab never comes to {_name(widget)}"


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    while (above := widget.parentWidget()) is not None:
        yield above
        widget = above


@pytest.mark.parametrize("state", STATES)
def test_tab_goes_round_everything_in_the_order_it_is_seen(scene: Scene, state: str) -> None:
    play, landmark = STATES[state]
    play(scene)
    QApplication.processEvents()
    seen = {widget.accessibleName() for widget in scene.window.findChildren(QWidget) if widget.isVisible()}
    assert landmark in seen
    _judge(scene)


def test_every_page_beside_the_report_stands_in_the_round(scene: Scene) -> None:
    window = scene.window
    pages = [
        page for at in range(window.stack.count()) if isinstance(page := window.stack.widget(at), SidePage)
    ]
    assert pages
    counts: list[int] = []
    # Some are filled when they are opened.
    window.way.show_glossary(0)
    for fill in (window.stage.show_help, window.stage.show_shortcuts, window.sound_pages.show_voices):
        fill()
    window.stage.show_settings("scheme")
    for page in pages:
        window.way.show_side(page)
        QApplication.processEvents()
        interface = QAccessible.queryAccessibleInterface(page)
        assert interface.role() == _ROLE.Form
        assert interface.text(QAccessible.Text.Name)
        window.contents.setFocus()
        stops = _walk_through(scene, page, Qt.Key.Key_Tab)
        for widget in stops:
            _judge_words(widget)
        for one, other in pairwise(stops):
            assert _is_after(one, other), f"{_name(other)} comes after {_name(one)}, and stands before it"
        focus = QApplication.focusWidget()
        assert focus is not None
        assert _region(scene, focus) == 7, "the player comes after the page"
        assert _walk_through(scene, page, Qt.Key.Key_Backtab, _SHIFT) == stops[::-1]
        assert QApplication.focusWidget() is window.contents
        _judge_reach(set(stops), page)
        counts.append(len(stops))
    assert max(counts) > 40, "glossary, help and keys are long"


def _walk_through(
    scene: Scene, page: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> list[QWidget]:
    """Press Tab from outside into the page and through it, until it is left; give its stops."""
    stops: list[QWidget] = []
    for _ in range(_MOST_STEPS):
        scene.press(key, held)
        focus, _link = _stop()
        if not page.isAncestorOf(focus):
            return stops
        stops.append(focus)
    pytest.fail(f"Tab does not leave {page.accessibleName()}")
