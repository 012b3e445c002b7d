"""鼠标样式: a large pointer."""

from __future__ import annotations

from reader.settings.option import Choice, Option
from reader.tools.base import Tool


class PointerTool(Tool):
    """鼠标样式: the pointer's size, pixels."""

    key = "pointer"
    name = "鼠标样式"
    icon = "pointer"
    group = "看"
    shortcuts = ("Ctrl+Shift+M",)
    vendor_keys = ("Ctrl+Alt+M", "Shift+8")
    help = "把鼠标的箭头变大，有三种大小。"
    options = (
        Option(
            "pointer",
            "鼠标样式",
            0,
            (Choice(0, "普通"), Choice(48, "大"), Choice(80, "更大"), Choice(128, "最大")),
            is_aid=True,
        ),
    )

    def trigger(self) -> None:
        """Take the next size, and name it."""
        self.settings.set(self.key, self.options[0].after(self.settings[self.key]))
        self.page.announce(f"鼠标样式，{self.state()}")

    def apply(self) -> None:
        """Draw the pointer in the chosen size."""
        self.page.show_pointer(self.settings.number(self.key))

    def state(self) -> str:
        """Give the size's name."""
        return self.settings.describe(self.key)

    @property
    def is_on(self) -> bool:
        """Say whether the pointer is larger than the system's."""
        return self.settings.number(self.key) > 0
