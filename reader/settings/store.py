"""The settings in force: changed with a signal, taken back step by step, reset with a way back, kept in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reader.settings.file import SettingsFile, read_kindly
from reader.settings.option import Option, Value

Observer = Callable[[str, Value], None]
Step = dict[str, Value]
"""What the options that a step changed were before it."""

MOST_STEPS = 50
"""Steps that can be taken back, one after the other."""


class Settings:
    """The values of all options. Observers are told ``(key, value)`` after each change."""

    def __init__(self, options: Iterable[Option], path: Path) -> None:
        self._options = {option.key: option for option in options}
        self._file = SettingsFile(path)
        self._observers: list[Observer] = []
        self._steps: list[tuple[int, Step]] = []
        """Each with its number, counted from 1 since the start."""
        self._count = 0
        self._open_step: Step | None = None
        self._are_aids_at_rest = False
        stored, notices = read_kindly(self._file, self._options)
        self.notices: list[str] = notices
        """What went wrong while reading, in plain words, for the window to show once."""
        self._values = {key: option.default for key, option in self._options.items()} | stored

    def option(self, key: str) -> Option:
        """Give the declaration of an option."""
        return self._options[key]

    def __getitem__(self, key: str) -> Value:
        option = self._options[key]
        return option.default if self._are_aids_at_rest and option.is_aid else self._values[key]

    def number(self, key: str) -> int:
        """Give the value of an option that is a whole number."""
        value = self[key]
        assert isinstance(value, int)
        return value

    def flag(self, key: str) -> bool:
        """Give the value of an option that is on or off."""
        return self[key] is True

    def text(self, key: str) -> str:
        """Give the value of an option that is one of several words."""
        return str(self[key])

    def describe(self, key: str) -> str:
        """Give the present value in words."""
        return self._options[key].describe(self[key])

    def is_default(self, key: str) -> bool:
        """Say whether an option has the value it had at first."""
        return self[key] == self._options[key].default

    def watch(self, observer: Observer) -> None:
        """Tell ``observer`` of every change from now on."""
        self._observers.append(observer)

    # -- changing, and taking back -------------------------------------------------------------------------------

    def set(self, key: str, value: Value) -> None:
        """Change one option, and tell the observers. ``ValueError`` for a value the option cannot have."""
        self.set_all({key: value})

    def set_all(self, values: Mapping[str, Value]) -> None:
        """Change several options in one step; observers are told when all of them are changed. ``ValueError`` as for :meth:`set`."""
        for key, value in values.items():
            if not self._options[key].accepts(value):
                raise ValueError(f"{key} cannot be {value!r}")
        self._replace(values)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Take all that is set within as one step, for :meth:`undo`."""
        if self._open_step is not None:
            yield
            return
        self._open_step = {}
        try:
            yield
        finally:
            step, self._open_step = self._open_step, None
            self._remember(step)

    def reset(self, keys: Iterable[str] | None = None) -> None:
        """Return every preference, or those of ``keys``, to its default, in one step."""
        wanted = set(self._options if keys is None else keys)
        self._replace(
            {
                key: option.default
                for key, option in self._options.items()
                if option.is_preference and key in wanted
            }
        )

    @property
    def mark(self) -> int:
        """Name the state as it is now, for :meth:`undo_to`: the number of the last step that was taken."""
        return self._count

    @property
    def can_undo(self) -> bool:
        """Say whether there is a step to take back."""
        return bool(self._steps)

    def undo(self) -> tuple[str, ...]:
        """Take the last step back; give the options that changed by it."""
        if not self._steps:
            return ()
        _number, step = self._steps.pop()
        changed = tuple(key for key, value in step.items() if self._values[key] != value)
        self._values.update(step)
        self._announce(changed)
        return changed

    def undo_to(self, mark: int) -> None:
        """Take back, from the last on, every step that was taken since ``mark``."""
        while self._steps and self._steps[-1][0] > mark:
            self.undo()

    def forget_steps(self) -> None:
        """Forget what could be taken back: another resident begins."""
        self._steps.clear()

    def rest_aids(self, are_at_rest: bool) -> None:
        """Let every aid read as its default, or as it was chosen; nothing chosen is lost."""
        if are_at_rest == self._are_aids_at_rest:
            return
        before = {key: self[key] for key in self._options}
        self._are_aids_at_rest = are_at_rest
        self._announce(key for key in self._options if self[key] != before[key])

    def _replace(self, values: Mapping[str, Value]) -> None:
        before = {key: self._values[key] for key, value in values.items() if self._values[key] != value}
        self._values.update(values)
        kept = {key: value for key, value in before.items() if self._options[key].is_preference}
        if self._open_step is not None:
            self._open_step = kept | self._open_step
        else:
            self._remember(kept)
        self._announce(before)

    def _remember(self, step: Step) -> None:
        step = {key: value for key, value in step.items() if self._values[key] != value}
        if step:
            self._count += 1
            self._steps = [*self._steps[1 - MOST_STEPS :], (self._count, step)]

    def _announce(self, keys: Iterable[str]) -> None:
        for key in tuple(keys):
            for observer in self._observers:
                observer(key, self[key])

    def note_damage(self, problem: str) -> None:
        """Whoever reads an option found that its value is of no use: keep the file aside, and have it told."""
        self.notices.append(f"{problem}{self._file.aside_words()}")

    # -- keeping -------------------------------------------------------------------------------------------------

    def snapshot(self) -> str:
        """Give what the file would hold now."""
        return self._file.written(self._values)

    def save(self) -> None:
        """Write the file. :class:`StorageError` when it cannot be written; the values stay in force all the same."""
        self.write(self.snapshot())

    def write(self, snapshot: str) -> None:
        """Write a :meth:`snapshot`, whole or not at all; any thread may. :class:`StorageError` as for :meth:`save`."""
        self._file.write(snapshot)
