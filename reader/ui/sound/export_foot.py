"""The foot of 存成录音, in view wherever the steps are scrolled to: where to, how far, and the button to press."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from reader.ui.controls.action_button import ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_WHOLE = 1000
"""Steps of the progress bar."""


class ExportFoot(QVBoxLayout):
    """A bar while something is made; below it 开始存 or 取消, 打开文件夹 when it is made, and where things go."""

    def __init__(self) -> None:
        super().__init__()
        self.start = ActionButton("开始存", "照上面挑的，存成录音", icon="save", role="main")
        self.cancel = ActionButton("取消", "停下来，不存了，什么都不留下", icon="close")
        self.open = ActionButton("打开文件夹", "在文件夹里看刚存好的录音", icon="book")
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("存了多少")
        self.bar.setAccessibleDescription("录音存到百分之几了")
        self._where, self._far = QLabel(), QLabel()
        for label in (self._where, self._far):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout()
        for button in (self.start, self.cancel, self.open):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._where, 1)
        self._row.addWidget(self._far, 1)
        self._row.addStretch()
        self.addWidget(self.bar)
        self.addLayout(self._row)

    def show_where(self, words: str) -> None:
        """Say what is made and where it goes, beside the button and to whoever hears the button."""
        self._where.setText(words)
        self.start.setAccessibleDescription(f"照上面挑的，存成录音。{words}")

    def show_share(self, share: float, words: str) -> None:
        """Show how far it is, 0 to 1, and say so."""
        self.bar.setValue(round(share * _WHOLE))
        self._far.setText(words)

    def show_state(self, *, is_running: bool, can_open: bool) -> None:
        """Show what can be done now."""
        self.start.setVisible(not is_running)
        self.cancel.setVisible(is_running)
        self.bar.setVisible(is_running)
        self._far.setVisible(is_running)
        self.open.setVisible(can_open)
        # What was just made says itself where it is; while it is made, the words above do.
        self._where.setVisible(not is_running and not can_open)

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Take over colours and sizes."""
        for button in (self.start, self.cancel, self.open):
            button.set_theme(theme, icons)
        self._where.setFont(theme.font(theme.small_px))
        self._far.setFont(theme.font())
        self._row.setSpacing(theme.space(16))
        self.setSpacing(theme.space(8))
        self.setContentsMargins(0, 0, theme.space(28), theme.space(10))
