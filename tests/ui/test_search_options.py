"""The form 更多条件: compact, chapters folded behind one button, every choice told from every other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.search.result import Area, Mode, SearchOptions, search_places
from reader.ui.controls.action_button import ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.options import SearchOptionsForm

Dress = Callable[[float, str], Theme]


@pytest.fixture
def form(dress: Dress, icons: Icons, qtbot: QtBot, report: Report) -> SearchOptionsForm:
    return made(dress(1.0, "original"), icons, qtbot, report, 430)


def made(theme: Theme, icons: Icons, qtbot: QtBot, report: Report, width_px: int) -> SearchOptionsForm:
    form = SearchOptionsForm(theme, icons)
    qtbot.addWidget(form)
    form.set_places(search_places(report))
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.resize(width_px, form.heightForWidth(width_px))
    return form


def buttons(form: SearchOptionsForm) -> list[QAbstractButton]:
    return [each for each in form.findChildren(QAbstractButton) if each.isVisible()]


def button(form: SearchOptionsForm, name: str) -> ActionButton:
    (found,) = (each for each in buttons(form) if each.accessibleName() == name)
    assert isinstance(found, ActionButton)
    return found


def test_choices_stand_side_by_side(form: SearchOptionsForm) -> None:
    tops = {each.mapTo(form, QPoint()).y() for each in buttons(form)}
    assert len(tops) <= 8 < len(buttons(form))
    assert form.heightForWidth(430) <= 480, "no more than two looks in a low panel"


@pytest.mark.parametrize("scale", [0.85, 1.0, 2.0, 3.0])
def test_nothing_lies_over_anything_else(
    dress: Dress, icons: Icons, qtbot: QtBot, report: Report, scale: float
) -> None:
    form = made(dress(scale, "original"), icons, qtbot, report, round(430 * min(scale, 1.8)))
    button(form, "在哪一章找：整份报告").click()
    form.resize(form.width(), form.heightForWidth(form.width()))
    QApplication.processEvents()
    parts = [*buttons(form), *form.findChildren(QLineEdit)]
    places = [each.rect().translated(each.mapTo(form, QPoint())) for each in parts]
    assert all(form.rect().contains(place) for place in places)
    assert not [
        (one, other) for i, one in enumerate(places) for other in places[i + 1 :] if one.intersects(other)
    ]


def test_no_two_choices_have_the_same_words(form: SearchOptionsForm) -> None:
    button(form, "在哪一章找：整份报告").click()
    labels = [each.label for each in form.findChildren(ActionButton) if each.isCheckable()]
    assert len(labels) == len(set(labels))


def test_chapters_come_first_and_open_when_asked_for(
    form: SearchOptionsForm, report: Report, qtbot: QtBot
) -> None:
    form.focus_first()
    opener = button(form, "在哪一章找：整份报告")
    assert opener.hasFocus()
    chapter = search_places(report)[1]
    assert not [each for each in buttons(form) if each.accessibleName().endswith(chapter.title)]
    with qtbot.waitSignal(form.grown):
        QTest.keyClick(opener, Qt.Key.Key_Return)
    assert button(form, "在哪一章找：整份报告") is opener
    with qtbot.waitSignal(form.changed) as changed:
        next(each for each in buttons(form) if each.accessibleName().endswith(chapter.title)).click()
    assert changed.args == [SearchOptions(under=chapter.block)]
    assert opener.label == chapter.title.split("，")[0]
    opener.click()
    assert opener.isVisible()
    assert not [each for each in buttons(form) if each.accessibleName().endswith(chapter.title)]


def test_the_list_of_chapters_folds_away_with_the_form(form: SearchOptionsForm) -> None:
    button(form, "在哪一章找：整份报告").click()
    count = len(buttons(form))
    form.hide()
    form.show()
    assert len(buttons(form)) < count


def test_new_words_are_looked_for_everywhere_as_they_were_before(
    form: SearchOptionsForm, report: Report, qtbot: QtBot
) -> None:
    button(form, "在哪一章找：整份报告").click()
    next(each for each in buttons(form) if each.accessibleName().endswith("（整个部分）")).click()
    button(form, "在哪里：标题").click()
    button(form, "哪些词：完整词句").click()
    narrow = SearchOptions(
        Mode.PHRASE, areas=frozenset((Area.HEADINGS,)), under=search_places(report)[0].block
    )
    assert form.options == narrow
    with qtbot.assertNotEmitted(form.changed):
        form.look_everywhere()
    assert form.options == SearchOptions(Mode.PHRASE)


def test_without_chapters_there_is_no_question(form: SearchOptionsForm) -> None:
    form.set_places(())
    form.focus_first()
    assert button(form, "哪些词：全部都要").hasFocus()


def test_tab_goes_from_top_to_bottom(form: SearchOptionsForm) -> None:
    tops = [each.mapTo(form, QPoint()).y() for each in form.stops() if each.isVisible()]
    assert all(one <= other for one, other in pairwise(tops))


def test_the_field_writes_as_large_as_the_words_beside_it(
    dress: Dress, icons: Icons, qtbot: QtBot, report: Report
) -> None:
    theme = dress(3.0, "original")
    form = made(theme, icons, qtbot, report, 1300)
    field = form.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    assert field.font().pixelSize() == theme.label_px
