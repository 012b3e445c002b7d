"""What is touched between keys: the nearest key has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from reader.ui.keyboard.candidate_bar import Key

KeysFor = Callable[[QPoint], Sequence[Key]]
"""The keys a touch at this place of the keyboard may mean."""


class Gaps:
    """Hands what the mouse or a finger does beside the keys of ``keyboard`` to the key that is nearest."""

    def __init__(self, keyboard: QWidget, keys_for: KeysFor) -> None:
        self._keyboard, self._keys_for = keyboard, keys_for
        self._key: Key | None = None

    def press(self, event: QMouseEvent) -> None:
        """Press the nearest key, if there is one."""
        is_touch = event.button() == Qt.MouseButton.LeftButton
        self._key = self._nearest(event.position().toPoint()) if is_touch else None
        if self._key is not None:
            # Straight to the key: what it ignores must not come back here.
            self._key.mousePressEvent(self._seen_from(self._key, event, QEvent.Type.MouseButtonPress))

    def move(self, event: QMouseEvent) -> None:
        """Let the key see where the finger goes: one that leaves it presses nothing."""
        if self._key is not None:
            self._key.mouseMoveEvent(self._seen_from(self._key, event, QEvent.Type.MouseMove))

    def release(self, event: QMouseEvent) -> None:
        """Let the key go."""
        key, self._key = self._key, None
        if key is not None:
            key.mouseReleaseEvent(self._seen_from(key, event, QEvent.Type.MouseButtonRelease))

    def _nearest(self, place: QPoint) -> Key | None:
        return min(self._keys_for(place), key=lambda key: _distance(self.place_of(key), place), default=None)

    def place_of(self, key: Key) -> QRect:
        """Give where a key stands on the keyboard."""
        return QRect(key.mapTo(self._keyboard, QPoint(0, 0)), key.size())

    def _seen_from(self, key: Key, event: QMouseEvent, kind: QEvent.Type) -> QMouseEvent:
        """Give the event as if it were on the key, as long as no other one is nearer."""
        place = event.position().toPoint()
        if self._nearest(place) is key:
            place = _within(self.place_of(key), place)
        local = QPointF(place - key.mapTo(self._keyboard, QPoint(0, 0)))
        return QMouseEvent(
            kind, local, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )


def _within(room: QRect, place: QPoint) -> QPoint:
    return QPoint(
        min(max(place.x(), room.left()), room.right()), min(max(place.y(), room.top()), room.bottom())
    )


def _distance(room: QRect, place: QPoint) -> int:
    away = place - _within(room, place)
    return away.x() ** 2 + away.y() ** 2
