"""The voices of this machine, as they are listed and loaded."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.errors import VoiceError
from reader.speech.engines.espeak_library import LIBRARY_VARIABLE
from reader.speech.engines.shelf import VoiceShelf
from tests.speech.test_pack_engine import make_pack, utterance
from tests.speech.tiny_onnx import beeping_voice


@pytest.fixture
def shelf(tmp_path: Path) -> VoiceShelf:
    return VoiceShelf((tmp_path / "voices", tmp_path / "nowhere"), tmp_path / "cache")


def test_the_electronic_voices_and_silence_are_always_there(shelf: VoiceShelf) -> None:
    voices = shelf.list_voices()
    assert [voice.key for voice in voices] == [
        "espeak", "espeak/m4", "espeak/Gene", "espeak/Gene2", "espeak/f1", "espeak/belinda", "silent",
    ]  # fmt: skip
    assert not any(voice.problem for voice in voices)
    assert all(voice.can_shift_pitch for voice in voices[:-1])
    assert len({voice.name for voice in voices}) == len(voices)


def test_every_listed_voice_can_be_loaded_and_is_what_was_listed(shelf: VoiceShelf) -> None:
    for voice in shelf.list_voices():
        engine = shelf.load(voice.key, pitch=60)
        info = engine.info
        assert (info.key, info.name, info.detail) == (voice.key, voice.name, voice.detail)
        assert (info.tracks, info.can_shift_pitch) == (voice.tracks, voice.can_shift_pitch)
        engine.close()


def test_packs_are_listed_and_loaded(shelf: VoiceShelf, tmp_path: Path) -> None:
    make_pack(tmp_path / "voices" / "好", pack_toml='name = "小燕"\nnote = "女声"')
    (voice,) = (voice for voice in shelf.list_voices() if voice.key.startswith("pack/"))
    assert (voice.key, voice.name, voice.detail, voice.problem) == ("pack/好", "小燕", "女声", "")
    engine = shelf.load("pack/好")
    assert any(engine.synthesise(utterance("七", "qi1"), 180).pcm)
    engine.close()


def test_a_pack_that_lacks_something_says_so_in_the_list(shelf: VoiceShelf, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "voices" / "缺")
    (folder / "tokens.txt").unlink()
    (voice,) = (voice for voice in shelf.list_voices() if voice.key == "pack/缺")
    assert "tokens.txt" in voice.problem
    assert "请" in voice.problem


def test_what_only_loading_shows_is_listed_from_then_on_until_the_pack_changes(
    shelf: VoiceShelf, tmp_path: Path
) -> None:
    folder = make_pack(tmp_path / "voices" / "坏", beeping_voice()[:500])
    engine, problem = shelf.load_or_best("pack/坏")
    assert engine.info.key == "espeak"
    assert problem is not None
    assert "“坏”" in problem
    assert next(voice.problem for voice in shelf.list_voices() if voice.key == "pack/坏") == problem
    make_pack(folder)
    assert not next(voice.problem for voice in shelf.list_voices() if voice.key == "pack/坏")


def test_without_sherpa_packs_are_listed_with_the_cure(
    shelf: VoiceShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_pack(tmp_path / "voices" / "好")
    monkeypatch.setitem(sys.modules, "sherpa_onnx", None)
    assert "pip install sherpa-onnx" in next(v.problem for v in shelf.list_voices() if v.key == "pack/好")
    assert shelf.load_or_best("pack/好")[0].info.key == "espeak"


@pytest.mark.parametrize(
    "key", ["nobody", "pack/", "pack/nobody", "pack/../..", "espeak/nobody", "sapi/Huihui", "system/Tingting"]
)
def test_a_voice_that_is_not_there_is_told_and_the_best_takes_its_place(shelf: VoiceShelf, key: str) -> None:
    with pytest.raises(VoiceError, match=r"另选一种"):
        shelf.load(key)
    engine, problem = shelf.load_or_best(key)
    assert engine.info.key == "espeak"
    assert problem


def test_the_best_voice_needs_no_name(shelf: VoiceShelf) -> None:
    engine, problem = shelf.load_or_best("")
    assert (engine.info.key, problem) == ("espeak", None)


def test_without_any_library_silence_remains_and_the_cure_is_told(
    shelf: VoiceShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LIBRARY_VARIABLE, "/nowhere/libespeak-ng.so")
    engine, problem = shelf.load_or_best("espeak/f1")
    assert engine.info.key == "silent"
    assert problem is not None
    assert "apt install espeak-ng" in problem
    voices = shelf.list_voices()
    assert all(voice.problem for voice in voices[:-1])
    assert voices[-1].key == "silent"
