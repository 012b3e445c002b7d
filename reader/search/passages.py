"""The paragraphs that have what is sought: how often, how well, and the hits in them, made when looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from reader.core.report import Kind
from reader.core.span import Span
from reader.search.excerpt import excerpt
from reader.search.index import Matches
from reader.search.paragraphs import Paragraphs, Scope, Zone
from reader.search.result import Hit, Hits, Order

_WEIGHTS = {Kind.TITLE: 4.0, Kind.PART: 4.0, Kind.CHAPTER: 3.0, Kind.TERM: 1.5}
"""How much more a paragraph counts that is a heading or of the glossary (``search.md``)."""
_ITEM_TITLE_WEIGHT = 2.0
"""… and one whose first sentence, the title of its item, has something of what was looked for."""
_WHOLE_WEIGHT = 3.0
"""… and one with all words in a row, just as they were typed; as near but in another order counts 2, far
apart 1."""

_Place = tuple[int, int]


@dataclass(frozen=True)
class Sought:
    """What a paragraph must have: all ``words``, or any of them.

    ``whole``, if given, is found instead of the words where it stands; it has them all.
    """

    words: tuple[str, ...]
    is_any: bool = False
    whole: str = ""


class Passages:
    """The paragraphs in ``scope`` that have what is ``sought``.

    ``find`` says which paragraphs have a word and how often; ``rate`` what BM25 says of each of them.
    """

    def __init__(
        self,
        paragraphs: Paragraphs,
        sought: Sought,
        scope: Scope,
        find: Callable[[str], Matches],
        rate: Callable[[Matches], Sequence[float]],
    ) -> None:
        self._paragraphs = paragraphs
        self._sought = sought
        self._scope = scope
        self._rate = rate
        self._made: dict[int, tuple[Hit, ...]] = {}
        self._matches = [find(word) for word in dict.fromkeys(sought.words)]
        self._whole = find(sought.whole) if sought.whole else None

    def in_order(self, order: Order) -> Hits:
        """Give the hits in the order asked for; those of a paragraph stay together, as they stand there."""
        if len(self._matches) == 1 and self._scope.is_everywhere:
            numbers, counts = self._matches[0].numbers, self._matches[0].counts
        else:
            numbers, counts = self._counted()
        if order is Order.RELEVANCE:
            ranked = sorted(zip(numbers, counts, strict=True), key=lambda each: -self.score(each[0]))
            numbers, counts = [number for number, _ in ranked], [count for _, count in ranked]
        return Hits(self, numbers, counts)

    def score(self, number: int) -> float:
        """Say how well a paragraph answers: BM25, more for headings, for all the words and for words close together."""
        kind, title = self._paragraphs.block(number).kind, self._paragraphs.item_title(number)
        score = sum(scores.get(number, 0.0) for scores in self._scores) * _WEIGHTS.get(kind, 1.0)
        if len(self._matches) == 1 and not self._sought.whole and not self._scope.has_zones:
            # The usual case: whether the title has it is counted, which is faster than to find all places.
            text = self._paragraphs.folded(number).text
            is_titled = title and Zone(*title, is_title=True).count(self._sought.words[0], text)
            return score * _ITEM_TITLE_WEIGHT if is_titled else score
        found = self._find(number)
        if title is not None and any(
            start < title[1] and title[0] < end for places in found.values() for start, end in places
        ):
            score *= _ITEM_TITLE_WEIGHT
        if self._sought.whole in found:
            return score * _WHOLE_WEIGHT
        return score * _nearness(found) * len(found) / len(self._matches)

    def heading(self, number: int) -> tuple[str | None, str]:
        """Give the titles of the part and of the group in which the hits of a paragraph are shown."""
        return self._paragraphs.heading(number)

    def hits(self, number: int) -> tuple[Hit, ...]:
        """Give the hits of a paragraph."""
        if number not in self._made:  # two threads that look at once make equal hits: no harm
            self._made[number] = tuple(self._make_hits(number))
        return self._made[number]

    def _make_hits(self, number: int) -> Iterator[Hit]:
        block, folded = self._paragraphs.block(number), self._paragraphs.folded(number)
        part, chapter, item = self._paragraphs.titles(number)
        score = self.score(number)
        ranges = [folded.range_of(*place) for place in self._places(number)]
        for start, end in ranges:
            shown = excerpt(block.text, start, end, ranges)
            yield Hit(
                span=Span(block.number, start, end),
                text=block.text[start:end],
                excerpt=shown.text,
                excerpt_span=shown.span,
                part=part,
                chapter=chapter,
                item=item,
                kind=block.kind.value,
                score=score,
                marks=shown.marks,
            )

    def _counted(self) -> tuple[list[int], list[int]]:
        """Give the paragraphs in the scope that have what is sought, in order, and how many places of it.

        All at once and not one by one: in many reports tens of thousands may have a word.
        """
        totals = [0] * len(self._paragraphs)
        for matches in self._matches:
            for number, count in zip(matches.numbers, matches.counts, strict=True):
                totals[number] += count
        for number, count in zip(self._whole.numbers, self._whole.counts, strict=True) if self._whole else ():
            totals[number] = count
        if self._sought.is_any:
            having: Iterable[int] = (number for number, total in enumerate(totals) if total)
        else:
            having = sorted(set.intersection(*(set(matches.numbers) for matches in self._matches)))
        numbers = self._scope.narrow(self._paragraphs, having)
        around = self._around()
        for number in around.intersection(numbers) if around else ():
            totals[number] = len(self._places(number))
        for number in numbers if self._scope.has_zones else ():
            zone = self._zone(number)
            if zone is not None and number not in around:
                totals[number] = self._count_within(zone, number)
        numbers = [number for number in numbers if totals[number]]
        return numbers, [totals[number] for number in numbers]

    def _around(self) -> set[int]:
        """Give the paragraphs that must be looked into: a word may stand there within another (七宝 within 七宝镇)."""
        words = tuple(dict.fromkeys(self._sought.words))
        return {
            number
            for word, matches in zip(words, self._matches, strict=True)
            if any(other in word for other in words if other != word)
            for number in matches.numbers
        }

    def _count_within(self, zone: Zone, number: int) -> int:
        """Count the places in the zone of what is sought; none if a word is missing there that must be there."""
        text, sought = self._paragraphs.folded(number).text, self._sought
        if sought.whole and (count := zone.count(sought.whole, text)):
            return count
        counts = [zone.count(word, text) for word in dict.fromkeys(sought.words)]
        return sum(counts) if sought.is_any or all(counts) else 0

    def _places(self, number: int) -> list[_Place]:
        """Give the places in a paragraph's folded text, in order; of 七宝镇 and 七宝 within it only the longer."""
        kept: list[_Place] = []
        places = (place for each in self._find(number).values() for place in each)
        for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
            if not kept or end > kept[-1][1]:
                kept.append((start, end))
        return kept

    def _find(self, number: int) -> dict[str, list[_Place]]:
        """Find what is sought in a paragraph, by word; nothing if a word is missing that must be there."""
        text, zone, sought = self._paragraphs.folded(number).text, self._zone(number), self._sought
        if sought.whole and (places := _stand(sought.whole, text, zone)):
            return {sought.whole: places}
        found = {word: places for word in sought.words if (places := _stand(word, text, zone))}
        return found if sought.is_any or len(found) == len(self._matches) else {}

    def _zone(self, number: int) -> Zone | None:
        return self._scope.zone(self._paragraphs, number)

    @cached_property
    def _scores(self) -> list[dict[int, float]]:
        return [dict(zip(each.numbers, self._rate(each), strict=True)) for each in self._matches]


def _stand(word: str, text: str, zone: Zone | None) -> list[_Place]:
    places = []
    at = text.find(word)
    while at >= 0:
        places.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    return places if zone is None else list(filter(zone.has, places))


def _nearness(found: Mapping[str, Sequence[_Place]]) -> float:
    """Say how near different words come to each other somewhere: 2 side by side, towards 1 far apart."""
    if len(found) < 2:
        return 1.0
    latest: dict[str, _Place] = {}
    shortest = inf
    for place, word in sorted((place, word) for word, places in found.items() for place in places):
        latest[word] = place
        if len(latest) == len(found):
            first, last = min(start for start, _ in latest.values()), max(end for _, end in latest.values())
            shortest = min(shortest, last - first)
    return 1 + min(1.0, sum(map(len, found)) / shortest)
