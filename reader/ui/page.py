"""The reading page: shows the report, lights what sounds and what was found, and keeps the place.

A highlight is a Span. Pixels are worked out from Spans by Qt's own layout at each painting, so no resize, zoom or change
of scheme can leave a highlight behind.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QSignalBlocker,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QScroller, QTextBrowser, QWidget

from reader import paths
from reader.core.report import Report, TermLink
from reader.core.span import Span
from reader.ui.caption_tables import CaptionTables
from reader.ui.document import TERM_SCHEME, WORD_JOINER, ReportDocument, Style
from reader.ui.page_lights import PageLights
from reader.ui.page_scroller import PageScroller
from reader.ui.quiet_caret import quiet_caret
from reader.ui.theme import DEFAULT_FAMILY, Theme

BODY_PX = 36
"""Body type at 100 %: 0.7° of cap height at 60 cm needs 28 px; a quarter more is comfortable."""

LINE_EM = 1.75
TIGHTEST_LINE_EM = 1.18
LEAST_LINES = 5
"""Where very large type would leave fewer lines than this on a small screen, the lines move closer first."""

LONGEST_LINE_EM = 40
DWELL_MS = 600
"""How long a pointer rests on a term before its note opens: merely passing over does nothing."""


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


class Unit(enum.Enum):
    """What a key can lead to within the page."""

    BLOCK = "block"
    SENTENCE = "sentence"
    LINK = "link"


class ReadingPage(QTextBrowser):
    """The page. Its keys: arrows scroll and move the caret, Tab goes from term to term, Enter opens the note."""

    term_opened = Signal(int, Span, str)
    """A term's number, where it stands, and how it was opened: pointer, keyboard or hover."""
    place_changed = Signal(int)
    """The block that now stands at the top of the page."""
    read_from_requested = Signal(int, int)
    """Read from this block and character."""
    selection_read_requested = Signal()
    space_pressed = Signal()
    following_changed = Signal(bool)
    """Whether the page scrolls with the voice; false while the resident scrolls."""
    landed = Signal(Unit, Span)
    """A key led to this block, sentence or link, and the keyboard is there now: screen readers tell what it is."""
    caret_set = Signal()
    """The program set the caret, which is told by this alone."""
    pointed = Signal(int, int)
    """The pointer moved to this block and character."""

    def __init__(self, report: Report, parent: QWidget | None = None, resources: Path | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self._tables = CaptionTables(resources or paths.resources())
        self._is_word_held = False
        """Whether the button that chose a word by a double click is still down."""
        self.paper = ReportDocument(report, DEFAULT_FAMILY)
        self.setDocument(self.paper)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        QScroller.scroller(self.viewport()).stateChanged.connect(self._note_finger)
        self.setAccessibleName("报告正文")
        self.setAccessibleDescription("按空格键朗读或暂停；按 Tab 键走到名词，按回车看解释")
        self._theme: Theme | None = None
        self._zoom_percent = 100
        self._style: Style | None = None
        self._lights = PageLights(self, self.paper)
        self.scroller = PageScroller(self)
        self.scroller.following_changed.connect(self.following_changed)
        self._sounding: Span | None = None
        self._anchor: tuple[int, int, int] | None = None
        self._is_laying_out = False
        self._top_block = -1
        self._hovered: int | None = None
        self._dwell = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._dwell.timeout.connect(self._open_hovered)
        self.cursorPositionChanged.connect(self._light_focus)
        self.anchorClicked.connect(self._open_clicked)
        self.highlighted.connect(self._note_hover)
        self.verticalScrollBar().valueChanged.connect(self._note_scroll)

    # -- style ---------------------------------------------------------------------------------------------------

    def set_style(self, theme: Theme, zoom_percent: int) -> None:
        """Set scheme and size; the line at the top of the page stays where it is."""
        self._theme, self._zoom_percent = theme, zoom_percent
        self._lay_out()

    @property
    def size_px(self) -> int:
        """The body's type, pixels."""
        return round(BODY_PX * self._zoom_percent / 100)

    def _lay_out(self) -> None:
        if self._theme is None:
            return
        self.scroller.arrive()
        place = self._place_to_keep()
        size_px = self.size_px
        line_em = max(TIGHTEST_LINE_EM, min(LINE_EM, self.viewport().height() / LEAST_LINES / size_px))
        left_px, right_px = self._side_margins(size_px)
        style = Style(
            self._theme.scheme, self._theme.font_family, size_px, round(size_px * line_em), left_px, right_px
        )
        self._is_laying_out = True
        if style != self._style:
            self._style = style
            # The words stay: Orca, told of a change of all the text, would read it out from the beginning.
            with QSignalBlocker(self.paper):
                self.paper.restyle(style)
            self._lights.set_scheme(style.scheme)
        self._keep(place)
        self._is_laying_out = False

    def _side_margins(self, size_px: int) -> tuple[int, int]:
        """Centre a column of at most forty characters, with two characters of margin where there is room."""
        room = self.viewport().width()
        # 24 px are the least that keeps type off the edge; a whole number of characters keeps the right edge even.
        least = min(2 * size_px, max(24, room // 40))
        column = min(LONGEST_LINE_EM, max(1, (room - 2 * least) // size_px)) * size_px
        # One pixel more: Qt breaks a line that fits exactly.
        left = max(0, (room - column - 1) // 2)
        return left, max(0, room - column - 1 - left)

    def _place_to_keep(self) -> tuple[int, int, int]:
        """Give block, character and pixel offset of the character that sounds, where it is in view; else of the top.

        Kept until the page is scrolled or the voice goes on: however often the page is set anew, nothing drifts.
        """
        if self._anchor is None:
            self._anchor = self._sounding_place() or self._top_place()
        return self._anchor

    def _sounding_place(self) -> tuple[int, int, int] | None:
        if self._sounding is None or not self.paper.has(self._sounding.block):
            return None
        top, height = self._rect(self._sounding).top(), self.viewport().height()
        # Nearer the top than before, the larger the type: there is less room below.
        return (
            (self._sounding.block, self._sounding.start, min(top, height // 3)) if 0 <= top < height else None
        )

    def _top_place(self) -> tuple[int, int, int]:
        """Give block, character and pixel offset of what stands at the top of the page."""
        if self.verticalScrollBar().value() == 0:
            return self.report.shown[0].number, 0, self.size_px
        block, offset = self.visible_start()
        return block, offset, self._rect(Span(block, offset, offset)).top()

    def _keep(self, place: tuple[int, int, int]) -> None:
        block, offset, top = place
        rect = self._rect(Span(block, offset, offset))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + rect.top() - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lights below the text."""
        painter = QPainter(self.viewport())
        self._lights.paint(painter, self.verticalScrollBar().value(), event.rect())
        painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Leave the document's font alone when the interface's changes: the page has a size of its own."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QAbstractScrollArea.changeEvent(self, event)
            return
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place when the page's width changes."""
        self.scroller.arrive()
        self._place_to_keep()
        self._is_laying_out = True
        super().resizeEvent(event)
        self._is_laying_out = False
        self._lay_out()

    # -- light ---------------------------------------------------------------------------------------------------

    def light_sentence(self, span: Span | None) -> None:
        """Light the sentence that sounds."""
        self._sounding, self._anchor = span, None
        self._lights.light_sentence(span)

    def light_character(self, span: Span | None) -> None:
        """Light the characters that sound within the sentence."""
        self._sounding, self._anchor = span or self._sounding, None
        self._lights.light_character(span)

    def light_hits(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Light what was found, and the current one of it more strongly."""
        self._lights.light_hits(spans, current)

    # -- place ---------------------------------------------------------------------------------------------------

    def _rect(self, span: Span) -> QRect:
        """Give the place of the span's first character in the viewport's pixels."""
        return self.cursorRect(self.paper.cursor(Span(span.block, span.start, span.start)))

    def span_rect(self, span: Span) -> QRect:
        """Give the box of ``span`` in global pixels; of its first line, where it runs over several."""
        first = self._rect(span)
        last = self._rect(Span(span.block, span.end, span.end))
        right = last.right() if last.top() == first.top() else self.viewport().width() - first.height()
        box = QRect(first.topLeft(), QPoint(max(right, first.left() + 1), first.bottom()))
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

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

    def top_block(self) -> int:
        """Give the block at the top of the page."""
        return self._top_place()[0]

    def visible_start(self) -> tuple[int, int]:
        """Give block and character of the first line that is wholly in view."""
        top = self.verticalScrollBar().value()
        layout, block = self.paper.documentLayout(), self.paper.begin()
        while block.isValid():
            y = layout.blockBoundingRect(block).top()
            lines = block.layout()
            for number in range(lines.lineCount()):
                line = lines.lineAt(number)
                if y + line.y() >= top:
                    return self.paper.place(block.position() + line.textStart())
            block = block.next()
        last = self.report.shown[-1]
        return last.number, len(last.text)

    def selected_span(self) -> Span | None:
        """Give what is selected, ``None`` when nothing is."""
        cursor = self.textCursor()
        return self.paper.span(cursor) if cursor.hasSelection() else None

    def caret_place(self) -> tuple[int, int]:
        """Give block and character of the caret."""
        return self.paper.place(self.textCursor().position())

    def follow(self, span: Span) -> None:
        """Keep the sounding ``span`` in view, unless the resident is scrolling."""
        if self.paper.has(span.block):
            self.scroller.follow(self._rect(span), self.size_px)

    @property
    def is_following(self) -> bool:
        """Say whether the page scrolls with the voice."""
        return self.scroller.is_following

    def set_following(self, is_following: bool) -> None:
        """Follow the voice, or not."""
        self.scroller.set_following(is_following)

    def _note_scroll(self) -> None:
        if not self._is_laying_out:
            self._anchor = None
        block = self.top_block()
        if block != self._top_block:
            self._top_block = block
            self.place_changed.emit(block)

    def _note_finger(self, state: QScroller.State) -> None:
        if state is QScroller.State.Dragging:
            self.scroller.yield_to_hand()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls, and never zooms: zoom belongs to the tools, which keep the place."""
        self.scroller.yield_to_hand()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)

    # -- terms and keys ------------------------------------------------------------------------------------------

    def _link_at(self, block: int, offset: int, number: int) -> TermLink | None:
        links = [link for link in self.report.links_in(block) if link.number == number]
        return min(links, key=lambda link: abs(link.span.start - offset), default=None)

    def _open(self, number: int, position: int, how: str) -> None:
        block, offset = self.paper.place(position)
        link = self._link_at(block, offset, number)
        if link is not None:
            self.term_opened.emit(number, link.span, how)

    def _open_clicked(self, url: QUrl) -> None:
        if url.scheme() != TERM_SCHEME:
            return
        self._dwell.stop()
        if self.underMouse() and self.anchorAt(self._pointer()) == url.toString():
            self._open(int(url.path()), self.cursorForPosition(self._pointer()).position(), "pointer")
        else:
            self._open(int(url.path()), self.textCursor().selectionStart(), "keyboard")

    def _pointer(self) -> QPoint:
        return self.viewport().mapFromGlobal(self.cursor().pos())

    def _note_hover(self, url: QUrl) -> None:
        number = int(url.path()) if url.scheme() == TERM_SCHEME else None
        self._hovered = number
        if number is None:
            self._dwell.stop()
        else:
            self._dwell.start()

    def _open_hovered(self) -> None:
        if self._hovered is not None and self.anchorAt(self._pointer()):
            self._open(self._hovered, self.cursorForPosition(self._pointer()).position(), "hover")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a new selection, within the old one too: the report is read, and its text dragged nowhere."""
        is_plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if is_plain and self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word: Qt takes all hanzi up to the next mark for one."""
        super().mouseDoubleClickEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._is_word_held = True
            self._select_word(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the word."""
        self._is_word_held = False
        super().mouseReleaseEvent(event)

    def _select_word(self, point: QPoint) -> None:
        cursor = self.cursorForPosition(point)
        block, offset = self.paper.place(cursor.position())
        text = self.report.blocks[block].text
        # A place is the one between two characters that is nearest; beyond the last one the last word is meant.
        is_before = self.cursorRect(cursor).x() > point.x() or offset == len(text)
        start, end = self._tables.words.word_at(text, max(0, offset - 1) if is_before else offset)
        self.setTextCursor(self.paper.cursor(Span(block, start, end)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the pointer is, for reading by pointing."""
        if not self._is_word_held:
            # A hand that shakes between the two clicks and the release would have Qt select all up to the next mark.
            super().mouseMoveEvent(event)
        where = event.position() + QPointF(0, self.verticalScrollBar().value())
        position = self.paper.documentLayout().hitTest(where, Qt.HitTestAccuracy.ExactHit)
        if position >= 0:
            self.pointed.emit(*self.paper.place(position))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space belongs to the voice; keys that scroll stop the page from following."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.space_pressed.emit()
            return
        if event.key() in _SCROLLING_KEYS:
            self.scroller.yield_to_hand()
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go from term to term, and tell screen readers, to whom Qt tells nothing of it."""
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
        """Tell screen readers of the term again, when its note was closed."""
        super().focusInEvent(event)
        # Qt tells of the page itself only after this.
        QTimer.singleShot(0, self, self.tell_link)

    def land(self, unit: Unit, span: Span) -> None:
        """Take caret and view to a block or sentence, and tell screen readers what stands there."""
        self.scroller.yield_to_hand()
        self.go_to(span)
        self.landed.emit(unit, span)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done at this place."""
        menu = QMenu(self)
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.caret_place()
        else:
            place = self.paper.place(self.cursorForPosition(event.pos()).position())
        menu.addAction("从这里开始读", lambda: self.read_from_requested.emit(*place))
        if self.textCursor().hasSelection():
            menu.addAction("读选中的文字", self.selection_read_requested.emit)
            menu.addAction("复制选中的文字", self.copy)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give what is copied: the text as shown, without the joiners of the document."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace(WORD_JOINER, ""))
        return data
