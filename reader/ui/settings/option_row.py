"""One setting as a row: its name and its choices, or its value between two buttons; below it what choosing does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.settings.option import Option, Value
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.choice_row import Choice, ChoiceRow
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.wrapping_label import WrappingLabel
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_LEAST_NOTE_CHARACTERS = 18
"""A note is set in below its controls where its lines keep so many characters."""


class OptionRow(QWidget):
    """The row. Subclasses put their control into :attr:`box`, above the note."""

    changed = Signal(object)
    """The resident wants this value."""

    def __init__(self, option: Option, icons: Icons, *, is_titled: bool) -> None:
        """``is_titled`` is false where the option's name stands above already."""
        super().__init__()
        self.option, self.icons, self.is_titled = option, icons, is_titled
        self._gap_px = self._indent_px = 0
        self._note = WrappingLabel(option.help)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.addWidget(self._note)
        self._note.setVisible(bool(option.help))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_value(self, value: Value) -> None:
        """Show the value in force; emits nothing."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Give what the keyboard goes through, in order."""
        raise NotImplementedError

    def focus_control(self) -> None:
        """Give the keyboard to the control: to what is chosen, where there are choices."""
        self.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def title_width_px(self) -> int:
        """How wide the name before the control is, in pixels; 0 where it is not seen."""
        return 0

    def set_title_width(self, width_px: int) -> None:
        """Make the name this wide, so that the controls of several rows begin below each other, and the notes too."""
        self._indent_px = width_px + self._gap_px
        self._indent_note()

    def _indent_note(self) -> None:
        """Begin the note below the controls, where it keeps its lines long enough."""
        least_px = _LEAST_NOTE_CHARACTERS * self._note.fontMetrics().horizontalAdvance("字")
        indent_px = self._indent_px if self.width() - self._indent_px >= least_px else 0
        self._note.setContentsMargins(indent_px, 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Indent the note for the new width."""
        super().resizeEvent(event)
        self._indent_note()

    def set_theme(self, theme: Theme) -> None:
        """Take over colours and sizes."""
        self._gap_px = theme.space(8)
        self._note.setFont(theme.font(theme.small_px))
        self.box.setSpacing(theme.space(6))


class ChoiceOptionRow(OptionRow):
    """One of several; a switch is one of two."""

    def __init__(self, option: Option, icons: Icons, *, is_titled: bool) -> None:
        super().__init__(option, icons, is_titled=is_titled)
        self._row = ChoiceRow(option.label, is_titled=is_titled)
        self._row.chosen.connect(self._take)
        self._choices = {str(at): choice for at, choice in enumerate(option.choices)}
        self._row.show_choices(
            [
                Choice(key, choice.label, option.help or f"{option.label}换成{choice.label}")
                for key, choice in self._choices.items()
            ]
        )
        self.box.insertWidget(0, self._row)

    def show_value(self, value: Value) -> None:
        """Choose it."""
        for key, choice in self._choices.items():
            if choice.value == value:
                self._row.choose(key)

    def stops(self) -> list[QWidget]:
        """Give the choices."""
        return self._row.stops()

    def focus_control(self) -> None:
        """Give the keyboard to what is chosen."""
        self._row.focus_chosen()

    @property
    def title_width_px(self) -> int:
        """How wide the name is."""
        return self._row.title_width_px if self.is_titled else 0

    def set_title_width(self, width_px: int) -> None:
        """Make the name this wide."""
        super().set_title_width(width_px)
        self._row.set_title_width(width_px)

    def set_theme(self, theme: Theme) -> None:
        """Take over colours and sizes."""
        super().set_theme(theme)
        self._row.set_theme(theme, self.icons)

    def _take(self, key: str) -> None:
        self.changed.emit(self._choices[key].value)


class RangeOptionRow(OptionRow):
    """A number between two buttons, which a hand that shakes presses more easily than it drags."""

    limit_reached = Signal()
    """There is nothing beyond: the buttons stay as they are, so that the keyboard is not taken from them."""

    def __init__(self, option: Option, icons: Icons, *, is_titled: bool) -> None:
        super().__init__(option, icons, is_titled=is_titled)
        self._value = option.minimum
        self._title, self._shown = QLabel(option.label), QLabel()
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = [self._button(option.less, -1, "minus"), self._button(option.more, 1, "plus")]
        self._flow = FlowLayout()
        for widget in (self._title, self._buttons[0], self._shown, self._buttons[1]):
            self._flow.addWidget(widget)
        self.box.insertLayout(0, self._flow)
        self._title.setVisible(is_titled)

    def _button(self, words: str, steps: int, icon: str) -> ActionButton:
        button = ActionButton(words, "", icon=icon)
        button.setAccessibleName(f"{self.option.label}：{words}")
        button.clicked.connect(lambda: self._step(steps))
        return button

    def show_value(self, value: Value) -> None:
        """Show the number with its unit."""
        if isinstance(value, int):
            self._value = value
            self._shown.setText(self.option.describe(value))
            for button in self._buttons:
                button.setAccessibleDescription(f"现在是 {self.option.describe(value)}")

    def stops(self) -> list[QWidget]:
        """Give the two buttons."""
        return list(self._buttons)

    @property
    def title_width_px(self) -> int:
        """How wide the name is."""
        return self._title.sizeHint().width() if self.is_titled else 0

    def set_title_width(self, width_px: int) -> None:
        """Make the name this wide."""
        super().set_title_width(width_px)
        self._title.setMinimumWidth(width_px)

    def set_theme(self, theme: Theme) -> None:
        """Take over colours and sizes."""
        super().set_theme(theme)
        self._title.setFont(theme.font(is_bold=True))
        self._title.setMinimumWidth(0)
        self._shown.setFont(theme.font(is_bold=True))
        for button in self._buttons:
            button.set_theme(theme, self.icons)
        # As wide as any value: nothing stirs when it changes.
        ends = (self.option.describe(self.option.minimum), self.option.describe(self.option.maximum))
        metrics = self._shown.fontMetrics()
        self._shown.setMinimumWidth(max(map(metrics.horizontalAdvance, ends)) + theme.space(16))
        self._flow.setSpacing(theme.space(8))

    def _step(self, steps: int) -> None:
        value = self.option.stepped(self._value, steps)
        if value == self._value:
            self.limit_reached.emit()
        else:
            self.changed.emit(value)


def make_row(option: Option, icons: Icons, *, is_titled: bool) -> OptionRow | None:
    """Make the row for an option; ``None`` for free text, which has a page of its own elsewhere, or none."""
    if option.choices:
        return ChoiceOptionRow(option, icons, is_titled=is_titled)
    if option.maximum > option.minimum:
        return RangeOptionRow(option, icons, is_titled=is_titled)
    return None
