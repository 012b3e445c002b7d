"""Whether a device has come back; clock and sinks by hand."""

from __future__ import annotations

from reader.errors import SoundError
from reader.speech.playback.device_trial import DeviceTrial
from reader.speech.playback.sound import ClockSink

RATE_HZ = 1000


class Trying:
    """A trial with a clock to turn and the sinks that it made."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.sinks: list[ClockSink] = []
        self.trial = DeviceTrial(self._make, lambda: self.now_s)

    def _make(self, rate_hz: int) -> ClockSink:
        self.sinks.append(ClockSink(rate_hz, lambda: self.now_s))
        return self.sinks[-1]


def test_a_device_is_tried_when_time_has_passed_and_given_when_it_plays() -> None:
    trying = Trying()
    trying.trial.put_off()
    assert trying.trial.look(RATE_HZ) is None
    trying.now_s += 9
    assert (trying.trial.look(RATE_HZ), trying.sinks) == (None, [])
    trying.now_s += 1
    assert trying.trial.look(RATE_HZ) is None
    trying.now_s += 0.4
    assert trying.trial.look(RATE_HZ) is None
    trying.now_s += 0.2
    assert trying.trial.look(RATE_HZ) is trying.sinks[0]
    assert trying.trial.look(RATE_HZ) is None, "it was given away"


def test_a_device_that_is_still_missing_is_tried_again_later() -> None:
    trying = Trying()
    trying.trial.look(RATE_HZ)
    trying.sinks[0].failure = SoundError("没有")
    assert trying.trial.look(RATE_HZ) is None
    assert trying.trial.look(RATE_HZ) is None
    assert len(trying.sinks) == 1
    trying.now_s += 10
    trying.trial.look(RATE_HZ)
    assert len(trying.sinks) == 2


def test_a_trial_that_was_dropped_gives_nothing() -> None:
    trying = Trying()
    trying.trial.drop()
    trying.trial.look(RATE_HZ)
    trying.trial.drop()
    trying.now_s += 1
    assert trying.trial.look(RATE_HZ) is None
