"""A search, from typing to the place and back: box, panel, screen keyboard, runner and page joined.

1. What is typed is suggested for; Enter, 找 or the screen keyboard's 确定 submits it.
2. The runner answers off the UI thread; the panel lists the places, the page lights them all, the count is announced.
3. Choosing a place goes there; 返回原位置 leads back to where the resident was when the search began.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from reader.core.report import Report
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.search.result import Hit, Result, SearchOptions
from reader.ui.page.reading_page import ReadingPage, Unit
from reader.ui.search.box import SearchBox
from reader.ui.search.panel import SearchPanel
from reader.ui.search.runner import SearchRunner
from reader.ui.search.screen_keyboard import ScreenKeyboard
from reader.ui.search.words import spoken_summary

_NOTHING_FOUND_YET = "还没有找。请先在搜索框里写要找的话"


class SearchSession(QObject):
    """Joins the parts; the window shows and hides the panel when told."""

    panel_wanted = Signal(bool)
    """Show or hide the panel."""
    place_chosen = Signal()
    """A found place was gone to: the page must be in view."""
    read_requested = Signal(Span)
    returning = Signal()
    """The resident goes back: a found sentence that is still being read has to stop."""
    announced = Signal(str)
    notice_given = Signal(str)
    key_announced = Signal(str)
    """A key of the screen keyboard was pressed: its name."""

    def __init__(
        self,
        report: Report,
        page: ReadingPage,
        box: SearchBox,
        panel: SearchPanel,
        keyboard: ScreenKeyboard,
        runner: SearchRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._report, self._page = report, page
        self._box, self._panel, self._keyboard, self._runner = box, panel, keyboard, runner
        self._place_before: Span | None = None
        self._hits: tuple[Hit, ...] = ()
        box.submitted.connect(self.submit)
        box.text_changed.connect(runner.suggest)
        box.advanced_requested.connect(self._show_options)
        box.keyboard_requested.connect(lambda: self._open_keyboard(box.field))
        panel.keyboard_requested.connect(self._open_keyboard)
        panel.hit_chosen.connect(self._go_to)
        panel.place_entered.connect(page.setFocus)
        panel.read_requested.connect(self._read)
        panel.return_requested.connect(self.return_to_place)
        panel.closed.connect(self.close)
        panel.literal_requested.connect(lambda text: self.search(text, is_literal=True))
        panel.query_chosen.connect(self._take_alternative)
        panel.options_changed.connect(lambda _options: self._search_again())
        keyboard.submitted.connect(box.submit)
        keyboard.closed.connect(lambda: box.set_lowest(None))
        keyboard.key_pressed.connect(self.key_announced)
        runner.result_found.connect(self._show)
        runner.suggestions_found.connect(box.show_suggestions)
        runner.failed.connect(panel.show_failure)
        runner.notice_given.connect(self.notice_given)

    def submit(self, text: str) -> None:
        """A new search from the box: conditions that were left open fold away, the results come first."""
        self._panel.show_options(False)
        self.search(text)

    def search(self, text: str, *, is_literal: bool = False) -> None:
        """Search for ``text`` with the panel's options; literally, where what was understood was refused."""
        if self._place_before is None:
            self._place_before = Span(*self._page.visible_start(), self._page.visible_start()[1])
        options = self._panel.options
        if is_literal:
            options = SearchOptions(
                options.mode, options.without, options.areas, options.under, options.order, literal=True
            )
        self._panel.show_busy()
        self.panel_wanted.emit(True)
        self._runner.search(text, options)

    def next_hit(self) -> None:
        """Go to the next found place."""
        if self._hits:
            self._panel.next_hit()
        else:
            self.announced.emit(_NOTHING_FOUND_YET)

    def previous_hit(self) -> None:
        """Go to the found place before."""
        if self._hits:
            self._panel.previous_hit()
        else:
            self.announced.emit(_NOTHING_FOUND_YET)

    def focus_box(self) -> None:
        """Give the keyboard to the search box."""
        self._box.focus_field()

    def return_to_place(self) -> None:
        """Go back to where the resident was, and put the search away."""
        place = self._place_before
        self.returning.emit()
        self.close()
        if place is not None:
            self._page.go_to(place)
            self.announced.emit("回到原来的位置了")

    def close(self) -> None:
        """Put the search away: nothing stays lit."""
        self._runner.cancel()
        self._place_before = None
        self._hits = ()
        self._page.light_hits(())
        self.panel_wanted.emit(False)
        if self._page.isVisible():
            self._page.setFocus()

    def _search_again(self) -> None:
        if self._box.text().strip():
            self.search(self._box.text())

    def _take_alternative(self, text: str) -> None:
        self._box.set_text(text)
        self.search(text)

    def _show_options(self) -> None:
        self._panel.show_options(True)
        self.panel_wanted.emit(True)
        if self._box.text().strip():
            self.search(self._box.text())

    def _open_keyboard(self, field: QLineEdit) -> None:
        self._keyboard.open_for(field)
        self._box.set_lowest(self._keyboard.y())

    def _show(self, result: Result) -> None:
        # In the order of the panel, which counts by chapter.
        self._hits = tuple(hit for group in result.groups() for hit in group.hits)
        self._panel.show_result(result)
        self._page.light_hits([hit.span for hit in self._hits])
        self._keyboard.close_keyboard()
        self.announced.emit(spoken_summary(result))
        if self._hits:
            self._panel.focus_results()

    def _go_to(self, hit: Hit, index: int) -> None:
        self.place_chosen.emit()
        self._page.light_hits([each.span for each in self._hits], index)
        self._page.set_following(False)
        self._page.go_to(hit.span)
        self.announced.emit(f"第{index + 1}处，共{len(self._hits)}处")
        if self._page.hasFocus():
            self._page.landed.emit(Unit.SENTENCE, self._sentence_of(hit))

    def _sentence_of(self, hit: Hit) -> Span:
        ranges = sentences(self._report.blocks[hit.span.block].text)
        return Span(
            hit.span.block,
            *next((each for each in ranges if each[0] <= hit.span.start < each[1]), ranges[-1]),
        )

    def _read(self, hit: Hit) -> None:
        self.place_chosen.emit()
        self._page.go_to(hit.span)
        self.read_requested.emit(self._sentence_of(hit))
