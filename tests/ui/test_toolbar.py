"""The toolbar in the real window: one row wherever one row can be, whatever the states say."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reader.app import Program
from tests.ui.conftest import OpenProgram

SCHEMES = ("original", "white", "yellow_on_blue", "black_on_yellow", "yellow_on_black", "eye_care")


@pytest.fixture
def program(open_program: OpenProgram) -> Program:
    return open_program(is_ready=False)


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
