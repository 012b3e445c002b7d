"""Colours as the eye orders them: lightness, chroma and hue in Oklab. Pure arithmetic.

Björn Ottosson, "A perceptual color space for image processing" (https://bottosson.github.io/posts/oklab/), with the
matrices given there for sRGB; the curve of sRGB is that of IEC 61966-2-1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_LEAST_CHROMA = 0.03
"""Below this a colour is seen as grey, and its hue means nothing."""
_HALVINGS = 12
"""Of the chroma, until a colour is within sRGB: finer than 8 bits can show."""


@dataclass(frozen=True, slots=True)
class Oklch:
    """Lightness 0 (black) to 1 (white); chroma 0 (grey) to about 0.32; hue in radians."""

    lightness: float
    chroma: float
    hue: float

    @property
    def is_grey(self) -> bool:
        """Say whether there is too little colour in it for its hue to be seen."""
        return self.chroma < _LEAST_CHROMA

    @property
    def axes(self) -> tuple[float, float, float]:
        """Lightness, green to red and blue to yellow: the co-ordinates of Oklab."""
        return self.lightness, self.chroma * math.cos(self.hue), self.chroma * math.sin(self.hue)


def to_oklch(colour: str) -> Oklch:
    """Take ``#RRGGBB`` apart."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def to_hex(colour: Oklch) -> str:
    """Give the nearest ``#RRGGBB``: of the same lightness and hue, with as much of the chroma as a screen can show."""
    lightness = min(max(colour.lightness, 0.0), 1.0)
    channels = _channels(Oklch(lightness, colour.chroma, colour.hue))
    if not _is_shown(channels):
        least, most = 0.0, colour.chroma
        for _ in range(_HALVINGS):
            chroma = (least + most) / 2
            if _is_shown(_channels(Oklch(lightness, chroma, colour.hue))):
                least = chroma
            else:
                most = chroma
        channels = _channels(Oklch(lightness, least, colour.hue))
    return "#" + "".join(f"{round(255 * _curved(channel)):02X}" for channel in channels)


def mix(one: str, other: str, share: float) -> str:
    """Give the colour that is ``share`` (0 to 1) of the way from ``one`` to ``other``, both ``#RRGGBB``."""
    (lightness, a, b), (to_lightness, to_a, to_b) = to_oklch(one).axes, to_oklch(other).axes
    lightness += share * (to_lightness - lightness)
    a, b = a + share * (to_a - a), b + share * (to_b - b)
    return to_hex(Oklch(lightness, math.hypot(a, b), math.atan2(b, a)))


def distance(one: str, other: str) -> float:
    """Say how different two colours ``#RRGGBB`` look: 0.0 the same, 1.0 black and white."""
    return math.dist(to_oklch(one).axes, to_oklch(other).axes)


def _channels(colour: Oklch) -> tuple[float, float, float]:
    """Give linear red, green and blue, which may lie outside of 0 to 1."""
    lightness, a, b = colour.axes
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_shown(channels: tuple[float, float, float]) -> bool:
    # White and the pure colours come out a hair beside their places.
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _curved(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
