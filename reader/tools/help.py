"""说明: how the reader is used."""

from __future__ import annotations

from reader.tools.base import Tool


class HelpTool(Tool):
    """说明: how the reader is used."""

    key = "help"
    name = "说明"
    icon = "help"
    group = "用"
    shortcuts = ("F1",)
    vendor_keys = ("Ctrl+Alt+?", "Shift+?")
    help = "讲一讲怎么用，每个按钮是做什么的。"

    def trigger(self) -> None:
        """Open the help page."""
        self.page.show_help()
