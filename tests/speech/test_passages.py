"""The report as a row of sentences to read."""

from __future__ import annotations

from reader.core.report import Kind, Report
from reader.speech.passages import (
    chapter_starts,
    item_starts,
    minutes_left,
    paragraph_starts,
    sentence_at,
    sentence_spans,
    start_after,
    start_before,
)


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


def test_every_paragraph_and_heading_is_begun(report: Report) -> None:
    spans = sentence_spans(report)
    begun = [spans[start] for start in paragraph_starts(report)]
    assert [span.start for span in begun] == [0] * len(begun)
    assert {span.block for span in begun} == {span.block for span in spans}


def test_items_begin_with_the_headings_above_them(report: Report) -> None:
    spans, starts = sentence_spans(report), item_starts(report)
    chapters = [chapter for part in report.parts for chapter in part.chapters]
    for chapter in chapters:
        first, *others = chapter.items
        begun = [spans[start].block for start in starts]
        assert chapter.heading.number in begun
        assert first.paragraphs[0].number not in begun
        assert all(item.paragraphs[0].number in begun for item in others)


def test_openings_closings_and_terms_stand_beside_items(report: Report) -> None:
    spans, starts = sentence_spans(report), item_starts(report)
    begun = {spans[start].block for start in starts}
    for part in report.parts:
        assert part.closing[0].number in begun
        assert part.heading.number in begun
        assert part.paragraphs[0].number not in begun
    entries = [term.entry.number for term in report.glossary]
    assert entries[0] not in begun
    assert begun >= set(entries[1:])


def test_chapters_hold_whole_items(report: Report) -> None:
    chapters, items = chapter_starts(report), item_starts(report)
    assert set(chapters) < set(items)
    spans = sentence_spans(report)
    headings = [chapter.heading.number for part in report.parts for chapter in part.chapters]
    assert {spans[start].block for start in chapters} > set(headings)
    assert items[0] == chapters[0] == paragraph_starts(report)[0] == 0


def test_the_next_beginning_and_the_one_before() -> None:
    starts = (0, 3, 8)
    assert [start_after(starts, at) for at in (0, 2, 3, 7, 8, 99)] == [3, 3, 8, 8, None, None]
    assert start_after((), 5) is None
    assert [start_before(starts, at) for at in (0, 1, 3, 4, 8, 9)] == [0, 0, 0, 3, 3, 8]
