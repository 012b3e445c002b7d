"""USB sticks and cards that are plugged in: where recordings are taken home on."""

from __future__ import annotations

import os
import re
import shutil
import string
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_MOUNTS = Path("/proc/self/mounts")
_ROOTS = ("/media", "/run/media")
"""Where desktops mount what is plugged in (udisks: /run/media/user/label; Debian's and Ubuntu's: /media/user/label)."""
_DISCS = {"iso9660", "udf", "squashfs"}
"""File systems that nothing can be added to."""
_REMOVABLE = 2  # DRIVE_REMOVABLE of GetDriveTypeW


@dataclass(frozen=True)
class Stick:
    """One stick: where it is, what it is called there, and how many bytes are free."""

    folder: Path
    name: str
    free: int


def list_sticks() -> tuple[Stick, ...]:
    """List what is plugged in now and can be written to; none where the system does not say."""
    if sys.platform == "win32":
        return _looked_at(_windows_drives())
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ()
    return _looked_at(mounted_sticks(mounts))


def mounted_sticks(mounts: str) -> tuple[Path, ...]:
    """Find sticks in a table of mounts in the form of ``/proc/self/mounts`` (proc(5), fstab(5)), in order of the name.

    A line is device, folder, file system, options and two numbers; white space and backslashes in it are
    written in octal. What is read-only is left out.
    """
    found: set[str] = set()
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 4:
            continue
        folder, kind, options = _unescaped(fields[1]), fields[2], fields[3].split(",")
        is_below = any(PurePosixPath(root) in PurePosixPath(folder).parents for root in _ROOTS)
        if is_below and kind not in _DISCS and "ro" not in options:
            found.add(folder)
    return tuple(Path(folder) for folder in sorted(found))


def _unescaped(field: str) -> str:
    """Undo the octal escapes, which stand for bytes."""
    raw = field.encode("utf-8", "surrogateescape")
    plain = re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8) & 0xFF]), raw)
    return os.fsdecode(plain)


def _looked_at(folders: Iterable[Path]) -> tuple[Stick, ...]:
    sticks = []
    for folder in folders:
        try:
            free = shutil.disk_usage(folder).free
        except OSError:  # pulled out this very moment
            continue
        if os.access(folder, os.W_OK):
            sticks.append(Stick(folder, folder.name or str(folder), free))
    return tuple(sticks)


def _windows_drives() -> tuple[Path, ...]:
    """Give the letters of removable drives. By Microsoft's documentation of GetDriveTypeW; not tried on Windows."""
    if sys.platform == "win32":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW
        drives = [f"{letter}:\\" for letter in string.ascii_uppercase]
        return tuple(Path(drive) for drive in drives if kind(drive) == _REMOVABLE)
    return ()
