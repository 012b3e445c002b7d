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
from reader.ui.icons import Icons
from reader.ui.theme import Theme, apply, load_schemes
from tests.ui.sound_room import SoundRoom

Dress = Callable[[float, str], Theme]


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
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """Have the whole program, with its real voice and index, in a window of 1366 × 768."""
    program = make_program(
        UserFolders.of_profile(tmp_path / "profile"), bundled_report(), is_first_sentence_spoken=False
    )
    program.window.resize(1366, 768)
    program.window.show()
    qtbot.waitUntil(lambda: program.runner.is_ready and program.player.engine.info.is_audible, timeout=15_000)
    yield program
    program.close()
    program.window.deleteLater()


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
