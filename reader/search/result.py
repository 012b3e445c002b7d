"""What a search is asked for and what it answers."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from reader.core.report import Kind
from reader.core.span import Span


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


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one chapter (or of what stands outside chapters), under its ``title``."""

    title: str
    part: str | None
    hits: tuple[Hit, ...]

    @property
    def count(self) -> int:
        """How many hits the group has."""
        return len(self.hits)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a search.

    ``understood`` is ``None`` where what was typed was taken literally, else what was looked for instead;
    ``alternatives`` are further things it may have meant. ``notice`` is a sentence to show, if any.
    """

    query: str
    understood: str | None
    hits: tuple[Hit, ...]
    alternatives: tuple[str, ...] = ()
    notice: str | None = None

    @property
    def count(self) -> int:
        """How many hits there are."""
        return len(self.hits)

    def groups(self) -> tuple[Group, ...]:
        """Group the hits by chapter. Groups come in the order of their first hit."""
        gathered: dict[tuple[str | None, str], list[Hit]] = {}
        for hit in self.hits:
            gathered.setdefault((hit.part, _group_title(hit)), []).append(hit)
        return tuple(Group(title, part, tuple(hits)) for (part, title), hits in gathered.items())

    def to_json(self) -> dict[str, object]:
        """Give what the command line prints."""
        return {
            "query": self.query,
            "understood": self.understood,
            "count": self.count,
            "hits": [hit.to_json() for hit in self.hits],
        }


def _group_title(hit: Hit) -> str:
    if hit.kind in (Kind.TERM.value, Kind.GLOSSARY.value):
        return "名词解释"
    return hit.chapter or hit.part or "报告开头"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer of the on-screen keyboard: ``text``, for the first ``used`` letters of what was typed."""

    text: str
    used: int
