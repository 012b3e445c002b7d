"""Full-width and look-alike characters → the one the rules know."""

from __future__ import annotations

from reader.speech.normalise.rule import TIGHT

_DASHES = "‐‑‒–—―−－─━﹘﹣"
_WAVES = "～〜∼˜〰"
_TIGHT_BLANKS = "\u00a0\u2007\u2009\u200a\u2006\u2008"

_FOLD: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _WAVES), "~"),
    **dict.fromkeys(map(ord, _TIGHT_BLANKS), TIGHT),
    **{code: chr(code - 0x2080 + ord("0")) for code in range(0x2080, 0x208A)},
    **dict(zip(map(ord, "∶﹕．﹒／⁄∕﹪﹢﹦﹤﹥﹙﹚＊∗‧・•￡％﹟﹠"), "::..///%+=<>()**···£%#&", strict=True)),
}


def fold(text: str) -> str:
    """Give ``text`` in the characters the rules know, one for one: places in the text stay what they are."""
    return text.translate(_FOLD)
