"""The dictionary: how hanzi are read by themselves and in words, and how frequent words are.

The file is made by packaging/dictionary.py. All words that begin with one character are kept as one string and searched
with ``str.find``: 70,000 words take some MB of memory and are loaded in some hundredths of a second.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reader.errors import LexiconError

_SEPARATOR = "\t"
_PARTS = 4
_RAREST = "A"
_STEP = 0.55
"""Natural logarithm of the ratio of frequencies between one weight and the next, as packaging/dictionary.py has it."""


@dataclass(frozen=True)
class Dictionary:
    """``own`` gives the syllable of a character by itself, ``rests`` the words by their first character.

    In ``rests`` the rest of each word stands behind a tab, followed by the capital of its frequency and by its syllables
    where they are not the characters' own; sorted, so that a word comes before the longer ones it begins.
    """

    own: Mapping[str, str]
    weights: Mapping[str, int]
    """How frequent characters are as words by themselves, from 0, on a logarithmic scale of steps of 0.55."""
    rests: Mapping[str, str]
    several: str
    """The hanzi with several readings: a line each, hanzi, tab, syllables."""

    @classmethod
    def load(cls, path: Path) -> Dictionary:
        """Read the file. :class:`LexiconError` when it is missing or damaged: it ships with the program."""
        try:
            parts = path.read_text(encoding="utf-8").split("\n\n")
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"读音字典 {path} 读不了（{error}）。请重新安装本程序。") from error
        if len(parts) != _PARTS or not all(_SEPARATOR in line for line in parts[2].splitlines()):
            raise LexiconError(f"读音字典 {path} 不完整。请重新安装本程序。")
        own, weights, rests, several = parts
        return cls(
            _by_character(own),
            {character: _weight(capital) for character, capital in _by_character(weights).items()},
            {first: f"\t{each}\t" for first, each in (line.split("\t", 1) for line in rests.splitlines())},
            several,
        )

    def words_at(self, hanzi: str, at: int) -> list[tuple[int, int]]:
        """Give the words of two characters and more that begin at ``at``: (length, weight as in ``weights``)."""
        words: list[tuple[int, int]] = []
        rests = self.rests.get(hanzi[at], "")
        found = _find_second(rests, hanzi[at + 1 : at + 2])
        if found < 0:
            return words
        for end in range(at + 2, len(hanzi) + 1):
            # Sorted as they are, longer words can only stand behind, and none does if the beginning is not found.
            found = rests.find(_SEPARATOR + hanzi[at + 1 : end], found)
            if found < 0:
                break
            capital = rests[found + end - at]
            if "A" <= capital <= "Z":
                words.append((end - at, _weight(capital)))
        return words

    def read(self, word: str, unreadable: str) -> list[str]:
        """Give one syllable for each character of a word; ``unreadable`` for a character that has no reading."""
        rests = self.rests.get(word[0], "")
        start = rests.find(_SEPARATOR + word[1:]) + len(word)
        if len(word) > 1 and start >= len(word) and "A" <= rests[start] <= "Z":
            syllables = rests[start + 1 : rests.index(_SEPARATOR, start)].split()
            if syllables:
                return syllables
        return [self.own.get(character, unreadable) for character in word]

    def readings(self, hanzi: str) -> tuple[str, ...]:
        """Give the syllables a character can have, its own first; none for one that has no reading."""
        own = self.own.get(hanzi)
        if own is None:
            return ()
        start = self.several.find(f"{hanzi}{_SEPARATOR}")
        further = self.several[start + 2 :].partition("\n")[0].split(" ") if start >= 0 else ()
        return tuple(dict.fromkeys((own, *further)))

    def usual_readings(self, hanzi: str) -> tuple[str, ...]:
        """Give the syllables a character has in words and by itself, the most frequent first.

        Readings that no word has (七 qí, 横 guàng) are known to scholars only; :meth:`readings` gives those, too.
        Takes some milliseconds for a character with several readings.
        """
        readings = self.readings(hanzi)
        if len(readings) < 2:
            return readings
        counts = {reading: 0.0 for reading in readings}
        counts[readings[0]] = _count(self.weights.get(hanzi, 0))
        for first, rests in self.rests.items():
            if first != hanzi and hanzi not in rests:
                continue
            for rest, capital, spelled in _REST.findall(rests):
                word = first + rest
                if hanzi not in word:
                    continue
                syllables = spelled.split() or [self.own.get(character, "") for character in word]
                for character, syllable in zip(word, syllables, strict=False):
                    if character == hanzi and syllable in counts:
                        counts[syllable] += _count(_weight(capital))
        found = [reading for reading in readings if counts[reading]]
        return tuple(sorted(found, key=lambda reading: -counts[reading]))


_REST = re.compile("\t([^\tA-Z]+)([A-Z])([^\t]*)")
"""The rest of a word, its capital, its syllables: as they stand in ``Dictionary.rests``."""


def _count(weight: int) -> float:
    """Give about how often a word of this weight stands in the corpus that the weights are from."""
    return math.exp(_STEP * weight)


@lru_cache(maxsize=4096)
def _find_second(rests: str, second: str) -> int:
    """Give where the words with this second character begin; -1 for none. Most pairs of characters come again soon."""
    return rests.find(_SEPARATOR + second) if second else -1


def _by_character(part: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for line in part.splitlines():
        value, tab, characters = line.partition(_SEPARATOR)
        if tab and not line.startswith("#"):
            values.update(dict.fromkeys(characters, value))
    return values


def _weight(capital: str) -> int:
    return ord(capital) - ord(_RAREST)
