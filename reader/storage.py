"""Writing a user's file whole or not at all: into a new file beside it, which takes its place in one step."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import StorageError
from reader.paths import is_nowhere

_REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "分给您的地方用完了",
    errno.EFBIG: "文件太大，放不下",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读，不能写",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这个名字是一个文件夹",
    errno.ENOTDIR: "路径当中有一样不是文件夹",
    errno.EEXIST: "这里已经有同名的东西",
    errno.ENOTEMPTY: "文件夹里有别的东西",
    errno.EBUSY: "正被别的程序用着",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "读写出错，盘可能坏了",
    errno.ENODEV: "盘找不到了",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
}


def reason_of(error: OSError) -> str:
    """Say in plain words why the system refused; in the system's own where there are none."""
    if isinstance(error.filename, str) and is_nowhere(error.filename):
        return "不知道您的个人文件夹在哪里"
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


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
        raise StorageError(
            f"写不了文件 {path}：{reason_of(error)}。请检查这个文件夹能不能写、磁盘是否已满。"
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
