"""The words and phrases of a report: what completion offers and what a mistyped query can have meant.

Found once, when the index is built (:mod:`reader.search.gathering`), and kept with it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import lt

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
        """Undo :meth:`to_bytes`. Raises ``ValueError`` for what it cannot have given."""
        read = json.loads(data)
        try:
            return cls(_entries(read["words"]), tuple(map(_rising, read["cuts"])))
        except (TypeError, LookupError) as error:
            raise ValueError("not what words are kept in") from error

    def fit(self, texts: Sequence[str]) -> bool:
        """Say whether these can be the words of ``texts``: all stand there, and each text is cut to its end."""
        if [cuts[-1] for cuts in self.cuts] != list(map(len, texts)):
            return False
        # Most words are what stands between two cuts; looking for each of them in all texts would take longer.
        pieces = {
            text[start:end]
            for text, cuts in zip(texts, self.cuts, strict=True)
            for start, end in pairwise(cuts)
        }
        whole = "\n".join(texts)
        return all(text in whole for text in {word.text for word in self.entries} - pieces)


def _entries(rows: list[list[object]]) -> tuple[Word, ...]:
    """Give the words of ``rows``, or ``ValueError``. All are checked at once: there are thousands."""
    texts, counts, ranks = zip(*rows, strict=True) if rows else ((), (), ())
    if not (set(map(type, texts)) <= {str} and set(map(type, counts)) | set(map(type, ranks)) <= {int}):
        raise ValueError("no words")
    if not (all(texts) and min(counts, default=1) >= 1 and set(ranks) <= set(range(NAMED + 1))):
        raise ValueError("no counts or no ranks")
    return tuple(map(Word, texts, counts, ranks))


def _rising(cuts: list[int]) -> tuple[int, ...]:
    """Give the cuts of a text, which rise from its beginning, or ``ValueError``."""
    if not isinstance(cuts, list) or set(map(type, cuts)) != {int}:
        raise ValueError("no cuts")
    if cuts[0] != 0 or not all(map(lt, cuts, cuts[1:])):
        raise ValueError("cuts do not rise")
    return tuple(cuts)
