"""What the page 快捷方式 changes a key with: the field that catches one, and the editor below a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.keys.keys import name_in
from reader.ui.keys.row import Row
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_WALKS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class KeyCatcher(QLabel):
    """Catches what is pressed while it has the keyboard, before any shortcut does. Tab goes on, Esc gives up."""

    caught = Signal(str)
    """The name of a key; empty for one that has none."""
    given_up = Signal()

    def __init__(self, words: str, description: str) -> None:
        super().__init__(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAccessibleName(words)
        self.setAccessibleDescription(description)

    def set_words(self, words: str) -> None:
        """Say what to press."""
        self.setText(words)
        self.setAccessibleName(words)

    def event(self, event: QEvent) -> bool:
        """Have every key but those that walk on brought here, whatever shortcut it is."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() not in _WALKS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what was pressed, once; a key that is only held says nothing yet."""
        if event.key() in _WALKS:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.given_up.emit()
        elif not event.isAutoRepeat() and (name := name_in(event)) is not None:
            self.caught.emit(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard: who taps here wants to press a key."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take over colours and sizes."""
        scheme = theme.scheme
        self.setStyleSheet(
            f"border: {theme.space(3)}px dashed {scheme.accent}; border-radius: {theme.space(14)}px;"
            f" padding: {theme.space(8)}px; min-height: {theme.space(44)}px;"
        )
        self.setFont(theme.font(is_bold=True))


class KeyEditor(QFrame):
    """Stands below the row that is being changed: press the new key, or one of the buttons."""

    caught = Signal(str)
    swap_pressed = Signal()
    without_pressed = Signal()
    restore_pressed = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_adding = False
        """Whether the keys there are stay."""
        self._row: Row | None = None
        self.catcher = KeyCatcher("", "按 Tab 键走到按钮")
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._swap = ActionButton("换过来", "")
        self._add = ActionButton("再加一个键", "原来的键也留着")
        self._without = ActionButton("不用键", "")
        self._restore = ActionButton("还原", "")
        self._leave = ActionButton("不改", "键还是原来的")
        self._flow = FlowLayout()
        for button in self.buttons():
            self._flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.catcher)
        self._column.addWidget(self._problem)
        self._column.addLayout(self._flow)
        self.catcher.caught.connect(self.caught)
        self.catcher.given_up.connect(self.given_up)
        self._swap.clicked.connect(self.swap_pressed)
        self._add.clicked.connect(self._start_adding)
        self._without.clicked.connect(self.without_pressed)
        self._restore.clicked.connect(self.restore_pressed)
        self._leave.clicked.connect(self.given_up)

    def buttons(self) -> tuple[ActionButton, ...]:
        """Give the buttons, in order."""
        return self._swap, self._leave, self._add, self._without, self._restore

    def open(self, row: Row) -> None:
        """Wait for the new key of a command."""
        self._row, self.is_adding = row, False
        self.catcher.set_words(f"请按“{row.words}”的新键，按 Esc 不改")
        self._add.setVisible(row.can_add and bool(row.keys))
        self._without.setVisible(bool(row.keys))
        self._without.set_label("不用键", f"“{row.words}”不要键，点按钮还能用")
        self._restore.setVisible(bool(row.first))
        self._restore.set_label(f"还原成 {row.first}", f"“{row.words}”用回最初的键")
        self.show_problem("")
        self.catcher.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: str, taker: str = "") -> None:
        """Say why a key was not taken; ``taker`` is what it would have to be taken from, if it can be."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._swap.setVisible(bool(taker))
        self._swap.set_label("换过来", f"让“{taker}”不用这个键，给现在这个用" if taker else "")
        if problem:
            # Another key can be tried at once, and no shortcut fires meanwhile; 换过来 is the next stop.
            self.catcher.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problem(self) -> str:
        """Why the last key was not taken; empty when it was."""
        return self._problem.text()

    def _start_adding(self) -> None:
        assert self._row is not None, "open comes first"
        self.is_adding = True
        self.show_problem("")
        self.catcher.set_words(f"请按要再加的键，{self._row.keys} 也留着，按 Esc 不改")
        self.catcher.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up from the buttons, too."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Take over colours and sizes."""
        self.catcher.set_theme(theme)
        self._problem.setFont(theme.font(is_bold=True))
        for button in self.buttons():
            button.set_theme(theme, icons)
        self._flow.setSpacing(theme.space(12))
        self._column.setSpacing(theme.space(10))
        self._column.setContentsMargins(0, 0, 0, theme.space(10))
