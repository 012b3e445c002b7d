"""``outline``: the contents of the report."""

from __future__ import annotations

from pathlib import Path

from reader.commands.output import print_json
from reader.core.report import Block, Chapter, GlossaryTerm, Item, Part, Report
from reader.source import load_report


def print_outline(source: Path, is_json: bool) -> int:
    """Print the outline of the report at ``source``; gives the exit status."""
    report = load_report(source)
    if is_json:
        print_json(outline(report))
    else:
        print("\n".join(_lines(report)))
    return 0


def outline(report: Report) -> dict[str, object]:
    """Give the outline as JSON knows it; paragraphs are the whole shown texts of their blocks."""
    return {
        "title": report.title,
        "breadcrumb": list(report.breadcrumb),
        "source": report.source,
        "published": report.published,
        "parts": [_part(report, part) for part in report.parts],
        "glossary": [_term(report, term) for term in report.glossary],
    }


def _part(report: Report, part: Part) -> dict[str, object]:
    return {
        "title": report.text(part.title),
        "paragraphs": _texts(part.paragraphs),
        "chapters": [_chapter(report, chapter) for chapter in part.chapters],
        "closing": _texts(part.closing),
    }


def _chapter(report: Report, chapter: Chapter) -> dict[str, object]:
    return {
        "title": report.text(chapter.title),
        "paragraphs": _texts(chapter.opening),
        "items": [_item(report, item) for item in chapter.items],
    }


def _item(report: Report, item: Item) -> dict[str, object]:
    return {"title": report.text(item.title), "paragraphs": _texts(item.paragraphs)}


def _term(report: Report, term: GlossaryTerm) -> dict[str, object]:
    return {
        "number": term.number,
        "term": report.text(term.term),
        "meaning": report.text(term.meaning),
        "marker_block": term.marker.block,
        "marker_start": term.marker.start,
    }


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


def _lines(report: Report) -> list[str]:
    lines = [report.title]
    if report.source or report.published:
        lines.append("　".join(filter(None, (report.source, report.published))))
    for part in report.parts:
        lines += ["", report.text(part.title)]
        for chapter in part.chapters:
            lines.append(f"  {chapter.heading.text}")
            lines += [f"    {item.number}、{report.text(item.title)}" for item in chapter.items]
    if report.glossary:
        lines += ["", "名词解释"]
        lines += [f"  {term.number}、{report.text(term.term)}" for term in report.glossary]
    return lines
