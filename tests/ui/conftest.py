"""What widgets need: the report as it ships, icons, and the application dressed in a theme and undressed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.app import Program, load_fonts, make_program
from reader.core.report import Report
from reader.paths import UserFolders, bundled_report, resources
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme, apply, load_schemes
from tests.ui.sound_room import SoundRoom

Dress = Callable[[float, str], Theme]
OpenProgram = Callable[..., Program]
PATIENCE_MS = 15_000


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


@pytest.fixture
def open_program(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenProgram]:
    """Open the whole program, with its real voice and index, in a window of this size; it is closed after the test.

    ``is_ready``: wait until it can be searched and heard as well.
    """
    programs: list[Program] = []

    def open_one(width: int = 1366, height: int = 768, *, is_ready: bool = True) -> Program:
        folders = UserFolders.of_profile(tmp_path / "profile")
        program = make_program(folders, bundled_report(), is_first_sentence_spoken=False)
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
        program.close()
        program.window.deleteLater()


@pytest.fixture
def program(open_program: OpenProgram) -> Program:
    """Have the whole program, ready, in a window of 1366 × 768."""
    return open_program()


@pytest.fixture
def dress(qapp: QApplication, tmp_path: Path) -> Iterator[Dress]:
    """Put a theme on the application: ``dress(scale, scheme)``. To be called before widgets are made."""
    font, colours = QFont(qapp.font()), QPalette(qapp.palette())
    schemes = load_schemes(resources() / "schemes")

    def put_on(scale: float, scheme: str) -> Theme:
        theme = Theme(schemes[scheme], scale)
        apply(qapp, theme, tmp_path / "glyphs")
        return theme

    yield put_on
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(colours)
