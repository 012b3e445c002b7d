"""A search, from typing to the place and back: box, panel, screen keyboard, runner, page and voice joined.

1. What is typed is suggested for; Enter, 找 or the screen keyboard's 确定 submits it.
2. The first search notes where the resident is, and what is being read rests; a further one keeps that place.
3. The runner answers off the UI thread; the panel lists the places, the page lights them all and shows the first, the count
   is announced.
4. Choosing a place goes there. 听这一句 reads its sentence to the end and then is silent: who looks for something wants to
   hear the next place, not the report from elsewhere.
5. 返回原位置 leads back to where the resident was, to the line; what was being read is read on at the very syllable.
   Esc and 关闭 stay where one is: if one went nowhere, what was being read goes on; else it is said how to go on with it.
6. 退出服务 sets what was found aside; with the aids it comes back.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from reader.core.report import Report
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.search.result import Hit, Result
from reader.ui.keyboard.screen_keyboard import ScreenKeyboard
from reader.ui.page.reading_page import ReadingPage, Unit
from reader.ui.player.narrator import Narrator
from reader.ui.search.box import SearchBox
from reader.ui.search.edge_marks import EdgeMarks
from reader.ui.search.original_place import OriginalPlace
from reader.ui.search.panel import SearchPanel
from reader.ui.search.runner import SearchRunner

_PATIENCE_MS = 1000
"""A search that takes longer is spoken of; the panel shows it earlier."""

_AFTER_KEY_MS = 30
"""Suggestions are looked for so long after a key: first the letter is to be seen, and the interpreter is one for both."""

_MANY = 40
"""Suggestions that are asked for: a word that was searched for before may stand far down, and is to come first."""

_LONGEST_SELECTION = 64
"""Characters of the page that Ctrl+F takes along: as many as are looked for."""

_NOTHING_FOUND_YET = "还没有找。请先在搜索框里写要找的话"
_ROUND_FORWARD, _ROUND_BACK = "已经是最后一处，从头再找。", "已经是第一处，从最后一处往前找。"
_RESTING = "朗读停在原来的地方。按空格键，或者点最大的那个按钮，就接着读"


class SearchSession(QObject):
    """Joins the parts; the window shows and hides the panel when told."""

    panel_wanted = Signal(bool)
    """Show or hide the panel."""
    place_chosen = Signal()
    """A found place was gone to: the page must be in view."""
    returned = Signal()
    """The resident went back: what was in view when the search began is to be in view."""
    announced = Signal(str)
    """To be shown and said."""
    remarked = Signal(str)
    """To be shown, and said only where nothing is being read."""
    notice_given = Signal(str)

    def __init__(
        self,
        report: Report,
        page: ReadingPage,
        marks: EdgeMarks,
        narrator: Narrator,
        box: SearchBox,
        panel: SearchPanel,
        keyboard: ScreenKeyboard,
        runner: SearchRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._report, self._page, self._marks, self._narrator = report, page, marks, narrator
        self._box, self._panel, self._keyboard, self._runner = box, panel, keyboard, runner
        self._original: OriginalPlace | None = None
        self._has_gone = False
        """Whether a place was gone to since the search began."""
        self._asked = self._sought = ""
        """What is looked for, and what was answered; that is empty where there is no answer yet."""
        self._round = ""
        """What is to be said of a step that led from one end to the other."""
        self._is_set_aside = False
        self._hits: tuple[Hit, ...] = ()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._ask_for_patience)
        self._suggesting = QTimer(self, singleShot=True, interval=_AFTER_KEY_MS)
        self._suggesting.timeout.connect(self._suggest)
        self._join_writing()
        self._join_results()

    def _join_writing(self) -> None:
        box, keyboard, runner = self._box, self._keyboard, self._runner
        box.submitted.connect(self.submit)
        box.text_changed.connect(lambda _text: self._suggesting.start())
        box.advanced_requested.connect(self._show_options)
        box.keyboard_requested.connect(lambda: self._open_keyboard(box.field))
        box.recents_changed.connect(self.announced)
        keyboard.submitted.connect(box.submit)
        keyboard.opened.connect(lambda: box.hold_offers(True))  # it offers words itself
        keyboard.closed.connect(lambda: box.hold_offers(False))
        keyboard.key_pressed.connect(self.remarked)  # a letter must not stop the reading
        runner.suggestions_found.connect(box.show_suggestions)

    def _join_results(self) -> None:
        panel, runner = self._panel, self._runner
        panel.keyboard_requested.connect(self._open_keyboard)
        panel.went_round.connect(self._note_round)
        panel.hit_chosen.connect(self._go_to)
        panel.place_entered.connect(self._page.setFocus)
        panel.read_requested.connect(self._read)
        panel.return_requested.connect(self.return_to_place)
        panel.closed.connect(self.close)
        panel.literal_requested.connect(lambda text: self.search(text, is_literal=True))
        panel.query_chosen.connect(self._take_alternative)
        panel.options_changed.connect(lambda _options: self._search_again())
        runner.result_found.connect(self._show)
        runner.failed.connect(self._fail)
        runner.notice_given.connect(self.notice_given)

    # -- what is asked for ---------------------------------------------------------------------------------------

    def submit(self, text: str) -> None:
        """A new search from the box: conditions that were left open fold away, the results come first.

        Other words than before are looked for in the whole report: a chapter was chosen for the words it was chosen with.
        """
        if self._panel.result.query and _tidy(text) != self._panel.result.query:
            self._panel.take_new_words()
        self._panel.show_options(False)
        self.search(text)

    def search(self, text: str, *, is_literal: bool = False) -> None:
        """Search for ``text`` with the panel's options; literally, where what was understood was refused."""
        self._begin()
        self._suggesting.stop()
        self._asked, self._sought = _tidy(text), ""
        options = replace(self._panel.options, literal=True) if is_literal else self._panel.options
        self._panel.show_busy()
        self._patience.start()
        self.panel_wanted.emit(True)
        self._runner.search(text, options)

    def next_hit(self) -> None:
        """Go to the next found place."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the found place before."""
        self._step(-1)

    def focus_box(self) -> None:
        """Give the keyboard to the search box."""
        self._box.focus_field()

    def take_selection(self) -> None:
        """Put what is selected on the page into the search box, if the keyboard is on the page."""
        words = self.selected_words()
        if words and self._page.hasFocus():
            self._box.set_text(words)

    def search_selection(self) -> None:
        """Search for what is selected on the page."""
        if words := self.selected_words():
            self._box.set_text(words)
            self.submit(words)

    def selected_words(self) -> str:
        """Give what is selected on the page, if it can be searched for; Tab selects a term without anybody's wish."""
        span = self._page.selected_span()
        is_wanted = span is not None and self._page.link_in_focus() is None
        return self._report.text(span)[:_LONGEST_SELECTION].strip() if span is not None and is_wanted else ""

    def return_to_place(self) -> None:
        """Go back to where the resident was, and put the search away."""
        original = self._original
        self.put_away()
        if original is not None:
            original.return_to(self._page, self._narrator)
            self.returned.emit()
            words = "回到原来的位置了"
            if original.reading.is_playing:
                self.remarked.emit(f"{words}，接着读")  # the voice that goes on says it
            else:
                self.announced.emit(words)

    def close(self) -> None:
        """Put the search away, and stay. What was being read goes on, if no other place was gone to."""
        original, has_gone = self._original, self._has_gone
        self.put_away()
        if original is None or not original.reading.is_playing or self._narrator.is_playing:
            return
        if has_gone:
            self.announced.emit(_RESTING)
        else:
            original.return_to(self._page, self._narrator)

    def put_away(self) -> None:
        """Put the search away: nothing stays lit, no answer is waited for; the voice is left alone."""
        self._original, self._has_gone, self._is_set_aside = None, False, False
        self._sought = ""
        self._hits = ()
        self._hide()

    def set_aside(self) -> None:
        """Take the search out of sight, as with all aids; what was found stays, for :meth:`bring_back`."""
        if not self._sought:
            self.put_away()
        elif not self._is_set_aside:
            self._is_set_aside = True
            self._hide()

    def bring_back(self) -> None:
        """Have what was set aside as it was."""
        if self._is_set_aside:
            self._is_set_aside = False
            index = self._panel.current_index
            self._light(index if index >= 0 else None)
            self.panel_wanted.emit(True)

    def _hide(self) -> None:
        self._runner.cancel()
        self._patience.stop()
        self._page.light_hits([], None)
        self._marks.show_places([], None)
        self._keyboard.close_keyboard()
        self.panel_wanted.emit(False)
        if self._page.isVisible():
            self._page.setFocus()

    def forget(self) -> None:
        """Put the search away with all that was written, chosen and searched for: the next person begins afresh."""
        self.put_away()
        self._box.forget()
        self._panel.clear()

    # -- inside --------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._original is None:
            self._original = OriginalPlace.leave(self._page, self._narrator)
            self._panel.set_away(False)

    def _suggest(self) -> None:
        if self._box.text().strip():
            self._runner.suggest(self._box.text(), _MANY)

    def _search_again(self) -> None:
        if self._box.text().strip():
            self.search(self._box.text())

    def _take_alternative(self, text: str) -> None:
        self._box.set_text(text)
        if not self._hits:
            self._panel.take_new_words()
        self.search(text)

    def _show_options(self) -> None:
        self._begin()
        self._panel.show_options(True)
        self.panel_wanted.emit(True)
        self._search_again()

    def _open_keyboard(self, field: QLineEdit) -> None:
        self._keyboard.open_for(field)

    def _ask_for_patience(self) -> None:
        self.remarked.emit(
            "正在找，请等一等"
            if self._runner.is_ready
            else "正在准备搜索，第一次要多等一会儿。不等了，请按 Esc"
        )

    def _show(self, result: Result) -> None:
        self._patience.stop()
        # In the order of the panel, which counts by chapter.
        self._hits = tuple(hit for group in result.groups() for hit in group.hits)
        self._sought = self._asked
        self._box.recents.add(result.query, result.understood, result.count)
        self._panel.show_result(result)
        self._show_first()
        self._keyboard.close_keyboard()
        self.announced.emit(self._panel.summary)
        # Where nothing was found, whoever wrote goes on writing.
        if self._hits or not self._box.field.hasFocus():
            self._panel.focus_results()

    def _show_first(self) -> None:
        """Show where the first place stands, beside the list; the keyboard, the caret and who chose nothing stay where they are."""
        is_seen = bool(self._hits) and self._page.isVisible()
        self._light(0 if is_seen else None)
        if is_seen:
            self._page.set_following(False)
            self._page.go_to(self._hits[0].span, with_caret=False)
            self._panel.set_away(True)

    def _fail(self, words: str) -> None:
        self._patience.stop()
        self._hits = ()
        self._light()
        self._panel.show_failure(words)
        self.announced.emit(words)

    def _light(self, current: int | None = None) -> None:
        """Light every found place on the page, and mark beside it where they all are."""
        spans = [hit.span for hit in self._hits]
        self._page.light_hits(spans, current)
        self._marks.show_places(spans, current)

    def _step(self, by: int) -> None:
        written = _tidy(self._box.text())
        if written and written != self._sought:
            self.submit(self._box.text())  # words that were never looked for: whose next place would it be?
        elif not self._hits:
            self.announced.emit(self._panel.summary if self._sought else _NOTHING_FOUND_YET)
        elif by > 0:
            self._panel.next_hit()
        else:
            self._panel.previous_hit()

    def _note_round(self, by: int) -> None:
        self._round = _ROUND_FORWARD if by > 0 else _ROUND_BACK

    def _go_to(self, hit: Hit, index: int) -> None:
        self._has_gone = True
        self.place_chosen.emit()
        self._light(index)
        self._page.set_following(False)
        self._page.go_to(hit.span)
        said, self._round = self._round, ""
        self.announced.emit(f"{said}第{index + 1}处，共{len(self._hits)}处")
        if self._page.hasFocus():
            self._page.landed.emit(Unit.SENTENCE, self._sentence_of(hit))

    def _sentence_of(self, hit: Hit) -> Span:
        ranges = sentences(self._report.blocks[hit.span.block].text)
        return Span(
            hit.span.block,
            *next((each for each in ranges if each[0] <= hit.span.start < each[1]), ranges[-1]),
        )

    def _read(self, hit: Hit) -> None:
        self._has_gone = True
        self.place_chosen.emit()
        self._page.go_to(hit.span)
        self._narrator.read_span(self._sentence_of(hit))


def _tidy(text: str) -> str:
    return " ".join(text.split())
