"""语速: how fast the report is read."""

from __future__ import annotations

from reader.settings.option import Option
from reader.tools.base import Tool

_PRESETS_CPM = (100, 140, 180, 220, 260, 300)
"""One press takes the next; the player bar's slider sets any speed between."""


class SpeedTool(Tool):
    """语速: how fast the report is read, in characters a minute.

    Adults read aloud at about 210 to 220; older listeners are hurt most by fast speech, hence the default of 180.
    """

    key = "speed"
    name = "语速"
    icon = "speed"
    group = "听"
    shortcuts = ("Ctrl+Shift+S",)
    vendor_keys = ("Ctrl+Alt+K", "Shift+3")
    help = "换一种快慢。每按一次快一档，最快以后回到最慢。下面的“慢、快”可以细调。"
    options = (
        Option(
            "speed",
            "语速",
            180,
            minimum=100,
            maximum=300,
            step=10,
            unit=" 字/分",
            less="慢一点",
            more="快一点",
        ),
    )

    def trigger(self) -> None:
        """Go to the next preset, from the fastest to the slowest."""
        speed = self.settings.number(self.key)
        self.settings.set(
            self.key, next((preset for preset in _PRESETS_CPM if preset > speed), _PRESETS_CPM[0])
        )
        self.page.announce(f"语速，每分钟{self.settings.number(self.key)}字", "quiet")

    def apply(self) -> None:
        """Read at the chosen speed."""
        self.page.set_speed(self.settings.number(self.key))

    def state(self) -> str:
        """Give the speed."""
        return str(self.settings.number(self.key))
