"""What screen readers see of something that is no widget: a name, a role, a place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QPalette, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken, isValid

NO_INTERFACE = Shiboken.VoidPtr(0)
"""What ``interface_cast`` must return for "no": ``None``, 0 or an int crashes PySide6 6.9.3."""


class Leaf(QAccessibleInterface):
    """A thing without children of its own, on or beside ``widget``. Subclasses say what it is.

    Qt owns what is registered with it, Python what it made. So whoever registers a leaf keeps it, and lets Qt delete it
    when the widget goes (:func:`delete_leaf`): a leaf that Python frees first would leave Qt a dangling pointer.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget = widget

    def isValid(self) -> bool:
        """Say whether the widget is still there."""
        return isValid(self.widget)

    def object(self) -> Any:
        """There is no object behind it."""
        return None

    def window(self) -> QWindow:
        """Give the widget's window."""
        return self.widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Give the widget's own interface."""
        return QAccessible.queryAccessibleInterface(self.widget)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nobody but the program gives names here."""

    def state(self) -> QAccessible.State:
        """Give the state: nothing special."""
        return QAccessible.State()

    def childCount(self) -> int:
        """There are no children."""
        return 0

    def child(self, index: int) -> Any:
        """There are no children."""
        return None

    def childAt(self, x: int, y: int) -> Any:
        """There are no children."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """There are no children."""
        return -1

    def focusChild(self) -> Any:
        """There are no children."""
        return None

    def relations(self, match: Any = None) -> list[Any]:
        """There are none."""
        return []

    def rect(self) -> QRect:
        """Give the place in global pixels: it has none."""
        return QRect()

    def foregroundColor(self) -> QColor:
        """Give the colour of its words."""
        return self.widget.palette().color(QPalette.ColorRole.Text)

    def backgroundColor(self) -> QColor:
        """Give the colour behind its words."""
        return self.widget.palette().color(QPalette.ColorRole.Base)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Give a further interface: there is none."""
        return NO_INTERFACE

    def virtual_hook(self, id: int, data: int) -> None:
        """Nothing hangs on it."""


def delete_leaf(leaf: Leaf) -> None:
    """Have Qt forget and delete a registered leaf."""
    if isValid(leaf):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(leaf))
