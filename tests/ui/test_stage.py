"""What the window tells: a way back as long as it is one, a trouble once, and the keyboard goes somewhere sensible."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.app import Program


def _button(program: Program, words: str) -> QPushButton:
    return next(
        button for button in program.window.notice.findChildren(QPushButton) if button.text() == words
    )


def test_the_way_back_goes_with_the_next_change_and_with_the_undo(program: Program) -> None:
    window, settings = program.window, program.window.stage.settings
    for way_on in (lambda: settings.set("zoom", 110), window.stage.undo):
        window.notice.clear()
        settings.set("scheme", "white")
        window.tool("reset").trigger()
        assert window.notice.isVisible()
        assert window.notice.text == "都回到最初的样子了"
        way_on()
        # Another notice may have waited: of a machine without sound.
        assert not window.notice.isVisible() or window.notice.text != "都回到最初的样子了"


def test_a_trouble_stands_in_the_strip_once_and_then_in_passing(program: Program) -> None:
    window = program.window
    window.notice.clear()
    window.stage.tell_problem("音箱没有插好。")
    assert window.notice.text == "音箱没有插好。"
    window.notice.clear()
    said: list[str] = []
    window.stage.said.connect(said.append)
    window.stage.tell_problem("音箱没有插好。")
    assert not window.notice.isVisible()
    assert said == ["音箱没有插好。"]


def test_a_notice_put_away_gives_the_keyboard_to_what_is_in_view(program: Program) -> None:
    window = program.window
    window.notice.clear()
    window.notice.show_notice("一条提示")
    _button(program, "知道了").setFocus()
    _button(program, "知道了").click()
    assert window.page.hasFocus()


def test_what_was_said_of_one_page_does_not_stand_below_another(program: Program) -> None:
    window = program.window
    window.stage.announce("这里有话")
    window.toast.show_words("这里有话")
    window.stage.show_help()
    assert not window.status.said
    assert not window.toast.isVisible()


def test_going_on_from_no_search_says_what_to_do_first(program: Program) -> None:
    said: list[str] = []
    program.window.stage.said.connect(said.append)
    program.window.search.next_hit()
    program.window.search.previous_hit()
    assert said == ["还没有找。请先在搜索框里写要找的话"] * 2


def test_a_tap_behind_a_block_s_last_character_offers_to_read_there(program: Program, qtbot: QtBot) -> None:
    window = program.window
    block = window.page.report.shown[0]
    window.read_here.offer(block.number, len(block.text))
    qtbot.waitUntil(window.read_here.isVisible)  # once it can be no double click
