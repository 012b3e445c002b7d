"""The voices this machine has: what the voice page lists, and how the chosen one is loaded."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import VoiceError
from reader.speech.engine import USUAL_PITCH, Engine, EngineInfo, Tracks
from reader.speech.engines import platform_voices
from reader.speech.engines.espeak import VARIANTS, EspeakEngine, Variant
from reader.speech.engines.silent import SilentEngine

_log = logging.getLogger(__name__)

_CHECKED = "espeak-checked.txt"


@dataclass(frozen=True)
class Voice:
    """A voice as the voice page lists it.

    ``key`` names it in settings; ``problem`` says in plain Chinese why it cannot be used and what helps, and
    is empty where it can. ``maker`` names the program that makes the sound, with its version, where it is known.
    """

    key: str
    name: str
    detail: str
    tracks: Tracks
    can_shift_pitch: bool
    problem: str = ""
    maker: str = ""


class VoiceShelf:
    """All voices: those of espeak-ng, the platform's, the voice packs, and the silent one."""

    def __init__(self, pack_folders: Sequence[Path], cache: Path | None = None) -> None:
        """Look for voice packs in the folders within ``pack_folders``, when they are asked for.

        In ``cache`` it is remembered which data of espeak-ng are sound; without it they are trusted.
        """
        self._pack_folders = tuple(pack_folders)
        self._checked = cache / _CHECKED if cache else None
        self._broken: dict[str, str] = {}
        """What was wrong with a pack when it was loaded, by its stamp: files alone do not tell."""

    def list_voices(self) -> tuple[Voice, ...]:
        """Give all voices, best first and the silent one last; those that cannot be used say why.

        May take some hundred milliseconds the first time. Packs are not loaded: what only loading shows is told
        from then on.
        """
        return (*self._espeak_voices(), *platform_voices_of(), *self._packs(), _of(SilentEngine().info))

    def load(self, key: str, pitch: int = USUAL_PITCH) -> Engine:
        """Load the voice ``key``. Raises ``VoiceError`` naming what is wrong and the cure."""
        family, _, name = key.partition("/")
        loaders: dict[str, Callable[[], Engine]] = {
            "espeak": lambda: EspeakEngine(variant=name, pitch=pitch, checked=self._checked),
            "silent": SilentEngine,
            "sapi": lambda: platform_voices.load(key),
            "system": lambda: platform_voices.load(key),
            "pack": lambda: self._load_pack(name),
        }
        if family not in loaders:
            raise VoiceError(f"没有名叫“{key}”的声音。请另选一种。")
        return loaders[family]()

    def load_or_best(self, key: str, pitch: int = USUAL_PITCH) -> tuple[Engine, str | None]:
        """Load the voice ``key`` (``""``: the best), else the best there is; also say what is wrong, if anything.

        Never fails: the silent voice is the last resort.
        """
        problem: str | None = None
        for each in dict.fromkeys((key or "espeak", "espeak")):
            try:
                return self.load(each, pitch), problem
            except VoiceError as error:
                _log.warning("voice %s: %s", each, error)
                problem = problem or str(error)
        for voice in platform_voices_of():
            try:
                return self.load(voice.key, pitch), problem
            except VoiceError as error:
                _log.warning("voice %s: %s", voice.key, error)
        return SilentEngine(), problem

    def _espeak_voices(self) -> Iterator[Voice]:
        for variant in VARIANTS:
            try:
                yield _of(EspeakEngine(variant=variant.own_name, checked=self._checked).info)
            except VoiceError as error:
                yield _unusable_espeak(variant, str(error))

    def _packs(self) -> Iterator[Voice]:
        from reader.speech.engines.pack import find_packs, read_pack  # few machines have packs
        from reader.speech.engines.pack_engine import find_lack

        lack = find_lack()
        for folder in find_packs(self._pack_folders):
            key = f"pack/{folder.name}"
            try:
                pack = read_pack(folder)
            except VoiceError as error:
                yield Voice(key, folder.name, "声音包", "clause", False, str(error))
            else:
                yield Voice(
                    key, pack.name, pack.detail, "clause", False, lack or self._broken.get(pack.stamp(), "")
                )

    def _load_pack(self, name: str) -> Engine:
        from reader.speech.engines.pack import find_packs, read_pack  # as above
        from reader.speech.engines.pack_engine import PackEngine, find_lack

        for folder in find_packs(self._pack_folders):
            if folder.name != name:
                continue
            pack = read_pack(folder)
            try:
                return PackEngine(folder)
            except VoiceError as error:
                if not find_lack():
                    self._broken[pack.stamp()] = str(error)
                raise
        raise VoiceError(f"声音包“{name}”不见了。请另选一种声音，或请工作人员把声音包放回原处。")


def platform_voices_of() -> Iterator[Voice]:
    """List the voices of Windows or macOS; none elsewhere."""
    for info in platform_voices.list_infos():
        yield _of(info)


def _of(info: EngineInfo) -> Voice:
    return Voice(info.key, info.name, info.detail, info.tracks, info.can_shift_pitch, maker=info.maker)


def _unusable_espeak(variant: Variant, problem: str) -> Voice:
    key = f"espeak/{variant.own_name}" if variant.own_name else "espeak"
    return Voice(key, variant.name, variant.detail, "character", True, problem)
