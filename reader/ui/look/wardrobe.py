"""The style sheet, put on every widget once: on what is in view now, on what is hidden when it is about to be seen.

``QApplication.setStyleSheet`` alone dresses a widget as many times as it has ancestors (Qt 6.9 walks the list of all
widgets, and from each of them down again), and tells it each time that its style changed, so that everything is laid
out anew: half a second for four hundred widgets. Here it takes the sheet and dresses nobody; ``QStyle.polish`` does.

Colours reach all that is hidden when it comes into view. Sizes reach most of it at once, for layouts ask for the sizes of
what they may come to show; but the pages of a stack that are not in front take no part in any layout, and are half of all
widgets: they wait until :func:`dress_late` is called for them, before they are laid out to be shown. So does what says that it
can wait.
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

CAN_WAIT = "can_be_dressed_late"
"""A widget with this property waits like the pages of a stack while it is hidden: no layout asks for its size, and whoever
shows it calls :func:`dress_late` first."""

_LATE = "is_dressed_late"
"""A property of what still wears other sizes; kept with the widget, it goes with it."""


class Wardrobe(QObject):
    """Puts style sheets on the application. Belongs to it; one is enough."""

    def __init__(self, app: QApplication) -> None:
        """Dress the widgets of ``app``, which owns the wardrobe from now on."""
        super().__init__(app)
        self._app = app
        self._sizes: Hashable = None

    def put_on(self, sheet: str, sizes: Hashable) -> None:
        """Dress everything in ``sheet``. Sheets of equal ``sizes`` differ in nothing but colours."""
        has_new_sizes, self._sizes = sizes != self._sizes, sizes
        if not self._app.styleSheet():
            self._app.setStyleSheet(sheet)
            return
        # Forgets what every widget wears: Qt then finds nobody to dress.
        self._app.style().unpolish(self._app)
        self._app.setStyleSheet(sheet)
        for window in self._app.topLevelWidgets():
            if has_new_sizes:
                self._refit(window)
            else:
                self._recolour(window)

    def _recolour(self, top: QWidget) -> None:
        """Dress what is in view within ``top``; what is hidden waits until it is shown."""
        waiting = [top]
        while waiting:
            widget = waiting.pop()
            font = widget.font()
            widget.style().polish(widget)
            if widget.font() != font:
                # Qt went back to the font from before the first sheet.
                widget.setFont(font)
            for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if child.isWindow():
                    continue
                if child.isHidden():
                    child.installEventFilter(self)
                else:
                    waiting.append(child)

    def _refit(self, top: QWidget) -> None:
        """Dress all within ``top`` but what can wait, and have it measured anew."""
        dressed: list[QWidget] = []
        waiting = [top]
        while waiting:
            widget = waiting.pop()
            widget.style().polish(widget)
            dressed.append(widget)
            for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if _can_wait(child):
                    child.setProperty(_LATE, True)
                    child.installEventFilter(self)
                elif not child.isWindow():
                    waiting.append(child)
        for widget in dressed:
            QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

    def dress(self, page: QWidget) -> None:
        """Dress ``page`` if it was left out when the sizes changed."""
        if page.property(_LATE):
            page.setProperty(_LATE, None)
            self._refit(page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dress what comes into view, before it is painted; no event is ever taken away."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            if watched.property(_LATE):
                self.dress(watched)
            else:
                self._recolour(watched)
        return False


def dress_late(page: QWidget) -> None:
    """Dress a page that is about to come to the front of its stack, if it has not been yet."""
    app = QApplication.instance()
    wardrobe = app.findChild(Wardrobe) if app is not None else None
    if wardrobe is not None:
        wardrobe.dress(page)


def _can_wait(widget: QWidget) -> bool:
    stack = widget.parentWidget()
    is_behind = isinstance(stack, QStackedWidget) and stack.currentWidget() is not widget
    return is_behind or (widget.isHidden() and bool(widget.property(CAN_WAIT)))
