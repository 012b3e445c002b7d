"""What of the interface is shown at which window size and zoom. Pure: numbers in, a :class:`Folding` out.

The page comes first: it always gets room for at least five lines. What is folded away stays within reach, in the drawer
that the button 目录和工具 opens.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_SMALLEST_SCALE = 0.85
"""The interface does not shrink below this, whatever the zoom: targets must stay easy to hit."""
_TOOLBAR_WIDTH_PX = 1260
"""What the toolbar's buttons need to stand in one row, closely."""
_CONTENTS_WIDTH_PX = 390
_PANEL_WIDTH_PX = 470
_HEADER_PX, _TOOLBAR_PX, _PLAYER_PX, _STATUS_PX = 72, 112, 104, 36
_CAPTION_PX, _CAPTION_LINE_EM, _FULL_HEIGHT_PX = 64, 1.9, 1000
"""Type of the captions in a window at least this high; a lower one has them smaller, for the page's sake."""
_CAPTION_TO_BODY, _LEAST_CAPTION_TO_BODY = 1.3, 1.2
"""Captions are that much larger than the page's type; hardly larger they would be no help."""
_CAPTIONS_SHARE = 1 / 3
"""As in :mod:`reader.ui.captions`: the largest part of the window's height they may take."""
_LARGEST = 1.2
_PINYIN_LINE_EM, _PINYIN_SHARE, _LEAST_PINYIN_PX = 1.2, 0.42, 20
"""As in :mod:`reader.ui.caption_type`: a line of pinyin in its own size, which is a share of the captions'."""
_SCALES = (_SMALLEST_SCALE, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)
_KEPT_TO_PERCENT = 150
_LEAST_COLUMN_EM = 16
_LEAST_LINES = 5
_LEAST_READING_LINES = 3
"""While something is read, captions that would not fit otherwise may leave the page no more than these."""
_TIGHT_LINE_EM, _EASY_LINE_EM = 1.18, 1.5


@dataclass(frozen=True, slots=True)
class Folding:
    """``scale`` is the interface's size (1.0 at 100 %). The flags say what stands in the window itself."""

    scale: float
    has_header: bool
    has_toolbar: bool
    has_contents: bool
    has_captions: bool
    """Whether there is room for captions now; ``can_caption``: while something is read."""
    can_caption: bool
    has_status: bool
    panel_px: int
    """Width of the search panel; 0 when it takes the page's place."""
    contents_px: int
    caption_px: int
    """Type of the captions at scale 1.0."""
    captions_most_px: int
    """Height the caption strip may take; pinyin gets what the page can spare."""

    @property
    def has_drawer(self) -> bool:
        """Say whether something is folded away."""
        return not (self.has_header and self.has_toolbar and self.has_contents)


def fold(
    width_px: int,
    height_px: int,
    zoom_percent: int,
    body_px: int,
    *,
    is_searching: bool,
    notice_px: int = 0,
    has_pinyin: bool = False,
    is_reading: bool = False,
) -> Folding:
    """Decide what is shown in a window of this size, with body type of ``body_px`` pixels.

    ``notice_px`` is the height of a notice that is shown; it takes the captions' room before the page's. While something
    ``is_reading`` (or rests for a moment), captions are worth more than lines of the page beyond the third: the page follows the voice.
    """
    scale = _scale(width_px, height_px, zoom_percent, body_px)
    column = _LEAST_COLUMN_EM * body_px
    panel_px = round(_PANEL_WIDTH_PX * scale) if is_searching else 0
    if panel_px > width_px - column * 0.75:
        panel_px = 0
    contents_px = round(_CONTENTS_WIDTH_PX * scale)
    # The page must keep its least lines; what follows first folds last.
    left = height_px - scale * _PLAYER_PX - _LEAST_LINES * _TIGHT_LINE_EM * body_px
    has_header = left >= scale * _HEADER_PX
    left -= scale * _HEADER_PX if has_header else 0
    # The toolbar takes one row, or two where the page keeps its lines at ease beside them.
    rows = -(-round(_TOOLBAR_WIDTH_PX * scale) // width_px)
    toolbar_px = scale * _TOOLBAR_PX * rows
    ease = 0.0 if rows == 1 else _LEAST_LINES * (_EASY_LINE_EM - _TIGHT_LINE_EM) * body_px
    has_toolbar = has_header and rows <= 2 and left - ease >= toolbar_px
    left -= toolbar_px if has_toolbar else 0
    left -= notice_px
    usual_px = _CAPTION_PX * min(1.0, height_px / _FULL_HEIGHT_PX)
    caption_px = math.ceil(max(usual_px, _CAPTION_TO_BODY * body_px / scale))
    captions_px = scale * caption_px * _CAPTION_LINE_EM
    # Where nothing is read, they may not cost the page its ease.
    resting_px = left - _LEAST_LINES * (_EASY_LINE_EM - _TIGHT_LINE_EM) * body_px - captions_px
    room_px = left + (_LEAST_LINES - _LEAST_READING_LINES) * _TIGHT_LINE_EM * body_px
    most_px = min(room_px, height_px * _CAPTIONS_SHARE)
    is_at_rest = resting_px >= 0 and captions_px <= most_px
    if captions_px > most_px:
        caption_px = math.floor(most_px / _CAPTION_LINE_EM / scale)
        captions_px = scale * caption_px * _CAPTION_LINE_EM
    can_caption = scale * caption_px >= _LEAST_CAPTION_TO_BODY * body_px
    has_captions = is_at_rest or (is_reading and can_caption)
    spare_px = resting_px if is_at_rest else room_px - captions_px
    if has_pinyin and has_captions:
        pinyin_px = _PINYIN_LINE_EM * max(_LEAST_PINYIN_PX, scale * caption_px * _PINYIN_SHARE)
        captions_px += min(spare_px, pinyin_px)
    left -= captions_px if has_captions else 0
    return Folding(
        scale=scale,
        has_header=has_header,
        has_toolbar=has_toolbar,
        has_contents=width_px - contents_px - panel_px >= column and has_toolbar,
        has_captions=has_captions,
        can_caption=can_caption,
        has_status=left >= scale * _STATUS_PX,
        panel_px=panel_px,
        contents_px=contents_px,
        caption_px=caption_px,
        captions_most_px=math.ceil(captions_px),
    )


def _scale(width_px: int, height_px: int, zoom_percent: int, body_px: int) -> float:
    """Choose the interface's size: it grows with the zoom, as far as it leaves the page its room.

    Up to 150 % it grows no further than the toolbar's one row, if the page then has its lines: tools in sight are worth
    more than tools a little larger. Beyond, the toolbar folds and the interface grows on.
    """
    # A fifth larger than what fits a 1366 × 768 screen comfortably is the most that leaves room for the page.
    largest = max(1.0, min(width_px / 1366, height_px / 768) * _LARGEST)
    scale = max(_SMALLEST_SCALE, min(zoom_percent / 100, largest))
    in_a_row = min(scale, width_px / _TOOLBAR_WIDTH_PX)
    taken = in_a_row * (_PLAYER_PX + _HEADER_PX + _TOOLBAR_PX) + _LEAST_LINES * _TIGHT_LINE_EM * body_px
    is_kept = zoom_percent <= _KEPT_TO_PERCENT and in_a_row >= 1.0 and taken <= height_px
    wanted = in_a_row if is_kept else scale
    # Dressing every widget anew takes several times as long as setting the page: the interface takes fewer steps.
    return max(step for step in _SCALES if step <= wanted)
