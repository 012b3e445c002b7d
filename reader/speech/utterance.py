"""An utterance: a piece of shown text together with what is spoken for it.

Light on purpose: engines, player and window know utterances; only :mod:`reader.speech.composer`, which makes them, loads
rules, lexicon and dictionaries.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.traced import Traced


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


@dataclass(frozen=True)
class Utterance:
    """``text`` as shown, ``spoken`` as hanzi traced to ``text``, and ``tokens``, whose ``at`` counts in ``spoken``."""

    text: str
    spoken: Traced
    tokens: tuple[Token, ...]
