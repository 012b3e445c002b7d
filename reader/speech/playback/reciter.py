"""What is said for passages, made piece by piece; what cannot be said is passed over, and told."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence

from reader.core.traced import Traced
from reader.errors import LexiconError
from reader.speech.engine import Audio, Engine, silence
from reader.speech.pieces import NOTHING_MS, Composing, Passage, Piece, Start, pieces_of, said
from reader.speech.utterance import Utterance

_log = logging.getLogger(__name__)

_REMEMBERED = 16
"""Utterances kept composed, for repeating and resuming."""

_UNREADABLE = "有一句没法朗读，已经跳过。"
_ALL_UNREADABLE = (
    "连着两句没法朗读，朗读先停下来。请点「下一句」，从后面接着读；还是不行，就请工作人员重新安装本程序。"
)


class Reciter:
    """Composes passages and has the voice say them, for one thread.

    One sentence that cannot be composed or said is passed over; ``tell`` is told once what follows went well, or there
    is nothing more. The second in a row is no matter of one sentence, and raises.
    """

    def __init__(self, composer: Composing, tell: Callable[[str], None]) -> None:
        """Nothing is composed yet."""
        self._composer = composer
        self._tell = tell
        self._utterances: dict[str, Utterance] = {}
        self._failed: Engine | None = None
        """The voice that could not say the last piece."""
        self._is_wordless = False
        """Whether the last text could not be composed."""
        self._is_to_tell = False

    def warm_up(self) -> None:
        """Have the pronunciation data loaded. What is wrong with them is told when something is to be read."""
        with contextlib.suppress(Exception):
            self._composer.compose("七宝读报")

    def pieces(self, passages: Sequence[Passage], start: Start, rest_ms: float | None) -> Iterator[Piece]:
        """Cut passages as :func:`~reader.speech.pieces.pieces_of` does. Raises ``LexiconError``."""
        yield from pieces_of(passages, self.compose, start, rest_ms)
        self._tell_passed_over()

    def say(self, piece: Piece, engine: Engine, speed_cpm: int) -> Audio:
        """Give the sound of a piece; a silence when the voice cannot say it, raising at the second in a row."""
        try:
            audio = said(piece, engine, speed_cpm)
        except Exception:
            if self._failed is engine:
                self._is_to_tell = False
                raise
            _log.exception("cannot say %r", piece.part.text)
            self._failed, self._is_to_tell = engine, True
            rate_hz = engine.info.rate_hz
            return Audio(silence(NOTHING_MS, rate_hz), rate_hz, ())
        if piece.part.tokens:
            self._failed = None
            self._tell_passed_over()
        return audio

    def forget(self) -> None:
        """Compose everything anew from now on; any thread may call."""
        # Another dictionary: what is being composed at this moment goes into the old one.
        self._utterances = {}

    def compose(self, text: str) -> Utterance:
        """Give what is said for ``text``: nothing where that cannot be found out.

        Raises ``LexiconError`` when the dictionary is missing, and at the second text in a row.
        """
        utterances = self._utterances
        found = utterances.get(text)
        if found is None:
            try:
                found = self._composer.compose(text)
            except LexiconError:
                raise  # the dictionary is missing: every sentence would fail the same way
            except Exception as error:  # one sentence must not end the reading
                _log.exception("cannot compose %r", text)
                if self._is_wordless:
                    self._is_to_tell = False
                    raise LexiconError(_ALL_UNREADABLE) from error
                self._is_wordless = self._is_to_tell = True
                return Utterance(text, Traced("", ()), ())
            while len(utterances) >= _REMEMBERED:
                del utterances[next(iter(utterances))]
            utterances[text] = found
        self._is_wordless = False
        return found

    def _tell_passed_over(self) -> None:
        if self._is_to_tell:
            self._is_to_tell = False
            self._tell(_UNREADABLE)
