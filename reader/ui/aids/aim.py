"""Where the resident is: where pointer or finger was last, or what the keyboard is on.

One filter on the program for all that follows the hand (crosshair, reading ruler, hidden toolbar), there only as long as
one of them is on. It takes no event away.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

By = Literal["hand", "keys"]
"""Whether pointer or finger led to a place, or the keyboard."""

_KINDS = QEvent.Type
_HAND = frozenset((_KINDS.MouseMove, _KINDS.MouseButtonPress, _KINDS.TouchBegin, _KINDS.TouchUpdate))
_COMING = frozenset((_KINDS.Show, _KINDS.Enter, _KINDS.Leave, _KINDS.FocusIn))


class Aim(QObject):
    """Follows the hand and the keyboard over ``window``, its menus and its dialogues."""

    moved = Signal(QRect, str)
    """A box in global pixels (one pixel for the hand, the control, row or caret for the keyboard), and :data:`By`."""
    left = Signal()
    """The pointer is over no window of the program any more, or another program is in front."""
    covered = Signal()
    """A menu or another window came up."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._followers: list[object] = []
        self._is_finger = self._is_away = False
        self.by: By = "hand"
        """What moved last."""
        # What a key leads to is known when the key is done with.
        self._keys = QTimer(self, singleShot=True, interval=0)
        self._keys.timeout.connect(self._follow_keys)
        self._coming = QTimer(self, singleShot=True, interval=0)
        self._coming.timeout.connect(self._look_round)

    @property
    def is_on(self) -> bool:
        """Say whether anything follows."""
        return bool(self._followers)

    def set_followed(self, follower: object, is_followed: bool) -> None:
        """Watch for ``follower``, or no longer; the filter goes with the last one."""
        if is_followed == (follower in self._followers):
            return
        was_on = self.is_on
        if is_followed:
            self._followers.append(follower)
        else:
            self._followers.remove(follower)
        if self.is_on != was_on:
            self._watch(self.is_on)

    def _watch(self, is_watched: bool) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if is_watched:
            app.installEventFilter(self)
            app.applicationStateChanged.connect(self._note_state)
        else:
            app.removeEventFilter(self)
            app.applicationStateChanged.disconnect(self._note_state)
            self._keys.stop()
            self._coming.stop()

    def here(self) -> QRect:
        """Give the pointer's place now."""
        return QRect(QCursor.pos(), QCursor.pos())

    def area_at(self, place: QPoint) -> QRect:
        """Give the window of the program at a place, in global pixels: the main one first; empty for none."""
        others = (
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and not widget.windowFlags() & Qt.WindowType.WindowTransparentForInput
        )
        for window in (self._window, *others):
            area = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
            if window.isVisible() and area.contains(place):
                return area
        return QRect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every move, touch and key of the program; a move comes to the window first, and is seen there only."""
        kind = event.type()
        if kind in _HAND:
            if watched.isWindowType():
                self._follow_hand(event)
                if kind == _KINDS.MouseButtonPress:
                    # A window manager may bring the window up at a press.
                    self._coming.start()
        elif kind == _KINDS.KeyPress:
            self.by = "keys"
            self._keys.start()
        elif kind in _COMING and watched.isWindowType():
            self._is_away = kind == _KINDS.Leave and watched is self._window.windowHandle()
            self._coming.start()
        return False

    def _follow_hand(self, event: QEvent) -> None:
        if isinstance(event, QTouchEvent):
            if not event.points():
                return
            place = event.points()[0].globalPosition().toPoint()
        elif isinstance(event, QMouseEvent):
            place = event.globalPosition().toPoint()
        else:
            return
        self._is_finger, self._is_away = isinstance(event, QTouchEvent), False
        self._keys.stop()
        self.by = "hand"
        self.moved.emit(QRect(place, place), "hand")

    def _follow_keys(self) -> None:
        box = focus_box(QApplication.focusWidget())
        if not box.isEmpty():
            self.moved.emit(box, "keys")

    def _look_round(self) -> None:
        """A window came or was left: lines come up above it, or go where there is nothing to point at."""
        self.covered.emit()
        # Where no program may place windows, none is told where the pointer is outside its own either.
        is_away = self.area_at(QCursor.pos()).isEmpty() if has_windows_to_place() else self._is_away
        if is_away and self.by == "hand" and not self._is_finger:
            self.left.emit()

    def _note_state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self.left.emit()


def focus_box(widget: QWidget | None) -> QRect:
    """Give what the keyboard is on, in global pixels: caret, chosen row or whole control; empty where it is not in view."""
    if widget is None or not widget.isVisible():
        return QRect()
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        view = widget.viewport()
        return _seen(view, widget.visualRect(widget.currentIndex()))
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return _seen(widget.viewport(), _caret_box(widget))
    return _seen(widget, _caret_box(widget) if isinstance(widget, QLineEdit) else widget.rect())


def _caret_box(widget: QWidget) -> QRect:
    """Give the box of the caret, and of what is selected if it is on one line."""
    caret, anchor = (
        _box_of(widget.inputMethodQuery(query))
        for query in (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle)
    )
    return caret.united(anchor) if anchor.top() == caret.top() else caret


def _box_of(answer: object) -> QRect:
    """Give a box that was answered; a caret one pixel wide or none counts as one."""
    # A field answers in whole pixels, a text in parts of them.
    box = answer.toAlignedRect() if isinstance(answer, QRectF) else answer
    return QRect(box.topLeft(), box.size().expandedTo(QSize(1, 1))) if isinstance(box, QRect) else QRect()


def _seen(widget: QWidget, box: QRect) -> QRect:
    """Give the part of a widget's box that is in view, in global pixels."""
    seen = box & widget.visibleRegion().boundingRect()
    return QRect(widget.mapToGlobal(seen.topLeft()), seen.size())


def has_windows_to_place() -> bool:
    """Say whether this desktop lets a program place windows of its own: Wayland does not, nor is there any offscreen."""
    return QGuiApplication.platformName() in ("xcb", "windows", "cocoa")
