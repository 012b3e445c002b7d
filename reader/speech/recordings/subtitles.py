"""What was said and when → captions beside a recording: SRT, WebVTT and LRC.

A caption is a clause of the page's text (41亿元, not 四十一亿元), at most :data:`LONGEST` characters, no number
cut in two. It comes with its first syllable; one ends before the next begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.core.sentences import clauses

LONGEST = 20
"""Characters of a caption: what fits one line of a television or of a player's small screen."""
_SHORTEST_MS = 1000
"""Captions that would stand for less are joined with the next, or stand on: shorter ones cannot be read. (Netflix asks
for 5/6 s, the BBC for 0.3 s a word; these are for older eyes.)"""
_HOLD_MS = 700
"""How long a caption stays when nothing follows at once. Shorter gaps than this would make the line flicker."""


_FIGURE = re.compile(r"[0-9A-Za-z.%‰℃㎡×/-]+[十百千万亿]*\w?")
"""A number or Latin word as printed, with the character behind it, as a rule its unit."""

Cutting = Callable[[str, frozenset[int]], Sequence[tuple[int, int]]]
"""Parts a sentence into captions: half-open ranges that cover all of it, in order. It is given the places at which
nothing may be cut."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A syllable: when it sounds in the recording (ms), and for which ``length`` characters from ``at`` of its sentence."""

    start_ms: float
    end_ms: float
    at: int
    length: int = 1


@dataclass(frozen=True)
class SpokenSentence:
    """A sentence as shown, and the beats it was said with, in order."""

    text: str
    beats: tuple[Beat, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption and when it is to be seen, in whole milliseconds: ``start_ms < end_ms``."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True)
class About:
    """What a recording is: for the heads of the files. Each may be empty."""

    title: str = ""
    artist: str = ""
    album: str = ""


@dataclass
class _Line:
    """A caption in the making."""

    text: str
    start_ms: float
    end_ms: float

    @property
    def is_short(self) -> bool:
        return self.end_ms - self.start_ms < _SHORTEST_MS


def cut_evenly(text: str, bound: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Part a sentence without knowing its words: a clause that is too long for a caption falls into equal halves."""
    del bound  # numbers in figures are kept whole by clauses() itself
    return clauses(text, LONGEST)


def make_cues(spoken: Iterable[SpokenSentence], cut: Cutting = cut_evenly) -> tuple[Cue, ...]:
    """Give the captions of a recording, in order; what was not said at all has none."""
    lines: list[_Line] = []
    for sentence in spoken:
        for line in _joined(_lines(sentence, cut)):
            if lines and round(line.start_ms) <= round(lines[-1].start_ms):
                lines[-1].text += line.text  # a voice that says two at one moment
            else:
                lines.append(line)
    cues: list[Cue] = []
    for line in reversed(lines):
        start = round(line.start_ms)
        end = round(max(line.end_ms + _HOLD_MS, start + _SHORTEST_MS))
        cues.append(Cue(start, min(end, cues[-1].start_ms) if cues else end, _plain(line.text)))
    return tuple(reversed(cues))


def _lines(sentence: SpokenSentence, cut: Cutting) -> list[_Line]:
    """Cut a sentence into clauses; one in which nothing is said goes with the one before it, or the first after."""
    lines: list[_Line] = []
    silent = ""
    for start, end in cut(sentence.text, _bound(sentence)):
        beats = [beat for beat in sentence.beats if start <= beat.at < end]
        text = sentence.text[start:end]
        if beats:
            lines.append(_Line(silent + text, beats[0].start_ms, beats[-1].end_ms))
            silent = ""
        elif lines:
            lines[-1].text += text
        else:
            silent += text
    return lines


def _bound(sentence: SpokenSentence) -> frozenset[int]:
    """Give the places within numbers: within figures, and within whatever is said as one (15% as 百分之十五)."""
    spans = [found.span() for found in _FIGURE.finditer(sentence.text)]
    spans += [(beat.at, beat.at + beat.length) for beat in sentence.beats]
    return frozenset(at for start, end in spans for at in range(start + 1, end))


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Join what would stand too short a time with its neighbour, where both fit one caption."""
    joined: list[_Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and (before.is_short or line.is_short) and len(before.text) + len(line.text) <= LONGEST:
            joined[-1] = _Line(before.text + line.text, before.start_ms, line.end_ms)
        else:
            joined.append(line)
    return joined


def _plain(text: str) -> str:
    """Give text on one line, without control characters and halves of characters."""
    kept = (character for character in text if unicodedata.category(character) not in ("Cs", "Cf"))
    spaced = (" " if unicodedata.category(character) == "Cc" else character for character in kept)
    return " ".join("".join(spaced).split())


# -- the three formats ----------------------------------------------------------------------------------------------------


def to_srt(cues: Sequence[Cue]) -> bytes:
    """Write SubRip. UTF-8 with a byte order mark and CRLF: televisions and Windows take it for the system's encoding else.

    SubRip has no way to escape: what players take for markup (``<i>``, ``{\\an8}``) gets full-width brackets.
    """
    blocks = [
        f"{number}\n{_clock(cue.start_ms, ',')} --> {_clock(cue.end_ms, ',')}\n{cue.text.translate(_NO_MARKUP)}\n"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n".join(blocks).replace("\n", "\r\n").encode("utf-8-sig")


def to_vtt(cues: Sequence[Cue]) -> bytes:
    """Write WebVTT, which is UTF-8 by its standard (W3C, 2019); ``&``, ``<`` and ``>`` are escaped as it asks for."""
    blocks = [
        f"\n{_clock(cue.start_ms, '.')} --> {_clock(cue.end_ms, '.')}\n{cue.text.translate(_ESCAPES)}\n"
        for cue in cues
    ]
    return ("WEBVTT\n" + "".join(blocks)).encode()


def to_lrc(cues: Sequence[Cue], about: About, duration_ms: float) -> bytes:
    """Write LRC, a line a caption, in UTF-8 with a byte order mark and CRLF.

    LRC names no encoding. Phones and newer players expect UTF-8, old players of the Chinese market GBK; of the latter
    many look for a byte order mark, which is the only sign there is, and GBK would be rubbish on all of the former.
    A parser that knows no such mark trips over the first line: it is one that may be lost.
    """
    seconds = round(duration_ms / 1000)
    head = [
        "[re:七宝读报]",
        *(f"[{key}:{_plain(text).translate(_NO_TAG)}]" for key, text in _tags(about) if text),
        f"[length:{seconds // 60:02}:{seconds % 60:02}]",
    ]
    lines = [f"[{_lrc_clock(cue.start_ms)}]{cue.text.translate(_NO_TAG)}" for cue in cues]
    return "".join(f"{line}\r\n" for line in [*head, *lines]).encode("utf-8-sig")


_NO_MARKUP = str.maketrans("<>{}", "＜＞｛｝")
_NO_TAG = str.maketrans("[]", "［］")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _tags(about: About) -> tuple[tuple[str, str], ...]:
    return ("ti", about.title), ("ar", about.artist), ("al", about.album)


def _clock(ms: int, point: str) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{ms:03}"


def _lrc_clock(ms: int) -> str:
    """Give minutes, seconds and hundredths, never later than the moment itself."""
    hundredths = ms // 10
    return f"{hundredths // 6000:02}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"
