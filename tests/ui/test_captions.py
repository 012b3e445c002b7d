"""The caption strip: what it shows at a time, that it is all there to be seen, and what its buttons ask for."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader import paths
from reader.speech.composer import Composer
from reader.ui.access import accessible
from reader.ui.captions.buttons import CaptionButton, CaptionButtons
from reader.ui.captions.strip import CaptionStrip
from reader.ui.look.theme import Theme

SPOKEN = "上半年，完成生产总值四十一亿元，同比增长百分之十五；"
LONG_SYLLABLES = "装窗双床庄闯霜创"
Dress = Callable[[float, str], Theme]


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer.load(paths.resources() / "speech")


class Watched(CaptionStrip):
    """A strip that keeps what it was asked to paint."""

    def __init__(self, resources: Path | None = None) -> None:
        super().__init__(resources=resources)
        self.painted: list[QRect] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(event.region().boundingRect())
        super().paintEvent(event)


def show_strip(qtbot: QtBot, theme: Theme, width: int = 1366, height: int = 768) -> tuple[QWidget, Watched]:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.addStretch(1)
    strip = Watched()
    strip.set_theme(theme)
    box.addWidget(strip)
    window.resize(width, height)
    window.show()
    qtbot.waitExposed(window)
    return window, strip


def words_width(strip: CaptionStrip) -> int:
    """Give the pixels from the strip's left end to its buttons."""
    return buttons_of(strip).x()


def inked_columns(strip: CaptionStrip, top: float = 0.17, bottom: float = 0.83, step: int = 2) -> list[int]:
    """Give the columns, left of the buttons, in which anything but the ground is seen between two shares of its height."""
    picture = strip.grab().toImage()
    ground = picture.pixel(0, picture.height() // 2)
    rows = range(round(picture.height() * top), round(picture.height() * bottom), step)
    return [x for x in range(0, words_width(strip), step) if any(picture.pixel(x, y) != ground for y in rows)]


def buttons_of(strip: CaptionStrip) -> CaptionButtons:
    (buttons,) = strip.findChildren(CaptionButtons)
    return buttons


def shown_buttons(parent: QWidget) -> dict[str, CaptionButton]:
    return {
        button.accessibleName().partition("，")[0]: button
        for button in parent.findChildren(CaptionButton)
        if button.isVisible()
    }


def test_the_clause_follows_the_sounding_character(qtbot: QtBot, dress: Dress) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    strip.show_utterance(SPOKEN)
    assert strip.shown_text() == "上半年"
    strip.light(SPOKEN.index("四"))
    assert strip.shown_text() == "完成生产总值四十一亿元"
    strip.light(SPOKEN.index("百"))
    assert strip.shown_text() == "同比增长百分之十五"
    strip.light(-1)
    strip.light(10_000)
    strip.clear()
    assert strip.shown_text() == ""
    strip.light(3)
    strip.clear("按空格键，就开始读。")
    assert strip.shown_text() == "按空格键，就开始读。"


def test_a_new_character_repaints_two_cells_only(qtbot: QtBot, dress: Dress) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    strip.show_utterance(SPOKEN)
    strip.light(SPOKEN.index("四"))
    qtbot.waitUntil(lambda: any(rect.width() == strip.width() for rect in strip.painted))
    QApplication.processEvents()
    strip.repaint()  # whatever of the new clause was still to be painted
    strip.painted.clear()
    strip.light(SPOKEN.index("四") + 1)
    qtbot.waitUntil(lambda: bool(strip.painted))
    assert all(rect.width() <= 2 * 64 * 1.2 for rect in strip.painted)


@pytest.mark.parametrize("scheme", ["original", "yellow_on_black", "white"])
def test_the_lit_character_stands_on_its_own_ground(qtbot: QtBot, dress: Dress, scheme: str) -> None:
    theme = dress(1.0, scheme)
    _window, strip = show_strip(qtbot, theme)
    strip.show_utterance(SPOKEN)

    def lit_columns() -> list[int]:
        picture, ground = strip.grab().toImage(), QColor(theme.scheme.caption_character)
        y = round(strip.height() * 0.24)
        return [x for x in range(words_width(strip)) if picture.pixelColor(x, y) == ground]

    assert not lit_columns()
    strip.light(SPOKEN.index("四"))
    first = lit_columns()
    strip.light(SPOKEN.index("四") + 1)
    second = lit_columns()
    assert 40 < len(first) < 80
    assert second[0] > first[0] + 40
    strip.light(SPOKEN.index("，"))
    assert not lit_columns()


@pytest.mark.parametrize("scale", [0.5, 1.0, 3.0])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (640, 480)])
def test_it_keeps_to_a_third_and_cuts_nothing(
    qtbot: QtBot, dress: Dress, scale: float, width: int, height: int
) -> None:
    window, strip = show_strip(qtbot, dress(scale, "original"), width, height)
    strip.show_utterance("集体收益完成二千四百二十四点零三亿元，公共收入增长百分之三十二点六一。")
    for at in (0, 8, 22, 30):
        strip.light(at)
        columns = inked_columns(strip)
        assert columns[0] > 4
        assert columns[-1] < words_width(strip) - 5
    assert strip.height() <= height / 3 + 1
    window.resize(width, height // 2)
    qtbot.waitUntil(lambda: strip.height() <= height / 6 + 1)


def test_type_is_at_least_64_pixels_and_grows(qtbot: QtBot, dress: Dress) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"), 1920, 1080)
    small = strip.height()
    assert small > 64 * 1.5
    strip.set_size(96)
    assert strip.height() > small * 1.4
    strip.set_lines(2)
    assert strip.height() > small * 2


def test_screen_readers_hear_of_clauses_not_of_characters(qtbot: QtBot, dress: Dress) -> None:
    accessible.install()
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    face = QAccessible.queryAccessibleInterface(strip)
    assert face is not None
    assert face.role() == QAccessible.Role.Client, "a label's words would be said before each of its buttons"
    strip.show_utterance(SPOKEN)
    names = []
    for at in range(4, 10):
        strip.light(at)
        names.append(face.text(QAccessible.Text.Name))
    assert set(names) == {"完成生产总值四十一亿元"}
    assert face.text(QAccessible.Text.Description)


def test_pinyin_stands_above_its_characters_and_nothing_touches(
    qtbot: QtBot, dress: Dress, composer: Composer
) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    plain = strip.height()
    strip.show_utterance(composer.compose(LONG_SYLLABLES))
    strip.set_pinyin(True)
    assert strip.height() > plain * 1.2
    columns = inked_columns(strip, 0.05, 0.4, step=1)
    gaps = [after - before for before, after in itertools.pairwise(columns) if after - before > 5]
    assert len(gaps) == len(LONG_SYLLABLES) - 1
    # Tone marks and the tails of g are not cut: rows without ink above them and below.
    picture = strip.grab().toImage()
    ground = picture.pixel(0, strip.height() // 2)
    for share in (0.04, 0.96):
        y = round(strip.height() * share)
        assert all(picture.pixel(x, y) == ground for x in range(words_width(strip)))
    strip.set_pinyin(False)
    assert strip.height() == plain


def test_the_lit_ground_holds_the_pinyin_too(qtbot: QtBot, dress: Dress, composer: Composer) -> None:
    theme = dress(1.0, "yellow_on_black")
    _window, strip = show_strip(qtbot, theme)
    strip.set_pinyin(True)
    strip.show_utterance(composer.compose("重要"))
    strip.light(0)
    picture, ground = strip.grab().toImage(), QColor(theme.scheme.caption_character)
    lit = [
        y
        for y in range(strip.height())
        for x in range(words_width(strip))
        if picture.pixelColor(x, y) == ground
    ]
    assert max(lit) - min(lit) > 1.7 * 64


def test_pinyin_keeps_to_the_height_it_is_given_or_waits(
    qtbot: QtBot, dress: Dress, composer: Composer
) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"), 1366, 768)
    strip.show_utterance(composer.compose("完成生产总值"))
    strip.set_size(49, 93)
    plain = strip.height()
    strip.set_pinyin(True)
    pinyin = shown_buttons(strip)["拼音"]
    assert strip.height() <= 93
    assert (plain, pinyin.state) == (93, "开")
    strip.set_size(49, 70)
    assert strip.height() <= 70
    assert pinyin.state == "放不下"
    strip.set_pinyin(False)
    assert pinyin.state == "关"


def test_traditional_hanzi_on_the_same_beat(qtbot: QtBot, dress: Dress) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    strip.show_utterance("在后面，发展里程，几只鸟；")
    strip.light(5)
    strip.set_script("traditional")
    assert strip.shown_text() == "發展里程"
    assert strip.accessibleName() == "發展里程"
    strip.light(11)
    assert strip.shown_text() == "幾隻鳥"
    strip.clear("按空格键，就开始读。")
    assert strip.shown_text() == "按空格鍵，就開始讀。"
    strip.set_script("simplified")
    assert strip.shown_text() == "按空格键，就开始读。"


def test_a_form_in_no_font_stays_simplified(qtbot: QtBot, dress: Dress) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    strip.set_script("traditional")
    strip.show_utterance("国\U00030ede")  # whose traditional form has a code point and hardly a font
    assert len(strip.shown_text()) == 2
    assert strip.shown_text()[0] == "國"


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"# half a table"])
def test_without_its_table_the_script_stays_simplified_and_why_is_told(
    qtbot: QtBot, dress: Dress, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "captions").mkdir()
        (tmp_path / "captions" / "traditional.txt").write_bytes(content)
    strip = Watched(tmp_path)
    qtbot.addWidget(strip)
    strip.set_theme(dress(1.0, "original"))
    strip.resize(400, 100)
    problems: list[str] = []
    strip.problem_found.connect(problems.append)
    # Neither are there words, and the clause is longer than the strip.
    strip.show_utterance("统筹推进疫情防控和经济社会发展后面")
    strip.set_script("traditional")
    assert "统筹推进疫情防控和经济社会发展后面".startswith(strip.shown_text())
    assert 0 < len(strip.shown_text()) < 17
    assert len(problems) == 1
    assert "重新安装" in problems[0]
    strip.set_script("nonsense")
    strip.set_script("traditional")
    assert len(problems) == 1  # once is enough


def test_the_buttons_ask_and_say_what_is_set(qtbot: QtBot, dress: Dress) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    buttons = shown_buttons(strip)
    assert set(buttons) == {"拼音", "简体或繁体", "关闭字幕"}
    for button in buttons.values():
        assert button.width() >= 44
        assert button.height() >= 44
        assert button.accessibleDescription()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(strip.pinyin_toggled) as pinyin:
        qtbot.keyClick(buttons["拼音"], Qt.Key.Key_Return)
    assert pinyin.args == [True]
    assert not buttons["拼音"].isChecked()  # nobody has set it yet
    strip.set_pinyin(True)
    assert buttons["拼音"].isChecked()
    assert buttons["拼音"].state == "开"
    with qtbot.waitSignal(strip.pinyin_toggled) as pinyin:
        qtbot.mouseClick(buttons["拼音"], Qt.MouseButton.LeftButton)
    assert pinyin.args == [False]
    with qtbot.waitSignal(strip.script_toggled) as script:
        qtbot.keyClick(buttons["简体或繁体"], Qt.Key.Key_Space)
    assert script.args == ["traditional"]
    strip.set_script("traditional")
    assert buttons["简体或繁体"].state == "繁體"
    assert "繁體" in buttons["简体或繁体"].accessibleName()
    with qtbot.waitSignal(strip.script_toggled) as script:
        buttons["简体或繁体"].click()
    assert script.args == ["simplified"]
    with qtbot.waitSignal(strip.close_pressed):
        qtbot.keyClick(buttons["关闭字幕"], Qt.Key.Key_Enter)


@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 640, 480), (3.0, 1366, 768), (1.0, 1024, 200)])
def test_in_a_small_strip_one_button_opens_the_three(
    qtbot: QtBot, dress: Dress, scale: float, width: int, height: int
) -> None:
    window, strip = show_strip(qtbot, dress(scale, "original"), width, height)
    strip.show_utterance(SPOKEN)
    shown = shown_buttons(strip)
    more = shown.pop("字幕的选择")
    assert set(shown) <= {"关闭字幕"}
    assert words_width(strip) > strip.width() * 0.7
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    panel = buttons_of(strip).panel
    assert panel is not None
    assert panel.is_open()
    choices = shown_buttons(panel)
    assert set(choices) == {"拼音", "简体或繁体", "关闭字幕"}
    assert all(button.width() >= 44 and button.height() >= 44 for button in choices.values())
    assert window.rect().right() >= panel.geometry().right()
    with qtbot.waitSignal(strip.pinyin_toggled):
        qtbot.keyClick(choices["拼音"], Qt.Key.Key_Space)
    strip.set_pinyin(True)
    assert choices["拼音"].state in ("开", "放不下")
    qtbot.keyClick(choices["拼音"], Qt.Key.Key_Escape)
    assert not panel.is_open()
    more.click()
    more.click()
    assert not panel.is_open()
    more.click()
    with qtbot.waitSignal(strip.close_pressed):
        choices["关闭字幕"].click()
    assert not panel.is_open()
    more.click()
    strip.hide()
    assert not panel.is_open()


@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1024, 600)])
def test_the_close_button_stands_at_the_end_and_nothing_overlaps(
    qtbot: QtBot, dress: Dress, lines: int, width: int, height: int
) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"), width, height)
    strip.set_lines(lines)
    strip.show_utterance(SPOKEN)
    shown = shown_buttons(strip)
    close = shown["关闭字幕"]
    boxes = [QRect(button.mapTo(strip, QPoint(0, 0)), button.size()) for button in shown.values()]
    for box in boxes:
        assert strip.rect().contains(box)
        assert min(box.width(), box.height()) >= 44
        assert box.left() >= words_width(strip) > strip.width() * 0.75
    assert not any(one.intersects(other) for one, other in itertools.combinations(boxes, 2))
    assert strip.width() - close.mapTo(strip, QPoint(close.width(), 0)).x() < 40
    with qtbot.waitSignal(strip.close_pressed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)


def test_other_words_come_and_go_and_the_reading_stands_where_it_is(
    qtbot: QtBot, dress: Dress, composer: Composer
) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    strip.show_utterance(SPOKEN)
    strip.light(SPOKEN.index("四"))
    strip.show_aside(composer.compose("配色，黄底黑字。"))
    assert strip.shown_text() == "配色，黄底黑字"
    strip.light_aside(4)
    strip.light(SPOKEN.index("百"))  # the reading goes on beneath
    assert strip.shown_text() == "配色，黄底黑字"
    strip.end_aside()
    assert strip.shown_text() == "同比增长百分之十五"
    strip.show_aside("大小 150%")
    strip.light_aside(0)
    assert strip.shown_text() == "大小 150%"
    strip.clear("点「朗读」，就开始读")
    assert strip.shown_text() == "大小 150%"
    strip.end_aside()
    strip.end_aside()
    strip.light_aside(2)
    assert strip.shown_text() == "点「朗读」，就开始读"
    strip.show_aside("大小 160%")
    strip.light(3)
    strip.show_utterance(SPOKEN)
    assert strip.shown_text() == "上半年"


def test_on_top_the_line_that_parts_it_from_the_page_is_below(qtbot: QtBot, dress: Dress) -> None:
    theme = dress(1.0, "yellow_on_black")
    _window, strip = show_strip(qtbot, theme)
    line = QColor(theme.scheme.line)
    for is_on_top in (False, True):
        strip.set_on_top(is_on_top)
        picture = strip.grab().toImage()
        edges = picture.pixelColor(5, 0), picture.pixelColor(5, strip.height() - 1)
        assert [edge == line for edge in edges] == [not is_on_top, is_on_top]


def test_the_panel_opens_below_a_strip_above_the_page(qtbot: QtBot, dress: Dress) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    strip = Watched()
    strip.set_theme(dress(1.0, "original"))
    box.addWidget(strip)
    box.addStretch(1)
    window.resize(640, 480)
    window.show()
    qtbot.waitExposed(window)
    shown_buttons(strip)["字幕的选择"].click()
    panel = buttons_of(strip).panel
    assert panel is not None
    assert panel.geometry().top() > strip.geometry().bottom()
    assert window.rect().contains(panel.geometry())


def test_buttons_and_clause_are_both_there_for_a_screen_reader(qtbot: QtBot, dress: Dress) -> None:
    accessible.install()
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    strip.show_utterance(SPOKEN)
    face = QAccessible.queryAccessibleInterface(strip)
    assert face is not None
    assert face.text(QAccessible.Text.Name) == "上半年"
    pinyin = QAccessible.queryAccessibleInterface(shown_buttons(strip)["拼音"])
    assert pinyin is not None
    assert pinyin.role() == QAccessible.Role.CheckBox


def test_a_touch_on_a_button_leaves_the_space_bar_to_the_reading(qtbot: QtBot, dress: Dress) -> None:
    window, strip = show_strip(qtbot, dress(1.0, "original"))
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setFocus()
    qtbot.mouseClick(shown_buttons(strip)["拼音"], Qt.MouseButton.LeftButton)
    assert window.focusWidget() is not shown_buttons(strip)["拼音"]


def test_words_never_reach_the_buttons(qtbot: QtBot, dress: Dress, composer: Composer) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"), 900, 600)
    strip.set_pinyin(True)
    utterance = composer.compose(
        "装修窗帘双层床铺，一共23058.67平方米，电话021-64591234转8001，编号310112198001011234。"
    )
    strip.show_utterance(utterance)
    for at in range(len(utterance.spoken)):
        strip.light(at)
        columns = inked_columns(strip, 0.1, 0.9)
        assert columns[0] > 4
        assert columns[-1] < words_width(strip) - 1


def test_a_text_without_end_is_laid_out_piece_by_piece(qtbot: QtBot, dress: Dress) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    spoken = "".join(chr(0x4E00 + at % 5000) for at in range(200_000))
    strip.show_utterance(spoken)
    for at in (0, 999, 1000, 123_456, 199_999, 5):
        strip.light(at)
        assert spoken[at] in strip.shown_text()
    strip.light(10_000_000)
    assert spoken[-1] in strip.shown_text()


def test_half_characters_and_signs_break_nothing(qtbot: QtBot, dress: Dress) -> None:
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    strip.set_script("traditional")
    strip.set_pinyin(True)
    for text in ("\ud800甲\udfff", "\0\x1b", "👵🏽", "", "，。", "\t=\n"):
        strip.show_utterance(text)
        strip.light(0)
        strip.light(len(text))
        strip.grab()
        assert strip.accessibleName()


def test_the_buttons_stand_in_the_strip(qtbot: QtBot, dress: Dress) -> None:
    for scale, width, height in ((1.0, 1920, 1080), (1.3, 1366, 768), (0.5, 640, 480), (3.0, 640, 480)):
        _window, strip = show_strip(qtbot, dress(scale, "white"), width, height)
        for button in shown_buttons(strip).values():
            corner = button.mapTo(strip, QPoint(0, 0))
            assert strip.rect().contains(QRect(corner, button.size()))
