"""The pictures of the help, drawn in the scheme's own colours.

Every file is one SVG of 320 × 200 whose colours are the scheme's roles in braces: ``fill="{accent}"``.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.core.colour import ROLES, Scheme
from reader.ui.look.theme import Theme

_log = logging.getLogger(__name__)

_WIDTH_PX, _HEIGHT_PX = 320, 200
_LARGEST_SCALE = 1.5
"""Pictures stop growing here: the words need the room."""


def tinted(source: str, scheme: Scheme) -> str:
    """Give a picture's SVG in the colours of ``scheme``."""
    for role in ROLES:
        source = source.replace(f"{{{role}}}", scheme.colour(role))
    return source


class HelpPicture(QWidget):
    """One picture. It tells nothing that the words beside it do not: screen readers pass it by."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)
        self._size = QSize(_WIDTH_PX, _HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        try:
            self._source = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            _log.warning("picture %s cannot be read: %s", file.name, error)
            self._source = ""

    def set_theme(self, theme: Theme) -> None:
        """Draw in the theme's colours and size."""
        scale = min(theme.scale, _LARGEST_SCALE)
        self._size = QSize(round(_WIDTH_PX * scale), round(_HEIGHT_PX * scale))
        if self._source:
            self._renderer.load(QByteArray(tinted(self._source, theme.scheme).encode()))
        self.setFixedSize(self._size)
        self.update()

    def sizeHint(self) -> QSize:
        """Want the picture's size."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture; nothing where its file was lost."""
        if self._renderer.isValid():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect())
            self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
            self._renderer.render(painter, box)
            painter.end()
