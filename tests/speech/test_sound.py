"""Sinks: the clock's by hand, the device's with a real sound server that plays nowhere."""

from __future__ import annotations

import array
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from reader.errors import SoundError
from reader.speech.playback.device import Backend, open_device, settle_latency
from reader.speech.playback.sound import ClockSink, DeviceSink, Sink
from reader.speech.playback.tape import Place

if TYPE_CHECKING:
    from tests.sound_server import SoundServer

RATE_HZ = 22050


class Clock:
    now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


def tone(seconds: float) -> bytes:
    return array.array("h", [9000, 9000] * round(seconds * RATE_HZ / 2)).tobytes()


@pytest.fixture
def device(sound_server: SoundServer) -> Iterator[DeviceSink]:
    sink = DeviceSink(RATE_HZ)
    yield sink
    sink.close()


def put(sink: Sink, clip: int, pcm: bytes) -> None:
    sink.tape.put(clip, pcm)
    sink.wake()


def test_the_clock_plays_from_the_moment_a_clip_is_put() -> None:
    clock = Clock()
    sink = ClockSink(1000, clock)
    clock.now_s += 5
    assert sink.place() is None
    put(sink, 7, bytes(2 * 500))
    clock.now_s += 0.2
    assert sink.place() == Place(7, 200)
    put(sink, 8, bytes(2 * 500))
    clock.now_s += 0.4
    assert sink.place() == Place(8, 100)
    clock.now_s += 60
    assert sink.place() == Place(8, 500)
    sink.close()
    assert sink.place() is None


def test_a_device_plays_clips_behind_each_other_to_their_end(device: DeviceSink, qtbot: QtBot) -> None:
    assert device.place() is None
    put(device, 1, tone(0.2))
    put(device, 2, tone(0.2))
    seen: list[Place] = []

    def has_ended() -> bool:
        place = device.place()
        if place is not None:
            seen.append(place)
        return place == Place(2, round(RATE_HZ * 0.2))

    qtbot.waitUntil(has_ended)
    assert [(place.clip, place.frame) for place in seen] == sorted(
        (place.clip, place.frame) for place in seen
    )
    assert {place.clip for place in seen} == {1, 2}
    assert device.failure is None


def test_volume_is_applied_to_sound_already_waiting(device: DeviceSink, qtbot: QtBot) -> None:
    put(device, 1, tone(5))
    qtbot.waitUntil(lambda: device.place() is not None)
    feeding = device._feed()
    loud = array.array("h", feeding.send(1000))[-1]
    device.set_volume(50)
    half = array.array("h", feeding.send(1000))[-1]
    device.set_volume(-5)
    assert (loud, half) == (9000, 2250)
    assert not any(feeding.send(1000)[1000:])


def test_a_cleared_device_falls_silent_and_plays_again(device: DeviceSink, qtbot: QtBot) -> None:
    put(device, 1, tone(30))
    qtbot.waitUntil(lambda: device.place() is not None)
    device.tape.clear()
    assert device.place() is None
    put(device, 2, tone(0.1))
    qtbot.waitUntil(lambda: (device.place() or Place(0, 0)).clip == 2)


def test_an_idle_device_rests_and_wakes(
    device: DeviceSink, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.speech.playback.sound._REST_AFTER_S", 0.1)
    put(device, 1, tone(0.05))
    qtbot.waitUntil(lambda: device.is_resting)
    put(device, 2, tone(0.05))
    qtbot.waitUntil(lambda: (device.place() or Place(0, 0)).clip == 2)
    assert device.failure is None


def test_a_killed_sound_server_is_noticed(
    device: DeviceSink, sound_server: SoundServer, qtbot: QtBot
) -> None:
    put(device, 1, tone(30))
    qtbot.waitUntil(lambda: device.place() is not None)
    sound_server.kill()
    qtbot.waitUntil(lambda: device.failure is not None)
    assert isinstance(device.failure, SoundError)
    assert "断开" in str(device.failure)


def test_a_machine_without_a_device_says_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/native")
    sink = DeviceSink(RATE_HZ, [Backend("PULSEAUDIO", 30, 48)])
    put(sink, 1, tone(1))
    qtbot.waitUntil(lambda: sink.failure is not None)
    assert "音箱" in str(sink.failure)
    assert sink.place() is None
    sink.close()


def test_opening_in_vain_leaves_nothing_open(sound_server: SoundServer) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("needs /proc")
    sound_server.unplug()
    pulse = [Backend("PULSEAUDIO", 28, 45)]
    counts = []
    for _ in range(3):
        with pytest.raises(SoundError):
            open_device(RATE_HZ, pulse)
        counts.append(len(list(descriptors.iterdir())))
    assert counts[0] == counts[-1]


def test_a_device_that_does_not_keep_time_counts_as_missing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    system = Path("/usr/share/alsa/alsa.conf")
    if not system.exists():
        pytest.skip("needs ALSA: libasound2-data")
    own = tmp_path / "asound.conf"
    own.write_text("pcm.!default { type null }\nctl.!default { type null }\n", encoding="utf-8")
    monkeypatch.setenv("ALSA_CONFIG_PATH", f"{system}:{own}")
    sink = DeviceSink(RATE_HZ, [Backend("ALSA", 15, 50)])
    put(sink, 1, tone(60))
    qtbot.waitUntil(lambda: sink.failure is not None)
    assert "没有找到" in str(sink.failure)
    place = sink.place()
    assert place is not None
    assert place.frame < RATE_HZ, "what is read has not rushed by"
    sink.close()


def test_closing_what_never_sounded_ends_nothing() -> None:
    sink = DeviceSink(RATE_HZ)
    sink.close()
    put(sink, 1, tone(1))
    assert sink.place() is None


def test_what_staff_have_set_for_the_sound_server_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "90")
    settle_latency()
    assert os.environ["PULSE_LATENCY_MSEC"] == "90"
    monkeypatch.delenv("PULSE_LATENCY_MSEC")
    settle_latency()
    assert 20 <= int(os.environ["PULSE_LATENCY_MSEC"]) <= 50
