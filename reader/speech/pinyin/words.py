"""Where words end: the most probable division of hanzi, which are written without spaces, into words.

The words are those of dictionary and lexicon; the probability of a division is the product of its words' frequencies, as
in jieba (and any unigram segmenter). Without it, the longest word from the left would join 头发 in 汕头发挥.
"""

from __future__ import annotations

from reader.speech.pinyin.dictionary import Dictionary
from reader.speech.pinyin.lexicon import Lexicon

_TOTAL = 33
"""Weight of all words together: 60 million, on the scale of :class:`~reader.speech.pinyin.dictionary.Dictionary`."""
_OF_LEXICON = 15
"""Weight, at least, of what only the lexicon has, or what is longer than two hanzi: as a word that stands 4,000 times."""
_LONG = 3
_SHORT = 10
"""Weight, at least, of a phrase of two hanzi that the dictionary knows, too: 250 times."""
_UNKNOWN = 2
"""Weight of phrases whose frequency the dictionary does not know."""


def divide(hanzi: str, dictionary: Dictionary, lexicon: Lexicon) -> list[str]:
    """Give the words of ``hanzi``, which joined give ``hanzi`` again. The time is linear in the length."""
    best = [0] * (len(hanzi) + 1)
    lengths = [1] * len(hanzi)
    for at in range(len(hanzi) - 1, -1, -1):
        best[at] = dictionary.weights.get(hanzi[at], 0) - _TOTAL + best[at + 1]
        for length, weight in _words_at(hanzi, at, dictionary, lexicon):
            score = weight - _TOTAL + best[at + length]
            if score > best[at]:
                best[at], lengths[at] = score, length
    words: list[str] = []
    at = 0
    while at < len(hanzi):
        words.append(hanzi[at : at + lengths[at]])
        at += lengths[at]
    return words


def _words_at(hanzi: str, at: int, dictionary: Dictionary, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Give length and weight of the words of two hanzi and more that begin at ``at``."""
    words = dictionary.words_at(hanzi, at)
    for length in lexicon.lengths_at(hanzi, at):
        known = dict(words).get(length, _UNKNOWN)
        is_trusted = length >= _LONG or known <= _UNKNOWN
        words.append((length, max(known, _OF_LEXICON if is_trusted else _SHORT)))
    return words
