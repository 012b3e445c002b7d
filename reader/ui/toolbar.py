"""The toolbar: one button for each tool, with its icon, its word and its state in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from reader.tools.base import SwitchTool, Tool
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import Icons
from reader.ui.theme import Theme


class ToolButton(QAbstractButton):
    """One tool. Lit when the aid is on, and the state is written below the word, so that colour never tells alone."""

    def __init__(self, tool: Tool, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool = tool
        self._icons = icons
        self._theme: Theme | None = None
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

    def refresh(self) -> None:
        """Show the tool's present state, and tell screen readers."""
        state = self.tool.state()
        self.setChecked(self.isCheckable() and self.tool.is_on)
        name = f"{self.tool.name}，{state}" if state and not self.isCheckable() else self.tool.name
        keys = "、".join(self.tool.shortcuts)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{self.tool.help}按键：{keys}" if keys else self.tool.help)
        self.updateGeometry()
        self.update()

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
        """Wide enough for word and state, at least 64 px."""
        assert self._theme is not None, "set_theme comes first"
        theme = self._theme
        small = theme.small_px
        # As wide as the widest state: the row must not stir, let alone break, when a state changes.
        states = [choice.label for option in self.tool.options for choice in option.choices]
        state_width = max((_width_of(state, small) for state in (*states, self.tool.state())), default=0)
        widest = max(len(self.tool.name) * theme.label_px, state_width)
        width = max(theme.px(64), widest + 2 * theme.space(5))
        height = theme.px(34) + round(theme.label_px * 1.3) + round(small * 1.3) + 2 * theme.space(7)
        return QSize(width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, word and state."""
        if self._theme is None:
            return
        theme, scheme = self._theme, self._theme.scheme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.tool.is_on
        ink = scheme.on_accent if is_lit else scheme.ink
        box = self.rect().adjusted(2, 2, -2, -2)
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


def _width_of(text: str, size_px: int) -> int:
    return round(sum(1.0 if ord(character) > 0x2E7F else 0.62 for character in text) * size_px)


class ToolBar(QFrame):
    """All tools in their order, groups set apart by air; goes on in a second row where one does not hold them."""

    def __init__(self, tools: Sequence[Tool], icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAccessibleName("工具")
        self.setAccessibleDescription("十五个辅助工具")
        self.buttons = tuple(ToolButton(tool, icons, self) for tool in tools)
        self._flow = FlowLayout(self)
        self._theme: Theme | None = None
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
        self._flow.setContentsMargins(theme.space(12), theme.space(4), theme.space(12), theme.space(4))
        self._theme = theme
        for gap in self._gaps:
            gap.setFixedSize(theme.space(8), 1)
        for button in self.buttons:
            button.set_theme(theme)
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread over the new width."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Let the air between the buttons fill the row, up to a point; in a narrow window they stand close."""
        if self._theme is None:
            return
        margins = self._flow.contentsMargins()
        taken = sum(button.sizeHint().width() for button in self.buttons)
        taken += sum(gap.width() for gap in self._gaps) + margins.left() + margins.right()
        count = len(self.buttons) + len(self._gaps) - 1
        air = (self.width() - taken) // count
        self._flow.setSpacing(max(1, min(air, self._theme.space(30))))
        self._flow.invalidate()

    def refresh(self) -> None:
        """Show every tool's present state."""
        for button in self.buttons:
            button.refresh()
        self._spread()
