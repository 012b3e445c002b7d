"""Reading aloud in the report: where commands lead, sleep after an item, and the program's own words in between.

The real voice, page and player; the clock is turned by hand, so what is heard is a matter of it alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.settings.store import Settings
from reader.speech.composer import Composer
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.passages import chapter_starts, item_starts, paragraph_starts, sentence_spans
from reader.speech.playback.sound import ClockSink
from reader.speech.player import Player, PlayerState
from reader.tools import all_options
from reader.ui.captions.strip import CaptionStrip
from reader.ui.look.theme import Theme
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.narrator import Narrator
from reader.ui.window.notice import NoticeStrip
from reader.ui.window.stage import Stage

Dress = Callable[[float, str], Theme]
GIVE_UP_S = 30.0


@pytest.fixture(scope="module")
def composer(resources: Path) -> Composer:
    return Composer.load(resources / "speech")


@pytest.fixture(scope="module")
def espeak() -> EspeakEngine:
    return EspeakEngine()


class Room:
    """A page that is read aloud, what is read of it, and the clock."""

    def __init__(
        self, report: Report, composer: Composer, espeak: EspeakEngine, theme: Theme, folder: Path
    ) -> None:
        self.now_s = 100.0
        self.sinks: list[ClockSink] = []
        self.spans = sentence_spans(report)
        self.settings = Settings(all_options(), folder / "settings.json")
        self.player = Player(composer, espeak, self._make_sink, speed_cpm=300, clock=lambda: self.now_s)
        self.window = QWidget()
        self.page, self.captions, self.notice = ReadingPage(report), CaptionStrip(), NoticeStrip()
        box = QVBoxLayout(self.window)
        for part in (self.page, self.captions, self.notice):
            box.addWidget(part)
        self.captions.set_theme(theme)
        self.page.set_style(theme, 100)
        self.page.scroller.is_motion_on = False
        self.narrator = Narrator(report, self.player, self.page, self.captions, self.window)
        self.stage = Stage(self.settings, self.player, self.narrator, self.notice, self.window)
        self.heard: list[int] = []
        self.said: list[str] = []
        self.shown: list[str] = []
        self.sounded = QSignalSpy(self.player.character_sounded)
        self.player.sentence_changed.connect(lambda index, _span: self.heard.append(index))
        self.player.announcement_started.connect(lambda utterance: self.said.append(utterance.text))
        self.stage.said.connect(self.shown.append)

    def _make_sink(self, rate_hz: int) -> ClockSink:
        self.sinks.append(ClockSink(rate_hz, lambda: self.now_s))
        return self.sinks[-1]

    def listen(self, qtbot: QtBot, is_enough: Callable[[], bool]) -> None:
        """Let time pass while there is something on the tape, until it is enough."""
        limit_s = time.monotonic() + GIVE_UP_S
        while not is_enough():
            assert time.monotonic() < limit_s, "waited in vain"
            if self.sinks and self.sinks[-1].tape.is_idle:
                qtbot.wait(1)
            self.now_s += 0.02
            self.player.follow()


@pytest.fixture
def room(
    report: Report, composer: Composer, espeak: EspeakEngine, dress: Dress, tmp_path: Path, qtbot: QtBot
) -> Iterator[Room]:
    room = Room(report, composer, espeak, dress(1.0, "white"), tmp_path)
    qtbot.addWidget(room.window)
    yield room
    room.player.close()


@pytest.fixture
def listen(room: Room, qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda is_enough: room.listen(qtbot, is_enough)


Listen = Callable[[Callable[[], bool]], None]


def start(room: Room, sentence: int) -> None:
    room.narrator.read_from(room.spans[sentence].block, room.spans[sentence].start)


def test_paragraphs_lead_on_and_back_as_players_do(room: Room, report: Report) -> None:
    starts = paragraph_starts(report)
    start(room, starts[5])
    room.narrator.next_paragraph()
    assert room.player.index == starts[6]
    room.narrator.next_paragraph()
    room.narrator.next_paragraph()
    assert room.player.index == starts[8]
    room.narrator.previous_paragraph()
    assert room.player.index == starts[7], "from a beginning, to the one before"
    start(room, starts[7] + 2)
    room.narrator.previous_paragraph()
    assert room.player.index == starts[7], "from within, to the beginning"
    room.narrator.previous_paragraph()
    assert room.player.index == starts[6]
    assert room.player.state is PlayerState.PLAYING


def test_items_lead_from_item_to_item_with_their_headings(room: Room, report: Report) -> None:
    starts = item_starts(report)
    start(room, starts[2])
    heading = report.text(room.spans[starts[6]])
    assert heading.startswith("二、")
    for _ in range(4):
        room.narrator.next_item()
    assert room.player.index == starts[6]
    room.narrator.previous_item()
    room.narrator.previous_item()
    assert room.player.index == starts[4]


def test_there_is_nothing_behind_the_last_and_before_the_first(room: Room, report: Report) -> None:
    start(room, item_starts(report)[-1])
    room.narrator.next_item()
    room.narrator.next_paragraph()
    assert room.player.index == item_starts(report)[-1]
    assert room.shown == ["已经是最后一条了。", "已经是最后一段了。"]
    start(room, 0)
    room.narrator.previous_item()
    room.narrator.previous_sentence()
    assert room.player.index == 0


def test_commands_count_from_the_place_of_an_earlier_day(room: Room) -> None:
    room.narrator.set_place(57)
    room.narrator.next_sentence()
    assert room.player.index == 58
    room.narrator.stop()
    room.narrator.set_place(57)
    room.narrator.repeat()
    assert room.player.index == 57
    room.narrator.previous_sentence()
    assert room.player.index == 56


def test_reading_goes_on_at_the_very_word_of_an_earlier_day(
    room: Room, report: Report, listen: Listen
) -> None:
    span = room.spans[6]
    room.narrator.set_place(6, 4)
    assert room.narrator.place == (6, 4)
    room.narrator.toggle()
    listen(lambda: room.sounded.count() > 0)
    first = room.sounded.at(0)[0]
    assert (first.block, first.start) == (span.block, span.start + 4)
    listen(lambda: room.sounded.count() > 5)
    room.narrator.stop()
    last = room.sounded.at(room.sounded.count() - 1)[0]
    assert room.narrator.place == (6, last.start - span.start)
    assert report.text(last)


@pytest.mark.parametrize("place", [(-1, 0), (10_000, 3), (0, 0)])
def test_a_place_that_does_not_exist_is_ignored(room: Room, place: tuple[int, int]) -> None:
    room.narrator.set_place(7, 2)
    room.narrator.set_place(*place)
    assert room.narrator.place == (7, 2)


def test_a_word_that_does_not_exist_is_ignored(room: Room) -> None:
    room.narrator.set_place(7, 999)
    assert room.narrator.place == (7, 0)


def test_sleep_after_an_item_stops_kindly_and_stands_at_the_next(
    room: Room, report: Report, listen: Listen
) -> None:
    following = item_starts(report)[3]
    changed = QSignalSpy(room.narrator.sleep_changed)
    start(room, following - 2)
    room.narrator.set_sleep("item")
    room.narrator.set_sleep("item")
    listen(lambda: room.said == ["这一条读完了，先停在这里。"] and not room.player.is_announcing)
    assert room.heard == [following - 2, following - 1]
    assert room.player.state is PlayerState.STOPPED
    assert room.narrator.place == (following, 0)
    assert room.narrator.sleep == "off"
    assert [changed.at(index)[0] for index in range(changed.count())] == ["item", "off"]
    room.narrator.toggle()
    listen(lambda: following in room.heard)
    assert room.narrator.is_playing


def test_sleep_goes_along_to_another_item(room: Room, report: Report, listen: Listen) -> None:
    starts = item_starts(report)
    room.narrator.set_sleep("item")
    start(room, starts[2])
    room.narrator.next_item()
    room.player.play(starts[4] - 1)
    listen(lambda: room.player.state is PlayerState.STOPPED)
    assert room.narrator.place == (starts[4], 0)


def test_sleep_after_a_chapter_hears_its_last_item(room: Room, report: Report, listen: Listen) -> None:
    following = chapter_starts(report)[3]
    start(room, following - 1)
    room.narrator.set_sleep("chapter")
    listen(lambda: bool(room.said))
    assert room.said == ["这一章读完了，先停在这里。"]
    assert room.narrator.place == (following, 0)


def test_who_no_longer_wants_to_sleep_hears_on(room: Room, report: Report, listen: Listen) -> None:
    following = item_starts(report)[3]
    start(room, following - 1)
    room.narrator.set_sleep("item")
    room.narrator.set_sleep("off")
    listen(lambda: following in room.heard)
    assert room.said == []


def test_sleep_at_the_end_of_everything_is_the_end(room: Room, listen: Listen) -> None:
    room.narrator.set_sleep("item")
    start(room, len(room.spans) - 1)
    listen(lambda: room.narrator.sleep == "off")
    assert room.narrator.place == (0, 0)


def test_an_aside_does_not_end_the_wish_to_sleep(room: Room, report: Report, listen: Listen) -> None:
    following = item_starts(report)[3]
    start(room, following - 1)
    room.narrator.read_sentence_at(room.spans[1].block, 0)
    room.narrator.set_sleep("item")
    ended = QSignalSpy(room.narrator.aside_ended)
    listen(lambda: ended.count() > 0)
    listen(lambda: bool(room.said))
    assert room.narrator.place == (following, 0)


def test_paragraphs_lead_out_of_an_aside(room: Room, report: Report) -> None:
    starts = paragraph_starts(report)
    start(room, starts[5])
    room.narrator.read_sentence_at(room.spans[1].block, 0)
    room.narrator.next_sentence()
    room.narrator.previous_sentence()
    room.narrator.repeat()
    assert room.narrator.is_reading_aside
    room.narrator.next_paragraph()
    assert not room.narrator.is_reading_aside
    assert room.player.index == starts[6]


# -- the program's own words ---------------------------------------------------------------------------------------


def test_a_tool_s_state_interrupts_reading_and_hands_back(room: Room, listen: Listen) -> None:
    start(room, 5)
    listen(lambda: room.sounded.count() == 6)
    room.stage.announce("大小，百分之一百一十")
    assert room.player.is_announcing
    assert room.narrator.is_playing
    listen(lambda: room.sounded.count() == 7)
    assert room.said == ["大小，百分之一百一十"]
    assert room.sounded.at(6)[0] == room.sounded.at(5)[0]
    assert room.shown[-1] == "大小，百分之一百一十"


def test_what_is_heard_anyway_is_shown_only_while_something_is_read(room: Room) -> None:
    start(room, 5)
    room.stage.announce("语速，每分钟二百字", "quiet")
    assert not room.player.is_announcing
    assert room.shown == ["语速，每分钟二百字"]
    room.narrator.stop()
    room.stage.announce("语速，每分钟二百字", "quiet")
    assert room.player.is_announcing


@pytest.mark.parametrize(("key", "value"), [("voice", False), ("screen_reader", True), ("volume", 0)])
def test_nothing_sounds_where_the_program_is_to_be_silent(room: Room, key: str, value: bool | int) -> None:
    room.settings.set(key, value)
    room.stage.announce("已放大")
    room.notice.show_notice("请检查音箱。")
    assert not room.player.is_announcing
    assert room.shown == ["已放大"]


def test_a_notice_is_said_once_behind_what_is_being_said(room: Room, listen: Listen) -> None:
    start(room, 5)
    room.stage.announce("已放大")
    room.notice.show_notice("请检查音箱。")
    room.notice.show_notice("请检查音箱。")
    listen(lambda: room.sounded.count() > 0)
    assert room.said == ["已放大", "请检查音箱。"]


def test_what_can_be_undone_is_said_once(room: Room, listen: Listen) -> None:
    room.stage.offer_undo("已恢复原样。", lambda: None)
    listen(lambda: not room.player.is_announcing)
    assert room.said == ["已恢复原样。"]
    assert room.shown == ["已恢复原样。"], "no older words are left standing in the status line"
    assert room.notice.text == "已恢复原样。"


def test_pausing_silences_words_and_reading(room: Room) -> None:
    start(room, 5)
    room.stage.announce("已放大")
    room.narrator.toggle()
    assert not room.player.is_announcing
    assert room.player.state is PlayerState.PAUSED


def test_the_voice_says_that_it_goes_before_it_goes(room: Room, listen: Listen) -> None:
    start(room, 5)
    room.stage.announce("声音已关闭")
    room.settings.set("voice", False)
    room.stage.set_voice(False)
    assert room.player.volume > 0
    listen(lambda: not room.player.is_announcing)
    assert room.said == ["声音已关闭"]
    assert room.player.volume == 0
    room.settings.set("voice", True)
    room.stage.set_voice(True)
    assert room.player.volume == room.settings.number("volume")
    room.settings.set("voice", False)
    room.stage.set_voice(False)
    assert room.player.volume == 0
