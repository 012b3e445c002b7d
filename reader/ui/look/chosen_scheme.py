"""Which colour scheme is in force: one of those that come with the program, or the resident's own two colours."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache

from reader.core.colour import TEXT_RATIO, Scheme, contrast_ratio
from reader.core.derived_scheme import derive_scheme, nearest_readable
from reader.settings.store import Settings
from reader.tools.colours import CUSTOM

_log = logging.getLogger(__name__)

_WEAK = "您自己配的颜色太淡，看不清，已经调清楚了。想改，请按“设置”，找到“配色”。"


def chosen_scheme(schemes: Mapping[str, Scheme], settings: Settings) -> Scheme:
    """Give the scheme that ``settings`` ask for.

    Colours of one's own that cannot be read on each other, which only a file written by hand can hold, come out readable;
    the settings' notices say so, once.
    """
    key = settings.text("scheme")
    if key != CUSTOM:
        return schemes[key]
    ink, paper = settings.text("custom_ink"), settings.text("custom_paper")
    if contrast_ratio(ink, paper) < TEXT_RATIO and _WEAK not in settings.notices:
        _log.warning("the chosen colours %s on %s are below %s:1", ink, paper, TEXT_RATIO)
        settings.notices.append(_WEAK)
    return own_scheme(ink, paper, settings.option("scheme").describe(CUSTOM))


@lru_cache(maxsize=32)
def own_scheme(ink: str, paper: str, name: str) -> Scheme:
    """Make the scheme of two colours ``#RRGGBB``; of the nearest that can be read, if these cannot."""
    return derive_scheme(CUSTOM, name, *nearest_readable(ink, paper))
