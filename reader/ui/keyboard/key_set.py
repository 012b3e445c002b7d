"""The screen keyboard's keys as widgets: made once, named for what they stand for now, set side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from reader.ui.keyboard import key_plan
from reader.ui.keyboard.candidate_bar import Key
from reader.ui.keyboard.key_plan import CLOSE, DELETE, EMPTY, FIND, FIRST, MARKS, PLANS, SPACE
from reader.ui.keyboard.key_sizes import KeySizes
from reader.ui.keyboard.scanner import ScanRow


class KeySet(QObject):
    """The keys of :data:`PLANS`, children of ``keyboard``."""

    pressed = Signal(str)
    """The label of the :class:`Plan` of a key that was pressed."""
    moved = Signal(object, int)
    """As :attr:`Key.moved`."""

    def __init__(self, keyboard: QWidget) -> None:
        super().__init__(keyboard)
        self._keys: dict[str, Key] = {}
        self.rows: list[list[Key]] = [[] for _ in range(key_plan.ROWS)]
        """From left to right."""
        self.has_marks = self.is_for_search = False
        """Whether the digits' keys are marks now; whether 找 searches, and is not 确定."""
        for plan in PLANS:
            self._add(plan, keyboard)
        self.set_signs()

    @property
    def first(self) -> Key:
        """Where the focus begins."""
        return self._keys[FIRST]

    @property
    def all(self) -> Sequence[Key]:
        """Every key."""
        return tuple(self._keys.values())

    def name_of(self, label: str) -> str:
        """Give what the key is called now."""
        return self._keys[label].accessibleName()

    def sign(self, label: str) -> str:
        """Give what the key of this label writes now."""
        return key_plan.MARK_OF[label] if self.has_marks and label in key_plan.MARK_OF else label

    def set_signs(self) -> None:
        """Write on the keys what they stand for now."""
        for digit in key_plan.MARK_OF:
            self._name(digit, *key_plan.sign_of(digit, self.has_marks))
        if self.has_marks:
            self._name(MARKS, "数字", "数字", "第一排换回数字")
        else:
            self._name(MARKS, MARKS, MARKS, "第一排换成百分号、点这样的符号")
        if self.is_for_search:
            self._name(FIND, FIND, FIND, "就照写的开始找")
        else:
            self._name(FIND, "确定", "确定", "写好了，收起键盘")

    def set_find_icon(self, icon: QIcon, size_px: int) -> None:
        """Set what is beside the word on 找."""
        self._keys[FIND].setIconSize(QSize(size_px, size_px))
        self._keys[FIND].setIcon(icon)

    def place(self, sizes: KeySizes, width: int) -> None:
        """Set the keys where they belong. By hand: a grid layout does not keep forty keys even."""
        for plan in PLANS:
            self._keys[plan.label].setGeometry(sizes.place(plan, width))

    def scan_rows(self, words: Sequence[Key]) -> list[ScanRow]:
        """Give the rows in the order of their use: words, letters, what deletes and finds, digits."""
        actions = [self._keys[label] for label in (DELETE, FIND, SPACE, MARKS, EMPTY, CLOSE)]
        digits, *letters = ([key for key in row if key not in actions] for row in self.rows)
        return [
            *([ScanRow("可以选的词", words)] if words else []),
            *(ScanRow(f"{row[0].text()}到{row[-1].text()}", row) for row in letters),
            ScanRow("删除、找这些", actions),
            ScanRow("符号" if self.has_marks else "数字", digits),
        ]

    def _add(self, plan: key_plan.Plan, keyboard: QWidget) -> None:
        key = Key(plan.label, plan.name, plan.description, keyboard)
        if plan.label == FIND:
            key.setProperty("role", "main")
        key.setAutoRepeat(plan.label == DELETE)
        key.clicked.connect(lambda _=False, label=plan.label: self.pressed.emit(label))
        key.moved.connect(self.moved)
        self._keys[plan.label] = key
        self.rows[plan.row].append(key)

    def _name(self, label: str, shown: str, name: str, description: str) -> None:
        key = self._keys[label]
        if key.text() != shown:
            key.setText(shown)
            key.setAccessibleName(name)
            key.setAccessibleDescription(description)
