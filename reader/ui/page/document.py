"""Report → QTextDocument, and the map between the two ways of counting characters.

Qt counts UTF-16 units; Spans count code points. Besides, an invisible word joiner (U+2060) stands before each marker in
the document, so that a line never breaks between a term and its marker; it is in no Span. Only this module and
:mod:`reader.ui.page.reading_page` know of either.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)

from reader.core.colour import Scheme
from reader.core.report import Block, Kind, LinkKind, Report
from reader.core.span import Span
from reader.ui.look.theme import DEFAULT_FAMILY
from reader.ui.page.style import GROUND_ABOVE_EM, GROUND_BELOW_EM, HANZI_DEPTH_EM, Style

WORD_JOINER = "\u2060"
TERM_SCHEME = "term"
"""Links read ``term:7``: the number of a glossary term."""

_LEVELS = {Kind.TITLE: 1, Kind.PART: 2, Kind.GLOSSARY: 2, Kind.CHAPTER: 3}
_SIZES = {
    Kind.SOURCE: 0.7,
    Kind.TITLE: 1.4,
    Kind.PART: 1.25,
    Kind.GLOSSARY: 1.25,
    Kind.CHAPTER: 1.1,
}
"""Size of type, relative to the body's."""

_INDENTED = frozenset({Kind.ITEM, Kind.PARAGRAPH})


_CLOSING = "，。、；：！？》」』】）”’"
_ANY_MARK = f"{_CLOSING}《「『【（“‘"


_CLOSED_UP_PERCENT = 50


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of the document: of which block of the report, where its text block lies, and its type; in pixels."""

    number: int
    text_block: QTextBlock
    corner: QPointF
    line: QTextLine
    size_px: int

    @property
    def baseline(self) -> float:
        """Where the characters stand, in the document's pixels."""
        return self.corner.y() + self.line.y() + self.line.ascent()


class ReportDocument(QTextDocument):
    """The reading page's document: one text block for each shown block of the report, in the same order."""

    def __init__(self, report: Report, family: str) -> None:
        super().__init__()
        self.report = report
        # Before the first character: Qt would shape all of them in its own default font, and load that one's file.
        self.setDefaultFont(QFont(family))
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self._offsets = [_unit_offsets(report, block) for block in report.shown]
        self._rows = {block.number: row for row, block in enumerate(report.shown)}
        cursor = QTextCursor(self)
        for row, block in enumerate(report.shown):
            if row:
                cursor.insertBlock()
            cursor.insertText(_joined(report, block))
        self._mark_links()
        self._mark_titles()
        self._pairs = tuple(
            (block.number, at)
            for block in report.shown
            for at, (mark, following) in enumerate(itertools.pairwise(block.text))
            if mark in _CLOSING and following in _ANY_MARK
        )
        self._style: Style | None = None

    def position(self, block: int, offset: int) -> int:
        """Give the document's position of character ``offset`` of block ``block``."""
        row = self._rows[block]
        return self.findBlockByNumber(row).position() + self._offsets[row][offset]

    def has(self, block: int) -> bool:
        """Say whether the page shows this block."""
        return block in self._rows

    def place(self, position: int) -> tuple[int, int]:
        """Give the report's block and character at a position of the document."""
        text_block = self.findBlock(position)
        row = max(0, text_block.blockNumber())
        offset = bisect_right(self._offsets[row], position - text_block.position()) - 1
        return self.report.shown[row].number, max(0, offset)

    def cursor(self, span: Span) -> QTextCursor:
        """Select ``span``."""
        cursor = QTextCursor(self)
        cursor.setPosition(self.position(span.block, span.start))
        cursor.setPosition(self.position(span.block, span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def span(self, cursor: QTextCursor) -> Span:
        """Give the selected characters of the block in which the selection begins."""
        block, start = self.place(cursor.selectionStart())
        end_block, end = self.place(cursor.selectionEnd())
        if end_block != block:
            end = len(self.report.blocks[block].text)
        return Span(block, start, max(start, end))

    def offsets(self, block: int) -> Sequence[int]:
        """Give the place of each character of ``block``, and of its end, in UTF-16 units from its text block's start."""
        return self._offsets[self._rows[block]]

    def text_block(self, block: int) -> QTextBlock:
        """Give the text block that shows ``block``."""
        return self.findBlockByNumber(self._rows[block])

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[int, QTextBlock]]:
        """Give the report's blocks that stand between two heights of the document, in pixels."""
        layout = self.documentLayout()
        rows = range(self.blockCount())
        # Layouts are lazy; asking for a block's box lays it out.
        first = bisect_right(
            rows, top, key=lambda row: layout.blockBoundingRect(self.findBlockByNumber(row)).top()
        )
        for row in rows[max(0, first - 1) :]:
            block = self.findBlockByNumber(row)
            if layout.blockBoundingRect(block).top() > bottom:
                return
            yield self.report.shown[row].number, block

    def lines_between(self, top: float, bottom: float) -> Iterator[PaperLine]:
        """Give the lines of the blocks that stand between two heights of the document, in pixels."""
        for number, _ in self.blocks_between(top, bottom):
            yield from self.lines_of(number)

    def lines_of(self, block: int) -> Iterator[PaperLine]:
        """Give the lines that ``block`` of the report is set in."""
        text_block, size_px = self.text_block(block), self.size_px(block)
        corner, layout = self.documentLayout().blockBoundingRect(text_block).topLeft(), text_block.layout()
        for number in range(layout.lineCount()):
            yield PaperLine(block, text_block, corner, layout.lineAt(number), size_px)

    def line_at(self, block: int, offset: int) -> PaperLine:
        """Give the line on which a character of the report stands."""
        number = self.text_block(block).layout().lineForTextPosition(self.offsets(block)[offset]).lineNumber()
        return list(self.lines_of(block))[number]

    def ink_of(self, line: PaperLine) -> tuple[float, float]:
        """Give how high and how low what is written on a line reaches, pinyin too, in the document's pixels."""
        assert self._style is not None, "restyle comes first"
        top = line.baseline - self._style.reach_px(line.size_px)
        return top, line.baseline + HANZI_DEPTH_EM * line.size_px

    def ground_of(self, line: PaperLine) -> tuple[float, float]:
        """Give where the ground of what is lit on a line begins and ends, in the document's pixels."""
        top = min(self.ink_of(line)[0], line.baseline - GROUND_ABOVE_EM * line.size_px)
        return top, line.baseline + GROUND_BELOW_EM * line.size_px

    def size_px(self, block: int) -> int:
        """Give the size of type that ``block`` of the report is set in."""
        assert self._style is not None, "restyle comes first"
        return _size_px(self.report.blocks[block].kind, self._style)

    def _mark_links(self) -> None:
        for link in self.report.links:
            if not self.has(link.span.block):
                continue
            form = QTextCharFormat()
            form.setAnchor(True)
            form.setAnchorHref(f"{TERM_SCHEME}:{link.number}")
            is_repeated = link.kind is LinkKind.REPEATED
            line = QTextCharFormat.UnderlineStyle
            form.setUnderlineStyle(line.DashUnderline if is_repeated else line.SingleUnderline)
            self.cursor(link.span).mergeCharFormat(form)

    def _mark_titles(self) -> None:
        """Set bold what ranks: headings, the number and first sentence of an item, the term of a glossary entry."""
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        spans = [block.span for block in self.report.shown if block.kind in _LEVELS]
        items = (item for part in self.report.parts for chapter in part.chapters for item in chapter.items)
        for item in items:
            end = min(item.title.end + 1, len(item.paragraphs[0].text))
            spans.append(Span(item.title.block, 0, end))
        spans += [Span(term.term.block, 0, term.meaning.start) for term in self.report.glossary]
        for span in spans:
            self.cursor(span).mergeCharFormat(bold)

    def _close_up_pairs(self, letter_percent: int) -> None:
        """Set a mark that another one follows half as wide (标点挤压): 》， takes one cell and a half, not two."""
        form = QTextCharFormat()
        form.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        form.setFontLetterSpacing(_CLOSED_UP_PERCENT + letter_percent)
        for block, at in self._pairs:
            self.cursor(Span(block, at, at + 1)).mergeCharFormat(form)

    def restyle(self, style: Style) -> None:
        """Set type, line heights, spaces, indents, margins and colours; text, links and carets stay as they are.

        Only what differs is touched, and in one edit: a step of the zoom lays the page out once.
        """
        before, self._style = self._style, style
        is_recoloured = before is None or before.scheme != style.scheme
        is_reset = before is None or replace(before, scheme=style.scheme) != style
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        if is_reset:
            self._set_type(before, style)
        for block in self.report.shown:
            is_body = block.kind not in _SIZES
            cursor.setPosition(self.position(block.number, 0))
            if is_reset:
                cursor.mergeBlockFormat(_block_format(block.kind, style))
            if is_recoloured or (is_reset and not is_body):
                # Not by movePosition, which would lay the block out as it was.
                end = self.position(block.number, len(block.text))
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(_char_format(block.kind, style))
        if is_recoloured:
            self._colour_links(style.scheme)
        cursor.endEditBlock()

    def _set_type(self, before: Style | None, style: Style) -> None:
        """Set what holds for all of the document: the font, the space between characters, the margins."""
        font = QFont(_families(style.family))
        font.setPixelSize(style.size_px)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + style.letter_percent)
        if font != self.defaultFont():
            self.setDefaultFont(font)
        if before is None or before.letter_percent != style.letter_percent:
            self._close_up_pairs(style.letter_percent)
        frame = self.rootFrame().frameFormat()
        frame.setLeftMargin(style.left_px)
        frame.setRightMargin(style.right_px)
        frame.setTopMargin(style.size_px)
        frame.setBottomMargin(2 * style.size_px)
        self.rootFrame().setFrameFormat(frame)

    def _colour_links(self, scheme: Scheme) -> None:
        form = QTextCharFormat()
        form.setForeground(QColor(scheme.link))
        for link in self.report.links:
            if self.has(link.span.block):
                self.cursor(link.span).mergeCharFormat(form)


def _joiner_places(report: Report, block: Block) -> frozenset[int]:
    """Give the characters that must not be torn from the one before: markers that end a link."""
    return frozenset(
        link.span.end - 1
        for link in report.links_in(block.number)
        if link.kind is LinkKind.MARKED and len(link.span) > 1
    )


def _joined(report: Report, block: Block) -> str:
    places = _joiner_places(report, block)
    return "".join(WORD_JOINER + c if i in places else c for i, c in enumerate(block.text))


def _unit_offsets(report: Report, block: Block) -> Sequence[int]:
    """Give, for each character and for the end, its offset in UTF-16 units from the start of the text block."""
    places = _joiner_places(report, block)
    if not places and max(block.text, default="") <= "\uffff":
        return range(len(block.text) + 1)
    widths = (
        (2 if ord(character) > 0xFFFF else 1) + (1 if at in places else 0)
        for at, character in enumerate(block.text)
    )
    offsets = [0, *itertools.accumulate(widths)]
    # A marker's own place is behind its joiner.
    return [offset + 1 if at in places else offset for at, offset in enumerate(offsets)]


def _size_px(kind: Kind, style: Style) -> int:
    return round(style.size_px * _SIZES.get(kind, 1.0))


def _families(family: str) -> list[str]:
    """Give a family with what stands in for characters that it lacks."""
    return list(dict.fromkeys((family, DEFAULT_FAMILY)))


def _block_format(kind: Kind, style: Style) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setHeadingLevel(_LEVELS.get(kind, 0))
    form.setLineHeight(
        style.line_px_of(_size_px(kind, style)), QTextBlockFormat.LineHeightTypes.FixedHeight.value
    )
    form.setTextIndent(2 * style.size_px * (1 + style.letter_percent / 100) if kind in _INDENTED else 0)
    form.setAlignment(Qt.AlignmentFlag.AlignLeft)
    form.setBottomMargin(style.gap_px)
    form.setTopMargin(style.gap_px if kind in (Kind.PART, Kind.GLOSSARY, Kind.CHAPTER) else 0)
    return form


def _char_format(kind: Kind, style: Style) -> QTextCharFormat:
    form = QTextCharFormat()
    if kind in _SIZES:
        form.setProperty(QTextCharFormat.Property.FontPixelSize, _size_px(kind, style))
    if kind in _LEVELS:
        form.setFontFamilies(_families(style.heading_family))
    form.setForeground(QColor(style.scheme.soft_ink if kind is Kind.SOURCE else style.scheme.ink))
    return form
