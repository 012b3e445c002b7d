"""The player with the real voice. Most tests turn the clock by hand: what is heard is a matter of it alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from reader.core.sentences import sentences
from reader.core.span import Span
from reader.errors import LexiconError, VoiceError
from reader.speech.composer import Composer
from reader.speech.engine import Audio, Engine, EngineInfo
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.engines.silent import SilentEngine
from reader.speech.pieces import Composing
from reader.speech.playback.device import Backend
from reader.speech.playback.feeder import Trouble
from reader.speech.playback.sound import ClockSink, DeviceSink
from reader.speech.player import Passage, Player, PlayerState
from reader.speech.utterance import Syllable, Utterance

if TYPE_CHECKING:
    from tests.sound_server import SoundServer

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

    def __init__(self, composer: Composing, engine: Engine | None, qtbot: QtBot) -> None:
        self.clock = Clock()
        self.sinks: list[ClockSink] = []
        self.player = Player(composer, engine, self._make_sink, clock=self.clock)
        self.composer: Composing = composer
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


def test_hushing_ends_the_words_and_reading_comes_back_at_once(listener: Listener) -> None:
    passages = passages_of("一二三四五六七八九十。")
    listener.player.hush()
    assert not listener.player.is_announcing
    listener.player.load(passages)
    listener.player.play(0)
    listener.listen(lambda: len(listener.heard()) >= 3)
    listener.player.speak_once("一句很长很长很长很长很长的话。")
    listener.player.hush()
    assert not listener.player.is_announcing
    listener.listen(lambda: len(listener.heard()) >= 10)
    listener.player.stop()
    listener.player.speak_once("又是一句话。")
    listener.player.hush()
    assert listener.states == [PlayerState.PLAYING, PlayerState.STOPPED]


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


def test_pressed_five_times_the_last_words_are_said_and_reading_comes_back_once(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 6)
    for percent in ("一百一十", "一百二十", "一百三十", "一百四十", "一百五十"):
        listener.player.speak_once(f"大小，百分之{percent}")
        listener.listen_on(0.1)
    listener.listen(lambda: len(listener.characters) > 6)
    assert "大小，百分之一百五十" in listener.told
    assert len(listener.characters) == 7
    assert listener.heard()[6] == listener.heard()[5]
    assert listener.sentences == [1]


def test_words_that_are_being_said_are_not_begun_anew(listener: Listener) -> None:
    listener.player.speak_once("已是最大。")
    listener.listen(lambda: bool(listener.told))
    listener.player.speak_once("已是最大。")
    listener.listen(lambda: not listener.player.is_announcing)
    assert listener.told == ["已是最大。", "—"]


def test_a_warning_waits_for_other_words_and_reading_for_both(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 3)
    listener.player.speak_once("已放大。")
    listener.player.speak_once("请检查音箱。", is_kept=True)
    listener.player.speak_once("又放大。")
    listener.listen(lambda: len(listener.characters) > 3)
    assert [text for text in listener.told if text != "—"] == ["又放大。", "请检查音箱。"]
    assert listener.heard()[3] == listener.heard()[2]


def test_playing_drops_words_but_a_warning_is_said_before(listener: Listener) -> None:
    listener.player.speak_once("欢迎。")
    listener.player.speak_once("请检查音箱。", is_kept=True)
    listener.player.play(1)
    assert listener.player.state is PlayerState.PLAYING
    assert listener.player.is_announcing
    listener.listen(lambda: bool(listener.characters))
    assert listener.told == ["—", "请检查音箱。", "—"]
    assert listener.sentences == [1]


def test_silence_is_silence(listener: Listener) -> None:
    listener.player.speak_once("欢迎。")
    listener.player.speak_once("请检查音箱。", is_kept=True)
    listener.player.pause()
    assert not listener.player.is_announcing
    assert listener.player.state is PlayerState.STOPPED
    told = list(listener.told)
    listener.clock.now_s += 10
    listener.player.follow()
    assert listener.told == told


def test_the_light_stays_while_words_are_said(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 6)
    span = listener.player.span_sounding
    listener.player.speak_once("已放大。")
    listener.listen(lambda: bool(listener.told))
    assert listener.player.span_sounding == span
    assert len(listener.characters) == 6


def test_reading_rests_a_moment_after_words(listener: Listener) -> None:
    moved: list[float] = []
    listener.player.announcement_moved.connect(lambda *_: moved.append(listener.clock.now_s))
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 6)
    listener.player.speak_once("已放大")
    listener.listen(lambda: len(listener.characters) == 7)
    assert 0.5 < listener.characters[6][0] - moved[-1] < 1.2


def test_who_hears_of_an_end_may_say_more(listener: Listener) -> None:
    def go_on() -> None:
        if len(listener.told) < 3:
            listener.player.speak_once("后来。")

    listener.player.announcement_finished.connect(go_on)
    listener.player.speak_once("起先。")
    listener.listen(lambda: listener.told.count("—") == 2)
    assert listener.told == ["起先。", "—", "后来。", "—"]


def test_without_a_voice_words_are_shown_only(composer: Composer, qtbot: QtBot) -> None:
    listener = Listener(composer, SilentEngine(), qtbot)
    listener.player.speak_once("您好。")
    assert not listener.player.is_announcing
    listener.player.close()


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


@pytest.mark.parametrize("start", [0, 2, 3])
def test_reading_stops_before_the_sentence_it_is_told(listener: Listener, start: int) -> None:
    reached, finished = QSignalSpy(listener.player.end_reached), QSignalSpy(listener.player.finished)
    listener.player.play(start)
    listener.player.set_end(4)
    listener.listen(lambda: reached.count() > 0)
    assert listener.player.state is PlayerState.STOPPED
    assert listener.sentences == list(range(start, 4))
    assert listener.heard() == listener.expected(PASSAGES[start:4]), "to the last syllable, and no further"
    assert listener.player.place == (4, 0)
    assert finished.count() == 0
    listener.player.set_end(None)
    listener.player.resume()
    listener.listen(lambda: finished.count() > 0)
    assert listener.sentences[-1] == 4


def test_an_end_behind_a_line_without_a_word_is_kept_too(listener: Listener) -> None:
    reached = QSignalSpy(listener.player.end_reached)
    listener.player.load(passages_of("七宝。", "——", "古镇。"))
    listener.player.set_end(2)
    listener.player.play(0)
    listener.listen(lambda: reached.count() > 0)
    assert listener.sentences == [0, 1]
    listener.player.play(2)
    listener.listen(lambda: reached.count() > 1)
    assert listener.sentences == [0, 1]


def test_another_pronunciation_is_heard_from_the_sounding_syllable_on(
    espeak: EspeakEngine, composer: Composer, qtbot: QtBot
) -> None:
    class Changing:
        """Says every 七 as ba1 from a moment on."""

        is_changed = False

        def compose(self, text: str) -> Utterance:
            found = composer.compose(text)
            if not self.is_changed:
                return found
            tokens = tuple(
                Syllable("ba1", token.at) if isinstance(token, Syllable) else token for token in found.tokens
            )
            return replace(found, tokens=tokens)

    changing = Changing()
    listener = Listener(composer, espeak, qtbot)
    listener.player.close()
    listener.player = Player(changing, espeak, listener._make_sink, clock=listener.clock)
    listener.player.character_sounded.connect(lambda span, at: listener.characters.append((0.0, span, at)))
    told: list[Utterance] = []
    listener.player.utterance_started.connect(lambda utterance, _span: told.append(utterance))
    sentences = QSignalSpy(listener.player.sentence_changed)
    listener.player.load(PASSAGES)
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 6)
    changing.is_changed = True
    listener.player.recompose()
    listener.listen(lambda: len(listener.characters) == 8)
    everything = listener.expected(PASSAGES[1:])
    assert listener.heard() == [*everything[:6], *everything[5:7]]
    assert sentences.count() == 1
    assert len(told) == 2, "the captions hear of the new reading"
    assert told[-1] == changing.compose(PASSAGES[1].text)
    listener.player.pause()
    changing.is_changed = False
    listener.player.recompose()
    assert listener.player.state is PlayerState.PAUSED
    listener.player.resume()
    listener.listen(lambda: len(told) == 3)
    assert told[-1] == composer.compose(PASSAGES[1].text)
    listener.player.close()


def test_the_place_is_what_playing_goes_on_from(listener: Listener) -> None:
    listener.player.play(1)
    listener.listen(lambda: len(listener.characters) == 7)
    listener.player.stop()
    index, offset = listener.player.place
    assert PASSAGES[index].span.start + offset == listener.heard()[-1][0].start
    listener.player.play(index, offset)
    listener.listen(lambda: len(listener.characters) == 8)
    assert listener.heard()[7][0] == listener.heard()[6][0]


def test_who_is_told_of_a_sentence_may_send_reading_elsewhere(listener: Listener) -> None:
    def leave(index: int, _span: Span) -> None:
        if index == 2:
            listener.player.play(4)

    listener.player.sentence_changed.connect(leave)
    listener.player.play(1)
    listener.listen(lambda: 4 in listener.sentences)
    assert listener.heard()[-1] != listener.expected(PASSAGES[2:3])[0]
    listener.listen_on(0.2)
    assert listener.heard()[-1][0].block == PASSAGES[4].span.block


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
    listener._qtbot.waitUntil(lambda: not listener.player._output.feeder.sink.tape.is_idle)  # type: ignore[union-attr]
    for _ in range(40):
        listener.clock.now_s += 0.01
        listener.player.follow()
    assert listener.heard()[5] == listener.heard()[4]
    listener.player.set_engine(listener.player.engine)


class HoarseEngine:
    """A voice that cannot say some sentences, as a driver may fail."""

    def __init__(self, engine: Engine, *hoarse: int) -> None:
        self._engine = engine
        self.texts = {PASSAGES[index].text for index in hoarse}
        self.is_silent = False

    @property
    def info(self) -> EngineInfo:
        return self._engine.info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        if utterance.text in self.texts or self.is_silent:
            raise VoiceError("语音程序出错了。")
        return self._engine.synthesise(utterance, speed_cpm)

    def close(self) -> None: ...


Hoarse = Callable[..., Listener]


@pytest.fixture
def make_hoarse(composer: Composer, espeak: EspeakEngine, qtbot: QtBot) -> Iterator[Hoarse]:
    """Give a listener whose voice cannot say the sentences that are named."""
    made: list[Listener] = []

    def make(*hoarse: int) -> Listener:
        made.append(Listener(composer, HoarseEngine(espeak, *hoarse), qtbot))
        return made[-1]

    yield make
    for listener in made:
        listener.player.close()


def follow_real_time_clock(listener: Listener, qtbot: QtBot, is_enough: Callable[[], bool]) -> None:
    """Let time pass for a sink that the player made itself: the clock's."""
    limit_s = time.monotonic() + GIVE_UP_S
    while not is_enough():
        assert time.monotonic() < limit_s, "waited in vain"
        qtbot.wait(1)
        listener.clock.now_s += 0.1
        listener.player.follow()


def test_a_sentence_that_cannot_be_said_is_passed_over_and_told(make_hoarse: Hoarse) -> None:
    listener = make_hoarse(2)
    problems = QSignalSpy(listener.player.problem_found)
    finished = QSignalSpy(listener.player.finished)
    listener.player.play(1)
    listener.listen(lambda: finished.count() > 0)
    listener._qtbot.waitUntil(lambda: problems.count() > 0)
    assert [problems.at(index)[0] for index in range(problems.count())] == ["有一句没法朗读，已经跳过。"]
    assert listener.sentences == [1, 2, 3, 4]
    assert not any(PASSAGES[2].span.contains(span) for span, _ in listener.heard())
    assert len(listener.heard()) == len(listener.expected([PASSAGES[1], *PASSAGES[3:]]))


def test_a_failing_voice_pauses_and_pages_turn_only_when_that_is_asked_for(
    make_hoarse: Hoarse, qtbot: QtBot
) -> None:
    listener = make_hoarse(2, 3)
    problems = QSignalSpy(listener.player.problem_found)
    finished = QSignalSpy(listener.player.finished)
    listener.player.play(1)
    qtbot.waitUntil(lambda: listener.player.state is PlayerState.PAUSED)
    assert listener.player.index == 1
    assert problems.count() == 1
    assert "继续" in problems.at(0)[0]
    listener.player.speak_once("已放大。")
    assert not listener.player.is_announcing, "nobody would hear it"
    listener.player.resume()
    qtbot.waitUntil(lambda: problems.count() == 2)
    assert "高亮和字幕" in problems.at(1)[0]
    follow_real_time_clock(listener, qtbot, lambda: finished.count() > 0)
    assert listener.sentences == [1, 2, 3, 4]
    listener.player.play(1)
    assert listener.player._output.feeder.engine is listener.player.engine, "it is given another chance"


def test_a_voice_that_recovers_is_heard_again(make_hoarse: Hoarse, qtbot: QtBot) -> None:
    listener = make_hoarse()
    voice = listener.player.engine
    assert isinstance(voice, HoarseEngine)
    voice.is_silent = True
    listener.player.play(1)
    qtbot.waitUntil(lambda: listener.player.state is PlayerState.PAUSED)
    voice.is_silent = False
    finished = QSignalSpy(listener.player.finished)
    listener.player.resume()
    listener.listen(lambda: finished.count() > 0)
    assert listener.heard() == listener.expected(PASSAGES[1:])
    listener.player.speak_once("读完了。")
    assert listener.player.is_announcing


def test_words_that_a_failing_voice_cannot_say_do_not_go_round_in_circles(
    make_hoarse: Hoarse, qtbot: QtBot
) -> None:
    listener = make_hoarse()
    voice = listener.player.engine
    assert isinstance(voice, HoarseEngine)
    voice.is_silent = True
    told: list[str] = []

    def speak_it(problem: str) -> None:
        told.append(problem)
        listener.player.speak_once(problem, is_kept=True)

    listener.player.problem_found.connect(speak_it)
    listener.player.speak_once("您好。")
    follow_real_time_clock(listener, qtbot, lambda: len(told) == 2)
    qtbot.wait(50)
    assert len(told) == 2
    assert not listener.player.is_announcing


def test_a_voice_that_was_replaced_may_fail(listener: Listener, qtbot: QtBot) -> None:
    problems = QSignalSpy(listener.player.problem_found)
    listener.player.play(1)
    listener.player._told.emit(SilentEngine(), "旧的语音出错了。", Trouble.VOICELESS)
    listener.listen(lambda: bool(listener.characters))
    qtbot.wait(1)
    assert listener.player.state is PlayerState.PLAYING
    assert problems.count() == 0


def test_volume_can_be_chosen_before_there_is_any_sound(listener: Listener) -> None:
    listener.player.warm_up()
    listener.player.set_volume(140)
    assert listener.player.volume == 100
    listener.player.set_volume(30)
    listener.player.play(0)
    listener.player.set_volume(-3)
    assert listener.player.volume == 0


def test_the_silent_voice_turns_no_pages_that_cannot_be_composed(qtbot: QtBot) -> None:
    class Lost:
        def compose(self, text: str) -> Utterance:
            raise LexiconError("词典没有了。")

    player = Player(Lost(), SilentEngine(), ClockSink)
    problems = QSignalSpy(player.problem_found)
    player.load(PASSAGES)
    player.play(0)
    qtbot.waitUntil(lambda: player.state is PlayerState.STOPPED)
    assert problems.at(problems.count() - 1)[0] == "词典没有了。"
    player.close()


class Composerless:
    """A composer of which a part is missing, or a rule slips with every text."""

    is_whole = False

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self.asked: list[str] = []

    def compose(self, text: str) -> Utterance:
        self.asked.append(text)
        if self.is_whole:
            return self._composer.compose(text)
        raise ImportError("no module named 'pronounce'")


@pytest.mark.parametrize("is_by_clock", [False, True])
def test_where_no_sentence_can_be_composed_reading_stops_with_one_notice(
    composer: Composer, espeak: EspeakEngine, qtbot: QtBot, is_by_clock: bool
) -> None:
    lost = Composerless(composer)
    listener = Listener(lost, SilentEngine() if is_by_clock else espeak, qtbot)
    player, told = listener.player, list[str]()
    player.problem_found.connect(told.append)
    player.problem_found.connect(lambda problem: player.speak_once(problem, is_kept=True))
    no_voice = ["没有可用的语音，现在只移动高亮和字幕，没有声音。请工作人员安装 espeak-ng，再重新打开。"]
    lead = no_voice if is_by_clock else []
    player.play(0)
    for count in (1, 2, 3):
        qtbot.waitUntil(lambda: player.state is PlayerState.STOPPED)
        assert [problem for problem in told if problem not in lead] == [told[-1]] * count
        assert "连着两句没法朗读" in told[-1]
        assert player.place == (0, 0), "no page is turned"
        assert not player.is_announcing, "the notice could not be composed either"
        player.resume()
        assert player.state is PlayerState.PLAYING
    qtbot.waitUntil(lambda: player.state is PlayerState.STOPPED)
    texts = {passage.text for passage in PASSAGES}
    assert [text for text in lost.asked if text in texts] == [PASSAGES[at].text for at in (0, 1, 0, 0, 0)]
    assert listener.characters == []
    assert told[: len(lead)] == lead
    lost.is_whole = True
    player.resume()
    if is_by_clock:
        follow_real_time_clock(listener, qtbot, lambda: bool(listener.characters))
    else:
        listener.listen(lambda: bool(listener.characters))
    player.close()


def test_what_is_read_before_there_is_a_voice_waits_for_it(
    composer: Composer, espeak: EspeakEngine, qtbot: QtBot
) -> None:
    listener = Listener(composer, None, qtbot)
    player, problems = listener.player, QSignalSpy(listener.player.problem_found)
    player.play(1)
    assert player.state is PlayerState.PLAYING
    assert listener.states == [PlayerState.PLAYING]
    player.set_speed(240)
    for _ in range(50):
        listener.clock.now_s += 1.0
        player.follow()
    assert (listener.sinks, listener.sentences, listener.characters) == ([], [], [])
    player.set_engine(espeak)
    listener.listen(lambda: len(listener.characters) == 3)
    assert listener.heard() == listener.expected(PASSAGES[1:2])[:3]
    assert listener.states == [PlayerState.PLAYING]
    assert problems.count() == 0
    player.close()


def test_what_is_said_before_there_is_a_voice_waits_for_it_and_is_said_first(
    composer: Composer, espeak: EspeakEngine, qtbot: QtBot
) -> None:
    listener = Listener(composer, None, qtbot)
    listener.player.speak_once("欢迎。")
    listener.player.speak_once("请检查音箱。", is_kept=True)
    listener.player.play(1)
    assert listener.player.is_announcing
    assert listener.player.state is PlayerState.PLAYING
    listener.player.set_engine(espeak)
    listener.listen(lambda: bool(listener.characters))
    assert listener.told == ["—", "请检查音箱。", "—"]
    assert listener.heard() == listener.expected(PASSAGES[1:2])[:1]
    listener.player.close()


def test_commands_given_before_there_is_a_voice_count(
    composer: Composer, espeak: EspeakEngine, qtbot: QtBot
) -> None:
    listener = Listener(composer, None, qtbot)
    player = listener.player
    player.play(0)
    player.next_sentence()
    player.pause()
    player.speak_once("已放大。")
    player.pause()
    player.set_engine(espeak)
    listener.listen_on(2)
    assert player.state is PlayerState.PAUSED
    assert (listener.sentences, listener.sinks) == ([], [])
    player.resume()
    listener.listen(lambda: bool(listener.sentences))
    assert listener.sentences == [1]
    player.close()


@pytest.mark.parametrize("problem", ["", "没有找到语音程序。请安装。"])
def test_when_the_awaited_voice_is_the_silent_one_that_is_told_once_and_the_clock_reads(
    composer: Composer, qtbot: QtBot, problem: str
) -> None:
    listener = Listener(composer, None, qtbot)
    told: list[str] = []
    listener.player.problem_found.connect(told.append)
    listener.player.speak_once("欢迎。")
    listener.player.play(1)
    listener.player.speak_once("已放大。")
    assert told == []
    listener.player.set_engine(SilentEngine(), problem)
    assert not listener.player.is_announcing
    follow_real_time_clock(listener, qtbot, lambda: len(listener.characters) > 2)
    assert told == [problem] if problem else ["安装 espeak-ng" in each for each in told] == [True]
    assert listener.player.state is PlayerState.PLAYING
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
    monkeypatch.setattr("reader.speech.playback.device_trial._RETRY_S", 0.2)
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


def test_a_device_that_is_pulled_out_is_told_and_returned_to_when_play_is_pressed(
    composer: Composer, espeak: EspeakEngine, sound_server: SoundServer, qtbot: QtBot
) -> None:
    player = Player(composer, espeak, DeviceSink)
    player.load(passages_of(*PARAGRAPHS * 5))
    characters = QSignalSpy(player.character_sounded)
    player.play(0)
    qtbot.waitUntil(lambda: characters.count() > 1, timeout=15_000)
    before = characters.at(characters.count() - 1)
    with qtbot.waitSignal(player.problem_found, timeout=15_000) as problem:
        sound_server.unplug()
    assert "断开" in problem.args[0]
    sounded = characters.count()
    qtbot.waitUntil(lambda: characters.count() > sounded, timeout=15_000)
    assert (characters.at(sounded)[0].block, characters.at(sounded)[0].start) >= (
        before[0].block,
        before[0].start,
    )
    player.pause()
    sound_server.plug_in()
    with qtbot.waitSignal(player.sound_returned, timeout=9_000):  # less than the usual ten seconds
        player.resume()
    assert player.state is PlayerState.PLAYING
    count = characters.count()
    qtbot.waitUntil(lambda: characters.count() > count + 2, timeout=15_000)
    player.close()


def test_words_do_not_stop_the_light_while_there_is_no_device(
    composer: Composer, espeak: EspeakEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/native")
    backends = [Backend("PULSEAUDIO", 30, 48)]
    player = Player(composer, espeak, lambda rate_hz: DeviceSink(rate_hz, backends))
    player.load(PASSAGES)
    with qtbot.waitSignal(player.problem_found, timeout=10_000):
        player.speak_once("欢迎。")
    assert not player.is_announcing
    player.speak_once("请检查音箱。", is_kept=True)
    assert player.is_announcing, "without reading, words find out whether the device is back"
    with qtbot.waitSignal(player.problem_found, timeout=10_000):
        player.play(1)
    assert not player.is_announcing
    player.speak_once("已放大。")
    assert not player.is_announcing
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
