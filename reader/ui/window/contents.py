"""The contents: parts, chapters, items and the glossary as a tree that follows the place read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from reader.core.report import Report
from reader.ui.access.tree import TreeTeller
from reader.ui.look.theme import Theme

_BLOCK = Qt.ItemDataRole.UserRole


class _WrappingDelegate(QStyledItemDelegate):
    """Gives an entry the height its words need at the tree's width: nothing is cut to an ellipsis."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        self.padding_px = 0

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        # PySide6's stubs leave the fields of style options out.
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText  # type: ignore[attr-defined]
        option.textElideMode = Qt.TextElideMode.ElideNone  # type: ignore[attr-defined]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        depth, parent = 1, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        room = self._tree.viewport().width() - depth * self._tree.indentation() - 2 * self.padding_px
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole) or self._tree.font())
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        box = metrics.boundingRect(QRect(0, 0, max(1, room), 10_000), Qt.TextFlag.TextWordWrap.value, text)
        return QSize(room, max(size.height(), box.height() + self.padding_px))


class Contents(QTreeWidget):
    """The tree. A press or Enter goes to the place; the entry of the place being read is marked."""

    place_chosen = Signal(int)
    """The block to go to."""
    glossary_chosen = Signal()

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setHeaderLabel("目录")  # screen readers see it hidden as it is; Qt's own would be "1"
        self.setHeaderHidden(True)
        self.teller = TreeTeller(self)
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("目录")
        self.setAccessibleDescription("上下键选一章，按回车去那里；右键展开，左键收起")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._delegate = _WrappingDelegate(self)
        self.setItemDelegate(self._delegate)
        self._entries: dict[int, QTreeWidgetItem] = {}
        self._fill(report)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def _fill(self, report: Report) -> None:
        for part in report.parts:
            part_entry = self._add(None, report.text(part.title), part.heading.number)
            for chapter in part.chapters:
                words = f"{chapter.label}　{_short(report.text(chapter.title))}"
                chapter_entry = self._add(part_entry, words, chapter.heading.number)
                for item in chapter.items:
                    self._add(chapter_entry, f"{item.number}　{report.text(item.title)}", item.title.block)
            part_entry.setExpanded(True)
        glossary = QTreeWidgetItem(self, [f"名词解释　{len(report.glossary)} 条"])
        glossary.setData(0, _BLOCK, -1)
        self._blocks = sorted(self._entries)

    def _add(self, parent: QTreeWidgetItem | None, words: str, block: int) -> QTreeWidgetItem:
        entry = QTreeWidgetItem([words])
        entry.setData(0, _BLOCK, block)
        entry.setData(0, Qt.ItemDataRole.AccessibleTextRole, words.replace("\u3000", "，"))
        if parent is None:
            self.addTopLevelItem(entry)
        else:
            parent.addChild(entry)
        self._entries[block] = entry
        return entry

    def _choose(self, entry: QTreeWidgetItem) -> None:
        block = entry.data(0, _BLOCK)
        if block == -1:
            self.glossary_chosen.emit()
            return
        entry.setExpanded(True)
        self.place_chosen.emit(block)

    def follow(self, block: int) -> None:
        """Mark the chapter or item that holds ``block``; leaves a tree that has the focus alone."""
        if self.hasFocus():
            return
        before = [each for each in self._blocks if each <= block]
        if not before:
            return
        entry = self._entries[before[-1]]
        if entry is not self.currentItem():
            self.setCurrentItem(entry)
            self.scrollToItem(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space belongs to the voice wherever the focus is; the tree leaves it to the window."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``; parts are set bold."""
        self.setIndentation(theme.space(24))
        self._delegate.padding_px = theme.space(14)
        self.setFont(theme.font())
        bold = theme.font(is_bold=True)
        for at in range(self.topLevelItemCount()):
            entry = self.topLevelItem(at)
            if entry is not None:
                entry.setFont(0, bold)
        self.scheduleDelayedItemsLayout()


def _short(title: str) -> str:
    """Give the first half of a title in two parallel halves: it tells the chapter, and fits a line."""
    first, comma, rest = title.partition("，")
    return first if comma and len(first) >= 4 and "、" not in first else rest or first
