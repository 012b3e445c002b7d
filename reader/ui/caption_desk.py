"""The caption strip joined to what the resident has chosen for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.settings.store import Settings
from reader.tools.base import Tool
from reader.ui.captions import CaptionStrip
from reader.ui.folding import Folding


class CaptionDesk(QObject):
    """Passes the strip's own buttons on to the settings, and the settings to the strip."""

    notice_given = Signal(str)

    def __init__(self, strip: CaptionStrip, settings: Settings, tool: Tool) -> None:
        super().__init__(strip)
        self._strip, self._settings = strip, settings
        strip.pinyin_toggled.connect(lambda is_on: settings.set("caption_pinyin", is_on))
        strip.script_toggled.connect(lambda script: settings.set("caption_script", script))
        strip.close_pressed.connect(tool.trigger)
        strip.problem_found.connect(self.notice_given)

    def restyle(self, folding: Folding) -> None:
        """Bring the strip in line with settings and window."""
        self._strip.set_pinyin(self._settings.flag("caption_pinyin"))
        self._strip.set_script(self._settings.text("caption_script"))
        self._strip.set_size(folding.caption_px, folding.captions_most_px)
