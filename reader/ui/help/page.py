"""说明: what each tool does, with a picture; it can be tried on the spot and read aloud. Generated from the tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from reader.tools.base import Tool
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.side_page import SidePage
from reader.ui.help.pictures import HelpPicture
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

BASICS: tuple[tuple[str, str, str], ...] = (
    (
        "听",
        "play",
        "按空格键，或者点“朗读”，就开始读。再按一次停一停，再按一次接着读。"
        "想从哪里听起，就点一下那里，再点“从这里读”。没听清，按“再听一遍”。"
        "“更多”里能跳一段、跳一条，听完这一条自己停；能换声音、改读音，还能存成录音带回家。",
    ),
    ("看", "book", "字太小，按“放大”。看不清，按“配色”。鼠标滚轮、手指、上下键都能翻页。"),
    ("找", "search", "在上面的框里写汉字或拼音，按回车。按 F3 看下一处。"),
    (
        "名词",
        "glossary",
        "带下划线的词，点一下就有解释；按 Tab 键走到它，再按回车也行。按 Esc 关上。",
    ),
)
"""What is no tool: title, icon, words."""

_UNTRIED = frozenset({"help", "exit"})
"""Tools that are not tried here: the one is here already, the other would take this page away."""
_BESIDE_EM = 24
"""A picture stands beside its words where the words keep a line of this many characters; else above them."""


@dataclass(frozen=True)
class Entry:
    """What one entry says: ``key`` of the tool or empty, the keys to press, whether there is something to try."""

    key: str
    title: str
    words: str
    icon: str
    keys: tuple[str, ...] = ()
    can_try: bool = False

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        keys = f"按键是 {'，或者 '.join(self.keys)}。" if self.keys else ""
        return f"{self.title}。{self.words}{keys}"


def make_entries(tools: Sequence[Tool], keys_of: Callable[[Tool], tuple[str, ...]]) -> tuple[Entry, ...]:
    """Give the entries: the basics, then each of ``tools`` in their order."""
    return (
        *(Entry("", title, words, icon) for title, icon, words in BASICS),
        *(
            Entry(tool.key, tool.name, tool.help, tool.icon, keys_of(tool), tool.key not in _UNTRIED)
            for tool in tools
        ),
    )


class HelpEntry(QFrame):
    """An entry: picture, title and state, words, and what can be done with it."""

    tried = Signal(str)
    read_wanted = Signal(object)

    def __init__(self, entry: Entry, pictures: Path) -> None:
        super().__init__()
        self.entry = entry
        self.picture = HelpPicture(pictures / f"{entry.key}.svg") if entry.key else None
        self._title, self._state, self.words = QLabel(entry.title), QLabel(), QLabel(self._shown())
        self._title.setProperty("role", "title")
        for label in (self._state, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        # So that those who do not see it come to it by Tab and hear it whole.
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words.setAccessibleName(entry.spoken)
        self.words.setAccessibleDescription("说明里的一条")
        self.read_button = ActionButton("读给我听", f"读一读“{entry.title}”的说明", icon="voice")
        self.read_button.setAccessibleName(f"读给我听：{entry.title}")
        self.read_button.clicked.connect(lambda: self.read_wanted.emit(entry))
        self.try_button = ActionButton("试一试", f"现在就按一下“{entry.title}”，看看会怎样", icon=entry.icon)
        self.try_button.setAccessibleName(f"试一试：{entry.title}")
        self.try_button.clicked.connect(lambda: self.tried.emit(entry.key))
        if not entry.can_try:
            self.try_button.hide()  # never shown by hand: without a parent yet, it would be a window of its own
        self._lay_out()

    def _shown(self) -> str:
        keys = f"\n按键：{'，'.join(self.entry.keys)}" if self.entry.keys else ""
        return self.entry.words + keys

    def _lay_out(self) -> None:
        self._buttons = FlowLayout()
        for button in (self.try_button, self.read_button):
            self._buttons.addWidget(button)
        text = QVBoxLayout()
        for label in (self._title, self._state, self.words):
            text.addWidget(label)
        text.addLayout(self._buttons)
        text.addStretch(1)
        self._text = text
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        if self.picture is not None:
            self._box.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(text, 1)

    def show_state(self, state: str) -> None:
        """Show what the tool's state is now; empty where it has none."""
        self._state.setText(f"现在：{state}")
        self._state.setVisible(bool(state))
        self.try_button.setAccessibleDescription(
            f"现在就按一下“{self.entry.title}”，看看会怎样" + (f"；现在是：{state}" if state else "")
        )

    def stops(self) -> list[QWidget]:
        """Give what the keyboard goes through, in order."""
        return [self.words, *([self.try_button] if self.entry.can_try else []), self.read_button]

    def set_theme(self, theme: Theme, icons: Icons, size_px: int) -> None:
        """Take over colours and sizes; words in type of ``size_px``."""
        self.words.setFont(theme.font(size_px))
        self._state.setFont(theme.font(is_bold=True))
        for button in (self.try_button, self.read_button):
            button.set_theme(theme, icons)
        self._buttons.setSpacing(theme.space(12))
        self._box.setSpacing(theme.space(28))
        self._text.setSpacing(theme.space(8))
        if self.picture is not None:
            self.picture.set_theme(theme)

    def fold(self, width_px: int, size_px: int) -> None:
        """Set the picture beside the words, or above them, in an entry this wide."""
        picture_px = self.picture.sizeHint().width() + self._box.spacing() if self.picture is not None else 0
        is_beside = width_px - picture_px >= _BESIDE_EM * size_px
        kinds = QBoxLayout.Direction
        self._box.setDirection(kinds.LeftToRight if is_beside else kinds.TopToBottom)


class HelpPage(SidePage):
    """The page. It is filled when it is first looked at: some hundred widgets that no start should wait for."""

    tried = Signal(str)
    """Try the tool with this key."""
    read_wanted = Signal(object)
    """Read this entry."""
    all_wanted = Signal()
    """Read all of it, or stop."""

    def __init__(self, icons: Icons, pictures: Path, parent: QWidget | None = None) -> None:
        super().__init__("说明", icons, parent)
        self._pictures = pictures
        self.entries: tuple[HelpEntry, ...] = ()
        self.all_button = ActionButton("全部读给我听", "从头到尾读一遍说明；再按一下就停", icon="play")
        self.all_button.clicked.connect(self.all_wanted)
        self.head.addWidget(self.all_button)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Fill the page, or fill it anew where anything is different."""
        if [each.entry for each in self.entries] == list(entries):
            return
        for widget in self.entries:
            self.column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.entries = tuple(HelpEntry(entry, self._pictures) for entry in entries)
        for widget in self.entries:
            widget.tried.connect(self.tried)
            widget.read_wanted.connect(self.read_wanted)
            self.column.addWidget(widget)
        self.order_stops([self.all_button, *(stop for widget in self.entries for stop in widget.stops())])
        if self.theme is not None:
            self.restyle(self.theme)

    def focus_first(self) -> None:
        """Begin at the top."""
        self.area.verticalScrollBar().setValue(0)
        self.all_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reading(self, is_reading: bool) -> None:
        """Show whether all of it is being read."""
        self.all_button.set_icon("stop" if is_reading else "play")
        words = ("不读了", "停下来") if is_reading else ("全部读给我听", "从头到尾读一遍说明；再按一下就停")
        self.all_button.set_label(*words)
        if self.theme is not None:
            self.all_button.set_theme(self.theme, self.icons)

    def show_entry(self, entry: Entry) -> None:
        """Bring an entry into view: it is being read."""
        for widget in self.entries:
            if widget.entry == entry:
                self.area.ensureWidgetVisible(widget, 0, self.size_px)

    def note_px(self, _theme: Theme) -> int:
        """Set the words as large as the page: here they are what is read."""
        return self.size_px

    def restyle(self, theme: Theme) -> None:
        """Bring every entry in line with the theme."""
        self.all_button.set_theme(theme, self.icons)
        for widget in self.entries:
            widget.set_theme(theme, self.icons, self.note_px(theme))
        super().restyle(theme)

    def _set_margins(self, theme: Theme) -> None:
        super()._set_margins(theme)
        self._fold()

    def _fold(self) -> None:
        if self.theme is None:
            return
        margins = self.column.contentsMargins()
        width_px = self.area.viewport().width() - margins.left() - margins.right()
        for widget in self.entries:
            widget.fold(width_px, self.note_px(self.theme))
