"""The crosshair: two lines over the whole window, popups and menus too, that cross at the pointer.

It follows the pointer, stays where a finger was last, and points at what the keyboard is on when that was moved by keys.
Its strips are top-level windows that let every press through: a child of the window would lie below menus, and a
translucent window would be black without a compositor. Where a desktop lets no program place its windows (Wayland), they
are children of the window, and lie over all but menus.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from reader.core.colour import Scheme, contrast_ratio
from reader.ui.aids.aim import Aim, By, has_windows_to_place
from reader.ui.look.theme import Theme

Tones = tuple[str, str]
"""The colours of a line's core and of its two edges."""

BLACK_AND_WHITE: Tones = ("#000000", "#FFFFFF")
_FAR_APART = 9.0
"""Of two tones with this contrast between them, one has 3:1 against any ground: 9 is 3 times 3."""

_GAP_PX = 14
"""What is left free around the pointer itself, so that what it points at can be read."""
_KEYS_GAP_PX = 10
"""And around what the keyboard is on: the focus ring has to find room."""


def line_tones(scheme: Scheme) -> Tones:
    """Give the two tones of the scheme's focus ring, which show on every ground of it, if they show on any other too."""
    tones = (scheme.focus_outer, scheme.focus_inner)
    return tones if contrast_ratio(*tones) >= _FAR_APART else BLACK_AND_WHITE


def fill_line(painter: QPainter, box: QRect, tones: Tones) -> None:
    """Paint a line: the core between two edges of the other tone, each a quarter of it."""
    painter.fillRect(box, QColor(tones[1]))
    edge = max(1, min(box.width(), box.height()) // 4)
    if box.height() > box.width():
        painter.fillRect(box.adjusted(edge, 0, -edge, 0), QColor(tones[0]))
    else:
        painter.fillRect(box.adjusted(0, edge, 0, -edge), QColor(tones[0]))


class _Strip(QWidget):
    """One line."""

    def __init__(self, window: QWidget, tones: Tones) -> None:
        super().__init__(window)
        flags = Qt.WindowType
        if has_windows_to_place():
            self.setWindowFlags(
                flags.ToolTip
                | flags.FramelessWindowHint
                | flags.WindowTransparentForInput
                | flags.WindowDoesNotAcceptFocus
                | flags.BypassWindowManagerHint
            )
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tones = tones

    def lie_at(self, box: QRect, free: QRect) -> None:
        """Go to a box in global pixels, ``free`` left out of it, and come up above everything; hide for an empty one."""
        seen = QRegion(box) - free
        if seen.isEmpty():
            self.hide()
            return
        parent = None if self.isWindow() else self.parentWidget()
        self.setGeometry(QRect(parent.mapFromGlobal(box.topLeft()), box.size()) if parent else box)
        # Cut, not made shorter: a window that changes its size is painted anew, which takes five times as long.
        self.setMask(seen.translated(-box.topLeft()))
        if self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill_line(painter, self.rect(), self.tones)
        painter.end()


class Crosshair(QObject):
    """Follows ``aim`` over ``window`` while it is on."""

    def __init__(self, window: QWidget, aim: Aim) -> None:
        super().__init__(window)
        self._window, self._aim = window, aim
        self._strips: list[_Strip] = []
        self._theme: Theme | None = None
        self._wanted_px = 8
        self._tones = BLACK_AND_WHITE
        self._target: tuple[QRect, By] | None = None
        aim.moved.connect(self._point)
        aim.left.connect(self._hide)
        aim.covered.connect(self._raise)

    @property
    def is_shown(self) -> bool:
        """Say whether it is on."""
        return bool(self._strips)

    @property
    def strips(self) -> tuple[QWidget, ...]:
        """The level and the upright line; none while it is off."""
        return tuple(self._strips)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and size from ``theme``."""
        self._theme = theme
        self._tones = line_tones(theme.scheme)
        for strip in self._strips:
            strip.tones = self._tones
            strip.update()
        self._place()

    def set_thickness(self, thickness_px: int) -> None:
        """Draw the lines this thick at scale 1.0."""
        self._wanted_px = thickness_px
        self._place()

    def set_shown(self, is_shown: bool) -> None:
        """Turn it on or off."""
        if is_shown == self.is_shown:
            return
        self._aim.set_followed(self, is_shown)
        if is_shown:
            self._strips = [_Strip(self._window, self._tones) for _ in range(2)]
            self._point(self._aim.here(), "hand")
        else:
            for strip in self._strips:
                strip.hide()
                strip.setParent(None)
                strip.deleteLater()
            self._strips, self._target = [], None

    def _point(self, box: QRect, by: By) -> None:
        self._target = (box, by)
        self._place()

    def _hide(self) -> None:
        self._target = None
        self._place()

    def _raise(self) -> None:
        for strip in self._strips:
            if strip.isVisible():
                strip.raise_()

    def _place(self) -> None:
        if not self._strips:
            return
        lines = (QRect(), QRect()) if self._target is None else self._lines(self._target[0].center())
        free = QRect() if self._target is None else self._free(*self._target)
        for strip, line in zip(self._strips, lines, strict=True):
            strip.lie_at(line, free)

    def _lines(self, middle: QPoint) -> tuple[QRect, QRect]:
        """Give the places of the level and the upright line through a point, within the window there."""
        area, thick = self._aim.area_at(middle), self._thickness_px
        if area.isEmpty() or not self._window.isVisible():
            return QRect(), QRect()
        level = QRect(area.left(), middle.y() - thick // 2, area.width(), thick)
        upright = QRect(middle.x() - thick // 2, area.top(), thick, area.height())
        return level & area, upright & area

    def _free(self, target: QRect, by: By) -> QRect:
        """Give what the lines must leave free around what they point at."""
        gap = _GAP_PX + self._thickness_px if by == "hand" else _KEYS_GAP_PX
        return target.adjusted(-gap, -gap, gap, gap)

    @property
    def _thickness_px(self) -> int:
        """Even, so that both edges are alike."""
        thick = self._theme.space(self._wanted_px) if self._theme is not None else self._wanted_px
        return thick + thick % 2
