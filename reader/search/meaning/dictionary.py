"""The words of the language: what is one of them was hardly typed by mistake."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from operator import contains
from pathlib import Path

from reader.search.fold import read_text

_LENGTHS = range(2, 5)
"""Characters of the words there are."""


class Dictionary:
    """Says of a text whether it is a word. Nothing is read before it is asked.

    ``common`` is ``words.tsv``, with how often each word is used; ``rare`` has the others, one a line. Both are in
    order.
    """

    def __init__(self, common: Path, rare: Path) -> None:
        self._common_table = common
        self._rare_table = rare

    def has(self, text: str) -> bool:
        """Say whether ``text`` is a word of Chinese of two to four characters."""
        if any(row.startswith(f"{text}\t") for row in islice(self._beginning(text), 1)):
            return True  # the tab comes before all characters: no longer word stands before it
        at = bisect_left(self._rare, text)
        return self._rare[at : at + 1] == [text]

    def use_of_one_of(self, choices: Sequence[str]) -> int:
        """Say how often the commonest word is used whose first character is among ``choices[0]``, and so on.

        0 if there is none among the common words; the unit is that of ``words.tsv``.
        """
        if len(choices) not in _LENGTHS or not all(choices):
            return 0
        rows = (row for character in choices[0] for row in self._beginning(character))
        uses = (
            int(use)
            for word, _, use in (row.partition("\t") for row in rows)
            if len(word) == len(choices) and all(map(contains, choices, word))
        )
        return max(uses, default=0)

    def _beginning(self, text: str) -> Iterator[str]:
        """Give the rows of common words that begin so: they are in order, so that no table need be made of them."""
        at = bisect_left(self._common, text)
        while text and at < len(self._common) and self._common[at].startswith(text):
            yield self._common[at]
            at += 1

    @cached_property
    def _common(self) -> list[str]:
        return read_text(self._common_table).splitlines()

    @cached_property
    def _rare(self) -> list[str]:
        return read_text(self._rare_table).splitlines()
