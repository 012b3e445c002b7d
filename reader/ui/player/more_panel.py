"""The panel that 更多 opens: what the player bar has no room for, above the bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from reader.ui.controls.child_popup import ChildPopup
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.look.theme import Theme

_GAP_PX = 10
_BORDER_PX = 3
_TRIES = ((20, 0.58), (10, 1.0))
"""Air around and between the buttons, and how long a row may be; the second where the window is too low.

Somewhat more than half of one long row makes two rows.
"""


class MorePanel(ChildPopup):
    """What the bar folded away, above the bar."""

    def __init__(self, opener: QWidget) -> None:
        super().__init__(opener.window())
        self.companion = opener
        self.is_press_kept = False
        self.setAccessibleName("更多")
        self.setAccessibleDescription("按 Esc 键收起")
        self.flow = FlowLayout(self)

    def place_above(self, bar: QWidget, theme: Theme, spared: QWidget | None = None) -> bool:
        """Stand at the right end of the bar, as wide as needed, within the window; say whether there was room enough.

        ``spared`` is what lies above the bar and should stay in sight: the panel stands above it, if it fits there.
        """
        window, gap = bar.window(), theme.space(_GAP_PX)
        bottom = bar.mapTo(window, QPoint(0, 0)).y() - gap
        size = QSize()
        for margin_px, share in _TRIES:
            size = self._size(window.width() - 2 * gap, theme, margin_px, share)
            if size.height() <= bottom - gap:
                break
        if spared is not None and spared.isVisible():
            above = spared.mapTo(window, QPoint(0, 0)).y() - gap
            bottom = above if size.height() <= above - gap else bottom
        height = min(size.height(), bottom - gap)
        self.setGeometry(QRect(window.width() - gap - size.width(), bottom - height, size.width(), height))
        return size.height() <= bottom - gap

    def _size(self, most_px: int, theme: Theme, margin_px: int, share: float) -> QSize:
        """Give the size at most ``most_px`` wide, with rows up to a share of what one long row would take."""
        margin, border = theme.space(margin_px), theme.space(_BORDER_PX)
        self.flow.setContentsMargins(margin, margin, margin, margin)
        self.flow.setSpacing(margin)
        room = most_px - 2 * (margin + border)
        width = self.flow.row_width(min(room, round(self.flow.row_width(1 << 24) * share)))
        width += 2 * (margin + border)
        return QSize(width, self.heightForWidth(width))

    def tab_stops(self) -> list[QWidget]:
        """Give what takes the focus, row by row."""
        stops = super().tab_stops()
        return sorted(stops, key=self._row_of)

    def _row_of(self, stop: QWidget) -> int:
        """Give the number of the part that holds ``stop``; within a part the order stays."""
        parts = (self.flow.itemAt(at) for at in range(self.flow.count()))
        widgets = [part.widget() for part in parts if part is not None]
        return next((at for at, part in enumerate(widgets) if part is stop or part.isAncestorOf(stop)), 0)
