"""The player: the largest thing on the screen starts, pauses and goes on; around it what goes with it.

What does not fit beside the main button folds, least important first, into a panel that 更多 opens. The bar
takes at most a fifth of the window's height, and nothing of it is ever cut: where folding is not enough, it
shrinks.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.ui.action_button import ActionButton
from reader.ui.icons import Icons
from reader.ui.more_panel import MorePanel
from reader.ui.stepper import Scale, Stepper, step_side_px
from reader.ui.theme import MIN_SCALE, Theme
from reader.ui.window_size import WindowSize

LARGEST_SHARE = 1 / 5
"""Of the window's height: the rest belongs to the page."""

_SHRINK = 0.93
_MAIN_PX, _MAIN_AIR_PX = 44, 36
_SIDE_PX, _SIDE_AIR_PX = 36, 28
_MARGIN_PX = 12
_GAP_PX = 10
_LEAST_MAIN_PX = 64
_GROOVE_PX = 140

SPEED = Scale("语速", "慢", "快", "慢一点", "快一点", 100, 300, 10, lambda cpm: f"{cpm} 字/分")
"""The range of speeds in 字/分, as in :mod:`reader.speech.engine`."""
VOLUME = Scale(
    "音量",
    "轻",
    "响",
    "轻一点",
    "响一点",
    0,
    100,
    10,
    lambda percent: f"音量 {percent}" if percent else "没有声音",
)

STATES = {
    "stopped": ("朗读", "play", "从现在的地方读起；按空格键也行"),
    "playing": ("暂停", "pause", "停一停，记住读到哪里；按空格键也行"),
    "paused": ("继续", "play", "从停下的那个字接着读；按空格键也行"),
}
"""State of the player → word, icon and description of the main button."""

_BUTTONS = {
    "previous": ("上一句", "previous", "回到上一句"),
    "next": ("下一句", "next", "跳到下一句"),
    "repeat": ("再听一遍", "repeat", "把这一句再读一遍"),
    "stop": ("停止", "stop", "停止朗读"),
    "from_start": ("从头读", "from_start", "从报告的开头读起"),
}
_FOLD_ORDER = ("from_start", "place", "volume", "repeat", "speed")
_ROW = ("previous", "main", "next", "repeat", "stop", "from_start", "speed", "volume", "air", "place", "more")


class _Place(QWidget):
    """Where we are, how much there is still to hear, and whether reading stops by itself before."""

    def __init__(self) -> None:
        super().__init__()
        self.where, self.remaining, self.end = QLabel(), QLabel(), QLabel()
        self.remaining.setProperty("role", "small")
        self.end.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addStretch(1)
        for label in (self.where, self.remaining, self.end):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            box.addWidget(label)
        box.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Take over sizes; wide enough for the longest usual words: the bar stays still while reading."""
        for label in (self.where, self.end):
            label.setFont(theme.font(theme.small_px, is_bold=True))
        self.remaining.setFont(theme.font(theme.small_px))
        self.where.setMinimumWidth(self.where.fontMetrics().horizontalAdvance("上半年 · 一 · 10"))
        self.remaining.setMinimumWidth(self.remaining.fontMetrics().horizontalAdvance("还要听 88 分钟"))


class PlayerBar(QFrame):
    """The bar. It only asks: the player's state comes back through :meth:`set_state`."""

    play_pressed = Signal()
    """朗读, 暂停 or 继续: what the main button says at the moment."""
    stop_pressed = Signal()
    previous_pressed = Signal()
    next_pressed = Signal()
    repeat_pressed = Signal()
    from_start_pressed = Signal()
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
        self._drawn: Theme | None = None
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
            name: self._button(name, _BUTTONS[name], pressed[name]) for name in _BUTTONS
        }
        self._more = self._button("more", ("更多", "menu", "打开其余的按钮"), self._open_more)
        self._speed, self._volume, self._place = (
            Stepper(SPEED, self._icons),
            Stepper(VOLUME, self._icons),
            _Place(),
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
        }

    def _button(
        self, name: str, words: tuple[str, str, str], pressed: SignalInstance | Callable[[], None]
    ) -> ActionButton:
        word, icon, description = words
        button = ActionButton(word, description, icon=icon, role="main" if name == "main" else "")
        button.setObjectName(f"player-{name}")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: pressed.emit() if isinstance(pressed, SignalInstance) else pressed())
        return button

    @property
    def main_button(self) -> ActionButton:
        """朗读, 暂停 or 继续: where the keyboard comes first."""
        return self._main

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
            self._main.set_theme(self._drawn, self._icons)

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
        if self._place.sizeHint().width() != before:
            self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Take over colours and sizes."""
        self._theme, self._drawn = theme, None
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
        """Find the largest scale at which the bar keeps to its share and what cannot fold fits the width."""
        if self._theme is None or self.width() <= 0:
            return
        scale = self._theme.scale
        while (
            scale * _SHRINK > MIN_SCALE
            and _height_at(self._scaled(scale)) > self.window().height() * LARGEST_SHARE
        ):
            scale *= _SHRINK
        self._draw_at(scale)
        folded = self._fold()
        while folded is None and scale * _SHRINK > MIN_SCALE:
            scale *= _SHRINK
            self._draw_at(scale)
            folded = self._fold()
        self._put(frozenset(_FOLD_ORDER) if folded is None else folded)

    def _scaled(self, scale: float) -> Theme:
        assert self._theme is not None
        return Theme(self._theme.scheme, scale, self._theme.font_family)

    def _draw_at(self, scale: float) -> None:
        theme = self._scaled(scale)
        if theme == self._drawn:
            return
        self._drawn = theme
        if (sheet := _style_sheet(theme)) != self.styleSheet():
            # Even the same sheet would have every part polished again.
            self.setStyleSheet(sheet)
        if self._panel is not None and sheet != self._panel.styleSheet():
            # What waits there for its place in the bar is measured too.
            self._panel.setStyleSheet(sheet)
        for name, part in self._parts.items():
            if isinstance(part, ActionButton):
                size_px = theme.title_px if name == "main" else theme.label_px
                part.setFont(theme.font(size_px, is_bold=name == "main"))
                part.set_theme(theme, self._icons)
            elif isinstance(part, Stepper | _Place):
                part.set_theme(theme)
        for extra in self._extras:
            extra.setFont(theme.font(theme.label_px))
            extra.set_theme(theme, self._icons)
        side, gap = theme.space(24), theme.space(_GAP_PX)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(gap)
        self.setFixedHeight(_height_at(theme))

    def _fold(self) -> frozenset[str] | None:
        """Choose what to fold; ``None`` if even the rest does not fit."""
        assert self._drawn is not None
        gap = self._drawn.space(_GAP_PX)
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        widths = {name: part.sizeHint().width() + gap for name, part in self._parts.items()}
        least = len(_FOLD_ORDER) if self._fold_choice else 0
        for count in range(least, len(_FOLD_ORDER) + 1):
            folded = frozenset(_FOLD_ORDER[:count])
            has_more = self._has_more(folded)
            shown = [name for name in _ROW if name not in folded and (name != "more" or has_more)]
            if sum(widths[name] for name in shown) <= room:
                return folded
        return None

    def _has_more(self, folded: frozenset[str]) -> bool:
        """Say whether 更多 has anything to show."""
        return bool(folded or self._extras)

    def _put(self, folded: frozenset[str]) -> None:
        """Move parts between bar and panel."""
        self._more.setVisible(self._has_more(folded))
        if folded != self._folded:
            if self._panel is not None:
                self._panel.close_popup()
            self._folded = folded
            self._set_out()
        if self._panel is not None and self._panel.is_open() and self._drawn is not None:
            self._panel.place_above(self, self._drawn, self._spared)

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
                part.setVisible(name != "more" or self._has_more(self._folded))
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
        if (sheet := _style_sheet(self._drawn)) != panel.styleSheet():
            panel.setStyleSheet(sheet)
        for name in _ROW:
            if name in self._folded:
                panel.flow.addWidget(self._parts[name])
                self._parts[name].show()
        for extra in self._extras:
            panel.flow.addWidget(extra)
            extra.show()
        panel.place_above(self, self._drawn, self._spared)
        stops = panel.tab_stops()
        panel.open_with(stops[0] if stops else None)


def _height_at(theme: Theme) -> int:
    """Give the height of the bar at a scale, in pixels."""
    return _main_height(theme) + 2 * theme.space(_MARGIN_PX)


def _main_height(theme: Theme) -> int:
    """Give the height of the main button in pixels: at least that of the steppers beside it."""
    return max(_LEAST_MAIN_PX, theme.px(_MAIN_PX) + theme.space(_MAIN_AIR_PX))


def _style_sheet(theme: Theme) -> str:
    """Give the sizes of the bar, which may be drawn smaller than the rest of the window."""
    border = theme.space(2)
    main = _main_height(theme) - 2 * border
    side = max(44, theme.px(_SIDE_PX) + theme.space(_SIDE_AIR_PX)) - 2 * border
    whole_step = step_side_px(theme)
    step = whole_step - 2 * border
    groove, handle = theme.space(8), min(theme.space(40), whole_step)
    # Qt draws a radius of more than half the side as no radius at all, and the halves are rounded.
    roundness = min(handle, groove + 2 * ((handle - groove) // 2)) // 2
    return f"""
QPushButton {{ min-height: {side}px; max-height: {side}px; padding: 0 {theme.space(16)}px; }}
QPushButton[role="main"] {{
    min-height: {main}px; max-height: {main}px; padding: 0 {theme.space(30)}px;
    border-radius: {main // 2}px; font-size: {theme.title_px}px;
}}
QPushButton[role="step"] {{
    min-width: {step}px; max-width: {step}px; min-height: {step}px; max-height: {step}px; padding: 0;
}}
QSlider:horizontal {{ min-height: {whole_step}px; max-height: {whole_step}px; min-width: {theme.space(_GROOVE_PX)}px; }}
QSlider::groove:horizontal {{ height: {groove}px; border-radius: {groove // 2}px; }}
QSlider::handle {{ width: {handle}px; height: {handle}px; border-radius: {roundness}px; }}
QSlider::handle:horizontal {{ margin: -{(handle - groove) // 2}px 0; }}
QLabel[role="small"] {{ font-size: {theme.small_px}px; }}
"""
