"""The caption strip: the clause that sounds, very large, with the sounding character lit.

It shows what is spoken (四十一亿元), not what is printed (41亿元). All of it is painted here, cell by cell,
so that a new character costs the repainting of two cells and nothing else.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reader.core.sentences import clauses
from reader.ui.theme import Theme
from reader.ui.window_size import WindowSize

USUAL_PX = 64
"""Type at 100 %: legible at arm's length by three people around one screen."""

LARGEST_SHARE = 1 / 3
"""Of the window's height; beyond it the type shrinks instead of the page."""

_LINE_EM = 1.4
_MARGIN_EM = 0.25
_GAP_EM = 0.06
_SIDE_PX = 36
_RADIUS_EM = 0.12

Line = tuple[int, int]
"""A half-open range of the spoken text that stands on one line."""

_KEPT = frozenset("？！")
"""Marks that change what a clause means; pauses are heard and need not be seen."""


def trim(text: str, start: int, end: int) -> Line:
    """Leave out pause marks and half a pair of quotes or brackets at either end; the rest may be empty."""
    while start < end and _is_loose(text[start:end], 0, "Pe", "Pf"):
        start += 1
    while start < end and _is_loose(text[start:end], -1, "Ps", "Pi"):
        end -= 1
    return start, end


def _is_loose(clause: str, at: int, *widowed: str) -> bool:
    """Say whether what stands at one end of a clause is a pause, white space, or half of a pair."""
    character = clause[at]
    kind = unicodedata.category(character)
    if kind in ("Ps", "Pi", "Pe", "Pf"):
        halves = sum(
            {"Ps": 1, "Pi": 1, "Pe": -1, "Pf": -1}.get(unicodedata.category(each), 0) for each in clause
        )
        return kind in widowed or (halves > 0 and at == 0) or (halves < 0 and at == -1)
    return (kind[0] in "PZC" and character not in _KEPT) or character.isspace()


def caption_pages(spoken: str, per_line: int, lines: int) -> tuple[tuple[Line, ...], ...]:
    """Split ``spoken`` into what the strip shows at once: ``lines`` lines of at most ``per_line`` characters.

    Only a number or Latin word longer than a line makes a line longer. Lines of mere punctuation are left
    out.
    """
    shown = [
        line for line in (trim(spoken, *clause) for clause in clauses(spoken, per_line)) if line[0] < line[1]
    ]
    return tuple(tuple(shown[at : at + lines]) for at in range(0, len(shown), lines))


def page_at(pages: tuple[tuple[Line, ...], ...], index: int) -> int:
    """Give the page that shows character ``index``, else the one shown just before it, else the first."""
    return max(0, sum(1 for page in pages if page[0][0] <= index) - 1)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One character of the clause: its place in the spoken text, its box and the start of its base line."""

    index: int
    character: str
    box: QRectF
    base: QPointF


class CaptionStrip(QLabel):
    """The strip. Screen readers see static text named by the clause; a new character tells them nothing.

    A label only for that role: it never holds a text of its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._size_px = USUAL_PX
        self._lines = 1
        self._spoken = ""
        self._is_hint = False
        self._pages: tuple[tuple[Line, ...], ...] = ()
        self._page = 0
        self._lit: int | None = None
        self._cells: tuple[_Cell, ...] = ()
        self._font = QFont()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("大字幕：正在读的话")
        WindowSize(self).changed.connect(self._fit)

    def show_utterance(self, spoken: str) -> None:
        """Show the first clause of what is going to be spoken, no character lit."""
        self._spoken, self._is_hint, self._lit = spoken, False, None
        self._split()

    def light(self, spoken_index: int) -> None:
        """Light character ``spoken_index`` of the utterance and turn to its clause; else nothing is lit."""
        if self._is_hint or not self._pages:
            return
        before, self._lit = self._lit, spoken_index
        page = page_at(self._pages, spoken_index)
        if page != self._page:
            self._page = page
            self._lay_out()
            return
        changed = QRegion()
        for cell in self._cells:
            if cell.index in (before, spoken_index):
                changed += cell.box.toAlignedRect().adjusted(-1, -1, 1, 1)
        self.update(changed)

    def clear(self, text_hint: str = "") -> None:
        """Show nothing, or a short hint of what to press."""
        self._spoken, self._is_hint, self._lit = text_hint, True, None
        self._split()

    def set_theme(self, theme: Theme) -> None:
        """Take over colours, type and scale."""
        self._theme = theme
        self._fit()

    def set_size(self, px: int) -> None:
        """Set the size of type at 100 %, in pixels; it grows with the scale."""
        self._size_px = max(1, px)
        self._fit()

    def set_lines(self, lines: int) -> None:
        """Show one clause at a time, or two below each other."""
        self._lines = max(1, lines)
        self._fit()

    def shown_text(self) -> str:
        """Give the characters that are shown, a space between lines."""
        if not self._pages:
            return ""
        return " ".join(self._spoken[start:end] for start, end in self._pages[self._page])

    def sizeHint(self) -> QSize:
        """Take any width; the height is what the lines need."""
        return QSize(0, self._height())

    def minimumSizeHint(self) -> QSize:
        """Never ask for width: the clauses follow the width there is."""
        return QSize(0, self._height())

    def _height(self) -> int:
        return round(self._type_px() * self._height_em())

    def _height_em(self) -> float:
        return self._lines * _LINE_EM + 2 * _MARGIN_EM

    def _type_px(self) -> float:
        wanted_px = self._theme.px(self._size_px) if self._theme else self._size_px
        return min(wanted_px, self.window().height() * LARGEST_SHARE / self._height_em())

    def _room_px(self) -> float:
        """Give the width the characters may take."""
        side_px = self._theme.px(_SIDE_PX) if self._theme else _SIDE_PX
        return max(1.0, self.width() - 2 * min(side_px, self.width() * 0.05))

    def _fit(self) -> None:
        """Work out the type for the window and the scale, then split anew."""
        if self._theme is None:
            return
        self._font = self._theme.font()
        self.setFixedHeight(self._height())
        self._split()

    def _split(self) -> None:
        if self._is_hint:
            self._pages = (((0, len(self._spoken)),),) if self._spoken else ()
        else:
            per_line = int(self._room_px() / (self._type_px() * (1 + _GAP_EM)))
            self._pages = caption_pages(self._spoken, max(1, per_line), self._lines)
        self._page = page_at(self._pages, self._lit or 0)
        self._lay_out()

    def _lay_out(self) -> None:
        """Place the cells, smaller if a line is longer than the strip, and name the strip by its text."""
        lines = self._pages[self._page] if self._pages else ()
        type_px = self._type_px()
        self._font.setPixelSize(max(1, int(type_px)))
        room_px = self._room_px()
        widest_px = max((self._width_of(line) for line in lines), default=0.0)
        if widest_px > room_px:
            self._font.setPixelSize(max(1, int(type_px * room_px / widest_px)))
        top = (self.height() - len(lines) * type_px * _LINE_EM) / 2
        cells: list[_Cell] = []
        for number, line in enumerate(lines):
            cells += self._cells_of(line, top + (number + 0.5) * type_px * _LINE_EM)
        self._cells = tuple(cells)
        if self.accessibleName() != (name := self.shown_text() or "大字幕"):
            self.setAccessibleName(name)
        self.update()

    def _advance(self, metrics: QFontMetricsF, character: str) -> float:
        is_wide = unicodedata.east_asian_width(character) in "WF"
        return metrics.horizontalAdvance(character) + (_GAP_EM * self._font.pixelSize() if is_wide else 0)

    def _width_of(self, line: Line) -> float:
        metrics = QFontMetricsF(self._font)
        return sum(self._advance(metrics, character) for character in self._spoken[slice(*line)])

    def _cells_of(self, line: Line, middle: float) -> list[_Cell]:
        metrics = QFontMetricsF(self._font)
        size_px = self._font.pixelSize()
        box_px = 1.3 * size_px
        # Noto Sans SC: a Han character reaches from 0.88 em above the base line to 0.12 em below it.
        base = middle + 0.38 * size_px
        left = (self.width() - self._width_of(line)) / 2
        cells = []
        for index in range(*line):
            character = self._spoken[index]
            advance = self._advance(metrics, character)
            gap = (advance - metrics.horizontalAdvance(character)) / 2
            box = QRectF(left, middle - box_px / 2, advance, box_px)
            cells.append(_Cell(index, character, box, QPointF(left + gap, base)))
            left += advance
        return cells

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and of the cells those that need it."""
        if self._theme is None:
            return
        scheme = self._theme.scheme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        # The painter is clipped to what needs painting.
        painter.fillRect(self.rect(), QColor(scheme.caption_paper))
        if scheme.caption_paper in (scheme.paper, scheme.bar, scheme.panel):
            # The same ground as the page's: a line parts them.
            painter.fillRect(0, 0, self.width(), self._theme.space(2), QColor(scheme.line))
        painter.setFont(self._font)
        ink, lit_ink = QColor(scheme.caption_ink), QColor(scheme.on_caption_character)
        for cell in self._cells:
            if not event.region().intersects(cell.box.toAlignedRect()):
                continue
            is_lit = cell.index == self._lit and not unicodedata.category(cell.character).startswith("P")
            if is_lit:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(scheme.caption_character))
                radius = _RADIUS_EM * self._font.pixelSize()
                painter.drawRoundedRect(cell.box, radius, radius)
            painter.setPen(lit_ink if is_lit else ink)
            painter.drawText(cell.base, cell.character)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Split anew for the new width."""
        super().resizeEvent(event)
        self._split()
