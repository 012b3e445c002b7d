"""What the program says is seen at every size: over the page, where neither status line nor captions show it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.ui.window.window import Window

_PATIENCE_MS = 15_000
LONG = "这里有五块：工具，十五个按钮；目录，二十条；正文，五十一段，十四个标题；名词，十七处；朗读，六个按钮。按一个键到下一块。"


@pytest.fixture
def window(program: Program) -> Window:
    window = program.window
    window.stage.settings.set("voice", False)
    return window


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def enlarge(window: Window, width: int = 1366, height: int = 768) -> None:
    window.resize(width, height)
    window.stage.settings.set("zoom", 300)
    settle()
    assert not window.status.isVisible()
    assert not window.captions.isVisible()


def test_a_usual_window_shows_it_elsewhere(window: Window) -> None:
    window.resize(1366, 768)
    settle()
    window.stage.announce("固定已打开")
    assert window.status.said == "固定已打开"
    assert window.toast.words == ""


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 600)])
def test_at_the_largest_size_it_lies_on_the_page_and_moves_nothing(
    window: Window, width: int, height: int
) -> None:
    enlarge(window, width, height)
    page = window.page.geometry(), window.page.verticalScrollBar().value()
    for words in ("固定已打开", LONG):
        window.stage.announce(words)
        assert window.toast.words == words
        toast, stack = window.toast.geometry(), window.stack.geometry()
        assert stack.contains(toast)
        assert stack.bottom() - toast.bottom() < 40
        assert toast.height() < stack.height() / 2
    assert (window.page.geometry(), window.page.verticalScrollBar().value()) == page


def test_every_tool_answers_its_key(window: Window) -> None:
    enlarge(window)
    said: list[str] = []
    window.stage.said.connect(said.append)
    for key in ("captions", "pin", "crosshair"):
        window.tool(key).trigger()
        settle()
        assert window.toast.words == said[-1]
    assert len(set(said)) == 3


def test_it_takes_neither_focus_nor_press(window: Window) -> None:
    enlarge(window)
    window.page.setFocus()
    window.stage.announce("固定已打开")
    assert QApplication.focusWidget() is window.page
    place = window.toast.mapTo(window, window.toast.rect().center())
    under = window.childAt(place)
    assert under is not None
    assert window.page.isAncestorOf(under)
    QTest.mouseClick(window.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.toast.words == "固定已打开"


def test_it_goes_by_itself_and_for_newer_words(qtbot: QtBot, window: Window) -> None:
    enlarge(window)
    window.stage.announce("固定已打开")
    window.stage.announce("固定已关闭")
    assert window.toast.words == "固定已关闭"
    qtbot.waitUntil(lambda: window.toast.words == "", timeout=_PATIENCE_MS)


def test_a_notice_that_says_the_same_is_enough(window: Window) -> None:
    enlarge(window)
    window.stage.offer_undo("都放回原样了", lambda: None)
    assert window.notice.text == "都放回原样了"
    assert window.toast.words == ""


def test_words_that_disturb_nothing_are_seen_while_something_is_read(qtbot: QtBot, window: Window) -> None:
    enlarge(window)
    window.narrator.toggle()
    qtbot.waitUntil(lambda: window.captions.isVisible(), timeout=_PATIENCE_MS)
    window.stage.announce("进入目录", "quiet")
    qtbot.waitUntil(lambda: window.toast.words == "进入目录", timeout=_PATIENCE_MS)
    window.narrator.stop()


@pytest.mark.parametrize("scheme", ["original", "yellow_on_black"])
def test_it_wears_the_captions_colours(window: Window, scheme: str) -> None:
    window.stage.settings.set("scheme", scheme)
    enlarge(window)
    window.stage.announce("固定已打开")
    settle()
    picture, colours = window.toast.grab().toImage(), window.theme.scheme
    middle = picture.height() // 2
    seen = {picture.pixelColor(x, middle).name() for x in range(picture.width())}
    assert picture.pixelColor(12, middle) == QColor(colours.caption_paper)
    assert QColor(colours.caption_ink).name() in seen


def test_long_words_told_in_silence_pass_over_the_captions_clause_by_clause(
    qtbot: QtBot, window: Window
) -> None:
    window.resize(1366, 768)
    settle()
    strip = window.captions
    assert strip.isVisible()
    strip.show_aside(LONG)
    seen = [strip.shown_text()]
    while strip.turn_aside():
        seen.append(strip.shown_text())
    assert len(seen) > 2
    left = 0
    for clause in seen:
        left = LONG.index(clause.split()[0], left)
        assert len(clause) < 30, "as large as is chosen, and not all on one line"
    strip.end_aside()
    strip.show_aside("固定已打开")
    assert not strip.turn_aside()
    window.stage.announce("固定，已经打开。再按一下，就关闭")
    first = strip.shown_text()
    assert first
    qtbot.waitUntil(lambda: strip.shown_text() != first, timeout=_PATIENCE_MS)
