"""The fonts that only the report's page is set in, loaded when they are first chosen."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from reader.ui.look.theme import DEFAULT_FAMILY

_log = logging.getLogger(__name__)

_FILES = {"song": ("QibaoSerifSC-Regular.otf", "QibaoSerifSC-Bold.otf"), "kai": ("QibaoKaiSC-Bold.ttf",)}


class PageFonts:
    """The families of type by the words that settings have for them: ``hei``, ``song`` and ``kai``.

    Args:
        folder: where the fonts are, ``resources/fonts/page``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._families: dict[str, str] = {}

    def family(self, key: str) -> str:
        """Give the family for ``key``; the program's own one stands in for a font that was lost."""
        if key not in self._families:
            self._families[key] = self._load(key)
        return self._families[key]

    def _load(self, key: str) -> str:
        family = DEFAULT_FAMILY
        for name in _FILES.get(key, ()):
            loaded = QFontDatabase.applicationFontFamilies(
                QFontDatabase.addApplicationFont(str(self._folder / name))
            )
            if not loaded:
                _log.warning("font %s cannot be loaded", name)
                return DEFAULT_FAMILY
            family = loaded[0]
        return family
