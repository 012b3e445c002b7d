"""What of the interface is shown at which window size and zoom. Pure: numbers in, a :class:`Folding` out.

The page comes first: it always gets room for at least five lines. What is folded away stays within reach, in the drawer
that the button 目录和工具 opens.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from reader.ui.captions.type_size import CaptionType

_SMALLEST_SCALE = 0.85
"""The interface does not shrink below this, whatever the zoom: targets must stay easy to hit."""
_TOOLBAR_WIDTH_PX, _SMALL_TOOLBAR_WIDTH_PX = 1278, 1330
"""What the toolbar's buttons need to stand in one row, closely, at scale 1.0; below 1.0 they keep their least width."""
_CONTENTS_WIDTH_PX = 390
_PANEL_WIDTH_PX = 470
_HEADER_PX, _TOOLBAR_PX, _PLAYER_PX, _STATUS_PX = 72, 112, 104, 36
_CAPTION_PX, _FULL_HEIGHT_PX = 64, 1000
"""Type of the captions in a window at least this high; a lower one has them smaller, for the page's sake."""
_CAPTION_TO_BODY, _LEAST_CAPTION_TO_BODY = 1.3, 1.2
"""Captions are that much larger than the page's type; hardly larger they would be no help,"""
_HELPFUL_PX = 50
"""unless they are as large as this, much larger than the usual page: where a line of the page holds nine hanzi, a whole
clause in one line helps even in type smaller than the page's."""
_AS_GOOD = 0.9
"""Type up to a tenth smaller than was wished is what was wished, for all that can be seen."""
_CAPTIONS_SHARE = 1 / 3
"""As in :mod:`reader.ui.captions.strip`: the largest part of the window's height they may take."""
_LARGEST = 1.2
_PLAYER_SHARE = 1 / 5
"""As in :mod:`reader.ui.player.bar`: the largest part of the window's height it may take."""
_SCALES = (_SMALLEST_SCALE, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)
_KEPT_TO_PERCENT, _MOST_PERCENT = 150, 300
_LEAST_COLUMN_EM = 16
_LEAST_LINES = 5
_LEAST_READING_LINES = 3
"""While something is read, captions that would not fit otherwise may leave the page no more than these."""
_TIGHT_LINE_EM, _EASY_LINE_EM = 1.18, 1.5


@dataclass(frozen=True, slots=True)
class CaptionWish:
    """What the resident wants of the captions: type ``size`` times as large as usual, so many ``lines``, and pinyin."""

    size: float = 1.0
    lines: int = 1
    has_pinyin: bool = False


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
    is_caption_whole: bool
    """Whether the captions, once they are there, are as large and have as many lines as was wished, with pinyin if wished."""
    has_status: bool
    panel_px: int
    """Width of the search panel; 0 when it takes the page's place."""
    contents_px: int
    caption_px: int
    """Type of the captions at scale 1.0."""
    caption_lines: int
    captions_most_px: int
    """Height the caption strip may take; pinyin gets what the page can spare."""
    player_scale: float
    """Size of the player: where tools are folded away, it grows on with the zoom into what they leave."""
    player_most_px: int
    """Height the player may take."""

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
    strip_px: int = 0,
    notice_px: int = 0,
    captions: CaptionWish | None = None,
    is_reading: bool = False,
) -> Folding:
    """Decide what is shown in a window of this size, with body type of ``body_px`` pixels.

    ``notice_px`` is the height of a notice that is shown; it takes the captions' room before the page's, and so does
    ``strip_px``, what the found places keep above the page where they take turns with it. While something
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
    rows = -(-round((_TOOLBAR_WIDTH_PX if scale >= 1.0 else _SMALL_TOOLBAR_WIDTH_PX) * scale) // width_px)
    toolbar_px = scale * _TOOLBAR_PX * rows
    ease_px = _LEAST_LINES * (_EASY_LINE_EM - _TIGHT_LINE_EM) * body_px
    has_toolbar = has_header and rows <= 2 and left - (0.0 if rows == 1 else ease_px) >= toolbar_px
    left -= toolbar_px if has_toolbar else 0
    left -= notice_px + (strip_px if is_searching and not panel_px else 0)
    wish = captions or CaptionWish()
    usual_px = max(_CAPTION_PX * min(1.0, height_px / _FULL_HEIGHT_PX) * scale, _CAPTION_TO_BODY * body_px)
    grown_px = (
        0.0 if has_header else _player_growth(height_px, scale, left, body_px * _MOST_PERCENT / zoom_percent)
    )
    left -= grown_px
    fitted = _CaptionRoom(left, ease_px, body_px, height_px).fit(wish, usual_px)
    has_captions = fitted.is_at_rest or (is_reading and fitted.can_be)
    left -= fitted.most_px if has_captions else 0
    return Folding(
        scale=scale,
        has_header=has_header,
        has_toolbar=has_toolbar,
        has_contents=width_px - contents_px - panel_px >= column and has_toolbar,
        has_captions=has_captions,
        can_caption=fitted.can_be,
        is_caption_whole=fitted.is_whole,
        has_status=left >= scale * _STATUS_PX,
        panel_px=panel_px,
        contents_px=contents_px,
        caption_px=math.floor(fitted.size_px / scale),
        caption_lines=fitted.lines,
        captions_most_px=math.ceil(fitted.most_px),
        player_scale=scale if has_toolbar else max(scale, zoom_percent / 100),
        player_most_px=math.floor(scale * _PLAYER_PX + grown_px),
    )


def _player_growth(height_px: int, scale: float, left_px: float, largest_body_px: float) -> float:
    """Give what the player takes beyond its usual height where all else is folded away, in pixels.

    ``left_px`` is what the page's least lines leave. No more than they will leave at the largest zoom: buttons that become
    smaller when 放大 is pressed would puzzle. A window that cannot hold those lines anyway has them a little shorter.
    """
    spare_px = height_px * _PLAYER_SHARE - scale * _PLAYER_PX
    at_last_px = height_px - scale * _PLAYER_PX - _LEAST_LINES * _TIGHT_LINE_EM * largest_body_px
    if at_last_px >= 0:
        spare_px = min(left_px, spare_px, at_last_px)
    return max(0.0, spare_px)


@dataclass(frozen=True, slots=True)
class _FittedCaptions:
    """Type, lines and height in pixels; whether they may be there while something is read, and always."""

    size_px: float
    lines: int
    most_px: float
    is_whole: bool
    can_be: bool
    is_at_rest: bool


@dataclass(frozen=True, slots=True)
class _CaptionRoom:
    """``left_px`` is what the page can spare beyond its least lines, ``ease_px`` what sets those at ease."""

    left_px: float
    ease_px: float
    body_px: int
    height_px: int

    def rest_px(self, usual_px: float) -> float:
        """Give the height of one line of the usual type if it can be there always; 0 if the page needs its room."""
        height_px = CaptionType(usual_px).height_px(1)
        return (
            height_px
            if height_px <= min(self.left_px - self.ease_px, self.height_px * _CAPTIONS_SHARE)
            else 0.0
        )

    def fit(self, wish: CaptionWish, usual_px: float) -> _FittedCaptions:
        """Find the largest captions up to the wish; ``usual_px`` is the type of wishes of size 1.

        The page's least lines come first. Then: some captions at all, while something is read; captions that are there
        before, too, in the same place and size; the usual type; lines; type beyond the usual.
        """
        share_px = self.height_px * _CAPTIONS_SHARE
        eased_px = min(self.left_px - self.ease_px, share_px)
        lines_px = (_LEAST_LINES - _LEAST_READING_LINES) * _TIGHT_LINE_EM * self.body_px
        is_at_rest = self.rest_px(usual_px) > 0
        # Larger ones than usual take the page's ease, but no line of its least, if they can be there at rest.
        room_px = min(self.left_px if is_at_rest else self.left_px + lines_px, share_px)
        if is_at_rest and _whole(wish.size * usual_px, wish).height_px(wish.lines) <= eased_px:
            room_px = eased_px
        size_px, lines = self._type_in(room_px, wish, usual_px)
        whole = _whole(size_px, wish)
        most_px = min(room_px, whole.height_px(lines))
        shown = CaptionType.fit(size_px, most_px, lines, has_pinyin=wish.has_pinyin)
        is_whole = lines == wish.lines and shown.size_px >= _AS_GOOD * wish.size * usual_px
        return _FittedCaptions(
            size_px=size_px,
            lines=lines,
            most_px=max(1.0, most_px),
            is_whole=is_whole and (shown.pinyin_px > 0 or not wish.has_pinyin),
            can_be=size_px >= min(_LEAST_CAPTION_TO_BODY * self.body_px, _HELPFUL_PX),
            is_at_rest=is_at_rest,
        )

    def _type_in(self, room_px: float, wish: CaptionWish, usual_px: float) -> tuple[float, int]:
        wanted_px = wish.size * usual_px
        for lines in range(wish.lines, 1, -1):
            fitted = CaptionType.fit(wanted_px, room_px, lines, has_pinyin=wish.has_pinyin)
            if fitted.size_px >= usual_px and (fitted.pinyin_px > 0 or not wish.has_pinyin):
                return fitted.size_px, lines
        return CaptionType.fit(wanted_px, room_px, 1, has_pinyin=False).size_px, 1


def _whole(size_px: float, wish: CaptionWish) -> CaptionType:
    """Give the type of this size, with pinyin if it is wished."""
    return CaptionType.fit(size_px, math.inf, 1, has_pinyin=wish.has_pinyin)


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
