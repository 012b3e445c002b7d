"""What screen readers get beyond Qt's own: the page as a document, and words said outside of any widget."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QFrame, QWidget
from shiboken6 import isValid

from reader.ui.access.leaf import Leaf, delete_leaf

_ABREAST = 8
"""Sentences that may wait to be read by a screen reader."""

_ROLES = {
    "ToolBar": QAccessible.Role.ToolBar,
    "SectionBox": QAccessible.Role.Grouping,
    **dict.fromkeys(("PageStack", "CaptionStrip"), QAccessible.Role.Client),
}
"""By the widget's class, which Qt itself must not know: it is asked first. Orca says "layered pane" of a stack, and all the
words of a label whose buttons the keyboard comes to; it says nothing of a mere container, and the name of a group when the
keyboard comes into it. Every :class:`SidePage` is one."""

_interfaces: list[QAccessibleInterface] = []
"""Qt does not keep alive what Python made; it does delete an interface with its widget."""


def install() -> None:
    """Install the accessible interfaces; must come before the QApplication."""
    QAccessible.installFactory(_make_interface)


def _make_interface(class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    from reader.ui.access.page import PageInterface
    from reader.ui.controls.side_page import SidePage
    from reader.ui.page.reading_page import ReadingPage

    interface: QAccessibleInterface
    if class_name == ReadingPage.__name__ and isinstance(thing, ReadingPage):
        interface = PageInterface(thing)
    elif isinstance(thing, SidePage):
        interface = QAccessibleWidget(thing, QAccessible.Role.Form)
    elif class_name in _ROLES and isinstance(thing, QWidget):
        interface = QAccessibleWidget(thing, _ROLES[class_name])
    elif isinstance(thing, QWidget) and _is_words(thing):
        interface = QAccessibleWidget(thing, QAccessible.Role.StaticText)
    else:
        return None
    _interfaces[:] = [each for each in _interfaces if isValid(each)]
    _interfaces.append(interface)
    return interface


def _is_words(widget: QWidget) -> bool:
    """Say whether a bare frame takes the keyboard, only to be read: to Qt it would be a border."""
    return type(widget).__base__ is QFrame and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


class _Notification(Leaf):
    """A sentence that is nowhere in the window, as a notification of it.

    Orca heeds Qt's announcements from version 45 on only, but every notification that comes into view since long before
    (``onShowingChanged`` in its ``scripts/default.py``).
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.words = ""

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Notification

    def text(self, kind: QAccessible.Text) -> str:
        return self.words if kind == QAccessible.Text.Name else ""


class Announcer(QObject):
    """Says sentences to a screen reader, for one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._notifications: list[_Notification] = []

    def say(self, text: str) -> None:
        """Have ``text`` said, if a screen reader listens."""
        if not QAccessible.isActive():
            return
        if sys.platform == "win32":
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, text))
            return
        # One after the other: what is said next must not take the words away before they were read.
        if len(self._notifications) < _ABREAST:
            notification = _Notification(self._window)
            QAccessible.registerAccessibleInterface(notification)
            self._window.destroyed.connect(lambda: delete_leaf(notification))
        else:
            notification = self._notifications.pop(0)
        self._notifications.append(notification)
        notification.words = text
        for kind in (QAccessible.Event.NameChanged, QAccessible.Event.ObjectShow):
            QAccessible.updateAccessibility(QAccessibleEvent(notification, kind))
