"""Slips of the fingers in typed pinyin: one letter of a syllable wrong, missing, too many, or swapped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from reader.search.meaning.sounds import LONGEST_SYLLABLE

LONGEST_SLIPPED = LONGEST_SYLLABLE + 1
"""Letters of the longest syllable with one too many."""

_VOWELS = frozenset("aeiouv")
"""Of a lone letter, only these say anything: a consonant may begin any syllable."""


class Slips:
    """Knows what may have been meant by a mistyped syllable. ``syllables`` are those that can be meant."""

    def __init__(self, syllables: Collection[str]) -> None:
        self._syllables = frozenset(syllables)
        self._by_rest: defaultdict[str, list[str]] = defaultdict(list)
        for syllable in self._syllables:
            for rest in set(_rests(syllable)):
                self._by_rest[rest].append(syllable)

    def of(self, typed: str) -> set[str]:
        """Give the syllables that ``typed`` is with one slip."""
        if len(typed) == 1 and typed not in _VOWELS:
            return set()
        found = set(self._by_rest.get(typed, ()))
        for rest in _rests(typed):
            if rest in self._syllables:
                found.add(rest)
            found.update(each for each in self._by_rest.get(rest, ()) if _is_one_slip(typed, each))
        found.discard(typed)
        return found

    def crossed(self, typed: str, at: int) -> Iterator[tuple[str, str, int]]:
        """Give two syllables and where they end, if the letters between them were swapped (dinati)."""
        for cut in range(at + 1, min(at + LONGEST_SYLLABLE, len(typed) - 1) + 1):
            # Letters cut-1 and cut change places; the first syllable then ends with the one at cut.
            first = typed[at : cut - 1] + typed[cut]
            if first not in self._syllables or typed[cut - 1] == typed[cut]:
                continue
            for end in range(cut + 1, min(cut + LONGEST_SYLLABLE, len(typed)) + 1):
                second = typed[cut - 1] + typed[cut + 1 : end]
                if second in self._syllables:
                    yield first, second, end


def _rests(typed: str) -> list[str]:
    """Give what is left with one letter taken out, for each letter."""
    return [typed[:i] + typed[i + 1 :] for i in range(len(typed))]


def _is_one_slip(typed: str, meant: str) -> bool:
    """Say whether two syllables with a common rest, of the same length, differ by one letter or one swap."""
    wrong = [i for i, (one, other) in enumerate(zip(typed, meant, strict=True)) if one != other]
    if len(wrong) < 2:
        return True
    first, second = wrong[0], wrong[-1]
    return (
        len(wrong) == 2
        and second == first + 1
        and typed[first] == meant[second]
        and typed[second] == meant[first]
    )
