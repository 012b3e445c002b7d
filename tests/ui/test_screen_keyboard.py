"""The screen keyboard: fingers write pinyin and words without the field ever losing the keyboard of wood."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.paths import resources
from reader.search.finder import Finder
from reader.search.result import Candidate
from reader.ui.controls.action_button import ActionButton
from reader.ui.keyboard.candidate_bar import HINT
from reader.ui.keyboard.screen_keyboard import Candidates, ScreenKeyboard
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

Dress = Callable[[float, str], Theme]


@pytest.fixture(scope="module")
def candidates(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Candidates]:
    finder = Finder(report, tmp_path_factory.mktemp("cache"), resources())
    yield finder.candidates
    finder.close()


class Desk(QWidget):
    """A window with a field, a button that opens the keyboard, and the keyboard."""

    def __init__(self, candidates: Candidates, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setProperty("role", "search")
        self.opener = ActionButton("键盘", "打开屏幕键盘")
        rows = QVBoxLayout(self)
        rows.addWidget(self.field)
        rows.addWidget(self.opener)
        rows.addStretch(1)
        self.keyboard = ScreenKeyboard(candidates, theme, icons, self)

    def keys(self) -> dict[str, QPushButton]:
        QApplication.processEvents()  # the words come once the letter is to be seen
        return {
            key.accessibleName(): key for key in self.keyboard.findChildren(QPushButton) if key.isVisible()
        }

    def touch(self, *names: str) -> None:
        for name in names:
            QTest.mouseClick(self.keys()[name], Qt.MouseButton.LeftButton)

    def spell(self, letters: str) -> None:
        self.touch(*(f"字母 {letter.upper()}" for letter in letters))


@pytest.fixture
def desk(candidates: Candidates, dress: Dress, icons: Icons, qtbot: QtBot) -> Desk:
    desk = Desk(candidates, dress(1.0, "original"), icons)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.field.setFocus()
    desk.keyboard.open_for(desk.field)
    return desk


def offered(desk: Desk) -> list[str]:
    """The words that can be chosen."""
    return [name for name, key in desk.keys().items() if key.accessibleDescription() == f"写上“{name}”"]


def test_touched_letters_are_written_and_the_field_keeps_the_focus(desk: Desk) -> None:
    desk.spell("dianti")
    assert desk.field.text() == "dianti"
    assert desk.keyboard.pinyin == "dianti"
    assert desk.field.hasFocus()


def test_a_chosen_word_takes_the_place_of_its_letters(desk: Desk) -> None:
    desk.spell("dianti")
    desk.touch("电梯")
    assert desk.field.text() == "电梯"
    assert desk.keyboard.pinyin == ""
    assert desk.field.hasFocus()


def test_words_are_written_one_after_the_other(desk: Desk) -> None:
    desk.spell("jiazhuang")
    desk.touch("加装")
    desk.spell("dianti")
    desk.touch("电梯")
    assert desk.field.text() == "加装电梯"


def test_a_word_is_put_in_where_the_cursor_stands(desk: Desk) -> None:
    desk.field.setText("加装工作")
    desk.field.setCursorPosition(2)
    desk.spell("dianti")
    desk.touch("电梯")
    assert desk.field.text() == "加装电梯工作"
    assert desk.field.cursorPosition() == 4


def test_letters_a_word_does_not_stand_for_are_turned_next(dress: Dress, icons: Icons, qtbot: QtBot) -> None:
    def offer(pinyin: str, _limit: int) -> tuple[Candidate, ...]:
        return {"qi bao'dian ti": (Candidate("七宝", 5),), "dian ti": (Candidate("电梯", 6),)}.get(pinyin, ())

    desk = Desk(offer, dress(1.0, "original"), icons)
    qtbot.addWidget(desk)
    desk.show()
    desk.keyboard.open_for(desk.field)
    desk.field.setText("qi bao'dian ti")
    desk.touch("七宝")
    assert desk.field.text() == "七宝dian ti"
    assert desk.keyboard.pinyin == "dian ti"
    desk.touch("电梯")
    assert desk.field.text() == "七宝电梯"


def test_both_keyboards_can_be_mixed(desk: Desk) -> None:
    QTest.keyClicks(desk.field, "dian")
    desk.spell("ti")
    assert "电梯" in offered(desk)
    desk.touch("电梯")
    assert desk.field.text() == "电梯"


def test_rare_characters_before_the_cursor_do_not_shift_the_place(desk: Desk) -> None:
    desk.field.setText("🏠𠮷")
    desk.spell("dianti")
    desk.touch("电梯")
    assert desk.field.text() == "🏠𠮷电梯"


def test_digits_space_delete_and_clear(desk: Desk) -> None:
    desk.touch("数字 3", "数字 7", "数字 3", "空格", "字母 D", "字母 T", "删除")
    assert desk.field.text() == "373 d"
    desk.touch("清空")
    assert desk.field.text() == ""


def test_pinyin_that_was_not_turned_is_submitted_as_it_is(desk: Desk, qtbot: QtBot) -> None:
    desk.spell("dt")
    with qtbot.waitSignal(desk.keyboard.submitted):
        desk.touch("找")
    assert desk.field.text() == "dt"


def test_what_was_pressed_is_named_for_the_voice(desk: Desk) -> None:
    said: list[str] = []
    desk.keyboard.key_pressed.connect(said.append)
    desk.spell("dianti")
    desk.touch("电梯", "数字 5", "空格", "删除", "清空")
    assert said == [*"DIANTI", "电梯", "5", "空格", "删去空格", "都去掉了"]


def test_more_turns_to_other_words_and_round_again(desk: Desk) -> None:
    desk.spell("d")

    first = offered(desk)
    seen = set(first)
    desk.touch("更多的词")
    while offered(desk) != first:
        assert not seen & set(offered(desk))
        seen |= set(offered(desk))
        desk.touch("更多的词")
    assert len(seen) > 20


def test_without_pinyin_it_says_what_to_do(desk: Desk) -> None:
    labels = [label.text() for label in desk.keyboard.findChildren(QWidget) if hasattr(label, "text")]
    assert HINT in labels
    assert offered(desk) == []


def test_letters_that_mean_nothing_can_be_searched_all_the_same(
    dress: Dress, icons: Icons, qtbot: QtBot
) -> None:
    desk = Desk(lambda _pinyin, _limit: (), dress(1.0, "original"), icons)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    desk.keyboard.open_for(desk.field)
    desk.spell("xqz")
    assert offered(desk) == []
    texts = [label.text() for label in desk.keyboard.findChildren(QWidget) if hasattr(label, "text")]
    assert any(text.startswith("xqz") and "找" in text for text in texts)


def test_asked_for_by_key_it_takes_the_focus_and_gives_it_back(desk: Desk, qtbot: QtBot) -> None:
    desk.keyboard.close_keyboard()
    desk.opener.setFocus()
    desk.keyboard.open_for(desk.field)
    assert desk.keys()["字母 Q"].hasFocus()
    with qtbot.waitSignal(desk.keyboard.closed):
        QTest.keyClick(desk.keys()["字母 Q"], Qt.Key.Key_Escape)
    assert desk.field.hasFocus()
    assert not desk.keyboard.isVisible()


def focused() -> str:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget.accessibleName()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)


def test_arrow_keys_go_from_key_to_key_and_enter_presses(desk: Desk) -> None:
    desk.keyboard.open_for(desk.field, by_keyboard=True)
    right, down, up, left = Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left
    press(right, right, down)
    assert focused() == "字母 D"
    press(Qt.Key.Key_Return)
    assert desk.field.text() == "d"
    assert focused() == "字母 D"
    press(up, up)
    assert focused() == "数字 3"
    press(left, left, left)
    assert focused() == "删除", "before the first key comes the last"
    press(right)
    assert focused() == "数字 1"
    press(Qt.Key.Key_End)
    assert focused() == "删除"
    press(Qt.Key.Key_Home, up)
    assert focused() in offered(desk)
    word = focused()
    press(Qt.Key.Key_Return)
    assert desk.field.text() == word
    assert focused() == "字母 Q"


def test_tab_stops_at_one_key_only(desk: Desk) -> None:
    desk.spell("d")
    stops = [key for key in desk.keys().values() if key.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [key.accessibleName() for key in stops] == ["字母 Q"]
    desk.keyboard.open_for(desk.field, by_keyboard=True)
    press(Qt.Key.Key_Down)
    stops = [key for key in desk.keys().values() if key.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [key.accessibleName() for key in stops] == [focused()]


def test_letters_of_wood_are_written_while_a_key_has_the_focus(desk: Desk) -> None:
    desk.keyboard.open_for(desk.field, by_keyboard=True)
    press(Qt.Key.Key_L, Qt.Key.Key_G, Qt.Key.Key_Backspace)
    assert desk.field.text() == "l"


def test_put_away_it_writes_nowhere(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.keyboard.closed):
        desk.touch("收起键盘")
    with qtbot.assertNotEmitted(desk.keyboard.closed):
        desk.keyboard.close_keyboard()
    assert desk.keyboard.target is None
    assert desk.keyboard.pinyin == ""


def test_it_can_change_fields(desk: Desk) -> None:
    other = QLineEdit(desk)
    other.show()
    desk.spell("d")
    desk.keyboard.open_for(other)
    desk.spell("t")
    assert (desk.field.text(), other.text()) == ("d", "t")
    assert other.hasFocus()


def test_every_key_is_named_and_described(desk: Desk) -> None:
    desk.spell("d")
    assert len(desk.keys()) > 45
    for name, key in desk.keys().items():
        assert name
        assert key.accessibleDescription()


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0, 3.0])
@pytest.mark.parametrize("window", [(1366, 768), (1920, 1080), (1024, 600), (768, 1366), (640, 480)])
def test_it_fits_the_window_with_keys_as_large_as_can_be(
    desk: Desk, dress: Dress, qtbot: QtBot, window: tuple[int, int], scale: float
) -> None:
    theme = dress(scale, "yellow_on_black")
    desk.resize(*window)
    desk.keyboard.set_theme(theme)
    desk.spell("d")
    keyboard, width, height = desk.keyboard, *window
    qtbot.waitUntil(lambda: keyboard.width() == width and desk.keys()["字母 P"].width() > 30)
    assert keyboard.geometry().bottom() == height - 1
    assert keyboard.height() <= 0.76 * height
    least = 64 if window[1] >= 768 else 44
    inside = keyboard.rect()
    shown = list(desk.keys().values())
    for key in shown:
        rect = key.rect().translated(key.mapTo(keyboard, key.rect().topLeft()))
        assert inside.contains(rect)
        assert key.height() >= least
        assert key.fontMetrics().horizontalAdvance(key.text()) <= key.width(), key.text()
    places = [key.rect().translated(key.mapTo(keyboard, key.rect().topLeft())) for key in shown]
    for at, one in enumerate(places):
        assert not any(one.intersects(other) for other in places[at + 1 :])


def test_keys_grow_with_the_interface(desk: Desk, dress: Dress, qtbot: QtBot) -> None:
    heights = []
    for scale in (1.0, 1.25, 3.0):
        desk.keyboard.set_theme(dress(scale, "original"))
        heights.append(desk.keyboard.key_height_px)
    assert heights == sorted(set(heights))
    assert heights[0] == 64


def test_marks_take_the_place_of_the_digits(desk: Desk) -> None:
    desk.touch("数字 1", "符号", "点", "数字", "数字 5", "符号", "百分号")
    assert desk.field.text() == "1.5%"
    assert desk.keys().get("数字 1") is None


def test_what_is_deleted_is_named(desk: Desk) -> None:
    said: list[str] = []
    desk.keyboard.key_pressed.connect(said.append)
    desk.field.setText("七宝 🏠")
    desk.touch("删除", "删除", "删除", "符号", "短横", "删除")
    desk.field.setSelection(0, 1)
    desk.touch("删除", "删除", "清空")
    assert said == [
        *("删去🏠", "删去空格", "删去宝"),
        *("第一排是符号", "短横", "删去短横"),
        *("删去七", "没有可以删的了", "没有可以删的了"),
    ]


def test_delete_goes_on_while_it_is_held(desk: Desk) -> None:
    assert desk.keys()["删除"].autoRepeat()
    assert not desk.keys()["字母 Q"].autoRepeat()


def test_what_was_emptied_by_a_slip_can_be_brought_back(desk: Desk) -> None:
    desk.spell("dt")
    desk.touch("清空")
    desk.field.undo()
    assert desk.field.text() == "dt"


def test_after_a_word_what_follows_it_in_the_report_is_offered(desk: Desk) -> None:
    desk.spell("jiazhuang")
    desk.touch("加装")
    assert "电梯" in offered(desk)
    desk.touch("电梯")
    assert desk.field.text() == "加装电梯"


def test_a_space_in_pinyin_ends_a_syllable(desk: Desk) -> None:
    desk.spell("lao")
    desk.touch("空格")
    desk.spell("jie")
    desk.touch("老街")
    assert desk.field.text() == "老街"


def test_in_another_field_the_key_says_done_and_the_keyboard_goes(desk: Desk, qtbot: QtBot) -> None:
    other = QLineEdit(desk)
    other.show()
    desk.keyboard.open_for(other)
    desk.spell("d")
    with qtbot.waitSignal(other.returnPressed), qtbot.assertNotEmitted(desk.keyboard.submitted):
        desk.touch("确定")
    assert desk.keyboard.isHidden()
    desk.keyboard.open_for(desk.field)
    assert desk.keys()["找"].isVisible()


def test_it_does_not_cover_the_field(desk: Desk) -> None:
    low = QLineEdit(desk)
    low.setGeometry(20, 700, 300, 40)
    low.show()
    desk.keyboard.open_for(low)
    assert desk.keyboard.y() == 0
    desk.keyboard.open_for(desk.field)
    assert desk.keyboard.geometry().bottom() == desk.height() - 1


def test_it_goes_with_its_field(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.keyboard.closed):
        desk.field.hide()
    desk.field.show()
    other = QLineEdit(desk)
    other.show()
    desk.keyboard.open_for(other)
    with qtbot.waitSignal(desk.keyboard.closed):
        other.deleteLater()
    assert desk.keyboard.target is None
    assert desk.keyboard.isHidden()


def test_offers_are_asked_for_once_a_letter(dress: Dress, icons: Icons, qtbot: QtBot) -> None:
    asked: list[str] = []

    def offer(sought: str, _limit: int) -> tuple[Candidate, ...]:
        asked.append(sought)
        return (Candidate("大", 1),)

    desk = Desk(offer, dress(1.0, "original"), icons)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    desk.keyboard.open_for(desk.field)
    desk.spell("da")
    assert asked == ["d"], "first the letter is to be seen"
    QApplication.processEvents()
    assert asked == ["d", "da"]


def test_who_is_faster_than_the_words_chooses_among_those_for_all_letters(desk: Desk) -> None:
    desk.spell("dian")
    desk.keys()[offered(desk)[0]].setFocus()
    press(Qt.Key.Key_T, Qt.Key.Key_I, Qt.Key.Key_Return)
    assert desk.field.text() == "电梯"


@pytest.mark.parametrize(
    "act", [QPushButton.click, lambda key: QTest.keyClick(key, Qt.Key.Key_Right)], ids=["press", "arrow"]
)
def test_a_word_that_goes_while_it_is_used_does_nothing(
    dress: Dress, icons: Icons, qtbot: QtBot, act: Callable[[QPushButton], None]
) -> None:
    words = {"d": (Candidate("大", 1), Candidate("的", 1)), "da": (Candidate("大", 2),)}
    desk = Desk(lambda sought, _limit: words.get(sought, ()), dress(1.0, "original"), icons)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    desk.keyboard.open_for(desk.field)
    desk.spell("d")
    last = desk.keys()["的"]
    desk.field.insert("a")
    act(last)
    assert desk.field.text() == "da"
    assert offered(desk) == ["大"]


def place_of(desk: Desk, name: str) -> QRect:
    """Where a key stands in the window."""
    key = desk.keys()[name]
    return QRect(key.mapTo(desk, QPoint(0, 0)), key.size())


def touch_at(desk: Desk, *places: QPoint) -> None:
    """Touch the window, not a widget: what stands there gets it."""
    window = desk.windowHandle()
    for place in places:
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=place)


def test_a_touch_between_keys_is_the_nearest_ones(desk: Desk) -> None:
    q, w, a = (place_of(desk, f"字母 {letter}") for letter in "QWA")
    beside, below = QPoint(1, 0), QPoint(0, 1)
    touch_at(desk, QPoint(q.right(), q.center().y()) + beside, QPoint(w.left(), w.center().y()) - beside)
    touch_at(desk, QPoint(w.center().x(), w.bottom()) + below, QPoint(a.center().x(), a.top()) - below)
    touch_at(desk, QPoint(q.center().x() - 20, a.center().y()), QPoint(0, q.center().y()))
    assert desk.field.text() == "qwwaaq"
    assert desk.field.hasFocus()


def test_no_place_among_the_letters_is_dead(dress: Dress, icons: Icons, qtbot: QtBot) -> None:
    desk = Desk(lambda _pinyin, _limit: (), dress(1.0, "original"), icons)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    desk.keyboard.open_for(desk.field)
    said: list[str] = []
    desk.keyboard.key_pressed.connect(said.append)
    first, last = place_of(desk, "字母 Q"), place_of(desk, "字母 B")
    places = [
        QPoint(x, y)
        for x in range(first.left(), last.right(), 29)
        for y in range(first.top(), last.center().y(), 17)
    ]
    for number, place in enumerate(places, 1):
        touch_at(desk, place)
        assert len(said) == number, place


def test_a_touch_beside_the_words_is_theirs_only_when_it_is_near(desk: Desk) -> None:
    desk.spell("dianti")
    word = place_of(desk, "电梯")
    touch_at(desk, QPoint(5, word.center().y()))
    assert desk.field.text() == "dianti", "the pinyin is no key"
    touch_at(desk, QPoint(word.left() - 2, word.center().y()))
    assert desk.field.text() == "电梯"


def test_a_finger_that_leaves_the_key_presses_nothing(desk: Desk) -> None:
    q, t = place_of(desk, "字母 Q"), place_of(desk, "字母 T")
    window, left = desk.windowHandle(), Qt.MouseButton.LeftButton
    edge = QPoint(q.right() + 1, q.center().y())
    QTest.mousePress(window, left, pos=edge)
    assert desk.keys()["字母 Q"].isDown()
    QTest.mouseMove(window, t.center())
    QTest.mouseRelease(window, left, pos=t.center())
    assert not desk.keys()["字母 Q"].isDown()
    QTest.mousePress(window, Qt.MouseButton.RightButton, pos=edge)
    QTest.mouseMove(window, edge + QPoint(1, 0))
    QTest.mouseRelease(window, Qt.MouseButton.RightButton, pos=edge)
    assert desk.field.text() == ""


def test_what_is_on_the_keys_grows_with_the_report_as_far_as_they_allow(desk: Desk) -> None:
    sizes = []
    for zoom in (100, 125, 300):
        desk.keyboard.set_zoom(zoom)
        sizes.append(desk.keys()["字母 Q"].font().pixelSize())
    assert sizes == [28, 35, 40]
    assert desk.keyboard.key_height_px == 64


def test_with_its_field_gone_it_leaves_the_focus_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk.keyboard.open_for(desk.field, by_keyboard=True)
    desk.keyboard.focus_freed.connect(desk.opener.setFocus)
    with qtbot.waitSignals([desk.keyboard.focus_freed, desk.keyboard.closed]):
        desk.field.hide()
    assert desk.opener.hasFocus()
    desk.field.show()
    desk.keyboard.open_for(desk.field, by_keyboard=False)
    with qtbot.assertNotEmitted(desk.keyboard.focus_freed), qtbot.waitSignal(desk.keyboard.closed):
        desk.field.hide()
