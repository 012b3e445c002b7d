"""The search panel: what was found, what was understood, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from reader.search.result import Hit, Result, SearchOptions, SearchPlace
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.panel_frame import PanelFrame
from reader.ui.search.words import (
    announced_position,
    conditions,
    done_label,
    heading,
    spoken_summary,
    way_out,
)

_PATIENCE_MS = 200
"""A search that takes no longer than this shows no 正在找: words that flash by only unsettle."""

_FAILED = "这次没有找成"
_CONDITIONS = "更多条件"


class SearchPanel(PanelFrame):
    """Found places by chapter. It decides nothing: the window searches, goes to places and reads."""

    hit_chosen = Signal(object, int)
    """Go to this :class:`Hit`; its number, from 0, in the order shown."""
    went_round = Signal(int)
    """A step is about to lead from one end of the list to the other: on (1) or back (-1)."""
    place_entered = Signal()
    """The place was chosen by Enter: the keyboard goes there as well."""
    read_requested = Signal(object)
    """Read the sentence of this :class:`Hit`."""
    return_requested = Signal()
    """Go back to where the resident was before the search."""
    results_requested = Signal()
    """Show the list again, of which only the strip is left (:meth:`set_strip`)."""
    closed = Signal()
    literal_requested = Signal(str)
    """Search for this, just as it was typed."""
    query_chosen = Signal(str)
    """Search for this instead (您是不是要找)."""
    rewrite_requested = Signal()
    """Nothing was found: go back to the box and write something else."""
    options_changed = Signal(object)
    """Search again with these :class:`SearchOptions`."""
    keyboard_requested = Signal(object)
    """The screen keyboard is asked for, for this ``QLineEdit`` of the panel."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, parent)
        self._result = Result("", None, ())
        self.setAccessibleName("搜索结果")
        self.setAccessibleDescription("列出找到的地方。按 F3 到下一处，按 Esc 关闭")
        self._busy = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._failure = ""
        """Why the search could not be done, if it could not."""
        self._has_chosen = False
        self._connect()
        self._show_parts(is_form=False)
        self.set_theme(theme)
        self._tell()

    def _connect(self) -> None:
        self._head.leave.clicked.connect(self.closed)
        self._head.back.clicked.connect(self.return_requested)
        self._head.results.clicked.connect(self.results_requested)
        self._head.fold.clicked.connect(lambda: self.show_options(True))
        self._notes.unbound.clicked.connect(self._take_conditions_away)
        self._notes.literal.clicked.connect(lambda: self.literal_requested.emit(self._result.query))
        self._notes.query_chosen.connect(self.query_chosen)
        self._notes.offers.rewrite_requested.connect(self.rewrite_requested)
        self._foot.done.clicked.connect(self._leave_options)
        self._foot.clear.clicked.connect(self._options.clear)
        self._options.changed.connect(self._pass_options)
        self._options.keyboard_requested.connect(self.keyboard_requested)
        self._list.chosen.connect(self._choose)
        self._list.entered.connect(self.place_entered)
        self._list.moved.connect(self._follow_row)
        steps = self._head.steps
        steps.previous.clicked.connect(self.previous_hit)
        steps.next.clicked.connect(self.next_hit)
        steps.read.clicked.connect(self._ask_to_read)
        self._busy.timeout.connect(lambda: self._head.show_words("正在找……"))

    # -- what the window tells it --

    def set_places(self, places: Sequence[SearchPlace]) -> None:
        """Offer the parts and chapters of the report in the form."""
        self._options.set_places(places)
        self._order_tabs()

    def show_result(self, result: Result) -> None:
        """Show what was found; no place is current yet."""
        self._busy.stop()
        self._result, self._has_chosen, self._is_at_start, self._failure = result, False, True, ""
        self._list.setVisible(bool(result.count) and not self._is_form)  # first: its width comes with it
        self._list.show_hits(result)
        if not self._is_form:
            self._body.show_top()
        self._tell()

    def show_busy(self) -> None:
        """Say that the search is under way, if it takes longer than a blink."""
        self._busy.start()

    def show_failure(self, text: str) -> None:
        """Say that the search could not be done: ``text`` says what to do."""
        self._busy.stop()
        self._result, self._has_chosen = Result("", None, ()), False
        self._list.show_hits(self._result)
        self._show_parts(is_form=False)
        self._tell()
        self._failure = text
        self._tell_position()
        self._notes.show_text(text)

    def clear(self) -> None:
        """Forget everything: the result and the options."""
        self._options.reset()
        self.show_options(False)
        self.show_result(Result("", None, ()))

    def show_options(self, is_shown: bool) -> None:
        """Let the conditions have the places' room, and go to them (高级搜索); or put them away."""
        self._show_parts(is_form=is_shown, is_focus_wanted=is_shown)
        self._tell_position()
        self._is_focus_due = is_shown  # where the panel is yet to come
        self._reveal.start()

    def take_new_words(self) -> None:
        """Look in the whole report for words that were newly written; whoever is choosing conditions means them."""
        if not self._is_form:
            self._options.look_everywhere()
            self._tell_conditions()

    # -- what the window asks --

    @property
    def result(self) -> Result:
        """What is shown."""
        return self._result

    @property
    def options(self) -> SearchOptions:
        """The options as they are set in the form."""
        return self._options.options

    @property
    def current_index(self) -> int:
        """The number of the current place, from 0 in the order shown; -1 for none."""
        return self._list.current_index

    @property
    def current_hit(self) -> Hit | None:
        """The current place, if any."""
        return self._list.hit(self.current_index) if self.current_index >= 0 else None

    @property
    def summary(self) -> str:
        """What is said when a search is done; whoever is choosing conditions needs not hear them."""
        return spoken_summary(
            self._result, "" if self._is_form else conditions(self.options, self._options.places)
        )

    def shows(self, words: str) -> bool:
        """Whether these words of the program can be read here anyway: how many places, or which of them."""
        shown = (self.summary, announced_position(self.current_index, self._result.count))
        return self.isVisible() and words in (*shown, self._failure)

    def select(self, index: int) -> None:
        """Make a place current without :attr:`hit_chosen`; an index that is none clears the choice."""
        self._has_chosen = index >= 0
        self._is_at_start = index < 0
        self._list.select(index)
        self._tell_position()

    def next_hit(self) -> None:
        """Go to the next place; from the last one to the first."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the previous place; from the first one to the last."""
        self._step(-1)

    def focus_results(self) -> None:
        """Give the keyboard to the list, or to what can be done where nothing was found.

        Whoever is at work in the options stays there: each change brings a new result.
        """
        focused = QApplication.focusWidget()
        if self._is_form:
            self._is_focus_due = focused is None or not self.isAncestorOf(focused)
            self._reveal.start()
            return
        if self._list.count and self.current_index < 0:
            self._list.select(0)
        elif self._list.count:  # somebody comes back to them
            self._is_at_start = False
            self._list.show_current()
        target = self._list if self._list.count else self._notes.first_button() or self._head.leave
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside --

    def _step(self, by: int) -> None:
        if not (count := self._list.count):
            return
        if self._has_chosen:
            index = self.current_index + by
            if not 0 <= index < count:
                self.went_round.emit(by)
            self._choose(index % count)
        else:
            # The row the keyboard came to rest on was never gone to: that one is the first.
            self._choose(max(0, self.current_index) if by > 0 else count - 1)

    def _choose(self, index: int) -> None:
        self._has_chosen, self._is_at_start = True, False
        self.set_away(True)
        self._list.select(index)
        self._list.show_current()  # where it was the current one before, too
        self._tell_position()
        self.hit_chosen.emit(self._list.hit(index), index)

    def _leave_options(self) -> None:
        self._is_at_start = self._is_at_start and self.current_index <= 0
        self._show_parts(is_form=False, is_focus_wanted=True)
        self._tell_position()

    def _pass_options(self, options: SearchOptions) -> None:
        self._tell_conditions()
        self.options_changed.emit(options)

    def _take_conditions_away(self) -> None:
        self._options.clear()
        self.focus_results()

    def _ask_to_read(self) -> None:
        if (hit := self.current_hit) is not None:
            self.set_away(True)
            self.read_requested.emit(hit)

    def _tell(self) -> None:
        """Put the result into words."""
        self._notes.show_result(self._result)
        self._list.setVisible(self._list.count > 0 and not self._is_form)
        self._notes.offers.setVisible(self._notes.offers.is_wanted and not self._is_form)
        self._foot.done.set_label(done_label(self._result), "收起条件，看找到的地方")
        self._tell_conditions()
        self._tell_position()
        self._arrange()
        self._order_tabs()

    def _tell_conditions(self) -> None:
        words = conditions(self.options, self._options.places)
        self._notes.show_conditions(words, way_out(self.options), is_elsewhere=self._result.elsewhere > 0)
        self._foot.clear.setEnabled(bool(words))

    def _tell_position(self) -> None:
        words = also = _FAILED if self._failure else _CONDITIONS
        if not self._failure and not self._is_form:
            words = heading(self._result, self.current_index if self._has_chosen else -1)
            also = heading(self._result)
        self._head.show_words(words, also)
        self._head.steps.tell(self.current_index)

    def _follow_row(self) -> None:
        self._tell_position()
        self._is_at_start = self._is_at_start and self.current_index <= 0
        self._reveal.start()
