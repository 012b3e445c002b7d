"""Passages → pieces that are said in one go, each with the silence that belongs behind it.

Live reading and recordings are cut here, both alike, so that a recording sounds as reading does. A piece is
short enough to be ready soon, and knows where reading goes on after it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.core.span import Span
from reader.speech.engine import USUAL_CPM, Audio, Engine, pause_factor, pause_ms, silence
from reader.speech.utterance import Pause, Syllable, Token, Utterance

_PIECE = 80
"""Syllables after which a passage is cut at the next pause mark, and at twice as many without one."""
_PARAGRAPH_MS = 850
_HEADING_MS = 1100
"""Silence behind a paragraph and behind a heading at the usual speed. (A sentence has that of its pause mark,
500.)"""
NOTHING_MS = 300
"""Silence for a passage with nothing to say (a line of dashes), so that it is seen to have been passed."""


class Composing(Protocol):
    """What the feeder needs of :class:`reader.speech.utterance.Composer`."""

    def compose(self, text: str) -> Utterance:
        """Give the utterance for shown text."""


@dataclass(frozen=True)
class Passage:
    """One sentence: its place in the report and its text, ``len(span) == len(text)``."""

    span: Span
    text: str


@dataclass(frozen=True)
class Start:
    """Where to begin: at a passage, there at character ``offset`` of its text.

    Where reading stopped within a number, character ``spoken`` of its speech says it exactly, and decides.
    """

    index: int
    offset: int = 0
    spoken: int = 0


@dataclass(frozen=True)
class Piece:
    """A part of a passage to be said in one go, with ``extra_ms`` of silence behind it."""

    index: int
    passage: Passage
    whole: Utterance
    part: Utterance
    extra_ms: float
    following: Start


def pieces_of(
    passages: Sequence[Passage],
    compose: Callable[[str], Utterance],
    start: Start | None = None,
    rest_ms: float | None = None,
) -> Iterator[Piece]:
    """Cut passages into pieces, from ``start`` (default: the beginning) to the end.

    ``rest_ms`` is the silence behind the last passage; by default that of a paragraph's end.
    """
    start = start or Start(0)
    for index in range(start.index, len(passages)):
        whole = compose(passages[index].text)
        tokens = _tokens_from(whole, start) if index == start.index else whole.tokens
        if whole.tokens and not any(isinstance(token, Syllable) for token in tokens):
            continue  # it was to begin behind its last syllable
        chunks = list(_chunks(tokens))
        for number, chunk in enumerate(chunks, 1):
            is_last = number == len(chunks)
            following = Start(index + 1) if is_last else _start_at(index, whole, chunks[number][0])
            extra_ms = _extra_ms(passages, index, chunk, rest_ms) if is_last else 0.0
            part = dataclasses.replace(whole, tokens=chunk)
            yield Piece(index, passages[index], whole, part, extra_ms, following)


def said(piece: Piece, engine: Engine, speed_cpm: int) -> Audio:
    """Give the sound of a piece with the silence behind it."""
    audio = engine.synthesise(piece.part, speed_cpm)
    quiet_ms = piece.extra_ms * pause_factor(speed_cpm)
    if not audio.marks:
        quiet_ms = max(quiet_ms, NOTHING_MS)
    return dataclasses.replace(audio, pcm=audio.pcm + silence(quiet_ms, audio.rate_hz))


def _start_at(index: int, whole: Utterance, token: Token) -> Start:
    return Start(index, whole.spoken.origins[token.at][0], token.at)


def _tokens_from(utterance: Utterance, start: Start) -> tuple[Token, ...]:
    """Leave out what stands before ``start``; a number is said whole when it begins before the offset."""
    if start.spoken:
        return tuple(token for token in utterance.tokens if token.at >= start.spoken)
    return tuple(token for token in utterance.tokens if utterance.spoken.origins[token.at][1] > start.offset)


def _chunks(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Cut tokens into pieces behind pause marks; at least one, which may be empty."""
    chunk: list[Token] = []
    for token in tokens:
        is_full = len(chunk) >= 2 * _PIECE or (len(chunk) >= _PIECE and isinstance(chunk[-1], Pause))
        if is_full and not isinstance(token, Pause):
            yield tuple(chunk)
            chunk = []
        chunk.append(token)
    yield tuple(chunk)


def _extra_ms(
    passages: Sequence[Passage], index: int, tokens: Sequence[Token], rest_ms: float | None
) -> float:
    """Give the silence behind a passage, beyond that of its last pause mark, at the usual speed."""
    mark = tokens[-1].mark if tokens and isinstance(tokens[-1], Pause) else ""
    had_ms = pause_ms(mark, USUAL_CPM) if mark else 0.0
    is_last = index + 1 == len(passages)
    if is_last and rest_ms is not None:
        return max(0.0, rest_ms - had_ms)
    if not is_last and passages[index + 1].span.block == passages[index].span.block:
        return 0.0 if mark else pause_ms("。", USUAL_CPM)
    return (_PARAGRAPH_MS if mark else _HEADING_MS) - had_ms
