"""What the player tells: what is heard, in terms of the report, and what cannot be heard."""

from __future__ import annotations

import enum

from PySide6.QtCore import QObject, Signal


class PlayerState(enum.Enum):
    """What the reading is doing; announcements do not change it."""

    STOPPED = "stopped"
    PLAYING = "playing"
    PAUSED = "paused"


class Tidings(QObject):
    """The signals of :class:`reader.speech.player.Player`, emitted on the UI thread."""

    sentence_changed = Signal(int, object)
    """(index, Span) of the passage that begins to sound."""
    utterance_started = Signal(object, object)
    """(Utterance, Span) of the passage that begins to sound, for captions."""
    character_sounded = Signal(object, int)
    """(Span of shown characters, index in the utterance's spoken text) of the syllable that begins to
    sound."""
    state_changed = Signal(object)
    """(PlayerState)"""
    finished = Signal()
    """The last passage has been heard to its end."""
    end_reached = Signal()
    """Reading has stopped where :meth:`set_end` told it to, short of the last passage."""
    problem_found = Signal(str)
    """Something cannot be heard: plain Chinese, to be shown."""
    sound_returned = Signal()
    """After a problem with the device: there is sound again."""
    announcement_started = Signal(object)
    """(Utterance) of the announcement that begins to sound."""
    announcement_moved = Signal(int, int, int)
    """(start, end) in the announcement's text, and index in its spoken text, of the syllable that begins to
    sound."""
    announcement_finished = Signal()
    """The announcement has been heard, or was broken off."""
