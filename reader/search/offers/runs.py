"""Words in a row as they stand in the report: what goes on from a word, what follows it, and names no dictionary has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from reader.search.meaning.soundtext import SEPARATOR
from reader.search.words import WORD, Word

_LONGEST_RUN = 12
_LEAST_SHARE_OF_RUN = 5
"""What follows a word is part of it for somebody who looks for it, if it does so once in five times."""
_MOST_RUNS = 6
_LONGEST_BEFORE = 8
_LONGEST_NAME = 3
_SOLID = re.compile(r"[\u3400-\u9fffa-z0-9.%㎡-]+")
_HANZI = re.compile(r"[\u3400-\u9fff]+")
_LOOSE = frozenset("的了和及与等在为对将已并是把从向于以个各其也都这那此我")
"""What nobody looks for before or after a word."""


class Runs:
    """``texts`` are folded, ``cuts`` their places between words, ``words`` what was gathered from them."""

    def __init__(self, texts: Sequence[str], cuts: Sequence[Sequence[int]], words: Iterable[Word]) -> None:
        self.text = SEPARATOR.join(texts)
        starts = accumulate((len(text) + len(SEPARATOR) for text in texts), initial=0)
        self.cuts = [start + cut for start, places in zip(starts, cuts, strict=False) for cut in places]
        """The places between words in ``text``, in order."""
        self._words = words

    def following(self, plain: str) -> Iterator[str]:
        """Give what follows ``plain``, or the longest end of it that stands there, in the report; the most frequent first."""
        runs = list(_HANZI.finditer(plain))
        if not runs or runs[-1].end() != len(plain):
            return
        before = runs[-1][0][-_LONGEST_BEFORE:]
        for start in range(len(before) - 1):
            counts: Counter[str] = Counter()
            sought = before[start:]
            for place in self._places(sought):
                if place in self.cut_places and place - len(sought) in self._name_places:
                    counts[self._next_word(place)] += 1
            found = [text for text, _ in counts.most_common() if is_offerable(text)]
            if found:
                yield from found
                return

    def going_on(self, typed: str) -> list[str]:
        """Give ``typed`` with the word that goes on or follows, or the name it belongs to; the most frequent first."""
        counts: Counter[str] = Counter()
        places = list(self._places(typed))
        for end in places:
            start, cuts = end - len(typed), self._names
            first, last = bisect_left(cuts, start), bisect_left(cuts, end)
            if cuts[first] == start:
                is_whole = cuts[last] == end
                counts[typed + self._next_word(end) if is_whole else self.text[start : cuts[last]]] += 1
                name = self.text[cuts[first - 1] : start] if first else ""
                if name in self._made_names:
                    counts[name + typed] += 1
        kept = [
            run
            for run, count in counts.items()
            if run != typed and is_offerable(run) and count * _LEAST_SHARE_OF_RUN >= len(places)
        ]
        kept.sort(key=lambda run: (not run.startswith(typed), -counts[run], len(run)))
        return kept[:_MOST_RUNS]

    def _next_word(self, place: int) -> str:
        """Give the word at ``place``; a single character together with the next word, if no other follows it there."""
        at = bisect_right(self._names, place)
        ends = self._names[at : at + 2]
        word = self.text[place : ends[0]] if ends else ""
        longer = self.text[place : ends[1]] if len(ends) > 1 else ""
        is_alone = len(word) == 1 and is_offerable(longer) and not word.isdigit()
        return longer if is_alone else word

    def _places(self, text: str) -> Iterator[int]:
        """Give the places behind ``text``."""
        at = self.text.find(text)
        while at >= 0:
            yield at + len(text)
            at = self.text.find(text, at + 1)

    @cached_property
    def cut_places(self) -> frozenset[int]:
        """The places between words, to ask whether one is among them."""
        return frozenset(self.cuts)

    @cached_property
    def openings(self) -> frozenset[str]:
        """Characters that begin a word of several, or what follows a mark: 率 of 完成率达到 is none."""
        text, cuts = self.text, self.cuts
        return frozenset(
            text[start]
            for start, end in pairwise(cuts)
            if end - start > 1 or not start or not _SOLID.fullmatch(text[start - 1])
        )

    @cached_property
    def _made_names(self) -> frozenset[str]:
        """Phrases of single characters, which no dictionary has: 七宝, 闵行区."""
        cuts = self.cut_places
        return frozenset(
            word.text
            for word in self._words
            if len(word.text) <= _LONGEST_NAME
            and word.rank != WORD
            and word.text[0] in self.openings
            and (at := self.text.find(word.text)) >= 0
            and all(place in cuts for place in range(at, at + len(word.text) + 1))
        )

    @cached_property
    def _names(self) -> list[int]:
        """The places between words, those inside of names left out."""
        inside = {
            place
            for name in self._made_names
            for end in self._places(name)
            for place in range(end - len(name) + 1, end)
        }
        return [place for place in self.cuts if place not in inside]

    @cached_property
    def _name_places(self) -> frozenset[int]:
        return frozenset(self._names)

    @cached_property
    def pairs(self) -> dict[str, int]:
        """Two characters alone side by side that no dictionary has as a word: several times, or behind a name (老街)."""
        pairs: Counter[str] = Counter()
        named: set[str] = set()
        for (before, start), (_, middle), (_, end) in _triples(self._names):
            pair = self.text[start:end]
            if middle == start + 1 and end == start + 2 and _HANZI.fullmatch(pair) and is_offerable(pair):
                pairs[pair] += 1
                if self.text[before:start] in self._made_names:
                    named.add(pair)
        return {pair: count for pair, count in pairs.items() if count > 1 or pair in named}


def is_offerable(text: str) -> bool:
    """Say whether ``text`` is of one piece, not too long, and begins and ends with what somebody looks for."""
    if not _SOLID.fullmatch(text) or len(text) > _LONGEST_RUN or text.replace(".", "").isdigit():
        return False
    return text[0] not in _LOOSE and text[-1] not in _LOOSE


def _triples(places: Sequence[int]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Give the words between ``places``, three in a row, by their borders."""
    words = list(pairwise(places))
    yield from zip(words, words[1:], words[2:], strict=False)
