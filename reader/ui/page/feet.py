"""The feet of the line above what is lit, where very large type has its lines stand close.

Qt draws what an extra selection lies on apart from the rest, cut to the selection's box, and cuts that box out of all the
rest. The box is as high as the font's tall line (1.45 em): it reaches into the line above, and where that one is not lit
itself, its feet would be in neither picture.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QRegion

from reader.ui.page.document import PaperLine, ReportDocument


def paint_feet(painter: QPainter, paper: ReportDocument, scroll_px: int, lit: Sequence[QRect]) -> None:
    """Paint what Qt left out above the boxes of what is ``lit``, after Qt's own painting; in the viewport's pixels."""
    if not lit:
        return
    top, bottom = min(box.top() for box in lit), max(box.bottom() for box in lit)
    lines = paper.lines_between(top + scroll_px, bottom + scroll_px)
    for above, below in itertools.pairwise(lines):
        head, foot = _top_of(below), _top_of(above) + above.line.height()
        if above.number != below.number or foot <= head:
            continue
        strip = QRect(0, math.floor(head) - scroll_px, 0, math.ceil(foot - head))
        lost = _columns(lit, paper, below, scroll_px, strip) - _columns(lit, paper, above, scroll_px, strip)
        if not lost.isEmpty():
            painter.save()
            painter.setClipRegion(lost)
            above.line.draw(painter, above.corner - QPointF(0, scroll_px))
            painter.restore()


def _top_of(line: PaperLine) -> float:
    return line.corner.y() + line.line.y()


def _columns(
    lit: Iterable[QRect], paper: ReportDocument, line: PaperLine, scroll_px: int, strip: QRect
) -> QRegion:
    """Give the part of a strip above which, or below, something on ``line`` is lit."""
    top, foot = paper.ground_of(line)
    columns = QRegion()
    for box in lit:
        if top <= box.center().y() + scroll_px <= foot:
            columns += QRect(box.left(), strip.top(), box.width(), strip.height())
    return columns
