"""Where the reader is on the page, kept through every change of type, width and colour."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QTextBrowser

from reader.core.span import Span
from reader.ui.page.document import ReportDocument

Place = tuple[int, int, int | None]
"""Block, character, and how many pixels below the viewport's top it stands; ``None`` at the report's beginning."""


class PagePlace:
    """The place of one view, which stays where it is however often the page is set anew."""

    def __init__(self, view: QTextBrowser, paper: ReportDocument) -> None:
        self._view, self._paper = view, paper
        self._bar = view.verticalScrollBar()
        self.sounding: Span | None = None
        """What sounds, or sounded last."""
        self._anchor: Place | None = None

    def note_sounding(self, span: Span | None) -> None:
        """The voice went on to ``span``; it is the place while it is in view."""
        self.sounding, self._anchor = span, None

    def forget(self) -> None:
        """The page was scrolled: the place is another now."""
        self._anchor = None

    def to_keep(self) -> Place:
        """Give the place of the character that sounds, where it is in view; else of the top.

        Kept until the page is scrolled or the voice goes on: however often the page is set anew, nothing drifts.
        """
        if self._anchor is None:
            self._anchor = self._sounding_place() or self.top()
        return self._anchor

    def _sounding_place(self) -> Place | None:
        if self.sounding is None or not self._paper.has(self.sounding.block):
            return None
        top, height = self._top_of(self.sounding.block, self.sounding.start), self._view.viewport().height()
        # Nearer the top than before, the larger the type: there is less room below.
        is_in_view = 0 <= top < height
        return (self.sounding.block, self.sounding.start, min(top, height // 3)) if is_in_view else None

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

    def keep(self, place: Place) -> None:
        """Scroll so that ``place`` stands where it stood."""
        block, offset, top = place
        self._bar.setValue(0 if top is None else self._bar.value() + self._top_of(block, offset) - top)

    def _top_of(self, block: int, offset: int) -> int:
        cursor = self._paper.cursor(Span(block, offset, offset))
        return self._view.cursorRect(cursor).top()
