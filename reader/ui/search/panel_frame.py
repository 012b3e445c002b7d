"""Where the parts of the search panel stand and how large: head, what scrolls, foot. What they do is in ``panel.py``."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QVBoxLayout, QWidget

from reader.ui.controls.tab_order import order_tabs
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.notes import SearchNotes
from reader.ui.search.options import SearchOptionsForm
from reader.ui.search.panel_body import PanelBody
from reader.ui.search.results import ResultList
from reader.ui.search.steps import SearchFoot, SearchHead

_LEFT_PX, _RIGHT_PX = 16, 8
_MARGIN_PX, _TIGHT_MARGIN_PX = 12, 6
_ROOMY_PX = 900
"""A window at least this high, at scale 1.0, has air around its buttons. It is the window that counts: captions and notices
come and go, and nobody's finger must find another button than it aimed at."""


class PanelFrame(QFrame):
    """The parts, placed. The found places get what room there is."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = self._strip_theme = theme
        self._icons = icons
        self.setProperty("role", "panel")
        self._head = SearchHead(self)
        self._notes = SearchNotes(self)
        self._options = SearchOptionsForm(theme, icons, self)
        self._list = ResultList(theme, self)
        self._foot = SearchFoot(self)
        # Other words are worth less room than what was found: they stand below it.
        self._body = PanelBody((self._notes, self._options, self._list, self._notes.offers), self)
        # Where the panel is only just being shown, rows and form have no places yet.
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._arranged: tuple[object, ...] = ()
        """What the panel was arranged for."""
        self._stops: list[QWidget] = []
        self._is_form = self._is_strip = self._is_focus_due = False
        self._is_at_start = False
        """The list has only just come: what was understood is in view too, if there is room above the first place."""
        self._is_away = False
        """There is somewhere to return to."""
        self._outer = QVBoxLayout(self)
        # The least size is that of minimumSizeHint: what does not fit in height scrolls.
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._outer.addWidget(self._head)
        self._outer.addWidget(self._body, 1)
        self._body.setMinimumHeight(1)  # the head is never squeezed for its sake
        self._outer.addWidget(self._foot)
        self._list.row_moved.connect(self._bring_into_view)
        self._list.settled.connect(self._reveal.start)
        self._options.grown.connect(self._reveal.start)
        self._body.room_changed.connect(self._share_room)
        self._reveal.timeout.connect(self._reveal_now)

    def set_strip(self, is_strip: bool) -> None:
        """Show the head only, with the steps: the page has the room of the list."""
        if is_strip != self._is_strip:
            self._is_strip = is_strip
            self._arrange()

    def set_away(self, is_away: bool) -> None:
        """Offer the way back to where the resident was, if the page shows another place by now."""
        if is_away != self._is_away:
            self._is_away = is_away
            self._arrange()

    def set_theme(self, theme: Theme, strip: Theme | None = None) -> None:
        """Take on a theme's sizes and colours; ``strip`` is that of the strip, if it is another one."""
        self._theme, self._strip_theme = theme, strip or theme
        self._body.set_theme(theme)
        self._options.set_theme(theme)
        self._list.set_theme(theme)
        self._arrange()

    @property
    def strip_px(self) -> int:
        """How high the strip is that :meth:`set_strip` leaves, in pixels."""
        return self._head.sizeHint().height() + 2 * self._outer.spacing()

    def focus_results(self) -> None:
        """Give the keyboard to what was found."""
        raise NotImplementedError

    # -- inside --

    def _show_parts(self, *, is_form: bool, is_focus_wanted: bool = False) -> None:
        """Show the conditions, or what was found. The keyboard is taken along before its place goes."""
        self._is_form = is_form
        has_list = self._list.count > 0
        self._options.setVisible(is_form or self._options.isVisible())
        self._notes.setVisible(not is_form or self._notes.isVisible())
        self._list.setVisible(has_list and (not is_form or self._list.isVisible()))
        if is_focus_wanted and is_form:
            self._options.focus_first()
        elif is_focus_wanted:
            self.focus_results()
        self._options.setVisible(is_form)
        self._notes.setVisible(not is_form)
        self._list.setVisible(has_list and not is_form)
        self._notes.offers.setVisible(self._notes.offers.is_wanted and not is_form)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Want the head and half as much again; everything else scrolls."""
        return QSize(super().minimumSizeHint().width(), self._head.sizeHint().height() * 3 // 2)

    def _arrange(self) -> None:
        """Set the parts as the window's size asks; nothing depends on what the captions leave of it."""
        is_tight = self.window().height() < _ROOMY_PX * self._theme.space(100) / 100
        has_steps = self._list.count > 0
        flags = (is_tight, has_steps, self._is_away, self._is_strip, self._is_form)
        wanted = (self._theme, self._strip_theme, self.width(), *flags)
        if wanted == self._arranged:
            return
        self._arranged = wanted
        focused = QApplication.focusWidget()
        self._head.show_as(
            is_strip=self._is_strip, is_form=self._is_form, has_steps=has_steps, is_away=self._is_away
        )
        self._body.setVisible(not self._is_strip)
        # Below no places there may be nothing to scroll to; a bar beside them that comes and goes would change their width.
        self._body.set_bar_kept(has_steps or self._is_form)
        self._foot.setVisible(self._is_form and not self._is_strip)
        margin = self._theme.space(_TIGHT_MARGIN_PX if is_tight else _MARGIN_PX)
        left, right = self._theme.space(_LEFT_PX), self._theme.space(_RIGHT_PX)
        self._outer.setContentsMargins(left, margin, right, margin)
        self._outer.setSpacing(margin)
        for part in (self._notes, self._foot):
            part.set_theme(self._theme, self._icons, is_tight=is_tight)
        self._head.set_theme(
            self._theme,
            self._icons,
            is_tight=is_tight,
            room_px=self.width() - left - right,
            strip=self._strip_theme if self._is_strip else None,
        )
        if self._is_strip and focused is self._list:
            self._head.steps.next.setFocus()
        self._order_tabs()
        self._reveal.start()

    def _order_tabs(self) -> None:
        """Have Tab go from top to bottom: new offers stand last in Qt's own order."""
        before = (*self._head.stops(), *self._notes.stops(), *self._options.stops())
        stops = [*before, self._list, *self._notes.offers.stops(), self._foot]
        if stops != self._stops:
            self._stops = stops
            order_tabs(stops)

    def _reveal_now(self) -> None:
        """Go to the form that was just unfolded, or else scroll to the current row."""
        self._body.settle()
        self._limit_rows()
        self._body.settle()
        focused = QApplication.focusWidget()
        is_in_form = focused is not None and self._options.isAncestorOf(focused)
        is_due, self._is_focus_due = self._is_focus_due and self._is_form, False
        if not self._is_form:
            self._list.show_current()
        elif focused is not None and is_in_form:
            self._body.ensureWidgetVisible(focused)
        elif is_due:
            self._body.show_top()
            self._options.focus_first()

    def _share_room(self) -> None:
        """A place is never higher than what is seen of the list."""
        self._limit_rows()
        self._reveal.start()

    def _limit_rows(self) -> None:
        """Leave room for what refuses an understanding above the first place, where at least a line of that remains."""
        row_px = self._body.row_px
        if not self._notes.literal.isHidden() and self._list.count:
            beside_px = row_px - self._list.y() - self._list.first_heading_px
            row_px = beside_px if beside_px >= self._list.least_row_px else row_px
        self._list.set_room(self._body.viewport().height(), row_px)

    def _bring_into_view(self, row: QRect, heading_px: int) -> None:
        if self._is_form:
            return
        if self._is_at_start:
            self._body.show_top()
        self._body.show_row(self._list, row, heading_px)
