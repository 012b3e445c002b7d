"""Where sound goes, and what of it is being heard.

A :class:`Sink` plays clips one behind the other without gaps and knows which frame of which clip is heard at
any moment. :class:`DeviceSink` plays on the machine's sound device through miniaudio (0.6 MB; PulseAudio,
PipeWire's PulseAudio socket, ALSA, WASAPI, CoreAudio). :class:`ClockSink` plays nowhere and goes by the
clock: it keeps the highlight and the captions moving on a machine without sound.

How the heard position is found, since miniaudio does not tell it:

1. The device asks for a period of frames whenever its buffer has room for one. So ``handed - rate × time``
   right after a request is a constant, but for requests that come late.
2. The greatest of the recent values (:data:`_WINDOW` requests) is therefore the true one, and bridges late
   requests.
3. What is heard lags it by a time that hangs on the kind of sound server, measured (:data:`BACKENDS`).
"""

from __future__ import annotations

import array
import contextlib
import ctypes
import functools
import importlib
import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from reader.errors import SoundError
from reader.speech.tape import Place, Tape

_log = logging.getLogger(__name__)

_PERIODS = 3
_WINDOW = 50
_REST_AFTER_S = 5.0
"""Idle time after which the device is stopped, so that the sound server can sleep."""
_STALLED_S = 1.0
"""A device that asks for nothing this long is lost: its server died or its plug was pulled."""
_WAKING_S = 4.0
"""… but it may take so long to wake: PulseAudio's null sink takes up to 2 s, Bluetooth not less."""
_OPENING_S = 4.0
"""A device that has not opened by then counts as missing."""


@dataclass(frozen=True)
class Backend:
    """How one kind of sound server is asked to buffer, and how far what is heard lags what it was given."""

    name: str
    period_ms: int
    lag_ms: float


BACKENDS = {
    "linux": (Backend("PULSEAUDIO", 28, 45), Backend("ALSA", 15, 50)),
    "darwin": (Backend("COREAUDIO", 15, 45),),
    "win32": (Backend("WASAPI", 15, 45),),
}
"""Tried in order. PulseAudio (and PipeWire in its place): periods of 10, 15, 20, 25, 30 ms lag by 8, 19, 29,
39, 48 ms, whatever their number, measured from recorded sound; below 25 a busy machine breaks the sound now
and then. ALSA lags by the whole buffer, and by 29 ms more where it plays through PulseAudio. The others are
reckoned like ALSA, unmeasured. JACK is left out: it complains on every start without its server, and its
users have PipeWire."""

_NO_DEVICE = "没有找到声音设备，现在只移动高亮和字幕，没有声音。请检查音箱或耳机是否插好、声音是否打开。"
_LOST_DEVICE = "声音设备断开了，现在只移动高亮和字幕，没有声音。请检查音箱或耳机的插头。"


def prepare() -> None:
    """Load what opening a device needs (60 ms), so that the first sound need not wait for it."""
    with contextlib.suppress(ImportError):
        importlib.import_module("miniaudio")


class Sink(Protocol):
    """A place for sound to go. No method blocks; any thread may call."""

    @property
    def is_audible(self) -> bool:
        """Whether this is a real device."""

    @property
    def failure(self) -> SoundError | None:
        """What went wrong with the device, ``None`` while all is well. A failed sink stays failed."""

    @property
    def tape(self) -> Tape:
        """The clips to play. Whoever puts clips there calls :meth:`wake` afterwards."""

    def wake(self) -> None:
        """Take notice of the tape."""

    def place(self) -> Place | None:
        """Give what is being heard now, ``None`` before the first clip, a clip's end when none follows."""

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100, of what is heard from now on."""

    def close(self) -> None:
        """End all sound and let go of the device."""


class ClockSink:
    """No sound, but the time it would take. ``clock`` gives seconds that never go back."""

    is_audible = False
    failure: SoundError | None = None

    def __init__(self, rate_hz: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the clock for samples of ``rate_hz``."""
        self.tape = Tape()
        self._rate_hz = rate_hz
        self._clock = clock
        self._lock = threading.Lock()
        self._start_s = clock()

    def wake(self) -> None:
        """Let pass what has passed: clips put now begin now."""
        self._run()

    def place(self) -> Place | None:
        """Give what would be heard now."""
        return self.tape.place_of(self._run())

    def _run(self) -> int:
        with self._lock:
            now = int((self._clock() - self._start_s) * self._rate_hz)
            self.tape.skip(max(0, now - self.tape.handed))
            return now

    def set_volume(self, percent: int) -> None:
        """Do nothing: there is nothing to hear."""

    def close(self) -> None:
        """Drop the clips."""
        self.tape.clear()


class DeviceSink:
    """The machine's sound device. It opens at the first clip and stops when there has been none for a while.

    All calls that may block happen on a thread of the sink's own. ``backends`` are tried in order.
    """

    is_audible = True

    def __init__(self, rate_hz: int, backends: Sequence[Backend] | None = None) -> None:
        """Do not touch the device yet. ``backends`` default to those of this kind of system."""
        self.tape = Tape()
        self._rate_hz = rate_hz
        self._backends = tuple(backends or BACKENDS.get(sys.platform, BACKENDS["linux"]))
        self._lag_ms = 0.0
        self._failure: SoundError | None = None
        self._gain = 1.0
        self._leads: deque[float] = deque(maxlen=_WINDOW)
        self._asked_s = 0.0
        self._woken = threading.Condition()
        self._is_closed = False
        self._is_running = False
        self._thread: threading.Thread | None = None

    @property
    def failure(self) -> SoundError | None:
        """What went wrong with the device."""
        return self._failure

    @property
    def is_resting(self) -> bool:
        """Whether the sound server may sleep: the device is not open, or stopped for want of clips."""
        return not self._is_running

    def wake(self) -> None:
        """Make sure that the device runs while there is something to play."""
        with self._woken:
            if self._thread is None and not self._is_closed and not self.tape.is_idle:
                self._thread = threading.Thread(target=self._attend, name="sound", daemon=True)
                self._thread.start()
            self._woken.notify()

    def place(self) -> Place | None:
        """Give what is being heard now."""
        leads = tuple(self._leads)
        if not leads:
            return None
        heard = time.monotonic() * self._rate_hz + max(leads) - self._lag_ms * self._rate_hz / 1000
        return self.tape.place_of(int(min(heard, self.tape.handed)))

    def set_volume(self, percent: int) -> None:
        """Set the volume, by the square: half way sounds about half as loud."""
        self._gain = (max(0, min(100, percent)) / 100) ** 2

    def close(self) -> None:
        """End all sound; the device is let go of by the sink's own thread."""
        self.tape.clear()
        with self._woken:
            self._is_closed = True
            self._woken.notify()
            thread = self._thread
        if thread is not None:
            thread.join(1.0)  # a hanging sound server must not keep the program from ending

    def _fail(self, message: str, cause: Exception | None = None) -> None:
        _log.warning("sound: %s (%s)", message, cause)
        if self._failure is None:
            self._failure = SoundError(message)

    # -- the sink's own thread -------------------------------------------------------------------------------

    def _attend(self) -> None:
        """Open the device, run it while there is something to play, let it rest, close it."""
        device = None
        opening = threading.Timer(_OPENING_S, self._fail, (_NO_DEVICE,))
        opening.daemon = True
        opening.start()
        try:
            device, self._lag_ms = _open(self._rate_hz, self._backends)
            opening.cancel()
            while not self._is_closed:
                self._run(device)
                with self._woken:
                    self._woken.wait_for(lambda: self._is_closed or not self.tape.is_idle)
        except Exception as error:
            self._fail(_NO_DEVICE if device is None else _LOST_DEVICE, error)
        finally:
            opening.cancel()
            if device is not None:
                _shut(device)

    def _run(self, device: Any) -> None:
        """Run the device until it has been idle for a while, is closed, or is lost."""
        self._leads.clear()
        self._asked_s = busy_s = time.monotonic()
        self._is_running = True
        device.start(self._feed())
        while not self._is_closed:
            with self._woken:
                self._woken.wait(_STALLED_S / 4)
            now_s = time.monotonic()
            is_awake = len(self._leads) > 2 * _PERIODS  # that many it takes at once, to fill its buffer
            if now_s - self._asked_s > (_STALLED_S if is_awake else _WAKING_S):
                raise SoundError("the device asks for nothing")
            if not self.tape.is_idle:
                busy_s = now_s
            elif now_s - busy_s > _REST_AFTER_S:
                break
        device.stop()
        self._is_running = False

    # -- the device's thread ---------------------------------------------------------------------------------

    def _feed(self) -> Generator[bytes, int, None]:
        """Answer the device's requests. Primed, as miniaudio wants it."""
        feeding = self._answer()
        next(feeding)
        return feeding

    def _answer(self) -> Generator[bytes, int, None]:
        wanted = yield b""
        while True:
            pcm = self.tape.read(wanted)
            now_s = time.monotonic()
            self._asked_s = now_s
            self._leads.append(self.tape.handed - now_s * self._rate_hz)
            wanted = yield _louder(pcm, self._gain)


def _louder(pcm: bytes, gain: float) -> bytes:
    if gain >= 1.0:
        return pcm
    return array.array("h", (int(sample * gain) for sample in array.array("h", pcm))).tobytes()


def _open(rate_hz: int, backends: Sequence[Backend]) -> tuple[Any, float]:
    """Open the default device of the first backend that has one; give it and its lag in milliseconds."""
    import miniaudio  # type: ignore[import-untyped] # takes 60 ms, not needed before the first sound

    _quiet_alsa()
    problems: list[str] = []
    # Named one by one: left to itself, miniaudio falls back to a device that plays nowhere, and tells nobody.
    for backend in backends:
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=rate_hz,
                buffersize_msec=backend.period_ms,  # miniaudio takes it for the length of one period
                callback_periods=_PERIODS,
                backends=[miniaudio.Backend[backend.name]],
                app_name="七宝读报",
            )
        except miniaudio.MiniaudioError as error:
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


def _shut(device: Any) -> None:
    """Close the device and its connection to the sound server."""
    context = device._context
    with contextlib.suppress(Exception):
        device.close()
        # WORKAROUND miniaudio 1.71: close() leaves the context, and with it the server connection, open for
        # good.
        import miniaudio

        miniaudio.lib.ma_context_uninit(context)
