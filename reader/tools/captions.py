"""大字幕: the sounding clause in very large type."""

from __future__ import annotations

from reader.settings.option import switch
from reader.tools.base import SwitchTool


class CaptionsTool(SwitchTool):
    """大字幕: the sounding clause in very large type."""

    key = "captions"
    name = "大字幕"
    icon = "captions"
    group = "看"
    shortcuts = ("F12",)
    help = "在窗口下面用特别大的字显示正在读的话，读到哪个字，哪个字就亮。"
    options = (switch("captions", "大字幕", True),)

    def apply(self) -> None:
        """Show or hide the strip."""
        self.page.show_captions(self.is_on)

    def state(self) -> str:
        """Give 开 or 关; where the type is too large for page and strip together, say that it waits."""
        return "先收起" if self.is_on and not self.page.has_caption_room else super().state()
