"""The player bar: everything is there at every size, large enough to hit, and says what was asked for."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.speech.engine import FASTEST_CPM, SLOWEST_CPM
from reader.speech.player import PlayerState
from reader.ui.controls.child_popup import ChildPopup
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.player.bar import SPEED, STATES, PlayerBar
from reader.ui.player.extras import SLEEPS, PlayerExtras
from reader.ui.player.narrator import Sleep

Dress = Callable[[float, str], Theme]
WORDS = {"上一句", "朗读", "下一句", "再听一遍", "停止", "从头读", "慢一点", "快一点", "轻一点", "响一点"}


@pytest.fixture
def show_bar(qtbot: QtBot, icons: Icons, dress: Dress) -> Callable[[int, int, float], PlayerBar]:
    def show(width: int, height: int, scale: float) -> PlayerBar:
        theme = dress(scale, "original")
        window = QWidget()
        qtbot.addWidget(window)
        box = QVBoxLayout(window)
        box.setContentsMargins(0, 0, 0, 0)
        box.addStretch(1)
        bar = PlayerBar(icons)
        box.addWidget(bar)
        bar.set_theme(theme)
        bar.set_speed(180)
        bar.set_volume(80)
        bar.set_place("上半年 · 一 · 1")
        bar.set_remaining("还要听 38 分钟")
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return bar

    return show


@pytest.fixture
def show_whole_bar(
    qtbot: QtBot, icons: Icons, dress: Dress
) -> Callable[[int, int, float], tuple[PlayerBar, PlayerExtras, QWidget]]:
    """Make a bar with its extras, below captions."""

    def show(width: int, height: int, scale: float) -> tuple[PlayerBar, PlayerExtras, QWidget]:
        theme = dress(scale, "original")
        window = QWidget()
        qtbot.addWidget(window)
        extras, captions = PlayerExtras(window), QWidget()
        captions.setFixedHeight(95)
        bar = PlayerBar(icons, extras.buttons, spared=captions)
        box = QVBoxLayout(window)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addStretch(1)
        box.addWidget(captions)
        box.addWidget(bar)
        bar.set_theme(theme)
        bar.set_place("上半年 · 一 · 10")
        bar.set_remaining("还要听 38 分钟")
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return bar, extras, captions

    return show


def button(inside: QWidget, word: str) -> QPushButton:
    found = [each for each in inside.findChildren(QPushButton) if each.accessibleName() == word]
    assert len(found) == 1, word
    return found[0]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def parts_seen(inside: QWidget) -> list[QWidget]:
    widgets: list[QWidget] = []
    for kind in (QPushButton, QSlider, QLabel):
        widgets += [each for each in inside.findChildren(kind) if each.isVisible()]
    return widgets


def check_nothing_is_cut(inside: QWidget) -> None:
    boxes = {}
    for part in parts_seen(inside):
        box = QRect(part.mapTo(inside, QPoint(0, 0)), part.size())
        assert inside.rect().contains(box), (part, box, inside.rect())
        if isinstance(part, QPushButton | QLabel):
            needed = part.sizeHint()
            assert part.width() >= needed.width() - 1, part
            assert part.height() >= needed.height() - 1, part
        if isinstance(part, QPushButton):
            assert min(part.width(), part.height()) >= 44, part
        boxes[part] = box
    for (one, first), (other, second) in itertools.combinations(boxes.items(), 2):
        assert not first.intersects(second), (one, other)


def open_panel(bar: PlayerBar) -> ChildPopup:
    button(bar, "更多").click()
    return next(each for each in bar.window().findChildren(ChildPopup) if each.isVisible())


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.25, 2.0, 3.0])
@pytest.mark.parametrize(("width", "height"), [(800, 600), (1366, 768), (1920, 1080), (1080, 1920)])
def test_all_of_it_is_there_at_every_size(
    show_bar: Callable[[int, int, float], PlayerBar], width: int, height: int, scale: float
) -> None:
    bar = show_bar(width, height, scale)
    assert (bar.width(), bar.window().size().toTuple()) == (width, (width, height))
    assert bar.height() <= height / 5 + 1
    check_nothing_is_cut(bar)
    seen = {each.accessibleName() for each in parts_seen(bar)}
    assert {"上一句", "朗读", "下一句", "停止"} <= seen
    if "更多" in seen:
        panel = open_panel(bar)
        assert bar.window().rect().contains(panel.geometry())
        assert panel.geometry().bottom() < bar.geometry().top()
        check_nothing_is_cut(panel)
        seen |= {each.accessibleName() for each in parts_seen(panel)}
    assert seen >= WORDS
    main = bar.findChild(QPushButton, "player-main")
    assert isinstance(main, QPushButton)
    assert main.height() >= (72 if scale >= 1 and height >= 768 else 60)


def test_a_usual_screen_folds_nothing_and_the_main_button_is_the_largest(
    show_bar: Callable[[int, int, float], PlayerBar],
) -> None:
    bar = show_bar(1920, 1080, 1.0)
    main = button(bar, "朗读")
    assert main.height() >= 72
    others = [each for each in bar.findChildren(QPushButton) if each.isVisible() and each is not main]
    assert all(each.width() * each.height() < main.width() * main.height() for each in others)
    assert not [each for each in others if each.accessibleName() == "更多"]


def test_what_was_folded_comes_back_in_its_place(show_bar: Callable[[int, int, float], PlayerBar]) -> None:
    bar = show_bar(1920, 1080, 1.0)
    row = [button(bar, word) for word in ("上一句", "朗读", "下一句", "再听一遍", "停止", "从头读", "慢一点")]
    before = [each.x() for each in row[:-1]]
    bar.set_is_folded(True)
    assert not button(bar, "从头读").isVisible()
    panel = open_panel(bar)
    assert button(panel, "从头读").isVisible()
    bar.set_is_folded(None)
    QApplication.processEvents()
    assert not panel.isVisible()
    assert [each.x() for each in row[:-1]] == before
    assert all(each.isVisible() for each in row)


def test_the_main_button_says_what_it_does(show_bar: Callable[[int, int, float], PlayerBar]) -> None:
    bar = show_bar(1366, 768, 1.0)
    main = button(bar, "朗读")
    for state, word in zip(PlayerState, ("朗读", "暂停", "继续"), strict=True):
        bar.set_state(state.value)
        assert (main.text().strip(), main.accessibleName()) == (word, word)
        assert main.accessibleDescription() == STATES[state.value][2]
    with pytest.raises(KeyError):
        bar.set_state("asleep")


@pytest.mark.parametrize(
    ("word", "signal"),
    [
        ("朗读", "play_pressed"),
        ("停止", "stop_pressed"),
        ("上一句", "previous_pressed"),
        ("下一句", "next_pressed"),
        ("再听一遍", "repeat_pressed"),
        ("从头读", "from_start_pressed"),
    ],
)
def test_buttons_ask(
    qtbot: QtBot, show_bar: Callable[[int, int, float], PlayerBar], word: str, signal: str
) -> None:
    bar = show_bar(1920, 1080, 1.0)
    with qtbot.waitSignal(getattr(bar, signal)):
        qtbot.mouseClick(button(bar, word), Qt.MouseButton.LeftButton)
    button(bar, word).setFocus()
    with qtbot.waitSignal(getattr(bar, signal)):
        qtbot.keyClick(button(bar, word), Qt.Key.Key_Return)


def test_speed_goes_in_steps_and_only_a_hand_is_reported(
    qtbot: QtBot, show_bar: Callable[[int, int, float], PlayerBar]
) -> None:
    bar = show_bar(1920, 1080, 1.0)
    heard: list[int] = []
    bar.speed_changed.connect(heard.append)
    slider = next(each for each in bar.findChildren(QSlider) if each.accessibleName() == "语速")
    bar.set_speed(183)
    assert (slider.value(), heard) == (180, [])
    button(bar, "快一点").click()
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert heard == [190, 180]
    slider.setValue(187)
    assert (slider.value(), heard) == (190, [190, 180, 190])
    groove = QPoint(slider.width() - 4, slider.height() // 2)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=groove)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=groove)
    assert heard[-1] == 210
    bar.set_speed(9_999)
    button(bar, "快一点").click()
    assert (slider.value(), heard[-1]) == (FASTEST_CPM, 210)
    assert (SPEED.minimum, SPEED.maximum) == (SLOWEST_CPM, FASTEST_CPM)


def test_a_passing_wheel_changes_nothing(show_bar: Callable[[int, int, float], PlayerBar]) -> None:
    bar = show_bar(1920, 1080, 1.0)
    for slider in bar.findChildren(QSlider):
        before = slider.value()
        place = QPointF(slider.rect().center())
        wheel = QWheelEvent(
            place,
            QPointF(slider.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, 240),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(slider, wheel)
        assert slider.value() == before
        assert not wheel.isAccepted()


def test_volume_says_when_there_is_no_sound(show_bar: Callable[[int, int, float], PlayerBar]) -> None:
    bar = show_bar(1920, 1080, 1.0)
    heard: list[int] = []
    bar.volume_changed.connect(heard.append)
    bar.set_volume(10)
    button(bar, "轻一点").click()
    assert heard == [0]
    assert "没有声音" in {label.text() for label in bar.findChildren(QLabel)}


def test_all_that_takes_the_focus_has_a_name_and_a_description(
    show_bar: Callable[[int, int, float], PlayerBar],
) -> None:
    bar = show_bar(1366, 768, 3.0)
    open_panel(bar)
    for each in bar.window().findChildren(QWidget):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert each.accessibleName(), each
            assert each.accessibleDescription(), each


def test_the_panel_keeps_tab_and_gives_the_focus_back(
    qtbot: QtBot, show_bar: Callable[[int, int, float], PlayerBar]
) -> None:
    bar = show_bar(1366, 768, 3.0)
    more = button(bar, "更多")
    more.setFocus()
    panel = open_panel(bar)
    stops = [focused()]
    while len(stops) < 20:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        if focused() is stops[0]:
            break
        stops.append(focused())
    names = [each.accessibleName() for each in stops]
    assert names == ["再听一遍", "从头读", "慢一点", "语速", "快一点", "轻一点", "音量", "响一点"]
    QTest.keyClick(bar.window().windowHandle(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert QApplication.focusWidget() is more


def test_more_opens_and_closes_the_panel(
    qtbot: QtBot, show_bar: Callable[[int, int, float], PlayerBar]
) -> None:
    bar = show_bar(1366, 768, 3.0)
    window, more = bar.window().windowHandle(), button(bar, "更多")
    place = more.mapTo(bar.window(), more.rect().center())
    for is_open in (True, False, True):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=place)
        panels = bar.window().findChildren(ChildPopup)
        assert [panel.isVisible() for panel in panels] == [is_open]
    with qtbot.waitSignal(bar.next_pressed):
        # The panel keeps no press from the other buttons.
        following = button(bar, "下一句")
        place = following.mapTo(bar.window(), following.rect().center())
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=place)


WholeBar = Callable[[int, int, float], tuple[PlayerBar, PlayerExtras, QWidget]]


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [
        *((800, 600, scale) for scale in (0.5, 1.0)),
        *((1024, 600, scale) for scale in (0.5, 1.0)),
        *((1280, 800, scale) for scale in (0.5, 1.0, 1.15)),
        *((1366, 768, scale) for scale in (0.5, 1.0, 1.15)),
        *((1920, 1080, scale) for scale in (0.5, 1.0, 1.5, 3.0)),
    ],
)
def test_the_panel_keeps_pairs_in_a_row_and_the_captions_in_sight(
    show_whole_bar: WholeBar, width: int, height: int, scale: float
) -> None:
    bar, _, captions = show_whole_bar(width, height, scale)
    panel = open_panel(bar)
    check_nothing_is_cut(panel)
    assert bar.window().rect().contains(panel.geometry())
    room = captions.geometry().top()
    assert panel.geometry().bottom() < (room if panel.height() < room - 40 else bar.geometry().top())
    for words in (("上一段", "下一段"), ("上一条", "下一条")):
        back, on = (button(panel, word) for word in words)
        assert back.geometry().center().y() == on.geometry().center().y()
        assert back.geometry().right() < on.geometry().left()
        assert on.layoutDirection() is Qt.LayoutDirection.RightToLeft, "on it goes to the right"
    seen = [each for each in panel.tab_stops() if isinstance(each, QPushButton)]
    extras = ["上一段", "下一段", "上一条", "下一条", "自己停：不停", "换声音", "改读音", "存成录音"]
    assert [each.accessibleName() for each in seen][-len(extras) :] == extras, "what was folded comes first"


def test_the_sleep_button_says_what_is_and_moves_nothing(qtbot: QtBot, show_whole_bar: WholeBar) -> None:
    bar, extras, _ = show_whole_bar(1366, 768, 1.0)
    panel = open_panel(bar)
    places = {each: each.geometry() for each in parts_seen(panel) if isinstance(each, QPushButton)}
    choices: tuple[tuple[Sleep, str, Sleep], ...] = (
        ("off", "自己停：不停", "item"),
        ("item", "自己停：这一条后", "chapter"),
        ("chapter", "自己停：这一章后", "off"),
    )
    for sleep, words, following in choices:
        extras.set_sleep(sleep)
        QApplication.processEvents()
        assert extras.sleep.accessibleName() == words
        assert extras.sleep.accessibleDescription() == SLEEPS[sleep][1]
        assert extras.sleep.isChecked() == (sleep != "off")
        assert {each: each.geometry() for each in places} == places
        with qtbot.waitSignal(extras.sleep_chosen) as asked:
            qtbot.mouseClick(extras.sleep, Qt.MouseButton.LeftButton)
        assert asked.args == [following]
        assert extras.sleep.isChecked() == (sleep != "off"), "it only asks"


def test_the_bar_says_where_reading_stops_and_nothing_stirs(show_whole_bar: WholeBar) -> None:
    bar, _, _ = show_whole_bar(1920, 1080, 1.0)
    before = {each: each.geometry() for each in parts_seen(bar) if not isinstance(each, QLabel)}
    bar.set_end("这一条后停")
    QApplication.processEvents()
    assert "这一条后停" in {label.text() for label in parts_seen(bar) if isinstance(label, QLabel)}
    assert {each: each.geometry() for each in before} == before
    check_nothing_is_cut(bar)
    bar.set_end("")
    assert "这一条后停" not in {label.text() for label in parts_seen(bar) if isinstance(label, QLabel)}


def test_what_was_seen_in_the_panel_comes_back_when_it_is_smaller(
    show_bar: Callable[[int, int, float], PlayerBar], dress: Dress
) -> None:
    bar = show_bar(1920, 1080, 3.0)
    panel = open_panel(bar)
    assert button(panel, "从头读").isVisible()
    panel.close_popup()
    bar.set_theme(dress(1.0, "original"))
    assert button(bar, "从头读").isVisible()
    assert not [each for each in parts_seen(bar) if each.accessibleName() == "更多"]


@pytest.mark.parametrize(
    ("width", "height", "most_px"), [(1366, 768, 131), (1024, 600, 104), (1280, 800, 160)]
)
def test_in_a_low_bar_pictures_stand_above_their_words_and_all_is_larger(
    show_whole_bar: WholeBar, dress: Dress, width: int, height: int, most_px: int
) -> None:
    bar, _, _ = show_whole_bar(width, height, 1.0)
    before = button(bar, "上一句").fontMetrics().height(), button(bar, "朗读").fontMetrics().height()
    bar.set_theme(dress(3.0, "original"), most_px)
    bar.show_menu(True)
    QApplication.processEvents()
    assert bar.height() <= most_px
    check_nothing_is_cut(bar)
    back = button(bar, "上一句")
    assert back.fontMetrics().height() > 1.1 * before[0]
    assert button(bar, "朗读").fontMetrics().height() > 1.1 * before[1]
    assert back.width() < back.iconSize().width() + back.fontMetrics().horizontalAdvance("上一句 "), (
        "above, not beside"
    )
    assert button(bar, "目录和工具").isVisible()
    panel = open_panel(bar)
    assert bar.window().rect().contains(panel.geometry())
    assert panel.geometry().bottom() < bar.geometry().top()
    check_nothing_is_cut(panel)
    size = button(panel, "再听一遍").fontMetrics().height()
    for _ in range(3):
        bar.set_remaining("还要听 8 分钟")
        bar.set_remaining("还要听 1888 分钟")  # measured anew in the bar's size, and shown in the panel's
    QApplication.processEvents()
    if panel.is_open():
        assert button(panel, "再听一遍").fontMetrics().height() == size
        check_nothing_is_cut(panel)
    panel.close_popup()
    bar.set_theme(dress(1.0, "original"))
    bar.show_menu(False)
    QApplication.processEvents()
    assert not button(bar, "目录和工具").isVisible()
    assert button(bar, "上一句").fontMetrics().height() == before[0]
    check_nothing_is_cut(bar)


def test_pictures_above_words_are_painted(
    show_bar: Callable[[int, int, float], PlayerBar], dress: Dress
) -> None:
    bar = show_bar(1366, 768, 1.0)
    bar.set_theme(dress(3.0, "original"), 131)
    QApplication.processEvents()
    stop = button(bar, "停止")
    picture = stop.grab().toImage()
    ground = picture.pixel(stop.width() // 2, stop.height() - 6)
    inked = [
        y
        for y in range(8, stop.height() - 8)
        if any(picture.pixel(x, y) != ground for x in range(stop.width() // 4, stop.width() * 3 // 4))
    ]
    gaps = [after for before, after in itertools.pairwise(inked) if after - before > 3]
    assert len(gaps) == 1, "a picture, air, a word"
    assert inked[-1] < stop.height() - 9, "nothing of the word is cut"
