"""Text that remembers where each of its characters came from.

Every step between the published page and the loudspeaker rewrites text: half-width commas become full width, ``15%``
becomes 百分之十五. Each step is a :class:`Traced`, and steps compose, so that a sounding syllable can light exactly the
characters it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """``text`` with, for every character, the half-open range of the origin text it stands for.

    ``len(origins) == len(text)``. Origins never go backwards: both starts and ends are non-decreasing. An inserted
    character has an empty range at the place where it was inserted; a character that stands for a whole expression
    (the 百 of 百分之十五) may carry the range of all of it.
    """

    text: str
    origins: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origins):
            raise ValueError(f"{len(self.text)} characters but {len(self.origins)} origins")

    @classmethod
    def verbatim(cls, text: str, offset: int = 0) -> Traced:
        """Trace ``text`` to itself, standing at ``offset`` of the origin."""
        return cls(text, tuple((i, i + 1) for i in range(offset, offset + len(text))))

    @classmethod
    def replaced(cls, text: str, start: int, end: int) -> Traced:
        """Trace every character of ``text`` to the origin range ``start`` to ``end``."""
        return cls(text, ((start, end),) * len(text))

    @classmethod
    def join(cls, pieces: Iterable[Traced]) -> Traced:
        """Put pieces of one origin text behind each other."""
        texts: list[str] = []
        origins: list[tuple[int, int]] = []
        for piece in pieces:
            texts.append(piece.text)
            origins.extend(piece.origins)
        return cls("".join(texts), tuple(origins))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.origins[part])

    def origin_of(self, start: int, end: int) -> tuple[int, int]:
        """Give the origin range that the characters ``start`` to ``end`` of this text stand for.

        An empty range gives an empty range at its place; within an expression (the 百 of 百分之十五), that expression.
        """
        if start >= end:
            before = self.origins[start - 1][1] if start else 0
            after = self.origins[start][0] if start < len(self.origins) else before
            return after, max(before, after)
        covered = self.origins[start:end]
        return covered[0][0], max(last for _, last in covered)

    def place_of(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of this text that stands for the origin characters ``start`` to ``end``.

        The inverse of :meth:`origin_of`; an origin range that left no trace gives an empty range.
        """
        hit = [i for i, (first, last) in enumerate(self.origins) if first < end and start < last]
        if hit:
            return hit[0], hit[-1] + 1
        at = sum(1 for _, last in self.origins if last <= start)
        return at, at

    def then(self, step: Traced) -> Traced:
        """Compose: ``step`` was traced to this text; give it traced to this text's own origin."""
        own = self.origins
        # Most characters stand for one character of this text; looking them up directly halves the time of a start.
        return Traced(
            step.text,
            tuple(
                own[first] if last == first + 1 else self.origin_of(first, last)
                for first, last in step.origins
            ),
        )
