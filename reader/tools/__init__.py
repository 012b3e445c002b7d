"""The fifteen tools of the source page's toolbar, in its order. A new tool is one file and one line here."""

from __future__ import annotations

from reader.settings.option import Choice, Option, switch
from reader.tools.base import Tool
from reader.tools.captions import CaptionsTool
from reader.tools.colours import ColoursTool
from reader.tools.comfort import ComfortTool
from reader.tools.crosshair import CrosshairTool
from reader.tools.exit import ExitTool
from reader.tools.help import HelpTool
from reader.tools.pin import PinTool
from reader.tools.pointer import PointerTool
from reader.tools.reading_mode import ReadingModeTool
from reader.tools.reset import ResetTool
from reader.tools.screen_reader import ScreenReaderTool
from reader.tools.shortcuts import ShortcutsTool
from reader.tools.speed import SpeedTool
from reader.tools.voice import VoiceTool
from reader.tools.zoom import ZoomInTool, ZoomOutTool

TOOLS: tuple[type[Tool], ...] = (
    ScreenReaderTool,
    VoiceTool,
    SpeedTool,
    ReadingModeTool,
    ColoursTool,
    ZoomInTool,
    ZoomOutTool,
    PointerTool,
    CrosshairTool,
    CaptionsTool,
    ShortcutsTool,
    ResetTool,
    PinTool,
    HelpTool,
    ExitTool,
)

EXTRAS: tuple[type[Tool], ...] = (ComfortTool,)
"""What is a tool in all but the button: it stands on the settings page, in the help and in the table of keys."""

OTHER_OPTIONS = (
    Option("volume", "音量", 80, minimum=0, maximum=100, step=10, unit="%", less="轻一点", more="响一点"),
    switch("motion", "平稳滚动", True, help="翻页的时候慢慢滚过去。看着头晕，就关上。"),
    Option(
        "key_family",
        "按键习惯",
        "own",
        (
            Choice("own", "本程序的按键"),
            Choice("a", "再加 Ctrl+Alt 那一套"),
            Choice("e", "再加 Shift 那一套"),
        ),
        help="用惯了政府网站上的辅助工具，就挑您按惯的那一套。",
    ),
    Option(
        "key_scan",
        "屏幕键盘轮流亮键",
        "off",
        (
            Choice("off", "不用"),
            Choice("switch", "自己按 Tab 走"),
            Choice("1", "1 秒一换"),
            Choice("2", "2 秒一换"),
            Choice("3", "3 秒一换"),
            Choice("4", "4 秒一换"),
        ),
        help="手不方便就用它：键一排一排轮流亮，按空格、回车或碰一下键盘，先选排，再选键。",
    ),
)
"""What belongs to no tool; it stands on the settings page behind them."""

_KEPT_OPTIONS = (
    # Keys of reader.speech.engines.shelf; empty is the best voice there is.
    Option("engine", "用哪个声音", "", longest=200),
    Option("pitch", "声音高低", 50, minimum=0, maximum=100, step=10),
    # What reader.tools.keymap.Keymap writes: JSON, the keys of each command that has others than at first.
    Option("keymap", "改过的按键", "", longest=8000),
    # Remembered so that the next start goes on there; 重置 leaves the place alone.
    Option("place", "读到哪一句", 0, minimum=0, maximum=1_000_000, is_preference=False),
    Option("place_offset", "读到哪个字", 0, minimum=0, maximum=1_000_000, is_preference=False),
)
"""What is chosen on a page of its own, or kept without being asked."""


def all_options() -> tuple[Option, ...]:
    """Give every option of the program, each once."""
    return (
        *(option for tool in (*TOOLS, *EXTRAS) for option in tool.options),
        *OTHER_OPTIONS,
        *_KEPT_OPTIONS,
    )
