"""An icon on the desktop that opens the program the way a resident has set it: size, colours, speed and the rest.

Linux: a desktop entry (freedesktop.org, "Desktop Entry Specification" 1.5, "The Exec key" for the quoting). Windows: a
shortcut made by ``WScript.Shell``, whose ``CreateShortcut`` is documented by Microsoft; it was not tried here.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.errors import StorageError
from reader.storage import reason_of, whole

_NAME = "七宝读报"
_COMMENT = "看、听、查镇政府的工作报告"
_QUOTED = '"`$\\'
"""Within quotes, these want a backslash before them."""
_PATIENCE_S = 30
_NO_WINDOW = 0x08000000
"""Windows: CREATE_NO_WINDOW, winbase.h."""


def own_command() -> list[str]:
    """Give the words that start this program, as this copy of it was started."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.argv[0])
    if script.stem == "qibao-reader" and script.is_file():
        return [str(script.absolute())]
    return [sys.executable, "-m", "reader"]


def make_launcher(folder: Path, command: Sequence[str], icon: Path, name: str = _NAME) -> Path:
    """Put an icon called ``name`` into ``folder`` that runs ``command``; give its file.

    An older one of that name gives way. :class:`StorageError` when the folder is not there or cannot be written.
    """
    if not os.path.isdir(folder):  # unlike Path's, this is false too where nobody may look
        raise StorageError(f"没有找到放图标的文件夹 {folder}。请先建好它，或者请维护人员来放。")
    if sys.platform == "win32":
        return _make_shortcut(folder / f"{name}.lnk", command)
    place = folder / f"{name}.desktop"
    with whole(place) as part:
        part.write_text(desktop_entry(name, command, icon), encoding="utf-8")
        part.chmod(0o755)
    _trust(place)
    return place


def make_folder(folder: Path) -> None:
    """Make sure that a folder is there. :class:`StorageError` when it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"文件夹 {folder} 建不了（{reason_of(error)}）。请维护人员看看。") from error


def desktop_entry(name: str, command: Sequence[str], icon: Path) -> str:
    """Give the text of a desktop entry that runs ``command``."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={_escaped(name)}",
        f"Comment={_COMMENT}",
        f"Exec={_escaped(' '.join(_quoted(word) for word in command))}",
        f"Icon={_escaped(str(icon))}",
        "Terminal=false",
        "Categories=Education;Accessibility;",
        "",
    )
    return "\n".join(lines)


def _quoted(word: str) -> str:
    inner = "".join(f"\\{character}" if character in _QUOTED else character for character in word)
    return f'"{inner}"'.replace("%", "%%")


def _escaped(text: str) -> str:
    """Escape a value of a desktop entry: a backslash, and what would end the line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _trust(place: Path) -> None:
    """Tell GNOME that this icon may be pressed; other desktops ask for no more than the executable bit."""
    try:
        subprocess.run(
            ["gio", "set", str(place), "metadata::trusted", "true"],
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return  # no GNOME


def _make_shortcut(place: Path, command: Sequence[str]) -> Path:
    program, *arguments = command
    script = "\n".join(
        (
            "$ErrorActionPreference = 'Stop'",
            f"$link = (New-Object -ComObject WScript.Shell).CreateShortcut({_literal(str(place))})",
            f"$link.TargetPath = {_literal(program)}",
            f"$link.Arguments = {_literal(subprocess.list2cmdline(arguments))}",
            f"$link.Description = {_literal(_COMMENT)}",
            "$link.Save()",
        )
    )
    # Encoded: no code page and no quoting of another shell can spoil the Chinese in it.
    encoded = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
    powershell = (
        Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32/WindowsPowerShell/v1.0/powershell.exe"
    )
    try:
        subprocess.run(
            [str(powershell), "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded],
            check=True,
            capture_output=True,
            timeout=_PATIENCE_S,
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise StorageError(f"图标 {place} 放不上去。请维护人员在桌面上新建一个快捷方式。") from error
    return place


def _literal(text: str) -> str:
    """Quote for PowerShell: within single quotes, only those mean something."""
    return "'" + text.replace("'", "''") + "'"
