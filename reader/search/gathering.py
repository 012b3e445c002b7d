"""Finds the words and phrases of a report, when its index is built."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from reader.search.fold import read_rows
from reader.search.words import NAMED, PHRASE, WORD, Word, Words

_LONGEST_WORD = 4
_LONGEST_PHRASE = 10
_LONGEST_REPEAT = 24
_LONGEST_NAMED = 16
_MOST_DIGITS = 16
_HANZI_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9.%㎡-]+|.", re.DOTALL)
_SOLID = re.compile(r"[\u3400-\u9fffa-z0-9.%㎡-]+")
_PIECES = re.compile(r"[^\u3400-\u9fffa-z0-9.%㎡-]+")
_NUMBERS = re.compile(r"[0-9.%-]+")
_LOOSE = frozenset("的了和及与等在为对将已并是把从向于以个各其")
"""Characters no phrase begins or ends with."""


def read_dictionary(table: Path) -> dict[str, int]:
    """Read ``words.tsv``: a word, a tab, how often it is used.

    Raises :class:`~reader.errors.SearchIndexError`, naming the file, if it is missing or wrong.
    """
    return {word: int(use) for word, use in read_rows(table, 2, _has_number)}


def _has_number(row: list[str]) -> bool:
    # Few digits only: int() refuses thousands of them with an error of its own.
    return row[1].isascii() and row[1].isdigit() and len(row[1]) < _MOST_DIGITS


def gather(texts: Sequence[str], named: Iterable[str], dictionary: Mapping[str, int]) -> Words:
    """Find the words of folded ``texts``. ``named`` are glossary terms and titles, folded."""
    total = math.log(sum(dictionary.values()) + 1)
    weights = {word: math.log(use) - total for word, use in dictionary.items() if use}
    cuts = tuple(_cut(text, weights, -total) for text in texts)
    found: dict[str, Word] = {}
    for phrase, count in _phrases(texts, cuts).items():
        found[phrase] = Word(phrase, count, PHRASE)
    singles = Counter(
        text[start:end] for text, places in zip(texts, cuts, strict=True) for start, end in pairwise(places)
    )
    for word, count in singles.items():
        if word in dictionary:
            found[word] = Word(word, count, WORD)
    for name in named:
        for piece in (name, *_PIECES.split(name)):
            if 2 <= len(piece) <= _LONGEST_NAMED and _SOLID.fullmatch(piece):
                count = sum(text.count(piece) for text in texts)
                if count:
                    found[piece] = Word(piece, count, NAMED)
    entries = sorted(found.values(), key=lambda word: (-word.rank, -word.count, len(word.text), word.text))
    return Words(tuple(entries), cuts)


def _cut(text: str, weights: Mapping[str, float], unknown: float) -> tuple[int, ...]:
    """Cut ``text`` into the likeliest words, the sum of the logarithms of their use being highest."""
    places = [0]
    for run in _HANZI_RUN.finditer(text):
        if run[0][0] >= "\u3400":
            places.extend(run.start() + place for place in _likeliest(run[0], weights, unknown))
        places.append(run.end())
    return tuple(sorted(set(places)))


def _likeliest(run: str, weights: Mapping[str, float], unknown: float) -> list[int]:
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        best.append(
            max(
                (best[start][0] + (unknown if end - start == 1 else weights[run[start:end]]), start)
                for start in range(max(0, end - _LONGEST_WORD), end)
                if end - start == 1 or run[start:end] in weights
            )
        )
    ends = []
    end = len(run)
    while end:
        ends.append(end)
        end = best[end][1]
    return ends


def _phrases(texts: Sequence[str], cuts: Sequence[tuple[int, ...]]) -> dict[str, int]:
    """Give whole words in a row that stand there at least twice; no part of a longer one as frequent."""
    counts: Counter[str] = Counter()
    for text, places in zip(texts, cuts, strict=True):
        for i, start in enumerate(places):
            for end in places[i + 1 :]:
                if end - start > _LONGEST_REPEAT:
                    break
                counts[text[start:end]] += 1
    repeated = {phrase: count for phrase, count in counts.items() if count > 1}
    covered: defaultdict[str, int] = defaultdict(int)
    for phrase, count in repeated.items():
        for cut in range(1, _LONGEST_WORD + 1):
            for part in (phrase[cut:], phrase[:-cut]):
                covered[part] = max(covered[part], count)
    return {
        phrase: count for phrase, count in repeated.items() if covered[phrase] < count and _is_phrase(phrase)
    }


def _is_phrase(text: str) -> bool:
    if not 2 <= len(text) <= _LONGEST_PHRASE or not _SOLID.fullmatch(text) or _NUMBERS.fullmatch(text):
        return False
    return text[0] not in _LOOSE and text[-1] not in _LOOSE and not text[-1].isdigit()
