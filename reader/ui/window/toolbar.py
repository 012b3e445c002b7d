"""The toolbar: one button for each tool, with its icon, its word and its state in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from reader.tools.base import SwitchTool, Tool
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_EASY_PAD_PX, _TIGHT_PAD_PX = 5, 3
"""Beside the widest word of a button; the tight one where all tools stand in one row that way."""
_LEAST_PX = 64
"""Whatever the size: a main control that cannot be missed."""
_STEP = 0.05
_EASY_SIDE_PX, _TIGHT_SIDE_PX = 12, 4
_EASY_GAP_PX, _TIGHT_GAP_PX = 8, 4
_EDGE_PX = 4
_GRID_GAP_PX = 4


KeysOf = Callable[[Tool], str]
"""Gives the keys that press a tool's button, as they are said; empty for none."""


def _keys_at_first(tool: Tool) -> str:
    return "、".join(tool.shortcuts)


class ToolButton(QAbstractButton):
    """One tool. Lit when the aid is on, and the state is written below the word, so that colour never tells alone."""

    def __init__(self, tool: Tool, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool = tool
        self._icons = icons
        self._theme: Theme | None = None
        self._is_tight = False
        self._column_px = 0
        """How wide its column of a grid is; 0 in a row, where it is as wide as its words."""
        self._told: tuple[str, bool, str] | None = None
        """The state that was shown and told last, whether the button was lit, and the keys."""
        self.keys_of: KeysOf = _keys_at_first
        states = [choice.label for option in tool.options[:1] for choice in option.choices]
        self._states_em = max(map(_ems_of, states), default=0.0)
        """Width of the longest state of a choice, in ems."""
        self.setObjectName(f"tool-{tool.key}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Screen readers then tell a switch from a button, and its state as a state.
        self.setCheckable(isinstance(tool, SwitchTool))
        self.clicked.connect(self._press)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take sizes and colours from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_tight(self, is_tight: bool) -> None:
        """Leave less air beside the words."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self.updateGeometry()

    def set_column(self, width_px: int) -> None:
        """Fill a column of a grid; 0 is as wide as the words again."""
        if width_px != self._column_px:
            self._column_px = width_px
            self.updateGeometry()

    def refresh(self) -> bool:
        """Show the tool's present state, and tell screen readers; says whether it is another than before."""
        state = self.tool.state()
        self.setChecked(self.isCheckable() and self.tool.is_on)
        keys = self.keys_of(self.tool)
        told = state, self.tool.is_on, keys
        if told == self._told:
            return False
        self._told = told
        name = f"{self.tool.name}，{state}" if state and not self.isCheckable() else self.tool.name
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{self.tool.help}按键：{keys}" if keys else self.tool.help)
        self.updateGeometry()
        self.update()
        return True

    def _press(self) -> None:
        self.tool.trigger()
        # A press has turned the switch over already, whatever came of it.
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press as well as the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for word and state, or as wide as its column."""
        assert self._theme is not None, "set_theme comes first"
        width = self._column_px or self.width_for(is_tight=self._is_tight)
        return QSize(width, self.height_for(self._theme))

    def width_for(self, *, is_tight: bool, theme: Theme | None = None) -> int:
        """Give the width with more or less air beside the words, in pixels, in another theme if one is given."""
        theme = theme or self._theme
        assert theme is not None, "set_theme comes first"
        # As wide as the widest state: the row must not stir, let alone break, when a state changes.
        ems = max(self._states_em, _ems_of(self.tool.state()))
        widest = max(len(self.tool.name) * theme.label_px, round(ems * theme.small_px))
        pad_px = _TIGHT_PAD_PX if is_tight else _EASY_PAD_PX
        return max(_LEAST_PX, widest + 2 * theme.space(pad_px))

    @staticmethod
    def height_for(theme: Theme) -> int:
        """Give the height in a theme, in pixels."""
        lines_px = round(theme.label_px * 1.3) + round(theme.small_px * 1.3)
        return max(_LEAST_PX, theme.px(34) + lines_px + 2 * theme.space(7))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, word and state."""
        if self._theme is None:
            return
        theme, scheme = self._theme, self._theme.scheme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.tool.is_on
        ink = scheme.on_accent if is_lit else scheme.ink
        side = 1 if self._is_tight else 2
        box = self.rect().adjusted(side, 2, -side, -2)
        radius = theme.space(14)
        if is_lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.accent))
            painter.drawRoundedRect(box, radius, radius)
        if self.isDown() or self.underMouse():
            painter.setBrush(QColor(scheme.panel) if self.isDown() and not is_lit else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(scheme.ink if is_lit else scheme.line), 2))
            painter.drawRoundedRect(box, radius, radius)
        icon_px = theme.px(30)
        top = theme.space(7)
        picture = self._icons.pixmap(self.tool.icon, ink, icon_px, self.devicePixelRatio())
        painter.drawPixmap((self.width() - icon_px) // 2, top, picture)
        painter.setPen(QColor(ink))
        row = QRect(0, top + theme.px(34), self.width(), round(theme.label_px * 1.3))
        painter.setFont(theme.font(theme.label_px))
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, self.tool.name)
        row = QRect(0, row.bottom() + 1, self.width(), round(theme.small_px * 1.3))
        painter.setFont(theme.font(theme.small_px))
        painter.setPen(QColor(scheme.on_accent if is_lit else scheme.soft_ink))
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, self.tool.state())
        painter.end()


def _ems_of(text: str) -> float:
    return sum(1.0 if ord(character) > 0x2E7F else 0.62 for character in text)


class _ToolFlow(FlowLayout):
    """The rows of tools. A grid's columns depend on its width: their height is asked for, not taken from present sizes."""

    def __init__(self, parent: QWidget, grid_height: Callable[[int], int | None]) -> None:
        super().__init__(parent)
        self._grid_height = grid_height

    def heightForWidth(self, width: int) -> int:
        """Give the height of all rows at a width, in pixels."""
        height = self._grid_height(width)
        return super().heightForWidth(width) if height is None else height


class ToolBar(QFrame):
    """All tools in their order, groups set apart by air; goes on in a second row where one does not hold them.

    In the drawer they stand in a grid instead, all columns as wide as each other.
    """

    def __init__(self, tools: Sequence[Tool], icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAccessibleName("工具")
        self.setAccessibleDescription("十五个辅助工具")
        self.buttons = tuple(ToolButton(tool, icons, self) for tool in tools)
        self._theme: Theme | None = None
        self._is_tight = self._is_grid = False
        self._flow = _ToolFlow(self, self._grid_height)
        self._gaps: list[QWidget] = []
        before = ""
        for button in self.buttons:
            if before and button.tool.group != before:
                gap = QWidget(self)
                self._gaps.append(gap)
                self._flow.addWidget(gap)
            before = button.tool.group
            self._flow.addWidget(button)

    def set_theme(self, theme: Theme) -> None:
        """Take sizes and colours from ``theme``."""
        self._theme = theme
        for button in self.buttons:
            button.set_theme(theme)
        self._spread()

    def set_grid(self, *, is_grid: bool) -> None:
        """Stand in even columns, or as close as the words let the buttons."""
        if is_grid == self._is_grid:
            return
        self._is_grid = is_grid
        for gap in self._gaps:
            gap.setVisible(not is_grid)
        if not is_grid:
            for button in self.buttons:
                button.set_column(0)
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread over the new width."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Let the air between the buttons fill the row, up to a point; in a narrow window they stand close.

        Where they stand in one row only if they stand closer still, they do: a second row is taken from the page.
        """
        if self._theme is None:
            return
        if self._is_grid:
            self._spread_columns(self._theme)
            return
        theme, width = self._theme, self.width()
        count = len(self.buttons) + len(self._gaps) - 1
        is_tight = self._row_px(theme, is_tight=False) + count > width >= self._row_px(theme, is_tight=True)
        side_px = theme.space(_TIGHT_SIDE_PX if is_tight else _EASY_SIDE_PX)
        gap_px = theme.space(_TIGHT_GAP_PX if is_tight else _EASY_GAP_PX)
        self._flow.setContentsMargins(side_px, theme.space(_EDGE_PX), side_px, theme.space(_EDGE_PX))
        for gap in self._gaps:
            gap.setFixedSize(gap_px, 1)
        for button in self.buttons:
            button.set_tight(is_tight)
        air = (width - self._row_px(theme, is_tight=is_tight)) // count
        self._flow.setSpacing(max(0 if is_tight else 1, min(air, theme.space(30))))
        self._flow.invalidate()
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            # The column above has asked for the height already.
            self.updateGeometry()

    def _grid_height(self, width: int) -> int | None:
        return self._height_in(self._theme, width) if self._is_grid and self._theme is not None else None

    def _spread_columns(self, theme: Theme) -> None:
        edge_px, gap_px = theme.space(_EDGE_PX), theme.space(_GRID_GAP_PX)
        room = self.width() - 2 * edge_px
        columns = self._columns_in(theme, room)
        self._flow.setContentsMargins(edge_px, edge_px, edge_px, edge_px)
        self._flow.setSpacing(gap_px)
        for button in self.buttons:
            button.set_tight(False)
            button.set_column(max(_LEAST_PX, (room + gap_px) // columns - gap_px))
        self._is_tight = False
        self._flow.invalidate()
        self.updateGeometry()

    def _columns_in(self, theme: Theme, room_px: int) -> int:
        """Count the columns of a grid: as few as its rows need, so that the last row is as full as can be."""
        gap_px = theme.space(_GRID_GAP_PX)
        widest = max(button.width_for(is_tight=False, theme=theme) for button in self.buttons)
        count = len(self.buttons)
        most = min(count, max(1, (room_px + gap_px) // (widest + gap_px)))
        return math.ceil(count / math.ceil(count / most))

    def fitted(self, theme: Theme, room: QSize) -> Theme:
        """Give ``theme``, or the largest smaller one whose grid fits in ``room`` at once; not below 100 %."""
        while theme.scale > 1.0 and self._height_in(theme, room.width()) > room.height():
            theme = Theme(theme.scheme, max(1.0, theme.scale - _STEP), theme.font_family)
        return theme

    def _height_in(self, theme: Theme, width: int) -> int:
        """Give the height of the grid in a theme and a width, in pixels."""
        edge_px, gap_px = theme.space(_EDGE_PX), theme.space(_GRID_GAP_PX)
        rows = math.ceil(len(self.buttons) / self._columns_in(theme, width - 2 * edge_px))
        return rows * (ToolButton.height_for(theme) + gap_px) - gap_px + 2 * edge_px

    def _row_px(self, theme: Theme, *, is_tight: bool) -> int:
        """Give the width of all the buttons in one row, air between them aside."""
        buttons_px = sum(button.width_for(is_tight=is_tight) for button in self.buttons)
        side_px = theme.space(_TIGHT_SIDE_PX if is_tight else _EASY_SIDE_PX)
        gap_px = theme.space(_TIGHT_GAP_PX if is_tight else _EASY_GAP_PX)
        return buttons_px + 2 * side_px + len(self._gaps) * gap_px

    def set_keys_of(self, keys_of: KeysOf) -> None:
        """Say with every button the keys that ``keys_of`` gives; call :meth:`refresh` when they change."""
        for button in self.buttons:
            button.keys_of = keys_of
        self.refresh()

    def refresh(self) -> None:
        """Show every tool's present state."""
        # All of them, not only up to the first that changed.
        if any([button.refresh() for button in self.buttons]):
            self._spread()
