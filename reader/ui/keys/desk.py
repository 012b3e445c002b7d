"""The page of keys joined to the keymap: what it lists, what it finds, what is changed, said and taken back."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import SearchIndexError
from reader.search.meaning.sounds import Readings
from reader.settings.option import Value
from reader.settings.store import Settings
from reader.tools.key_names import key_words, press_of, spoken_words
from reader.tools.key_rules import caution_about, owner_of
from reader.tools.key_search import is_found
from reader.tools.keymap import FAMILY_OPTION, MOST_KEYS, OPTION, Command, Keymap
from reader.ui.controls.choice_row import Choice
from reader.ui.keys.page import ShortcutsPage
from reader.ui.keys.row import Row

_log = logging.getLogger(__name__)

FIXED_GROUP = "不能改的键"
_PAUSE_MS = 700
"""Whoever stops typing for so long is told how many keys are found."""
_FIXED = (
    ("朗读、暂停、继续", "Space"),
    ("停止，或关上小窗", "Esc"),
    ("走到下一个名词或按钮", "Tab"),
    ("走回上一个", "Shift+Tab"),
    ("按下按钮", "Return"),
)
"""Keys that belong to whatever has the focus: (words, name)."""


class ShortcutsDesk(QObject):
    """Joins the page to the keymap. ``readings_table`` is what pinyin is looked up in, once it is needed."""

    announced = Signal(str)
    told = Signal(str)
    """Words that are not to stop the reading: how many keys are found."""
    undo_offered = Signal(str, object)
    """A sentence, and the callable that takes the step back."""

    def __init__(
        self,
        page: ShortcutsPage,
        keymap: Keymap,
        settings: Settings,
        readings_table: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._keymap, self._settings = page, keymap, settings
        self._readings_table = readings_table
        self._readings: Readings | None = None
        self._are_readings_sought = False
        self._is_listed = False
        self._count = ""
        self._counting = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._counting.timeout.connect(lambda: self.told.emit(self._count))
        page.left.connect(self._counting.stop)
        keymap.watch(self._show)
        page.search_changed.connect(self._search)
        page.key_asked.connect(self._answer)
        page.key_caught.connect(self._catch)
        page.swap_wanted.connect(self._put)
        page.without_wanted.connect(lambda key: self._change(key, lambda: keymap.put(key, ())))
        page.restore_wanted.connect(lambda key: self._change(key, lambda: keymap.restore(key)))
        page.restore_all_wanted.connect(self._restore_all)
        page.family_chosen.connect(self._choose_family)

    def open(self) -> None:
        """List the keys as they are now; the widgets are made when they are first looked at."""
        self._is_listed = True
        self._show()
        self._search(self._page.search.text())

    def table(self) -> list[tuple[str, str, str]]:
        """Give all keys for printing: (group, words, keys)."""
        return [*((FIXED_GROUP, words, key_words(name)) for words, name in _FIXED), *self._keymap.table()]

    def _show(self) -> None:
        if not self._is_listed:
            return
        fixed = (
            Row(name, FIXED_GROUP, words, key_words(name), spoken_words(name), is_fixed=True)
            for words, name in _FIXED
        )
        self._page.show_rows([*(self._row(each) for each in self._keymap.commands), *fixed])
        option = self._settings.option(FAMILY_OPTION)
        choices = [Choice(str(choice.value), choice.label, option.help) for choice in option.choices]
        self._page.show_family(choices, self._settings.text(FAMILY_OPTION))
        self._page.show_can_restore(
            not all(self._settings.is_default(key) for key in (OPTION, FAMILY_OPTION))
        )

    def _row(self, command: Command) -> Row:
        keymap = self._keymap
        alias = keymap.alias_of(command.key)
        caution = caution_about(alias) if alias else ""
        return Row(
            command.key,
            command.group,
            command.words,
            keymap.words_of(command.key, " 或 "),
            keymap.spoken_of(command.key),
            note=f"{key_words(alias)}：{caution}" if caution else "",
            first="" if keymap.is_default(command.key) else _listed(command.defaults),
            can_add=0 < len(keymap.own_keys_of(command.key)) < MOST_KEYS,
        )

    # -- looking up ---------------------------------------------------------------------------------------------

    def _search(self, typed: str) -> None:
        self._counting.stop()
        if not typed.strip():
            self._page.show_found(None)
            return
        found = {
            each.key
            for each in self._keymap.commands
            if self._is_found(typed, each.words, each.group, self._keymap.keys_of(each.key))
        } | {name for words, name in _FIXED if self._is_found(typed, words, FIXED_GROUP, (name,))}
        self._count = f"找到 {len(found)} 个" if found else "没有对得上的。换个写法试试。"
        self._page.show_found(found, self._count)
        self._counting.start()

    def _is_found(self, typed: str, words: str, group: str, names: tuple[str, ...]) -> bool:
        texts = (words, group, *(key_words(name) for name in names), *(spoken_words(name) for name in names))
        return is_found(typed, texts, names, self._syllables_of)

    def _syllables_of(self, character: str) -> tuple[str, ...]:
        if not self._are_readings_sought:
            self._are_readings_sought = True
            try:
                self._readings = Readings(self._readings_table)
            except (SearchIndexError, OSError):
                _log.exception("keys are found without pinyin")
        return self._readings.of(character) if self._readings is not None else ()

    def _answer(self, name: str) -> None:
        taker = self._keymap.taker_of(name)
        fixed = next((words for words, each in _FIXED if press_of(each) == press_of(name)), "")
        if taker is not None:
            words, found = taker.words, taker.words
        else:
            words, found = fixed or owner_of(name) or "还没有用处，可以给一个按钮用", fixed
        self._page.show_answer(f"{key_words(name)}：{words}", found)
        self.announced.emit(f"{spoken_words(name)}：{words}")

    # -- changing -----------------------------------------------------------------------------------------------

    def _catch(self, key: str, name: str, is_adding: bool) -> None:
        problem = self._keymap.problem_with(key, name)
        if problem is None:
            self._put(key, name, is_adding)
            return
        taker = self._keymap.taker_of(name)
        can_swap = taker is not None and taker.key != key and self._keymap.can_take(key, name)
        if can_swap:
            problem += "要它，就点“换过来”；不要，就按别的键。"
        self._page.show_problem(problem, taker.words if taker is not None and can_swap else "")
        self.announced.emit(problem)

    def _put(self, key: str, name: str, is_adding: bool) -> None:
        kept = self._keymap.own_keys_of(key) if is_adding else ()
        self._change(key, lambda: self._keymap.put(key, (*kept, name)))

    def _change(self, key: str, change: Callable[[], None]) -> None:
        """Do it, say what came of it and to whom else, and offer the way back."""
        before = {each.key: self._keymap.keys_of(each.key) for each in self._keymap.commands}
        stored = self._settings[OPTION]
        change()
        self._page.end_edit()
        command = self._keymap.command(key)
        others = [
            each.words
            for each in self._keymap.commands
            if each.key != key and self._keymap.keys_of(each.key) != before[each.key]
        ]
        words = _listed(self._keymap.keys_of(key)) or "没有键了"
        told = f"“{command.words}”现在{'是 ' if self._keymap.keys_of(key) else ''}{words}"
        if others:
            told += f"；“{'”“'.join(others)}”的键跟着变了"
        if self._settings[OPTION] == stored:
            self.announced.emit(told)
        else:
            self.undo_offered.emit(told, self._way_back({OPTION: stored}))

    def _restore_all(self) -> None:
        before = {key: self._settings[key] for key in (OPTION, FAMILY_OPTION)}
        self._settings.reset(before)
        self.undo_offered.emit("所有的键都还原了", self._way_back(before))

    def _choose_family(self, family: str) -> None:
        before = self._settings[FAMILY_OPTION]
        if family == before:
            return
        self._settings.set(FAMILY_OPTION, family)
        self.undo_offered.emit(
            f"按键习惯：{self._settings.describe(FAMILY_OPTION)}", self._way_back({FAMILY_OPTION: before})
        )

    def _way_back(self, values: Mapping[str, Value]) -> Callable[[], None]:
        def go_back() -> None:
            with self._settings.step():
                for option, value in values.items():
                    self._settings.set(option, value)

        return go_back


def table_source(rows: Sequence[tuple[str, str, str]]) -> str:
    """Give the table of :meth:`ShortcutsDesk.table` as rich text, a heading for each group.

    Not a table: with the arrow keys a screen reader would say one column only.
    """
    groups = dict.fromkeys(group for group, _, _ in rows)
    return "".join(
        f"<h2>{html.escape(group)}</h2>"
        + "".join(
            f"<p>{html.escape(words)}：<b>{html.escape(keys)}</b></p>"
            for each, words, keys in rows
            if each == group
        )
        for group in groups
    )


def _listed(names: tuple[str, ...]) -> str:
    return "、".join(key_words(name) for name in names)
