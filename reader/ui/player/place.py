"""The words at the end of the player bar: where reading is, how much is left, where it stops by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.ui.look.theme import Theme


class PlayerPlace(QWidget):
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
