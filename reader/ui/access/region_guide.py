"""The way from region to region: a key to each, a ring through all, and what is said where the focus crosses.

1. An :class:`Area` says how a region is called now, which widgets it is, and how the keyboard comes into it.
2. Keys lead to an area, whatever has the keyboard; :attr:`RegionGuide.announced` then says the short form.
3. While 读屏专用 is on, a focus that crosses from one area to another by itself is told: left, entered, how much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from reader.ui.access.regions import Region, crossing_words, neighbour, offer_words
from reader.ui.keys.keys import Key
from reader.ui.window.drawer import Drawer

_SETTLING_MS = 60
"""After the focus moved: screen readers have been told of it, and a way through several widgets has come to its end."""


@dataclass(frozen=True)
class Area:
    """A region's widgets. ``enter`` gives it the keyboard while it is in view, ``reach`` brings it into view before.

    ``key`` is the region's; ``key_name`` names what to press to go there, which ``does`` puts in words; empty for nothing.
    """

    key: str
    does: str
    key_name: str
    describe: Callable[[], Region]
    widgets: tuple[QWidget, ...]
    enter: Callable[[], None]
    reach: Callable[[], None] | None = None

    @property
    def is_in_view(self) -> bool:
        """Say whether it is there to be gone to."""
        return self.widgets[0].isVisible()

    def holds(self, widget: QWidget) -> bool:
        """Say whether ``widget`` is in it."""
        return any(each is widget or each.isAncestorOf(widget) for each in self.widgets)


class RegionGuide(QObject):
    """Leads through the areas, which stand in visual order."""

    announced = Signal(str)

    def __init__(
        self, areas: Sequence[Area], drawer: Drawer, is_telling: Callable[[], bool], parent: QObject
    ):
        super().__init__(parent)
        self._areas, self._drawer, self._is_telling = tuple(areas), drawer, is_telling
        self._inside: Region | None = None
        self._is_led = False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(self._tell_crossing)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._look_soon)

    def keys(self) -> list[Key]:
        """Give the keys: round the regions, and to each that has one."""
        return [
            Key("region.next", "换到下一块", "F6", lambda: self.step(1)),
            Key("region.previous", "换到上一块", "Shift+F6", lambda: self.step(-1)),
            *(
                Key(f"region.{area.key}", area.does, area.key_name, partial(self._go, area))
                for area in self._areas
                if area.key_name
            ),
        ]

    def regions(self) -> list[Region]:
        """Give the regions in view."""
        return [area.describe() for area in self._in_view()]

    def offer(self, key_of: Callable[[str], str]) -> None:
        """Say what regions there are; ``key_of`` gives the key in force of a command."""
        regions = self.regions()
        keys = {region.key: key_of(f"region.{region.key}") for region in regions}
        self.announced.emit(offer_words(regions, keys, key_of("region.next"), key_of("reading.next_heading")))

    def step(self, by: int) -> None:
        """Take the keyboard to the next region in view (``by`` 1) or to the one before (-1)."""
        seen = self._in_view()
        if not seen:
            return
        focus = QApplication.focusWidget()
        at = next((at for at, area in enumerate(seen) if focus is not None and area.holds(focus)), None)
        self._lead(seen[neighbour(len(seen), at, by)].enter)

    def go_to(self, key: str) -> None:
        """Take the keyboard to the region with this key, and bring it into view where it is folded away."""
        self._go(next(area for area in self._areas if area.key == key))

    def _go(self, area: Area) -> None:
        if self._drawer.isVisible() and not self._drawer.isAncestorOf(area.widgets[0]):
            self._drawer.put_away()
        self._lead(area.reach if area.reach is not None else area.enter)
        focus = QApplication.focusWidget()
        if focus is None or not area.holds(focus):
            self._is_led = False
            self.announced.emit(f"{area.describe().name}现在没有打开")

    def _lead(self, enter: Callable[[], None]) -> None:
        self._is_led = True
        enter()
        self._settling.start()

    def _in_view(self) -> list[Area]:
        """Give what can be seen; an open drawer covers all but what is in it."""
        is_covered = self._drawer.isVisible()
        return [
            area
            for area in self._areas
            if area.is_in_view and (not is_covered or self._drawer.isAncestorOf(area.widgets[0]))
        ]

    def _look_soon(self) -> None:
        # Takes no arguments on purpose: see FocusRing in reader/ui/look/focus_ring.py.
        self._settling.start()

    def _tell_crossing(self) -> None:
        is_led, self._is_led = self._is_led, False
        focus = QApplication.focusWidget()
        area = next((each for each in self._areas if focus is not None and each.holds(focus)), None)
        if area is None:
            return  # in a popup, or in another program: what was left is come back to
        before, self._inside = self._inside, area.describe()
        if not self._is_telling():
            return
        now = self._inside
        if is_led:
            self.announced.emit(now.words)
        elif before is not None and (before.key, before.name) != (now.key, now.name):
            self.announced.emit(crossing_words(before, now))
