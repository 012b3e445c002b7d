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
    rows = -(-1360 * folding.scale // window[0])
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
