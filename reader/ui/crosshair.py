"""The crosshair: two lines over the whole window, popups and menus too, that cross at the pointer.

Two top-level strips that let every press through. A translucent top-level window would be black without a compositor, and
a child of the window would lie below menus.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from reader.ui.theme import Theme

_TONE_PX = 2
_GAP_PX = 14
"""What is left free around the pointer itself, so that what it points at can be read."""


class _Strip(QWidget):
    """One half of a line: two tones side by side, so that it shows on every ground."""

    def __init__(self, owner: QWidget) -> None:
        flags = Qt.WindowType
        super().__init__(
            owner,
            flags.ToolTip
            | flags.FramelessWindowHint
            | flags.WindowTransparentForInput
            | flags.BypassWindowManagerHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tones = ("#000000", "#FFFFFF")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        is_upright = self.height() > self.width()
        whole = self.rect()
        painter.fillRect(whole, QColor(self.tones[0]))
        half = QRect(whole)
        if is_upright:
            half.setLeft(whole.center().x() + 1)
        else:
            half.setTop(whole.center().y() + 1)
        painter.fillRect(half, QColor(self.tones[1]))
        painter.end()


class Crosshair(QObject):
    """Follows the pointer over ``window`` while it is on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._strips: list[_Strip] = []
        self._thickness_px = 2 * _TONE_PX
        self._tones = ("#000000", "#FFFFFF")

    def set_theme(self, theme: Theme) -> None:
        """Take the two tones of the focus ring, which show on every ground of the scheme."""
        self._tones = (theme.scheme.focus_inner, theme.scheme.focus_outer)
        self._thickness_px = 2 * max(_TONE_PX, theme.space(_TONE_PX))
        for strip in self._strips:
            strip.tones = self._tones
            strip.update()

    def set_shown(self, is_shown: bool) -> None:
        """Turn it on or off."""
        app = QApplication.instance()
        if is_shown == bool(self._strips) or app is None:
            return
        if is_shown:
            self._strips = [_Strip(self._window) for _ in range(4)]
            for strip in self._strips:
                strip.tones = self._tones
            app.installEventFilter(self)
            self._place(QCursor.pos())
        else:
            app.removeEventFilter(self)
            for strip in self._strips:
                strip.close()
                strip.deleteLater()
            self._strips = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow every move of the pointer in the program; take no event away."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._place(event.globalPosition().toPoint())
        elif event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.Leave) and not self._is_over():
            self._hide()
        return False

    def _is_over(self) -> bool:
        return self._window.frameGeometry().contains(QCursor.pos()) and self._window.isActiveWindow()

    def _hide(self) -> None:
        for strip in self._strips:
            strip.hide()

    def _place(self, pointer: QPoint) -> None:
        area = QRect(self._window.mapToGlobal(QPoint(0, 0)), self._window.size())
        if not area.contains(pointer):
            self._hide()
            return
        thick, gap = self._thickness_px, _GAP_PX
        x, y = pointer.x() - thick // 2, pointer.y() - thick // 2
        boxes = (
            QRect(area.left(), y, pointer.x() - gap - area.left(), thick),
            QRect(pointer.x() + gap, y, area.right() - pointer.x() - gap, thick),
            QRect(x, area.top(), thick, pointer.y() - gap - area.top()),
            QRect(x, pointer.y() + gap, thick, area.bottom() - pointer.y() - gap),
        )
        for strip, box in zip(self._strips, boxes, strict=True):
            if box.width() > 0 and box.height() > 0:
                strip.setGeometry(box)
                strip.show()
                strip.raise_()
            else:
                strip.hide()
