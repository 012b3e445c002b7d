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
import errno
import hashlib
import json
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from reader.errors import SearchIndexError, StorageError
from reader.paths import is_nowhere
from reader.storage import reason_of

MANIFEST = "manifest.json"
PREFIX = "gen-"
"""What the name of a generation's folder begins with; its key follows."""
_NEW, _OLD = ".new-", ".old-"
_LARGEST_BYTES = 256 * 1024 * 1024
"""Of all files together: two to three times the index of 1,000 reports (search.md)."""
_LARGEST_MANIFEST_BYTES = 64 * 1024
_KEPT_UNUSED_DAYS = 30
_ABANDONED_DAYS = 1
_DAY_S = 86_400
_MOST_TRIES = 10
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_READ_ONLY_SAFELY = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
"""No link is followed and no pipe waited for; Windows has neither, and wants to be told that bytes are bytes."""
_NO_ROOM = "请让工作人员删掉一些不用的文件，腾出地方。"
_NO_RIGHT = "请让工作人员开放写的权限。"
_IN_THE_WAY = "请让工作人员把占着这个名字的东西移开。"
_CURES = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: "请让工作人员换一个能写的地方。",
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ELOOP: _IN_THE_WAY,
}
_UNKNOWN_CURE = "请让工作人员看看这个文件夹。"


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
            _check_private(self.folder.resolve())
            _check_private(place)
        except (OSError, ValueError) as error:
            raise _damaged(place) from error
        files = _read_generation(place, key)
        # Only a note of use for tidying up.
        with contextlib.suppress(OSError):
            os.utime(place)
        return files

    def write(self, key: str, files: Mapping[str, bytes], *, is_anew: bool = False) -> None:
        """Keep ``files`` as generation ``key``, in place of whatever damaged thing stands there.

        A good one, which another copy just wrote, is left, unless ``is_anew`` says that it is no good either.
        Raises :class:`StorageError`, naming the folder, if that cannot be done or could not be kept private;
        then the old state is left, or none.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _check_private(self.folder.resolve())
            new = Path(tempfile.mkdtemp(prefix=_NEW, dir=self.folder))
            try:
                _write_generation(new, key, files)
                if is_anew and os.path.lexists(self._place(key)):
                    _discard(self._place(key))
                self._put(new, key)
            finally:
                shutil.rmtree(new, ignore_errors=True)
            _sync_folder(self.folder)
            self._tidy(key)
        except OSError as error:
            raise StorageError(_refusal(self.folder, error)) from error
        except ValueError as error:
            raise StorageError(
                f"查找用的索引不能存进文件夹 {self.folder}（别人也能改里面的文件）。"
                "请让工作人员把它改成只有您能写。"
            ) from error

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
        return self.folder / f"{PREFIX}{key}"

    def _tidy(self, key: str) -> None:
        """Remove what was not used for long: other generations, and what a killed copy left behind."""
        now = time.time()
        for path in self.folder.iterdir():
            limits = {PREFIX: _KEPT_UNUSED_DAYS, _NEW: _ABANDONED_DAYS, _OLD: _ABANDONED_DAYS}
            days = next((days for prefix, days in limits.items() if path.name.startswith(prefix)), None)
            with contextlib.suppress(OSError):
                if (
                    days is not None
                    and path != self._place(key)
                    and now - path.lstat().st_mtime > days * _DAY_S
                ):
                    _remove(path)


def read_shipped(folder: Path, key: str, program: Path) -> dict[str, bytes] | None:
    """Give the files of generation ``key`` in ``folder``, which came with the program; ``None`` if there is none.

    Nobody may be able to write to it but who may write to ``program``, a folder of the program's own, and root.
    Raises :class:`SearchIndexError` if it is damaged or somebody else may have written it.
    """
    place = folder / f"{PREFIX}{key}"
    try:
        if not os.path.lexists(place):
            return None
        trusted = program.stat()
        _check_private(place, trusted)
    except (OSError, ValueError) as error:
        raise _damaged(place) from error
    return _read_generation(place, key, trusted)


def has_generations(folder: Path) -> bool:
    """Say whether ``folder`` has a generation of any key, whole or not."""
    try:
        return any(name.startswith(PREFIX) for name in os.listdir(folder))
    except OSError:
        return False


def publish(folder: Path, key: str, files: Mapping[str, bytes]) -> Path:
    """Keep ``files`` as the one generation in ``folder``, to be read by everybody; give the generation's folder.

    Raises :class:`StorageError` if that cannot be done.
    """
    store = Store(folder)
    store.write(key, files)
    place = folder / f"{PREFIX}{key}"
    for stale in folder.glob(f"{PREFIX}*"):
        if stale != place:
            shutil.rmtree(stale, ignore_errors=True)
    for path in (*place.iterdir(), place, folder):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return place


def _write_generation(new: Path, key: str, files: Mapping[str, bytes]) -> None:
    """Write ``files`` and their manifest into the new folder ``new``, and sync them."""
    _check_private(new)  # a stick without owners and rights cannot keep anything private
    sums = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    }
    manifest = json.dumps({"key": key, "files": sums}, indent=1, sort_keys=True).encode()
    for name, data in {**files, MANIFEST: manifest}.items():
        with open(new / name, "wb", opener=_open_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    _sync_folder(new)


def _open_private(path: str, flags: int) -> int:
    """Open for nobody else to write, whatever the user's own files are made like."""
    return os.open(path, flags, 0o600)


def _read_generation(place: Path, key: str, program: os.stat_result | None = None) -> dict[str, bytes]:
    try:
        return _read_checked(place, key, program)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(place) from error


def _read_checked(place: Path, key: str, program: os.stat_result | None) -> dict[str, bytes]:
    manifest = json.loads(_read(place / MANIFEST, _LARGEST_MANIFEST_BYTES, program))
    listed = manifest["files"]
    sizes = [entry["bytes"] for entry in listed.values()]
    if not all(type(size) is int and size >= 0 for size in sizes) or sum(sizes) > _LARGEST_BYTES:
        raise ValueError("no sizes, or too large")
    if manifest["key"] != key:
        raise ValueError("another generation")
    with os.scandir(place) as entries:
        wanted = {MANIFEST, *listed}
        for found in entries:
            wanted.remove(found.name)
    if wanted:
        raise ValueError("files are missing")
    files = {}
    for name, entry in listed.items():
        data = _read(place / name, entry["bytes"], program)
        if len(data) != entry["bytes"] or hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise ValueError(f"{name} is not what the manifest says")
        files[name] = data
    return files


def _read(path: Path, most: int, program: os.stat_result | None) -> bytes:
    """Read a plain file of at most ``most`` bytes; a link, a pipe, a device or somebody else's file is none."""
    with open(os.open(path, _READ_ONLY_SAFELY), "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode) or state.st_size > most or not _is_private(state, program):
            raise ValueError(f"{path} is not a plain file of at most {most} bytes that is the user's")
        # Not to its end: it may be growing.
        return file.read(state.st_size)


def _check_private(place: Path, program: os.stat_result | None = None) -> None:
    """Raise ``ValueError`` if ``place`` is no folder, or somebody could have written there (:func:`_is_private`)."""
    state = place.lstat()
    if not stat.S_ISDIR(state.st_mode) or not _is_private(state, program):
        raise ValueError(f"others may write to {place}")


def _is_private(state: os.stat_result, program: os.stat_result | None) -> bool:
    """Say whether nobody but its user and root could have written into a file or folder in this ``state``.

    With ``program``, what is known of a folder of the program's, whoever may write there is trusted, too.
    Windows keeps a user's folders private by itself, and tells nothing of it here.
    """
    if not hasattr(os, "getuid"):  # pragma: no cover - Windows only
        return True
    owners, forbidden = {0, os.getuid()}, _OTHERS_MAY_WRITE
    if program is not None:
        owners.add(program.st_uid)
        forbidden &= ~program.st_mode
    return state.st_uid in owners and not state.st_mode & forbidden


def _refusal(folder: Path, error: OSError) -> str:
    """Say why ``folder`` takes no index, and what to do."""
    if is_nowhere(folder):
        return (
            "查找用的索引没有地方存（不知道您的个人文件夹在哪里）。请让工作人员用 --profile 指定一个文件夹。"
        )
    cure = _CURES.get(error.errno or 0, _UNKNOWN_CURE)
    return f"查找用的索引存不进文件夹 {folder}（{reason_of(error)}）。{cure}"


def _damaged(place: Path) -> SearchIndexError:
    return SearchIndexError(f"查找用的索引 {place} 坏了，要重新建立。")


def _discard(place: Path) -> None:
    """Take away what stands at ``place``: first out of the way in one step, then for good.

    It is renamed where it is: into another folder, only a folder can be moved that may itself be written to.
    """
    grave = place.with_name(f"{_OLD}{os.urandom(8).hex()}")
    with contextlib.suppress(FileNotFoundError):
        place.replace(grave)
        _remove(grave)


def _remove(path: Path) -> None:
    """Remove a folder with all in it, or whatever else ``path`` is; what cannot be removed is left."""
    with contextlib.suppress(OSError):
        if path.is_symlink() or not path.is_dir():
            path.unlink()
        else:
            with contextlib.suppress(OSError):  # not ours, but empty it can be removed
                path.chmod(0o700)
            shutil.rmtree(path, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk; Windows has no such call and needs none."""
    if os.name != "posix":  # pragma: no cover - Windows only
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems (of sticks, of the network) cannot sync folders; they do it when they like.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
