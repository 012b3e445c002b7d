"""大字幕: the sounding clause in very large type."""

from __future__ import annotations

from reader.settings.option import Choice, Option, switch
from reader.tools.base import SwitchTool

_WAITING = "先收起"


class CaptionsTool(SwitchTool):
    """大字幕: the sounding clause in very large type, by choice with pinyin, in simplified or traditional hanzi."""

    key = "captions"
    name = "大字幕"
    icon = "captions"
    group = "看"
    shortcuts = ("F12",)
    vendor_keys = ("Ctrl+Alt+B", "Shift+0")
    help = (
        "在窗口下面用特别大的字显示正在读的话，读到哪个字，哪个字就亮。还能在字上面写拼音，或者换成繁体字。"
    )
    options = (
        switch("captions", "大字幕", True, is_aid=True),
        switch("caption_pinyin", "字幕拼音", False),
        Option(
            "caption_script",
            "字幕的字",
            "simplified",
            (Choice("simplified", "简体"), Choice("traditional", "繁體")),
        ),
    )

    def apply(self) -> None:
        """Show or hide the strip; it takes pinyin and script along."""
        self.page.show_captions(self.is_on)

    def trigger(self) -> None:
        """Turn it on or off, and say so; also when it has to wait."""
        # The button has no room for the reason.
        if self.is_on or self.page.has_caption_room:
            super().trigger()
        else:
            self.settings.set("captions", True)
            self.page.announce(f"大字幕已打开。屏幕小，{_WAITING}")

    def state(self) -> str:
        """Give 开 or 关; where the type is too large for page and strip together, say that it waits."""
        return _WAITING if self.is_on and not self.page.has_caption_room else super().state()
