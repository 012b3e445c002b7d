"""What is folded away at which size: the page always has its five lines, and nothing is out of reach."""

from __future__ import annotations

import itertools

import pytest

from reader.ui.captions.type_size import CaptionType
from reader.ui.window.folding import CaptionWish, Folding, fold

WINDOWS = [(1024, 600), (1280, 800), (1366, 768), (1920, 1080), (3840, 2160)]
WISHES = [
    CaptionWish(size, lines, has_pinyin)
    for size in (1.0, 1.25, 1.5)
    for lines in (1, 2, 3)
    for has_pinyin in (False, True)
]


def test_a_usual_screen_shows_everything() -> None:
    for width, height in [(1366, 768), (1920, 1080)]:
        folding = fold(width, height, 100, 36, is_searching=False)
        assert folding.has_header
        assert folding.has_toolbar
        assert folding.has_contents
        assert folding.has_captions
        assert not folding.has_drawer


@pytest.mark.parametrize("window", WINDOWS)
def test_five_lines_fit_whatever_is_shown(window: tuple[int, int]) -> None:
    for zoom, wish in itertools.product(range(50, 301, 25), WISHES):
        body_px = round(36 * zoom / 100)
        folding = fold(*window, zoom, body_px, is_searching=False, captions=wish)
        lines = page_px(window, folding) / (1.18 * body_px)
        assert lines >= 5 - 0.01 or (window == (1024, 600) and zoom > 225), (zoom, wish)


@pytest.mark.parametrize("window", WINDOWS)
def test_the_interface_grows_with_the_zoom_and_never_shrinks_again(window: tuple[int, int]) -> None:
    scales = [
        fold(*window, zoom, round(36 * zoom / 100), is_searching=False).scale for zoom in range(50, 301, 10)
    ]
    assert scales == sorted(scales)
    assert scales[-1] > scales[5] or window[0] < 1366


def test_contents_make_room_for_what_was_found() -> None:
    assert fold(1366, 768, 100, 36, is_searching=False).has_contents
    folding = fold(1366, 768, 100, 36, is_searching=True)
    assert folding.panel_px > 0
    assert not folding.has_contents
    assert fold(1366, 768, 300, 108, is_searching=True).panel_px == 0


@pytest.mark.parametrize("window", WINDOWS)
def test_captions_help_and_leave_the_page_three_lines(window: tuple[int, int]) -> None:
    for zoom, wish in itertools.product(range(50, 301, 25), WISHES):
        body_px = round(36 * zoom / 100)
        folding = fold(*window, zoom, body_px, is_searching=False, captions=wish, is_reading=True)
        assert folding.has_captions == folding.can_caption
        assert folding.captions_most_px <= window[1] / 3 + 1
        assert 1 <= folding.caption_lines <= wish.lines
        if not folding.has_captions:
            continue
        size_px = folding.scale * folding.caption_px
        assert size_px >= min((1.3 if zoom < 200 else 1.2) * body_px, 50) - folding.scale
        assert page_px(window, folding) >= 3 * 1.18 * body_px - 1
        lines, most_px = folding.caption_lines, folding.captions_most_px
        shown = CaptionType.fit(size_px, most_px, lines, has_pinyin=wish.has_pinyin)
        if folding.is_caption_whole:
            assert lines == wish.lines
            assert (shown.pinyin_px > 0) == wish.has_pinyin


@pytest.mark.parametrize(("window", "zoom"), [((1366, 768), 200), ((1280, 800), 200), ((1024, 600), 200)])
def test_captions_come_with_the_voice_where_the_page_needs_their_room(
    window: tuple[int, int], zoom: int
) -> None:
    for percent in range(125, zoom + 1, 25):
        body_px = round(36 * percent / 100)
        resting = fold(*window, percent, body_px, is_searching=False)
        assert resting.can_caption, "the tool does not say that they wait"
        assert fold(*window, percent, body_px, is_searching=False, is_reading=True).has_captions
    assert not resting.has_captions


def test_captions_come_with_the_voice_at_every_size_of_every_usual_screen() -> None:
    for window in WINDOWS:
        for zoom in range(50, 301, 10):
            assert fold(*window, zoom, round(0.36 * zoom), is_searching=False, is_reading=True).has_captions
    with_notice = fold(1024, 600, 300, 108, is_searching=False, is_reading=True, notice_px=96)
    assert not with_notice.can_caption, "the tool says that they wait"


@pytest.mark.parametrize("wish", WISHES)
def test_what_is_there_anyway_does_not_stir_when_reading_begins(wish: CaptionWish) -> None:
    for window in WINDOWS:
        resting = fold(*window, 100, 36, is_searching=False, captions=wish)
        assert resting.has_captions
        assert fold(*window, 100, 36, is_searching=False, captions=wish, is_reading=True) == resting


@pytest.mark.parametrize(("size", "px"), [(1.0, 64), (1.25, 80), (1.5, 96)])
def test_a_large_screen_has_captions_of_three_sizes(size: float, px: int) -> None:
    for lines in (1, 2):
        folding = fold(1920, 1080, 100, 36, is_searching=False, captions=CaptionWish(size, lines))
        assert (folding.caption_px, folding.caption_lines, folding.is_caption_whole) == (px, lines, True)


def test_larger_captions_give_way_before_the_page_first_in_size_then_in_lines() -> None:
    sizes = []
    for height in (1080, 900, 800, 768, 720, 600):
        wish = CaptionWish(1.5, 3)
        folding = fold(1366, height, 100, 36, is_searching=False, captions=wish, is_reading=height < 700)
        assert folding.has_captions
        assert folding.caption_px >= 64 * min(1, height / 1000) - 1
        assert page_px((1366, height), folding) >= (5 if height > 700 else 3) * 1.18 * 36 - 1
        sizes.append((folding.caption_lines, folding.caption_px))
    assert sizes[0][0] == 3
    assert sizes[-1][0] < 3
    assert not folding.is_caption_whole


@pytest.mark.parametrize("window", [(1366, 768), (1280, 800), (1024, 600)])
def test_the_player_grows_into_what_the_tools_leave(window: tuple[int, int]) -> None:
    before = 0
    for zoom in range(50, 301, 10):
        folding = fold(*window, zoom, round(0.36 * zoom), is_searching=False)
        assert folding.player_most_px >= 104 * folding.scale - 1
        assert folding.player_most_px <= max(window[1] / 5, 104 * folding.scale) + 1
        # But for rounding: sizes of type are whole pixels.
        assert folding.player_most_px >= before - 4, "放大 makes nothing smaller"
        before = folding.player_most_px
        assert folding.player_scale == (
            folding.scale if folding.has_toolbar else max(folding.scale, zoom / 100)
        )
        # It does not stir when reading begins.
        reading = fold(*window, zoom, round(0.36 * zoom), is_searching=False, is_reading=True)
        assert reading.player_most_px == folding.player_most_px


def page_px(window: tuple[int, int], folding: Folding) -> float:
    """Give what the rest leaves the page of the window's height, in pixels."""
    rows = -(-1260 * folding.scale // window[0])
    taken = 72 * folding.has_header + 112 * rows * folding.has_toolbar + 36 * folding.has_status
    room = window[1] - taken * folding.scale - folding.player_most_px
    return room - folding.captions_most_px * folding.has_captions
