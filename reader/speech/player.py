"""Reading aloud: the one object the window talks to.

What happens between the touch on 朗读 and the light on the page:

1. :meth:`Player.play` hands the passages to the :class:`~reader.speech.feeder.Feeder` and returns.
2. The feeder's thread makes clips, two sentences ahead, and puts them on the sink's tape.
3. The sink plays the tape on a thread of its own and knows which frame is heard.
4. Every :data:`_POLL_MS` while something sounds, :meth:`Player.follow` asks the sink what is heard, the
   clip's tracker which syllable that is, and tells the window in terms of the report: ``sentence_changed``,
   ``utterance_started``, ``character_sounded``. Only the heard position counts; what was synthesised or
   handed to the device runs ahead.
5. Pause and stop drop everything and remember the syllable that was heard. Resume begins again at that
   syllable, or at the next one when the pause fell into a silence.
6. A lost or missing device, or a failing voice, is told with ``problem_found``, and reading goes on by the
   clock from the same syllable, without sound. While that lasts the device is tried again, and reading
   returns to it.
7. An announcement takes the voice away from the reading and gives it back where it was.

The methods belong to the UI thread, take under a millisecond, and never block; no device, file or synthesis
is touched there. Nobody but the player may touch its feeder or sink.
"""

from __future__ import annotations

import enum
import logging
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.core.span import Span
from reader.speech.engine import USUAL_CPM, Engine, Mark, clamped_speed, silence
from reader.speech.engines.silent import SilentEngine
from reader.speech.feeder import Clip, Composing, Feeder, Job, Passage, Start
from reader.speech.sound import ClockSink, Sink

__all__ = ["Passage", "Player", "PlayerState"]

_log = logging.getLogger(__name__)

_POLL_MS = 15
_LEAD_MS = _POLL_MS / 2
"""A look comes on average half a period after the syllable; looking ahead by as much centres the error on
zero."""
_RETRY_S = 10.0
"""How often a missing device is tried again."""
_TRIAL_MS = 60
_AFTERGLOW_MS = 40
"""A pause this long after a syllable's end falls into the silence: resuming does not repeat the syllable."""

_SILENT_VOICE = "没有可用的语音，现在只移动高亮和字幕，没有声音。请工作人员安装 espeak-ng，再重新打开。"


class PlayerState(enum.Enum):
    """What the reading is doing; announcements do not change it."""

    STOPPED = "stopped"
    PLAYING = "playing"
    PAUSED = "paused"


class _Lack(enum.Enum):
    """Why nothing can be heard."""

    NOTHING = enum.auto()
    DEVICE = enum.auto()
    VOICE = enum.auto()


class Player(QObject):
    """Reads passages aloud and says what is heard. See the module's docstring for the flow."""

    sentence_changed = Signal(int, object)
    """(index, Span) of the passage that begins to sound."""
    utterance_started = Signal(object, object)
    """(Utterance, Span) of the passage that begins to sound, for captions."""
    character_sounded = Signal(object, int)
    """(Span of shown characters, index in the utterance's spoken text) of the syllable that begins to
    sound."""
    state_changed = Signal(object)
    """(PlayerState)"""
    finished = Signal()
    """The last passage has been heard to its end."""
    problem_found = Signal(str)
    """Something cannot be heard: plain Chinese, to be shown."""
    sound_returned = Signal()
    """After a problem with the device: there is sound again."""
    announcement_started = Signal(object)
    """(Utterance) of the announcement that begins to sound."""
    announcement_moved = Signal(int, int, int)
    """(start, end) in the announcement's text, and index in its spoken text, of the syllable that begins to
    sound."""
    announcement_finished = Signal()
    """The announcement has been heard, or was broken off."""

    _told = Signal(object, str, bool)

    def __init__(
        self,
        composer: Composing,
        engine: Engine,
        sink_factory: Callable[[int], Sink],
        speed_cpm: int = USUAL_CPM,
        volume: int = 100,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Join the parts. ``sink_factory(rate_hz)`` makes a sink; ``clock`` (s) times soundless reading."""
        super().__init__(parent)
        self._sink_factory = sink_factory
        self._clock = clock
        self._speed_cpm = clamped_speed(speed_cpm)
        self._volume = volume
        self._voice = engine
        self._lacking = _Lack.NOTHING
        self._passages: tuple[Passage, ...] = ()
        self._state = PlayerState.STOPPED
        self._start = Start(0)
        self._shown: int | None = None
        self._mark: Mark | None = None
        self._span_sounding: Span | None = None
        self._announcing = ""
        self._is_announcement_shown = False
        self._trial: Sink | None = None
        self._tried_s = clock()
        self._told.connect(self._hear_problem, Qt.ConnectionType.QueuedConnection)
        self._feeder = Feeder(composer, engine, self._make_sink, self._tell)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self.follow)

    # -- state -----------------------------------------------------------------------------------------------

    @property
    def state(self) -> PlayerState:
        """What the reading is doing."""
        return self._state

    @property
    def index(self) -> int:
        """The passage that sounds, or where reading stands; 0 when nothing has been read."""
        return self._start.index

    @property
    def span_sounding(self) -> Span | None:
        """The characters that sound, or sounded last; ``None`` after stop and before the first syllable."""
        return self._span_sounding

    @property
    def is_announcing(self) -> bool:
        """Whether an announcement has the voice."""
        return bool(self._announcing)

    @property
    def speed_cpm(self) -> int:
        """Speed in 字/分."""
        return self._speed_cpm

    @property
    def volume(self) -> int:
        """Volume, 0 to 100."""
        return self._volume

    @property
    def engine(self) -> Engine:
        """The chosen voice."""
        return self._voice

    # -- commands --------------------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Load what the first sentence needs (up to half a second, on the speech thread), so that it sounds at once."""
        self._feeder.warm_up()

    def load(self, passages: Sequence[Passage]) -> None:
        """Stop, and take other passages."""
        self.stop()
        self._passages = tuple(passages)
        self._start = Start(0)

    def play(self, index: int, offset: int = 0) -> None:
        """Read on from character ``offset`` of passage ``index``, or of the nearest there is."""
        if not self._passages:
            return
        if self._feeder.engine is not self._voice:  # it failed, and stepped aside: give it another chance
            self._lacking = _Lack.NOTHING
            self._feeder.use(self._voice, None)
        self._begin(Start(max(0, min(index, len(self._passages) - 1)), max(0, offset)))

    def pause(self) -> None:
        """Fall silent and keep the place. Ends an announcement, too."""
        self.follow()
        self._end_announcement()
        if self._state is PlayerState.PLAYING:
            self._fall_silent()
            self._set_state(PlayerState.PAUSED)

    def resume(self) -> None:
        """Go on at the syllable where :meth:`pause` or :meth:`stop` was called."""
        if self._state is not PlayerState.PLAYING and self._passages:
            if self._start.index >= len(self._passages):
                self._start = Start(0)
            self._begin(self._start, is_new=False)

    def stop(self) -> None:
        """Fall silent; the place is kept for :meth:`resume`."""
        self.follow()
        self._end_announcement()
        self._fall_silent()
        self._span_sounding = None
        self._set_state(PlayerState.STOPPED)

    def next_sentence(self) -> None:
        """Read the next passage, counted from where the last command went; the last one stays the last."""
        self.play(self._start.index + 1)

    def previous_sentence(self) -> None:
        """Read the passage before: twice goes two back, however quickly."""
        self.play(self._start.index - 1)

    def repeat(self) -> None:
        """Read the present passage from its beginning."""
        self.play(self._start.index)

    def speak_once(self, text: str) -> None:
        """Say something of the program's own, now; reading goes on afterwards if it was going on before."""
        if not text.strip():
            return
        self.follow()
        self._end_announcement()
        self._announcing = text
        job = Job((Passage(Span(0, 0, len(text)), text),), Start(0), self._speed_cpm)
        self._feeder.begin(job)
        self._look()

    def set_speed(self, speed_cpm: int) -> None:
        """Change the speed, 100 to 300 字/分: while reading, from the next syllable or two on."""
        if clamped_speed(speed_cpm) != self._speed_cpm:
            self._speed_cpm = clamped_speed(speed_cpm)
            self._feeder.change_speed(self._speed_cpm)

    def set_volume(self, percent: int) -> None:
        """Change the volume, 0 to 100, at once."""
        self._volume = max(0, min(100, percent))
        if self._feeder.sink is not None:
            self._feeder.sink.set_volume(self._volume)

    def set_engine(self, engine: Engine) -> None:
        """Go on with another voice, at the same syllable. The caller closes the old one."""
        was_playing = self._state is PlayerState.PLAYING
        self.follow()
        self._end_announcement()
        self._voice = engine
        self._lacking = _Lack.NOTHING
        self._drop_trial()
        self._feeder.use(engine, None)
        if was_playing:
            self._begin(self._start, is_new=False)

    def close(self) -> None:
        """End all threads. The player is of no use afterwards."""
        self._timer.stop()
        self._drop_trial()
        self._feeder.close()

    # -- following the sound ---------------------------------------------------------------------------------

    def follow(self) -> None:
        """Look what is heard now, and tell. The player's timer calls this; tests with a clock may, too."""
        sink = self._feeder.sink
        if sink is None or not (self._announcing or self._state is PlayerState.PLAYING):
            return
        if sink.failure is not None:
            self._lacking = _Lack.DEVICE
            self._go_by_clock(str(sink.failure), self._feeder.engine)
            return
        place = sink.place()
        clip = self._feeder.clip(place.clip) if place else None
        if place and clip:
            self._show(clip, place.frame * 1000 / clip.rate_hz + _LEAD_MS)
        if self._feeder.is_played_out():
            self._reach_end()
        elif self._lacking is _Lack.DEVICE:
            self._try_device()

    def _show(self, clip: Clip, position_ms: float) -> None:
        mark = clip.tracker.at(position_ms)
        if self._announcing:
            self._show_announcement(clip, mark)
            return
        if clip.index != self._shown:
            self._shown = clip.index
            self._start = Start(clip.index)
            self._mark = None
            self.sentence_changed.emit(clip.index, clip.passage.span)
            self.utterance_started.emit(clip.utterance, clip.passage.span)
        if mark is None or self._state is not PlayerState.PLAYING:
            return
        if self._mark is None or mark.spoken != self._mark.spoken:  # a splice makes new marks for the same
            self._span_sounding = _placed(clip.passage, mark)
            self._start = Start(clip.index, spoken=mark.spoken[0])
            self.character_sounded.emit(self._span_sounding, mark.spoken[0])
        self._mark = mark
        if position_ms > mark.end_ms + _AFTERGLOW_MS:
            following = clip.tracker.after(position_ms)
            self._start = Start(clip.index, spoken=following.spoken[0]) if following else clip.following

    def _show_announcement(self, clip: Clip, mark: Mark | None) -> None:
        if not self._is_announcement_shown:
            self._is_announcement_shown = True
            self._mark = None
            self.announcement_started.emit(clip.utterance)
        if mark is not None and mark is not self._mark:
            self._mark = mark
            self.announcement_moved.emit(*mark.origin, mark.spoken[0])

    def _reach_end(self) -> None:
        if self._announcing:
            self._end_announcement()
            if self._state is PlayerState.PLAYING:
                self._begin(self._start, is_new=False)
            else:
                self._fall_silent()
            return
        self._fall_silent()
        self._start = Start(len(self._passages) - 1)
        self._span_sounding = None
        self._set_state(PlayerState.STOPPED)
        self.finished.emit()

    # -- inner moves -----------------------------------------------------------------------------------------

    def _begin(self, start: Start, *, is_new: bool = True) -> None:
        self._end_announcement()
        self._start = start
        if is_new:
            self._shown = None
        self._mark = None
        self._feeder.begin(Job(self._passages, start, self._speed_cpm))
        self._look()
        self._set_state(PlayerState.PLAYING)

    def _look(self) -> None:
        """Start looking at the sound; say once when there will be none."""
        self._timer.start()
        if not self._voice.info.is_audible and self._lacking is _Lack.NOTHING:
            self._lacking = _Lack.VOICE
            self.problem_found.emit(_SILENT_VOICE)

    def _fall_silent(self) -> None:
        self._feeder.halt()
        self._timer.stop()

    def _end_announcement(self) -> None:
        if self._announcing:
            self._announcing = ""
            self._is_announcement_shown = False
            self._mark = None
            self.announcement_finished.emit()

    def _set_state(self, state: PlayerState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _again(self) -> None:
        """Begin anew, where it was, what was being said."""
        if self._announcing:
            self.speak_once(self._announcing)
        elif self._state is PlayerState.PLAYING:
            self._begin(self._start, is_new=False)

    # -- when something breaks -------------------------------------------------------------------------------

    def _make_sink(self, rate_hz: int) -> Sink:
        sink = self._sink_factory(rate_hz) if self._voice.info.is_audible else ClockSink(rate_hz, self._clock)
        sink.set_volume(self._volume)
        return sink

    def _tell(self, message: str, is_given_up: bool) -> None:
        """Pass a problem on from the feeder's thread."""
        self._told.emit(self._feeder.engine, message, is_given_up)

    def _hear_problem(self, engine: Engine, message: str, is_given_up: bool) -> None:
        if not is_given_up:
            self.problem_found.emit(message)
        elif engine is self._feeder.engine and not engine.info.is_audible:
            # Even without a voice there is nothing to follow: going on would turn the pages for nobody.
            self.stop()
            self.problem_found.emit(message)
        elif engine is self._feeder.engine:
            self._lacking = _Lack.VOICE
            self._go_by_clock(message + _SILENT_VOICE, SilentEngine())

    def _go_by_clock(self, message: str, engine: Engine) -> None:
        self._tried_s = self._clock()
        self._feeder.use(engine, ClockSink(engine.info.rate_hz, self._clock))
        self._again()
        self.problem_found.emit(message)

    def _try_device(self) -> None:
        """Try the device now and then with a moment of silence; return to it when it plays that."""
        if self._trial is None:
            if self._clock() - self._tried_s >= _RETRY_S:
                self._tried_s = self._clock()
                rate_hz = self._voice.info.rate_hz
                self._trial = self._make_sink(rate_hz)
                self._trial.tape.put(0, silence(_TRIAL_MS, rate_hz))
                self._trial.wake()
        elif self._trial.failure is not None:
            self._drop_trial()
        elif self._trial.place() is not None:
            sink, self._trial = self._trial, None
            self._lacking = _Lack.NOTHING
            self._feeder.use(self._voice, sink)
            self._again()
            self.sound_returned.emit()

    def _drop_trial(self) -> None:
        if self._trial is not None:
            self._trial.close()  # a failed sink's thread has ended: this does not wait
            self._trial = None


def _placed(passage: Passage, mark: Mark) -> Span:
    """Give the span of the report that a mark stands for, kept within its passage."""
    span = passage.span
    start, end = (min(span.start + at, span.end) for at in mark.origin)
    return Span(span.block, start, end)
