"""What was typed stands nowhere in the report: what may it mean?

Everything understood is text of the report. The steps, each tried only where the ones before found nothing:

1. numbers written the other way (三百七十三地块, 373地块);
2. pinyin, initials, and hanzi mixed with them, also with a southern accent (dianti, dt, 电ti, zong yi);
3. everyday words for official ones (看病), from ``synonyms.tsv``, typed in hanzi or pinyin;
4. characters that sound alike or nearly so, or one that is wrong, missing or too many (敬老园);
5. words run together (老房子装电梯), else the longest piece that stands in the report.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, product

from reader.search import numerals
from reader.search.fold import Folded, Folding
from reader.search.query import Query
from reader.search.sounds import Readings, has_letters, letters
from reader.search.soundtext import SEPARATOR, Care, Sighting, SoundText, piece_starts
from reader.search.synonyms import Synonyms
from reader.search.words import COMMON, FRAGMENT, NAMED, PHRASE, WORD, Words

_WORTH = {FRAGMENT: 0, COMMON: 8, PHRASE: 12, WORD: 14, NAMED: 16}
"""What a find is worth by its rank, in the costs of :mod:`reader.search.soundtext`."""
_WORTH_OF_LENGTH = 2
"""… and for each character beyond two: the longer, the less by chance."""
_MOST_WORTH_OF_COUNT = 4
"""… and one for each doubling of how often it stands there, up to this."""

_MOST_SIGHTINGS = 600
_MOST_ALTERNATIVES = 4
_MOST_COMBINATIONS = 64


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was understood: folded ``words`` that stand together in a paragraph, ``text`` to show for them.

    ``others`` are further meanings, to show and to search for.
    """

    text: str
    words: tuple[str, ...]
    others: tuple[str, ...] = ()


class Rescue:
    """Finds out what was meant.

    ``blocks`` are the folded paragraphs, ``words`` what was gathered from them.
    """

    def __init__(
        self, blocks: Sequence[Folded], words: Words, folding: Folding, readings: Readings, synonyms: Synonyms
    ) -> None:
        self._texts = [block.text for block in blocks]
        self._text = SEPARATOR.join(self._texts)
        self._plain = SEPARATOR.join(block.plain for block in blocks)
        self._words = words
        self._folding = folding
        self._readings = readings
        self._synonyms = synonyms

    def understand(self, query: Query) -> Meaning | None:
        """Say what a query that stands nowhere may mean; ``None`` if nothing."""
        typed = letters(query.typed, self._folding)
        return (
            self._as_one(typed, query.phrase)
            or self._as_words(query)
            or self._as_pieces(self._pieces(query.phrase), query.phrase)
            or self._as_slip(query.phrase)
            or self._as_pieces(self._pieces(query.phrase))
            or self._as_pieces(self._sounding_pieces(typed))
        )

    def shown(self, folded: str) -> str:
        """Give folded text of the report as it stands there."""
        start = self._text.find(folded)
        return self._plain[start : start + len(folded)] if start >= 0 else folded

    def stands(self, folded: str) -> bool:
        """Say whether the report has this folded text."""
        return folded in self._text

    def stand_together(self, words: Sequence[str]) -> bool:
        """Say whether one paragraph has all these folded words."""
        return any(all(word in text for word in words) for text in self._texts)

    def _as_one(self, typed: str, folded: str) -> Meaning | None:
        """Understand what was typed as one word. ``typed`` are its plain letters."""
        number = self._as_number(folded)
        if number is not None:
            return number
        sounding = self._best(self._sound_text.find(typed)) if has_letters(typed) else []
        if sounding and self._ranks.get(sounding[0], FRAGMENT) >= PHRASE:
            return self._meaning(sounding)
        return self._as_synonym(typed, folded) or self._meaning(sounding)

    def _as_words(self, query: Query) -> Meaning | None:
        """Understand each word for itself, where they then stand together in a paragraph."""
        if len(query.words) < 2 or any(self._readings.has(word) for word in query.words):
            return None
        words: list[str] = []
        for raw, folded in zip(query.raw_words, query.words, strict=True):
            meaning = None
            if not self.stands(folded):
                meaning = self._as_one(letters(raw, self._folding), folded) or self._as_slip(folded)
            words.extend(meaning.words if meaning else (folded,))
        if any(len(word) < 2 for word in words) or not self.stand_together(words):
            return None
        return self._together(words)

    def _as_number(self, folded: str) -> Meaning | None:
        return self._meaning([variant for variant in numerals.variants(folded) if self.stands(variant)])

    def _as_synonym(self, typed: str, folded: str) -> Meaning | None:
        everyday = [folded] if self._synonyms.of(folded) else self._everyday_by_sound(typed)
        officials = [
            official for word in everyday for official in self._synonyms.of(word) if self.stands(official)
        ]
        return self._meaning(list(dict.fromkeys(officials)))

    def _everyday_by_sound(self, typed: str) -> list[str]:
        """Give the everyday word that ``typed`` spells, if one does."""
        if not has_letters(typed):
            return []
        text = self._everyday_text.text
        found = self._everyday_text.find(typed, Care.SYLLABLES, starts=self._everyday_starts)
        whole = (text[each.start : each.end] for each in found)
        return [word for word in whole if self._synonyms.of(word)][:1]

    def _as_slip(self, folded: str) -> Meaning | None:
        if len(folded) < 2 or folded.isascii():
            return None
        return self._meaning(self._best(self._sound_text.find(folded)))

    def _as_pieces(self, pieces: Sequence[tuple[str, ...]], whole: str | None = None) -> Meaning | None:
        """Understand pieces as words of one paragraph, or else take the longest.

        Each piece comes with the words it may stand for. With ``whole`` given, all
        of it must be words.
        """
        if whole is not None and "".join(piece[0] for piece in pieces if self._is_word(piece[0])) != whole:
            return None
        choices = [known for piece in pieces if (known := tuple(word for word in piece if self.stands(word)))]
        if not choices:
            return None
        for words in islice(product(*choices), _MOST_COMBINATIONS):
            if self.stand_together(words):
                return self._together(words)
        return self._meaning(sorted((choice[0] for choice in choices), key=len, reverse=True))

    def _pieces(self, folded: str) -> list[tuple[str, ...]]:
        """Cut ``folded`` from the left into the longest pieces that are known.

        Each comes with the official words for it, if any.
        """
        pieces = []
        at = 0
        while at < len(folded):
            end = self._reach(folded, at)
            if end - at > 1:
                pieces.append((folded[at:end], *self._synonyms.of(folded[at:end])))
            at = max(end, at + 1)
        return pieces

    def _reach(self, folded: str, at: int) -> int:
        """Say how far the longest known piece that begins ``at`` reaches."""
        last = min(len(folded), at + self._synonyms.longest)
        end = next((end for end in range(last, at, -1) if self._synonyms.of(folded[at:end])), at)
        while end < len(folded) and self.stands(folded[at : end + 1]):
            end += 1
        return end

    def _sounding_pieces(self, typed: str) -> list[tuple[str, ...]]:
        """Cut typed pinyin likewise, between syllables, into words of the report and everyday words."""
        pieces: list[tuple[str, ...]] = []
        if not has_letters(typed):
            return pieces
        ends = [0, *accumulate(map(len, self._readings.split(typed)))]
        at = 0
        while at < len(typed):
            rest = typed[at:]
            everyday = self._everyday_text.reach(rest, starts=self._everyday_starts, ends=self._everyday_ends)
            reach = at + max(everyday, self._sound_text.reach(rest))
            end = max(end for end in ends if end <= max(reach, at))
            words = self._sounding_words(typed[at:end])
            if words:
                pieces.append(words)
            at = end if words else next(end for end in ends if end > at)
        return pieces

    def _sounding_words(self, typed: str) -> tuple[str, ...]:
        """Give the word of the report and the official words that plain ``typed`` spells out."""
        found = self._best(self._sound_text.find(typed, Care.SYLLABLES))
        everyday = self._everyday_by_sound(typed)
        officials = (official for word in everyday for official in self._synonyms.of(word))
        return (*(text for text in found[:1] if text in self._ranks), *officials)

    def _is_word(self, text: str) -> bool:
        return text in self._ranks or bool(self._synonyms.of(text))

    def _together(self, words: Sequence[str]) -> Meaning:
        distinct = tuple(dict.fromkeys(words))
        return Meaning(" ".join(map(self.shown, distinct)), distinct)

    def _best(self, sightings: list[Sighting]) -> list[str]:
        """Choose among the sightings: the best text, worth more than it costs, and others that are words."""
        nearest: dict[str, Sighting] = {}
        counts: Counter[str] = Counter()
        for sighting in sightings[:_MOST_SIGHTINGS]:
            text = self._text[sighting.start : sighting.end]
            counts[text] += 1
            if text not in nearest or self._rank(sighting) > self._rank(nearest[text]):
                nearest[text] = sighting
        scores = {
            text: self._worth(sighting, counts[text]) - sighting.cost for text, sighting in nearest.items()
        }
        ranked = sorted(scores, key=lambda text: (-scores[text], nearest[text].cost, nearest[text].start))
        if not ranked or (scores[ranked[0]] <= 0 and nearest[ranked[0]].cost):
            return []
        best = ranked[0]
        others = (text for text in ranked[1:] if self._rank(nearest[text]) >= PHRASE and scores[text] > 0)
        return [best, *(text for text in others if text not in best and best not in text)]

    def _worth(self, sighting: Sighting, count: int) -> int:
        length = _WORTH_OF_LENGTH * max(0, sighting.end - sighting.start - 2)
        return _WORTH[self._rank(sighting)] + length + min(_MOST_WORTH_OF_COUNT, count.bit_length() - 1)

    def _rank(self, sighting: Sighting) -> int:
        rank = self._ranks.get(self._text[sighting.start : sighting.end])
        if rank is not None:
            return rank
        return COMMON if self._is_cut(sighting.start) and self._is_cut(sighting.end) else FRAGMENT

    def _meaning(self, found: list[str]) -> Meaning | None:
        if not found:
            return None
        others = tuple(self.shown(text) for text in found[1 : _MOST_ALTERNATIVES + 1])
        return Meaning(self.shown(found[0]), (found[0],), others)

    def _is_cut(self, place: int) -> bool:
        at = bisect_left(self._cuts, place)
        return at < len(self._cuts) and self._cuts[at] == place

    @cached_property
    def _cuts(self) -> list[int]:
        cuts: list[int] = []
        start = 0
        for text, places in zip(self._texts, self._words.cuts, strict=True):
            cuts.extend(start + place for place in places)
            start += len(text) + len(SEPARATOR)
        return cuts

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {word.text: word.rank for word in self._words.entries}

    @cached_property
    def _sound_text(self) -> SoundText:
        return SoundText(self._text, self._readings)

    @cached_property
    def _everyday_text(self) -> SoundText:
        return SoundText(SEPARATOR.join(self._synonyms.everyday), self._readings)

    @cached_property
    def _everyday_starts(self) -> int:
        return self._everyday_text.mask(piece_starts(self._synonyms.everyday))

    @cached_property
    def _everyday_ends(self) -> int:
        words = self._synonyms.everyday
        return self._everyday_text.mask(
            start + len(word) for start, word in zip(piece_starts(words), words, strict=True)
        )
