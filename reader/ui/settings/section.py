"""One tool's part of the settings page: its heading, what it does, a row for each of its options, and its way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.settings.option import Option, Value
from reader.tools.colours import CUSTOM
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.wrapping_label import WrappingLabel
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.settings.colour_pair import ColourPair
from reader.ui.settings.option_row import OptionRow, RangeOptionRow, make_row

_ICON_PX = 36
_RULE_PX = 2
PAIR = ("custom_ink", "custom_paper")
"""The two options that have one control together."""


@dataclass(frozen=True, slots=True)
class Section:
    """What the page shows of a tool."""

    key: str
    name: str
    icon: str
    help: str
    options: tuple[Option, ...]


class SectionBox(QWidget):
    """The part. It only asks: what is in force is told by :meth:`show_value`."""

    changed = Signal(Option, object)
    limit_reached = Signal(Option)
    pair_chosen = Signal(str, str)
    said = Signal(str)
    restore_pressed = Signal(str)
    stops_changed = Signal()
    """Controls came or went: the order of the keyboard is to be set anew."""

    def __init__(self, section: Section, icons: Icons) -> None:
        super().__init__()
        self.section, self._icons = section, icons
        self._values: dict[str, Value] = {}
        self._rule = QFrame()
        self._rule.setProperty("role", "line")
        self._icon, self._name = QLabel(), QLabel(section.name)
        self._name.setProperty("role", "title")
        self._keys = WrappingLabel(role="state")
        self._restore = ActionButton(
            "还原", f"让“{section.name}”回到最初的样子；按错了，按“撤销上一步”", icon="reset", role="quiet"
        )
        self._restore.setAccessibleName(f"还原{section.name}")
        self._restore.clicked.connect(self._press_restore)
        self._head = FlowLayout()
        for widget in (self._icon, self._name, self._keys, self._restore):
            self._head.addWidget(widget)
        self._help = WrappingLabel(section.help)
        self.rows: dict[str, OptionRow] = {}
        self.pair: ColourPair | None = None
        self._has_pair = False
        self._theme: Theme | None = None
        self._size_px = 0
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._rule)
        self._box.addLayout(self._head)
        self._box.addWidget(self._help)
        self._add_controls()
        # Below the first choice: in a low window that is in view, whatever there is to say of it.
        if self.rows:
            self._box.removeWidget(self._help)
            self._box.insertWidget(self._box.indexOf(next(iter(self.rows.values()))) + 1, self._help)
        self.show_keys("")
        self.setAccessibleName(section.name)
        self.setAccessibleDescription(section.help)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _add_controls(self) -> None:
        for option in self.section.options:
            row = make_row(option, self._icons, is_titled=option.label != self.section.name)
            if row is None:
                continue
            row.changed.connect(lambda value, option=option: self.changed.emit(option, value))
            if isinstance(row, RangeOptionRow):
                row.limit_reached.connect(lambda option=option: self.limit_reached.emit(option))
            self.rows[option.key] = row
            self._box.addWidget(row)
        if any(option.key == PAIR[0] for option in self.section.options):
            self._has_pair = True

    def show_value(self, key: str, value: Value) -> None:
        """Show the value in force of an option; another tool's is left alone."""
        self._values[key] = value
        if key in self.rows:
            self.rows[key].show_value(value)
        if self._has_pair and key in (*PAIR, "scheme") and all(each in self._values for each in PAIR):
            self._show_pair(is_wanted=self._values.get("scheme") == CUSTOM)

    def _show_pair(self, *, is_wanted: bool) -> None:
        """Show the editor for colours of one's own; it is made when they are wanted first."""
        if self.pair is None and is_wanted:
            self.pair = ColourPair(self._icons)
            self.pair.chosen.connect(self.pair_chosen)
            self.pair.said.connect(self.said)
            self.pair.stops_changed.connect(self.stops_changed)
            self._box.addWidget(self.pair)
            if self._theme is not None:
                self.pair.set_theme(self._theme, self._size_px)
            self.stops_changed.emit()
        if self.pair is not None:
            self.pair.show_pair(str(self._values[PAIR[0]]), str(self._values[PAIR[1]]))
            self.pair.setVisible(is_wanted)

    @property
    def values(self) -> Mapping[str, Value]:
        """What is in force of the options, as far as it was told."""
        return self._values

    def parts(self) -> list[QWidget]:
        """Give what is kept in view as a whole, as far as it fits."""
        return list(self.rows.values())

    def show_keys(self, words: str) -> None:
        """Say which keys press the tool's button; nothing where there are none."""
        self._keys.setText(f"按键：{words}" if words else "")
        self._keys.setVisible(bool(words))

    def set_default(self, is_default: bool) -> None:
        """Say whether there is anything to bring back."""
        if is_default and self._restore.hasFocus():
            self.focus_first()  # Qt would give the keyboard to what stands next, and that is another's option
        self._restore.setEnabled(not is_default)

    def focus_first(self) -> None:
        """Give the keyboard to its first control."""
        next(iter(self.rows.values())).focus_control()

    def stops(self) -> list[QWidget]:
        """Give what the keyboard goes through, in order."""
        stops: list[QWidget] = [self._restore]
        for row in self.rows.values():
            stops += row.stops()
        return [*stops, *(self.pair.stops() if self.pair is not None else ())]

    def set_theme(self, theme: Theme, size_px: int) -> None:
        """Take over colours and sizes; ``size_px`` is that of the report's type."""
        self._theme, self._size_px = theme, size_px
        self._rule.setFixedHeight(theme.space(_RULE_PX))
        size = theme.px(_ICON_PX)
        self._icon.setPixmap(self._icons.pixmap(self.section.icon, theme.scheme.accent, size))
        self._name.setFont(theme.font(theme.title_px, is_bold=True))
        self._keys.setFont(theme.font(theme.small_px))
        self._help.setFont(theme.font())
        self._restore.set_theme(theme, self._icons)
        self._head.setSpacing(theme.space(14))
        self._box.setSpacing(theme.space(16))
        for row in self.rows.values():
            row.set_theme(theme)
        if self.pair is not None:
            self.pair.set_theme(theme, size_px)
        align_titles(list(self.rows.values()))

    def _press_restore(self) -> None:
        self.restore_pressed.emit(self.section.key)


def align_titles(rows: Sequence[OptionRow]) -> None:
    """Let the controls of all rows with a name begin below each other."""
    widest = max((row.title_width_px for row in rows), default=0)
    for row in rows:
        if row.title_width_px:
            row.set_title_width(widest)
