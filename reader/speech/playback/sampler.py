"""Hearing a voice before it is chosen, or a word before its reading is kept: one utterance, on a device of its own.

The reading's player is left alone: its voice, tape and place stay as they are.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from reader.speech.engine import Audio
from reader.speech.playback.sound import Sink


class Sampler:
    """Plays one piece of sound at a time. ``sink_factory(rate_hz)`` makes a sink. Any thread may call."""

    def __init__(self, sink_factory: Callable[[int], Sink]) -> None:
        self._sink_factory = sink_factory
        self._sink: Sink | None = None
        self._frames = 0
        self._lock = threading.Lock()

    def play(self, audio: Audio, volume: int) -> None:
        """Play ``audio`` from its beginning, in place of what sounds; ``volume`` is 0 to 100. Returns at once."""
        with self._lock:
            self._close()
            sink = self._sink_factory(audio.rate_hz)
            sink.set_volume(volume)
            sink.tape.put(1, audio.pcm)
            sink.wake()
            self._sink, self._frames = sink, len(audio.pcm) // 2

    @property
    def is_playing(self) -> bool:
        """Say whether something can still be heard; a lost device ends it."""
        with self._lock:
            sink = self._sink
            if sink is None or sink.failure is not None:
                return False
            place = sink.place()
            return place is None or place.frame < self._frames

    @property
    def problem(self) -> str:
        """What kept the last sample from being heard, in plain Chinese; empty when nothing did."""
        with self._lock:
            failure = self._sink.failure if self._sink is not None else None
            return str(failure) if failure is not None else ""

    def stop(self) -> None:
        """Fall silent and let go of the device."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._sink is not None:
            # The device may take its time to let go; nobody waits for it.
            threading.Thread(target=self._sink.close, name="sample-close", daemon=True).start()
            self._sink = None
