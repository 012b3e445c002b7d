"""The espeak-ng voice, through pyttsx3's binding of it. The only importer of pyttsx3.

pyttsx3's own play loop is not used: on Linux it crashes on long texts, fires all word events at once, and
cannot stop before the end of the sound. Its binding (``pyttsx3.drivers._espeak``) gives samples and marks in
synchronous mode.

How an utterance becomes sound:

1. Its tokens are cut into clauses at the pause marks, and at :data:`_LONGEST_CLAUSE` syllables where there is
   none.
2. Each clause becomes pinyin (``qi1 bao3 zhen4，``) for the voice ``cmn-latn-pinyin``; the voice ``cmn`` of
   1.51 would spell hanzi as English. Every syllable remembers its place in that string.
3. The library answers with samples and one WORD event a syllable, whose text position finds the syllable
   again.
4. The silence around the clause, which differs between versions and grows and shrinks wildly with the rate,
   is cut off, and the silence of :func:`reader.speech.engine.pause_ms` is put in its place.
"""

from __future__ import annotations

import bisect
import ctypes
import importlib
import importlib.util
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.errors import VoiceError
from reader.speech.engine import Audio, EngineInfo, Mark, clamped_speed, pause_ms, silence
from reader.speech.utterance import Pause, Syllable, Token, Utterance

_log = logging.getLogger(__name__)

LIBRARY_VARIABLE = "QIBAO_ESPEAK_LIBRARY"
"""Environment variable: path of the one espeak-ng library to use, in place of all others."""

_BINDING = "pyttsx3.drivers._espeak"
_VOICE = b"cmn-latn-pinyin"
_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: without it a missing data folder ends the whole process
_BUFFER_MS = 200
_LONGEST_CLAUSE = 60
"""Syllables in one call: one giant string takes the library minutes, and nothing can interrupt it."""
_KEPT_SILENCE_MS = 6
"""Silence left around a clause, so that no sound is clipped."""

_SYSTEM_LIBRARIES = {
    "linux": ("libespeak-ng.so.1",),
    "darwin": ("/opt/homebrew/lib/libespeak-ng.1.dylib", "/usr/local/lib/libespeak-ng.1.dylib"),
    "win32": (
        r"C:\Program Files\eSpeak NG\libespeak-ng.dll",
        r"C:\Program Files (x86)\eSpeak NG\libespeak-ng.dll",
    ),
}

_RATES = (
    (80, 92),
    (100, 109),
    (120, 131),
    (140, 154),
    (160, 177),
    (175, 195),
    (200, 226),
    (225, 258),
    (250, 289),
    (300, 356),
)
"""The library's rate → 字/分, measured over every fourth paragraph of the report with the pauses of this
program.

Versions 1.51 and 1.52 differ by less than 1 %. Below 80 the rate has no effect.
"""

_SYLLABLE = re.compile(r"[a-zü]{1,6}[1-5]")
_IONG = re.compile(r"([jqx])iong([1-5])")
# WORKAROUND espeak-ng 1.52 (its rules for cmn-latn-pinyin) reads xiong, qiong, jiong as English words.
_IONG_PHONEMES = {"j": "tS;'y", "q": "tS;h'u", "x": "S;'y"}  # as 1.51 reads them
_IONG_TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}

_lock = threading.Lock()  # the library is not thread-safe: without it four threads crash every time
_loaded: dict[str, _Library] = {}


@dataclass(frozen=True)
class Candidate:
    """A library to try: its path or soname, and its data folder where it does not know it itself."""

    path: str
    data: str | None = None


def candidates() -> tuple[Candidate, ...]:
    """Give the libraries to try, best first: the system's, then that of ``pip install espeakng-loader``."""
    only = os.environ.get(LIBRARY_VARIABLE)
    if only:
        return (Candidate(only),)
    found = [Candidate(path) for path in _SYSTEM_LIBRARIES.get(sys.platform, ("libespeak-ng.so.1",))]
    try:
        loader = importlib.import_module("espeakng_loader")
        found.append(Candidate(loader.get_library_path(), loader.get_data_path()))
    except (ImportError, RuntimeError, OSError) as error:
        _log.info("no espeakng-loader: %s", error)
    return tuple(found)


class EspeakEngine:
    """The espeak-ng voice. All instances share one library per process; any thread may call."""

    def __init__(self, libraries: Sequence[Candidate] | None = None) -> None:
        """Load the first of ``libraries`` (default :func:`candidates`) that speaks Mandarin.

        Raises ``VoiceError`` naming what is missing and how to get it.
        """
        with _lock:
            self._library = _first_working(candidates() if libraries is None else libraries)
        detail = f"espeak-ng {self._library.version}"
        self._info = EngineInfo(
            "espeak", "普通话（电子音）", True, "character", detail, self._library.rate_hz
        )

    @property
    def info(self) -> EngineInfo:
        """What this voice is and can do."""
        return self._info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        """Give the sound of the utterance's tokens, one mark a syllable.

        Raises ``VoiceError`` when the library fails.
        """
        rate = rate_for(speed_cpm)
        rate_hz = self._library.rate_hz
        pcm = bytearray()
        marks: list[Mark] = []
        for clause in _clauses(utterance.tokens):
            offset_ms = len(pcm) * 500 / rate_hz
            with _lock:
                samples, starts_ms = self._library.speak(clause, rate)
            if clause.syllables:
                end_ms = offset_ms + len(samples) * 500 / rate_hz
                marks.extend(
                    _marks(utterance, clause.syllables, [offset_ms + ms for ms in starts_ms], end_ms)
                )
            pcm += samples
            pcm += silence(max((pause_ms(mark, speed_cpm) for mark in clause.pauses), default=0.0), rate_hz)
        return Audio(bytes(pcm), rate_hz, tuple(marks))

    def close(self) -> None:
        """Do nothing: the library stays loaded, since another voice of this process may be using it."""


def rate_for(speed_cpm: int) -> int:
    """Give the library's rate for a speed in 字/分, by the measured table."""
    speed = clamped_speed(speed_cpm)
    speeds = [measured for _, measured in _RATES]
    upper = min(max(bisect.bisect_left(speeds, speed), 1), len(_RATES) - 1)
    (low_rate, low), (high_rate, high) = _RATES[upper - 1], _RATES[upper]
    return round(low_rate + (speed - low) / (high - low) * (high_rate - low_rate))


@dataclass(frozen=True)
class _Clause:
    """Syllables to be said in one breath and the pause marks that follow them."""

    syllables: tuple[Syllable, ...]
    pauses: tuple[str, ...]


def _clauses(tokens: Sequence[Token]) -> Iterator[_Clause]:
    syllables: list[Syllable] = []
    pauses: list[str] = []
    for token in tokens:
        if isinstance(token, Pause):
            if syllables:
                pauses.append(token.mark)
            continue
        if pauses or len(syllables) >= _LONGEST_CLAUSE:
            yield _Clause(tuple(syllables), tuple(pauses))
            syllables, pauses = [], []
        syllables.append(token)
    if syllables:
        yield _Clause(tuple(syllables), tuple(pauses))


def _marks(
    utterance: Utterance, syllables: Sequence[Syllable], starts_ms: Sequence[float], end_ms: float
) -> Iterator[Mark]:
    for syllable, start, end in zip(syllables, starts_ms, [*starts_ms[1:], end_ms], strict=True):
        spoken = (syllable.at, syllable.at + 1)
        yield Mark(start, end, spoken, utterance.spoken.origin_of(*spoken))


def _first_working(libraries: Sequence[Candidate]) -> _Library:
    # One that works is kept. Where the wheel's library is loaded, the system's name for it resolves to the very same one,
    # which a second initialisation without its data folder would silence.
    for candidate in libraries:
        if candidate.path in _loaded:
            return _loaded[candidate.path]
    problems: list[str] = []
    for candidate in libraries:
        try:
            library = _Library(candidate)
        except (OSError, VoiceError) as error:
            _log.info("espeak library %s: %s", candidate.path, error)
            problems.append(str(error))
            continue
        _loaded[candidate.path] = library
        return library
    raise VoiceError(
        "没有找到能说普通话的语音程序 espeak-ng，朗读没有声音。"
        "请工作人员安装：Debian、统信、麒麟用 apt install espeak-ng，其他系统用 pip install espeakng-loader。"
        + (f"（{'；'.join(problems)}）" if problems else "")
    )


class _Library:
    """One loaded and initialised espeak-ng. Its callers hold the lock."""

    def __init__(self, candidate: Candidate) -> None:
        self._dll = ctypes.CDLL(candidate.path)
        self._binding = _bind(self._dll)
        data = candidate.data.encode() if candidate.data else None
        rate_hz = self._binding.Initialize(
            self._binding.AUDIO_OUTPUT_SYNCHRONOUS, _BUFFER_MS, data, _DONT_EXIT
        )
        if rate_hz <= 0:
            raise VoiceError(f"{candidate.path} 找不到它的数据文件夹 espeak-ng-data")
        self.rate_hz = int(rate_hz)
        self.version = self._binding.Info(0).decode(errors="replace")
        self._check_voice(candidate.path)
        self._needs_iong = "(en)" in self._phonemes("xiong2")
        self._samples = bytearray()
        self._words: list[tuple[int, int]] = []
        self._failure: BaseException | None = None
        self._binding.SetSynthCallback(self._receive)

    def _check_voice(self, path: str) -> None:
        """Make sure that pinyin is read as Mandarin: some builds lack the voice, or spell it as English."""
        is_there = self._binding.SetVoiceByName(_VOICE) == self._binding.EE_OK
        phonemes = self._phonemes("qi1") if is_there else ""
        if "55" not in phonemes or "(en)" in phonemes:
            raise VoiceError(f"{path}（{self.version}）里没有普通话拼音发音 cmn-latn-pinyin")

    def _phonemes(self, pinyin: str) -> str:
        translate = self._dll.espeak_TextToPhonemes
        translate.restype = ctypes.c_char_p
        translate.argtypes = (ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int)
        text = ctypes.c_char_p(pinyin.encode())
        return (translate(ctypes.byref(text), self._binding.CHARS_UTF8, 0) or b"").decode(errors="replace")

    def speak(self, clause: _Clause, rate: int) -> tuple[bytes, list[float]]:
        """Give the clause's samples without silence around, and when each syllable starts (ms)."""
        text, ends = self._spelled(clause)
        self._samples.clear()
        self._words.clear()
        self._failure = None
        binding = self._binding
        binding.SetVoiceByName(_VOICE)
        binding.SetParameter(binding.RATE, rate, 0)
        data = text.encode() + b"\0"
        flags = binding.CHARS_UTF8 | binding.PHONEMES
        # WORKAROUND pyttsx3 2.99: its Synth() passes ten times the size and reads past the buffer; cSynth
        # does not.
        status = binding.cSynth(data, len(data), 0, binding.POS_CHARACTER, 0, flags, None, None)
        if status != binding.EE_OK or self._failure is not None:
            raise VoiceError("语音程序 espeak-ng 出错了，请重新打开本程序。") from self._failure
        return self._trimmed(self._starts(ends))

    def _spelled(self, clause: _Clause) -> tuple[str, list[int]]:
        """Give the clause for the library, and where each syllable ends in it, counted in characters."""
        parts: list[str] = []
        ends: list[int] = []
        length = 0
        for syllable in clause.syllables:
            part = self._spelling(syllable.pinyin) + " "
            length += len(part)
            parts.append(part)
            ends.append(length)
        mark = clause.pauses[0] if clause.pauses else ""
        # The mark alone shapes the melody of the last syllable; 、 sounds as a comma does.
        return "".join(parts).rstrip() + ("，" if mark == "、" else mark), ends

    def _spelling(self, pinyin: str) -> str:
        found = _IONG.fullmatch(pinyin)
        if found and self._needs_iong:
            return f"[[{_IONG_PHONEMES[found[1]]}{_IONG_TONES[found[2]]}N]]"
        return pinyin if _SYLLABLE.fullmatch(pinyin) else ""

    def _receive(self, wave: Any, count: int, events: Any) -> int:
        # ctypes swallows exceptions raised here, and the marks with them: keep them, and abort.
        try:
            if wave and count > 0:
                self._samples += ctypes.string_at(wave, count * 2)
            i = 0
            while events[i].type != self._binding.EVENT_LIST_TERMINATED:
                if events[i].type == self._binding.EVENT_WORD:
                    self._words.append((events[i].text_position - 1, events[i].sample))
                i += 1
        except BaseException as error:
            self._failure = error
            return 1
        return 0

    def _starts(self, ends: Sequence[int]) -> list[int]:
        """Give the first sample of every syllable; one that brought no event starts with its follower."""
        found: dict[int, int] = {}
        for position, sample in self._words:
            found.setdefault(bisect.bisect_right(ends, position), sample)
        starts: list[int] = []
        following = len(self._samples) // 2
        for index in range(len(ends) - 1, -1, -1):
            following = min(following, found.get(index, following))
            starts.append(following)
        return starts[::-1]

    def _trimmed(self, starts: Sequence[int]) -> tuple[bytes, list[float]]:
        """Cut the silence off; the library's silence is exact zeros."""
        kept = 2 * (_KEPT_SILENCE_MS * self.rate_hz // 1000)
        samples = bytes(self._samples)
        lead = max(0, (len(samples) - len(samples.lstrip(b"\0"))) // 2 * 2 - kept)
        tail = max(0, (len(samples) - len(samples.rstrip(b"\0"))) // 2 * 2 - kept)
        sound = samples[lead : max(lead, len(samples) - tail)]
        last = len(sound) // 2
        return sound, [min(last, max(0, start - lead // 2)) * 1000 / self.rate_hz for start in starts]


def _bind(dll: ctypes.CDLL) -> Any:
    """Import pyttsx3's binding afresh, bound to ``dll``.

    The binding loads a library of its own choice when it is imported, and fails where it finds none of its
    fixed paths. While it is imported, its requests are answered with ``dll``; all others pass.
    """
    sys.modules.pop(_BINDING, None)
    with _answering_with(dll):
        return importlib.import_module(_BINDING)


@contextmanager
def _answering_with(dll: ctypes.CDLL) -> Iterator[None]:
    loader: Any = ctypes.cdll

    def load(path: str) -> ctypes.CDLL:
        return dll if "espeak" in Path(path).name else type(loader).LoadLibrary(loader, path)

    loader.LoadLibrary = load
    try:
        yield
    finally:
        del loader.LoadLibrary
