"""How every part of the program addresses text: a block number and a range of characters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``start`` (inclusive) to ``end`` (exclusive) of the shown text of block ``block``.

    Offsets count Unicode code points, as Python does. Only ``reader.ui.page.reading_page`` knows Qt's UTF-16 units.
    """

    block: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.block < 0:
            raise ValueError(f"not a span: {self.block}:{self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly within this span."""
        return self.block == other.block and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one character."""
        return self.block == other.block and self.start < other.end and other.start < self.end
