"""The reading page: shows the report, lights what sounds and what was found, and keeps the place.

A highlight is a Span. Pixels are worked out from Spans by Qt's own layout at each painting, so no resize, zoom or change
of scheme can leave a highlight behind.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QEvent,
    QPoint,
    QPropertyAnimation,
    QRect,
    QSignalBlocker,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QScroller, QTextBrowser, QTextEdit, QWidget

from reader.core.report import Report, TermLink
from reader.core.span import Span
from reader.ui.document import TERM_SCHEME, WORD_JOINER, ReportDocument, Style
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

_SCROLL_MS = 180
_HAND_REST_MS = 4000
"""After this long without scrolling by hand, the page follows the voice again once the place is in view."""


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

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
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
        self.setAccessibleName("报告正文")
        self.setAccessibleDescription("按空格键朗读或暂停；按 Tab 键走到名词，按回车看解释")
        self._theme: Theme | None = None
        self._zoom_percent = 100
        self._style: Style | None = None
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._sounding: Span | None = None
        self._anchor: tuple[int, int, int] | None = None
        self._is_laying_out = False
        self._top_block = -1
        self._following = True
        self._hovered: int | None = None
        self._animation = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setDuration(_SCROLL_MS)
        self.is_motion_on = True
        self._dwell = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._dwell.timeout.connect(self._open_hovered)
        self._hand = QTimer(self, singleShot=True, interval=_HAND_REST_MS)
        self.anchorClicked.connect(self._open_clicked)
        self.highlighted.connect(self._note_hover)
        self.verticalScrollBar().valueChanged.connect(self._note_scroll)
        self.verticalScrollBar().actionTriggered.connect(lambda _action: self._note_hand())

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
        self._end_scrolling()
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
            self._relight()
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

    def _end_scrolling(self) -> None:
        """Jump to where the page is scrolling to: half way is no place to keep."""
        if self._animation.state() is QAbstractAnimation.State.Running:
            self._animation.stop()
            self.verticalScrollBar().setValue(self._animation.endValue())

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

    def changeEvent(self, event: QEvent) -> None:
        """Leave the document's font alone when the interface's changes: the page has a size of its own."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QAbstractScrollArea.changeEvent(self, event)
            return
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place when the page's width changes."""
        self._end_scrolling()
        self._place_to_keep()
        self._is_laying_out = True
        super().resizeEvent(event)
        self._is_laying_out = False
        self._lay_out()

    # -- light ---------------------------------------------------------------------------------------------------

    def light_sentence(self, span: Span | None) -> None:
        """Light the sentence that sounds."""
        scheme = self._scheme_colours()
        form = _ground(scheme["sounding"], scheme["on_sounding"])
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(QColor(scheme["sounding_underline"]))
        self._sounding, self._anchor = span, None
        self._set_layer("sentence", [(span, form)] if span else [])
        self._set_layer("character", [])

    def light_character(self, span: Span | None) -> None:
        """Light the characters that sound within the sentence."""
        scheme = self._scheme_colours()
        form = _ground(scheme["character"], scheme["on_character"])
        self._sounding, self._anchor = span or self._sounding, None
        self._set_layer("character", [(span, form)] if span else [])

    def light_hits(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Light what was found, and the current one of it more strongly."""
        scheme = self._scheme_colours()
        hit = _ground(scheme["hit"], scheme["on_hit"])
        chosen = _ground(scheme["current_hit"], scheme["on_current_hit"])
        self._set_layer("hits", [(span, chosen if at == current else hit) for at, span in enumerate(spans)])

    def _scheme_colours(self) -> dict[str, str]:
        assert self._theme is not None, "set_style comes first"
        scheme = self._theme.scheme
        roles = ("sounding", "on_sounding", "sounding_underline", "character", "on_character")
        return {
            role: scheme.colour(role) for role in (*roles, "hit", "on_hit", "current_hit", "on_current_hit")
        }

    def _set_layer(self, name: str, parts: Sequence[tuple[Span, QTextCharFormat]]) -> None:
        selections = []
        for span, form in parts:
            if not self.paper.has(span.block):
                continue
            selection = QTextEdit.ExtraSelection()
            # PySide6's stubs leave the two fields of ExtraSelection out.
            selection.cursor = self.paper.cursor(span)  # type: ignore[attr-defined]
            selection.format = form  # type: ignore[attr-defined]
            selections.append(selection)
        self._layers[name] = selections
        self._show_layers()

    def _show_layers(self) -> None:
        order = ("hits", "sentence", "character")
        self.setExtraSelections([each for name in order for each in self._layers.get(name, [])])

    def _relight(self) -> None:
        """Colours changed: recolour what is lit."""
        scheme = self._scheme_colours()
        for name, ground, ink in (
            ("sentence", "sounding", "on_sounding"),
            ("character", "character", "on_character"),
        ):
            for selection in self._layers.get(name, []):
                form = selection.format  # type: ignore[attr-defined]
                form.setBackground(QColor(scheme[ground]))
                form.setForeground(QColor(scheme[ink]))
                form.setUnderlineColor(QColor(scheme["sounding_underline"]))
                selection.format = form  # type: ignore[attr-defined]
        self._show_layers()

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
        self._scroll_to(self._rect(span))

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
        if not self.paper.has(span.block):
            return
        rect = self._rect(span)
        height = self.viewport().height()
        is_in_view = rect.top() >= 0 and rect.bottom() <= height
        if not self._following:
            if is_in_view and not self._hand.isActive():
                self.set_following(True)
            return
        if not (rect.top() >= 0 and rect.bottom() <= height - self.size_px):
            self._scroll_to(rect)

    @property
    def is_following(self) -> bool:
        """Say whether the page scrolls with the voice."""
        return self._following

    def set_following(self, is_following: bool) -> None:
        """Follow the voice, or not."""
        if is_following != self._following:
            self._following = is_following
            self.following_changed.emit(is_following)

    def _scroll_to(self, rect: QRect) -> None:
        bar = self.verticalScrollBar()
        target = bar.value() + rect.top() - self.viewport().height() // 5
        target = max(bar.minimum(), min(bar.maximum(), target))
        self._animation.stop()
        if not self.is_motion_on or abs(target - bar.value()) > 2 * self.viewport().height():
            bar.setValue(target)
            return
        self._animation.setStartValue(bar.value())
        self._animation.setEndValue(target)
        self._animation.start()

    def _note_scroll(self) -> None:
        if not self._is_laying_out:
            self._anchor = None
        block = self.top_block()
        if block != self._top_block:
            self._top_block = block
            self.place_changed.emit(block)

    def _note_hand(self) -> None:
        self._animation.stop()
        self._hand.start()
        self.set_following(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls, and never zooms: zoom belongs to the tools, which keep the place."""
        self._note_hand()
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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the pointer is, for reading by pointing."""
        super().mouseMoveEvent(event)
        block, offset = self.paper.place(self.cursorForPosition(event.position().toPoint()).position())
        self.pointed.emit(block, offset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space belongs to the voice; keys that scroll stop the page from following."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.space_pressed.emit()
            return
        keys = Qt.Key
        if event.key() in (
            keys.Key_PageUp,
            keys.Key_PageDown,
            keys.Key_Up,
            keys.Key_Down,
            keys.Key_Home,
            keys.Key_End,
        ):
            self._note_hand()
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go from term to term, and tell screen readers, to whom Qt tells nothing of it."""
        has_moved = super().focusNextPrevChild(next)
        if has_moved and self.hasFocus():
            self.tell_link()
        return has_moved

    def link_in_focus(self) -> TermLink | None:
        """Give the term that Tab led to; Qt marks it by selecting it."""
        span = self.selected_span()
        links = self.report.links_in(span.block) if span is not None else ()
        return next((link for link in links if link.span == span), None)

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
        self._note_hand()
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

    def selected_text(self) -> str:
        """Give the selected text as shown, without the joiners of the document."""
        return self.textCursor().selection().toPlainText().replace(WORD_JOINER, "")

    def move_caret(self, span: Span) -> None:
        """Put the caret at the start of ``span`` without scrolling by hand."""
        cursor = QTextCursor(self.paper)
        cursor.setPosition(self.paper.position(span.block, span.start))
        self.setTextCursor(cursor)


def _ground(ground: str, ink: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(QColor(ground))
    form.setForeground(QColor(ink))
    return form
