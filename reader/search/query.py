"""What was typed → words to look for. Nothing typed is syntax."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from reader.search.fold import Folding

MOST_CHARACTERS = 64
MOST_WORDS = 8
_READ_AHEAD = 4096
"""Characters looked at before the cap; a pasted book costs no more than this."""

_JOINS = frozenset(".-/:~+,")
"""What belongs to a word when it stands between two digits or Latin letters: 24.03, 10-04, 10,000."""
_ENDS = frozenset("%‰°℃㎡+")


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, made safe.

    ``typed`` is what a person may be shown; ``phrase`` all of it folded, spaces left out; ``words`` its
    folded words; ``raw_words`` the same words as typed; ``is_cut`` says that more was typed than is looked
    for.
    """

    typed: str
    phrase: str
    words: tuple[str, ...]
    raw_words: tuple[str, ...]
    is_cut: bool


def read_query(typed: str, folding: Folding) -> Query:
    """Read what was typed: drop what cannot be shown, cap it, and split it into words.

    At most 64 characters and 8 words count (``search.md``); white space and punctuation separate words.
    """
    ahead = typed[:_READ_AHEAD]
    shown = " ".join("".join(map(_printable, ahead)).split())
    capped = shown[:MOST_CHARACTERS].rstrip()
    pairs = [(raw, folded) for raw in _split(capped) if (folded := folding.fold(raw).text)]
    return Query(
        typed=capped,
        phrase=folding.fold(capped).text,
        words=tuple(folded for _, folded in pairs[:MOST_WORDS]),
        raw_words=tuple(raw for raw, _ in pairs[:MOST_WORDS]),
        is_cut=len(typed) > _READ_AHEAD or len(shown) > MOST_CHARACTERS or len(pairs) > MOST_WORDS,
    )


def _printable(character: str) -> str:
    """Give the character, a space for one that controls or separates, nothing for half a surrogate pair."""
    category = unicodedata.category(character)
    if category in ("Cs", "Cf"):
        return ""
    return " " if category in ("Cc", "Zl", "Zp", "Zs") else character


def _split(text: str) -> list[str]:
    words: list[str] = []
    word = ""
    for i, character in enumerate(text):
        if _is_of_word(text, i, character):
            word += character
        elif word:
            words.append(word)
            word = ""
    return [*words, word] if word else words


def _is_of_word(text: str, i: int, character: str) -> bool:
    if unicodedata.category(character)[0] in "LNM" or character in _ENDS:
        return True
    if character not in _JOINS:
        # Emoji and the like are words of their own kind: looked for, not found.
        return unicodedata.category(character) == "So"
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
