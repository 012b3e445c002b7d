"""Where sound goes, and what of it is being heard.

A :class:`Sink` plays clips one behind the other without gaps and knows which frame of which clip is heard at
any moment. :class:`DeviceSink` plays on the machine's sound device (:mod:`reader.speech.playback.device`: PulseAudio,
PipeWire's PulseAudio socket, ALSA, WASAPI, CoreAudio). :class:`ClockSink` plays nowhere and goes by the
clock: it keeps the highlight and the captions moving on a machine without sound.

How the heard position is found, since miniaudio does not tell it:

1. The device asks for a period of frames whenever its buffer has room for one. So ``handed - rate × time``
   right after a request is a constant, but for requests that come late.
2. The greatest of the recent values (:data:`_WINDOW` requests) is therefore the true one, and bridges late
   requests.
3. What is heard lags it by a time that hangs on the kind of sound server, measured
   (:data:`reader.speech.playback.device.BACKENDS`).
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import Any, Protocol

from reader.errors import SoundError
from reader.speech.playback.device import BACKENDS, PERIODS, Backend, open_device, shut_device
from reader.speech.playback.loudness import Loudness
from reader.speech.playback.tape import Place, Tape

_log = logging.getLogger(__name__)

_WINDOW = 50
_REST_AFTER_S = 5.0
"""Idle time after which the device is stopped, so that the sound server can sleep."""
_STALLED_S = 1.5
"""A device that asks for nothing this long is lost: its server died or its plug was pulled. miniaudio tells
neither (its state stays "started", its stop callback is not called). A busy machine, too, can keep a server from
asking for more than a second."""
_WAKING_S = 4.0
"""… but it may take so long to wake: PulseAudio's null sink takes up to 2 s, Bluetooth not less."""
_LOOK_S = 0.25
"""How often that is looked at."""
_RUSH_S = 0.5
"""A device that asks for so much more than real time plays nowhere: ALSA's ``null`` and ``file`` do."""
_LAST_S = 0.12
"""What is in the device's buffers when it is closed: cut off, it would end with a click."""
_OPENING_S = 4.0
"""A device that has not opened by then counts as missing."""


_NO_DEVICE = "没有找到声音设备，现在只移动高亮和字幕，没有声音。请检查音箱或耳机是否插好、声音是否打开。"
_LOST_DEVICE = "声音设备断开了，现在只移动高亮和字幕，没有声音。请检查音箱或耳机的插头。"


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
        self._loudness = Loudness(rate_hz)
        self._leads: deque[float] = deque(maxlen=_WINDOW)
        self._asked_s = 0.0
        self._woken = threading.Condition()
        self._is_closed = False
        self._is_running = False
        self._is_rushing = False
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
        self._loudness.set_volume(percent)

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
            device, self._lag_ms = open_device(self._rate_hz, self._backends)
            opening.cancel()
            while not self._is_closed:
                self._run(device)
                with self._woken:
                    self._woken.wait_for(lambda: self._is_closed or not self.tape.is_idle)
        except Exception as error:
            self._fail(_NO_DEVICE if device is None or self._is_rushing else _LOST_DEVICE, error)
        finally:
            opening.cancel()
            if device is not None:
                shut_device(device)

    def _run(self, device: Any) -> None:
        """Run the device until it has been idle for a while, is closed, or is lost."""
        self._leads.clear()
        self._asked_s = busy_s = time.monotonic()
        self._is_running = True
        device.start(self._feed())
        while not self._is_closed:
            with self._woken:
                self._woken.wait(_LOOK_S)
            if self._is_rushing:
                raise SoundError("the device does not keep time")
            now_s = time.monotonic()
            is_awake = len(self._leads) > 2 * PERIODS  # that many it takes at once, to fill its buffer
            if now_s - self._asked_s > (_STALLED_S if is_awake else _WAKING_S):
                raise SoundError("the device asks for nothing")
            if not self.tape.is_idle:
                busy_s = now_s
            elif now_s - busy_s > _REST_AFTER_S:
                break
        if self._is_closed:
            time.sleep(_LAST_S)
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
            if self._is_rushing:
                wanted = yield bytes(2 * wanted)  # what is read must not rush by with it
                continue
            pcm = self.tape.read(wanted)
            now_s = time.monotonic()
            self._asked_s = now_s
            self._leads.append(self.tape.handed - now_s * self._rate_hz)
            self._is_rushing = self._leads[-1] - self._leads[0] > _RUSH_S * self._rate_hz
            wanted = yield self._loudness.apply(pcm)
