"""All terms of the report's glossary on one page; every place where a term stands is one press away."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from reader.core.glossary import marker_of
from reader.core.place_names import place_words
from reader.core.report import GlossaryTerm, Report, TermLink
from reader.core.span import Span
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.side_page import INNER_PX, SidePage
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_LINE_EM = 1.6


def place_label(report: Report, span: Span) -> str:
    """Say where in the report a span stands, for a button: 上半年 一、2; 正文 where there is no part."""
    part, *rest = place_words(report, span.block) or ("正文",)
    return " ".join([part, "、".join(rest)]).strip()


class _EntryText(QLabel):
    """A term and its meaning: one stop of the keyboard, named by all it says."""

    def __init__(self, label: str, term: str, meaning: str) -> None:
        super().__init__()
        self._parts = (label, term, meaning)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{label} {term}：{meaning}")
        self.setAccessibleDescription("按 Tab 键到按钮，按上下键换一条")

    def set_theme(self, theme: Theme, size_px: int) -> None:
        """Set the type. The line is given in pixels: per cent are of the font's own line, a tall one."""
        label, term, meaning = (html.escape(part) for part in self._parts)
        line = f"-qt-line-height-type: fixed; line-height: {round(size_px * _LINE_EM)}px; margin: 0"
        self.setFont(theme.font(size_px))
        inner = theme.space(INNER_PX)
        self.setContentsMargins(inner, inner // 2, inner, inner // 2)
        self.setText(f'<p style="{line}"><b>{label} {term}</b></p><p style="{line}">{meaning}</p>')


class _Entry(QFrame):
    """One term: its text, and the buttons to hear it and to go where it stands."""

    def __init__(self, report: Report, term: GlossaryTerm, page: GlossaryPage) -> None:
        super().__init__()
        self.number = term.number
        self._term = report.text(term.term)
        self.text = _EntryText(marker_of(term.number), self._term, report.text(term.meaning))
        self.read = ActionButton("读一读", f"把“{self._term}”的解释读出来", icon="voice")
        self.read.clicked.connect(lambda: page.ask_to_read(term.number))
        links = [link for link in report.links if link.number == term.number]
        self.places = [self._place_button(report, link, at, page) for at, link in enumerate(links)]
        self._flow = FlowLayout()
        for button in (self.read, *self.places):
            self._flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.text)
        self._column.addLayout(self._flow)

    def _place_button(self, report: Report, link: TermLink, at: int, page: GlossaryPage) -> ActionButton:
        where = place_label(report, link.span)
        words = f"另见 {where}" if at else f"回到原文 {where}"
        button = ActionButton(words, f"回到报告里写“{self._term}”的地方", icon="" if at else "book")
        button.clicked.connect(lambda: page.place_requested.emit(link.span))
        return button

    def set_is_reading(self, is_reading: bool) -> None:
        """Say whether this entry is being read aloud: its button then stops it."""
        if is_reading:
            self.read.set_label("停止", f"停止读“{self._term}”的解释")
        else:
            self.read.set_label("读一读", f"把“{self._term}”的解释读出来")
        self.read.set_icon("stop" if is_reading else "voice")

    def set_theme(self, theme: Theme, icons: Icons, size_px: int) -> None:
        """Take over colours and sizes."""
        self.text.set_theme(theme, size_px)
        for button in (self.read, *self.places):
            button.set_theme(theme, icons)
        self._flow.setSpacing(theme.space(12))
        self._flow.setContentsMargins(theme.space(INNER_PX), 0, 0, 0)
        self._column.setSpacing(theme.space(12))


class GlossaryPage(SidePage):
    """The page. Up and down go from term to term, Tab through the buttons, Esc leads back."""

    place_requested = Signal(Span)
    """Show this place of the report."""
    read_requested = Signal(int)
    """Read the note of this term aloud."""
    stop_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("名词解释", icons, parent)
        self._reading: int | None = None
        self._entries: list[_Entry] = []
        self._count = QLabel()
        self.head.addWidget(self._count)

    def show_report(self, report: Report) -> None:
        """List the terms of ``report``."""
        for entry in self._entries:
            self.column.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.column.takeAt(0)
        self._entries = [_Entry(report, term, self) for term in report.glossary]
        for entry in self._entries:
            self.column.addWidget(entry)
        self.column.addStretch(1)
        self.order_stops(
            [stop for entry in self._entries for stop in (entry.text, entry.read, *entry.places)]
        )
        self._reading = None
        self._count.setText(f"一共 {len(self._entries)} 个" if self._entries else "这份报告没有名词解释")
        if self.theme is not None:
            self.restyle(self.theme)

    def scroll_to(self, number: int) -> None:
        """Bring a term to the top and give it the focus; a number that is no term's changes nothing."""
        for entry in self._entries:
            if entry.number == number:
                self._show_entry(entry)

    def set_reading(self, number: int | None) -> None:
        """Say which term's note is being read aloud: its button then stops it."""
        before, self._reading = self._reading, number
        if number == before:
            return
        for entry in self._entries:
            if entry.number in (before, number):
                entry.set_is_reading(entry.number == number)
                if self.theme is not None:
                    entry.read.set_theme(self.theme, self.icons)

    def ask_to_read(self, number: int) -> None:
        """Ask to have a note read, or to have it stopped."""
        if self._reading == number:
            self.stop_requested.emit()
        else:
            self.read_requested.emit(number)

    def restyle(self, theme: Theme) -> None:
        """Bring every entry in line with the theme."""
        for entry in self._entries:
            entry.set_theme(theme, self.icons, self.size_px)
        self._count.setFont(theme.font())
        super().restyle(theme)

    def column_gap_px(self) -> int:
        """Set the terms well apart."""
        return round(self.size_px * 1.2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from term to term, Home and End to the ends, Esc back."""
        at = self._entry_in_focus()
        last = len(self._entries) - 1
        goals = {
            Qt.Key.Key_Up: max(0, at - 1),
            Qt.Key.Key_Down: min(last, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in goals and self._entries:
            self._show_entry(self._entries[goals[key]])
        else:
            super().keyPressEvent(event)

    def _entry_in_focus(self) -> int:
        """Give the index of the entry that has the focus inside, -1 for none."""
        focus = self.focusWidget()
        return next((at for at, entry in enumerate(self._entries) if focus and entry.isAncestorOf(focus)), -1)

    def _show_entry(self, entry: _Entry) -> None:
        # Positions are right only after the layout has settled, which a page not yet shown has not.
        QCoreApplication.sendEvent(self.area, QEvent(QEvent.Type.LayoutRequest))
        self.column.activate()
        entry.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.verticalScrollBar().setValue(entry.y() - self.size_px // 2)
