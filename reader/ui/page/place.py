"""Where the reader is on the page, kept through every change of type, width and colour."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QTextBrowser

from reader.core.span import Span
from reader.ui.page.document import ReportDocument
from reader.ui.page.scroller import UPPER_PART

_SLACK_EM = 0.5

Place = tuple[int, int, int | None]
"""Block, character, and how many pixels below the viewport's top it stands; ``None`` at the report's beginning."""


class PagePlace:
    """The place of one view, which stays where it is however often the page is set anew."""

    def __init__(self, view: QTextBrowser, paper: ReportDocument) -> None:
        self._view, self._paper = view, paper
        self._bar = view.verticalScrollBar()
        self.sounding: Span | None = None
        """What sounds, or sounded last."""
        self._found: Span | None = None
        """What was found and gone to."""
        self._is_found_newer = False
        self._anchor: Place | None = None

    def note_sounding(self, span: Span | None) -> None:
        """The voice went on to ``span``; it is the place while it is in view."""
        self.sounding, self._anchor, self._is_found_newer = span, None, False

    def note_found(self, span: Span | None) -> None:
        """What was found at ``span`` was gone to; it is the place while it is in view and nothing sounds after it."""
        if span != self._found:
            self._found, self._anchor, self._is_found_newer = span, None, True

    def forget(self) -> None:
        """The page was scrolled: the place is another now."""
        self._anchor = None

    def to_keep(self) -> Place:
        """Give the place of the character that sounds or was found, where it is in view; else of the top.

        Kept until the page is scrolled or the voice goes on: however often the page is set anew, nothing drifts.
        """
        if self._anchor is None:
            one, other = (
                (self._found, self.sounding) if self._is_found_newer else (self.sounding, self._found)
            )
            self._anchor = self._place_of(one) or self._place_of(other) or self.top()
        return self._anchor

    def _place_of(self, span: Span | None) -> Place | None:
        """Give the place of ``span`` if it begins in view."""
        if span is None or not self._paper.has(span.block):
            return None
        top, height = self._top_of(span.block, span.start), self._view.viewport().height()
        # Nearer the top than before, the larger the type: there is less room below.
        is_in_view = 0 <= top < height
        return (span.block, span.start, min(top, height // 3)) if is_in_view else None

    def top(self) -> Place:
        """Give what stands at the top of the page."""
        if self._bar.value() == 0:
            return self._paper.report.shown[0].number, 0, None
        block, offset = self.first_whole()
        return block, offset, self._top_of(block, offset)

    def first_whole(self) -> tuple[int, int]:
        """Give block and character of the first line that is wholly in view."""
        top = self._bar.value()
        for line in self._paper.lines_between(top, math.inf):
            if self._paper.ink_of(line)[0] >= top:
                return self._paper.place(line.text_block.position() + line.line.textStart())
        last = self._paper.report.shown[-1]
        return last.number, len(last.text)

    def block_read(self) -> int:
        """Give the block that is most likely being read: that of the line where what is gone to comes to stand.

        At the very top the end of the chapter before may still stand.
        """
        if self._bar.value() == 0:
            return self._paper.report.shown[0].number
        top = self._bar.value() + self._view.viewport().height() / UPPER_PART
        for line in self._paper.lines_between(self._bar.value(), math.inf):
            # What is gone to stands higher or lower by up to half a line, so that no line is cut.
            if self._paper.ink_of(line)[1] >= top + _SLACK_EM * line.size_px:
                return line.number
        return self._paper.report.shown[-1].number

    def keep(self, place: Place) -> None:
        """Scroll so that ``place`` stands where it stood."""
        block, offset, top = place
        self._bar.setValue(0 if top is None else self._bar.value() + self._top_of(block, offset) - top)

    def _top_of(self, block: int, offset: int) -> int:
        cursor = self._paper.cursor(Span(block, offset, offset))
        return self._view.cursorRect(cursor).top()
