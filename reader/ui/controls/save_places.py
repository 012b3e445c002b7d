"""Where recordings can go: sticks, and the folders of this computer by the names people know them by."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from reader.speech.recordings.export import size_words
from reader.ui.controls.sticks import Stick

HOME_NAME = "主文件夹"
"""The user's own folder: its name on the disk is the user's (root, grandma), which says nothing to anybody."""

_KINDS = QStandardPaths.StandardLocation
_FOLDERS = (
    (_KINDS.MusicLocation, "音乐"),
    (_KINDS.DocumentsLocation, "文档"),
    (_KINDS.DownloadLocation, "下载"),
    (_KINDS.DesktopLocation, "桌面"),
)


@dataclass(frozen=True)
class SavePlace:
    """A folder to save to: what it is called, and how many bytes are free (``None`` where nobody knows)."""

    folder: Path
    name: str
    free: int | None = None

    @property
    def room(self) -> str:
        """Say how much room there is; empty where nobody knows."""
        return "" if self.free is None else f"还能放 {size_words(self.free)}"

    @property
    def words(self) -> str:
        """The name and the room there is."""
        return f"{self.name}（{self.room}）" if self.room else self.name


def stick_place(stick: Stick) -> SavePlace:
    """Give the place on a stick."""
    return SavePlace(stick.folder, f"U 盘“{stick.name}”", stick.free)


def computer_places() -> tuple[SavePlace, ...]:
    """List the folders of this computer that are there; the user's own where there is no other."""
    found = []
    for kind, name in _FOLDERS:
        folder = QStandardPaths.writableLocation(kind)
        if folder:
            found.append((Path(folder), name))
    return named_places(found, Path.home())


def named_places(folders: Iterable[tuple[Path, str]], home: Path) -> tuple[SavePlace, ...]:
    """Give the places for folders with their names, each folder once, what is not there left out.

    Systems without such folders give the user's own for all of them; it stands for them once, by its own name.
    """
    found: dict[Path, SavePlace] = {}
    for folder, name in (*folders, (home, HOME_NAME)):
        is_needless = folder in found or (folder == home and bool(found))
        if folder.is_dir() and not is_needless:
            found[folder] = SavePlace(folder, HOME_NAME if folder == home else name, _free(folder))
    others = [place for place in found.values() if place.folder != home]
    return tuple(others or found.values())


def other_place(folder: Path, known: Iterable[SavePlace] = (), home: Path | None = None) -> SavePlace:
    """Give the place for a folder that was picked by hand; one of ``known`` keeps its name."""
    for place in known:
        if place.folder == folder:
            return place
    name = HOME_NAME if folder == (home or Path.home()) else f"“{folder.name or folder}”文件夹"
    return SavePlace(folder, name, _free(folder))


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:  # gone this very moment, or not to be looked at
        return None
