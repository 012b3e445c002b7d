"""The page of all terms: every term, every place, by every way through it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from reader.core.parse import parse
from reader.core.report import Report
from reader.core.span import Span
from reader.ui.glossary.page import GlossaryPage, place_label
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

Dress = Callable[[float, str], Theme]


@pytest.fixture
def page(qtbot: QtBot, icons: Icons, dress: Dress, report: Report) -> GlossaryPage:
    theme = dress(1.0, "original")
    page = GlossaryPage(icons)
    qtbot.addWidget(page)
    page.show_report(report)
    page.set_theme(theme, 36)
    page.resize(1366, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def named(page: GlossaryPage, beginning: str) -> list[QPushButton]:
    return [each for each in page.findChildren(QPushButton) if each.accessibleName().startswith(beginning)]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def focus_name() -> str:
    return focused().accessibleName()


def test_all_thirteen_terms_are_there_with_all_they_say(page: GlossaryPage, report: Report) -> None:
    names = [label.accessibleName() for label in page.findChildren(QLabel) if label.accessibleName()]
    assert names == [
        f"{mark} {report.text(term.term)}：{report.text(term.meaning)}"
        for mark, term in zip("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬", report.glossary, strict=True)
    ]
    assert any(label.text() == "一共 13 个" for label in page.findChildren(QLabel))


def test_every_place_of_every_term_is_one_press_away(page: GlossaryPage, report: Report) -> None:
    asked: list[Span] = []
    page.place_requested.connect(asked.append)
    firsts = named(page, "回到原文")
    assert len(firsts) == 13
    for button in (*firsts, *named(page, "另见")):
        button.click()
    assert sorted(asked) == sorted(link.span for link in report.links)
    first_places = {min(link.span for link in report.links if link.number == n) for n in range(1, 14)}
    assert set(asked[:13]) == first_places


def test_places_have_names_one_can_find(report: Report) -> None:
    link = report.links[0]
    assert place_label(report, link.span) == "上半年 一、2"
    assert place_label(report, report.glossary[0].entry.span) == "正文"


def test_notes_are_read_and_stopped(qtbot: QtBot, page: GlossaryPage) -> None:
    with qtbot.waitSignal(page.read_requested) as asked:
        named(page, "读一读")[10].click()
    assert asked.args == [11]
    page.set_reading(11)
    (stop,) = named(page, "停止")
    with qtbot.waitSignal(page.stop_requested):
        stop.click()
    page.set_reading(None)
    assert len(named(page, "读一读")) == 13


def test_keys_go_from_term_to_term(page: GlossaryPage) -> None:
    page.scroll_to(1)
    said = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(focused(), key)
        said.append(focus_name()[0])
    assert said == list("②③②⑬⑬①")


def test_tab_reaches_all_and_keeps_it_in_sight(page: GlossaryPage) -> None:
    page.scroll_to(1)
    viewport = page.findChildren(QScrollArea)[0].viewport()
    for _step in range(20):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        focus = focused()
        place = focus.mapTo(viewport, QPoint(0, 0)) if viewport.isAncestorOf(focus) else QPoint(0, 0)
        assert 0 <= place.y() < viewport.height()
        assert focus.accessibleName()
        assert focus.accessibleDescription()


def test_a_term_asked_for_stands_at_the_top(page: GlossaryPage) -> None:
    viewport = page.findChildren(QScrollArea)[0].viewport()
    page.scroll_to(7)
    focus = focused()
    assert focus_name().startswith("⑦")
    assert 0 <= focus.mapTo(viewport, QPoint(0, 0)).y() < viewport.height() / 3
    page.scroll_to(99)
    assert focus_name().startswith("⑦")


def test_the_way_back(qtbot: QtBot, page: GlossaryPage) -> None:
    with qtbot.waitSignal(page.back_pressed):
        named(page, "返回正文")[0].click()
    page.scroll_to(3)
    with qtbot.waitSignal(page.back_pressed):
        QTest.keyClick(focused(), Qt.Key.Key_Escape)


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0, 3.0])
@pytest.mark.parametrize("width", [640, 1366, 1920])
def test_it_reflows_and_nothing_is_cut_at_the_side(
    page: GlossaryPage, dress: Dress, scale: float, width: int
) -> None:
    page.set_theme(dress(scale, "yellow_on_black"), round(36 * scale))
    page.resize(width, 700)
    for _ in range(2):  # a scroll bar that comes or goes has everything laid out once more
        QApplication.processEvents()
    inner = page.findChildren(QScrollArea)[0].widget()
    assert inner is not None
    for part in (*page.findChildren(QPushButton), *inner.findChildren(QLabel)):
        parent: QWidget = inner if inner.isAncestorOf(part) else page
        box = QRect(part.mapTo(parent, QPoint(0, 0)), part.size())
        assert box.left() >= 0
        assert box.right() < parent.width()
        if isinstance(part, QPushButton):
            assert min(part.width(), part.height()) >= 44
            assert part.height() >= part.heightForWidth(part.width())
        else:
            assert part.height() >= part.heightForWidth(part.width())


def test_a_report_without_a_glossary_says_so(page: GlossaryPage) -> None:
    page.show_report(parse("题\n上半年工作回顾\n一、甲\n1、乙。丙。"))
    assert "这份报告没有名词解释" in {label.text() for label in page.findChildren(QLabel)}
    QTest.keyClick(page, Qt.Key.Key_Down)
    page.scroll_to(1)
    assert len([b for b in named(page, "读一读") if b.isVisible()]) == 0
