"""The search panel: what was found, what was understood, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from reader.search.result import Hit, Result, SearchOptions
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.tab_order import order_tabs
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.notes import SearchNotes, SearchSteps
from reader.ui.search.options import SearchOptionsForm
from reader.ui.search.results import ResultList
from reader.ui.search.words import heading, spoken_summary

__all__ = ["SearchPanel", "spoken_summary"]

_PATIENCE_MS = 200
"""A search that takes no longer than this shows no 正在找: words that flash by only unsettle."""

_MARGIN_PX = 12
_MIDDLE_SHARE = 0.45
"""Of the panel's height the found places get at least this much; where the buttons leave less, they scroll."""


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
        self._theme, self._icons = theme, icons
        self._result = Result("", None, ())
        self.setProperty("role", "panel")
        self.setAccessibleName("搜索结果")
        self.setAccessibleDescription("列出找到的地方。按 F3 到下一处，按 Esc 关闭")
        self._heading = QLabel(self)
        self._heading.setProperty("role", "title")
        self._heading.setWordWrap(True)
        self._back = ActionButton("返回原位置", "回到搜索以前看的地方", parent=self)
        self._close = ActionButton("关闭", "关闭搜索结果，回到报告", icon="close", parent=self)
        self._close.set_compact(True)
        self._options = SearchOptionsForm(theme, icons, self)
        self._notes = SearchNotes(self)
        self._list = ResultList(theme, self)
        self._steps = SearchSteps(self)
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(_PATIENCE_MS)
        # Where the panel is only just being shown, rows and form have no places yet.
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._is_form_wanted = False
        self._is_docked = True
        self._has_chosen = False
        self._is_at_start = False
        """The list has only just come: what was understood is in view, above the first place."""
        self._lay_out()
        self._connect()
        self.show_options(False)
        self.set_theme(theme)
        self._tell()

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self._heading, 1)
        self._top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._body = _Body()
        self._inner = QVBoxLayout(self._body)
        for widget in (self._notes, self._options, self._list):
            self._inner.addWidget(widget)
        self._inner.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would change the width, and with it every row's height.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        self._scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        QScroller.grabGesture(self._scroll.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._outer = QVBoxLayout(self)
        # The least size is that of minimumSizeHint: what does not fit in height scrolls.
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._outer.addLayout(self._top)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addWidget(self._steps)

    def _connect(self) -> None:
        self._close.clicked.connect(self.closed)
        self._notes.fold.clicked.connect(lambda: self._fold_options(not self._options.isHidden()))
        self._options.changed.connect(self.options_changed)
        self._options.keyboard_requested.connect(self.keyboard_requested)
        self._notes.literal.clicked.connect(lambda: self.literal_requested.emit(self._result.query))
        self._notes.query_chosen.connect(self.query_chosen)
        self._list.chosen.connect(self._choose)
        self._list.entered.connect(self.place_entered)
        self._list.row_moved.connect(self._bring_into_view)
        self._list.currentItemChanged.connect(lambda *_: self._follow_row())
        self._steps.previous.clicked.connect(self.previous_hit)
        self._steps.next.clicked.connect(self.next_hit)
        self._steps.read.clicked.connect(self._ask_to_read)
        self._back.clicked.connect(self.return_requested)
        self._busy.timeout.connect(self._show_busy_now)
        self._reveal.timeout.connect(self._reveal_now)

    # -- what the window tells it --

    def show_result(self, result: Result) -> None:
        """Show what was found; no place is current yet."""
        self._busy.stop()
        self._result, self._has_chosen, self._is_at_start = result, False, True
        self._list.setVisible(bool(result.hits))  # first: its width comes with it, and rows are measured once
        self._list.show_hits(result)
        if not self._is_choosing_options:
            self._scroll.verticalScrollBar().setValue(0)
        self._tell()

    def show_busy(self) -> None:
        """Say that the search is under way, if it takes longer than a blink."""
        self._busy.start()

    def show_failure(self, text: str) -> None:
        """Say that the search could not be done: ``text`` says what to do."""
        self._busy.stop()
        self._result = Result("", None, ())
        self._list.show_hits(self._result)
        self._tell()
        self._heading.setText("这次没有找成")
        self._notes.show_text(text)

    def clear(self) -> None:
        """Forget everything: the result and the options."""
        self._options.reset()
        self.show_options(False)
        self.show_result(Result("", None, ()))

    def show_options(self, is_shown: bool) -> None:
        """Unfold the options and go to them (高级搜索), or fold them."""
        self._fold_options(not is_shown)
        self._is_form_wanted = is_shown
        if is_shown:
            self._reveal.start()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours."""
        self._theme = theme
        margin, gap = theme.space(_MARGIN_PX), theme.space(10)
        self._outer.setContentsMargins(theme.space(20), margin, theme.space(8), margin)
        self._outer.setSpacing(gap)
        self._inner.setContentsMargins(0, 0, theme.space(8), 0)
        self._inner.setSpacing(gap)
        self._top.setSpacing(gap)
        for button in (self._back, self._close):
            button.set_theme(theme, self._icons)
        for part in (self._notes, self._steps):
            part.set_theme(theme, self._icons)
        self._options.set_theme(theme)
        self._list.set_theme(theme)
        self._dock()

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
        return self._list.hits[self.current_index] if self.current_index >= 0 else None

    def select(self, index: int) -> None:
        """Make a place current without :attr:`hit_chosen`; an index that is none clears the choice."""
        self._has_chosen = index >= 0
        self._is_at_start = index < 0
        self._list.select(index)

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
        if self._is_choosing_options:
            return
        if self._list.hits and self.current_index < 0:
            self._list.select(0)
        target = self._list if self._list.hits else self._notes.first_button() or self._close
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside --

    def _step(self, by: int) -> None:
        if not (count := len(self._list.hits)):
            return
        if self._has_chosen:
            self._choose((self.current_index + by) % count)
        else:
            # The row the keyboard came to rest on was never gone to: that one is the first.
            self._choose(max(0, self.current_index) if by > 0 else count - 1)

    def _choose(self, index: int) -> None:
        self._has_chosen, self._is_at_start = True, False
        self._list.select(index)
        self.hit_chosen.emit(self._list.hits[index], index)

    @property
    def _is_choosing_options(self) -> bool:
        focused = QApplication.focusWidget()
        return self._is_form_wanted or (focused is not None and self._options.isAncestorOf(focused))

    def _fold_options(self, is_folded: bool) -> None:
        self._options.setVisible(not is_folded)
        label, does = ("更多条件", "选择怎样找、在哪里找") if is_folded else ("收起条件", "不再显示搜索条件")
        self._notes.fold.set_label(label, does)

    def _ask_to_read(self) -> None:
        if (hit := self.current_hit) is not None:
            self.read_requested.emit(hit)

    def _show_busy_now(self) -> None:
        self._heading.setText("正在找……")

    def _tell(self) -> None:
        """Put the result into words."""
        self._heading.setText(heading(self._result))
        self._notes.show_result(self._result)
        self._list.setVisible(bool(self._list.hits))
        self._back.setVisible(bool(self._result.query))
        self._tell_steps()
        self._order_tabs()  # the notes may have new buttons

    def _tell_steps(self) -> None:
        self._steps.tell(len(self._list.hits), self.current_index)

    def _reveal_now(self) -> None:
        """Scroll to the form that was just unfolded, or else to the current row."""
        # What changed above the rows is laid out level by level, each in an event of its own: have them all
        # now.
        for widget in (self._notes, self._options, self._steps, self._body):
            QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)
        if self._is_form_wanted:
            self._is_form_wanted = False
            self._scroll.verticalScrollBar().setValue(self._options.y() - self._theme.space(_MARGIN_PX))
            self._options.focus_first()
        else:
            self._list.show_current()

    def _follow_row(self) -> None:
        self._tell_steps()
        self._is_at_start = self._is_at_start and self.current_index <= 0
        if not self._is_form_wanted:
            self._reveal.start()

    def _bring_into_view(self, row: QRect) -> None:
        air = self._theme.space(8)
        top = self._list.mapTo(self._body, row.topLeft()).y() - air
        height, room = row.height() + 2 * air, self._scroll.viewport().height()
        bar = self._scroll.verticalScrollBar()
        if self._is_at_start and self._options.isHidden():
            bar.setValue(0)
        elif top < bar.value() or height > room:
            bar.setValue(top)
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        self._dock()

    def minimumSizeHint(self) -> QSize:
        """Want the heading and as much again; everything else scrolls."""
        return QSize(super().minimumSizeHint().width(), 2 * self._top.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Put the buttons where there is room for them."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._dock()
        return super().event(event)

    def _dock(self) -> None:
        """Keep the buttons below the list where there is room for both, else let them scroll with it."""
        width = max(1, self.width() - self._theme.space(28))
        fixed = (
            self._steps.heightForWidth(width)
            + self._top.sizeHint().height()
            + 4 * self._theme.space(_MARGIN_PX)
        )
        is_docked = self.height() - fixed >= _MIDDLE_SHARE * self.height()
        if is_docked == self._is_docked:
            return
        self._is_docked = is_docked
        focused = self._steps.focusWidget() if self._steps.isAncestorOf(self.focusWidget() or self) else None
        if is_docked:
            self._outer.addWidget(self._steps)
        else:
            self._inner.insertWidget(self._inner.indexOf(self._list), self._steps)
        self._order_tabs()
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        """Have Tab go from top to bottom."""
        inner = (self._notes, self._options)
        last = (self._list, self._steps) if self._is_docked else (self._steps, self._list)
        order_tabs((self._back, self._close, *inner, *last))


class _Body(QWidget):
    """What scrolls: as high as it is at its width, not as it would be at its narrowest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
