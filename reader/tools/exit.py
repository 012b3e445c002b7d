"""退出服务: back to the plain page."""

from __future__ import annotations

from reader.settings.option import switch
from reader.tools.base import Tool


class ExitTool(Tool):
    """退出服务: stops speech, removes the aids and leaves the plain page; the same key brings them back."""

    key = "exit"
    name = "退出服务"
    icon = "exit"
    group = "用"
    shortcuts = ("Ctrl+Shift+Q",)
    vendor_keys = ("Ctrl+Alt+E", "Shift+Q")
    help = "停止朗读，收起所有辅助，只留下报告。想再用，按“打开辅助”，或者再按一次这个键。"
    # Not a preference: it is gone back from by its own button, and no icon on the desktop should open a page without aids.
    options = (switch("plain", "普通页面", False, is_preference=False),)

    def trigger(self) -> None:
        """Leave the aids, or bring them back."""
        is_plain = not self.settings.flag("plain")
        self.settings.set("plain", is_plain)
        self.page.announce("已退出辅助服务" if is_plain else "辅助服务回来了")

    def apply(self) -> None:
        """Take the aids away, or bring them back; what was chosen stays chosen."""
        is_plain = self.settings.flag("plain")
        self.settings.rest_aids(is_plain)
        self.page.set_plain(is_plain)
