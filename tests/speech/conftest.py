"""The real parts that tests of speech share."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import paths
from reader.speech.composer import Composer
from reader.speech.engines.espeak import EspeakEngine


@pytest.fixture(scope="session")
def composer() -> Composer:
    return Composer.load(paths.resources() / "speech")


@pytest.fixture(scope="session")
def espeak() -> EspeakEngine:
    return EspeakEngine()


class SoundServer:
    """A private PulseAudio whose only output is a null sink that keeps real time."""

    def __init__(self, home: Path) -> None:
        self.environment = {
            "PULSE_SERVER": f"unix:{home}/native",
            "PULSE_STATE_PATH": str(home),
            "PULSE_COOKIE": str(home / "cookie"),
            "XDG_RUNTIME_DIR": str(home),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._socket = f"{home}/native"

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                "pulseaudio",
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "--log-level=error",
                "-L",
                f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
                "-L",
                "module-null-sink rate=48000 channels=1",
            ],
            env={**os.environ, **self.environment},
            stderr=subprocess.DEVNULL,
        )
        asked = ["pactl", "info"]
        for _ in range(200):
            done = subprocess.run(
                asked, env={**os.environ, **self.environment}, capture_output=True, check=False
            )
            if done.returncode == 0:
                return
        pytest.fail("the sound server did not start")

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    if not (shutil.which("pulseaudio") and shutil.which("pactl")):
        pytest.skip("needs pulseaudio and pulseaudio-utils")
    home = Path(tempfile.mkdtemp(prefix="qibao-sound-"))
    server = SoundServer(home)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.start()
    yield server
    server.kill()
    shutil.rmtree(home, ignore_errors=True)
