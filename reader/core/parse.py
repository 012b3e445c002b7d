"""Source text → :class:`~reader.core.report.Report`, by the conventions of work reports, in these steps:

1. :func:`typeset_lines` typesets every line that is not blank and applies the corrections, each exactly once.
2. :func:`_classify` gives each line its kind, from its own shape and what came before it.
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
from reader.core.report import Block, Chapter, GlossaryTerm, Item, Kind, LinkKind, Part, Report, TermLink
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.core.traced import Traced
from reader.core.typeset import Correction, typeset
from reader.errors import CorrectionsError, ParseError

NAVIGATION = frozenset(
    "高级搜索 读屏专用 声音开关 语速 阅读方式 配色 放大 缩小 鼠标样式 十字线 大字幕 快捷方式 重置 固定 说明 退出服务".split()
)
"""The labels of a government site's accessibility toolbar, which a page saved as text carries along."""

_BREADCRUMB = re.compile(r"^(?:当前位置|您的位置|您现在的位置)：(.+)$")
_SOURCE = re.compile(r"^来源：(?P<source>\S+)\s+发布(?:时间|日期)：(?P<year>\d{4})[年-](?P<month>\d{1,2})[月-](?P<day>\d{1,2})日?")
_GLOSSARY = re.compile(r"^【?名词解释】?：?$")
_PART_YEAR = re.compile(r"^(?:第[一二三四五六七八九十]部分[：、]?)?(?:\d{4}年?)?")
_ENDS_SENTENCE = re.compile(r"[。！？；：，、”）]$")
_CLOSING = re.compile(r"^(?:此外|另外|各位代表|各位委员|同志们|总的来看|总之|让我们|在看到成绩|在肯定成绩)")
_LONGEST_HEADING = 30
"""Characters. Headings of parts are a line of the title page; a paragraph is never as short as that and unpunctuated."""


def parse(text: str, corrections: Iterable[Correction] = ()) -> Report:
    """Parse a report.

    Raises :class:`ParseError` where the text does not follow the conventions, and :class:`CorrectionsError` where a
    correction fits no line of it, or more than one.
    """
    blocks = _classify(typeset_lines(text, tuple(corrections)))
    builder = _Builder()
    for block in blocks:
        builder.add(block)
    return builder.build(blocks)


def typeset_lines(text: str, corrections: tuple[Correction, ...]) -> list[tuple[int, str, Traced]]:
    """Give ``(line number, published line, typeset line)`` for each line with anything in it."""
    lines = [
        (number, line.strip("\u200b\ufeff \t\u00a0\u3000\r\x0b\x0c"))
        for number, line in enumerate(text.split("\n"), 1)
    ]
    lines = [(number, line) for number, line in lines if line and not line.isspace()]
    fitting: dict[int, list[Correction]] = {}
    for correction in corrections:
        fits = [number for number, line in lines if correction.fits(line)]
        if len(fits) != 1:
            raise CorrectionsError(_misfit(correction, len(fits)))
        fitting.setdefault(fits[0], []).append(correction)
    return [(number, line, typeset(line, tuple(fitting.get(number, ())))) for number, line in lines]


def _misfit(correction: Correction, count: int) -> str:
    problem = "在报告里找不到" if count == 0 else f"在报告里有 {count} 处，分不清改哪一处"
    return (
        f"更正表第 {correction.row} 行：以“{correction.where}”开头的段落里，“{correction.published}”{problem}。"
        "请对照原文改正这一行，或删去它。"
    )


def _classify(lines: list[tuple[int, str, Traced]]) -> tuple[Block, ...]:
    """Give each line its kind. The front matter ends at the first heading of a part or chapter."""
    if not lines:
        raise ParseError(1, "文件里没有文字。请换一份完整的报告。")
    blocks: list[Block] = []
    seen: set[Kind] = set()
    for number, (line, published, traced) in enumerate(lines):
        kind = _kind(traced.text, seen)
        seen.add(kind)
        blocks.append(Block(number, kind, line, published, traced))
    return tuple(blocks)


def _kind(text: str, seen: set[Kind]) -> Kind:
    if text in NAVIGATION:
        return Kind.NAVIGATION
    if _GLOSSARY.match(text):
        return Kind.GLOSSARY
    if Kind.GLOSSARY in seen:
        return Kind.TERM if term_enumerator(text) else Kind.PARAGRAPH
    if Kind.TITLE not in seen and _BREADCRUMB.match(text):
        return Kind.BREADCRUMB
    if not seen & {Kind.PART, Kind.CHAPTER} and _SOURCE.match(text):
        return Kind.SOURCE
    if chapter_enumerator(text):
        return Kind.CHAPTER
    if Kind.TITLE not in seen:
        return Kind.TITLE
    if Kind.CHAPTER in seen and (item_enumerator(text) or bracketed_enumerator(text)):
        return Kind.ITEM
    if len(text) <= _LONGEST_HEADING and not _ENDS_SENTENCE.search(text) and not _CLOSING.match(text):
        return Kind.PART
    return Kind.PARAGRAPH


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
        year = _PART_YEAR.match(self.heading.text)
        start = year.end() if year and self.heading.kind is Kind.PART else 0
        title = Span(self.heading.number, start, len(self.heading.text))
        chapters = tuple(chapter.build() for chapter in self.chapters)
        return Part(self.heading, title, tuple(self.paragraphs), chapters, tuple(self.closing))


class _Builder:
    """Puts blocks together, in order; :meth:`build` gives the report."""

    def __init__(self) -> None:
        self._front: dict[Kind, Block] = {}
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
                self._parts.append(_PartDraft(block))
            case Kind.CHAPTER:
                self._add_chapter(block)
            case Kind.ITEM:
                self._add_item(block)
            case Kind.GLOSSARY:
                self._in_glossary = True
            case Kind.TERM:
                self._add_term(block)
            case Kind.PARAGRAPH:
                self._add_paragraph(block)

    def _add_chapter(self, block: Block) -> None:
        enumerator = chapter_enumerator(block.text)
        assert enumerator is not None  # this is what made the block a chapter
        part = self._current_part(block)
        expected = len(part.chapters) + 1
        if enumerator.value != expected:
            raise ParseError(block.line, f"这里是第“{enumerator.label}”章，前面应有的第 {expected} 章不见了。请补齐，或改正编号。")
        if part.closing:
            self._reopen(part)
        part.chapters.append(_ChapterDraft(enumerator, block))

    def _current_part(self, block: Block) -> _PartDraft:
        """Give the part that ``block`` belongs to; a report without part headings is one part named by its title."""
        if not self._parts:
            title = self._front.get(Kind.TITLE)
            if title is None:
                raise ParseError(block.line, "章前面没有报告的标题。请在文件开头写上标题。")
            self._parts.append(_PartDraft(title))
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
        chapter.items.append(_ItemDraft(enumerator.value, _first_sentence(block, enumerator.width), [block]))

    @staticmethod
    def _reopen(part: _PartDraft) -> None:
        """Give paragraphs that looked like a part's close back to the chapter: it goes on after them."""
        chapter = part.chapters[-1]
        (chapter.items[-1].paragraphs if chapter.items else chapter.opening).extend(part.closing)
        part.closing.clear()

    def _add_paragraph(self, block: Block) -> None:
        if self._in_glossary:
            return
        part = self._current_part(block)
        if not part.chapters:
            part.paragraphs.append(block)
        elif part.closing or _CLOSING.match(block.text):
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
            raise ParseError(block.line, f"名词解释的编号是 {enumerator.value}，按顺序应是 {expected}。请补齐，或改正编号。")
        self._entries.append((enumerator, block))

    def build(self, blocks: tuple[Block, ...]) -> Report:
        """Check that nothing essential is missing, link the glossary and give the report."""
        title = self._front.get(Kind.TITLE)
        if title is None:
            raise ParseError(blocks[0].line, "没有找到报告的标题。请在文件开头写上标题。")
        if not any(part.chapters for part in self._parts):
            raise ParseError(blocks[-1].line, "到文件末尾也没有找到“一、”这样的章。文件可能不完整，请换一份完整的报告。")
        halves = {enumerator.value: _halves(block, enumerator) for enumerator, block in self._entries}
        terms = {number: blocks[term.block].text[term.start : term.end] for number, (term, _) in halves.items()}
        entries = {term.block: number for number, (term, _) in halves.items()}
        linkable = [block for block in blocks if block.kind not in (Kind.NAVIGATION, Kind.BREADCRUMB, Kind.GLOSSARY)]
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
    colon = block.text.find("：", enumerator.width)
    if colon < 0:
        raise ParseError(
            block.line, f"名词解释第 {enumerator.value} 条里没有冒号，分不出名词和解释。请在名词后面补上冒号。"
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
    found = _SOURCE.match(block.text) if block else None
    if not found:
        return "", ""
    return found["source"], f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"


def _breadcrumb(block: Block | None) -> tuple[str, ...]:
    found = _BREADCRUMB.match(block.text) if block else None
    return tuple(step.strip() for step in found[1].split(">")) if found else ()
