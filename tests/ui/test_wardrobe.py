"""Another scheme on widgets that exist: they come to look as if they had been made in it, hidden ones before they show."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.core.colour import ROLES, Scheme
from reader.paths import resources
from reader.ui.look.theme import Theme, apply, load_schemes

SCHEMES = load_schemes(resources() / "schemes")


@pytest.fixture(autouse=True)
def _plain_again(qapp: QApplication) -> Iterator[None]:
    font, colours, flash = QFont(qapp.font()), QPalette(qapp.palette()), qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(colours)
    qapp.setCursorFlashTime(flash)


class Patch(QWidget):
    """Keeps the ground and the writing of its palette as they were at every paint."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.painted: list[str] = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        role = QPalette.ColorRole
        self.painted.append(
            " ".join(self.palette().color(each).name() for each in (role.Window, role.WindowText))
        )
        QPainter(self).fillRect(self.rect(), self.palette().color(role.WindowText))


class Controls(QFrame):
    """One of each control that the sheet styles, in its states, and a frame that is hidden at first."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        layout = QHBoxLayout(self)
        left, right = QVBoxLayout(), QVBoxLayout()
        layout.addLayout(left)
        layout.addLayout(right)
        for widget in (*_buttons(), *_boxes(), QComboBox(), QSpinBox(), QSlider(Qt.Orientation.Horizontal)):
            left.addWidget(widget)
        for widget in (*_labels(), *_fields(), _tree()):
            right.addWidget(widget)
        self.hidden = QFrame()
        self.hidden.setProperty("role", "sounding")
        inner = QVBoxLayout(self.hidden)
        self.note, self.patch = QLabel("没有声音了。"), Patch(self.hidden)
        self.patch.setFixedSize(20, 20)
        for widget in (self.note, self.patch, QPushButton("知道了")):
            inner.addWidget(widget)
        self.hidden.hide()
        right.addWidget(self.hidden)


def _buttons() -> list[QPushButton]:
    buttons = []
    for role in ("main", "quiet", ""):
        for is_enabled in (True, False):
            button = QPushButton("朗读")
            button.setProperty("role", role)
            button.setEnabled(is_enabled)
            buttons.append(button)
    chosen = QPushButton("选中")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    return [*buttons, chosen]


def _boxes() -> list[QAbstractButton]:
    boxes: list[QAbstractButton] = [QCheckBox("字幕"), QCheckBox("拼音"), QRadioButton("全文")]
    boxes[0].setChecked(True)
    boxes[2].setChecked(True)
    return boxes


def _labels() -> list[QLabel]:
    labels = []
    for role in ("title", "small", ""):
        label = QLabel("报告")
        label.setProperty("role", role)
        labels.append(label)
    return labels


def _fields() -> list[QWidget]:
    field, text, progress = QLineEdit(), QTextBrowser(), QProgressBar()
    field.setPlaceholderText("找什么？")
    text.setPlainText("七宝镇\n" * 30)
    progress.setValue(40)
    return [field, text, progress]


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    branch = QTreeWidgetItem(tree, ["上半年"])
    branch.addChild(QTreeWidgetItem(["一"]))
    tree.setCurrentItem(branch)
    return tree


@pytest.fixture
def glyphs(tmp_path: Path) -> Path:
    return tmp_path / "glyphs"


def show(qtbot: QtBot) -> Controls:
    controls = Controls()
    qtbot.addWidget(controls)
    with qtbot.waitExposed(controls):
        controls.show()
    QApplication.processEvents()
    return controls


def pictures(controls: Controls) -> list[QImage]:
    """Give pictures of the controls, of all with what was hidden, and of a menu and a dialog that are made only now."""
    taken = [controls.grab().toImage()]
    controls.hidden.show()
    QApplication.processEvents()
    taken.append(controls.grab().toImage())
    menu, dialog = QMenu(controls), QDialog(controls)
    for words in ("朗读", "停止"):
        menu.addAction(words).setCheckable(True)
    menu.actions()[0].setChecked(True)
    menu.actions()[1].setEnabled(False)
    QVBoxLayout(dialog).addWidget(QCheckBox("字幕"))
    taken += [menu.grab().toImage(), dialog.grab().toImage()]
    return taken


@pytest.mark.parametrize("after", SCHEMES.values(), ids=SCHEMES)
def test_changing_to_a_scheme_looks_like_starting_in_it(
    qtbot: QtBot, qapp: QApplication, glyphs: Path, after: Scheme
) -> None:
    apply(qapp, Theme(after), glyphs)
    started = pictures(show(qtbot))
    for before in ("original", "yellow_on_black"):
        apply(qapp, Theme(SCHEMES[before]), glyphs)
        controls = show(qtbot)
        old = controls.grab().toImage()
        for passing in (SCHEMES["yellow_on_blue"], after):
            apply(qapp, Theme(passing), glyphs)
        changed = pictures(controls)
        assert [new == fresh for new, fresh in zip(changed, started, strict=True)] == [True] * 4
        assert (changed[0] == old) == (after.key == before), "the pictures can differ"


def test_nothing_that_can_be_seen_keeps_a_colour_of_another_scheme(
    qtbot: QtBot, qapp: QApplication, glyphs: Path
) -> None:
    apply(qapp, Theme(SCHEMES["original"]), glyphs)
    controls = show(qtbot)
    after = SCHEMES["yellow_on_black"]
    apply(qapp, Theme(after), glyphs)
    controls.hidden.show()
    own = {after.colour(role).lower() for role in ROLES} | {
        "#000000"
    }  # the last: the ground of what has none
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    roles = [role for role in QPalette.ColorRole if role.name not in ("NoRole", "NColorRoles")]
    seen = [widget for widget in (controls, *controls.findChildren(QWidget)) if widget.isVisible()]
    assert controls.note in seen
    for widget in seen:
        for group in groups:
            assert {widget.palette().color(group, role).name() for role in roles} <= own, widget


def test_what_is_hidden_is_dressed_before_it_is_painted(
    qtbot: QtBot, qapp: QApplication, glyphs: Path
) -> None:
    apply(qapp, Theme(SCHEMES["original"]), glyphs)
    controls = show(qtbot)
    controls.hidden.show()
    QApplication.processEvents()
    controls.hidden.hide()
    before = set(controls.patch.painted)
    for key in ("white", "yellow_on_black"):
        apply(qapp, Theme(SCHEMES[key]), glyphs)
    controls.patch.painted.clear()
    controls.hidden.show()
    qtbot.waitUntil(lambda: bool(controls.patch.painted))
    after = SCHEMES["yellow_on_black"]
    assert set(controls.patch.painted) == {f"{after.paper} {after.ink}".lower()}
    assert not before & set(controls.patch.painted)


def test_a_scheme_is_known_by_its_colours_not_by_its_name(
    qtbot: QtBot, qapp: QApplication, glyphs: Path
) -> None:
    scheme = SCHEMES["original"]
    apply(qapp, Theme(scheme), glyphs)
    controls = show(qtbot)
    own = dataclasses.replace(scheme, ink="#102030", on_accent="#FFFF88", panel="#EEEEFF")
    apply(qapp, Theme(own), glyphs)
    changed = pictures(controls)
    assert changed == pictures(show(qtbot))
    apply(qapp, Theme(scheme), glyphs)
    assert pictures(controls) != changed


def test_another_scheme_leaves_the_fonts_and_places_alone(
    qtbot: QtBot, qapp: QApplication, glyphs: Path
) -> None:
    apply(qapp, Theme(SCHEMES["original"]), glyphs)
    controls = show(qtbot)
    large = QFont(qapp.font())
    large.setPixelSize(41)
    seen = controls.findChildren(QLabel)[2]
    for label in (seen, controls.note):
        label.setFont(large)
    QApplication.processEvents()
    placed = [*controls.findChildren(QAbstractButton), *controls.findChildren(QFrame)]
    places = [widget.geometry() for widget in placed]
    told: Counter[QEvent.Type] = Counter()

    class Listener(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            told[event.type()] += 1
            return False

    listener = Listener()
    for widget in controls.findChildren(QWidget):
        widget.installEventFilter(listener)
    apply(qapp, Theme(SCHEMES["yellow_on_black"]), glyphs)
    QApplication.processEvents()
    assert told[QEvent.Type.PaletteChange]
    assert not told[QEvent.Type.StyleChange], "colours lay nothing out"
    assert places == [widget.geometry() for widget in placed]
    controls.hidden.show()
    assert [label.font().pixelSize() for label in (seen, controls.note)] == [41, 41]


def test_another_size_reaches_what_is_hidden_too(qtbot: QtBot, qapp: QApplication, glyphs: Path) -> None:
    apply(qapp, Theme(SCHEMES["original"]), glyphs)
    controls = show(qtbot)
    controls.hidden.show()
    QApplication.processEvents()
    controls.hidden.hide()
    button = controls.hidden.findChildren(QPushButton)[0]
    before = button.minimumHeight()
    apply(qapp, Theme(SCHEMES["original"], 2.0), glyphs)
    assert button.minimumHeight() > before
    assert qapp.font().pixelSize() == Theme(SCHEMES["original"], 2.0).label_px


def test_a_size_that_leaves_the_type_alone_is_still_put_on(
    qtbot: QtBot, qapp: QApplication, glyphs: Path
) -> None:
    one, other = Theme(SCHEMES["original"], 1.0), Theme(SCHEMES["original"], 1.02)
    assert one.label_px == other.label_px
    apply(qapp, one, glyphs)
    controls = show(qtbot)
    before = controls.findChildren(QPushButton)[0].minimumHeight()
    apply(qapp, other, glyphs)
    assert controls.findChildren(QPushButton)[0].minimumHeight() > before


def test_what_was_hidden_may_be_deleted(qtbot: QtBot, qapp: QApplication, glyphs: Path) -> None:
    apply(qapp, Theme(SCHEMES["original"]), glyphs)
    controls = show(qtbot)
    for scheme in SCHEMES.values():
        apply(qapp, Theme(scheme), glyphs)
        box = QFrame(controls)
        QPushButton("朗读", box)
        box.hide()
        apply(qapp, Theme(SCHEMES["original"]), glyphs)
        with qtbot.waitSignal(box.destroyed, timeout=2000):
            box.deleteLater()
        del box
    assert controls.isVisible()
