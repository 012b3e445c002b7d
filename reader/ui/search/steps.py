"""What can be done with the found places: in words below the list, or as pictures in the head where room is scarce."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.wrapping_label import WrappingLabel
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_TITLE_PX = 90
"""What the head leaves to its title at least: a place's number, in two lines."""

_TIGHT_SHEET = "QPushButton {{ padding: {air}px {side}px; }}"


class StepButtons:
    """To the place before, to the next, hear it."""

    def __init__(self, parent: QWidget, *, has_pictures: bool) -> None:
        up, down, voice = ("up", "down", "voice") if has_pictures else ("", "", "")
        self.previous = ActionButton("上一处", "到前面一处，也可以按 Shift 加 F3", icon=up, parent=parent)
        self.next = ActionButton("下一处", "到后面一处，也可以按 F3", icon=down, parent=parent)
        self.read = ActionButton("听这一句", "把这一处所在的那句话读给您听", icon=voice, parent=parent)
        self.all = (self.previous, self.next, self.read)
        for button in self.all:
            button.set_compact(has_pictures)

    def tell(self, count: int, index: int) -> None:
        """Let be pressed what makes sense with ``count`` places of which ``index`` is current (-1: none)."""
        self.previous.setEnabled(count > 0)
        self.next.setEnabled(count > 0)
        self.read.setEnabled(index >= 0)


class SearchFoot(QWidget):
    """Below what scrolls: the steps from place to place; while conditions are chosen, the way to what was found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps = StepButtons(self, has_pictures=False)
        self.done = ActionButton("收起条件", "看找到的地方", parent=self)
        self.clear = ActionButton("全部清除", "去掉所有条件，整份报告都找", parent=self)
        self._flow = FlowLayout(self)
        for button in (*self.steps.all, self.done, self.clear):
            self._flow.addWidget(button)

    def show_form(self, is_form: bool) -> None:
        """Show the buttons of the conditions, or those of the places."""
        for button in self.steps.all:
            button.setVisible(not is_form)
        for button in (self.done, self.clear):
            button.setVisible(is_form)

    def set_theme(self, theme: Theme, icons: Icons, *, is_tight: bool) -> None:
        """Take on sizes and colours; tight, where the list needs the room."""
        dress_tight(self, theme, is_tight=is_tight)
        self._flow.setSpacing(theme.space(8))
        for button in (*self.steps.all, self.done, self.clear):
            button.set_theme(theme, icons)


class SearchHead(QWidget):
    """How many places, the way back and the way out; in a low panel the steps too, as pictures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = WrappingLabel(parent=self)
        self.steps = StepButtons(self, has_pictures=True)
        self.results = ActionButton("全部结果", "回到列出所有地方的单子", icon="contents", parent=self)
        self.back = ActionButton("返回原位置", "回到搜索以前看的地方", parent=self)
        self.leave = ActionButton("关闭", "关闭搜索结果，回到报告", icon="close", parent=self)
        self.leave.set_compact(True)
        self._buttons = (*self.steps.all, self.results, self.back, self.leave)
        self._title_px = self._short_title_px = 1
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.title, 1)
        for button in self._buttons:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_as(self, *, has_steps: bool, has_results: bool, has_back: bool) -> None:
        """Choose the buttons."""
        for button in self.steps.all:
            button.setVisible(has_steps)
        self.results.setVisible(has_results)
        self.back.setVisible(has_back)

    def show_words(self, words: str, *, is_short: bool) -> None:
        """Say how many places, or which; ``is_short``: in two lines where there is no room for one."""
        parts = words.split("，") if is_short else [words]
        size_px = self._title_px if len(parts) == 1 else self._short_title_px
        sheet = f"font-size: {size_px}px; font-weight: bold;"
        if sheet != self.title.styleSheet():
            self.title.setStyleSheet(sheet)
        self.title.setText("\n".join(parts))

    def set_theme(self, theme: Theme, icons: Icons, *, is_tight: bool, room_px: int) -> None:
        """Take on sizes and colours; tight, where the list needs the room. There are ``room_px`` from left to right.

        The words are to be shown anew after it.
        """
        dress_tight(self, theme, is_tight=is_tight, has_own_type=True)
        has_steps = not self.steps.next.isHidden()
        self._title_px = theme.label_px if is_tight else theme.title_px
        self._short_title_px = theme.small_px if has_steps else theme.label_px
        self._row.setSpacing(theme.space(6 if is_tight else 10))
        self.back.set_icon("back" if has_steps else "")
        self.back.setIcon(QIcon())
        shown = [button for button in self._buttons[:-1] if not button.isHidden()]
        pictures = (*self.steps.all, self.back) if has_steps else ()
        for compact in ((), pictures, (*pictures, self.results)):  # words, as many as there is room for
            for button in shown:
                button.set_compact(button in compact)
            for button in self._buttons:
                button.set_theme(theme, icons)
            taken = sum(button.sizeHint().width() + self._row.spacing() for button in (*shown, self.leave))
            if taken + theme.px(_TITLE_PX) <= room_px:
                break


def dress_tight(part: QWidget, theme: Theme, *, is_tight: bool, has_own_type: bool = False) -> None:
    """Take the air off the buttons of a part, or give it back; they stay as high as a finger needs.

    ``has_own_type``: its type is the theme's, whatever the panel's is.
    """
    sheet = _TIGHT_SHEET.format(air=theme.space(2), side=theme.space(12)) if is_tight else ""
    if has_own_type:
        sheet += f"QPushButton {{ font-size: {theme.label_px}px; }}"
    if sheet != part.styleSheet():
        part.setStyleSheet(sheet)
