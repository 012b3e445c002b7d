"""Shown text → what is spoken: numbers, units and signs become hanzi, each traced to what it stands for.

The text is read from left to right. At each character that is not a hanzi, the rules that can begin there are tried in
order; the first that reads wins (see :mod:`reader.speech.normalise.rule`). No rule looks back or ahead further than
some dozen characters, so the work grows with the length of the text and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.traced import Traced
from reader.speech.hanzi import DIGITS as HANZI_DIGITS
from reader.speech.hanzi import PAUSES, is_hanzi
from reader.speech.normalise import dates, identifiers, quantities, symbols
from reader.speech.normalise.rule import BREAK, DIGITS, Piece, Rule

__all__ = ["RULES", "normalise"]

RULES: tuple[Rule, ...] = (
    *identifiers.NUMBERING,
    *dates.RULES,
    *identifiers.RULES,
    *quantities.RULES,
    *symbols.RULES,
    *identifiers.LETTERS,
)
"""All rules, in the order in which they are tried."""


def _by_start() -> dict[str, tuple[Rule, ...]]:
    starts = {char for rule in RULES for char in rule.starts}
    return {char: tuple(rule for rule in RULES if char in rule.starts) for char in starts}


_RULES_AT = _by_start()

_BELOW_HUNDRED = frozenset(HANZI_DIGITS + "十")

_FOLD = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−－─━"), "-"),
    **dict.fromkeys(map(ord, "～〜∼˜"), "~"),
    ord("∶"): ":",
    ord("．"): ".",
    ord("／"): "/",
    ord("﹪"): "%",
    ord("‧"): "·",
    ord("・"): "·",
    **{code: chr(code - 0x2080 + ord("0")) for code in range(0x2080, 0x208A)},
}
"""Full-width and look-alike characters → the one the rules know. One for one: places in the text stay what they are."""


def normalise(text: str) -> Traced:
    """Give what is spoken for ``text`` as shown: hanzi, Latin letters, and the pause marks 。！？；：，、.

    Each spoken character is traced to the characters of ``text`` it stands for: the 百 of 百分之十五 to all of ``15%``.
    Any string is accepted, in time linear in its length; what cannot be spoken is left out.
    """
    flat = text.translate(_FOLD)
    spoken: list[str] = []
    origins: list[tuple[int, int]] = []
    for said, start, end in _merge_pauses(_read(flat)):
        spoken.append(said)
        origins.extend([(start, end)] * len(said))
    return Traced("".join(spoken), tuple(origins))


def _read(flat: str) -> Iterator[Piece]:
    at = 0
    while at < len(flat):
        char = flat[at]
        end = at + 1
        if is_hanzi(char) and char != "〇":
            yield char, at, end
        else:
            if char in DIGITS and flat[at - 1 : at] in _BELOW_HUNDRED:
                # 每周二、四14:00: without a pause the two numbers would be heard as 四十四.
                yield BREAK, at, at
            pieces, end = _read_by_rule(flat, at)
            yield from pieces
        at = end


def _read_by_rule(flat: str, at: int) -> tuple[list[Piece], int]:
    """Give what the first rule that reads makes of the text at ``at``, and the place behind it."""
    for rule in _RULES_AT.get(flat[at], ()):
        match = rule.pattern.match(flat, at)
        pieces = rule.read(match) if match else None
        if match and pieces is not None:
            return pieces, match.end()
    said = symbols.PUNCTUATION.get(flat[at], "")
    return ([(said, at, at + 1)] if said else []), at + 1


def _merge_pauses(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Keep of neighbouring pauses the longest, and none where nothing was said before; drop a last one nobody wrote."""
    pause: Piece | None = None
    has_spoken = False
    for piece in pieces:
        if piece[0] in PAUSES or piece[0] == BREAK:
            if has_spoken and (pause is None or _strength(piece) >= _strength(pause)):
                pause = piece
            continue
        if pause:
            yield pause[0].replace(BREAK, "，"), pause[1], pause[2]
            pause = None
        has_spoken = True
        yield piece
    if pause and pause[0] != BREAK:
        yield pause


def _strength(pause: Piece) -> int:
    return -PAUSES.index(pause[0].replace(BREAK, "，"))
