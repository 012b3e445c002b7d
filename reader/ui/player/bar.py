"""The player: the largest thing on the screen starts, pauses and goes on; around it what goes with it.

What does not fit beside the main button folds, least important first, into a panel that 更多 opens. The bar
takes at most a fifth of the window's height, and nothing of it is ever cut: where folding is not enough, pictures stand
above their words, and where that is not enough, it shrinks.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.stepper import Stepper
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.player.button import PlayerButton
from reader.ui.player.look import BarLook, looks, panel_looks, style_sheet
from reader.ui.player.more_panel import MorePanel
from reader.ui.player.place import PlayerPlace
from reader.ui.player.words import BUTTONS, SPEED, STATES, VOLUME
from reader.ui.window.size import WindowSize

__all__ = ["LARGEST_SHARE", "SPEED", "STATES", "VOLUME", "PlayerBar"]

LARGEST_SHARE = 1 / 5
"""Of the window's height: the rest belongs to the page."""

_GAP_PX = 10

_FOLD_ORDER = ("from_start", "place", "volume", "repeat", "speed")
_ROW = (
    "previous",
    "main",
    "next",
    "repeat",
    "stop",
    "from_start",
    "speed",
    "volume",
    "air",
    "place",
    "more",
    "menu",
)


class PlayerBar(QFrame):
    """The bar. It only asks: the player's state comes back through :meth:`set_state`."""

    play_pressed = Signal()
    """朗读, 暂停 or 继续: what the main button says at the moment."""
    stop_pressed = Signal()
    previous_pressed = Signal()
    next_pressed = Signal()
    repeat_pressed = Signal()
    from_start_pressed = Signal()
    menu_pressed = Signal()
    """目录和工具: what the window folded away."""
    speed_changed = Signal(int)
    """The resident chose a speed, in 字/分."""
    volume_changed = Signal(int)
    """The resident chose a volume, in per cent."""

    def __init__(
        self,
        icons: Icons,
        extras: Sequence[ActionButton] = (),
        parent: QWidget | None = None,
        *,
        spared: QWidget | None = None,
    ) -> None:
        """Make the bar. ``extras`` always stand in the panel that 更多 opens, behind what is folded.

        ``spared`` lies above the bar; the panel covers it only where there is no room above it.
        """
        super().__init__(parent)
        self._icons, self._spared = icons, spared
        self._extras = tuple(extras)
        for extra in self._extras:
            extra.setParent(self)
            extra.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            extra.hide()
        self._theme: Theme | None = None
        self._most_px = 0
        self._drawn: BarLook | None = None
        self._has_menu = False
        self._is_panel_small = False
        """Whether what is folded is drawn in another size than the bar."""
        self._state = ""
        self._fold_choice: bool | None = None
        self._folded: frozenset[str] = frozenset()
        self._panel: MorePanel | None = None
        self.setProperty("role", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._parts = self._make_parts()
        for name in _ROW:
            self._row.addWidget(self._parts[name])
        self._more.setVisible(bool(self._extras))
        self._menu.hide()
        self._order_tabs()
        self.set_state("stopped")
        WindowSize(self).changed.connect(self._fit)

    def _make_parts(self) -> dict[str, QWidget]:
        self._main = self._button("main", STATES["stopped"], self.play_pressed)
        pressed: dict[str, SignalInstance] = {
            "previous": self.previous_pressed,
            "next": self.next_pressed,
            "repeat": self.repeat_pressed,
            "stop": self.stop_pressed,
            "from_start": self.from_start_pressed,
        }
        parts: dict[str, QWidget] = {
            name: self._button(name, BUTTONS[name], pressed[name]) for name in pressed
        }
        self._menu = self._button("menu", BUTTONS["menu"], self.menu_pressed)
        self._more = self._button("more", ("更多", "menu", "打开其余的按钮"), self._open_more)
        self._speed, self._volume, self._place = (
            Stepper(SPEED, self._icons),
            Stepper(VOLUME, self._icons),
            PlayerPlace(),
        )
        self._speed.value_changed.connect(self.speed_changed)
        self._volume.value_changed.connect(self.volume_changed)
        parts["next"].setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        air = QWidget()
        air.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return parts | {
            "main": self._main,
            "speed": self._speed,
            "volume": self._volume,
            "air": air,
            "place": self._place,
            "more": self._more,
            "menu": self._menu,
        }

    def _button(
        self, name: str, words: tuple[str, str, str], pressed: SignalInstance | Callable[[], None]
    ) -> PlayerButton:
        word, icon, description = words
        button = PlayerButton(word, description, icon=icon, role="main" if name == "main" else "")
        button.setObjectName(f"player-{name}")
        button.clicked.connect(lambda: pressed.emit() if isinstance(pressed, SignalInstance) else pressed())
        return button

    @property
    def main_button(self) -> ActionButton:
        """朗读, 暂停 or 继续: where the keyboard comes first."""
        return self._main

    @property
    def menu(self) -> PlayerButton:
        """目录和工具, for windows that have no room for what opens them otherwise."""
        return self._menu

    # -- what is shown ---------------------------------------------------------------------------------------

    def set_state(self, state: str) -> None:
        """Show what the player does: ``stopped``, ``playing`` or ``paused``; else ``KeyError``."""
        word, icon, description = STATES[state]
        if state == self._state:
            return
        self._state = state
        self._main.set_label(word, description)
        self._main.set_icon(icon)
        if self._drawn is not None:
            self._main.set_theme(self._drawn.theme, self._icons)

    def set_speed(self, cpm: int) -> None:
        """Show the speed, in 字/分."""
        self._speed.set_value(cpm)

    def set_volume(self, percent: int) -> None:
        """Show the volume, in per cent."""
        self._volume.set_value(percent)

    def set_place(self, text: str) -> None:
        """Say where in the report we are: 上半年 · 一 · 1."""
        self._say(self._place.where, text)

    def set_remaining(self, text: str) -> None:
        """Say how much there is still to hear: 还要听 38 分钟."""
        self._say(self._place.remaining, text)

    def set_end(self, text: str) -> None:
        """Say where reading stops by itself: 这一条后停. Nothing: it does not."""
        self._say(self._place.end, text)
        self._place.end.setVisible(bool(text))

    def _say(self, label: QLabel, text: str) -> None:
        before = self._place.sizeHint().width()
        label.setText(text)
        if self._drawn is not None and self._place.sizeHint().width() != before:
            self._draw(self._drawn)
            folded = self._fold()
            if folded is None:
                self._fit()
            else:
                self._put(folded)

    def set_theme(self, theme: Theme, most_px: int = 0) -> None:
        """Take over colours and sizes: as large as ``theme`` is, where that fits.

        ``most_px`` is the height the bar may take; 0 for a fifth of the window's.
        """
        if (theme, most_px) != (self._theme, self._most_px):
            self._theme, self._most_px = theme, most_px
            self._fit()

    def show_menu(self, is_shown: bool) -> None:
        """Show 目录和工具, or not."""
        if is_shown != self._has_menu:
            self._has_menu = is_shown
            self._fit()

    def set_is_folded(self, is_folded: bool | None) -> None:
        """Fold all that can be folded, nothing (as far as it fits), or with ``None`` what does not fit."""
        self._fold_choice = is_folded
        self._fit()

    # -- fitting ---------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Any width; as high as the main button asks."""
        return QSize(0, self.height())

    def minimumSizeHint(self) -> QSize:
        """Any width: what does not fit is folded."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Find the largest look in which the bar keeps to its height and what cannot fold fits the width."""
        if self._theme is None or self.width() <= 0:
            return
        most_px = self.window().height() * LARGEST_SHARE
        folded = None
        for look in looks(self._theme, min(most_px, self._most_px) if self._most_px else most_px):
            self._draw(look)
            folded = self._fold()
            if folded is not None:
                break
        self._put(frozenset(_FOLD_ORDER) if folded is None else folded)

    def _draw(self, look: BarLook) -> None:
        if look == self._drawn and not self._is_panel_small:
            return
        self._drawn, self._is_panel_small = look, False
        if self._panel is not None and (sheet := style_sheet(look)) != self._panel.styleSheet():
            # What waits there for its place in the bar is measured too.
            self._panel.setStyleSheet(sheet)
        self._dress(self, look, [*self._parts.values()])
        theme = look.theme
        side, gap = theme.space(24 if not look.is_stacked else 12), theme.space(_GAP_PX)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(gap)
        self.setFixedHeight(look.height_px)

    def _dress(self, holder: QWidget, look: BarLook, parts: Sequence[QWidget]) -> None:
        theme = look.theme
        if (sheet := style_sheet(look)) != holder.styleSheet():
            # Even the same sheet would have every part polished again.
            holder.setStyleSheet(sheet)
        for part in parts:
            if isinstance(part, ActionButton):
                is_main = part is self._main
                part.setFont(theme.font(theme.title_px if is_main else theme.label_px, is_bold=is_main))
                if isinstance(part, PlayerButton):
                    part.set_stacked(look.is_stacked and not is_main)
                part.set_theme(theme, self._icons)
            elif isinstance(part, Stepper | PlayerPlace):
                part.set_theme(theme)

    def _fold(self) -> frozenset[str] | None:
        """Choose what to fold; ``None`` if even the rest does not fit."""
        assert self._drawn is not None
        gap = self._drawn.theme.space(_GAP_PX)
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        hints = {name: part.sizeHint() for name, part in self._parts.items()}
        least = len(_FOLD_ORDER) if self._fold_choice else 0
        for count in range(least, len(_FOLD_ORDER) + 1):
            folded = frozenset(_FOLD_ORDER[:count])
            shown = [name for name in _ROW if name not in folded and self._is_wanted(name, folded)]
            is_low = max(hints[name].height() for name in shown) <= self._drawn.height_px
            if is_low and sum(hints[name].width() + gap for name in shown) <= room:
                return folded
        return None

    def _is_wanted(self, name: str, folded: frozenset[str]) -> bool:
        return {"more": self._has_more(folded), "menu": self._has_menu}.get(name, True)

    def _has_more(self, folded: frozenset[str]) -> bool:
        """Say whether 更多 has anything to show."""
        return bool(folded or self._extras)

    def _put(self, folded: frozenset[str]) -> None:
        """Move parts between bar and panel."""
        for name in ("more", "menu"):
            self._parts[name].setVisible(self._is_wanted(name, folded))
        if folded != self._folded:
            if self._panel is not None:
                self._panel.close_popup()
            self._folded = folded
            self._set_out()
        if self._panel is not None and self._panel.is_open():
            self._place_panel(self._panel)

    def _set_out(self) -> None:
        """Set what is not folded side by side again; what is folded waits, hidden, for its panel."""
        for name in _ROW:
            part = self._parts[name]
            self._row.removeWidget(part)
            if name in self._folded:
                if any(child.hasFocus() for child in (part, *part.findChildren(QWidget))):
                    self._more.setFocus()
                part.hide()
            else:
                self._row.addWidget(part)
                part.setVisible(self._is_wanted(name, self._folded))
        self._order_tabs()

    def _order_tabs(self) -> None:
        stops = [
            self._parts[name] for name in _ROW if name not in self._folded and name not in ("air", "place")
        ]
        flat: list[QWidget] = []
        for stop in stops:
            flat += stop.stops() if isinstance(stop, Stepper) else [stop]
        for one, other in itertools.pairwise(flat):
            QWidget.setTabOrder(one, other)

    def _open_more(self) -> None:
        """Open the panel with what is folded away."""
        if self._drawn is None:
            return
        if self._panel is None or self._panel.parentWidget() is not self.window():
            self._panel = MorePanel(self._more)
        panel = self._panel
        if panel.is_open():
            panel.close_popup()
            return
        for name in _ROW:
            if name in self._folded:
                panel.flow.addWidget(self._parts[name])
                self._parts[name].show()
        for extra in self._extras:
            panel.flow.addWidget(extra)
            extra.show()
        self._place_panel(panel)
        stops = panel.tab_stops()
        panel.open_with(stops[0] if stops else None)

    def _place_panel(self, panel: MorePanel) -> None:
        """Draw the panel as large as the bar, or smaller where the window does not hold it so."""
        assert self._drawn is not None
        parts = [*(self._parts[name] for name in _ROW if name in self._folded), *self._extras]
        for look in panel_looks(self._drawn.theme):
            self._is_panel_small = look != self._drawn
            self._dress(panel, look, parts)
            if panel.place_above(self, look.theme, self._spared):
                break
