"""Notes joined to the page: a term opens its note, the note is read aloud, and every term leads back to its places."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal

from reader.core.glossary import marker_of
from reader.core.report import Report
from reader.core.span import Span
from reader.ui.glossary.page import GlossaryPage
from reader.ui.glossary.popup import HIGHEST_SHARE, GlossaryPopup, OpenedBy
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.narrator import Narrator


class GlossaryDesk(QObject):
    """Joins page, popup, glossary page and voice."""

    all_wanted = Signal(int)
    """Show the glossary page, at this term."""
    page_wanted = Signal()
    """Show the report."""

    def __init__(
        self,
        report: Report,
        page: ReadingPage,
        popup: GlossaryPopup,
        glossary: GlossaryPage,
        narrator: Narrator,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._report, self._page, self._narrator = report, page, narrator
        self._popup, self._glossary = popup, glossary
        self._span: Span | None = None
        page.term_opened.connect(self._open)
        page.verticalScrollBar().valueChanged.connect(self.follow_term)
        popup.read_requested.connect(self._read)
        popup.stop_requested.connect(narrator.stop_aside)
        popup.all_requested.connect(lambda: self._show_all(popup.number))
        popup.closed.connect(self._end)
        glossary.read_requested.connect(self._read)
        glossary.stop_requested.connect(narrator.stop_aside)
        glossary.place_requested.connect(self._go_to)
        glossary.back_pressed.connect(self._go_back)
        narrator.aside_ended.connect(self._note_silence)
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stand beside the term again when the page moves: a notice above it came or went."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self.follow_term)
        return False

    def _open(self, number: int, span: Span, how: str) -> None:
        term = self._report.term(number)
        self._span = span
        self._popup.open_term(
            marker_of(number),
            self._report.text(term.term),
            self._report.text(term.meaning),
            self._anchor(span),
            cast(OpenedBy, how),
        )
        if how != "hover" and self._popup.is_cut:
            self._make_room(self._anchor(span))

    def _make_room(self, anchor: QRect) -> None:
        """Let the page stand with the term at its top, if the note then has more room below than it has now."""
        page, window = self._page, self._page.window()
        top = page.viewport().mapTo(window, QPoint(0, 0)).y()
        before_px = max(anchor.top(), window.height() - anchor.bottom())
        if window.height() - (top + anchor.height()) > before_px:
            page.verticalScrollBar().setValue(page.verticalScrollBar().value() + anchor.top() - top)
            self.follow_term()

    def _anchor(self, span: Span) -> QRect:
        """Give the box of the term in the window, with all the lines that it runs over if that leaves the note its room."""
        window, viewport = self._page.window(), self._page.viewport()
        box = self._page.span_rect(span)
        last = self._page.span_rect(Span(span.block, max(span.start, span.end - 1), span.end))
        corner, height = viewport.mapToGlobal(QPoint(0, 0)), last.bottom() + 1 - box.top()
        left_px = window.height() - window.mapFromGlobal(corner).y() - height
        if last.top() > box.top() and left_px >= HIGHEST_SHARE * window.height():
            box = QRect(corner.x(), box.top(), viewport.width(), height)
        return QRect(window.mapFromGlobal(box.topLeft()), box.size())

    def follow_term(self) -> None:
        """Stand beside the term again, after the page moved or was set anew."""
        if self._popup.is_open() and self._span is not None:
            self._popup.move_anchor(self._anchor(self._span))

    def _read(self, number: int) -> None:
        entry = self._report.term(number)
        self._narrator.stop_aside()
        self._popup.set_is_reading(True)
        self._glossary.set_reading(number)
        self._narrator.read_span(Span(entry.entry.number, entry.term.start, entry.meaning.end))

    def _note_silence(self) -> None:
        self._popup.set_is_reading(False)
        self._glossary.set_reading(None)

    def _end(self) -> None:
        self._narrator.stop_aside()
        self._span = None

    def _show_all(self, number: int) -> None:
        self._popup.close_popup()
        self.all_wanted.emit(number)

    def _go_to(self, span: Span) -> None:
        self.page_wanted.emit()
        self._page.set_following(False)
        self._page.go_to(span)
        self._page.setFocus()

    def _go_back(self) -> None:
        self._narrator.stop_aside()
        self.page_wanted.emit()
        self._page.setFocus()
