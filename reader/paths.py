"""The only finder of folders: what ships with the program, and what it writes for its user.

What ships lies beside the package in a checkout (``resources/``, ``data/``) and inside it in an installed wheel
(``reader/bundled/``). What is written goes where the system wants it (appdirs), or all into one ``--profile`` folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import appdirs

_NAME = "qibao-reader"
_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "bundled"
_NAMED_BY_ENVIRONMENT = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
_NOWHERE = Path(os.devnull) / _NAME
"""Where nothing is and nothing can be made: what is written there is told like any other place that refuses."""


def shipped() -> Path:
    """Give the folder that holds ``resources/`` and ``data/``."""
    return _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent


def resources() -> Path:
    """Give the folder of fonts, icons, schemes, lexicons and search tables."""
    return shipped() / "resources"


def bundled_report() -> Path:
    """Give the report that ships with the program."""
    return shipped() / "data" / "qibao-2021-h1.txt"


def shipped_index(report: Path | None = None) -> Path | None:
    """Give the folder of the search index that came with the program for ``report`` (default: the bundled one).

    ``None`` for any other report, and in a checkout that was not set up. In an installed program the folder is where
    it must be, even if it is not there.
    """
    if report is not None and os.path.realpath(report) != os.path.realpath(bundled_report()):
        return None
    if _BUNDLED.is_dir():
        return _BUNDLED / "index"
    built = _PACKAGE.parent / "build" / "index"
    return built if built.is_dir() else None


def corrections_of(source: Path) -> Path:
    """Give the corrections file that belongs to a report: beside it, of the same name. It need not exist."""
    return source.with_name(f"{source.stem}.corrections.tsv")


@dataclass(frozen=True)
class UserFolders:
    """Where the program writes. No folder is made here: whoever writes makes its own."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @classmethod
    def of_user(cls) -> UserFolders:
        """The folders the system sets aside for programs of this user.

        Where no home is known, what is kept there is kept nowhere (:func:`is_nowhere`): never in the current folder.
        """
        with _sound_environment():
            return cls(
                _absolute(appdirs.user_config_dir(_NAME)),
                _absolute(appdirs.user_data_dir(_NAME)),
                _absolute(appdirs.user_cache_dir(_NAME)),
                _absolute(appdirs.user_log_dir(_NAME)),
            )

    @classmethod
    def of_profile(cls, folder: Path) -> UserFolders:
        """All in one folder, which a stick can carry and a test can throw away."""
        folder = Path(os.path.expanduser(folder)).absolute()
        return cls(folder / "config", folder / "data", folder / "cache", folder / "log")


@contextmanager
def _sound_environment() -> Iterator[None]:
    """Hide meanwhile what is no place: relative paths must be ignored (XDG Base Directory Specification, Basics)."""
    unsound = {
        name: os.environ.pop(name)
        for name in _NAMED_BY_ENVIRONMENT
        if name in os.environ and not os.path.isabs(os.environ[name])
    }
    try:
        yield
    finally:
        os.environ.update(unsound)


def _absolute(folder: str) -> Path:
    # Relative is what begins with a ~ that nobody could resolve.
    return Path(folder) if os.path.isabs(folder) else _NOWHERE


def is_nowhere(path: str | os.PathLike[str]) -> bool:
    """Say whether ``path`` stands for a folder of a user without a home."""
    return Path(path).is_relative_to(_NOWHERE)


def voice_folders(folders: UserFolders) -> tuple[Path, ...]:
    """Give the folders in which voice packs are looked for: beside the program, of the machine, of the user."""
    machine = [
        Path(folder) / "voices"
        for folder in appdirs.site_data_dir(_NAME, multipath=True).split(os.pathsep)
        if os.path.isabs(folder)
    ]
    return (shipped() / "voices", *machine, folders.data / "voices")


def own_lexicon(folders: UserFolders) -> Path:
    """Give the file of the readings that staff put right; it need not exist."""
    return folders.config / "lexicon.tsv"
