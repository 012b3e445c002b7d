"""What a voice pack's folder tells without being loaded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import VoiceError
from reader.speech.engines.pack import find_packs, read_pack

VITS = ("model.onnx", "lexicon.txt", "tokens.txt")
MATCHA = ("model-steps-3.onnx", "vocos-22khz-univ.onnx", "lexicon.txt", "tokens.txt")
DATA = ("phontab", "phonindex", "phondata", "intonations")
KOKORO = (
    "model.onnx", "voices.bin", "lexicon-us-en.txt", "lexicon-zh.txt", "tokens.txt",
    *(f"espeak-ng-data/{name}" for name in DATA),
)  # fmt: skip


def make(folder: Path, names: tuple[str, ...], toml: str | None = None) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"something")
    if toml is not None:
        (folder / "pack.toml").write_text(toml, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("names", "kind", "parts"),
    [
        (VITS, "vits", {"model": "model.onnx", "lexicon": "lexicon.txt", "tokens": "tokens.txt"}),
        (
            MATCHA,
            "matcha",
            {
                "model": "model-steps-3.onnx",
                "vocoder": "vocos-22khz-univ.onnx",
                "lexicon": "lexicon.txt",
                "tokens": "tokens.txt",
            },
        ),
        ((*VITS, "hifigan_v2.onnx"), "matcha", {"model": "model.onnx", "vocoder": "hifigan_v2.onnx"}),
        (
            KOKORO,
            "kokoro",
            {"voices": "voices.bin", "lexicon": "lexicon-zh.txt", "data": "espeak-ng-data"},
        ),
        ((*VITS, "model.int8.onnx"), "vits", {"model": "model.onnx"}),
        (("vits-aishell3.onnx", *VITS[1:]), "vits", {"model": "vits-aishell3.onnx"}),
        ((*MATCHA, *(f"espeak-ng-data/{name}" for name in DATA)), "matcha", {"data": "espeak-ng-data"}),
    ],
)
def test_published_packs_are_known_by_their_files(
    tmp_path: Path, names: tuple[str, ...], kind: str, parts: dict[str, str]
) -> None:
    pack = read_pack(make(tmp_path / "包", names))
    assert (pack.kind, pack.name, pack.speaker) == (kind, "包", 0)
    assert parts.items() <= {part: path.name for part, path in pack.parts.items()}.items()


def test_a_pack_may_tell_about_itself(tmp_path: Path) -> None:
    toml = 'name = " 小\\n燕 "\nnote = "女声"\nlicence = "Apache-2.0"\nspeaker = 3\nkind = "vits"\nmodel = "a.onnx"\n'
    pack = read_pack(make(tmp_path / "包", ("a.onnx", *VITS[1:]), toml))
    assert (pack.name, pack.detail, pack.speaker) == ("小 燕", "女声；Apache-2.0", 3)
    assert pack.parts["model"].name == "a.onnx"
    assert read_pack(make(tmp_path / "b", VITS, "name = 7")).name == "b"


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (("lexicon.txt", "tokens.txt"), "声音模型文件"),
        (("model.onnx", "tokens.txt"), "读音文件 lexicon.txt"),
        (("model.onnx", "lexicon.txt"), "音素表 tokens.txt"),
        (("model-steps-3.onnx", "lexicon.txt", "tokens.txt"), "声码器文件"),
        ((*VITS, "voices.bin"), "数据文件夹 espeak-ng-data"),
        (KOKORO[:-1], "数据文件夹 espeak-ng-data"),
    ],
)
def test_what_is_missing_is_named_with_the_cure(tmp_path: Path, names: tuple[str, ...], missing: str) -> None:
    with pytest.raises(VoiceError, match=f"声音包“包”.*{missing}.*请重新复制整个声音包"):
        read_pack(make(tmp_path / "包", names))


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("name = ", "pack.toml 读不了"),
        ("a" * 100_000, "pack.toml 读不了"),
        ('kind = "piper"', "种类 'piper' 不认识"),
        ("speaker = -1", "speaker"),
        ('speaker = "one"', "speaker"),
        ("speaker = true", "speaker"),
        ("model = 3", "model 应当是文件名"),
        ('model = "a\\u0000b"', "model 应当是文件名"),
        ('model = "nowhere.onnx"', "缺少或读不了"),
        ('kind = "matcha"', "缺少声码器文件"),
    ],
)
def test_a_wrong_description_is_told(tmp_path: Path, toml: str, told: str) -> None:
    with pytest.raises(VoiceError, match=f"声音包“包”.*{told}.*请"):
        read_pack(make(tmp_path / "包", VITS, toml))


def test_a_description_in_another_encoding_is_told(tmp_path: Path) -> None:
    folder = make(tmp_path / "包", VITS)
    (folder / "pack.toml").write_bytes('name = "小燕"'.encode("gb18030"))
    with pytest.raises(VoiceError, match="读不了"):
        read_pack(folder)
    (folder / "pack.toml").write_bytes(b"\xef\xbb\xbf" + 'name = "小燕"'.encode())
    assert read_pack(folder).name == "小燕"


@pytest.mark.parametrize("where", ["../outside.onnx", "/etc/hostname"])
def test_no_file_outside_the_pack_is_touched(tmp_path: Path, where: str) -> None:
    (tmp_path / "outside.onnx").write_bytes(b"secret")
    with pytest.raises(VoiceError, match="不在声音包的文件夹里面"):
        read_pack(make(tmp_path / "包", VITS, f'model = "{where}"'))


def test_a_link_out_of_the_pack_is_refused_and_one_within_followed(tmp_path: Path) -> None:
    folder = make(tmp_path / "包", VITS)
    (tmp_path / "outside.onnx").write_bytes(b"secret")
    (folder / "model.onnx").unlink()
    (folder / "model.onnx").symlink_to(tmp_path / "outside.onnx")
    with pytest.raises(VoiceError, match="不在声音包的文件夹里面"):
        read_pack(folder)
    (folder / "model.onnx").unlink()
    (folder / "real.bin").write_bytes(b"voice")
    (folder / "model.onnx").symlink_to("real.bin")
    assert read_pack(folder).parts["model"].name == "real.bin"
    (folder / "model.onnx").unlink()
    (folder / "model.onnx").symlink_to("model.onnx")
    with pytest.raises(VoiceError, match="缺少或读不了"):
        read_pack(folder)


def test_folders_pipes_empty_and_huge_files_are_refused(tmp_path: Path) -> None:
    folder = make(tmp_path / "包", VITS)
    model = folder / "model.onnx"
    model.unlink()
    model.mkdir()
    with pytest.raises(VoiceError, match="不是文件"):
        read_pack(folder)
    model.rmdir()
    os.mkfifo(model)
    with pytest.raises(VoiceError, match="不是文件"):
        read_pack(folder)
    model.unlink()
    model.touch()
    with pytest.raises(VoiceError, match="是空的"):
        read_pack(folder)
    os.truncate(model, 3 << 30)
    with pytest.raises(VoiceError, match="太大"):
        read_pack(folder)


def test_empty_data_files_are_told(tmp_path: Path) -> None:
    folder = make(tmp_path / "包", KOKORO)
    os.truncate(folder / "espeak-ng-data" / "phontab", 0)
    with pytest.raises(VoiceError, match=r"espeak-ng-data是空的（phontab）"):
        read_pack(folder)


def test_packs_are_found_by_name_and_the_first_folder_counts(tmp_path: Path) -> None:
    for name in ("a/乙", "a/甲", "b/甲", "b/丙", "b/.git"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a" / "note.txt").touch()
    found = find_packs((tmp_path / "a", tmp_path / "nowhere", tmp_path / "b"))
    assert found == (tmp_path / "b" / "丙", tmp_path / "a" / "乙", tmp_path / "a" / "甲")


def test_the_stamp_changes_with_the_files(tmp_path: Path) -> None:
    folder = make(tmp_path / "包", VITS)
    before = read_pack(folder).stamp()
    assert read_pack(folder).stamp() == before
    (folder / "tokens.txt").write_bytes(b"something else")
    assert read_pack(folder).stamp() != before
