"""What the pointer does on the page: opens notes, marks words, tells what was tapped, and calls up the menu of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from reader.core.report import Report, TermLink
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.ui.captions.tables import CaptionTables
from reader.ui.page.document import TERM_SCHEME

if TYPE_CHECKING:
    from reader.ui.page.reading_page import ReadingPage

DWELL_MS = 600
"""How long a pointer rests on a term before its note opens: merely passing over does nothing."""

_SHAKE_PX = 24
_SHAKE_EM = 0.5
"""A hand may shake by so much between press and release, and by less than a character: that still marks nothing."""


def sentence_span(report: Report, block: int, offset: int) -> Span:
    """Give the sentence that holds a character, the last of its block for a place behind it."""
    spans = [Span(block, start, end) for start, end in sentences(report.blocks[block].text)]
    return next((span for span in spans if offset < span.end), spans[-1])


class PagePointer(QObject):
    """The pointer of one page, which hands its events of the mouse over and sends the signals.

    Args:
        page: the page; its ``term_opened``, ``tapped`` and ``read_from_requested`` tell what the pointer did.
        tables: where words end.
    """

    def __init__(self, page: ReadingPage, tables: CaptionTables) -> None:
        super().__init__(page)
        self._page, self._tables = page, tables
        self.is_word_held = False
        """Whether the button that chose a word by a double click is still down."""
        self._pressed: QPoint | None = None
        """Where a press that may become a tap was begun."""
        self._hovered: int | None = None
        self._dwell = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._dwell.timeout.connect(self._open_hovered)
        page.anchorClicked.connect(self._open_clicked)
        page.highlighted.connect(self._note_hover)

    # -- terms ---------------------------------------------------------------------------------------------------

    def _link_at(self, block: int, offset: int, number: int) -> TermLink | None:
        links = [link for link in self._page.report.links_in(block) if link.number == number]
        return min(links, key=lambda link: abs(link.span.start - offset), default=None)

    def _open(self, number: int, position: int, how: str) -> None:
        block, offset = self._page.paper.place(position)
        link = self._link_at(block, offset, number)
        if link is not None:
            self._page.term_opened.emit(number, link.span, how)

    def _open_clicked(self, url: QUrl) -> None:
        if url.scheme() != TERM_SCHEME:
            return
        self._dwell.stop()
        page, number, where = self._page, int(url.path()), self._where()
        if page.underMouse() and page.anchorAt(where) == url.toString():
            self._open(number, page.cursorForPosition(where).position(), "pointer")
        else:
            self._open(number, page.textCursor().selectionStart(), "keyboard")

    def _where(self) -> QPoint:
        return self._page.viewport().mapFromGlobal(self._page.cursor().pos())

    def _note_hover(self, url: QUrl) -> None:
        number = int(url.path()) if url.scheme() == TERM_SCHEME else None
        self._hovered = number
        if number is None:
            self._dwell.stop()
        else:
            self._dwell.start()

    def _open_hovered(self) -> None:
        where = self._where()
        if self._hovered is not None and self._page.anchorAt(where):
            self._open(self._hovered, self._page.cursorForPosition(where).position(), "hover")

    # -- words and places ----------------------------------------------------------------------------------------

    def begin_press(self, event: QMouseEvent) -> None:
        """Let go of the selection: the report is read, and its text dragged nowhere."""
        page, where = self._page, event.position().toPoint()
        is_plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = where if is_plain and not page.anchorAt(where) else None
        if is_plain and page.textCursor().hasSelection():
            page.setTextCursor(page.cursorForPosition(where))

    def end_press(self, event: QMouseEvent) -> None:
        """Tell of a tap; who dragged has selected something, and is told nothing."""
        page, pressed, was_word = self._page, self._pressed, self.is_word_held
        self._pressed, self.is_word_held = None, False
        if pressed is None or was_word or event.button() is not Qt.MouseButton.LeftButton:
            return
        way = event.position().toPoint() - pressed
        if max(abs(way.x()), abs(way.y())) > min(_SHAKE_PX, _SHAKE_EM * page.size_px):
            return
        if page.textCursor().hasSelection():
            page.setTextCursor(page.cursorForPosition(pressed))
        if (place := self.place_at(pressed, is_near=True)) is not None:
            page.tapped.emit(*place)

    def take_word(self, event: QMouseEvent) -> None:
        """Select the word under a double click: Qt takes all hanzi up to the next mark for one."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.is_word_held = True
            self._select_word(event.position().toPoint())

    def _select_word(self, point: QPoint) -> None:
        page = self._page
        cursor = page.cursorForPosition(point)
        block, offset = page.paper.place(cursor.position())
        text = page.report.blocks[block].text
        # A place is the one between two characters that is nearest; beyond the last one the last word is meant.
        is_before = page.cursorRect(cursor).x() > point.x() or offset == len(text)
        start, end = self._tables.words.word_at(text, max(0, offset - 1) if is_before else offset)
        page.setTextCursor(page.paper.cursor(Span(block, start, end)))

    def place_at(self, point: QPoint, *, is_near: bool = False) -> tuple[int, int] | None:
        """Give block and character at a point of the viewport; with ``is_near`` also the nearest, beside the text."""
        page = self._page
        where = QPointF(point.x(), point.y() + page.verticalScrollBar().value())
        hit = Qt.HitTestAccuracy.FuzzyHit if is_near else Qt.HitTestAccuracy.ExactHit
        position = page.paper.documentLayout().hitTest(where, hit)
        if position < 0:
            return None
        block, offset = page.paper.place(position)
        caret = page.cursorRect(page.paper.cursor(Span(block, offset, offset)))
        # A place is the one between two characters that is nearest; at a line's end it is the next line's beginning.
        is_behind = caret.top() > point.y() or (caret.x() > point.x() and caret.bottom() >= point.y())
        return block, max(0, offset - 1) if is_behind else offset

    def open_menu(self, event: QContextMenuEvent) -> None:
        """Offer what can be done at this place."""
        page = self._page
        menu = QMenu(page)
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = page.caret_place()
        else:
            place = page.paper.place(page.cursorForPosition(event.pos()).position())
        menu.addAction("从这里读", lambda: page.read_from_requested.emit(*place))
        if page.textCursor().hasSelection():
            menu.addAction("读选中的文字", page.selection_read_requested.emit)
            menu.addAction("查找选中的文字", page.search_requested.emit)
            menu.addAction("复制选中的文字", page.copy)
        menu.exec(event.globalPos())
        menu.deleteLater()
