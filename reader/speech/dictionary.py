"""The dictionary: how hanzi are read by themselves and in phrases.

The file is made of pypinyin's dictionaries (packaging/dictionary.py). All phrases that begin with one character are kept as
one string and searched with ``str.find``: 47,000 phrases take 4 MB and are loaded in some milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.errors import LexiconError

_SEPARATOR = "\t"


@dataclass(frozen=True)
class Dictionary:
    """``own`` gives the syllable of a character by itself; ``phrases`` the rests of phrases by their first character.

    Each rest stands between tabs, followed by ``=`` and its syllables where they are not the characters' own.
    """

    own: Mapping[str, str]
    phrases: Mapping[str, str]
    longest: Mapping[str, int]
    """Length of the longest phrase by its first character."""

    @classmethod
    def load(cls, path: Path) -> Dictionary:
        """Read the file. :class:`LexiconError` when it is missing or damaged: it ships with the program."""
        try:
            characters, found, phrases = path.read_text(encoding="utf-8").partition("\n\n")
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"读音字典 {path} 读不了（{error}）。请重新安装本程序。") from error
        if not found:
            raise LexiconError(f"读音字典 {path} 不完整。请重新安装本程序。")
        own: dict[str, str] = {}
        for line in characters.splitlines():
            syllable, tab, read_so = line.partition(_SEPARATOR)
            if tab and not line.startswith("#"):
                own.update(dict.fromkeys(read_so, syllable))
        rows = dict(line.split(_SEPARATOR, 1) for line in phrases.splitlines() if _SEPARATOR in line)
        longest = {
            first: 1 + max(len(rest.partition("=")[0]) for rest in rests.split(_SEPARATOR))
            for first, rests in rows.items()
        }
        return cls(own, {first: f"\t{rests}\t" for first, rests in rows.items()}, longest)

    def read(self, hanzi: str, unreadable: str) -> list[str]:
        """Give one syllable for each character, by the longest phrases from the left.

        A character that has no reading gets ``unreadable``.
        """
        syllables: list[str] = []
        at = 0
        while at < len(hanzi):
            length, read = self._phrase_at(hanzi, at)
            syllables += read or [self.own.get(each, unreadable) for each in hanzi[at : at + length]]
            at += length
        return syllables

    def _phrase_at(self, hanzi: str, at: int) -> tuple[int, list[str]]:
        """Give the length of the longest phrase there (1 for none), and its syllables if they are its own."""
        first = hanzi[at]
        rests = self.phrases.get(first, "")
        for length in range(min(self.longest.get(first, 1), len(hanzi) - at), 1, -1):
            rest = hanzi[at + 1 : at + length]
            if f"\t{rest}\t" in rests:
                return length, []
            start = rests.find(f"\t{rest}=")
            if start >= 0:
                start += len(rest) + 2
                return length, rests[start : rests.index(_SEPARATOR, start)].split(" ")
        return 1, []
