"""How loud sound is played, changed without a click."""

from __future__ import annotations

from array import array

_RAMP_MS = 8
"""How long a change of volume takes: a sudden step is heard as a click."""


class Loudness:
    """Makes 16-bit samples softer. Set on one thread, applied on another."""

    def __init__(self, rate_hz: int) -> None:
        """Begin at full volume."""
        self._ramp = max(1, round(_RAMP_MS * rate_hz / 1000))
        self._wanted = 1.0
        self._gain: float | None = None
        """What was applied last, ``None`` before the first sound: that one begins at what is wanted."""

    def set_volume(self, percent: int) -> None:
        """Set the volume, by the square: half way sounds about half as loud."""
        self._wanted = (max(0, min(100, percent)) / 100) ** 2

    def apply(self, pcm: bytes) -> bytes:
        """Give the samples at the volume that is wanted now, leading over from the one before."""
        wanted = self._wanted
        before, self._gain = wanted if self._gain is None else self._gain, wanted
        if before == wanted == 1.0:
            return pcm
        samples = array("h", pcm)
        count = min(self._ramp, len(samples)) if before != wanted else 0
        step = (wanted - before) / max(1, count)
        changing = array("h", (int(samples[at] * (before + step * (at + 1))) for at in range(count)))
        if wanted == 0.0:
            rest = bytes(2 * (len(samples) - count))
        elif wanted == 1.0:
            rest = samples[count:].tobytes()
        else:
            rest = array("h", (int(sample * wanted) for sample in samples[count:])).tobytes()
        return changing.tobytes() + rest
