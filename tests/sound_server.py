"""A private PulseAudio whose only output is a null sink, and a recording of what would be heard from it.

The null sink keeps real time by the system's monotonic clock, which all processes of a Linux system share. So the
moment at which a recorded sample is heard is known, on ``time.monotonic()``:

1. The sink works in blocks. It hands a block to its monitor at the moment the block's first sample is due
   (``module-null-sink.c``: it renders when ``timestamp <= now``, and then moves ``timestamp`` on by the block).
2. So the last sample of a block arrives one block before it is due, and a transit time later. The reader, a process
   of its own, notes ``now - samples so far / rate`` at each arrival; the least of some seconds had the shortest transit.
3. One block, as the sink is configured, is added. The shortest transit stays in: 0.1 to 0.3 ms, by comparison with
   what libpulse itself says of the moment at which a click will be heard.
4. It is done anew every :data:`_WINDOW_S`: the sink rounds its blocks to microseconds, and drifts by up to 0.6 ms a second.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RATE_HZ = 48_000
_SINK = "heard"
_SINK_MODULE = f"module-null-sink sink_name={_SINK} rate={RATE_HZ} channels=1"
_LATENCY_MS = 10
_PATIENCE_S = 20.0
_WINDOW_S = 1.0
_NEEDED = ("pulseaudio", "pactl", "parec")


def find_lack() -> str | None:
    """Name the programs that are missing; ``None`` when all are there."""
    lack = [name for name in _NEEDED if shutil.which(name) is None]
    return f"needs pulseaudio and pulseaudio-utils: {', '.join(lack)} not found" if lack else None


@dataclass(frozen=True)
class Sound:
    """Recorded sound, 16-bit mono at :data:`RATE_HZ`.

    ``starts_s`` says for each stretch of the recording, by the number of its first sample, when the recording would have
    begun on the monotonic clock, had it kept that stretch's time throughout.
    """

    samples: array[int]
    starts_s: tuple[tuple[int, float], ...]

    def sample_at(self, moment_s: float) -> float:
        """Give the place of a moment in the recording, in samples; beyond its ends, too."""
        stretches = [*self.starts_s[1:], (sys.maxsize, 0.0)]
        for (_, start_s), (following, _) in zip(self.starts_s, stretches, strict=True):
            sample = (moment_s - start_s) * RATE_HZ
            if sample < following:
                break
        return sample


class SoundServer:
    """The server. ``environment`` leads programs to it: of PulseAudio, and of ALSA where its plug-ins are there."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="qibao-sound-"))
        (self._home / "asound.conf").write_text(
            "pcm.!default { type pulse }\nctl.!default { type pulse }\n", encoding="ascii"
        )
        self._socket = f"{self._home}/native"
        self.environment: Mapping[str, str] = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_STATE_PATH": str(self._home),
            "PULSE_COOKIE": str(self._home / "cookie"),
            "ALSA_CONFIG_PATH": f"/usr/share/alsa/alsa.conf:{self._home}/asound.conf",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers. ``RuntimeError`` when it does not."""
        native = f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"
        options = ("-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-level=error")
        runtime = {"XDG_RUNTIME_DIR": str(self._home)}  # for the server alone: Qt keeps sockets there, too
        self._process = subprocess.Popen(
            ["pulseaudio", *options, "-L", native, "-L", _SINK_MODULE],
            env={**os.environ, **self.environment, **runtime},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end_s = time.monotonic() + _PATIENCE_S
        while self._ask("info").returncode != 0:
            if time.monotonic() > end_s:
                raise RuntimeError("the sound server did not start")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it as a crash would; it can be started again."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Kill it, and leave nothing behind."""
        self.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    def unplug(self) -> None:
        """Take the output away, as when a plug is pulled."""
        self._ask("unload-module", "module-null-sink").check_returncode()

    def plug_in(self) -> None:
        """Bring the output back."""
        self._ask("load-module", *_SINK_MODULE.split()).check_returncode()

    @contextmanager
    def recording(self) -> Iterator[Recorder]:
        """Record from here on, to the end of the ``with``."""
        recorder = Recorder({**os.environ, **self.environment}, self._home / "recorded")
        try:
            recorder.wait_for_sound()
            yield recorder
        finally:
            recorder.finish()

    def _ask(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *words], env={**os.environ, **self.environment}, capture_output=True, check=False
        )


class Recorder:
    """A process that writes down what is heard. :meth:`finish` ends it and gives the sound."""

    def __init__(self, environment: Mapping[str, str], path: Path) -> None:
        self._path = path
        path.unlink(missing_ok=True)
        self._process = subprocess.Popen([sys.executable, __file__, str(path)], env=dict(environment))
        self._sound: Sound | None = None

    def wait_for_sound(self) -> None:
        """Wait for the first samples: a null sink hands over its first block up to 2 s late."""
        end_s = time.monotonic() + _PATIENCE_S
        while not (self._path.exists() and self._path.stat().st_size > RATE_HZ):
            if time.monotonic() > end_s or self._process.poll() is not None:
                raise RuntimeError("nothing is recorded")
            time.sleep(0.02)

    def finish(self) -> Sound:
        """End the recording; asked again, give the same."""
        if self._sound is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(_PATIENCE_S)
            samples = array("h")
            samples.frombytes(self._path.read_bytes()[: self._path.stat().st_size // 2 * 2])
            starts = json.loads(_beside(self._path).read_text(encoding="ascii"))
            self._sound = Sound(samples, tuple((int(first), float(start_s)) for first, start_s in starts))
        return self._sound


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _record(path: Path) -> None:
    """Record into ``path`` until SIGTERM: the raw samples, and beside it what is known of them."""
    options = (
        f"--latency-msec={_LATENCY_MS}",
        f"--rate={RATE_HZ}",
        "--channels=1",
        "--format=s16le",
        "--raw",
    )
    parec = subprocess.Popen(["parec", "-d", f"{_SINK}.monitor", *options], stdout=subprocess.PIPE)
    signal.signal(signal.SIGTERM, lambda *_: parec.terminate())
    assert parec.stdout is not None
    starts: list[tuple[int, float]] = []
    first, size, start_s = 0, 0, float("inf")
    block_s = 0.0
    with path.open("wb", buffering=0) as file:
        while data := os.read(parec.stdout.fileno(), 1 << 16):
            size += len(data)
            start_s = min(start_s, time.monotonic() - size / 2 / RATE_HZ)
            file.write(data)
            if size // 2 - first >= _WINDOW_S * RATE_HZ:
                block_s = _block_s()
                starts.append((first, start_s + block_s))
                first, start_s = size // 2, float("inf")
    _beside(path).write_text(json.dumps(starts or [(0, start_s + (block_s or _block_s()))]), encoding="ascii")
    parec.wait()


def _block_s() -> float:
    """Give the length of the sink's blocks: the latency it is configured to."""
    told = subprocess.run(
        ["pactl", "list", "sinks"],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"configured (\d+) usec", told.stdout)
    assert found is not None, "pactl tells no latency"
    return int(found[1]) / 1e6


if __name__ == "__main__":
    _record(Path(sys.argv[1]))
