"""The note of a glossary term: opens beside the word, in the same large type, and stays until put away."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget
from shiboken6 import isValid

from reader.core.enumerators import term_enumerator
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.child_popup import ChildPopup
from reader.ui.controls.placing import place_beside
from reader.ui.look.icons import Icons
from reader.ui.look.theme import MIN_SCALE, Theme
from reader.ui.page.quiet_caret import quiet_caret
from reader.ui.window.size import WindowSize

OpenedBy = Literal["pointer", "touch", "keyboard", "hover"]

WIDEST_SHARE = 0.6
"""Of the window's width: the report stays in sight, unless the note would be cut short."""

HIGHEST_SHARE = 0.6
"""Of the window's height, where a note is as wide as the window."""

LEAVE_MS = 1200
"""How long a note that opened by itself waits when the pointer has left it: a shaking hand strays."""

_LOOK_MS = 150
_MARGIN_PX, _INNER_PX, _BORDER_PX = 14, 10, 3
_WIDTH_EM = 20
_LEAST_EM = 6
_LINE_EM, _LARGE_LINE_EM, _LARGE_PX = 1.55, 1.35, 60
"""Height of a line; very large type needs less air."""
_LEAST_LINES = 3
_LEAST_SHARE = 0.55
_SMALLEST_PX = 28
"""0.7° of cap height at 60 cm: nothing is set smaller, however little room there is."""
_BUTTONS_SHARE = 1 / 10
"""Of the window's height: the most that the buttons take."""
_WIDE_IS_WORTH = 1.5
"""Room above or below the term is worth more than beside it, where lines are short and other lines are cut in two."""
_USUAL_PX = 36
"""The page's type at 100 %."""
_SHRINK = 0.9


class _Body(QTextBrowser):
    """The note's text: one stop of the keyboard, named by all it says, which screen readers say at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setCursorWidth(0)
        self._note: tuple[str, str, Theme, int] | None = None
        """What is set, and how."""
        self._heights: dict[int, int] = {}
        """Of its text, by width."""

    def show_note(self, title: str, meaning: str, theme: Theme, size_px: int) -> None:
        """Set the title and the meaning in type of ``size_px`` pixels, unless they are set so already."""
        note = title, meaning, theme, size_px
        if note == self._note:
            return
        self._note, self._heights = note, {}
        before, document = self.document(), QTextDocument(self)
        document.setDefaultFont(theme.font(size_px))
        document.setDocumentMargin(theme.space(_INNER_PX))
        form = QTextBlockFormat()
        form.setLineHeight(_line_px(size_px), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        bold = QTextCharFormat()
        bold.setFont(theme.font(size_px, is_bold=True))
        plain = QTextCharFormat()
        plain.setFont(theme.font(size_px))
        cursor = QTextCursor(document)
        cursor.setBlockFormat(form)
        cursor.insertText(title, bold)
        cursor.insertBlock(form)
        cursor.insertText(meaning, plain)
        # Orca takes a caret that moved here for the focus, and then keeps silent when the focus really comes.
        with quiet_caret(self):
            self.setDocument(document)
        if isValid(before):
            before.deleteLater()

    def height_for(self, width: int) -> int:
        """Give the height all of the text needs at a width, both in pixels."""
        if width not in self._heights:
            document = self.document().clone()
            document.setTextWidth(width)
            self._heights[width] = round(document.size().height() + 0.5)
            document.deleteLater()
        return self._heights[width]


class GlossaryPopup(ChildPopup):
    """The note. It is told where its term stands and asks for everything else by its signals.

    A note opened by key, press or touch takes the focus and closes by Esc, its button or a press elsewhere,
    which does nothing but close it. A note that opened because the pointer rested on its term takes no focus,
    goes when the pointer has been away from both for 1.2 s, and keeps no press from what it was meant for; a
    press on the term holds it.
    """

    read_requested = Signal(int)
    """Read the note of this term aloud."""
    stop_requested = Signal()
    all_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme: Theme | None = None
        self._size_px = 36
        self._number = 0
        self._title, self._meaning = "", ""
        self._anchor = QRect()
        self._is_reading = False
        self._area: QRect | None = None
        self._drawn: tuple[Theme, float, float, bool] | None = None
        """What the buttons were drawn for: theme, widest row, greatest height, whether one says 停止."""
        self._body = _Body(self)
        self._read = ActionButton("读一读", "把这条解释读出来", icon="voice")
        self._all = ActionButton("全部名词", "打开名词解释，看全部名词", icon="glossary")
        self._close = ActionButton("关闭", "关上这条解释；按 Esc 键也行", icon="close")
        self._read.clicked.connect(self._ask_to_read)
        self._all.clicked.connect(self._ask_for_all)
        self._close.clicked.connect(self.close_popup)
        self._set_out()
        self._leaving = QTimer(self, singleShot=True, interval=LEAVE_MS)
        self._leaving.timeout.connect(self.close_popup)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look_for_pointer)
        self.closed.connect(self._rest)
        WindowSize(self).changed.connect(self._place_again)

    def _set_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self._read)
        self._row.addWidget(self._all)
        self._row.addStretch(1)
        self._row.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._body, 1)
        self._column.addLayout(self._row)
        for one, other in ((self._body, self._read), (self._read, self._all), (self._all, self._close)):
            QWidget.setTabOrder(one, other)

    # -- what the window calls -------------------------------------------------------------------------------

    def open_term(
        self, number_label: str, term: str, meaning: str, anchor: QRect, opened_by: OpenedBy
    ) -> None:
        """Open beside ``anchor`` (the term's rectangle in the parent's coordinates, pixels) with this note.

        ``number_label`` is the marker as printed: ①. :meth:`set_theme` must have been called once.
        """
        found = term_enumerator(number_label)
        self._number = found.value if found else 0
        self._title, self._meaning, self._anchor = f"{number_label} {term}", meaning, QRect(anchor)
        self.set_is_reading(False)
        self.setAccessibleName(f"名词解释：{term}")
        self.setAccessibleDescription("按 Tab 键到按钮，按 Esc 键关上")
        self._body.setAccessibleName(f"名词解释{self._number or ''}，{term}：{meaning}")
        self._body.setAccessibleDescription("按 Tab 键到按钮，按 Esc 键关上")
        self._place()
        self._rest()
        is_hovered = opened_by == "hover"
        self.is_press_kept = not is_hovered
        if is_hovered:
            self._looking.start()
        self.open_with(None if is_hovered else self._body)

    def move_anchor(self, anchor: QRect) -> None:
        """Stand beside the term's new rectangle, after the page scrolled, reflowed or grew."""
        if anchor != self._anchor:
            self._anchor = QRect(anchor)
            self._place_again()

    def set_area(self, area: QRect | None) -> None:
        """Keep within this part of the parent (its coordinates); with ``None``, all of it."""
        self._area = area
        self._place_again()

    def set_is_reading(self, is_reading: bool) -> None:
        """Say whether this note is being read aloud: the button then stops it."""
        if is_reading == self._is_reading:
            return
        self._is_reading = is_reading
        if is_reading:
            self._read.set_label("停止", "停止读这条解释")
            self._read.set_icon("stop")
        else:
            self._read.set_label("读一读", "把这条解释读出来")
            self._read.set_icon("voice")
        self._place_again()

    def set_theme(self, theme: Theme, size_px: int) -> None:
        """Take over colours and sizes; ``size_px`` is the page's type, in pixels."""
        if (theme, size_px) != (self._theme, self._size_px):
            self._theme, self._size_px = theme, size_px
            self._place_again()

    @property
    def number(self) -> int:
        """The number of the term whose note is shown, 0 before the first."""
        return self._number

    @property
    def is_cut(self) -> bool:
        """Say whether the note has to be scrolled to be read."""
        return self.height() < self._height_for(self.width())

    # -- place and size --------------------------------------------------------------------------------------

    def _place_again(self) -> None:
        """Follow a change, if anybody sees it."""
        if self.is_open():
            self._place()

    def _place(self) -> None:
        """Find size and place; where two lines would not fit, the type shrinks until they do."""
        if self._theme is None or not self._title:
            return
        area = self._area if self._area is not None else self._host().rect()
        margin = self._theme.space(8)
        area = area.adjusted(margin, margin, -margin, -margin)
        self._draw_buttons(area)
        size_px = self._size_px
        while True:
            geometry = self._geometry_at(size_px, area)
            lines = self._text_px(geometry.height()) // _line_px(size_px)
            least_px = self._size_px * _LEAST_SHARE if lines > 1 else 0
            is_least = size_px * _SHRINK < max(_SMALLEST_PX, least_px)
            if geometry.height() >= self._height_for(geometry.width()) or lines >= _LEAST_LINES or is_least:
                break
            size_px = round(size_px * _SHRINK)
        self.setGeometry(self._in_whole_lines(geometry, _line_px(size_px)))
        self._column.activate()

    def _geometry_at(self, size_px: int, area: QRect) -> QRect:
        assert self._theme is not None
        self._body.show_note(self._title, self._meaning, self._theme, size_px)
        least = max(self._row.sizeHint().width(), _LEAST_EM * size_px) + 2 * self._margin_px()
        widest = round(self._host().width() * WIDEST_SHARE)
        width = max(min(least, area.width()), min(widest, _WIDTH_EM * size_px + 2 * self._margin_px()))
        gap = self._theme.space(10)
        placed = place_beside(self._anchor, area, width, self._height_for, gap, min(least, width))
        if placed.height() >= self._height_for(placed.width()):
            return placed
        # All of it does not fit: above or below its term it may have the whole width.
        highest = round(self._host().height() * HIGHEST_SHARE)
        wide = place_beside(
            self._anchor,
            area,
            area.width(),
            lambda width: min(highest, self._height_for(width)),
            gap,
            area.width(),
        )
        shown, more = (each.width() * self._text_px(each.height()) for each in (placed, wide))
        return wide if more * _WIDE_IS_WORTH > shown else placed

    def _in_whole_lines(self, geometry: QRect, line_px: int) -> QRect:
        """Cut a note that has to scroll where a line ends, on the side away from its term."""
        self._body.verticalScrollBar().setSingleStep(line_px)
        if geometry.height() >= self._height_for(geometry.width()):
            return geometry
        surplus = self._text_px(geometry.height()) % line_px
        is_above = geometry.bottom() < self._anchor.top()
        return geometry.adjusted(0, surplus if is_above else 0, 0, 0 if is_above else -surplus)

    def _text_px(self, height: int) -> int:
        """Give the height that is left to the lines of text in a note of this height."""
        assert self._theme is not None
        return height - self._frame_px() - 2 * self._theme.space(_INNER_PX)

    def _host(self) -> QWidget:
        """Give the window the note lies on."""
        host = self.parentWidget()
        assert host is not None, "a note is made with the window it lies on"
        return host

    def _height_for(self, width: int) -> int:
        return self._body.height_for(width - 2 * self._margin_px()) + self._frame_px()

    def _margin_px(self) -> int:
        """Air and border on one side."""
        assert self._theme is not None
        return self._theme.space(_MARGIN_PX) + self._theme.space(_BORDER_PX)

    def _frame_px(self) -> int:
        """Give the height of everything but the text."""
        return 2 * self._margin_px() + self._column.spacing() + self._row.sizeHint().height() + 2

    def _draw_buttons(self, area: QRect) -> None:
        """Draw the buttons in the interface's size, or smaller, so that they leave the room to the text."""
        assert self._theme is not None
        # As wide as the note may be: where the page's type is large, notes have the whole width.
        share = WIDEST_SHARE if self._size_px <= _USUAL_PX * self._theme.scale else 1.0
        widest = area.width() * share - 2 * self._margin_px()
        highest = area.height() * _BUTTONS_SHARE
        drawn = self._theme, widest, highest, self._is_reading
        if drawn == self._drawn:
            return
        self._drawn = drawn
        scale = max(self._theme.scale, self._size_px / _USUAL_PX)
        while True:
            theme = Theme(self._theme.scheme, scale, self._theme.font_family)
            if (sheet := _button_sheet(theme)) != self.styleSheet():
                # Even the same sheet would have every part polished again.
                self.setStyleSheet(sheet)
            for button in (self._read, self._all, self._close):
                button.setFont(theme.font())
                button.set_theme(theme, self._icons)
            self._row.setSpacing(theme.space(12))
            hint = self._row.sizeHint()
            if (hint.width() <= widest and hint.height() <= highest) or scale * _SHRINK < MIN_SCALE:
                break
            scale *= _SHRINK
        margin = self._theme.space(_MARGIN_PX)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(self._theme.space(12))

    def sizeHint(self) -> QSize:
        """The popup is placed by its term, never by a layout."""
        return self.size()

    # -- coming and going ------------------------------------------------------------------------------------

    def press_elsewhere(self, place: QPoint) -> bool:
        """Close; but a press on the term of a note that came by itself holds the note."""
        if not self.is_press_kept and self._anchor.contains(self._host().mapFromGlobal(place)):
            self._rest()
            self.is_press_kept = True
            self._body.setFocus(Qt.FocusReason.PopupFocusReason)
            return True
        return super().press_elsewhere(place)

    def _look_for_pointer(self) -> None:
        """Start to go when the pointer is on neither note nor term; a focus inside holds the note."""
        if any(stop.hasFocus() for stop in self.tab_stops()):
            self._rest()
            self.is_press_kept = True
            return
        place = QCursor.pos()
        if self.holds(place) or self._anchor.contains(self._host().mapFromGlobal(place)):
            self._leaving.stop()
        elif not self._leaving.isActive():
            self._leaving.start()

    def _rest(self) -> None:
        """Watch the pointer no longer."""
        self._looking.stop()
        self._leaving.stop()

    def _ask_to_read(self) -> None:
        if self._is_reading:
            self.stop_requested.emit()
        else:
            self.read_requested.emit(self._number)

    def _ask_for_all(self) -> None:
        self.close_popup()
        self.all_requested.emit()


def _line_px(size_px: int) -> int:
    """Give the height of a line in type of this size, both in pixels."""
    return round(size_px * (_LINE_EM if size_px < _LARGE_PX else _LARGE_LINE_EM))


def _button_sheet(theme: Theme) -> str:
    """Give the size of the buttons, which may be drawn smaller than those of the window."""
    height = max(44, theme.space(44))
    return f"QPushButton {{ min-height: {height}px; padding: {theme.space(4)}px {theme.space(18)}px; }}"
