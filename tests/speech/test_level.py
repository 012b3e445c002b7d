"""How loud voices are: the meter against the standard's own tones, and gains that never lead beyond the peak."""

from __future__ import annotations

import array
import cmath
import math
import random

import pytest

from reader.speech.engines.level import (
    LEVEL_LUFS,
    PEAK,
    amplified,
    gain_for,
    guarded,
    levelled,
    loudness_lufs,
)


def tone(hz: float, level_db: float, rate_hz: int = 48_000, seconds: float = 2) -> array.array[int]:
    peak = 32767 * 10 ** (level_db / 20)
    steps = (2 * math.pi * hz * at / rate_hz for at in range(round(seconds * rate_hz)))
    return array.array("h", (round(peak * math.sin(step)) for step in steps))


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 48_000])
@pytest.mark.parametrize("level_db", [0, -20, -40])
def test_a_tone_of_997_hz_reads_3_below_its_peak(rate_hz: int, level_db: float) -> None:
    """BS.1770-4, annex 1: a sine of 997 Hz at 0 dBFS in one channel reads -3.01."""
    assert loudness_lufs(tone(997, level_db, rate_hz), rate_hz) == pytest.approx(level_db - 3.01, abs=0.05)


STANDARD_FILTERS = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""BS.1770-4, tables 1 and 2, for 48 kHz."""


def weight_lu(hz: float) -> float:
    delay = cmath.exp(-2j * math.pi * hz / 48_000)
    response = [
        abs(sum(each * delay**n for n, each in enumerate(row))) for pair in STANDARD_FILTERS for row in pair
    ]
    return 20 * math.log10(response[0] / response[1] * response[2] / response[3])


@pytest.mark.parametrize("hz", [38, 100, 500, 1682, 3000, 8000])
def test_frequencies_weigh_what_the_standard_says(hz: float) -> None:
    expected = -20 - 3.01 - 0.69 + weight_lu(hz)
    assert loudness_lufs(tone(hz, -20), 48_000) == pytest.approx(expected, abs=0.1)


def test_pauses_and_what_is_very_soft_do_not_count() -> None:
    loud = tone(997, -20, 8_000)
    pause = array.array("h", bytes(2 * 16_000))
    soft = tone(997, -40, 8_000)
    assert loudness_lufs(loud + pause + soft, 8_000) == pytest.approx(-23.01, abs=0.5)


def test_a_short_sound_counts_as_it_is_and_silence_as_none() -> None:
    assert loudness_lufs(tone(997, -20, seconds=0.25), 48_000) == pytest.approx(-23.01, abs=0.2)
    assert loudness_lufs([], 48_000) == -math.inf
    assert loudness_lufs([0] * 48_000, 48_000) == -math.inf


def test_a_gain_brings_a_voice_to_the_level_within_12_db() -> None:
    soft = tone(997, -25, 16_000)
    brought = array.array("h", amplified(soft.tobytes(), gain_for(soft, 16_000)))
    assert loudness_lufs(brought, 16_000) == pytest.approx(LEVEL_LUFS, abs=0.05)
    assert gain_for(tone(997, -60, 16_000), 16_000) == pytest.approx(4)
    assert gain_for(array.array("h", [32767, -32768] * 16_000), 16_000) == pytest.approx(0.25)
    assert gain_for([0] * 16_000, 16_000) == pytest.approx(4)


@pytest.mark.parametrize("gain", [0.0, 0.25, PEAK, 1.0, 3.99])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 1001])
def test_every_sample_is_multiplied_by_itself(gain: float, count: int) -> None:
    most = min(32767, int(32767 / gain)) if gain else 32767
    chance = random.Random(count)
    samples = array.array("h", [chance.randint(-most, most) for _ in range(count)])
    expected = [math.floor(each * round(gain * 4096) / 4096) for each in samples]
    assert array.array("h", amplified(samples.tobytes(), gain)).tolist() == expected


@pytest.mark.parametrize("highest", [32767, -32768, 20_000, 100])
def test_what_would_lead_beyond_the_peak_is_made_softer_as_a_whole(highest: int) -> None:
    samples = array.array("h", [0, highest // 4, highest, -highest // 2])
    made = array.array("h", levelled(samples, 4.0))
    assert max(map(abs, made)) <= PEAK * 32768 + 1
    assert [round(each / made[2], 2) for each in made] == [0, 0.25, 1, -0.5]
    assert levelled(array.array("h"), 4.0) == b""


def test_silence_needs_no_guard() -> None:
    assert guarded(3.0, 0.0) == 3.0
    assert guarded(3.0, 0.1) == 3.0
    assert guarded(3.0, 0.5) == PEAK / 0.5
