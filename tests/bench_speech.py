"""``make bench-speech``: what is heard and seen of reading aloud, measured from recorded sound.

The real window on a screen of its own (packaging/with-display.sh) plays to a private sound server whose null sink is
recorded (tests/sound_server.py). A press is a key event given to the window; a light's moment is the end of the
painting that shows it; a syllable's onset is its mark in the clip that was played, and the clip is looked for in the
recording. The program's own clock and its notion of what is heard are not asked.

Prints a table, and with ``--json FILE`` writes it, too. Judges nothing unless ``--check`` is given: then a figure that
breaks its bar makes the exit status 1. Figures hang on the machine and on what else it does: the load is told.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from reader.app import Program, find_display_problem, make_application, make_composer, make_program
from reader.core.span import Span
from reader.paths import UserFolders, bundled_report
from reader.source import load_report
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.passages import sentence_spans
from reader.speech.pieces import Passage, Piece, pieces_of, said
from reader.speech.utterance import Syllable
from tests.hearing import Hearing
from tests.sound_server import SoundServer, find_lack
from tests.speech_figures import (
    Figure,
    Finder,
    Notes,
    flow_figures,
    light_figures,
    press_figures,
    print_table,
    stall_figures,
)
from tests.window_watch import (
    Floor,
    KeepingEngine,
    LightWatch,
    StallWatch,
    count_files,
    count_threads,
    read_pss_mb,
    run,
    run_until,
)

SPEEDS_CPM = (100, 140, 180, 220, 260, 300)
PLACES = (9, 14, 21, 30, 41, 52, 60, 66)
"""Blocks of the report where reading begins: spread over it."""
_COLD_STARTS = 6


class Session:
    """The window, watched, and what is done in it."""

    def __init__(self, program: Program) -> None:
        self.program, self.window = program, program.window
        self.settings = program.window.stage.settings
        self.engine = KeepingEngine(program.player.engine)
        self.lights = LightWatch(program)
        self.stalls = StallWatch()
        self.notes = Notes()
        program.player.problem_found.connect(self.notes.problems.append)
        program.player.set_engine(self.engine)

    def label(self, text: str) -> None:
        """Name what happens from here on."""
        self.lights.label = self.stalls.label = text

    def press(self, kind: str = "", key: Qt.Key = Qt.Key.Key_Space) -> None:
        """Press a key on the page, and note when."""
        self.notes.presses.setdefault(kind, []).append(time.monotonic())
        QTest.keyClick(self.window.page, key)

    def read_from(self, block: int) -> None:
        """Read from the beginning of a block, as the context menu would."""
        self.notes.ends.append(time.monotonic())
        self.window.narrator.read_from(block, 0)

    def stop(self) -> None:
        """Stop reading."""
        self.notes.ends.append(time.monotonic())
        self.window.narrator.stop()

    def wait_for_light(self, count: int = 1) -> None:
        """Wait until as many more syllables have sounded."""
        wanted = len(self.lights.lights) + count
        if not run_until(lambda: len(self.lights.lights) >= wanted):
            raise SystemExit("nothing sounds: " + "; ".join(self.notes.problems))


# -- what is done in the window ----------------------------------------------------------------------------------


def press_for_first_sounds(session: Session) -> None:
    """Press 朗读 at several places: with the device never opened, running, and asleep."""
    session.label("first sound")
    session.settings.set("speed", 180)
    for number, place in enumerate(PLACES):
        kind = "first sound, device not yet open" if number == 0 else "first sound, warm"
        _press_for_sound(session, kind, place)
        run(600)
    for place in PLACES[:3]:
        run(7000)  # idle for 5 s, the device is let rest
        _press_for_sound(session, "first sound, warm, device asleep", place)
    run(600)


def _press_for_sound(session: Session, kind: str, place: int) -> None:
    """Set the caret, press F5 (read from there), wait until something has sounded, stop."""
    session.window.page.go_to(Span(place, 0, 0))
    run(100)
    session.press(kind, Qt.Key.Key_F5)
    session.wait_for_light(3)
    session.stop()


def read_at_all_speeds(session: Session, seconds: float) -> None:
    """Read a stretch at each speed."""
    for speed, place in zip(SPEEDS_CPM, PLACES, strict=False):
        session.label(f"{speed} 字/分")
        session.settings.set("speed", speed)
        session.read_from(place)
        run(round(seconds * 1000))
        session.stop()
        run(400)


def pause_and_resume(session: Session) -> None:
    """Pause and go on with the space bar; stop with Esc and go on."""
    session.settings.set("speed", 180)
    for number in range(12):
        session.label("after pause and resume")
        session.read_from(PLACES[number % len(PLACES)])
        session.wait_for_light(5 + number % 4)
        run(60)
        session.notes.ends.append(time.monotonic())
        session.press("pause")
        run(350 if number else 7000)
        session.press("resume")
        session.wait_for_light(5 + number % 3)
        run(60)
        session.notes.ends.append(time.monotonic())
        session.press("stop", Qt.Key.Key_Escape)
        run(450)


def change_speed(session: Session) -> None:
    """Change the speed while something sounds."""
    session.label("after a change of speed")
    session.read_from(PLACES[2])
    for speed in (220, 300, 140, 100, 180, 260, 110, 280, 200, 180):
        session.wait_for_light(3)
        session.settings.set("speed", speed)
        run(1600)
    session.stop()
    run(400)


def skip_and_repeat(session: Session) -> None:
    """Skip and repeat by key: F7 back, F8 on, F9 again."""
    session.label("after skip and repeat")
    session.read_from(PLACES[3])
    for key in (Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F8, Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_F8) * 2:
        session.wait_for_light(4)
        session.notes.ends.append(time.monotonic())
        session.press("skip", key)
        run(700)
    session.stop()
    run(400)


# -- the measurements --------------------------------------------------------------------------------------------


def measure_window(server: SoundServer, seconds: float) -> list[Figure]:
    """Read in the window in all ways, and look for it in the recording."""
    with tempfile.TemporaryDirectory() as folder, server.recording() as recorder:
        program = make_program(
            UserFolders.of_profile(Path(folder)), bundled_report(), is_first_sentence_spoken=False
        )
        program.window.resize(1920, 1080)
        program.window.show()
        if not run_until(lambda: program.runner.is_ready and program.player.engine.info.is_audible):
            raise SystemExit("the program did not get ready")
        floor = Floor()
        program.window.activateWindow()
        if not run_until(program.window.isActiveWindow):
            raise SystemExit("the window does not get the keyboard")
        run(500)
        session = Session(program)
        session.stalls.start()
        press_for_first_sounds(session)
        before = (read_pss_mb(), count_threads(), count_files())
        read_at_all_speeds(session, seconds)
        pause_and_resume(session)
        change_speed(session)
        skip_and_repeat(session)
        session.stalls.close()
        kept_mb = sum(len(kept.audio.pcm) for kept in session.engine.kept) / 2**20
        after = (read_pss_mb() - kept_mb, count_threads(), count_files())
        stalled = floor.finish()
        hearing = Hearing(recorder.finish())
        program.close()
        program.window.deleteLater()
    finder = Finder(hearing, session.engine.kept, session.notes.ends)
    lights = [light for light in session.lights.lights if light.painted_s]
    onsets = [onset for onset in map(finder.find, lights) if onset is not None]
    figures = [*press_figures(hearing, session.notes), *light_figures(onsets, lights)]
    figures += flow_figures(onsets, session.engine.kept, whole_report())
    figures += stall_figures(session.stalls, stalled)
    for name, unit, old, new in zip(
        ("memory (PSS), after first sounds, at the end", "threads", "file handles"),
        ("MB", "", ""),
        before,
        after,
        strict=True,
    ):
        figures.append(Figure(name, [float(old), float(new)], unit=unit))
    for problem in session.notes.problems:
        figures.append(Figure(f"problem: {problem}", [1.0], 0, unit=""))
    return figures


def whole_report() -> list[Piece]:
    """Give every piece of the report."""
    report, composer = load_report(bundled_report()), make_composer()
    passages = [Passage(span, report.text(span)) for span in sentence_spans(report)]
    return list(pieces_of(passages, composer.compose))


def measure_report() -> list[Figure]:
    """Synthesise the whole report at the usual speed, twice; the second time nothing is loaded any more."""
    seconds: list[float] = []
    composed: list[float] = []
    for _ in range(2):
        start_s = time.perf_counter()
        pieces = whole_report()
        composed.append(time.perf_counter() - start_s)
        engine = EspeakEngine()
        start_s = time.perf_counter()
        audios = [said(piece, engine, 180) for piece in pieces]
        seconds.append(time.perf_counter() - start_s)
    syllables = sum(isinstance(token, Syllable) for piece in pieces for token in piece.part.tokens)
    marks = sum(len(audio.marks) for audio in audios)
    return [
        Figure("whole report: synthesis", seconds, 8, unit="s"),
        Figure("whole report: words to syllables", composed, unit="s"),
        Figure(
            "whole report: marks", [marks], syllables, unit="", is_least=True, note=f"{syllables} syllables"
        ),
        Figure("whole report: sound at 180 字/分", [sum(a.duration_ms for a in audios) / 60_000], unit="min"),
    ]


def measure_cold(server: SoundServer) -> list[Figure]:
    """Start the program afresh and press 朗读 as soon as the first picture stands."""
    presses: list[dict[str, float]] = []
    problems: list[str] = []
    with server.recording() as recorder:
        for _ in range(_COLD_STARTS):
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, __file__, "--cold", folder]
                start_s = time.monotonic()
                done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=60)
                told = json.loads(done.stdout.splitlines()[-1])
                problems += told.pop("problems")
                presses.append({**told, "start_s": start_s})
            time.sleep(0.5)
        hearing = Hearing(recorder.finish())
    waited = [(hearing.first_sound_ms(each["press_s"]), each) for each in presses]
    figures = [
        Figure("first sound, cold, after the first picture", [ms for ms, _ in waited if ms is not None], 800),
        Figure(
            "  from the start of the process",
            [ms + (each["press_s"] - each["start_s"]) * 1000 for ms, each in waited if ms is not None],
        ),
    ]
    for problem in sorted(set(problems)):
        figures.append(Figure(f"problem when cold: {problem}", [float(problems.count(problem))], 0, unit=""))
    return figures


def read_cold(folder: Path) -> None:
    """Be the program, freshly started; tell when 朗读 was pressed."""
    app = make_application()
    program = make_program(UserFolders.of_profile(folder), bundled_report(), is_first_sentence_spoken=False)
    problems: list[str] = []
    sounded: list[float] = []
    program.player.problem_found.connect(problems.append)
    program.player.character_sounded.connect(lambda *_: sounded.append(time.monotonic()))
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        QTest.keyClick(program.window.page, Qt.Key.Key_Space)

    program.window.painted.connect(lambda: QTimer.singleShot(0, press))
    program.window.showMaximized()
    run_until(lambda: len(sounded) > 5)
    program.close()
    app.processEvents()
    print(json.dumps({"press_s": pressed[0], "problems": problems}))


def measure_with_sound(parts: Sequence[str], seconds: float) -> Iterator[list[Figure]]:
    """Measure ``cold`` and ``window``, as asked for, with a sound server of their own."""
    server = SoundServer()
    server.start()
    os.environ.update(server.environment)
    try:
        app = make_application()
        for part in parts:
            yield measure_cold(server) if part == "cold" else measure_window(server, seconds)
        app.processEvents()
    finally:
        server.stop()


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    parser.add_argument("--check", action="store_true", help="exit status 1 when a bar is broken")
    parser.add_argument("--seconds", type=float, default=15.0, help="of reading at each speed")
    parser.add_argument("--parts", default="window,cold,report", help="what to measure")
    parser.add_argument("--cold", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.cold is not None:
        read_cold(asked.cold)
        return 0
    figures: list[Figure] = []
    load = [os.getloadavg()[0]]
    parts = [part for part in ("cold", "window") if part in asked.parts]
    if parts and (lack := find_lack() or find_display_problem()):
        print(f"measured without window and sound: {lack}")
    elif parts:
        for part_figures in measure_with_sound(parts, asked.seconds):
            figures += part_figures
            load.append(os.getloadavg()[0])
    if "report" in asked.parts:
        figures += measure_report()
    print_table(figures)
    print(
        f"load average before, and after each part: {', '.join(f'{each:.1f}' for each in load)}; {os.cpu_count()} cores"
    )
    if asked.json:
        rows = [{**asdict(figure), "is_broken": figure.is_broken} for figure in figures]
        asked.json.write_text(
            json.dumps({"load": load, "figures": rows}, ensure_ascii=False), encoding="utf-8"
        )
    return int(asked.check and any(figure.is_broken for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
