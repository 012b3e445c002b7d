"""快捷方式: every command with its keys; look one up, change it, switch it off, and take it all back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.choice_row import Choice, ChoiceRow
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.side_page import SidePage
from reader.ui.keys.editor import KeyCatcher, KeyEditor
from reader.ui.keys.row import Row, RowLook, ShortcutRow
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_ASK = "按一下键，看它做什么"
_LONGEST_SEARCH = 40
_FIELD_EM = 8
"""How wide the field is at least, for its example; where a row has no room for it, it stands below its label."""


class ShortcutsPage(SidePage):
    """The page. It only asks: what keys there are is answered by :mod:`reader.ui.keys.desk`."""

    search_changed = Signal(str)
    key_asked = Signal(str)
    """What does this key do?"""
    key_caught = Signal(str, str, bool)
    """(command, name of a key, whether the keys it has stay)."""
    swap_wanted = Signal(str, str, bool)
    """The same, though the key is another command's."""
    without_wanted = Signal(str)
    restore_wanted = Signal(str)
    restore_all_wanted = Signal()
    family_chosen = Signal(str)
    print_wanted = Signal()
    launcher_wanted = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("快捷方式", icons, parent)
        self._rows: dict[str, ShortcutRow] = {}
        self._headings: dict[str, QLabel] = {}
        self._caught = ""
        self._edited = ""
        """The command whose editor is open; empty when none is."""
        self._label = QLabel("找一个键")
        self.search = QLineEdit()
        self._label.setBuddy(self.search)
        self.search.setMaxLength(_LONGEST_SEARCH)
        self.search.setPlaceholderText("比如：朗读、F7")
        self.search.setAccessibleName("找一个键")
        self.search.setAccessibleDescription("写名字、拼音或者键的名字，下面只留下对得上的")
        self._ask = ActionButton(_ASK, "按下以后，随便按哪个键，就说出它做什么", icon="keyboard")
        self._asked = KeyCatcher("请按一个键", "按 Esc 键结束")
        self._answer = QLabel()
        self._found = QLabel()
        self.family = ChoiceRow("按键习惯")
        self._print = ActionButton("打印这张表", "把所有的键印在纸上", icon="print")
        self._launcher = ActionButton("放一个图标到桌面", "以后在桌面上一点就打开本程序", icon="home")
        self._restore_all = ActionButton("全部还原", "所有的键都用回最初的，能撤销", icon="reset")
        self.editor = KeyEditor()
        self._join()
        self._set_out()

    def _join(self) -> None:
        self.search.textChanged.connect(self.search_changed)
        self._ask.clicked.connect(lambda: self._show_asking(self._asked.isHidden()))
        self._asked.caught.connect(self.key_asked)
        self._asked.given_up.connect(lambda: self._show_asking(False))
        self.family.chosen.connect(self.family_chosen)
        self._print.clicked.connect(self.print_wanted)
        self._launcher.clicked.connect(self.launcher_wanted)
        self._restore_all.clicked.connect(self.restore_all_wanted)
        self.editor.caught.connect(self._note_caught)
        self.editor.swap_pressed.connect(
            lambda: self.swap_wanted.emit(self._edited, self._caught, self.editor.is_adding)
        )
        self.editor.without_pressed.connect(lambda: self.without_wanted.emit(self._edited))
        self.editor.restore_pressed.connect(lambda: self.restore_wanted.emit(self._edited))
        self.editor.given_up.connect(self.end_edit)
        self.left.connect(self._clean_up)
        self.area.viewport().installEventFilter(self)

    def _set_out(self) -> None:
        for label in (self._answer, self._found):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self._label)
        self._line.addWidget(self.search, 1)
        ask = FlowLayout()  # so that its words may wrap
        ask.addWidget(self._ask)
        self._line.addLayout(ask)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        self._actions = FlowLayout()
        for button in (self._restore_all, self._print, self._launcher):
            self._actions.addWidget(button)
        self.column.addLayout(self._line)
        self.column.addWidget(self._asked)
        self.column.addWidget(self._answer)
        self.column.addWidget(self._found)
        rest.addLayout(self._actions)
        rest.addWidget(self.family)
        self.column.addWidget(self._rest)
        self.column.addWidget(self.editor)
        self.column.addStretch(1)
        for widget in (self._found, self._asked, self._answer, self.editor):
            widget.hide()

    # -- what there is ------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List the commands. The same ones as before keep their place, and the keyboard with it."""
        if [row.key for row in rows] != list(self._rows):
            self._list(rows)
        for row in rows:
            self._rows[row.key].show_row(row)

    def _list(self, rows: Sequence[Row]) -> None:
        for widget in (*self._headings.values(), *self._rows.values()):
            self.column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._headings, self._rows = {}, {}
        for row in rows:
            if row.group not in self._headings:
                self._headings[row.group] = heading = QLabel(row.group, self.inside)
                self._put_in(heading)
            self._rows[row.key] = line = ShortcutRow(row, self.inside)
            line.change_pressed.connect(lambda key=row.key: self.edit(key))
            self._put_in(line)
        self._order_stops()
        if self.theme is not None:
            self.restyle(self.theme)

    def _put_in(self, widget: QWidget) -> None:
        self.column.insertWidget(self.column.count() - 1, widget)
        widget.show()

    def _order_stops(self) -> None:
        head = (self.search, self._ask, self._asked, self._restore_all, self._print, self._launcher)
        stops: list[QWidget] = [*head, *self.family.stops()]
        for line in self._rows.values():
            stops.append(line.stop)
            if line.row.key == self._edited:
                stops += [self.editor.catcher, *self.editor.buttons()]
        self.order_stops(stops)

    def show_family(self, choices: Sequence[Choice], key: str) -> None:
        """Offer the families of keys; ``key`` is in force."""
        self.family.show_choices(choices, key)
        self._order_stops()

    def show_can_restore(self, can_restore: bool) -> None:
        """Say whether any key is another than at first."""
        if not can_restore and self._restore_all.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._restore_all.setEnabled(can_restore)

    # -- looking up ---------------------------------------------------------------------------------------------

    def show_found(self, keys: Collection[str] | None, words: str = "") -> None:
        """Leave only these commands in the list; ``None`` lists all. ``words`` say how many there are."""
        self._found.setText(words)
        self._found.setVisible(bool(words))
        self._rest.setVisible(keys is None)  # what is found stands right below the field
        groups = set()
        for line in self._rows.values():
            is_wanted = keys is None or line.row.key in keys
            line.setVisible(is_wanted)
            if is_wanted:
                groups.add(line.row.group)
        for group, heading in self._headings.items():
            heading.setVisible(group in groups)
        if self._edited and keys is not None and self._edited not in keys:
            self._close_editor()

    def show_answer(self, words: str, search: str = "") -> None:
        """Say what the key does that was asked for, and look for ``search``."""
        self._answer.setText(words)
        self._answer.setVisible(bool(words))
        self.search.setText(search)

    def _show_asking(self, is_asking: bool) -> None:
        had_focus = self._asked.hasFocus()
        self._asked.setVisible(is_asking)
        if is_asking:
            self._asked.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_answer("", self.search.text())
            if had_focus:
                self._ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clean_up(self) -> None:
        self._show_asking(False)
        self._close_editor()
        self.search.clear()

    # -- changing -----------------------------------------------------------------------------------------------

    def edit(self, key: str) -> None:
        """Open the editor below a command."""
        self._edited, self._caught = key, ""
        row = self._rows[key]
        self.column.removeWidget(self.editor)
        self.column.insertWidget(self.column.indexOf(row) + 1, self.editor)
        self.editor.show()
        self._order_stops()
        self.editor.open(row.row)

    def _note_caught(self, name: str) -> None:
        self._caught = name
        self.key_caught.emit(self._edited, name, self.editor.is_adding)

    def show_problem(self, problem: str, taker: str = "") -> None:
        """Say why the key cannot be; ``taker`` is the command it could be taken from."""
        self.editor.show_problem(problem, taker)

    def end_edit(self) -> None:
        """Close the editor; the keyboard goes back to the row."""
        edited = self._edited
        if edited:
            self._rows[edited].change.setFocus(Qt.FocusReason.OtherFocusReason)
        self._close_editor()

    def _close_editor(self) -> None:
        self._edited = ""
        self.editor.hide()

    def seen_with(self, focus: QWidget) -> Sequence[QWidget]:
        """Keep in view what is being changed, too, and with the field what is asked about."""
        if self._edited and self.editor.isAncestorOf(focus):
            return (self._rows[self._edited], self.editor, focus)
        return (self._answer, focus) if focus is self._asked else super().seen_with(focus)

    # -- the look -----------------------------------------------------------------------------------------------

    def column_gap_px(self) -> int:
        """Give the air between the entries of the column, in pixels: a table stands closer than text."""
        return round(self.size_px * 0.3)

    def restyle(self, theme: Theme) -> None:
        """Bring everything in line with the theme."""
        note_px = self.note_px(theme)
        for label in (self._label, self._answer, self._found):
            label.setFont(theme.font(note_px, is_bold=label is not self._label))
        self.search.setFont(theme.font(note_px))
        for button in (self._ask, self._restore_all, self._print, self._launcher):
            button.set_theme(theme, self.icons)
        self._asked.set_theme(theme)
        self.family.set_theme(theme, self.icons)
        self.editor.set_theme(theme, self.icons)
        self._line.setSpacing(theme.space(16))
        self._actions.setSpacing(theme.space(12))
        super().restyle(theme)
        self._reflow(theme)

    def _reflow(self, theme: Theme) -> None:
        """Set everything in the width there is."""
        note_px, width_px = self.note_px(theme), self._row_width_px()
        field_px = min(_FIELD_EM * note_px, width_px)
        self.search.setMinimumWidth(field_px)
        beside_px = sum(each.sizeHint().width() + self._line.spacing() for each in (self._label, self._ask))
        way = QBoxLayout.Direction
        has_room = beside_px + field_px <= width_px
        self._line.setDirection(way.LeftToRight if has_room else way.TopToBottom)
        self._ask.setMinimumWidth(self._ask.sizeHint().width() if has_room else 0)
        for heading in self._headings.values():
            heading.setFont(theme.font(note_px, is_bold=True))
            heading.setContentsMargins(0, theme.space(18), 0, 0)
        rows = self._rows.values()
        # The buttons all have the same word: one is asked for all.
        button = next((row.change.sizeHint() for row in rows), QSize())
        for row in rows:
            row.set_look(RowLook(theme, note_px, button))

    def _row_width_px(self) -> int:
        margins = self.column.contentsMargins()
        return max(1, self.area.viewport().width() - margins.left() - margins.right())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Reflow when the column has another width."""
        if event.type() == QEvent.Type.Resize and self.theme is not None:
            self._set_margins(self.theme)
            self._reflow(self.theme)
        return super().eventFilter(watched, event)
