"""The espeak-ng library, through pyttsx3's binding of it.

pyttsx3's own play loop is not used: on Linux it crashes on long texts, fires all word events at once, and
cannot stop before the end of the sound. Its binding (``pyttsx3.drivers._espeak``) gives samples and marks in
synchronous mode.

The library trusts its data files: of 35 ways of damaging one (1.52), four ended the process. So empty files are
refused, and where the program has a cache folder, data it does not know are first tried in a process of their own.
"""

from __future__ import annotations

import bisect
import ctypes
import hashlib
import importlib
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
from reader.speech.engines import child
from reader.speech.engines.clauses import Clause

_log = logging.getLogger(__name__)

LIBRARY_VARIABLE = "QIBAO_ESPEAK_LIBRARY"
"""Environment variable: path of the one espeak-ng library to use, in place of all others."""

_NEEDED = (
    "espeak_ng_InitializePath",
    "espeak_Initialize",
    "espeak_Info",
    "espeak_Synth",
    "espeak_TextToPhonemes",
)
"""Functions by which espeak-ng is told from any other library, its forerunner espeak among them."""
_BINDING = "pyttsx3.drivers._espeak"
_VOICE = "cmn-latn-pinyin"
_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: without it a missing data folder ends the whole process
_BUFFER_MS = 200
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

_VITAL = ("phontab", "phonindex", "phondata", "intonations", "cmn_dict")
"""The data files that the library reads when it starts and when it speaks Mandarin."""
_PROBE = "reader.speech.engines.espeak_probe"
_STAMPS_KEPT = 8

_SYLLABLE = re.compile(r"[a-zü]{1,6}[1-5]")
_IONG = re.compile(r"([jqx])iong([1-5])")
# WORKAROUND espeak-ng 1.52 (its rules for cmn-latn-pinyin) reads xiong, qiong, jiong as English words.
_IONG_PHONEMES = {"j": "tS;'y", "q": "tS;h'u", "x": "S;'y"}  # as 1.51 reads them
_IONG_TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}

lock = threading.Lock()  # the library is not thread-safe: without it four threads crash every time
_loaded: dict[str, Library] = {}


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


@dataclass(frozen=True)
class Manner:
    """How to speak: a ``variant`` of the voice (``""``: as it is), and the library's own parameters.

    ``pitch`` and ``melody`` are 0 to 100 with 50 as the voice has it, ``volume_percent`` of its own volume.
    """

    variant: str
    rate: int
    pitch: int
    melody: int
    volume_percent: int

    @property
    def voice(self) -> str:
        """The voice's name as the library wants it."""
        return f"{_VOICE}+{self.variant}" if self.variant else _VOICE


def first_working(libraries: Sequence[Candidate], checked: Path | None) -> Library:
    """Give the first of ``libraries`` that speaks Mandarin; the caller holds the lock.

    ``checked`` is the file that remembers which data are known to be sound; without it they are not tried in a
    process of their own first. Raises ``VoiceError`` naming what is missing and how to get it.
    """
    # One that works is kept. Where the wheel's library is loaded, the system's name for it resolves to the very same one,
    # which a second initialisation without its data folder would silence.
    for candidate in libraries:
        if candidate.path in _loaded:
            return _loaded[candidate.path]
    problems: list[str] = []
    for candidate in libraries:
        try:
            library = Library(candidate, checked)
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


class Library:
    """One loaded and initialised espeak-ng. Its callers hold the lock."""

    def __init__(self, candidate: Candidate, checked: Path | None = None) -> None:
        """Load it. Raises ``OSError`` where there is none, ``VoiceError`` where it cannot speak Mandarin."""
        self._dll = ctypes.CDLL(candidate.path)
        data = candidate.data.encode() if candidate.data else None
        if not all(hasattr(self._dll, name) for name in _NEEDED):
            raise VoiceError(f"{candidate.path} 不是 espeak-ng 的语音程序")
        self._data = _data_folder(self._dll, data)
        _check_data(candidate, self._data, checked)
        self._binding = _bind(self._dll)
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
        is_there = self._binding.SetVoiceByName(_VOICE.encode()) == self._binding.EE_OK
        phonemes = self._phonemes("qi1") if is_there else ""
        if "55" not in phonemes or "(en)" in phonemes:
            raise VoiceError(f"{path}（{self.version}）里没有普通话拼音发音 cmn-latn-pinyin")

    def _phonemes(self, pinyin: str) -> str:
        translate = self._dll.espeak_TextToPhonemes
        translate.restype = ctypes.c_char_p
        translate.argtypes = (ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int)
        text = ctypes.c_char_p(pinyin.encode())
        return (translate(ctypes.byref(text), self._binding.CHARS_UTF8, 0) or b"").decode(errors="replace")

    def has_variant(self, variant: str) -> bool:
        """Tell whether the library's data hold the voice variant ``variant``."""
        return not variant or bool(self._data and (self._data / "voices" / "!v" / variant).is_file())

    def speak(self, clause: Clause, manner: Manner) -> tuple[bytes, list[float]]:
        """Give the clause's samples without silence around, and when each syllable starts (ms)."""
        text, ends = self._spelled(clause)
        self._samples.clear()
        self._words.clear()
        self._failure = None
        binding = self._binding
        binding.SetVoiceByName(manner.voice.encode())
        binding.SetParameter(binding.RATE, manner.rate, 0)
        binding.SetParameter(binding.PITCH, manner.pitch, 0)
        binding.SetParameter(binding.RANGE, manner.melody, 0)
        binding.SetParameter(binding.VOLUME, manner.volume_percent, 0)
        data = text.encode() + b"\0"
        flags = binding.CHARS_UTF8 | binding.PHONEMES
        # WORKAROUND pyttsx3 2.99: its Synth() passes ten times the size and reads past the buffer; cSynth
        # does not.
        status = binding.cSynth(data, len(data), 0, binding.POS_CHARACTER, 0, flags, None, None)
        if status != binding.EE_OK or self._failure is not None:
            raise VoiceError("语音程序 espeak-ng 出错了，请重新打开本程序。") from self._failure
        return self._trimmed(self._starts(ends))

    def _spelled(self, clause: Clause) -> tuple[str, list[int]]:
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


def _data_folder(dll: ctypes.CDLL, data: bytes | None) -> Path | None:
    """Ask the library where it would read its data from, without letting it read them."""
    dll.espeak_ng_InitializePath.argtypes = (ctypes.c_char_p,)
    dll.espeak_ng_InitializePath.restype = None
    dll.espeak_ng_InitializePath(data)
    dll.espeak_Info.argtypes = (ctypes.POINTER(ctypes.c_char_p),)
    dll.espeak_Info.restype = ctypes.c_char_p
    path = ctypes.c_char_p()
    dll.espeak_Info(ctypes.byref(path))
    return Path(os.fsdecode(path.value)) if path.value else None


def _check_data(candidate: Candidate, folder: Path | None, checked: Path | None) -> None:
    """Make sure that reading the data will not end the process."""
    if folder is None or not folder.is_dir():
        return  # the library says so itself
    vital = [folder / name for name in _VITAL]
    try:
        if not all(path.stat().st_size for path in vital):
            raise VoiceError(f"语音程序的数据文件夹 {folder} 里有空文件，请重新安装 espeak-ng")
        if checked is None or not sys.executable:
            return
        known = hashlib.sha256(candidate.path.encode())
        for path in vital:
            known.update(path.read_bytes())
    except OSError:
        return  # as above
    stamp = known.hexdigest()
    if stamp in _read_stamps(checked):
        return
    if not child.succeeds(_PROBE, candidate.path, candidate.data or ""):
        raise VoiceError(f"语音程序的数据文件夹 {folder} 坏了，请重新安装 espeak-ng")
    _keep_stamp(checked, stamp)


def _read_stamps(checked: Path) -> list[str]:
    try:
        return checked.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return []


def _keep_stamp(checked: Path, stamp: str) -> None:
    try:
        checked.parent.mkdir(parents=True, exist_ok=True)
        checked.write_text("\n".join([*_read_stamps(checked)[-_STAMPS_KEPT:], stamp]), encoding="ascii")
    except OSError as error:
        _log.warning("cannot remember that the voice's data are sound: %s", error)


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
