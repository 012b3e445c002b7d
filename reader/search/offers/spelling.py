"""Words by how they are spelled in pinyin: as an input method composes and mends what was typed.

Everything is looked up in tables made once; nothing goes through the text, so that each letter costs well under a millisecond.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, product
from typing import NamedTuple

from reader.search.meaning.sounds import LONGEST_SYLLABLE, Readings

_MOST_READINGS = 12
"""Spellings kept of a word with several polyphones."""
_LONGEST_SPELLING = 36
"""Letters; longer words are found by the places they begin with."""
_LEAST_FOR_SLIP = 4
"""Letters; fewer are too many words with one letter changed."""
_COST_OF_SINGLE = 5.0
"""What a character standing alone costs in a composition beyond its rarity, in natural logarithms: words come first."""
_UNSEEN = 0.2
"""How often a character counts as used that the report does not have, for the first of its sound."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Letters a to z, and the places between them where a space or an apostrophe ends a syllable."""

    letters: str
    breaks: frozenset[int] = frozenset()

    @classmethod
    def read(cls, plain: str) -> Typed | None:
        """Read plain pinyin (see :func:`reader.search.meaning.sounds.letters`); ``None`` if it is something else."""
        kept: list[str] = []
        breaks: set[int] = set()
        for character in plain:
            if character in " '":
                breaks.add(len(kept))
            elif "a" <= character <= "z":
                kept.append(character)
            else:
                return None
        return cls("".join(kept), frozenset(breaks)) if kept else None

    def crosses(self, start: int, end: int) -> bool:
        """Say whether a syllable from ``start`` to ``end`` would reach over a break."""
        return any(start < place < end for place in self.breaks)


class Composition(NamedTuple):
    """Words in a row for the first ``used`` letters."""

    text: str
    used: int
    pieces: int
    in_words: int
    """Characters that belong to words of two and more."""

    @property
    def is_sure(self) -> bool:
        """Say whether most of it are words: single characters in a row are guesses."""
        return 2 * self.in_words > len(self.text)


class _Piece(NamedTuple):
    text: str
    cost: float


class _Path(NamedTuple):
    cost: float
    text: str
    pieces: int
    in_words: int


class Spelling:
    """``words`` are folded, the best first, with how often each is used; ``characters`` are counted likewise."""

    def __init__(
        self, words: Iterable[tuple[str, int]], characters: Mapping[str, int], readings: Readings
    ) -> None:
        self._readings, self._characters = readings, characters
        self._use = dict(words)
        self._total = sum(characters.values()) + 1
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        self._initials: defaultdict[str, list[str]] = defaultdict(list)
        self._slips: defaultdict[str, list[str]] = defaultdict(list)
        self._ordered: dict[str, tuple[str, ...]] = {}
        self._begun: dict[str, tuple[str, ...]] = {}
        self._main: dict[str, str] = {}
        for word in self._use:
            self._add(word)
        self._spelled = sorted(self._words)
        for spelled in self._words:
            if len(spelled) >= _LEAST_FOR_SLIP:
                for shortened in _shortened(spelled):
                    self._slips[shortened].append(spelled)

    def whole(self, typed: Typed) -> list[str]:
        """Give the words that ``typed`` spells out."""
        return self._fitting(typed, 0, len(typed.letters))

    def beginning(self, typed: Typed) -> list[str]:
        """Give the words whose spelling goes on from ``typed``."""
        letters = typed.letters
        if len(letters) < 2 or typed.breaks:
            return []
        start = bisect_left(self._spelled, letters)
        end = bisect_left(self._spelled, letters + "{")  # what comes after z
        return [word for spelled in self._spelled[start:end] for word in self._words[spelled]]

    def prefixes(self, typed: Typed) -> Iterator[tuple[str, int]]:
        """Give the words that the beginning of ``typed`` spells out, with the letters they take; the longest first."""
        last = min(len(typed.letters) - 1, _LONGEST_SPELLING)
        for end in range(last, 1, -1):
            for word in self._natural(typed, 0, end):
                yield word, end

    def by_initials(self, typed: Typed) -> Iterator[tuple[str, int]]:
        """Give the words whose initials begin ``typed`` but for the last, with the letters they take; the longest first."""
        for end in range(min(len(typed.letters) - 1, LONGEST_SYLLABLE), 1, -1):
            for word in self._initials.get(typed.letters[:end], ()):
                yield word, end

    def nearest(self, typed: Typed) -> list[str]:
        """Give the words spelled like ``typed`` but for one letter, or two that changed places."""
        letters = typed.letters
        if not _LEAST_FOR_SLIP <= len(letters) <= _LONGEST_SPELLING:
            return []
        near = (spelled for form in (letters, *_shortened(letters)) for spelled in self._slips.get(form, ()))
        known = (spelled for form in _shortened(letters) if (spelled := form) in self._words)
        kept = [spelled for spelled in dict.fromkeys((*known, *near)) if _is_one_slip(spelled, letters)]
        found = dict.fromkeys(word for spelled in kept for word in self._words[spelled])
        return sorted(found, key=lambda word: -self._use[word])

    def compose(self, typed: Typed) -> Composition | None:
        """Give the likeliest words in a row for as much of ``typed`` as syllables explain."""
        letters = typed.letters
        best: list[_Path | None] = [None] * (len(letters) + 1)
        best[0] = _Path(0.0, "", 0, 0)
        for at in range(len(letters)):
            path = best[at]
            if path is None:
                continue
            for end in range(at + 1, min(len(letters), at + _LONGEST_SPELLING) + 1):
                piece = self._piece(typed, at, end)
                if piece is None:
                    continue
                cost, ahead = path.cost + piece.cost, best[end]
                if ahead is None or cost < ahead.cost:
                    in_words = path.in_words + (len(piece.text) if len(piece.text) > 1 else 0)
                    best[end] = _Path(cost, path.text + piece.text, path.pieces + 1, in_words)
        used = max(at for at, path in enumerate(best) if path is not None)
        path = best[used]
        if path is None or not used:
            return None
        return Composition(path.text, used, path.pieces, path.in_words)

    def singles(self, typed: Typed) -> Iterator[tuple[str, int]]:
        """Give the characters the first syllable may be, with the letters it takes: the longest syllable first.

        Where no syllable is complete, those that begin with its initial.
        """
        letters = typed.letters
        lengths = range(min(LONGEST_SYLLABLE, len(letters)), 0, -1)
        full = [n for n in lengths if self._readings.spelled(letters[:n]) and not typed.crosses(0, n)]
        for length in full:
            for syllable in self._readings.spelled(letters[:length]):
                for character in self.characters(syllable):
                    yield character, length
        if not full:
            initial = letters[:2] if letters[:2] in ("zh", "ch", "sh") else letters[:1]
            for character in self._beginning(initial):
                yield character, len(initial)

    def characters(self, syllable: str) -> tuple[str, ...]:
        """Give the characters read so, by how often they are used here and how commonly they are read so anywhere."""
        if syllable not in self._ordered:
            read = self._readings.characters(syllable)
            # 落 is used here far more often than 老, but hardly anywhere read lao: the table's order says so.
            worth = {
                character: (self._characters.get(character, 0) + _UNSEEN) / place
                for place, character in enumerate(read, 1)
            }
            self._ordered[syllable] = tuple(sorted(read, key=lambda character: -worth[character]))
        return self._ordered[syllable]

    def is_mostly_read(self, character: str, beginning: str) -> bool:
        """Say whether the most common reading of ``character`` begins so (提 is ti, hardly ever di)."""
        if character not in self._main:
            places = {
                sound: self._readings.characters(sound).index(character)
                for sound in self._readings.of(character)
            }
            self._main[character] = min(places, key=lambda sound: places[sound], default="")
        main = self._main[character]
        return main.startswith(beginning) or beginning.startswith(main)

    def _beginning(self, initial: str) -> tuple[str, ...]:
        if initial not in self._begun:
            found = (
                character
                for character in self._characters
                if self._readings.of(character) and self.is_mostly_read(character, initial)
            )
            self._begun[initial] = tuple(sorted(found, key=lambda character: -self._characters[character]))
        return self._begun[initial]

    def _piece(self, typed: Typed, start: int, end: int) -> _Piece | None:
        words = self._natural(typed, start, end)
        if words:
            return _Piece(words[0], math.log(self._total / self._use[words[0]]))
        sounds = self._readings.spelled(typed.letters[start:end])
        if not sounds or typed.crosses(start, end):
            return None
        character = self.characters(sounds[0])[0]
        use = self._characters.get(character, _UNSEEN)
        return _Piece(character, math.log(self._total / use) + _COST_OF_SINGLE)

    def _fitting(self, typed: Typed, start: int, end: int) -> list[str]:
        words = self._words.get(typed.letters[start:end], [])
        if not words or not typed.crosses(start, end):
            return words
        rest = frozenset(place - start for place in typed.breaks if start < place < end)
        spelled = typed.letters[start:end]
        return [word for word in words if _can_break(word, spelled, rest, self._readings)]

    def _natural(self, typed: Typed, start: int, end: int) -> list[str]:
        """Give the words spelled there with as few syllables as can be: dian in a row of letters is not 提案 (di an)."""
        words = self._fitting(typed, start, end)
        if not words or typed.breaks:
            return words
        syllables = len(self._readings.split(typed.letters[start:end]))
        return [word for word in words if len(word) == syllables]

    def _add(self, word: str) -> None:
        sounds = [tuple(chain.from_iterable(map(_spellings, self._readings.of(each)))) for each in word]
        if len(word) < 2 or not all(sounds):
            return
        for syllables in islice(product(*sounds), _MOST_READINGS):
            _put(self._words, "".join(syllables), word)
            _put(self._initials, "".join(syllable[0] for syllable in syllables), word)
            _put(self._initials, "".join(map(_initial, syllables)), word)


def _put(table: defaultdict[str, list[str]], key: str, word: str) -> None:
    if word not in table[key]:
        table[key].append(word)


def _spellings(syllable: str) -> tuple[str, ...]:
    """Give the ways to write a syllable: few keyboards have ü, and people write u for it."""
    has_umlaut = syllable[:1] in ("l", "n") and syllable[1:2] == "v"
    return (syllable, syllable.replace("v", "u")) if has_umlaut else (syllable,)


def _initial(syllable: str) -> str:
    return syllable[:2] if syllable[:2] in ("zh", "ch", "sh") else syllable[0]


def _shortened(spelled: str) -> list[str]:
    return [spelled[:at] + spelled[at + 1 :] for at in range(len(spelled))]


def _is_one_slip(one: str, other: str) -> bool:
    """Say whether a letter more, less or other, or two that changed places, makes the one out of the other."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) > len(shorter):
        return any(form == shorter for form in _shortened(longer))
    places = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(places) < 2:
        return True
    first, second = places[0], places[-1]
    is_swap = second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(places) == 2 and is_swap


def _can_break(word: str, spelled: str, breaks: frozenset[int], readings: Readings) -> bool:
    """Say whether ``word`` can be spelled so with a syllable ending at each of the breaks."""
    reached: Sequence[int] = [0]
    for character in word:
        reached = [
            at + len(sound)
            for at in reached
            for sound in chain.from_iterable(map(_spellings, readings.of(character)))
            if spelled.startswith(sound, at) and not any(at < place < at + len(sound) for place in breaks)
        ]
    return len(spelled) in reached
