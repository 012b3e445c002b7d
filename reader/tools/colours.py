"""配色: the colour scheme of the whole program."""

from __future__ import annotations

from reader.settings.option import Choice, Option
from reader.tools.base import Tool

_SCHEMES = (
    Choice("original", "原色"),
    Choice("white", "白底黑字"),
    Choice("yellow_on_blue", "蓝底黄字"),
    Choice("black_on_yellow", "黄底黑字"),
    Choice("yellow_on_black", "黑底黄字"),
    Choice("eye_care", "护眼"),
)
"""The source page's five schemes in its order, and 护眼. The colours are in resources/schemes."""


class ColoursTool(Tool):
    """配色: the colour scheme of the whole program."""

    key = "colours"
    name = "配色"
    icon = "colours"
    group = "看"
    shortcuts = ("F4",)
    vendor_keys = ("Ctrl+Alt+T", "Shift+5")
    help = "换一种颜色。整个窗口都跟着换，按到您看得最清楚为止。"
    options = (Option("scheme", "配色", "original", _SCHEMES, is_aid=True),)

    def trigger(self) -> None:
        """Take the next scheme, and name it."""
        self.settings.set("scheme", self.options[0].after(self.settings["scheme"]))
        self.page.announce(f"配色，{self.state()}")

    def apply(self) -> None:
        """Repaint in the chosen scheme."""
        self.page.show_scheme(self.settings.text("scheme"))

    def state(self) -> str:
        """Give the scheme's name."""
        return self.settings.describe("scheme")

    @property
    def is_on(self) -> bool:
        """Say whether a scheme other than the original is in force."""
        return self.settings["scheme"] != self.options[0].default
