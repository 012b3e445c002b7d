"""How loud voices are, and how all are made alike: a voice that is chosen is heard as loud as the one before.

Loudness is that of ITU-R BS.1770-4: weighted as the head hears (K), in blocks of 400 ms, pauses left out. The espeak
voices are brought to :data:`LEVEL_LUFS` by measured volumes (:data:`reader.speech.engines.espeak.VARIANTS`); of others
nothing is known before they speak, so a gain is learnt from the first they say and kept.
"""

from __future__ import annotations

import array
import math
import sys
from collections.abc import Iterable, Iterator, Sequence

LEVEL_LUFS = -19.5
"""The loudness of all voices at full volume. Where peaks leave room for it, louder is better: who hears ill can turn
down, but not up."""
PEAK = 0.843
"""The highest sample by full scale, -1.48 dB. Sound servers play 22 kHz at 48: what comes to lie between the samples was
measured (oversampled four times, whole report, all variants) to rise up to 0.2 dB above, and 0.5 dB for the loudest
voices that were tried; so 1 dB is left."""

_GAINS = (0.25, 4.0)
"""12 dB either way: a voice that is further off is not heard well, however loud."""

_BLOCK_MS = 400
_STEPS = 4
"""Blocks overlap by three quarters."""
_SOFTEST_LUFS = -70.0
_BELOW_MEAN_LU = 10.0
_OFFSET_LU = -0.691
"""What brings a sine of 997 Hz at full scale to -3.01 LUFS."""

_FRACTION_BITS = 12


def loudness_lufs(samples: Sequence[int], rate_hz: int) -> float:
    """Give the loudness of 16-bit mono samples by BS.1770-4; -inf for silence. Takes up to 0.8 µs a sample."""
    step = max(1, _BLOCK_MS * rate_hz // 1000 // _STEPS)
    weighted = list(_k_weighted(samples, rate_hz))
    energies = [
        sum(each * each for each in weighted[at : at + step])
        for at in range(0, len(weighted) - step + 1, step)
    ]
    # What is shorter than a block is one.
    width = min(_STEPS, len(energies))
    powers = [
        sum(energies[at : at + width]) / (width * step)
        for at in range(len(energies) - width + 1 if energies else 0)
    ]
    loud = [power for power in powers if _lufs(power) > _SOFTEST_LUFS]
    floor = _lufs(_mean(loud)) - _BELOW_MEAN_LU
    return _lufs(_mean([power for power in loud if _lufs(power) > floor]))


def gain_for(samples: Sequence[int], rate_hz: int) -> float:
    """Give the factor, 0.25 to 4, that brings a voice to :data:`LEVEL_LUFS`, by what it says in ``samples``."""
    wanted_lu = LEVEL_LUFS - loudness_lufs(samples, rate_hz)
    # Compared before it is raised: silence is infinitely far off.
    bounds_lu = [20 * math.log10(gain) for gain in _GAINS]
    return float(10 ** (max(bounds_lu[0], min(bounds_lu[1], wanted_lu)) / 20))


def guarded(gain: float, peak: float) -> float:
    """Give ``gain``, or what keeps a sound whose highest sample is ``peak`` of full scale within :data:`PEAK`."""
    return min(gain, PEAK / peak) if peak > 0 else gain


def levelled(samples: array.array[int], gain: float) -> bytes:
    """Give 16-bit samples times ``gain``, or softer as a whole where that would lead beyond :data:`PEAK`."""
    peak = max(max(samples, default=0), -min(samples, default=0)) / 32768
    return amplified(samples.tobytes(), guarded(gain, peak))


def amplified(pcm: bytes, gain: float) -> bytes:
    """Give 16-bit samples times ``gain`` (0 to 4, in steps of 1/4096), which must not lead beyond 16 bits.

    All samples are multiplied at once, as lanes of one long number: a loop over them takes six times as long, 5 s for
    the report in place of 0.8.
    """
    factor = round(gain * (1 << _FRACTION_BITS))
    ones = int.from_bytes(b"\1\0\0\0" * (len(pcm) // 4 + 1), "little")
    low = ones * 0xFFFF
    # Lanes have no sign: 0x8000 is added to each sample, and its product taken off again, modulo the lane.
    raised = int.from_bytes(pcm, sys.byteorder) ^ ones * 0x8000_8000
    back = ones * (-0x8000 * factor % (1 << 16 + _FRACTION_BITS))
    even, odd = (((half & low) * factor + back) >> _FRACTION_BITS & low for half in (raised, raised >> 16))
    return (even | odd << 16).to_bytes(len(pcm), sys.byteorder)


def _k_weighted(samples: Iterable[int], rate_hz: int) -> Iterator[float]:
    """Filter ``samples`` as BS.1770 does: what the head adds to the high frequencies, then a high-pass.

    The standard gives coefficients for 48 kHz only; these are those of the analogue filters they stand for, by
    libebur128.
    """
    k, q = math.tan(math.pi * 1681.974450955533 / rate_hz), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    raised = (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k)
    shelved = _filtered((each / 32768 for each in samples), raised, k, q)
    k, q = math.tan(math.pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return _filtered(shelved, (a0, -2 * a0, a0), k, q)


def _filtered(
    samples: Iterable[float], zeros: tuple[float, float, float], k: float, q: float
) -> Iterator[float]:
    """Filter by the second-order section whose poles are at frequency ``k`` (warped) with quality ``q``."""
    a0 = 1 + k / q + k * k
    b0, b1, b2 = (each / a0 for each in zeros)
    a1, a2 = 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0
    first = second = 0.0
    for x in samples:
        y = b0 * x + first
        first = b1 * x - a1 * y + second
        second = b2 * x - a2 * y
        yield y


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _lufs(power: float) -> float:
    return _OFFSET_LU + 10 * math.log10(power) if power > 0 else -math.inf
