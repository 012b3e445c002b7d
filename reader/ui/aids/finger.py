"""A finger on the screen while 指读 is on: what it presses, and how that press is taken back when the finger stays."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QWidget

_NOWHERE = QPointF(-10_000, -10_000)


class Touch:
    """A finger's press, until it is let go.

    What acts on the press itself (a slider, a key that repeats) gets it only when it is let go or moved: till then it is
    ``is_held``. ``is_read`` after a long touch, which presses nothing.
    """

    def __init__(self, press: QMouseEvent, place: QPoint, *, is_held: bool) -> None:
        self._press = press
        self.place, self.is_held = place, is_held
        self.is_read = self.is_replaying = False

    def replay(self, window: QObject) -> None:
        """Hand over the press that was held."""
        self._send(window, self._press.clone())

    def take_back(self, window: QObject | None) -> None:
        """Let the press go beside everything, so that it presses nothing."""
        if window is None or self.is_held:
            return
        left, nothing = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        self._send(
            window,
            QMouseEvent(
                QEvent.Type.MouseButtonRelease,
                _NOWHERE,
                _NOWHERE,
                _NOWHERE,
                left,
                nothing,
                self._press.modifiers(),
            ),
        )

    def _send(self, window: QObject, event: QEvent) -> None:
        self.is_replaying = True
        QCoreApplication.sendEvent(window, event)
        self.is_replaying = False


def is_by_touch(event: QMouseEvent) -> bool:
    """Say whether Qt made this event of the mouse of a touch."""
    return event.device().type() is QInputDevice.DeviceType.TouchScreen


def acts_on_press(widget: QWidget | None) -> bool:
    """Say whether a widget does something before it is let go: such a press cannot be taken back."""
    return isinstance(widget, QAbstractSlider) or (
        isinstance(widget, QAbstractButton) and widget.autoRepeat()
    )
