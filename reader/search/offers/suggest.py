"""Completion while typing, and candidates for the on-screen pinyin keyboard: words of the report first."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice

from reader.search.fold import Folding
from reader.search.meaning.sounds import Readings, letters
from reader.search.meaning.soundtext import INITIAL, SEPARATOR, Care, SoundText, piece_starts
from reader.search.offers.runs import Runs, is_offerable
from reader.search.offers.spelling import Spelling, Typed
from reader.search.query import MOST_CHARACTERS
from reader.search.result import Candidate
from reader.search.words import NAMED, PHRASE, Word, Words

_MOST_WORDS_OF_CANDIDATES = 0.6
"""Share of the candidates that may be words where there are single characters too."""

_WORTH_OF_NAMED = 3.0
"""A glossary term or heading is offered like a word that stands there eight times as often."""
_COST_OF_LENGTH = 0.25
"""What each character beyond two takes from a word's worth, in doublings of how often it stands there."""
_LEAST_COHESION = 0.08
"""A phrase is one if its rarer half stands in it at least this often: 疫苗接种, not 推进七宝."""

_LEAST_FOR_RUN = 3
"""Letters that can mean words in a row which are no phrase: fewer would mean anything."""
_MOST_FOR_RUN = 36
"""More are a sentence, which is composed of words."""
_MOST_RUNS = 6
_MOST_PREFIXES = 4
"""Words offered for the beginning of the letters where all of them are one word already."""
_LATIN = re.compile(r"[a-z]")


class Suggester:
    """Completes what was typed. ``show`` gives a folded word as it stands in the report.

    ``texts`` are the folded paragraphs; ``everyday`` are folded words that residents use and search understands,
    offered after the report's own. Tables are made when first needed, or by :meth:`warm`.
    """

    def __init__(
        self,
        texts: Sequence[str],
        words: Words,
        folding: Folding,
        readings: Readings,
        show: Callable[[str], str],
        everyday: Sequence[str] = (),
    ) -> None:
        self._texts = texts
        self._gathered = words
        self._folding = folding
        self._readings = readings
        self._show = show
        self._everyday = everyday

    def warm(self) -> None:
        """Make all tables now (some 0.1 s), so that the first letter is as quick as the others."""
        for typed in ("z", "zhong", "zhongdian", "中dian", "中"):
            self.candidates(typed, 1)
            self.suggest(typed, 1)

    def suggest(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Give words that begin with ``prefix`` (hanzi, pinyin, initials), then those that have it.

        With a space in it, what stands behind the last space is completed, to words of the same paragraphs.
        """
        typed = letters(prefix[:MOST_CHARACTERS], self._folding)
        if not typed or limit < 1:
            return ()
        found = islice(dict.fromkeys(self._completions(typed)), limit)
        offers = tuple(self._show(text) for text in found)
        return offers or tuple(islice(self._second_words(typed), limit))

    def candidates(self, pinyin: str, limit: int) -> tuple[Candidate, ...]:
        """Give what the keyboard offers for typed ``pinyin``: words, then single characters for its first syllable.

        First what uses all letters, also several words in a row; then what uses the first of them, the rest to be
        chosen next. For hanzi: what follows them in the report (``used`` is 0).
        """
        plain = letters(pinyin[:MOST_CHARACTERS], self._folding)
        typed = Typed.read(plain)
        if limit < 1:
            return ()
        if typed is None:
            return tuple(Candidate(text, 0) for text in islice(self._runs.following(plain), limit))
        singles = list(
            islice(dict.fromkeys(Candidate(*each) for each in self._spelling.singles(typed)), limit)
        )
        offered: dict[str, Candidate] = {}
        for text, used in self._words_for(typed, plain):
            if text not in offered:
                offered[text] = Candidate(self._show(text), used)
        most = max(limit - len(singles), int(limit * _MOST_WORDS_OF_CANDIDATES), 1)
        return (*islice(offered.values(), most), *(each for each in singles if each.text not in offered))[
            :limit
        ]

    # -- candidates --

    def _words_for(self, typed: Typed, plain: str) -> Iterator[tuple[str, int]]:
        spelling, length = self._spelling, len(typed.letters)
        begun = self._begun(plain)
        # One syllable is likelier than two that are spelled like it: dian is 电 before 提案 (di an).
        least = min((used for _, used, cost in begun if not cost), default=length)
        exact = [word.text for word, used, cost in begun if not cost and used == len(word.text) == least]
        runs = self._sounding_runs(plain) if not exact and length >= _LEAST_FOR_RUN else []
        exact += (text for text, cost in runs if not cost and len(text) <= least)
        exact += (word for word in spelling.whole(typed) if word not in self._ranks and len(word) <= least)
        composed = spelling.compose(typed) if not exact else None
        is_sentence = composed is not None and composed.used == length and composed.pieces > 1
        near = [text for text, cost in runs if cost <= INITIAL] if not begun else []
        for text in (*exact, *near):
            yield text, length
        if composed is not None and is_sentence and composed.is_sure:
            yield composed.text, length
        others = [word for word in spelling.beginning(typed) if word not in self._ranks]
        for text in (*(word.text for word, _, _ in begun), *(text for text, _ in runs), *others[:_MOST_RUNS]):
            yield text, length
        if not (exact or begun or runs or others):
            yield from ((text, length) for text in self._nearest(typed, plain))
            if composed is not None and is_sentence and composed.pieces == len(composed.text) == 2:
                yield composed.text, length
        if composed is not None and composed.pieces > 1 and composed.is_sure:
            yield composed.text, composed.used
        if exact or composed:
            yield from islice(spelling.prefixes(typed), _MOST_PREFIXES if exact else None)
        else:
            yield from (each for each in spelling.by_initials(typed) if each[0] in self._ranks)

    def _begun(self, plain: str) -> list[tuple[Word, int, int]]:
        """Give the words that begin so, with the characters used up and the cost; the likeliest first."""
        best: dict[int, tuple[int, int]] = {}
        for sighting in self._sound_text.find(plain, Care.INITIALS, starts=self._starts, is_open=True):
            best.setdefault(self._numbers[sighting.start], (sighting.cost, sighting.end - sighting.start))
        if len(best) > 1 and plain.isalpha() and plain.isascii():
            is_read = self._spelling.is_mostly_read
            for number, (cost, used) in best.items():
                if used == 1 and not is_read(self._words[number].text[0], plain):
                    best[number] = (cost + 1, used)
        # The words' numbers are their order.
        ordered = sorted((cost, used, number) for number, (cost, used) in best.items())
        return [(self._words[number], used, cost) for cost, used, number in ordered]

    def _sounding_runs(self, plain: str) -> list[tuple[str, int]]:
        """Give words in a row that begin so by their sound but are no phrase, with the cost; the likeliest first."""
        if len(plain) > _MOST_FOR_RUN:
            return []
        found: dict[str, int] = {}
        counts: Counter[str] = Counter()
        for sighting in self._text_sounds.find(plain, Care.INITIALS, starts=self._cut_mask, is_open=True):
            start, end, cost = sighting.start, sighting.end, sighting.cost
            whole = self._word_end(end)
            if end - start < 2 or (whole > end and cost >= INITIAL * (end - start)):
                continue  # one syllable, or initials and no more, can mean anything
            text, cost = self._runs.text[start:whole], cost + INITIAL * (whole > end)
            if text not in self._ranks and is_offerable(text):
                found[text] = min(cost, found.get(text, cost))
                counts[text] += 1
        ordered = sorted(found, key=lambda text: (found[text], -counts[text], len(text)))
        return [(text, found[text]) for text in ordered[:_MOST_RUNS]]

    def _word_end(self, place: int) -> int:
        """Give where the word ends that ``place`` is in or at the end of."""
        end = self._runs.cuts[bisect_left(self._runs.cuts, place)]
        # 老 alone is a word to the dictionary: here it is half of one.
        return end + 1 if self._runs.text[end - 1 : end + 1] in self._runs.pairs else end

    def _nearest(self, typed: Typed, plain: str) -> Iterator[str]:
        """Give words for letters that spell none: as some accent says them, or with one slip of the finger."""
        seen: dict[str, int] = {}
        for sighting in self._sound_text.find(plain, Care.ACCENTS, starts=self._starts, is_open=True):
            word = self._words[self._numbers[sighting.start]].text
            if sighting.end - sighting.start > 1:
                seen.setdefault(word, sighting.cost + len(word) - (sighting.end - sighting.start))
        yield from sorted(seen, key=lambda word: seen[word])
        yield from self._spelling.nearest(typed)

    # -- completion --

    def _completions(self, typed: str) -> Iterator[str]:
        for word, _, _ in self._begun(typed):
            if word.text != typed:
                yield word.text
        if _LATIN.search(typed):
            yield from self._everyday_sounding(typed)
            if len(typed) >= _LEAST_FOR_RUN or not typed.isascii():
                yield from (text for text, _ in self._sounding_runs(typed))
            return
        yield from (word.text for word in self._words if typed in word.text and typed != word.text)
        yield from (word for word in self._everyday if word.startswith(typed) and typed != word)
        if len(typed) > 1:
            yield from self._runs.going_on(typed)

    def _everyday_sounding(self, plain: str) -> Iterator[str]:
        """Give the everyday words that are spelled so, or whose spelling goes on so: kanb is 看病."""
        typed = Typed.read(plain)
        if typed is not None and len(typed.letters) >= _LEAST_FOR_RUN:
            spelled = chain(self._spelling.whole(typed), self._spelling.beginning(typed))
            yield from (word for word in spelled if word in self._everyday)

    def _second_words(self, typed: str) -> Iterator[str]:
        """Complete the word behind the last space to words that stand in a paragraph with those before it."""
        head, _, last = typed.rpartition(" ")
        if not head or not last:
            return
        known = [self._known(word) for word in head.split()]
        texts = [text for text in self._texts if all(word and word in text for word in known)]
        shown = " ".join(self._show(word) for word in known)
        for text in dict.fromkeys(self._completions(last)):
            if text not in known and any(text in each for each in texts):
                yield f"{shown} {self._show(text)}"

    def _known(self, word: str) -> str:
        """Give the word of the report that was typed, by hanzi or by its whole sound; empty if there is none."""
        if word in self._runs.text:
            return word
        whole = (each.text for each, used, _ in self._begun(word) if used == len(each.text))
        return next(chain(whole, (text for text, _ in self._sounding_runs(word))), "")

    # -- tables --

    @cached_property
    def _runs(self) -> Runs:
        return Runs(self._texts, self._gathered.cuts, self._gathered.entries)

    @cached_property
    def _words(self) -> list[Word]:
        """The words, in the order in which they are offered."""
        kept = [word for word in self._gathered.entries if word.rank != PHRASE or self._holds_together(word)]
        return sorted(kept, key=lambda word: (-_worth(word), -word.rank, len(word.text), word.text))

    def _holds_together(self, phrase: Word) -> bool:
        text, count = phrase.text, self._runs.text.count
        if text[0] not in self._runs.openings:
            return False
        if len(text) < 4:
            return True
        halves = ((text[:at], text[at:]) for at in range(2, len(text) - 1))
        return all(
            phrase.count >= _LEAST_COHESION * max(count(first), count(second)) for first, second in halves
        )

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {word.text: word.rank for word in self._words}

    @cached_property
    def _spelling(self) -> Spelling:
        words = [(word.text, word.count) for word in self._words if word.rank != NAMED or len(word.text) < 9]
        known = dict(words)
        others = (*((word, 1) for word in self._everyday), *self._runs.pairs.items())
        added = {word: use for word, use in others if word not in known}
        return Spelling((*words, *added.items()), Counter(chain.from_iterable(self._texts)), self._readings)

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

    @cached_property
    def _text_sounds(self) -> SoundText:
        return SoundText(self._runs.text, self._readings)

    @cached_property
    def _cut_mask(self) -> int:
        return self._text_sounds.mask(self._runs.cuts)


def _worth(word: Word) -> float:
    named = _WORTH_OF_NAMED if word.rank == NAMED else 0.0
    return math.log2(word.count) + named - _COST_OF_LENGTH * max(0, len(word.text) - 2)
