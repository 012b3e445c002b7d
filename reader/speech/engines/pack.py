"""Voice packs: a folder with the files of a neural voice, which a centre puts there. What it is, and is it whole?

Four kinds of packs that sherpa-onnx's authors publish are known by their files alone:

======== ============================================ ==============================================
kind     published as                                 files
======== ============================================ ==============================================
vits     vits-melo-tts-zh_en, vits-icefall-zh-aishell3 model, ``lexicon.txt``, ``tokens.txt``
matcha   matcha-icefall-zh-baker                      the same, and a vocoder (``vocos*.onnx``)
kokoro   kokoro-multi-lang                            the same (``lexicon-zh.txt``), ``voices.bin``,
                                                      ``espeak-ng-data/``
======== ============================================ ==============================================

A ``pack.toml`` beside them may say more; every line may be left out::

    name = "小燕"            # shown in the list of voices
    note = "女声，普通话"    # shown below it
    licence = "Apache-2.0"
    kind = "vits"
    speaker = 0              # for packs of several speakers
    model = "model.onnx"     # any of model, vocoder, lexicon, tokens, voices, data: where it is, within the folder

Files are looked at here, never loaded: a damaged one ends the process that loads it
(:mod:`reader.speech.engines.pack_worker`).
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from reader.errors import VoiceError

Kind = Literal["vits", "matcha", "kokoro"]
Part = Literal["model", "vocoder", "lexicon", "tokens", "voices", "data"]

_PARTS: Mapping[Kind, tuple[Part, ...]] = {
    "vits": ("model", "lexicon", "tokens"),
    "matcha": ("model", "lexicon", "tokens", "vocoder"),
    "kokoro": ("model", "lexicon", "tokens", "voices", "data"),
}
_PATTERNS: Mapping[Part, tuple[str, ...]] = {
    "model": ("model.onnx", "model-steps-*.onnx", "model.*.onnx", "*.onnx"),
    "vocoder": ("vocos*.onnx", "*vocoder*.onnx", "hifigan*.onnx"),
    "lexicon": ("lexicon.txt", "lexicon-zh.txt", "lexicon*zh*.txt"),
    "tokens": ("tokens.txt",),
    "voices": ("voices.bin",),
    "data": ("espeak-ng-data",),
}
"""Under which names a part is looked for, the likeliest first."""
_NAMES: Mapping[Part, str] = {
    "model": "声音模型文件（.onnx）",
    "vocoder": "声码器文件（vocos….onnx）",
    "lexicon": "读音文件 lexicon.txt",
    "tokens": "音素表 tokens.txt",
    "voices": "音色文件 voices.bin",
    "data": "数据文件夹 espeak-ng-data",
}
_LARGEST_BYTES: Mapping[Part, int] = {
    "model": 2 << 30,
    "vocoder": 1 << 30,
    "lexicon": 64 << 20,
    "tokens": 1 << 20,
    "voices": 1 << 30,
}
"""Far beyond the largest published pack; reading more could only be a slip or ill will."""
_DATA_FILES = ("phontab", "phonindex", "phondata", "intonations")
_TOML_BYTES = 64 << 10
_LONGEST_TEXT = 200


@dataclass(frozen=True)
class Pack:
    """A voice pack whose files are all there. ``parts`` are existing files (``data``: a folder) within ``folder``."""

    folder: Path
    name: str
    note: str
    licence: str
    kind: Kind
    speaker: int
    parts: Mapping[Part, Path]

    @property
    def detail(self) -> str:
        """What people are told about it besides its name."""
        return "；".join(filter(None, (self.note or "声音包", self.licence)))

    def stamp(self) -> str:
        """Give a string that changes whenever a file of the pack does (by size and time)."""
        about = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in self.parts.values()]
        return hashlib.sha256(repr((about, self.kind, self.speaker)).encode()).hexdigest()


def find_packs(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Give the folders within ``folders`` that may be voice packs, by name; the first of a name counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        try:
            inside = [
                entry for entry in os.scandir(folder) if entry.is_dir() and not entry.name.startswith(".")
            ]
        except OSError:
            continue
        for entry in inside:
            found.setdefault(entry.name, Path(entry.path))
    return tuple(found[name] for name in sorted(found))


def read_pack(folder: Path) -> Pack:
    """Find out what pack ``folder`` holds. Raises ``VoiceError`` naming what is missing or wrong, and the cure."""
    told = _told(folder)
    kind = _kind(folder, told)
    parts: dict[Part, Path] = {}
    for part in _PARTS[kind]:
        parts[part] = _checked(folder, part, _located(folder, part, told))
    if (
        kind == "matcha" and (folder / "espeak-ng-data").is_dir()
    ):  # the kind that reads English, too, wants it
        parts["data"] = _checked(folder, "data", folder / "espeak-ng-data")
    return Pack(
        folder,
        _text(told, "name") or folder.name,
        _text(told, "note"),
        _text(told, "licence"),
        kind,
        _speaker(folder, told),
        parts,
    )


def _told(folder: Path) -> Mapping[str, Any]:
    path = folder / "pack.toml"
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as file:
            return tomllib.loads(file.read(_TOML_BYTES).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise _problem(folder, f"的说明文件 pack.toml 读不了（{error}）。请改正或删掉这个文件。") from error


def _kind(folder: Path, told: Mapping[str, Any]) -> Kind:
    kind = told.get("kind")
    if kind is None:
        if _first(folder, "voices"):
            return "kokoro"
        has_steps = any(folder.glob("model-steps-*.onnx"))
        return "matcha" if has_steps or _first(folder, "vocoder") else "vits"
    if kind not in get_args(Kind):
        raise _problem(
            folder,
            f"的 pack.toml 里写的种类 {str(kind)[:20]!r} 不认识。请改成 {'、'.join(get_args(Kind))} 之一。",
        )
    return cast(Kind, kind)


def _located(folder: Path, part: Part, told: Mapping[str, Any]) -> Path:
    named = told.get(part)
    if isinstance(named, str) and "\0" not in named:
        return folder / named
    if named is not None:
        raise _problem(folder, f"的 pack.toml 里，{part} 应当是文件名。请改正。")
    found = _first(folder, part)
    if found is None:
        raise _problem(folder, f"缺少{_NAMES[part]}。请重新复制整个声音包，或换一种声音包。")
    return found


def _first(folder: Path, part: Part) -> Path | None:
    vocoders = (
        set() if part == "vocoder" else {path for each in _PATTERNS["vocoder"] for path in folder.glob(each)}
    )
    for pattern in _PATTERNS[part]:
        found = sorted(set(folder.glob(pattern)) - vocoders)
        if found:
            return found[0]
    return None


def _checked(folder: Path, part: Part, path: Path) -> Path:
    """Make sure that ``path`` is a whole, sane file within the pack."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            raise _problem(
                folder, f"的{_NAMES[part]}不在声音包的文件夹里面（{path.name}）。请重新复制整个声音包。"
            )
        if part == "data":
            empty = [name for name in _DATA_FILES if not (real / name).stat().st_size]
        else:
            if not real.is_file():
                raise _problem(folder, f"的{_NAMES[part]}不是文件。请重新复制整个声音包。")
            size = real.stat().st_size
            if size > _LARGEST_BYTES[part]:
                raise _problem(folder, f"的{_NAMES[part]}太大，不像是声音包。请换一个声音包。")
            empty = [] if size else [path.name]
        with (real / _DATA_FILES[0] if part == "data" else real).open("rb"):
            pass
    except (OSError, RuntimeError) as error:
        raise _problem(
            folder, f"的{_NAMES[part]}缺少或读不了（{path.name}）。请重新复制整个声音包。"
        ) from error
    if empty:
        raise _problem(folder, f"的{_NAMES[part]}是空的（{empty[0]}）。请重新复制整个声音包。")
    return real


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key, "")
    return " ".join(value.split())[:_LONGEST_TEXT] if isinstance(value, str) else ""


def _speaker(folder: Path, told: Mapping[str, Any]) -> int:
    speaker = told.get("speaker", 0)
    if not isinstance(speaker, int) or isinstance(speaker, bool) or not 0 <= speaker < 100_000:
        raise _problem(folder, "的 pack.toml 里，speaker（说话人编号）应当是从 0 起的整数。请改正。")
    return speaker


def _problem(folder: Path, what: str) -> VoiceError:
    return VoiceError(f"声音包“{folder.name}”{what}")
