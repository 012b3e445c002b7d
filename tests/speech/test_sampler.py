"""A sample: heard once, in place of the one before, and its end is known."""

from __future__ import annotations

from reader.errors import SoundError
from reader.speech.engine import Audio
from reader.speech.playback.sampler import Sampler
from reader.speech.playback.sound import ClockSink

SECOND = Audio(bytes(16_000), 8000, ())


class _Time:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_a_sample_is_heard_to_its_end() -> None:
    clock = _Time()
    sampler = Sampler(lambda rate_hz: ClockSink(rate_hz, clock))
    assert not sampler.is_playing
    assert sampler.problem == ""
    sampler.play(SECOND, 80)
    clock.now_s = 0.5
    assert sampler.is_playing
    clock.now_s = 1.5
    assert not sampler.is_playing
    sampler.stop()
    sampler.stop()


def test_another_sample_takes_the_place_of_the_first() -> None:
    clock, sinks = _Time(), list[ClockSink]()

    def make(rate_hz: int) -> ClockSink:
        sinks.append(ClockSink(rate_hz, clock))
        return sinks[-1]

    sampler = Sampler(make)
    sampler.play(SECOND, 80)
    sampler.play(SECOND, 80)
    assert len(sinks) == 2
    assert not sinks[1].tape.is_idle
    clock.now_s = 0.5
    assert sampler.is_playing
    sampler.stop()
    assert not sampler.is_playing


def test_a_lost_device_is_told() -> None:
    class Lost(ClockSink):
        failure = SoundError("没有找到声音设备。")

    sampler = Sampler(Lost)
    sampler.play(SECOND, 80)
    assert not sampler.is_playing
    assert sampler.problem == "没有找到声音设备。"
    sampler.stop()
    assert sampler.problem == ""
