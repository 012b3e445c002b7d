"""Short names for places of the report, for buttons and the player: 上半年, 一, 2."""

from __future__ import annotations

import re

from reader.core.report import Part, Report

_SHORT = re.compile(r"(.{2,}?)(?:主要)?工作")
"""The headings of work reports read 上半年主要工作回顾, 下半年工作安排: what stands before is the name."""


def part_name(report: Report, part: Part) -> str:
    """Name a part by the beginning of its title: 上半年; the whole title where it is put differently."""
    title = report.text(part.title)
    found = _SHORT.match(title)
    return found[1] if found else title


def place_words(report: Report, block: int) -> tuple[str, ...]:
    """Name the part, chapter and item that block number ``block`` stands in: (上半年, 一, 2), or fewer."""
    place = report.place(block)
    words = []
    if place.part:
        words.append(part_name(report, place.part))
    if place.chapter:
        words.append(place.chapter.label)
    if place.item:
        words.append(str(place.item.number))
    return tuple(words)
