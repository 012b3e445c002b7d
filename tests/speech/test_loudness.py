"""Volume: how loud, and no step that would be heard as a click."""

from __future__ import annotations

import itertools
from array import array

import pytest

from reader.speech.playback.loudness import Loudness

RATE_HZ = 1000
"""So that the change takes eight samples."""


def played(loudness: Loudness, count: int = 20) -> list[int]:
    return array("h", loudness.apply(array("h", [10000] * count).tobytes())).tolist()


def test_full_volume_changes_nothing() -> None:
    assert played(Loudness(RATE_HZ)) == [10000] * 20


def test_the_first_sound_begins_as_loud_as_was_chosen() -> None:
    loudness = Loudness(RATE_HZ)
    loudness.set_volume(50)
    assert played(loudness) == [2500] * 20


@pytest.mark.parametrize(("percent", "level"), [(100, 10000), (40, 1600), (0, 0), (-5, 0), (140, 10000)])
def test_a_change_leads_over_to_what_was_chosen(percent: int, level: int) -> None:
    loudness = Loudness(RATE_HZ)
    loudness.set_volume(70)
    before = played(loudness)[-1]
    loudness.set_volume(percent)
    sound = [before, *played(loudness)]
    assert sound[8:] == [level] * 13
    assert max(abs(later - earlier) for earlier, later in itertools.pairwise(sound)) <= 1300
    assert played(loudness) == [level] * 20


def test_a_request_shorter_than_the_change_is_answered_whole() -> None:
    loudness = Loudness(RATE_HZ)
    played(loudness)
    loudness.set_volume(0)
    assert len(played(loudness, 3)) == 3
    assert loudness.apply(b"") == b""
