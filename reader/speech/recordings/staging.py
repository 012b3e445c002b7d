"""A folder beside the final place in which files are made, and from which they go there all at once or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from reader.errors import StorageError
from reader.speech.recordings.file_names import free_name

_PREFIX, _SUFFIX = ".qibao-", ".part"
_STALE_S = 3600
"""After this long without a change, what lies there was left by a stick that was pulled out or a power cut."""
_SYNC_BYTES = 2 << 20
"""Written to the disk in steps of this size: else a slow stick would take it all at the end, deaf to 取消."""

_CURES = {
    errno.ENOSPC: "放不下了。请清出一些地方，或者换一个地方存。",
    errno.EDQUOT: "放不下了。请清出一些地方，或者换一个地方存。",
    errno.EFBIG: "文件太大，这个地方放不下。请分章存，或者存成 MP3。",
    errno.EACCES: "这里不让写。请换一个地方存。",
    errno.EPERM: "这里不让写。请换一个地方存。",
    errno.EROFS: "这里不让写（U 盘可能锁住了）。请换一个地方存。",
    errno.ENOENT: "找不到这个地方了，U 盘可能被拔掉了。请插好，再存一次。",
    errno.ENOTDIR: "不是文件夹。请换一个地方存。",
    errno.ENODEV: "找不到这个地方了，U 盘可能被拔掉了。请插好，再存一次。",
    errno.EIO: "写不进去，U 盘可能被拔掉了，或者坏了。请插好，再存一次，或者换一个 U 盘。",
}


class SyncedFile:
    """A new file whose content goes to the disk step by step."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("xb")
        self._synced = 0

    @property
    def file(self) -> IO[bytes]:
        """The file, to be written to."""
        return self._file

    def sync_some(self) -> None:
        """Bring what was written to the disk, if it is enough to be worth it."""
        if self._file.tell() - self._synced >= _SYNC_BYTES:
            self.sync()

    def sync(self) -> None:
        """Bring all that was written to the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._synced = self._file.tell()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Staging:
    """The folder; :func:`staging` makes and removes it."""

    def __init__(self, target: Path, folder: Path) -> None:
        self._target, self.folder = target, folder

    def write(self, name: str, content: bytes) -> None:
        """Make a small file."""
        file = SyncedFile(self.folder / name)
        try:
            file.file.write(content)
            file.sync()
        finally:
            file.close()

    def deliver_folder(self, name: str) -> Path:
        """Give all files to the target in a folder of that name, numbered if there is one; one step does it."""
        final = self._target / free_name(name, lambda tried: os.path.lexists(self._target / tried))
        with contextlib.suppress(OSError):  # a stick has no rights to set
            self.folder.chmod(0o755)
        self.folder.rename(final)
        _sync_folder(self._target)
        return final

    def deliver_files(self, stem: str) -> tuple[Path, ...]:
        """Give all files to the target under the name ``stem``, numbered if one of them is there already.

        The files of the folder differ in their endings only. All go or none: what went goes back when one cannot.
        """
        parts = sorted(self.folder.iterdir())
        endings = [part.suffix for part in parts]
        stem = free_name(
            stem, lambda tried: any(os.path.lexists(self._target / f"{tried}{each}") for each in endings)
        )
        delivered: list[Path] = []
        try:
            for part in parts:
                final = self._target / f"{stem}{part.suffix}"
                part.rename(final)
                delivered.append(final)
        except OSError:
            for final in delivered:
                with contextlib.suppress(OSError):
                    final.unlink()
            raise
        _sync_folder(self._target)
        return tuple(delivered)


@contextmanager
def staging(target: Path) -> Iterator[Staging]:
    """Lend a folder in ``target``, which must exist; whatever is still in it at the end is removed.

    ``OSError`` becomes ``StorageError`` with what to do about it.
    """
    folder: Path | None = None
    try:
        _sweep(target)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target))
        yield Staging(target, folder)
    except OSError as error:
        raise storage_error(target, error) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def storage_error(target: Path, error: OSError) -> StorageError:
    """Say in plain Chinese why nothing can be written to ``target``."""
    reason = error.strerror or str(error)
    cure = _CURES.get(error.errno or 0, f"写不进去：{reason}。请换一个地方存。")
    return StorageError(f"没有存成。{target} {cure}")


def _sweep(target: Path) -> None:
    """Remove what an earlier recording had to leave behind."""
    with contextlib.suppress(OSError):
        for left in target.glob(f"{_PREFIX}*{_SUFFIX}"):
            newest = max(path.stat().st_mtime for path in (left, *left.iterdir()))
            if time.time() - newest > _STALE_S:
                shutil.rmtree(left, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    """Bring the new names to the disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
