"""自己配: two colours chosen by hand or by key, seen at once, put on only when they can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from reader.core.colour import contrast_ratio
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.settings.colour_names import INKS, PAPERS, colour_name, lighter
from reader.ui.settings.colour_pair import ColourPair
from reader.ui.settings.colour_sample import ColourSample

Dress = Callable[[float, str], Theme]


@pytest.fixture
def pair(qtbot: QtBot, icons: Icons, dress: Dress) -> ColourPair:
    theme = dress(1.0, "original")
    made = ColourPair(icons)
    qtbot.addWidget(made)
    made.set_theme(theme, 36)
    made.show_pair("#000000", "#FFFFFF")
    made.resize(1200, made.heightForWidth(1200))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def button(pair: ColourPair, name: str) -> QAbstractButton:
    named = [each for each in pair.findChildren(QAbstractButton) if each.accessibleName() == name]
    return next(
        (each for each in named if each.isVisible()), named[0]
    )  # what was replaced is still to be deleted


def sample_of(pair: ColourPair) -> ColourSample:
    (sample,) = pair.findChildren(ColourSample)
    return sample


def drawn(pair: ColourPair) -> set[str]:
    picture = sample_of(pair).grab().toImage()
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }


def test_a_colour_is_chosen_put_on_and_said(qtbot: QtBot, pair: ColourPair) -> None:
    with qtbot.waitSignal(pair.chosen) as chosen, qtbot.waitSignal(pair.said) as said:
        button(pair, "字的颜色：墨绿").click()
    assert chosen.args == ["#0B4A3C", "#FFFFFF"]
    assert said.args == ["字的颜色，墨绿。看得清：10.1 比 1"]
    assert button(pair, "字的颜色：墨绿").isChecked()
    assert pair.verdict == "看得清：10.1 比 1"
    assert {"#FFFFFF", "#0B4A3C"} <= drawn(pair)


def test_a_weak_pair_is_shown_but_never_put_on(qtbot: QtBot, pair: ColourPair) -> None:
    with qtbot.assertNotEmitted(pair.chosen), qtbot.waitSignal(pair.said) as said:
        button(pair, "字的颜色：亮黄").click()
    assert "太淡了" in said.args[0]
    assert "要 7 比 1" in said.args[0]
    assert pair.pair == ("#FFF04D", "#FFFFFF")
    assert not pair.is_readable
    assert button(pair, "帮我调清楚").isVisible()


def test_the_cure_is_one_press_away_and_keeps_the_keyboard(qtbot: QtBot, pair: ColourPair) -> None:
    assert not button(pair, "帮我调清楚").isVisible()
    pair.show_pair("#888888", "#FFFFFF")
    cure = button(pair, "帮我调清楚")
    cure.setFocus()
    with qtbot.waitSignal(pair.chosen) as chosen:
        QTest.keyClick(cure, Qt.Key.Key_Return)
    assert contrast_ratio(*chosen.args) >= 7.0
    assert chosen.args[1] == "#FFFFFF"
    assert cure.isHidden()
    assert QApplication.focusWidget() in pair.stops()


def test_a_ratio_just_below_is_never_rounded_up_to_enough(pair: ColourPair) -> None:
    pair.show_pair("#5A5A5A", "#FFFFFF")  # 6.9:1
    assert not pair.is_readable
    assert pair.verdict.startswith("太淡了：6.8")
    pair.show_pair("#595959", "#FFFFFF")
    assert pair.verdict == "看得清：7.0 比 1"


def test_darker_and_lighter_lead_to_shades_between_and_end_at_the_ends(
    qtbot: QtBot, pair: ColourPair
) -> None:
    with qtbot.waitSignal(pair.chosen) as chosen:
        button(pair, "字的颜色：更浅一点").click()
    assert chosen.args[0] == lighter("#000000", 1) != "#000000"
    own = button(pair, "字的颜色：自己调的")
    assert own.isChecked()
    assert "自己调的，像" in button(pair, "字的颜色：更深一点").accessibleDescription()
    for _ in range(40):
        button(pair, "字的颜色：更深一点").click()
    assert pair.pair[0] == "#000000"
    assert button(pair, "字的颜色：墨黑").isChecked()


def test_arrow_keys_go_from_colour_to_colour(pair: ColourPair) -> None:
    first = button(pair, "底的颜色：雪白")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert button(pair, "底的颜色：米白").isChecked()
    assert button(pair, "底的颜色：米白").hasFocus()
    assert pair.pair[1] == "#FBF8F1"


@pytest.mark.parametrize("scale", [0.5, 1.0, 3.0])
def test_every_colour_is_named_described_and_large_enough(
    pair: ColourPair, icons: Icons, dress: Dress, scale: float
) -> None:
    pair.set_theme(dress(scale, "yellow_on_black"), 54)
    for width in (400, 1200):
        pair.resize(width, pair.heightForWidth(width))
        QApplication.processEvents()
        for each in pair.findChildren(QAbstractButton):
            assert each.accessibleName()
            assert each.accessibleDescription()
            if each.isVisible():
                assert min(each.width(), each.height()) >= 44
                assert pair.rect().contains(each.mapTo(pair, each.rect().center()))
    sample = sample_of(pair)
    assert sample.accessibleName()
    assert "墨黑" in sample.accessibleDescription()


def test_there_are_well_parted_colours_for_light_pages_and_dark_ones() -> None:
    for named in (INKS, PAPERS):
        assert 10 <= len(named) <= 12
        assert len({name for _, name in named}) == len(named)
        assert all(colour_name(colour, named) == name for colour, name in named)
    for paper, _ in PAPERS:
        readable = [ink for ink, _ in INKS if contrast_ratio(ink, paper) >= 7.0]
        assert len(readable) >= 4
    for ink, _ in INKS:
        assert sum(contrast_ratio(ink, paper) >= 7.0 for paper, _ in PAPERS) >= 4


def test_the_arrow_keys_stay_inside(pair: ColourPair) -> None:
    last, first = button(pair, "底的颜色：更浅一点"), button(pair, "字的颜色：更深一点")
    last.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(last, key)
        assert last.hasFocus()
    QTest.keyClick(last, Qt.Key.Key_Left)
    assert button(pair, "底的颜色：更深一点").hasFocus()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert button(pair, "字的颜色：更浅一点").hasFocus()
