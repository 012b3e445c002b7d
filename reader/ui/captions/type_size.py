"""How large the captions are set, and where characters and pinyin stand on a line. Pure arithmetic, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

_LINE_EM, _MARGIN_EM = 1.4, 0.25
_PINYIN_LINE_EM = 1.2
"""Of the pinyin's own size. Noto Sans SC: ǘ reaches 0.94 em above the base line, p and g 0.25 em below it."""
_PINYIN_SHARE, _LEAST_PINYIN_PX = 0.42, 20.0
_LEAST_UNDER_PINYIN_PX = 28.0
"""Characters smaller than that would hardly be larger than the pinyin above them: it waits for more room."""
_GAP_EM, _PINYIN_GAP_EM = 0.06, 0.4
_BOX_EM, _BELOW_EM, _ABOVE_EM, _PINYIN_ASCENT_EM = 1.3, 0.27, 0.08, 0.95
"""The box around a character; from its foot to the base line (a Han character reaches 0.12 em below that); the air above
the pinyin; how high the pinyin's marks reach."""

LEAST_PX = 24.0
"""What must stand together on one line (a very long number) shrinks down to this size, and is parted beyond it."""


@dataclass(frozen=True, slots=True)
class CaptionType:
    """Sizes of type: ``size_px`` of the characters, ``pinyin_px`` of the pinyin above them, 0 without."""

    size_px: float
    pinyin_px: float = 0.0

    @classmethod
    def fit(cls, wanted_px: float, most_px: float, lines: int, *, has_pinyin: bool) -> CaptionType:
        """Give the type ``wanted_px`` high, smaller if ``lines`` lines of it were higher than ``most_px`` together.

        Pinyin is left out where it would leave the characters too small.
        """
        plain_em = lines * _LINE_EM + 2 * _MARGIN_EM
        if has_pinyin:
            size_px = min(wanted_px, most_px / (plain_em + lines * _PINYIN_LINE_EM * _PINYIN_SHARE))
            if size_px * _PINYIN_SHARE < _LEAST_PINYIN_PX:
                size_px = min(wanted_px, (most_px - lines * _PINYIN_LINE_EM * _LEAST_PINYIN_PX) / plain_em)
            if size_px >= _LEAST_UNDER_PINYIN_PX:
                return cls(size_px, max(_LEAST_PINYIN_PX, size_px * _PINYIN_SHARE))
        return cls(max(1.0, min(wanted_px, most_px / plain_em)))

    def resized(self, size_px: float) -> CaptionType:
        """Give the same in another size; the pinyin keeps its share, and what it is at least."""
        pinyin_px = max(_LEAST_PINYIN_PX, size_px * _PINYIN_SHARE) if self.pinyin_px else 0.0
        return CaptionType(max(1.0, size_px), pinyin_px)

    @property
    def line_px(self) -> float:
        """Height of a line with the air around it."""
        return self.size_px * _LINE_EM + self.pinyin_px * _PINYIN_LINE_EM

    def height_px(self, lines: int) -> float:
        """Height of so many lines with their margins."""
        return lines * self.line_px + 2 * _MARGIN_EM * self.size_px

    @property
    def box_px(self) -> float:
        """Height of the box around a character and its pinyin, the middle of which is the line's."""
        return self.size_px * _BOX_EM + self.pinyin_px * _PINYIN_LINE_EM

    @property
    def base_px(self) -> float:
        """From the top of the box down to the characters' base line."""
        return self.box_px - self.size_px * _BELOW_EM

    @property
    def pinyin_base_px(self) -> float:
        """From the top of the box down to the pinyin's base line."""
        return self.size_px * _ABOVE_EM + self.pinyin_px * _PINYIN_ASCENT_EM

    def cell_px(self, character_px: float, pinyin_px: float, *, is_wide: bool) -> float:
        """Give the width of a character's cell by the widths of its parts, air included."""
        gap_px = self.size_px * _GAP_EM if is_wide else 0.0
        return max(character_px + gap_px, pinyin_px + self.pinyin_px * _PINYIN_GAP_EM if pinyin_px else 0.0)
