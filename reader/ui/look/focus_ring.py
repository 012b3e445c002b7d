"""The focus ring: two tones around whatever has the keyboard, on top of the window so that nothing clips it.

A style sheet can draw one border colour, inside the widget and cut off by scroll areas. This ring lies on the
window instead: it closes around the part of the widget that can be seen and is held inside the window. What lies
over the widget and hides all below it (the screen keyboard) hides that part of it, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

_PLACING = frozenset(
    (
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ZOrderChange,
        QEvent.Type.LayoutRequest,
    )
)


@dataclass(frozen=True, slots=True)
class RingLook:
    """Two colours (``#RRGGBB``), the width of each tone and the radius of the corners, in pixels."""

    inner: str = "#000000"
    outer: str = "#FFFFFF"
    tone_px: int = 3
    radius_px: int = 14


LATE = "late"
"""Value of the property ``focus_ring`` with which a widget's ring waits for the first key: for what has the focus when the
program opens, before anyone has touched the keyboard."""


class FocusRing(QObject):
    """Follows the application's focus with a two-tone ring.

    The ring shows when the focus came by keyboard or by the program, and around a field to type in always;
    after a press of the mouse or a finger it waits for the next key. A widget with the dynamic property
    ``focus_ring`` set to ``False`` shows its focus itself. Belongs to the application; one is enough.
    """

    def __init__(self, app: QApplication) -> None:
        """Follow the focus of ``app``, which owns the ring from now on."""
        super().__init__(app)
        self._look = RingLook()
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._follow)

    def restyle(self, look: RingLook) -> None:
        """Draw the ring in another look from now on."""
        self._look = look
        if self._frame is not None and isValid(self._frame):
            self._frame.set_look(look)
        else:
            self._follow()

    def geometry(self) -> QRect:
        """Return where the ring is shown, in the coordinates of the focused window; empty if it is not."""
        frame = self._frame
        return frame.geometry() if frame is not None and isValid(frame) and not frame.isHidden() else QRect()

    def _follow(self) -> None:
        # Takes no arguments on purpose: focusChanged also comes from the destructor of the widget that had
        # the focus, and turning that half-destroyed widget into a Python object crashes PySide6 6.9.3.
        if self._frame is not None and isValid(self._frame):
            self._frame.retire()
        self._frame = None
        widget = QApplication.focusWidget()
        # Menus and drop-down lists (popups) mark their current row themselves.
        if (
            widget is not None
            and widget.property("focus_ring") is not False
            and widget.window().windowType() != Qt.WindowType.Popup
        ):
            self._frame = _Frame(widget, self._look)


class _Frame(QWidget):
    """The ring around one widget: a hollow child of its window that lets every press through.

    Being itself the filter on the widget and its ancestors, it leaves nothing behind when it is deleted. It
    keeps no reference to the widget, which would keep a window alive: its widget is the one with the focus.
    """

    def __init__(self, widget: QWidget, look: RingLook) -> None:
        window = widget.window()
        super().__init__(window)
        self._look = look
        self._is_retired = False
        takes_text = isinstance(widget, QLineEdit) or (
            isinstance(widget, QTextEdit | QPlainTextEdit) and not widget.isReadOnly()
        )
        is_late = widget.property("focus_ring") == LATE
        if is_late:
            widget.setProperty("focus_ring", None)
        self._is_wanted = takes_text or (
            not is_late and QApplication.mouseButtons() == Qt.MouseButton.NoButton
        )
        self._is_pill = widget.property("role") in ("main", "search")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        for clipping in (widget, *_ancestors(widget), *_covers(widget)):
            clipping.installEventFilter(self)
        self._place()

    def set_look(self, look: RingLook) -> None:
        """Draw the ring in another look, wherever it is; a new one would have the window laid out."""
        self._look = look
        self.clearMask()
        self._place()
        self.update()

    def retire(self) -> None:
        """Vanish now and be deleted as soon as Qt can."""
        self._is_retired = True
        self.hide()
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the ring in its place; no event is ever taken away."""
        if event.type() == QEvent.Type.KeyPress and not self._is_wanted:
            self._is_wanted = True
            self._place()
        elif event.type() in _PLACING:
            self._place()
        return False

    def _place(self) -> None:
        widget = QApplication.focusWidget()
        if self._is_retired or widget is None:
            return
        seen = _seen_part(widget)
        if not self._is_wanted or not widget.isVisible() or seen.isEmpty():
            self.hide()
            return
        room = 2 * self._look.tone_px
        rect = seen.adjusted(-room, -room, room, room) & widget.window().rect()
        if rect != self.geometry() or self.mask().isEmpty():
            self.setGeometry(rect)
            self._cut_out()
        self.show()
        self.raise_()

    def _radius(self) -> int:
        return self.height() // 2 if self._is_pill else self._look.radius_px + 2 * self._look.tone_px

    def _cut_out(self) -> None:
        # Hollow, so that a page repainting inside the ring does not repaint the ring with it.
        edge, corner = 2 * self._look.tone_px, max(self._radius(), 2 * self._look.tone_px)
        whole = self.rect()
        hollow = QRegion(whole.adjusted(edge, corner, -edge, -corner))
        hollow += QRegion(whole.adjusted(corner, edge, -corner, -edge))
        self.setMask(QRegion(whole) - hollow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the outer tone, then the inner one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self._look.tone_px
        for colour, inset in ((self._look.outer, tone / 2), (self._look.inner, tone * 1.5)):
            painter.setPen(QPen(QColor(colour), tone))
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(rect, self._radius() - inset, self._radius() - inset)
        painter.end()


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    """Yield the ancestors of a widget up to and with its window; none for a window."""
    parent = None if widget.isWindow() else widget.parentWidget()
    while parent is not None:
        yield parent
        parent = None if parent.isWindow() else parent.parentWidget()


def _covers(widget: QWidget, *, is_above: bool = False) -> Iterator[QWidget]:
    """Yield what can lie over a widget and lets nothing through: beside its ancestors, and painting every pixel itself.

    With ``is_above`` only what lies over it now.
    """
    branch = widget
    for ancestor in _ancestors(widget):
        beside = ancestor.children()  # from the lowest up
        for each in beside[beside.index(branch) + 1 :] if is_above else beside:
            if (
                isinstance(each, QWidget)
                and each is not branch
                and each.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
            ):
                yield each
        branch = ancestor


def _seen_part(widget: QWidget) -> QRect:
    """Return the part of a widget that its ancestors do not clip and nothing hides, in the coordinates of its window."""
    window = widget.window()
    seen = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    for ancestor in _ancestors(widget):
        seen &= QRect(ancestor.mapTo(window, ancestor.rect().topLeft()), ancestor.size())
    for cover in _covers(widget, is_above=True):
        if cover.isVisible():
            seen = _without(seen, QRect(cover.mapTo(window, cover.rect().topLeft()), cover.size()))
    return seen


def _without(seen: QRect, hidden: QRect) -> QRect:
    """Return what is left of ``seen`` above or below ``hidden``, which is as wide; of two parts the larger one."""
    if not seen.intersects(hidden):
        return seen
    above, below = QRect(seen), QRect(seen)
    above.setBottom(hidden.top() - 1)
    below.setTop(hidden.bottom() + 1)
    return max(above, below, key=QRect.height)
