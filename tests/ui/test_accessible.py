"""What screen readers are told, asked as they ask it: in the real window, in every state of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from reader.app import Program
from reader.core.report import Kind, Report
from reader.core.span import Span
from reader.ui.access import accessible
from reader.ui.page.document import WORD_JOINER
from reader.ui.page.reading_keys import find_step, make_steps
from reader.ui.page.reading_page import ReadingPage
from reader.ui.page.twin import PageTwin
from reader.ui.window.window import Window
from tests.ui.conftest import OpenProgram

accessible.install()  # before the QApplication, which pytest-qt makes later

PATIENCE_MS = 15_000
_ROLE, _TEXT, _LINE = QAccessible.Role, QAccessible.Text, QAccessible.TextBoundaryType.LineBoundary
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def program(open_program: OpenProgram) -> Program:
    return open_program(1920, 1080)


@pytest.fixture
def window(program: Program) -> Window:
    return program.window


@pytest.fixture
def page(window: Window) -> ReadingPage:
    return window.page


def ask(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def children(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [interface.child(at) for at in range(interface.childCount())]


def name(interface: QAccessibleInterface) -> str:
    return interface.text(_TEXT.Name)


def press(page: ReadingPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page, key, held)


def led_to(page: ReadingPage) -> QAccessibleInterface:
    """Give the part that a key has led to."""
    part = ask(page).focusChild()
    assert part is not None
    assert part.state().focused  # type: ignore[attr-defined]
    return part


# -- the page -------------------------------------------------------------------------------------------------------------


def test_the_page_is_a_document_of_headings_paragraphs_and_links(page: ReadingPage, report: Report) -> None:
    interface = ask(page)
    assert interface.role() == _ROLE.Document
    parts = children(interface)
    assert len(parts) == len(report.shown) + len(report.links)
    blocks = [part for part in parts if part.role() != _ROLE.Link]
    assert [name(part) for part in blocks] == [block.text for block in report.shown]
    assert [name(part) for part in parts if part.role() == _ROLE.Link] == [
        report.text(link.span) for block in report.shown for link in report.links_in(block.number)
    ]
    levels = {Kind.TITLE: 1, Kind.PART: 2, Kind.GLOSSARY: 2, Kind.CHAPTER: 3}
    for part, block in zip(blocks, report.shown, strict=True):
        level = levels.get(block.kind)
        assert part.role() == (_ROLE.Heading if level else _ROLE.Paragraph), block
        attributes = part.attributesInterface()
        assert (attributes.attributeValue(QAccessible.Attribute.Level) if attributes else None) == level


def test_every_part_knows_its_parent_its_place_and_its_box(page: ReadingPage) -> None:
    interface = ask(page)
    for at, part in enumerate(children(interface)):
        assert part.parent() is interface
        assert interface.indexOfChild(part) == at
        assert interface.child(at) is part, "asked twice, it must be the same"
        assert part.childCount() == 0
        assert not part.rect().isEmpty()
    assert interface.child(-1) is None
    assert interface.child(interface.childCount()) is None
    assert interface.indexOfChild(interface) == -1


def test_what_stands_at_a_pixel_is_found(page: ReadingPage, report: Report) -> None:
    link = report.links_in(next(block.number for block in report.shown if report.links_in(block.number)))[0]
    page.scroller.is_motion_on = False
    for span, role in ((link.span, _ROLE.Link), (Span(link.span.block, 0, 1), _ROLE.Paragraph)):
        page.go_to(span)
        place = page.span_rect(span).center()
        found = ask(page).childAt(place.x(), place.y())
        assert found is not None
        assert found.role() == role
    outside = page.viewport().mapToGlobal(QPoint(-5, 5))
    assert ask(page).childAt(outside.x(), outside.y()) is None


def test_nothing_is_made_before_a_screen_reader_asks(page: ReadingPage) -> None:
    assert page.findChildren(PageTwin) == []


def test_lines_are_read_where_the_caret_is_at_every_size(window: Window, page: ReadingPage) -> None:
    for percent in (100, 200, 300):
        window.stage.settings.set("zoom", percent)
        press(page, Qt.Key.Key_Home, _CONTROL)
        for _ in range(8):
            text, caret = ask(page).textInterface(), page.textCursor()
            assert text.cursorPosition() == caret.position()
            # The call of Qt's own by which the text interface finds lines: PySide6 cannot call textAtOffset itself.
            lent = page.findChildren(PageTwin)[0].textCursor()
            start, end = QAccessible.qAccessibleTextBoundaryHelper(lent, _LINE)
            caret.movePosition(caret.MoveOperation.StartOfLine)
            assert start == caret.position()
            caret.movePosition(caret.MoveOperation.EndOfLine, caret.MoveMode.KeepAnchor)
            assert (end, text.text(start, end)) == (caret.position(), caret.selectedText())
            press(page, Qt.Key.Key_Down)


def test_asking_for_the_text_changes_nothing_on_the_page(page: ReadingPage) -> None:
    paper, bar = page.document(), page.verticalScrollBar()

    def measure() -> tuple[object, ...]:
        return paper.size(), paper.pageSize(), paper.defaultFont(), bar.maximum()

    before = measure()
    assert ask(page).textInterface().characterCount() == paper.characterCount() - 1
    QApplication.processEvents()
    assert measure() == before


def test_a_magnifier_finds_the_caret_on_the_screen(page: ReadingPage, report: Report) -> None:
    text = ask(page).textInterface()
    page.scroller.is_motion_on = False
    for block in (report.shown[3], report.shown[-1], report.shown[1]):
        page.go_to(block.span)
        caret = page.cursorRect()
        box = text.characterRect(text.cursorPosition())
        assert abs(page.viewport().mapToGlobal(caret.topLeft()).y() - box.top()) <= caret.height() // 2
        assert page.viewport().rect().contains(page.viewport().mapFromGlobal(box.topLeft()))


def test_a_screen_reader_can_set_the_caret_and_select(page: ReadingPage) -> None:
    text = ask(page).textInterface()
    text.setCursorPosition(40)
    assert page.textCursor().position() == 40
    text.setSelection(0, 50, 60)
    assert (page.textCursor().selectionStart(), page.textCursor().selectionEnd()) == (50, 60)
    press(page, Qt.Key.Key_Right)
    assert text.selectionCount() == 0


def test_a_new_size_is_no_new_text(window: Window, page: ReadingPage, qtbot: QtBot) -> None:
    changes: list[int] = []
    page.paper.contentsChange.connect(lambda *change: changes.append(change[0]))
    height = page.paper.size().height()
    window.stage.settings.set("zoom", 200)
    assert page.paper.size().height() > height
    qtbot.waitUntil(
        lambda: (
            page.verticalScrollBar().maximum()
            == pytest.approx(page.paper.size().height() - page.viewport().height(), abs=2)
        )
    )
    assert changes == []


# -- links ----------------------------------------------------------------------------------------------------------------


def test_tab_leads_to_links_and_the_arrows_away_from_them(page: ReadingPage, report: Report) -> None:
    seen = []
    for _ in range(3):
        press(page, Qt.Key.Key_Tab)
        part = led_to(page)
        assert part.role() == _ROLE.Link
        assert part.state().linked  # type: ignore[attr-defined]
        assert "回车" in part.text(_TEXT.Description)
        seen.append(name(part))
    assert seen == [report.text(link.span) for link in sorted(report.links, key=_place_of)[:3]]
    assert WORD_JOINER not in "".join(seen)
    text = ask(page).textInterface()
    assert text.selectionCount() == 0, "the mark of the focus is no selection"
    assert text.cursorPosition() == page.textCursor().selectionStart()
    press(page, Qt.Key.Key_Down)
    assert ask(page).focusChild() is None
    assert text.cursorPosition() == page.textCursor().position()


def _place_of(link: object) -> tuple[int, int]:
    span: Span = link.span  # type: ignore[attr-defined]
    return span.block, span.start


def test_pressing_a_link_opens_its_note_and_esc_leads_back_to_it(window: Window, page: ReadingPage) -> None:
    link = next(part for part in children(ask(page)) if part.role() == _ROLE.Link)
    action = link.actionInterface()
    action.doAction(action.pressAction())
    assert window.popup.is_open()
    focus = QApplication.focusWidget()
    assert focus is not None
    note = window.popup.number
    assert window.page.report.text(window.page.report.term(note).meaning) in name(ask(focus))
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page


# -- movement -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("onward", "back", "held", "at"),
    [
        (Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft, _CONTROL, 0),
        (Qt.Key.Key_Down, Qt.Key.Key_Up, _CONTROL, 1),
        (Qt.Key.Key_Down, Qt.Key.Key_Up, _CONTROL | _SHIFT, 2),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, _CONTROL, 3),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, _CONTROL | _SHIFT, 4),
    ],
    ids=["sentence", "paragraph", "item", "heading", "chapter"],
)
def test_keys_lead_through_all_units_and_back(
    page: ReadingPage, report: Report, onward: Qt.Key, back: Qt.Key, held: Qt.KeyboardModifier, at: int
) -> None:
    spans = make_steps(report)[at].spans
    first = next(index for index, span in enumerate(spans) if (span.block, span.start) > page.caret_place())
    for span in spans[first:]:
        press(page, onward, held)
        assert page.caret_place() == (span.block, span.start)
        assert name(led_to(page)) == report.text(span)
        assert ask(page).indexOfChild(led_to(page)) >= 0, "Orca takes what has no place for dead"
    for span in reversed(spans[:-1]):
        press(page, back, held)
        assert page.caret_place() == (span.block, span.start)


def test_at_the_end_the_keys_say_so_and_stay(window: Window, page: ReadingPage, report: Report) -> None:
    page.go_to(report.shown[-1].span)
    place = page.caret_place()
    press(page, Qt.Key.Key_PageDown, _CONTROL)
    assert page.caret_place() == place
    assert window.status.said == "已经是最后一个标题了"
    press(page, Qt.Key.Key_Home, _CONTROL)
    press(page, Qt.Key.Key_PageUp, _CONTROL | _SHIFT)
    assert window.status.said == "已经是最前面一章了"


def test_what_a_key_led_to_is_in_view(page: ReadingPage) -> None:
    page.scroller.is_motion_on = False
    for _ in range(6):
        press(page, Qt.Key.Key_PageDown, _CONTROL)
        assert page.viewport().rect().contains(page.cursorRect().center())


def test_the_keys_are_left_to_others_outside_the_page(window: Window, page: ReadingPage) -> None:
    window.search.focus_box()
    place = page.caret_place()
    QTest.keyClick(window.search_box.field, Qt.Key.Key_BracketRight, _CONTROL)
    assert page.caret_place() == place


def test_a_step_is_found_from_any_place() -> None:
    spans = (Span(1, 0, 5), Span(1, 5, 9), Span(4, 2, 3))
    assert find_step(spans, (0, 0), 1) == spans[0]
    assert find_step(spans, (1, 0), 1) == spans[1]
    assert find_step(spans, (1, 7), 1) == spans[2]
    assert find_step(spans, (4, 2), 1) is None
    assert find_step(spans, (4, 2), -1) == spans[1]
    assert find_step(spans, (1, 7), -1) == spans[1]
    assert find_step(spans, (1, 0), -1) is None
    assert find_step((), (1, 0), 1) is None


# -- coming and going -----------------------------------------------------------------------------------------------------


def test_parts_go_with_their_page(qtbot: QtBot, report: Report) -> None:
    page = ReadingPage(report)
    interface = ask(page)
    parts = children(interface)
    text = interface.textInterface()
    assert text.characterCount() > 1000
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    assert not any(isValid(part) for part in parts)


# -- names ----------------------------------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("does not support raise")  # the crosshair, on the offscreen platform
def test_switches_are_switches_and_tell_their_state(window: Window) -> None:
    assert ask(window.toolbar).role() == _ROLE.ToolBar
    for button in window.toolbar.buttons:
        is_switch = bool(button.tool.options) and button.tool.state() in ("开", "关")
        interface = ask(button)
        assert interface.role() == (_ROLE.CheckBox if is_switch else _ROLE.Button), button.tool.key
        if is_switch:
            for _ in range(2):
                button.click()
                assert interface.state().checked == button.tool.is_on  # type: ignore[attr-defined]
                assert button.isChecked() == button.tool.is_on


def test_stack_and_caption_strip_are_mere_containers(window: Window) -> None:
    assert ask(window.stack).role() == _ROLE.Client
    assert ask(window.captions).role() == _ROLE.Client


def test_the_contents_are_told_by_entry(window: Window, qtbot: QtBot) -> None:
    tree = window.contents
    names = [name(each) for each in children(ask(tree))]
    assert names[0] == "目录", "the header, which is never seen"
    assert names[1:3] == ["上半年主要工作回顾", "一，聚焦经济发展质量和增速"]
    tree.setFocus()
    qtbot.waitUntil(lambda: ask(tree).focusChild() is not None)
    tree.setCurrentItem(tree.topLevelItem(0).child(0))  # type: ignore[union-attr]
    assert name(ask(tree).focusChild()) == names[2]
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert window.status.said == "已展开，4 条"
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert window.status.said == "已收起"


def test_tab_goes_on_from_the_caret_and_back_out_of_the_page(page: ReadingPage, report: Report) -> None:
    links = sorted(report.links, key=_place_of)
    page.go_to(Span(links[4].span.block, links[4].span.end, links[4].span.end))
    press(page, Qt.Key.Key_Tab)
    assert page.link_in_focus() == links[5]
    for link in reversed(links[:5]):
        press(page, Qt.Key.Key_Backtab, _SHIFT)
        assert page.link_in_focus() == link
    press(page, Qt.Key.Key_Backtab, _SHIFT)
    assert (page.hasFocus(), page.link_in_focus()) == (True, None), (
        "the page itself comes before its first link"
    )
    press(page, Qt.Key.Key_Backtab, _SHIFT)
    assert not page.hasFocus()


def test_enter_presses_what_space_presses(window: Window, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton

    for button in window.findChildren(QPushButton):
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert button.autoDefault() or type(button).__name__ == "Key", button.accessibleName()
    tool = window.toolbar.buttons[1]
    before = tool.tool.is_on
    tool.setFocus()
    QTest.keyClick(tool, Qt.Key.Key_Return)
    assert tool.tool.is_on != before
