"""The toolbar in the real window: one row wherever one row can be, whatever the states say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.app import Program, make_program
from reader.paths import UserFolders, bundled_report

SCHEMES = ("original", "white", "yellow_on_blue", "black_on_yellow", "yellow_on_black", "eye_care")


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    program = make_program(UserFolders.of_profile(tmp_path), bundled_report(), is_first_sentence_spoken=False)
    program.window.show()
    qtbot.waitExposed(program.window)
    yield program
    program.close()
    program.window.deleteLater()


@pytest.mark.parametrize("width", [1280, 1366, 1920])
def test_all_tools_stand_in_one_row_in_every_scheme(program: Program, qtbot: QtBot, width: int) -> None:
    window = program.window
    window.resize(width, 800)
    for scheme in SCHEMES:
        window.stage.settings.set("scheme", scheme)
        qtbot.waitUntil(lambda: len({button.y() for button in window.toolbar.buttons}) == 1)
        right = 0
        for button in window.toolbar.buttons:
            assert button.isVisible()
            assert button.x() >= right
            right = button.geometry().right() + 1
            assert button.width() >= button.width_for(is_tight=True)
        assert right <= width
        assert window.toolbar.height() < 120
