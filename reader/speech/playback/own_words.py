"""The one channel for the program's own words: what is said now, what waits, and what gives way.

1. Ordinary words (a tool's state) are about what was just done: the newest breaks off the ones before it.
2. Kept words (a warning) are said to their end. They wait for what is being said; ordinary words wait for
   them, and of those only the newest is left.
3. Words that are being said, or wait, are not said once more.
4. When the resident takes the voice for reading, kept words that have not begun are said before it; asking for
   silence drops them all. They can still be read in the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.core.span import Span
from reader.speech.engine import Mark
from reader.speech.pieces import Passage, Start
from reader.speech.playback.feeder import Clip, Job
from reader.speech.utterance import Utterance

_REST_MS = 500
"""Silence between the program's own words and what is read after them, at the usual speed."""


@dataclass(frozen=True)
class _Words:
    text: str
    is_kept: bool


class OwnWords:
    """Keeps the order and tells what is heard. Whoever owns it has :attr:`now` said, and then calls :meth:`move_on`.

    ``started`` is told the utterance that begins to sound, ``moved`` the syllable (start and end in the words,
    index in what is spoken for them), ``finished`` that words were heard or broken off.
    """

    def __init__(
        self,
        started: Callable[[Utterance], object],
        moved: Callable[[int, int, int], object],
        finished: Callable[[], object],
    ) -> None:
        """Begin with nothing to say."""
        self._started, self._moved, self._finished = started, moved, finished
        self._now: _Words | None = None
        self._waiting: list[_Words] = []
        self._is_told = False
        self._mark: Mark | None = None

    @property
    def now(self) -> str:
        """What is to be said now; empty when there is nothing."""
        return self._now.text if self._now else ""

    def job(self, speed_cpm: int) -> Job:
        """Give the job that says :attr:`now`."""
        words = Passage(Span(0, 0, len(self.now)), self.now)
        return Job((words,), Start(0), speed_cpm, _REST_MS)

    def add(self, text: str, *, is_kept: bool = False) -> bool:
        """Take words, kept or ordinary; ``True`` when they are to be said at once."""
        words = _Words(text, is_kept)
        if self._now is None:
            return self._take(words)
        if text == self._now.text:
            if is_kept:
                self._now = words
            return False
        kept = [each for each in self._waiting if each.is_kept]
        if is_kept:
            ordinary = [each for each in self._waiting if not each.is_kept]
            self._waiting = kept + [words] * (words not in kept) + ordinary
            return False
        if self._now.is_kept:
            self._waiting = [*kept, words]
            return False
        self._waiting = kept
        return self._take(words)

    def follow(self, clip: Clip, position_ms: float) -> None:
        """Tell what is heard of the words."""
        mark = clip.tracker.at(position_ms)
        is_new, self._mark = mark is not self._mark, mark
        if not self._is_told:
            self._is_told = True
            self._started(clip.utterance)
        if mark is not None and is_new:
            self._moved(*mark.origin, mark.spoken[0])

    def move_on(self) -> bool:
        """Put away what was said; ``True`` when waiting words are to be said next."""
        return self._take(self._waiting.pop(0) if self._waiting else None)

    def give_way(self) -> None:
        """Put away all but the kept words that have not begun: those are :attr:`now` then."""
        self._waiting = [each for each in self._waiting if each.is_kept]
        self.move_on()

    def clear(self) -> None:
        """Put away everything."""
        self._waiting.clear()
        self._take(None)

    def _take(self, words: _Words | None) -> bool:
        """Take up ``words``; say whether they are still to be said when that has been told."""
        before, self._now = self._now, words
        self._mark, self._is_told = None, False
        if before is not None:
            self._finished()
        return words is not None and self._now is words
