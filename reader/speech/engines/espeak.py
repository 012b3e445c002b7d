"""The voices of espeak-ng: the usual one and variants of it, lower and higher.

How an utterance becomes sound:

1. Its tokens are cut into clauses at the pause marks, and at :data:`_LONGEST_CLAUSE` syllables where there is
   none.
2. Each clause becomes pinyin (``qi1 bao3 zhen4，``) for the voice ``cmn-latn-pinyin``; the voice ``cmn`` of
   1.51 would spell hanzi as English. Every syllable remembers its place in that string.
3. The library answers with samples and one WORD event a syllable, whose text position finds the syllable
   again.
4. The silence around the clause, which differs between versions and grows and shrinks wildly with the rate,
   is cut off, and the silence of :func:`reader.speech.engine.pause_ms` is put in its place.
5. The library limits peaks itself, at full scale and without a click; all is made softer by a fixed factor, so that
   there is room above them.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import VoiceError
from reader.speech.engine import USUAL_PITCH, Audio, EngineInfo, clamped_speed
from reader.speech.engines.clauses import Clause, speak_by_clauses
from reader.speech.engines.espeak_library import Candidate, Manner, candidates, first_working, lock
from reader.speech.engines.level import PEAK, amplified
from reader.speech.utterance import Utterance

_LONGEST_CLAUSE = 60
"""Syllables in one call: one giant string takes the library minutes, and nothing can interrupt it."""

_MELODY = 75
"""The library's pitch range; 50 is its own. Measured over 439 syllables of the report, the tones then span 6.4
semitones in place of 4.1, with the same speed and level: high and low, rising and falling are told apart better."""
_PITCH_REACH = 20
"""The library's pitch goes this far from its 50, 3.7 semitones down and up: its whole scale would reach 30 Hz."""
_SEMITONES_PER_STEP = 3.7 / _PITCH_REACH

_RATES = (
    (92, 100),
    (100, 109),
    (120, 131),
    (140, 154),
    (160, 177),
    (175, 195),
    (200, 226),
    (225, 258),
    (250, 289),
    (300, 356),
)
"""The library's rate → 字/分, measured over every fourth paragraph of the report with the pauses of this
program.

Versions 1.51 and 1.52 differ by less than 1 %. The slowest was measured over the whole report. Below 80 the rate has no
effect.
"""


@dataclass(frozen=True)
class Variant:
    """A variant of the voice: espeak-ng's own name for it, and what people are told.

    ``pace`` is its measured 字/分 by that of the usual voice; ``volume_percent`` brings it to the loudness of all voices
    (:data:`reader.speech.engines.level.LEVEL_LUFS`).
    """

    own_name: str
    name: str
    detail: str
    volume_percent: int
    pace: float = 1.0


VARIANTS = (
    Variant("", "标准男声（电子音）", "声音不高不低", 107),
    Variant("m4", "低沉的男声（电子音）", "比标准的低，字音清楚，高音听不清的耳朵可以试试", 112, 0.982),
    Variant("Gene", "浑厚的男声（电子音）", "比标准的低，几乎没有尖细的声音", 74),
    Variant("Gene2", "洪亮的男声（电子音）", "比标准的高，几乎没有尖细的声音", 67),
    Variant("f1", "温和的女声（电子音）", "高低适中", 91),
    Variant("belinda", "清亮的女声（电子音）", "声音高，字音清楚", 152),
)
"""Chosen by measurement among espeak-ng's 90 variants, at 180 字/分, for what both 1.51 and 1.52 say alike: one mark a
syllable, tones that move, no clipping, no echo.

======== ========== =========== =========
name     F0, median 1 to 3 kHz  over 4 kHz   (share of the energy)
======== ========== =========== =========
(usual)  93 Hz      16 %        0.7 %
m4       85 Hz      20 %        1.2 %
Gene     87 Hz      14 %        0.1 %
Gene2    107 Hz     14 %        0.1 %
f1       165 Hz     23 %        1.3 %
belinda  214 Hz     26 %        2.0 %
======== ========== =========== =========

The volumes were measured over the whole report at 180 字/分: all voices in both versions are within 0.3 LU of each other,
and so they are at 100 and 300 字/分 and at the lowest and highest pitch (1.51, every fifth sentence). What the library
limits is little: the highest voice, which it limits most, comes out 0.4 LU softer for it.

Worn hearing loses the high frequencies first. What predicted best how well listeners understood a talker was the energy
between 1 and 3 kHz (Hazan and others, Hear. Res. 369, 33, 2018), the middle frequencies for older listeners, too (JASA
146, EL28, 2019).
"""


class EspeakEngine:
    """The espeak-ng voice. All instances share one library per process; any thread may call."""

    def __init__(
        self,
        libraries: Sequence[Candidate] | None = None,
        variant: str = "",
        pitch: int = USUAL_PITCH,
        checked: Path | None = None,
    ) -> None:
        """Load the first of ``libraries`` (default :func:`candidates`) that speaks Mandarin.

        ``variant`` is one of :data:`VARIANTS` by espeak-ng's name, ``pitch`` 0 to 100 with 50 as it is. ``checked``
        is the file that remembers which of the library's data are sound (:func:`first_working`). Raises
        ``VoiceError`` naming what is missing and how to get it.
        """
        found = [each for each in VARIANTS if each.own_name == variant]
        if not found:
            raise VoiceError(f"没有名叫“{variant}”的电子音。请在“声音”里另选一种。")
        self._variant = found[0]
        self._pitch = max(0, min(100, pitch))
        with lock:
            self._library = first_working(candidates() if libraries is None else libraries, checked)
        if not self._library.has_variant(variant):
            raise VoiceError(
                f"这台电脑上的 espeak-ng（{self._library.version}）没有“{self._variant.name}”。请另选一种，或请工作人员更新 espeak-ng。"
            )
        self._info = EngineInfo(
            f"espeak/{variant}" if variant else "espeak",
            self._variant.name,
            True,
            "character",
            self._variant.detail,
            self._library.rate_hz,
            can_shift_pitch=True,
            maker=f"espeak-ng {self._library.version}",
        )

    @property
    def info(self) -> EngineInfo:
        """What this voice is and can do."""
        return self._info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        """Give the sound of the utterance's tokens, one mark a syllable.

        Raises ``VoiceError`` when the library fails.
        """
        manner = self._manner(speed_cpm)

        def say(clause: Clause) -> tuple[bytes, list[float]]:
            with lock:
                samples, starts_ms = self._library.speak(clause, manner)
            return amplified(samples, PEAK), starts_ms

        return speak_by_clauses(utterance, _LONGEST_CLAUSE, speed_cpm, self._library.rate_hz, say)

    def close(self) -> None:
        """Do nothing: the library stays loaded, since another voice of this process may be using it."""

    def _manner(self, speed_cpm: int) -> Manner:
        shift = (self._pitch - 50) / 50 * _PITCH_REACH
        # The library moves the voice but not its range; so that tones keep their intervals, the range goes along.
        melody = round(_MELODY * 2 ** (shift * _SEMITONES_PER_STEP / 12))
        rate = rate_for(clamped_speed(speed_cpm) / self._variant.pace)
        return Manner(self._variant.own_name, rate, round(50 + shift), melody, self._variant.volume_percent)


def rate_for(speed_cpm: float) -> int:
    """Give the library's rate for a speed in 字/分, by the measured table, whose ends it keeps to."""
    speeds = [measured for _, measured in _RATES]
    speed = max(speeds[0], min(speeds[-1], speed_cpm))
    upper = min(max(bisect.bisect_left(speeds, speed), 1), len(_RATES) - 1)
    (low_rate, low), (high_rate, high) = _RATES[upper - 1], _RATES[upper]
    return round(low_rate + (speed - low) / (high - low) * (high_rate - low_rate))
