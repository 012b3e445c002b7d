"""What widgets need: the report as it ships, icons, and the application dressed in a theme and undressed again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.app import Program, load_fonts, make_program
from reader.core.colour import Scheme
from reader.core.report import Report
from reader.paths import UserFolders, bundled_report, resources
from reader.tour import SMALL, Guide
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme, apply, load_schemes
from tests.ui.sound_room import SoundRoom

Dress = Callable[[float, str], Theme]
OpenProgram = Callable[..., Program]
PATIENCE_MS = 15_000
_GRACE_S = 3.0  # for a thread that has been told to end


@pytest.fixture(scope="session")
def icons() -> Icons:
    return Icons(resources() / "icons")


@pytest.fixture(scope="session", autouse=True)
def _bundled_fonts(qapp: QApplication) -> None:
    """Have the program's own font, whatever fonts this machine has."""
    load_fonts()


@pytest.fixture
def sound_room(
    qtbot: QtBot, report: Report, resources: Path, dress: Dress, tmp_path: Path
) -> Iterator[SoundRoom]:
    """Have what the pages about sound stand on."""
    room = SoundRoom(qtbot, report, resources, dress(1.0, "original"), tmp_path)
    yield room
    room.close()


def _make(folder: Path) -> Program:
    return make_program(UserFolders.of_profile(folder), bundled_report(), is_first_sentence_spoken=False)


def _close(program: Program) -> None:
    program.close()
    program.window.deleteLater()
    program.player.deleteLater()  # what is connected to it holds the whole program in memory


@pytest.fixture
def open_program(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenProgram]:
    """Open the whole program, with its real voice and index, in a window of this size; it is closed after the test.

    Its profile is ``tmp_path / "profile"``. ``is_ready``: wait until it can be searched and heard as well.
    """
    programs: list[Program] = []

    def open_one(width: int = 1366, height: int = 768, *, is_ready: bool = True) -> Program:
        program = _make(tmp_path / "profile")
        programs.append(program)
        window = program.window
        window.resize(width, height)
        window.show()
        qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
        if is_ready:
            qtbot.waitUntil(
                lambda: program.runner.is_ready and program.player.engine.info.is_audible, timeout=PATIENCE_MS
            )
        return program

    yield open_one
    for program in programs:
        _close(program)


@pytest.fixture(scope="module")
def opened_once(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guide]:
    """Have one program, ready, for all tests of a file."""
    threads = {thread.ident for thread in threading.enumerate()}
    program = _make(tmp_path_factory.mktemp("profile"))
    guide = Guide(program)
    program.window.show()
    guide.wait_for(
        lambda: (
            program.window.isActiveWindow()
            and program.runner.is_ready
            and program.player.engine.info.is_audible
        ),
        "打开",
    )
    yield guide
    _close(program)
    for thread in threading.enumerate():
        # What is a dummy to Python is a thread of Qt's, which is watched test by test.
        if thread.ident not in threads and not isinstance(thread, threading._DummyThread):
            thread.join(_GRACE_S)
            assert not thread.is_alive(), f"left behind by the program: {thread}"


@pytest.fixture
def guide(opened_once: Guide) -> Guide:
    """Have the program that the file's tests share, as it was at first, in a small window."""
    opened_once.start_over(SMALL)
    return opened_once


@pytest.fixture
def program(open_program: OpenProgram) -> Program:
    """Have the whole program, ready, in a window of 1366 × 768."""
    return open_program()


@pytest.fixture(scope="session")
def schemes() -> dict[str, Scheme]:
    """Have the colour schemes that ship, by key."""
    return load_schemes(resources() / "schemes")


@pytest.fixture(scope="session")
def glyph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have a folder for the marks of check boxes; they are named by what they show, so that all tests can share it."""
    return tmp_path_factory.mktemp("glyphs")


@pytest.fixture
def dress(qapp: QApplication, schemes: dict[str, Scheme], glyph_folder: Path) -> Iterator[Dress]:
    """Put a theme on the application: ``dress(scale, scheme)``. To be called before widgets are made."""
    font, colours = QFont(qapp.font()), QPalette(qapp.palette())

    def put_on(scale: float, scheme: str) -> Theme:
        theme = Theme(schemes[scheme], scale)
        apply(qapp, theme, glyph_folder)
        return theme

    yield put_on
    # Widgets that the test closed are not to be dressed once more before they go.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(colours)
