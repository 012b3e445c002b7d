"""Samples → a sound file, as they come: WAV, and MP3 through LAME. The only importer of lameenc and mutagen.

MP3 is what a radio with a USB socket plays. It is written with a constant bit rate, so that players know the
time without an index, and at the voice's own sample rate, which halves the work and the size against 44.1 kHz.
"""

from __future__ import annotations

import contextlib
import io
import sys
import wave
from array import array
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import IO, Any, Literal, Protocol

from reader.errors import StorageError

Format = Literal["mp3", "wav"]
FORMATS: tuple[Format, ...] = ("mp3", "wav")

_MP3_RATES_HZ = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
_SPARE_RATE_HZ = 22050
"""For a voice whose rate MP3 does not have."""
_MP3_DELAY_FRAMES = 1105
"""Frames by which an MP3 sounds late: 576 of LAME's and 529 of any decoder's. Measured with ffmpeg 5.1: 1105 at 22.05
kHz, 1104 at 44.1 kHz, at every bit rate."""
_QUALITY = 7
"""LAME's 0 (best) to 9 (fastest). Without noise shaping: for one voice at this bit rate it is not missed (24.6 dB
against 21.4 dB of signal to noise at 5), and the report's 45 minutes are encoded in 6 s and not in 10."""
LONGEST_WAV = 2**32 - 1000
"""Bytes of samples that a WAV file can hold: its length fields have 32 bits."""
_PIECE_BYTES = 1 << 16
"""What is encoded at a time, about 1.5 s of sound."""


@dataclass(frozen=True)
class Tags:
    """What a player shows. ``number`` of ``count`` is the place among the files of a folder."""

    title: str = ""
    artist: str = ""
    album: str = ""
    year: str = ""
    number: int = 1
    count: int = 1


class SoundFile(Protocol):
    """A sound file being written. The file below belongs to the caller, who closes it."""

    @property
    def delay_ms(self) -> float:
        """How much later everything is heard than it was written."""

    def write(self, pcm: bytes) -> None:
        """Add samples: 16-bit mono in the machine's byte order. Raises ``OSError`` and ``StorageError``."""

    def finish(self) -> None:
        """Write what is still held back; nothing may be written afterwards."""

    def abandon(self) -> None:
        """Let go of everything without writing."""


@cache
def mp3_problem() -> str:
    """Say in plain Chinese why no MP3 can be made here; empty when it can."""
    try:
        import lameenc  # noqa: F401
        import mutagen  # noqa: F401
    except ImportError:
        return (
            "这台电脑上没有做 MP3 的部件（lameenc、mutagen），先存成 WAV。要 MP3，请工作人员重新安装本程序。"
        )
    return ""


def bytes_per_second(kind: Format, rate_hz: int) -> int:
    """Give how many bytes a second of sound takes."""
    return _kbps(rate_hz) * 125 if kind == "mp3" else 2 * rate_hz


def open_sound(kind: Format, file: IO[bytes], rate_hz: int, tags: Tags) -> SoundFile:
    """Begin a sound file in ``file``, which must be seekable. Raises ``StorageError`` where MP3 cannot be made."""
    if kind == "wav":
        return _Wav(file, rate_hz)
    if problem := mp3_problem():
        raise StorageError(problem)
    return _Mp3(file, rate_hz, tags)


class _Wav:
    delay_ms = 0.0

    def __init__(self, file: IO[bytes], rate_hz: int) -> None:
        self._wave = wave.open(file, "wb")  # noqa: SIM115 - finish() and abandon() close it
        self._wave.setparams((1, 2, rate_hz, 0, "NONE", "not compressed"))
        self._bytes = 0

    def write(self, pcm: bytes) -> None:
        self._bytes += len(pcm)
        if self._bytes > LONGEST_WAV:
            raise StorageError("录音太长，一个 WAV 文件放不下。请分章存，或者存成 MP3。")
        self._wave.writeframesraw(little_endian(pcm))

    def finish(self) -> None:
        self._wave.close()

    def abandon(self) -> None:
        # Closing writes the head; the disk that failed before may fail again, and nobody wants the file any more.
        with contextlib.suppress(OSError, ValueError):
            self._wave.close()


class _Mp3:
    """Encodes on a thread of its own: LAME lets go of the interpreter, so the voice speaks on meanwhile."""

    def __init__(self, file: IO[bytes], rate_hz: int, tags: Tags) -> None:
        import lameenc

        out_hz = rate_hz if rate_hz in _MP3_RATES_HZ else _SPARE_RATE_HZ
        self._encoder: Any = lameenc.Encoder()
        self._encoder.silence()
        self._encoder.set_channels(1)
        self._encoder.set_in_sample_rate(rate_hz)
        self._encoder.set_out_sample_rate(out_hz)
        self._encoder.set_bit_rate(_kbps(out_hz))
        self._encoder.set_quality(_QUALITY)
        self._file = file
        self._held = bytearray()
        self._encoding: Future[bytes] | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="mp3")
        file.write(_id3(tags))
        self.delay_ms = _MP3_DELAY_FRAMES * 1000 / out_hz

    def write(self, pcm: bytes) -> None:
        self._held += pcm
        while len(self._held) >= _PIECE_BYTES:
            self._encode(_PIECE_BYTES)

    def finish(self) -> None:
        self._encode(len(self._held))
        self._collect()
        self._pool.shutdown()
        self._file.write(self._encoder.flush())

    def abandon(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _encode(self, count: int) -> None:
        piece = little_endian(bytes(self._held[:count]))
        del self._held[:count]
        self._collect()
        self._encoding = self._pool.submit(self._encoder.encode, piece)

    def _collect(self) -> None:
        if self._encoding is not None:
            self._file.write(self._encoding.result())
            self._encoding = None


def _kbps(rate_hz: int) -> int:
    """Give the bit rate for speech, one voice: 48 up to 24 kHz, where LAME keeps the whole band; 64 above."""
    return 48 if rate_hz <= 24000 else 64


def _id3(tags: Tags) -> bytes:
    """Give an ID3v2.3 tag in UTF-16: the newest that old players read, and the encoding they all know in it."""
    import mutagen.id3

    id3: Any = mutagen.id3  # its functions have no types
    frames = {
        id3.TIT2: tags.title,
        id3.TPE1: tags.artist,
        id3.TALB: tags.album,
        id3.TYER: tags.year,
        id3.TRCK: f"{tags.number}/{tags.count}" if tags.count > 1 else "",
        id3.TCON: "Speech",
        id3.TLAN: "zho",
    }
    tag = id3.ID3()
    for frame, text in frames.items():
        if text:
            # Halves of characters, which a damaged report may hold, fit no encoding.
            tag.add(frame(encoding=1, text=[text.encode("utf-16", "replace").decode("utf-16")]))
    written = io.BytesIO()
    tag.save(written, v1=0, v2_version=3, padding=lambda _: 0)
    return written.getvalue()


def little_endian(pcm: bytes) -> bytes:
    """Give samples in the byte order of sound files."""
    if sys.byteorder == "little":
        return pcm
    samples = array("h", pcm)
    samples.byteswap()
    return samples.tobytes()
