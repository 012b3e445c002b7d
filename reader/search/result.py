"""What a search is asked for and what it answers."""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice
from operator import eq
from typing import Protocol, overload

from reader.core.report import Kind, Report
from reader.core.span import Span

EITHER = " 或 "
"""Stands between the words of :attr:`Result.understood` of which one is enough; a space between words that all must be there."""


class Mode(enum.Enum):
    """Which of the typed words a paragraph must have. The value is the word used on the command line."""

    ALL = "all"
    """All of them (全部)."""
    PHRASE = "phrase"
    """All of them, just as typed (完整词句)."""
    ANY = "any"
    """At least one (任一)."""


class Order(enum.Enum):
    """In which order hits come."""

    PLACE = "place"
    """As they stand in the report."""
    RELEVANCE = "relevance"
    """The best first."""


class Area(enum.Enum):
    """Where to look."""

    TEXT = "text"
    """正文"""
    HEADINGS = "headings"
    """标题"""
    GLOSSARY = "glossary"
    """名词解释"""

    @classmethod
    def of(cls, kind: Kind) -> Area:
        """Say to which area a block of this kind belongs."""
        if kind in (Kind.GLOSSARY, Kind.TERM):
            return cls.GLOSSARY
        return cls.HEADINGS if kind in (Kind.TITLE, Kind.PART, Kind.CHAPTER) else cls.TEXT


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search.

    ``without`` names words that must not stand in the same paragraph (不含). ``under`` is the block number of
    the heading of a part or chapter: only what stands under it is looked at. ``literal`` takes what was typed
    literally and understands nothing into it (仍按原样搜索).
    """

    mode: Mode = Mode.ALL
    without: str = ""
    areas: frozenset[Area] = field(default=frozenset(Area))
    under: int | None = None
    order: Order = Order.PLACE
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A found place: ``span`` in the shown text, which reads ``text``.

    ``excerpt`` is some text around it, with … where text was left out; ``excerpt_span`` is where ``text``
    stands in the excerpt. ``part``, ``chapter`` and ``item`` are titles. ``score`` is higher for better hits.
    ``marks`` are all places of the excerpt where something that was looked for stands, in order, none in
    another's way; ``excerpt_span`` is one of them.
    """

    span: Span
    text: str
    excerpt: str
    excerpt_span: tuple[int, int]
    part: str | None
    chapter: str | None
    item: str | None
    kind: str
    score: float
    marks: tuple[tuple[int, int], ...]

    def to_json(self) -> dict[str, str | int | None]:
        """Give what the command line prints."""
        return {
            "text": self.text,
            "excerpt": self.excerpt,
            "part": self.part,
            "chapter": self.chapter,
            "item": self.item,
            "kind": self.kind,
            "block": self.span.block,
            "start": self.span.start,
            "end": self.span.end,
        }


class HitSource(Protocol):
    """Makes the hits of numbered paragraphs; always the same ones, from any thread."""

    def hits(self, number: int) -> tuple[Hit, ...]:
        """Give the hits of a paragraph."""

    def heading(self, number: int) -> tuple[str | None, str]:
        """Give the title of the part (``None``: none) and of the group under which a paragraph's hits are shown."""


class Hits(Sequence[Hit]):
    """The hits of the paragraphs ``numbers`` of ``source``, ``counts`` of them, made when they are looked at.

    Never changes, may be looked at from any thread, needs no open index, and equals any sequence of the same
    hits. How many there are costs nothing.
    """

    __slots__ = ("_counts", "_ends", "_source", "numbers")

    def __init__(self, source: HitSource, numbers: Sequence[int], counts: Sequence[int]) -> None:
        self._source = source
        self.numbers = numbers
        self._counts = counts
        self._ends = list(accumulate(counts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        at = bisect_right(self._ends, index)
        return self._source.hits(self.numbers[at])[index - self._ends[at]]

    def __iter__(self) -> Iterator[Hit]:
        return chain.from_iterable(map(self._source.hits, self.numbers))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Hits, tuple, list)):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self)} hits in {len(self.numbers)} paragraphs>"

    def grouped(self) -> dict[tuple[str | None, str], Hits]:
        """Give the hits under each heading, in the order of their first hits."""
        gathered: dict[tuple[str | None, str], tuple[list[int], list[int]]] = {}
        for number, count in zip(self.numbers, self._counts, strict=True):
            numbers, counts = gathered.setdefault(self._source.heading(number), ([], []))
            numbers.append(number)
            counts.append(count)
        return {heading: Hits(self._source, *found) for heading, found in gathered.items()}


class _Gathered:
    """Hits that are there already, each as a paragraph of its own."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits

    def hits(self, number: int) -> tuple[Hit, ...]:
        return (self._hits[number],)

    def heading(self, number: int) -> tuple[str | None, str]:
        hit = self._hits[number]
        return heading(hit.part, hit.chapter, Kind(hit.kind))


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one chapter (or of what stands outside chapters), under its ``title``."""

    title: str
    part: str | None
    hits: Sequence[Hit]

    @property
    def count(self) -> int:
        """How many hits the group has."""
        return len(self.hits)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a search.

    ``understood`` is ``None`` where what was typed was taken literally, else what was looked for instead;
    ``alternatives`` are further things it may have meant. ``notice`` is a sentence to show, if any.
    ``elsewhere`` is how many places the report has that the options leave out, told where there are no hits:
    the notice then says so. ``to_try`` are words to search for instead that the report has, whatever was typed,
    where nothing else can be offered.
    """

    query: str
    understood: str | None
    hits: Sequence[Hit]
    alternatives: tuple[str, ...] = ()
    notice: str | None = None
    elsewhere: int = 0
    to_try: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many hits there are."""
        return len(self.hits)

    def groups(self) -> tuple[Group, ...]:
        """Group the hits by chapter. Groups come in the order of their first hit."""
        hits = self.hits
        if not isinstance(hits, Hits):
            hits = Hits(_Gathered(hits), range(len(hits)), [1] * len(hits))
        return tuple(Group(title, part, found) for (part, title), found in hits.grouped().items())

    def to_json(self, limit: int | None = None) -> dict[str, object]:
        """Give what the command line prints: all hits, or the first ``limit``; ``count`` always counts all."""
        return {
            "query": self.query,
            "understood": self.understood,
            "count": self.count,
            "hits": [hit.to_json() for hit in islice(self.hits, limit)],
        }


def heading(part: str | None, chapter: str | None, kind: Kind) -> tuple[str | None, str]:
    """Say under which part and title a hit is shown."""
    if kind in (Kind.TERM, Kind.GLOSSARY):
        return part, "名词解释"
    return part, chapter or part or "报告开头"


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """A part (``level`` 0) or chapter (1) that a search can be confined to; ``block`` is its heading's number."""

    block: int
    title: str
    level: int


def search_places(report: Report) -> tuple[SearchPlace, ...]:
    """Give the parts and chapters of ``report``, in order: what :attr:`SearchOptions.under` may name."""
    places = []
    for part in report.parts:
        places.append(SearchPlace(part.heading.number, report.text(part.title), 0))
        places.extend(
            SearchPlace(chapter.heading.number, report.text(chapter.title), 1) for chapter in part.chapters
        )
    return tuple(places)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer of the on-screen keyboard: ``text``, for the first ``used`` letters of what was typed."""

    text: str
    used: int
