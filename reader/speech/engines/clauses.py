"""Utterances spoken clause by clause: what a voice is given in one call, and what its answers are put together to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reader.speech.engine import Audio, Mark, pause_ms, silence, syllable_ms
from reader.speech.utterance import Pause, Syllable, Token, Utterance

KEPT_SILENCE_MS = 10
"""Silence left around a clause whose silence is cut off."""
_SILENT_BELOW = 0.01
"""Sound softer than this share of a clause's peak, at its ends, counts as silence (40 dB down)."""


@dataclass(frozen=True)
class Clause:
    """Syllables to be said in one breath and the pause marks that follow them."""

    syllables: tuple[Syllable, ...]
    pauses: tuple[str, ...]

    def pause_ms(self, speed_cpm: int) -> float:
        """Give the silence after it: that of its longest pause mark."""
        return max((pause_ms(mark, speed_cpm) for mark in self.pauses), default=0.0)

    @property
    def mark(self) -> str:
        """The mark that shapes the melody of its end: a full stop or a comma."""
        return "。" if set(self.pauses) & set("。！？") else "，"


def speak_by_clauses(
    utterance: Utterance,
    longest: int,
    speed_cpm: int,
    rate_hz: int,
    say: Callable[[Clause], tuple[bytes, Sequence[float]]],
) -> Audio:
    """Let ``say`` speak the clauses of ``utterance``, and put sounds, pauses and marks together.

    ``say`` gives the samples of a clause and when each of its syllables starts in them (ms).
    """
    pcm = bytearray()
    marks: list[Mark] = []
    for clause in clauses_of(utterance.tokens, longest):
        offset_ms = len(pcm) * 500 / rate_hz
        samples, starts_ms = say(clause)
        pcm += samples
        ends_ms = [*starts_ms[1:], len(samples) * 500 / rate_hz]
        for syllable, start_ms, end_ms in zip(clause.syllables, starts_ms, ends_ms, strict=True):
            spoken = (syllable.at, syllable.at + 1)
            marks.append(
                Mark(offset_ms + start_ms, offset_ms + end_ms, spoken, utterance.spoken.origin_of(*spoken))
            )
        pcm += silence(clause.pause_ms(speed_cpm), rate_hz)
    return Audio(bytes(pcm), rate_hz, tuple(marks))


def clauses_of(tokens: Sequence[Token], longest: int) -> Iterator[Clause]:
    """Cut ``tokens`` at the pause marks, and after ``longest`` syllables without one.

    Pause marks before the first syllable are left out.
    """
    syllables: list[Syllable] = []
    pauses: list[str] = []
    for token in tokens:
        if isinstance(token, Pause):
            if syllables:
                pauses.append(token.mark)
            continue
        if pauses or len(syllables) >= longest:
            yield Clause(tuple(syllables), tuple(pauses))
            syllables, pauses = [], []
        syllables.append(token)
    if syllables:
        yield Clause(tuple(syllables), tuple(pauses))


def clause_of(pinyin: str) -> Clause:
    """Make a clause of syllables between spaces."""
    return Clause(tuple(Syllable(said, at) for at, said in enumerate(pinyin.split())), ("。",))


def spread(count: int, duration_ms: float) -> list[float]:
    """Give when each of ``count`` syllables starts where only the clause's length is known."""
    return [duration_ms * index / count for index in range(count)]


def sounding(samples: Sequence[float], rate_hz: int) -> tuple[int, int]:
    """Give the part of ``samples`` that is left when the near silence at both ends is cut off; empty if all is."""
    softest = _SILENT_BELOW * max(max(samples, default=0), -min(samples, default=0))
    first = next((at for at, sample in enumerate(samples) if abs(sample) > softest), len(samples))
    last = next((at for at in range(len(samples) - 1, -1, -1) if abs(samples[at]) > softest), -1)
    kept = KEPT_SILENCE_MS * rate_hz // 1000
    return (max(0, first - kept), min(len(samples), last + 1 + kept)) if last >= first else (0, 0)


class Pace:
    """How long a voice takes for a syllable at its own speed, learnt from all it says."""

    def __init__(self) -> None:
        """Know nothing yet: :meth:`learn` comes before :meth:`factor`."""
        self._said_ms = 0.0
        self._syllables = 0

    def learn(self, duration_ms: float, syllables: int, factor: float) -> None:
        """Take note of ``syllables`` that took ``duration_ms`` at ``factor`` times the voice's own speed."""
        self._said_ms += duration_ms * factor
        self._syllables += syllables

    def factor(self, speed_cpm: int) -> float:
        """Give how many times its own speed a voice must speak at so that reading comes to ``speed_cpm`` 字/分."""
        return self._said_ms / self._syllables / syllable_ms(speed_cpm)
