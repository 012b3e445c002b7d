"""A layout that sets widgets side by side and goes on in the next row, as words do, so that nothing is cut
at any size.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Rows of widgets at their preferred sizes; a widget wider than the row gets the row to itself and its
    width.

    Hidden widgets take no room. Margins are those of the layout, the spacing is kept between rows too.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
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
        return self._flow(QRect(0, 0, width, 0), is_placing=False)

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

    def _flow(self, rect: QRect, *, is_placing: bool) -> int:
        """Set the items into ``rect``, or only try to; returns the height they take, in pixels."""
        margins, gap = self.contentsMargins(), max(0, self.spacing())
        room = rect.marginsRemoved(margins)
        x, y, row_height = room.x(), room.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), room.width())
            if _fills_the_row(item):
                width = room.width()
            if x > room.x() and x + width > room.x() + room.width():
                x, y, row_height = room.x(), y + row_height + gap, 0
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if is_placing:
                place = QRect(QPoint(x, y), QSize(width, height))
                # The item would hold a widget of fixed height to its hint, however high its wrapped words are.
                widget = cast("QWidget | None", item.widget())  # the stubs forget that there may be none
                (widget or item).setGeometry(place)
            x += width + gap
            row_height = max(row_height, height)
        return y + row_height - rect.y() + margins.bottom()


def _fills_the_row(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding
