"""How far a recording is, in words: how many per cent, how long it will take."""

from __future__ import annotations

_SURE_SHARE, _SURE_S = 0.05, 3.0
"""Before this nothing is said about the time left: the voice is still being loaded, and the guess would jump."""
_MINUTE_S = 60


def progress_words(share: float, elapsed_s: float) -> str:
    """Say how much is done, of a share from 0 to 1, and how long the rest takes at this rate."""
    return f"存了 {int(share * 100)}%{_left_words(share, elapsed_s)}"


def _left_words(share: float, elapsed_s: float) -> str:
    if share < _SURE_SHARE or elapsed_s < _SURE_S:
        return ""
    left_s = elapsed_s * (1 - share) / share
    if left_s < 0.75 * _MINUTE_S:
        return "，还要不到一分钟"
    return f"，大约还要 {max(1, round(left_s / _MINUTE_S))} 分钟"
