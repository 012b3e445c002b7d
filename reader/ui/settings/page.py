"""设置: everything that can be chosen, a chapter for each tool, in force at once, with a way back from every step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.settings.option import Option, Value
from reader.tools.comfort import ComfortTool
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.jump_row import JumpRow
from reader.ui.controls.side_page import SidePage
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.settings.comfort_sample import ComfortSample
from reader.ui.settings.sample_place import SamplePlace
from reader.ui.settings.section import Section, SectionBox

_LEAST_ROWS, _LEAST_ROWS_OF_COLOURS, _LEAST_ROWS_UNDER_NAMES = 2, 1.7, 2.5
"""So much the column keeps, whatever else stays in view, in buttons of the head, which are higher than the choices."""


class SettingsPage(SidePage):
    """The page. It only asks: what there is, and what is in force, comes from :mod:`reader.ui.settings.desk`.

    One chapter is there at a time: all of them together are some two hundred widgets, whose making would keep the
    resident waiting, and every change of colours too.
    """

    section_opened = Signal(str)
    """The section with this key has been made: show what is in force."""
    changed = Signal(Option, object)
    """The resident wants this value for the option."""
    limit_reached = Signal(Option)
    """The resident wants less than the least of the option, or more than the most."""
    pair_chosen = Signal(str, str)
    """The resident wants these colours for writing and ground."""
    said = Signal(str)
    restore_pressed = Signal(str)
    """Bring the options of this section back to how they were at first."""
    undo_pressed = Signal()
    reset_pressed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("设置", icons, parent)
        self._sections: dict[str, Section] = {}
        self._names: JumpRow | None = None
        self.box: SectionBox | None = None
        """The section that is open."""
        self._undo = ActionButton("撤销上一步", "把刚才改的变回去；再按，再往前退一步", icon="undo")
        self._undo.clicked.connect(self.undo_pressed)
        self._reset = ActionButton("都还原", "所有的选择都回到最初的样子；按错了也能撤销", icon="reset")
        self._reset.clicked.connect(self.reset_pressed)
        for button in (self._undo, self._reset):
            self.head.addWidget(button)
        self.column.addStretch(1)
        self.sample: ComfortSample | None = None
        """How the report's text looks; there as soon as its section is opened for the first time."""
        self._make_sample: Callable[[], ComfortSample] | None = None
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        self._whole = layout
        self._samples = SamplePlace(self, layout)
        self._are_names_above = False
        """Whether the names stay in view above the column."""
        self._sampling = QTimer(self)
        self._sampling.setSingleShot(True)
        self._sampling.setInterval(0)
        self._sampling.timeout.connect(self._show_sample)
        # Once everything has its place.
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.setInterval(0)
        self._placing.timeout.connect(self._place)

    @property
    def sections(self) -> tuple[Section, ...]:
        """What there is to open; nothing before the page is wanted for the first time."""
        return tuple(self._sections.values())

    def show_sections(self, sections: Sequence[Section], key: str = "") -> None:
        """Name the sections, and open that with ``key``, else the first. To be called once."""
        self._sections = {section.key: section for section in sections}
        self._names = JumpRow([(section.key, section.name) for section in sections])
        self._names.chosen.connect(self.scroll_to)
        self.column.insertWidget(0, self._names)
        self.open_section(key if key in self._sections else sections[0].key)

    def open_section(self, key: str) -> None:
        """Put the section with this key in place of the one that was open."""
        if self._names is None or (self.box is not None and self.box.section.key == key):
            return
        if self.box is not None:
            self._samples.clear()
            self.column.removeWidget(self.box)
            self.box.hide()
            self.box.deleteLater()
        self.box = box = SectionBox(self._sections[key], self.icons)
        box.changed.connect(self.changed)
        box.limit_reached.connect(self.limit_reached)
        box.pair_chosen.connect(self.pair_chosen)
        box.said.connect(self.said)
        box.restore_pressed.connect(self.restore_pressed)
        box.stops_changed.connect(self._order)
        self._names.show_open(key)
        self.column.insertWidget(0 if self._are_names_above else 1, box)
        box.show()  # now: what is not seen cannot have the keyboard
        self.section_opened.emit(key)
        if self.sample is not None:
            self.sample.renew()
        self._sampling.start()
        if self.theme is not None:
            box.set_theme(self.theme, self.size_px)
        self._order()

    def offer_sample(self, make: Callable[[], ComfortSample]) -> None:
        """Say how to make the sample of the report's text, which most residents never look at."""
        self._make_sample = make

    def show_value(self, key: str, value: Value) -> None:
        """Show the value in force of an option; one that is not in view is left alone."""
        if self.box is not None:
            self.box.show_value(key, value)
            self._sampling.start()

    def _show_sample(self) -> None:
        """Show how what is being chosen looks: the report's text, or two colours of one's own."""
        theme, box = self.theme, self.box
        if theme is None or box is None:
            return
        is_comfort = box.section.key == ComfortTool.key
        if self.sample is None and is_comfort and self._make_sample is not None:
            self.sample = self._make_sample()
        if self.sample is not None and not is_comfort:
            self.sample.hide()
        rows = _LEAST_ROWS if is_comfort else _LEAST_ROWS_OF_COLOURS
        room = QSize(self.width() - self._whole.contentsMargins().left(), self.height())
        most_px = room.height() - self.head_px() - round(rows * self._row_px)
        most_px -= self._samples.frame_px(theme) + self.column.contentsMargins().top()
        if is_comfort and self.sample is not None:
            self._samples.show_comfort(self.sample, theme, self.size_px, room, most_px, box.values)
        elif box.pair is not None and not box.pair.isHidden():
            self._samples.show_colours(box.pair, theme, self.size_px, room.width(), most_px)
        else:
            self._samples.clear()
        self.arrange()

    @property
    def _row_px(self) -> int:
        return self._undo.sizeHint().height()

    def place_more(self) -> bool:
        """Keep the names in view, where that leaves the column room: another tool is one press away then."""
        if self._names is None:
            return False
        names_px = self._names.heightForWidth(self.width() - self._whole.contentsMargins().left())
        left_px = self.height() - self.head_px() - names_px - self._whole.spacing() - self._samples.height_px
        are_above = left_px >= _LEAST_ROWS_UNDER_NAMES * self._row_px
        if are_above == self._are_names_above:
            return False
        self._are_names_above = are_above
        before, after, at = (self.column, self._whole, 1) if are_above else (self._whole, self.column, 0)
        before.removeWidget(self._names)
        after.insertWidget(at, self._names)
        self._names.show()
        return True

    def set_can_undo(self, can_undo: bool) -> None:
        """Say whether there is a step to take back."""
        if not can_undo and self._undo.hasFocus() and self._names is not None:
            # Qt would give the keyboard to the next button, and whoever presses on would reset everything.
            self._names.focus_current()
        self._undo.setEnabled(can_undo)

    def scroll_to(self, section: str) -> bool:
        """Open a section, with the keyboard at its first control; ``False`` if there is none of that key."""
        if section not in self._sections:
            return False
        self.open_section(section)
        if self.box is not None:
            self.box.focus_first()
        self._placing.start()
        return True

    def _place(self) -> None:
        """Show the whole section, with the names above it where there is room for both, else from its beginning."""
        if self._are_names_above:
            self.area.verticalScrollBar().setValue(0)
        elif self.box is not None:
            has_room = self.box.geometry().bottom() < self.area.viewport().height()
            self.area.verticalScrollBar().setValue(0 if has_room else self.box.y())

    def column_gap_px(self) -> int:
        """Set names and section closer than paragraphs: what is to be chosen is to be in view."""
        return round(self.size_px * 0.5)

    def focus_first(self) -> None:
        """Give the keyboard to the names of the sections."""
        if self._names is not None:
            self._names.focus_current()
        else:
            super().focus_first()

    def seen_with(self, focus: QWidget) -> Sequence[QWidget]:
        """Keep what has the keyboard in view, and its row: a whole section may be higher than the page."""
        rows = self.box.parts() if self.box is not None else ()
        return (next((row for row in rows if row.isAncestorOf(focus)), focus), focus)

    def restyle(self, theme: Theme) -> None:
        """Bring every part in line with the theme."""
        for button in (self._undo, self._reset):
            button.set_theme(theme, self.icons)
        if self._names is not None:
            self._names.set_theme(theme, self.icons)
        if self.box is not None:
            self.box.set_theme(theme, self.size_px)
        super().restyle(theme)
        self._sampling.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the sample for the new size."""
        super().resizeEvent(event)
        self._sampling.start()

    def _order(self) -> None:
        if self._names is not None and self.box is not None:
            self.order_stops([self._undo, self._reset, *self._names.stops(), *self.box.stops()])
