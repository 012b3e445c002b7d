"""回到朗读的地方: while the page does not follow the voice, a button on it leads back."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from reader.ui.look.theme import Theme
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.narrator import Narrator


class WayBack(QPushButton):
    """Lies in the lower right corner of the page, over it; shows and hides itself."""

    def __init__(self, page: ReadingPage, narrator: Narrator, window: QWidget) -> None:
        super().__init__("回到朗读的地方", window)
        self._page, self._narrator = page, narrator
        self._gap_px = 16
        self.setAutoDefault(True)  # Enter presses it
        self.setAccessibleName("回到朗读的地方")
        self.setAccessibleDescription("翻到正在读的那一句，页面再跟着往下走")
        self.hide()
        self.clicked.connect(narrator.go_to_place)
        page.following_changed.connect(self.refresh)
        narrator.state_changed.connect(self.refresh)

    def set_theme(self, theme: Theme) -> None:
        """Take sizes from ``theme``."""
        self._gap_px = theme.space(16)
        self.refresh()

    def refresh(self) -> None:
        """Show or hide, and stand in the page's corner."""
        is_wanted = self._narrator.is_playing and not self._page.is_following and self._page.isVisible()
        self.setVisible(is_wanted)
        if is_wanted:
            self.adjustSize()
            corner = self._page.mapTo(self.window(), self._page.viewport().rect().bottomRight())
            self.move(corner.x() - self.width() - self._gap_px, corner.y() - self.height() - self._gap_px)
            self.raise_()
