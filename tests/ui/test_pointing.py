"""指读 in the real window: what pointer, finger and keyboard come to is read, and nothing else is.

The real voice and player; time passes by a clock that is turned by hand, so what is heard is a matter of it alone.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.core.report import Report
from reader.core.span import Span
from reader.settings.store import Settings
from reader.speech.composer import Composer
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.playback.sound import ClockSink
from reader.speech.player import Player, PlayerState
from reader.tools import TOOLS, all_options
from reader.ui.aids.pointed import spoken_of
from reader.ui.aids.pointing import SHAKE_PX
from reader.ui.captions.strip import CaptionStrip
from reader.ui.controls.stepper import Stepper
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.page.pointer_hand import sentence_span
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.bar import SPEED
from reader.ui.player.narrator import Narrator
from reader.ui.window.contents import Contents
from reader.ui.window.notice import NoticeStrip
from reader.ui.window.stage import Stage
from reader.ui.window.toolbar import ToolBar, ToolButton
from tests.ui.conftest import OpenProgram

Dress = Callable[[float, str], Theme]
GIVE_UP_S = 20.0
_NO = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def composer(resources: Path) -> Composer:
    return Composer.load(resources / "speech")


@pytest.fixture(scope="module")
def espeak() -> EspeakEngine:
    return EspeakEngine()


class Hall:
    """A window with one of each: tools, contents, the report, a slider; the voice, the clock, and what was said."""

    def __init__(
        self,
        qtbot: QtBot,
        report: Report,
        composer: Composer,
        espeak: EspeakEngine,
        theme: Theme,
        icons: Icons,
        folder: Path,
    ) -> None:
        self._qtbot = qtbot
        self.now_s = 100.0
        self.sinks: list[ClockSink] = []
        self.settings = Settings(all_options(), folder / "settings.json")
        self.player = Player(composer, espeak, self._make_sink, speed_cpm=300, clock=lambda: self.now_s)
        self.window = QWidget()
        self.window.resize(1366, 768)
        self.page, self.captions, self.notice = ReadingPage(report), CaptionStrip(), NoticeStrip()
        self.narrator = Narrator(report, self.player, self.page, self.captions, self.window)
        self.stage = Stage(self.settings, self.player, self.narrator, self.notice, self.window)
        self.tools = tuple(tool(self.stage) for tool in TOOLS)
        self.toolbar, self.contents = ToolBar(self.tools, icons, self.window), Contents(report, self.window)
        self.stepper = Stepper(SPEED, icons, self.window)
        self.field = QLineEdit(self.window)
        self.field.setAccessibleName("找什么")
        for part, box in (
            (self.toolbar, QRect(0, 0, 1366, 110)),
            (self.contents, QRect(0, 120, 340, 480)),
            (self.page, QRect(350, 120, 1016, 480)),
            (self.stepper, QRect(0, 640, 500, 110)),
            (self.field, QRect(600, 660, 300, 64)),
        ):
            part.setParent(self.window)
            part.setGeometry(box)
        for unseen in (self.captions, self.notice):
            unseen.setParent(self.window)
            unseen.hide()
        for dressed in (self.toolbar, self.contents, self.stepper, self.captions):
            dressed.set_theme(theme)
        self.page.set_style(theme, 100)
        self.page.scroller.is_motion_on = False
        self.settings.watch(self._apply)
        self.settings.set("reading_rest_ms", 200)
        self.page.tapped.connect(self.stage.pointing.tap)
        self.said: list[str] = []
        self.read: list[Span] = []
        self.announced: list[str] = []
        self.stage.pointing.said.connect(self.said.append)
        self.player.sentence_changed.connect(lambda _index, span: self.read.append(span))
        self.player.announcement_started.connect(lambda utterance: self.announced.append(utterance.text))

    def _make_sink(self, rate_hz: int) -> ClockSink:
        self.sinks.append(ClockSink(rate_hz, lambda: self.now_s))
        return self.sinks[-1]

    def _apply(self, key: str, _value: object) -> None:
        for tool in self.tools:
            if key == "reading_mode" and tool.key == key:
                tool.apply()

    def show(self) -> None:
        with self._qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.leave()

    # -- doing --

    def point(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Bring the pointer to a place of ``widget``, in one step."""
        place = place if place is not None else widget.rect().center()
        QTest.mouseMove(self.window.windowHandle(), widget.mapTo(self.window, place))

    def leave(self) -> None:
        """Bring the pointer where there is nothing."""
        QTest.mouseMove(self.window.windowHandle(), QPoint(1200, 740))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, _NO)

    def touch(self, widget: QWidget, place: QPoint | None = None) -> Callable[[], None]:
        """Put a finger on a place; what is given lets it go."""
        spot = place if place is not None else widget.rect().center()
        device = QTest.createTouchDevice()
        QTest.touchEvent(widget, device).press(0, spot, widget).commit()
        return lambda: QTest.touchEvent(widget, device).release(0, spot, widget).commit()

    def spot(self, words: str) -> tuple[Span, QPoint]:
        """Give the sentence that holds these words of the report, in view, and a place on them."""
        for block in self.page.report.shown:
            if (at := block.text.find(words)) >= 0:
                self.page.go_to(Span(block.number, at, at))
                box = self.page.span_rect(Span(block.number, at, at + 1))
                return (
                    sentence_span(self.page.report, block.number, at),
                    self.page.viewport().mapFromGlobal(box.center()),
                )
        raise AssertionError(words)

    # -- hearing --

    def wait(self, is_enough: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_enough, timeout=int(GIVE_UP_S * 1000))

    def listen(self, is_enough: Callable[[], bool]) -> None:
        """Let time pass while there is something on the tape, until it is enough."""
        limit_s = time.monotonic() + GIVE_UP_S
        while not is_enough():
            assert time.monotonic() < limit_s, "waited in vain"
            self._qtbot.wait(1)
            if self.sinks and not self.sinks[-1].tape.is_idle:
                self.now_s += 0.02
            self.player.follow()

    def button(self, key: str) -> ToolButton:
        return next(button for button in self.toolbar.buttons if button.tool.key == key)


@pytest.fixture
def hall(
    qtbot: QtBot,
    report: Report,
    composer: Composer,
    espeak: EspeakEngine,
    dress: Dress,
    icons: Icons,
    tmp_path: Path,
) -> Iterator[Hall]:
    hall = Hall(qtbot, report, composer, espeak, dress(1.0, "original"), icons, tmp_path)
    hall.show()
    hall.settings.set("reading_mode", "point")
    yield hall
    hall.stage.pointing.set_on(False)
    hall.player.close()
    hall.window.close()
    hall.window.deleteLater()


COLOURS = "配色，原色，按钮"


# -- the pointer ---------------------------------------------------------------------------------------------------


def test_what_the_pointer_rests_on_is_said_with_name_and_state(hall: Hall) -> None:
    hall.point(hall.button("colours"))
    hall.wait(lambda: hall.said == [COLOURS])
    hall.listen(lambda: hall.announced == [COLOURS])
    hall.point(hall.button("voice"))
    hall.wait(lambda: hall.said[1:] == ["声音开关，已打开，开关"])


def test_a_sentence_is_read_and_lit_once(hall: Hall) -> None:
    sentence, place = hall.spot("完成生产总值")
    hall.point(hall.page.viewport(), place)
    hall.listen(lambda: hall.read == [sentence])
    hall.listen(lambda: not hall.narrator.is_playing)
    hall.point(hall.page.viewport(), place + QPoint(SHAKE_PX + 2, 0))
    hall.point(hall.button("colours"))
    hall.wait(lambda: hall.said == [COLOURS])
    assert hall.read == [sentence], "not read again before the pointer had left it"
    hall.point(hall.page.viewport(), place)
    hall.listen(lambda: hall.read == [sentence, sentence])


def test_nothing_is_read_in_passing(hall: Hall) -> None:
    hall.settings.set("reading_rest_ms", 1000)  # a machine that is busy may dwell between two moves
    for at in range(20):
        hall.point(hall.page.viewport(), QPoint(60 + 40 * at, 40 + 15 * at))
        hall.point(hall.contents.viewport(), QPoint(20 + 10 * at, 20 * at))
        hall.point(hall.toolbar, QPoint(60 * at, 50))
    hall.point(hall.button("colours"))
    hall.wait(lambda: bool(hall.said))
    assert hall.said == [COLOURS]
    assert hall.read == []


def test_a_hand_that_shakes_is_heard_and_hears_it_once(hall: Hall) -> None:
    button, moves = hall.button("colours"), iter(range(10_000))
    shaking = QTimer(hall.window, interval=20)

    def shake() -> None:
        at = next(moves)
        way = QPoint(9 if at % 2 else -9, 7 if at % 3 else -7)
        hall.point(button, button.rect().center() + way)

    shaking.timeout.connect(shake)
    shaking.start()
    hall.wait(lambda: hall.said == [COLOURS])
    seen = next(moves)
    hall.wait(lambda: next(moves) > seen + 40)
    shaking.stop()
    hall.point(hall.button("voice"))
    hall.wait(lambda: len(hall.said) > 1)
    assert hall.said == [COLOURS, "声音开关，已打开，开关"]


def test_a_row_of_the_contents_is_said_and_an_empty_corner_says_nothing(hall: Hall) -> None:
    entry = hall.contents.topLevelItem(0)
    assert entry is not None
    hall.point(hall.contents.viewport(), hall.contents.visualItemRect(entry).center())
    hall.wait(lambda: hall.said == [f"{entry.text(0)}，已展开"])
    hall.leave()
    hall.point(hall.button("colours"))
    hall.wait(lambda: hall.said[1:] == [COLOURS])


def test_nothing_is_read_while_a_button_is_held_nor_after_it(hall: Hall, qtbot: QtBot) -> None:
    button = hall.button("crosshair")
    window, spot = hall.window.windowHandle(), button.mapTo(hall.window, button.rect().center())
    told = QSignalSpy(hall.stage.said)
    QTest.mouseMove(window, spot)
    QTest.mousePress(window, _LEFT, _NO, spot)
    qtbot.wait(2 * hall.settings.number("reading_rest_ms"))  # nothing comes that could be awaited
    QTest.mouseRelease(window, _LEFT, _NO, spot)
    hall.point(hall.button("colours"))
    hall.wait(lambda: hall.said == [COLOURS])
    assert [told.at(at)[0] for at in range(told.count())] == ["十字线已打开", COLOURS]


def test_the_pointer_leaves_the_reading_alone_but_not_its_buttons(hall: Hall) -> None:
    first, _ = hall.spot("招商引资持续发力")
    hall.narrator.read_from(first.block, first.start)
    hall.listen(lambda: hall.read == [first])
    _, place = hall.spot("完成生产总值")
    hall.point(hall.page.viewport(), place)
    hall.point(hall.page.viewport(), place + QPoint(200, 60))
    hall.point(hall.button("colours"))
    hall.listen(lambda: hall.announced == [COLOURS])
    assert hall.player.state is PlayerState.PLAYING
    assert not hall.narrator.is_reading_aside
    sounded = QSignalSpy(hall.player.character_sounded)
    hall.listen(lambda: sounded.count() > 2)


def test_who_points_elsewhere_does_not_hear_the_rest_of_the_sentence(hall: Hall) -> None:
    sentence, place = hall.spot("完成生产总值")
    hall.point(hall.page.viewport(), place)
    hall.listen(lambda: hall.read == [sentence])
    hall.point(hall.button("colours"))
    hall.listen(lambda: hall.announced == [COLOURS] and not hall.player.is_announcing)
    assert hall.player.state is PlayerState.STOPPED


# -- presses and fingers -------------------------------------------------------------------------------------------


def test_a_tapped_sentence_is_read_at_once(hall: Hall) -> None:
    sentence, place = hall.spot("完成生产总值")
    QTest.mouseClick(hall.page.viewport(), _LEFT, pos=place)
    hall.listen(lambda: hall.read == [sentence])
    other, place = hall.spot("招商引资持续发力")
    hall.touch(hall.page.viewport(), place)()
    hall.listen(lambda: hall.read == [sentence, other])


def test_a_finger_presses_as_ever_and_the_tool_tells(hall: Hall) -> None:
    hall.touch(hall.button("crosshair"))()
    hall.listen(lambda: hall.announced == ["十字线已打开"])
    hall.touch(hall.field)()
    hall.wait(lambda: hall.said == ["找什么，输入框"])


def test_a_finger_that_stays_reads_and_presses_nothing(hall: Hall) -> None:
    crosshair = hall.button("crosshair")
    let_go = hall.touch(crosshair)
    hall.wait(lambda: hall.said == ["十字线，已关闭，开关"])
    let_go()
    assert not hall.settings.flag("crosshair")
    slider = hall.stepper.stops()[1]
    let_go = hall.touch(slider, QPoint(slider.width() - 4, slider.height() // 2))
    hall.wait(lambda: len(hall.said) > 1)
    let_go()
    assert hall.said[1:] == ["语速，100 字每分，滑块"]
    assert hall.stepper.value() == 100, "the slider has not moved"
    hall.touch(crosshair)()
    assert hall.settings.flag("crosshair"), "the next short touch presses again"


def test_a_finger_moves_a_slider_when_it_lets_go_soon(hall: Hall) -> None:
    slider = hall.stepper.stops()[1]
    hall.touch(slider, QPoint(slider.width() - 4, slider.height() // 2))()
    assert hall.stepper.value() > 100
    hall.wait(lambda: hall.said == [f"语速，{hall.stepper.value()} 字每分，滑块"])


# -- the keyboard --------------------------------------------------------------------------------------------------


def test_what_a_key_leads_to_is_said_and_never_over_what_the_program_tells(hall: Hall) -> None:
    hall.button("reading_mode").setFocus()
    hall.press(Qt.Key.Key_Tab)
    hall.listen(lambda: hall.announced == [COLOURS])
    hall.press(Qt.Key.Key_Space)
    hall.listen(lambda: len(hall.announced) > 1)
    assert "白底黑字" in hall.announced[1]
    hall.press(Qt.Key.Key_Tab)
    hall.wait(lambda: len(hall.said) > 1)
    assert hall.said[1].startswith("放大"), "the colour was told once"


def test_rows_and_values_are_said_as_they_change(hall: Hall) -> None:
    hall.contents.setFocus()
    entry = hall.contents.topLevelItem(0)
    assert entry is not None
    hall.contents.setCurrentItem(entry)
    hall.press(Qt.Key.Key_Down)
    hall.wait(lambda: len(hall.said) == 1)
    row = hall.contents.currentItem()
    assert row is not None
    assert hall.said[0] == f"{row.text(0)}，收着".replace("\u3000", "，")
    hall.press(Qt.Key.Key_Right)
    hall.wait(lambda: hall.said[1:] == [f"{row.text(0)}，已展开".replace("\u3000", "，")])
    hall.stepper.stops()[1].setFocus()
    hall.press(Qt.Key.Key_Right)
    hall.wait(lambda: hall.said[2:] == ["语速，110 字每分，滑块"])
    hall.field.setFocus()
    hall.press(Qt.Key.Key_End)
    hall.wait(lambda: hall.said[3:] == ["找什么，输入框"])
    QTest.keyClicks(hall.field, "lao")
    hall.stepper.stops()[0].setFocus()
    hall.press(Qt.Key.Key_F24)
    hall.wait(lambda: len(hall.said) > 4)
    assert hall.said[4:] == ["慢一点，110 字每分，按钮"], "what is typed is not said"


def test_the_caret_s_sentence_is_read_and_a_term_named(hall: Hall) -> None:
    sentence, _ = hall.spot("完成生产总值")
    hall.page.setFocus()
    hall.press(Qt.Key.Key_Right)
    hall.listen(lambda: hall.read == [sentence])
    hall.listen(lambda: not hall.narrator.is_playing)
    hall.press(Qt.Key.Key_Tab)
    link = hall.page.link_in_focus()
    assert link is not None
    hall.wait(lambda: hall.said == [f"{hall.page.report.text(link.span)}，名词，按回车听解释"])


def test_control_alone_hushes_and_with_another_key_does_not(hall: Hall) -> None:
    sentence, place = hall.spot("完成生产总值")
    hall.point(hall.page.viewport(), place)
    hall.listen(lambda: hall.read == [sentence])
    QTest.keyPress(hall.page, Qt.Key.Key_Control)
    QTest.keyClick(hall.page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyRelease(hall.page, Qt.Key.Key_Control)
    assert hall.narrator.is_playing
    QTest.keyClick(hall.page, Qt.Key.Key_Control)
    assert hall.player.state is PlayerState.STOPPED
    hall.stage.announce("大小，百分之一百一十")
    assert hall.player.is_announcing
    QTest.keyClick(hall.page, Qt.Key.Key_Control)
    assert not hall.player.is_announcing
    hall.narrator.read_from(sentence.block, 0)
    QTest.keyClick(hall.page, Qt.Key.Key_Control)
    assert hall.player.state is PlayerState.PAUSED


# -- when it is not wanted -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "value"), [("voice", False), ("screen_reader", True), ("volume", 0)])
def test_what_may_not_be_heard_is_seen(hall: Hall, key: str, value: bool | int) -> None:
    hall.settings.set(key, value)
    told = QSignalSpy(hall.stage.said)
    hall.point(hall.button("colours"))
    hall.wait(lambda: told.count() == 1)
    assert told.at(0)[0] == COLOURS
    assert not hall.player.is_announcing


def test_a_sentence_is_left_to_the_screen_reader_but_seen(hall: Hall) -> None:
    hall.settings.set("screen_reader", True)
    sentence, place = hall.spot("完成生产总值")
    hall.point(hall.page.viewport(), place)
    hall.wait(lambda: hall.said == [hall.page.report.text(sentence)])
    assert hall.player.state is PlayerState.STOPPED


def test_without_it_nothing_is_read_and_a_tap_is_offered_only(hall: Hall) -> None:
    hall.settings.set("reading_mode", "on")
    offered = QSignalSpy(hall.stage.pointing.place_tapped)
    hall.point(hall.button("colours"))
    sentence, place = hall.spot("完成生产总值")
    QTest.mouseClick(hall.page.viewport(), _LEFT, pos=place)
    assert offered.count() == 1
    assert sentence_span(hall.page.report, *offered.at(0)) == sentence
    hall.press(Qt.Key.Key_Tab)
    hall.settings.set("reading_mode", "point")
    hall.point(hall.button("voice"))
    hall.wait(lambda: bool(hall.said))
    assert hall.said == ["声音开关，已打开，开关"]
    assert hall.player.state is PlayerState.STOPPED


# -- the words -----------------------------------------------------------------------------------------------------


def test_every_kind_of_widget_is_named_in_chinese(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    switch = QCheckBox("按段停", window)
    option = QPushButton("楷体", window)
    option.setCheckable(True)
    option.setAutoExclusive(True)
    bar, box, field = QProgressBar(window), QComboBox(window), QLineEdit("1234", window)
    bar.setAccessibleName("存成录音")
    bar.setValue(30)
    box.addItems(["大", "小"])
    box.setAccessibleName("字")
    field.setAccessibleName("暗号")
    field.setEchoMode(QLineEdit.EchoMode.Password)
    off = QPushButton("撤&销", window)
    off.setEnabled(False)
    rich = QLabel("<p><b>①</b> 地块</p>", window)
    words = {
        switch: "按段停，已关闭，开关",
        option: "楷体，没选中，选项",
        bar: "存成录音，30%，进度",
        box: "字，大，选择框",
        field: "暗号，输入框",
        off: "撤销，现在不能用，按钮",
        rich: "① 地块",
        QLabel("正文", window): "正文",
        QLabel(window): "",
        QWidget(window): "",
        QScrollBar(window): "",
    }
    for widget, expected in words.items():
        assert spoken_of(widget, widget.rect().center()) == expected
    switch.setChecked(True)
    option.setChecked(True)
    assert spoken_of(switch, QPoint(2, 2)) == "按段停，已打开，开关"
    assert spoken_of(option, QPoint(2, 2)) == "楷体，已选中，选项"


def test_texts_are_said_by_the_paragraph_and_menus_by_the_row(qtbot: QtBot) -> None:
    text = QTextBrowser()
    qtbot.addWidget(text)
    text.resize(400, 300)
    text.setHtml("<p>第一段。</p><p>第二段。</p>")
    text.show()
    second = text.document().findBlockByNumber(1)
    box = text.document().documentLayout().blockBoundingRect(second)
    assert spoken_of(text.viewport(), QPoint(20, round(box.center().y()))) == "第二段。"
    assert spoken_of(text.viewport(), QPoint(200, 280)) == ""
    menu = QMenu()
    qtbot.addWidget(menu)
    actions = [QAction("从这里读\tF5", menu), QAction("复制选中的文字", menu)]
    actions[1].setEnabled(False)
    menu.addActions(actions)
    said = [spoken_of(menu, menu.actionGeometry(action).center()) for action in menu.actions()]
    assert said == ["从这里读", "复制选中的文字，现在不能用"]


_LATIN = re.compile(r"[A-Za-z]{2,}")
_KNOWN_LATIN = {
    "Ctrl",
    "Shift",
    "Alt",
    "Tab",
    "Esc",
    "MP",
    "WAV",
    "espeak",
    "eSpeak",
    "NG",
    "USB",
    "NVDA",
    "Orca",
}
"""Keys, and names of things."""


@pytest.fixture
def program(open_program: OpenProgram) -> Program:
    return open_program(is_ready=False)


def test_nothing_in_the_window_is_nameless_or_named_in_english(program: Program, qtbot: QtBot) -> None:
    window = program.window
    pages: list[Callable[[], None]] = [
        window.way.show_page,
        lambda: window.way.show_glossary(1),
        *(
            lambda side=side: window.way.show_side(side)
            for side in (
                window.sound_pages.voices,
                window.sound_pages.pronunciation,
                window.sound_pages.export,
            )
        ),
    ]
    for show in pages:
        show()
        qtbot.wait(1)
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or widget.size().isEmpty():
                continue
            words = spoken_of(widget, widget.rect().center())
            if isinstance(widget, QAbstractButton | QLineEdit) or (
                isinstance(widget, QAbstractSlider) and not isinstance(widget, QScrollBar)
            ):
                assert words, widget
            if isinstance(widget, QAbstractItemView | QAbstractButton | QLabel):
                assert set(_LATIN.findall(words)) <= _KNOWN_LATIN, words
