"""One search: what was typed → hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.core.report import Kind, Report
from reader.core.span import Span
from reader.search.excerpt import excerpt
from reader.search.fold import Folded, Folding
from reader.search.index import Index, Match
from reader.search.query import MOST_CHARACTERS, MOST_WORDS, Query, read_query
from reader.search.rescue import Rescue
from reader.search.result import Area, Hit, Mode, Order, Result, SearchOptions

_WEIGHTS = {Kind.TITLE: 4.0, Kind.PART: 4.0, Kind.CHAPTER: 3.0, Kind.TERM: 1.5}
"""How much more a hit counts in a heading or the glossary (``search.md``)."""

_CUT = f"只按前 {MOST_CHARACTERS} 个字、前 {MOST_WORDS} 个词查找。"
_EMPTY = "请输入要找的字词。"
_SHORT = "请再多打一个字母。"


class Lookup:
    """Searches ``report``, whose shown blocks, folded, are ``folded``, in the same order as in ``index``."""

    def __init__(
        self, report: Report, folded: Sequence[Folded], folding: Folding, index: Index, rescue: Rescue
    ) -> None:
        self._report = report
        self._blocks = report.shown
        self._folded = folded
        self._folding = folding
        self._index = index
        self._rescue = rescue
        self._known_titles: dict[int, tuple[str | None, str | None, str | None]] = {}

    def find(self, typed: str, options: SearchOptions) -> Result:
        """Find what was typed: literally, or else what it may mean."""
        query = read_query(typed, self._folding)
        notice = _CUT if query.is_cut else None
        if not query.phrase:
            found = self._unfolded(query.typed) if query.typed else ()
            return Result(
                query.typed, None, self._kept(found, options), notice=notice if query.typed else _EMPTY
            )
        hits = self._literal(query, options)
        if hits or options.literal or self._stands(query, options.mode):
            return Result(query.typed, None, hits, notice=notice)
        meaning = self._rescue.understand(query)
        if meaning is None:
            is_letter = len(query.phrase) == 1 and "a" <= query.phrase <= "z"
            return Result(query.typed, None, (), notice=_SHORT if is_letter else notice)
        hits = self._kept(self._together(meaning.words), options)
        return Result(query.typed, meaning.text, hits, meaning.others, notice)

    def _stands(self, query: Query, mode: Mode) -> bool:
        """Say whether the report has what was typed, if not where it was looked for."""
        if mode is Mode.ANY:
            return any(map(self._rescue.stands, query.words))
        return self._rescue.stands(query.phrase) or (
            mode is Mode.ALL and len(query.words) > 1 and self._rescue.stand_together(query.words)
        )

    def _literal(self, query: Query, options: SearchOptions) -> tuple[Hit, ...]:
        if options.mode is Mode.ANY:
            return self._kept((place for word in query.words for place in self._everywhere(word)), options)
        hits = self._kept(self._everywhere(query.phrase), options)
        if hits or options.mode is Mode.PHRASE or len(query.words) < 2:
            return hits
        return self._kept(self._together(query.words), options)

    def _everywhere(self, needle: str) -> Iterator[tuple[Span, float]]:
        for match in self._index.find(needle):
            yield from self._spans(match, needle)

    def _together(self, words: Sequence[str]) -> Iterator[tuple[Span, float]]:
        """Find the paragraphs that have all ``words``, and each place of each of them."""
        matches = [{match.number: match for match in self._index.find(word)} for word in words]
        for number in set.intersection(*map(set, matches)):
            for word, found in zip(words, matches, strict=True):
                yield from self._spans(found[number], word)

    def _spans(self, match: Match, needle: str) -> Iterator[tuple[Span, float]]:
        block = self._blocks[match.number]
        score = match.score * _WEIGHTS.get(block.kind, 1.0)
        at = match.text.find(needle)
        while at >= 0:
            start, end = self._folded[match.number].range_of(at, at + len(needle))
            yield Span(block.number, start, end), score
            at = match.text.find(needle, at + len(needle))

    def _unfolded(self, typed: str) -> Iterator[tuple[Span, float]]:
        """Find what folding skips (①, “) as it stands."""
        for block in self._blocks:
            at = block.text.find(typed)
            while at >= 0:
                yield Span(block.number, at, at + len(typed)), 1.0
                at = block.text.find(typed, at + len(typed))

    def _kept(self, found: Iterable[tuple[Span, float]], options: SearchOptions) -> tuple[Hit, ...]:
        """Keep the places ``options`` asks for, each once, in the order it asks for."""
        without = read_query(options.without, self._folding).words
        barred = {match.number for word in without for match in self._index.find(word)}
        barred_blocks = {self._blocks[number].number for number in barred}
        scores: dict[Span, float] = {}
        for span, score in found:
            if span.block not in barred_blocks and self._is_within(span, options):
                scores[span] = scores.get(span, 0.0) + score
        order = sorted(scores)
        if options.order is Order.RELEVANCE:
            order.sort(key=lambda span: -scores[span])
        return tuple(self._hit(span, scores[span]) for span in order)

    def _is_within(self, span: Span, options: SearchOptions) -> bool:
        if options.under is None and len(options.areas) == len(Area):
            return True
        block, place = self._report.blocks[span.block], self._report.place(span.block)
        area = Area.of(block.kind)
        if place.item is not None and place.item.title.overlaps(span):
            area = Area.HEADINGS
        if area not in options.areas:
            return False
        headings = (heading.heading.number for heading in (place.part, place.chapter) if heading is not None)
        return options.under is None or options.under in headings

    def _hit(self, span: Span, score: float) -> Hit:
        block = self._report.blocks[span.block]
        part, chapter, item = self._titles(span.block)
        shown, found = excerpt(block.text, span.start, span.end)
        return Hit(
            span=span,
            text=self._report.text(span),
            excerpt=shown,
            excerpt_span=found,
            part=part,
            chapter=chapter,
            item=item,
            kind=block.kind.value,
            score=score,
        )

    def _titles(self, block: int) -> tuple[str | None, str | None, str | None]:
        """Give the titles of the part, chapter and item in which a block stands."""
        if block not in self._known_titles:
            place, text = self._report.place(block), self._report.text
            self._known_titles[block] = (
                text(place.part.title) if place.part else None,
                text(place.chapter.title) if place.chapter else None,
                text(place.item.title) if place.item else None,
            )
        return self._known_titles[block]
