"""What a recording of the reading window tells: figures, and the bars they are laid against.

A light's syllable is looked for in the recording around the moment of the light: the clip that was played is known, and
so is where in it the syllable's mark stands.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reader.speech.engine import pause_factor
from reader.speech.pieces import Piece
from reader.speech.utterance import Utterance
from tests.hearing import Hearing, envelope, samples_of
from tests.window_watch import Kept, Light, StallWatch

_BEFORE_MS, _BEHIND_MS = 250, 350
"""What of a clip is compared around a syllable's onset: it and its neighbours, so that no other stretch is like it."""
_REACH_MS = 180
"""How far from its light a syllable is looked for: less than the distance of two syllables at the highest speed."""
_THE_SAME = 0.97
_LONGEST_MS = 60_000
"""A clip is shorter."""
_BREAK_MS = 6
"""More than syllables found to the millisecond differ by."""


@dataclass(frozen=True)
class Figure:
    """A measured figure: its values, the worst each may be, and what there is to say of it."""

    name: str
    values: Sequence[float]
    bar: float | None = None
    unit: str = "ms"
    is_by_size: bool = False
    """The bar is for the distance from zero."""
    is_least: bool = False
    """The bar is the least that will do."""
    note: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether any value is beyond the bar, or there is none."""
        if self.bar is None:
            return False
        worst = self._judged()
        return worst is None or (worst < self.bar if self.is_least else worst > self.bar)

    def _judged(self) -> float | None:
        if not self.values:
            return None
        if self.is_least:
            return min(self.values)
        return max(map(abs, self.values)) if self.is_by_size else max(self.values)


@dataclass
class Notes:
    """What happened in the window, to be looked for in the recording afterwards."""

    presses: dict[str, list[float]] = field(default_factory=dict)
    """Kind of press → its moments, monotonic seconds."""
    problems: list[str] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    """Moments at which what sounded was broken off."""


@dataclass(frozen=True)
class Onset:
    """A light and the moment its syllable began to sound: ``late_ms`` how much later the light came."""

    label: str
    clip: int
    mark: int
    at_ms: float
    late_ms: float
    likeness: float


class Finder:
    """Finds the syllables of the lights in the recording."""

    def __init__(self, hearing: Hearing, kept: Sequence[Kept], ends_s: Iterable[float]) -> None:
        self._hearing, self._kept = hearing, kept
        self._envelopes: dict[int, list[int]] = {}
        self._ends_ms = sorted(hearing.ms_of(end) for end in ends_s)

    def envelope(self, clip: int) -> list[int]:
        """Give the envelope of a clip."""
        if clip not in self._envelopes:
            audio = self._kept[clip].audio
            self._envelopes[clip] = envelope(samples_of(audio.pcm), audio.rate_hz)
        return self._envelopes[clip]

    def find(self, light: Light) -> Onset | None:
        """Find a light's syllable; ``None`` when it cannot be told for certain.

        Not looked for are syllables with a break before or behind them: what would be compared did not sound.
        """
        light_ms = self._hearing.ms_of(light.painted_s)
        best: Onset | None = None
        for clip, number in self._candidates(light):
            marks = self._kept[clip].audio.marks
            onset = marks[number].start_ms
            first = max(0, round(onset) - _BEFORE_MS)
            last = min(round(onset) + _BEHIND_MS, len(self.envelope(clip)))
            end_ms = next((end for end in self._ends_ms if end > light_ms), light_ms + _LONGEST_MS)
            last = min(last, round(onset + max(120.0, end_ms - light_ms - 60)))
            match = self._hearing.find(
                self.envelope(clip), first, last, light_ms - (onset - first), _REACH_MS
            )
            at_ms = match.at_ms + onset - first
            if match.is_sure and (best is None or match.likeness > best.likeness):
                best = Onset(light.label, clip, number, at_ms, light_ms - at_ms, match.likeness)
            if best is not None and best.likeness >= _THE_SAME:
                break  # an earlier saying of the same words is as like, and was not heard
        return best

    def _candidates(self, light: Light) -> Iterator[tuple[int, int]]:
        """Give the last clips made before the light that hold its syllable."""
        found = 0
        for clip in range(len(self._kept) - 1, -1, -1):
            kept = self._kept[clip]
            if kept.utterance.text != light.text or kept.ready_s > light.told_s:
                continue
            for number, mark in enumerate(kept.audio.marks):
                if mark.spoken[0] == light.spoken:
                    yield clip, number
                    found += 1
                    break
            if found == 3:
                return


def light_figures(onsets: Sequence[Onset], lights: Sequence[Light]) -> Iterator[Figure]:
    """Give a figure for each kind of reading: lights later (+) or earlier (-) than their syllables."""
    for label in dict.fromkeys(light.label for light in lights):
        if label != "first sound":
            late = [onset.late_ms for onset in onsets if onset.label == label]
            seen = sum(light.label == label for light in lights)
            yield Figure(
                f"light after onset, {label}", late, 50, is_by_size=True, note=f"{len(late)} of {seen} found"
            )


def flow_figures(
    onsets: Sequence[Onset], kept: Sequence[Kept], intended: Sequence[Piece]
) -> Iterator[Figure]:
    """Give the silence between sentences beyond what was intended, and breaks of the sound within them."""
    clips: dict[int, list[float]] = {}
    """Clip → where it would have begun in the recording by each of its syllables, in order."""
    for each in onsets:
        if each.label.endswith("字/分"):
            begun_ms = each.at_ms - kept[each.clip].audio.marks[each.mark].start_ms
            clips.setdefault(each.clip, []).append(begun_ms)
    place = {_key(piece.part): at for at, piece in enumerate(intended) if piece.part.tokens}
    extras: list[float] = []
    for clip, begins in clips.items():
        following = clips.get(clip + 1)
        at = place.get(_key(kept[clip].utterance))
        if following and at is not None and place.get(_key(kept[clip + 1].utterance)) == at + 1:
            one = kept[clip]
            meant_ms = one.audio.duration_ms + intended[at].extra_ms * pause_factor(one.speed_cpm)
            if 0 < following[0] - begins[-1] < _LONGEST_MS:
                extras.append(following[0] - begins[-1] - meant_ms)
    steps = [new - old for begins in clips.values() for old, new in itertools.pairwise(begins)]
    breaks = [step for step in steps if step > _BREAK_MS]
    yield Figure("extra gap between sentences", extras, 20)
    yield Figure("breaks of the sound within sentences", breaks, note=f"in {len(steps)} syllables")


def _key(utterance: Utterance) -> tuple[str, int]:
    return utterance.text, utterance.tokens[0].at


def press_figures(hearing: Hearing, notes: Notes) -> Iterator[Figure]:
    """Give the figures from a press to sound, and from a press to silence."""
    for kind, moments in notes.presses.items():
        if kind.startswith("first sound"):
            bar = None if "not yet open" in kind else 150
            found = [hearing.first_sound_ms(moment) for moment in moments]
            yield Figure(f"{kind}", [each for each in found if each is not None], bar)
        elif kind in ("pause", "stop"):
            ends = [hearing.last_sound_ms(moment, 340) for moment in moments]
            heard = [each for each in ends if each is not None]
            yield Figure(
                f"{kind} to silence", heard, 50, note=f"{len(ends) - len(heard)} fell into a silence"
            )


def stall_figures(watch: StallWatch, floor: Sequence[tuple[float, float]]) -> Iterator[Figure]:
    """Give the UI's stalls: as they were, without what the machine is to blame for, and a bare window's beside them."""
    own = sorted((stall for stall in watch.stalls if stall.own_ms >= 10), key=lambda stall: -stall.own_ms)
    told = "; ".join(f"{each.own_ms:.0f} ({each.label}, CPU {each.own_cpu_ms:.0f})" for each in own[:6])
    yield Figure("UI stalls, without waiting for a CPU", [stall.own_ms for stall in own], 50, note=told)
    yield Figure(
        "  with it, from 20 ms on", [stall.ms for stall in watch.stalls], note=f"{watch.ticks} ticks"
    )
    yield Figure("  a bare window meanwhile", [ms for _, ms in floor])


def print_table(figures: Sequence[Figure]) -> None:
    """Print a row for each figure."""
    print(f"{'':46}{'n':>5}{'mean':>9}{'p95':>9}{'least':>9}{'most':>9}{'bar':>8}")
    for figure in figures:
        values = sorted(figure.values)
        cells = ["–"] * 4
        if values:
            p95 = sorted(map(abs, values))[min(len(values) - 1, int(len(values) * 0.95))]
            cells = [f"{each:.1f}" for each in (statistics.fmean(values), p95, values[0], values[-1])]
        bar = "" if figure.bar is None else f"{'≥' if figure.is_least else '≤'} {figure.bar:g}"
        row = f"{figure.name + (' (' + figure.unit + ')' if figure.unit else ''):46}{len(values):5}"
        row += "".join(f"{cell:>9}" for cell in cells) + f"{bar:>8}"
        print(row + ("  BROKEN" if figure.is_broken else "") + (f"  {figure.note}" if figure.note else ""))
