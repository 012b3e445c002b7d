"""重置: everything back to how it was at first, with a way back."""

from __future__ import annotations

from reader.tools.base import Tool


class ResetTool(Tool):
    """重置: every preference back to its default; one press takes it back."""

    key = "reset"
    name = "重置"
    icon = "reset"
    group = "用"
    shortcuts = ("Ctrl+0",)
    vendor_keys = ("Ctrl+Alt+C", "Shift+1")
    help = "颜色、大小、快慢都回到最初的样子。按错了，马上按“撤销”就回来。"

    def trigger(self) -> None:
        """Reset, and offer the way back."""
        mark = self.settings.mark
        self.settings.reset()
        if self.settings.mark == mark:
            self.page.announce("本来就是最初的样子")
            return
        self.page.offer_undo("都回到最初的样子了", lambda: self.settings.undo_to(mark))
