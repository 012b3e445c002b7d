"""快捷方式: every key there is, to look up and to change."""

from __future__ import annotations

from reader.tools.base import Tool


class ShortcutsTool(Tool):
    """快捷方式: every key there is, to look up and to change."""

    key = "shortcuts"
    name = "快捷方式"
    icon = "shortcuts"
    group = "用"
    shortcuts = ("Shift+F1",)
    vendor_keys = ("", "Shift+D")
    help = "看一看每个键做什么；不顺手的，换成您习惯的键。"

    def trigger(self) -> None:
        """Open the page of keys."""
        self.page.show_shortcuts()
