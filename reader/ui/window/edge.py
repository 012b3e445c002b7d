"""The upper edge: a hidden toolbar comes out over the page when somebody is there, and goes a while after they have left.

Somebody is there when the pointer rests at the edge, a press or F10 asked for the tools, or the keyboard comes to the
button 显示工具. The toolbar lies over the page and takes no room from it: nothing moves below the pointer.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from reader.ui.aids.aim import Aim, By

_EDGE_PX = 8
_REST_MS = 200
"""How long the pointer rests at the edge: merely passing over, on the way to the window's frame, does nothing."""
_LEAVE_MS = 1500
"""How long the toolbar stays when pointer and keyboard have left it: as the source page's 固定 does."""
_LINE_PX = 2
_RINGING = frozenset((QEvent.Type.Show, QEvent.Type.LayoutRequest, QEvent.Type.ZOrderChange))
"""Whereupon the ring around what has the focus is placed, and comes up."""
_PLACING = frozenset((QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide))


class EdgeWatch(QObject):
    """Watches where the resident is while it is on; takes nothing away.

    ``above`` are the widgets below which the toolbar comes out, siblings of it; ``handle`` is the button 显示工具.
    """

    reached = Signal()
    """Somebody is at the window's upper edge."""
    left = Signal()
    """Pointer and keyboard have been away from the toolbar for a while."""

    def __init__(self, aim: Aim, toolbar: QWidget, handle: QWidget, above: Sequence[QWidget]) -> None:
        super().__init__(toolbar.window())
        self._aim, self._window = aim, toolbar.window()
        self._toolbar, self._handle, self._above = toolbar, handle, above
        self._line = QFrame(toolbar.window())
        self._line.setProperty("role", "line")
        self._line.hide()
        self._is_on = False
        self._is_inside = False
        """Whether hand or keyboard was last at the toolbar."""
        self._focus_before: QWidget | None = None
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(self.reached)
        self._leaving = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._leaving.timeout.connect(self._leave)
        self._rising = QTimer(self, singleShot=True, interval=0)
        self._rising.timeout.connect(self._come_up)
        aim.moved.connect(self._follow)
        aim.left.connect(self._note_absence)

    @property
    def is_in_use(self) -> bool:
        """Say whether pointer or keyboard is in the toolbar."""
        return self._toolbar.isVisible() and (self._toolbar.underMouse() or self._has_focus(self._toolbar))

    def set_on(self, is_on: bool) -> None:
        """Watch, or not."""
        if is_on == self._is_on:
            return
        self._is_on = is_on
        self._aim.set_followed(self, is_on)
        watched = (self._toolbar, *self._above, self._window)
        if is_on:
            self._is_inside = self.is_in_use
            self._focus_before = None if self._has_focus(self._toolbar) else QApplication.focusWidget()
            for widget in watched:
                widget.installEventFilter(self)
            _application().focusChanged.connect(self._note_focus)
            if self._toolbar.isVisible():
                self._leaving.start()
        else:
            for widget in watched:
                widget.removeEventFilter(self)
            _application().focusChanged.disconnect(self._note_focus)
            for timer in (self._resting, self._leaving, self._rising):
                timer.stop()
            self._line.hide()

    def place(self) -> None:
        """Lay the toolbar over what stands below the head, with a line at its foot."""
        toolbar, window = self._toolbar, self._window
        if not self._is_on:
            return
        feet = [part.mapTo(window, QPoint(0, part.height())).y() for part in self._above if part.isVisible()]
        width = window.width()
        toolbar.setGeometry(0, max(feet, default=0), width, toolbar.heightForWidth(width))
        self._line.setGeometry(0, toolbar.geometry().bottom() + 1, width, _LINE_PX)
        self._line.setVisible(toolbar.isVisible())

    def give_focus_back(self) -> None:
        """Take the keyboard back to where it was before it came to the toolbar; to the handle if that is gone."""
        if self._has_focus(self._toolbar):
            before = self._focus_before
            is_there = before is not None and isValid(before) and before.isVisible()
            (before if before is not None and is_there else self._handle).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the toolbar in its place, and have it come out on top of all."""
        if event.type() in _PLACING:
            self.place()
            if event.type() == QEvent.Type.Show and watched is self._toolbar:
                self._come_up()
        if event.type() in _RINGING:
            self._rising.start()
        return False

    def _come_up(self) -> None:
        # The ring around a tool lies above it.
        if not self._has_focus(self._toolbar):
            self._toolbar.raise_()
            self._line.raise_()

    def _follow(self, box: QRect, by: By) -> None:
        if not self._is_on or by == "keys":
            return
        place = self._window.mapFromGlobal(box.center())
        is_at_edge = 0 <= place.y() <= _EDGE_PX and 0 <= place.x() < self._window.width()
        if is_at_edge and not self._toolbar.isVisible():
            if not self._resting.isActive():
                self._resting.start()
        else:
            self._resting.stop()
        foot = self._toolbar.mapTo(self._window, QPoint(0, self._toolbar.height() + _LINE_PX)).y()
        self._note(is_inside=self._toolbar.isVisible() and place.y() <= foot)

    def _note_absence(self) -> None:
        if self._is_on:
            self._resting.stop()
            self._note(is_inside=False)

    def _note_focus(self) -> None:
        # Takes no arguments on purpose: see reader.ui.look.focus_ring.
        focus = QApplication.focusWidget()
        if focus is None:
            return
        is_inside = focus is self._handle or self._has_focus(self._toolbar)
        if not self._has_focus(self._toolbar):
            self._focus_before = focus
        if focus is self._handle and self._aim.by == "keys":
            self.reached.emit()
        if is_inside or self._aim.by == "keys":
            self._note(is_inside=is_inside)

    def _note(self, *, is_inside: bool) -> None:
        self._is_inside = is_inside
        if is_inside or not self._toolbar.isVisible():
            self._leaving.stop()
        elif not self._leaving.isActive():
            self._leaving.start()

    def _leave(self) -> None:
        if not self._is_inside:
            self.left.emit()

    @staticmethod
    def _has_focus(widget: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and widget.isAncestorOf(focus)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
