"""Simplified → traditional hanzi, one for one, as OpenCC's ``s2t`` converts.

Where one simplified character stands for several traditional ones (后: 後 or 后, 发: 發 or 髮), the phrase it stands in decides:
the longest phrase from the left, else the character's usual form. The table is made of OpenCC's dictionaries
(``packaging/traditional.py``). All phrases that begin with one character are kept as one string: 50,000 of them take some
4 MB and are loaded in some milliseconds.

Known faults are OpenCC's own: a phrase it does not know gets the usual forms, and characters are not told apart by meaning
(于, 范 and 沈 as surnames become 於, 範 and 瀋 or do not, by the words around them).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.errors import StorageError

_SEPARATOR = "\t"
_SIGNS_OF_TABLE = re.compile("([\t=]+)")
_DAMAGED = "繁体字表不完整，字幕只能用简体。请重新安装本程序。"


class Traditional:
    """The table, read. ``unified`` and ``characters`` map code points; ``phrases`` has the rests by first character.

    Rests stand one tab apart, each followed by ``=`` and the whole phrase converted where it is not converted
    character by character.
    """

    def __init__(
        self, unified: Mapping[int, str], characters: Mapping[int, str], phrases: Mapping[str, str]
    ) -> None:
        self._unified, self._characters, self._phrases = unified, characters, phrases
        self._rests: dict[str, tuple[str, int]] = {}
        """First character → its rests between tabs, and the length of its longest phrase; filled as they are needed."""

    @classmethod
    def parse(cls, table: str) -> Traditional:
        """Read the table. :class:`~reader.errors.StorageError` when it is damaged: it ships with the program."""
        parts = table.split("\n\n")
        if len(parts) != 3:
            raise StorageError(_DAMAGED)
        rows = dict(line.split(_SEPARATOR, 1) for line in parts[2].splitlines() if _SEPARATOR in line)
        return cls(_read_pairs(parts[0]), _read_pairs(parts[1]), rows)

    def convert(self, text: str) -> str:
        """Give ``text`` in traditional hanzi, of the same length: character by character what it stands for."""
        # The signs that part the table are no hanzi, and no phrase reaches over them.
        return "".join(map(self._convert_run, _SIGNS_OF_TABLE.split(text.translate(self._unified))))

    def _convert_run(self, run: str) -> str:
        converted: list[str] = []
        at = 0
        while at < len(run):
            length, phrase = self._phrase_at(run, at)
            converted.append(phrase or run[at : at + length].translate(self._characters))
            at += length
        return "".join(converted)

    def _phrase_at(self, text: str, at: int) -> tuple[int, str]:
        """Give the length of the longest phrase there (1 for none), and its conversion if it has one of its own."""
        rests, longest = self._rests_of(text[at])
        for length in range(min(longest, len(text) - at), 1, -1):
            rest = text[at + 1 : at + length]
            if f"\t{rest}\t" in rests:
                return length, ""
            start = rests.find(f"\t{rest}=")
            if start >= 0:
                start += len(rest) + 2
                return length, rests[start : start + length]
        return 1, ""

    def _rests_of(self, first: str) -> tuple[str, int]:
        found = self._rests.get(first)
        if found is None and first in self._phrases:
            rests = self._phrases[first]
            longest = 1 + max(len(rest.partition("=")[0]) for rest in rests.split(_SEPARATOR))
            found = self._rests[first] = (f"\t{rests}\t", longest)
        return found or ("", 1)


def _read_pairs(part: str) -> dict[int, str]:
    """Read characters in pairs; lines that begin with # are for people."""
    pairs: dict[int, str] = {}
    for line in part.splitlines():
        if not line.startswith("#"):
            pairs.update(zip(map(ord, line[::2]), line[1::2], strict=False))
    return pairs
