"""鼠标样式: a large pointer, in a colour that is seen."""

from __future__ import annotations

from reader.settings.option import Choice, Option
from reader.tools.base import Tool


class PointerTool(Tool):
    """鼠标样式: the pointer's size in pixels, and its colours. A press takes the next size, the last is followed by 普通."""

    key = "pointer"
    name = "鼠标样式"
    icon = "pointer"
    group = "看"
    shortcuts = ("Ctrl+Shift+M",)
    vendor_keys = ("Ctrl+Alt+M", "Shift+8")
    help = "把鼠标的箭头变大，按一次大一级，有四种大小。按住这个按钮不放，可以换箭头的颜色。"
    options = (
        Option(
            "pointer",
            "鼠标大小",
            0,
            (Choice(0, "普通"), Choice(48, "大"), Choice(80, "更大"), Choice(128, "最大")),
            is_aid=True,
        ),
        Option(
            "pointer_colour",
            "鼠标颜色",
            "black",
            (
                Choice("black", "黑色白边"),
                Choice("white", "白色黑边"),
                Choice("yellow", "黄色黑边"),
                Choice("red", "红色双边"),
            ),
            help="都有一道边，在哪种配色上都看得见。",
            is_aid=True,
        ),
    )

    def trigger(self) -> None:
        """Take the next size, and name it."""
        self.settings.set(self.key, self.options[0].after(self.settings[self.key]))
        self.page.announce(f"{self.name}，{self.state()}")

    def apply(self) -> None:
        """Draw the pointer in the chosen size and colours."""
        self.page.show_pointer(self.settings.number(self.key), self.settings.text("pointer_colour"))

    def state(self) -> str:
        """Give the size's name."""
        return self.settings.describe(self.key)

    @property
    def is_on(self) -> bool:
        """Say whether the pointer is another than the system's."""
        return not self.is_default
