"""One of several, as buttons whose words wrap: to a screen reader and the arrow keys, radio buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reader.ui.controls.action_button import ICON_PX, ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

CHOICE_SHEET = "QPushButton {{ padding: {air}px {side}px; }}"
"""Choices stand in rows, several rows in one view: less air than in the sheet, the height of a finger all the same."""


@dataclass(frozen=True)
class Choice:
    """What can be chosen: a key for the program, words for people, a sentence for those who ask what it means.

    ``detail`` is said behind the words to those who hear them; others see it elsewhere.
    """

    key: str
    label: str
    description: str
    detail: str = ""


class ChoiceButton(ActionButton):
    """A choice with a ring before its words, and a tick in place of it when it is chosen: colour alone says too little."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", icon="check", parent=parent)

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Draw ring and tick."""
        super().set_theme(theme, icons)
        icon, size_px = self.icon(), theme.px(ICON_PX)
        ring = icons.pixmap("ring", theme.scheme.ink, size_px)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
            icon.addPixmap(ring, mode, QIcon.State.Off)
        icon.addPixmap(
            icons.pixmap("ring", theme.scheme.disabled_ink, size_px), QIcon.Mode.Disabled, QIcon.State.Off
        )
        self.setIcon(icon)


class ChoiceRow(QWidget):
    """Words and, flowing after them, the choices. One is chosen as long as there are any."""

    chosen = Signal(str)
    """The resident chose this key."""

    def __init__(
        self,
        title: str,
        other: ActionButton | None = None,
        parent: QWidget | None = None,
        *,
        is_titled: bool = True,
    ) -> None:
        """``other`` is a button that stands behind the choices and is none of them.

        Where the words stand above already, as the heading, they need not be seen again (``is_titled``).
        """
        super().__init__(parent)
        self._name = title
        self._title = QLabel(title)
        self._choices: tuple[Choice, ...] = ()
        self._buttons: dict[str, ActionButton] = {}
        # The buttons lie on this widget itself: those that exclude each other are found by their parent.
        self._flow = FlowLayout(self)
        self._flow.addWidget(self._title)
        self._title.setVisible(is_titled)
        self._other = other
        if other is not None:
            self._flow.addWidget(other)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Want all in one row. Qt's own hint would be as high as the narrowest row of all makes it."""
        parts = [self._title, *self.stops()]
        widths = [max(part.sizeHint().width(), part.minimumWidth()) for part in parts if not part.isHidden()]
        least = self._flow.minimumSize()
        gaps = max(0, len(widths) - 1) * max(0, self._flow.spacing())
        return QSize(max(least.width(), sum(widths) + gaps), least.height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the largest choice; the height comes with the width."""
        return self._flow.minimumSize()

    @property
    def key(self) -> str:
        """The key that is chosen; empty where there is nothing to choose."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def show_choices(self, choices: Sequence[Choice], key: str = "") -> bool:
        """Offer ``choices``; ``key`` is chosen, else what was, else the first. ``False`` where nothing is new."""
        wanted = key or self.key
        if tuple(choices) == self._choices:
            self.choose(wanted)
            return False
        if [choice.key for choice in choices] == list(self._buttons):
            self._choices = tuple(choices)  # the same with other words: the keyboard stays where it is
            for choice in choices:
                self._name_button(self._buttons[choice.key], choice)
            self.choose(wanted)
            return True
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choices = tuple(choices)
        self._buttons = {choice.key: self._button(choice) for choice in choices}
        self._put_in()
        self.choose(wanted if wanted in self._buttons else next(iter(self._buttons), ""))
        if had_focus and self.key:
            self._buttons[self.key].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def choose(self, key: str) -> None:
        """Choose a key without :attr:`chosen`; one that is not offered changes nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def focus_chosen(self) -> None:
        """Give the keyboard to what is chosen."""
        if self.key:
            self._buttons[self.key].setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Give what the keyboard goes through, in order. New choices stand last in Qt's own order of the window."""
        return [*self._buttons.values(), *([self._other] if self._other is not None else [])]

    def _put_in(self) -> None:
        """Set the buttons, in order, before the other one."""
        if self._other is not None:
            self._flow.removeWidget(self._other)
        for button in self._buttons.values():
            self._flow.addWidget(button)
            button.show()
        if self._other is not None:
            self._flow.addWidget(self._other)

    def _button(self, choice: Choice) -> ActionButton:
        button = self.make_button(choice)
        self._name_button(button, choice)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self.chosen.emit(choice.key))
        return button

    def make_button(self, _choice: Choice) -> ActionButton:
        """Make the button of a choice; subclasses draw others."""
        return ChoiceButton(self)

    def _name_button(self, button: ActionButton, choice: Choice) -> None:
        button.set_label(choice.label, choice.description)
        detail = f"：{choice.detail}" if choice.detail else ""
        button.setAccessibleName(f"{self._name}：{choice.label}{detail}")

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Take over colours and sizes."""
        sheet = CHOICE_SHEET.format(air=theme.space(2), side=theme.space(14))
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self._title.setFont(theme.font(is_bold=True))  # a new sheet takes the font away
        for button in (*self._buttons.values(), *([self._other] if self._other is not None else [])):
            button.set_theme(theme, icons)
        heights = [button.sizeHint().height() for button in self._buttons.values()]
        self._title.setMinimumHeight(max(heights, default=0))  # in line with the buttons, words in the middle
        self._title.setMinimumWidth(0)
        self._flow.setSpacing(theme.space(8))

    @property
    def title_width_px(self) -> int:
        """How wide the words before the choices are, in pixels."""
        return self._title.sizeHint().width()

    def set_title_width(self, width_px: int) -> None:
        """Make the words before the choices this wide, so that the choices of several rows begin below each other."""
        self._title.setMinimumWidth(width_px)
