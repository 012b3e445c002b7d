"""The front of the search: what a window or a command asks."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from reader.core.report import Report
from reader.search.fold import Folding
from reader.search.generation import Generation, Source, open_generation
from reader.search.lookup import Lookup
from reader.search.meaning.rescue import Rescue
from reader.search.meaning.sounds import Readings
from reader.search.meaning.synonyms import Synonyms
from reader.search.offers.suggest import Suggester
from reader.search.result import Candidate, Result, SearchOptions
from reader.search.store import Store
from reader.search.words import Dictionary

_DEFAULT = SearchOptions()
_ANYTHING = "zxq"
"""Stands in no report: looking for it goes through all that understanding needs, and so makes its tables."""


@dataclass(frozen=True)
class _Opened:
    generation: Generation
    lookup: Lookup
    suggester: Suggester


class Finder:
    """Finds places in ``report``.

    ``cache`` is the user's cache folder, ``resources`` the folder that ships with the program,
    ``read_only_index`` a folder with an index that ships with it (see :func:`reader.search.generation.ship`),
    if any. Making a ``Finder`` costs nothing. Its methods may be called from any thread: searches one after
    the other; completion and candidates, which need no index, without waiting for them.
    """

    def __init__(
        self, report: Report, cache: Path, resources: Path, *, read_only_index: Path | None = None
    ) -> None:
        self._report = report
        self._store = Store(cache / "search")
        self._tables = resources / "search"
        self._shipped = read_only_index
        self._opening = threading.Lock()
        self._searching = threading.Lock()
        self._opened: _Opened | None = None
        self._is_warm = False

    @property
    def notice(self) -> str | None:
        """What a person should be told of the open index: that it was damaged, or is kept in memory only."""
        opened = self._opened
        return opened.generation.notice if opened else None

    @property
    def generation(self) -> Generation | None:
        """The open index with where it came from; ``None`` while it is closed."""
        opened = self._opened
        return opened.generation if opened else None

    def open(self) -> None:
        """Open the index, or build it (some 0.3 s) where there is none that fits; nothing to do if it is open.

        Gets everything ready besides, so that the first completion takes no longer than the next ones.

        Raises :class:`~reader.errors.SearchIndexError` if the program's own tables are missing or wrong. All
        other methods open the index too if need be; call this off the UI thread before them.
        """
        opened = self._open()
        if not self._is_warm:
            self._is_warm = True
            opened.suggester.warm()
            self.find(_ANYTHING)

    def close(self) -> None:
        """Let go of the index; the next call opens it again. A search under way is waited for."""
        with self._searching, self._opening:
            if self._opened is not None:
                self._opened.generation.index.close()
                self._opened = None
                self._is_warm = False

    def find(self, text: str, *, options: SearchOptions = _DEFAULT) -> Result:
        """Find what was typed. Nothing typed is syntax, and nothing typed raises."""
        with self._searching:
            return self._open().lookup.find(text, options)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Give words of the report that complete what was typed so far, in hanzi, pinyin or initials."""
        return self._open().suggester.suggest(prefix, limit)

    def candidates(self, pinyin: str, limit: int = 20) -> tuple[Candidate, ...]:
        """Give what an on-screen keyboard offers for pinyin: words of the report first, then characters."""
        return self._open().suggester.candidates(pinyin, limit)

    def _open(self) -> _Opened:
        opened = self._opened
        if opened is not None:
            return opened
        with self._opening:
            self._opened = self._opened or self._make()
            return self._opened

    def _make(self) -> _Opened:
        folding = Folding.read(self._tables / "folding.tsv")
        readings = Readings(self._tables / "readings.tsv")
        synonyms = Synonyms(self._tables / "synonyms.tsv", folding)
        blocks = [folding.fold(block.text) for block in self._report.shown]
        source = Source(self._report, blocks, folding, self._tables)
        generation = open_generation(source, self._store, self._shipped)
        dictionary = Dictionary(self._tables / "words.tsv")
        rescue = Rescue(blocks, generation.words, folding, readings, synonyms, dictionary)
        texts = [block.text for block in blocks]
        return _Opened(
            generation,
            Lookup(self._report, blocks, folding, generation.index, rescue),
            Suggester(texts, generation.words, folding, readings, rescue.shown, rescue.everyday),
        )
