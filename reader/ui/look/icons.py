"""The program's own icons, tinted to the colours of a scheme.

Every file is one SVG on a 24 × 24 grid drawn in ``currentColor``; only ``app.svg`` has colours of its own.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.core.colour import Scheme

_log = logging.getLogger(__name__)

MOST_KEPT = 1000
"""Pictures that are kept. A window in one look has some hundred; whoever tries colours of their own asks for ever new ones."""


class Icons:
    """The icons in one folder. A picture is kept once drawn; another scheme or size asks for others."""

    def __init__(self, folder: Path) -> None:
        """Take icons from ``folder``; nothing is read before it is asked for."""
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def names(self) -> tuple[str, ...]:
        """Return the names of all icons in the folder, sorted."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.svg")))

    def pixmap(self, name: str, colour: str, size_px: int, ratio: float | None = None) -> QPixmap:
        """Draw an icon ``size_px`` logical pixels square in ``colour`` (``#RRGGBB``).

        ``ratio`` is the device pixel ratio; without it that of the sharpest screen. An icon whose file cannot
        be read comes out transparent and is logged, for a button keeps its words.
        """
        if ratio is None:
            ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
        key = (name, colour, size_px, ratio)
        if key not in self._pixmaps:
            if len(self._pixmaps) >= MOST_KEPT:
                del self._pixmaps[next(iter(self._pixmaps))]  # the oldest; buttons that show it have it still
            self._pixmaps[key] = self._draw(name, colour, size_px, ratio)
        return self._pixmaps[key]

    def icon(
        self, name: str, scheme: Scheme, size_px: int, role: str = "ink", checked_role: str = "on_accent"
    ) -> QIcon:
        """Return an icon for a button, in the colour of ``role``; of ``checked_role`` when it is checked.

        A disabled button shows it in ``disabled_ink``. For a button on an accent ground (``role="main"`` in
        the style sheet) pass ``role="on_accent"``.
        """
        icon = QIcon()
        for state, shade in ((QIcon.State.Off, role), (QIcon.State.On, checked_role)):
            picture = self.pixmap(name, scheme.colour(shade), size_px)
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                icon.addPixmap(picture, mode, state)
            icon.addPixmap(self.pixmap(name, scheme.disabled_ink, size_px), QIcon.Mode.Disabled, state)
        return icon

    def app_icon(self) -> QIcon:
        """Return the program's own mark in the sizes that desktops ask for."""
        icon = QIcon()
        for size_px in (16, 24, 32, 48, 64, 128, 256):
            icon.addPixmap(self.pixmap("app", "#000000", size_px, 1.0))
        return icon

    def _draw(self, name: str, colour: str, size_px: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        source = self._source(name)
        if not source:
            return pixmap
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size_px, size_px))
        painter.end()
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            try:
                self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                _log.warning("icon %s cannot be read: %s", name, error)
                self._sources[name] = ""
        return self._sources[name]
