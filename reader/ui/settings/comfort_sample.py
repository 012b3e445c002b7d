"""A few lines set as the report is: what a choice of type, spacing or pinyin does is seen at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from reader.core.parse import parse
from reader.core.report import Kind, Report
from reader.settings.option import Value
from reader.ui.look.theme import DEFAULT_FAMILY, Theme
from reader.ui.page.document import ReportDocument
from reader.ui.page.fonts import PageFonts
from reader.ui.page.pinyin import PagePinyin
from reader.ui.page.text_comfort import Pinyin, TextComfort
from reader.ui.page.type_size import BODY_PX, page_style
from reader.ui.sound.speech_services import SpeechServices

_WORDS = """2021七宝镇上半年政府工作报告
来源:上海市闵行区七宝镇人民政府 发布时间:2021年9月14日
2021上半年主要工作回顾
一、推动区域环境治理
1、加快建设。推进10-04地块①竣工，沈长浜街改建、虹莘路改扩建完成总工程量的30%。
2、有序提升管理效能。
名词解释:
(1)10-04地块:东至外环线,南至沈长浜街,西至宝盛路,北至宝南路。
"""
"""A heading, an item of two lines with a term and rare characters, and the next item; what else a report needs is not shown."""

_SHOWN = (Kind.CHAPTER, Kind.ITEM)
_SHARE, _LINES_EM = 0.42, 6.6
"""What it may take of the page's height, and how many ems of it show a heading and two lines."""
_AIR_EM = 0.15
_LEAST_PX = 24
_ERRAND = "sample pinyin"


class ComfortSample(QTextEdit):
    """The lines. Nothing in it can be pressed, and the keyboard passes it by."""

    def __init__(self, resources: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = ReportDocument(_sample_report(), DEFAULT_FAMILY)
        self.setDocument(self.paper)
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("样子")
        self.setAccessibleDescription("报告的字照现在的选择排出来是这样")
        self._top_px = 0
        bar = self.verticalScrollBar()
        for moved in (bar.valueChanged, bar.rangeChanged):
            moved.connect(self._hold_top)
        self._fonts = PageFonts(resources / "fonts" / "page")
        self._pinyin = PagePinyin(self, self.paper, resources)

    def join(self, speech: SpeechServices) -> None:
        """Take pinyin from where the report's comes from."""
        self._pinyin.join(speech.composer, speech.errands, _ERRAND)

    def renew(self) -> None:
        """Ask for the pinyin anew: it may have been corrected since."""
        self._pinyin.renew()

    def show_comfort(
        self, theme: Theme, size_px: int, room: QSize, comfort: TextComfort, most_px: int | None = None
    ) -> None:
        """Set the lines on a page of controls of this size; ``size_px`` is that of the report's type, both in pixels.

        The type is smaller than the report's where the page is low, or where it is to be no higher than ``most_px``; all
        else keeps its proportions. Two lines are there in any case.
        """
        share_px = round(room.height() * _SHARE)
        most_px = share_px if most_px is None else min(most_px, share_px)
        size_px = min(size_px, max(_LEAST_PX, round(most_px / _LINES_EM)))
        # As high as it likes: on the page itself very large lines move closer.
        view = QSize(room.width(), 100 * size_px)
        style = page_style(theme, round(100 * size_px / BODY_PX), view, comfort, self._fonts)
        self.paper.setTextWidth(room.width())
        self.paper.restyle(style)
        self._pinyin.set_style(style)
        lines = list(self.paper.lines_between(0, self.paper.size().height()))
        top = self.paper.ink_of(lines[0])[0] - size_px * _AIR_EM
        ends = [self.paper.ground_of(line)[1] + size_px * _AIR_EM - top for line in lines]
        # No line is cut; the first two are there in any case.
        fitting = max([end for end in ends if end <= most_px] + ends[1:2])
        self.setFixedHeight(round(fitting))
        self._top_px = round(top)
        self._hold_top()
        self.viewport().update()

    def _hold_top(self) -> None:
        """Begin at the first line, not at the air above it; Qt would have the caret's whole line in view."""
        self.verticalScrollBar().setValue(self._top_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, and the pinyin above them."""
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            self._pinyin.paint(painter, self.verticalScrollBar().value(), event.rect(), ())


def comfort_of(values: Mapping[str, Value]) -> TextComfort:
    """Read what is chosen from the values of the options; what is not among them is as it is at first."""
    first = TextComfort()

    def text(key: str, default: str) -> str:
        return str(values.get(key, default))

    def number(key: str, default: int) -> int:
        value = values.get(key, default)
        return value if isinstance(value, int) else default

    return TextComfort(
        text("heading_font", first.heading_font),
        text("body_font", first.body_font),
        number("line_spacing", first.line_percent),
        number("letter_spacing", first.letter_percent),
        number("paragraph_spacing", first.paragraph_percent),
        number("page_width", first.most_characters),
        Pinyin(text("page_pinyin", first.pinyin.value)),
    )


def _sample_report() -> Report:
    report = parse(_WORDS)
    blocks = (
        block if block.kind in _SHOWN else replace(block, kind=Kind.NAVIGATION) for block in report.blocks
    )
    return replace(report, blocks=tuple(blocks), glossary=())
