"""The machine's sound device, by way of miniaudio.

Chosen by measurement, bursts of sound played in real time into a null sink and recorded there (two cores, busy;
PulseAudio 16.1, PipeWire 0.3.65; QAudioSink of PySide6-Addons 6.9.3 with a buffer of 60 ms), both left to buffer as
they do, before :func:`settle_latency`:

| | miniaudio 1.71 | QAudioSink |
| --- | --- | --- |
| position reckoned against heard, PulseAudio | median +1 ms, -5 to +3 | +24 ms, 16 to 31 |
| the same, PipeWire | +10 ms, 10 to 11 but for the first | +34 ms, 27 to 39 |
| the same, ALSA by way of PulseAudio | +23 ms, 22 to 24 | has no ALSA |
| silent after stop, PulseAudio / PipeWire | 19 to 46 ms / 25 to 55 ms | at once |
| first sound, opening included | 80 to 145 ms | 21 ms, its list of devices made before |
| installed | 4 MB with cffi and pycparser | 22 MB, of a wheel that unpacks to 400 |
| needs | any one of libpulse, libasound | libpulse |

QAudioSink stops sooner, for it empties the server's buffer; it is not heard by who has plain ALSA, and most of
what it installs is FFmpeg. sounddevice's Linux wheel comes without PortAudio.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import importlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reader.errors import SoundError

_log = logging.getLogger(__name__)

PERIODS = 3
"""What a device buffers, in periods of its backend."""


@dataclass(frozen=True)
class Backend:
    """How one kind of sound server is asked to buffer, and how far what is heard lags what it was given."""

    name: str
    period_ms: int
    lag_ms: float


_PULSE_LATENCY_MS = 34

BACKENDS = {
    "linux": (Backend("PULSEAUDIO", 10, 43), Backend("ALSA", 15, 50)),
    "darwin": (Backend("COREAUDIO", 15, 45),),
    "win32": (Backend("WASAPI", 15, 45),),
}
"""Tried in order. PulseAudio as :func:`settle_latency` asks it: measured from recorded sound, it lags by 43 ms, and
falls silent 35 ms after the tape is cleared, 45 at worst (58 on two cores with seven programs wanting them). Left to miniaudio, which buffers one period whatever their
number, periods of 20, 24, 28 ms lag by 38, 46, 53 ms and fall silent 44, 49, 57 ms later at worst, and hold out no
longer when the machine is busy: a request may come late by the lag less a period. PipeWire in its place is
unmeasured so; left to miniaudio, 0.3.65 lagged by 10 ms more than PulseAudio 16.1. ALSA lags by the whole buffer, and by 23 to
29 ms more where it plays through PulseAudio; with a sound card of its own it is unmeasured. The others are
reckoned like ALSA, unmeasured. JACK is left out: it complains on every start without its server, and its
users have PipeWire."""


def settle_latency() -> None:
    """Ask libpulse for a buffer of so many milliseconds in small requests, which miniaudio has no way to ask for.

    To be called once, before any thread runs: the environment must not be changed while another one reads it. What
    staff have set for their machine is left.
    """
    os.environ.setdefault("PULSE_LATENCY_MSEC", str(_PULSE_LATENCY_MS))


def prepare() -> None:
    """Load what opening a device needs (60 ms), so that the first sound need not wait for it."""
    with contextlib.suppress(ImportError):
        importlib.import_module("miniaudio")


def open_device(rate_hz: int, backends: Sequence[Backend]) -> tuple[Any, float]:
    """Open the default device of the first backend that has one; give it and its lag in milliseconds.

    Takes 20 to 100 ms, seconds where a server hangs. Raises ``SoundError`` when none opens.
    """
    import miniaudio  # type: ignore[import-untyped] # takes 60 ms, not needed before the first sound

    _quiet_alsa()
    problems: list[str] = []
    # Named one by one: left to itself, miniaudio falls back to a device that plays nowhere, and tells nobody.
    for backend in backends:
        kind = miniaudio.Backend[backend.name]
        device: Any = None
        try:
            # WORKAROUND miniaudio 1.71: opened on a server without an output, a device leaves five file
            # descriptors behind. Asking first takes 5 ms.
            if kind is miniaudio.Backend.PULSEAUDIO and not miniaudio.Devices([kind]).get_playbacks():
                raise miniaudio.MiniaudioError("no output")
            # In two steps, so that what was opened before it failed can be let go of.
            device = miniaudio.PlaybackDevice.__new__(miniaudio.PlaybackDevice)
            device.__init__(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=rate_hz,
                buffersize_msec=backend.period_ms,  # miniaudio takes it for the length of one period
                callback_periods=PERIODS,
                backends=[kind],
                app_name="七宝读报",
            )
        except miniaudio.MiniaudioError as error:
            if device is not None:
                shut_device(device)
            problems.append(f"{backend.name} {error}")
            continue
        return device, backend.lag_ms
    raise SoundError("; ".join(problems))


@functools.cache
def _quiet_alsa() -> object:
    """Let ALSA report to the log: where there is no sound card it would print some thirty lines to stderr.

    Gives the handler, which has to live as long as the library may call it.
    """
    handler_type = ctypes.CFUNCTYPE(
        None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
    )

    def note(_file: bytes, _line: int, function: bytes, _error: int, message: bytes) -> None:
        _log.debug("ALSA: %s: %s", function, message)

    handler = handler_type(note)
    with contextlib.suppress(OSError, AttributeError):  # no ALSA on this machine
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(handler)
    return handler


def shut_device(device: Any) -> None:
    """Close the device and its connection to the sound server."""
    context = getattr(device, "_context", None)
    with contextlib.suppress(Exception):
        device.close()
        # WORKAROUND miniaudio 1.71: close() leaves the context, and with it the server connection (ten file
        # descriptors), open for good, and so does a device that could not be opened.
        import miniaudio

        miniaudio.lib.ma_context_uninit(context)
