"""What was searched for lately: kept in memory, gone with the session. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_RECENTS = 8


@dataclass(frozen=True, slots=True)
class _Search:
    """A search as it is offered again, how it was typed, and what was looked for."""

    text: str
    typed: str
    key: str


class RecentSearches:
    """The latest searches that found something, newest first.

    What found nothing is not kept: a slip of the hand is no help the next time. What was typed as pinyin is kept in the
    hanzi it was understood as, for it is to be recognised by who reads it; what was typed in hanzi stays as it was. Two
    ways of writing that were understood alike are one search.
    """

    def __init__(self) -> None:
        self._searches: list[_Search] = []

    @property
    def texts(self) -> tuple[str, ...]:
        """What is offered, newest first."""
        return tuple(search.text for search in self._searches)

    def add(self, query: str, understood: str | None, count: int) -> None:
        """Keep a search that found ``count`` places; ``understood`` is what was looked for instead, if so."""
        typed = _tidy(query)
        if not typed or not count:
            return
        found = _tidy(understood or typed)
        text = found if _has_letters(typed) else typed
        new = _Search(text, typed, found.casefold())
        kept = [search for search in self._searches if search.key != new.key and search.text != text]
        self._searches = [new, *kept][:MOST_RECENTS]

    def remove(self, text: str) -> None:
        """Forget one search."""
        self._searches = [search for search in self._searches if search.text != text]

    def forget(self) -> None:
        """Forget all of them: the next person must not see them."""
        self._searches = []

    def matching(self, prefix: str, offered: Sequence[str]) -> tuple[str, ...]:
        """Give those that ``prefix`` may become: by their own words, by how they were typed, or among what is ``offered``."""
        start = _tidy(prefix).casefold()
        if not start:
            return ()
        return tuple(
            search.text
            for search in self._searches
            if start in search.text.casefold()
            or search.typed.casefold().startswith(start)
            or search.text in offered
        )


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _has_letters(text: str) -> bool:
    return any(character.isascii() and character.isalpha() for character in text)
