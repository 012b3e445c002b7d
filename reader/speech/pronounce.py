"""Spoken hanzi → syllables and pauses.

The reading of a hanzi is settled in five steps, each stronger than the one before:

1. the dictionary, by the words the text most probably consists of (:mod:`reader.speech.pinyin.words`);
2. contexts, for grammar that no phrase can hold (以…为, 三处), and surnames before titles (华主任);
3. the lexicon, where its phrases are such words: names, terms, and polyphones in their words;
4. the own lexicon of the place, whose phrases count whatever their length;
5. the tone of 一 and 不 before what follows (:mod:`reader.speech.pinyin.sandhi`), unless a lexicon names it itself.

The third-tone sandhi is left to the voice, which does it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from reader.speech.pinyin.contexts import read_contexts
from reader.speech.pinyin.dictionary import Dictionary
from reader.speech.pinyin.hanzi import PAUSES, is_hanzi
from reader.speech.pinyin.letters import LETTER_NAMES
from reader.speech.pinyin.lexicon import Lexicon, fold
from reader.speech.pinyin.sandhi import apply_sandhi
from reader.speech.pinyin.surnames import read_surnames
from reader.speech.pinyin.words import divide
from reader.speech.utterance import Pause, Syllable, Token

_UNREADABLE = "mou3"
"""Said for a hanzi no dictionary reads: 某, "a certain one", so that the listener knows something stands there."""

_INTERJECTIONS = {"m": "mu", "hm": "hen", "n": "en", "ng": "en", "hng": "heng", "ê": "ei"}
"""Readings without a vowel, or with ê, that pinyin voices do not know, and the nearest syllable."""

_COMMA_OF_LISTS = "、"
_STOPS = PAUSES.replace(_COMMA_OF_LISTS, "")
"""The marks that end a clause; a 、 does not, and contexts reach over it (以安全、有序为原则)."""

_RUN = 1000
"""Hanzi read at a time; no phrase of the dictionary is cut but at this distance in unpunctuated text."""


def pronounce(
    spoken: str, lexicon: Lexicon, dictionary: Dictionary, own: Lexicon | None = None
) -> tuple[Token, ...]:
    """Give the tokens of ``spoken``, in order: exactly one syllable for each hanzi, one or more for a Latin letter.

    Characters that are neither hanzi, Latin letters nor pause marks are silent. Each clause is read on its own. What
    ``own`` reads, no longer phrase of ``lexicon`` reads otherwise.
    """
    tokens: list[Token] = []
    for run in re.finditer(rf"[{_STOPS}]|[^{_STOPS}]{{1,{_RUN}}}", spoken):
        if run.group() in _STOPS:
            tokens.append(Pause(run.group(), run.start()))
            continue
        for at, syllables in enumerate(_read_run(run.group(), lexicon, dictionary, own), run.start()):
            if spoken[at] == _COMMA_OF_LISTS:
                tokens.append(Pause(_COMMA_OF_LISTS, at))
            tokens.extend(Syllable(syllable, at) for syllable in syllables)
    return tuple(tokens)


def _read_run(
    run: str, lexicon: Lexicon, dictionary: Dictionary, own: Lexicon | None
) -> list[tuple[str, ...]]:
    """Give for each character its syllables; none for a silent one."""
    readings: list[tuple[str, ...]] = [LETTER_NAMES.get(char, ()) for char in run]
    of_lexicon: dict[int, tuple[str, ...]] = {}
    for start, text in _stretches(run):
        if not is_hanzi(text[0]):
            syllables = lexicon.entries.get(fold(text))
            if syllables is not None:
                of_lexicon.update(enumerate(_spread(syllables, len(text)), start))
            continue
        for word in divide(text, dictionary, lexicon):
            spoken = lexicon.entries.get(word) or dictionary.read(word, _UNREADABLE)
            readings[start : start + len(word)] = [(plain(syllable),) for syllable in spoken]
            if word in lexicon.entries:
                # The tone of a last 一 or 不 depends on what follows the phrase.
                end = start + len(word.rstrip("一不"))
                of_lexicon.update((place, readings[place]) for place in range(start, end))
            start += len(word)
    for at, syllable in itertools.chain(read_contexts(run), read_surnames(run)):
        readings[at] = (syllable,)
    for start, end, syllables in own.matches(run) if own is not None else ():
        of_lexicon.update(enumerate(_spread(syllables, end - start), start))
    for at, said in of_lexicon.items():
        readings[at] = said
    return apply_sandhi(run, readings, of_lexicon.keys())


def _stretches(run: str) -> Iterator[tuple[int, str]]:
    """Give the stretches of hanzi and the words of Latin letters in ``run``: (place, text)."""
    at = 0
    for kind, group in itertools.groupby(
        run, key=lambda char: is_hanzi(char) or (char in LETTER_NAMES and "A")
    ):
        text = "".join(group)
        if kind:
            yield at, text
        at += len(text)


def _spread(syllables: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """Share the syllables of a phrase out over its ``count`` characters, in order."""
    # Rounded up, so that the first letter of a Latin word sounds, however few the syllables.
    cuts = [-(-len(syllables) * i // count) for i in range(count + 1)]
    return [syllables[first:last] for first, last in itertools.pairwise(cuts)]


def plain(syllable: str) -> str:
    """Write a syllable with the letters a–z only, as voices know it."""
    return _INTERJECTIONS.get(syllable[:-1], syllable[:-1]) + syllable[-1]
