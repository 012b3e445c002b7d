"""The voice and the device in use, and what stands in for them when they fail.

1. A missing or lost device: the clock stands in, and a :class:`~reader.speech.playback.device_trial.DeviceTrial` finds
   out every ten seconds whether it is back. When the resident presses 朗读 the device is taken for back: if it
   is, nothing is lost of what was asked for, and if it is not, that is told anew.
2. A sentence that the voice cannot say is passed over (:mod:`reader.speech.playback.reciter`). A voice that fails
   altogether pauses the reading: pages that turn unheard lose a blind resident's place. When it fails again
   the silent voice stands in until reading is begun anew: who reads the captions can go on.
3. Texts that cannot be composed stop the reading: there is nothing for the clock to show either.
4. Without any voice the silent one was chosen, and reading goes by the clock from the beginning.
5. Until the first voice has been loaded there is none to judge: what is to be read or said waits for it.

No Qt here, and nothing of what is read: :class:`~reader.speech.player.Player` asks, and tells the window.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from reader.speech.engine import Engine
from reader.speech.engines.silent import SilentEngine
from reader.speech.pieces import Composing
from reader.speech.playback.device_trial import DeviceTrial
from reader.speech.playback.feeder import Clip, Feeder, Trouble
from reader.speech.playback.sound import ClockSink, Sink

_NO_VOICE = "没有可用的语音，现在只移动高亮和字幕，没有声音。请工作人员安装 espeak-ng，再重新打开。"


class Failing(enum.Enum):
    """What becomes of the reading when the voice fails; the value is what is told besides the cause."""

    IS_PAST = "-"
    """Nothing: another voice has taken its place."""
    STOPS = ""
    """There are no words, or the silent voice itself fails: going on would turn the pages for nobody."""
    PAUSES = "语音出错了，朗读先停在这里。请点「继续」再试一次；还是不行，就请工作人员来看看。"
    STEPS_ASIDE = "语音还是不出声，现在只移动高亮和字幕。请工作人员来看看，或关上本程序再打开。"


class _Lack(enum.Enum):
    """Why nothing can be heard."""

    NOTHING = enum.auto()
    DEVICE = enum.auto()
    VOICE = enum.auto()


class Output:
    """Owns the feeder. ``tell(engine, problem, trouble)`` is called on the synthesis thread.

    Without a ``voice`` yet, the silent one holds its place until :meth:`set_voice`.
    """

    def __init__(
        self,
        composer: Composing,
        voice: Engine | None,
        sink_factory: Callable[[int], Sink],
        volume: int,
        tell: Callable[[Engine, str, Trouble], None],
        clock: Callable[[], float],
    ) -> None:
        """Touch neither voice nor device yet."""
        self.is_waiting = voice is None
        """Whether the first voice is still to come."""
        self.voice = voice or SilentEngine()
        """The chosen voice."""
        self._why_silent = _NO_VOICE
        self.volume = volume
        self._sink_factory = sink_factory
        self._clock = clock
        self._lacking = _Lack.NOTHING
        self._failed_at: int | None = None
        """The passage at which voice or words failed, until another one is heard."""
        self._is_regaining = False
        self._trial = DeviceTrial(self._make_sink, clock)
        self.feeder = Feeder(
            composer,
            self.voice,
            self._make_sink,
            lambda problem, trouble: tell(self.feeder.engine, problem, trouble),
        )

    def warm_up(self) -> None:
        """Load what the first sentence needs, on the speech thread."""
        self.feeder.warm_up()

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100, for this device and those to come."""
        self.volume = max(0, min(100, percent))
        if self.feeder.sink is not None:
            self.feeder.sink.set_volume(self.volume)

    def set_voice(self, voice: Engine, problem: str = "") -> None:
        """Take another voice, or the first. ``problem`` says why there is but a silent one."""
        self.is_waiting = False
        self.voice = voice
        self._why_silent = problem or _NO_VOICE
        self._lacking, self._failed_at = _Lack.NOTHING, None
        self._trial.drop()
        self.feeder.use(voice, None)

    def heard(self) -> tuple[Clip, float] | None:
        """Give the clip that is heard, and the millisecond in it."""
        place = self.feeder.sink.place() if self.feeder.sink else None
        clip = self.feeder.clip(place.clip) if place else None
        return (clip, place.frame * 1000 / clip.rate_hz) if place and clip else None

    def can_say(self, *, is_reading: bool) -> bool:
        """Say whether words of the program's own may take the voice.

        Not when nobody would hear them while reading is seen to go on. Without a device and without reading
        they may: they find out whether it is back. They wait for the first voice.
        """
        if self.is_waiting:
            return True
        is_lacking = is_reading and self._lacking is not _Lack.NOTHING
        return self.voice.info.is_audible and not is_lacking and self._failed_at is None

    def take_chance(self) -> bool:
        """Somebody wants to hear: take up a voice that stepped aside and a device that was lost.

        Gives whether there may be sound.
        """
        if self.feeder.engine is not self.voice or self._lacking is _Lack.DEVICE:
            self._is_regaining = self._lacking is _Lack.DEVICE
            self._lacking = _Lack.NOTHING
            self._trial.drop()
            self.feeder.use(self.voice, None)
        return self._lacking is _Lack.NOTHING

    def is_heard_again(self) -> bool:
        """Say, once, that a device that was lost and taken up by :meth:`take_chance` does play."""
        is_again = self._is_regaining and self.heard() is not None
        self._is_regaining = self._is_regaining and not is_again
        return is_again

    def find_lack(self) -> str:
        """Say, once, that there is no voice; empty when there is."""
        if self.voice.info.is_audible or self._lacking is not _Lack.NOTHING:
            return ""
        self._lacking = _Lack.VOICE
        return self._why_silent

    def find_loss(self) -> str:
        """Say that the device was lost, after putting the clock in its place; empty while all is well."""
        sink = self.feeder.sink
        if sink is None or sink.failure is None:
            return ""
        self._trial.put_off()
        self._is_regaining = False
        self._lacking = _Lack.DEVICE
        self._go_by_clock(self.feeder.engine)
        return str(sink.failure)

    def has_returned(self) -> bool:
        """Say that a lost device is back and in use again; what sounds has to be begun anew."""
        sink = self._trial.look(self.voice.info.rate_hz) if self._lacking is _Lack.DEVICE else None
        if sink is None:
            return False
        self._lacking = _Lack.NOTHING
        self.feeder.use(self.voice, sink)
        return True

    def note_passage(self, index: int) -> None:
        """Passage ``index`` sounds: is it another one than that at which the voice failed, it works after all."""
        if index != self._failed_at and self._lacking is not _Lack.VOICE:
            self._failed_at = None

    def judge(self, engine: Engine, trouble: Trouble, index: int, *, is_reading: bool) -> Failing:
        """Say what becomes of the reading at passage ``index`` now that ``engine`` has given up.

        The silent voice stands in for one that fails for the second time.
        """
        if engine is not self.feeder.engine:
            return Failing.IS_PAST
        if trouble is Trouble.WORDLESS or not engine.info.is_audible:
            self._failed_at = index  # words of the program's own would fare no better
            return Failing.STOPS
        if self._failed_at is not None and is_reading:
            self._lacking = _Lack.VOICE
            self._go_by_clock(SilentEngine())
            return Failing.STEPS_ASIDE
        self._failed_at = index
        return Failing.PAUSES

    def close(self) -> None:
        """End all threads and sound."""
        self._trial.drop()
        self.feeder.close()

    def _go_by_clock(self, engine: Engine) -> None:
        self.feeder.use(engine, ClockSink(engine.info.rate_hz, self._clock))

    def _make_sink(self, rate_hz: int) -> Sink:
        sink = self._sink_factory(rate_hz) if self.voice.info.is_audible else ClockSink(rate_hz, self._clock)
        sink.set_volume(self.volume)
        return sink
