"""A state that changes no looks draws nothing anew: counted are the events that reach real widgets, and no time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program, make_program
from reader.paths import UserFolders, bundled_report
from reader.settings.store import Settings
from reader.tools import all_options
from reader.ui.window.window import Window

_DRAWN = {
    QEvent.Type.Paint: "paint",
    QEvent.Type.Polish: "polish",
    QEvent.Type.StyleChange: "style",
    QEvent.Type.FontChange: "font",
    QEvent.Type.LayoutRequest: "layout",
    QEvent.Type.Resize: "resize",
    QEvent.Type.Move: "move",
}


class Drawn(QObject):
    """Counts what makes a widget draw or place itself anew, by its name and the kind of event."""

    def __init__(self, top: QWidget) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()
        for widget in (top, *top.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if kind := _DRAWN.get(event.type()):
            self.seen[f"{type(watched).__name__} {watched.objectName()}: {kind}"] += 1
        return False


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    program: Program = make_program(
        UserFolders.of_profile(tmp_path), bundled_report(), is_first_sentence_spoken=False
    )
    program.window.resize(1366, 768)
    program.window.show()
    qtbot.waitUntil(lambda: program.runner.is_ready and program.player.engine.info.is_audible, timeout=15_000)
    yield program.window
    program.close()
    program.window.deleteLater()


def _open_note(window: Window) -> None:
    report = window.page.report
    link = next(link for block in report.shown for link in report.links_in(block.number))
    window.page.go_to(link.span)
    _settle()
    window.page.term_opened.emit(link.number, link.span, "keyboard")
    _settle()
    assert window.popup.is_open()


def _settle() -> None:
    """Carry out what is waiting: layouts ask for further layouts."""
    for _ in range(5):
        QApplication.processEvents()


def test_a_restyle_with_nothing_changed_draws_nothing(window: Window) -> None:
    window.page.scroller.is_motion_on = False
    _open_note(window)
    drawn = Drawn(window)
    for _ in range(3):
        window.restyle()
    _settle()
    assert not drawn.seen
    window.stage.settings.set("zoom", 200)
    _settle()
    assert drawn.seen, "what does change is drawn: the count can fail"


def test_another_scheme_lays_nothing_out(window: Window) -> None:
    window.page.scroller.is_motion_on = False
    settings = window.stage.settings
    settings.set("scheme", "white")  # the second visit of a scheme draws no icon for the first time
    settings.set("scheme", "original")
    _settle()
    top = window.page.visible_start()
    drawn = Drawn(window)
    settings.set("scheme", "white")
    _settle()
    kinds = {each.rpartition(": ")[2] for each in drawn.seen}
    assert "paint" in kinds
    assert not kinds & {"style", "resize", "move"}
    assert window.page.visible_start() == top


Change = tuple[str, int | str]


@pytest.mark.parametrize(
    "changes",
    [
        [("scheme", "yellow_on_black")],
        [("zoom", 175)],
        [("zoom", 175), ("scheme", "white"), ("zoom", 150), ("zoom", 100), ("scheme", "yellow_on_black")],
    ],
    ids=["scheme", "zoom", "both"],
)
def test_what_was_open_before_a_change_comes_back_as_if_the_program_had_started_so(
    window: Window, qtbot: QtBot, tmp_path: Path, changes: list[Change]
) -> None:
    QApplication.setCursorFlashTime(0)
    before = _pictures(window)
    for key, value in changes:
        window.stage.settings.set(key, value)
        _settle()
    changed, set_anew = _pictures(window), _lines(window)
    window.close()
    folders = UserFolders.of_profile(tmp_path / "other")
    settings = Settings(all_options(), folders.config / "settings.json")
    settings.set_all(dict(changes))
    settings.save()
    program = make_program(folders, bundled_report(), is_first_sentence_spoken=False)
    program.window.resize(1366, 768)
    program.window.show()
    qtbot.waitUntil(lambda: program.runner.is_ready and program.player.engine.info.is_audible, timeout=15_000)
    for percent in (70, settings.number("volume")):
        program.window.stage.settings.set("volume", percent)  # something to be undone, as in the other window
    started, set_at_first = _pictures(program.window), _lines(program.window)
    program.close()
    program.window.deleteLater()
    assert [name for name, picture in started.items() if picture != changed[name]] == []
    assert set_anew == set_at_first
    assert not any(picture == before[name] for name, picture in changed.items()), "the pictures can differ"


def _pictures(window: Window) -> dict[str, QImage]:
    """Open what can be opened beside the report and give a picture of each, with the report in view after them."""
    window.page.scroller.is_motion_on = False
    sound, pages = window.sound_pages, window.tool_pages
    shows = {
        "voices": sound.show_voices,
        "pronunciation": sound.show_pronunciation,
        "help": pages.show_help,
        "shortcuts": pages.show_shortcuts,
        "settings": lambda: window.stage.show_settings(""),
        "glossary": lambda: window.way.show_glossary(0),
        "original": lambda: window.way.show_sheet(window.original),
    }
    taken = {}
    for name, show in shows.items():
        show()
        _settle()
        taken[name] = window.stack.grab().toImage()
    window.way.show_page()
    window.keyboard.open_for(window.search_box.field)
    _settle()
    taken["keyboard"] = window.keyboard.grab().toImage()
    window.keyboard.close_keyboard()
    window.search.panel_wanted.emit(True)
    _settle()
    taken["results"] = window.search_panel.grab().toImage()
    window.search.panel_wanted.emit(False)
    _settle()
    return taken


def _lines(window: Window) -> list[tuple[int, float, int, float]]:
    """Give what stands where on the report's page: the edges of its letters differ by a shade from one start to another."""
    lines = window.page.paper.lines_between(0, 5000)
    return [
        (each.number, each.baseline, each.line.textStart(), each.line.naturalTextWidth()) for each in lines
    ]


def test_play_and_pause_leave_the_note_alone(window: Window) -> None:
    window.page.scroller.is_motion_on = False
    _open_note(window)
    drawn = Drawn(window.popup)
    before = window.popup.geometry()
    for state in ("playing", "paused", "playing", "stopped"):
        window.narrator.state_changed.emit(state)
        _settle()
    assert not drawn.seen
    assert window.popup.geometry() == before


def test_a_note_that_is_read_styles_its_buttons_no_second_time(window: Window) -> None:
    window.page.scroller.is_motion_on = False
    _open_note(window)
    drawn = Drawn(window.popup)
    window.popup.set_is_reading(True)
    window.popup.set_is_reading(True)
    _settle()
    words = [button.text().strip() for button in window.popup.findChildren(QPushButton)]
    assert "停止" in words
    kinds = {each.rpartition(": ")[2] for each in drawn.seen}
    assert "paint" in kinds
    assert not kinds & {"polish", "style", "font"}


def test_the_note_follows_when_its_term_moves(window: Window) -> None:
    window.page.scroller.is_motion_on = False
    _open_note(window)
    before = window.popup.geometry()
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.value() + 40)
    _settle()
    assert window.popup.geometry() != before


def test_a_look_that_comes_back_is_put_on_again(window: Window) -> None:
    strip, settings = window.captions, window.stage.settings
    for is_shown in (False, True, False, True):
        settings.set("captions", is_shown)
        _settle()
        assert strip.isVisible() is is_shown
    settings.set("plain", True)
    window.notice.show_notice("没有声音了。")
    _settle()
    assert window.notice.isHidden(), "the plain page has no notices"
    settings.set("plain", False)
    _settle()
    assert strip.isVisible()
