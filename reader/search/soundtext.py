"""A text in which places are found by how they sound, or nearly as they were typed.

Every set of characters ("all that are read dian") is one large integer with a bit for each place in the text
where one of them stands. Walking through what was typed then is an AND and a shift a step, for all places of
the text at once.
"""

from __future__ import annotations

import enum
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from reader.search.sounds import LONGEST_SYLLABLE, Readings

SEPARATOR = "\n"
"""What stands between the pieces of a text; nothing typed matches it."""

INITIAL = 1
"""Cost of a letter that stands for a whole syllable (d for 电)."""
ACCENT = 5
"""Cost of a typed syllable that some accent does not tell from the one in the text (zong for 中)."""
SAME_SOUND = 4
"""Cost of a typed character read like the one in the text (园 for 院)."""
NEAR_SOUND = 8
"""Cost of a typed character read nearly so (该 for 街)."""
ONE_WRONG = 24
"""Cost of a character that is wrong, missing, or too many, divided by how many were typed; once only."""

_LEAST_COST_OF_WRONG = 6
_LEAST_FOR_WRONG = 3
_MOST_FOR_WRONG = 16
_SYLLABLE_BREAKS = " '"
_LATIN = re.compile("[a-z]")


class Care(enum.IntEnum):
    """How exactly a place must sound like what was typed."""

    SYLLABLES = 0
    """Every syllable is spelled out."""
    INITIALS = 1
    """A letter may stand for a syllable."""
    ACCENTS = 2
    """Near sounds and one mistake are forgiven, too."""


class Sighting(NamedTuple):
    """A place in the text that what was typed may mean; the lower the ``cost``, the likelier."""

    start: int
    end: int
    cost: int


class _State(NamedTuple):
    """How much of the text is used up, at what cost, and whether the one mistake has been made."""

    used: int
    cost: int
    has_erred: bool = False


class _Step(NamedTuple):
    """On to ``end`` in what was typed, over a character of the text that is in ``mask``, or over none."""

    end: int
    mask: int | None
    cost: int
    is_error: bool = False


class SoundText:
    """``text`` is folded; its pieces are separated by :data:`SEPARATOR`."""

    def __init__(self, text: str, readings: Readings) -> None:
        self.text = text
        self._readings = readings

    def find(
        self, typed: str, care: Care = Care.ACCENTS, *, starts: int | None = None, is_open: bool = False
    ) -> list[Sighting]:
        """Find the places that ``typed`` may mean: hanzi, pinyin and initials in any mixture.

        ``typed`` is folded but for spaces, which end a syllable. ``starts`` limits where a place may begin
        (a mask); with ``is_open`` the last syllable may be unfinished.
        """
        reached = self._walk(typed, care, self._solid if starts is None else starts, is_open)
        found = [
            Sighting(end - state.used, end, state.cost)
            for state, mask in _undominated(reached[-1])
            if state.used
            for end in _bits(mask)
        ]
        return sorted(found, key=lambda sighting: (sighting.cost, sighting.start))

    def reach(self, typed: str, *, starts: int | None = None, ends: int | None = None) -> int:
        """Say how much of ``typed`` from its beginning stands in the text in one piece of two characters or
        more.

        Only full syllables and characters as they are count; ``starts`` and ``ends`` (masks) limit where the
        piece may begin and what place may follow it.
        """
        reached = self._walk(typed, Care.SYLLABLES, self._solid if starts is None else starts, False)
        fits = [
            at
            for at, states in enumerate(reached)
            for state, mask in states.items()
            if state.used > 1 and (ends is None or mask & ends)
        ]
        return max(fits, default=0)

    def _walk(self, typed: str, care: Care, starts: int, is_open: bool) -> list[dict[_State, int]]:
        """Give, for each place in ``typed``, the states it is reached in and where in the text that is."""
        reached: list[dict[_State, int]] = [{} for _ in range(len(typed) + 1)]
        reached[0][_State(0, 0)] = starts
        # Pinyin says its characters without doubt; a mistake is looked for in hanzi only.
        can_err = care is Care.ACCENTS and _LEAST_FOR_WRONG <= len(typed) <= _MOST_FOR_WRONG
        can_err = can_err and not _LATIN.search(typed)
        for at in range(len(typed)):
            if not reached[at]:
                continue
            steps = list(self._steps(typed, at, care, is_open))
            if can_err and not typed[at].isascii():
                steps.extend(self._errors(len(typed), at))
                if at and not typed[at - 1].isascii():
                    self._miss_one(reached[at], len(typed))
            for state, mask in _undominated(reached[at]):
                self._advance(reached, state, mask, steps)
        return reached

    def mask(self, places: Iterable[int]) -> int:
        """Give the mask of these places."""
        bits = bytearray(len(self.text) // 8 + 1)
        for place in places:
            bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")

    def _advance(
        self, reached: list[dict[_State, int]], state: _State, mask: int, steps: list[_Step]
    ) -> None:
        for step in steps:
            if step.is_error and state.has_erred:
                continue
            moved = mask if step.mask is None else (mask & step.mask) << 1
            if moved:
                used = state.used + (step.mask is not None)
                after = _State(used, state.cost + step.cost, state.has_erred or step.is_error)
                reached[step.end][after] = reached[step.end].get(after, 0) | moved

    def _steps(self, typed: str, at: int, care: Care, is_open: bool) -> Iterator[_Step]:
        character = typed[at]
        if character in _SYLLABLE_BREAKS:
            yield _Step(at + 1, None, 0)
            return
        yield _Step(at + 1, self._standing(character), 0)
        if "a" <= character <= "z":
            yield from self._syllables(typed, at, care)
            if care is not Care.SYLLABLES:
                yield from self._initials(typed, at, is_open)
        elif care is Care.ACCENTS:
            sounds = self._readings.of(character)
            near = (near for sound in sounds for near in self._readings.near(sound))
            yield _Step(at + 1, self._sounding(sounds), SAME_SOUND)
            yield _Step(at + 1, self._sounding(near), NEAR_SOUND)

    def _syllables(self, typed: str, at: int, care: Care) -> Iterator[_Step]:
        for end in range(at + 1, min(at + LONGEST_SYLLABLE, len(typed)) + 1):
            syllable = typed[at:end]
            if self._readings.has(syllable):
                yield _Step(end, self._by_syllable.get(syllable, 0), 0)
                if care is Care.ACCENTS:
                    yield _Step(end, self._sounding(self._readings.near(syllable)), ACCENT)

    def _initials(self, typed: str, at: int, is_open: bool) -> Iterator[_Step]:
        for end in (at + 1, at + 2):
            initial = typed[at:end]
            if len(initial) == end - at and initial in self._by_initial:
                yield _Step(end, self._by_initial[initial], INITIAL)
        rest = typed[at:]
        if is_open and 1 < len(rest) <= LONGEST_SYLLABLE:
            begun = (syllable for syllable in self._by_syllable if syllable.startswith(rest))
            yield _Step(len(typed), self._sounding(begun), INITIAL)

    def _errors(self, length: int, at: int) -> tuple[_Step, _Step]:
        """The character typed here is wrong, or one too many."""
        cost = _cost_of_wrong(length)
        return _Step(at + 1, self._hanzi, cost, is_error=True), _Step(at + 1, None, cost, is_error=True)

    def _miss_one(self, reached: dict[_State, int], length: int) -> None:
        """A character is missing here: step over any one of the text, using up nothing of what was typed."""
        for state, mask in list(reached.items()):
            moved = (mask & self._hanzi) << 1
            if moved and not state.has_erred:
                after = _State(state.used + 1, state.cost + _cost_of_wrong(length), has_erred=True)
                reached[after] = reached.get(after, 0) | moved

    def _standing(self, character: str) -> int:
        return self.mask(self._places.get(character, ()))

    def _sounding(self, syllables: Iterable[str]) -> int:
        mask = 0
        for syllable in syllables:
            mask |= self._by_syllable.get(syllable, 0)
        return mask

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, character in enumerate(self.text):
            places[character].append(place)
        return dict(places)

    @cached_property
    def _solid(self) -> int:
        return self.mask(place for place, character in enumerate(self.text) if character != SEPARATOR)

    @cached_property
    def _hanzi(self) -> int:
        return self._sounding(self._by_syllable)

    @cached_property
    def _by_syllable(self) -> dict[str, int]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for character, where in self._places.items():
            for syllable in self._readings.of(character):
                places[syllable].extend(where)
        return {syllable: self.mask(where) for syllable, where in places.items()}

    @cached_property
    def _by_initial(self) -> dict[str, int]:
        masks: defaultdict[str, int] = defaultdict(int)
        for syllable, mask in self._by_syllable.items():
            masks[syllable[0]] |= mask
            if syllable[:2] in ("zh", "ch", "sh"):
                masks[syllable[:2]] |= mask
        return dict(masks)


def piece_starts(pieces: Sequence[str]) -> list[int]:
    """Give the places where the pieces of a separated text begin."""
    starts = []
    at = 0
    for piece in pieces:
        starts.append(at)
        at += len(piece) + len(SEPARATOR)
    return starts


def _cost_of_wrong(length: int) -> int:
    return max(_LEAST_COST_OF_WRONG, ONE_WRONG // length)


def _undominated(reached: dict[_State, int]) -> list[tuple[_State, int]]:
    """Give the states, the cheapest first, each without the places a cheaper one has reached just as well."""
    seen: defaultdict[tuple[int, bool], int] = defaultdict(int)
    kept = []
    for state, mask in sorted(reached.items(), key=lambda item: (item[0].cost, item[0].used)):
        key = state.used, state.has_erred
        fresh = mask & ~(seen[key] | (seen[state.used, False] if state.has_erred else 0))
        if fresh:
            seen[key] |= fresh
            kept.append((state, fresh))
    return kept


def _bits(mask: int) -> Iterator[int]:
    """Give the places of the set bits, in order."""
    for index, byte in enumerate(mask.to_bytes((mask.bit_length() + 7) // 8, "little")):
        if byte:
            for bit in range(8):
                if byte >> bit & 1:
                    yield index * 8 + bit
