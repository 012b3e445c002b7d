"""Shown text → utterance: the rules, the lexicon and the dictionary, joined."""

from __future__ import annotations

from pathlib import Path

from reader.speech.dictionary import Dictionary
from reader.speech.lexicon import Lexicon
from reader.speech.normalise import normalise
from reader.speech.pronounce import pronounce
from reader.speech.utterance import Syllable, Utterance


class Composer:
    """Makes utterances of shown text with one lexicon and one dictionary."""

    def __init__(self, lexicon: Lexicon, dictionary: Dictionary) -> None:
        self._lexicon, self._dictionary = lexicon, dictionary

    @classmethod
    def load(cls, folder: Path) -> Composer:
        """Load dictionary and lexicon from ``folder`` (``resources/speech``).

        :class:`~reader.errors.LexiconError` without the dictionary; a wrong row of the lexicon is skipped.
        """
        return cls(Lexicon.load([folder / "lexicon.tsv"]), Dictionary.load(folder / "dictionary.txt"))

    @property
    def problems(self) -> tuple[str, ...]:
        """Rows of the lexicon that were skipped, in plain Chinese."""
        return self._lexicon.problems

    def compose(self, text: str) -> Utterance:
        """Give the utterance for ``text``; any string is accepted, and one without anything to say has no tokens."""
        spoken = normalise(text)
        return Utterance(text, spoken, pronounce(spoken.text, self._lexicon, self._dictionary))

    def pinyin(self, text: str) -> str:
        """Give the syllables spoken for ``text``, separated by spaces: ``qi1 bao3 zhen4``."""
        return " ".join(token.pinyin for token in self.compose(text).tokens if isinstance(token, Syllable))
