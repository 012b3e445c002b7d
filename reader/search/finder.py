"""The front of the search: what a window or a command asks."""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.report import Report
from reader.search.fold import Folding
from reader.search.generation import Generation, Source, open_generation
from reader.search.lookup import Lookup
from reader.search.result import Candidate, Result, SearchOptions
from reader.search.store import Store

if TYPE_CHECKING:  # what is found as it was typed needs neither: a third of the time of a first search
    from reader.search.meaning.rescue import Rescue
    from reader.search.meaning.sounds import Readings
    from reader.search.offers.suggest import Suggester

_DEFAULT = SearchOptions()
_ANYTHING = "zxq"
"""Stands in no report: looking for it goes through all that understanding needs, and so makes its tables."""


class _Opened:
    """What answers, made from the tables in folder ``tables`` when it is first needed."""

    def __init__(self, report: Report, tables: Path, store: Store, shipped: Path | None) -> None:
        self._tables = tables
        self._folding = Folding.read(tables / "folding.tsv")
        self._blocks = [self._folding.fold(block.text) for block in report.shown]
        source = Source(report, self._blocks, self._folding, tables)
        self.generation: Generation = open_generation(source, store, shipped)
        self.lookup = Lookup(report, self._blocks, self._folding, self.generation.index, lambda: self.rescue)

    @cached_property
    def _readings(self) -> Readings:
        from reader.search.meaning.sounds import Readings

        return Readings(self._tables / "readings.tsv")

    @cached_property
    def rescue(self) -> Rescue:
        """What understands that which stands nowhere."""
        from reader.search.meaning.dictionary import Dictionary
        from reader.search.meaning.rescue import Rescue
        from reader.search.meaning.synonyms import Synonyms

        synonyms = Synonyms(self._tables / "synonyms.tsv", self._folding)
        dictionary = Dictionary(self._tables / "words.tsv", self._tables / "rare_words.txt")
        return Rescue(
            self._blocks, self.generation.words, self._folding, self._readings, synonyms, dictionary
        )

    @cached_property
    def suggester(self) -> Suggester:
        """What completes, and offers candidates."""
        from reader.search.offers.suggest import Suggester

        texts, words, rescue = [block.text for block in self._blocks], self.generation.words, self.rescue
        return Suggester(texts, words, self._folding, self._readings, rescue.shown, rescue.everyday)


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
            self._opened = self._opened or _Opened(self._report, self._tables, self._store, self._shipped)
            return self._opened
