"""A text on pages of A4, in large print: the same pages for the preview, the printer and the PDF file.

Type after the American Council of the Blind's "Best Practices and Guidelines for Large Print Documents" (2011): 18 point and
more, ragged right, lines 1.5 em apart.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from reader.errors import StorageError
from reader.storage import whole
from reader.ui.look.theme import Theme

DPI = 96
"""Pages are laid out in units of 1/96 inch."""
PAGE_PX = QSizeF(794, 1123)
"""A4, 210 × 297 mm."""
_MARGIN_PX = 72
_FOOT_PX = 48
"""From the paper's lower edge to the baseline of the page number."""
_PT_TO_PX = DPI / 72
_LINE_EM = 1.5
_RESOLUTION_DPI = 300
BLACK = "#000000"


@dataclass(frozen=True)
class PrintJob:
    """What is put on paper: its title, which also names the file, and rich text with ``h2`` and ``p``."""

    title: str
    source: str


class Paper:
    """The pages of a job. Made and used on any one thread."""

    def __init__(self, job: PrintJob, letters_pt: int, theme: Theme) -> None:
        self.title = job.title
        size_px = round(letters_pt * _PT_TO_PX)
        self._foot_font = theme.font(round(14 * _PT_TO_PX))
        document = QTextDocument()
        document.setUseDesignMetrics(True)  # as wide on every printer as on the screen
        document.setDocumentMargin(0)
        document.setDefaultFont(theme.font(size_px))
        document.setDefaultStyleSheet(
            f"h1 {{ font-size: {round(size_px * 1.4)}px; }} h2 {{ font-size: {round(size_px * 1.2)}px; }}"
            f" p {{ font-size: {size_px}px; }}"
        )
        document.setHtml(f"<h1>{html.escape(job.title)}</h1>{job.source}")
        _loosen(document)
        self._area = QSizeF(PAGE_PX.width() - 2 * _MARGIN_PX, PAGE_PX.height() - 2 * _MARGIN_PX)
        document.setPageSize(self._area)
        self._document = document

    @property
    def page_count(self) -> int:
        """How many pages there are; one at the least."""
        return max(1, self._document.pageCount())

    def text_of(self, page: int) -> str:
        """Give the words on a page, counted from 0, for those who do not see it."""
        layout, height = self._document.documentLayout(), self._area.height()
        words, block = [], self._document.begin()
        while block.isValid():
            if int(layout.blockBoundingRect(block).center().y() // height) == page:
                words.append(block.text())
            block = block.next()
        return "\n".join(words)

    def paint(self, painter: QPainter, page: int, ink: str = BLACK) -> None:
        """Paint a page, counted from 0, in units of 1/96 inch from the paper's upper left corner.

        ``ink`` is for the screen: paper gets black, whatever scheme is chosen.
        """
        height = self._area.height()
        painter.save()
        painter.translate(_MARGIN_PX, _MARGIN_PX - page * height)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(ink))
        context.palette = palette  # type: ignore[attr-defined]
        seen = QRectF(0, page * height, self._area.width(), height)
        context.clip = seen  # type: ignore[attr-defined]
        painter.setClipRect(seen)
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        painter.save()
        painter.setFont(self._foot_font)
        painter.setPen(QColor(ink))
        foot = QRectF(0, PAGE_PX.height() - _FOOT_PX - 24, PAGE_PX.width(), 32)
        painter.drawText(
            foot, Qt.AlignmentFlag.AlignCenter, f"{self.title}　第 {page + 1} 页，共 {self.page_count} 页"
        )
        painter.restore()

    def print_on(self, printer_name: str) -> None:
        """Send all pages to a printer. :class:`StorageError` when it is gone or refuses."""
        info = QPrinterInfo.printerInfo(printer_name)
        if info.isNull():
            raise StorageError(f"打印机“{printer_name}”不见了。请看看它有没有开、线有没有插好，再试一次。")
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.title)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            raise StorageError(f"打印机“{printer_name}”没有反应。请看看它有没有开、有没有纸，再试一次。")
        scale = printer.resolution() / DPI
        for page in range(self.page_count):
            if page:
                printer.newPage()
            self._paint_scaled(painter, page, scale)
        if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
            raise StorageError(f"打印机“{printer_name}”没有打完。请看看它有没有纸，再试一次。")

    def save_pdf(self, place: Path) -> None:
        """Write all pages as a PDF file with real text, whole or not at all. :class:`StorageError` if it cannot be."""
        # In memory first: on a disk that fills up, Qt writes half a file and says that it went well.
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(content)
        writer.setTitle(self.title)
        writer.setCreator("七宝读报")
        writer.setResolution(_RESOLUTION_DPI)
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
        writer.setPageLayout(layout)
        painter = QPainter(writer)
        for page in range(self.page_count):
            if page:
                writer.newPage()
            self._paint_scaled(painter, page, _RESOLUTION_DPI / DPI)
        painter.end()
        with whole(place) as part:
            part.write_bytes(content.data().data())

    def _paint_scaled(self, painter: QPainter, page: int, scale: float) -> None:
        painter.save()
        painter.scale(scale, scale)
        self.paint(painter, page)
        painter.restore()


def _loosen(document: QTextDocument) -> None:
    """Set lines apart, and no paragraph over two pages: they are short."""
    usual_px = document.defaultFont().pixelSize()
    block = document.begin()
    while block.isValid():
        size_px = QTextCursor(block).charFormat().font().pixelSize()
        pieces = block.begin()
        if not pieces.atEnd():
            size_px = pieces.fragment().charFormat().font().pixelSize()
        form = QTextBlockFormat()
        # Fixed: of a font with tall lines, as Noto Sans SC is, a share would be far too much.
        form.setLineHeight(
            round((size_px if size_px > 0 else usual_px) * _LINE_EM),
            QTextBlockFormat.LineHeightTypes.FixedHeight.value,
        )
        form.setNonBreakableLines(True)
        QTextCursor(block).mergeBlockFormat(form)
        block = block.next()


def list_printers() -> tuple[str, ...]:
    """Name the printers there are, the usual one first. May wait for the network: not on the UI thread."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: name != usual))
