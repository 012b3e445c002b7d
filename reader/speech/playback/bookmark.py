"""Where reading stands: the syllable that sounds, or else the one that comes next."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.span import Span
from reader.speech.engine import Mark
from reader.speech.pieces import Passage, Start
from reader.speech.playback.feeder import Clip
from reader.speech.utterance import Utterance

_AFTERGLOW_MS = 40
"""A pause this long after a syllable's end falls into the silence: resuming does not repeat the syllable."""
_END_MARGIN_MS = 200
"""How long before the end of the silence behind a paragraph reading stops for good, where it is to stop there:
what follows is not yet in the device."""


@dataclass(frozen=True)
class News:
    """What a look at the sound found to be new."""

    is_sentence: bool
    is_utterance: bool
    """The sentence is new, or is read otherwise than before."""
    syllable: Mark | None


class Bookmark:
    """Follows the sound. ``start`` is where reading goes on from, ``end`` the passage before which it stops."""

    def __init__(self) -> None:
        """Stand at the beginning."""
        self.start = Start(0)
        self.end: int | None = None
        self.span: Span | None = None
        """The characters that sound, or sounded last."""
        self._index: int | None = None
        self._utterance: Utterance | None = None
        self._mark: Mark | None = None

    def put(self, start: Start, *, is_new: bool = True) -> None:
        """Stand at ``start``. Unless ``is_new``, a sentence that was told already is not news again."""
        self.start = start
        self._mark = None
        if is_new:
            self._index = self._utterance = None

    def move(self, clip: Clip, position_ms: float) -> News:
        """Stand where ``clip`` is heard at ``position_ms``, and give what is new there."""
        is_sentence = clip.index != self._index
        # By identity first: the same sentence is composed once as a rule.
        is_utterance = is_sentence or (
            clip.utterance is not self._utterance and clip.utterance != self._utterance
        )
        if is_sentence:
            self.start, self._mark = Start(clip.index), None
        self._index, self._utterance = clip.index, clip.utterance
        mark = clip.tracker.at(position_ms)
        if mark is None:
            return News(is_sentence, is_utterance, None)
        # By place, not by identity: after a splice the same syllable has another mark.
        is_syllable = self._mark is None or mark.spoken != self._mark.spoken
        self._mark = mark
        if is_syllable:
            self.span = _placed(clip.passage, mark)
        self.start = self._after(clip, mark, position_ms)
        return News(is_sentence, is_utterance, mark if is_syllable else None)

    def end_at(self, clip: Clip, position_ms: float, count: int) -> Start | None:
        """Give where reading stands when it stops here, of ``count`` passages; ``None`` when it goes on."""
        if self.end is None or self.end >= count:
            return None
        is_last = clip.following.index >= self.end
        # Paused and resumed in that silence, reading is at the end already.
        if clip.index >= self.end or (is_last and position_ms > clip.duration_ms - _END_MARGIN_MS):
            return Start(self.end)
        return None

    def _after(self, clip: Clip, mark: Mark, position_ms: float) -> Start:
        if position_ms <= mark.end_ms + _AFTERGLOW_MS:
            return _start_at(clip.index, mark)
        following = clip.tracker.after(position_ms)
        return _start_at(clip.index, following) if following else clip.following


def _start_at(index: int, mark: Mark) -> Start:
    return Start(index, mark.origin[0], mark.spoken[0])


def _placed(passage: Passage, mark: Mark) -> Span:
    """Give the span of the report that a mark stands for, kept within its passage."""
    span = passage.span
    start, end = (min(span.start + at, span.end) for at in mark.origin)
    return Span(span.block, start, end)
