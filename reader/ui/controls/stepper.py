"""A slider between two large buttons: a hand that shakes presses − or ＋, or the groove, and never drags."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QSlider, QWidget

from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_BUTTON_PX = 48
_RING_PX = 6
"""As wide as the focus ring around a button or the groove, which must not cover the words above."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a stepper sets: name, the words at its ends and on its buttons, range, and how a value is said."""

    name: str
    low: str
    high: str
    less: str
    more: str
    minimum: int
    maximum: int
    step: int
    say: Callable[[int], str]
    measure: str = ""
    """What the bare number means, for screen readers, which say that: 每分钟多少字."""

    def nearest(self, value: int) -> int:
        """Give the nearest step to ``value`` within the range."""
        steps = round((value - self.minimum) / self.step)
        return max(self.minimum, min(self.maximum, self.minimum + steps * self.step))


def step_side_px(theme: Theme) -> int:
    """Give the side of the buttons − and ＋, in pixels; the style sheet around them sets it."""
    return max(44, theme.space(_BUTTON_PX))


class _Slider(QSlider):
    """A slider that a passing wheel does not move: nothing happens on merely passing over."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class Stepper(QWidget):
    """− slider ＋ under a line that says the value."""

    value_changed = Signal(int)
    """The resident set another value; :meth:`set_value` says nothing."""

    def __init__(self, scale: Scale, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale, self._icons = scale, icons
        self._value = scale.minimum
        self._slider = _Slider(Qt.Orientation.Horizontal)
        self._slider.setRange(scale.minimum, scale.maximum)
        self._slider.setSingleStep(scale.step)
        self._slider.setPageStep(2 * scale.step)
        self._slider.setAccessibleName(scale.name)
        measure = f"{scale.measure}。" if scale.measure else ""
        self._slider.setAccessibleDescription(f"{measure}按左右方向键，{scale.less}或{scale.more}")
        self._slider.valueChanged.connect(self._take)
        self._minus = self._button(scale.less, -scale.step)
        self._plus = self._button(scale.more, scale.step)
        self._said = QLabel(scale.say(self._value))
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._ends = (QLabel(scale.low), QLabel(scale.high))
        for label in self._ends:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._set_out()

    def _button(self, name: str, change: int) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(True)  # Enter presses it
        button.setProperty("role", "step")
        button.setAccessibleName(name)
        button.setAccessibleDescription(f"{self._scale.name}{'加' if change > 0 else '减'} {abs(change)}")
        button.clicked.connect(lambda: self._slider.setValue(self._value + change))
        return button

    def _set_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        low, high = self._ends
        for column, (above, below) in enumerate(
            ((low, self._minus), (self._said, self._slider), (high, self._plus))
        ):
            grid.addWidget(above, 0, column)
            grid.addWidget(below, 1, column)
        grid.setColumnStretch(1, 1)
        for one, other in itertools.pairwise(self.stops()):
            QWidget.setTabOrder(one, other)

    def stops(self) -> list[QWidget]:
        """Give what takes the focus, from left to right."""
        return [self._minus, self._slider, self._plus]

    def value(self) -> int:
        """Give the value shown."""
        return self._value

    @property
    def value_words(self) -> str:
        """The value as it is said: 180 字/分."""
        return self._scale.say(self._value)

    def set_value(self, value: int) -> None:
        """Show the step nearest to ``value``; emits nothing."""
        self._value = self._scale.nearest(value)
        self._slider.setValue(self._value)
        self._said.setText(self._scale.say(self._value))

    def set_theme(self, theme: Theme) -> None:
        """Take over colours and sizes."""
        for button, name in ((self._minus, "minus"), (self._plus, "plus")):
            button.setIcon(self._icons.icon(name, theme.scheme, theme.px(28)))
            button.setIconSize(QSize(theme.px(28), theme.px(28)))
        for label in self._ends:
            label.setFont(theme.font(theme.small_px))
        self._said.setFont(theme.font(theme.small_px, is_bold=True))
        longest = max((self._scale.say(each) for each in (self._scale.minimum, self._scale.maximum)), key=len)
        # Wide enough for any value, so that nothing beside it stirs when it changes.
        self._said.setMinimumWidth(self._said.fontMetrics().horizontalAdvance(longest) + theme.space(8))
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            layout.setHorizontalSpacing(theme.space(8))
            layout.setVerticalSpacing(theme.space(_RING_PX))
            layout.setContentsMargins(theme.space(18), 0, 0, 0)

    def _take(self, value: int) -> None:
        """Follow the slider, step by step: what lies between two steps moves the handle back onto one."""
        nearest = self._scale.nearest(value)
        if nearest != value:
            self._slider.setValue(nearest)
        elif nearest != self._value:
            self._value = nearest
            self._said.setText(self._scale.say(nearest))
            self.value_changed.emit(nearest)
