"""The fifteen tools of the source page's toolbar, in its order. A new tool is one file and one line here."""

from __future__ import annotations

from reader.settings.option import Option, switch
from reader.tools.base import Tool
from reader.tools.captions import CaptionsTool
from reader.tools.colours import ColoursTool
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

_OTHER_OPTIONS = (
    Option("volume", "音量", 80, minimum=0, maximum=100, step=10, unit="%"),
    switch("motion", "平稳滚动", True),
    # Keys of reader.speech.engines.shelf; empty is the best voice there is.
    Option("engine", "用哪个声音", "", longest=200),
    Option("pitch", "声音高低", 50, minimum=0, maximum=100, step=10),
    # Remembered so that the next start goes on there; 重置 leaves the place alone.
    Option("place", "读到哪一句", 0, minimum=0, maximum=1_000_000, is_preference=False),
    Option("place_offset", "读到哪个字", 0, minimum=0, maximum=1_000_000, is_preference=False),
)


def all_options() -> tuple[Option, ...]:
    """Give every option of the program, each once."""
    return (*(option for tool in TOOLS for option in tool.options), *_OTHER_OPTIONS)
