"""存成录音: what, as what, with captions or not, where to; one large button; and how far it is."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from reader.core.report import Report
from reader.speech.recordings.export import CAPTIONS, Exported, Order, estimate_seconds
from reader.speech.recordings.scopes import ALL, Scope, scopes_at
from reader.speech.recordings.sound_file import Format, mp3_problem
from reader.ui.controls.choice_row import Choice, ChoiceRow
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.place_row import PlaceRow
from reader.ui.controls.save_places import SavePlace, other_place
from reader.ui.controls.side_page import SidePage
from reader.ui.controls.sticks import Stick
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.sound.export_foot import ExportFoot
from reader.ui.sound.export_progress import progress_words

_FORMATS = {
    "mp3": Choice("mp3", "MP3，都能放", "收音机、手机、电脑都能放，文件小"),
    "wav": Choice("wav", "WAV，电脑放", "电脑都能放，文件大，大约是 MP3 的七倍"),
}
_CAPTIONS = (
    Choice("yes", "要", "每个录音旁边放三种字幕文件，播放器会自己挑"),
    Choice("no", "不要", "只存声音"),
)
_NO_STICK = "还没有找到 U 盘。插上 U 盘，这里就会出现。"
_NOWHERE = "还没有地方可以存。请先插上 U 盘。"


class ExportPage(SidePage):
    """The page. It only asks; :mod:`reader.ui.sound.export_desk` does.

    Before: four steps. While something is made they fold away, and two lines say what is made and how far it is.
    """

    order_given = Signal(object)
    """Make this: an :class:`Order`."""
    cancel_requested = Signal()
    folder_wanted = Signal(Path)
    """Show this folder in the system's file manager."""

    def __init__(self, report: Report, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("存成录音", icons, parent)
        self._report = report
        self._scopes: dict[str, Scope] = {}
        self._speed_cpm = 180
        self._is_kiosk = self._is_running = False
        self._is_result_seen = False
        self._made: Path | None = None
        self._began_s = 0.0
        self._what = ChoiceRow("1 存哪些")
        self._format = ChoiceRow("2 存成什么")
        self._captions = ChoiceRow("3 字幕")
        self._place = PlaceRow("4 存到哪里")
        self._steps = (self._what, self._format, self._captions, self._place)
        self._words, self._plan = QLabel(), QLabel()
        self._format_note, self._place_note = QLabel(mp3_problem()), QLabel(_NO_STICK)
        self._notes = (self._format_note, self._place_note)
        for label in (self._words, self._plan, *self._notes):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._words, self._plan):
            label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._foot = ExportFoot()
        self._lay_out()
        self._join()
        self._format.show_choices([_FORMATS[key] for key in _FORMATS if key != "mp3" or not mp3_problem()])
        self._captions.show_choices(_CAPTIONS)
        self.show_place(report.shown[0].number if report.shown else 0)
        self._note_places()
        self._show_state("")

    def _lay_out(self) -> None:
        self._pair = FlowLayout()  # two short questions, side by side where there is room
        self._pair.addWidget(self._format)
        self._pair.addWidget(self._captions)
        for row in (self._plan, self._words, self._what):
            self.column.addWidget(row)
        self.column.addLayout(self._pair)
        for row in (self._format_note, self._place, self._place_note):
            self.column.addWidget(row)
        self.column.addStretch(1)
        # Below the column, in view wherever it is scrolled to: the button to press, and how far it is.
        self.set_foot(self._foot)

    def _join(self) -> None:
        for step in self._steps:
            step.chosen.connect(self._note_choice)
        self._place.offered.connect(self._note_places)
        self._foot.start.clicked.connect(self._give_order)
        self._foot.cancel.clicked.connect(self.cancel_requested)
        self._foot.open.clicked.connect(lambda: self.folder_wanted.emit(self._made))

    def focus_first(self) -> None:
        """Begin at the top, with the keyboard at what is chosen to be saved; at 取消 while something is made."""
        self.area.verticalScrollBar().setValue(0)
        if self._is_running:
            self._foot.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._what.focus_chosen()

    # -- what can be chosen --------------------------------------------------------------------------------------

    def show_place(self, block: int) -> None:
        """Offer what holds block number ``block``, where the resident is: the item, the chapter, the whole.

        At another item than last time, the item is chosen, and what was said of an earlier recording goes once it
        has been seen.
        """
        words = {3: "这一条", 2: "这一章"}
        before = list(self._scopes)
        self._scopes = {scope.key: scope for scope in scopes_at(self._report, block)}
        is_elsewhere = list(self._scopes) != before
        self._what.show_choices(
            [
                Choice(
                    scope.key,
                    f"{words.get(scope.level) or self._named(scope)}，{self._minutes(scope)}",
                    self._described(scope),
                    self._named(scope) if scope.level in words else "",
                )
                for scope in self._scopes.values()
            ],
            next(iter(self._scopes)) if is_elsewhere else "",
        )
        if is_elsewhere and self._is_result_seen:
            self._forget_result()
        self._is_result_seen = True
        self._show_where()
        self._order_stops()
        self._redraw()

    @staticmethod
    def _named(scope: Scope) -> str:
        return "整个报告" if scope.key == ALL else scope.name

    @staticmethod
    def _described(scope: Scope) -> str:
        count = len(scope.sections)
        return f"分成 {count} 个录音，放进一个文件夹" if count > 1 else "存成一个录音"

    def _minutes(self, scope: Scope) -> str:
        return f"{max(1, round(estimate_seconds(scope, self._speed_cpm) / 60))} 分钟"

    def set_speed(self, speed_cpm: int) -> None:
        """Take over the speed of reading, in 字/分: recordings are made with it. Shown from the next :meth:`show_place`."""
        self._speed_cpm = speed_cpm

    def set_kiosk(self, is_kiosk: bool) -> None:
        """On a machine that strangers use: sticks only, and no window of the system's."""
        self._is_kiosk = is_kiosk
        self._place.set_kiosk(is_kiosk)
        self._show_state(self._words.text())

    def show_computer(self, places: Sequence[SavePlace]) -> None:
        """Offer folders of this computer."""
        self._place.show_computer(places)

    def show_sticks(self, sticks: Sequence[Stick]) -> None:
        """Offer what is plugged in; as long as nothing was chosen here, the first stick is."""
        self._place.show_sticks(sticks)

    def choose_folder(self, folder: Path) -> None:
        """Offer a folder of the resident's, and choose it."""
        self._place.choose_folder(folder)

    def _note_places(self) -> None:
        """Go by the places there are now."""
        self._place_note.setVisible(not self._place.has_sticks and not self._is_running)
        self._foot.start.setEnabled(self._place.place is not None)
        self._show_where()
        self._order_stops()
        self._redraw()

    def _show_where(self) -> None:
        place = self._place.place
        name = self._named(self._scopes[self._what.key])
        self._foot.show_where(f"存：{name}\n存到：{place.words}" if place else _NOWHERE)

    def _note_choice(self) -> None:
        """Show what it means; what was said of an earlier recording is not of this one."""
        self._show_where()
        self._forget_result()

    # -- making ---------------------------------------------------------------------------------------------------

    def _give_order(self) -> None:
        if self._is_running or self._place.place is None:
            return
        sound: Format = "mp3" if self._format.key == "mp3" else "wav"
        captions = CAPTIONS if self._captions.key == "yes" else ()
        self.order_given.emit(
            Order(self._scopes[self._what.key], Path(self._place.key), sound, captions, self._speed_cpm)
        )

    def show_progress(self, share: float, words: str) -> None:
        """Show how far it is: a share from 0 to 1, and what is being done."""
        if not self._is_running:
            self._is_running, self._made = True, None
            self._began_s = time.monotonic()
            self._show_plan()
            self._show_state("")
            self.area.verticalScrollBar().setValue(0)
            self._foot.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._foot.show_share(share, progress_words(share, time.monotonic() - self._began_s))
        self._say(words)

    def _show_plan(self) -> None:
        scope, place = self._scopes[self._what.key], self._place.place
        sound = "MP3" if self._format.key == "mp3" else "WAV"
        captions = "要字幕" if self._captions.key == "yes" else "不要字幕"
        where = f"，存到：{place.name}" if place else ""
        self._set_words(self._plan, f"正在存：{self._named(scope)}，{sound}，{captions}{where}")

    def show_stopping(self) -> None:
        """Show that 取消 was understood, though it may take another moment."""
        self._say("正在停下来……")

    def show_done(self, exported: Exported) -> str:
        """Show what was made, and give the words."""
        self._made = exported.place
        words = f"存好了：{self._whereabouts(exported)}，一共 {len(exported.files)} 个文件。"
        self._end(words)
        return words

    def _whereabouts(self, exported: Exported) -> str:
        """Say where it lies, as the resident knows the place: a path is for machines."""
        folder = Path(self._place.key)
        place = self._place.place or other_place(folder)
        name = exported.place.name if exported.place != folder else exported.files[0].stem
        return f"在{place.name}里，叫“{name}”"

    def show_cancelled(self) -> None:
        """Show that nothing was made."""
        self._end("没有存，什么都没有留下。")

    def show_failed(self, problem: str) -> None:
        """Show why nothing was made."""
        self._end(problem)

    def _end(self, words: str) -> None:
        leaving = (self._foot.cancel, self._plan, self._words)
        had_focus = self.isVisible() and any(widget.hasFocus() for widget in leaving)
        self._is_running = False
        self._is_result_seen = self.isVisible()
        self._show_state(words)
        self.area.verticalScrollBar().setValue(0)
        if had_focus:
            (self._foot.open if self._foot.open.isVisibleTo(self) else self._foot.start).setFocus()

    def _forget_result(self) -> None:
        if not self._is_running:
            self._made = None
            self._show_state("")

    def _show_state(self, words: str) -> None:
        is_idle = not self._is_running
        for step in self._steps:
            step.setVisible(is_idle)
        self._format_note.setVisible(is_idle and bool(mp3_problem()))
        self._place_note.setVisible(is_idle and not self._place.has_sticks)
        self._plan.setVisible(not is_idle)
        can_open = self._made is not None and is_idle and not self._is_kiosk
        self._foot.show_state(is_running=not is_idle, can_open=can_open)
        self._say(words)

    def _say(self, words: str) -> None:
        self._set_words(self._words, words)
        self._words.setVisible(bool(words))

    @staticmethod
    def _set_words(label: QLabel, words: str) -> None:
        if words != label.text():
            label.setText(words)
            label.setAccessibleName(words)

    def _order_stops(self) -> None:
        """Let Tab go from the top to the bottom; choices that are newly made would come last."""
        steps = [stop for step in self._steps for stop in step.stops()]
        foot = self._foot
        self.order_stops([self._plan, self._words, *steps, foot.start, foot.cancel, foot.open])

    # -- looks ----------------------------------------------------------------------------------------------------

    def column_gap_px(self) -> int:
        """Keep the four steps in one view: they are controls, not text to be read."""
        return self.theme.space(10) if self.theme is not None else super().column_gap_px()

    def _redraw(self) -> None:
        if self.theme is not None:
            self.restyle(self.theme)

    def restyle(self, theme: Theme) -> None:
        """Bring steps, words and buttons in line with the theme."""
        for step in self._steps:
            step.set_theme(theme, self.icons)
        in_front = (self._what, self._format, self._place)
        title_px = max(step.title_width_px for step in in_front)
        for step in in_front:
            step.set_title_width(title_px)
        self._pair.setSpacing(theme.space(10))
        for label in (*self._notes, self._plan):
            label.setFont(theme.font(theme.small_px))
        self._words.setFont(theme.font(is_bold=True))
        self._foot.set_theme(theme, self.icons)
        super().restyle(theme)

    def _set_margins(self, theme: Theme) -> None:
        super()._set_margins(theme)
        margins = self.column.contentsMargins()
        margins.setTop(theme.space(4))
        margins.setBottom(theme.space(4))
        self.column.setContentsMargins(margins)
