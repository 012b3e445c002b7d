"""快捷方式: the table of keys."""

from __future__ import annotations

from reader.tools.base import Tool


class ShortcutsTool(Tool):
    """快捷方式: the table of keys."""

    key = "shortcuts"
    name = "快捷方式"
    icon = "shortcuts"
    group = "用"
    shortcuts = ("Shift+F1",)
    vendor_keys = ("", "Shift+D")
    help = "看一看每个按钮对应哪个键。"

    def trigger(self) -> None:
        """Open the table."""
        self.page.show_shortcuts()
