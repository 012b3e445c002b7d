"""Reading aloud: the one object the window talks to.

What happens between the touch on 朗读 and the light on the page:

1. :meth:`Player.play` hands the passages to the :class:`~reader.speech.playback.feeder.Feeder` and returns.
2. The feeder's thread makes clips, two sentences ahead, and puts them on the sink's tape.
3. The sink plays the tape on a thread of its own and knows which frame is heard.
4. Every :data:`_POLL_MS` while something sounds, :meth:`Player.follow` asks the sink what is heard, and the
   :class:`~reader.speech.playback.bookmark.Bookmark` what of that is new, and tells the window in terms of the report
   (:class:`~reader.speech.playback.tidings.Tidings`). Only the heard position counts; what was synthesised or handed to
   the device runs ahead.
5. Pause and stop drop everything; the bookmark keeps the syllable that was heard. Resume begins again at that
   syllable, or at the next one when the pause fell into a silence.
6. The :class:`~reader.speech.playback.output.Output` knows voice and device, and what stands in for them when they
   fail: reading goes on by the clock from the same syllable, and returns to the device. Before the first voice
   has been loaded nothing sounds and no time passes; what is asked for begins the moment it comes.
7. The program's :class:`~reader.speech.playback.own_words.OwnWords` take the voice away from the reading and give it
   back at the very syllable.

The methods belong to the UI thread, take under a millisecond, and never block; no device, file or synthesis
is touched there. Nobody but the player may touch its feeder or sink.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.core.span import Span
from reader.speech.engine import USUAL_CPM, Engine, clamped_speed
from reader.speech.pieces import Composing, Passage, Start
from reader.speech.playback.bookmark import Bookmark
from reader.speech.playback.feeder import Clip, Job, Trouble
from reader.speech.playback.output import Failing, Output
from reader.speech.playback.own_words import OwnWords
from reader.speech.playback.sound import Sink
from reader.speech.playback.tidings import PlayerState, Tidings

__all__ = ["Passage", "Player", "PlayerState"]

_POLL_MS = 15
_LEAD_MS = _POLL_MS / 2
"""A look comes on average half a period after the syllable; looking ahead by as much centres the error on
zero."""


class Player(Tidings):
    """Reads passages aloud and tells what is heard. See the module's docstring for the flow."""

    _told = Signal(object, str, object)

    def __init__(
        self,
        composer: Composing,
        engine: Engine | None,
        sink_factory: Callable[[int], Sink],
        speed_cpm: int = USUAL_CPM,
        volume: int = 100,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Join the parts. ``sink_factory(rate_hz)`` makes a sink; ``clock`` (s) times soundless reading.

        ``engine`` is ``None`` while the voice is still being loaded: what is to be read or said then waits for
        :meth:`set_engine`.
        """
        super().__init__(parent)
        self._speed_cpm = clamped_speed(speed_cpm)
        self._state = PlayerState.STOPPED
        self._passages: tuple[Passage, ...] = ()
        self._bookmark = Bookmark()
        self._words = OwnWords(
            self.announcement_started.emit, self.announcement_moved.emit, self.announcement_finished.emit
        )
        self._output = Output(composer, engine, sink_factory, volume, self._told.emit, clock)
        self._told.connect(self._hear_problem, Qt.ConnectionType.QueuedConnection)
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
        return self._bookmark.start.index

    @property
    def place(self) -> tuple[int, int]:
        """The passage and the character in it where reading stands: what :meth:`play` takes to go on there."""
        return self._bookmark.start.index, self._bookmark.start.offset

    @property
    def span_sounding(self) -> Span | None:
        """The characters that sound, or sounded last; ``None`` after stop and before the first syllable."""
        return self._bookmark.span

    @property
    def is_announcing(self) -> bool:
        """Whether an announcement has the voice."""
        return bool(self._words.now)

    @property
    def speed_cpm(self) -> int:
        """Speed in 字/分."""
        return self._speed_cpm

    @property
    def volume(self) -> int:
        """Volume, 0 to 100."""
        return self._output.volume

    @property
    def engine(self) -> Engine:
        """The chosen voice; a silent one while the first is still to come."""
        return self._output.voice

    # -- commands --------------------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Load what the first sentence needs (up to half a second, on the speech thread)."""
        self._output.warm_up()

    def load(self, passages: Sequence[Passage]) -> None:
        """Stop, and take other passages, to be read to their end."""
        self.stop()
        self._passages = tuple(passages)
        self._bookmark.end = None
        self._bookmark.put(Start(0))

    def play(self, index: int, offset: int = 0) -> None:
        """Read on from character ``offset`` of passage ``index``, or of the nearest there is."""
        if self._passages:
            self._begin(Start(max(0, min(index, len(self._passages) - 1)), max(0, offset)))

    def set_end(self, index: int | None) -> None:
        """Stop before passage ``index``, when reading comes to it; ``None`` for the end of all."""
        self._bookmark.end = index

    def pause(self) -> None:
        """Fall silent and keep the place. Drops the program's own words, too."""
        self.follow()
        self._fall_silent()
        if self._state is PlayerState.PLAYING:
            self._set_state(PlayerState.PAUSED)

    def resume(self) -> None:
        """Go on at the syllable where :meth:`pause` or :meth:`stop` was called."""
        if self._state is not PlayerState.PLAYING and self._passages:
            start = self._bookmark.start
            self._begin(start if start.index < len(self._passages) else Start(0), is_new=False)

    def stop(self) -> None:
        """Fall silent; the place is kept for :meth:`resume`."""
        self.follow()
        self._rest_at(self._bookmark.start)

    def next_sentence(self) -> None:
        """Read the next passage, counted from where the last command went; the last one stays the last."""
        self.play(self.index + 1)

    def previous_sentence(self) -> None:
        """Read the passage before: twice goes two back, however quickly."""
        self.play(self.index - 1)

    def repeat(self) -> None:
        """Read the present passage from its beginning."""
        self.play(self.index)

    def speak_once(self, text: str, *, is_kept: bool = False) -> None:
        """Say something of the program's own, now; reading goes on afterwards if it was going on before.

        The newest words win; those that are ``is_kept`` (a warning) are said to their end, one after the
        other. What would not be heard is not said: the light would stand still meanwhile.
        """
        if not text.strip() or not self._output.can_say(is_reading=self._state is PlayerState.PLAYING):
            return
        self.follow()
        if self._words.add(text, is_kept=is_kept):
            self._say_words()

    def hush(self) -> None:
        """Break off the program's own words, all of them; what they interrupted goes on."""
        if self.is_announcing:
            self.follow()
            self._fall_silent()
            self._go_on()

    def set_speed(self, speed_cpm: int) -> None:
        """Change the speed, 100 to 300 字/分: while reading, from the next syllable or two on."""
        if clamped_speed(speed_cpm) != self._speed_cpm:
            self._speed_cpm = clamped_speed(speed_cpm)
            self._output.feeder.change_speed(self._speed_cpm)

    def set_volume(self, percent: int) -> None:
        """Change the volume, 0 to 100, at once."""
        self._output.set_volume(percent)

    def set_engine(self, engine: Engine, problem: str = "") -> None:
        """Go on with another voice, at the same syllable, or begin with the first what has waited for it.

        The caller closes the old one. Is the new one silent, ``problem`` is told as the reason when something is to be
        read; without it, that a voice has to be installed.
        """
        self.follow()
        is_first = self._output.is_waiting
        if not (is_first and engine.info.is_audible):
            self._fall_silent()
        self._output.set_voice(engine, problem)
        if self.is_announcing:
            self._say_words()
        self._go_on()

    def recompose(self) -> None:
        """Take notice that words are pronounced otherwise now: while reading, from the sounding syllable on."""
        self.follow()
        self._output.feeder.forget()
        if not self.is_announcing:
            self._go_on()

    def close(self) -> None:
        """End all threads. The player is of no use afterwards."""
        self._timer.stop()
        self._output.close()

    # -- following the sound ---------------------------------------------------------------------------------

    def follow(self) -> None:
        """Look what is heard now, and tell. The player's timer calls this; tests with a clock may, too."""
        if not (self.is_announcing or self._state is PlayerState.PLAYING):
            return
        if problem := self._output.find_loss():
            self._fall_silent()
            self._go_on()
            self.problem_found.emit(problem)
            return
        heard = self._output.heard()
        if heard is not None and self.is_announcing:
            self._words.follow(heard[0], heard[1] + _LEAD_MS)
        elif heard is not None:
            self._follow_reading(heard[0], heard[1] + _LEAD_MS)
        if self._output.feeder.is_played_out():
            self._reach_end()
        elif self._output.has_returned():
            if self.is_announcing:
                self._say_words()
            self._go_on()
            self.sound_returned.emit()
        elif self._output.is_heard_again():
            self.sound_returned.emit()

    def _follow_reading(self, clip: Clip, position_ms: float) -> None:
        if (end := self._bookmark.end_at(clip, position_ms, len(self._passages))) is not None:
            self._rest_at(end)
            self.end_reached.emit()
            return
        news = self._bookmark.move(clip, position_ms)
        start = self._bookmark.start
        if news.is_sentence:
            self._output.note_passage(clip.index)
            self.sentence_changed.emit(clip.index, clip.passage.span)
        if news.is_utterance:
            self.utterance_started.emit(clip.utterance, clip.passage.span)
        # Who was told may have sent the reading elsewhere, or paused it.
        if news.syllable and self._state is PlayerState.PLAYING and self._bookmark.start is start:
            self.character_sounded.emit(self._bookmark.span, news.syllable.spoken[0])

    def _reach_end(self) -> None:
        if not self.is_announcing:
            self._rest_at(Start(len(self._passages) - 1))
            self.finished.emit()
        elif self._words.move_on():
            self._say_words()
        elif self._state is PlayerState.PLAYING:
            self._go_on()
        elif not self._words.now:  # nor was anything said by who was told
            self._fall_silent()

    # -- inner moves -----------------------------------------------------------------------------------------

    def _begin(self, start: Start, *, is_new: bool = True) -> None:
        """Read from ``start`` because the resident says so; words that must be said are said first."""
        if self._output.take_chance():
            self._words.give_way()
        else:
            self._words.clear()
        self._bookmark.put(start, is_new=is_new)
        state, self._state = self._state, PlayerState.PLAYING
        if self.is_announcing:
            self._say_words()
        else:
            self._go_on()
        if state is not PlayerState.PLAYING:
            self.state_changed.emit(self._state)

    def _go_on(self) -> None:
        """Read on where reading stands, if it is going on."""
        if self._state is PlayerState.PLAYING and not self.is_announcing:
            self._bookmark.put(self._bookmark.start, is_new=False)
            self._start(Job(self._passages, self._bookmark.start, self._speed_cpm))

    def _say_words(self) -> None:
        self._start(self._words.job(self._speed_cpm))

    def _start(self, job: Job) -> None:
        if self._output.is_waiting:
            return  # begun by set_engine
        self._output.feeder.begin(job)
        self._timer.start()
        if problem := self._output.find_lack():
            self.problem_found.emit(problem)

    def _fall_silent(self) -> None:
        """Drop what sounds and what waits to be said."""
        self._output.feeder.halt()
        self._timer.stop()
        self._words.clear()

    def _rest_at(self, start: Start) -> None:
        self._fall_silent()
        self._bookmark.start, self._bookmark.span = start, None
        self._set_state(PlayerState.STOPPED)

    def _set_state(self, state: PlayerState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _hear_problem(self, engine: Engine, message: str, trouble: Trouble) -> None:
        """Hear what the synthesis thread has to tell."""
        if trouble is Trouble.PASSED_OVER:
            self.problem_found.emit(message)
            return
        is_reading = self._state is PlayerState.PLAYING
        failing = self._output.judge(engine, trouble, self.index, is_reading=is_reading)
        if failing is Failing.STOPS:
            self.stop()
        elif failing is Failing.PAUSES:
            self.pause()
        elif failing is Failing.STEPS_ASIDE:
            self._go_on()
        if failing is not Failing.IS_PAST:
            self.problem_found.emit(message + failing.value)
