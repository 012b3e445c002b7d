"""Where a sample of what is being chosen stands: below the column, in view all the time, where there is room for it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from reader.settings.option import Value
from reader.ui.look.theme import Theme
from reader.ui.settings.colour_pair import ColourPair
from reader.ui.settings.colour_sample import ColourSample
from reader.ui.settings.comfort_sample import ComfortSample, comfort_of

_RULE_PX = 2
_ANY_HEIGHT_PX = 16_777_215  # Qt's QWIDGETSIZE_MAX
_LEAST_COLOUR_PX, _COLOUR_STEP_PX = 24, 2
"""How small the type of the two colours may be set so that they stay in view, and the steps in which that is tried."""


class SamplePlace:
    """The place. ``below`` is the page's layout, whose end it takes."""

    def __init__(self, page: QWidget, below: QBoxLayout) -> None:
        self._below = below
        self._rule = QFrame(page)
        self._rule.setProperty("role", "line")
        self._rule.hide()
        below.addWidget(self._rule)
        self._shown: QWidget | None = None
        """What stands below the column."""
        self._pair: ColourPair | None = None
        """Whose sample that is, where it is of two colours."""

    @property
    def height_px(self) -> int:
        """How high what stands below the column is, with the air above it; 0 for nothing."""
        if self._shown is None:
            return 0
        return self._shown.height() + self._rule.height() + 2 * max(0, self._below.spacing())

    def frame_px(self, theme: Theme) -> int:
        """Give how high rule and air are."""
        return theme.space(_RULE_PX) + 2 * max(0, self._below.spacing())

    def clear(self) -> None:
        """Have nothing below the column; the sample of two colours goes back to them."""
        self._rule.hide()
        if self._shown is not None:
            self._below.removeWidget(self._shown)
        if self._pair is not None:
            self._pair.sample.setMinimumHeight(0)
            self._pair.sample.setMaximumHeight(_ANY_HEIGHT_PX)
            self._pair.take_sample()
        self._shown = self._pair = None

    def show_comfort(
        self,
        sample: ComfortSample,
        theme: Theme,
        size_px: int,
        room: QSize,
        most_px: int,
        values: Mapping[str, Value],
    ) -> None:
        """Show text below the column, no higher than ``most_px`` if two lines of small type can be that low."""
        sample.show_comfort(theme, size_px, room, comfort_of(values), most_px)
        if self._shown is not sample:
            self.clear()
            self._put(sample)
        self._dress(theme)
        sample.show()

    def show_colours(self, pair: ColourPair, theme: Theme, size_px: int, width_px: int, most_px: int) -> None:
        """Show two colours: below the column where they are no higher than ``most_px``, else with their controls."""
        sample = pair.sample
        for type_px in range(size_px, _LEAST_COLOUR_PX - 1, -_COLOUR_STEP_PX):
            sample.set_theme(theme, type_px)
            if (height_px := sample.heightForWidth(width_px)) <= most_px:
                self._pin_colours(pair, sample, height_px)
                self._dress(theme)
                return
        sample.set_theme(theme, size_px)
        self.clear()

    def _pin_colours(self, pair: ColourPair, sample: ColourSample, height_px: int) -> None:
        if self._shown is not sample:
            self.clear()
            self._pair = pair
            self._put(sample)
        sample.setFixedHeight(height_px)
        sample.show()

    def _put(self, sample: QWidget) -> None:
        self._below.addWidget(sample)
        self._shown = sample
        self._rule.show()

    def _dress(self, theme: Theme) -> None:
        self._rule.setFixedHeight(theme.space(_RULE_PX))
