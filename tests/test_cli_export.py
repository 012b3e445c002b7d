"""``export`` as staff and other programs use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main
from reader.paths import shipped


@pytest.fixture
def profile(tmp_path: Path) -> list[str]:
    return ["--profile", str(tmp_path / "资料")]


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def _command(tmp_path: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    environment = {**os.environ, "PYTHONPATH": str(shipped())}
    return [
        sys.executable,
        "-W",
        "error",
        "-m",
        "reader",
        "--profile",
        str(tmp_path / "资料"),
        *arguments,
    ], environment


def test_the_list_says_what_can_be_recorded(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    assert main([*profile, "export", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "all       2021七宝镇上半年政府工作报告（约 49 分钟）"
    assert "1.3           上半年 三、全力推动智慧赋能，提升社会治理水平（约 6 分钟）" in lines
    assert "1.3.2           上半年 三、2 有序提升管理效能（约 2 分钟）" in lines
    rows = _json(capsys, *profile, "export", "--list", "--json", "--speed", "300")
    assert [row["scope"] for row in rows if row["level"] < 2] == ["all", "1", "2", "glossary"]
    assert rows[0] == {
        "scope": "all",
        "name": "2021七宝镇上半年政府工作报告",
        "level": 0,
        "characters": 8854,
        "minutes": 30,
        "recordings": rows[0]["recordings"],
    }
    assert len(rows[0]["recordings"]) == 15


def test_an_item_is_saved_in_a_new_folder(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "U盘" / "报告"
    found = _json(capsys, *profile, "export", "--scope", "1.5.3", "--out", str(out), "--json")
    assert list(found) == ["scope", "place", "files", "captions", "seconds"]
    assert (found["scope"], found["place"]) == ("1.5.3", str(out))
    assert sorted(found["files"]) == sorted(str(path) for path in out.iterdir())
    assert {Path(name).suffix for name in found["files"]} == {".mp3", ".srt", ".vtt", ".lrc"}
    assert 20 < found["seconds"] < 90
    assert found["captions"] > 5


def test_format_captions_and_speed_can_be_chosen(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    def save(*more: str) -> Any:
        return _json(capsys, *profile, "export", "--scope", "1.5.3", "--out", str(tmp_path), "--json", *more)

    wav = save("--format", "wav", "--captions", "none", "--speed", "300")
    assert [Path(name).suffix for name in wav["files"]] == [".wav"]
    lrc = save("--captions", "lrc，lrc", "--speed", "200")
    assert [Path(name).suffix for name in lrc["files"]] == [".lrc", ".mp3"]
    assert lrc["seconds"] > wav["seconds"]


def test_a_part_in_one_file_for_people(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    source = tmp_path / "别镇.txt"
    source.write_text("别镇工作报告\n开头。\n一、发展\n好。\n二、民生\n也好。\n", encoding="utf-8")
    arguments = [*profile, "--source", str(source), "export", "--scope", "all", "--out", str(tmp_path)]
    assert main([*arguments, "--one-file", "--captions", "srt"]) == 0
    out = capsys.readouterr()
    assert out.out.startswith(f"存好了：{tmp_path}，一共 2 个文件，能听 0 分 ")
    assert out.out.endswith("  别镇工作报告.mp3\n  别镇工作报告.srt\n")
    assert out.err == "", "no progress where nobody looks"
    assert main([*arguments, "--captions", "none"]) == 0
    assert sorted(os.listdir(tmp_path / "别镇工作报告")) == [
        "01 开头.mp3",
        "02 一、发展.mp3",
        "03 二、民生.mp3",
    ]


def test_an_own_reading_is_recorded_too(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "资料" / "config"
    folder.mkdir(parents=True)
    (folder / "lexicon.tsv").write_text("七宝\tqi2 bao4\t试试\n", encoding="utf-8")
    assert main([*profile, "spoken", "七宝镇", "--pinyin"]) == 0
    assert capsys.readouterr().out == "qi2 bao4 zhen4\n"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "--scope"),
        (["--scope", "all"], "--out"),
        (["--scope", "9.9", "--out", "."], "没有“9.9”这一部分"),
        (["--format", "ogg"], "“ogg”不是 mp3，也不是 wav"),
        (["--captions", "ass"], "“ass”不是 srt、vtt、lrc"),
        (["--captions", ""], "不是 srt、vtt、lrc"),
        (["--speed", "20"], "不是 100 到 300"),
    ],
)
def test_wrong_use(
    capsys: pytest.CaptureFixture[str], profile: list[str], arguments: list[str], problem: str
) -> None:
    assert main([*profile, "export", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert problem in captured.err


def test_a_folder_that_cannot_be_made_is_told(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    for out in (tmp_path / "文件", tmp_path / "文件" / "里面"):
        assert main([*profile, "export", "--scope", "1.5.3", "--out", str(out)]) == 1
        assert "建不了文件夹" in capsys.readouterr().err


def test_without_a_voice_nothing_is_made(tmp_path: Path) -> None:
    command, environment = _command(tmp_path, "export", "--scope", "1.5.3", "--out", str(tmp_path / "新"))
    environment["QIBAO_ESPEAK_LIBRARY"] = str(tmp_path / "没有.so")
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "apt install espeak-ng" in done.stderr.decode()
    assert not (tmp_path / "新").exists()


@pytest.mark.skipif(os.name != "posix", reason="uses a terminal of Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_progress_is_shown_on_a_terminal_and_ctrl_c_leaves_nothing(tmp_path: Path, number: int) -> None:
    out = tmp_path / "U盘"
    command, environment = _command(tmp_path, "export", "--scope", "all", "--out", str(out))
    terminal, end = os.openpty()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=end)
    os.close(end)
    seen = b""
    while "正在录：上半年 一".encode() not in seen:
        seen += os.read(terminal, 4096)
    assert b"%" in seen
    process.send_signal(number)
    stdout, _ = process.communicate(timeout=30)
    os.close(terminal)
    assert process.returncode == 130
    assert stdout == b""
    assert not out.exists()
