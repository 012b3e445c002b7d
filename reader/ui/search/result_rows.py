"""How a found place looks in the list: its height, and its painting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reader.search.result import Hit
from reader.ui.look.row_focus import paint_row_focus
from reader.ui.look.theme import Theme
from reader.ui.search.result_model import Index, ResultModel
from reader.ui.search.words import lit_runs

_LINE_EM = 1.5
_LEAST_ROW_PX = 64
_MOST_LINES = 1000
_SIDE_PX, _AIR_PX, _HEADING_AIR_PX = 22, 10, 12
_CARD_GAP_PX = 8
_JOINER = "\u2060"
"""Between the characters of a word that was looked for: no line breaks there."""
_HEADING_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class RowHeights:
    """The heights of all rows, measured a few at a time; what is not measured yet counts as the mean of the others."""

    def __init__(self, measure: Callable[[int], int]) -> None:
        self._measure = measure
        self._known: list[int] = []
        self._count = self._total = 0
        self._tops: list[int] | None = None

    def forget(self, count: int) -> None:
        """Begin anew with so many rows."""
        self._known, self._count, self._total, self._tops = [], count, 0, None

    def measure_for(self, budget_s: float) -> bool:
        """Measure rows, at least one, for about so long; returns whether all are known."""
        end = perf_counter() + budget_s
        while len(self._known) < self._count:
            self._known.append(self._measure(len(self._known)))
            self._total += self._known[-1]
            if perf_counter() >= end:
                break
        self._tops = None
        return self.is_complete

    @property
    def is_complete(self) -> bool:
        """Whether every row is measured."""
        return len(self._known) == self._count

    def height(self, row: int) -> int:
        """Give the height of a row, in pixels; that of most others, if it is not known."""
        return self._known[row] if row < len(self._known) else self._mean

    def top(self, row: int) -> int:
        """Give where a row begins, in pixels; for the row after the last: how high all are."""
        if self._tops is None:
            self._tops = [0]
            for height in self._known:
                self._tops.append(self._tops[-1] + height)
        known = len(self._known)
        return self._tops[min(row, known)] + max(0, row - known) * self._mean

    @property
    def _mean(self) -> int:
        return self._total // len(self._known) if self._known else _LEAST_ROW_PX


@dataclass(frozen=True, slots=True)
class _Words:
    """An excerpt, set in lines: of those from ``top_px`` on, ``height_px`` are shown."""

    layout: QTextLayout
    top_px: int
    height_px: int


class RowPainter(QStyledItemDelegate):
    """Measures and paints rows: above the first place of a chapter its heading, the place on a card, words lit."""

    def __init__(self, theme: Theme, view: QListView, model: ResultModel) -> None:
        super().__init__(view)
        self._theme, self._view, self._model = theme, view, model
        self.heights = RowHeights(self._measured)
        self._room_px = 0

    def set_theme(self, theme: Theme) -> None:
        """Take on colours and sizes; rows must be measured anew."""
        self._theme = theme

    def set_room(self, room_px: int) -> bool:
        """Let a card be no higher than this, as long as it has one line; returns whether rows must be measured anew."""
        before, self._room_px = self._most_lines, room_px
        return self._most_lines != before

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height; rows are as wide as the list, and 1 keeps it from scrolling sideways."""
        return QSize(1, self.heights.height(index.row()))

    def heading_height(self, row: int) -> int:
        """Give the height of the heading above a row, in pixels, 0 where there is none."""
        if not (text := self._model.heading(row)):
            return 0
        box = QFontMetrics(self._heading_font()).boundingRect(
            QRect(0, 0, self._width_px(), 100_000), _HEADING_FLAGS, text
        )
        return box.height() + self._theme.space(_HEADING_AIR_PX)

    @property
    def least_height(self) -> int:
        """How high a card with one line is, with the gap below it, in pixels."""
        return self._card_height(self._line_px)

    def _measured(self, row: int) -> int:
        return self._card_height(self._lay_out(self._model.hit(row), False).height_px) + self.heading_height(
            row
        )

    def _card_height(self, text_px: int) -> int:
        with_air = text_px + 2 * self._theme.space(_AIR_PX)
        return max(with_air, self._theme.space(_LEAST_ROW_PX)) + self._theme.space(_CARD_GAP_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint heading and card."""
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing from the stubs of 6.9
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if heading_px := self.heading_height(index.row()):
            painter.setFont(self._heading_font())
            painter.setPen(QColor(self._theme.scheme.ink))
            side = self._theme.space(_SIDE_PX)
            place = rect.adjusted(side, self._theme.space(_HEADING_AIR_PX), -side, 0)
            painter.drawText(place, _HEADING_FLAGS, self._model.heading(index.row()))
        self._paint_card(painter, rect.adjusted(0, heading_px, 0, 0), index)
        painter.restore()

    def _paint_card(self, painter: QPainter, rect: QRect, index: Index) -> None:
        scheme, space = self._theme.scheme, self._theme.space
        is_current = self._view.currentIndex() == index
        card = QRectF(rect).adjusted(space(2), space(4), -space(2), -space(4))
        pen = QPen(QColor(scheme.accent if is_current else scheme.line), space(3 if is_current else 2))
        painter.setPen(pen)
        painter.setBrush(QColor(scheme.paper))
        painter.drawRoundedRect(card, space(12), space(12))
        if is_current:
            # A bar as well as a colour: which row is current can be seen without telling colours apart.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.accent))
            painter.drawRoundedRect(QRectF(card.x(), card.y(), space(10), card.height()), space(5), space(5))
            if self._view.hasFocus():
                paint_row_focus(painter, card, self._theme)
        words = self._lay_out(self._model.hit(index.row()), is_current)
        painter.setPen(QColor(scheme.ink))
        place = QPointF(rect.x() + space(_SIDE_PX), card.center().y() - words.height_px / 2)
        painter.setClipRect(QRectF(card.x(), place.y(), card.width(), words.height_px))
        words.layout.draw(painter, place - QPointF(0, words.top_px))

    @property
    def _line_px(self) -> int:
        return round(self._theme.label_px * _LINE_EM)

    @property
    def _most_lines(self) -> int:
        around = 2 * self._theme.space(_AIR_PX) + self._theme.space(_CARD_GAP_PX)
        return max(1, (self._room_px - around) // self._line_px) if self._room_px else _MOST_LINES

    def _width_px(self) -> int:
        return max(1, self._view.viewport().width() - 2 * self._theme.space(_SIDE_PX))

    def _heading_font(self) -> QFont:
        return self._theme.font(self._theme.label_px, is_bold=True)

    def _lay_out(self, hit: Hit, is_current: bool) -> _Words:
        """Set an excerpt. Where there is no room for all lines, those around the place are shown."""
        text, runs = _joined(hit)
        layout = QTextLayout(text, self._theme.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(runs, is_current))
        room, line_px = self._width_px(), self._line_px
        layout.beginLayout()
        height = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, height + (line_px - line.height()) / 2))
            height += line_px
        layout.endLayout()
        shown = min(layout.lineCount(), self._most_lines)
        place = next(start for start, _, is_place in runs if is_place)
        first = min(layout.lineForTextPosition(place).lineNumber(), layout.lineCount() - shown)
        return _Words(layout, first * line_px, shown * line_px)

    def _formats(self, runs: list[tuple[int, int, bool]], is_current: bool) -> list[QTextLayout.FormatRange]:
        """Light the words that were looked for; the place itself is underlined too, and lit otherwise in the current row."""
        scheme, formats = self._theme.scheme, []
        for start, end, is_place in runs:
            form, is_strong = QTextCharFormat(), is_place and is_current
            form.setForeground(QColor(scheme.on_current_hit if is_strong else scheme.on_hit))
            form.setBackground(QColor(scheme.current_hit if is_strong else scheme.hit))
            form.setFontWeight(QFont.Weight.Bold)
            form.setFontUnderline(is_place)
            lit = QTextLayout.FormatRange()
            lit.start = start  # type: ignore[attr-defined]  # missing from the stubs
            lit.length = end - start  # type: ignore[attr-defined]
            lit.format = form  # type: ignore[attr-defined]
            formats.append(lit)
        return formats


def _joined(hit: Hit) -> tuple[str, list[tuple[int, int, bool]]]:
    """Give an excerpt whose lit words no line breaks, and where they stand in it, counted as Qt does."""
    text, at, runs = "", 0, []
    for start, end, is_place in lit_runs(hit):
        text += hit.excerpt[at:start]
        begin, at = _units(text), end
        text += _JOINER.join(hit.excerpt[start:end])
        runs.append((begin, _units(text), is_place))
    return text + hit.excerpt[at:], runs


def _units(text: str) -> int:
    """Count as Qt does: rare characters are two."""
    return len(text) + sum(character > "\uffff" for character in text)
