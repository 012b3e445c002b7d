"""Scrolls the page with the voice, and lets go while the resident scrolls."""

from __future__ import annotations

from collections.abc import Callable

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

UPPER_PART = 5
"""What is scrolled to comes to stand at a fifth of the height: what follows is read next."""


class PageScroller(QObject):
    """Moves one view. All rectangles are in its viewport's pixels."""

    following_changed = Signal(bool)
    rested = Signal()
    """The view has arrived where it was scrolled to."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self._bar = view.verticalScrollBar()
        self._is_following = True
        self.is_motion_on = True
        self._animation = QPropertyAnimation(self._bar, b"value", self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setDuration(_SCROLL_MS)
        self._animation.finished.connect(self.rested)
        self._find_rest: Callable[[int], int] = int
        self._hand = QTimer(self, singleShot=True, interval=_HAND_REST_MS)
        self._bar.actionTriggered.connect(lambda _action: self.yield_to_hand())

    def set_rest(self, find_rest: Callable[[int], int]) -> None:
        """Have ``find_rest`` say for a place to scroll to, in pixels, which one near it leaves no line cut."""
        self._find_rest = find_rest

    @property
    def is_moving(self) -> bool:
        """Say whether the view is scrolling by itself."""
        return self._animation.state() is QAbstractAnimation.State.Running

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
        self._stop()
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
        target = self._bar.value() + rect.top() - height // UPPER_PART
        target = self._find_rest(max(self._bar.minimum(), min(self._bar.maximum(), target)))
        self._stop()
        if not self.is_motion_on or abs(target - self._bar.value()) > 2 * height:
            self._bar.setValue(target)
            return
        self._animation.setStartValue(self._bar.value())
        self._animation.setEndValue(target)
        self._animation.start()

    def settle(self) -> None:
        """Move by less than a line, so that none is cut."""
        self._bar.setValue(self._find_rest(self._bar.value()))

    def settle_after(self, start_px: int) -> None:
        """Do the same after a step by hand from ``start_px``, which is never taken back."""
        here = self._bar.value()
        rest = self._find_rest(here)
        if (rest - start_px) * (here - start_px) > 0:
            self._bar.setValue(rest)

    def arrive(self) -> None:
        """Jump to where the page is scrolling to: half way is no place to keep."""
        if self.is_moving:
            self._stop()
            self._bar.setValue(self._animation.endValue())

    def _stop(self) -> None:
        if self.is_moving:
            self._animation.stop()
            self.rested.emit()
