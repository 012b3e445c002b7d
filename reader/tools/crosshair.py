"""十字线: two lines that cross at the pointer, or a reading ruler."""

from __future__ import annotations

from reader.settings.option import Choice, Option, switch
from reader.tools.base import SwitchTool

_LINES, _RULER = "lines", "ruler"


class CrosshairTool(SwitchTool):
    """十字线: two lines over the whole window that cross at the pointer; or 阅读尺, a band that leaves few lines clear.

    A press turns it on or off, and which of the two it is stands on the settings page. A press that went round through
    both would let nobody take a slip back by pressing once more, as the source page's 十字线 does and as whoever sees
    lines all over the screen will try first; and a screen reader could not tell it as a switch. That there is a ruler is
    said in the help, which names the way.
    """

    key = "crosshair"
    name = "十字线"
    icon = "crosshair"
    group = "看"
    shortcuts = ("Ctrl+Shift+X",)
    vendor_keys = ("Ctrl+Alt+N", "Shift+9")
    help = "两条线跟着鼠标、手指和键盘走，帮您看清指着哪里。按住这个按钮不放，可以换成阅读尺：只留几行亮着，不会看串行。"
    options = (
        switch("crosshair", "十字线", False, is_aid=True),
        Option(
            "crosshair_mode",
            "用哪一种",
            _LINES,
            (Choice(_LINES, "十字线"), Choice(_RULER, "阅读尺")),
            help="十字线指出鼠标在哪里。阅读尺只留几行亮着，别的行暗下去。",
            is_aid=True,
        ),
        Option(
            "crosshair_thickness",
            "线的粗细",
            8,
            (Choice(4, "细"), Choice(8, "中"), Choice(12, "粗")),
            is_aid=True,
        ),
        Option(
            "ruler_lines",
            "阅读尺留几行",
            2,
            (Choice(1, "一行"), Choice(2, "两行"), Choice(3, "三行")),
            is_aid=True,
        ),
    )

    def trigger(self) -> None:
        """Turn it on or off, and say what went on or off."""
        self.settings.set(self.key, not self.is_on)
        self.page.announce(f"{self._kind}已{'打开' if self.is_on else '关闭'}")

    def apply(self) -> None:
        """Show or hide lines and ruler."""
        settings, is_ruler = self.settings, self.settings.text("crosshair_mode") == _RULER
        thickness_px = settings.number("crosshair_thickness")
        self.page.show_ruler(self.is_on and is_ruler, settings.number("ruler_lines"), thickness_px)
        self.page.show_crosshair(self.is_on and not is_ruler, thickness_px)

    def state(self) -> str:
        """Give 关, or what is on."""
        return self._kind if self.is_on else "关"

    @property
    def _kind(self) -> str:
        return self.settings.describe("crosshair_mode")
