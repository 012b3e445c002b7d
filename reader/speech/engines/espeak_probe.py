"""Tries an espeak-ng library and its data in a process of its own: ``python -m … LIBRARY [DATA]``.

Ends with 0 when a syllable sounded. Damaged data end it with a signal instead of the program.
"""

from __future__ import annotations

import sys

from reader.speech.engines.clauses import clause_of
from reader.speech.engines.espeak_library import Candidate, Library, Manner


def main(path: str, data: str) -> int:
    """Give the exit status for the library ``path`` with the data folder ``data`` (``""``: its own)."""
    library = Library(Candidate(path, data or None))
    samples, starts_ms = library.speak(clause_of("qi1 bao3 zhen4"), Manner("", 175, 50, 50, 100))
    return 0 if any(samples) and starts_ms[-1] > 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
