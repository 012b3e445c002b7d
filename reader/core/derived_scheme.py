"""A whole colour scheme made from two colours that somebody chose: ink and paper. Pure.

Each role has a wish, as a designer would set it, and a refuge: ink or paper, with which it is always seen. It takes the
first colour on the way from the one to the other that can be seen well enough wherever the role is seen. So every pair of
:func:`reader.core.colour.measure` is enough as soon as ink on paper is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from reader.core.colour import SHAPE_RATIO, TEXT_RATIO, Scheme, contrast_ratio
from reader.core.oklch import Oklch, distance, mix, to_hex, to_oklch

_STEPS = 40
"""From a wish to its refuge, or from black to white: finer than the eye tells apart side by side."""
_FINE_STEPS = 256
_HOUSE_HUE = to_oklch("#0B5A4A")
"""The program's own green, for ink and paper without a hue."""
_WHEAT = to_oklch("#FFE9A8")
"""What marks the sounding sentence in the original scheme."""
_ACCENT_CHROMA = 0.11
_LIGHT_ACCENT = 0.82
"""The lightness of what can be acted on, on a dark page."""
_ACROSS = 2.1
"""How far from the hue that marks what sounds is the hue that marks what was found, in radians: wheat and water."""
_STRONG_CHROMA, _MILD_CHROMA, _PALE_CHROMA = 0.10, 0.06, 0.03
"""Of a ground that marks what sounds, of one that marks what was found, and of one on a page of strong colour."""
_DIM = 0.30
"""The least lightness of a ground that marks on a dark page: below it, all is black."""
_TOLD_APART = 0.035
"""The least Oklab distance of two grounds that are seen as two."""


def derive_scheme(key: str, name: str, ink: str, paper: str) -> Scheme:
    """Make a scheme of two colours ``#RRGGBB``; the hue of what can be acted on is the ink's, where it has one.

    ``ValueError`` if the ink cannot be read on the paper: less than 7:1 (:data:`reader.core.colour.TEXT_RATIO`).
    """
    ink, paper = ink.upper(), paper.upper()
    if contrast_ratio(ink, paper) < TEXT_RATIO:
        raise ValueError(f"{ink} cannot be read on {paper}")
    panel, bar = _surfaces(ink, paper)
    grounds = (paper, panel, bar)
    accent = _accent(ink, paper, grounds)
    own = to_oklch(paper)
    hue = _WHEAT.hue if own.is_grey else own.hue
    sounding = _marking(ink, paper, accent, Oklch(0.0, _STRONG_CHROMA, hue))
    hit = _marking(ink, paper, accent, Oklch(0.0, _MILD_CHROMA, hue + _ACROSS), sounding)
    # Links stand on more grounds than buttons do.
    link = _first(accent, ink, lambda colour: _reads(colour, (*grounds, sounding, hit)))
    line = _first(mix(paper, ink, 0.45), ink, lambda colour: _shows(colour, grounds))
    scheme = Scheme(
        key=key,
        name=name,
        paper=paper,
        panel=panel,
        bar=bar,
        ink=ink,
        soft_ink=_first(mix(ink, paper, 0.22), ink, lambda colour: _reads(colour, grounds)),
        disabled_ink=line,
        line=line,
        link=link,
        accent=accent,
        on_accent=paper,
        sounding=sounding,
        on_sounding=ink,
        sounding_underline=accent,
        character=accent,
        on_character=paper,
        selection=accent,
        on_selection=paper,
        hit=hit,
        on_hit=ink,
        current_hit=link,
        on_current_hit=paper,
        caption_paper=ink,
        caption_ink=paper,
        caption_character=sounding,
        on_caption_character=ink,
        focus_inner=paper,
        focus_outer=ink,
    )
    if scheme.is_dark:  # captions on a dark page are dark as well: a strip of light would glare
        dark = {"caption_paper": paper, "caption_ink": ink, "caption_character": accent}
        scheme = replace(scheme, **dark, on_caption_character=paper)
    return scheme


def nearest_readable(ink: str, paper: str) -> tuple[str, str]:
    """Give the nearest ink that is read on ``paper`` at 7:1, and the paper.

    A paper of middle lightness, on which neither black nor white is read, gives way as well. The hues stay.
    """
    ink, paper = ink.upper(), paper.upper()
    if contrast_ratio(ink, paper) >= TEXT_RATIO:
        return ink, paper
    if (found := _nearest(ink, paper)) is not None:
        return found, paper
    pairs = []
    for extreme in ("#000000", "#FFFFFF"):
        given_way = _nearest(paper, extreme)
        assert given_way is not None  # black and white are read on each other
        inks = _nearest(ink, given_way)
        assert inks is not None  # the extreme itself, at the least
        pairs.append((inks, given_way))
    return min(pairs, key=lambda pair: distance(ink, pair[0]) + distance(paper, pair[1]))


def _nearest(colour: str, ground: str) -> str | None:
    """Give the nearest shade of ``colour`` that is read on ``ground``, or as whose ground ``ground`` is read."""
    shades = [shade for shade in _shades(colour) if contrast_ratio(shade, ground) >= TEXT_RATIO]
    return min(shades, key=lambda shade: distance(colour, shade), default=None)


def _shades(colour: str) -> Iterable[str]:
    """Give a colour in every lightness, from black to white."""
    own = to_oklch(colour)
    between = (to_hex(Oklch(step / _FINE_STEPS, own.chroma, own.hue)) for step in range(1, _FINE_STEPS))
    return dict.fromkeys(("#000000", *between, "#FFFFFF"))


def _reads(text: str, grounds: Iterable[str]) -> bool:
    return all(contrast_ratio(text, ground) >= TEXT_RATIO for ground in grounds)


def _shows(shape: str, grounds: Iterable[str]) -> bool:
    return all(contrast_ratio(shape, ground) >= SHAPE_RATIO for ground in grounds)


def _first(wish: str, refuge: str, is_enough: Callable[[str], bool]) -> str:
    """Give the first colour on the way from ``wish`` that is enough; ``refuge``, at its end, always is."""
    for step in range(_STEPS):
        colour = mix(wish, refuge, step / _STEPS)
        if is_enough(colour):
            return colour
    return refuge


def _surfaces(ink: str, paper: str) -> tuple[str, str]:
    """Give panel and bar: a light page has a panel a little darker and a bar a little lighter, a dark one the reverse."""
    own = to_oklch(paper)
    is_light = own.lightness > to_oklch(ink).lightness
    share = 0.05 if is_light else 0.1
    panel = _first(mix(paper, ink, share), paper, lambda colour: _reads(ink, (colour,)))
    away = Oklch(own.lightness + (0.03 if is_light else -0.03), own.chroma, own.hue)
    return panel, _first(to_hex(away), paper, lambda colour: _reads(ink, (colour,)))


def _accent(ink: str, paper: str, grounds: Iterable[str]) -> str:
    """Give the colour of what can be acted on: of the ink's hue or the paper's, read on every ground."""
    own, ground = to_oklch(ink), to_oklch(paper)
    is_dark = ground.lightness < own.lightness
    if is_dark and not own.is_grey:
        return ink  # light of one colour on a dark page: a second shade of it would look faded
    source = next((each for each in (own, ground) if not each.is_grey), _HOUSE_HUE)
    chroma = max(_ACCENT_CHROMA, source.chroma)
    start = max(_LIGHT_ACCENT, ground.lightness) if is_dark else ground.lightness
    shades = (
        to_hex(Oklch(start + (own.lightness - start) * step / _STEPS, chroma, source.hue))
        for step in range(_STEPS)
    )
    return next((shade for shade in shades if _reads(shade, grounds)), ink)


def _marking(ink: str, paper: str, accent: str, tint: Oklch, other: str = "") -> str:
    """Give a ground of this ``tint`` that marks words: seen beside the paper and the ``other`` one.

    It is the paper where ink leaves no room for one; what it marks is never told by this ground alone.
    """
    own = to_oklch(paper)
    if own.lightness < to_oklch(ink).lightness:
        lighter = [max(own.lightness + more / 100, _DIM) for more in (16, 13, 10, 8)]
        wishes = [replace(tint, lightness=own.lightness + more / 100) for more in (6, -6, -9)]
        wishes = [*(replace(tint, lightness=lightness) for lightness in lighter), *wishes]
    elif own.chroma < tint.chroma:
        wishes = [replace(tint, lightness=own.lightness + more / 100) for more in (-3, -1, 2, 5, 8)]
    else:
        wishes = [Oklch(lightness, _PALE_CHROMA, tint.hue) for lightness in (0.99, 0.96, 0.93)]
    for colour in map(to_hex, wishes):
        is_seen = all(distance(colour, beside) >= _TOLD_APART for beside in (paper, other or accent))
        if is_seen and _reads(ink, (colour,)) and _shows(accent, (colour,)):
            return colour
    return paper
