"""Which characters are hanzi, digits of hanzi, and pauses: the alphabet of spoken text."""

from __future__ import annotations

PAUSES = "。！？；：，、"
"""The pause marks kept in spoken text, the longest pause first."""

DIGITS = "零一二三四五六七八九"
"""The hanzi of the digits 0 to 9."""

NUMERALS = frozenset(DIGITS + "十百千万亿两〇")
"""Hanzi that numbers are written with."""


def is_hanzi(char: str) -> bool:
    """Say whether ``char`` is a hanzi that is read aloud as one syllable.

    Source: Unicode 15.1, the blocks of CJK Unified Ideographs (basic, extensions A to I) and of their compatibility
    forms; 〇 stands among the CJK symbols.
    """
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or char == "〇"
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x323AF
    )
