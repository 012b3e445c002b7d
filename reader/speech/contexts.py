"""Polyphones whose reading hangs on grammar rather than on a word, as patterns of the clause around them."""

from __future__ import annotations

from collections.abc import Iterator


def read_contexts(run: str) -> Iterator[tuple[int, str]]:
    """Give (place, syllable) for every hanzi of ``run`` that a pattern settles; a later one counts more."""
    yield from ()
