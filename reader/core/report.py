"""The report as the program knows it: Report › Part › Chapter › Item › Paragraph, and the glossary.

Everything here is frozen. A :class:`Block` is one line of the published page; all else points at blocks.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import cached_property

from reader.core.span import Span
from reader.core.traced import Traced


class Kind(enum.Enum):
    """What a block is. The value is the word used in JSON output."""

    NAVIGATION = "navigation"
    """The web page's own controls (高级搜索 above, the toolbar's labels below): kept, but not shown."""
    BREADCRUMB = "breadcrumb"
    TITLE = "title"
    SOURCE = "source"
    """Where and when it was published."""
    PART = "part"
    CHAPTER = "chapter"
    ITEM = "item"
    """A numbered paragraph; its first sentence is the item's title."""
    PARAGRAPH = "paragraph"
    GLOSSARY = "glossary"
    """The heading of the glossary, 名词解释."""
    TERM = "term"
    """One entry of the glossary."""


@dataclass(frozen=True)
class Block:
    """One line of the page: ``traced`` is what is shown, traced to ``published``, the line as it was published.

    ``line`` counts the source's lines from 1. ``number`` is the block's index in ``Report.blocks``.
    """

    number: int
    kind: Kind
    line: int
    published: str
    traced: Traced

    @property
    def text(self) -> str:
        """The text as shown: typeset, corrections applied."""
        return self.traced.text

    @property
    def span(self) -> Span:
        """The whole block."""
        return Span(self.number, 0, len(self.text))


@dataclass(frozen=True)
class Item:
    """A numbered item (1、…). ``title`` addresses its first sentence without the number and the full stop."""

    number: int
    title: Span
    paragraphs: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter (一、…). ``title`` addresses the heading without its number; ``label`` is the number as printed."""

    label: str
    heading: Block
    title: Span
    opening: tuple[Block, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Part:
    """A part of the report with the paragraphs that open and close it. ``title`` leaves the year out."""

    heading: Block
    title: Span
    paragraphs: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    closing: tuple[Block, ...]


class LinkKind(enum.Enum):
    """How a link to a glossary term came to stand where it stands."""

    MARKED = "marked"
    """The term carries its marker (①) in the published text."""
    RESTORED = "restored"
    """The published page lost the marker; this is the term's first occurrence."""
    REPEATED = "repeated"
    """A further occurrence of the term."""


@dataclass(frozen=True)
class TermLink:
    """A place in the text that leads to a glossary term: the term and its marker, one target."""

    span: Span
    number: int
    kind: LinkKind


@dataclass(frozen=True)
class GlossaryTerm:
    """An entry of the glossary. ``entry`` is its block; ``term`` and ``meaning`` address its two halves.

    ``marker`` is where the text first refers to it: the marker character, or the term itself where the marker was lost.
    """

    number: int
    entry: Block
    term: Span
    meaning: Span
    marker: Span
    is_marker_lost: bool


@dataclass(frozen=True)
class Place:
    """Where a block stands in the report: its part, chapter and item, each ``None`` where there is none."""

    part: Part | None = None
    chapter: Chapter | None = None
    item: Item | None = None


@dataclass(frozen=True)
class Report:
    """A whole report. ``blocks`` are all lines in published order; nothing of the source is missing from them."""

    title: str
    breadcrumb: tuple[str, ...]
    source: str
    published: str
    """Date of publication, ISO 8601 (2021-09-14)."""
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    glossary: tuple[GlossaryTerm, ...]
    links: tuple[TermLink, ...]

    @cached_property
    def shown(self) -> tuple[Block, ...]:
        """The blocks of the reading page, in order: all but the web page's own controls.

        The trail of links is one of them: it stands in the window's head.
        """
        return tuple(block for block in self.blocks if block.kind not in (Kind.NAVIGATION, Kind.BREADCRUMB))

    @cached_property
    def _places(self) -> dict[int, Place]:
        places: dict[int, Place] = {}
        for part in self.parts:
            for block in (part.heading, *part.paragraphs, *part.closing):
                places[block.number] = Place(part)
            for chapter in part.chapters:
                for block in (chapter.heading, *chapter.opening):
                    places[block.number] = Place(part, chapter)
                for item in chapter.items:
                    for block in item.paragraphs:
                        places[block.number] = Place(part, chapter, item)
        return places

    def place(self, block: int) -> Place:
        """Say where block number ``block`` stands."""
        return self._places.get(block, Place())

    def text(self, span: Span) -> str:
        """Give the shown text of ``span``."""
        return self.blocks[span.block].text[span.start : span.end]

    def term(self, number: int) -> GlossaryTerm:
        """Give the glossary term with this number; ``KeyError`` if there is none."""
        for term in self.glossary:
            if term.number == number:
                return term
        raise KeyError(number)

    def links_in(self, block: int) -> tuple[TermLink, ...]:
        """Give the links that stand in block number ``block``, in order."""
        return tuple(link for link in self.links if link.span.block == block)
