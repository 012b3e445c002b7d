"""``make soak-speech``: an hour of a restless resident, and what it does to memory, threads, handles and the window.

The real window plays to a private sound server (tests/sound_server.py) while keys are pressed and options changed at
random: play, pause, stop, skip, repeat, speed, volume, voice, captions, notes, selections, announcements. Every minute a
line tells the state; at the end there is a verdict, and the exit status is 1 when something leaked, hung, or was thrown.

``--seed`` makes the same things happen again, as far as the sound's own timing allows.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.app import Program, make_application, make_program
from reader.core.span import Span
from reader.paths import UserFolders, bundled_report
from reader.settings.option import Option, Value
from reader.tools import all_options
from tests.sound_server import SoundServer, find_lack
from tests.window_watch import StallWatch, count_files, count_threads, read_pss_mb, run, run_until

BASE_MINUTES = 5
"""By then everything has been loaded and cached that ever will be: growth is counted from here."""
LARGEST_GROWTH = 0.05
"""Of memory."""
LONGEST_STALL_MS = 50
_HUNG_S = 20.0
"""Something that plays brings a new syllable sooner."""
_SETTLE_MS = 8_000
"""The device is let rest, and threads that were told to end have ended."""
_RESTLESS_KEYS = ("speed", "volume", "voice", "captions", "caption_pinyin", "caption_script")


@dataclass(frozen=True)
class State:
    """What the process holds."""

    pss_mb: float
    rss_mb: float
    threads: int
    files: int
    windows: int
    timers: int

    @classmethod
    def now(cls) -> State:
        """Take stock."""
        gc.collect()
        things = [thing for thing in gc.get_objects() if isinstance(thing, QTimer)]
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return cls(
            read_pss_mb(),
            pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
            count_threads(),
            count_files(),
            len(QApplication.topLevelWidgets()),
            len(things),
        )

    def __str__(self) -> str:
        return (
            f"PSS {self.pss_mb:6.1f} MB  RSS {self.rss_mb:6.1f} MB  threads {self.threads:3}  "
            f"handles {self.files:3}  windows {self.windows:3}  timers {self.timers:3}"
        )


class Troubles(logging.Handler):
    """Whatever the program did not expect: exceptions nobody caught, and errors in its log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []
        logging.getLogger().addHandler(self)
        sys.excepthook = self._note

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error of the log."""
        self.told.append(self.format(record))

    def _note(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, traceback)
        self.told.append(f"{kind.__name__}: {error}")


class Restless(QObject):
    """Somebody who cannot leave the program alone."""

    def __init__(self, program: Program, dice: random.Random, stalls: StallWatch) -> None:
        super().__init__()
        self.stalls = stalls
        self._window, self._player, self._dice = program.window, program.player, dice
        self._narrator, self._stage = program.window.narrator, program.window.stage
        self._report = program.window.page.report
        self._options = [option for option in all_options() if option.key in _RESTLESS_KEYS]
        self.done: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.syllables = 0
        self.hung = 0
        self._sounded_s = time.monotonic()
        program.player.character_sounded.connect(self._note_syllable)
        program.player.announcement_moved.connect(self._note_syllable)
        program.player.problem_found.connect(lambda text: self.problems.update([text]))
        key = Qt.Key
        self._deeds: list[tuple[int, str, Callable[[], object]]] = [
            (8, "space", lambda: self._press(key.Key_Space)),
            (1, "escape", lambda: self._press(key.Key_Escape)),
            (4, "next", self._narrator.next_sentence),
            (3, "previous", self._narrator.previous_sentence),
            (3, "repeat", self._narrator.repeat),
            (2, "paragraph on", self._narrator.next_paragraph),
            (1, "paragraph back", self._narrator.previous_paragraph),
            (1, "item on", self._narrator.next_item),
            (1, "item back", self._narrator.previous_item),
            (3, "read from", lambda: self._narrator.read_from(self._any_block(), dice.randrange(30))),
            (9, "option", self._change),
            (2, "announce", lambda: self._stage.announce(f"语速，每分钟{dice.randrange(100, 300)}字")),
            (2, "say", lambda: self._player.speak_once("大字幕，已打开。")),
            (2, "note", self._open_note),
            (1, "selection", self._read_selection),
            (1, "sleep", lambda: self._narrator.set_sleep(dice.choice(("off", "off", "item", "chapter")))),
            (1, "recompose", self._player.recompose),
            (1, "flurry", self._flurry),
        ]

    def act(self) -> None:
        """Do something, and see to it that more often than not something is being read."""
        weights = [weight for weight, _, _ in self._deeds]
        _, name, deed = self._dice.choices(self._deeds, weights)[0]
        self.done[name] += 1
        self.stalls.label = name
        deed()
        if not self._narrator.is_playing and self._dice.random() < 0.4:
            self._narrator.read_from(self._any_block(), 0)

    def look(self) -> None:
        """Notice when what should sound does not."""
        is_silent = not (self._narrator.is_playing or self._player.is_announcing)
        if is_silent:
            self._sounded_s = time.monotonic()
        elif time.monotonic() - self._sounded_s > _HUNG_S:
            self.hung += 1
            self._sounded_s = time.monotonic()
            print(f"HUNG: {self._player.state}, announcing {self._player.is_announcing}", flush=True)

    def settle(self) -> None:
        """Leave the program alone for a while."""
        self._narrator.stop()
        run(_SETTLE_MS)

    def _note_syllable(self, *_: object) -> None:
        self.syllables += 1
        self._sounded_s = time.monotonic()

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._window.page, key)

    def _any_block(self) -> int:
        return self._dice.choice(self._report.shown).number

    def _change(self) -> None:
        option = self._dice.choice(self._options)
        self.stalls.label = option.key
        self._stage.settings.set(option.key, _any_value(option, self._dice))

    def _open_note(self) -> None:
        link = self._dice.choice(
            [link for block in self._report.shown for link in self._report.links_in(block.number)]
        )
        self._window.page.term_opened.emit(link.number, link.span, "keyboard")
        self._window.popup.read_requested.emit(link.number)
        QTimer.singleShot(self._dice.randrange(4000), self, self._window.popup.close_popup)

    def _read_selection(self) -> None:
        block = self._dice.choice(self._report.shown)
        start = self._dice.randrange(max(1, len(block.text)))
        self._narrator.read_span(Span(block.number, start, min(len(block.text), start + 30)))

    def _flurry(self) -> None:
        """Many keys in a row, without waiting for any."""
        for _ in range(self._dice.randrange(3, 25)):
            self._dice.choice(
                (
                    self._narrator.next_sentence,
                    self._narrator.previous_sentence,
                    self._narrator.toggle,
                    self._change,
                )
            )()


def _any_value(option: Option, dice: random.Random) -> Value:
    if option.choices:
        return dice.choice(option.choices).value
    if isinstance(option.default, bool):
        return dice.random() < 0.7  # more often on
    return dice.randrange(option.minimum, option.maximum + 1, option.step)


def soak(program: Program, minutes: float, seed: int) -> list[str]:
    """Be restless for so long; give what is wrong, in words."""
    dice, troubles, stalls = random.Random(seed), Troubles(), StallWatch()
    resident = Restless(program, dice, stalls)
    look = QTimer(interval=1000)
    look.timeout.connect(resident.look)
    look.start()
    stalls.start()
    begun_s = time.monotonic()
    base: State | None = None
    minute = 0
    while minute < minutes:
        while time.monotonic() - begun_s < 60 * min(minute + 1, minutes):
            resident.act()
            run(round(dice.expovariate(1 / 1500)) + 20)
        minute += 1
        stalls.stop()
        load = os.getloadavg()[0]
        print(
            f"{minute:3} min  {State.now()}  worst stall {stalls.worst_own_ms:4.0f} ms  "
            f"deeds {resident.done.total():5}  syllables {resident.syllables:6}  load {load:.1f}",
            flush=True,
        )
        if base is None and minute >= min(BASE_MINUTES, minutes / 2):
            resident.settle()
            base = State.now()
            print(f"at rest  {base}", flush=True)
        stalls.worst_own_ms = 0.0
        stalls.start()
    stalls.close()
    look.stop()
    resident.settle()
    end = State.now()
    print(f"at rest  {end}")
    print(f"deeds: {dict(resident.done)}")
    long = sorted(
        (each for each in stalls.stalls if each.own_ms >= LONGEST_STALL_MS), key=lambda each: -each.own_ms
    )
    print(f"stalls of {LONGEST_STALL_MS} ms and more, without waiting for a CPU: {len(long)}")
    for stall in long[:12]:
        print(
            f"  {stall.own_ms:.0f} ms after {stall.label}; the window's thread ran for {stall.own_cpu_ms:.0f}"
        )
    assert base is not None
    wrong = _compare(base, end)
    wrong += [f"problem told {count} times: {text}" for text, count in resident.problems.items()]
    wrong += [f"error: {text}" for text in dict.fromkeys(troubles.told)]
    if resident.hung:
        wrong.append(f"hung {resident.hung} times")
    return wrong


def _compare(base: State, end: State) -> list[str]:
    wrong = []
    # Not the proportional share: it grows when another program that shared Qt's pages ends.
    if end.rss_mb > base.rss_mb * (1 + LARGEST_GROWTH):
        wrong.append(f"memory grew from {base.rss_mb:.1f} to {end.rss_mb:.1f} MB")
    for name in ("threads", "files", "windows", "timers"):
        if getattr(end, name) > getattr(base, name):
            wrong.append(f"{name} grew from {getattr(base, name)} to {getattr(end, name)}")
    return wrong


def main() -> int:
    """Soak, and tell the verdict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if lack := find_lack():
        print(lack)
        return 1
    server = SoundServer()
    server.start()
    os.environ.update(server.environment)
    try:
        with tempfile.TemporaryDirectory() as folder:
            app = make_application()
            program = make_program(UserFolders.of_profile(Path(folder)), bundled_report())
            program.window.resize(1366, 768)
            program.window.show()
            if not run_until(lambda: program.runner.is_ready and program.player.engine.info.is_audible):
                print("the program did not get ready")
                return 1
            wrong = soak(program, asked.minutes, asked.seed)
            program.close()
            app.processEvents()
    finally:
        server.stop()
    print("\n".join(wrong) if wrong else "nothing leaked, nothing hung, nothing was thrown")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
