"""What is lit on the page: what was found, the sentence that sounds, the characters within it, the term with the focus.

A light is a Span and a role of the scheme. Qt's extra selections give the ink; ground and underline are painted
here, below the text, as high as the type: Qt's own ground is as high as the font's tall line, and where lines stand close
it would cover the feet of the line above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLine
from PySide6.QtWidgets import QTextEdit

from reader.core.colour import Scheme
from reader.core.span import Span
from reader.ui.document import ReportDocument

_LAYERS = ("hits", "sentence", "character", "focus")
"""From the lowest up: a later one covers the earlier ones."""

_ABOVE_EM, _HEIGHT_EM = 0.95, 1.17
"""The ground reaches this far above the baseline and is this high: no higher than the closest lines stand (1.18 em)."""

_UNDERLINE_SHARE = 0.06

Light = tuple[Span, str]
"""What is lit, and the role of the ground it is lit with."""


class PageLights:
    """The lights of one view. Spans that the page does not show are left out."""

    def __init__(self, view: QTextEdit, paper: ReportDocument) -> None:
        self._view, self._paper = view, paper
        self._scheme: Scheme | None = None
        self._lights: dict[str, Sequence[Light]] = {}

    def set_scheme(self, scheme: Scheme) -> None:
        """Light in these colours from now on."""
        if scheme != self._scheme:
            self._scheme = scheme
            self._show()

    def light_sentence(self, span: Span | None) -> None:
        """Light the sentence that sounds; no character of it yet."""
        self._put("sentence", [(span, "sounding")] if span else [])
        self._put("character", [])
        self._show()

    def light_character(self, span: Span | None) -> None:
        """Light the characters that sound."""
        self._put("character", [(span, "character")] if span else [])
        self._show()

    def light_hits(self, spans: Sequence[Span], current: int | None) -> None:
        """Light what was found, and the current one of it more strongly."""
        self._put(
            "hits", [(span, "current_hit" if at == current else "hit") for at, span in enumerate(spans)]
        )
        self._show()

    def light_focus(self, span: Span | None) -> None:
        """Light the term that the keyboard is on: Qt's own mark is a dotted line of one pixel."""
        if [each for each, _ in self._lights.get("focus", ())] != ([span] if span else []):
            self._put("focus", [(span, "accent")] if span else [])
            self._show()

    def paint(self, painter: QPainter, scroll_px: int, seen: QRect) -> None:
        """Paint the grounds that lie in ``seen``; all in the viewport's pixels."""
        if self._scheme is None:
            return
        in_paper = QRectF(seen.translated(0, scroll_px))
        is_near: dict[int, bool] = {}
        for layer in _LAYERS:
            for span, role in self._lights.get(layer, ()):
                if span.block not in is_near:
                    is_near[span.block] = self._is_near(span.block, in_paper)
                if is_near[span.block]:
                    colour = QColor(self._scheme.colour(role))
                    for box in self._boxes(span):
                        box.translate(0, -scroll_px)
                        if box.intersects(QRectF(seen)):
                            painter.fillRect(box, colour)
                            if role == "sounding":
                                self._underline(painter, box)

    def _is_near(self, block: int, area: QRectF) -> bool:
        """Say whether anything of a block may lie in ``area``, in the document's pixels: most hits are out of sight."""
        if not self._paper.has(block):
            return False
        text_block = self._paper.findBlock(self._paper.position(block, 0))
        box = self._paper.documentLayout().blockBoundingRect(text_block)
        # The uppermost line's ground may reach out of its block's box, by less than a line.
        air = text_block.blockFormat().lineHeight()
        return box.adjusted(0, -air, 0, air).intersects(area)

    def _underline(self, painter: QPainter, box: QRectF) -> None:
        """Draw a line below the sentence that sounds: never by colour alone."""
        assert self._scheme is not None
        height = max(2.0, box.height() * _UNDERLINE_SHARE)
        foot = QRectF(box.left(), box.bottom() - height, box.width(), height)
        painter.fillRect(foot, QColor(self._scheme.sounding_underline))

    def _boxes(self, span: Span) -> Iterator[QRectF]:
        """Give the boxes of a span, one for each line, in the document's pixels."""
        first = self._paper.position(span.block, span.start)
        block = self._paper.findBlock(first)
        start, end = first - block.position(), self._paper.position(span.block, span.end) - block.position()
        layout = block.layout()
        # Layouts are lazy; asking for the block's box lays it out.
        corner = self._paper.documentLayout().blockBoundingRect(block).topLeft()
        cursor = self._paper.cursor(span)
        size_px = cursor.charFormat().font().pixelSize()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line_start, line_end = line.textStart(), line.textStart() + line.textLength()
            if line_start >= end or line_end <= start:
                continue
            left, right = (_x_of(line, each) for each in (max(start, line_start), min(end, line_end)))
            baseline = corner.y() + line.y() + line.ascent()
            box = QRectF(
                corner.x() + left, baseline - _ABOVE_EM * size_px, right - left, _HEIGHT_EM * size_px
            )
            yield box

    def _put(self, layer: str, lights: Sequence[Light]) -> None:
        self._lights[layer] = lights

    def _show(self) -> None:
        """Make the selections, cut so that none lies on another: of two inks at one place Qt shows either."""
        scheme = self._scheme
        assert scheme is not None, "set_scheme comes first"
        selections: list[QTextEdit.ExtraSelection] = []
        taken: list[Span] = []
        for layer in reversed(_LAYERS):
            spans = [
                (span, role) for span, role in self._lights.get(layer, ()) if self._paper.has(span.block)
            ]
            for span, role in spans:
                form = _format(scheme, role)
                selections += [self._selection(piece, form) for piece in _without(span, taken)]
            taken += [span for span, _ in spans]
        self._view.setExtraSelections(selections)

    def _selection(self, span: Span, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        # PySide6's stubs leave the two fields of ExtraSelection out.
        selection.cursor = self._paper.cursor(span)  # type: ignore[attr-defined]
        selection.format = form  # type: ignore[attr-defined]
        return selection


def _without(span: Span, taken: Sequence[Span]) -> list[Span]:
    """Give what is left of ``span`` when every span of ``taken`` is cut out of it."""
    pieces = [span]
    for cut in taken:
        if cut.overlaps(span):
            pieces = [
                Span(piece.block, start, end)
                for piece in pieces
                for start, end in (
                    (piece.start, min(piece.end, cut.start)),
                    (max(piece.start, cut.end), piece.end),
                )
                if start < end
            ]
    return pieces


def _x_of(line: QTextLine, position: int) -> float:
    """Give where a character of the block begins in its line, pixels."""
    # PySide6 gives the corrected position along with the place; its stubs say otherwise.
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)


def _format(scheme: Scheme, role: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(scheme.colour(f"on_{role}")))
    return form
