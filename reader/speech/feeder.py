"""The thread that turns passages into sound and keeps the tape filled a little ahead of what is heard.

The flow, for one job (read these passages from here on):

1. The owner calls :meth:`Feeder.begin` or :meth:`Feeder.halt`: the tape is emptied, the new job takes the
   place of the old one. Both happen under one lock, and clips go on the tape under the same lock and only for
   the current job, so nothing of a stopped job can ever sound.
2. The thread composes the next passage and cuts it into pieces that are short enough to be ready soon.
3. It waits until fewer than :data:`_AHEAD` clips are waiting on the tape, has the voice say the piece, and
   puts it on the tape with the silence that belongs behind it. From there the sink plays it without gaps.
4. On :meth:`Feeder.change_speed` the tape goes on sounding. The thread says what follows the next syllable
   anew and splices it in at exactly that syllable; was it handed out meanwhile, it tries again further on.
5. When the passages are at their end the job is exhausted; the tape still plays.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.core.span import Span
from reader.core.traced import Traced
from reader.errors import LexiconError, ReaderError
from reader.speech.engine import USUAL_CPM, Audio, Engine, pause_factor, pause_ms, silence
from reader.speech.sound import Sink, prepare
from reader.speech.tape import Place
from reader.speech.tracker import Tracker
from reader.speech.utterance import Pause, Syllable, Token, Utterance

_log = logging.getLogger(__name__)

_AHEAD = 3
"""Clips on the tape, the sounding one among them: two sentences ahead."""
_ROOM_S = 0.1
"""How often a full tape is looked at."""
_PIECE = 80
"""Syllables after which a passage is cut at the next pause mark, and at twice as many without one."""
_REMEMBERED = 16
"""Utterances kept composed, for repeating and resuming, and clips kept known, for what is heard late."""
_CUT_MARGIN_MS = 40.0
"""How far ahead of the device the first attempt to splice aims: about what the voice needs for a sentence."""

_PARAGRAPH_MS = 850
_HEADING_MS = 1100
"""Silence behind a paragraph and behind a heading at the usual speed. (A sentence has that of its pause mark,
500.)"""
_NOTHING_MS = 300
"""Silence for a passage with nothing to say (a line of dashes), so that it is seen to have been passed."""

_UNREADABLE = "有一句没法朗读，已经跳过。"


class Composing(Protocol):
    """What the feeder needs of :class:`reader.speech.utterance.Composer`."""

    def compose(self, text: str) -> Utterance:
        """Give the utterance for shown text."""


@dataclass(frozen=True)
class Passage:
    """One sentence: its place in the report and its text, ``len(span) == len(text)``."""

    span: Span
    text: str


@dataclass(frozen=True)
class Start:
    """Where to begin: at a passage, there at character ``offset`` of its text, ``spoken`` of its speech."""

    index: int
    offset: int = 0
    spoken: int = 0


@dataclass(frozen=True, eq=False)
class Job:
    """Read ``passages`` from ``start`` on."""

    passages: Sequence[Passage]
    start: Start
    speed_cpm: int
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


@dataclass(frozen=True)
class Piece:
    """A part of a passage to be said in one go, with ``extra_ms`` of silence behind it."""

    index: int
    passage: Passage
    whole: Utterance
    part: Utterance
    extra_ms: float
    following: Start


class Feeder:
    """Owns the synthesis thread. All methods return at once and may be called from any thread.

    ``make_sink`` is given the sample rate; ``tell`` is called on the synthesis thread with a problem and
    whether the job was given up because of it.
    """

    def __init__(
        self,
        composer: Composing,
        engine: Engine,
        make_sink: Callable[[int], Sink],
        tell: Callable[[str, bool], None],
    ) -> None:
        """Nothing starts yet: :meth:`warm_up`, or the first job, starts the thread."""
        self._composer = composer
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
        self._utterances: dict[str, Utterance] = {}
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
        with contextlib.suppress(ReaderError):  # told when something is to be read
            self._compose("七宝读报")
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
                self._tell(str(error) if isinstance(error, ReaderError) else f"朗读出错了：{error}", True)

    def _feed(self, job: Job, start: Start) -> None:
        for piece in pieces_of(job.passages, self._compose, start):
            if not self._has_room(job):
                return
            audio = said(piece, self._engine, job.speed_cpm)
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
            piece = next(pieces_of(job.passages, self._compose, start))
            audio = said(piece, self._engine, job.speed_cpm)
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

    def _compose(self, text: str) -> Utterance:
        found = self._utterances.get(text)
        if found is None:
            try:
                found = self._composer.compose(text)
            except LexiconError:
                raise  # the dictionary is missing: every sentence would fail the same way
            except Exception:  # one sentence must not end the reading
                _log.exception("cannot compose %r", text)
                self._tell(_UNREADABLE, False)
                found = Utterance(text, Traced("", ()), ())
            while len(self._utterances) >= _REMEMBERED:
                del self._utterances[next(iter(self._utterances))]
            self._utterances[text] = found
        return found


def pieces_of(
    passages: Sequence[Passage], compose: Callable[[str], Utterance], start: Start | None = None
) -> Iterator[Piece]:
    """Cut passages into pieces, from ``start`` (default: the beginning) to the end."""
    start = start or Start(0)
    for index in range(start.index, len(passages)):
        whole = compose(passages[index].text)
        tokens = _tokens_from(whole, start) if index == start.index else whole.tokens
        if whole.tokens and not any(isinstance(token, Syllable) for token in tokens):
            continue  # it was to begin behind its last syllable
        chunks = list(_chunks(tokens))
        for number, chunk in enumerate(chunks, 1):
            is_last = number == len(chunks)
            following = Start(index + 1) if is_last else Start(index, spoken=chunks[number][0].at)
            extra_ms = _extra_ms(passages, index, chunk) if is_last else 0.0
            part = dataclasses.replace(whole, tokens=chunk)
            yield Piece(index, passages[index], whole, part, extra_ms, following)


def said(piece: Piece, engine: Engine, speed_cpm: int) -> Audio:
    """Give the sound of a piece with the silence behind it."""
    audio = engine.synthesise(piece.part, speed_cpm)
    quiet_ms = piece.extra_ms * pause_factor(speed_cpm)
    if not audio.marks:
        quiet_ms = max(quiet_ms, _NOTHING_MS)
    return dataclasses.replace(audio, pcm=audio.pcm + silence(quiet_ms, audio.rate_hz))


def _tokens_from(utterance: Utterance, start: Start) -> tuple[Token, ...]:
    """Leave out what stands before ``start``; a number is said whole when it begins before the offset."""
    return tuple(
        token
        for token in utterance.tokens
        if token.at >= start.spoken and utterance.spoken.origins[token.at][1] > start.offset
    )


def _chunks(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Cut tokens into pieces behind pause marks; at least one, which may be empty."""
    chunk: list[Token] = []
    for token in tokens:
        is_full = len(chunk) >= 2 * _PIECE or (len(chunk) >= _PIECE and isinstance(chunk[-1], Pause))
        if is_full and not isinstance(token, Pause):
            yield tuple(chunk)
            chunk = []
        chunk.append(token)
    yield tuple(chunk)


def _extra_ms(passages: Sequence[Passage], index: int, tokens: Sequence[Token]) -> float:
    """Give the silence behind a passage, beyond that of its last pause mark, at the usual speed."""
    mark = tokens[-1].mark if tokens and isinstance(tokens[-1], Pause) else ""
    had_ms = pause_ms(mark, USUAL_CPM) if mark else 0.0
    is_within = index + 1 < len(passages) and passages[index + 1].span.block == passages[index].span.block
    if is_within:
        return 0.0 if mark else pause_ms("。", USUAL_CPM)
    return (_PARAGRAPH_MS if mark else _HEADING_MS) - had_ms
