"""Everyday words, as they are typed in hanzi or pinyin → the official ones that stand in a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from reader.search.meaning.likelihood import Choice, worth_of_word
from reader.search.meaning.pieces import Piece
from reader.search.meaning.sounds import Readings
from reader.search.meaning.soundtext import SEPARATOR, Care, SoundText, piece_starts
from reader.search.meaning.synonyms import Synonyms
from reader.search.words import COMMON, NAMED

_DOUBT_OF_PINYIN, _DOUBT_OF_HANZI = 2, 5
"""Cost, besides, of what is not exactly an everyday word: it is two guesses away from the report."""


class Everyday:
    """Understands everyday words. ``stands`` says whether the report has a folded text."""

    def __init__(self, synonyms: Synonyms, readings: Readings, stands: Callable[[str], bool]) -> None:
        self._synonyms = synonyms
        self._readings = readings
        self._stands = stands

    @cached_property
    def answered(self) -> tuple[str, ...]:
        """The everyday words for which the report has an official one, folded."""
        return tuple(word for word in self._synonyms.everyday if self.officials([word]))

    @cached_property
    def asked_for(self) -> tuple[str, ...]:
        """The official words of the report, those first that most everyday words mean: what residents ask about."""
        meant = Counter(self.officials([word])[0] for word in self.answered)
        return tuple(official for official, _ in meant.most_common())

    @property
    def longest(self) -> int:
        """Characters of the longest everyday word."""
        return self._synonyms.longest

    def has(self, word: str) -> bool:
        """Say whether this is an everyday word."""
        return bool(self._synonyms.of(word))

    def officials(self, words: Sequence[str]) -> list[str]:
        """Give the official words of the report for everyday ones, the likeliest first."""
        found = (official for word in words for official in self._synonyms.of(word))
        return list(dict.fromkeys(official for official in found if self._stands(official)))

    def spelled(self, typed: str) -> list[str]:
        """Give the everyday words that ``typed`` is, or spells out in pinyin."""
        found = self._sounds.find(typed, Care.SYLLABLES, starts=self._starts)
        words = (self._sounds.text[each.start : each.end] for each in found)
        return [word for word in words if self.has(word)]

    def choose(self, typed: str, care: Care) -> Choice | None:
        """Give the official words for the everyday word that ``typed`` is likeliest to mean."""
        best: tuple[int, str, int] | None = None
        doubt = _DOUBT_OF_PINYIN if typed.isascii() else _DOUBT_OF_HANZI
        for each in self._sounds.find(typed, care, starts=self._starts):
            word = self._sounds.text[each.start : each.end]
            worth = worth_of_word(len(word), NAMED) - (each.cost + doubt if each.cost else 0)
            if worth > (best[0] if best else 0) and self.officials([word]):
                best = worth, word, each.cost
        if best is None:
            return None
        worth, word, cost = best
        itself = [word] if self._stands(word) else []
        return Choice(worth, (*itself, *self.officials([word])), cost)

    def beginnings(self, typed: str) -> list[Piece]:
        """Give what of ``typed`` from its beginning spells out everyday words, with the official ones."""
        pieces = []
        for end, sightings in self._sounds.beginnings(typed, starts=self._starts):
            words = [self._sounds.text[each.start : each.end] for each in sightings]
            if officials := self.officials(words):
                pieces.append(Piece(end, tuple(officials), worth_of_word(2, COMMON)))
        return pieces

    @cached_property
    def _sounds(self) -> SoundText:
        return SoundText(SEPARATOR.join(self._synonyms.everyday), self._readings)

    @cached_property
    def _starts(self) -> int:
        return self._sounds.mask(piece_starts(self._synonyms.everyday))
