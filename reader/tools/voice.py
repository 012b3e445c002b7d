"""声音开关: the program's own voice on or off."""

from __future__ import annotations

from reader.settings.option import switch
from reader.tools.base import SwitchTool


class VoiceTool(SwitchTool):
    """声音开关: the program's own voice on or off."""

    key = "voice"
    name = "声音开关"
    icon = "voice"
    group = "听"
    shortcuts = ("F2",)
    vendor_keys = ("Ctrl+Alt+V", "Shift+2")
    help = "打开或关上声音。关上以后，字幕和亮字照样往下走。"
    options = (switch("voice", "声音", True),)

    def trigger(self) -> None:
        """Turn the voice on or off. It says that it goes before it goes."""
        if self.is_on:
            self.page.announce("声音已关闭")
            self.settings.set(self.key, False)
        else:
            self.settings.set(self.key, True)
            self.page.announce("声音已打开")

    def apply(self) -> None:
        """Let the voice be heard, or not."""
        self.page.set_voice(self.is_on)

    def state(self) -> str:
        """Give 开 or 关; while a screen reader speaks, the own voice rests whatever was chosen."""
        return "读屏中" if self._is_resting else super().state()

    @property
    def is_on(self) -> bool:
        """Say whether the voice can be heard."""
        return super().is_on and not self._is_resting

    @property
    def _is_resting(self) -> bool:
        return self.settings.flag("screen_reader")
