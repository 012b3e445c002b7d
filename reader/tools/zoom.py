"""放大 and 缩小: text and interface together, 50 to 300 per cent."""

from __future__ import annotations

from typing import ClassVar

from reader.settings.option import Option
from reader.tools.base import Tool

ZOOM = Option("zoom", "大小", 100, minimum=50, maximum=300, step=10, unit="%", is_aid=True)
_COARSE_FROM_PERCENT = 150
"""From here on a step of ten per cent can hardly be seen: steps are of twenty-five."""


class _ZoomTool(Tool):
    """Shared by the two: a step in one direction."""

    direction: ClassVar[int]
    limit_word: ClassVar[str]
    group = "看"

    def trigger(self) -> None:
        """Go one step and say the size; at the limit say that."""
        percent = self.settings.number("zoom")
        target = _stepped(percent, self.direction)
        self.settings.set("zoom", target)
        self.page.announce(
            f"已是{self.limit_word}" if target == percent else f"{ZOOM.label} {ZOOM.describe(target)}"
        )

    def state(self) -> str:
        """Give the size in per cent."""
        return self.settings.describe("zoom")


def _stepped(percent: int, direction: int) -> int:
    is_coarse = percent >= _COARSE_FROM_PERCENT + (1 if direction < 0 else 0)
    step = 25 if is_coarse else ZOOM.step
    return max(ZOOM.minimum, min(ZOOM.maximum, percent + direction * step))


class ZoomInTool(_ZoomTool):
    """放大."""

    key = "zoom_in"
    name = "放大"
    icon = "zoom_in"
    shortcuts = ("Ctrl++", "Ctrl+=")
    vendor_keys = ("Ctrl+Alt++", "Shift+6")
    help = "把字和按钮都变大，最大三倍。"
    options = (ZOOM,)
    direction = 1
    limit_word = "最大"

    def apply(self) -> None:
        """Set everything in the chosen size."""
        self.page.show_zoom(self.settings.number("zoom"))

    @property
    def is_on(self) -> bool:
        """Say whether things are larger than normal."""
        return self.settings.number("zoom") > ZOOM.default  # type: ignore[operator]


class ZoomOutTool(_ZoomTool):
    """缩小."""

    key = "zoom_out"
    name = "缩小"
    icon = "zoom_out"
    shortcuts = ("Ctrl+-",)
    vendor_keys = ("Ctrl+Alt+-", "Shift+7")
    help = "把字和按钮都变小，最小一半。"
    shared_options = (ZOOM,)
    direction = -1
    limit_word = "最小"

    @property
    def is_on(self) -> bool:
        """Say whether things are smaller than normal."""
        return self.settings.number("zoom") < ZOOM.default  # type: ignore[operator]
