"""``search``: places in the report."""

from __future__ import annotations

from pathlib import Path

from reader.commands.output import print_json, readable, tell
from reader.core.place_names import place_words
from reader.core.report import Report
from reader.paths import UserFolders, resources
from reader.search.finder import Finder
from reader.search.result import Result
from reader.source import load_report


def print_hits(folders: UserFolders, source: Path, query: str, is_json: bool) -> int:
    """Print where ``query`` stands; gives 0 with hits and 1 without."""
    report = load_report(source)
    finder = Finder(report, folders.cache, resources())
    try:
        result = finder.find(readable(query))
        if finder.notice:
            tell(finder.notice)
    finally:
        finder.close()
    if is_json:
        print_json(result.to_json())
    else:
        print("\n".join(_lines(report, result)))
    return 0 if result.count else 1


def _lines(report: Report, result: Result) -> list[str]:
    lines = [result.notice] if result.notice else []
    if result.understood is not None:
        lines.append(f"按“{result.understood}”查找。")
    lines.append(f"找到 {result.count} 处。" if result.count else f"没有找到“{result.query}”。")
    for number, hit in enumerate(result.hits, 1):
        where = " · ".join(place_words(report, hit.span.block))
        lines += ["", f"{number}. {where}" if where else f"{number}.", f"   {hit.excerpt}"]
    if result.alternatives:
        lines += ["", f"也可以试试：{'、'.join(result.alternatives)}"]
    return lines
