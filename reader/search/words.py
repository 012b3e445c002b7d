"""The words and phrases of a report: what completion offers and what a mistyped query can have meant.

Found once, when the index is built (:mod:`reader.search.gathering`), and kept with it.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import contains
from pathlib import Path

from reader.search.fold import read_text

SCHEME = 1
"""Number of the rules by which words are gathered; a change makes every stored index stale."""

FRAGMENT, COMMON, PHRASE, WORD, NAMED = range(5)
"""Ranks: not whole words; whole words in a row; a repeated phrase; a word; a glossary term or title."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the report: folded ``text``, how often it stands there, and its rank."""

    text: str
    count: int
    rank: int


@dataclass(frozen=True)
class Words:
    """All words, the best first, and for each text the places (0 to its length) between words."""

    entries: tuple[Word, ...]
    cuts: tuple[tuple[int, ...], ...]

    def to_bytes(self) -> bytes:
        """Give a form that can be kept in a file."""
        rows = [[word.text, word.count, word.rank] for word in self.entries]
        return json.dumps(
            {"words": rows, "cuts": self.cuts}, ensure_ascii=False, separators=(",", ":")
        ).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Words:
        """Undo :meth:`to_bytes`."""
        read = json.loads(data)
        return cls(
            tuple(Word(text, count, rank) for text, count, rank in read["words"]),
            tuple(tuple(cuts) for cuts in read["cuts"]),
        )


class Dictionary:
    """Says of a text whether it is a word, by ``words.tsv``. Nothing is read before it is asked."""

    def __init__(self, table: Path) -> None:
        self._table = table

    def has(self, text: str) -> bool:
        """Say whether ``text`` is a word of everyday Chinese of two to four characters."""
        return text in self._beginning(text)

    def has_one_of(self, choices: Sequence[str]) -> bool:
        """Say whether there is a word whose first character is among ``choices[0]``, and so on."""
        return any(
            len(word) == len(choices) and all(map(contains, choices, word))
            for first in choices[:1]
            for character in first
            for word in self._beginning(character)
        )

    def _beginning(self, text: str) -> Iterator[str]:
        """Give the words that begin so. The rows of the table are in order, so that none need be made ready."""
        at = bisect_left(self._rows, text)
        while text and at < len(self._rows) and self._rows[at].startswith(text):
            yield self._rows[at].partition("\t")[0]
            at += 1

    @cached_property
    def _rows(self) -> list[str]:
        return read_text(self._table).splitlines()
