"""阅读方式: read on from a place (连读), or what the pointer rests on (指读)."""

from __future__ import annotations

from reader.settings.option import Choice, Option
from reader.tools.base import Tool


class ReadingModeTool(Tool):
    """阅读方式: read on from a place (连读), or read the sentence the pointer rests on (指读)."""

    key = "reading_mode"
    name = "阅读方式"
    icon = "reading_mode"
    group = "听"
    shortcuts = ("Ctrl+Shift+Y",)
    vendor_keys = ("Ctrl+Alt+F", "Shift+4")
    help = "连读：从一处一直往下读。指读：鼠标停在哪一句，就读哪一句。"
    options = (Option("reading_mode", "阅读方式", "on", (Choice("on", "连读"), Choice("point", "指读")), is_aid=True),)

    def trigger(self) -> None:
        """Change over to the other way of reading."""
        option = self.options[0]
        self.settings.set(self.key, option.after(self.settings[self.key]))
        self.page.announce(f"阅读方式，{self.state()}")

    def apply(self) -> None:
        """Read where the pointer rests, or not."""
        self.page.set_pointing(self.is_on)

    def state(self) -> str:
        """Give 连读 or 指读."""
        return self.settings.describe(self.key)

    @property
    def is_on(self) -> bool:
        """Say whether 指读 is on."""
        return self.settings[self.key] == "point"
