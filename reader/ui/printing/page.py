"""打印: how the pages will look, how large the letters, and two ways to paper: a printer, or a file on a stick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.choice_row import Choice, ChoiceRow
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.place_row import PlaceRow
from reader.ui.controls.side_page import SidePage
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.printing.paper import PAGE_PX, Paper, PrintJob

_LETTERS = tuple(
    Choice(str(points), words, f"纸上的字 {points} 磅")
    for points, words in ((18, "大"), (24, "更大"), (32, "特别大"))
)
_NO_PRINTER = "这台电脑没有连打印机。可以存成文件，拿到有打印机的地方去打。"
_PREVIEW_EM = 26
"""How wide a page of the preview is, in characters of the page's type: a glance tells where everything stands."""
_EDGE_PX = 2


class PageSheet(QWidget):
    """One page in small, in the scheme's colours: white paper would dazzle whoever chose a dark one."""

    def __init__(self, paper: Paper, page: int) -> None:
        super().__init__()
        self._paper, self._page = paper, page
        self._theme: Theme | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"第 {page + 1} 页，共 {paper.page_count} 页")
        self.setAccessibleDescription(paper.text_of(page))

    def set_theme(self, theme: Theme, width_px: int) -> None:
        """Take the width of a page, and its colours."""
        self._theme = theme
        self.setFixedSize(width_px, self.heightForWidth(width_px))
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Keep the shape of the paper."""
        return round(width * PAGE_PX.height() / PAGE_PX.width())

    def sizeHint(self) -> QSize:
        """Want the size of the paper itself."""
        return PAGE_PX.toSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page as it will come out, but for the colours."""
        assert self._theme is not None, "set_theme comes first"
        scheme = self._theme.scheme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(scheme.bar))
        scale = self.width() / PAGE_PX.width()
        painter.save()
        painter.scale(scale, scale)
        self._paper.paint(painter, self._page, scheme.ink)
        painter.restore()
        painter.setPen(QPen(QColor(scheme.line), _EDGE_PX))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


class PrintPage(SidePage):
    """The page. It only asks; :mod:`reader.ui.printing.desk` does."""

    print_wanted = Signal()
    pdf_wanted = Signal()
    letters_chosen = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("打印", icons, parent)
        self._paper: Paper | None = None
        self._sheets: list[PageSheet] = []
        self._printers: tuple[str, ...] = ()
        self.print_button = ActionButton("打印", "把下面这几页打在纸上", icon="print", role="main")
        self.pdf_button = ActionButton("存成文件", "存成 PDF 文件，可以拿到别处打印", icon="save")
        self.letters = ChoiceRow("纸上的字")
        self.letters.show_choices(_LETTERS)
        self.printer = ChoiceRow("用哪台打印机")
        self.place = PlaceRow("文件存到")
        self._note, self._result, self._count = QLabel(_NO_PRINTER), QLabel(), QLabel()
        for label in (self._note, self._result, self._count):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.print_button.clicked.connect(self.print_wanted)
        self.pdf_button.clicked.connect(self.pdf_wanted)
        self.letters.chosen.connect(lambda _key: self.letters_chosen.emit())
        self.place.offered.connect(self._note_places)
        self.show_printers(())
        self.show_result("")

    def _lay_out(self) -> None:
        self._sheets_row = FlowLayout()
        for row in (self._result, self.letters, self.printer, self._note, self.place, self._count):
            self.column.addWidget(row)
        self.column.addLayout(self._sheets_row)
        self.column.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.print_button)
        self._buttons.addWidget(self.pdf_button)
        self._buttons.addStretch(1)
        self.set_foot(self._buttons)

    @property
    def letters_pt(self) -> int:
        """The size of the letters on paper, points."""
        return int(self.letters.key)

    def show_paper(self, job: PrintJob, theme: Theme) -> None:
        """Show the pages of a job in the size that is chosen."""
        for sheet in self._sheets:
            self._sheets_row.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self._paper = Paper(job, self.letters_pt, theme)
        self._sheets = [PageSheet(self._paper, page) for page in range(self._paper.page_count)]
        for sheet in self._sheets:
            self._sheets_row.addWidget(sheet)
            sheet.show()
        self._count.setText(
            f"“{job.title}”一共 {self._paper.page_count} 页，打出来是这样（纸上总是白底黑字）："
        )
        self._order()
        self._redraw()

    def show_printers(self, names: Sequence[str]) -> None:
        """Offer the printers there are, the usual one first."""
        self._printers = tuple(names)
        self.printer.show_choices([Choice(name, name, f"打在 {name} 上") for name in names])
        self.printer.setVisible(len(names) > 1)
        self._note.setVisible(not names)
        self.print_button.setEnabled(bool(names))
        self._order()
        self._redraw()

    def show_result(self, words: str) -> None:
        """Say what became of it; empty takes it away."""
        self._result.setText(words)
        self._result.setAccessibleName(words)
        self._result.setVisible(bool(words))

    def show_busy(self, words: str) -> None:
        """Say what is being done; meanwhile nothing else can be begun."""
        self.show_result(words)
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(False)

    def show_ready(self, words: str) -> None:
        """Say what became of it, and let more be done."""
        self.show_result(words)
        self.print_button.setEnabled(bool(self._printers))
        self._note_places()

    def _note_places(self) -> None:
        self.pdf_button.setEnabled(self.place.place is not None)
        self._order()
        self._redraw()

    def _order(self) -> None:
        rows = (self.letters, self.printer, self.place)
        self.order_stops(
            [
                *(stop for row in rows for stop in row.stops()),
                *self._sheets,
                self.print_button,
                self.pdf_button,
            ]
        )

    def _redraw(self) -> None:
        if self.theme is not None:
            self.restyle(self.theme)

    def restyle(self, theme: Theme) -> None:
        """Bring rows, pages and buttons in line with the theme."""
        for row in (self.letters, self.printer, self.place):
            row.set_theme(theme, self.icons)
        for label in (self._note, self._count):
            label.setFont(theme.font(theme.small_px))
        self._result.setFont(theme.font(is_bold=True))
        for button in (self.print_button, self.pdf_button):
            button.set_theme(theme, self.icons)
        self._buttons.setSpacing(theme.space(16))
        self._buttons.setContentsMargins(0, 0, theme.space(28), theme.space(10))
        self._sheets_row.setSpacing(theme.space(20))
        room = max(1, self.area.viewport().width() - 2 * theme.space(28))
        width_px = min(room, round(_PREVIEW_EM * theme.label_px))
        for sheet in self._sheets:
            sheet.set_theme(theme, width_px)
        super().restyle(theme)
