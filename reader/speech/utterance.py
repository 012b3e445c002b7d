"""An utterance: a piece of shown text together with what is spoken for it."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.traced import Traced
from reader.speech.lexicon import Lexicon
from reader.speech.normalise import normalise
from reader.speech.pronounce import Syllable, Token, pronounce


@dataclass(frozen=True)
class Utterance:
    """``text`` as shown, ``spoken`` as hanzi traced to ``text``, and ``tokens``, whose ``at`` counts in ``spoken``."""

    text: str
    spoken: Traced
    tokens: tuple[Token, ...]


class Composer:
    """Makes utterances of shown text with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def compose(self, text: str) -> Utterance:
        """Give the utterance for ``text``; any string is accepted, and one without anything to say has no tokens."""
        spoken = normalise(text)
        return Utterance(text, spoken, pronounce(spoken.text, self._lexicon))

    def pinyin(self, text: str) -> str:
        """Give the syllables spoken for ``text``, separated by spaces: ``qi1 bao3 zhen4``."""
        return " ".join(token.pinyin for token in self.compose(text).tokens if isinstance(token, Syllable))
