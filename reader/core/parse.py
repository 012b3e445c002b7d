"""Source text → :class:`~reader.core.report.Report`, by the conventions of work reports, in these steps:

1. :func:`~reader.core.lines.typeset_lines` typesets every line that is not blank and applies the corrections.
2. :func:`~reader.core.lines.classify` gives each line its kind.
3. :class:`_Builder` puts the blocks together into parts, chapters and items, and checks the numbering.
4. The glossary's entries are read, and the text is linked to them.

Errors name the line of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.core.enumerators import (
    Enumerator,
    bracketed_enumerator,
    chapter_enumerator,
    item_enumerator,
    term_enumerator,
)
from reader.core.glossary import link_terms
from reader.core.lines import classify, is_closing, typeset_lines
from reader.core.report import Block, Chapter, GlossaryTerm, Item, Kind, LinkKind, Part, Report, TermLink
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.core.typeset import Correction
from reader.errors import ParseError

_BREADCRUMB = re.compile(r"^[^：]+：(.+)$")
_PUBLISHER = re.compile(r"来源：(?!发布)(\S+?)(?=\s|发布|$)")
_PUBLISHED = re.compile(r"发布(?:时间|日期)：(\d{4})[年-](\d{1,2})[月-](\d{1,2})")
_PART_NUMBER = re.compile(r"(?:第[一二三四五六七八九十]部分[：、\s]*)?(?:\d{4}年?度?(?![-—至~\d]))?\s*")


def parse(text: str, corrections: Iterable[Correction] = ()) -> Report:
    """Parse a report.

    Raises :class:`ParseError` where the text does not follow the conventions, and :class:`CorrectionsError` where a
    correction fits no line of it, or more than one.
    """
    blocks = classify(typeset_lines(text, tuple(corrections)))
    builder = _Builder()
    for block in blocks:
        builder.add(block)
    return builder.build(blocks)


@dataclass
class _ItemDraft:
    number: int
    title: Span
    paragraphs: list[Block]

    def build(self) -> Item:
        return Item(self.number, self.title, tuple(self.paragraphs))


@dataclass
class _ChapterDraft:
    enumerator: Enumerator
    heading: Block
    opening: list[Block] = field(default_factory=list)
    items: list[_ItemDraft] = field(default_factory=list)
    is_bracketed: bool = False
    """Whether the items are numbered （一）; 1、 is then but a paragraph of an item."""

    def build(self) -> Chapter:
        title = Span(self.heading.number, self.enumerator.width, len(self.heading.text))
        items = tuple(item.build() for item in self.items)
        return Chapter(self.enumerator.label, self.heading, title, tuple(self.opening), items)


@dataclass
class _PartDraft:
    heading: Block
    paragraphs: list[Block] = field(default_factory=list)
    chapters: list[_ChapterDraft] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)

    def build(self) -> Part:
        text = self.heading.text
        number = _PART_NUMBER.match(text) if self.heading.kind is Kind.PART else None
        start = number.end() if number and number.end() < len(text) else 0
        title = Span(self.heading.number, start, len(text))
        chapters = tuple(chapter.build() for chapter in self.chapters)
        return Part(self.heading, title, tuple(self.paragraphs), chapters, tuple(self.closing))


class _Builder:
    """Puts blocks together, in order; :meth:`build` gives the report."""

    def __init__(self) -> None:
        self._front: dict[Kind, Block] = {}
        self._preface: list[Block] = []
        """What stands before the first part or chapter; it opens the first part."""
        self._parts: list[_PartDraft] = []
        self._entries: list[tuple[Enumerator, Block]] = []
        self._in_glossary = False

    def add(self, block: Block) -> None:
        """Take the next block."""
        match block.kind:
            case Kind.NAVIGATION:
                pass
            case Kind.BREADCRUMB | Kind.TITLE | Kind.SOURCE:
                self._front.setdefault(block.kind, block)
            case Kind.PART:
                self._add_part(block)
            case Kind.CHAPTER:
                self._add_chapter(block)
            case Kind.ITEM:
                self._add_item(block)
            case Kind.GLOSSARY:
                self._in_glossary = True
            case Kind.TERM:
                self._add_term(block)
            case _:
                self._add_paragraph(block)

    def _add_part(self, heading: Block) -> None:
        self._parts.append(_PartDraft(heading, self._preface))
        self._preface = []

    def _add_chapter(self, block: Block) -> None:
        enumerator = chapter_enumerator(block.text)
        assert enumerator is not None  # this is what made the block a chapter
        part = self._current_part(block)
        expected = len(part.chapters) + 1
        if enumerator.value != expected:
            problem = f"这里的编号是“{enumerator.label}”，按顺序应是第 {expected} 章。请补齐，或改正编号。"
            raise ParseError(block.line, problem)
        if enumerator.width == len(block.text):
            raise ParseError(block.line, f"第“{enumerator.label}”章只有编号，没有标题。请补上标题。")
        if part.closing:
            self._reopen(part)
        part.chapters.append(_ChapterDraft(enumerator, block))

    def _current_part(self, block: Block) -> _PartDraft:
        """Give the part that ``block`` belongs to; a report without part headings is one part named by its title."""
        if not self._parts:
            title = self._front.get(Kind.TITLE)
            if title is None:
                raise ParseError(block.line, "章前面没有报告的标题。请在文件开头写上标题。")
            self._add_part(title)
        return self._parts[-1]

    def _add_item(self, block: Block) -> None:
        chapter = self._parts[-1].chapters[-1] if self._parts and self._parts[-1].chapters else None
        bracketed = bracketed_enumerator(block.text)
        if chapter is None:
            raise ParseError(block.line, "编号的段落前面没有章。请在前面补上“一、”这样的章标题。")
        if not chapter.items:
            chapter.is_bracketed = bracketed is not None
        enumerator = bracketed if chapter.is_bracketed else item_enumerator(block.text)
        if enumerator is None:
            self._add_paragraph(block)
            return
        expected = len(chapter.items) + 1
        if enumerator.value != expected:
            problem = f"这里的编号是“{enumerator.label}”，按顺序应是第 {expected} 条。请补齐，或改正编号。"
            raise ParseError(block.line, problem)
        if self._parts[-1].closing:
            self._reopen(self._parts[-1])
        title = _first_sentence(block, enumerator.width)
        if not title:
            raise ParseError(block.line, f"第“{enumerator.label}”条只有编号，没有文字。请补上。")
        chapter.items.append(_ItemDraft(enumerator.value, title, [block]))

    @staticmethod
    def _reopen(part: _PartDraft) -> None:
        """Give paragraphs that looked like a part's close back to the chapter: it goes on after them."""
        chapter = part.chapters[-1]
        (chapter.items[-1].paragraphs if chapter.items else chapter.opening).extend(part.closing)
        part.closing.clear()

    def _add_paragraph(self, block: Block) -> None:
        if self._in_glossary:
            return
        if not self._parts:
            self._preface.append(block)
            return
        part = self._parts[-1]
        if not part.chapters:
            part.paragraphs.append(block)
        elif part.closing or is_closing(block.text):
            part.closing.append(block)
        elif part.chapters[-1].items:
            part.chapters[-1].items[-1].paragraphs.append(block)
        else:
            part.chapters[-1].opening.append(block)

    def _add_term(self, block: Block) -> None:
        enumerator = term_enumerator(block.text)
        assert enumerator is not None  # this is what made the block a term
        expected = len(self._entries) + 1
        if enumerator.value != expected:
            raise ParseError(
                block.line,
                f"名词解释的编号是 {enumerator.value}，按顺序应是 {expected}。请补齐，或改正编号。",
            )
        self._entries.append((enumerator, block))

    def build(self, blocks: tuple[Block, ...]) -> Report:
        """Check that nothing essential is missing, link the glossary and give the report."""
        title = self._front.get(Kind.TITLE)
        if title is None:
            raise ParseError(blocks[0].line, "没有找到报告的标题。请在文件开头写上标题。")
        if not any(part.chapters for part in self._parts):
            raise ParseError(
                blocks[-1].line, "到文件末尾也没有找到“一、”这样的章。文件可能不完整，请换一份完整的报告。"
            )
        halves = {enumerator.value: _halves(block, enumerator) for enumerator, block in self._entries}
        terms = {
            number: blocks[term.block].text[term.start : term.end] for number, (term, _) in halves.items()
        }
        entries = {term.block: number for number, (term, _) in halves.items()}
        linkable = [
            block for block in blocks if block.kind not in (Kind.NAVIGATION, Kind.BREADCRUMB, Kind.GLOSSARY)
        ]
        links = link_terms(linkable, terms, entries)
        glossary = tuple(
            _glossary_term(number, blocks[term.block], term, meaning, links)
            for number, (term, meaning) in halves.items()
        )
        source, published = _source(self._front.get(Kind.SOURCE))
        breadcrumb = _breadcrumb(self._front.get(Kind.BREADCRUMB))
        parts = tuple(part.build() for part in self._parts)
        return Report(title.text, breadcrumb, source, published, blocks, parts, glossary, links)


def _first_sentence(block: Block, start: int) -> Span:
    """Address the first sentence after the number; its full stop is left out."""
    ranges = sentences(block.text[start:])
    end = start + (ranges[0][1] if ranges else 0)
    while end > start and block.text[end - 1] in "。；！？":
        end -= 1
    return Span(block.number, start, end)


def _halves(block: Block, enumerator: Enumerator) -> tuple[Span, Span]:
    """Split a glossary entry at its first colon into term and meaning."""
    colon = next((at for at, mark in enumerate(block.text) if mark in "：:" and at >= enumerator.width), -1)
    if colon < 0:
        raise ParseError(
            block.line,
            f"名词解释第 {enumerator.value} 条里没有冒号，分不出名词和解释。请在名词后面补上冒号。",
        )
    if colon == enumerator.width or colon + 1 == len(block.text):
        raise ParseError(block.line, f"名词解释第 {enumerator.value} 条缺了名词或解释。请补上。")
    return Span(block.number, enumerator.width, colon), Span(block.number, colon + 1, len(block.text))


def _glossary_term(
    number: int, entry: Block, term: Span, meaning: Span, links: tuple[TermLink, ...]
) -> GlossaryTerm:
    own = [link for link in links if link.number == number]
    for link in own:
        if link.kind is LinkKind.MARKED:
            marker = Span(link.span.block, link.span.end - 1, link.span.end)
            return GlossaryTerm(number, entry, term, meaning, marker, is_marker_lost=False)
    return GlossaryTerm(number, entry, term, meaning, own[0].span if own else term, is_marker_lost=True)


def _source(block: Block | None) -> tuple[str, str]:
    text = block.text if block else ""
    publisher, published = _PUBLISHER.search(text), _PUBLISHED.search(text)
    date = f"{published[1]}-{int(published[2]):02}-{int(published[3]):02}" if published else ""
    return publisher[1] if publisher else "", date


def _breadcrumb(block: Block | None) -> tuple[str, ...]:
    found = _BREADCRUMB.match(block.text) if block else None
    return tuple(step.strip() for step in found[1].split(">")) if found else ()
