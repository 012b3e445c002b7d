"""What was typed stands nowhere in the report: what may it mean?

Everything understood is text of the report. The steps, each tried only where the ones before found nothing:

1. the same without the punctuation, and numbers written the other way (三百七十三地块, 373地块);
2. everyday words for official ones (看病), from ``synonyms.tsv``;
3. pinyin, initials, and hanzi mixed with them, also with a southern accent or one slip of the fingers (dianti,
   dt, 电ti, zong yi, dianit), of words of the report and everyday ones;
4. words run together (老房子装电梯);
5. characters that sound alike or nearly so, or one that is wrong, missing, too many or out of its place (敬老园);
6. the longest piece that stands in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, islice, pairwise, product

from reader.search.fold import Folded, Folding
from reader.search.meaning import numerals
from reader.search.meaning.dictionary import Dictionary
from reader.search.meaning.everyday import Everyday
from reader.search.meaning.likelihood import Choice, Likelihood, worth_of_word
from reader.search.meaning.pieces import Cut, Piece, cut
from reader.search.meaning.sounds import Readings, has_letters, letters
from reader.search.meaning.soundtext import EXACT, SAME_SOUND, SEPARATOR, SYLLABLE_BREAKS, Care, SoundText
from reader.search.meaning.synonyms import Synonyms
from reader.search.query import Query
from reader.search.words import COMMON, FRAGMENT, WORD, Words

_FIRST_HANZI = "\u3400"
_MOST_ALTERNATIVES = 4
_MOST_GUESSES = 2
_MOST_FURTHER = 6
"""Cost; what is so much further from what was typed than something else is not offered beside it."""
_MOST_COMBINATIONS = 64
_MOST_IN_VAIN = 2
"""Words of one search that mean nothing; after so many no other is guessed at, which would take too long."""
_KEPT_CUTS = 8
_LONGEST_WORD = 4
"""Characters of the longest words of the dictionary."""
_LONGEST_PIECE = 40
"""Letters of the longest words looked for in a row."""
_LEAST_COMMON_USE = 200
"""Who spells a word used so often (as ``words.tsv`` counts) means it, and nothing that some accent says alike."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was understood: folded ``words`` that stand together in a paragraph, ``text`` to show for them.

    ``others`` are further meanings, to show and to search for. Without ``words`` nothing was understood: others are
    guesses. ``missing`` are words, as typed, that the report does not have. What ``is_certain`` is no guess: another
    way to write it, exactly its sound, or an everyday word.
    """

    text: str
    words: tuple[str, ...]
    others: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_certain: bool = False


class Rescue:
    """Finds out what was meant.

    ``blocks`` are the folded paragraphs, ``words`` what was gathered from them.
    """

    def __init__(
        self,
        blocks: Sequence[Folded],
        words: Words,
        folding: Folding,
        readings: Readings,
        synonyms: Synonyms,
        dictionary: Dictionary,
    ) -> None:
        self._texts = [block.text for block in blocks]
        self._text = SEPARATOR.join(self._texts)
        self._plain = SEPARATOR.join(block.plain for block in blocks)
        self._likelihood = Likelihood(self._texts, words)
        self._folding = folding
        self._readings = readings
        self._everyday = Everyday(synonyms, readings, self.stands)
        self._dictionary = dictionary
        # One search may ask twice.
        self._cut_sounds = lru_cache(maxsize=_KEPT_CUTS)(self._cut_by_sound)

    def understand(self, query: Query) -> Meaning | None:
        """Say what a query that stands nowhere may mean; ``None`` if there is not even a guess."""
        typed = letters(query.typed, self._folding)
        solid = "".join(query.words) if has_letters(typed) else typed.replace(" ", "")
        found = self._as_written(solid, query.phrase) or self._as_spelled_number(typed)
        if found is not None:
            return replace(found, is_certain=True)
        if self._is_unanswered(solid, typed):
            return None
        steps: tuple[Callable[[], Meaning | None], ...] = (
            lambda: self._as_sound(typed),
            lambda: self._as_words(query),
            lambda: self._as_characters(solid),
            lambda: self._in_part(solid, typed),
        )
        guess: Meaning | None = None
        for step in steps:
            found = step()
            if found is not None and found.words:
                return replace(found, others=_distinct(found.others, guess.others)) if guess else found
            guess = guess or found
        return guess

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

    @property
    def everyday(self) -> tuple[str, ...]:
        """The everyday words for which this report has an official one, folded."""
        return self._everyday.answered

    @property
    def asked_for(self) -> tuple[str, ...]:
        """A few words of this report that residents ask about most, to be tried where nothing was found."""
        return tuple(map(self.shown, self._everyday.asked_for[:_MOST_ALTERNATIVES]))

    def _is_unanswered(self, folded: str, typed: str) -> bool:
        """Say whether it is an everyday word, in hanzi or pinyin, of which this report says nothing."""
        words = [folded] if self._everyday.has(folded) else self._everyday.spelled(typed)
        if not words or self._everyday.officials(words):
            return False
        return not self._sound_text.find(typed, Care.SYLLABLES)

    def _as_written(self, folded: str, phrase: str = "") -> Meaning | None:
        """Understand it without punctuation or a doubled character, with other numbers, or as an everyday word."""
        doubled = (
            i for i, (one, other) in enumerate(pairwise(folded)) if one == other and one > _FIRST_HANZI
        )
        once = (folded[:i] + folded[i + 1 :] for i in doubled if len(folded) > 2)
        forms = (folded, *numerals.variants(folded), *numerals.variants(phrase), *once)
        standing = [form for form in forms if form and self.stands(form)]
        return self._meaning(standing or self._everyday.officials([folded]))

    def _as_sound(self, typed: str) -> Meaning | None:
        """Understand plain letters, or hanzi mixed with them, as one word, or as words run together."""
        if not has_letters(typed):
            return None
        # Who spelled a word of the language meant this word, or one that sounds nearly so.
        use = self._use_of_spelled(typed)
        found = self._likelihood.choose(
            self._sound_text.find(typed, Care.LITTLE & ~Care.SLIPS if use else Care.LITTLE)
        )
        care = Care.SYLLABLES if use else Care.ACCENTS | Care.SLIPS
        found = _either(found, self._everyday.choose(typed, care))
        if found is None or found.cost:
            # Words run together and spelled right are likelier than others nearly so.
            spelled = self._cut_sounds(typed)
            if not spelled.missed and (found is None or spelled.worth > found.worth):
                together = self._stand_together(spelled.words)
                if together:
                    return together
        if found is None:
            return None
        if found.cost > EXACT and use >= _LEAST_COMMON_USE:
            return self._guess(found.texts)
        return self._meaning(found.texts, is_certain=found.cost <= EXACT)

    def _use_of_spelled(self, typed: str) -> int:
        """Say how often the word of the language is used that ``typed`` is in plain pinyin; 0 if it is none."""
        syllables = [each for each in self._readings.split(typed) if each not in SYLLABLE_BREAKS]
        spelled = [self._readings.spelled(each) for each in syllables]
        return self._dictionary.use_of_one_of(
            ["".join(map(self._readings.characters, meant)) for meant in spelled]
        )

    def _as_spelled_number(self, typed: str) -> Meaning | None:
        """Understand numbers in pinyin (san bai qi shi san di kuai)."""
        syllables = [each for each in self._readings.split(typed) if each not in SYLLABLE_BREAKS]
        for number in numerals.spelled(syllables):
            for form in numerals.variants(number):
                found = self._likelihood.choose(self._sound_text.find(form, Care.SYLLABLES))
                if found:
                    return self._meaning(found.texts)
        return None

    def _as_words(self, query: Query) -> Meaning | None:
        """Understand each word for itself, where they then stand together in a paragraph.

        What then is left over is missing, where the rest is understood.
        """
        if len(query.words) < 2 or any(self._readings.has(word) for word in query.words):
            return None
        words: list[str] = []
        missing: list[str] = []
        guesses: list[str] = []
        for raw, folded in dict.fromkeys(zip(query.raw_words, query.words, strict=True)):
            found = self._as_one(raw, folded, can_guess=len(missing) < _MOST_IN_VAIN)
            words.extend(found.words)
            if not found.words:
                missing.append(raw)
                guesses.extend(found.others)
        if any(len(word) < 2 for word in words) or not words or not self.stand_together(words):
            return None
        return replace(
            self._together(words),
            others=tuple(guesses[:_MOST_ALTERNATIVES]),
            missing=tuple(missing),
        )

    def _as_one(self, raw: str, folded: str, *, can_guess: bool) -> Meaning:
        """Understand one of several words."""
        if self.stands(folded):
            return Meaning(folded, (folded,))
        plain = letters(raw, self._folding)
        found = None
        if can_guess and not self._is_unanswered(folded, plain):
            found = self._as_written(folded) or self._as_sound(plain) or self._as_characters(folded)
        return found or Meaning("", ())

    def _as_characters(self, folded: str) -> Meaning | None:
        """Understand words run together, or characters that sound like those meant, or are nearly those."""
        if len(folded) < 2 or folded.isascii() or has_letters(folded):
            return None
        # Who typed words of the language meant these; others that are nearly so can only be offered.
        is_word, is_made_of_words = self._dictionary.has(folded), self._is_made_of_absent(folded)
        everything = Care.HOMOPHONES | Care.ACCENTS | Care.SLIPS
        care = Care.HOMOPHONES if is_word and len(folded) == 2 else everything
        found = self._likelihood.choose(self._sound_text.find(folded, care))
        care = Care.HOMOPHONES if is_word or is_made_of_words else everything
        found = _either(found, self._everyday.choose(folded, care))
        joined = self._cut_hanzi(folded)
        if not joined.missed and (found is None or joined.worth >= found.worth):
            together = self._stand_together(joined.words)
            if together:
                return together
        if found is None:
            return None
        is_same = found.cost <= SAME_SOUND or sorted(found.texts[0]) == sorted(folded)
        if is_word or (is_made_of_words and not is_same):
            return self._guess(found.texts)
        return self._meaning(found.texts)

    def _is_made_of_absent(self, folded: str) -> bool:
        """Say whether more than half of it are words of the language of which the report says nothing."""

        def words_at(at: int) -> Iterator[Piece]:
            for end in range(at + 2, min(len(folded), at + _LONGEST_WORD) + 1):
                word = folded[at:end]
                if (self.stands(word) and self._is_word(word)) or self._everyday.officials([word]):
                    yield Piece(end, ("",), 0)
                elif self._dictionary.has(word):
                    yield Piece(end, (word,), 0)

        words = cut(len(folded), words_at, lambda at: (at + 1, 1)).words
        return 2 * sum(len(word) for (word,) in words) > len(folded)

    def _in_part(self, folded: str, typed: str) -> Meaning | None:
        """Understand pieces of what was typed, unless all of it is one word of the language."""
        if self._dictionary.has(folded) or self._use_of_spelled(typed):
            return None
        if not has_letters(typed):
            return self._as_known_and_alike(folded) or self._as_pieces(self._cut_hanzi(folded).words)
        found = self._cut_sounds(typed)
        return self._as_pieces(found.words) if 2 * found.missed <= found.in_all else None

    def _as_known_and_alike(self, folded: str) -> Meaning | None:
        """Understand a word of the report beside what sounds like another one and is none of the language."""
        for at in range(2, len(folded) - 1):
            for is_first in (True, False):
                known, rest = (folded[:at], folded[at:]) if is_first else (folded[at:], folded[:at])
                if not self.stands(known) or not self._is_word(known) or self._dictionary.has(rest):
                    continue
                found = self._likelihood.choose(self._sound_text.find(rest, Care.HOMOPHONES))
                if found and self._likelihood.rank(found.texts[0]) >= WORD:
                    words = (known, found.texts[0])[:: 1 if is_first else -1]
                    return self._together(words) if self.stand_together(words) else self._meaning(words)
        return None

    def _as_pieces(self, pieces: Sequence[tuple[str, ...]]) -> Meaning | None:
        """Understand pieces as words of one paragraph, or else take the longest."""
        longest = sorted((words[0] for words in pieces), key=len, reverse=True)
        return self._stand_together(pieces) or self._meaning(longest)

    def _stand_together(self, pieces: Sequence[tuple[str, ...]]) -> Meaning | None:
        """Understand pieces, each with the words it may stand for, as words of one paragraph."""
        for words in islice(product(*dict.fromkeys(pieces)), _MOST_COMBINATIONS):
            if words and self.stand_together(words):
                return self._together(words)
        return None

    def _cut_hanzi(self, folded: str) -> Cut:
        """Cut ``folded`` into words of the report and everyday words."""
        return cut(len(folded), lambda at: self._pieces_at(folded, at), lambda at: (at + 1, 1))

    def _pieces_at(self, folded: str, at: int) -> Iterator[Piece]:
        standing = True
        for end in range(at + 2, len(folded) + 1):
            text = folded[at:end]
            if _is_within_number(folded, at) or _is_within_number(folded, end):
                continue
            standing = standing and self.stands(text)
            if not standing and end - at > self._everyday.longest:
                break
            itself = (text,) if standing and self._is_word(text) else ()
            words = (*itself, *self._everyday.officials([text]))
            if words:
                yield Piece(end, words, worth_of_word(len(text), max(self._likelihood.rank(text), COMMON)))

    def _is_word(self, text: str) -> bool:
        """Say whether text of the report is a word of it, or an everyday one."""
        return self._likelihood.rank(text) > FRAGMENT or self._everyday.has(text)

    def _cut_by_sound(self, typed: str) -> Cut:
        """Cut typed pinyin likewise, by full syllables."""
        syllables = self._readings.split(typed)
        lone = self._readings.lone_letters(typed)
        if 3 * lone > len(syllables):
            return Cut((), 0, lone, lone)  # hardly anything of it is pinyin
        ends = sorted({0, *accumulate(map(len, syllables))})

        def step(at: int) -> tuple[int, int]:
            after = next(end for end in ends if end > at)
            return after, int(typed[at] not in SYLLABLE_BREAKS)

        return cut(len(typed), lambda at: self._sounds_at(typed, at), step)

    def _sounds_at(self, typed: str, at: int) -> Iterator[Piece]:
        """Give the pieces that begin ``at``; words of the report come before official ones."""
        rest = typed[at : at + _LONGEST_PIECE]
        pieces: dict[int, Piece] = {}
        for length, sightings in self._sound_text.beginnings(rest):
            found = self._likelihood.choose(sightings)
            if found and self._is_word(found.texts[0]):
                pieces[length] = Piece(at + length, found.texts[:1], found.worth)
        for length, officials, worth in self._everyday.beginnings(rest):
            known = pieces.get(length, Piece(at + length, (), worth))
            pieces[length] = known._replace(words=tuple(dict.fromkeys((*known.words, *officials))))
        yield from pieces.values()

    def _together(self, words: Sequence[str]) -> Meaning:
        distinct = tuple(dict.fromkeys(words))
        return Meaning(" ".join(map(self.shown, distinct)), distinct)

    def _meaning(self, found: Iterable[str], *, is_certain: bool = False) -> Meaning | None:
        texts = tuple(dict.fromkeys(found))
        if not texts:
            return None
        others = tuple(self.shown(text) for text in texts[1 : _MOST_ALTERNATIVES + 1])
        return Meaning(self.shown(texts[0]), texts[:1], others, is_certain=is_certain)

    def _guess(self, found: Iterable[str]) -> Meaning:
        """Give what can be offered, but was hardly meant."""
        return Meaning("", (), tuple(map(self.shown, found))[:_MOST_GUESSES])

    @cached_property
    def _sound_text(self) -> SoundText:
        return SoundText(self._text, self._readings)


def _distinct(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))[:_MOST_ALTERNATIVES]


def _either(first: Choice | None, second: Choice | None) -> Choice | None:
    """Give the likelier of two, with the texts of the other behind its own."""
    if first is None or second is None:
        return first or second
    best, other = (first, second) if first.worth >= second.worth else (second, first)
    if (other.cost and best.is_sure) or other.cost > best.cost + _MOST_FURTHER:
        return best
    return best._replace(texts=tuple(dict.fromkeys((*best.texts, *other.texts))))


def _is_within_number(text: str, place: int) -> bool:
    """Say whether there is a figure on both sides of a place."""
    return text[place - 1 : place].isdigit() and text[place : place + 1].isdigit()
