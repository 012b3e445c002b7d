"""Where an index is kept: one folder a generation, whole or not there at all.

1. The files are written into a temporary folder beside their place, with a manifest of their SHA-256 sums.
2. Every file and the folder are synced, then the folder is renamed to ``gen-<key>``: pulling the plug leaves
   the old state or the new one.
3. Reading takes all files into memory, checks these very bytes against the manifest, and hands them over:
   what was checked is what is used, and no file stays open, so that several copies of the program can share
   the folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from reader.errors import SearchIndexError

MANIFEST = "manifest.json"
_PREFIX, _NEW, _OLD = "gen-", ".new-", ".old-"
_LARGEST_BYTES = 256 * 1024 * 1024
_KEPT_UNUSED_DAYS = 30
_ABANDONED_DAYS = 1
_DAY_S = 86_400
_MOST_TRIES = 10


class Store:
    """Keeps generations of an index in ``folder``, which is made, private to its user, at the first write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, key: str) -> dict[str, bytes] | None:
        """Give the files of generation ``key``, or ``None`` if there is none.

        Raises :class:`SearchIndexError` if it is damaged or may have been written by somebody else.
        """
        place = self._place(key)
        try:
            if not os.path.lexists(place):
                return None
            _check_private(place)
        except (OSError, ValueError) as error:
            raise SearchIndexError(f"查找用的索引 {place} 坏了。") from error
        files = read_generation(place)
        # Only a note of use for tidying up.
        with contextlib.suppress(OSError):
            os.utime(place)
        return files

    def write(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep ``files`` as generation ``key``, in place of whatever stands there, unless another copy just
        did so.

        Raises ``OSError`` if that cannot be done; then nothing has changed.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=_NEW, dir=self.folder))
        try:
            write_generation(new, files)
            self._put(new, key)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        _sync_folder(self.folder)
        self._tidy(key)

    def discard(self, key: str) -> None:
        """Take away generation ``key``, if there is one. Raises ``OSError`` if that cannot be done."""
        if os.path.lexists(self._place(key)):
            _discard(self._place(key))

    def _put(self, new: Path, key: str) -> None:
        place = self._place(key)
        for _ in range(_MOST_TRIES):
            try:
                new.replace(place)
            except OSError:
                # Something stands there: another copy's good index, which will do, or a damaged one.
                with contextlib.suppress(SearchIndexError):
                    if self.read(key) is not None:
                        return
                _discard(place)
            else:
                return
        new.replace(place)

    def _place(self, key: str) -> Path:
        return self.folder / f"{_PREFIX}{key}"

    def _tidy(self, key: str) -> None:
        """Remove what was not used for long: other generations, and what a killed copy left behind."""
        now = time.time()
        for path in self.folder.iterdir():
            limits = {_PREFIX: _KEPT_UNUSED_DAYS, _NEW: _ABANDONED_DAYS, _OLD: _ABANDONED_DAYS}
            days = next((days for prefix, days in limits.items() if path.name.startswith(prefix)), None)
            with contextlib.suppress(OSError):
                if (
                    days is not None
                    and path != self._place(key)
                    and now - path.stat().st_mtime > days * _DAY_S
                ):
                    shutil.rmtree(path, ignore_errors=True)


def read_generation(place: Path) -> dict[str, bytes]:
    """Give the files of the generation in folder ``place``, each checked against the manifest.

    Raises :class:`SearchIndexError` for whatever is wrong with it.
    """
    try:
        return _read_checked(place)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise SearchIndexError(f"查找用的索引 {place} 坏了。") from error


def _read_checked(place: Path) -> dict[str, bytes]:
    manifest = json.loads(_read(place / MANIFEST, _LARGEST_BYTES))
    listed = manifest["files"]
    if set(os.listdir(place)) != {MANIFEST, *listed}:
        raise ValueError("files are missing or strange")
    files = {}
    for name, entry in listed.items():
        data = _read(place / name, int(entry["bytes"]))
        if len(data) != entry["bytes"] or hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise ValueError(f"{name} is not what the manifest says")
        files[name] = data
    return files


def write_generation(place: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` and their manifest into the existing folder ``place``, and sync them."""
    sums = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    }
    manifest = json.dumps({"files": sums}, indent=1, sort_keys=True).encode()
    for name, data in {**files, MANIFEST: manifest}.items():
        with (place / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    _sync_folder(place)


def _read(path: Path, most: int) -> bytes:
    """Read a plain file of at most ``most`` bytes; a link, a pipe or a device is none."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ValueError(f"{path} is not a plain file")
    with path.open("rb") as file:
        return file.read(min(most, _LARGEST_BYTES) + 1)


def _check_private(place: Path) -> None:
    """Raise ``ValueError`` if somebody else could have written into ``place`` (where the system can tell)."""
    if not hasattr(os, "getuid"):  # pragma: no cover - Windows keeps a user's folders private by itself
        return
    state = place.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o022:
        raise ValueError(f"{place} is not private")


def _discard(place: Path) -> None:
    """Take away what stands at ``place``: first out of the way in one step, then for good."""
    grave = Path(tempfile.mkdtemp(prefix=_OLD, dir=place.parent))
    with contextlib.suppress(FileNotFoundError):
        place.replace(grave / place.name)
    shutil.rmtree(grave, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk; Windows has no such call and needs none."""
    if os.name != "posix":  # pragma: no cover - Windows only
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
