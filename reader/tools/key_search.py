"""Finding a command in the table of keys: by what it is called, by its sound, or by its key."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from reader.tools.key_names import normalised, press_of

Readings = Callable[[str], Sequence[str]]
"""Gives the syllables a character may be read as, without tones; none for what is no hanzi."""


def is_found(typed: str, texts: Iterable[str], names: Iterable[str], readings: Readings) -> bool:
    """Say whether what was ``typed`` means a command: one of its ``texts``, its first one's sound, or a key's name."""
    plain = _plain(typed)
    texts = tuple(texts)
    if not plain or any(plain in _plain(text) for text in texts):
        return True
    normal = normalised(typed)
    if normal is not None and press_of(normal) in {press_of(name) for name in names}:
        return True
    return plain.isascii() and plain.isalpha() and sounds_like(texts[0], plain, readings)


def sounds_like(words: str, letters: str, readings: Readings) -> bool:
    """Say whether ``letters`` are the beginnings of the syllables of neighbouring characters: ``syj``, ``shangyiju``.

    Characters that have no reading are passed over, once the first has been met.
    """
    return any(_begins(words[start:], letters, readings) for start in range(len(words)))


def _begins(words: str, letters: str, readings: Readings) -> bool:
    reached = {0}
    """How many of the letters may have been used up by the characters so far."""
    for character in words:
        syllables = readings(character)
        if not syllables:
            continue
        reached = {
            at + count
            for at in reached
            for syllable in syllables
            for count in range(1, len(syllable) + 1)
            if letters[at : at + count] == syllable[:count]
        }
        if len(letters) in reached:
            return True
    return False


def _plain(text: str) -> str:
    """Give ``text`` without case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
