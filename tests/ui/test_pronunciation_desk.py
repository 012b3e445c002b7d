"""改读音, joined: what is wrong is said, what is removed can be taken back, and a sample is the only voice there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from reader.speech.player import PlayerState
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.sound.pronunciation_desk import PronunciationDesk
from reader.ui.sound.pronunciation_page import PronunciationPage
from tests.ui.sound_room import PATIENCE_MS, SoundRoom

Dress = Callable[[float, str], Theme]


class Desk:
    """The page and its desk in a room."""

    def __init__(self, room: SoundRoom, icons: Icons, theme: Theme) -> None:
        self.room = room
        self.page = PronunciationPage(icons)
        self.page.set_theme(theme, 36)
        self.desk = PronunciationDesk(self.page, room.speech, room.narrator, room.settings, room.window)
        self.said: list[str] = []
        self.undo: list[Callable[[], None]] = []
        self.desk.announced.connect(self.said.append)
        self.desk.undo_offered.connect(lambda _words, undo: self.undo.append(undo))
        room.show(self.page)

    def button(self, word: str, at: int = 0) -> QPushButton:
        found = self.page.findChildren(QPushButton)
        return [button for button in found if button.accessibleName() == word and button.isVisible()][at]

    def field(self, name: str) -> QLineEdit:
        return next(edit for edit in self.page.findChildren(QLineEdit) if edit.accessibleName() == name)

    def shows(self, words: str) -> bool:
        return any(label.isVisible() and label.text() == words for label in self.page.findChildren(QLabel))


@pytest.fixture
def desk(qtbot: QtBot, sound_room: SoundRoom, icons: Icons, dress: Dress) -> Desk:
    sound_room.speech.own_lexicon.put("七莘路", "qi1 shen1 lu4")
    sound_room.speech.own_lexicon.put("浜", "bin1")
    engine, _ = sound_room.speech.shelf.load_or_best("")
    sound_room.player.set_engine(engine)
    desk = Desk(sound_room, icons, dress(1.0, "original"))
    desk.desk.open("七莘路")
    qtbot.waitUntil(lambda: desk.shows("现在读作：qī shēn lù"), timeout=PATIENCE_MS)
    return desk


def test_a_wrong_number_of_syllables_is_shown_and_said(qtbot: QtBot, desk: Desk) -> None:
    desk.field("拼音").setText("qi1 xin1")
    desk.button("记住").click()
    qtbot.waitUntil(lambda: bool(desk.said), timeout=PATIENCE_MS)
    assert desk.said == ["您写了 2 个拼音，词语有 3 个字，请一字一个拼音。"] == [desk.page.problem]
    assert QApplication.focusWidget() is desk.field("拼音")
    desk.button("试听").click()
    qtbot.waitUntil(lambda: len(desk.said) == 2, timeout=PATIENCE_MS)
    assert desk.room.samples == 0
    desk.page.clear()
    desk.button("试听").click()
    assert desk.said[-1].startswith("还没有写词语")


def test_what_is_removed_is_read_otherwise_at_once_and_can_be_taken_back(qtbot: QtBot, desk: Desk) -> None:
    desk.button("删除").setFocus()
    desk.button("删除").click()
    qtbot.waitUntil(lambda: desk.shows("现在读作：qī xīn lù"), timeout=PATIENCE_MS)
    assert desk.field("拼音").text() == "qī xīn lù"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "听一听“浜”"
    desk.undo[0]()
    qtbot.waitUntil(lambda: desk.shows("现在读作：qī shēn lù"), timeout=PATIENCE_MS)
    assert desk.said == ["“七莘路”又照您改的读了"]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "听一听“七莘路”"


def test_a_sample_and_the_reading_do_not_sound_together(qtbot: QtBot, desk: Desk) -> None:
    desk.room.narrator.toggle()
    desk.button("试听", 1).click()
    assert desk.room.player.state is PlayerState.PAUSED
    qtbot.waitUntil(lambda: desk.room.sampler.is_playing, timeout=PATIENCE_MS)
    desk.room.narrator.toggle()
    assert not desk.room.sampler.is_playing
    desk.button("试听").click()
    qtbot.waitUntil(lambda: desk.room.sampler.is_playing, timeout=PATIENCE_MS)
    desk.page.hide()
    assert not desk.room.sampler.is_playing


def test_a_lost_device_is_not_the_fault_of_what_is_written(qtbot: QtBot, desk: Desk) -> None:
    desk.room.has_lost_device = True
    with qtbot.waitSignal(desk.desk.notice_given, timeout=PATIENCE_MS) as told:
        desk.button("试听").click()
    assert told.args == ["没有找到声音设备。"]
    assert desk.page.problem == ""


def test_what_is_kept_is_said_and_listed(qtbot: QtBot, desk: Desk) -> None:
    desk.field("拼音").setText("qi1 xin1 lu4")
    desk.button("记住").click()
    qtbot.waitUntil(lambda: bool(desk.said), timeout=PATIENCE_MS)
    assert desk.said == ["记住了，现在这样读：七莘路"]
    assert desk.page.written() == ("", "")
    assert QApplication.focusWidget() is desk.field("词语")
