"""Characters and pinyin of the caption strip, measured in the real font and placed cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from reader.ui.captions.layout import Line
from reader.ui.captions.type_size import LEAST_PX, CaptionType


@dataclass(frozen=True, slots=True)
class Cell:
    """One character: its place in the text, its box, and where it and its pinyin begin on their base lines."""

    index: int
    character: str
    pinyin: str
    box: QRectF
    base: QPointF
    pinyin_base: QPointF


class CellSetter:
    """Sets a text, a character and its pinyin to a cell. All measures are pixels."""

    def __init__(self) -> None:
        self._font, self._pinyin_font = QFont(), QFont()
        self._type = CaptionType(1.0)
        self._written = ""
        self._pinyin: tuple[str, ...] = ()
        self._advances: dict[tuple[str, int], float] = {}

    def set_font(self, font: QFont) -> None:
        """Set in this font from now on; its size does not count."""
        self._font, self._pinyin_font = QFont(font), QFont(font)
        self._advances.clear()

    def set_text(self, written: str, pinyin: tuple[str, ...]) -> None:
        """Set this text, with pinyin for each of its characters, empty for none."""
        self._written, self._pinyin = written, pinyin

    def has_glyph(self, character: str) -> bool:
        """Say whether the font, or one that stands in for it, can show the character."""
        return QFontMetricsF(self._font).inFontUcs4(ord(character))

    def take_type(self, caption_type: CaptionType) -> None:
        """Set in this size; without pinyin if the size has none."""
        self._type = caption_type
        self._font.setPixelSize(max(1, int(caption_type.size_px)))
        self._pinyin_font.setPixelSize(max(1, int(caption_type.pinyin_px)))

    def widths(self) -> list[float]:
        """Give the width of every cell of the text."""
        return [self._width_of(at) for at in range(len(self._written))]

    def shrink_to(self, width: float, lines: Sequence[Line]) -> None:
        """Take a smaller type if one of the lines is wider than ``width``; the pinyin goes where it cannot follow."""
        while (widest := max(map(self._width_of_line, lines), default=0.0)) > width:
            smaller = self._type.resized(self._type.size_px * min(0.97, width / widest))
            if smaller.size_px < LEAST_PX and smaller.pinyin_px:
                smaller = CaptionType(self._type.size_px)
            if smaller.size_px <= 1:
                break
            self.take_type(smaller)

    def cells_of(self, line: Line, left: float, width: float, middle: float) -> list[Cell]:
        """Place a line in the midst of ``width`` from ``left``, the middle of its boxes at ``middle``."""
        top = middle - self._type.box_px / 2
        left += (width - self._width_of_line(line)) / 2
        cells = []
        for at in range(*line):
            character, pinyin, cell_px = self._written[at], self._pinyin_of(at), self._width_of(at)
            first, second = (
                left + (cell_px - self._advance(font, text)) / 2
                for font, text in ((self._font, character), (self._pinyin_font, pinyin))
            )
            box = QRectF(left, top, cell_px, self._type.box_px)
            base, pinyin_base = top + self._type.base_px, top + self._type.pinyin_base_px
            cells.append(Cell(at, character, pinyin, box, QPointF(first, base), QPointF(second, pinyin_base)))
            left += cell_px
        return cells

    def paint(self, painter: QPainter, cell: Cell) -> None:
        """Write a cell in the painter's pen."""
        painter.setFont(self._font)
        painter.drawText(cell.base, cell.character)
        if cell.pinyin:
            painter.setFont(self._pinyin_font)
            painter.drawText(cell.pinyin_base, cell.pinyin)

    def _pinyin_of(self, at: int) -> str:
        return self._pinyin[at] if self._type.pinyin_px else ""

    def _width_of(self, at: int) -> float:
        character, pinyin = self._written[at], self._pinyin_of(at)
        return self._type.cell_px(
            self._advance(self._font, character),
            self._advance(self._pinyin_font, pinyin),
            is_wide=unicodedata.east_asian_width(character) in "WF",
        )

    def _width_of_line(self, line: Line) -> float:
        return sum(map(self._width_of, range(*line)))

    def _advance(self, font: QFont, text: str) -> float:
        if not text:
            return 0.0
        key = text, font.pixelSize()
        found = self._advances.get(key)
        if found is None:
            found = self._advances[key] = QFontMetricsF(font).horizontalAdvance(text)
        return found
