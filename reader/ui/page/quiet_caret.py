"""Moving a text view's caret without Qt telling screen readers of it, where something better is told instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QTextEdit


@contextmanager
def quiet_caret(view: QTextEdit) -> Iterator[None]:
    """Within this, ``view`` tells nobody that its caret moved, screen readers included; and repaints afterwards.

    Qt offers no way: the event comes with a signal of the view's private text control (qtextedit.cpp,
    ``QTextEditPrivate::cursorPositionChanged``). Were that control gone one day, the event would be sent as ever.
    """
    # Lays out what is not laid out yet: done below, the scroll bar would not hear of the page's new height.
    view.document().size()
    controls = [each for each in view.children() if each.inherits("QWidgetTextControl")]
    for control in controls:
        control.blockSignals(True)
    try:
        yield
    finally:
        for control in controls:
            control.blockSignals(False)
        view.viewport().update()
