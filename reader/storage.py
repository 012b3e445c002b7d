"""Writing a user's file whole or not at all: into a new file beside it, which takes its place in one step."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import StorageError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Lend a file beside ``path`` to be written; move it there when that went well, remove it otherwise.

    The folder is made if need be. :class:`StorageError`, naming ``path``, when the system refuses any of it.
    """
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        part = Path(name)
        part.chmod(0o644)
        yield part
        with part.open("rb+") as file:
            # Without this, a machine that is switched off now may keep the new name and lose the content.
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(
            f"写不了文件 {path}：{reason}。请检查这个文件夹能不能写、磁盘是否已满。"
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
