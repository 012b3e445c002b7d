"""What a voice is to the rest of the program: utterance in, sound with one mark a syllable out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from reader.speech.utterance import Utterance

SLOWEST_CPM = 100
FASTEST_CPM = 300
"""The range of speeds, in 字/分, pauses included. Adults read aloud at 210 to 220."""
USUAL_CPM = 180
"""The default: fast speech is what older listeners lose first."""

_PAUSE_SHARE = 0.093
"""The share of pauses in the reading time at the usual speed, measured with the espeak voice over the report."""

USUAL_PITCH = 50
"""The pitch of a voice as it is, on the scale from 0 (lowest) to 100 (highest)."""

Tracks = Literal["character", "clause", "sentence"]
"""What a voice knows the moment of: every character, or only when a clause or a sentence begins and ends."""

_PAUSES_MS = {"、": 160, "，": 260, "：": 300, "；": 400, "。": 500, "？": 500, "！": 500}
"""Silence for each pause mark at the usual speed, by espeak-ng's own proportions (1.51 at its default rate:
292, 213, 367, 368, 443, 442, 481 ms), but for 、, which it holds longer than a comma and readers hold
shorter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """When one syllable sounds: ``start_ms`` to ``end_ms`` from the beginning of the audio.

    ``spoken`` is its range in the utterance's spoken text, ``origin`` the range of the shown text that it
    stands for.
    """

    start_ms: float
    end_ms: float
    spoken: tuple[int, int]
    origin: tuple[int, int]


@dataclass(frozen=True)
class Audio:
    """Sound: 16-bit signed mono samples in the machine's byte order, and the marks in order of time."""

    pcm: bytes
    rate_hz: int
    marks: tuple[Mark, ...]

    @property
    def duration_ms(self) -> float:
        """How long it sounds, silences included."""
        return len(self.pcm) * 500 / self.rate_hz


@dataclass(frozen=True)
class EngineInfo:
    """What a voice is and can do.

    ``key`` names it in settings, ``name`` is shown to people, ``detail`` says what it is like. ``tracks``
    is the finest thing whose moment it knows exactly; marks within it are spread by syllable. ``rate_hz`` is
    the sample rate of all its audio; ``can_shift_pitch`` says whether it can be made higher and lower; ``maker``
    names the program that makes the sound, with its version, where it is another's.
    """

    key: str
    name: str
    is_audible: bool
    tracks: Tracks
    detail: str
    rate_hz: int
    can_shift_pitch: bool = False
    maker: str = ""


class Engine(Protocol):
    """A voice. Its methods may be called from any thread; calls are answered one after the other."""

    @property
    def info(self) -> EngineInfo:
        """What this voice is and can do."""

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        """Give the sound of the utterance's tokens at ``speed_cpm`` 字/分: one mark a syllable, in order.

        Pauses between and after syllables are part of the sound; pauses before the first syllable are left
        out. Raises ``VoiceError`` when the voice fails.
        """

    def close(self) -> None:
        """Let go of what the voice holds. Nothing may be called afterwards."""


def clamped_speed(speed_cpm: int) -> int:
    """Give the nearest speed within the range."""
    return max(SLOWEST_CPM, min(FASTEST_CPM, speed_cpm))


def pause_ms(mark: str, speed_cpm: int) -> float:
    """Give the silence for a pause mark; an unknown mark counts as a comma.

    Pauses follow the speed by its square root and within bounds: they neither swell when it slows (readers
    stretch syllables more than pauses) nor vanish when it grows.
    """
    return _PAUSES_MS.get(mark, _PAUSES_MS["，"]) * pause_factor(speed_cpm)


def pause_factor(speed_cpm: int) -> float:
    """Give the factor by which pauses at ``speed_cpm`` differ from those at the usual speed: 0.77 to 1.34."""
    return float((USUAL_CPM / clamped_speed(speed_cpm)) ** 0.5)


def syllable_ms(speed_cpm: int) -> float:
    """Give how long a syllable lasts so that reading, pauses included, comes to ``speed_cpm`` 字/分."""
    speed = clamped_speed(speed_cpm)
    return 60_000 / speed * (1 - _PAUSE_SHARE * pause_factor(speed) * speed / USUAL_CPM)


def silence(duration_ms: float, rate_hz: int) -> bytes:
    """Give samples of silence."""
    return bytes(2 * round(max(0.0, duration_ms) * rate_hz / 1000))
