"""Completion while typing, and candidates for the on-screen pinyin keyboard: words of the report first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice

from reader.search.fold import Folding
from reader.search.query import MOST_CHARACTERS
from reader.search.result import Candidate
from reader.search.sounds import LONGEST_SYLLABLE, Readings, letters
from reader.search.soundtext import SEPARATOR, Care, SoundText, piece_starts
from reader.search.words import Word, Words

_MOST_WORDS_OF_CANDIDATES = 0.6
"""Share of the candidates that may be words where there are single characters too."""


class Suggester:
    """Completes what was typed. ``show`` gives a folded word as it stands in the report."""

    def __init__(
        self,
        texts: Sequence[str],
        words: Words,
        folding: Folding,
        readings: Readings,
        show: Callable[[str], str],
    ) -> None:
        self._texts = texts
        self._words = words.entries
        self._folding = folding
        self._readings = readings
        self._show = show

    def suggest(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Give words that begin with ``prefix`` (hanzi, pinyin, initials), then those that have it."""
        typed = letters(prefix[:MOST_CHARACTERS], self._folding)
        if not typed:
            return ()
        begun = (word for word, _, _ in self._begun(typed))
        having = (word for word in self._words if typed in word.text)
        texts = dict.fromkeys(word.text for word in chain(begun, having) if word.text != typed)
        return tuple(self._show(text) for text in islice(texts, max(0, limit)))

    def candidates(self, pinyin: str, limit: int) -> tuple[Candidate, ...]:
        """Give what the keyboard offers for typed ``pinyin``: words of the report, then single characters."""
        typed = letters(pinyin[:MOST_CHARACTERS], self._folding)
        if not typed or limit < 1:
            return ()
        singles = list(dict.fromkeys(self._singles(typed)))
        begun = self._begun(typed)
        least = min((used for _, used, cost in begun if not cost), default=0)
        whole = [word for word, used, cost in begun if used == len(word.text) == least and not cost]
        words = dict.fromkeys(word.text for word in (*whole, *(word for word, _, _ in begun)))
        most = max(limit - len(singles), int(limit * _MOST_WORDS_OF_CANDIDATES), 1)
        offered = [Candidate(self._show(text), len(pinyin)) for text in islice(words, most)]
        return (*offered, *singles)[:limit]

    def _begun(self, typed: str) -> list[tuple[Word, int, int]]:
        """Give the words that begin so, with the characters used up and the cost; the likeliest first."""
        best: dict[int, tuple[int, int]] = {}
        for sighting in self._sound_text.find(typed, Care.INITIALS, starts=self._starts, is_open=True):
            best.setdefault(self._numbers[sighting.start], (sighting.end - sighting.start, sighting.cost))
        found = [(self._words[number], used, cost) for number, (used, cost) in best.items()]
        return sorted(
            found, key=lambda each: (each[2], each[1], -each[0].count, -each[0].rank, len(each[0].text))
        )

    def _singles(self, typed: str) -> Iterator[Candidate]:
        """Give single characters for the first syllable, the longest one first; those of the report lead."""
        lengths = range(min(LONGEST_SYLLABLE, len(typed)), 0, -1)
        full = [length for length in lengths if self._readings.has(typed[:length])]
        for length in full:
            yield from self._characters(self._readings.characters(typed[:length]), length)
        if not full:
            initial = 2 if typed[:2] in ("zh", "ch", "sh") else 1
            begun = (
                c for c in self._counts if any(s.startswith(typed[:initial]) for s in self._readings.of(c))
            )
            yield from self._characters(begun, initial)

    def _characters(self, characters: Iterable[str], used: int) -> Iterator[Candidate]:
        for character in sorted(characters, key=lambda character: -self._counts[character]):
            yield Candidate(character, used)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(chain.from_iterable(self._texts))

    @cached_property
    def _sound_text(self) -> SoundText:
        return SoundText(SEPARATOR.join(word.text for word in self._words), self._readings)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Give the number of the word that begins at each place."""
        return {
            start: number for number, start in enumerate(piece_starts([word.text for word in self._words]))
        }

    @cached_property
    def _starts(self) -> int:
        return self._sound_text.mask(self._numbers)
