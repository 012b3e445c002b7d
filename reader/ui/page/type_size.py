"""How large, how wide and how loosely the page is set for a theme, a zoom, a viewport and the resident's comfort."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize

from reader.ui.look.theme import Theme
from reader.ui.page.fonts import PageFonts
from reader.ui.page.style import LEAST_PINYIN_PX, PINYIN_HEIGHT_EM, Style, least_line_px
from reader.ui.page.text_comfort import Pinyin, TextComfort

BODY_PX = 36
"""Body type at 100 %: 0.7° of cap height at 60 cm needs 28 px; a quarter more is comfortable."""

LEAST_LINES = 5
"""Where very large type would leave fewer lines than this on a small screen, the lines move closer first."""

TIGHTEST_LINE_EM = 1.18
_TIGHTEST_UNDER_PINYIN_EM = 1.36
"""Closer than this, pinyin would be too small beside the characters to be of use."""

_PINYIN_EM = 0.5

_PINYIN_LINE_EM = 0.55
"""What pinyin above every character adds to a line."""

_RARE_LINE_EM = 1.7
"""A line this high holds the pinyin of a character here and there, in the air that it has."""

_PINYIN_LETTER_PERCENT = 12
"""Characters that all bear pinyin stand at least so far apart: shuāng is wider than 双."""


def page_style(
    theme: Theme, zoom_percent: int, viewport: QSize, comfort: TextComfort, fonts: PageFonts
) -> Style:
    """Set the body at ``zoom_percent``, in a centred column; if pinyin lets them, five lines of it stand in the viewport."""
    size_px = round(BODY_PX * zoom_percent / 100)
    line_em = _line_em(comfort, size_px, viewport.height() / LEAST_LINES / size_px)
    letter_percent = comfort.letter_percent
    if comfort.pinyin is Pinyin.ALL:
        letter_percent = max(_PINYIN_LETTER_PERCENT, letter_percent)
    left_px, right_px = _side_margins(
        viewport.width(), size_px, size_px * (1 + letter_percent / 100), comfort.most_characters
    )
    line_px = round(size_px * line_em)
    return Style(
        theme.scheme,
        fonts.family(comfort.body_font),
        size_px,
        line_px,
        left_px,
        right_px,
        heading_family=fonts.family(comfort.heading_font),
        letter_percent=letter_percent,
        gap_px=round(line_px / 2 * comfort.paragraph_percent / 100),
        pinyin=comfort.pinyin,
        pinyin_px=_pinyin_px(size_px, line_em),
    )


def _line_em(comfort: TextComfort, size_px: int, most_em: float) -> float:
    """Give the height of a line: as wanted, or less if it were more than ``most_em``, but never so that lines touch."""
    wanted = comfort.line_percent / 100
    if comfort.pinyin is Pinyin.NONE:
        return max(TIGHTEST_LINE_EM, min(wanted, most_em))
    wanted = wanted + _PINYIN_LINE_EM if comfort.pinyin is Pinyin.ALL else max(wanted, _RARE_LINE_EM)
    least_em = least_line_px(size_px, LEAST_PINYIN_PX) / size_px
    return max(_TIGHTEST_UNDER_PINYIN_EM, least_em, min(wanted, most_em))


def _pinyin_px(size_px: int, line_em: float) -> int:
    """Give the size of pinyin above type of this size: half of it, and no more than what the line has room for."""
    room_px = (size_px * line_em - least_line_px(size_px, 0)) / PINYIN_HEIGHT_EM
    return max(LEAST_PINYIN_PX, math.floor(min(size_px * _PINYIN_EM, room_px)))


def _side_margins(room: int, size_px: int, pitch_px: float, most_characters: int) -> tuple[int, int]:
    """Centre a column of at most so many characters, with two characters of margin where there is room."""
    # 24 px are the least that keeps type off the edge; a whole number of characters keeps the right edge even.
    least = min(2 * size_px, max(24, room // 40))
    column = math.ceil(min(most_characters, max(1, (room - 2 * least) // pitch_px)) * pitch_px)
    # One pixel more: Qt breaks a line that fits exactly.
    left = max(0, (room - column - 1) // 2)
    return left, max(0, room - column - 1 - left)
