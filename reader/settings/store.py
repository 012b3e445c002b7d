"""The settings file: read kindly, written whole, changed with a signal, reset with a way back.

The file is JSON. What is sound in it is kept and the rest returns to its default; a file that cannot be read at all is
set aside under another name, never overwritten. Writing goes to a new file that replaces the old one in one step.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from reader.errors import StorageError
from reader.settings.option import Option, Value

_log = logging.getLogger(__name__)

Observer = Callable[[str, Value], None]


class Settings:
    """The values of all options. Observers are told ``(key, value)`` after each change."""

    def __init__(self, options: Iterable[Option], path: Path) -> None:
        self._options = {option.key: option for option in options}
        self._path = path
        self._observers: list[Observer] = []
        self._values = {key: option.default for key, option in self._options.items()}
        self._before_reset: dict[str, Value] | None = None
        self.notices: list[str] = []
        """What went wrong while reading, in plain words, for the window to show once."""
        self._values.update(self._read())

    def option(self, key: str) -> Option:
        """Give the declaration of an option."""
        return self._options[key]

    def __getitem__(self, key: str) -> Value:
        return self._values[key]

    def number(self, key: str) -> int:
        """Give the value of an option that is a whole number."""
        value = self._values[key]
        assert isinstance(value, int)
        return value

    def flag(self, key: str) -> bool:
        """Give the value of an option that is on or off."""
        return self._values[key] is True

    def text(self, key: str) -> str:
        """Give the value of an option that is one of several words."""
        return str(self._values[key])

    def describe(self, key: str) -> str:
        """Give the present value in words."""
        return self._options[key].describe(self._values[key])

    def watch(self, observer: Observer) -> None:
        """Tell ``observer`` of every change from now on."""
        self._observers.append(observer)

    def set(self, key: str, value: Value) -> None:
        """Change one option, keep it, and tell the observers. ``ValueError`` for a value the option cannot have."""
        if not self._options[key].accepts(value):
            raise ValueError(f"{key} cannot be {value!r}")
        if self._values[key] == value:
            return
        self._values[key] = value
        self._before_reset = None
        self._announce([key])

    def reset(self) -> None:
        """Return every preference to its default; :meth:`undo_reset` takes it back."""
        before = dict(self._values)
        defaults = {key: option.default for key, option in self._options.items() if option.is_preference}
        self._replace(defaults)
        self._before_reset = before

    @property
    def can_undo_reset(self) -> bool:
        """Say whether a reset can still be taken back: nothing was changed since."""
        return self._before_reset is not None

    def undo_reset(self) -> None:
        """Take the last reset back."""
        if self._before_reset is not None:
            before, self._before_reset = self._before_reset, None
            self._replace(before)

    def _replace(self, values: Mapping[str, Value]) -> None:
        changed = [key for key, value in values.items() if self._values[key] != value]
        self._values.update(values)
        self._announce(changed)

    def _announce(self, keys: Iterable[str]) -> None:
        for key in keys:
            for observer in self._observers:
                observer(key, self._values[key])

    def snapshot(self) -> str:
        """Give what the file would hold now."""
        return json.dumps(self._values, ensure_ascii=False, indent=1)

    def save(self) -> None:
        """Write the file. :class:`StorageError` when it cannot be written; the values stay in force all the same."""
        self.write(self.snapshot())

    def write(self, snapshot: str) -> None:
        """Write a :meth:`snapshot`, whole or not at all; any thread may. :class:`StorageError` as for :meth:`save`."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(snapshot)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(name, self._path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            problem = f"您的设置存不进 {self._path}（{error.strerror}）。这次照样能用，下次打开会变回原样。"
            raise StorageError(problem) from error

    def _read(self) -> dict[str, Value]:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(stored, dict):
                raise TypeError("not an object")
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.notices.append(f"设置文件 {self._path} 打不开（{error.strerror}），先用原来的样子。")
            return {}
        except (ValueError, TypeError, RecursionError):
            self._set_aside()
            return {}
        sound = {
            key: value
            for key, value in stored.items()
            if key in self._options and self._options[key].accepts(value)
        }
        for key in stored.keys() - sound.keys():
            _log.warning("setting %r ignored", key)
        return sound

    def _set_aside(self) -> None:
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            os.replace(self._path, aside)
        except OSError:
            _log.exception("cannot set the damaged settings aside")
            return
        self.notices.append(f"设置文件坏了，已经另存为 {aside}，先用原来的样子。")
