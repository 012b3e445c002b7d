"""The report as a search sees it: numbered paragraphs, each as it is compared, with the headings it stands under."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.core.report import Block, Report
from reader.search.fold import Folded
from reader.search.result import Area, heading

_ALL_AREAS = frozenset(Area)


class Paragraphs:
    """The shown blocks of ``report``, numbered from 0, and ``folded``: their texts as they are compared."""

    def __init__(self, report: Report, folded: Sequence[Folded]) -> None:
        self._report = report
        self._blocks = report.shown
        self._folded = folded
        self._titles: dict[int, tuple[str | None, str | None, str | None]] = {}

    def __len__(self) -> int:
        return len(self._blocks)

    def block(self, number: int) -> Block:
        """Give the block that is paragraph ``number``."""
        return self._blocks[number]

    def folded(self, number: int) -> Folded:
        """Give the text in which is searched."""
        return self._folded[number]

    def titles(self, number: int) -> tuple[str | None, str | None, str | None]:
        """Give the titles of the part, chapter and item in which a paragraph stands."""
        if number not in self._titles:
            place, text = self._report.place(self._blocks[number].number), self._report.text
            self._titles[number] = (
                text(place.part.title) if place.part else None,
                text(place.chapter.title) if place.chapter else None,
                text(place.item.title) if place.item else None,
            )
        return self._titles[number]

    def heading(self, number: int) -> tuple[str | None, str]:
        """Give the titles of the part and of the group in which the hits of a paragraph are shown."""
        part, chapter, _ = self.titles(number)
        return heading(part, chapter, self._blocks[number].kind)

    def area(self, number: int) -> Area:
        """Say to which area a paragraph belongs."""
        return self._areas[number]

    def item_title(self, number: int) -> tuple[int, int] | None:
        """Give where in the folded text of a paragraph the title of its item stands, if it does."""
        return self._item_titles[number]

    def under(self, heading: int) -> frozenset[int]:
        """Give the paragraphs of the part or chapter whose heading is block number ``heading``; none for another."""
        return self._under.get(heading, frozenset())

    @cached_property
    def _areas(self) -> list[Area]:
        return [Area.of(block.kind) for block in self._blocks]

    @cached_property
    def _item_titles(self) -> list[tuple[int, int] | None]:
        titles: list[tuple[int, int] | None] = [None] * len(self._blocks)
        for number, block in enumerate(self._blocks):
            item = self._report.place(block.number).item
            if item is not None and item.title.block == block.number:
                offsets = self._folded[number].offsets
                titles[number] = bisect_left(offsets, item.title.start), bisect_left(offsets, item.title.end)
        return titles

    @cached_property
    def _under(self) -> dict[int, frozenset[int]]:
        under: defaultdict[int, set[int]] = defaultdict(set)
        for number, block in enumerate(self._blocks):
            place = self._report.place(block.number)
            for division in (place.part, place.chapter):
                if division is not None:
                    under[division.heading.number].add(number)
        return {heading: frozenset(numbers) for heading, numbers in under.items()}


@dataclass(frozen=True, slots=True)
class Zone:
    """What is looked at of a paragraph: the title of its item (``start`` to ``end``), or all but that."""

    start: int
    end: int
    is_title: bool

    def has(self, place: tuple[int, int]) -> bool:
        """Say whether a place is looked at; one that is half title, half text always is."""
        if self.is_title:
            return place[0] < self.end and self.start < place[1]
        return place[0] < self.start or self.end < place[1]

    def count(self, word: str, text: str) -> int:
        """Say how many places of ``word`` in ``text`` are looked at, none of them overlapping another."""
        # Places are told off from the left, and one that begins before a point ends less than a word behind it.
        more = len(word) - 1
        if self.is_title:
            return text.count(word, 0, self.end + more) - text.count(word, 0, self.start)
        inside = text.count(word, 0, self.end) - text.count(word, 0, min(self.end, self.start + more))
        return text.count(word) - inside


@dataclass(frozen=True)
class Scope:
    """Where to look: in ``areas``, in paragraphs ``under`` a heading (``None``: anywhere), not in ``barred`` ones."""

    areas: frozenset[Area] = _ALL_AREAS
    under: frozenset[int] | None = None
    barred: frozenset[int] = frozenset()

    @cached_property
    def is_everywhere(self) -> bool:
        """Say whether nothing is left out."""
        return self.areas == _ALL_AREAS and self.under is None and not self.barred

    @cached_property
    def has_zones(self) -> bool:
        """Say whether of some paragraphs only a part is looked at."""
        return (Area.TEXT in self.areas) != (Area.HEADINGS in self.areas)

    def narrow(self, paragraphs: Paragraphs, numbers: Iterable[int]) -> list[int]:
        """Give those of the paragraphs of which something is looked at."""
        if self.under is not None:
            numbers = (number for number in numbers if number in self.under)
        if self.barred:
            numbers = (number for number in numbers if number not in self.barred)
        if self.areas != _ALL_AREAS:
            numbers = (number for number in numbers if self._has(paragraphs, number))
        return list(numbers)

    def _has(self, paragraphs: Paragraphs, number: int) -> bool:
        if paragraphs.area(number) in self.areas:
            return True
        return Area.HEADINGS in self.areas and paragraphs.item_title(number) is not None

    def zone(self, paragraphs: Paragraphs, number: int) -> Zone | None:
        """Give what is looked at of a paragraph of which something is; ``None`` if that is all of it."""
        if not self.has_zones:
            return None
        title = paragraphs.item_title(number)
        return None if title is None else Zone(*title, is_title=Area.HEADINGS in self.areas)
