"""A popup that is a child of its window: the crosshair lies over it, a screen reader finds it, and it stays.

A tool tip vanishes when the pointer moves onto it, and a top-level popup takes the pointer from the program
(WCAG 2.2, 1.4.13: what opens can be dismissed, pointed at, and stays).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin)
_RELEASES = (QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class ChildPopup(QFrame):
    """A frame above its siblings. Tab stays inside, Esc and a press elsewhere close it, the focus goes back.

    A press elsewhere only closes: it reaches nothing else, so that a slip does no second thing. Where the
    popup came by itself (``is_press_kept`` false) the press goes on to what it was meant for.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_press_kept = True
        self.companion: QWidget | None = None
        """A widget outside that belongs to the popup: neither a press on it nor its focus closes anything."""
        self._opener: QWidget | None = None
        self._has_had_focus = False
        self._is_release_awaited = False
        self.setProperty("role", "popup")
        self.hide()

    def is_open(self) -> bool:
        """Say whether the popup is open."""
        return not self.isHidden()

    def open_with(self, focus: QWidget | None) -> None:
        """Show the popup where it is; ``focus`` inside it gets the focus; with ``None`` nothing does."""
        if not self.is_open():
            self._opener = QApplication.focusWidget()
            self._application().installEventFilter(self)
            self._application().focusChanged.connect(self._follow_focus)
        self._is_release_awaited = False
        self._has_had_focus = False
        self.show()
        self.raise_()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_popup(self) -> None:
        """Close, and give the focus back if it was inside."""
        if not self.is_open():
            return
        opener, now = self._opener, QApplication.focusWidget()
        is_inside = now is None or now is self or self.isAncestorOf(now)
        self._opener = None
        self._application().focusChanged.disconnect(self._follow_focus)
        if is_inside and opener is not None and isValid(opener) and opener.isVisible():
            opener.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        if not self._is_release_awaited:
            self._application().removeEventFilter(self)
        self.closed.emit()

    def holds(self, place: QPoint) -> bool:
        """Say whether a place, in global pixels, is on the popup."""
        return self.is_open() and self.rect().contains(self.mapFromGlobal(place))

    def press_elsewhere(self, place: QPoint) -> bool:
        """Close for a press outside, in global pixels; say whether the press goes no further."""
        self.close_popup()
        return self.is_press_kept

    def tab_stops(self) -> list[QWidget]:
        """Give the widgets inside that take the focus, in the order in which they were put in."""
        # Not by nextInFocusChain: in PySide 6.9.3 a walk over it ties the wrappers of the window's widgets to
        # each other, and when one of them is deleted (the focus ring at each step), others become invalid.
        return [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self)
        ]

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside: behind the last comes the first."""
        stops = self.tab_stops()
        if not stops:
            return True
        now = QApplication.focusWidget()
        step = 1 if next else -1
        at = (stops.index(now) + step) % len(stops) if now in stops else (0 if next else -1)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[at].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the presses and keys of the whole program while open."""
        kind = event.type()
        if kind in _PRESSES:
            return self._press(event)
        if kind in _RELEASES and self._is_release_awaited:
            self._is_release_awaited = False
            if not self.is_open():
                self._application().removeEventFilter(self)
            event.accept()
            return True
        if (
            kind in _KEYS
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.is_open()
        ):
            # Accepting the override first keeps Esc from the window's own shortcuts.
            event.accept()
            if kind == QEvent.Type.KeyPress:
                self.close_popup()
            return True
        return super().eventFilter(watched, event)

    def _press(self, event: QEvent) -> bool:
        place = _place_of(event)
        if not self.is_open():
            # The release of the press that closed the popup never came: this is another press.
            self._is_release_awaited = False
            self._application().removeEventFilter(self)
            return False
        if place is None or self.holds(place) or _is_on(self.companion, place):
            return False
        self._is_release_awaited = True
        if self.press_elsewhere(place):
            event.accept()
            return True
        self._is_release_awaited = False
        if not self.is_open():
            self._application().removeEventFilter(self)
        return False

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Close when the focus, once inside, has been taken elsewhere, by a key of the window's."""
        if now is None:
            return
        if now is self or self.isAncestorOf(now) or now is self.companion:
            self._has_had_focus = True
        elif self._has_had_focus:
            self.close_popup()

    @staticmethod
    def _application() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app


def _is_on(widget: QWidget | None, place: QPoint) -> bool:
    return widget is not None and widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(place))


def _place_of(event: QEvent) -> QPoint | None:
    """Give where a press happened, in global pixels."""
    if isinstance(event, QTouchEvent):
        return event.points()[0].globalPosition().toPoint() if event.points() else None
    return event.globalPosition().toPoint() if isinstance(event, QMouseEvent) else None
