"""The order of the program's own words: what is said at once, what waits, what gives way."""

from __future__ import annotations

from reader.core.span import Span
from reader.core.traced import Traced
from reader.speech.engine import Mark
from reader.speech.pieces import Passage, Start
from reader.speech.playback.feeder import Clip
from reader.speech.playback.own_words import OwnWords
from reader.speech.tracker import Tracker
from reader.speech.utterance import Utterance

UTTERANCE = Utterance("放大", Traced("放大", ((0, 1), (1, 2))), ())
MARKS = (Mark(20, 200, (0, 1), (0, 1)), Mark(200, 400, (1, 2), (1, 2)))
CLIP = Clip(0, Passage(Span(0, 0, 2), "放大"), UTTERANCE, Tracker(MARKS), 22050, 22050, Start(1))


class Channel:
    """A channel that writes down what it tells."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self.words = OwnWords(
            lambda utterance: self.told.append(utterance.text),
            lambda *syllable: self.told.append(syllable),
            lambda: self.told.append("—"),
        )


def order_of(words: OwnWords) -> list[str]:
    """Say everything to its end."""
    said = [words.now]
    while words.move_on():
        said.append(words.now)
    return said


def test_the_newest_of_ordinary_words_wins() -> None:
    channel = Channel()
    words = channel.words
    assert words.add("大小，百分之一百一十")
    assert words.add("大小，百分之一百二十")
    assert channel.told == ["—"]
    assert order_of(words) == ["大小，百分之一百二十"]
    assert channel.told == ["—", "—"]
    assert words.now == ""


def test_what_is_being_said_is_not_begun_anew() -> None:
    channel = Channel()
    assert channel.words.add("已是最大")
    assert not channel.words.add("已是最大")
    assert channel.told == []


def test_warnings_wait_for_each_other_and_are_said_once() -> None:
    words = Channel().words
    words.add("已放大")
    assert not words.add("第一条", is_kept=True)
    assert not words.add("第二条", is_kept=True)
    assert not words.add("第一条", is_kept=True)
    assert order_of(words) == ["已放大", "第一条", "第二条"]


def test_ordinary_words_do_not_break_a_warning_off_and_only_the_newest_waits() -> None:
    words = Channel().words
    words.add("没有声音设备", is_kept=True)
    assert not words.add("旧的")
    assert not words.add("新的")
    assert not words.add("又一条", is_kept=True)
    assert order_of(words) == ["没有声音设备", "又一条", "新的"]


def test_ordinary_words_that_win_leave_the_warnings_that_wait() -> None:
    words = Channel().words
    words.add("已放大")
    words.add("没有声音设备", is_kept=True)
    assert words.add("又放大")
    assert order_of(words) == ["又放大", "没有声音设备"]


def test_words_being_said_become_a_warning_when_they_are_given_as_one() -> None:
    words = Channel().words
    words.add("已恢复")
    assert not words.add("已恢复", is_kept=True)
    assert not words.add("已放大")
    assert order_of(words) == ["已恢复", "已放大"]


def test_reading_drops_all_but_warnings_that_have_not_begun() -> None:
    words = Channel().words
    words.add("第一条", is_kept=True)
    words.add("第二条", is_kept=True)
    words.add("已放大")
    words.give_way()
    assert order_of(words) == ["第二条"]


def test_silence_drops_everything() -> None:
    channel = Channel()
    channel.words.add("已放大")
    channel.words.add("第一条", is_kept=True)
    channel.words.clear()
    assert (channel.words.now, channel.told) == ("", ["—"])
    channel.words.clear()
    assert channel.told == ["—"]


def test_beginning_and_every_syllable_are_told_once() -> None:
    channel = Channel()
    channel.words.add("放大")
    for position_ms in (0, 30, 60, 210, 500):
        channel.words.follow(CLIP, position_ms)
    assert channel.told == ["放大", (0, 1, 0), (1, 2, 1)]


def test_who_is_told_of_the_end_may_say_something_else() -> None:
    said: list[str] = []

    def go_on() -> None:
        if not said:
            said.append("后来")
            assert words.add("后来")

    words = OwnWords(lambda utterance: None, lambda *syllable: None, go_on)
    words.add("起先")
    assert not words.move_on(), "the later words have begun already"
    assert words.now == "后来"
