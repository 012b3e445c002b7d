"""Whether a lost sound device has come back: tried now and then with a moment of silence."""

from __future__ import annotations

import math
from collections.abc import Callable

from reader.speech.engine import silence
from reader.speech.playback.sound import Sink

_RETRY_S = 10.0
"""How often a missing device is tried again."""
_TRIAL_MS = 60
_TRIAL_S = 0.5
"""How long a device has to stand the trial: one that only pretends to play has failed by then."""


class DeviceTrial:
    """Tries devices that ``make_sink(rate_hz)`` makes. ``clock`` gives seconds."""

    def __init__(self, make_sink: Callable[[int], Sink], clock: Callable[[], float]) -> None:
        """Nothing is tried before :meth:`look` is called."""
        self._make_sink = make_sink
        self._clock = clock
        self._tried_s = -math.inf
        self._sink: Sink | None = None

    def put_off(self) -> None:
        """Wait the usual time before the next trial: the device was lost just now."""
        self._tried_s = self._clock()

    def look(self, rate_hz: int) -> Sink | None:
        """Begin a trial when it is time, or see how it goes. Gives the sink that plays: it is the caller's then."""
        if self._sink is None:
            if self._clock() - self._tried_s >= _RETRY_S:
                self._tried_s = self._clock()
                self._sink = self._make_sink(rate_hz)
                self._sink.tape.put(0, silence(_TRIAL_MS, rate_hz))
                self._sink.wake()
        elif self._sink.failure is not None:
            self.drop()
        elif self._sink.place() is not None and self._clock() - self._tried_s >= _TRIAL_S:
            sink, self._sink = self._sink, None
            return sink
        return None

    def drop(self) -> None:
        """End a trial that is under way."""
        if self._sink is not None:
            self._sink.close()  # a failed sink's thread has ended: this does not wait
            self._sink = None
