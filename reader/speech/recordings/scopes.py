"""What of a report can be recorded: all of it, a part, a chapter, an item, the glossary; and into which pieces it falls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from reader.core.place_names import part_name
from reader.core.report import Block, Chapter, Item, Kind, Part, Place, Report
from reader.core.sentences import sentences
from reader.core.span import Span

ALL, GLOSSARY = "all", "glossary"
"""The keys of the whole report and of its glossary."""

_GLOSSARY_KINDS = (Kind.GLOSSARY, Kind.TERM)
_HEADING_KINDS = (Kind.TITLE, Kind.SOURCE, Kind.PART)
"""What is too short for a file of its own."""


@dataclass(frozen=True)
class Section:
    """What belongs into one file: its name, and its sentences in reading order."""

    name: str
    spans: tuple[Span, ...]

    @property
    def length(self) -> int:
        """How many characters it has."""
        return sum(len(span) for span in self.spans)


@dataclass(frozen=True)
class Scope:
    """What can be chosen to be recorded.

    ``key``: ``all``, ``glossary``, ``1`` (a part), ``1.3`` (a chapter of it), ``1.3.2`` (an item of that),
    counted as they stand. ``name`` is for people: 上半年 三、2 有序提升管理效能. The whole report and its
    parts have a section for each chapter; the rest have one.
    """

    key: str
    name: str
    sections: tuple[Section, ...]

    @property
    def length(self) -> int:
        """How many characters it has."""
        return sum(section.length for section in self.sections)

    @property
    def level(self) -> int:
        """How deep it stands: 0 the whole report and its glossary, 1 a part, 2 a chapter, 3 an item."""
        return self.key.count(".") + 1 if self.key[0].isdigit() else 0

    def joined(self) -> Scope:
        """Give the same in one section."""
        return Scope(self.key, self.name, (Section(self.name, _together(self.sections)),))


def list_scopes(report: Report) -> tuple[Scope, ...]:
    """List all that can be chosen, in reading order: the whole, each part with its chapters and items, the glossary."""
    found = [Scope(ALL, report.title, _sections(report, report.shown))]
    for number, part in enumerate(report.parts, 1):
        blocks = [block for block in report.shown if report.place(block.number).part is part]
        found.append(Scope(str(number), report.text(part.title), _sections(report, blocks)))
        for place, chapter in enumerate(part.chapters, 1):
            found.extend(_chapter_scopes(report, part, chapter, f"{number}.{place}"))
    notes = [block for block in report.shown if block.kind in _GLOSSARY_KINDS]
    if notes:
        found.append(Scope(GLOSSARY, "名词解释", _sections(report, notes)))
    return tuple(found)


def find_scope(report: Report, key: str) -> Scope | None:
    """Give the scope with this key; ``None`` if there is none."""
    return next((scope for scope in list_scopes(report) if scope.key == key), None)


def scopes_at(report: Report, block: int) -> tuple[Scope, ...]:
    """Give what holds block number ``block``, smallest first, without parts; the whole report is the last."""
    return tuple(
        scope
        for scope in sorted(list_scopes(report), key=lambda scope: (scope.key == ALL, -scope.level))
        if scope.level != 1 and (scope.key == ALL or _holds(scope, block))
    )


def _holds(scope: Scope, block: int) -> bool:
    return any(span.block == block for section in scope.sections for span in section.spans)


def _chapter_scopes(report: Report, part: Part, chapter: Chapter, key: str) -> Iterable[Scope]:
    items = [block for item in chapter.items for block in item.paragraphs]
    yield _single(key, _chapter_name(report, part, chapter), (chapter.heading, *chapter.opening, *items))
    for number, item in enumerate(chapter.items, 1):
        yield _single(f"{key}.{number}", _item_name(report, part, chapter, item), item.paragraphs)


def _single(key: str, name: str, blocks: Iterable[Block]) -> Scope:
    return Scope(key, name, (Section(name, _spans(blocks)),))


def _sections(report: Report, blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Cut blocks in front of and behind every chapter and in front of the glossary; headings go with what follows.

    Every part of a report has a chapter (the parser sees to it), so something always follows.
    """
    found: list[Section] = []
    headings: list[Block] = []
    behind: Chapter | None = None
    for key, group in groupby(blocks, lambda block: _group(report, block)):
        of_group = list(group)
        chapter = key[1].chapter if key[1] else None
        if chapter is None and all(block.kind in _HEADING_KINDS for block in of_group):
            headings += of_group
            continue
        name = _group_name(report, key, behind)
        found.append(Section(name, _spans([*headings, *of_group])))
        headings, behind = [], chapter
    return tuple(section for section in found if section.spans)


_Group = tuple[bool, Place | None]
"""Whether it is of the glossary; else its part and chapter, none for what stands outside."""


def _group(report: Report, block: Block) -> _Group:
    """Say what a block goes with. Title and source go with the first part."""
    if block.kind in _GLOSSARY_KINDS:
        return True, None
    place = report.place(block.number)
    return False, Place(place.part or report.parts[0], place.chapter)


def _group_name(report: Report, group: _Group, behind: Chapter | None) -> str:
    _, place = group
    if place is None or place.part is None:
        return "名词解释"
    if place.chapter is not None:
        return _chapter_name(report, place.part, place.chapter)
    is_closing = behind is not None and behind is place.part.chapters[-1]
    return f"{_prefix(report, place.part)}{'结尾' if is_closing else '开头'}"


def _prefix(report: Report, part: Part) -> str:
    """Name the part in front of what stands in it, where there are several."""
    return f"{part_name(report, part)} " if len(report.parts) > 1 else ""


def _chapter_name(report: Report, part: Part, chapter: Chapter) -> str:
    return f"{_prefix(report, part)}{chapter.heading.text.strip()}"


def _item_name(report: Report, part: Part, chapter: Chapter, item: Item) -> str:
    return f"{_prefix(report, part)}{chapter.label}、{item.number} {report.text(item.title)}"


def _spans(blocks: Iterable[Block]) -> tuple[Span, ...]:
    return tuple(
        Span(block.number, start, end)
        for block in blocks
        for start, end in sentences(block.text)
        if block.text[start:end].strip()
    )


def _together(sections: Iterable[Section]) -> tuple[Span, ...]:
    return tuple(span for section in sections for span in section.spans)
