"""The search panel: what was found, what was understood, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QVBoxLayout, QWidget

from reader.search.result import Hit, Result, SearchOptions, SearchPlace
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.tab_order import order_tabs
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.notes import SearchNotes
from reader.ui.search.options import SearchOptionsForm
from reader.ui.search.panel_body import PanelBody
from reader.ui.search.results import ResultList
from reader.ui.search.steps import SearchFoot, SearchHead
from reader.ui.search.words import announced_position, conditions, done_label, heading, spoken_summary

_PATIENCE_MS = 200
"""A search that takes no longer than this shows no 正在找: words that flash by only unsettle."""

_FAILED = "这次没有找成"

_MARGIN_PX, _TIGHT_MARGIN_PX = 12, 6
_WIDE_PX = 700
"""A panel at least this wide, at scale 1.0, has room for its heading in one line."""
_ROOMY_PX, _LOW_PX = 600, 400
"""A panel at least this high has air around its words; one below the other has its steps as pictures in its head: the
found places need the room."""


class SearchPanel(QFrame):
    """Found places by chapter. It decides nothing: the window searches, goes to places and reads."""

    hit_chosen = Signal(object, int)
    """Go to this :class:`Hit`; its number, from 0, in the order shown."""
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
    options_changed = Signal(object)
    """Search again with these :class:`SearchOptions`."""
    keyboard_requested = Signal(object)
    """The screen keyboard is asked for, for this ``QLineEdit`` of the panel."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = self._strip_theme = theme
        self._icons = icons
        self._result = Result("", None, ())
        self.setProperty("role", "panel")
        self.setAccessibleName("搜索结果")
        self.setAccessibleDescription("列出找到的地方。按 F3 到下一处，按 Esc 关闭")
        self._head = SearchHead(self)
        self._options = SearchOptionsForm(theme, icons, self)
        self._notes = SearchNotes(self)
        self._list = ResultList(theme, self)
        self._foot = SearchFoot(self)
        self._body = PanelBody((self._notes, self._options, self._list), self)
        self._busy = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        # Where the panel is only just being shown, rows and form have no places yet.
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._arranged: tuple[object, ...] = ()
        """What the panel was arranged for."""
        self._stops: list[ActionButton] = []
        self._failure = ""
        """Why the search could not be done, if it could not."""
        self._is_form = self._is_strip = self._has_chosen = self._is_focus_due = False
        self._is_at_start = False
        """The list has only just come: what was understood is in view, above the first place."""
        self._lay_out()
        self._connect()
        self._show_parts(is_form=False)
        self.set_theme(theme)
        self._tell()

    def _lay_out(self) -> None:
        self._outer = QVBoxLayout(self)
        # The least size is that of minimumSizeHint: what does not fit in height scrolls.
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._outer.addWidget(self._head)
        self._outer.addWidget(self._body, 1)
        self._outer.addWidget(self._foot)

    def _connect(self) -> None:
        self._head.leave.clicked.connect(self.closed)
        self._head.back.clicked.connect(self.return_requested)
        self._head.results.clicked.connect(self.results_requested)
        self._notes.fold.clicked.connect(lambda: self.show_options(True))
        self._notes.unbound.clicked.connect(self._take_conditions_away)
        self._notes.literal.clicked.connect(lambda: self.literal_requested.emit(self._result.query))
        self._notes.query_chosen.connect(self.query_chosen)
        self._foot.done.clicked.connect(self._leave_options)
        self._foot.clear.clicked.connect(self._options.clear)
        self._options.changed.connect(self._pass_options)
        self._options.keyboard_requested.connect(self.keyboard_requested)
        self._list.chosen.connect(self._choose)
        self._list.entered.connect(self.place_entered)
        self._list.row_moved.connect(self._bring_into_view)
        self._list.moved.connect(self._follow_row)
        self._list.settled.connect(self._reveal.start)
        for steps in (self._head.steps, self._foot.steps):
            steps.previous.clicked.connect(self.previous_hit)
            steps.next.clicked.connect(self.next_hit)
            steps.read.clicked.connect(self._ask_to_read)
        self._busy.timeout.connect(lambda: self._head.title.setText("正在找……"))
        self._reveal.timeout.connect(self._reveal_now)

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
        self._is_focus_due = is_shown  # where the panel is yet to come
        self._reveal.start()

    def set_strip(self, is_strip: bool) -> None:
        """Show the head only, with the steps: the page has the room of the list."""
        if is_strip != self._is_strip:
            self._is_strip = is_strip
            self._arrange()

    def set_theme(self, theme: Theme, strip: Theme | None = None) -> None:
        """Take on a theme's sizes and colours; ``strip`` is that of the strip, if it is another one."""
        self._theme, self._strip_theme = theme, strip or theme
        self._body.set_theme(theme)
        self._options.set_theme(theme)
        self._list.set_theme(theme)
        self._arrange()

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
    def strip_px(self) -> int:
        """How high the strip is that :meth:`set_strip` leaves, in pixels."""
        return self._head.sizeHint().height() + 2 * self._outer.spacing()

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
            self._choose((self.current_index + by) % count)
        else:
            # The row the keyboard came to rest on was never gone to: that one is the first.
            self._choose(max(0, self.current_index) if by > 0 else count - 1)

    def _choose(self, index: int) -> None:
        self._has_chosen, self._is_at_start = True, False
        self._list.select(index)
        self._list.show_current()  # where it was the current one before, too
        self._tell_position()
        self.hit_chosen.emit(self._list.hit(index), index)

    def _show_parts(self, *, is_form: bool, is_focus_wanted: bool = False) -> None:
        """Show the conditions, or what was found. The keyboard is taken along before its place goes."""
        self._is_form = is_form
        self._options.setVisible(is_form or self._options.isVisible())
        self._notes.setVisible(not is_form or self._notes.isVisible())
        self._list.setVisible(self._list.count > 0 and (not is_form or self._list.isVisible()))
        if is_focus_wanted and is_form:
            self._options.focus_first()
        elif is_focus_wanted:
            self.focus_results()
        self._options.setVisible(is_form)
        self._notes.setVisible(not is_form)
        self._list.setVisible(self._list.count > 0 and not is_form)
        self._foot.show_form(is_form)
        self._arrange()

    def _leave_options(self) -> None:
        self._is_at_start = self._is_at_start and self.current_index <= 0
        self._show_parts(is_form=False, is_focus_wanted=True)

    def _pass_options(self, options: SearchOptions) -> None:
        self._tell_conditions()
        self.options_changed.emit(options)

    def _take_conditions_away(self) -> None:
        self._options.clear()
        self.focus_results()

    def _ask_to_read(self) -> None:
        if (hit := self.current_hit) is not None:
            self.read_requested.emit(hit)

    def _tell(self) -> None:
        """Put the result into words."""
        self._notes.show_result(self._result)
        self._list.setVisible(self._list.count > 0 and not self._is_form)
        self._foot.done.set_label(done_label(self._result), "收起条件，看找到的地方")
        self._tell_conditions()
        self._tell_position()
        self._arrange()
        if (stops := self._notes.stops()) != self._stops:
            self._stops = stops
            self._order_tabs()

    def _tell_conditions(self) -> None:
        words = conditions(self.options, self._options.places)
        self._notes.show_conditions(words, is_elsewhere=self._result.elsewhere > 0)
        self._foot.clear.setEnabled(bool(words))

    def _tell_position(self) -> None:
        words = (
            _FAILED
            if self._failure
            else heading(self._result, self.current_index if self._has_chosen else -1)
        )
        is_short = not self._is_strip and self.width() < self._theme.px(_WIDE_PX)
        self._head.show_words(words, is_short=is_short)
        for steps in (self._head.steps, self._foot.steps):
            steps.tell(self._list.count, self.current_index)

    def _reveal_now(self) -> None:
        """Go to the form that was just unfolded, or else scroll to the current row."""
        self._body.settle()
        if not self._is_form:
            self._list.show_current()
        elif self._is_focus_due:
            self._is_focus_due = False
            self._body.show_top()
            self._options.focus_first()
        elif (focused := QApplication.focusWidget()) is not None and self._options.isAncestorOf(focused):
            self._body.ensureWidgetVisible(focused)

    def _follow_row(self) -> None:
        self._tell_position()
        self._is_at_start = self._is_at_start and self.current_index <= 0
        self._reveal.start()

    def _bring_into_view(self, row: QRect, heading_px: int) -> None:
        self._list.page_px = self._body.viewport().height()
        if self._is_form:
            return
        if self._is_at_start:
            self._body.show_top()
        else:
            self._body.show_row(self._list, row, heading_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Want the head and as much again; everything else scrolls."""
        return QSize(super().minimumSizeHint().width(), 2 * self._head.sizeHint().height())

    def _arrange(self) -> None:
        """Give the found places what room there is: the lower the panel, the less stands around them."""
        unit = self._theme.space(100) / 100
        is_low, is_tight = self.height() < _LOW_PX * unit, self.height() < _ROOMY_PX * unit
        has_steps, has_back = self._is_strip or (is_low and not self._is_form), bool(self._result.query)
        flags = (is_low, is_tight, has_steps, has_back, self._is_strip, self._is_form)
        wanted = (self._theme, self._strip_theme, self.width(), *flags)
        if wanted == self._arranged:
            return
        self._arranged = wanted
        focused = QApplication.focusWidget()
        self._head.show_as(has_steps=has_steps, has_results=self._is_strip, has_back=has_back)
        self._body.setVisible(not self._is_strip)
        self._foot.setVisible(not has_steps)
        margin = self._theme.space(_TIGHT_MARGIN_PX if is_tight else _MARGIN_PX)
        self._outer.setContentsMargins(self._theme.space(16), margin, self._theme.space(8), margin)
        self._outer.setSpacing(margin)
        for part in (self._notes, self._foot):
            part.set_theme(self._theme, self._icons, is_tight=is_tight)
        self._options.show_intro(not is_low)
        head_theme, room_px = (
            self._strip_theme if self._is_strip else self._theme,
            self.width() - self._theme.space(24),
        )
        self._head.set_theme(head_theme, self._icons, is_tight=is_tight, room_px=room_px)
        self._tell_position()
        self._keep_focus(focused, has_steps=has_steps)
        self._reveal.start()

    def _keep_focus(self, focused: QWidget | None, *, has_steps: bool) -> None:
        """Whoever is on a step stays on it when it moves from foot to head or back."""
        if self._is_strip and focused is self._list:
            self._head.steps.next.setFocus(Qt.FocusReason.OtherFocusReason)
        here, there = (self._head, self._foot) if has_steps else (self._foot, self._head)
        for ours, theirs in zip(here.steps.all, there.steps.all, strict=True):
            if focused is theirs and not ours.isHidden():
                ours.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        """Have Tab go from top to bottom: new offers stand last in Qt's own order."""
        order_tabs((self._head, *self._notes.stops(), *self._options.stops(), self._list, self._foot))
