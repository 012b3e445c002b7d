"""A resident in front of the real window: fonts, voice, index and files are the real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program, load_fonts, make_program
from reader.core.span import Span
from reader.paths import UserFolders, bundled_report
from reader.settings.store import Settings
from reader.ui.page.reading_page import ReadingPage
from reader.ui.window.window import Window

PATIENCE_MS = 15_000


class Resident:
    """Does by key, pointer and finger what residents do, and sees and hears what they would."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.program = qtbot, program
        self.window: Window = program.window
        self.page: ReadingPage = program.window.page
        self.settings: Settings = program.window.stage.settings
        self.heard: list[tuple[str, str]] = []
        """(shown characters, spoken hanzi) of every syllable so far, as the sound reached it."""
        self._spoken = ""
        program.player.utterance_started.connect(self._note_utterance)
        program.player.character_sounded.connect(self._note_character)

    def _note_utterance(self, utterance: object, _span: Span) -> None:
        self._spoken = utterance.spoken.text  # type: ignore[attr-defined]

    def _note_character(self, span: Span, at: int) -> None:
        self.heard.append((self.page.report.text(span), self._spoken[at]))

    # -- doing --

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        """Type ``text``: ASCII by keys, hanzi as an input method brings them."""
        target = QApplication.focusWidget() or self.window
        if text.isascii():
            QTest.keyClicks(target, text)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target, event)

    def button(self, name: str, within: QWidget | None = None) -> QAbstractButton:
        """Wait for the button of this name to be in sight; the part before a comma (its state) will do."""
        found: list[QAbstractButton] = []

        def is_seen() -> bool:
            for each in (within or self.window).findChildren(QAbstractButton):
                names = (each.accessibleName(), each.accessibleName().partition("，")[0], each.text())
                if each.isVisible() and name in names:
                    found.append(each)
                    return True
            return False

        self.wait_until(is_seen)
        return found[0]

    def click(self, name: str, within: QWidget | None = None) -> None:
        QTest.mouseClick(self.button(name, within), Qt.MouseButton.LeftButton)

    def touch(self, widget: QWidget, place: QPoint | None = None) -> None:
        place = place or widget.rect().center()
        device = QTest.createTouchDevice()
        QTest.touchEvent(widget, device).press(0, place, widget).commit()
        QTest.touchEvent(widget, device).release(0, place, widget).commit()

    def place_of(self, words: str) -> Span:
        """Find words of the report."""
        for block in self.page.report.shown:
            if (at := block.text.find(words)) >= 0:
                return Span(block.number, at, at + len(words))
        raise AssertionError(f"the report does not say {words}")

    def point_on_page(self, span: Span) -> QPoint:
        """Give the middle of a span's first line, in the page's viewport."""
        return self.page.viewport().mapFromGlobal(self.page.span_rect(span).center())

    # -- waiting and seeing --

    def wait_until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def wait_to_hear(self, shown: str) -> None:
        """Wait until these characters of the report have sounded as one."""
        self.wait_until(lambda: any(text == shown for text, _ in self.heard))

    def picture(self) -> QImage:
        return self.window.grab().toImage()


@pytest.fixture
def resident(qtbot: QtBot, tmp_path: Path) -> Iterator[Resident]:
    load_fonts()
    program = make_program(UserFolders.of_profile(tmp_path), bundled_report(), is_first_sentence_spoken=False)
    program.window.resize(1366, 768)
    program.window.show()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=PATIENCE_MS)
    resident = Resident(qtbot, program)
    resident.wait_until(lambda: program.runner.is_ready and program.player.engine.info.is_audible)
    yield resident
    program.close()
    program.window.deleteLater()
