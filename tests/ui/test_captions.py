"""The caption strip: what it shows at a time, and that it is all there to be seen."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QColor, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.core.report import Report
from reader.core.sentences import sentences
from reader.speech.normalise import normalise
from reader.ui.captions import CaptionStrip, caption_pages, page_at, trim
from reader.ui.theme import Theme

SPOKEN = "上半年，完成生产总值四十一亿元，同比增长百分之十五；"
Dress = Callable[[float, str], Theme]


class Watched(CaptionStrip):
    """A strip that keeps what it was asked to paint."""

    def __init__(self) -> None:
        super().__init__()
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


def inked_columns(strip: CaptionStrip) -> list[int]:
    """Give the columns of the strip's picture in which anything but its ground is seen."""
    picture = strip.grab().toImage()
    ground = picture.pixel(0, picture.height() // 2)
    rows = range(picture.height() // 6, picture.height() - picture.height() // 6, 8)
    return [x for x in range(0, picture.width(), 2) if any(picture.pixel(x, y) != ground for y in rows)]


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        ("完成生产总值四十一亿元，", "完成生产总值四十一亿元"),
        ("，、。", ""),
        ("“大数据”", "“大数据”"),
        ("“大数据", "大数据"),
        ("大数据”等；", "大数据”等"),
        ("（不含免抵调）", "（不含免抵调）"),
        ("（不含免抵调", "不含免抵调"),
        ("不含免抵调）", "不含免抵调"),
        ("好不好？", "好不好？"),
        ("》甲（", "甲"),
        (" 甲 ", "甲"),
    ],
)
def test_pauses_and_halves_of_pairs_are_trimmed(clause: str, left: str) -> None:
    start, end = trim(clause, 0, len(clause))
    assert clause[start:end] == left


@pytest.mark.parametrize("per_line", [5, 8, 13, 20])
def test_every_character_of_the_report_is_shown_and_no_number_is_cut(report: Report, per_line: int) -> None:
    numeral = re.compile("[零一二两三四五六七八九十百千万亿]{2}")
    for block in report.shown:
        for start, end in sentences(block.text):
            spoken = normalise(block.text[start:end]).text
            pages = caption_pages(spoken, per_line, 1)
            shown = {at for page in pages for line in page for at in range(*line)}
            missing = {c for at, c in enumerate(spoken) if at not in shown}
            assert all(unicodedata.category(c)[0] in "PZC" or c.isspace() for c in missing), missing
            for (before,), (after,) in itertools.pairwise(pages):
                if before[1] == after[0]:
                    assert not numeral.fullmatch(spoken[before[1] - 1 : before[1] + 1]), spoken
            for ((first, last),) in pages:
                is_number = last - first > per_line and re.search(numeral, spoken[first:last])
                assert last - first <= per_line or is_number


def test_two_lines_hold_two_clauses() -> None:
    pages = caption_pages(SPOKEN, 20, 2)
    assert [[SPOKEN[slice(*line)] for line in page] for page in pages] == [
        ["上半年", "完成生产总值四十一亿元"],
        ["同比增长百分之十五"],
    ]


def test_a_pause_belongs_to_the_clause_before_it() -> None:
    pages = caption_pages(SPOKEN, 20, 1)
    assert [page_at(pages, SPOKEN.index(c)) for c in "上，完元同"] == [0, 0, 1, 1, 2]
    assert page_at(pages, len(SPOKEN) + 5) == 2
    assert page_at((), 3) == 0


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
    qtbot.waitUntil(lambda: bool(strip.painted))
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
        return [x for x in range(strip.width()) if picture.pixelColor(x, y) == ground]

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
        assert columns[-1] < strip.width() - 5
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
    _window, strip = show_strip(qtbot, dress(1.0, "original"))
    face = QAccessible.queryAccessibleInterface(strip)
    assert face is not None
    assert face.role() == QAccessible.Role.StaticText
    strip.show_utterance(SPOKEN)
    names = []
    for at in range(4, 10):
        strip.light(at)
        names.append(face.text(QAccessible.Text.Name))
    assert set(names) == {"完成生产总值四十一亿元"}
    assert face.text(QAccessible.Text.Description)
