"""固定: the toolbar stays, or hides until it is wanted."""

from __future__ import annotations

from reader.settings.option import Choice, Option
from reader.tools.base import Tool


class PinTool(Tool):
    """固定: the toolbar stays, or hides until pointer or focus comes to the upper edge."""

    key = "pin"
    name = "固定"
    icon = "pin"
    group = "用"
    shortcuts = ("Ctrl+Shift+L",)
    vendor_keys = ("Ctrl+Alt+L", "Shift+L")
    help = "固定时，这排按钮一直在。不固定时，它自己收起来，地方都留给正文；鼠标移到最上边，或者点“显示工具”，它就出来；屏幕小的时候，它在“目录和工具”里。"
    options = (Option("pin", "固定", True, (Choice(True, "已固定"), Choice(False, "自动收起"))),)

    def trigger(self) -> None:
        """Pin, or let hide."""
        self.settings.set(self.key, not self.settings.flag(self.key))
        self.page.announce(
            "按钮一直显示"
            if self.settings.flag(self.key)
            else "按钮会自动收起，点“显示工具”或“目录和工具”就出来"
        )

    def apply(self) -> None:
        """Pin the toolbar, or let it hide."""
        self.page.show_toolbar(self.settings.flag(self.key))

    def state(self) -> str:
        """Give 已固定 or 自动收起."""
        return self.settings.describe(self.key)
