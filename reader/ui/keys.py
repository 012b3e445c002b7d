"""The keys of the window: the tools' own, and those for reading and finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from reader.tools.base import Tool


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does, in words, and its name in Qt's portable notation."""

    words: str
    name: str
    action: Callable[[], None]


FIXED_KEYS = (
    ("朗读、暂停、继续", "空格"),
    ("停止，或关上小窗", "Esc"),
    ("走到下一个名词或按钮", "Tab"),
    ("按下按钮", "回车"),
)
"""Keys that belong to whatever has the focus, for the table."""


def connect_keys(window: QWidget, keys: Sequence[Key], tools: Sequence[Tool]) -> None:
    """Make shortcuts of the whole window. (A shortcut set on a button would take the focus to it.)"""
    for key in keys:
        QShortcut(QKeySequence(key.name), window, key.action)
    for tool in tools:
        for name in tool.shortcuts:
            QShortcut(QKeySequence(name), window, tool.trigger)


def key_rows(keys: Sequence[Key]) -> list[tuple[str, str]]:
    """Give the rows of the key table that are not the tools'."""
    return [*FIXED_KEYS, *((key.words, key.name) for key in keys)]
