"""The settings file: read kindly, written whole.

JSON: ``{"version": 1, "key": value …}``. What is sound in it is kept and the rest returns to its default. As soon as
anything in it is not sound, the file as it was found is set aside under another name, before it is written anew.
"""

from __future__ import annotations

import filecmp
import json
import logging
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.errors import StorageError
from reader.paths import is_nowhere
from reader.settings.option import Option, Value
from reader.storage import reason_of, whole

_log = logging.getLogger(__name__)

VERSION = 1
"""The format this program writes; to be raised when an option changes what a value of it means."""

_VERSION_KEY = "version"
_MOST_BYTES = 1_000_000
"""No settings are this long; a longer file is something else, and reading it would take long."""
_MOST_DIGITS = 20
"""No option holds a larger number; Python refuses numbers of thousands of digits."""
_MOST_ASIDE = 9
_NAMED = 3
"""Options that a notice names; of more it gives the number."""


@dataclass(frozen=True)
class SettingsFile:
    """Where settings are kept."""

    path: Path

    def written(self, values: Mapping[str, Value]) -> str:
        """Give what the file holds for ``values``."""
        return json.dumps({_VERSION_KEY: VERSION, **values}, ensure_ascii=False, indent=1)

    def write(self, text: str) -> None:
        """Put ``text`` in the place of what the file held, whole or not at all. :class:`StorageError` if it cannot be."""
        try:
            # Behind a link, it is what the link leads to that is written: the link was put there for a purpose.
            with whole(Path(os.path.realpath(self.path))) as part:
                part.write_text(text, encoding="utf-8")
        except StorageError as error:
            reason = f"（{reason_of(error.__cause__)}）" if isinstance(error.__cause__, OSError) else ""
            problem = (
                f"您的设置存不进 {self.path}{reason}。这次照样能用，下次打开会变回原样。"
                "请维护人员看看这个文件夹能不能写、磁盘是不是满了。"
            )
            raise StorageError(problem) from error

    def set_aside(self, *, is_copied: bool) -> Path | None:
        """Keep the file as it is under another name, which is given; ``None`` if the system refuses."""
        names = (
            f"{self.path.name}.damaged{f'-{number}' if number > 1 else ''}"
            for number in range(1, _MOST_ASIDE + 1)
        )
        places = [self.path.with_name(name) for name in names]
        try:
            # When all names are taken, the last one gives way. What was kept at the last start is kept.
            place = next((each for each in places if not each.exists() or self._is_same(each)), places[-1])
            if is_copied:
                shutil.copyfile(self.path, place)
            else:
                self.path.replace(place)
        except OSError:
            _log.exception("cannot set the damaged settings aside")
            return None
        return place

    def aside_words(self, *, is_copied: bool = True) -> str:
        """Set the file aside, and say where it is now."""
        place = self.set_aside(is_copied=is_copied)
        if place is not None:
            return f"原来的文件另存为 {place}。"
        return "原来的文件没能另存，请维护人员看看那个文件夹能不能写。"

    def _is_same(self, other: Path) -> bool:
        try:
            return other.is_file() and filecmp.cmp(self.path, other, shallow=False)
        except OSError:
            return False  # what cannot be read can still be renamed


def read_kindly(file: SettingsFile, options: Mapping[str, Option]) -> tuple[dict[str, Value], list[str]]:
    """Read what is sound in the file; the second list says in plain words what was not."""
    try:
        stored = _load(file.path)
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        if is_nowhere(file.path):
            return {}, []  # it is told when there is something to keep
        aside = file.aside_words(is_copied=False)
        return {}, [f"设置文件 {file.path} 打不开（{reason_of(error)}），先用原来的样子。{aside}"]
    except (ValueError, TypeError, RecursionError):
        return {}, [f"设置文件坏了，先用原来的样子。{file.aside_words(is_copied=False)}"]
    version = stored.pop(_VERSION_KEY, VERSION)
    is_newer = type(version) is not int or version > VERSION
    sound = {key: value for key, value in stored.items() if key in options and options[key].accepts(value)}
    unsound = [options[key].label for key in stored.keys() - sound.keys() if key in options]
    unknown = stored.keys() - options.keys()
    if is_newer:
        return sound, [
            f"设置文件是更新的版本写的，认得的都照用，别的先用原来的样子。{file.aside_words(is_copied=True)}"
        ]
    if unsound:
        named = "、".join(sorted(unsound)[:_NAMED]) + ("等" if len(unsound) > _NAMED else "")
        return sound, [
            f"设置文件里有 {len(unsound)} 项不对（{named}），这几项先用原来的样子。{file.aside_words(is_copied=True)}"
        ]
    if unknown:
        # Of an older version, or put in by hand: nothing a resident has chosen is lost with them.
        _log.warning("settings ignored: %s", ", ".join(sorted(unknown))[:200])
        file.set_aside(is_copied=True)
    return sound, []


def _load(path: Path) -> dict[str, Any]:
    # A pipe or a device of this name would never end.
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("它不是文件")
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError("too long")
    # Notepad begins a file with a byte order mark. What is too long for a number is no reason to give up the rest.
    stored = json.loads(content.decode("utf-8-sig"), parse_int=_read_number)
    if not isinstance(stored, dict):
        raise TypeError("not an object")
    return stored


def _read_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MOST_DIGITS else None
