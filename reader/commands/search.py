"""``search``: places in the report."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.commands.output import print_json, readable, tell
from reader.core.place_names import part_name
from reader.core.report import Report
from reader.errors import UsageError
from reader.paths import UserFolders, resources, shipped_index
from reader.search.finder import Finder
from reader.search.fold import Folding
from reader.search.result import (
    Area,
    Group,
    Hit,
    Mode,
    Order,
    Result,
    SearchOptions,
    SearchPlace,
    search_places,
)
from reader.source import load_report

_LIT, _PLAIN = "\x1b[1;4m", "\x1b[0m"
"""Bold and underlined: seen without colours, too."""
_SHOWN = 32
"""Characters of a chapter's name that an error repeats."""


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for; ``mode``, ``areas`` and ``order`` in the words of :mod:`reader.search.result`.

    No ``areas`` means all of them, no ``limit`` all hits.
    """

    query: str
    mode: str
    without: tuple[str, ...]
    areas: tuple[str, ...]
    under: str | None
    order: str
    is_literal: bool
    limit: int | None
    is_json: bool


def print_hits(folders: UserFolders, source: Path, wanted: Wanted) -> int:
    """Print where the query stands; gives 0 with hits and 1 without.

    Raises ``UsageError`` if ``wanted.under`` is no part or chapter of the report, or may be several.
    """
    report = load_report(source)
    options = _options(report, wanted)
    finder = Finder(report, folders.cache, resources(), read_only_index=shipped_index(source))
    try:
        result = finder.find(readable(wanted.query), options=options)
        if finder.notice:
            tell(finder.notice)
    finally:
        finder.close()
    if wanted.is_json:
        if result.notice:
            tell(result.notice)
        print_json(result.to_json(wanted.limit))
    else:
        print("\n".join(_lines(report, result, wanted.limit)))
    return 0 if result.count else 1


def _options(report: Report, wanted: Wanted) -> SearchOptions:
    under = None if wanted.under is None else _place(report, readable(wanted.under)).block
    return SearchOptions(
        mode=Mode(wanted.mode),
        without=" ".join(map(readable, wanted.without)),
        areas=frozenset(map(Area, wanted.areas)) or frozenset(Area),
        under=under,
        order=Order(wanted.order),
        literal=wanted.is_literal,
    )


def _place(report: Report, named: str) -> SearchPlace:
    """Find the part or chapter that is numbered so (1, 1.4), is called so, or alone has this in its title."""
    numbered = dict(zip(_numbers(report), search_places(report), strict=True))
    key = unicodedata.normalize("NFKC", named).strip().rstrip(".")
    if key in numbered:
        return numbered[key]
    folding = Folding.read(resources() / "search" / "folding.tsv")
    piece = folding.fold(named).text
    titles = {number: folding.fold(place.title).text for number, place in numbered.items()}
    found = [number for number, title in titles.items() if title == piece] or [
        number for number, title in titles.items() if piece and piece in title
    ]
    if len(found) == 1:
        return numbered[found[0]]
    shown = "".join(character if character.isprintable() else " " for character in named[:_SHOWN])
    problem = f"有“{shown}”的不止一处" if found else f"没有“{shown}”这一部分或这一章"
    rows = (
        f"  {number:<5}{'  ' * numbered[number].level}{numbered[number].title}"
        for number in found or numbered
    )
    raise UsageError("\n".join((f"{problem}。--under 后面可以写前面的序号，或者标题里的几个字：", *rows)))


def _numbers(report: Report) -> Iterator[str]:
    """Number parts and chapters as ``export`` does: 1, 1.1, 1.2 …, 2."""
    for first, part in enumerate(report.parts, 1):
        yield str(first)
        yield from (f"{first}.{second}" for second in range(1, len(part.chapters) + 1))


def _lines(report: Report, result: Result, limit: int | None) -> Iterator[str]:
    if result.notice:
        yield result.notice
    if result.understood is not None:
        yield f"按“{result.understood}”查找。要照原样找“{result.query}”，请加上 --literal。"
    if result.count:
        yield f"找到 {result.count} 处。"
    elif result.query and not result.elsewhere:
        yield f"没有找到“{result.query}”。"
    listed = result.count if limit is None else min(limit, result.count)
    numbers = iter(range(1, listed + 1))
    for group in result.groups():
        hits = [
            f"  {number}. {_words(report, hit)}" for hit, number in zip(group.hits, numbers, strict=False)
        ]
        if hits:
            yield from ("", f"{_title(report, group)}（{group.count} 处）", *hits)
    if listed < result.count:
        yield from ("", f"只列出前 {listed} 处。")
    if result.alternatives:
        yield from ("", f"也可以试试：{'、'.join(result.alternatives)}")


def _title(report: Report, group: Group) -> str:
    """Name a group as the report's contents do: 上半年 · 四、全力增进民生福祉，共享改革发展成果."""
    place = report.place(group.hits[0].span.block)
    if place.part is None or place.chapter is None:
        return group.title
    return f"{part_name(report, place.part)} · {place.chapter.heading.text}"


def _words(report: Report, hit: Hit) -> str:
    item = report.place(hit.span.block).item
    where = f"第 {item.number} 条：" if item else ""
    if not _is_terminal():
        return where + hit.excerpt
    at = 0
    words = [where]
    for start, end in hit.marks:
        words += (hit.excerpt[at:start], _LIT, hit.excerpt[start:end], _PLAIN)
        at = end
    return "".join((*words, hit.excerpt[at:]))


def _is_terminal() -> bool:
    """Say whether what is printed is seen by a person whose terminal knows bold."""
    if sys.stdout is None or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return (
        os.name != "nt" or "WT_SESSION" in os.environ
    )  # the old console of Windows shows the codes themselves
