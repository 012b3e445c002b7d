"""The voices, and the choice among them."""

from __future__ import annotations

from reader.speech.engine import Engine


def load_voice() -> tuple[Engine, str | None]:
    """Give the best voice this machine has, and what is wrong in plain Chinese where it cannot be heard.

    Takes about 30 ms. The silent voice is the last resort, so there is always one.
    """
    from reader.speech.engines.shelf import VoiceShelf  # a voice's own process needs no shelf

    return VoiceShelf(()).load_or_best("")
