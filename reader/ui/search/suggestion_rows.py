"""The rows of what may be searched for: large, with a mark and a cross where something was searched for before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.ui.look.row_focus import paint_row_focus
from reader.ui.look.theme import Theme

RECENT = "找过的"
"""The word that marks what was searched for before: never by colour alone."""

_ROW_PX = 64
_SIDE_PX = 24
_CROSS_PX = 64
"""How wide the place of the cross is: a finger's."""

_IS_RECENT = Qt.ItemDataRole.UserRole
_IS_END = Qt.ItemDataRole.UserRole + 1
_SOUGHT = Qt.ItemDataRole.UserRole + 2
_WRAP = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_GOING_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_FIELD_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace)

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown, what is searched for when it is chosen, and what that was understood as the last time, if otherwise.

    One that ``is_end`` stands below a line, and does something else.
    """

    shown: str
    text: str
    understood: str = ""
    is_recent: bool = False
    is_end: bool = False


class SuggestionRows(QListWidget):
    """The rows. A touch on a row's cross, or the delete key, forgets it; on the rest of it, or Enter, it is searched for."""

    picked = Signal(str, bool)
    """A row was chosen: its words, and whether it is one of the ends."""
    removed = Signal(str)
    left = Signal()
    typed = Signal(QKeyEvent)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: dict[tuple[str, bool, int], int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focus_ring", False)  # the current row is marked; a ring around the popup says less
        # A touch picks a row without taking the keyboard from the field.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RowPainter(self))
        self.itemClicked.connect(self._pick)
        self._pressed: QPoint | None = None

    @property
    def theme(self) -> Theme:
        """What the rows are painted in."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours."""
        self._theme = theme
        self._heights.clear()
        self.setFont(theme.font())  # in the drawer it is larger than the application's
        self.doItemsLayout()

    def show_rows(self, wanted: Sequence[Row]) -> None:
        """Show these, the ends last."""
        # Rows are written over, not made anew: while somebody types this comes with every key.
        while self.count() > len(wanted):
            self.takeItem(self.count() - 1)
        for number, row in enumerate(wanted):
            if number == self.count():
                self.addItem(QListWidgetItem())
            self._fill(self.item(number), row)
        words = [row for row in wanted if not row.is_end]
        is_all_recent = bool(words) and all(row.is_recent for row in words)
        name = "最近找过的" if is_all_recent and len(words) < len(wanted) else "您可能想找"
        if name != self.accessibleName():
            self.setAccessibleName(name)
            delete = "，按删除键去掉一个" if is_all_recent else ""
            self.setAccessibleDescription(f"按上下键选，按回车就找{delete}，按 Esc 回去接着写")
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.scrollToTop()

    def _fill(self, item: QListWidgetItem, row: Row) -> None:
        told = (row.shown, row.text, row.is_recent, row.is_end)
        if (item.text(), item.data(_SOUGHT), item.data(_IS_RECENT), item.data(_IS_END)) == told:
            return
        roles = Qt.ItemDataRole
        item.setText(row.shown)
        item.setData(_SOUGHT, row.text)
        item.setData(_IS_RECENT, row.is_recent)
        item.setData(_IS_END, row.is_end)
        understood = f"，当作{row.understood}" if row.understood else ""
        item.setData(
            roles.AccessibleTextRole, row.text + understood + (f"，{RECENT}" if row.is_recent else "")
        )
        does = "按回车就找这个" + ("，按删除键去掉它" if row.is_recent else "")
        item.setData(roles.AccessibleDescriptionRole, "把上面这些都忘掉" if row.is_end else does)

    # -- sizes --

    def row_width(self, text: str, is_recent: bool) -> int:
        """Give how wide a row is that stays on one line."""
        return (
            self.fontMetrics().horizontalAdvance(text)
            + self.theme.space(2 * _SIDE_PX)
            + self._extra_px(is_recent)
        )

    def height_of(self, width: int, room: int) -> tuple[int, bool]:
        """Give the height of as many whole rows, ``width`` pixels wide, as fit into ``room``; and whether all do."""
        total = 0
        for row in range(self.count()):
            item = self.item(row)
            height = self.row_height(item.text(), item.data(_IS_RECENT), width)
            if total + height > room:
                return total, False
            total += height
        return total, True

    def row_height(self, text: str, is_recent: bool, width: int) -> int:
        """Give the height of a row ``width`` pixels wide: its words wrap."""
        key = (text, is_recent, width)
        if key not in self._heights:
            if len(self._heights) > 500:
                self._heights.clear()
            side = self.theme.space(2 * _SIDE_PX) + self._extra_px(is_recent)
            room = QRect(0, 0, max(1, width - side), 100_000)
            words = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWrapAnywhere), text).height()
            self._heights[key] = max(self.theme.space(_ROW_PX), words + self.theme.space(16))
        return self._heights[key]

    def mark_font_px(self) -> int:
        """Give the size of the mark's letters."""
        return max(self.theme.px(20), round(0.8 * self.theme.label_px))

    def _mark_px(self) -> int:
        return QFontMetrics(self.theme.font(self.mark_font_px())).horizontalAdvance(
            RECENT
        ) + self.theme.space(16)

    def _extra_px(self, is_recent: bool) -> int:
        return self._mark_px() + self.theme.space(_CROSS_PX) if is_recent else 0

    def cross_of(self, row: QRect) -> QRect:
        """Give the place of a row's cross."""
        width = self.theme.space(_CROSS_PX)
        return QRect(row.right() + 1 - width, row.top(), width, row.height())

    def mark_of(self, row: QRect) -> QRect:
        """Give the place of the word that marks a row."""
        cross, width = self.cross_of(row), self._mark_px()
        return QRect(cross.left() - width, row.top(), width, row.height())

    # -- hand and keys --

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a finger comes down."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def _pick(self, item: QListWidgetItem) -> None:
        pressed, self._pressed = self._pressed, None
        is_cross = pressed is not None and self.cross_of(self.visualItemRect(item)).contains(pressed)
        if item.data(_IS_RECENT) and is_cross:
            self.removed.emit(item.data(_SOUGHT))
        else:
            self.picked.emit(item.data(_SOUGHT), bool(item.data(_IS_END)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, choose and forget by key; what is typed belongs to the field."""
        key, item = event.key(), self.currentItem()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item is not None:
                self._pressed = None
                self._pick(item)
        elif key == Qt.Key.Key_Delete:
            if item is not None and item.data(_IS_RECENT):
                self.removed.emit(item.data(_SOUGHT))
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self.currentRow() <= 0):
            self.left.emit()
        elif key in _GOING_KEYS:
            super().keyPressEvent(event)
        elif event.text() or key in _FIELD_KEYS:
            self.typed.emit(event)
        else:
            event.ignore()


class _RowPainter(QStyledItemDelegate):
    """Rows as high as their words, the mark and the cross at their end, the focus shown on the row that has it."""

    def __init__(self, rows: SuggestionRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rows, theme = self._rows, self._rows.theme
        row: QRect = option.rect  # type: ignore[attr-defined]  # missing from the stubs of 6.9
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""  # type: ignore[attr-defined]
        rows.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, rows)
        ink = QColor(theme.scheme.ink)
        painter.save()
        painter.setPen(ink)
        painter.setFont(rows.font())
        if index.data(_IS_END):
            self._set_apart(painter, row)
        side, words = theme.space(_SIDE_PX), row
        if index.data(_IS_RECENT):
            words = row.adjusted(0, 0, rows.mark_of(row).left() - row.right(), 0)
            self._paint_recent(painter, row, ink)
            painter.setFont(rows.font())
        painter.drawText(words.adjusted(side, 0, -side, 0), _WRAP, str(index.data()))
        painter.restore()
        if rows.hasFocus() and rows.currentIndex() == index:
            paint_row_focus(painter, QRectF(row), theme)

    def _set_apart(self, painter: QPainter, row: QRect) -> None:
        """Show that a row is no word to search for: below a line, underlined like what does something without haste."""
        rows, theme = self._rows, self._rows.theme
        painter.fillRect(row.left(), row.top(), row.width(), theme.space(2), QColor(theme.scheme.line))
        font = rows.font()
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.scheme.accent))

    def _paint_recent(self, painter: QPainter, row: QRect, ink: QColor) -> None:
        rows, theme = self._rows, self._rows.theme
        painter.setFont(theme.font(rows.mark_font_px()))
        painter.drawText(rows.mark_of(row), int(Qt.AlignmentFlag.AlignCenter), RECENT)
        arm = theme.px(9)
        centre = rows.cross_of(row).center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, theme.px(3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(centre - QPoint(arm, arm), centre + QPoint(arm, arm))
        painter.drawLine(centre - QPoint(arm, -arm), centre + QPoint(arm, -arm))

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._rows.viewport().width()
        return QSize(1, self._rows.row_height(str(index.data()), bool(index.data(_IS_RECENT)), width))
