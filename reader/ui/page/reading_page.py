"""The reading page: what residents do with the report, by pointer and by key, and what is told of it."""

from __future__ import annotations

import enum
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from reader import paths
from reader.core.report import Report, TermLink
from reader.core.span import Span
from reader.ui.captions.tables import CaptionTables
from reader.ui.page.links import PageLinks
from reader.ui.page.pointer_hand import PagePointer
from reader.ui.page.quiet_caret import quiet_caret
from reader.ui.page.view import PageView

_SCROLLING_KEYS = frozenset(
    (
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)
_PAGING_KEYS = frozenset((Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))


class Unit(enum.Enum):
    """What a key can lead to within the page."""

    BLOCK = "block"
    SENTENCE = "sentence"
    LINK = "link"


class ReadingPage(PageView):
    """The page. Its keys: arrows scroll and move the caret, Tab goes from term to term, Enter opens the note."""

    term_opened = Signal(int, Span, str)
    """A term's number, where it stands, and how it was opened: pointer, keyboard or hover."""
    read_from_requested = Signal(int, int)
    """Read from this block and character."""
    selection_read_requested = Signal()
    search_requested = Signal()
    """Search the report for what is selected."""
    space_pressed = Signal()
    landed = Signal(Unit, Span)
    """A key led to this block, sentence or link, and the keyboard is there now: screen readers tell what it is."""
    caret_set = Signal()
    """The program set the caret, which is told by this alone."""
    tapped = Signal(int, int)
    """This block and character was clicked or touched, and nothing selected; no term either."""

    def __init__(self, report: Report, parent: QWidget | None = None, resources: Path | None = None) -> None:
        folder = resources or paths.resources()
        super().__init__(report, folder, parent)
        self.setAccessibleName("报告正文")
        self.setAccessibleDescription("按空格键朗读或暂停；按 Tab 键走到名词，按回车看解释")
        self._links = PageLinks(self)
        self.cursorPositionChanged.connect(self._light_focus)
        self._pointer = PagePointer(self, CaptionTables(folder))

    # -- place ---------------------------------------------------------------------------------------------------

    def go_to(self, span: Span, *, with_caret: bool = True) -> None:
        """Bring ``span`` into the upper part of the page."""
        if not self.paper.has(span.block):
            return
        if with_caret:
            # Orca takes a step of the caret told before the focus for the focus itself, and says nothing of either.
            with quiet_caret(self):
                self.setTextCursor(self.paper.cursor(Span(span.block, span.start, span.start)))
            self.caret_set.emit()
        self.scroller.scroll_to(self._rect(span))

    def selected_span(self) -> Span | None:
        """Give what is selected, ``None`` when nothing is."""
        cursor = self.textCursor()
        return self.paper.span(cursor) if cursor.hasSelection() else None

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """Give block and character at a point of the viewport, ``None`` beside the text."""
        return self._pointer.place_at(point)

    def caret_place(self) -> tuple[int, int]:
        """Give block and character of the caret."""
        return self.paper.place(self.textCursor().position())

    # -- pointer and keys ----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a new selection, within the old one too."""
        self._pointer.begin_press(event)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        super().mouseDoubleClickEvent(event)
        self._pointer.take_word(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the word, or tell of a tap."""
        super().mouseReleaseEvent(event)
        self._pointer.end_press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Leave a word that is held alone."""
        if not self._pointer.is_word_held:
            # A hand that shakes between the two clicks and the release would have Qt select all up to the next mark.
            super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done at this place."""
        self._pointer.open_menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space belongs to the voice; keys that scroll stop the page from following."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self.space_pressed.emit()
            return
        if event.key() in _SCROLLING_KEYS:
            self.scroller.yield_to_hand()
        before = self.verticalScrollBar().value()
        super().keyPressEvent(event)
        if event.key() in _PAGING_KEYS:
            self._settle_page(before)

    def _settle_page(self, before: int) -> None:
        """Have no line cut after a page was turned, unless it were the caret's own."""
        turned = self.verticalScrollBar().value()
        self.scroller.settle_after(before)
        block, offset = self.caret_place()
        rect = self._lit_rect(Span(block, offset, offset))
        if rect.top() < 0 or rect.bottom() > self.viewport().height():
            self.verticalScrollBar().setValue(turned)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go from term to term, and tell screen readers, to whom Qt tells nothing of it."""
        if not next and self._links.is_first():
            self._links.let_go()
            return True
        if not self._links.ready(is_forward=next):
            return QTextEdit.focusNextPrevChild(self, next)
        has_moved = super().focusNextPrevChild(next)
        if has_moved and self.hasFocus():
            self._light_focus()
            self.tell_link()
        return has_moved

    def link_in_focus(self) -> TermLink | None:
        """Give the term that Tab led to; Qt marks it by selecting it."""
        span = self.selected_span()
        links = self.report.links_in(span.block) if span is not None else ()
        return next((link for link in links if link.span == span), None)

    def _light_focus(self) -> None:
        link = self.link_in_focus()
        self._lights.light_focus(link.span if link else None)

    def tell_link(self) -> None:
        """Tell of the term that Tab led to, if it did."""
        link = self.link_in_focus()
        if link is not None:
            self.landed.emit(Unit.LINK, link.span)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell screen readers of the term again, when its note was closed; Shift+Tab comes in at the last term."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.BacktabFocusReason and not self.textCursor().hasSelection():
            super().focusNextPrevChild(False)
        # Qt tells of the page itself only after this.
        QTimer.singleShot(0, self, self.tell_link)

    def land(self, unit: Unit, span: Span) -> None:
        """Take caret and view to a block or sentence, and tell screen readers what stands there."""
        self.scroller.yield_to_hand()
        self.go_to(span)
        self.landed.emit(unit, span)
