"""Shown text → utterance: the rules, the lexicon and the dictionary, joined."""

from __future__ import annotations

from pathlib import Path

from reader.speech.normalise import normalise
from reader.speech.pinyin.dictionary import Dictionary
from reader.speech.pinyin.lexicon import Lexicon
from reader.speech.pronounce import plain, pronounce
from reader.speech.utterance import Syllable, Utterance


class Composer:
    """Makes utterances of shown text with a dictionary, the lexicon that ships and the lexicon of the place."""

    def __init__(self, lexicon: Lexicon, dictionary: Dictionary, own: Lexicon | None = None) -> None:
        self._lexicon, self._dictionary, self._own = lexicon, dictionary, own

    @classmethod
    def load(cls, folder: Path, own: Path | None = None) -> Composer:
        """Load dictionary and lexicon from ``folder`` (``resources/speech``), and the lexicon of the place, ``own``.

        :class:`~reader.errors.LexiconError` without the dictionary; a wrong row of a lexicon is skipped, and ``own``
        need not exist.
        """
        theirs = Lexicon.load([own] if own is not None and own.exists() else [])
        return cls(Lexicon.load([folder / "lexicon.tsv"]), Dictionary.load(folder / "dictionary.txt"), theirs)

    @property
    def problems(self) -> tuple[str, ...]:
        """Rows of the lexicons that were skipped, in plain Chinese."""
        return self._lexicon.problems + (self._own.problems if self._own else ())

    def compose(self, text: str) -> Utterance:
        """Give the utterance for ``text``; any string is accepted, and one without anything to say has no tokens."""
        spoken = normalise(text)
        return Utterance(text, spoken, pronounce(spoken.text, self._lexicon, self._dictionary, self._own))

    def pinyin(self, text: str) -> str:
        """Give the syllables spoken for ``text``, separated by spaces: ``qi1 bao3 zhen4``."""
        return " ".join(token.pinyin for token in self.compose(text).tokens if isinstance(token, Syllable))

    def readings(self, hanzi: str) -> tuple[str, ...]:
        """Give the syllables a single hanzi has in today's words, the most frequent first; none for one that no dictionary
        reads.
        """
        return tuple(dict.fromkeys(plain(syllable) for syllable in self._dictionary.usual_readings(hanzi)))
