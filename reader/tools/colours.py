"""配色: the colour scheme of the whole program."""

from __future__ import annotations

from reader.settings.option import Choice, Option
from reader.tools.base import Tool

CUSTOM = "custom"
"""The scheme made of the resident's own two colours, ``custom_ink`` and ``custom_paper``."""

_SCHEMES = (
    Choice("original", "原色"),
    Choice("white", "白底黑字"),
    Choice("yellow_on_blue", "蓝底黄字"),
    Choice("black_on_yellow", "黄底黑字"),
    Choice("yellow_on_black", "黑底黄字"),
    Choice("eye_care", "护眼"),
    Choice(CUSTOM, "自己配"),
)
"""The source page's five schemes in its order, 护眼, and one's own. The colours are in resources/schemes."""

_COLOUR = "#[0-9A-F]{6}"


class ColoursTool(Tool):
    """配色: the colour scheme of the whole program.

    A press goes round the schemes; it stops at 自己配 only for whoever has chosen colours of their own.
    """

    key = "colours"
    name = "配色"
    icon = "colours"
    group = "看"
    shortcuts = ("F4",)
    vendor_keys = ("Ctrl+Alt+T", "Shift+5")
    help = "换一种颜色。整个窗口都跟着换，按到您看得最清楚为止。"
    options = (
        Option("scheme", "配色", "original", _SCHEMES, is_aid=True),
        # At first those of 原色.
        Option("custom_ink", "字的颜色", "#1C1A17", longest=7, pattern=_COLOUR, is_aid=True),
        Option("custom_paper", "底的颜色", "#FBF8F1", longest=7, pattern=_COLOUR, is_aid=True),
    )

    def trigger(self) -> None:
        """Take the next scheme, and name it."""
        option = self.options[0]
        following = option.after(self.settings["scheme"])
        if following == CUSTOM and not self._has_own_colours:
            following = option.after(following)
        self.settings.set("scheme", following)
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

    @property
    def _has_own_colours(self) -> bool:
        return not all(self.settings.is_default(key) for key in ("custom_ink", "custom_paper"))
