"""Report → what is read aloud, in order: one passage per sentence, where larger parts begin, and how long it takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from reader.core.report import Block, Kind, Report
from reader.core.sentences import sentences
from reader.core.span import Span


def sentence_spans(report: Report) -> tuple[Span, ...]:
    """Address every sentence that is read aloud, in reading order."""
    return tuple(
        Span(block.number, start, end) for block in report.shown for start, end in sentences(block.text)
    )


def sentence_at(spans: tuple[Span, ...], block: int, offset: int) -> int:
    """Give the index of the sentence that holds a place, else of the first one after it, else of the last."""
    for index, span in enumerate(spans):
        if span.block > block or (span.block == block and offset < span.end):
            return index
    return len(spans) - 1


def minutes_left(spans: Iterable[Span], speed_cpm: int) -> int:
    """Estimate the minutes it takes to hear ``spans`` at ``speed_cpm`` characters a minute, at least 1."""
    return max(1, round(sum(len(span) for span in spans) / speed_cpm))


_HEADINGS = (Kind.TITLE, Kind.PART, Kind.CHAPTER, Kind.GLOSSARY)


def paragraph_starts(report: Report) -> tuple[int, ...]:
    """Give the sentences that begin a paragraph or a heading, as indices of :func:`sentence_spans`."""
    return _starts(report, lambda block: block.number, is_joining=False)


def item_starts(report: Report) -> tuple[int, ...]:
    """Give the sentences that begin an item (1、…) or what stands on its level: an opening, a closing, a term.

    Headings belong to what they head: the first item of a chapter begins with the chapter's heading, so that
    who goes to it, or stops after it, has heard it.
    """

    def key(block: Block) -> object:
        place = report.place(block.number)
        if place.item is not None:
            return "item", place.chapter and place.chapter.heading.number, place.item.paragraphs[0].number
        if block.kind is Kind.TERM:
            return "term", block.number
        return _section(report, block)

    return _starts(report, key, is_joining=True)


def chapter_starts(report: Report) -> tuple[int, ...]:
    """Give the sentences that begin a chapter (一、…) or what stands on its level; headings as in :func:`item_starts`."""
    return _starts(report, lambda block: _section(report, block), is_joining=True)


def _section(report: Report, block: Block) -> object:
    """Name what stands on a chapter's level and holds ``block``: a chapter, a part's opening or closing, a list."""
    place = report.place(block.number)
    if place.chapter is not None:
        return "chapter", place.chapter.heading.number
    if place.part is not None:
        return "closing" if block in place.part.closing else "opening", place.part.heading.number
    return "glossary" if block.kind in (Kind.GLOSSARY, Kind.TERM) else "head"


def _starts(report: Report, key: Callable[[Block], object], *, is_joining: bool) -> tuple[int, ...]:
    """Give the sentences at which ``key`` changes; with ``is_joining``, not between headings and what follows."""
    starts: list[int] = []
    before, is_heading = None, False
    for sentence, span in enumerate(sentence_spans(report)):
        block = report.blocks[span.block]
        now = key(block)
        if not starts or (now != before and not (is_joining and is_heading)):
            starts.append(sentence)
        before, is_heading = now, block.kind in _HEADINGS
    return tuple(starts)


def start_after(starts: tuple[int, ...], sentence: int) -> int | None:
    """Give the first of ``starts`` behind ``sentence``, ``None`` behind the last."""
    at = bisect_right(starts, sentence)
    return starts[at] if at < len(starts) else None


def start_before(starts: tuple[int, ...], sentence: int) -> int:
    """Go back as players do: to the beginning of the present part, or from there to that of the one before it."""
    return starts[max(0, bisect_right(starts, sentence - 1) - 1)]
