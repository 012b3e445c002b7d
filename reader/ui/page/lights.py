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

from reader.core.span import Span
from reader.ui.page.document import PaperLine, ReportDocument
from reader.ui.page.style import Style
from reader.ui.page.text_comfort import Pinyin

_LAYERS = ("sentence", "hits", "character", "focus")
"""From the lowest up: a later one covers the earlier ones."""

_SELECTED_EM = 1.16
"""How far above the baseline Qt's own ground of what is selected reaches: the ascent of Noto Sans SC."""

_UNDERLINE_SHARE, _FRAME_SHARE = 0.06, 0.03
"""Of a ground's height."""

_SOUNDING_HIT = "sounding_hit"
"""What was found in the sentence that sounds: a frame and no ground. The current hit's own ground is much like
that of the character that sounds, and the other hits' as light as the sentence's."""

Light = tuple[Span, str]
"""What is lit, and the role of the ground it is lit with, or :data:`_SOUNDING_HIT`."""

Ground = tuple[QRect, str]
"""The box of a ground in the viewport's pixels, and its role."""


class PageLights:
    """The lights of one view. Spans that the page does not show are left out."""

    def __init__(self, view: QTextEdit, paper: ReportDocument) -> None:
        self._view, self._paper = view, paper
        self._style: Style | None = None
        self._lights: dict[str, Sequence[Light]] = {}
        self._hits: Sequence[Light] = ()
        """What was found, as it is lit while it does not sound."""
        self._changed: set[Light] = set()
        self._selections: dict[Light, QTextEdit.ExtraSelection] = {}
        """What is shown; fifty hits stay as they are while a syllable or a step changes one or two."""
        view.selectionChanged.connect(self._note_selection)

    def set_style(self, style: Style) -> None:
        """Light in the colours of this style from now on."""
        before, self._style = self._style, style
        if before is None or before.scheme != style.scheme:
            self._selections = {}
            self._show()

    def light_sentence(self, span: Span | None) -> None:
        """Light the sentence that sounds; no character of it yet."""
        self._put("sentence", [(span, "sounding")] if span else [])
        self._put("character", [])
        self._put_hits()
        self._show()

    def light_character(self, span: Span | None) -> None:
        """Light the characters that sound."""
        self._put("character", [(span, "character")] if span else [])
        self._show()

    def light_hits(self, spans: Sequence[Span], current: int | None) -> None:
        """Light what was found, and the current one of it more strongly."""
        self._hits = [(span, "current_hit" if at == current else "hit") for at, span in enumerate(spans)]
        self._put_hits()
        self._show()

    def light_focus(self, span: Span | None) -> None:
        """Light the term that the keyboard is on: Qt's own mark is a dotted line of one pixel."""
        if [each for each, _ in self._lights.get("focus", ())] != ([span] if span else []):
            self._put("focus", [(span, "accent")] if span else [])
            self._show()

    def paint(self, painter: QPainter, scroll_px: int, seen: QRect) -> list[Ground]:
        """Paint the grounds that lie in ``seen``, and give them from the lowest up; all in the viewport's pixels."""
        if self._style is None:
            return []
        lit = [*self._grounds(scroll_px, seen), *self._selected(scroll_px, seen)]
        for box, light in lit:
            if light == _SOUNDING_HIT:
                self._frame(painter, box)
                continue
            painter.fillRect(box, QColor(self._style.scheme.colour(light)))
            if light == "sounding":
                self._underline(painter, box)
        return [ground for ground in lit if ground[1] != _SOUNDING_HIT]

    def _grounds(self, scroll_px: int, seen: QRect) -> Iterator[Ground]:
        in_paper = QRectF(seen.translated(0, scroll_px))
        is_near: dict[int, bool] = {}
        for layer in _LAYERS:
            for span, role in self._lights.get(layer, ()):
                if span.block not in is_near:
                    is_near[span.block] = self._is_near(span.block, in_paper)
                if is_near[span.block]:
                    for box in self._boxes(span):
                        placed = box.translated(0, -scroll_px).toRect()
                        if placed.intersects(seen):
                            yield placed, role

    def _selected(self, scroll_px: int, seen: QRect) -> Iterator[Ground]:
        """Give the ground of what is selected, where pinyin stands on it; Qt paints it too, but not as high."""
        cursor = self._view.textCursor()
        assert self._style is not None
        if self._style.pinyin is Pinyin.NONE or not cursor.hasSelection():
            return
        for line in self._paper.lines_between(seen.top() + scroll_px, seen.bottom() + scroll_px):
            start, end = (
                at - line.text_block.position() for at in (cursor.selectionStart(), cursor.selectionEnd())
            )
            box = self._box(line, start, end)
            if box is not None:
                box.setTop(min(box.top(), line.baseline - _SELECTED_EM * line.size_px))
                yield box.translated(0, -scroll_px).toRect(), "selection"

    def _is_near(self, block: int, area: QRectF) -> bool:
        """Say whether anything of a block may lie in ``area``, in the document's pixels: most hits are out of sight."""
        if not self._paper.has(block):
            return False
        text_block = self._paper.findBlock(self._paper.position(block, 0))
        box = self._paper.documentLayout().blockBoundingRect(text_block)
        # The uppermost line's ground may reach out of its block's box, by less than a line.
        air = text_block.blockFormat().lineHeight()
        return box.adjusted(0, -air, 0, air).intersects(area)

    def _underline(self, painter: QPainter, box: QRect) -> None:
        """Draw a line below the sentence that sounds: never by colour alone."""
        assert self._style is not None
        height = max(2, round(_UNDERLINE_SHARE * box.height()))
        foot = QRect(box.left(), box.bottom() + 1 - height, box.width(), height)
        painter.fillRect(foot, QColor(self._style.scheme.sounding_underline))

    def _frame(self, painter: QPainter, box: QRect) -> None:
        """Draw a frame around what was found, in the colour of the line below it."""
        assert self._style is not None
        width = max(2, round(_FRAME_SHARE * box.height()))
        colour = QColor(self._style.scheme.sounding_underline)
        for edge in (
            box.adjusted(0, 0, 0, width - box.height()),
            box.adjusted(0, box.height() - width, 0, 0),
            box.adjusted(0, 0, width - box.width(), 0),
            box.adjusted(box.width() - width, 0, 0, 0),
        ):
            painter.fillRect(edge, colour)

    def _boxes(self, span: Span) -> Iterator[QRectF]:
        """Give the boxes of a span, one for each line, in the document's pixels."""
        offsets = self._paper.offsets(span.block)
        start, end = offsets[span.start], offsets[span.end]
        for line in self._paper.lines_of(span.block):
            box = self._box(line, start, end)
            if box is not None:
                yield box

    def _box(self, line: PaperLine, start: int, end: int) -> QRectF | None:
        """Give the box of the characters from ``start`` to ``end`` of a text block in one of its lines, if any stand there."""
        first, last = line.line.textStart(), line.line.textStart() + line.line.textLength()
        if first >= end or last <= start:
            return None
        left, right = (x_of(line.line, each) for each in (max(start, first), min(end, last)))
        top, foot = self._paper.ground_of(line)
        return QRectF(line.corner.x() + left, top, right - left, foot - top)

    def _put_hits(self) -> None:
        """Light the hits, another way those that sound: the sentence's ground alone would hide what was looked for."""
        sounding = [span for span, _ in self._lights.get("sentence", ())]
        self._put(
            "hits",
            [
                (span, _SOUNDING_HIT if any(span.overlaps(each) for each in sounding) else role)
                for span, role in self._hits
            ],
        )

    def _put(self, layer: str, lights: Sequence[Light]) -> None:
        self._changed |= {*self._lights.get(layer, ())} ^ {*lights}
        self._lights[layer] = lights

    def _show(self) -> None:
        """Make the selections, cut so that none lies on another: of two inks at one place Qt shows either."""
        assert self._style is not None, "set_style comes first"
        before, self._selections = self._selections, {}
        taken: list[Span] = []
        for layer in reversed(_LAYERS):
            spans = [
                (span, role)
                for span, role in self._lights.get(layer, ())
                if self._paper.has(span.block) and role != _SOUNDING_HIT
            ]
            for span, role in spans:
                for piece in _without(span, taken):
                    shown = before.get((piece, role)) or self._selection(piece, role)
                    self._selections[piece, role] = shown
            taken += [span for span, _ in spans]
        self._view.setExtraSelections(list(self._selections.values()))
        self._paint_anew()

    def _paint_anew(self) -> None:
        """Have what was changed painted, as high as pinyin makes it: Qt sees to the height of its type, where ink changed."""
        changed, self._changed = self._changed, set()
        assert self._style is not None
        if self._style.pinyin is Pinyin.NONE:
            changed = {(span, light) for span, light in changed if light == _SOUNDING_HIT}
        view, scroll_px = self._view.viewport(), self._view.verticalScrollBar().value()
        in_paper = QRectF(view.rect().translated(0, scroll_px))
        for span, _ in changed:
            if self._is_near(span.block, in_paper):
                for box in self._boxes(span):
                    view.update(box.translated(0, -scroll_px).toAlignedRect())

    def _note_selection(self) -> None:
        if self._style is not None and self._style.pinyin is not Pinyin.NONE:
            self._view.viewport().update()

    def _selection(self, span: Span, role: str) -> QTextEdit.ExtraSelection:
        assert self._style is not None
        form = QTextCharFormat()
        form.setForeground(QColor(self._style.scheme.colour(f"on_{role}")))
        # Where two roles have one ink, Qt would see no difference and leave the old ground there.
        form.setProperty(QTextCharFormat.Property.UserProperty, role)
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


def x_of(line: QTextLine, position: int) -> float:
    """Give where a character of the block begins in its line, pixels."""
    # PySide6 gives the corrected position along with the place; its stubs say otherwise.
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
