"""One sample at a time: made aside, heard on a device of its own, and never together with another voice.

The reading and the program's own words fall silent for a sample; a sample falls silent as soon as either begins.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reader.speech.engine import Audio
from reader.ui.player.narrator import Narrator
from reader.ui.sound.speech_services import SpeechServices

_LOOK_MS = 150
"""How often it is looked whether a sample has been heard to its end."""


class Sampling(QObject):
    """Has samples heard for one page."""

    changed = Signal(object)
    """The key of the sample that is heard, or made, now; ``None`` when there is none any more."""
    failed = Signal(str)
    """Why a sample cannot be made, in plain Chinese."""
    unheard = Signal(str)
    """Why a sample that was made cannot be heard, in plain Chinese: the device is at fault."""

    def __init__(self, speech: SpeechServices, narrator: Narrator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player, self._sampler, self._errands = speech.player, speech.sampler, speech.errands
        self._narrator = narrator
        self._key: str | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)
        narrator.state_changed.connect(self._note_state)
        self._player.announcement_started.connect(self.stop)

    @property
    def key(self) -> str | None:
        """The key of the sample that is heard, or made, now."""
        return self._key

    def start(self, key: str, make: Callable[[], Audio], volume: int) -> None:
        """Have what ``make`` gives on the worker heard at ``volume``, 0 to 100, in place of what sounds."""
        self.stop()
        if self._narrator.is_playing:
            self._narrator.toggle()
        elif self._player.is_announcing:
            self._player.pause()

        def play(audio: Audio) -> None:
            if self._key == key:
                self._sampler.play(audio, volume)
                self._watch.start()

        self._key = key
        self.changed.emit(key)
        self._errands.run("sample", make, play, self._fail)

    def stop(self) -> None:
        """Fall silent."""
        if self._key is not None:
            self._watch.stop()
            self._sampler.stop()
            self._key = None
            self.changed.emit(None)

    def _note_state(self, state: str) -> None:
        if state == "playing":
            self.stop()

    def _look(self) -> None:
        if not self._sampler.is_playing:
            problem = self._sampler.problem
            self.stop()
            if problem:
                self.unheard.emit(problem)

    def _fail(self, problem: str) -> None:
        if self._key is not None:
            self.stop()
            self.failed.emit(problem)
