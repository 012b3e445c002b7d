"""A layout that sets widgets side by side and goes on in the next row, as words do, so that nothing is cut
at any size.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

KEPT_WITH_PREVIOUS = "kept_with_previous"
"""A widget with this property stands in one row with the widget before it, wherever a row has room for both."""


class FlowLayout(QLayout):
    """Rows of widgets at their preferred sizes; a widget wider than the row gets the row to itself and its
    width.

    Items of a row stand with their middles on one line. Hidden widgets take no room. Margins are those of the layout, the spacing is kept between rows too.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """Of all rows, by width: a column above asks for the same ones over and over."""
        self._measured: tuple[object, ...] = ()
        """What they were worked out from."""
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item; ``None`` beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Take an item out; ``None`` beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all rows at a width, in pixels."""
        # A layout inside another one is told late that an item changed; the hints say so at once.
        hints = (None if item.isEmpty() else item.sizeHint().toTuple() for item in self._items)
        measured = (self.contentsMargins(), self.spacing(), *hints)
        if measured != self._measured:
            self._measured, self._heights = measured, {}
        if width not in self._heights:
            self._heights[width] = self._flow(QRect(0, 0, width, 0), is_placing=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was worked out."""
        self._heights = {}
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._flow(rect, is_placing=True)

    def sizeHint(self) -> QSize:
        """Want no less than the largest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Give the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def row_width(self, room_px: int) -> int:
        """Give the width of the longest row when rows are at most ``room_px`` wide, in pixels, margins aside."""
        gap = max(0, self.spacing())
        rows = self._rows(room_px)
        return max((sum(width + gap for _, width in row) - gap for row in rows), default=0)

    def _rows(self, room_px: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Part the items into rows at most ``room_px`` wide; each comes with its width."""
        gap = max(0, self.spacing())
        rows: list[list[tuple[QLayoutItem, int]]] = []
        left = 0
        for group in self._groups():
            widths = [
                room_px if _fills_the_row(item) else min(item.sizeHint().width(), room_px) for item in group
            ]
            whole = sum(widths) + gap * (len(group) - 1)
            for at, (item, width) in enumerate(zip(group, widths, strict=True)):
                wanted = whole if at == 0 and whole <= room_px else width
                if not rows or wanted > left:
                    rows.append([])
                    left = room_px
                rows[-1].append((item, width))
                left -= width + gap
        return rows

    def _groups(self) -> list[list[QLayoutItem]]:
        """Give the items that are seen; those that keep together in one list."""
        groups: list[list[QLayoutItem]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            widget = cast("QWidget | None", item.widget())  # the stubs forget that there may be none
            if groups and widget is not None and widget.property(KEPT_WITH_PREVIOUS):
                groups[-1].append(item)
            else:
                groups.append([item])
        return groups

    def _flow(self, rect: QRect, *, is_placing: bool) -> int:
        """Set the items into ``rect``, or only try to; returns the height they take, in pixels."""
        margins, gap = self.contentsMargins(), max(0, self.spacing())
        room = rect.marginsRemoved(margins)
        y = room.y() - gap
        for row in self._rows(room.width()):
            y += gap
            heights = [
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                for item, width in row
            ]
            x = room.x()
            for (item, width), height in zip(row, heights, strict=True):
                if is_placing:
                    place = QRect(x, y + (max(heights) - height) // 2, width, height)
                    # The item would hold a widget of fixed height to its hint, however high its wrapped words are.
                    widget = cast("QWidget | None", item.widget())
                    (widget or item).setGeometry(place)
                x += width + gap
            y += max(heights)
        return max(y, room.y()) - rect.y() + margins.bottom()


def _fills_the_row(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding
