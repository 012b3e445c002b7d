"""读屏专用: the screen reader speaks, the program does not."""

from __future__ import annotations

from reader.settings.option import switch
from reader.tools.base import SwitchTool


class ScreenReaderTool(SwitchTool):
    """读屏专用: the screen reader speaks, the program does not."""

    key = "screen_reader"
    name = "读屏专用"
    icon = "screen_reader"
    group = "听"
    shortcuts = ("Ctrl+Shift+R",)
    vendor_keys = ("Ctrl+Alt+R", "Shift+N")
    help = "给用读屏软件的人：本程序自己不出声，只由读屏软件来读；走到哪一块、那里有多少，都会说。再按一次就还原。"
    options = (switch("screen_reader", "读屏专用", False, is_aid=True),)

    def trigger(self) -> None:
        """Turn it on or off, and say so; turned on, say what there is to go to."""
        super().trigger()
        if self.is_on:
            self.page.show_regions()

    def apply(self) -> None:
        """Hand over, or take back."""
        self.page.set_screen_reader(self.is_on)
