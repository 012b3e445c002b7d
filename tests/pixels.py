"""The colours in a picture, row by row: asking Qt for one pixel after the other takes a hundred times as long."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage


def colours_in(picture: QImage, box: QRect | None = None, every: int = 1) -> set[int]:
    """Give the colours of a box (default: of the whole picture) as ``QColor.rgb`` gives them.

    Of each row every ``every``-th pixel is looked at.
    """
    box = picture.rect() if box is None else box.intersected(picture.rect())
    opaque = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(opaque.constBits()).cast("I")
    line = opaque.bytesPerLine() // 4
    found: set[int] = set()
    for y in range(box.top(), box.bottom() + 1):
        found.update(pixels[y * line + box.left() : y * line + box.right() + 1 : every])
    return found
