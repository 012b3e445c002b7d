"""阅读方式: read on from a place (连读), or what the pointer rests on (指读)."""

from __future__ import annotations

from reader.settings.option import Choice, Option
from reader.tools.base import Tool

_WORDS = {
    "on": "连读：点一句，再点“从这里读”，就一直往下读",
    "point": "指读：鼠标停在哪里，就读哪里",
}
"""What the chosen way of reading does, said when it is chosen."""


class ReadingModeTool(Tool):
    """阅读方式: read on from a place (连读), or what pointer, finger or keyboard comes to (指读)."""

    key = "reading_mode"
    name = "阅读方式"
    icon = "reading_mode"
    group = "听"
    shortcuts = ("Ctrl+Shift+Y",)
    vendor_keys = ("Ctrl+Alt+F", "Shift+4")
    help = (
        "连读：点一句，再点“从这里读”，就一直往下读。"
        "指读：鼠标停在哪里、手指点到哪里，就读哪里，按钮也读；手指按住不放，只读不按。按一下 Ctrl 键就不出声。"
    )
    options = (
        Option(
            "reading_mode", "阅读方式", "on", (Choice("on", "连读"), Choice("point", "指读")), is_aid=True
        ),
        Option(
            "reading_rest_ms",
            "指读等多久",
            500,
            (Choice(200, "快"), Choice(500, "平常"), Choice(1000, "慢")),
            help="鼠标停下来以后，过多久开始读。手不稳，就选慢。",
            is_aid=True,
        ),
    )

    def trigger(self) -> None:
        """Change over to the other way of reading, and say what it does."""
        option = self.options[0]
        self.settings.set(self.key, option.after(self.settings[self.key]))
        self.page.announce(_WORDS[self.settings.text(self.key)])

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
