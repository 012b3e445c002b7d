"""The thread that turns passages into sound and keeps the tape filled a little ahead of what is heard.

The flow, for one job (read these passages from here on):

1. The owner calls :meth:`Feeder.begin` or :meth:`Feeder.halt`: the tape is emptied, the new job takes the
   place of the old one. Both happen under one lock, and clips go on the tape under the same lock and only for
   the current job, so nothing of a stopped job can ever sound.
2. The thread has the next passage composed and cut into pieces (:mod:`reader.speech.playback.reciter`).
3. It waits until fewer than :data:`_AHEAD` clips are waiting on the tape, has the voice say the piece, and
   puts it on the tape with the silence that belongs behind it. From there the sink plays it without gaps.
4. On :meth:`Feeder.change_speed` the tape goes on sounding. The thread says what follows the next syllable
   anew and splices it in at exactly that syllable; was it handed out meanwhile, it tries again further on.
5. When the passages are at their end the job is exhausted; the tape still plays.
"""

from __future__ import annotations

import dataclasses
import enum
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.errors import LexiconError, ReaderError
from reader.speech.engine import Audio, Engine
from reader.speech.pieces import Composing, Passage, Piece, Start
from reader.speech.playback.device import prepare
from reader.speech.playback.reciter import Reciter
from reader.speech.playback.sound import Sink
from reader.speech.playback.tape import Place
from reader.speech.tracker import Tracker
from reader.speech.utterance import Utterance

_log = logging.getLogger(__name__)

_AHEAD = 3
"""Clips on the tape, the sounding one among them: two sentences ahead."""
_ROOM_S = 0.1
"""How often a full tape is looked at."""
_REMEMBERED = 16
"""Clips kept known, for what is heard late."""
_CUT_MARGIN_MS = 40.0
"""How far ahead of the device the first attempt to splice aims: about what the voice needs for a sentence."""


class Trouble(enum.Enum):
    """What a problem means for the job."""

    PASSED_OVER = enum.auto()
    """A sentence was left out; the job goes on."""
    WORDLESS = enum.auto()
    """Given up: texts cannot be composed, so that there is nothing to show by the clock either."""
    VOICELESS = enum.auto()
    """Given up: the voice fails."""


@dataclass(frozen=True, eq=False)
class Job:
    """Read ``passages`` from ``start`` on."""

    passages: Sequence[Passage]
    start: Start
    speed_cpm: int
    rest_ms: float | None = None
    """Silence behind the last passage; by default that of a paragraph's end."""
    is_splice: bool = False


@dataclass(frozen=True, eq=False)
class Clip:
    """A piece of a passage on the tape. ``following`` is where reading goes on after it."""

    index: int
    passage: Passage
    utterance: Utterance
    tracker: Tracker
    frames: int
    rate_hz: int
    following: Start

    @property
    def duration_ms(self) -> float:
        """How long it sounds, silences included."""
        return self.frames * 1000 / self.rate_hz


class Feeder:
    """Owns the synthesis thread. All methods return at once and may be called from any thread.

    ``make_sink`` is given the sample rate; ``tell`` is called on the synthesis thread with a problem and
    what it means for the job.
    """

    def __init__(
        self,
        composer: Composing,
        engine: Engine,
        make_sink: Callable[[int], Sink],
        tell: Callable[[str, Trouble], None],
    ) -> None:
        """Nothing starts yet: :meth:`warm_up`, or the first job, starts the thread."""
        self._engine = engine
        self._make_sink = make_sink
        self._tell = tell
        self._sink: Sink | None = None
        self._changed = threading.Condition()
        self._job: Job | None = None
        self._last: Job | None = None
        self._clips: dict[int, Clip] = {}
        self._clip_count = 0
        self._closing: list[threading.Thread] = []
        self._is_closed = False
        self._reciter = Reciter(composer, lambda problem: tell(problem, Trouble.PASSED_OVER))
        self._thread: threading.Thread | None = None

    # -- for the owner ---------------------------------------------------------------------------------------

    @property
    def engine(self) -> Engine:
        """The voice in use."""
        return self._engine

    @property
    def sink(self) -> Sink | None:
        """Where sound goes, ``None`` before the first job."""
        return self._sink

    def warm_up(self) -> None:
        """Start the thread, which loads the pronunciation data first; does nothing when it runs already."""
        with self._changed:
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._work, name="speech", daemon=True)
                self._thread.start()

    def clip(self, clip_id: int) -> Clip | None:
        """Give a clip that was put on the tape for the present job, ``None`` for any other."""
        return self._clips.get(clip_id)

    def begin(self, job: Job) -> None:
        """Drop what sounds and waits, and start with ``job``."""
        self.warm_up()
        with self._changed:
            self._drop()
            if self._sink is None:
                self._sink = self._make_sink(self._engine.info.rate_hz)
            self._job = self._last = job
            self._changed.notify_all()

    def halt(self) -> None:
        """Drop what sounds and waits."""
        with self._changed:
            self._drop()
            self._job = self._last = None

    def change_speed(self, speed_cpm: int) -> None:
        """Go on at another speed from the next syllable that can still be changed."""
        with self._changed:
            if self._last is not None:
                self._job = self._last = dataclasses.replace(self._last, speed_cpm=speed_cpm, is_splice=True)
                self._changed.notify_all()

    def forget(self) -> None:
        """Forget what was composed: from the next job on, texts are composed anew."""
        self._reciter.forget()

    def use(self, engine: Engine, sink: Sink | None) -> None:
        """Go on with another voice or another sink, ``None`` for a new one, from the next job on; halts."""
        with self._changed:
            self.halt()
            if self._sink is not None and self._sink is not sink:
                closing = threading.Thread(target=self._sink.close, name="sound-close", daemon=True)
                closing.start()
                self._closing = [thread for thread in self._closing if thread.is_alive()] + [closing]
            self._engine = engine
            self._sink = sink

    def is_played_out(self) -> bool:
        """Say whether the job is exhausted and the tape has been heard to its end."""
        with self._changed:
            sink = self._sink
            if self._job is not None or self._last is None or sink is None or not sink.tape.is_idle:
                return False
            if not self._clips:
                return True
            last = self._clips[self._clip_count]
            place = sink.place()
            return place is not None and place.clip == self._clip_count and place.frame >= last.frames

    def close(self) -> None:
        """End the thread and the sink."""
        with self._changed:
            self._is_closed = True
            self._job = self._last = None
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(5.0)
        if self._sink is not None:
            self._sink.close()
        for closing in self._closing:
            closing.join(2.0)

    def _drop(self) -> None:
        self._clips.clear()
        if self._sink is not None:
            self._sink.tape.clear()

    # -- the synthesis thread --------------------------------------------------------------------------------

    def _work(self) -> None:
        # Loading the pronunciation data takes up to half a second: done now, the first touch need not wait.
        self._reciter.warm_up()
        prepare()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or self._job is not None)
                job = self._job
            if job is None:
                return
            self._do(job)
            with self._changed:
                if self._job is job:
                    self._job = None

    def _do(self, job: Job) -> None:
        try:
            start = self._splice(job) if job.is_splice else job.start
            if start is not None:
                self._feed(job, start)
        except Exception as error:
            _log.exception("speech")
            with self._changed:
                is_current = self._job is job
                if is_current:
                    self._job = self._last = None  # given up, which is not to be taken for played out
            if is_current:
                message = str(error) if isinstance(error, ReaderError) else f"朗读出错了：{error}"
                self._tell(
                    message, Trouble.WORDLESS if isinstance(error, LexiconError) else Trouble.VOICELESS
                )

    def _feed(self, job: Job, start: Start) -> None:
        for piece in self._reciter.pieces(job.passages, start, job.rest_ms):
            if not self._has_room(job):
                return
            audio = self._reciter.say(piece, self._engine, job.speed_cpm)
            with self._changed:
                if self._job is not job or self._sink is None:
                    return
                self._sink.tape.put(self._note(piece, audio), audio.pcm)
                self._sink.wake()

    def _has_room(self, job: Job) -> bool:
        """Wait for room on the tape; ``False`` when the job has been replaced meanwhile."""
        with self._changed:
            while self._job is job and self._sink is not None:
                if len(self._sink.tape.queue()) < _AHEAD:
                    return True
                self._changed.wait(_ROOM_S)
        return False

    def _splice(self, job: Job) -> Start | None:
        """Say the rest of what sounds anew; give where to go on, ``None`` when the job was replaced."""
        margin_ms = _CUT_MARGIN_MS
        while True:
            with self._changed:
                if self._job is not job or self._sink is None:
                    return None
                cut, start = self._next_cut(job, margin_ms)
            if cut is None:
                return start
            piece = next(self._reciter.pieces(job.passages, start, job.rest_ms))
            audio = self._reciter.say(piece, self._engine, job.speed_cpm)
            with self._changed:
                if self._job is not job or self._sink is None:
                    return None
                if self._sink.tape.splice(cut, self._clip_count + 1, audio.pcm):
                    self._note(piece, audio)
                    self._sink.wake()
                    return piece.following
            margin_ms *= 2

    def _next_cut(self, job: Job, margin_ms: float) -> tuple[Place | None, Start]:
        """Find the first syllable ``margin_ms`` or more behind what was handed out, and what begins there."""
        assert self._sink is not None
        last: Clip | None = self._clips.get(self._clip_count)
        for clip_id, cursor, end in self._sink.tape.queue():
            clip = self._clips[clip_id]
            mark = clip.tracker.after(cursor * 1000 / clip.rate_hz + margin_ms)
            frame = round(mark.start_ms * clip.rate_hz / 1000) if mark else end
            if mark and frame < end:
                return Place(clip_id, frame), Start(clip.index, spoken=mark.spoken[0])
            margin_ms = max(0.0, margin_ms - (end - cursor) * 1000 / clip.rate_hz)
        return None, last.following if last else job.start

    def _note(self, piece: Piece, audio: Audio) -> int:
        self._clip_count += 1
        self._clips[self._clip_count] = Clip(
            piece.index,
            piece.passage,
            piece.whole,
            Tracker(audio.marks),
            len(audio.pcm) // 2,
            audio.rate_hz,
            piece.following,
        )
        self._clips.pop(self._clip_count - _REMEMBERED, None)
        return self._clip_count
