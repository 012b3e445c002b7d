"""The queue between the voice and the sound device: clips one behind the other, read at the device's pace.

The tape remembers which clip every frame it handed out came from. Sound is heard later than it is handed out,
so who knows which frame is heard now (:mod:`reader.speech.playback.sound`) asks the tape what that was.
"""

from __future__ import annotations

import array
import threading
from collections import deque
from dataclasses import dataclass

_FADE_FRAMES = 66
"""Frames (3 ms at 22,050 Hz) over which sound that is cut off dies away, so that it ends without a click."""
_REMEMBERED = 4096
"""Pieces of the log that are kept; at 10 ms each they reach 40 s back, far beyond any device's delay."""


@dataclass(frozen=True, slots=True)
class Place:
    """A frame of a clip."""

    clip: int
    frame: int


@dataclass(slots=True)
class _Clip:
    id: int
    pcm: bytes
    cursor: int
    """The next frame to be handed out."""
    end: int

    def fade_out(self) -> None:
        """Have what is still to be handed out die away towards the end."""
        start = max(self.cursor, self.end - _FADE_FRAMES)
        self.pcm = self.pcm[: 2 * start] + _faded(self.pcm[2 * start : 2 * self.end])


@dataclass(slots=True)
class _Piece:
    """``count`` frames of ``clip`` from ``frame`` on, handed out as the tape's frames from ``start`` on."""

    start: int
    clip: int
    frame: int
    count: int


class Tape:
    """Clips one behind the other without gaps. Any thread may call; a frame is one 16-bit sample."""

    def __init__(self) -> None:
        """Make an empty tape."""
        self._lock = threading.Lock()
        self._clips: deque[_Clip] = deque()
        self._log: deque[_Piece] = deque(maxlen=_REMEMBERED)
        self._fading = b""
        self._handed = 0

    @property
    def handed(self) -> int:
        """How many frames have been handed out since the beginning, silence included."""
        return self._handed

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to hand out."""
        return not self._clips

    def put(self, clip_id: int, pcm: bytes) -> None:
        """Put a clip behind all others."""
        with self._lock:
            self._put(clip_id, pcm)

    def _put(self, clip_id: int, pcm: bytes) -> None:
        if len(pcm) >= 2:
            self._clips.append(_Clip(clip_id, pcm, 0, len(pcm) // 2))

    def splice(self, place: Place, clip_id: int, pcm: bytes) -> bool:
        """Cut the tape at ``place``, drop all that follows, and put the new clip there.

        ``False``, with nothing changed, when that place has been handed out already or is not on the tape.
        """
        with self._lock:
            for index, clip in enumerate(self._clips):
                if clip.id == place.clip and clip.cursor <= place.frame <= clip.end:
                    while len(self._clips) > index + 1:
                        self._clips.pop()
                    clip.end = place.frame
                    clip.fade_out()
                    if clip.cursor >= clip.end:
                        self._clips.pop()
                    self._put(clip_id, pcm)
                    return True
        return False

    def clear(self) -> None:
        """Drop all clips, and forget what was handed out: no place is known until a new clip is heard."""
        with self._lock:
            self._fade()
            self._clips.clear()
            self._log.clear()

    def queue(self) -> tuple[tuple[int, int, int], ...]:
        """Give the clips that are not wholly handed out: id, next frame, end frame."""
        with self._lock:
            return tuple((clip.id, clip.cursor, clip.end) for clip in self._clips)

    def read(self, frames: int) -> bytes:
        """Hand out the next ``frames`` frames; silence where there is nothing."""
        with self._lock:
            parts = [clip.pcm[2 * start : 2 * (start + count)] for clip, start, count in self._take(frames)]
            fading, self._fading = self._fading[: 2 * frames], self._fading[2 * frames :]
        sound = b"".join(parts)
        sound += bytes(2 * frames - len(sound))
        return _mixed(sound, fading) if fading else sound

    def skip(self, frames: int) -> None:
        """Let ``frames`` frames pass as :meth:`read` does, unheard."""
        with self._lock:
            for _ in self._take(frames):
                pass

    def place_of(self, frame: int) -> Place | None:
        """Say what was handed out as the tape's frame ``frame``, or else as the last one before it.

        ``None`` when no clip had been handed out by then.
        """
        with self._lock:
            for piece in reversed(self._log):
                if piece.start <= frame:
                    return Place(piece.clip, piece.frame + min(frame - piece.start, piece.count))
        return None

    def _take(self, frames: int) -> list[tuple[_Clip, int, int]]:
        taken: list[tuple[_Clip, int, int]] = []
        left = frames
        while left > 0 and self._clips:
            clip = self._clips[0]
            count = min(left, clip.end - clip.cursor)
            self._note(self._handed + frames - left, clip, count)
            taken.append((clip, clip.cursor, count))
            clip.cursor += count
            left -= count
            if clip.cursor >= clip.end:
                self._clips.popleft()
        self._handed += frames
        return taken

    def _note(self, start: int, clip: _Clip, count: int) -> None:
        last = self._log[-1] if self._log else None
        if last and (last.clip, last.frame + last.count, last.start + last.count) == (
            clip.id,
            clip.cursor,
            start,
        ):
            last.count += count
        else:
            self._log.append(_Piece(start, clip.id, clip.cursor, count))

    def _fade(self) -> None:
        """Keep the next few frames, dying away, to be handed out in place of a sudden end."""
        if self._clips:
            clip = self._clips[0]
            if clip.cursor > 0:
                self._fading = _faded(
                    clip.pcm[2 * clip.cursor : 2 * min(clip.cursor + _FADE_FRAMES, clip.end)]
                )


def _faded(pcm: bytes) -> bytes:
    samples = array.array("h", pcm)
    count = len(samples)
    return array.array("h", (s * (count - i) // (count + 1) for i, s in enumerate(samples))).tobytes()


def _mixed(pcm: bytes, fading: bytes) -> bytes:
    """Let what dies away sound together with the beginning of what follows."""
    ending = array.array("h", fading)
    beginning = array.array("h", pcm[: len(fading)])
    both = (max(-32768, min(32767, one + other)) for one, other in zip(beginning, ending, strict=True))
    return array.array("h", both).tobytes() + pcm[len(fading) :]
