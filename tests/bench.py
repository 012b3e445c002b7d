"""``make bench``: how fast, how large. Prints absolute figures and their ratio to what was promised; judges nothing.

Measures the real program under a display of its own (packaging/with-display.sh). What needs a sound server is left out
where there is none, and says so. Figures vary with the machine: quote them together with it.
"""

from __future__ import annotations

import functools
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from reader.app import Program, make_application, make_program
from reader.core.span import Span
from reader.paths import UserFolders, bundled_report

PROMISED = {
    "first painted text, warm (ms)": 600,
    "zoom step with paint (ms)": 50,
    "zoom step that changes the interface's size, too (ms)": 100,
    "a page beside the report, its first time (ms)": 100,
    "a page beside the report, again (ms)": 100,
    "another scheme, its first time (ms)": 150,
    "another scheme, 1366 × 768, 100 % (ms)": 100,
    "another scheme, 1366 × 768, 300 % (ms)": 100,
    "another scheme, 1920 × 1080, 200 % (ms)": 100,
    "highlight per character (ms)": 4,
    "crosshair per move, 300 %, with paint (ms)": 4,
    "reading ruler per move, 300 %, with paint (ms)": 4,
    "first sound after the request, warm (ms)": 150,
    "query (ms)": 16,
    "memory after reading and searching (PSS, MB)": 120,
}
"""What the first issue of this project asks for."""

PEERS = {"FBReader": 214, "Evince": 400, "Okular": 598, "Chromium": 713, "Foliate": 1349, "calibre": 1764}
"""Readable text after ms, measured once on another machine of this kind, 1920 × 1080, warm, median of 5."""

FLOOR = "  the floor: a bare window with the same text (ms)"
"""Of what PySide6 takes on this machine at this moment; it was 199 ms where the peers were measured."""

MOVE_FLOOR = "  the floor: a move with neither (ms)"

_BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QTextBrowser
app = QApplication([])
page = QTextBrowser()
page.setPlainText(open(sys.argv[1], encoding="utf-8").read())
page.resize(1920, 1080)
page.show()
app.processEvents()
page.repaint()
"""

QUERIES = (
    "电梯",
    "dianti",
    "dt",
    "敬老园",
    "七宝",
    "老房子装电梯",
    "373地块",
    "zhongchunlu",
    "没有这个词",
    "疫苗接种 人",
)


def main() -> int:
    """Measure everything and print it."""
    figures: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        figures["first painted text, warm (ms)"] = measure_start(profile)
        figures[FLOOR] = [timed(start_bare_window) for _ in range(5)]
        app = make_application()
        program = make_program(
            UserFolders.of_profile(profile), bundled_report(), is_first_sentence_spoken=False
        )
        program.window.resize(1920, 1080)
        program.window.show()
        run_until(lambda: program.runner.is_ready and program.player.engine.info.is_audible)
        figures["a page beside the report, its first time (ms)"] = measure_pages(program)
        figures["a page beside the report, again (ms)"] = measure_pages(program)
        (
            figures["zoom step with paint (ms)"],
            figures["zoom step that changes the interface's size, too (ms)"],
        ) = measure_zoom(program)
        figures["another scheme, its first time (ms)"] = measure_schemes(program, (1366, 768), 100)[:5]
        for width, height, percent in ((1366, 768, 100), (1366, 768, 300), (1920, 1080, 200)):
            name = f"another scheme, {width} × {height}, {percent} % (ms)"
            figures[name] = measure_schemes(program, (width, height), percent)
        figures["highlight per character (ms)"] = measure_highlight(program)
        figures[MOVE_FLOOR] = measure_moves(program, "")
        figures["crosshair per move, 300 %, with paint (ms)"] = measure_moves(program, "lines")
        figures["reading ruler per move, 300 %, with paint (ms)"] = measure_moves(program, "ruler")
        figures["query (ms)"] = measure_queries(program)
        figures["first sound after the request, warm (ms)"] = measure_first_sound(program)
        figures["memory after reading and searching (PSS, MB)"] = [read_pss_mb()]
        program.close()
        app.processEvents()
    report(figures)
    return 0


def run(ms: int) -> None:
    """Let the program run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def run_until(is_done: Callable[[], bool]) -> None:
    """Let the program run until ``is_done``, 20 s at most."""
    end = time.monotonic() + 20
    while not is_done():
        if time.monotonic() > end:
            sys.exit("the program did not get ready")
        run(5)


def timed(action: Callable[[], object]) -> float:
    """Give the milliseconds ``action`` takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def measure_start(profile: Path, runs: int = 7) -> list[float]:
    """Start the program as a resident would; from the start of the process to the first picture."""
    return [start_once(profile) for _ in range(runs)][2:]


def start_once(profile: Path) -> float:
    """Start, wait for the log to say that the first picture is painted, end."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "reader", "--debug", "--profile", str(profile)]
    # As an installed program: with its compiled modules kept.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    for line in process.stderr:
        if "first picture" in line:
            break
    taken = (time.perf_counter() - start) * 1000
    process.terminate()
    process.wait()
    process.stderr.close()
    return taken


def start_bare_window() -> None:
    """Start a window with nothing but the text, and end."""
    subprocess.run(
        [sys.executable, "-c", _BARE_WINDOW, str(bundled_report())], check=True, capture_output=True
    )


def measure_pages(program: Program) -> list[float]:
    """Open every page beside the report; after the first time, what it is made of is there."""
    window, sound, pages = program.window, program.window.sound_pages, program.window.tool_pages
    shows: tuple[Callable[[], object], ...] = (
        pages.show_help,
        functools.partial(window.stage.show_settings, ""),
        pages.show_shortcuts,
        sound.show_voices,
        sound.show_pronunciation,
        sound.show_export,
        functools.partial(window.way.show_glossary, 0),
        functools.partial(window.way.show_sheet, window.original),
    )
    taken = []
    for show in shows:
        taken.append(timed_picture(show))
        run(200)
        window.way.show_page()
        run(100)
    return taken


def measure_zoom(program: Program) -> tuple[list[float], list[float]]:
    """Step through sizes, each laid out and painted: steps of the page alone, and of the interface with it."""
    window, settings = program.window, program.window.stage.settings
    page: list[float] = []
    interface: list[float] = []
    for percent in (*range(110, 160, 10), *range(175, 301, 25), *range(275, 150, -25), *range(150, 90, -10)):
        before = window.font().pixelSize()
        taken = timed_picture(functools.partial(settings.set, "zoom", percent))
        (page if window.font().pixelSize() == before else interface).append(taken)
    return page, interface


def measure_schemes(program: Program, size: tuple[int, int], percent: int) -> list[float]:
    """Change the colours of everything, from each scheme to each other."""
    window, settings = program.window, program.window.stage.settings
    window.resize(*size)
    settings.set("zoom", percent)
    keys = [str(choice.value) for choice in settings.option("scheme").choices if choice.value != "custom"]
    run(300)
    walk = [key for one, other in itertools.combinations(keys, 2) for key in (one, other)]
    taken = []
    for key in (*keys[1:], *walk, "original"):
        if key != settings.text("scheme"):
            taken.append(timed_picture(functools.partial(settings.set, "scheme", key)))
    settings.set("zoom", 100)
    window.resize(1920, 1080)
    run(300)
    return taken


def timed_picture(action: Callable[[], object]) -> float:
    """Give the milliseconds until what ``action`` changes is laid out and painted."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)

    def act() -> None:
        action()
        app.processEvents()  # layouts, then the picture: whatever changed is painted once
        app.sync()

    return timed(act)


def measure_highlight(program: Program) -> list[float]:
    """Light a hundred characters one after the other, each painted."""
    page = program.window.page
    page.light_sentence(Span(8, 0, 120))

    def light(at: int) -> None:
        page.light_character(Span(8, at, at + 1))
        page.repaint()

    return [timed(functools.partial(light, at)) for at in range(100)]


def measure_moves(program: Program, aid: str, moves: int = 400) -> list[float]:
    """Move the pointer over the page at 300 %, with crosshair ("lines"), reading ruler ("ruler") or neither.

    Each move is counted until the X server has drawn all of it, also what came into view behind a line.
    """
    window, settings = program.window, program.window.stage.settings
    settings.set("zoom", 300)
    settings.set("crosshair_mode", aid or "lines")
    settings.set("crosshair", bool(aid))
    app, handle = QApplication.instance(), window.windowHandle()
    assert isinstance(app, QApplication)
    page = window.page.viewport()
    start, wide, high = page.mapTo(window, QPoint(0, 0)), page.width(), page.height()
    run(300)

    def move(number: int) -> None:
        # To and fro, and down and up, as a hand does: some steps small, some over a line or two.
        x = start.x() + abs((number * 37) % (2 * wide - 2) - wide + 1)
        y = start.y() + abs((number * 11) % (2 * high - 2) - high + 1)
        place = QPointF(x, y)
        button = Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            place + QPointF(window.mapToGlobal(QPoint(0, 0))),
            button,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        app.sendEvent(handle, event)
        app.processEvents()
        app.sync()

    taken = [timed(functools.partial(move, number)) for number in range(moves)]
    settings.set("crosshair", False)
    settings.set("zoom", 100)
    return taken


def measure_queries(program: Program) -> list[float]:
    """Ask the finder itself, off the window."""
    finder = program.runner._finder
    return [timed(functools.partial(finder.find, words)) for _ in range(20) for words in QUERIES]


def measure_first_sound(program: Program) -> list[float]:
    """From the press to the first syllable that is played (nothing where there is no sound device)."""
    taken: list[float] = []
    player = program.player
    for place in (9, 14, 21, 30, 41):
        loop = QEventLoop()
        connection = player.character_sounded.connect(loop.quit)
        start = time.perf_counter()
        program.window.narrator.read_from(place, 0)
        loop.exec()
        taken.append((time.perf_counter() - start) * 1000)
        player.character_sounded.disconnect(connection)
        player.stop()
        run(100)
    return taken[1:]


def read_pss_mb() -> float:
    """Read the process's proportional share of memory."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def report(figures: dict[str, list[float]]) -> None:
    """Print a row for each figure: median, worst, and the share of what was promised that the median takes."""
    print(f"{'':52}{'median':>9}{'worst':>9}{'promised':>10}{'ratio':>8}")
    for name, values in figures.items():
        median = statistics.median(values)
        row = f"{name:52}{median:9.1f}{max(values):9.1f}"
        print(row + (f"{PROMISED[name]:10}{median / PROMISED[name]:8.2f}" if name in PROMISED else ""))
    print("\n".join(peer_rows(statistics.median(figures["first painted text, warm (ms)"]))))


def peer_rows(start_ms: float) -> Iterator[str]:
    """Give a row for each peer: its start, and ours as a share of it."""
    for name, peer_ms in PEERS.items():
        yield f"{'  start beside ' + name:52}{start_ms:9.1f}{'':9}{peer_ms:10}{start_ms / peer_ms:8.2f}"


if __name__ == "__main__":
    sys.exit(main())
