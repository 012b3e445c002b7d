"""What a resident leaves in the report and takes out of it: marks, the way back, paper and files. Made and joined."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.ui.keys.keys import Key
from reader.ui.window.parts import WindowParts


class ResidentPages(QObject):
    """Holds the pages and their desks."""

    announced = Signal(str)
    notice_given = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window

    def keys(self) -> list[Key]:
        """Give the keys of all of them."""
        return []

    def forget(self) -> None:
        """Another resident begins: nothing of the one before is left."""
