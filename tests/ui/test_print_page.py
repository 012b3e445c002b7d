"""The page 打印: the preview is what comes out; files are whole or not there; what cannot be printed is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.errors import StorageError
from reader.ui.controls.errands import Errands
from reader.ui.controls.sticks import Stick
from reader.ui.look.icons import Icons
from reader.ui.printing.desk import PrintDesk
from reader.ui.printing.page import PageSheet, PrintPage
from reader.ui.printing.paper import PAGE_PX, Paper, PrintJob, list_printers
from tests.ui.conftest import Dress

ROWS = [f"第{number}样：Ctrl+{number}" for number in range(60)]
JOB = PrintJob("按键表", "".join(f"<p>{row}</p>" for row in ROWS))


@pytest.fixture
def errands() -> Iterator[Errands]:
    errands = Errands()
    yield errands
    errands.close()


def image_of(paper: Paper, page: int) -> QImage:
    image = QImage(PAGE_PX.toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paper.paint(painter, page)
    painter.end()
    return image


def test_every_row_is_on_one_page_and_larger_letters_take_more_pages(dress: Dress) -> None:
    theme = dress(1.0, "yellow_on_black")
    small, large = Paper(JOB, 18, theme), Paper(JOB, 32, theme)
    assert 1 < small.page_count < large.page_count
    for paper in (small, large):
        lines = "\n".join(paper.text_of(page) for page in range(paper.page_count)).split("\n")
        assert [line for line in lines if line.startswith("第")] == ROWS
        assert lines[0] == "按键表"


def test_paper_is_black_on_white_in_every_scheme_and_nothing_stands_in_the_margins(dress: Dress) -> None:
    paper = Paper(JOB, 24, dress(1.0, "yellow_on_black"))
    for page in range(paper.page_count):
        image = image_of(paper, page)
        colours = {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }
        assert "#000000" in colours
        assert all(QColor(colour).saturation() == 0 for colour in colours)
        edges = [(x, y) for x in (*range(60), *range(740, 794)) for y in range(0, 1123, 7)]
        assert all(image.pixelColor(QPoint(x, y)).name() == "#ffffff" for x, y in edges)


def test_a_pdf_has_real_text_and_every_page(dress: Dress, tmp_path: Path) -> None:
    paper = Paper(JOB, 24, dress(1.0, "original"))
    place = tmp_path / "纸" / "表.pdf"
    paper.save_pdf(place)
    content = place.read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == paper.page_count
    assert b"/ToUnicode" in content
    assert [each.name for each in place.parent.iterdir()] == ["表.pdf"]


def test_a_disk_that_fills_up_leaves_no_half_file_and_is_told(dress: Dress, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")  # not on Windows
    paper = Paper(PrintJob("键", "<p>按键</p>" * 40), 18, dress(1.0, "original"))
    most, limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limit))
    try:
        with pytest.raises(StorageError, match=r"x\.pdf"):
            paper.save_pdf(tmp_path / "x.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, limit))
    assert list(tmp_path.glob("*x.pdf*")) == []


def test_a_file_that_cannot_be_written_and_a_printer_that_is_gone_are_told(
    dress: Dress, tmp_path: Path
) -> None:
    paper = Paper(JOB, 24, dress(1.0, "original"))
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="写不了"):
        paper.save_pdf(tmp_path / "file" / "x.pdf")
    with pytest.raises(StorageError, match="“没有的打印机”不见了"):
        paper.print_on("没有的打印机")


Opened = tuple[PrintPage, PrintDesk]


@pytest.fixture
def opened(
    qtbot: QtBot, dress: Dress, icons: Icons, errands: Errands, tmp_path: Path
) -> Iterator[Callable[..., Opened]]:
    made: list[QWidget] = []

    def open_page(*printers: str) -> Opened:
        page = PrintPage(icons)
        made.append(page)
        desk = PrintDesk(
            page, errands, page, lambda: (Stick(tmp_path, "我的", 10**9),), lambda: tuple(printers)
        )
        page.resize(1100, 640)
        page.set_theme(dress(1.0, "original"), 36)
        page.show()
        desk.open(JOB)
        qtbot.waitUntil(lambda: not printers or page.print_button.isEnabled())
        return page, desk

    yield open_page
    for page in made:
        page.close()
        page.deleteLater()


def test_without_a_printer_a_file_can_be_taken_elsewhere(
    qtbot: QtBot, opened: Callable[..., Opened], tmp_path: Path
) -> None:
    page, desk = opened()
    assert not page.print_button.isEnabled()
    with qtbot.waitSignal(desk.announced) as said:
        page.pdf_button.click()
        assert not page.pdf_button.isEnabled(), "once is enough"
    assert said.args == ["存好了：在U 盘“我的”里，叫“按键表.pdf”。"]
    assert (tmp_path / "按键表.pdf").is_file()
    with qtbot.waitSignal(desk.announced):
        page.pdf_button.click()
    assert (tmp_path / "按键表（2）.pdf").is_file(), "what is there is kept"


def test_a_printer_that_was_unplugged_is_told_and_can_be_tried_again(
    qtbot: QtBot, opened: Callable[..., Opened]
) -> None:
    page, desk = opened("旧打印机", "新打印机")
    with qtbot.waitSignal(desk.notice_given) as told:
        page.print_button.click()
    assert told.args is not None
    assert "“旧打印机”不见了" in told.args[0]
    assert page.print_button.isEnabled()


def test_larger_letters_show_other_pages_each_with_its_words(opened: Callable[..., Opened]) -> None:
    page, _desk = opened()
    before = [sheet for sheet in page.findChildren(PageSheet) if not sheet.isHidden()]
    assert ROWS[0] in before[0].accessibleDescription()
    assert before[0].accessibleName() == f"第 1 页，共 {len(before)} 页"
    page.letters.choose("32")
    page.letters.chosen.emit("32")
    after = [sheet for sheet in page.findChildren(PageSheet) if not sheet.isHidden()]
    assert len(after) > len(before)


def test_the_printers_of_this_machine_can_be_asked_for() -> None:
    assert all(isinstance(name, str) for name in list_printers())
