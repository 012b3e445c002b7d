"""Listening to a recording: where sound begins and ends in it, and where in it a known clip sounds.

All of it works on envelopes, the mean loudness of each millisecond: precise enough for bars of 20 ms and more, quick
without numpy, and blind to volume, resampling and phase.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from operator import mul

from tests.sound_server import RATE_HZ, Sound

_AUDIBLE = 100
"""Mean of a millisecond's samples that counts as sound: 50 dB below full scale, far below any syllable."""
_SURE = 0.9
"""Least likeness at which a clip counts as found."""


@dataclass(frozen=True)
class Match:
    """Where a stretch of a clip was found, in milliseconds of the recording, and how like it is (1: the same)."""

    at_ms: float
    likeness: float

    @property
    def is_sure(self) -> bool:
        """Whether it is the same sound for certain."""
        return self.likeness >= _SURE


def envelope(samples: array[int], rate_hz: int) -> list[int]:
    """Give the mean loudness of each millisecond."""
    step = rate_hz / 1000
    edges = [round(at * step) for at in range(int(len(samples) / step) + 1)]
    return [sum(map(abs, samples[first:last])) // max(1, last - first) for first, last in pairwise(edges)]


def samples_of(pcm: bytes) -> array[int]:
    """Give 16-bit samples in the machine's byte order as numbers."""
    samples = array("h")
    samples.frombytes(pcm)
    return samples


class Hearing:
    """A recording, asked by the program's own times: seconds of ``time.monotonic()``."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._loudness = envelope(sound.samples, RATE_HZ)

    def ms_of(self, moment_s: float) -> float:
        """Give the place of a moment in the recording, milliseconds."""
        return self._sound.sample_at(moment_s) * 1000 / RATE_HZ

    def first_sound_ms(self, since_s: float, patience_ms: int = 5000) -> float | None:
        """Give how long after ``since_s`` something is heard; ``None`` when nothing is."""
        since_ms = self.ms_of(since_s)
        for at in range(max(0, round(since_ms)), min(len(self._loudness), round(since_ms) + patience_ms)):
            if self._loudness[at] >= _AUDIBLE:
                return at - since_ms
        return None

    def last_sound_ms(self, since_s: float, patience_ms: int = 400) -> float | None:
        """Give how long after ``since_s`` the last thing is heard; ``None`` when it was quiet already."""
        since_ms = self.ms_of(since_s)
        for at in range(min(len(self._loudness), round(since_ms) + patience_ms) - 1, round(since_ms) - 1, -1):
            if self._loudness[at] >= _AUDIBLE:
                return at + 1 - since_ms
        return None

    def find(self, clip: Sequence[int], first: int, last: int, about_ms: float, reach_ms: int) -> Match:
        """Find the milliseconds ``first`` to ``last`` of a clip's envelope within ``reach_ms`` of ``about_ms``.

        ``about_ms`` is where millisecond ``first`` is expected; what is given is where it is.
        """
        wanted = clip[max(0, first) : last]
        size = sqrt(sum(map(mul, wanted, wanted)))
        best = Match(about_ms, 0.0)
        for at in range(round(about_ms) - reach_ms, round(about_ms) + reach_ms + 1):
            heard = self._loudness[at : at + len(wanted)] if at >= 0 else []
            if len(heard) == len(wanted):
                loudness = sqrt(sum(map(mul, heard, heard)))
                likeness = sum(map(mul, wanted, heard)) / (size * loudness) if size and loudness else 0.0
                if likeness > best.likeness:
                    best = Match(at, likeness)
        return best
