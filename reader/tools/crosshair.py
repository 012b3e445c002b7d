"""十字线: two lines over the whole window that cross at the pointer."""

from __future__ import annotations

from reader.settings.option import switch
from reader.tools.base import SwitchTool


class CrosshairTool(SwitchTool):
    """十字线: two lines over the whole window that cross at the pointer."""

    key = "crosshair"
    name = "十字线"
    icon = "crosshair"
    group = "看"
    shortcuts = ("Ctrl+Shift+X",)
    vendor_keys = ("Ctrl+Alt+N", "Shift+9")
    help = "两条线跟着鼠标走，帮您看清鼠标在哪里。"
    options = (switch("crosshair", "十字线", False, is_aid=True),)

    def apply(self) -> None:
        """Show or hide the lines."""
        self.page.show_crosshair(self.is_on)
