"""Scrolls the page with the voice, and lets go while the resident scrolls."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QObject,
    QPropertyAnimation,
    QRect,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QAbstractScrollArea

_SCROLL_MS = 180
_HAND_REST_MS = 4000
"""After this long without scrolling by hand, the page follows the voice again once the place is in view."""

_UPPER_PART = 5
"""What is scrolled to comes to stand at a fifth of the height: what follows is read next."""


class PageScroller(QObject):
    """Moves one view. All rectangles are in its viewport's pixels."""

    following_changed = Signal(bool)

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self._bar = view.verticalScrollBar()
        self._is_following = True
        self.is_motion_on = True
        self._animation = QPropertyAnimation(self._bar, b"value", self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setDuration(_SCROLL_MS)
        self._hand = QTimer(self, singleShot=True, interval=_HAND_REST_MS)
        self._bar.actionTriggered.connect(lambda _action: self.yield_to_hand())

    @property
    def is_following(self) -> bool:
        """Say whether the page scrolls with the voice."""
        return self._is_following

    def set_following(self, is_following: bool) -> None:
        """Follow the voice, or not."""
        if is_following != self._is_following:
            self._is_following = is_following
            self.following_changed.emit(is_following)

    def yield_to_hand(self) -> None:
        """The resident scrolls: stand still, and follow no more for a while."""
        self._animation.stop()
        self._hand.start()
        self.set_following(False)

    def follow(self, rect: QRect, margin_px: int) -> None:
        """Keep what sounds in view, ``margin_px`` above the lower edge, unless the resident is scrolling."""
        height = self._view.viewport().height()
        if not self._is_following:
            is_in_view = rect.top() >= 0 and rect.bottom() <= height
            if is_in_view and not self._hand.isActive():
                self.set_following(True)
        elif rect.top() < 0 or rect.bottom() > height - margin_px:
            self.scroll_to(rect)

    def scroll_to(self, rect: QRect) -> None:
        """Bring ``rect`` into the upper part; a long way is jumped."""
        height = self._view.viewport().height()
        target = self._bar.value() + rect.top() - height // _UPPER_PART
        target = max(self._bar.minimum(), min(self._bar.maximum(), target))
        self._animation.stop()
        if not self.is_motion_on or abs(target - self._bar.value()) > 2 * height:
            self._bar.setValue(target)
            return
        self._animation.setStartValue(self._bar.value())
        self._animation.setEndValue(target)
        self._animation.start()

    def arrive(self) -> None:
        """Jump to where the page is scrolling to: half way is no place to keep."""
        if self._animation.state() is QAbstractAnimation.State.Running:
            self._animation.stop()
            self._bar.setValue(self._animation.endValue())
