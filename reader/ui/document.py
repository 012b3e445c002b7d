"""Report → QTextDocument, and the map between the two ways of counting characters.

Qt counts UTF-16 units; Spans count code points. Besides, an invisible word joiner (U+2060) stands before each marker in
the document, so that a line never breaks between a term and its marker; it is in no Span. Only this module and
:mod:`reader.ui.page` know of either.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from reader.core.colour import Scheme
from reader.core.report import Block, Kind, LinkKind, Report
from reader.core.span import Span

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


@dataclass(frozen=True, slots=True)
class Style:
    """How the page is set: body type, line and margins in pixels, the scheme, the family of type."""

    scheme: Scheme
    family: str
    size_px: int
    line_px: int
    left_px: int
    right_px: int


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
        self._close_up_pairs()
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

    def _close_up_pairs(self) -> None:
        """Set a mark that another one follows half as wide (标点挤压): 》， takes one cell and a half, not two."""
        form = QTextCharFormat()
        form.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        form.setFontLetterSpacing(50)
        for block in self.report.shown:
            for at, (mark, following) in enumerate(itertools.pairwise(block.text)):
                if mark in _CLOSING and following in _ANY_MARK:
                    self.cursor(Span(block.number, at, at + 1)).mergeCharFormat(form)

    def restyle(self, style: Style) -> None:
        """Set type sizes, line heights, indents, margins and colours; text, links and carets stay as they are.

        Only what differs is touched, and in one edit: a step of the zoom lays the page out once.
        """
        before, self._style = self._style, style
        is_recoloured = before is None or before.scheme != style.scheme
        font = QFont(style.family)
        font.setPixelSize(style.size_px)
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        if font != self.defaultFont():
            self.setDefaultFont(font)
        for block in self.report.shown:
            is_body = block.kind not in _SIZES
            cursor.setPosition(self.position(block.number, 0))
            cursor.mergeBlockFormat(_block_format(block.kind, style))
            if not is_body or is_recoloured:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(_char_format(block.kind, style))
        if is_recoloured:
            self._colour_links(style.scheme)
        frame = self.rootFrame().frameFormat()
        frame.setLeftMargin(style.left_px)
        frame.setRightMargin(style.right_px)
        frame.setTopMargin(style.size_px)
        frame.setBottomMargin(2 * style.size_px)
        self.rootFrame().setFrameFormat(frame)
        cursor.endEditBlock()

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


def _block_format(kind: Kind, style: Style) -> QTextBlockFormat:
    form = QTextBlockFormat()
    size = _SIZES.get(kind, 1.0)
    form.setHeadingLevel(_LEVELS.get(kind, 0))
    form.setLineHeight(round(style.line_px * size), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setTextIndent(2 * style.size_px if kind in _INDENTED else 0)
    form.setAlignment(Qt.AlignmentFlag.AlignLeft)
    gap = round(min(style.line_px * 0.5, style.size_px))
    form.setBottomMargin(gap)
    form.setTopMargin(gap if kind in (Kind.PART, Kind.GLOSSARY, Kind.CHAPTER) else 0)
    return form


def _char_format(kind: Kind, style: Style) -> QTextCharFormat:
    form = QTextCharFormat()
    if kind in _SIZES:
        form.setProperty(QTextCharFormat.Property.FontPixelSize, round(style.size_px * _SIZES[kind]))
    form.setForeground(QColor(style.scheme.soft_ink if kind is Kind.SOURCE else style.scheme.ink))
    return form
