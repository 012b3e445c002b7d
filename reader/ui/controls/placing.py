"""Where a popup stands: beside what it explains, never on it. Pure geometry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect


def place_beside(
    anchor: QRect, area: QRect, width: int, height_for: Callable[[int], int], gap: int, least_width: int
) -> QRect:
    """Give the place for a popup beside ``anchor`` and inside ``area``, in the coordinates of both, pixels.

    ``height_for`` gives the height the popup needs at a width. Tried in turn: below, above, right, left. If
    it fits nowhere whole, it goes where most of it can be seen, and is as high as the room there. At the
    sides it may be narrower than ``width`` but not than ``least_width``.
    """
    seen = anchor & area
    if seen.isEmpty():
        # Scrolled out of sight: stand where the term would come in.
        seen = QRect(
            min(max(anchor.x(), area.left()), area.right()),
            min(max(anchor.y(), area.top()), area.bottom()),
            1,
            1,
        )
    best = QRect()
    for room in _rooms(seen, area, gap):
        is_beside = room.height() == area.height()
        take = min(width, room.width())
        if take < (least_width if is_beside else min(least_width, area.width())) or room.height() <= 0:
            continue
        needed = height_for(take)
        size = (take, min(needed, room.height()))
        if is_beside:
            x = room.left() if room.left() > seen.right() else room.right() - take + 1
            y = min(max(seen.top(), area.top()), area.bottom() - size[1] + 1)
        else:
            x = min(max(seen.left(), area.left()), area.right() - take + 1)
            y = room.top() if room.top() > seen.bottom() else room.bottom() - size[1] + 1
        placed = QRect(x, y, *size)
        if needed <= room.height():
            return placed
        if placed.width() * placed.height() > best.width() * best.height():
            best = placed
    return best


def _rooms(anchor: QRect, area: QRect, gap: int) -> tuple[QRect, ...]:
    """Give the rooms below, above, right and left of ``anchor``; one may be empty."""
    below = QRect(area)
    below.setTop(anchor.bottom() + 1 + gap)
    above = QRect(area)
    above.setBottom(anchor.top() - 1 - gap)
    right = QRect(area)
    right.setLeft(anchor.right() + 1 + gap)
    left = QRect(area)
    left.setRight(anchor.left() - 1 - gap)
    return below, above, right, left
