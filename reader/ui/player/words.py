"""What the player bar says: the words of its buttons in every state, and the scales of speed and volume."""

from __future__ import annotations

from reader.ui.controls.stepper import Scale

SPEED = Scale(
    "语速", "慢", "快", "慢一点", "快一点", 100, 300, 10, lambda cpm: f"{cpm} 字/分", "每分钟多少字"
)
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
    "最响是 100，0 没有声音",
)

STATES = {
    "stopped": ("朗读", "play", "从现在的地方读起；按空格键也行"),
    "playing": ("暂停", "pause", "停一停，记住读到哪里；按空格键也行"),
    "paused": ("继续", "play", "从停下的那个字接着读；按空格键也行"),
}
"""State of the player → word, icon and description of the main button."""

BUTTONS = {
    "previous": ("上一句", "previous", "回到上一句"),
    "next": ("下一句", "next", "跳到下一句"),
    "repeat": ("再听一遍", "repeat", "把这一句再读一遍"),
    "stop": ("停止", "stop", "停止朗读"),
    "from_start": ("从头读", "from_start", "从报告的开头读起"),
    "menu": ("目录和工具", "menu", "打开目录和全部工具"),
}
"""The other buttons: their words, icons and descriptions."""
