"""The report as a row of sentences to read."""

from __future__ import annotations

from reader.core.report import Kind, Report
from reader.speech.passages import minutes_left, sentence_at, sentence_spans


def test_everything_shown_but_the_trail_is_read_once_in_order(report: Report) -> None:
    spans = sentence_spans(report)
    assert list(spans) == sorted(set(spans))
    read = "".join(report.text(span) for span in spans)
    assert read == "".join(block.text for block in report.shown if block.kind is not Kind.BREADCRUMB)


def test_a_place_belongs_to_the_sentence_that_holds_it(report: Report) -> None:
    spans = sentence_spans(report)
    for index in (0, 7, 50, len(spans) - 1):
        assert sentence_at(spans, spans[index].block, spans[index].start) == index
        assert sentence_at(spans, spans[index].block, spans[index].end - 1) == index


def test_a_place_that_is_not_read_leads_to_the_next_sentence_or_the_last(report: Report) -> None:
    spans = sentence_spans(report)
    assert sentence_at(spans, 0, 0) == 0
    assert sentence_at(spans, 10_000, 0) == len(spans) - 1


def test_minutes_left_count_characters(report: Report) -> None:
    spans = sentence_spans(report)
    assert minutes_left(spans, 100) > minutes_left(spans, 300)
    assert minutes_left((), 180) == 1
