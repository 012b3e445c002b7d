"""Moving a text view's caret without Qt telling screen readers of it, where something better is told instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTextEdit


@contextmanager
def quiet_caret(view: QTextEdit) -> Iterator[None]:
    """Within this, ``view`` tells nobody that its caret moved, screen readers included; and repaints afterwards.

    Qt offers no way: the event comes with a signal of the view's private text control (qtextedit.cpp,
    ``QTextEditPrivate::cursorPositionChanged``). Were that control gone one day, the event would be sent as ever.
    """
    # Lays out what is not laid out yet: done below, the scroll bar would not hear of the page's new height.
    view.document().size()
    controls = controls_of(view)
    for control in controls:
        control.blockSignals(True)
    try:
        yield
    finally:
        for control in controls:
            control.blockSignals(False)
        view.viewport().update()


def controls_of(view: QTextEdit) -> list[QObject]:
    """Give the view's text control, if it has one.

    The first time takes some 20 ms: PySide looks through all classes for one that it does not know.
    """
    return [each for each in view.children() if each.inherits("QWidgetTextControl")]
