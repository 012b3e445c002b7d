"""A button of the player: picture and word side by side or, where room is short, below each other and larger."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from reader.ui.controls.action_button import ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.player.look import WORD_EM, stacked_air_px


class PlayerButton(ActionButton):
    """A button as large as its picture and word ask."""

    def __init__(self, label: str, description: str, *, icon: str, role: str = "") -> None:
        super().__init__(label, description, icon=icon, role=role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._is_stacked = False
        self._air_px = 0

    def set_stacked(self, is_stacked: bool) -> None:
        """Set the word below the picture, or beside it; sizes come with the next :meth:`set_theme`."""
        self._is_stacked = is_stacked

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Draw the picture in the scheme's colours, at the size of the theme."""
        self._air_px = stacked_air_px(theme)
        super().set_theme(theme, icons)
        self.update()

    def sizeHint(self) -> QSize:
        """Want room for the word, and for the picture beside it if it does not stand above."""
        hint = super().sizeHint()
        if not self._is_stacked:
            return hint
        word_px = self.fontMetrics().horizontalAdvance(self.label)
        return QSize(
            max(word_px, self.iconSize().width(), hint.height() // 2) + 2 * self._air_px, hint.height()
        )

    def minimumSizeHint(self) -> QSize:
        """The same: nothing of it may be cut."""
        return self.sizeHint() if self._is_stacked else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture and word in the style's colours."""
        if not self._is_stacked:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        icon_px, word_px = self.iconSize().height(), round(self.fontMetrics().ascent() * WORD_EM)
        top = (self.height() - icon_px - word_px) // 2
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.icon = QIcon()  # type: ignore[attr-defined]
        option.text = self.label.replace("&", "&&")  # type: ignore[attr-defined]
        option.rect = QRect(0, top + icon_px, self.width(), word_px)  # type: ignore[attr-defined]
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        self.icon().paint(painter, QRect(0, top, self.width(), icon_px))
        painter.end()
