"""说明: every tool with picture and words; it is tried on the spot, read aloud, and shows the keys there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.core.colour import ROLES
from reader.paths import resources
from reader.tools import EXTRAS, TOOLS
from reader.tools.base import Tool
from reader.ui.help.page import Entry, HelpEntry, HelpPage
from reader.ui.help.pictures import tinted
from reader.ui.look.icons import Icons
from reader.ui.look.theme import load_schemes
from tests.ui.conftest import Dress

HELP = resources() / "help"
SCHEMES = load_schemes(resources() / "schemes")


@pytest.mark.parametrize("tool", [*TOOLS, *EXTRAS], ids=lambda tool: tool.key)
def test_every_tool_has_a_picture_in_the_scheme_s_own_colours(tool: type[Tool], qapp: object) -> None:
    source = (HELP / f"{tool.key}.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"\{(\w+)\}", source)) <= set(ROLES)
    for scheme in SCHEMES.values():
        picture = tinted(source, scheme)
        assert "{" not in picture
        assert QSvgRenderer(QByteArray(picture.encode())).isValid()


def test_there_is_no_picture_without_its_tool() -> None:
    assert {path.stem for path in HELP.iterdir()} == {tool.key for tool in (*TOOLS, *EXTRAS)}


def test_a_lost_picture_leaves_the_words(qtbot: QtBot, dress: Dress, icons: Icons, tmp_path: Path) -> None:
    page = HelpPage(icons, tmp_path)
    qtbot.addWidget(page)
    page.show_entries([Entry("voice", "声音开关", "打开或关上声音。", "voice")])
    page.set_theme(dress(1.0, "original"), 36)
    page.resize(900, 600)
    page.show()
    assert isinstance(page.grab().toImage(), QImage)
    assert page.entries[0].words.text() == "打开或关上声音。"


def _entry(page: HelpPage, key: str) -> HelpEntry:
    return next(widget for widget in page.entries if widget.entry.key == key)


def test_a_tool_is_tried_on_the_spot_and_its_state_shown(qtbot: QtBot, program: Program) -> None:
    program.window.stage.show_help()
    page = program.window.tool_pages.help
    assert page.isVisible()
    assert [widget.entry.key for widget in page.entries if widget.entry.key] == [
        tool.key for tool in (*TOOLS, *EXTRAS)
    ]
    entry = _entry(page, "colours")
    assert "原色" in entry.try_button.accessibleDescription()
    entry.try_button.click()
    assert program.window.stage.settings["scheme"] == "white"
    assert "白底黑字" in entry.try_button.accessibleDescription()
    program.window.stage.undo()
    assert "原色" in entry.try_button.accessibleDescription()


def test_it_shows_the_keys_there_are_now(program: Program) -> None:
    program.window.keymap.put("tool.colours", ("Ctrl+Shift+K",))
    program.window.stage.show_help()
    entry = _entry(program.window.tool_pages.help, "colours")
    assert "Ctrl+Shift+K" in entry.words.text()
    assert "F4" not in entry.words.text()


def test_reading_it_all_goes_from_entry_to_entry_until_it_is_stopped(qtbot: QtBot, program: Program) -> None:
    program.window.stage.show_help()
    page, player = program.window.tool_pages.help, program.player
    page.all_button.click()
    qtbot.waitUntil(lambda: player.is_announcing)
    assert page.all_button.label == "不读了"
    page.all_button.click()
    assert not player.is_announcing
    assert page.all_button.label == "全部读给我听"
    page.entries[0].read_button.click()
    assert player.is_announcing
    program.window.way.show_page()
    assert not player.is_announcing, "whoever leaves has heard enough"


def test_with_the_voice_off_it_says_so(qtbot: QtBot, program: Program) -> None:
    program.window.stage.settings.set("voice", False)
    program.window.stage.show_help()
    with qtbot.waitSignal(program.window.stage.said) as said:
        program.window.tool_pages.help.all_button.click()
    assert said.args == ["声音关着，请先打开“声音开关”"]
