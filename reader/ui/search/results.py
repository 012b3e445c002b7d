"""The list of found places, grouped by chapter: large rows, the words that were found lit in them.

A real list, so that screen readers know it for one; it is as tall as its rows and leaves the scrolling to
what holds it.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.search.result import Hit, Result
from reader.ui.look.row_focus import paint_row_focus
from reader.ui.look.theme import Theme
from reader.ui.search.words import group_headings, lit_parts, row_description, row_name

_HIT = Qt.ItemDataRole.UserRole
_NUMBER = Qt.ItemDataRole.UserRole + 1
_LINE_EM = 1.5
_LEAST_ROW_PX = 64
_Index = QModelIndex | QPersistentModelIndex


class ResultList(QListWidget):
    """The rows. Up and Down go from place to place, Enter goes there in the report; so does one touch."""

    chosen = Signal(int)
    """A place was chosen by hand: its number, from 0, in the order shown."""
    entered = Signal()
    """It was chosen by Enter: the keyboard goes there as well."""
    row_moved = Signal(QRect)
    """The current row now stands here (in the list's coordinates): bring it into view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._items: list[QListWidgetItem] = []
        self._painter = _RowPainter(theme, self)
        self.setItemDelegate(self._painter)
        self.setProperty("role", "panel")
        self.setProperty("focus_ring", False)  # the current row shows the focus, not the whole list
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("找到的地方")
        self.setAccessibleDescription("按上下键一处一处走，按回车到报告里的那一处")
        self.itemClicked.connect(self._choose)
        self.currentItemChanged.connect(lambda *_: self.show_current())

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The places, in the order shown."""
        return self._hits

    @property
    def current_index(self) -> int:
        """The number of the current place, from 0; -1 for none."""
        item = self.currentItem()
        return -1 if item is None or item.data(_NUMBER) is None else int(item.data(_NUMBER))

    def show_current(self) -> None:
        """Ask for the current row to be brought into view."""
        if (item := self.currentItem()) is not None:
            self.row_moved.emit(self.visualItemRect(item))

    def show_hits(self, result: Result) -> None:
        """Replace the rows by the places of ``result``, by chapter; none of them is current."""
        groups = result.groups()
        self._hits = tuple(hit for group in groups for hit in group.hits)
        self.blockSignals(True)
        self.clear()
        self._items = []
        for group, heading in zip(groups, group_headings(groups), strict=True):
            title = QListWidgetItem(heading)
            title.setFlags(Qt.ItemFlag.NoItemFlags)  # the arrow keys pass over it
            self.addItem(title)
            for hit in group.hits:
                self._add(hit)
        self.blockSignals(False)
        self._painter.forget()
        self._fit()

    def _add(self, hit: Hit) -> None:
        index = len(self._items)
        item = QListWidgetItem(hit.excerpt)
        item.setData(_HIT, hit)
        item.setData(_NUMBER, index)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row_name(hit, index, len(self._hits)))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, row_description(hit))
        self._items.append(item)
        self.addItem(item)

    def select(self, index: int) -> None:
        """Make a place current; an index that is none clears the choice."""
        if 0 <= index < len(self._items):
            self.setCurrentItem(self._items[index])
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    def set_theme(self, theme: Theme) -> None:
        """Draw the rows in the theme's colours and sizes."""
        self._painter.set_theme(theme)
        self.doItemsLayout()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the new width."""
        if event.size().width() != event.oldSize().width():
            self._painter.forget()
            self.doItemsLayout()
            self._fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current place on Enter and the space bar."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item is not None:
            self._choose(item)
            if event.key() != Qt.Key.Key_Space:
                self.entered.emit()
            return
        super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(_NUMBER) is not None:
            self.chosen.emit(item.data(_NUMBER))

    def _fit(self) -> None:
        """Be as tall as the rows."""
        rows = (self._painter.height(self.model().index(row, 0)) for row in range(self.count()))
        self.setFixedHeight(sum(rows))


class _RowPainter(QStyledItemDelegate):
    """Measures and paints rows. What was measured is kept until the width, the theme or the rows change."""

    def __init__(self, theme: Theme, rows: ResultList) -> None:
        super().__init__(rows)
        self._theme, self._rows = theme, rows
        self._documents: dict[tuple[int, bool], QTextDocument] = {}

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.forget()

    def forget(self) -> None:
        """Forget what was measured."""
        self._documents.clear()

    def height(self, index: _Index) -> int:
        """The height of a row, in pixels."""
        gap = self._theme.space(12)
        if index.data(_HIT) is None:
            return self._heading_height(index.data()) + gap
        text_px = int(self._document(index, False).size().height()) + 2 * gap
        return max(text_px, self._theme.space(_LEAST_ROW_PX)) + self._theme.space(8)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(
            1, self.height(index)
        )  # rows are as wide as the list; 1 keeps it from scrolling sideways

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing from the stubs of 6.9
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_HIT) is None:
            self._paint_heading(painter, rect, index.data())
        else:
            self._paint_hit(painter, rect, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._heading_font())
        painter.setPen(QColor(self._theme.scheme.ink))
        space = self._theme.space(12)
        painter.drawText(rect.adjusted(self._side_px(), space, -self._side_px(), 0), _HEADING_FLAGS, text)

    def _paint_hit(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        scheme, space = self._theme.scheme, self._theme.space
        is_current = self._rows.currentIndex() == index
        card = QRectF(rect).adjusted(space(2), space(4), -space(2), -space(4))
        painter.setPen(
            QPen(QColor(scheme.accent if is_current else scheme.line), space(3 if is_current else 2))
        )
        painter.setBrush(QColor(scheme.paper))
        painter.drawRoundedRect(card, space(12), space(12))
        if is_current:
            # A bar as well as a colour: which row is current can be seen without telling colours apart.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.accent))
            bar = QRectF(card.x(), card.y(), space(10), card.height())
            painter.drawRoundedRect(bar, space(5), space(5))
            if self._rows.hasFocus():
                paint_row_focus(painter, card, self._theme)
        document = self._document(index, is_current)
        painter.translate(
            QPointF(rect.x() + self._side_px(), card.center().y() - document.size().height() / 2)
        )
        document.drawContents(painter)

    def _side_px(self) -> int:
        return self._theme.space(22)

    def _room_px(self) -> int:
        return max(1, self._rows.viewport().width() - 2 * self._side_px())

    def _heading_font(self) -> QFont:
        return self._theme.font(self._theme.label_px, is_bold=True)

    def _heading_height(self, text: str) -> int:
        metrics = QFontMetrics(self._heading_font())
        return metrics.boundingRect(QRect(0, 0, self._room_px(), 100_000), _HEADING_FLAGS, text).height()

    def _document(self, index: _Index, is_current: bool) -> QTextDocument:
        key = (index.row(), is_current)
        if key not in self._documents:
            self._documents[key] = self._lay_out(index.data(_HIT), is_current)
        return self._documents[key]

    def _lay_out(self, hit: Hit, is_current: bool) -> QTextDocument:
        scheme = self._theme.scheme
        document = QTextDocument()  # without a parent: it goes when it is forgotten
        document.setDocumentMargin(0)
        document.setDefaultFont(self._theme.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        spacing = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        spacing.setLineHeight(round(self._theme.label_px * _LINE_EM), fixed)
        plain, lit = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(scheme.ink))
        lit.setForeground(QColor(scheme.on_current_hit if is_current else scheme.on_hit))
        lit.setBackground(QColor(scheme.current_hit if is_current else scheme.hit))
        lit.setFontWeight(QFont.Weight.Bold)
        cursor = QTextCursor(document)
        cursor.setBlockFormat(spacing)
        before, found, after = lit_parts(hit)
        for text, form in ((before, plain), (found, lit), (after, plain)):
            cursor.insertText(text, form)
        document.setTextWidth(self._room_px())
        return document


_HEADING_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
