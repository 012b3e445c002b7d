"""Spoken hanzi → syllables and pauses.

The reading of a hanzi is settled in four steps, each stronger than the one before:

1. the dictionary of phrases (pypinyin's), longest match;
2. the contexts of :mod:`reader.speech.contexts`, for grammar that no phrase can hold (以…为, 三处);
3. the lexicon: names, terms, and polyphones in their words;
4. the tone of 一 and 不 before what follows (:mod:`reader.speech.sandhi`), unless the lexicon names it itself.

The third-tone sandhi is left to the voice, which does it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from reader.speech.contexts import read_contexts
from reader.speech.dictionary import Dictionary
from reader.speech.hanzi import PAUSES, is_hanzi
from reader.speech.letters import LETTER_NAMES
from reader.speech.lexicon import Lexicon
from reader.speech.sandhi import apply_sandhi
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


def pronounce(spoken: str, lexicon: Lexicon, dictionary: Dictionary) -> tuple[Token, ...]:
    """Give the tokens of ``spoken``, in order: exactly one syllable for each hanzi, one or more for a Latin letter.

    Characters that are neither hanzi, Latin letters nor pause marks are silent. Each clause is read on its own.
    """
    tokens: list[Token] = []
    for run in re.finditer(rf"[{_STOPS}]|[^{_STOPS}]{{1,{_RUN}}}", spoken):
        if run.group() in _STOPS:
            tokens.append(Pause(run.group(), run.start()))
            continue
        for at, syllables in enumerate(_read_run(run.group(), lexicon, dictionary), run.start()):
            if spoken[at] == _COMMA_OF_LISTS:
                tokens.append(Pause(_COMMA_OF_LISTS, at))
            tokens.extend(Syllable(syllable, at) for syllable in syllables)
    return tuple(tokens)


def _read_run(run: str, lexicon: Lexicon, dictionary: Dictionary) -> list[tuple[str, ...]]:
    """Give for each character its syllables; none for a silent one."""
    readings: list[tuple[str, ...]] = [()] * len(run)
    for at, syllable in _read_dictionary(run, dictionary):
        readings[at] = (syllable,)
    for at, char in enumerate(run):
        readings[at] = LETTER_NAMES.get(char, readings[at])
    for at, syllable in read_contexts(run):
        readings[at] = (syllable,)
    fixed: set[int] = set()
    for start, end, syllables in lexicon.matches(run):
        fixed.update(range(start, end))
        if is_hanzi(run[start]):
            readings[start:end] = [(syllable,) for syllable in syllables]
        else:
            readings[start:end] = _spread(syllables, end - start)
    return apply_sandhi(run, readings, fixed)


def _spread(syllables: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """Share the syllables of a Latin word out over its ``count`` letters, in order."""
    # Rounded up, so that the first letter sounds, however few the syllables.
    cuts = [-(-len(syllables) * i // count) for i in range(count + 1)]
    return [syllables[first:last] for first, last in itertools.pairwise(cuts)]


def _read_dictionary(run: str, dictionary: Dictionary) -> Iterator[tuple[int, str]]:
    """Read each stretch of hanzi by the dictionary: (place, syllable)."""
    start = 0
    while start < len(run):
        if not is_hanzi(run[start]):
            start += 1
            continue
        end = start
        while end < len(run) and is_hanzi(run[end]):
            end += 1
        syllables = dictionary.read(run[start:end], _UNREADABLE)
        for at, syllable in zip(range(start, end), syllables, strict=True):
            yield at, _plain(syllable)
        start = end


def _plain(syllable: str) -> str:
    """Write a syllable with the letters a–z only, as voices know it."""
    return _INTERJECTIONS.get(syllable[:-1], syllable[:-1]) + syllable[-1]
