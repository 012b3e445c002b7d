"""How likely a place of the report is what was meant: by what stands there, and by how it was typed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from reader.search.meaning.soundtext import SEPARATOR, Sighting
from reader.search.words import COMMON, FRAGMENT, NAMED, PHRASE, WORD, Words

_WORTH = {FRAGMENT: -4, COMMON: 8, PHRASE: 12, WORD: 14, NAMED: 16}
"""What a find is worth by its rank, in the costs of :mod:`reader.search.meaning.soundtext`."""
_WORTH_OF_LENGTH = 9
"""… and for each character beyond two: five that sound as was typed are not there by chance."""
_MOST_WORTH_OF_COUNT = 4
"""… and one for each doubling of how often it stands there, up to this: only to choose, not to accept."""

_MANY = 5
"""Places; so many are enough to read without being offered others."""

_MOST_SIGHTINGS = 600
_MOST_PLACES = 20
"""Places looked at of a text; more say nothing new."""


class Choice(NamedTuple):
    """Texts that may have been meant, the likeliest first, what it is worth, and at what cost it was found."""

    worth: int
    texts: tuple[str, ...]
    cost: int
    is_sure: bool = False
    """It was typed exactly and stands there often: nothing that is only nearly so is of use beside it."""


class Likelihood:
    """Judges places of the folded paragraphs ``texts``, in which ``words`` were found."""

    def __init__(self, texts: Sequence[str], words: Words) -> None:
        self._texts = texts
        self._text = SEPARATOR.join(texts)
        self._words = words

    def rank(self, text: str) -> int:
        """Give the rank of a text that stands in the report; the lowest for one that does not."""
        if text in self._ranks:
            return self._ranks[text]
        places = islice(self._places(text), _MOST_PLACES)
        is_whole = any(self._is_cut(at) and self._is_cut(at + len(text)) for at in places)
        return COMMON if is_whole else FRAGMENT

    def choose(self, sightings: Sequence[Sighting]) -> Choice | None:
        """Choose among the places in the report; ``None`` if none is likely enough."""
        nearest: dict[str, Sighting] = {}
        counts: Counter[str] = Counter()
        for sighting in sightings[:_MOST_SIGHTINGS]:
            text = self._text[sighting.start : sighting.end]
            counts[text] += 1
            if text not in nearest or self._rank(sighting) > self._rank(nearest[text]):
                nearest[text] = sighting
        worths = {
            text: worth
            for text, sighting in nearest.items()
            if (worth := self._worth(sighting)) > 0 or (len(text) == 1 and not sighting.cost)
        }
        if not worths:
            return None
        scores = {text: worth + _worth_of_count(counts[text]) for text, worth in worths.items()}
        best, *others = sorted(
            scores,
            key=lambda text: (self._is_unit(text), -scores[text], nearest[text].cost, nearest[text].start),
        )
        is_sure = not nearest[best].cost and counts[best] >= _MANY
        kept = [best]
        for text in others:
            is_new = all(text not in other and other not in text for other in kept)
            is_near = not is_sure or not nearest[text].cost
            if is_new and is_near and self._rank(nearest[text]) >= COMMON:
                kept.append(text)
        return Choice(scores[best], tuple(kept), nearest[best].cost, is_sure)

    def _is_unit(self, text: str) -> bool:
        """Say whether it mostly stands behind figures (亿元): nobody looks for that."""
        is_behind = [
            self._text[start - 1 : start].isdigit() for start in islice(self._places(text), _MOST_PLACES)
        ]
        return 2 * sum(is_behind) > len(is_behind)

    def _places(self, text: str) -> Iterator[int]:
        at = self._text.find(text)
        while at >= 0:
            yield at
            at = self._text.find(text, at + 1)

    def _worth(self, sighting: Sighting) -> int:
        return worth_of_word(sighting.end - sighting.start, self._rank(sighting)) - sighting.cost

    def _rank(self, sighting: Sighting) -> int:
        rank = self._ranks.get(self._text[sighting.start : sighting.end])
        if rank is not None:
            return rank
        return COMMON if self._is_cut(sighting.start) and self._is_cut(sighting.end) else FRAGMENT

    def _is_cut(self, place: int) -> bool:
        at = bisect_left(self._cuts, place)
        return at < len(self._cuts) and self._cuts[at] == place

    @cached_property
    def _cuts(self) -> list[int]:
        cuts: list[int] = []
        start = 0
        for text, places in zip(self._texts, self._words.cuts, strict=True):
            cuts.extend(start + place for place in places)
            start += len(text) + len(SEPARATOR)
        return cuts

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {word.text: word.rank for word in self._words.entries}


def worth_of_word(length: int, rank: int = WORD) -> int:
    """Say what a text of ``length`` characters and this rank is worth."""
    return _WORTH[rank] + _WORTH_OF_LENGTH * max(0, length - 2)


def _worth_of_count(count: int) -> int:
    return min(_MOST_WORTH_OF_COUNT, count.bit_length() - 1)
