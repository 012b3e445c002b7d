"""The caption strip: the clause that sounds, very large, with the sounding character lit.

What it writes is settled in :mod:`reader.ui.captions.text`, what of it stands on it at a time in
:mod:`reader.ui.captions.layout`, how large in :mod:`reader.ui.captions.type_size`, and where each character goes in
:mod:`reader.ui.captions.cells`: a new character costs the repainting of two cells and nothing else.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reader import paths
from reader.core.colour import Scheme
from reader.speech.utterance import Utterance
from reader.ui.captions.buttons import SIMPLIFIED, TRADITIONAL, CaptionButtons
from reader.ui.captions.cells import Cell, CellSetter
from reader.ui.captions.layout import Page, Room, caption_pages, page_at
from reader.ui.captions.tables import CaptionTables
from reader.ui.captions.text import CaptionText, unspoken, windows
from reader.ui.captions.type_size import LEAST_PX, CaptionType
from reader.ui.look.theme import Theme
from reader.ui.window.size import WindowSize

USUAL_PX = 64
"""Type at 100 %: legible at arm's length by three people around one screen."""

LARGEST_SHARE = 1 / 3
"""Of the window's height; beyond it the type shrinks instead of the page."""

_LEAST_OF_ASIDE = 0.8
"""How much smaller than chosen words may be that are told besides the reading: no smaller than the page's type."""

_SIDE_PX = 36
_RADIUS_EM = 0.12
_NOTHING = unspoken("")


@dataclass(slots=True)
class _Words:
    """What is to be shown: ``lit`` is the sounding character of the spoken text; a hint stands whole, and never lights.

    Mere words are told and not spoken: they never light either; ``turned_to`` is where what is shown of them begins.
    """

    utterance: Utterance
    windows: tuple[int, ...]
    is_hint: bool = False
    is_mere: bool = False
    lit: int | None = None
    turned_to: int = 0

    @property
    def at(self) -> int:
        """The character that must be seen."""
        return self.turned_to if self.lit is None else self.lit

    @classmethod
    def spoken(cls, utterance: Utterance) -> _Words:
        return cls(utterance, windows(utterance.spoken.text))

    @classmethod
    def hint(cls, text: str) -> _Words:
        return cls(unspoken(text), (0, len(text)), is_hint=True)

    @classmethod
    def mere(cls, text: str) -> _Words:
        return cls(unspoken(text), (0, len(text)), is_mere=True)

    def window_at(self, index: int) -> int:
        """Give the number of the window that holds character ``index``."""
        return min(max(0, bisect_right(self.windows, index) - 1), len(self.windows) - 2)


class CaptionStrip(QLabel):
    """The strip, named by its clause for screen readers; a new character tells them nothing.

    A label that never holds a text of its own; its role is settled in :mod:`reader.ui.access.accessible`.
    """

    pinyin_toggled = Signal(bool)
    """The resident wants pinyin, or no longer; :meth:`set_pinyin` shows it."""
    script_toggled = Signal(str)
    """The resident wants the other script (``simplified``, ``traditional``); :meth:`set_script` shows it."""
    close_pressed = Signal()
    problem_found = Signal(str)
    """Traditional hanzi were asked for and cannot be shown: why, in plain Chinese."""

    def __init__(self, parent: QWidget | None = None, resources: Path | None = None) -> None:
        super().__init__(parent)
        self._tables = CaptionTables(resources or paths.resources())
        self._theme: Theme | None = None
        self._size_px, self._most_px = USUAL_PX, 0
        self._lines = 1
        self._is_on_top = False
        self._reading = _Words(_NOTHING, (0, 0))
        self._aside: _Words | None = None
        """What is shown instead of the reading for a while."""
        self._is_pinyin_on, self._script = False, SIMPLIFIED
        self._is_problem_told = False
        self._text = CaptionText("", (), frozenset())
        self._written = ""
        """The text's characters in the script that is shown."""
        self._pages: tuple[Page, ...] = ()
        self._page = 0
        self._cells: tuple[Cell, ...] = ()
        self._type = CaptionType(USUAL_PX)
        self._setter = CellSetter()
        self._room = QRect()
        self._buttons = CaptionButtons(self)
        self._buttons.pinyin_pressed.connect(lambda: self.pinyin_toggled.emit(not self._is_pinyin_on))
        self._buttons.script_pressed.connect(self._ask_for_other_script)
        self._buttons.close_pressed.connect(self.close_pressed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("大字幕：正在读的话")
        WindowSize(self).changed.connect(self._fit)

    # -- what is shown -------------------------------------------------------------------------------------------

    def show_utterance(self, utterance: Utterance | str) -> None:
        """Show the first clause of what is going to be spoken, no character lit. Mere words have no pinyin."""
        self._reading = _Words.spoken(unspoken(utterance) if isinstance(utterance, str) else utterance)
        self._aside = None
        self._take_window(0)

    def light(self, spoken_index: int) -> None:
        """Light character ``spoken_index`` of the utterance and turn to its clause; else nothing is lit.

        Beneath an aside it is remembered only.
        """
        if self._aside is None:
            self._light(spoken_index)
        elif not self._reading.is_hint:
            self._reading.lit = spoken_index

    def clear(self, text_hint: str = "") -> None:
        """Show nothing, or a short hint of what to press, in the reading's place."""
        self._reading = _Words.hint(text_hint)
        if self._aside is None:
            self._take_window(0)

    def show_aside(self, words: Utterance | str) -> None:
        """Show other words instead of the reading, until :meth:`end_aside` or the next utterance of the reading.

        An utterance is shown clause by clause as :meth:`light_aside` goes on; mere words stand there whole if they do
        so in type hardly smaller than is chosen, else clause by clause as :meth:`turn_aside` is called.
        """
        self._aside = _Words.mere(words) if isinstance(words, str) else _Words.spoken(words)
        self._take_window(0)

    def light_aside(self, spoken_index: int) -> None:
        """Light character ``spoken_index`` of the aside, and turn to its clause."""
        if self._aside is not None:
            self._light(spoken_index)

    def turn_aside(self) -> bool:
        """Show what comes next of an aside of mere words. Says whether there was more of it."""
        if self._aside is None or not self._aside.is_mere or self._page + 1 >= len(self._pages):
            return False
        self._page += 1
        self._aside.turned_to = self._pages[self._page][0][0]
        self._lay_out()
        return True

    def end_aside(self) -> None:
        """Show again what is being read, at the character where it is."""
        if self._aside is not None:
            self._aside = None
            self._take_window(self._now.window_at(self._now.at))

    @property
    def _now(self) -> _Words:
        return self._aside or self._reading

    def _light(self, spoken_index: int) -> None:
        now = self._now
        if now.is_hint or now.is_mere or not now.windows[-1]:
            return
        before, now.lit = now.lit, spoken_index
        number = now.window_at(spoken_index)
        if now.windows[number] != self._text.start:
            self._take_window(number)
            return
        page = page_at(self._pages, spoken_index - self._text.start)
        if page != self._page:
            self._page = page
            self._lay_out()
            return
        changed = QRegion()
        for cell in self._cells:
            if self._text.start + cell.index in (before, spoken_index):
                changed += cell.box.toAlignedRect().adjusted(-1, -1, 1, 1)
        self.update(changed)

    def shown_text(self) -> str:
        """Give the characters that are shown, a space between lines."""
        if not self._pages:
            return ""
        return " ".join(self._written[start:end] for start, end in self._pages[self._page])

    # -- how it is shown -----------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take over colours, type and scale."""
        self._theme = theme
        self._buttons.set_theme(theme)
        self._fit()

    def set_size(self, px: int, most_px: int = 0) -> None:
        """Set the size of type at 100 %, in pixels; it grows with the scale.

        ``most_px`` is the height the strip may take, in pixels of the screen; 0 for a third of the window's.
        """
        if (max(1, px), most_px) != (self._size_px, self._most_px):
            self._size_px, self._most_px = max(1, px), most_px
            self._fit()

    def set_lines(self, lines: int) -> None:
        """Hold so many lines: one clause, or what of the sentence goes on so many."""
        if max(1, lines) != self._lines:
            self._lines = max(1, lines)
            self._fit()

    def set_on_top(self, is_on_top: bool) -> None:
        """Say whether the strip stands above the page: the line that parts them is then below."""
        if is_on_top != self._is_on_top:
            self._is_on_top = is_on_top
            self.update()

    def set_pinyin(self, is_on: bool) -> None:
        """Write pinyin above the characters, or not; it waits while there is too little room for it."""
        if is_on != self._is_pinyin_on:
            self._is_pinyin_on = is_on
            self._fit()

    def set_script(self, script: str) -> None:
        """Write ``simplified`` or ``traditional`` hanzi; anything else counts as simplified.

        Where the table of traditional hanzi is missing, simplified ones stay, and :attr:`problem_found` says why.
        """
        if script == TRADITIONAL and self._tables.traditional is None and not self._is_problem_told:
            self._is_problem_told = True
            self.problem_found.emit(self._tables.problem)
        if script != TRADITIONAL or self._tables.traditional is None:
            script = SIMPLIFIED
        if script != self._script:
            self._script = script
            self._fit()

    def _ask_for_other_script(self) -> None:
        self.script_toggled.emit(TRADITIONAL if self._script == SIMPLIFIED else SIMPLIFIED)

    # -- size ----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Take any width; the height is what the lines need."""
        return QSize(0, self._height())

    def minimumSizeHint(self) -> QSize:
        """Never ask for width: the clauses follow the width there is."""
        return QSize(0, self._height())

    def _height(self) -> int:
        return round(self._type.height_px(self._lines))

    def _fit(self) -> None:
        """Work out the type for the window and the scale, then split anew."""
        if self._theme is None:
            return
        most_px = self.window().height() * LARGEST_SHARE
        most_px = min(most_px, self._most_px) if self._most_px else most_px
        self._type = CaptionType.fit(
            self._theme.px(self._size_px), most_px, self._lines, has_pinyin=self._is_pinyin_on
        )
        self._setter.set_font(self._theme.font())
        self.setFixedHeight(self._height())
        self._buttons.show_states(self._is_pinyin_on, self._type.pinyin_px > 0, self._script)
        self._make_room()
        self._write()

    def _make_room(self) -> None:
        """Place the buttons; what they leave is the characters' room."""
        if self._theme is None:
            return
        side_px = round(min(self._theme.px(_SIDE_PX), self.width() * 0.05))
        air_px = self._theme.space(4)
        inner = self.rect().adjusted(side_px, air_px, -min(side_px, self._theme.space(12)), -air_px)
        taken_px = self._buttons.place(inner, self._type.size_px)
        self._room = QRect(side_px, 0, max(1, inner.width() - taken_px - side_px // 2), self.height())

    # -- what stands where ---------------------------------------------------------------------------------------

    def _take_window(self, number: int) -> None:
        now = self._now
        self._text = CaptionText.of_utterance(now.utterance, *now.windows[number : number + 2])
        self._write()

    def _write(self) -> None:
        """Write the text in the script that is wanted, and split it."""
        self._written = self._text.characters
        if self._script == TRADITIONAL and self._tables.traditional is not None:
            pairs = zip(self._written, self._tables.traditional.convert(self._written), strict=True)
            # A few rare forms are in no font: the simplified one says more than an empty box.
            self._written = "".join(
                new if new == old or self._setter.has_glyph(new) else old for old, new in pairs
            )
        self._setter.set_text(self._written, self._text.pinyin)
        self._split()

    def _split(self) -> None:
        if self._theme is None:
            return
        self._setter.take_type(self._type)
        room_px = float(self._room.width())
        is_mere_and_short = self._now.is_mere and sum(self._setter.widths()) * _LEAST_OF_ASIDE <= room_px
        if self._now.is_hint or is_mere_and_short:
            self._pages = (((0, len(self._written)),),) if self._written else ()
        else:
            most_px = room_px * max(1.0, self._type.size_px / LEAST_PX)
            self._pages = caption_pages(
                self._text.characters,
                self._setter.widths(),
                Room(room_px, self._lines, most_px),
                self._text.bound,
                self._tables.words.borders,
            )
        self._page = page_at(self._pages, self._now.at - self._text.start)
        self._lay_out()

    def _lay_out(self) -> None:
        """Place the cells, smaller if a line is longer than the strip, and name the strip by its text."""
        lines = self._pages[self._page] if self._pages else ()
        self._setter.take_type(self._type)
        self._setter.shrink_to(self._room.width(), lines)
        line_px = self._type.line_px
        top = (self.height() - len(lines) * line_px) / 2
        cells: list[Cell] = []
        for number, line in enumerate(lines):
            middle = top + (number + 0.5) * line_px
            cells += self._setter.cells_of(line, self._room.left(), self._room.width(), middle)
        self._cells = tuple(cells)
        if self.accessibleName() != (name := self.shown_text() or "大字幕"):
            self.setAccessibleName(name)
        self.update()

    # -- events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and of the cells those that need it."""
        if self._theme is None:
            return
        scheme = self._theme.scheme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        # The painter is clipped to what needs painting.
        painter.fillRect(self.rect(), QColor(scheme.caption_paper))
        if scheme.caption_paper in (scheme.paper, scheme.bar, scheme.panel):
            # The same ground as the page's: a line parts them.
            line_px = self._theme.space(2)
            top = self.height() - line_px if self._is_on_top else 0
            painter.fillRect(0, top, self.width(), line_px, QColor(scheme.line))
        for cell in self._cells:
            if event.region().intersects(cell.box.toAlignedRect()):
                self._paint_cell(painter, cell, scheme)
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: Cell, scheme: Scheme) -> None:
        is_lit = self._text.start + cell.index == self._now.lit
        is_lit = is_lit and not unicodedata.category(cell.character).startswith("P")
        if is_lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.caption_character))
            radius = _RADIUS_EM * self._type.size_px
            painter.drawRoundedRect(cell.box, radius, radius)
        painter.setPen(QColor(scheme.on_caption_character if is_lit else scheme.caption_ink))
        self._setter.paint(painter, cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Split anew for the new width."""
        super().resizeEvent(event)
        self._make_room()
        self._split()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the panel of choices along."""
        super().hideEvent(event)
        self._buttons.put_away()
