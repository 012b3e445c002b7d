"""What cannot be said is passed over and told; what can is composed once."""

from __future__ import annotations

import pytest

from reader.core.span import Span
from reader.core.traced import Traced
from reader.errors import LexiconError, VoiceError
from reader.speech.engine import Audio
from reader.speech.engines.silent import SilentEngine
from reader.speech.pieces import Passage, Start
from reader.speech.playback.reciter import Reciter
from reader.speech.utterance import Syllable, Utterance


class Composer:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def compose(self, text: str) -> Utterance:
        self.asked.append(text)
        if text == "难":
            raise ValueError("a slip in a rule")
        if text == "词典":
            raise LexiconError("词典没有了。")
        if not text:
            return Utterance("", Traced("", ()), ())
        return Utterance(text, Traced(text, ((0, 1),)), (Syllable("qi1", 0),))


class Voice(SilentEngine):
    """A voice that cannot say some texts."""

    hoarse: tuple[str, ...] = ()

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        if utterance.text in self.hoarse:
            raise VoiceError("语音程序出错了。")
        return super().synthesise(utterance, speed_cpm)


class Reading:
    def __init__(self) -> None:
        self.composer, self.voice, self.told = Composer(), Voice(), list[str]()
        self.reciter = Reciter(self.composer, self.told.append)

    def say(self, text: str) -> Audio:
        passages = (Passage(Span(0, 0, 1), text),)
        [piece] = self.reciter.pieces(passages, Start(0), None)
        return self.reciter.say(piece, self.voice, 180)


def test_a_text_is_composed_once_and_forgotten_after_a_while() -> None:
    reading = Reading()
    reading.say("七")
    reading.say("七")
    assert reading.composer.asked == ["七"]
    for number in range(20):
        reading.say(chr(0x5000 + number))
    reading.say("七")
    assert reading.composer.asked.count("七") == 2


def test_another_pronunciation_is_taken_notice_of() -> None:
    reading = Reading()
    reading.say("七")
    reading.reciter.forget()
    reading.say("七")
    assert reading.composer.asked == ["七", "七"]


def test_a_sentence_that_cannot_be_composed_is_passed_over() -> None:
    reading = Reading()
    assert reading.say("难").marks == ()
    assert len(reading.told) == 1
    assert reading.say("七").marks
    assert reading.say("难").marks == ()
    assert len(reading.told) == 2
    assert reading.composer.asked == ["难", "七", "难"], "it is tried anew"


def test_two_sentences_in_a_row_that_cannot_be_composed_are_no_matter_of_one() -> None:
    reading = Reading()
    passages = [Passage(Span(0, at, at + 1), "难") for at in range(2)]
    pieces = reading.reciter.pieces(passages, Start(0), None)
    assert reading.reciter.say(next(pieces), reading.voice, 180).marks == ()
    with pytest.raises(LexiconError) as problem:
        next(pieces)
    assert "下一句" in str(problem.value)
    assert reading.told == [], "one notice will do"
    with pytest.raises(LexiconError):
        reading.say("难")
    assert reading.say("七").marks
    assert reading.say("难").marks == (), "one in a row again"


def test_what_is_wrong_is_not_told_before_anything_is_read() -> None:
    told: list[str] = []

    class Lost:
        def compose(self, text: str) -> Utterance:
            raise ImportError("pronounce")

    reciter = Reciter(Lost(), told.append)
    reciter.warm_up()
    assert reciter.compose("七").tokens == ()
    assert told == []


def test_a_missing_dictionary_is_no_matter_of_one_sentence() -> None:
    with pytest.raises(LexiconError):
        Reading().say("词典")


def test_a_sentence_that_cannot_be_said_is_passed_over_in_silence() -> None:
    reading = Reading()
    reading.voice.hoarse = ("哑",)
    for _ in range(2):
        assert reading.say("哑").marks == ()
        assert reading.say("七").marks
    assert len(reading.told) == 2


def test_a_voice_that_fails_twice_in_a_row_has_failed() -> None:
    reading = Reading()
    reading.voice.hoarse = ("哑", "嗓")
    passages = [Passage(Span(0, at, at + 1), text) for at, text in enumerate(("哑", "", "嗓"))]
    pieces = reading.reciter.pieces(passages, Start(0), None)
    for _ in range(2):
        assert reading.reciter.say(next(pieces), reading.voice, 180).marks == ()
    with pytest.raises(VoiceError):
        reading.reciter.say(next(pieces), reading.voice, 180)
    assert reading.told == [], "what becomes of it is told by who asked"
    reading.voice = Voice()
    assert reading.say("嗓").marks, "another voice begins afresh"
