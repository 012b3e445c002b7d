"""Pinyin above the page: what is read aloud, over its own character, legible, in nobody's way, and in no document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGlyphRun, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.parse import parse
from reader.core.report import Report
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.errors import LexiconError
from reader.speech.composer import Composer
from reader.speech.late_composer import LateComposer
from reader.speech.pinyin.own_lexicon import OwnLexicon
from reader.speech.pinyin.tones import with_marks
from reader.speech.utterance import Syllable
from reader.ui.controls.errands import Errands
from reader.ui.look.theme import Theme, load_schemes
from reader.ui.page.pinyin import MiddleAndWidth, shares
from reader.ui.page.reading_page import ReadingPage
from reader.ui.page.readings import load_common_hanzi, readings_of, readings_of_blocks
from reader.ui.page.style import LEAST_PINYIN_PX
from reader.ui.page.text_comfort import Pinyin, TextComfort
from tests.pixels import colours_in
from tests.ui.conftest import Dress

_ALL, _RARE = TextComfort(pinyin=Pinyin.ALL), TextComfort(pinyin=Pinyin.RARE)
_SCHEMES = ["original", "white", "yellow_on_blue", "yellow_on_black"]


# -- readings ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def composer(resources: Path) -> Composer:
    return Composer.load(resources / "speech")


def test_hanzi_have_the_pinyin_that_is_spoken_and_numbers_have_none(composer: Composer) -> None:
    text = "2021年，银行支出15%。漕宝路不宽，一共3公里。"
    shown = {text[at]: pinyin for at, pinyin in readings_of(text, composer.compose)}
    assert shown == {
        **{"年": "nián", "银": "yín", "行": "háng", "支": "zhī", "出": "chū", "漕": "cáo", "宝": "bǎo"},
        **{"路": "lù", "不": "bù", "宽": "kuān", "一": "yī", "共": "gòng", "公": "gōng", "里": "lǐ"},
    }


def test_every_reading_of_the_report_is_the_one_that_is_spoken(composer: Composer, report: Report) -> None:
    readings = readings_of_blocks(report, [block.number for block in report.shown], composer.compose)
    count = 0
    for block in report.shown:
        spoken: dict[int, str] = {}
        for start, end in sentences(block.text):
            utterance = composer.compose(block.text[start:end])
            for token in utterance.tokens:
                if isinstance(token, Syllable):
                    first, last = utterance.spoken.origin_of(token.at, token.at + 1)
                    if last - first == 1:
                        spoken[start + first] = with_marks(token.pinyin)
        for at, pinyin in readings[block.number]:
            if block.text[at] not in "一不":  # written without the changes of tone they are spoken with
                assert pinyin == spoken[at], block.text[at - 3 : at + 3]
            count += 1
    assert count > 6000


def test_common_is_what_everybody_learns_at_school(resources: Path, tmp_path: Path) -> None:
    common = load_common_hanzi(resources)
    assert common is not None
    assert len(common) == 3500
    assert common.issuperset("一乙二十的我是在有宝镇人民政府")
    assert not common & set("浜莘漕闵")
    assert load_common_hanzi(tmp_path) is None


# -- room on a line ----------------------------------------------------------------------------------------------

_GAPS = st.floats(0, 20)
_LINES = st.lists(st.tuples(st.floats(5, 200), st.floats(1, 400)), max_size=12)


@given(_LINES, _GAPS)
def test_syllables_never_touch(ways: list[tuple[float, float]], gap_px: float) -> None:
    middle, line = 0.0, []
    for way, width in ways:
        middle += gap_px + way
        line.append(MiddleAndWidth(middle, width))
    found = shares(line, gap_px)
    assert len(found) == len(line)
    assert all(0 < share <= 1 for share in found)
    for at in range(len(line) - 1):
        one, other = line[at], line[at + 1]
        ends = one.middle + one.width * found[at] / 2
        assert ends + gap_px <= other.middle - other.width * found[at + 1] / 2 + 1e-6


def test_a_syllable_that_has_the_room_keeps_its_width() -> None:
    line = [MiddleAndWidth(0, 30), MiddleAndWidth(40, 30), MiddleAndWidth(80, 60)]
    assert shares(line, 5) == [1.0, pytest.approx(35 / 45), pytest.approx(35 / 45)]
    assert shares([], 5) == []


# -- on the page -------------------------------------------------------------------------------------------------


class Room:
    """A page with its composer, the centre's own lexicon, and the thread that asks."""

    def __init__(self, qtbot: QtBot, report: Report, theme: Theme, resources: Path, folder: Path) -> None:
        own = folder / "lexicon.tsv"
        self.theme, self._qtbot = theme, qtbot
        self.own = OwnLexicon(own)
        self.composer = LateComposer(lambda: Composer.load(resources / "speech", own))
        self.errands = Errands()
        self.page = ReadingPage(report)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 700)
        self.page.scroller.is_motion_on = False
        self.page.pinyin.join(self.composer, self.errands)
        self.page.set_style(theme, 100)
        self.page.show()

    def show(self, comfort: TextComfort, zoom: int, block: int) -> QImage:
        """Set the page, go to a block, and give the picture with its pinyin."""
        self.page.set_style(self.theme, zoom, comfort)
        self.page.go_to(Span(block, 0, 1))
        return self.picture(block)

    def picture(self, block: int) -> QImage:
        if self.page._comfort.pinyin is not Pinyin.NONE:
            self.page.viewport().grab()
            self._qtbot.waitUntil(lambda: block in self.page.pinyin._readings, timeout=15_000)
        return self.page.viewport().grab().toImage()

    def over(self, block: int, at: int) -> QRect:
        """Where the pinyin above a character stands, in the viewport's pixels."""
        paper, page = self.page.paper, self.page
        line = paper.line_at(block, at)
        assert paper._style is not None
        base = line.baseline - page.verticalScrollBar().value()
        size_px = line.size_px
        foot = base - paper._style.pinyin_base_px(size_px) + 0.25 * paper._style.pinyin_px_over(size_px)
        top = foot - 1.2 * paper._style.pinyin_px_over(size_px)
        left = page.cursorRect(paper.cursor(Span(block, at, at))).left()
        return QRect(left - 2, round(top), size_px + 4, round(foot - top))

    def runs(self, block: int) -> list[QGlyphRun]:
        return self.page.pinyin._runs_of(block)


@pytest.fixture
def make_room(
    qtbot: QtBot, report: Report, dress: Dress, resources: Path, tmp_path: Path
) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def make(scheme: str = "original", of: Report = report, *, is_dressed: bool = True) -> Room:
        """Undressed, Qt paints as little anew as it can; a style sheet has it paint more."""
        theme = dress(1.0, scheme) if is_dressed else Theme(load_schemes(resources / "schemes")[scheme])
        rooms.append(Room(qtbot, of, theme, resources, tmp_path))
        return rooms[-1]

    yield make
    for room in rooms:
        room.errands.close()


def first_of(report: Report, word: str) -> Span:
    return next(
        Span(block.number, block.text.index(word), block.text.index(word) + len(word))
        for block in report.shown
        if word in block.text and len(block.text) > 100
    )


@pytest.mark.parametrize("zoom", [80, 100, 200, 300])
@pytest.mark.parametrize("scheme", _SCHEMES)
def test_pinyin_stands_above_each_hanzi_in_ink_that_is_read_easily(
    make_room: Callable[..., Room], scheme: str, zoom: int
) -> None:
    room = make_room(scheme)
    place = first_of(room.page.report, "七宝镇")
    room.page.set_style(room.theme, zoom, _ALL)
    room.page.go_to(place)
    picture = room.picture(place.block)
    ink = QColor(room.theme.scheme.soft_ink).rgb()
    for at in range(place.start, place.end):
        assert ink in colours_in(picture, room.over(place.block, at)), at
    plain = room.show(TextComfort(letter_percent=12), zoom, place.block)
    paper = QColor(room.theme.scheme.paper).rgb()
    assert paper in colours_in(plain, plain.rect())


def test_only_rare_hanzi_have_it_if_so_chosen(make_room: Callable[..., Room]) -> None:
    room = make_room()
    place = first_of(room.page.report, "闵行")
    room.page.set_style(room.theme, 100, _RARE)
    room.page.go_to(place)
    picture = room.picture(place.block)
    paper = QColor(room.theme.scheme.paper).rgb()
    ink = QColor(room.theme.scheme.soft_ink).rgb()
    assert ink in colours_in(picture, room.over(place.block, place.start))
    assert colours_in(picture, room.over(place.block, place.start + 2)) == {paper}


def test_the_text_is_untouched(make_room: Callable[..., Room]) -> None:
    room = make_room()
    page, place = room.page, first_of(room.page.report, "七宝镇")
    before = page.paper.toPlainText()
    room.show(_ALL, 100, place.block)
    assert page.paper.toPlainText() == before
    assert not page.paper.find("七宝镇").isNull()
    page.setTextCursor(page.paper.cursor(place))
    assert page.createMimeDataFromSelection().text() == "七宝镇"


@pytest.mark.parametrize("zoom", [100, 300])
@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize("comfort", [_ALL, _RARE])
def test_on_what_is_lit_it_has_that_grounds_ink(
    make_room: Callable[..., Room], scheme: str, zoom: int, comfort: TextComfort
) -> None:
    room = make_room(scheme)
    place = first_of(room.page.report, "闵行")
    page, colour = room.page, room.theme.scheme.colour
    page.set_style(room.theme, zoom, comfort)
    page.go_to(place)
    page.light_sentence(Span(place.block, 0, len(page.report.blocks[place.block].text)))
    page.light_character(Span(place.block, place.start, place.start + 1))
    picture = room.picture(place.block)
    shown = colours_in(picture, room.over(place.block, place.start))
    if comfort is _ALL:
        assert QColor(colour("character")).rgb() in shown
        assert QColor(colour("on_character")).rgb() in shown
        beside = colours_in(picture, room.over(place.block, place.start + 1))
        assert QColor(colour("sounding")).rgb() in beside
        assert QColor(colour("on_sounding")).rgb() in beside
    else:
        assert QColor(colour("soft_ink")).rgb() in shown


def on_screen(page: ReadingPage) -> QImage:
    """Give what really stands on the screen: ``grab`` would paint all of it anew."""
    QApplication.processEvents()
    return page.screen().grabWindow(page.winId()).toImage()


@pytest.mark.parametrize("comfort", [_ALL, _RARE])
def test_a_light_that_goes_leaves_nothing_behind(
    make_room: Callable[..., Room], comfort: TextComfort
) -> None:
    """Qt itself paints anew to the height of its type only."""
    room = make_room(is_dressed=False)
    place = first_of(room.page.report, "七宝镇")
    page = room.page
    room.show(comfort, 100, place.block)
    caret = page.textCursor()
    page.clearFocus()
    page.viewport().update()
    clean = on_screen(page)
    for at in range(20):
        page.light_character(Span(place.block, at, at + 1))
        lit = on_screen(page)
        page.viewport().update()
        assert lit == on_screen(page) != clean
    page.light_sentence(Span(place.block, 0, len(page.report.blocks[place.block].text)))
    page.light_hits([Span(place.block, place.end, place.end + 4)], 0)
    page.setTextCursor(page.paper.cursor(place))
    for at in range(place.start, place.end):
        page.light_character(Span(place.block, at, at + 1))
        lit = on_screen(page)
        page.viewport().update()
        assert lit == on_screen(page) != clean
    page.light_sentence(None)
    page.light_hits([])
    page.setTextCursor(caret)
    assert on_screen(page) == clean


@pytest.mark.parametrize("zoom", [100, 300])
@pytest.mark.parametrize("comfort", [TextComfort(), _ALL])
def test_a_page_that_was_scrolled_looks_as_if_it_were_painted_anew(
    make_room: Callable[..., Room], zoom: int, comfort: TextComfort
) -> None:
    """Qt moves the picture it has; what the edges covered must not move with it."""
    room = make_room(is_dressed=False)
    page = room.page
    block = first_of(page.report, "七宝镇").block
    room.show(comfort, zoom, block)
    page.clearFocus()  # the caret blinks
    on_screen(page)
    bar = page.verticalScrollBar()
    for by_px in (40, 17, -23, 90, 5, -60):
        bar.setValue(bar.value() + by_px)
        bar.setValue(bar.value() + 3)
        scrolled = on_screen(page)
        page.viewport().update()
        assert scrolled == on_screen(page)


@pytest.mark.parametrize("comfort", [_ALL, TextComfort("kai", "song", 230, 20, 200, 26, Pinyin.ALL)])
@pytest.mark.parametrize("zoom", [80, 100, 200, 300])
def test_no_two_syllables_of_the_report_touch(
    make_room: Callable[..., Room], comfort: TextComfort, zoom: int
) -> None:
    room = make_room()
    page = room.page
    page.set_style(room.theme, zoom, comfort)
    report = page.report
    readings = readings_of_blocks(report, [block.number for block in report.shown], room.composer.compose)
    narrowest = 100
    for block, its in readings.items():
        for line in page.paper.lines_of(block):
            first = line.line.textStart()
            last = first + line.line.textLength()
            offsets = page.paper.offsets(block)
            wanted = [(offsets[at], text) for at, text in its if first <= offsets[at] < last]
            placed = sorted(page.pinyin._placed(line, wanted))
            for one, other in pairwise(placed):
                assert one.right + 1 < other.left, (one, other)
            if line.size_px >= page.size_px:
                narrowest = min([narrowest, *(each.stretch for each in placed)])
    assert narrowest >= 60, "narrower, and it is read no more"


@pytest.mark.parametrize("zoom", [80, 100, 200, 300])
@pytest.mark.parametrize("height_px", [200, 400, 700, 1000])
def test_a_line_has_room_for_its_pinyin(make_room: Callable[..., Room], zoom: int, height_px: int) -> None:
    room = make_room()
    page = room.page
    page.resize(1366, height_px)
    page.set_style(room.theme, zoom, _ALL)
    style = page.paper._style
    assert style is not None
    assert LEAST_PINYIN_PX <= style.pinyin_px <= 0.5 * style.size_px + 1 or style.pinyin_px == LEAST_PINYIN_PX
    before = None
    for line in page.paper.lines_between(0, 10_000):
        top, foot = page.paper.ink_of(line)
        if before is not None:
            assert top > before, "it stands in the line above"
        before = foot


def test_what_staff_put_right_is_shown_at_once(make_room: Callable[..., Room], qtbot: QtBot) -> None:
    room = make_room()
    place = first_of(room.page.report, "七宝镇")
    room.page.set_style(room.theme, 100, _ALL)
    room.page.go_to(place)
    before = room.picture(place.block)
    assert (place.start, "qī") in room.page.pinyin._readings[place.block]
    room.own.put("七宝", "qi2 bao4")
    room.composer.reload()
    room.page.pinyin.renew()
    after = room.picture(place.block)
    assert (place.start, "qí") in room.page.pinyin._readings[place.block]
    assert after != before


def test_an_answer_from_before_a_change_is_not_used(make_room: Callable[..., Room], qtbot: QtBot) -> None:
    room = make_room()
    place = first_of(room.page.report, "七宝镇")
    room.composer.readings("七")  # loaded: the first answer comes at once
    room.page.set_style(room.theme, 100, _ALL)
    room.page.go_to(place)
    room.page.viewport().grab()  # asks
    room.own.put("七宝", "qi2 bao4")
    room.composer.reload()
    room.page.pinyin.renew()
    room.picture(place.block)
    assert (place.start, "qí") in room.page.pinyin._readings[place.block]


def test_without_a_dictionary_the_page_says_so_and_goes_on(
    qtbot: QtBot, report: Report, dress: Dress, tmp_path: Path
) -> None:
    def load() -> Composer:
        raise LexiconError("读音词典读不了。请重新安装本程序。")

    errands, page = Errands(), ReadingPage(report)
    qtbot.addWidget(page)
    page.pinyin.join(LateComposer(load), errands)
    page.set_style(dress(1.0, "original"), 100, _ALL)
    with qtbot.waitSignal(page.pinyin.failed, timeout=5000) as told:
        page.grab()
    assert told.args == ["读音词典读不了。请重新安装本程序。"]
    page.grab()  # and does not ask again and again
    assert not page.pinyin._is_asking
    errands.close()


def test_a_page_that_was_joined_to_nothing_has_none(qtbot: QtBot, report: Report, dress: Dress) -> None:
    page = ReadingPage(report)
    qtbot.addWidget(page)
    page.set_style(dress(1.0, "original"), 100, _ALL)
    page.grab()
    assert not page.pinyin._runs_of(report.shown[0].number)


def test_where_the_list_of_common_hanzi_was_lost_nothing_counts_as_rare(
    qtbot: QtBot, report: Report, dress: Dress, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = ReadingPage(report, resources=tmp_path)
    qtbot.addWidget(page)
    page.set_style(dress(1.0, "original"), 100, _RARE)
    assert not page.pinyin._is_wanted("浜")
    assert "no common hanzi" in caplog.text


def test_characters_beyond_the_first_plane_move_nothing(make_room: Callable[..., Room]) -> None:
    """Qt counts them twice."""
    report = parse("工作报告\n一、发展\n1、𫖯𫖯𫖯𫖯。七宝镇很好，七宝镇真的很好。")
    room = make_room("original", report)
    block = next(each for each in report.shown if "七宝" in each.text)
    at = block.text.index("七宝")
    picture = room.show(_ALL, 100, block.number)
    ink = QColor(room.theme.scheme.soft_ink).rgb()
    for place in range(at, at + 3):
        assert ink in colours_in(picture, room.over(block.number, place))
    for mark in (at - 1, at + 5):
        middle = room.over(block.number, mark)
        middle.adjust(12, 0, -12, 0)
        assert ink not in colours_in(picture, middle)
