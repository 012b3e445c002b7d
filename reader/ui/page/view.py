"""The report on its page: set in type, lit, in whole lines, and kept at its place through every change.

A highlight is a Span. Pixels are worked out from Spans by Qt's own layout at each painting, so no resize, zoom or change
of scheme can leave a highlight behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScroller, QTextBrowser, QWidget

from reader.core.report import Report
from reader.core.span import Span
from reader.ui.look.theme import DEFAULT_FAMILY, Theme
from reader.ui.page.document import WORD_JOINER, ReportDocument
from reader.ui.page.edges import PageEdges
from reader.ui.page.feet import paint_feet
from reader.ui.page.fonts import PageFonts
from reader.ui.page.lights import PageLights
from reader.ui.page.pinyin import PagePinyin
from reader.ui.page.place import PagePlace, Place
from reader.ui.page.scroller import PageScroller
from reader.ui.page.style import Style
from reader.ui.page.text_comfort import TextComfort
from reader.ui.page.type_size import BODY_PX, page_style

_NOTCH = 120
"""A turn of the wheel by one notch, in Qt's eighths of a degree; fingers on a touchpad move the page by less at a time."""

_LEAST_CARET_PX, _CARET_EM = 3, 0.09


class PageView(QTextBrowser):
    """The page as it is seen; what residents do with it is for :class:`reader.ui.page.reading_page.ReadingPage`."""

    place_changed = Signal(int)
    """The block that now stands where what is gone to comes to stand, a little below the top of the page."""
    following_changed = Signal(bool)
    """Whether the page scrolls with the voice; false while the resident scrolls."""

    def __init__(self, report: Report, resources: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.report = report
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
        self._theme: Theme | None = None
        self._zoom_percent = 100
        self._style: Style | None = None
        self._comfort = TextComfort()
        self._fonts = PageFonts(resources / "fonts" / "page")
        self._lights = PageLights(self, self.paper)
        self.pinyin = PagePinyin(self, self.paper, resources)
        self.scroller = PageScroller(self)
        self.scroller.following_changed.connect(self.following_changed)
        self._edges = PageEdges(self, self.paper, self.scroller)
        self._place = PagePlace(self, self.paper)
        self._is_laying_out = False
        self._is_held = False
        self._size_before: QSize | None = None
        """The viewport's, before it was resized while the page was held."""
        self._read_block = -1
        self.verticalScrollBar().valueChanged.connect(self._note_scroll)

    # -- style ---------------------------------------------------------------------------------------------------

    def set_style(self, theme: Theme, zoom_percent: int, comfort: TextComfort | None = None) -> None:
        """Set scheme, size and, if given, the text's comfort; the line at the top of the page stays where it is."""
        self._theme, self._zoom_percent = theme, zoom_percent
        self._comfort = comfort or self._comfort
        # As thick as a stroke of the type: a hair of one pixel is lost on weak eyes.
        self.setCursorWidth(max(_LEAST_CARET_PX, round(self.size_px * _CARET_EM)))
        self._lay_out()

    @property
    def size_px(self) -> int:
        """The body's type, pixels."""
        return round(BODY_PX * self._zoom_percent / 100)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Lay nothing out until the end, and then once, however often the page is resized and set anew in between."""
        self.scroller.arrive()
        self._place.to_keep()
        self._is_held = self._is_laying_out = True
        try:
            yield
        finally:
            self._is_held = self._is_laying_out = False
            before, self._size_before = self._size_before, None
            if before is not None:
                self._follow_size(QResizeEvent(self.viewport().size(), before))
            else:
                self._lay_out()

    def _lay_out(self) -> None:
        if self._theme is None or self._is_held:
            return
        self.scroller.arrive()
        place = self._place.to_keep()
        style = page_style(
            self._theme, self._zoom_percent, self.viewport().size(), self._comfort, self._fonts
        )
        self._is_laying_out, has_moved = True, False
        if style != self._style:
            before, self._style = self._style, style
            # The words stay: Orca, told of a change of all the text, would read it out from the beginning.
            with QSignalBlocker(self.paper):
                self.paper.restyle(style)
            self._lights.set_style(style)
            self.pinyin.set_style(style)
            self._edges.set_style(style)
            has_moved = before is None or replace(before, scheme=style.scheme) != style
        self._place.keep(place)
        if has_moved:
            self.scroller.settle()
        self._is_laying_out = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lights below the text, and pinyin above it."""
        scroll_px = self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            # What is lit below takes the feet of the line above with it.
            seen = event.rect().adjusted(0, 0, 0, self.size_px)
            grounds = self._lights.paint(painter, scroll_px, seen)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            paint_feet(painter, self.paper, scroll_px, [box for box, _ in grounds])
            self.pinyin.paint(painter, scroll_px, event.rect(), grounds)
            painter.setClipping(False)
            self._edges.paint(painter)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the picture, and cover what the edges cut now."""
        super().scrollContentsBy(dx, dy)
        self._edges.note_scroll(dy)

    def changeEvent(self, event: QEvent) -> None:
        """Leave the document's font alone when the interface's changes: the page has a size of its own."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QAbstractScrollArea.changeEvent(self, event)
            return
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place when the page's width changes."""
        if self._is_held:
            self._size_before = self._size_before or event.oldSize()
        else:
            self._follow_size(event)

    def _follow_size(self, event: QResizeEvent) -> None:
        self.scroller.arrive()
        self._place.to_keep()
        self._is_laying_out = True
        super().resizeEvent(event)
        self._is_laying_out = False
        self._lay_out()

    # -- light ---------------------------------------------------------------------------------------------------

    def light_sentence(self, span: Span | None) -> None:
        """Light the sentence that sounds."""
        self._place.note_sounding(span)
        self._lights.light_sentence(span)

    def light_character(self, span: Span | None) -> None:
        """Light the characters that sound within the sentence."""
        self._place.note_sounding(span or self._place.sounding)
        self._lights.light_character(span)

    def light_hits(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Light what was found, and the current one of it more strongly."""
        self._place.note_found(None if current is None else spans[current])
        self._lights.light_hits(spans, current)

    # -- where things are ----------------------------------------------------------------------------------------

    def _rect(self, span: Span) -> QRect:
        """Give the place of the span's first character in the viewport's pixels."""
        return self.cursorRect(self.paper.cursor(Span(span.block, span.start, span.start)))

    def _lit_rect(self, span: Span) -> QRect:
        """Give the ground of the span's first character, in the viewport's pixels: what is lit is to be in view."""
        rect = self._rect(span)
        top, foot = self.paper.ground_of(self.paper.line_at(span.block, span.start))
        scroll_px = self.verticalScrollBar().value()
        return QRect(rect.left(), round(top) - scroll_px, rect.width(), round(foot - top))

    def span_rect(self, span: Span) -> QRect:
        """Give the box of ``span`` in global pixels; of its first line, where it runs over several."""
        first = self._rect(span)
        last = self._rect(Span(span.block, span.end, span.end))
        right = last.right() if last.top() == first.top() else self.viewport().width() - first.height()
        box = QRect(first.topLeft(), QPoint(max(right, first.left() + 1), first.bottom()))
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def is_in_view(self, span: Span) -> bool:
        """Say whether the line on which ``span`` begins is wholly in view."""
        if not self.paper.has(span.block):
            return False
        top, foot = self.paper.ink_of(self.paper.line_at(span.block, span.start))
        here = self.verticalScrollBar().value()
        return here <= top and foot <= here + self.viewport().height()

    def visible_start(self) -> tuple[int, int]:
        """Give block and character of the first line that is wholly in view."""
        return self._place.first_whole()

    def standing(self) -> Place:
        """Give what stands at the top of the page, and how far below its edge, for :meth:`stand_at`."""
        self.scroller.arrive()
        return self._place.top()

    def stand_at(self, place: Place) -> None:
        """Have ``place`` stand where it stood, at once."""
        self.scroller.arrive()
        self._place.keep(place)

    # -- scrolling -----------------------------------------------------------------------------------------------

    def follow(self, span: Span) -> None:
        """Keep the sounding ``span`` in view, unless the resident is scrolling."""
        if self.paper.has(span.block):
            self.scroller.follow(self._lit_rect(span), self.size_px)

    @property
    def is_following(self) -> bool:
        """Say whether the page scrolls with the voice."""
        return self.scroller.is_following

    def set_following(self, is_following: bool) -> None:
        """Follow the voice, or not."""
        self.scroller.set_following(is_following)

    def _note_scroll(self) -> None:
        if not self._is_laying_out:
            self._place.forget()
        block = self._place.block_read()
        if block != self._read_block:
            self._read_block = block
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
        before = self.verticalScrollBar().value()
        super().wheelEvent(event)
        if abs(event.angleDelta().y()) >= _NOTCH:
            self.scroller.settle_after(before)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give what is copied: the text as shown, without the joiners of the document."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace(WORD_JOINER, ""))
        return data
