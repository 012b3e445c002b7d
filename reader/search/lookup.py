"""One search: what was typed → hits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reader.core.report import Report
from reader.search import notices
from reader.search.fold import Folded, Folding
from reader.search.index import Index, Matches
from reader.search.paragraphs import Paragraphs, Scope
from reader.search.passages import Passages, Sought
from reader.search.query import Query, read_query
from reader.search.result import EITHER, Hits, Mode, Order, Result, SearchOptions, search_places

if TYPE_CHECKING:  # imported when it is first needed
    from reader.search.meaning.rescue import Meaning, Rescue

_EVERYWHERE = Scope()
_MOST_IN_VAIN = 2
"""Words of one search that mean nothing; after so many no other is guessed at, which would take too long."""
_LATIN = re.compile("[a-z]")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What is looked for instead of what was typed, ``text`` to show for it, and ``others`` it may mean.

    Without ``text`` nothing is looked for, and the others are guesses. ``missing`` are words the report does not have.
    """

    text: str
    sought: Sought
    others: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Lookup:
    """Searches ``report``, whose shown blocks, folded, are ``folded``, in the same order as in ``index``.

    ``get_rescue`` gives what understands that which stands nowhere; it is asked for when first needed.
    """

    def __init__(
        self,
        report: Report,
        folded: Sequence[Folded],
        folding: Folding,
        index: Index,
        get_rescue: Callable[[], Rescue],
    ) -> None:
        self._report = report
        self._paragraphs = Paragraphs(report, folded)
        self._folding = folding
        self._index = index
        self._get_rescue = get_rescue

    @cached_property
    def _rescue(self) -> Rescue:
        return self._get_rescue()

    def find(self, typed: str, options: SearchOptions) -> Result:
        """Find what was typed: literally, or else what it may mean."""
        query = read_query(typed, self._folding)
        if not query.typed:
            return Result("", None, (), notice=notices.EMPTY)
        barred, said = self._barred(options)
        under = None if options.under is None else self._paragraphs.under(options.under)
        scope = Scope(options.areas, under, barred)
        hits = self._literal(query, options, scope)
        stands = bool(hits) or (not scope.is_everywhere and bool(self._literal(query, options, _EVERYWHERE)))
        meaning = self._meaning(query, options, stands)
        others = meaning.others if meaning else ()
        if meaning is not None and options.literal:  # what is refused is the way back
            others = (*filter(None, meaning.text.split(EITHER)), *others)
        if options.literal or (meaning is not None and not meaning.text):
            meaning = None
        if meaning is not None:
            hits = self._find(meaning.sought, options.order, scope)
            said += [notices.missing(meaning.missing)] if hits and meaning.missing else []
        elif options.mode is Mode.ANY and hits and not options.literal:
            said += self._say_missing(query)
        elsewhere, why = (0, None) if hits else self._elsewhere(query, meaning, options, scope)
        sentences = (notices.CUT if query.is_cut else None, *said, why)
        return Result(
            query.typed,
            meaning.text if meaning else None,
            hits,
            others,
            "".join(filter(None, sentences)) or None,
            elsewhere,
            () if hits or others or elsewhere else self._rescue.asked_for,
        )

    def _barred(self, options: SearchOptions) -> tuple[frozenset[int], list[str]]:
        """Give the paragraphs that have what is not wanted, and say what was understood by it."""
        query = read_query(options.without, self._folding)
        if not query.words:
            found = self._literal(query, SearchOptions(), _EVERYWHERE).numbers if query.typed else ()
            return frozenset(found), []
        barred: set[int] = set()
        said = [notices.CUT] if query.is_cut else []
        for raw, word in self._words_to_bar(query, options):
            numbers = set(self._index.find(word).numbers)
            if not numbers:
                meaning = None if options.literal else self._certain(raw)
                if meaning is not None:
                    numbers = set.intersection(
                        *(set(self._index.find(each).numbers) for each in meaning.words)
                    )
                    said.append(notices.barred_as(raw, meaning.text))
                else:
                    said.append(notices.barred_nothing(raw))
            barred |= numbers
        return frozenset(barred), said

    def _words_to_bar(self, query: Query, options: SearchOptions) -> list[tuple[str, str]]:
        """Give the words of ``query``, as typed and folded; one if they are the syllables of one (qian yue)."""
        are_latin = all(map(_LATIN.match, query.words)) and len(query.words) > 1
        if are_latin and not options.literal and self._certain(query.typed):
            return [(query.typed, query.phrase)]
        return list(zip(query.raw_words, query.words, strict=True))

    def _certain(self, typed: str) -> Meaning | None:
        """Say what ``typed`` means, if it is certain: what is only guessed may not take away what is looked for."""
        meaning = self._rescue.understand(read_query(typed, self._folding))
        is_enough = meaning is not None and all(len(each) > 1 for each in meaning.words)
        return meaning if meaning is not None and meaning.is_certain and is_enough else None

    def _say_missing(self, query: Query) -> list[str]:
        """Say which of several words stand nowhere, any of which is enough."""
        words = zip(query.raw_words, query.words, strict=True)
        missing = list(dict.fromkeys(raw for raw, word in words if not self._rescue.stands(word)))
        return [notices.missing(missing)] if missing and len(query.words) > 1 else []

    def _meaning(self, query: Query, options: SearchOptions, stands: bool) -> _Meaning | None:
        """Say what was meant, where what was typed, or some of it, does not stand in the report."""
        if options.mode is Mode.ANY and len(query.words) > 1:
            meaning = self._meaning_of_any(query, stands)
            if meaning is not None:
                return meaning
        if stands or not query.words:
            return None
        if options.mode is Mode.PHRASE and len(query.words) > 1 and self._rescue.stand_together(query.words):
            return None
        is_apart = options.mode is Mode.ALL and _are_separate(query)
        if is_apart and all(map(self._rescue.stands, query.words)):
            text = EITHER.join(map(self._rescue.shown, query.words))
            return _Meaning(text, Sought(query.words, is_any=True))
        found = self._rescue.understand(query)
        return _Meaning(found.text, Sought(found.words), found.others, found.missing) if found else None

    def _meaning_of_any(self, query: Query, stands: bool) -> _Meaning | None:
        """Say what each word means that stands nowhere; where another ``stands``, only words in Latin letters.

        ``None`` where nothing is understood, or where the words are the syllables of one (dian ti).
        """
        words: list[str] = []
        understood: list[str] = []
        missing: list[str] = []
        for raw, word in dict.fromkeys(zip(query.raw_words, query.words, strict=True)):
            if self._rescue.stands(word):
                words.append(word)
                continue
            found: tuple[str, ...] = ()
            if len(missing) < _MOST_IN_VAIN and (not stands or _LATIN.search(word)):
                meaning = self._rescue.understand(read_query(raw, self._folding))
                found = meaning.words if meaning else ()
            understood.extend(found)
            words.extend(found)
            missing.extend(() if found else (raw,))
        if not understood or any(len(word) < 2 for word in understood):
            return None
        distinct = tuple(dict.fromkeys(words))
        text, sought = EITHER.join(map(self._rescue.shown, distinct)), Sought(distinct, is_any=True)
        return _Meaning(text, sought, missing=tuple(missing))

    def _elsewhere(
        self, query: Query, meaning: _Meaning | None, options: SearchOptions, scope: Scope
    ) -> tuple[int, str | None]:
        """Count what the options leave out where they leave nothing, and say so, or else what is wrong."""

        def count(scope: Scope) -> int:
            if meaning is not None:
                return len(self._find(meaning.sought, Order.PLACE, scope))
            return len(self._literal(query, options, scope))

        text = meaning.text if meaning else query.typed
        if scope.barred and (found := count(replace(scope, barred=frozenset()))):
            return found, notices.beside_barred(found, read_query(options.without, self._folding).typed)
        if not scope.is_everywhere and (found := count(_EVERYWHERE)):
            return found, notices.outside(text, found, self._name(options.under), options.areas)
        if options.mode is Mode.PHRASE and len(query.words) > 1:
            found = len(self._find(Sought(query.words), Order.PLACE, scope))
            return found, notices.apart(query.typed, found) if found else None
        if not query.words:
            return 0, notices.ONLY_PUNCTUATION
        is_letter = len(query.phrase) == 1 and "a" <= query.phrase <= "z"
        return 0, notices.ONE_LETTER if is_letter else None

    def _name(self, under: int | None) -> str | None:
        """Give the title of the part or chapter with this heading."""
        return next((place.title for place in search_places(self._report) if place.block == under), None)

    def _literal(self, query: Query, options: SearchOptions, scope: Scope) -> Hits:
        """Find what was typed as it was typed."""
        order = options.order
        if not query.phrase:
            return self._find_unfolded(query.typed, order, scope)
        if options.mode is Mode.ANY and query.words:
            return self._find(Sought(query.words, is_any=True), order, scope)
        if options.mode is Mode.ALL and _are_separate(query):
            whole = query.phrase if self._index.find(query.phrase).numbers else "".join(query.words)
            return self._find(Sought(query.words, whole=whole), order, scope)
        hits = self._find(Sought((query.phrase,)), order, scope)
        if query.words and not hits:
            # Punctuation that does not stand there was typed in passing.
            hits = self._find(Sought(("".join(query.words),)), order, scope)
        if hits or options.mode is Mode.PHRASE or len(query.words) < 2:
            return hits
        return self._find(Sought(query.words), order, scope)

    def _find(self, sought: Sought, order: Order, scope: Scope) -> Hits:
        index = self._index
        return Passages(self._paragraphs, sought, scope, index.find, index.scores).in_order(order)

    def _find_unfolded(self, typed: str, order: Order, scope: Scope) -> Hits:
        """Find what folding skips (①, “) as it stands."""
        blocks = self._report.shown
        raw = [Folded(block.text, block.text, range(len(block.text))) for block in blocks]

        def find(typed: str) -> Matches:
            counts = {n: count for n, block in enumerate(blocks) if (count := block.text.count(typed))}
            return Matches(list(counts), list(counts.values()))

        paragraphs = Paragraphs(self._report, raw)
        found = Passages(paragraphs, Sought((typed,)), scope, find, lambda matches: matches.counts)
        return found.in_order(order)


def _are_separate(query: Query) -> bool:
    """Say whether the words were typed as words, not as one text with its punctuation or with gaps (电 梯)."""
    return " " in query.typed and len(query.words) > 1 and all(len(word) > 1 for word in query.words)
