"""Everyday words → the official ones of reports."""

from __future__ import annotations

from pathlib import Path

from reader.search.fold import Folding, read_rows


class Synonyms:
    """Everyday words and the official ones reports use for them, from ``synonyms.tsv``."""

    def __init__(self, table: Path, folding: Folding) -> None:
        self._official: dict[str, list[str]] = {}
        for everyday, official, _reason in read_rows(table, 3):
            self._official.setdefault(folding.fold(everyday).text, []).append(folding.fold(official).text)
        self.longest = max(map(len, self._official), default=0)
        """Characters of the longest everyday word."""

    @property
    def everyday(self) -> tuple[str, ...]:
        """The everyday words."""
        return tuple(self._official)

    def of(self, everyday: str) -> tuple[str, ...]:
        """Give the official words for an everyday one, the likeliest first."""
        return tuple(self._official.get(everyday, ()))
