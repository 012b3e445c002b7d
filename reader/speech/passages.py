"""Report → what is read aloud, in order: one passage per sentence, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterable

from reader.core.report import Report
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
