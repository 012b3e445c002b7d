"""What Qt does not tell screen readers of a tree: which entry the keyboard comes to, and that one was opened or closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QTreeWidget


class TreeTeller(QObject):
    """Tells of one tree, whose child it is."""

    announced = Signal(str)
    """An entry was opened or closed by the keyboard: Qt 6.9 sends screen readers no event of it."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.installEventFilter(self)
        tree.expanded.connect(self._tell_expanded)
        tree.collapsed.connect(lambda _index: self._announce("已收起"))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell of the current entry when the focus comes, after Qt has told of the tree itself."""
        if event.type() == QEvent.Type.FocusIn and QAccessible.isActive():
            first = self._tree.topLevelItem(0)
            if self._tree.currentItem() is None and first is not None:
                self._tree.setCurrentItem(first)  # selected, too: a tree left to itself makes it current only
            QTimer.singleShot(0, self, self._tell_current)
        return False

    def _tell_current(self) -> None:
        entry = QAccessible.queryAccessibleInterface(self._tree).focusChild()
        if self._tree.hasFocus() and entry is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(entry, QAccessible.Event.Focus))

    def _tell_expanded(self, index: QModelIndex) -> None:
        self._announce(f"已展开，{self._tree.model().rowCount(index)} 条")

    def _announce(self, words: str) -> None:
        if self._tree.hasFocus():
            self.announced.emit(words)
