"""A composer that is made when it is first needed, on the thread that needs it.

Rules, lexicon and dictionaries take up to a second to load on an old machine; the first picture must not wait for them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.speech.utterance import Utterance

if TYPE_CHECKING:
    from reader.speech.composer import Composer


class LateComposer:
    """Stands for the composer that ``make`` makes, once. Any thread may call; the first waits, the others with it."""

    def __init__(self, make: Callable[[], Composer]) -> None:
        self._make = make
        self._made: Composer | None = None
        self._lock = threading.Lock()

    @property
    def problems(self) -> tuple[str, ...]:
        """Rows of the lexicons that were skipped, in plain Chinese."""
        return self._get().problems

    def compose(self, text: str) -> Utterance:
        """Give the utterance for ``text``."""
        return self._get().compose(text)

    def readings(self, hanzi: str) -> tuple[str, ...]:
        """Give the syllables a single hanzi can have."""
        return self._get().readings(hanzi)

    def reload(self) -> None:
        """Make the next call load the lexicons anew; a text that is being composed now is finished as it was begun."""
        with self._lock:
            self._made = None

    def _get(self) -> Composer:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
