"""大字幕: the sounding clause in very large type."""

from __future__ import annotations

from reader.settings.option import Choice, Option, switch
from reader.tools.base import SwitchTool

_NO_ROOM, _SMALLER = "放不下", "小一些"


class CaptionsTool(SwitchTool):
    """大字幕: the sounding clause in very large type; how large, how many lines and where, pinyin and script by choice."""

    key = "captions"
    name = "大字幕"
    icon = "captions"
    group = "看"
    shortcuts = ("F12",)
    vendor_keys = ("Ctrl+Alt+B", "Shift+0")
    help = "用特别大的字显示正在读的话，读到哪个字，哪个字就亮。字的大小、行数、放在上面还是下面，都可以挑；还能写拼音，或者换成繁体字。"
    options = (
        switch("captions", "大字幕", True, is_aid=True, help="打开以后，正在读的话用特别大的字显示。"),
        Option(
            "caption_size",
            "字幕大小",
            "large",
            (Choice("large", "大"), Choice("larger", "更大"), Choice("largest", "最大")),
            help="窗口里放不下的时候，先写得小一点。",
            is_aid=True,
        ),
        Option(
            "caption_lines",
            "字幕行数",
            1,
            (Choice(1, "一行"), Choice(2, "两行"), Choice(3, "三行")),
            help="一次看到几行。窗口里放不下的时候，先少写几行。",
            is_aid=True,
        ),
        Option(
            "caption_position",
            "字幕位置",
            "bottom",
            (Choice("bottom", "在下面"), Choice("top", "在上面")),
            help="放在正文的下面，还是上面。",
            is_aid=True,
        ),
        switch("caption_pinyin", "字幕拼音", False, is_aid=True, help="在每个字的上面写出拼音。"),
        Option(
            "caption_script",
            "字幕的字",
            "simplified",
            (Choice("simplified", "简体"), Choice("traditional", "繁體")),
            help="写简体字，还是繁体字；声音不变。",
            is_aid=True,
        ),
    )

    def apply(self) -> None:
        """Show or hide the strip; it takes what else is chosen along."""
        self.page.show_captions(self.is_on)

    def trigger(self) -> None:
        """Turn it on or off, and say so; also why it is not there, or smaller than was chosen."""
        # The button has no room for the reason.
        if self.is_on or (self.page.has_caption_room and self.page.has_whole_caption_room):
            super().trigger()
            return
        self.settings.set("captions", True)
        if self.page.has_caption_room:
            self.page.announce("大字幕已打开。窗口里放不下选的大小，先写小一些")
        else:
            self.page.announce("大字幕已打开。正文的字太大，窗口里放不下字幕；缩小一点就有了")

    def state(self) -> str:
        """Give 开 or 关; 放不下 where page and strip do not go together, 小一些 where the strip is less than was chosen."""
        if self.is_on and not self.page.has_caption_room:
            return _NO_ROOM
        return _SMALLER if self.is_on and not self.page.has_whole_caption_room else super().state()
