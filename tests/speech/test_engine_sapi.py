"""What can be tried of the Windows voices without Windows: SAPI's word events made marks, its rates, and its absence."""

from __future__ import annotations

import sys

import pytest

from reader.errors import VoiceError
from reader.speech.engines import sapi
from reader.speech.engines.sapi_marks import FASTEST_RATE, SLOWEST_RATE, factor_of, rate_for, starts_ms

RATE_HZ = 1000  # a sample a millisecond, two bytes


@pytest.mark.parametrize(
    ("factor", "rate"), [(1.0, 0), (3.0, 10), (1 / 3, -10), (9.0, 10), (0.01, -10), (0.0, -10)]
)
def test_ten_steps_treble_the_speed(factor: float, rate: int) -> None:
    assert rate_for(factor) == rate


def test_a_rate_is_at_most_half_a_step_off() -> None:
    for rate in range(SLOWEST_RATE, FASTEST_RATE + 1):
        assert rate_for(factor_of(rate)) == rate
    assert factor_of(rate_for(1.5)) == pytest.approx(1.5, rel=0.06)


def test_without_words_the_time_is_spread() -> None:
    assert starts_ms([], 4, 100, 500, RATE_HZ) == [0, 100, 200, 300]


def test_words_are_where_sapi_says_and_their_syllables_share_their_time() -> None:
    words = [(200, 0), (600, 2), (1000, 3)]
    assert starts_ms(words, 5, 100, 900, RATE_HZ) == [0, 100, 200, 400, 600]


def test_words_may_come_in_any_order_and_more_than_once() -> None:
    assert starts_ms([(600, 2), (200, 0), (700, 2)], 4, 100, 500, RATE_HZ) == [0, 100, 200, 300]


@pytest.mark.parametrize(
    "words",
    [
        [(0, 0), (0, 1), (0, 2)],
        [(9999, 1)],
        [(400, -3), (400, 4), (400, 99)],
        [(-5, 2)],
    ],
)
def test_words_that_cannot_be_are_passed_over(words: list[tuple[int, int]]) -> None:
    assert starts_ms(words, 4, 100, 500, RATE_HZ) == [0, 100, 200, 300]


def test_words_that_go_back_in_the_sound_are_passed_over() -> None:
    starts = starts_ms([(700, 1), (300, 2)], 4, 100, 500, RATE_HZ)
    assert starts == sorted(starts)
    assert starts[1] == 250


def test_a_clause_without_sound_or_syllables_has_no_length() -> None:
    assert starts_ms([], 2, 10, 10, RATE_HZ) == [0, 0]
    assert starts_ms([(4, 1)], 0, 0, 10, RATE_HZ) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a system without SAPI")
def test_where_there_is_no_sapi_it_is_told_and_nothing_listed() -> None:
    assert sapi.list_infos() == []
    with pytest.raises(VoiceError, match="没有 Windows 的语音组件"):
        sapi.SapiEngine("TTS_MS_ZH-CN_HUIHUI_11.0")
