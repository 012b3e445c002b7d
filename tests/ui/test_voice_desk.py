"""换声音, joined: a sample is the only voice there is, and a pitch that is set is heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.speech.player import PlayerState
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.sound.voice_desk import VoiceDesk
from reader.ui.sound.voice_page import VoicePage
from tests.ui.sound_room import PATIENCE_MS, SoundRoom

Dress = Callable[[float, str], Theme]


class Desk:
    """The page and its desk in a room."""

    def __init__(self, room: SoundRoom, icons: Icons, theme: Theme) -> None:
        self.room = room
        self.page = VoicePage(icons)
        self.page.set_theme(theme, 36)
        self.desk = VoiceDesk(self.page, room.speech, room.narrator, room.settings, room.window)
        self.said: list[str] = []
        self.desk.announced.connect(self.said.append)
        room.show(self.page)

    def buttons(self, word: str) -> list[QPushButton]:
        found = self.page.findChildren(QPushButton)
        return [button for button in found if button.accessibleName() == word and button.isVisible()]

    @property
    def is_sampled(self) -> bool:
        return bool(self.buttons("停止"))


@pytest.fixture
def desk(qtbot: QtBot, sound_room: SoundRoom, icons: Icons, dress: Dress) -> Desk:
    desk = Desk(sound_room, icons, dress(1.0, "original"))
    desk.desk.load()
    desk.desk.open()
    qtbot.waitUntil(lambda: desk.desk.is_loaded and bool(desk.buttons("试听")), timeout=PATIENCE_MS)
    return desk


def test_a_sample_ends_when_the_reading_begins(qtbot: QtBot, desk: Desk) -> None:
    desk.buttons("试听")[0].click()
    qtbot.waitUntil(lambda: desk.room.sampler.is_playing, timeout=PATIENCE_MS)
    assert desk.is_sampled
    desk.room.narrator.toggle()
    assert not desk.room.sampler.is_playing
    assert not desk.is_sampled


def test_a_sample_that_is_still_made_when_the_reading_begins_is_not_heard(qtbot: QtBot, desk: Desk) -> None:
    desk.buttons("试听")[0].click()
    desk.room.narrator.toggle()
    with qtbot.waitSignal(desk.room.errand_done, timeout=PATIENCE_MS):
        desk.room.run_errand()
    assert desk.room.samples == 0
    assert not desk.is_sampled


def test_a_sample_interrupts_the_reading_and_the_programs_own_words(qtbot: QtBot, desk: Desk) -> None:
    desk.room.narrator.toggle()
    desk.room.player.speak_once("放大了")
    desk.buttons("试听")[0].click()
    assert desk.room.player.state is PlayerState.PAUSED
    assert not desk.room.player.is_announcing
    desk.buttons("停止")[0].click()
    desk.room.player.speak_once("放大了")
    desk.buttons("试听")[0].click()
    assert not desk.room.player.is_announcing


def test_own_words_end_a_sample(qtbot: QtBot, desk: Desk) -> None:
    desk.buttons("试听")[0].click()
    qtbot.waitUntil(lambda: desk.room.sampler.is_playing, timeout=PATIENCE_MS)
    begun = QSignalSpy(desk.room.player.announcement_started)
    desk.room.player.speak_once("放大了")

    def is_begun() -> bool:
        desk.room.pass_time(0.01)
        return begun.count() > 0

    qtbot.waitUntil(is_begun, timeout=PATIENCE_MS)
    assert not desk.room.sampler.is_playing
    assert not desk.is_sampled


def test_a_sample_is_heard_to_its_end_and_ends_with_its_page(qtbot: QtBot, desk: Desk) -> None:
    desk.buttons("试听")[0].click()
    qtbot.waitUntil(lambda: desk.room.sampler.is_playing, timeout=PATIENCE_MS)
    desk.room.pass_time(60.0)
    qtbot.waitUntil(lambda: not desk.is_sampled, timeout=PATIENCE_MS)
    desk.buttons("试听")[0].click()
    qtbot.waitUntil(lambda: desk.room.sampler.is_playing, timeout=PATIENCE_MS)
    desk.page.hide()
    assert not desk.room.sampler.is_playing


def test_a_new_pitch_is_heard_once_where_nothing_is_read(qtbot: QtBot, desk: Desk) -> None:
    desk.buttons("低一点")[0].click()
    desk.buttons("低一点")[0].click()
    qtbot.waitUntil(lambda: desk.room.sampler.is_playing, timeout=PATIENCE_MS)
    assert desk.room.settings.number("pitch") == 30
    assert desk.room.samples == 1


def test_another_voice_is_announced_and_kept(qtbot: QtBot, desk: Desk) -> None:
    desk.buttons("用这个")[0].click()
    qtbot.waitUntil(lambda: bool(desk.said), timeout=PATIENCE_MS)
    assert desk.said == [f"换成了{desk.room.player.engine.info.name}"]
    assert desk.room.settings.text("engine") == desk.room.player.engine.info.key != "espeak"
