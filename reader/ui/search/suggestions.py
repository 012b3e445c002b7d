"""What the typed words may become, below the search box: a part of the window, not a window of its own.

A top-level popup would be cut off in a kiosk, grab the keyboard from the input method, and be lost to
screen readers.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.ui.look.row_focus import paint_row_focus
from reader.ui.look.theme import Theme

_ROW_PX = 64
_SIDE_PX = 24
_EDGE_PX = 12


class Suggestions(QFrame):
    """The list. Its rows can be touched; Up and Down go through it once the field handed over the keyboard."""

    picked = Signal(str)
    """A row was chosen by touch or Enter."""
    left = Signal()
    """Up from the first row, or Esc: the keyboard goes back to the field."""
    typed = Signal(QKeyEvent)
    """A key that is none of the list's: it belongs to the field."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self.rows = _Rows(self)
        self.rows.setItemDelegate(_RowMeasure(self.rows))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.rows)
        self.rows.itemClicked.connect(self._pick)
        self.rows.entered_by_key.connect(self._pick)
        self.rows.left.connect(self.left)
        self.rows.typed.connect(self.typed)
        self.theme = theme
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes."""
        self.theme = theme
        edge = theme.space(_EDGE_PX)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self.rows.doItemsLayout()

    def show_below(self, field: QRect, lowest: int, texts: tuple[str, ...]) -> None:
        """Show ``texts`` below ``field`` and above ``lowest``, both in the window's coordinates.

        Where not even one row fits, nothing is shown.
        """
        self.rows.clear()
        for text in texts:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, "按回车就找这个")
            self.rows.addItem(item)
        gap, frame = self.theme.space(6), 2 * (self.theme.space(_EDGE_PX) + self.theme.space(3))
        left = max(gap, field.left())
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        wanted = max(field.width(), widest + self.theme.space(2 * _SIDE_PX) + frame)
        width = min(wanted, self.window().width() - left - gap)
        height = self._height(width - frame, lowest - field.bottom() - 2 * gap - frame)
        if not height:
            self.hide()
            return
        self.setGeometry(left, field.bottom() + gap, width, height + frame)
        self.show()
        self.raise_()

    def _height(self, width: int, room: int) -> int:
        """The height of as many whole rows as fit into ``room`` pixels."""
        total = 0
        for row in range(self.rows.count()):
            height = self.row_height(self.rows.item(row).text(), width)
            if total + height > room:
                break
            total += height
        return total

    def row_height(self, text: str, width: int) -> int:
        """The height of a row ``width`` pixels wide: its words wrap."""
        room = QRect(0, 0, max(1, width - self.theme.space(2 * _SIDE_PX)), 100_000)
        words = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWrapAnywhere), text).height()
        return max(self.theme.space(_ROW_PX), words + self.theme.space(16))

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.text())


class _Rows(QListWidget):
    entered_by_key = Signal(QListWidgetItem)
    left = Signal()
    typed = Signal(QKeyEvent)

    def __init__(self, frame: Suggestions) -> None:
        super().__init__(frame)
        self.frame_of = frame
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focus_ring", False)  # the current row is marked; a ring around the popup says less
        self.setFocusPolicy(
            Qt.FocusPolicy.TabFocus
        )  # a touch picks a row without taking the keyboard from the field
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("您可能想找")
        self.setAccessibleDescription("按上下键选，按回车就找，按 Esc 回去接着写")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (item := self.currentItem()) is not None:
                self.entered_by_key.emit(item)
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self.currentRow() <= 0):
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        elif event.text() or key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace):
            self.typed.emit(event)
        else:
            event.ignore()


class _RowMeasure(QStyledItemDelegate):
    """Rows as high as their words, the focus shown on the row that has it."""

    def __init__(self, rows: _Rows) -> None:
        super().__init__(rows)
        self._rows = rows

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if self._rows.hasFocus() and self._rows.currentIndex() == index:
            rect: QRect = option.rect  # type: ignore[attr-defined]  # missing from the stubs of 6.9
            paint_row_focus(painter, QRectF(rect), self._rows.frame_of.theme)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, self._rows.frame_of.row_height(str(index.data()), self._rows.viewport().width()))
