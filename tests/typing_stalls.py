"""How long typing into the search box keeps the window waiting: ``make bench-typing``. By hand, on a display of its own::

    packaging/with-display.sh env PYTHONPATH=. .venv/bin/python tests/typing_stalls.py [seconds of typing]

Types pinyin by keys and hanzi as an input method brings them, twelve a second, into the real window while suggestions
come, then searches. A timer of 2 ms on the window's thread says how late it was: its lateness is what a resident waits.
Time in which the machine gave the thread no CPU is left out of the second figure: it is other programs'. The third is
what the window's thread itself worked between two beats; what lies between the two it waited for other threads.
"""

from __future__ import annotations

import functools
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.app import Program, make_application, make_program
from reader.paths import UserFolders, bundled_report
from tests.window_watch import run, run_until

PROMISED_MS = 16
_BEAT_MS = 2
_KEY_MS = 83
"""Twelve keys a second."""

_PINYIN = (
    "qibaolaojie ",
    "dianti ",
    "zongyi ",
    "laofangzizhuangdianti ",
    "jinglaoyuan ",
    "373dikuai ",
    "dt ",
)
_HANZI = ("七宝老街", "加装电梯", "敬老院", "综合整治", "老旧小区", "垃圾分类", "上半年完成")
_SEARCHES = ("电梯", "七宝", "zong yi", "的", "没有这个词呀", "敬老园")


@dataclass
class Late:
    """How late the beats of one kind of work were, in milliseconds.

    ``own`` is without what other programs took; ``cpu`` is what the window's thread worked.
    """

    whole: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


class Heartbeat(QObject):
    """A timer of 2 ms on the window's thread, and how late each beat was, by what was being done."""

    def __init__(self) -> None:
        super().__init__()
        self.label = ""
        self.late: dict[str, Late] = {}
        self._schedule = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = self._clocks()

    def start(self, label: str) -> None:
        """Beat, and put what is late down to ``label``."""
        self.label = label
        self.late.setdefault(label, Late())
        self._last = self._clocks()
        self._timer.start()

    def stop(self) -> None:
        """Beat no longer."""
        self._timer.stop()

    def _beat(self) -> None:
        now = self._clocks()
        whole, starved, cpu = (new - old for new, old in zip(now, self._last, strict=True))
        self._last = now
        late = self.late[self.label]
        late.whole.append(max(0.0, whole - _BEAT_MS))
        late.own.append(max(0.0, whole - _BEAT_MS - starved))
        late.cpu.append(cpu)

    def _clocks(self) -> tuple[float, float, float]:
        """Give the time, the time this thread waited for a CPU, and its CPU time, in milliseconds."""
        ran_ns, waited_ns, _ = os.pread(self._schedule, 100, 0).split()
        return time.monotonic() * 1000, int(waited_ns) / 1e6, int(ran_ns) / 1e6


class Typist:
    """Types into the search box as fast as a secretary."""

    def __init__(self, program: Program, beat: Heartbeat) -> None:
        self._program, self._beat = program, beat
        self._box = program.window.search_box

    def type_for(self, seconds: float, label: str, strokes: Iterator[Callable[[], object]]) -> None:
        """Press twelve keys a second."""
        self._box.field.setFocus()
        run(300)
        self._beat.start(label)
        end_s = time.monotonic() + seconds
        due_s = time.monotonic()
        while time.monotonic() < end_s:
            next(strokes)()
            due_s += _KEY_MS / 1000
            run(max(1, round(1000 * (due_s - time.monotonic()))))
        self._beat.stop()

    def pinyin(self) -> Iterator[Callable[[], object]]:
        """Letters, one by one, each word taken away whole at its end."""
        for letter in itertools.chain.from_iterable(itertools.cycle(_PINYIN)):
            if letter == " ":
                yield self._empty
            else:
                yield functools.partial(QTest.keyClick, self._box.field, letter)

    def hanzi(self) -> Iterator[Callable[[], object]]:
        """An input method: letters that compose, then the words, a character at a time."""
        for word in itertools.cycle(_HANZI):
            for letters in ("q", "qi", "qi b"):
                yield functools.partial(self._compose, letters)
            for character in word:
                yield functools.partial(self._commit, character)
            yield self._empty

    def letters_of_screen_keyboard(self) -> Iterator[Callable[[], object]]:
        """The same letters by the keys of the keyboard on the screen, whose words to choose from are made anew each time."""
        keyboard = self._program.window.keyboard
        for letter in itertools.chain.from_iterable(itertools.cycle(_PINYIN)):
            if letter == " ":
                yield self._empty
            else:
                yield functools.partial(keyboard._press, letter.upper())

    def _compose(self, letters: str) -> None:
        QApplication.sendEvent(self._box.field, QInputMethodEvent(letters, []))

    def _commit(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._box.field, event)

    def _empty(self) -> None:
        self._box.field.clear()


def _is_answered(program: Program, words: str) -> bool:
    return program.window.search_panel.result.query == words


def _search(program: Program, beat: Heartbeat) -> None:
    """Have results shown: the first brings the panel with it."""
    window = program.window
    for number, words in enumerate(_SEARCHES):
        beat.start("the panel comes, first time" if number == 0 else f"results: {words}")
        window.search_box.set_text(words)
        window.search_box.submit()
        run_until(functools.partial(_is_answered, program, words))
        run(600)
        beat.stop()
    beat.start("F3, place to place")
    window.search_box.set_text("七宝")
    window.search_box.submit()
    run(400)
    for _ in range(12):
        window.search.next_hit()
        run(250)
    beat.stop()
    beat.start("back to the place")
    window.search.return_to_place()
    run(400)
    beat.stop()
    beat.start("the panel comes again")
    window.search_box.submit()
    run(600)
    beat.stop()
    window.search.close()


def _tell(beat: Heartbeat) -> None:
    print(f"{'ms':40s} {'worst':>8s} {'own':>8s} {'cpu':>8s} {'p99 own':>8s} {'p99 cpu':>8s}")
    for label, late in beat.late.items():
        own99, cpu99 = (
            statistics.quantiles(each, n=100)[98] if len(each) > 1 else 0.0 for each in (late.own, late.cpu)
        )
        over = f"   over {PROMISED_MS} ms" if max(late.own, default=0) > PROMISED_MS else ""
        print(
            f"{label:40s} {max(late.whole):8.1f} {max(late.own):8.1f} {max(late.cpu):8.1f}"
            f" {own99:8.1f} {cpu99:8.1f}{over}"
        )


def main() -> None:
    """Measure, and print milliseconds."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        program = make_program(
            UserFolders.of_profile(Path(folder)), bundled_report(), is_first_sentence_spoken=False
        )
        window = program.window
        window.resize(1366, 768)
        window.show()
        run_until(lambda: window.isActiveWindow() and program.runner.is_ready)
        run(1500)
        beat = Heartbeat()
        # Once: the voice wakes up, and where there is no sound device, as often here, a notice says so.
        beat.start("the first words are said")
        window.stage.announce("好")
        run(1500)
        beat.stop()
        beat.start("nothing is done")
        run(3000)
        typist = Typist(program, beat)
        typist.type_for(seconds, "pinyin by keys", typist.pinyin())
        typist.type_for(seconds, "hanzi of an input method", typist.hanzi())
        beat.start("the screen keyboard comes, first time")
        window.keyboard.open_for(window.search_box.field)
        run(500)
        typist.type_for(seconds, "pinyin by the screen keyboard", typist.letters_of_screen_keyboard())
        window.keyboard.close_keyboard()
        _search(program, beat)
        window.narrator.read_from_start()
        run(1500)
        typist.type_for(seconds, "pinyin by keys, while it reads", typist.pinyin())
        window.narrator.stop()
        _tell(beat)
        program.close()


if __name__ == "__main__":
    main()
