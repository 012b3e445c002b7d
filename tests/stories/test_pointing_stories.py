"""What residents hear by pointing (stories 1, 7 and 10): a real pointer on a real display, the sound recorded."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reader.core.span import Span
from reader.ui.page.pointer_hand import sentence_span
from reader.ui.window.toolbar import ToolButton
from tests.hearing import Hearing
from tests.sound_server import SoundServer, find_lack
from tests.stories.conftest import Resident

pytestmark = pytest.mark.display

_STEPS = 60


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    if lack := find_lack():
        pytest.skip(lack)
    server = SoundServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def sound(server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    """Have the program play to the server; must be asked for before the resident comes."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server


class Hand:
    """Moves the display's pointer."""

    def __init__(self, resident: Resident) -> None:
        self._resident = resident

    def _xdotool(self, *words: object) -> None:
        subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True)

    def point(self, widget: QWidget, place: QPoint | None = None) -> None:
        spot = widget.mapToGlobal(place if place is not None else widget.rect().center())
        self._xdotool("mousemove", spot.x(), spot.y())

    def sweep(self, start: QPoint, end: QPoint) -> None:
        """Move from one global place to another without a stop, as a hand does that goes elsewhere."""
        for at in range(_STEPS + 1):
            place = start + (end - start) * (at / _STEPS)
            self._xdotool("mousemove", place.x(), place.y())
            QApplication.processEvents()

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.point(widget, place)
        self._xdotool("click", 1)


def tool(resident: Resident, key: str) -> ToolButton:
    return next(button for button in resident.window.toolbar.buttons if button.tool.key == key)


def in_view(resident: Resident, words: str) -> tuple[Span, QPoint]:
    """Bring words of the report into view; give their sentence, and a place on them in the page's viewport."""
    page, found = resident.page, resident.place_of(words)
    page.go_to(found)
    resident.wait_until(lambda: page.viewport().rect().contains(resident.point_on_page(found)))
    page.scroller.arrive()
    first = Span(found.block, found.start, found.start + 1)
    return sentence_span(page.report, found.block, found.start), resident.point_on_page(first)


def test_7_the_pointer_rests_and_is_told_and_passing_over_is_silence(
    sound: SoundServer, resident: Resident
) -> None:
    hand, window, read = Hand(resident), resident.window, list[Span]()
    said, told = list[str](), list[str]()
    resident.program.player.sentence_changed.connect(lambda _index, span: read.append(span))
    resident.program.player.announcement_started.connect(lambda utterance: said.append(utterance.text))
    window.stage.said.connect(told.append)
    sentence, place = in_view(resident, "完成生产总值")
    with sound.recording() as recorder:
        resident.settings.set("reading_mode", "point")
        resident.settings.set("reading_rest_ms", 1000)  # a machine that is busy may dwell between two moves
        corner = window.mapToGlobal(QPoint(0, 0))
        passing_s = time.monotonic()
        hand.sweep(corner + QPoint(60, 140), corner + QPoint(1300, 140))
        hand.sweep(corner + QPoint(1300, 250), corner + QPoint(420, 520))
        hand.point(tool(resident, "colours"))
        rested_s = time.monotonic()
        resident.wait_until(lambda: said == ["配色，原色，按钮"])
        resident.wait_until(lambda: not resident.program.player.is_announcing)
        assert window.status.said == "配色，原色，按钮", "whatever is heard is seen as well"
        sentence_s = time.monotonic()
        hand.point(resident.page.viewport(), place)
        resident.wait_until(lambda: len(resident.heard) > 4)
        hushed_s = time.monotonic()
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Control)
        resident.wait_until(lambda: not window.narrator.is_playing)
        resident.qtbot.wait(600)  # of silence, to be recorded
        sound_heard = Hearing(recorder.finish())
    assert read == [sentence]
    first_ms = sound_heard.first_sound_ms(passing_s, patience_ms=20_000)
    assert first_ms is not None
    assert passing_s + first_ms / 1000 > rested_s, "nothing sounded in passing"
    assert sound_heard.first_sound_ms(sentence_s) is not None
    last_ms = sound_heard.last_sound_ms(hushed_s, patience_ms=1000)
    assert last_ms is None or last_ms < 500, "Ctrl hushes"
    assert told == ["配色，原色，按钮"]


def test_7_a_shaking_hand_hears_what_it_is_on(sound: SoundServer, resident: Resident) -> None:
    hand, said = Hand(resident), list[str]()
    resident.program.player.announcement_started.connect(lambda utterance: said.append(utterance.text))
    resident.settings.set("reading_mode", "point")
    button, shaken = tool(resident, "colours"), 0

    def shake() -> bool:
        nonlocal shaken
        shaken += 1
        way = QPoint(8 if shaken % 2 else -8, 6 if shaken % 3 else -6)
        hand.point(button, button.rect().center() + way)
        return bool(said)

    resident.wait_until(shake)
    resident.wait_until(lambda: shake() and not resident.program.player.is_announcing)
    assert said == ["配色，原色，按钮"]


def test_1_the_keyboard_is_told_where_it_is(sound: SoundServer, resident: Resident) -> None:
    said: list[str] = []
    resident.program.player.announcement_started.connect(lambda utterance: said.append(utterance.text))
    resident.settings.set("reading_mode", "point")
    resident.press(Qt.Key.Key_F6)
    tool(resident, "reading_mode").setFocus()
    resident.press(Qt.Key.Key_Tab)
    resident.wait_until(lambda: said[-1:] == ["配色，原色，按钮"])
    resident.press(Qt.Key.Key_Space)
    resident.wait_until(lambda: "白底黑字" in said[-1])
    resident.press(Qt.Key.Key_Tab)
    resident.wait_until(lambda: said[-1].startswith("放大"))
    assert sum("白底黑字" in words for words in said) == 1, "what was changed is told once"


def test_7_a_finger_hears_by_staying_and_presses_by_a_touch(sound: SoundServer, resident: Resident) -> None:
    said: list[str] = []
    resident.program.player.announcement_started.connect(lambda utterance: said.append(utterance.text))
    resident.settings.set("reading_mode", "point")
    button, device = tool(resident, "crosshair"), QTest.createTouchDevice()
    place = button.rect().center()
    QTest.touchEvent(button, device).press(0, place, button).commit()
    resident.wait_until(lambda: said == ["十字线，已关闭，开关"])
    QTest.touchEvent(button, device).release(0, place, button).commit()
    assert not resident.settings.flag("crosshair"), "only read"
    resident.touch(button)
    resident.wait_until(lambda: said[-1] == "十字线已打开")
    sentence, place = in_view(resident, "完成生产总值")
    resident.touch(resident.page.viewport(), place)
    resident.wait_until(lambda: len(resident.heard) > 2)
    assert resident.page.report.text(sentence).startswith(resident.heard[0][0])


def test_10_a_click_offers_to_read_on_from_there_and_does_no_more(resident: Resident) -> None:
    hand, window, narrator = Hand(resident), resident.window, resident.window.narrator
    first, _ = in_view(resident, "完成生产总值")
    narrator.read_from(first.block, first.start)
    resident.wait_until(lambda: len(resident.heard) > 2)
    words = resident.place_of("完成24.03亿元")
    sentence, place = (
        sentence_span(resident.page.report, words.block, words.start),
        resident.point_on_page(words),
    )
    assert sentence != first
    hand.click(resident.page.viewport(), place)
    resident.wait_until(window.read_here.isVisible)
    assert narrator.span == first, "a slip changes nothing"
    hand.click(window.read_here)
    resident.wait_until(lambda: narrator.span == sentence)
    assert window.read_here.isHidden()
    resident.wait_until(lambda: resident.heard[-1][0] in resident.page.report.text(sentence))
