"""The panel that 更多 opens: what the player bar has no room for, above the bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from reader.ui.child_popup import ChildPopup
from reader.ui.flow_layout import FlowLayout
from reader.ui.theme import Theme

_GAP_PX = 10
_BORDER_PX = 3


class MorePanel(ChildPopup):
    """What the bar folded away, above the bar."""

    def __init__(self, opener: QWidget) -> None:
        super().__init__(opener.window())
        self.companion = opener
        self.is_press_kept = False
        self.setAccessibleName("更多")
        self.setAccessibleDescription("按 Esc 键收起")
        self.flow = FlowLayout(self)

    def place_above(self, bar: QWidget, theme: Theme) -> None:
        """Stand at the right end of the bar, as wide as needed, within the window."""
        window, gap = bar.window(), theme.space(_GAP_PX)
        margin = theme.space(20)
        self.flow.setContentsMargins(margin, margin, margin, margin)
        self.flow.setSpacing(theme.space(20))
        room = window.width() - 2 * (gap + margin + theme.space(_BORDER_PX))
        # Somewhat more than half of one long row makes two rows.
        width = self._row_width(min(room, round(self._row_width(1 << 24) * 0.58)))
        width += 2 * (margin + theme.space(_BORDER_PX))
        bottom = bar.mapTo(window, QPoint(0, 0)).y() - gap
        height = min(self.heightForWidth(width), bottom - gap)
        self.setGeometry(QRect(window.width() - gap - width, bottom - height, width, height))

    def _row_width(self, room: int) -> int:
        """Give the width of the longest row when the rows are at most ``room`` pixels long."""
        longest = row = 0
        for at in range(self.flow.count()):
            item = self.flow.itemAt(at)
            width = item.sizeHint().width() if item is not None else 0
            row = (
                row + self.flow.spacing() + width
                if row and row + self.flow.spacing() + width <= room
                else width
            )
            longest = max(longest, row)
        return longest
