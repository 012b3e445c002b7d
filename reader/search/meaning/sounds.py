"""Characters ↔ syllables, and which syllables are one in the accents of the south.

Syllables are pinyin without tones, v for ü.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from reader.errors import SearchIndexError
from reader.search.fold import Folding, read_rows

LONGEST_SYLLABLE = 6
"""Letters of zhuang, chuang, shuang."""

_MOST_PLACES_BEHIND = 8
"""A reading is hardly one if the character is so many times further down among those read so than for another."""

_KEPT_SPELLINGS = 4096
_KEPT_SPLITS = 64

_BEFORE_U = frozenset("lnjqxy")
"""Initials after which ü is written in more than one way."""
_TONES = frozenset("12345")
_PUNCTUATION = re.compile(r"(?<![0-9])[^\w' %‰℃㎡]|[^\w' %‰℃㎡](?![0-9])|_")

_BEGINNINGS = (
    # Southern Mandarin: no retroflex row; n, l and r alike; f and h before u alike.
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("n", "l"),
    ("r", "l"),
    ("hu", "f"),
    # Shanghai: 黄 is 王.
    ("hua", "wa"),
)
_SHANGHAI = (("ga", "jia"), ("ka", "qia"), ("ha", "xia"))
"""Typed so, meant so: g k h stayed where Mandarin has j q x before ia (角 gao, 敲 kao, 下 ha)."""
_ENDINGS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_WHOLE = (
    ("hu", "fu"),
    ("hui", "fei"),
    ("hun", "fen"),
    ("hong", "feng"),
    ("hu", "wu"),
)
_SHANGHAI_WHOLE = (("gai", "jie"), ("hai", "xie"))
"""What the rows above would give but for the spelling of pinyin; 街 gai and 鞋 hai are Shanghai's."""


class Readings:
    """The readings of characters, from ``readings.tsv``: a syllable, a tab, its characters."""

    def __init__(self, table: Path) -> None:
        self._characters = {syllable: characters for syllable, characters in read_rows(table, 2)}
        self._syllables: dict[str, list[str]] = defaultdict(list)
        for syllable, characters in self._characters.items():
            if not (syllable.isascii() and syllable.islower() and len(syllable) <= LONGEST_SYLLABLE):
                raise SearchIndexError(f"读音表 {table} 里的“{syllable}”不是拼音。请改正，或重新安装本程序。")
            for character in characters:
                self._syllables[character].append(syllable)
        # Asked again and again for the same letters.
        self.spelled = lru_cache(maxsize=_KEPT_SPELLINGS)(self._spelled)
        """Give the syllables that letters spell; see :meth:`_spelled`."""
        self._kept_splits = lru_cache(maxsize=_KEPT_SPLITS)(self._split)
        self._near: dict[str, frozenset[str]] = {}
        self._usual: dict[tuple[str, str], bool] = {}

    def of(self, character: str) -> tuple[str, ...]:
        """Give the syllables ``character`` may be read as; none for what is no known hanzi."""
        return tuple(self._syllables.get(character, ()))

    def is_usual(self, character: str, syllable: str) -> bool:
        """Say whether ``character`` is not hardly ever read so: 提 is ti and not di, 落 is luo and not lao."""
        if (character, syllable) not in self._usual:
            place = self.characters(syllable).find(character)
            best = min(self.characters(each).find(character) for each in self.of(character))
            self._usual[character, syllable] = place < _MOST_PLACES_BEHIND * (best + 1)
        return self._usual[character, syllable]

    def characters(self, syllable: str) -> str:
        """Give the characters read so, the most used first."""
        return self._characters.get(syllable, "")

    def has(self, syllable: str) -> bool:
        """Say whether there is such a syllable."""
        return syllable in self._characters

    def _spelled(self, typed: str) -> tuple[str, ...]:
        """Give the syllables ``typed`` spells, itself first if it is one: lu may stand for lv, lyu and lue too.

        Few keyboards have ü: besides v, people type u for it, or yu as passports do.
        """
        if typed[:1] not in _BEFORE_U:
            return (typed,) if self.has(typed) else ()
        found = [typed]
        bare = typed[1:].removeprefix("y")
        if typed[:1] in "ln" and bare.startswith("u"):
            found.append(typed[0] + "v" + bare[1:])
        elif typed[:1] in "jqxy" and typed[1:2] == "v":
            found.append(typed[0] + "u" + typed[2:])
        return tuple(each for each in found if self.has(each))

    def split(self, typed: str) -> list[str]:
        """Split plain ``typed`` pinyin into syllables, and single characters where there are none.

        As few characters as may be are left over (can guan, not cang u an), in as few syllables, the first
        ones longest.
        """
        return list(self._kept_splits(typed))

    def _split(self, typed: str) -> list[str]:
        pieces = []
        at = 0
        while at < len(typed):
            ends = range(min(len(typed), at + LONGEST_SYLLABLE), at, -1)
            end = next((end for end in ends if self.spelled(typed[at:end])), None)
            if end is None and "a" <= typed[at] <= "z":
                return self._split_best(typed)
            pieces.append(typed[at : end or at + 1])
            at += len(pieces[-1])
        return pieces

    def _split_best(self, typed: str) -> list[str]:
        # For each place, from the end: what is left over behind it, in how many pieces, where the next begins.
        best = {len(typed): (0, 0, 0)}
        for at in range(len(typed) - 1, -1, -1):
            missed, pieces, _ = best[at + 1]
            ways = [(missed + 1, pieces + 1, -(at + 1))]
            for end in range(at + 1, min(len(typed), at + LONGEST_SYLLABLE) + 1):
                if self.spelled(typed[at:end]):
                    missed, pieces, _ = best[end]
                    ways.append((missed, pieces + 1, -end))
            best[at] = min(ways)
        found = []
        at = 0
        while at < len(typed):
            end = -best[at][2]
            found.append(typed[at:end])
            at = end
        return found

    def lone_letters(self, typed: str) -> int:
        """Count the letters of ``typed`` that belong to no syllable."""
        return sum(not self.spelled(each) for each in self.split(typed) if "a" <= each[0] <= "z")

    def near(self, syllable: str) -> frozenset[str]:
        """Give the syllables that may be meant by ``syllable`` in some accent, without itself."""
        if syllable not in self._near:
            begun = {syllable, *_swap_beginning(syllable)}
            ended = {each for start in begun for each in (start, *_swap_ending(start))}
            for first, second in _WHOLE:
                ended |= {second} if syllable == first else {first} if syllable == second else set()
            ended |= {meant for said, meant in _SHANGHAI_WHOLE if syllable == said}
            self._near[syllable] = frozenset(each for each in ended if each != syllable and self.has(each))
        return self._near[syllable]


def letters(raw: str, folding: Folding) -> str:
    """Make typed pinyin plain: small letters without tones, v for ü; all else is folded.

    Takes diàn tī, dian4ti1, dianT, dian-ti and ｄｉａｎｔｉ alike. Spaces and apostrophes stay: they end a
    syllable, and so does other punctuation, but for what belongs to a number (24.03, 15%).
    """
    breaks = {" ": " ", "'": "'", "’": "'"}
    folded = "".join(breaks.get(character) or folding.fold(character).text for character in raw)
    decomposed = "".join(
        unicodedata.normalize("NFKD", character) if character.isalpha() else character for character in folded
    ).replace("u\u0308", "v")
    plain = [character for character in decomposed if not unicodedata.combining(character)]
    kept = [
        character
        for before, character in zip(["", *plain], plain, strict=False)
        if not (character in _TONES and "a" <= before <= "z")
    ]
    return " ".join(_PUNCTUATION.sub(" ", "".join(kept)).split())


def has_letters(typed: str) -> bool:
    """Say whether there are at least two Latin letters, or one beside hanzi: less says nothing."""
    count = sum("a" <= character <= "z" for character in typed)
    return count > 1 or (count == 1 and any(character > "\u3400" for character in typed))


def _swap_beginning(syllable: str) -> list[str]:
    both = [*_BEGINNINGS, *(pair[::-1] for pair in _BEGINNINGS), *_SHANGHAI]
    return [new + syllable[len(old) :] for old, new in both if syllable.startswith(old)]


def _swap_ending(syllable: str) -> list[str]:
    both = [*_ENDINGS, *(pair[::-1] for pair in _ENDINGS)]
    return [syllable[: -len(old)] + new for old, new in both if syllable.endswith(old)]
