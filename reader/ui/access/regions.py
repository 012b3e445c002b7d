"""The regions of the window in words: what there is to go to, how much of it, and what is said on the way.

The toolbars on government pages offer a page to screen readers as regions with their counts, and say 您已进入 and 您已离开.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.core.report import Kind, Report

HEADINGS = frozenset({Kind.TITLE, Kind.PART, Kind.CHAPTER, Kind.GLOSSARY})
"""The blocks that are headings."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region as it is now: ``key`` says which, ``name`` is what it is called, ``amount`` what is in it (12 项)."""

    key: str
    name: str
    amount: str = ""

    @property
    def words(self) -> str:
        """Name and amount: 目录，12 项."""
        return f"{self.name}，{self.amount}" if self.amount else self.name


def report_amount(report: Report) -> str:
    """Count what can be gone to in the report: paragraphs, headings, and links to terms."""
    headings = sum(block.kind in HEADINGS for block in report.shown)
    amounts = (
        (len(report.shown) - headings, "段"),
        (headings, "个标题"),
        (len(report.links), "处名词"),
    )
    return "，".join(f"{count} {what}" for count, what in amounts if count)


def crossing_words(left: Region | None, entered: Region) -> str:
    """Say which region the focus came into, and which it left."""
    leaving = f"您已离开{left.name}。" if left is not None else ""
    return f"{leaving}您已进入{entered.words}"


def offer_words(regions: Sequence[Region], keys: Mapping[str, str], ring: str, heading: str) -> str:
    """Say in one sentence what regions there are and which keys lead there.

    ``keys`` has the key of each region that has one; ``ring`` is the key to the next region, ``heading`` that to the next
    heading; where one of them has been switched off it is empty, and is not mentioned.
    """
    each = "；".join(" ".join(filter(None, (keys.get(region.key, ""), region.words))) for region in regions)
    ways = "，".join(
        f"按 {key} {does}" for key, does in ((ring, "到下一块"), (heading, "到下一个标题")) if key
    )
    return f"这里有{len(regions)}块：{each}。{ways}。" if ways else f"这里有{len(regions)}块：{each}。"


def neighbour(count: int, at: int | None, by: int) -> int:
    """Give the place in a ring of ``count`` that is ``by`` (1 or -1) from ``at``; its end where one stands outside."""
    if at is None:
        return 0 if by > 0 else count - 1
    return (at + by) % count
