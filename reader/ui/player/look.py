"""How large the parts of the player bar are, in which order sizes are tried, and the style sheet that says so. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.ui.controls.action_button import ICON_PX
from reader.ui.controls.stepper import step_side_px
from reader.ui.look.theme import MAX_SCALE, MIN_SCALE, Theme

_SHRINK = 0.93
_STEPS = 45
_LADDER = sorted(
    {1.0, *(MAX_SCALE * (MIN_SCALE / MAX_SCALE) ** (step / _STEPS) for step in range(_STEPS + 1))},
    reverse=True,
)
"""The scales that are tried below the wanted one, from the largest to the least: steps of four per cent, the same at any zoom."""
_MAIN_PX, _MAIN_AIR_PX = 44, 36
_SIDE_PX, _SIDE_AIR_PX = 36, 28
_MARGIN_PX, _STACKED_MARGIN_PX = 12, 5
_LEAST_MAIN_PX = 64
_GROOVE_PX = 140
_LABEL_PX = 24
_STACKED_AIR_PX = 9
_WORTH = 1.15
"""Pictures above their words look unlike the usual bar: worth it where all becomes larger by this much."""

WORD_EM = 1.35
"""Height of a row of words in buttons that have their pictures above them."""


@dataclass(frozen=True, slots=True)
class BarLook:
    """The theme the bar is drawn in, and whether pictures stand above their words."""

    theme: Theme
    is_stacked: bool = False

    @property
    def height_px(self) -> int:
        """Height of the bar."""
        margin_px = _STACKED_MARGIN_PX if self.is_stacked else _MARGIN_PX
        return self.main_px + 2 * self.theme.space(margin_px)

    @property
    def main_px(self) -> int:
        """Height of the main button: at least that of the steppers beside it."""
        theme = self.theme
        if self.is_stacked:
            return max(_LEAST_MAIN_PX, self.side_px)
        return max(_LEAST_MAIN_PX, theme.px(_MAIN_PX) + theme.space(_MAIN_AIR_PX))

    @property
    def side_px(self) -> int:
        """Height of the other buttons."""
        theme = self.theme
        if self.is_stacked:
            words_px = theme.px(ICON_PX) + round(theme.px(_LABEL_PX) * WORD_EM)
            return max(_LEAST_MAIN_PX, words_px + 2 * theme.space(_STACKED_AIR_PX))
        return max(44, theme.px(_SIDE_PX) + theme.space(_SIDE_AIR_PX))


def stacked_air_px(theme: Theme) -> int:
    """Give the air beside the words of a button with its picture above them, border included."""
    return theme.space(_STACKED_AIR_PX) + theme.space(2)


def looks(theme: Theme, most_px: float) -> Iterator[BarLook]:
    """Give the looks to try for a bar up to ``most_px`` high, best first: ``theme`` is as large as is wished.

    The last is given whatever its height: something has to be shown.
    """
    scales = [theme.scale, *(scale for scale in _LADDER if scale < theme.scale)]
    tries = [
        (scale * (1.0 if is_stacked else _WORTH), scale, is_stacked)
        for scale in scales
        for is_stacked in (False, True)
    ]
    for _, scale, is_stacked in sorted(tries, reverse=True):
        look = BarLook(Theme(theme.scheme, scale, theme.font_family), is_stacked)
        if look.height_px <= most_px:
            yield look
    yield BarLook(Theme(theme.scheme, scales[-1], theme.font_family))


def panel_looks(theme: Theme) -> Iterator[BarLook]:
    """Give the looks to try for the panel of what is folded, best first."""
    scale = theme.scale
    while True:
        yield BarLook(Theme(theme.scheme, scale, theme.font_family))
        if scale * _SHRINK <= MIN_SCALE:
            return
        scale *= _SHRINK


def style_sheet(look: BarLook) -> str:
    """Give the sizes of the bar, which may be drawn in another size than the rest of the window."""
    theme = look.theme
    border = theme.space(2)
    main, side = look.main_px - 2 * border, look.side_px - 2 * border
    whole_step = step_side_px(theme)
    step = whole_step - 2 * border
    groove, handle = theme.space(8), min(theme.space(40), whole_step)
    # Qt draws a radius of more than half the side as no radius at all, and the halves are rounded.
    roundness = min(handle, groove + 2 * ((handle - groove) // 2)) // 2
    return f"""
QPushButton {{
    min-height: {side}px; max-height: {side}px; padding: 0 {theme.space(16)}px;
}}
QPushButton[role="main"] {{
    min-height: {main}px; max-height: {main}px; padding: 0 {theme.space(30)}px;
    border-radius: {main // 2}px; font-size: {theme.title_px}px;
}}
QPushButton[role="step"] {{
    min-width: {step}px; max-width: {step}px; min-height: {step}px; max-height: {step}px; padding: 0;
}}
QSlider:horizontal {{ min-height: {whole_step}px; max-height: {whole_step}px; min-width: {theme.space(_GROOVE_PX)}px; }}
QSlider::groove:horizontal {{ height: {groove}px; border-radius: {groove // 2}px; }}
QSlider::handle {{ width: {handle}px; height: {handle}px; border-radius: {roundness}px; }}
QSlider::handle:horizontal {{ margin: -{(handle - groove) // 2}px 0; }}
QLabel[role="small"] {{ font-size: {theme.small_px}px; }}
"""
