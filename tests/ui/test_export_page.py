"""存成录音: chosen in four steps, made off the UI thread, cancelled at any moment, and said how it ended."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader import paths
from reader.core.report import Report
from reader.speech.composer import Composer
from reader.speech.engine import Audio, Engine
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.engines.silent import SilentEngine
from reader.speech.recordings.export import CAPTIONS, Exported, Order
from reader.speech.utterance import Utterance
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.save_places import SavePlace
from reader.ui.controls.sticks import Stick
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.sound.export_desk import ExportDesk
from reader.ui.sound.export_page import ExportPage
from reader.ui.sound.export_runner import ExportRunner

Dress = Callable[[float, str], Theme]


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer.load(paths.resources() / "speech")


@pytest.fixture
def page(qtbot: QtBot, icons: Icons, dress: Dress, report: Report) -> ExportPage:
    theme = dress(1.0, "original")
    page = ExportPage(report, icons)
    qtbot.addWidget(page)
    page.set_theme(theme, 36)
    page.resize(1200, 900)
    page.show_place(item_of(report))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def item_of(report: Report) -> int:
    """Give the block of a short item, 1.5.3."""
    return report.parts[0].chapters[4].items[2].paragraphs[0].number


def button(page: QWidget, beginning: str) -> QPushButton:
    (found,) = [
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName().startswith(beginning) and each.isVisibleTo(page)
    ]
    return found


def says(page: QWidget, words: str) -> bool:
    return any(words in label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def stick(tmp_path: Path, name: str = "U盘") -> Stick:
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    return Stick(folder, name, 14_200_000_000)


# -- what can be chosen ---------------------------------------------------------------------------------------------------


def test_what_stands_around_the_place_is_offered_and_the_item_chosen(
    page: ExportPage, report: Report
) -> None:
    assert button(page, "1 存哪些：这一条，1 分钟：上半年 五、3 切实加强作风建设").isChecked()
    assert not button(page, "1 存哪些：这一章").isChecked()
    whole = button(page, "1 存哪些：整个报告，49 分钟")
    assert whole.accessibleDescription() == "分成 15 个录音，放进一个文件夹"
    page.show_place(report.shown[0].number)
    assert button(page, "1 存哪些：整个报告").isChecked()
    assert not any(each.accessibleName().startswith("1 存哪些：这一") for each in page.findChildren(QPushButton) if each.isVisibleTo(page))  # fmt: skip


def test_a_stick_that_is_plugged_in_appears_and_is_chosen(page: ExportPage, tmp_path: Path) -> None:
    page.show_computer((SavePlace(tmp_path, "音乐"),))
    assert says(page, "还没有找到 U 盘")
    assert button(page, "4 存到哪里：音乐").isChecked()
    page.show_sticks((stick(tmp_path),))
    assert button(page, "4 存到哪里：U 盘“U盘”：还能放 14.2 GB").isChecked()
    assert not says(page, "还没有找到 U 盘")
    page.show_sticks(())
    assert button(page, "4 存到哪里：音乐").isChecked()


def test_what_the_resident_chose_stays_chosen(page: ExportPage, tmp_path: Path) -> None:
    page.show_computer((SavePlace(tmp_path, "音乐"),))
    page.show_sticks((stick(tmp_path),))
    button(page, "4 存到哪里：音乐").click()
    page.show_sticks((stick(tmp_path), stick(tmp_path, "另一个")))
    assert button(page, "4 存到哪里：音乐").isChecked()
    page.choose_folder(stick(tmp_path, "文件").folder)
    assert button(page, "4 存到哪里：“文件”文件夹").isChecked()


def test_the_order_is_what_was_chosen(qtbot: QtBot, page: ExportPage, tmp_path: Path) -> None:
    page.set_speed(220)
    page.show_sticks((stick(tmp_path),))
    with qtbot.waitSignal(page.order_given) as first:
        button(page, "开始存").click()
    order = first.args[0]
    assert (order.scope.key, order.folder, order.sound, order.captions, order.speed_cpm) == (
        "1.5.3",
        tmp_path / "U盘",
        "mp3",
        CAPTIONS,
        220,
    )
    button(page, "1 存哪些：整个报告").click()
    button(page, "2 存成什么：WAV").click()
    button(page, "3 字幕：不要").click()
    with qtbot.waitSignal(page.order_given) as second:
        button(page, "开始存").click()
    order = second.args[0]
    assert (order.scope.key, order.sound, order.captions) == ("all", "wav", ())


def test_with_nowhere_to_save_to_there_is_nothing_to_press(page: ExportPage, tmp_path: Path) -> None:
    page.set_kiosk(True)
    assert not button(page, "开始存").isEnabled()
    page.show_computer((SavePlace(tmp_path, "音乐"),))
    assert not button(page, "开始存").isEnabled(), "strangers save to sticks only"
    assert not any(each.isVisibleTo(page) for each in page.findChildren(QPushButton) if "别的地方" in each.accessibleName())  # fmt: skip
    page.show_sticks((stick(tmp_path),))
    assert button(page, "开始存").isEnabled()


# -- keyboard, screen reader, sizes ---------------------------------------------------------------------------------------


def test_choices_are_radio_buttons_to_keys_and_screen_readers(page: ExportPage, tmp_path: Path) -> None:
    mp3 = button(page, "2 存成什么：MP3")
    interface = QAccessible.queryAccessibleInterface(mp3)
    assert interface is not None
    assert interface.role() == QAccessible.Role.RadioButton
    mp3.setFocus()
    QTest.keyClick(mp3, Qt.Key.Key_Right)
    assert button(page, "2 存成什么：WAV").isChecked()
    assert not mp3.isChecked()


def test_everything_has_a_name_and_a_description(page: ExportPage, tmp_path: Path) -> None:
    page.show_sticks((stick(tmp_path),))
    for widget in (*page.findChildren(QPushButton), *page.findChildren(QProgressBar)):
        assert widget.accessibleName()
        assert widget.accessibleDescription()


def test_tab_goes_through_the_steps_to_the_start(page: ExportPage, tmp_path: Path) -> None:
    page.show_sticks((stick(tmp_path),))
    page.focus_first()
    names = []
    for _ in range(6):
        focus = page.focusWidget()
        assert focus is not None
        names.append(focus.accessibleName().partition("：")[0])
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert names == ["1 存哪些", "2 存成什么", "3 字幕", "4 存到哪里", "别的地方…", "开始存"]


@pytest.mark.parametrize(("width", "scale", "size_px"), [(640, 0.5, 27), (1366, 1.0, 54), (1366, 2.0, 54)])
def test_nothing_is_cut_off_at_any_size(
    page: ExportPage, dress: Dress, tmp_path: Path, width: int, scale: float, size_px: int
) -> None:
    page.show_sticks((stick(tmp_path, "一个名字很长很长的移动硬盘"),))
    page.set_theme(dress(scale, "original"), size_px)
    page.resize(width, 700)
    QTest.qWait(0)
    (area,) = page.findChildren(QScrollArea)
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
    for each in page.findChildren(QPushButton):
        if each.isVisibleTo(page):
            assert each.width() <= page.width()
            if each.hasHeightForWidth():
                assert each.height() >= each.heightForWidth(each.width()) - 1
    start = button(page, "开始存")
    assert page.rect().contains(start.geometry()), (
        "the button to press is in view wherever one has scrolled to"
    )


# -- making ---------------------------------------------------------------------------------------------------------------


class HeldEngine(EspeakEngine):
    """Says a sentence when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.go, self.reached, self.is_closed = threading.Event(), threading.Event(), False

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        self.reached.set()
        assert self.go.wait(20)
        return super().synthesise(utterance, speed_cpm)

    def close(self) -> None:
        self.is_closed = True
        super().close()


@pytest.fixture
def engine() -> Iterator[HeldEngine]:
    engine = HeldEngine()
    yield engine
    engine.go.set()


@pytest.fixture
def opened() -> list[Path]:
    """The folders that were opened for the resident to see."""
    return []


@pytest.fixture
def make_desk(
    report: Report, composer: Composer, page: ExportPage, opened: list[Path]
) -> Iterator[Callable[..., ExportDesk]]:
    runners: list[ExportRunner] = []

    def note(folder: Path) -> bool:
        opened.append(folder)
        return True

    def make(load: Callable[[], Engine], find: Callable[[], tuple[Stick, ...]] = lambda: ()) -> ExportDesk:
        runner = ExportRunner(report, composer, load)
        runners.append(runner)
        desk = ExportDesk(page, runner, page, find, note)
        desk.open(item_of(report), 300)
        return desk

    yield make
    for runner in runners:
        runner.close()


MakeDesk = Callable[..., ExportDesk]


def test_a_recording_is_made_and_said_to_be(
    qtbot: QtBot, page: ExportPage, make_desk: MakeDesk, tmp_path: Path, opened: list[Path]
) -> None:
    desk = make_desk(EspeakEngine, lambda: (stick(tmp_path),))
    choices = [each for each in page.findChildren(QPushButton) if each.isCheckable()]
    with qtbot.waitSignal(desk.announced, timeout=20_000) as announced:
        QTest.keyClick(button(page, "开始存"), Qt.Key.Key_Return)
        assert button(page, "取消").hasFocus()
        assert not any(each.isVisibleTo(page) for each in choices), "the steps are folded away"
        assert says(page, "正在存：上半年 五、3 切实加强作风建设，MP3，要字幕，存到：U 盘“U盘”")
    words = "存好了：在U 盘“U盘”里，叫“上半年 五、3 切实加强作风建设”，一共 4 个文件。"
    assert announced.args == [words]
    assert says(page, words)
    assert len(os.listdir(tmp_path / "U盘")) == 4
    assert button(page, "打开文件夹").hasFocus()
    assert button(page, "2 存成什么：MP3").isChecked()
    button(page, "打开文件夹").click()
    assert opened == [tmp_path / "U盘"]


def test_where_it_lies_is_said_as_the_resident_knows_it(page: ExportPage, tmp_path: Path) -> None:
    folder = stick(tmp_path, "文件").folder
    page.choose_folder(folder)
    words = page.show_done(Exported(folder / "报告", (folder / "报告" / "01.mp3",), 10.0, 3))
    assert words == "存好了：在“文件”文件夹里，叫“报告”，一共 1 个文件。"


def test_progress_is_shown_and_cancel_leaves_nothing(
    qtbot: QtBot, page: ExportPage, make_desk: MakeDesk, tmp_path: Path, engine: HeldEngine
) -> None:
    make_desk(lambda: engine, lambda: (stick(tmp_path),))
    (bar,) = page.findChildren(QProgressBar)
    assert not bar.isVisibleTo(page)
    button(page, "开始存").click()
    qtbot.waitUntil(engine.reached.is_set)
    qtbot.waitUntil(lambda: says(page, "正在录：上半年 五、3"))
    assert bar.isVisibleTo(page)
    assert says(page, "存了 0%")
    button(page, "取消").click()
    assert says(page, "正在停下来")
    engine.go.set()
    qtbot.waitUntil(lambda: says(page, "什么都没有留下"))
    assert button(page, "开始存").hasFocus()
    assert os.listdir(tmp_path / "U盘") == []
    assert engine.is_closed


def test_a_failure_is_said(qtbot: QtBot, page: ExportPage, make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(SilentEngine, lambda: (stick(tmp_path),))
    with qtbot.waitSignal(desk.notice_given) as notice:
        button(page, "开始存").click()
    assert "没有声音" in notice.args[0]
    assert says(page, "没有声音")

    def broken() -> Engine:
        raise ZeroDivisionError

    desk = make_desk(broken, lambda: (stick(tmp_path),))
    with qtbot.waitSignal(desk.notice_given) as notice:
        button(page, "开始存").click()
    assert "再试一次" in notice.args[0]


def test_leaving_the_page_does_not_stop_the_recording_and_closing_the_program_does(
    qtbot: QtBot, page: ExportPage, report: Report, composer: Composer, tmp_path: Path, engine: HeldEngine
) -> None:
    runner = ExportRunner(report, composer, lambda: engine)
    desk = ExportDesk(page, runner, page, lambda: (stick(tmp_path),))
    desk.open(item_of(report), 180)
    button(page, "开始存").click()
    qtbot.waitUntil(engine.reached.is_set)
    with qtbot.waitSignal(page.back_pressed):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert runner.is_running
    desk.open(report.shown[0].number, 300)
    assert says(page, "正在存：上半年 五、3"), "what is being made is not taken away"
    assert button(page, "取消").hasFocus()
    engine.go.set()
    runner.close()
    assert os.listdir(tmp_path / "U盘") == []


def test_one_recording_at_a_time(
    qtbot: QtBot, report: Report, composer: Composer, page: ExportPage, tmp_path: Path, engine: HeldEngine
) -> None:
    loaded: list[Engine] = []

    def load() -> Engine:
        loaded.append(engine)
        return engine

    runner = ExportRunner(report, composer, load)
    done: list[Exported] = []
    runner.finished.connect(done.append)
    page.show_sticks((stick(tmp_path),))
    orders: list[Order] = []
    page.order_given.connect(orders.append)
    button(page, "开始存").click()
    runner.start(orders[0])
    runner.start(orders[0])
    engine.go.set()
    qtbot.waitUntil(lambda: len(done) == 1, timeout=20_000)
    assert len(loaded) == 1
    assert not runner.is_running


def test_sticks_are_looked_for_only_while_the_page_is_in_view(
    qtbot: QtBot, page: ExportPage, make_desk: MakeDesk, tmp_path: Path
) -> None:
    asked: list[int] = []

    def find() -> tuple[Stick, ...]:
        asked.append(1)
        return ()

    desk = make_desk(EspeakEngine, find)
    assert len(asked) == 1
    desk._look()
    assert len(asked) == 2
    page.hide()
    desk._look()
    assert len(asked) == 2
    assert not desk._watch.isActive()


# -- what was said of an earlier recording --------------------------------------------------------------------------------


def made(page: ExportPage, folder: Path) -> str:
    """Let a recording have been made."""
    return page.show_done(Exported(folder, (folder / "录音.mp3",), 10.0, 3))


def test_where_it_goes_stands_beside_the_button(page: ExportPage, tmp_path: Path) -> None:
    page.show_sticks((stick(tmp_path),))
    assert says(page, "存：上半年 五、3 切实加强作风建设\n存到：U 盘“U盘”（还能放 14.2 GB）")
    button(page, "1 存哪些：整个报告").click()
    assert says(page, "存：整个报告\n存到：U 盘")
    assert "存到：U 盘" in button(page, "开始存").accessibleDescription()
    page.show_sticks(())
    page.set_kiosk(True)
    assert says(page, "请先插上 U 盘")


def test_another_choice_is_not_said_to_be_saved(page: ExportPage, tmp_path: Path) -> None:
    page.show_sticks((stick(tmp_path),))
    for choice in ("1 存哪些：整个报告", "2 存成什么：WAV", "3 字幕：不要", "4 存到哪里：U 盘"):
        words = made(page, tmp_path / "U盘")
        assert says(page, words)
        assert button(page, "打开文件夹").isVisibleTo(page)
        button(page, choice).click()
        assert not says(page, words)
        assert not any(each.label == "打开文件夹" and each.isVisibleTo(page) for each in page.findChildren(ActionButton))  # fmt: skip


def test_at_another_place_nothing_is_said_to_be_saved_once_it_was_seen(
    page: ExportPage, report: Report, tmp_path: Path
) -> None:
    page.show_sticks((stick(tmp_path),))
    words = made(page, tmp_path / "U盘")
    page.show_place(item_of(report))
    assert says(page, words)
    page.show_place(report.shown[0].number)
    assert not says(page, words)
    page.hide()
    words = made(page, tmp_path / "U盘")
    page.show_place(item_of(report))
    page.show()
    assert says(page, words), "it ended while the resident read on"
    page.show_place(report.shown[0].number)
    assert not says(page, words)


def test_opened_again_it_begins_at_the_top_with_what_is_chosen(
    page: ExportPage, make_desk: MakeDesk, report: Report, tmp_path: Path
) -> None:
    desk = make_desk(EspeakEngine, lambda: (stick(tmp_path),))
    button(page, "1 存哪些：整个报告").click()
    page.resize(640, 300)
    QTest.qWait(0)
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    desk.open(item_of(report), 180)
    assert bar.value() == 0
    assert button(page, "1 存哪些：整个报告").hasFocus(), "at the same place the choice is kept"
    desk.open(report.parts[1].chapters[0].items[0].paragraphs[0].number, 180)
    assert button(page, "1 存哪些：这一条").hasFocus()


def test_a_folder_that_does_not_open_is_told_of(
    qtbot: QtBot, page: ExportPage, report: Report, composer: Composer, tmp_path: Path
) -> None:
    desk = ExportDesk(
        page, ExportRunner(report, composer, EspeakEngine), page, lambda: (stick(tmp_path),), lambda _: False
    )
    desk.open(item_of(report), 180)
    made(page, tmp_path / "U盘")
    with qtbot.waitSignal(desk.notice_given) as notice:
        button(page, "打开文件夹").click()
    assert str(tmp_path / "U盘") in notice.args[0]
    (tmp_path / "U盘").rmdir()
    with qtbot.waitSignal(desk.notice_given) as notice:
        button(page, "打开文件夹").click()
    assert "拔掉" in notice.args[0]


def test_the_folder_dialog_speaks_chinese_and_names_its_parts(
    page: ExportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    button(page, "别的地方…").click()
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.viewMode() is QFileDialog.ViewMode.List
    for part in dialog.findChildren(QPushButton):
        if part.isVisibleTo(dialog):
            assert part.text() in ("就存在这里", "不挑了")
            assert part.accessibleDescription()
    for kind in (QToolButton, QLineEdit, QComboBox):
        for each in dialog.findChildren(kind):
            if each.isVisibleTo(dialog) and not isinstance(each.parentWidget(), QComboBox):
                assert each.accessibleName(), each.objectName()
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert button(page, f"4 存到哪里：“{tmp_path.name}”文件夹").isChecked()
