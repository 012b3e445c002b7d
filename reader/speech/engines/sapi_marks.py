"""What SAPI5 tells about the sound it made, turned into starts of syllables; and its rates. No SAPI needed."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable

SLOWEST_RATE, FASTEST_RATE = -10, 10
"""SAPI's scale of rates; 0 is the voice's own."""

WordEvent = tuple[int, int]
"""Where a word begins in the sound, in bytes, and in the text, in characters."""


def rate_for(factor: float) -> int:
    """Give SAPI's rate for ``factor`` times the voice's own speed.

    Ten steps treble it, ten down make it a third (SpVoice.Rate), so that a step is 12 %.
    """
    if factor <= 0:
        return SLOWEST_RATE
    return max(SLOWEST_RATE, min(FASTEST_RATE, round(10 * math.log(factor, 3))))


def factor_of(rate: int) -> float:
    """Give how many times its own speed a voice speaks at ``rate``."""
    return float(3 ** (rate / 10))


def starts_ms(words: Iterable[WordEvent], count: int, first: int, last: int, rate_hz: int) -> list[float]:
    """Give when each of ``count`` syllables, one a character, starts after sample ``first`` of a clause.

    The syllables of a word, and those before a word SAPI did not tell of, share the time evenly; the clause ends at
    sample ``last``. Words that go backwards, or lie outside text or sound, are passed over: some voices tell none, or
    all at nought.
    """
    anchors = [(0, float(first))]
    for at_byte, at_character in sorted(words, key=lambda word: (word[1], word[0])):
        sample = at_byte / 2
        if anchors[-1][0] < at_character < count and anchors[-1][1] < sample < last:
            anchors.append((at_character, sample))
    anchors.append((count, float(max(first, last))))
    starts: list[float] = []
    for (character, sample), (next_character, next_sample) in itertools.pairwise(anchors):
        length = next_character - character
        starts += [sample + (next_sample - sample) * step / length for step in range(length)]
    return [(start - first) * 1000 / rate_hz for start in starts]
