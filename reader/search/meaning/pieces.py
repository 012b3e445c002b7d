"""What was typed without a space between its words → its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Piece(NamedTuple):
    """What was typed up to ``end`` is a word: one of ``words``, the likeliest first, and worth so much."""

    end: int
    words: tuple[str, ...]
    worth: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces, in order, what they are worth, and how many of the steps ``in_all`` belong to none of them."""

    words: tuple[tuple[str, ...], ...]
    worth: int
    missed: int
    in_all: int


class _Way(NamedTuple):
    """How a place was come to; less is better, in this order."""

    missed: int
    pieces: int
    worth: int
    words: tuple[tuple[str, ...], ...]


def cut(
    length: int, pieces_at: Callable[[int], Iterable[Piece]], step: Callable[[int], tuple[int, int]]
) -> Cut:
    """Cut ``length`` letters so that the least is missed, in the fewest pieces, of the greatest worth.

    ``pieces_at`` gives the pieces that begin at a place; ``step`` gives the place where the next syllable or
    character begins, and how much is missed (0 for a space) if it belongs to no piece.
    """
    ways: dict[int, _Way] = {0: _Way(0, 0, 0, ())}
    steps = 0
    for at in range(length):
        if at not in ways:
            continue
        way = ways[at]
        after, missed = step(at)
        found = [(after, way._replace(missed=way.missed + missed))]
        for piece in pieces_at(at):
            words = (*way.words, piece.words)
            found.append((piece.end, _Way(way.missed, way.pieces + 1, way.worth - piece.worth, words)))
        for end, other in found:
            if end not in ways or other[:3] < ways[end][:3]:
                ways[end] = other
    at = 0
    while at < length:
        at, missed = step(at)
        steps += missed
    best = ways[length]
    return Cut(best.words, -best.worth, best.missed, steps)
