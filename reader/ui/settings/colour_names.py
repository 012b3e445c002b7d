"""Colours to choose from for writing and for its ground, by the names people know; and a name for any other."""

from __future__ import annotations

from reader.core.oklch import Oklch, distance, to_hex, to_oklch

INKS: tuple[tuple[str, str], ...] = (
    ("#000000", "墨黑"),
    ("#33302B", "炭灰"),
    ("#45230C", "深棕"),
    ("#6B0F14", "深红"),
    ("#0B4A3C", "墨绿"),
    ("#0B2A6B", "藏青"),
    ("#431B66", "深紫"),
    ("#FFFFFF", "雪白"),
    ("#FFF3D6", "米白"),
    ("#FFF04D", "亮黄"),
    ("#B8F5C0", "浅绿"),
    ("#BFE3FF", "浅蓝"),
)
"""Seven for a light ground, five for a dark one: on the grounds below, each is read on about half."""

PAPERS: tuple[tuple[str, str], ...] = (
    ("#FFFFFF", "雪白"),
    ("#FBF8F1", "米白"),
    ("#FFF3B0", "浅黄"),
    ("#FFE04A", "明黄"),
    ("#D5E8D0", "豆绿"),
    ("#D6E8F7", "浅蓝"),
    ("#F9DFDC", "浅粉"),
    ("#000000", "墨黑"),
    ("#24241F", "炭灰"),
    ("#0A1F4A", "藏青"),
    ("#06281F", "墨绿"),
    ("#2E160A", "深棕"),
)
"""Seven light ones, five dark ones."""

_STEP = 0.04
"""Of Oklab's lightness: a difference that is seen, and a dozen of them from a light colour to a dark one."""
_BLACK = 0.12
"""The lightness below which all is black on a screen."""


def colour_name(colour: str, named: tuple[tuple[str, str], ...]) -> str:
    """Give the name of ``#RRGGBB``, or the name it comes near to."""
    exact = dict(named).get(colour)
    nearest = min(named, key=lambda each: distance(each[0], colour))[1]
    return exact or f"自己调的，像{nearest}"


def lighter(colour: str, steps: int) -> str:
    """Give ``#RRGGBB`` so many steps lighter, or darker below 0; black and white are the ends."""
    own = to_oklch(colour)
    lightness = max(own.lightness, _BLACK) + steps * _STEP
    if lightness < _BLACK:
        return "#000000"
    return to_hex(Oklch(min(lightness, 1.0), own.chroma, own.hue))
