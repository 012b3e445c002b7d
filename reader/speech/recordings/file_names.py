"""Names for files that every stick can hold: FAT, exFAT and NTFS forbid more than Linux does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

LONGEST = 80
"""Characters in the name of a file, its ending included: what a player still shows, far below the 255 of FAT."""
_LONGEST_BYTES = 240
"""Bytes in UTF-8, of the 255 that ext4 takes; the rest is for the name's number and its ending."""
_ROOM = 10
"""Characters kept free for a number and an ending: （12）.mp3"""

_FORBIDDEN = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")
"""Not allowed in a name on FAT or NTFS; the full-width forms are, and read the same."""
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Names that Windows takes for devices, whatever ending they have."""


def safe_name(text: str, spare: str = "录音") -> str:
    """Turn ``text`` into the name of a file without its ending; ``spare`` where nothing is left of it.

    Characters that a file system forbids become their full-width forms, white space single spaces, control
    characters and halves of characters nothing. No full stop and no space at either end: Windows would drop
    it at the end, Linux hides what begins with it.
    """
    kept = "".join(
        character
        for character in " ".join(text.split()).translate(_FORBIDDEN)
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn", "Co")
    )
    name = _cut(kept.strip(" ."))
    return f"{name}_" if name.partition(".")[0].lower() in _DEVICES else name or spare


def _cut(name: str) -> str:
    name = name[: LONGEST - _ROOM]
    while len(name.encode()) > _LONGEST_BYTES - _ROOM:
        name = name[:-1]
    return name.rstrip(" .")


def free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """Give ``name``, or the first of ``name（2）``, ``name（3）`` … that is not taken."""
    number, tried = 1, name
    while is_taken(tried):
        number += 1
        tried = f"{name}（{number}）"
    return tried
