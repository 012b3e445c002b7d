"""The Chinese voices of Windows (SAPI5), through the voice object of pyttsx3's driver, into a stream of the program's own.

pyttsx3's own loop is not used: 2.99 speaks only the first utterance (its issues 419 and 440). Its driver's voice object
speaks each clause into memory instead, and a sink of this program's own takes down the Word events with their place in
the sound. SAPI's documentation disagrees with itself about whether a voice that speaks into a stream tells words; where
it does not, the time is spread over the syllables.

Written by documentation and not tried on Windows: what could be tried elsewhere is in
:mod:`reader.speech.engines.sapi_marks`. Hanzi are read by the voice's own dictionary.
"""

from __future__ import annotations

import array
import importlib
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from reader.errors import VoiceError
from reader.speech.engine import Audio, EngineInfo, silence, syllable_ms
from reader.speech.engines.clauses import Clause, Pace, sounding, speak_by_clauses
from reader.speech.engines.level import gain_for, levelled
from reader.speech.engines.sapi_marks import WordEvent, factor_of, rate_for, starts_ms
from reader.speech.utterance import Utterance

_log = logging.getLogger(__name__)

_DRIVER = "pyttsx3.drivers.sapi5"
_CHINESE = "804"  # the language of mainland Mandarin, in hexadecimal, as voices give it
_RATE_HZ = 22_050
_SAFT_22KHZ_16BIT_MONO = 22
_NOT_XML = 16  # SVSFIsNotXML; without SVSFlagsAsync the call returns when all is spoken
_WORD_BOUNDARY = 32  # SVEWordBoundary
_LONGEST_CLAUSE = 40
_SECONDS = 30
_PROBE = "七宝镇人民政府工作报告全面推进各项事业发展"
_CURE = "请另选一种声音，或重新打开本程序。"

_Answer = TypeVar("_Answer")


class SapiEngine:
    """A Chinese voice of Windows. Any thread may call; one thread owns the voice object."""

    def __init__(self, name: str) -> None:
        """Load the voice whose token is called ``name``. Raises ``VoiceError`` where there is none, or it is mute."""
        self._studio = _Studio()
        self._pace = Pace()
        try:
            shown = self._studio.run(lambda speaker: speaker.choose(name))
            samples, _ = self._studio.run(lambda speaker: speaker.speak(_PROBE, 0))
            first, last = sounding(samples, _RATE_HZ)
            if first == last:
                raise VoiceError(f"Windows 的声音“{shown}”发不出声音。{_CURE}")
        except VoiceError:
            self._studio.close()
            raise
        self._pace.learn((last - first) * 1000 / _RATE_HZ, len(_PROBE), 1.0)
        self._gain = gain_for(samples[first:last], _RATE_HZ)
        self._info = EngineInfo(f"sapi/{name}", shown, True, "clause", "Windows 自带的声音", _RATE_HZ)

    @property
    def info(self) -> EngineInfo:
        """What this voice is and can do."""
        return self._info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        """Give the sound of the utterance's hanzi, one mark a syllable. Raises ``VoiceError`` when SAPI fails."""

        def say(clause: Clause) -> tuple[bytes, list[float]]:
            return self._said(clause, utterance.spoken.text, speed_cpm)

        return speak_by_clauses(utterance, _LONGEST_CLAUSE, speed_cpm, _RATE_HZ, say)

    def close(self) -> None:
        """Let the voice object go."""
        self._studio.close()

    def _said(self, clause: Clause, spoken: str, speed_cpm: int) -> tuple[bytes, list[float]]:
        text = "".join(spoken[syllable.at] for syllable in clause.syllables)
        rate = rate_for(self._pace.factor(speed_cpm))
        samples, words = self._studio.run(lambda speaker: speaker.speak(text + clause.mark, rate))
        first, last = sounding(samples, _RATE_HZ)
        sound = levelled(samples[first:last], self._gain)
        if not sound:  # nothing it can say: the light moves on all the same
            sound = silence(syllable_ms(speed_cpm) * len(text), _RATE_HZ)
            return sound, starts_ms([], len(text), 0, len(sound) // 2, _RATE_HZ)
        self._pace.learn((last - first) * 1000 / _RATE_HZ, len(text), factor_of(rate))
        return sound, starts_ms(words, len(text), first, last, _RATE_HZ)


def list_infos() -> list[EngineInfo]:
    """List the Chinese voices of this Windows; empty where there is no SAPI."""
    studio = _Studio()
    try:
        return [
            EngineInfo(f"sapi/{name}", shown, True, "clause", "Windows 自带的声音", _RATE_HZ)
            for name, shown in studio.run(lambda speaker: speaker.list_names())
        ]
    except VoiceError as error:
        _log.info("no SAPI voices: %s", error)
        return []
    finally:
        studio.close()


class _Studio:
    """The thread that owns the COM objects; nothing that hangs in it hangs the program."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[_Speaker], None] | None] = queue.SimpleQueue()
        threading.Thread(target=self._run, name="sapi", daemon=True).start()

    def run(self, do: Callable[[_Speaker], _Answer]) -> _Answer:
        """Let the speaker ``do`` something and give its answer. Raises ``VoiceError`` when it fails or hangs."""
        answers: queue.SimpleQueue[tuple[_Answer | None, Exception | None]] = queue.SimpleQueue()

        def answer(speaker: _Speaker) -> None:
            try:
                answers.put((do(speaker), None))
            except Exception as error:  # COM errors have no common base that can be named without COM
                answers.put((None, error))

        self._work.put(answer)
        try:
            result, error = answers.get(timeout=_SECONDS)
        except queue.Empty:
            raise VoiceError(f"Windows 的声音太久没有回应。{_CURE}") from None
        if isinstance(error, VoiceError):
            raise error
        if error is not None:
            raise VoiceError(f"Windows 的声音出错了（{error}）。{_CURE}") from error
        return result  # type: ignore[return-value]  # an answer without an error is one

    def close(self) -> None:
        """End the thread when it is done with what it does."""
        self._work.put(None)

    def _run(self) -> None:
        speaker = _Speaker()
        while (work := self._work.get()) is not None:
            work(speaker)
        speaker.close()


class _Speaker:
    """SAPI's voice object as pyttsx3's driver makes it. Lives in one thread."""

    def __init__(self) -> None:
        self._driver: Any = None
        self._made: Any = None
        self._advice: Any = None
        self._words: list[WordEvent] = []

    def list_names(self) -> list[tuple[str, str]]:
        """Give token name and shown name of the Chinese voices."""
        return [(_name_of(token), str(token.GetDescription())) for token in self._tokens()]

    def choose(self, name: str) -> str:
        """Make ``name`` the voice and give its shown name. Raises ``VoiceError`` where there is none."""
        for token in self._tokens():
            if _name_of(token) == name:
                self._voice().Voice = token
                return str(token.GetDescription())
        raise VoiceError(
            f"Windows 里没有声音“{name}”。请另选一种，或请工作人员在 Windows 设置里添加中文语音。"
        )

    def speak(self, text: str, rate: int) -> tuple[array.array[int], Sequence[WordEvent]]:
        """Give the samples of ``text`` and the words that were told."""
        voice = self._voice()
        create = self._driver.comtypes.client.CreateObject
        form = create("SAPI.SpAudioFormat")
        form.Type = _SAFT_22KHZ_16BIT_MONO
        stream = create("SAPI.SpMemoryStream")
        stream.Format = form
        self._words.clear()
        voice.AllowAudioOutputFormatChangesOnNextSet = False
        voice.AudioOutputStream = stream
        voice.Rate = rate
        voice.Speak(text, _NOT_XML)
        self._driver.pythoncom.PumpWaitingMessages()
        data = bytes(stream.GetData())
        return array.array("h", data[: len(data) // 2 * 2]), tuple(self._words)

    def close(self) -> None:
        """Let the objects go in the thread that made them."""
        self._advice = self._made = None

    def _tokens(self) -> list[Any]:
        tokens = self._voice().GetVoices()
        return [
            token for token in tokens if _CHINESE in str(token.GetAttribute("Language")).upper().split(";")
        ]

    def _voice(self) -> Any:
        if self._made is None:
            try:
                self._driver = importlib.import_module(
                    _DRIVER
                )  # importing comtypes readies COM for this thread
            except ImportError as error:
                raise VoiceError("这台电脑没有 Windows 的语音组件 SAPI5。请另选一种声音。") from error
            made = self._driver.SAPI5Driver(_Proxy())._tts
            made.EventInterests = _WORD_BOUNDARY
            self._advice = self._driver.comtypes.client.GetEvents(made, _Sink(self._words))
            self._made = made
        return self._made


class _Proxy:
    """What pyttsx3's driver reports to: nobody."""

    def notify(self, *_: object, **__: object) -> None:
        """Take no notice."""

    def setBusy(self, busy: bool) -> None:
        """Take no notice."""


class _Sink:
    """Takes down where words begin. The name of its method is comtypes' for the event Word."""

    def __init__(self, words: list[WordEvent]) -> None:
        self._words = words

    def _ISpeechVoiceEvents_Word(
        self, stream_number: int, stream_position: Any, character_position: int, length: int
    ) -> None:
        self._words.append((int(stream_position), int(character_position)))


def _name_of(token: Any) -> str:
    return str(token.Id).rsplit("\\", 1)[-1]
