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

from reader.search.meaning.slips import LONGEST_SLIPPED, Slips
from reader.search.meaning.sounds import LONGEST_SYLLABLE, Readings

SEPARATOR = "\n"
"""What stands between the pieces of a text; nothing typed matches it."""

OTHER_SPELLING = 1
"""Cost of a typed syllable that is written otherwise (lu for lv)."""
RARE_READING = 3
"""Cost of a typed syllable that the character in the text is hardly ever read as (di for 提)."""
EXACT = RARE_READING - 1
"""The highest cost at which every syllable is spelled out and said so."""
INITIAL = 4
"""Cost of a letter that stands for a whole syllable (d for 电)."""
ACCENT = 6
"""Cost of a typed syllable that some accent does not tell from the one in the text (zong for 中)."""
SAME_SOUND = 4
"""Cost of a typed character read like the one in the text (园 for 院)."""
NEAR_SOUND = 7
"""Cost of a typed character read nearly so (该 for 街)."""
ONE_WRONG = 24
"""Cost of a character that is wrong, missing, too many, or in its neighbour's place, divided by how many were
typed; once only."""
ONE_SLIP = 48
"""Cost of such a letter of pinyin (dinti, dianit), divided by how many were typed; once only."""

_LEAST_COST_OF_WRONG = 6
_COST_OF_UNSEEN = 4
"""Besides, for a character of the text that nothing typed stands for."""
_LEAST_FOR_WRONG = 3
_LEAST_FOR_SWAP = 2
_MOST_FOR_WRONG = 16
_LEAST_COST_OF_SLIP = 7
_COST_OF_DOUBT = 4
"""Besides, for a slip in what is well-formed pinyin as it is."""
_LEAST_FOR_SLIP = 4
_MOST_FOR_SLIP = 40
_MOST_LONE_LETTERS = 4
_MOST_KNOWN_SLIPS = 2000
SYLLABLE_BREAKS = " '"
_LATIN = re.compile("[a-z]")


class Care(enum.Flag):
    """What may be forgiven where a place must sound like what was typed."""

    SYLLABLES = 0
    """Nothing: every syllable is spelled out."""
    INITIALS = enum.auto()
    """A letter may stand for a syllable."""
    HOMOPHONES = enum.auto()
    """A character may be another of the same sound."""
    ACCENTS = enum.auto()
    """Sounds may be those of an accent."""
    SLIPS = enum.auto()
    """A character or a letter may be wrong, missing, too many, or in its neighbour's place: one in all."""
    LITTLE = INITIALS | HOMOPHONES | ACCENTS | SLIPS
    """All of that."""


class Sighting(NamedTuple):
    """A place in the text that what was typed may mean; the lower the ``cost``, the likelier."""

    start: int
    end: int
    cost: int
    has_erred: bool = False
    """One slip was forgiven."""


class _State(NamedTuple):
    """How much of the text is used up, at what cost, and whether the one mistake has been made."""

    used: int
    cost: int
    has_erred: bool = False


class _Step(NamedTuple):
    """On to ``end`` in what was typed, over ``width`` characters of the text, the first of them in ``mask``."""

    end: int
    mask: int
    cost: int
    is_error: bool = False
    width: int = 1


class SoundText:
    """``text`` is folded; its pieces are separated by :data:`SEPARATOR`."""

    def __init__(self, text: str, readings: Readings) -> None:
        self.text = text
        self._readings = readings
        self._known_slips: dict[str, int] = {}

    def find(
        self, typed: str, care: Care = Care.LITTLE, *, starts: int | None = None, is_open: bool = False
    ) -> list[Sighting]:
        """Find the places that ``typed`` may mean: hanzi, pinyin and initials in any mixture.

        ``typed`` is folded but for spaces, which end a syllable. ``starts`` limits where a place may begin
        (a mask); with ``is_open`` the last syllable may be unfinished.
        """
        reached = self._walk(typed, care, self._solid if starts is None else starts, is_open)
        found = [
            Sighting(end - state.used, end, state.cost, state.has_erred)
            for state, mask in _undominated(reached[-1])
            if state.used
            for end in _bits(mask)
        ]
        return sorted(found, key=lambda sighting: (sighting.cost, sighting.start))

    def beginnings(self, typed: str, *, starts: int | None = None) -> list[tuple[int, list[Sighting]]]:
        """Give what stands in the text of the beginnings of ``typed``: how far each reaches, and where it is.

        Only full syllables and characters as they are count, two of the text or more.
        """
        reached = self._walk(typed, Care.SYLLABLES, self._solid if starts is None else starts, False)
        return [
            (at, [Sighting(end - state.used, end, state.cost) for end in _bits(mask)])
            for at, states in enumerate(reached)
            for state, mask in states.items()
            if state.used > 1 and typed[at - 1] not in SYLLABLE_BREAKS
        ]

    def _walk(self, typed: str, care: Care, starts: int, is_open: bool) -> list[dict[_State, int]]:
        """Give, for each place in ``typed``, the states it is reached in and where in the text that is."""
        reached: list[dict[_State, int]] = [{} for _ in range(len(typed) + 1)]
        reached[0][_State(0, 0)] = starts
        count = sum(map(str.isalpha, typed))
        has_letters = _LATIN.search(typed) is not None
        can_slip = Care.SLIPS in care and has_letters and _LEAST_FOR_SLIP <= count <= _MOST_FOR_SLIP
        # One slip leaves few letters that belong to no syllable; where there are more, looking for it is in vain.
        can_slip = can_slip and self._readings.lone_letters(typed) <= _MOST_LONE_LETTERS
        cost_of_slip = max(_LEAST_COST_OF_SLIP, ONE_SLIP // max(1, count))
        if can_slip and self._is_spelled(typed):
            cost_of_slip += _COST_OF_DOUBT
        # What was typed in pinyin is hardly a wrong character: its letters are looked at instead.
        can_err = Care.SLIPS in care and not has_letters and len(typed) <= _MOST_FOR_WRONG
        for at in range(len(typed)):
            if not reached[at]:
                continue
            steps = list(self._steps(typed, at, care, is_open))
            if can_slip and "a" <= typed[at] <= "z":
                steps.extend(self._slipped(typed, at, cost_of_slip))
            if can_err and not typed[at].isascii():
                steps.extend(self._errors(typed, at))
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
            moved = (mask & step.mask) << step.width
            if moved:
                after = _State(
                    state.used + step.width, state.cost + step.cost, state.has_erred or step.is_error
                )
                reached[step.end][after] = reached[step.end].get(after, 0) | moved

    def _steps(self, typed: str, at: int, care: Care, is_open: bool) -> Iterator[_Step]:
        character = typed[at]
        if character in SYLLABLE_BREAKS:
            yield _Step(at + 1, self._anywhere, 0, width=0)
            return
        yield _Step(at + 1, self._standing(character), 0)
        if "a" <= character <= "z":
            yield from self._syllables(typed, at, care)
            if Care.INITIALS in care:
                yield from self._initials(typed, at, is_open)
            return
        sounds = self._readings.of(character)
        if Care.HOMOPHONES in care:
            yield _Step(at + 1, self._sounding(sounds), SAME_SOUND)
        if Care.ACCENTS in care:
            near = (near for sound in sounds for near in self._readings.near(sound))
            yield _Step(at + 1, self._sounding(near), NEAR_SOUND)

    def _syllables(self, typed: str, at: int, care: Care) -> Iterator[_Step]:
        for end in range(at + 1, min(at + LONGEST_SYLLABLE, len(typed)) + 1):
            spelled = typed[at:end]
            meant = self._readings.spelled(spelled)
            for syllable in meant:
                cost = 0 if syllable == spelled else OTHER_SPELLING
                yield _Step(end, self._by_syllable.get(syllable, 0), cost)
                if syllable in self._by_rare_syllable:
                    yield _Step(end, self._by_rare_syllable[syllable], cost + RARE_READING)
                if Care.ACCENTS in care:
                    yield _Step(end, self._sounding(self._readings.near(syllable)), ACCENT + cost)

    def _is_spelled(self, typed: str) -> bool:
        """Say whether all letters belong to full syllables."""
        return all(
            self._readings.spelled(piece) or not _LATIN.match(piece) for piece in self._readings.split(typed)
        )

    def _slipped(self, typed: str, at: int, cost: int) -> Iterator[_Step]:
        """One letter of the syllable that begins here is wrong, missing, too many, or swapped for the next."""
        for end in range(at + 1, min(at + LONGEST_SLIPPED, len(typed)) + 1):
            if not "a" <= typed[end - 1] <= "z":
                break
            yield _Step(end, self._nearly(typed[at:end]), cost, is_error=True)
        for first, second, end in self._slips.crossed(typed, at):
            mask = self._by_syllable[first] & (self._by_syllable[second] >> 1)
            yield _Step(end, mask, cost, is_error=True, width=2)

    def _initials(self, typed: str, at: int, is_open: bool) -> Iterator[_Step]:
        for end in (at + 1, at + 2):
            initial = typed[at:end]
            if len(initial) == end - at and initial in self._by_initial:
                yield _Step(end, self._by_initial[initial], INITIAL)
        rest = typed[at:]
        if is_open and 1 < len(rest) <= LONGEST_SYLLABLE:
            begun = (syllable for syllable in self._by_syllable if syllable.startswith(rest))
            yield _Step(len(typed), self._sounding(begun), INITIAL)

    def _errors(self, typed: str, at: int) -> Iterator[_Step]:
        """The character typed here is wrong, one too many, or belongs behind the next."""
        cost = _cost_of_wrong(len(typed))
        if len(typed) >= _LEAST_FOR_WRONG:
            yield _Step(at + 1, self._hanzi, cost + _COST_OF_UNSEEN, is_error=True)
            yield _Step(at + 1, self._anywhere, cost, is_error=True, width=0)
        if len(typed) >= _LEAST_FOR_SWAP and at + 1 < len(typed) and typed[at] != typed[at + 1]:
            mask = self._standing(typed[at + 1]) & (self._standing(typed[at]) >> 1)
            yield _Step(at + 2, mask, cost, is_error=True, width=2)

    def _miss_one(self, reached: dict[_State, int], length: int) -> None:
        """A character is missing here: step over any one of the text, using up nothing of what was typed."""
        for state, mask in list(reached.items()):
            moved = (mask & self._hanzi) << 1
            if moved and not state.has_erred:
                cost = state.cost + _cost_of_wrong(length) + _COST_OF_UNSEEN
                after = _State(state.used + 1, cost, has_erred=True)
                reached[after] = reached.get(after, 0) | moved

    def _standing(self, character: str) -> int:
        return self.mask(self._places.get(character, ()))

    def _nearly(self, typed: str) -> int:
        """Give the places of the syllables that ``typed`` is with one slip; kept, for they come again."""
        if typed not in self._known_slips:
            if len(self._known_slips) >= _MOST_KNOWN_SLIPS:
                self._known_slips.clear()
            self._known_slips[typed] = self._sounding(self._slips.of(typed))
        return self._known_slips[typed]

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
    def _slips(self) -> Slips:
        return Slips(self._by_syllable)

    @cached_property
    def _anywhere(self) -> int:
        return (1 << (len(self.text) + 1)) - 1

    @cached_property
    def _solid(self) -> int:
        return self.mask(place for place, character in enumerate(self.text) if character != SEPARATOR)

    @cached_property
    def _hanzi(self) -> int:
        return self._sounding(self._by_syllable)

    @cached_property
    def _by_syllable(self) -> dict[str, int]:
        return self._read(is_usual=True)

    @cached_property
    def _by_rare_syllable(self) -> dict[str, int]:
        return self._read(is_usual=False)

    def _read(self, *, is_usual: bool) -> dict[str, int]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for character, where in self._places.items():
            for syllable in self._readings.of(character):
                if self._readings.is_usual(character, syllable) == is_usual:
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
