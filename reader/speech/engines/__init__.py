"""The voices, and the choice among them."""

from __future__ import annotations

import logging

from reader.errors import VoiceError
from reader.speech.engine import Engine
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.engines.silent import SilentEngine

_log = logging.getLogger(__name__)


def load_voice() -> tuple[Engine, str | None]:
    """Give the best voice this machine has, and what is wrong in plain Chinese where it cannot be heard.

    Takes about 30 ms. The silent voice is the last resort, so there is always one.
    """
    try:
        return EspeakEngine(), None
    except VoiceError as error:
        _log.warning("no audible voice: %s", error)
        return SilentEngine(), str(error)
