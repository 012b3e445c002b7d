"""Spoken hanzi → syllables and pauses.

The reading of a hanzi is settled in four steps, each stronger than the one before:

1. pypinyin's dictionary of phrases, longest match;
2. the contexts of :mod:`reader.speech.contexts`, for grammar that no phrase can hold (以…为, 三处);
3. the lexicon: names, terms, and polyphones in their words;
4. the tone of 一 and 不 before what follows (:mod:`reader.speech.sandhi`), unless the lexicon names it itself.

The third-tone sandhi is left to the voice, which does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.speech.contexts import read_contexts
from reader.speech.hanzi import PAUSES, is_hanzi
from reader.speech.letters import LETTER_NAMES
from reader.speech.lexicon import Lexicon
from reader.speech.sandhi import apply_sandhi


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable: pinyin with a tone digit (``lv4``; 5 is neutral), said for the character ``at`` of the spoken text."""

    pinyin: str
    at: int


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause mark (one of 。！？；：，、) at character ``at`` of the spoken text."""

    mark: str
    at: int


Token = Syllable | Pause

_UNREADABLE = "mou3"
"""Said for a hanzi no dictionary reads: 某, "a certain one", so that the listener knows something stands there."""

_INTERJECTIONS = {"m": "mu", "hm": "hen", "n": "en", "ng": "en", "hng": "heng", "ê": "ei", "o": "o"}
"""Readings without a vowel, or with ê, that pinyin voices do not know, and the nearest syllable."""

_RUN = 1000
"""Hanzi given to pypinyin at a time; no phrase of its dictionary is cut but at this distance in unpunctuated text."""


def pronounce(spoken: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Give the tokens of ``spoken``, in order: exactly one syllable for each hanzi, one or more for a Latin letter.

    Characters that are neither hanzi, Latin letters nor pause marks are silent. Each run between pauses is read on its
    own, so that no phrase reaches over a pause.
    """
    tokens: list[Token] = []
    for run in re.finditer(rf"[{PAUSES}]|[^{PAUSES}]{{1,{_RUN}}}", spoken):
        if run.group() in PAUSES:
            tokens.append(Pause(run.group(), run.start()))
        else:
            for at, syllables in enumerate(_read_run(run.group(), lexicon), run.start()):
                tokens.extend(Syllable(syllable, at) for syllable in syllables)
    return tuple(tokens)


def _read_run(run: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """Give for each character its syllables; none for a silent one."""
    readings: list[tuple[str, ...]] = [()] * len(run)
    for at, syllable in _read_dictionary(run):
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
    cuts = [len(syllables) * i // count for i in range(count + 1)]
    # The first letter must sound first: the floor division leaves early letters of a long word silent, not late ones.
    return [syllables[first:last] for first, last in zip(cuts, cuts[1:], strict=False)]


def _read_dictionary(run: str) -> Iterator[tuple[int, str]]:
    """Read each stretch of hanzi with pypinyin: (place, syllable)."""
    # Imported here, because it takes 0.3 to 0.5 s and the window should stand before that.
    from pypinyin import Style, lazy_pinyin

    start = 0
    while start < len(run):
        if not is_hanzi(run[start]):
            start += 1
            continue
        end = start
        while end < len(run) and is_hanzi(run[end]):
            end += 1
        stretch = run[start:end]
        syllables = lazy_pinyin(stretch, Style.TONE3, errors=_mark_unreadable, neutral_tone_with_five=True)
        if len(syllables) != len(stretch):
            raise AssertionError(f"pypinyin gave {len(syllables)} syllables for {len(stretch)} hanzi")
        yield from enumerate((_plain(syllable) for syllable in syllables), start)
        start = end


def _mark_unreadable(chars: str) -> list[str]:
    return [_UNREADABLE] * len(chars)


def _plain(syllable: str) -> str:
    """Write a syllable with the letters a–z only, as voices know it."""
    return _INTERJECTIONS.get(syllable[:-1], syllable[:-1]) + syllable[-1]
