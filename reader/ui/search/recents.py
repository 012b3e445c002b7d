"""What was searched for lately: kept in memory, gone with the session. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_RECENTS = 8


@dataclass(frozen=True, slots=True)
class Recent:
    """A search as it was written, and what was looked for instead, if anything was."""

    text: str
    understood: str = ""

    @property
    def sought(self) -> str:
        """What was looked for."""
        return self.understood or self.text


class RecentSearches:
    """The latest searches that found something, newest first.

    What found nothing is not kept: a slip of the hand is no help the next time. Each is kept as it was written, for whoever
    wrote it knows it again, together with what it was understood as. Two ways of writing that were understood alike are
    one search.
    """

    def __init__(self) -> None:
        self._searches: list[Recent] = []

    @property
    def searches(self) -> tuple[Recent, ...]:
        """What is kept, newest first."""
        return tuple(self._searches)

    @property
    def texts(self) -> tuple[str, ...]:
        """The searches as they were written, newest first."""
        return tuple(search.text for search in self._searches)

    def add(self, query: str, understood: str | None, count: int) -> None:
        """Keep a search that found ``count`` places; ``understood`` is what was looked for instead, if so."""
        text, other = _tidy(query), _tidy(understood or "")
        if not text or not count:
            return
        new = Recent(text, other if other.casefold() != text.casefold() else "")
        kept = [search for search in self._searches if search.sought.casefold() != new.sought.casefold()]
        self._searches = [new, *(search for search in kept if search.text != text)][:MOST_RECENTS]

    def remove(self, text: str) -> None:
        """Forget the search that was written so."""
        self._searches = [search for search in self._searches if search.text != text]

    def forget(self) -> None:
        """Forget all of them: the next person must not see them."""
        self._searches = []

    def matching(self, prefix: str, offered: Sequence[str]) -> tuple[Recent, ...]:
        """Give those that ``prefix`` may become: by how they were written or understood, or among what is ``offered``.

        What is written already is none of them.
        """
        start = _tidy(prefix).casefold()
        if not start:
            return ()
        return tuple(
            search
            for search in self._searches
            if search.text.casefold() != start
            and (
                start in search.text.casefold()
                or start in search.sought.casefold()
                or search.sought in offered
            )
        )


def _tidy(text: str) -> str:
    return " ".join(text.split())
