"""Where one word ends and the next begins: places at which a line may be broken without cutting a word, and the word that
somebody points at.

The words come from the table the search ships (``resources/search/words.tsv``): some 30,000 common words of two to four
hanzi with how often each is used. It is kept in blocks of lines, as a dictionary it would take ten times the memory; it is
asked for the few clauses only that are longer than a line.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right

_LONGEST = 4
_BLOCK = 64
_ALL_USES = 60_000_000
"""About as many words were counted for the table (jieba's); a character by itself counts as used once."""

_RUNS = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[0-9A-Za-z]+(?:[.,'-][0-9A-Za-z]+)*%?"
)
"""Hanzi side by side, to be cut into words; and what is one word as it stands: 41, 15%, 9.5, APP, Wi-Fi."""


class WordList:
    """The table: lines of a word, a tab and how often it is used, in the order of code points."""

    def __init__(self, table: str = "") -> None:
        """Take the table as it stands in the file; without one, every hanzi is a word."""
        lines = table.splitlines()
        self._firsts = [line.partition("\t")[0] for line in lines[::_BLOCK]]
        self._blocks = ["\n".join(("", *lines[at : at + _BLOCK], "")) for at in range(0, len(lines), _BLOCK)]

    def use_of(self, word: str) -> int:
        """Say how often ``word`` is used; 0 for a word that is not in the table."""
        number = bisect_right(self._firsts, word) - 1
        if number < 0:
            return 0
        block, key = self._blocks[number], f"\n{word}\t"
        start = block.find(key)
        use = block[start + len(key) : block.find("\n", start + len(key))] if start >= 0 else ""
        return int(use) if use.isdecimal() else 0

    def borders(self, text: str) -> frozenset[int]:
        """Give the places between words, 0 and the length of ``text`` among them.

        Of all ways to cut the text, the one whose words are the likeliest together counts.
        """
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            ways = [(best[end - 1][0] - math.log(_ALL_USES), end - 1)]
            for start in range(max(0, end - _LONGEST), end - 1):
                if use := self.use_of(text[start:end]):
                    ways.append((best[start][0] + math.log(use / _ALL_USES), start))
            best.append(max(ways))
        places = {0}
        end = len(text)
        while end:
            places.add(end)
            end = best[end][1]
        return frozenset(places)

    def word_at(self, text: str, at: int) -> tuple[int, int]:
        """Give start and end of the word of ``text`` that holds character ``at``; a mark is a word by itself.

        :class:`IndexError` where there is no such character.
        """
        if not 0 <= at < len(text):
            raise IndexError(at)
        run = next((run for run in _RUNS.finditer(text) if run.start() <= at < run.end()), None)
        if run is None:
            return at, at + 1
        if run[0].isascii():
            return run.span()
        borders = sorted(self.borders(run[0]))
        number = bisect_right(borders, at - run.start())
        return run.start() + borders[number - 1], run.start() + borders[number]
