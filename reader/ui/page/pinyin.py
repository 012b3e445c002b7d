"""Pinyin above the characters of the page, painted over the text, which stays as it is.

Find, copy and screen readers know nothing of it: it is in no document.

1. Painting asks for the readings of the blocks in view that are not known yet: one errand at a time, off the UI thread.
2. Its answer is kept until the lexicon changes. The page is painted again.
3. Syllables are set above their characters once for each way the page is set, as runs of glyphs, and only those in view.
"""

from __future__ import annotations

import itertools
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRect, Signal
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QRawFont, QRegion
from PySide6.QtWidgets import QTextEdit

from reader.speech.pinyin.own_lexicon import Speaking
from reader.ui.controls.errands import Errands
from reader.ui.look.theme import DEFAULT_FAMILY
from reader.ui.page.document import PaperLine, ReportDocument
from reader.ui.page.lights import Ground, x_of
from reader.ui.page.readings import Reading, load_common_hanzi, readings_of_blocks
from reader.ui.page.style import Style
from reader.ui.page.text_comfort import Pinyin

_log = logging.getLogger(__name__)

_GAP_EM = 0.22
"""Between two syllables, in ems of the pinyin: less, and they are read as one."""

_STRETCH_STEP, _NARROWEST = 5, 50
"""A syllable that has not the room is set in narrower type, in steps of so many per cent, down to this."""

_AHEAD_PX = 600
"""Readings are asked for as far above and below what is in view: scrolling finds them there."""


@dataclass(frozen=True, slots=True)
class MiddleAndWidth:
    """Where the middle of a syllable is, and how wide it is by nature, in pixels."""

    middle: float
    width: float


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A syllable on its base line: from where to where it reaches in its line, in pixels, and how narrow it is set, per cent."""

    left: int
    right: float
    text: str
    stretch: int


class PagePinyin(QObject):
    """The pinyin of one view of the report.

    Args:
        view: what it is painted on.
        paper: the view's document.
        resources: where the list of common characters is.
    """

    failed = Signal(str)
    """No pinyin can be had; says why, in plain Chinese."""

    def __init__(self, view: QTextEdit, paper: ReportDocument, resources: Path) -> None:
        super().__init__(view)
        self._view, self._paper, self._resources = view, paper, resources
        self._style: Style | None = None
        self._composer: Speaking | None = None
        self._errands: Errands | None = None
        self._errand = ""
        self._readings: dict[int, tuple[Reading, ...]] = {}
        self._is_asking = self._has_failed = False
        self._age = 0
        """How often the lexicon has changed: what was asked before that is not used."""
        self._type = _PinyinType()
        self._runs: dict[int, list[QGlyphRun]] = {}
        """What is painted above each block, by its text block's corner."""

    def join(self, composer: Speaking, errands: Errands, errand: str = "page pinyin") -> None:
        """Take the readings from ``composer``, asked on the thread of ``errands``, by an errand of this name."""
        self._composer, self._errands, self._errand = composer, errands, errand
        self.renew()

    def renew(self) -> None:
        """Ask for all readings anew: the lexicon has changed."""
        self._age += 1
        self._is_asking = self._has_failed = False
        self._readings.clear()
        self._runs.clear()
        self._view.viewport().update()

    def set_style(self, style: Style) -> None:
        """Set in this style from now on."""
        before, self._style = self._style, style
        if before is None or replace(before, scheme=style.scheme) != style:
            self._runs.clear()

    @cached_property
    def _common(self) -> frozenset[str] | None:
        return load_common_hanzi(self._resources)

    # -- painting ------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, scroll_px: int, seen: QRect, grounds: Sequence[Ground]) -> None:
        """Paint what stands in ``seen``, in the ink of the ground it stands on; all in the viewport's pixels."""
        style = self._style
        if style is None or style.pinyin is Pinyin.NONE:
            return
        # The pinyin of the block below the edge may reach into view.
        lowest = seen.bottom() + scroll_px + style.line_px
        blocks = self._paper.blocks_between(seen.top() + scroll_px, lowest)
        pieces: list[tuple[QPointF, QGlyphRun]] = []
        for number, text_block in blocks:
            corner = self._paper.documentLayout().blockBoundingRect(text_block).topLeft()
            corner.setY(corner.y() - scroll_px)
            pieces += [(corner, run) for run in self._runs_of(number)]
        for region, role in _parted(seen, grounds):
            painter.setClipRegion(region)
            painter.setPen(QColor(style.scheme.colour(role)))
            for at, run in pieces:
                painter.drawGlyphRun(at, run)
        self._ask()

    def _runs_of(self, block: int) -> list[QGlyphRun]:
        if block not in self._runs:
            readings = self._readings.get(block)
            if readings is None:
                return []
            self._runs[block] = self._set(block, readings)
        return self._runs[block]

    # -- readings ------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask for the readings of what is in view, and near it, unless they are known or asked for."""
        if self._composer is None or self._errands is None or self._is_asking or self._has_failed:
            return
        top, height = self._view.verticalScrollBar().value(), self._view.viewport().height()
        near = self._paper.blocks_between(top - _AHEAD_PX, top + height + _AHEAD_PX)
        wanted = [number for number, _ in near if number not in self._readings]
        if not wanted:
            return
        self._is_asking = True
        report, compose, age = self._paper.report, self._composer.compose, self._age

        def take(readings: dict[int, tuple[Reading, ...]]) -> None:
            if age == self._age:
                self._is_asking = False
                self._readings.update(readings)
                self._view.viewport().update()

        self._errands.run(
            self._errand, lambda: readings_of_blocks(report, wanted, compose), take, self._give_up
        )

    def _give_up(self, problem: str) -> None:
        _log.warning("no pinyin on the page: %s", problem)
        self._is_asking, self._has_failed = False, True
        self.failed.emit(problem)

    # -- setting -------------------------------------------------------------------------------------------------

    def _set(self, block: int, readings: Sequence[Reading]) -> list[QGlyphRun]:
        """Set the syllables of a block above its lines."""
        offsets = self._paper.offsets(block)
        text = self._paper.report.blocks[block].text
        wanted = [(offsets[at], pinyin) for at, pinyin in readings if self._is_wanted(text[at])]
        runs: list[QGlyphRun] = []
        for line in self._paper.lines_of(block):
            first = line.line.textStart()
            last = first + line.line.textLength()
            runs += self._set_line(line, [(at, pinyin) for at, pinyin in wanted if first <= at < last])
        return runs

    def _is_wanted(self, character: str) -> bool:
        assert self._style is not None
        if self._style.pinyin is Pinyin.ALL:
            return True
        return self._common is not None and character not in self._common

    def _set_line(self, line: PaperLine, wanted: Sequence[tuple[int, str]]) -> list[QGlyphRun]:
        style = self._style
        assert style is not None
        size_px = style.pinyin_px_over(line.size_px)
        baseline = round(line.baseline - line.corner.y() - style.pinyin_base_px(line.size_px))
        by_stretch: dict[int, list[tuple[str, QPointF]]] = {}
        for placed in self._placed(line, wanted):
            by_stretch.setdefault(placed.stretch, []).append((placed.text, QPointF(placed.left, baseline)))
        return [self._type.run(placed, size_px, stretch) for stretch, placed in by_stretch.items()]

    def _placed(self, line: PaperLine, wanted: Sequence[tuple[int, str]]) -> list[Placed]:
        """Place the syllables of a line above its characters; those in each other's way are set narrower."""
        assert self._style is not None
        size_px = self._style.pinyin_px_over(line.size_px)
        natural = [
            MiddleAndWidth(x_of(line.line, at) + line.size_px / 2, self._type.width(pinyin, size_px))
            for at, pinyin in wanted
        ]
        placed: list[Placed] = []
        for (_, text), syllable, share in zip(
            wanted, natural, shares(natural, _GAP_EM * size_px), strict=True
        ):
            stretch = max(_NARROWEST, math.floor(share * 100 / _STRETCH_STEP) * _STRETCH_STEP)
            width = self._type.width(text, size_px, stretch)
            # Type of this size is hinted: where letters begin between two pixels, the air between them is uneven.
            left = round(syllable.middle - width / 2)
            placed.append(Placed(left, left + width, text, stretch))
        return placed


def shares(syllables: Sequence[MiddleAndWidth], gap_px: float) -> list[float]:
    """Give for each syllable of a line how much of its width it can have, 1 at the most, so that all are ``gap_px`` apart.

    Each stays over the middle of its character. Two that are too wide for the way between their middles share it by their
    widths.
    """
    found = [1.0] * len(syllables)
    for at, (one, other) in enumerate(itertools.pairwise(syllables)):
        way, wanted = other.middle - one.middle - gap_px, (one.width + other.width) / 2
        share = max(0.0, way) / wanted
        found[at], found[at + 1] = min(found[at], share), min(found[at + 1], share)
    return found


def _parted(seen: QRect, grounds: Sequence[Ground]) -> list[tuple[QRegion, str]]:
    """Part what is seen by the role of the ink that is written with there."""
    left, by_ink = QRegion(seen), dict[str, QRegion]()
    for box, role in reversed(grounds):
        region = left.intersected(box)
        left = left.subtracted(region)
        by_ink[f"on_{role}"] = by_ink.get(f"on_{role}", QRegion()).united(region)
    by_ink["soft_ink"] = left
    return [(region, role) for role, region in by_ink.items() if not region.isEmpty()]


class _PinyinType:
    """The type that pinyin is set in: the program's own, as it is and narrower, in every size asked for."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], QRawFont] = {}
        self._glyphs: dict[tuple[str, int, int], tuple[list[int], list[float], float]] = {}

    def width(self, text: str, size_px: int, stretch: int = 100) -> float:
        """Give how wide a syllable is, pixels."""
        return self._shaped(text, size_px, stretch)[2]

    def run(self, placed: Sequence[tuple[str, QPointF]], size_px: int, stretch: int) -> QGlyphRun:
        """Put syllables together that begin at these points of their base line."""
        numbers: list[int] = []
        points: list[QPointF] = []
        for text, at in placed:
            glyphs, lefts, _ = self._shaped(text, size_px, stretch)
            numbers += glyphs
            points += [QPointF(at.x() + left, at.y()) for left in lefts]
        run = QGlyphRun()
        run.setRawFont(self._font(size_px, stretch))
        run.setGlyphIndexes(numbers)
        run.setPositions(points)
        return run

    def _shaped(self, text: str, size_px: int, stretch: int) -> tuple[list[int], list[float], float]:
        """Give a syllable's glyphs, where each begins, and where the last one ends. ā is one glyph: no shaping is needed."""
        key = text, size_px, stretch
        if key not in self._glyphs:
            font = self._font(size_px, stretch)
            glyphs = font.glyphIndexesForString(text)
            advances = [each.x() for each in font.advancesForGlyphIndexes(glyphs)]
            ends = list(itertools.accumulate(advances, initial=0.0))
            self._glyphs[key] = glyphs, ends[:-1], ends[-1]
        return self._glyphs[key]

    def _font(self, size_px: int, stretch: int) -> QRawFont:
        key = size_px, stretch
        if key not in self._fonts:
            font = QFont(DEFAULT_FAMILY)
            font.setPixelSize(size_px)
            font.setStretch(stretch)
            self._fonts[key] = QRawFont.fromFont(font)
        return self._fonts[key]
