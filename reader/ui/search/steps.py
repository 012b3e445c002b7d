"""The buttons of the search panel: ways out and steps from place to place in its head, those of the conditions in its foot."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from reader.ui.controls.action_button import ICON_PX, ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.wrapping_label import WrappingLabel
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_TITLE_EM = 10
"""What the head leaves to its title beside the ways out, in its own type: 第 12 处，共 40 处 stands in one line."""
_SHORT_TITLE_EM = 4.5
"""The same in a strip: in two lines of small type."""
_SIDE_PX, _BORDER_PX = 12, 2
_ICON_AIR_PX = 8
_TIGHT_AIR_PX, _AIR_PX = 2, 8
_SHEET = "QPushButton {{ font-size: {type_px}px; padding: {air}px {side}px; }}"
_STEP_DOWN = 0.95
_LEAST_TO_STRIP = 0.85
"""Words in somewhat smaller type come before pictures without any."""


class HeadPlan(Enum):
    """How the head is set."""

    COLUMN = "column"
    """Title, ways out, steps: one below the other."""
    ROWS = "rows"
    """The ways out beside the title, the steps below."""
    STRIP = "strip"
    """All in one line: the page has the room of the list."""


class StepButtons:
    """To the place before, to the next, hear it. They are not called 上一处, for the player has its 上一句 just below."""

    def __init__(self, parent: QWidget) -> None:
        self.previous = ActionButton("上一个结果", "到前面一处，也可以按 Shift 加 F3", parent=parent)
        self.next = ActionButton("下一个结果", "到后面一处，也可以按 F3", parent=parent)
        self.read = ActionButton("听这一句", "把这一处所在的那句话读给您听", parent=parent)
        self.all = (self.previous, self.next, self.read)

    def tell(self, index: int) -> None:
        """Let be pressed what makes sense where the place ``index`` is current (-1: none)."""
        self.read.setEnabled(index >= 0)


class SearchFoot(QWidget):
    """Below the conditions: the way to what was found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.done = ActionButton("收起条件", "看找到的地方", parent=self)
        self.clear = ActionButton("全部清除", "去掉所有条件，整份报告都找", parent=self)
        self._flow = FlowLayout(self)
        for button in (self.done, self.clear):
            self._flow.addWidget(button)

    def set_theme(self, theme: Theme, icons: Icons, *, is_tight: bool) -> None:
        """Take on sizes and colours; tight, where the list needs the room."""
        dress_tight(self, theme, is_tight=is_tight)
        self._flow.setSpacing(theme.space(8))
        for button in (self.done, self.clear):
            button.set_theme(theme, icons)


class SearchHead(QWidget):
    """How many places, the ways out, and the steps from place to place.

    It stands above what scrolls and is as high whatever it says: no button moves while the captions come or places are gone
    through. 关闭 is never in the corner, where in other windows and in this one's toolbar something else is left.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = _Title(parent=self)
        self.leave = ActionButton("关闭", "关闭搜索结果，回到报告", icon="close", parent=self)
        self.fold = ActionButton("更多条件", "选择怎样找、在哪里找", parent=self)
        self.back = ActionButton("返回原位置", "回到搜索以前看的地方", parent=self)
        self.results = ActionButton("全部结果", "回到列出所有地方的单子", parent=self)
        self.steps = StepButtons(self)
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # it comes and goes, and nothing moves with it
        self.back.setSizePolicy(policy)
        self._words = self._also = ""
        self._plan, self._is_tight = HeadPlan.COLUMN, False
        self._theme: Theme | None = None
        self._title_room_px = 0.0
        """What is left to the title."""
        self._line, self._ways, self._walk = QHBoxLayout(), FlowLayout(), FlowLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.title, 1)
        self._rows: tuple[QHBoxLayout | FlowLayout, ...] = (self._line, self._ways, self._walk)
        for row in self._rows:
            self._column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._place_buttons()

    def show_as(self, *, is_strip: bool, is_form: bool, has_steps: bool, is_away: bool) -> None:
        """Choose the buttons; ``is_away``: a place was gone to, so that there is somewhere to return to."""
        for button in self.steps.all:
            button.setVisible(has_steps and not is_form)
        self.results.setVisible(is_strip)
        self.fold.setVisible(not is_strip and not is_form)
        self.back.setVisible(is_away and not is_form)

    def show_words(self, words: str, also: str = "") -> None:
        """Say how many places, or which; ``also`` is what it may say next, and for which there is room too."""
        self._words, self._also = words, also
        self._write()

    def stops(self) -> list[ActionButton]:
        """Give the buttons in the order in which they stand."""
        ways = self._ways_out()
        return [*self.steps.all, *ways] if self._plan is HeadPlan.STRIP else [*ways, *self.steps.all]

    def set_theme(
        self, theme: Theme, icons: Icons, *, is_tight: bool, room_px: int, strip: Theme | None = None
    ) -> None:
        """Take on sizes and colours; tight, where the list needs the room. There are ``room_px`` from left to right.

        ``strip`` is the theme of the window where the head is a strip above the page: its words are as large as they may be
        in one line.
        """
        self._is_tight = is_tight or strip is not None
        if strip is not None:
            plan, theme = HeadPlan.STRIP, self._strip_theme(theme, strip, room_px)
        else:
            ways = (self.back, self.leave, self.fold)
            taken = self._taken_px(theme, ways) + _TITLE_EM * theme.label_px
            plan = HeadPlan.ROWS if taken <= room_px else HeadPlan.COLUMN
        self._theme = theme
        self._plan = plan
        self._place_buttons()
        gap = theme.space(6 if self._is_tight else 10)
        self._column.setSpacing(gap)
        for row in self._rows:
            row.setSpacing(theme.space(6))
        sheet = _SHEET.format(
            type_px=theme.label_px,
            air=theme.space(_TIGHT_AIR_PX if self._is_tight else _AIR_PX),
            side=theme.space(_SIDE_PX),
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self._dress_buttons(theme, icons, room_px)
        self._write()

    # -- inside --

    def _ways_out(self) -> tuple[ActionButton, ...]:
        if self._plan is HeadPlan.COLUMN:
            return self.leave, self.fold, self.back
        if self._plan is HeadPlan.ROWS:
            return self.back, self.leave, self.fold
        return self.results, self.back, self.leave

    def _place_buttons(self) -> None:
        """Put the buttons into their rows."""
        ways = self._ways_out()
        if self._plan is HeadPlan.STRIP:
            places: list[tuple[ActionButton, QLayout]] = [(each, self._line) for each in self.stops()]
        else:
            row: QLayout = self._ways if self._plan is HeadPlan.COLUMN else self._line
            places = [*((each, row) for each in ways), *((each, self._walk) for each in self.steps.all)]
        for button in (*self.steps.all, self.results, self.fold, self.back, self.leave):
            for layout in self._rows:
                layout.removeWidget(button)
        for button, place in places:
            place.addWidget(button)
            if place is self._line:
                self._line.setAlignment(button, Qt.AlignmentFlag.AlignVCenter)

    def _strip_theme(self, theme: Theme, strip: Theme, room_px: int) -> Theme:
        """Give the theme in which all words stand in one line: as large as that of the list, if it can be."""
        buttons = self._strip_buttons()
        scale = max(theme.scale, strip.scale)
        while scale > strip.scale * _LEAST_TO_STRIP:
            tried = Theme(strip.scheme, scale, strip.font_family)
            if self._taken_px(tried, buttons) + _SHORT_TITLE_EM * tried.small_px <= room_px:
                return tried
            scale *= _STEP_DOWN
        return strip

    def _strip_buttons(self) -> tuple[ActionButton, ...]:
        steps = (each for each in self.steps.all if not each.isHidden())
        return (*steps, self.results, self.back, self.leave)

    def _taken_px(self, theme: Theme, buttons: tuple[ActionButton, ...]) -> float:
        """Give how wide buttons are side by side with their words, the gaps behind them included."""
        metrics = QFontMetrics(theme.font())
        chrome = 2 * (theme.space(_SIDE_PX) + theme.space(_BORDER_PX)) + theme.space(6)
        words = sum(metrics.horizontalAdvance(each.label) + chrome for each in buttons)
        return words + (theme.px(ICON_PX) + theme.space(_ICON_AIR_PX) if self.leave in buttons else 0)

    def _dress_buttons(self, theme: Theme, icons: Icons, room_px: int) -> None:
        """Dress them with words; in a strip too narrow for all of them, pictures: the ways out first."""
        pictures = {self.leave: "close", self.back: "back", self.results: "contents"}
        steps = dict(zip(self.steps.all, ("up", "down", "voice"), strict=True))
        for compact in ((), (self.leave, self.back), tuple(pictures), (*pictures, *steps)):
            for button in (*self.steps.all, self.results, self.fold, self.back, self.leave):
                is_compact = button in compact
                picture = {**pictures, **steps}.get(button, "") if is_compact or button is self.leave else ""
                button.set_icon(picture)
                if not picture:
                    button.setIcon(QIcon())
                button.set_compact(is_compact)
                button.set_theme(theme, icons)
            beside = {
                HeadPlan.COLUMN: (),
                HeadPlan.ROWS: (self.back, self.leave, self.fold),
                HeadPlan.STRIP: self._strip_buttons(),
            }[self._plan]
            taken = sum(each.sizeHint().width() + self._line.spacing() for each in beside)
            self._title_room_px = room_px - taken
            if self._plan is not HeadPlan.STRIP or self._title_room_px >= _SHORT_TITLE_EM * theme.small_px:
                break

    def _write(self) -> None:
        """Write the title: in small type if one line has no room otherwise, in a strip in two lines of it."""
        if self._theme is None:
            return
        theme, is_strip = self._theme, self._plan is HeadPlan.STRIP
        size_px = theme.label_px if self._is_tight else theme.title_px
        metrics = QFontMetrics(theme.font(size_px, is_bold=True))
        longest_px = max(metrics.horizontalAdvance(words) for words in (self._words, self._also))
        has_room = longest_px < self._title_room_px
        size_px = size_px if has_room else theme.small_px
        is_parted = is_strip and not has_room
        sheet = f"font-size: {size_px}px; font-weight: bold;"
        if sheet != self.title.styleSheet():
            self.title.setStyleSheet(sheet)
        self.title.also = "" if is_strip else self._also
        self.title.setText(self._words.replace("，", "\n") if is_parted else self._words)
        self.title.updateGeometry()


class _Title(WrappingLabel):
    """As high as what it may say next: what stands below it keeps its place."""

    also = ""

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width), 100_000)
        also = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.also)
        return max(super().heightForWidth(width), also.height() if self.also else 0)


def dress_tight(part: QWidget, theme: Theme, *, is_tight: bool) -> None:
    """Take the air off the buttons of a part, or give it back; they stay as high as a finger needs."""
    air, side = theme.space(_TIGHT_AIR_PX), theme.space(_SIDE_PX)
    # Ends that are rounder than the button is high would not be round at all.
    main = f'QPushButton[role="main"] {{ border-radius: {theme.space(20)}px; }}'
    sheet = f"QPushButton {{ padding: {air}px {side}px; }} {main}" if is_tight else ""
    if sheet != part.styleSheet():
        part.setStyleSheet(sheet)
