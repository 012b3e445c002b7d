"""How the page is set, as numbers and names: the style, and what hanzi, pinyin and what is lit need around a base line."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.colour import Scheme
from reader.ui.page.text_comfort import Pinyin

HANZI_REACH_EM, HANZI_DEPTH_EM = 0.88, 0.12
"""How high above the base line a hanzi reaches, and how deep below it."""

GROUND_ABOVE_EM, GROUND_BELOW_EM = 0.95, 0.22
"""A ground reaches this far above the base line and below it: no higher than the closest lines stand (1.18 em).

Where every character bears pinyin, it reaches above that.
"""

LEAST_PINYIN_PX = 14
PINYIN_FOOT_EM = HANZI_REACH_EM + 0.04
"""Where pinyin begins, above the base line of the characters; in their ems."""

PINYIN_DESCENT_EM, PINYIN_HEIGHT_EM = 0.25, 1.2
"""Of Noto Sans SC's letters, in the pinyin's own ems: how deep g reaches, and how high ǘ stands above that."""

_PINYIN_AIR_EM = 0.1
"""Around the pinyin of a line, in ems of the characters."""


def least_line_px(size_px: int, pinyin_px: float) -> float:
    """Give the least height of a line that holds characters and pinyin of these sizes."""
    return (HANZI_REACH_EM + HANZI_DEPTH_EM + _PINYIN_AIR_EM) * size_px + PINYIN_HEIGHT_EM * pinyin_px


@dataclass(frozen=True, slots=True)
class Style:
    """How the page is set: body type, line, margins and gap between paragraphs in pixels, the scheme, the families of type.

    ``letter_percent`` is what stands between two characters, in hundredths of their width; ``pinyin`` says above which of
    them pinyin stands, ``pinyin_px`` high above body type.
    """

    scheme: Scheme
    family: str
    size_px: int
    line_px: int
    left_px: int
    right_px: int
    heading_family: str
    letter_percent: int
    gap_px: int
    pinyin: Pinyin
    pinyin_px: int

    def pinyin_px_over(self, size_px: int) -> int:
        """Give the size of the pinyin above type of this size."""
        return max(LEAST_PINYIN_PX, self.pinyin_px * size_px // self.size_px)

    def line_px_of(self, size_px: int) -> int:
        """Give the height of a line of type of this size."""
        line_px = self.line_px * size_px / self.size_px
        if self.pinyin is Pinyin.ALL:
            line_px = max(line_px, least_line_px(size_px, self.pinyin_px_over(size_px)))
        return round(line_px)

    def pinyin_base_px(self, size_px: int) -> float:
        """Give how high above the base line of type of this size that of its pinyin is."""
        return PINYIN_FOOT_EM * size_px + PINYIN_DESCENT_EM * self.pinyin_px_over(size_px)

    def reach_px(self, size_px: int) -> float:
        """Give how high above its base line a line in this size reaches, with the pinyin that all of it bears."""
        if self.pinyin is not Pinyin.ALL:
            return HANZI_REACH_EM * size_px
        return PINYIN_FOOT_EM * size_px + PINYIN_HEIGHT_EM * self.pinyin_px_over(size_px)
