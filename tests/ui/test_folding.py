"""What is folded away at which size: the page always has its five lines, and nothing is out of reach."""

from __future__ import annotations

import pytest

from reader.ui.folding import fold

WINDOWS = [(1024, 600), (1280, 800), (1366, 768), (1920, 1080), (3840, 2160)]


def test_a_usual_screen_shows_everything() -> None:
    for width, height in [(1366, 768), (1920, 1080)]:
        folding = fold(width, height, 100, 36, is_searching=False)
        assert folding.has_header
        assert folding.has_toolbar
        assert folding.has_contents
        assert folding.has_captions
        assert not folding.has_drawer


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("zoom", range(50, 301, 25))
def test_five_lines_fit_whatever_is_shown(window: tuple[int, int], zoom: int) -> None:
    body_px = round(36 * zoom / 100)
    folding = fold(*window, zoom, body_px, is_searching=False)
    rows = -(-1260 * folding.scale // window[0])
    taken = 104 + 72 * folding.has_header + 112 * rows * folding.has_toolbar
    taken += 1.9 * folding.caption_px * folding.has_captions
    taken += 36 * folding.has_status
    room = window[1] - taken * folding.scale
    lines = room / (1.18 * body_px)
    assert lines >= 5 or (window == (1024, 600) and zoom > 225)


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
@pytest.mark.parametrize("zoom", range(50, 301, 25))
@pytest.mark.parametrize("has_pinyin", [False, True])
def test_captions_are_larger_than_the_page_and_leave_it_three_lines(
    window: tuple[int, int], zoom: int, has_pinyin: bool
) -> None:
    body_px = round(36 * zoom / 100)
    folding = fold(*window, zoom, body_px, is_searching=False, has_pinyin=has_pinyin, is_reading=True)
    assert folding.has_captions == folding.can_caption
    if not folding.has_captions:
        return
    assert folding.scale * folding.caption_px >= (1.3 if zoom < 200 else 1.2) * body_px
    assert folding.captions_most_px <= window[1] / 3 + 1 or has_pinyin
    rows = -(-1260 * folding.scale // window[0])
    taken = 104 + 72 * folding.has_header + 112 * rows * folding.has_toolbar + 36 * folding.has_status
    assert window[1] - taken * folding.scale - folding.captions_most_px >= 3 * 1.18 * body_px - 1


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
    assert not fold(1024, 600, 300, 108, is_searching=False, is_reading=True).has_captions


def test_what_is_there_anyway_does_not_stir_when_reading_begins() -> None:
    for window in WINDOWS:
        resting = fold(*window, 100, 36, is_searching=False, has_pinyin=True)
        assert fold(*window, 100, 36, is_searching=False, has_pinyin=True, is_reading=True) == resting
