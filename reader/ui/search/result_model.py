"""The found places as a model: one row a place, made when it is looked at; headings belong to the row below them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.search.result import Group, Hit, Result
from reader.ui.search.words import group_headings, row_description, row_name

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class ResultModel(QAbstractListModel):
    """The rows, in the order shown: by chapter.

    A heading is no row of its own: screen readers and the arrow keys count places only. The row below a heading says it
    first.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._headings: tuple[str, ...] = ()
        self._starts: list[int] = [0]

    def show(self, result: Result) -> None:
        """Replace the rows by the places of ``result``; none of them is looked at yet."""
        self.beginResetModel()
        self._groups = result.groups()
        self._headings = group_headings(self._groups)
        self._starts = list(accumulate((group.count for group in self._groups), initial=0))
        self.endResetModel()

    @property
    def count(self) -> int:
        """How many places there are."""
        return self._starts[-1]

    def hit(self, row: int) -> Hit:
        """Give the place of a row."""
        group = self._group_of(row)
        return self._groups[group].hits[row - self._starts[group]]

    def heading(self, row: int) -> str:
        """Give the lines above a row; empty where it goes on with the chapter of the row before."""
        group = self._group_of(row)
        return self._headings[group] if row == self._starts[group] else ""

    def _group_of(self, row: int) -> int:
        return bisect_right(self._starts, row) - 1

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the places."""
        return 0 if parent.isValid() else self.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give the excerpt, or what screen readers say."""
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.hit(row).excerpt
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_name(self.hit(row), row, self.count, self.heading(row))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row_description(self.hit(row), is_below_heading=bool(self.heading(row)))
        return None
