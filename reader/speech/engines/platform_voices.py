"""The voices that come with Windows and macOS; none elsewhere."""

from __future__ import annotations

import sys

from reader.errors import VoiceError
from reader.speech.engine import Engine, EngineInfo


def list_infos() -> list[EngineInfo]:
    """List the Chinese voices that came with this computer."""
    if sys.platform == "win32":
        from reader.speech.engines import sapi

        return sapi.list_infos()
    if sys.platform == "darwin":
        from reader.speech.engines import say

        return say.list_infos()
    return []


def load(key: str) -> Engine:
    """Load ``sapi/<name>`` or ``system/<name>``. Raises ``VoiceError`` where there is none."""
    family, _, name = key.partition("/")
    if family == "sapi" and sys.platform == "win32":
        from reader.speech.engines.sapi import SapiEngine

        return SapiEngine(name)
    if family == "system" and sys.platform == "darwin":
        from reader.speech.engines.say import SayEngine

        return SayEngine(name)
    raise VoiceError(f"这台电脑没有声音“{name}”。请另选一种。")
