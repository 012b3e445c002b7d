"""Captions of recordings, cut where those of the window's strip are: between words, in lines of much the same length."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Set

from reader.speech.recordings.subtitles import LONGEST, Cutting
from reader.ui.captions.layout import Room, caption_pages


def cut_between_words(borders: Callable[[str], Set[int]]) -> Cutting:
    """Make what parts a sentence into captions. ``borders`` gives the places between the words of a text."""

    def cut(text: str, bound: frozenset[int]) -> tuple[tuple[int, int], ...]:
        pages = caption_pages(text, [1.0] * len(text), Room(LONGEST), bound, borders)
        starts = [0]
        for start in [line[0] for page in pages for line in page][1:]:
            # The strip leaves marks at the ends of its lines away; here they stay, an opening one with what it opens.
            while start - 1 > starts[-1] and unicodedata.category(text[start - 1]) in ("Ps", "Pi"):
                start -= 1
            starts.append(start)
        return tuple(zip(starts, [*starts[1:], len(text)], strict=True))

    return cut
