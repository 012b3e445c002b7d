"""What a benchmark notes while the real window reads: what was synthesised, when a light was painted, what stalled.

Run as a program it is a bare window with the same stall watch: the machine's own floor, at the same time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from reader.app import Program
from reader.core.span import Span
from reader.speech.engine import Audio, Engine, EngineInfo
from reader.speech.utterance import Utterance

_TICK_MS = 5
_NOTED_MS = 20
"""Stalls from here on are noted one by one."""


def run(ms: int) -> None:
    """Let the program run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)  # precise below 2 s, as Qt has it
    loop.exec()


def run_until(is_done: Callable[[], bool], patience_s: float = 20.0) -> bool:
    """Let the program run until ``is_done``; ``False`` when it was not by then."""
    end_s = time.monotonic() + patience_s
    while not is_done():
        if time.monotonic() > end_s:
            return False
        run(2)
    return True


@dataclass(frozen=True)
class Kept:
    """What a voice made: for which utterance, how fast, when it was ready (monotonic seconds)."""

    utterance: Utterance
    speed_cpm: int
    audio: Audio
    ready_s: float


class KeepingEngine:
    """A voice that keeps what it says, to be found again in a recording. espeak-ng never says a thing twice alike."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.kept: list[Kept] = []

    @property
    def info(self) -> EngineInfo:
        return self._engine.info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        audio = self._engine.synthesise(utterance, speed_cpm)
        self.kept.append(Kept(utterance, speed_cpm, audio, time.monotonic()))
        return audio

    def close(self) -> None:
        self._engine.close()


@dataclass
class Light:
    """A syllable's light: told at, and on the screen at (monotonic seconds; 0 while it is not painted)."""

    label: str
    text: str
    spoken: int
    told_s: float
    painted_s: float = 0.0


class LightWatch(QObject):
    """Notes when each syllable's light is told, and when the picture with it stands."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.label = ""
        self.lights: list[Light] = []
        self._text = ""
        self._waiting: list[Light] = []
        program.player.utterance_started.connect(self._note_utterance)
        # Joined after the window was: when this is called, the page has taken the light and asked to be painted.
        program.player.character_sounded.connect(self._note)
        program.window.page.viewport().installEventFilter(self)

    def _note_utterance(self, utterance: Utterance, _span: Span) -> None:
        self._text = utterance.text

    def _note(self, _span: Span, spoken: int) -> None:
        light = Light(self.label, self._text, spoken, time.monotonic())
        self.lights.append(light)
        self._waiting.append(light)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait for the end of the painting that begins: one picture is painted and sent to the screen in one go."""
        if event.type() is QEvent.Type.Paint and self._waiting:
            painted, self._waiting = self._waiting, []
            QTimer.singleShot(0, self, lambda: self._note_painted(painted))
        return False

    def _note_painted(self, lights: list[Light]) -> None:
        for light in lights:
            light.painted_s = time.monotonic()


@dataclass(frozen=True)
class Stall:
    """The event loop was away: when it was back (monotonic), and for how long.

    ``starved_ms`` of it the window's thread could have run, but the machine gave it no CPU; ``own_cpu_ms`` it did run.
    """

    label: str
    back_s: float
    ms: float
    starved_ms: float
    own_cpu_ms: float

    @property
    def own_ms(self) -> float:
        """What the program itself is to blame for."""
        return max(0.0, self.ms - self.starved_ms)


class StallWatch:
    """A timer of 5 ms, and how late it was. Counts only between :meth:`start` and :meth:`stop`, on the thread it was made on."""

    def __init__(self, tell: Callable[[Stall], object] | None = None) -> None:
        self.label = ""
        self.ticks = 0
        self.worst_ms = self.worst_own_ms = 0.0
        self.stalls: list[Stall] = []
        """Those of 20 ms and more."""
        self._tell = tell
        self._schedule = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = (0.0, 0.0, 0.0)

    def start(self) -> None:
        """Begin to count."""
        self._last = self._clocks()
        self._timer.start()

    def stop(self) -> None:
        """Count no longer."""
        self._timer.stop()

    def close(self) -> None:
        """Let go of its file."""
        self.stop()
        os.close(self._schedule)

    def _tick(self) -> None:
        now = self._clocks()
        ms, starved_ms, own_cpu_ms = (new - old for new, old in zip(now, self._last, strict=True))
        self._last = now
        self.ticks += 1
        stall = Stall(self.label, now[0] / 1000, ms - _TICK_MS, starved_ms, own_cpu_ms)
        self.worst_ms = max(self.worst_ms, stall.ms)
        self.worst_own_ms = max(self.worst_own_ms, stall.own_ms)
        if stall.ms >= _NOTED_MS:
            self.stalls.append(stall)
            if self._tell is not None:
                self._tell(stall)

    def _clocks(self) -> tuple[float, float, float]:
        """Give the time, the time spent waiting for a CPU, and the CPU time of this thread, all in milliseconds."""
        ran_ns, waited_ns, _ = os.pread(self._schedule, 100, 0).split()
        return time.monotonic() * 1000, int(waited_ns) / 1e6, int(ran_ns) / 1e6


class Floor:
    """A bare window in a process of its own, watched for stalls from the start to :meth:`finish`."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def finish(self) -> list[tuple[float, float]]:
        """End it; give (back at, ms) of its stalls of 20 ms and more."""
        self._process.terminate()
        told, _ = self._process.communicate(timeout=20)
        return [(back_s, ms) for back_s, ms in map(json.loads, told.splitlines())]


def _be_floor() -> None:
    """Tell each stall as it happens, until somebody ends this process."""
    app = QApplication([])
    window = QWidget()
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.resize(200, 100)
    window.show()
    watch = StallWatch(tell=lambda stall: print(json.dumps([stall.back_s, stall.ms]), flush=True))
    run(300)
    print("watching", flush=True)
    watch.start()
    app.exec()


def read_pss_mb() -> float:
    """Read the process's proportional share of memory."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def count_threads() -> int:
    """Count the process's threads, Qt's and the libraries' too."""
    return len(list(Path("/proc/self/task").iterdir()))


def count_files() -> int:
    """Count the process's open file handles."""
    return len(os.listdir("/proc/self/fd")) - 1  # the listing has one of its own


if __name__ == "__main__":
    _be_floor()
