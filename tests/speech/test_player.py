"""The player with the real voice. Most tests turn the clock by hand: what is heard is a matter of it alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from reader.core.sentences import sentences
from reader.core.span import Span
from reader.errors import VoiceError
from reader.speech.composer import Composer
from reader.speech.engine import Audio, Engine, EngineInfo
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.engines.silent import SilentEngine
from reader.speech.player import Passage, Player, PlayerState
from reader.speech.sound import Backend, ClockSink, DeviceSink
from reader.speech.utterance import Utterance

if TYPE_CHECKING:
    from tests.speech.conftest import SoundServer

PARAGRAPHS = (
    "一、聚焦经济发展",
    "上半年，完成生产总值41亿元，同比增长15%。财政总收入完成24.03亿元。集体收益增长8.75%。",
    "七宝生态商务区道路贯通，商业配套开业。",
)
GIVE_UP_S = 30.0


def passages_of(*paragraphs: str) -> list[Passage]:
    return [
        Passage(Span(block, start, end), text[start:end])
        for block, text in enumerate(paragraphs)
        for start, end in sentences(text)
    ]


PASSAGES = passages_of(*PARAGRAPHS)


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Listener:
    """Listens to a player whose clock it turns, and writes down what it was told."""

    def __init__(self, composer: Composer, engine: Engine, qtbot: QtBot) -> None:
        self.clock = Clock()
        self.sinks: list[ClockSink] = []
        self.player = Player(composer, engine, self._make_sink, clock=self.clock)
        self.composer = composer
        self.characters: list[tuple[float, Span, int]] = []
        self.sentences: list[int] = []
        self.states: list[PlayerState] = []
        self.told: list[str] = []
        self._qtbot = qtbot
        self.player.character_sounded.connect(
            lambda span, at: self.characters.append((self.clock.now_s, span, at))
        )
        self.player.sentence_changed.connect(lambda index, span: self.sentences.append(index))
        self.player.state_changed.connect(self.states.append)
        self.player.announcement_started.connect(lambda utterance: self.told.append(utterance.text))
        self.player.announcement_finished.connect(lambda: self.told.append("—"))
        self.player.load(PASSAGES)

    def _make_sink(self, rate_hz: int) -> ClockSink:
        self.sinks.append(ClockSink(rate_hz, self.clock))
        return self.sinks[-1]

    def listen(self, is_enough: Callable[[], bool]) -> None:
        """Let time pass while there is something on the tape, until it is enough."""
        limit_s = time.monotonic() + GIVE_UP_S
        while not is_enough():
            assert time.monotonic() < limit_s, "waited in vain"
            if self.sinks and self.sinks[-1].tape.is_idle:
                self._qtbot.wait(1)
            self.clock.now_s += 0.005
            self.player.follow()

    def listen_on(self, seconds: float) -> None:
        until_s = self.clock.now_s + seconds
        self.listen(lambda: self.clock.now_s >= until_s)

    def wait_for_new_clip(self) -> None:
        """Let the synthesis thread finish what it does, while the clock stands."""
        before = self.sinks[-1].tape.queue()[-1][0]
        self._qtbot.waitUntil(lambda: self.sinks[-1].tape.queue()[-1][0] > before)

    def heard(self) -> list[tuple[Span, int]]:
        return [(span, at) for _, span, at in self.characters]

    def expected(self, passages: list[Passage]) -> list[tuple[Span, int]]:
        """Every syllable of the passages, by way of the silent voice."""
        found = []
        for passage in passages:
            for mark in SilentEngine().synthesise(self.composer.compose(passage.text), 180).marks:
                start, end = (passage.span.start + at for at in mark.origin)
                found.append((Span(passage.span.block, start, end), mark.spoken[0]))
        return found


@pytest.fixture
def listener(composer: Composer, espeak: EspeakEngine, qtbot: QtBot) -> Iterator[Listener]:
    listener = Listener(composer, espeak, qtbot)
    yield listener
    listener.player.close()


def test_everything_is_read_once_in_order_to_the_end(listener: Listener, qtbot: QtBot) -> None:
    finished = QSignalSpy(listener.player.finished)
    listener.player.play(0)
    assert listener.player.state is PlayerState.PLAYING
    listener.listen(lambda: finished.count() > 0)
    assert listener.sentences == list(range(len(PASSAGES)))
    assert listener.heard() == listener.expected(PASSAGES)
    assert listener.states == [PlayerState.PLAYING, PlayerState.STOPPED]
    assert listener.player.span_sounding is None


def test_what_is_spoken_for_a_number_lights_the_number(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: 2 in listener.sentences)
    text = PARAGRAPHS[1]
    assert {text[span.start : span.end] for span, _ in listener.heard()} >= {"41", "15%"}


def test_reading_begins_at_the_character_asked_for(listener: Listener) -> None:
    offset = PASSAGES[1].text.index("同比")
    listener.player.play(1, offset)
    listener.listen(lambda: len(listener.characters) > 3)
    assert [span.start for _, span, _ in listener.characters][:2] == [offset, offset + 1]


def test_a_beginning_behind_the_last_syllable_is_the_next_sentence(listener: Listener) -> None:
    listener.player.play(1, len(PASSAGES[1].text) - 1)
    listener.listen(lambda: bool(listener.characters))
    assert listener.sentences == [2]


def test_a_pause_keeps_the_very_syllable(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 7)
    listener.player.pause()
    before = listener.characters[-1][1:]
    assert listener.player.state is PlayerState.PAUSED
    assert listener.player.span_sounding == before[0]
    listener.clock.now_s += 3600
    listener.player.follow()
    assert len(listener.characters) == 7
    listener.player.resume()
    listener.listen(lambda: len(listener.characters) == 9)
    assert listener.characters[7][1:] == before
    everything = listener.expected(PASSAGES)
    assert listener.heard()[8] == everything[everything.index(before) + 1]
    assert listener.sentences == [1]


def test_a_pause_between_sentences_does_not_repeat_a_syllable(listener: Listener) -> None:
    listener.player.play(1)
    count = len(listener.expected(PASSAGES[1:2]))
    listener.listen(lambda: len(listener.characters) == count)
    listener.listen_on(0.5)
    assert listener.sentences == [1]
    listener.player.pause()
    assert listener.player.index == 2
    listener.player.resume()
    listener.listen(lambda: len(listener.characters) > count)
    assert listener.sentences == [1, 2]
    assert listener.heard()[count] == listener.expected(PASSAGES[2:3])[0]


def test_a_pause_before_the_first_sound_loses_nothing(listener: Listener) -> None:
    listener.player.play(2)
    listener.player.pause()
    listener.player.resume()
    listener.listen(lambda: bool(listener.characters))
    assert listener.heard()[0] == listener.expected(PASSAGES[2:3])[0]


def test_previous_twice_goes_two_back(listener: Listener) -> None:
    listener.player.play(3)
    listener.listen(lambda: len(listener.characters) > 2)
    listener.player.previous_sentence()
    listener.player.previous_sentence()
    assert listener.player.index == 1
    listener.listen(lambda: len(listener.sentences) == 2)
    assert listener.sentences == [3, 1]


def test_repeat_tells_the_sentence_again(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) > 4)
    listener.player.repeat()
    listener.listen(lambda: len(listener.sentences) == 2)
    listener.listen(lambda: len(listener.characters) > 6)
    assert listener.sentences == [1, 1]


def test_there_is_nothing_before_the_first_nor_after_the_last(listener: Listener) -> None:
    listener.player.previous_sentence()
    assert listener.player.index == 0
    listener.player.play(99)
    assert listener.player.index == len(PASSAGES) - 1
    listener.player.next_sentence()
    assert listener.player.index == len(PASSAGES) - 1


@pytest.mark.parametrize("speed_cpm", [100, 300])
def test_another_speed_is_heard_within_two_syllables_and_loses_none(
    listener: Listener, speed_cpm: int
) -> None:
    finished = QSignalSpy(listener.player.finished)
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 8)
    listener.player.set_speed(speed_cpm)
    listener.wait_for_new_clip()
    changed = len(listener.characters)
    listener.listen(lambda: finished.count() > 0)
    assert listener.heard() == listener.expected(PASSAGES[1:])
    times = [moment for moment, *_ in listener.characters]
    # Against the same syllables at the usual speed:
    usual = Listener(listener.composer, listener.player.engine, listener._qtbot)
    usual.player.play(1)
    usual.listen(lambda: len(usual.characters) > changed + 14)
    usual.player.close()
    then = times[changed + 12] - times[changed + 2]
    before = usual.characters[changed + 12][0] - usual.characters[changed + 2][0]
    assert then > before * 1.3 if speed_cpm < 180 else then < before * 0.8


def test_a_slider_drawn_through_all_speeds_ends_at_the_last(listener: Listener) -> None:
    finished = QSignalSpy(listener.player.finished)
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 3)
    for speed_cpm in range(110, 301, 10):
        listener.player.set_speed(speed_cpm)
        listener.listen_on(0.01)
    listener.listen(lambda: finished.count() > 0)
    assert listener.heard() == listener.expected(PASSAGES[1:])
    assert listener.player.speed_cpm == 300


def test_after_stop_nothing_is_heard_of_it(listener: Listener) -> None:
    listener.player.play(0)
    listener.player.stop()
    listener.listen_on(3)
    assert (listener.characters, listener.sentences) == ([], [])
    assert listener.player.state is PlayerState.STOPPED


def test_after_stop_resume_goes_on_there(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 5)
    listener.player.stop()
    listener.player.resume()
    listener.listen(lambda: len(listener.characters) == 6)
    assert listener.heard()[5] == listener.heard()[4]


def test_an_announcement_takes_the_voice_and_gives_it_back(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 6)
    listener.player.speak_once("已放大。")
    assert listener.player.is_announcing
    listener.listen(lambda: len(listener.characters) > 6)
    assert listener.told == ["已放大。", "—"]
    assert listener.heard()[6] == listener.heard()[5]
    assert listener.states == [PlayerState.PLAYING]


def test_the_second_announcement_breaks_off_the_first(listener: Listener) -> None:
    moved = QSignalSpy(listener.player.announcement_moved)
    listener.player.speak_once("第一句很长很长很长很长。")
    listener.listen(lambda: moved.count() == 3)
    listener.player.speak_once("第二句。")
    listener.listen(lambda: not listener.player.is_announcing)
    assert listener.told == ["第一句很长很长很长很长。", "—", "第二句。", "—"]
    assert moved.count() == 6
    assert listener.states == []
    assert listener.characters == []


def test_paused_reading_stays_paused_after_an_announcement(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 4)
    listener.player.pause()
    listener.player.speak_once("音量八十。")
    listener.listen(lambda: not listener.player.is_announcing)
    listener.listen_on(2)
    assert listener.player.state is PlayerState.PAUSED
    assert len(listener.characters) == 4
    listener.player.resume()
    listener.listen(lambda: len(listener.characters) == 5)
    assert listener.heard()[4] == listener.heard()[3]


def test_pausing_an_announcement_pauses_the_reading_too(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 4)
    listener.player.speak_once("正在朗读。")
    listener.player.pause()
    assert listener.player.state is PlayerState.PAUSED
    assert not listener.player.is_announcing


def test_playing_ends_an_announcement(listener: Listener) -> None:
    listener.player.speak_once("正在朗读。")
    listener.player.play(1)
    assert not listener.player.is_announcing
    listener.listen(lambda: bool(listener.characters))
    assert listener.sentences == [1]


def test_lines_without_a_word_are_passed_and_seen(listener: Listener) -> None:
    finished = QSignalSpy(listener.player.finished)
    listener.player.load(passages_of("——", "七宝。", "※※※"))
    listener.player.play(0)
    listener.listen(lambda: finished.count() > 0)
    assert listener.sentences == [0, 1, 2]


def test_with_nothing_loaded_nothing_happens(listener: Listener) -> None:
    listener.player.load([])
    for command in (
        listener.player.repeat,
        listener.player.resume,
        listener.player.pause,
        listener.player.next_sentence,
        listener.player.stop,
    ):
        command()
    listener.player.speak_once("  ")
    assert listener.player.state is PlayerState.STOPPED


def test_a_page_without_any_punctuation_is_read_from_the_first_syllable(listener: Listener) -> None:
    listener.player.load(passages_of("七宝" * 2000))
    listener.player.play(0)
    listener.listen(lambda: len(listener.characters) == 400)
    assert [span.start for _, span, _ in listener.characters] == list(range(400))


def test_paragraphs_and_headings_are_followed_by_longer_silence(listener: Listener) -> None:
    listener.player.play(0)
    listener.listen(lambda: 4 in listener.sentences)
    listener.listen_on(0.3)
    ends = {
        index: max(at for at, span, _ in listener.characters if PASSAGES[index].span.contains(span))
        for index in range(4)
    }
    begins = {
        index: min(at for at, span, _ in listener.characters if PASSAGES[index].span.contains(span))
        for index in range(1, 5)
    }
    heading, sentence, paragraph = (begins[index + 1] - ends[index] for index in (0, 1, 3))
    assert sentence < paragraph < heading


def test_the_voice_may_be_changed_while_it_reads(listener: Listener) -> None:
    problems = QSignalSpy(listener.player.problem_found)
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 5)
    listener.player.set_engine(SilentEngine())
    assert problems.count() == 1
    listener._qtbot.waitUntil(lambda: not listener.player._feeder.sink.tape.is_idle)  # type: ignore[union-attr]
    for _ in range(40):
        listener.clock.now_s += 0.01
        listener.player.follow()
    assert listener.heard()[5] == listener.heard()[4]
    listener.player.set_engine(listener.player.engine)


class HoarseEngine:
    """A voice that fails at the second sentence, as a driver may."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def info(self) -> EngineInfo:
        return self._engine.info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        if utterance.text == PASSAGES[2].text:
            raise VoiceError("语音程序出错了。")
        return self._engine.synthesise(utterance, speed_cpm)

    def close(self) -> None: ...


def test_a_failing_voice_is_told_and_reading_goes_on_without_sound(
    composer: Composer, espeak: EspeakEngine, qtbot: QtBot
) -> None:
    listener = Listener(composer, HoarseEngine(espeak), qtbot)
    problems = QSignalSpy(listener.player.problem_found)
    finished = QSignalSpy(listener.player.finished)
    listener.player.play(1)
    listener.listen(lambda: problems.count() > 0)
    limit_s = time.monotonic() + GIVE_UP_S
    while finished.count() == 0 and time.monotonic() < limit_s:
        qtbot.wait(1)
        listener.clock.now_s += 0.1
        listener.player.follow()
    assert problems.count() == 1
    assert problems.at(0)[0].startswith("语音程序出错了。")
    assert listener.sentences[-3:] == [2, 3, 4]
    assert finished.count() == 1
    listener.player.play(1)
    assert listener.player._feeder.engine is listener.player.engine
    listener.player.close()


def test_without_a_sound_device_the_light_moves_on_by_the_clock(
    composer: Composer, espeak: EspeakEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/native")
    backends = [Backend("PULSEAUDIO", 30, 48)]
    player = Player(composer, espeak, lambda rate_hz: DeviceSink(rate_hz, backends), speed_cpm=300)
    player.load(PASSAGES)
    characters = QSignalSpy(player.character_sounded)
    with qtbot.waitSignal(player.problem_found, timeout=10_000) as problem:
        player.play(1)
    assert "音箱" in problem.args[0]
    qtbot.waitUntil(lambda: characters.count() > 4, timeout=10_000)
    assert player.state is PlayerState.PLAYING
    player.close()


def test_a_lost_device_is_told_and_returned_to(
    composer: Composer,
    espeak: EspeakEngine,
    sound_server: SoundServer,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reader.speech.player._RETRY_S", 0.2)
    player = Player(composer, espeak, DeviceSink)
    player.load(passages_of(*PARAGRAPHS * 5))
    characters = QSignalSpy(player.character_sounded)
    player.play(0)
    qtbot.waitUntil(lambda: characters.count() > 1, timeout=15_000)
    with qtbot.waitSignal(player.problem_found, timeout=15_000) as problem:
        sound_server.kill()
    assert "断开" in problem.args[0]
    count = characters.count()
    qtbot.waitUntil(lambda: characters.count() > count + 2, timeout=15_000)
    with qtbot.waitSignal(player.sound_returned, timeout=30_000):
        sound_server.start()
    count = characters.count()
    qtbot.waitUntil(lambda: characters.count() > count + 2, timeout=15_000)
    assert player.state is PlayerState.PLAYING
    player.close()


def test_commands_in_any_order_and_haste_end_well(listener: Listener) -> None:
    player = listener.player
    finished = QSignalSpy(player.finished)
    commands: list[Callable[[], None]] = [
        lambda: player.play(0),
        player.pause,
        player.resume,
        player.next_sentence,
        lambda: player.set_speed(300),
        player.stop,
        player.repeat,
        lambda: player.speak_once("您好。"),
        player.previous_sentence,
        lambda: player.set_speed(100),
        lambda: player.set_volume(140),
        player.follow,
    ]
    for step in range(200):
        commands[step * 7 % len(commands)]()
        commands[step * 5 % len(commands)]()
        listener.listen_on(0.05)
    assert player.volume == 100
    player.set_speed(300)
    player.play(4)
    listener.listen(lambda: finished.count() > 0)
    assert player.state is PlayerState.STOPPED
