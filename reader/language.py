"""The program's own words in the language that is chosen: 简体 (as they stand in the code), 繁體, English.

Whoever shows or speaks words marks them: ``tr("撤销")``, ``tr("还有 {minutes} 分钟").format(minutes=3)``. Words that are
written down before anybody has chosen a language (constants, class attributes) are marked by :func:`noop` and given to
:func:`tr` when they are shown. What the marks stand around is gathered into Qt's translation files by
``packaging/languages.py``; the window's side loads them and hands the look-up in here: nothing below the window knows Qt.
"""

from __future__ import annotations

from collections.abc import Callable

Lookup = Callable[[str, int], str]
"""Words in 简体 and a count (-1 where there is none) → the words of the language; empty where it has none."""

SOURCE = "zh_CN"
"""The language of the words in the code."""

_lookup: Lookup | None = None


def tr(words: str, count: int = -1) -> str:
    """Give ``words`` in the language that is chosen; as they are, where it has none for them.

    ``count`` chooses between one and many, where a language tells them apart.
    """
    return words if _lookup is None else _lookup(words, count) or words


def noop(words: str) -> str:
    """Mark words that :func:`tr` will be given later; gives them as they are."""
    return words


def set_lookup(lookup: Lookup | None) -> None:
    """Take over how words are looked up; ``None``: they stay as they are."""
    global _lookup
    _lookup = lookup
