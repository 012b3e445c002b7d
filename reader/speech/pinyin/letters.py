"""How the letters A to Z are called in Mandarin."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NAMES = """
A ei1
B bi4
C sei1
D di4
E yi4
F ai2 fu5
G ji4
H ei2 chi5
I ai4
J zhei4
K kei4
L ai2 lou5
M ai2 mu5
N en4
O ou1
P pi4
Q kiu4
R a2 er5
S ai2 si5
T ti4
U you4
V wei4
W da2 bu5 liu5
X ai2 ke5 si5
Y wai4
Z zei4
"""
"""The usual Mandarin names, in pinyin that espeak-ng's voice ``cmn-latn-pinyin`` was seen to take as Mandarin (by its
phonemes). Written from general knowledge; no published norm was at hand to check them against."""


def _read() -> dict[str, tuple[str, ...]]:
    rows = [line.split() for line in _NAMES.split("\n") if line]
    names = {letter: tuple(syllables) for letter, *syllables in rows}
    return names | {letter.lower(): syllables for letter, syllables in names.items()}


LETTER_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(_read())
"""Letter, capital or small → the syllables of its name."""
