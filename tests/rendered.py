"""Colours and contrast measured from a rendered picture of the window, widget by widget.

As toolbar.md's figures are: the ground is the most frequent colour of a box, what is written on it the colour of highest
contrast with at least a dozen pixels. Besides, every colour that covers ground must be one of the scheme's: a widget that
paints black on white within a dark scheme has the best of contrasts, and has ignored the scheme.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from reader.core.colour import ROLES, Scheme, contrast_ratio

LEAST_PIXELS = 12
"""Pixels of a colour that count as written: fewer are the fringe of a letter."""
_GROUND_SHARE = 0.04
"""A colour that covers as much of a box is ground, and not the fringe of letters."""
_GROUND_SAMPLES = 8
_WRITTEN = (QAbstractButton, QLabel, QLineEdit, QComboBox, QTextEdit, QPlainTextEdit, QAbstractItemView)
_SHAPES = (QScrollBar, QAbstractSlider, QProgressBar)


@dataclass(frozen=True)
class Finding:
    """What is wrong with a widget in a picture."""

    widget: str
    problem: str

    def __str__(self) -> str:
        return f"{self.widget}: {self.problem}"


class Picture:
    """A picture of a widget and all in it."""

    def __init__(self, top: QWidget) -> None:
        self._top = top
        self._image: QImage = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        self._ratio = self._image.devicePixelRatio()
        self._pixels = bytes(self._image.constBits())
        self._line = self._image.bytesPerLine()

    def box_of(self, widget: QWidget) -> QRect:
        """Give what is seen of a widget, in the picture's pixels: its area cut by all that holds it."""
        seen = widget.visibleRegion().boundingRect()
        corner = widget.mapTo(self._top, seen.topLeft()) if widget is not self._top else seen.topLeft()
        ratio = self._ratio
        return QRect(
            round(corner.x() * ratio),
            round(corner.y() * ratio),
            round(seen.width() * ratio),
            round(seen.height() * ratio),
        )

    def colours(self, box: QRect) -> Counter[str]:
        """Count the colours in a box."""
        box = box.intersected(self._image.rect())
        starts = (y * self._line + 4 * box.left() for y in range(box.top(), box.bottom() + 1))
        # Many rows are the same, above and below what is written: their pixels are counted once.
        rows = Counter(self._pixels[start : start + 4 * box.width()] for start in starts)
        found: Counter[int] = Counter()
        for row, times in rows.items():
            for value, count in Counter(memoryview(row).cast("I")).items():
                found[value] += times * count
        return Counter({f"#{value & 0xFFFFFF:06X}": count for value, count in found.items()})

    def colour_at(self, widget: QWidget, place: QPoint) -> str:
        """Give the colour of one place of a widget."""
        point = widget.mapTo(self._top, place) * self._ratio
        start = point.y() * self._line + 4 * point.x()
        return f"#{int.from_bytes(self._pixels[start : start + 4], sys.byteorder) & 0xFFFFFF:06X}"


def contrast_of(colours: Counter[str]) -> float:
    """Give the contrast of what is written to its ground; 1.0 where there is nothing but ground."""
    if not colours:
        return 1.0
    ground = colours.most_common(1)[0][0]
    written = (colour for colour, count in colours.items() if count >= LEAST_PIXELS)
    return max((contrast_ratio(ground, colour) for colour in written), default=1.0)


def _seen(top: QWidget) -> Iterator[QWidget]:
    for widget in top.findChildren(QWidget):
        box = widget.visibleRegion().boundingRect()
        # Of what is scrolled away but for less than a line, nothing can be read.
        least_px = min(widget.height(), widget.fontMetrics().height())
        if widget.isVisible() and box.width() >= 12 and box.height() >= max(12, least_px):
            yield widget


def _is_leaf(widget: QWidget) -> bool:
    """Say whether a widget paints its words itself, and not by others that lie on it."""
    return not any(child.isVisible() for child in widget.findChildren(QWidget) if isinstance(child, _WRITTEN))


def _is_container(widget: QWidget) -> bool:
    """Say whether others lie on a widget; a scrolling view paints its own words."""
    if isinstance(widget, QAbstractScrollArea):
        widget = widget.viewport()
    held = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return any(child.isVisible() and not isinstance(child, QScrollBar) for child in held)


def _bare_grounds(picture: Picture, top: QWidget) -> set[str]:
    """Give the grounds that containers paint between what lies on them, sampled over the whole picture."""
    found: Counter[str] = Counter()
    for y in range(4, top.height(), 16):
        for x in range(4, top.width(), 16):
            widget = top.childAt(x, y)
            if widget is not None and type(widget) in (QWidget, QFrame) and _is_container(widget):
                found[picture.colour_at(top, QPoint(x, y))] += 1
    # What is hit but a few times is the fringe of a letter or a line.
    return {colour for colour, count in found.items() if count >= _GROUND_SAMPLES}


def _is_covered(widget: QWidget, top: QWidget) -> bool:
    """Say whether something lies over the widget: it cannot be judged then."""
    # Of a scroll bar that ends under something opaque, the handle may be what is hidden.
    box = widget.rect() if isinstance(widget, QScrollBar) else widget.visibleRegion().boundingRect()
    for place in (box.center(), box.topLeft() + QPoint(4, 4), box.bottomRight() - QPoint(4, 4)):
        on_top = top.childAt(widget.mapTo(top, place))
        if on_top is not None and on_top is not widget and not widget.isAncestorOf(on_top):
            return True
    return False


def _words_of(widget: QWidget) -> str:
    for get in ("text", "toPlainText", "placeholderText", "currentText"):
        method = getattr(widget, get, None)
        if callable(method) and str(method()).strip():
            return str(method())
    return ""


def _name_of(widget: QWidget) -> str:
    name = widget.accessibleName() or _words_of(widget)[:20] or widget.objectName()
    return f"{type(widget).__name__} “{name}”"


def find_faults(
    top: QWidget, scheme: Scheme, *, is_spared: Callable[[QWidget], bool] = lambda _widget: False
) -> list[Finding]:
    """Look at every widget in sight; ``is_spared`` says which show colours of their own on purpose."""
    picture = Picture(top)
    # The ring of the focus is never ground.
    known = {scheme.colour(role) for role in ROLES if not role.startswith("focus")}
    found = []
    for widget in _seen(top):
        # What holds others is judged by them: every pixel is counted once.
        if _is_container(widget) or is_spared(widget) or _is_covered(widget, top):
            continue
        colours = picture.colours(picture.box_of(widget))
        total = sum(colours.values())
        alien = [
            f"{colour} {count / total:.0%}"
            for colour, count in colours.most_common(6)
            if count / total >= _GROUND_SHARE and colour not in known
        ]
        if alien:
            found.append(Finding(_name_of(widget), f"colours of no role: {', '.join(alien)}"))
        least = _least_contrast(widget)
        if least and (ratio := contrast_of(colours)) < least:
            found.append(Finding(_name_of(widget), f"contrast {ratio:.2f}, asked {least}"))
    bare = _bare_grounds(picture, top) - known
    if bare:
        found.append(Finding(_name_of(top), f"bare ground of no role: {', '.join(sorted(bare))}"))
    return found


def _least_contrast(widget: QWidget) -> float:
    """Give what is asked of a widget: 7 where it has words, 3 where it is a shape or cannot be used, 0 for no more."""
    if isinstance(widget, _SHAPES):
        is_needed = not isinstance(widget, QScrollBar) or widget.maximum() > widget.minimum()
        return 3.0 if is_needed else 0.0
    if isinstance(widget, QAbstractButton) and (_words_of(widget) or widget.accessibleName()):
        has_words = bool(_words_of(widget).strip())
        return 7.0 if widget.isEnabled() and has_words else 3.0
    if isinstance(widget, _WRITTEN) and _is_leaf(widget) and _words_of(widget):
        return 7.0 if widget.isEnabled() else 3.0
    return 0.0
