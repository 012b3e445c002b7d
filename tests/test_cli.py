"""The command line as staff and other programs use it."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main
from reader.log import FILE_NAME, set_up_logging, take_down_logging
from reader.paths import shipped

_OTHER = """别镇工作报告
来源：别镇 发布时间：2022年1月2日
开头。
一、发展
概说。
1、电梯装好。真好。
总之，好。
名词解释
①电梯：升降机。
"""


@pytest.fixture
def profile(tmp_path: Path) -> list[str]:
    """Options that keep every file of the program in a folder of the test's."""
    return ["--profile", str(tmp_path / "资料")]


@pytest.fixture
def other(tmp_path: Path) -> str:
    """Another report."""
    path = tmp_path / "别镇.txt"
    path.write_text(_OTHER, encoding="utf-8")
    return str(path)


def _run(
    *arguments: str | bytes,
    stdin: bytes | None = b"",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own, with nothing of this one's locale."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LANG", "LC_", "PYTHON"))
    }
    environment |= {"PYTHONPATH": str(shipped()), **(env or {})}
    command = [sys.executable, "-W", "error", "-m", "reader", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, env=environment, cwd=cwd, timeout=60, check=False
    )


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Any:
    assert main(arguments) == status
    return json.loads(capsys.readouterr().out)


# -- outline ----------------------------------------------------------------------------------------------------------


def test_the_outline_of_the_report(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    outline = _json(capsys, *profile, "outline", "--json")
    assert list(outline) == ["title", "breadcrumb", "source", "published", "parts", "glossary"]
    assert outline["title"] == "2021七宝镇上半年政府工作报告"
    assert outline["breadcrumb"] == ["首页", "闵行区七宝镇人民政府", "重点工作"]
    assert outline["published"] == "2021-09-14"
    assert [part["title"] for part in outline["parts"]] == ["上半年主要工作回顾", "下半年主要工作安排"]
    assert [len(part["chapters"]) for part in outline["parts"]] == [5, 5]
    assert [sum(len(chapter["items"]) for chapter in part["chapters"]) for part in outline["parts"]] == [
        17,
        15,
    ]
    item = outline["parts"][0]["chapters"][0]["items"][0]
    assert item["title"] == "经济运行稳中有进"
    assert len(item["paragraphs"]) == 1
    assert item["paragraphs"][0].startswith("1、经济运行稳中有进。上半年，完成生产总值41亿元")
    assert len(outline["glossary"]) == 13


def test_the_shape_of_an_outline(capsys: pytest.CaptureFixture[str], profile: list[str], other: str) -> None:
    assert _json(capsys, "outline", "--json", "--source", other, *profile) == {
        "title": "别镇工作报告",
        "breadcrumb": [],
        "source": "别镇",
        "published": "2022-01-02",
        "parts": [
            {
                "title": "别镇工作报告",
                "paragraphs": ["开头。"],
                "chapters": [
                    {
                        "title": "发展",
                        "paragraphs": ["概说。"],
                        "items": [{"title": "电梯装好", "paragraphs": ["1、电梯装好。真好。"]}],
                    }
                ],
                "closing": ["总之，好。"],
            }
        ],
        "glossary": [
            {"number": 1, "term": "电梯", "meaning": "升降机。", "marker_block": 5, "marker_start": 2}
        ],
    }


def test_the_outline_for_people(
    capsys: pytest.CaptureFixture[str], profile: list[str], other: str, tmp_path: Path
) -> None:
    assert main([*profile, "--source", other, "outline"]) == 0
    assert capsys.readouterr().out == (
        "别镇工作报告\n别镇　2022-01-02\n\n别镇工作报告\n  一、发展\n    1、电梯装好\n\n名词解释\n  1、电梯\n"
    )
    bare = tmp_path / "简.txt"
    bare.write_text("题\n一、甲\n", encoding="utf-8")
    assert main([*profile, "--source", str(bare), "outline"]) == 0
    assert capsys.readouterr().out == "题\n\n题\n  一、甲\n"


# -- search -----------------------------------------------------------------------------------------------------------


def test_hits_as_json(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    found = _json(capsys, *profile, "search", "电梯", "--json")
    assert list(found) == ["query", "understood", "count", "hits"]
    assert (found["query"], found["understood"]) == ("电梯", None)
    assert found["count"] == len(found["hits"]) > 1
    for hit in found["hits"]:
        assert list(hit) == ["text", "excerpt", "part", "chapter", "item", "kind", "block", "start", "end"]
        assert hit["text"] == "电梯"
        assert hit["end"] - hit["start"] == 2
        assert "电梯" in hit["excerpt"]


def test_nothing_found_is_status_1(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    found = _json(capsys, *profile, "search", "--json", "龘龘龘", status=1)
    assert (found["query"], found["count"], found["hits"]) == ("龘龘龘", 0, [])
    assert main([*profile, "search", "龘龘龘"]) == 1
    assert "没有找到“龘龘龘”" in capsys.readouterr().out


def test_hits_for_people(capsys: pytest.CaptureFixture[str], profile: list[str], other: str) -> None:
    assert main([*profile, "--source", other, "search", "电梯"]) == 0
    assert capsys.readouterr().out == (
        "找到 2 处。\n"
        "\n别镇 · 一、发展（1 处）\n  1. 第 1 条：1、电梯装好。真好。\n"
        "\n名词解释（1 处）\n  2. ①电梯：升降机。\n"
    )
    assert (
        main([*profile, "--source", other, "search", "dianti", "--order", "relevance", "--limit", "1"]) == 0
    )
    out = capsys.readouterr().out
    assert out.startswith("按“电梯”查找。要照原样找“dianti”，请加上 --literal。\n找到 2 处。\n")
    assert out.endswith("只列出前 1 处。\n")
    for arguments, said in (
        (["dianti", "--literal"], "没有找到“dianti”。\n\n也可以试试：电梯"),
        (["真好", "--in", "headings"], "您选的范围（标题）里没有“真好”，整份报告里有 1 处。"),
        ([""], "请输入要找的字词。"),
    ):
        assert main([*profile, "--source", other, "search", *arguments]) == 1
        assert capsys.readouterr().out == f"{said}\n"


def test_what_it_may_have_been_is_offered(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    found = _json(capsys, *profile, "search", "看病", "--json")
    assert found["understood"]
    assert main([*profile, "search", "看病"]) == 0
    assert "\n也可以试试：" in capsys.readouterr().out


def _count(capsys: pytest.CaptureFixture[str], *arguments: str) -> int:
    main([*arguments, "--json"])
    return int(json.loads(capsys.readouterr().out)["count"])


def test_searches_can_be_narrowed(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    search = [*profile, "search"]
    everywhere = _count(capsys, *search, "七宝")
    areas = [_count(capsys, *search, "七宝", "--in", area) for area in ("text", "headings", "glossary")]
    assert everywhere == sum(areas)
    assert _count(capsys, *search, "七宝", "--in", "text", "--in", "headings") == areas[0] + areas[1]
    first = _count(capsys, *search, "七宝", "--under", "1")
    assert 0 < _count(capsys, *search, "七宝", "--under", "1.4") < first < everywhere
    assert _count(capsys, *search, "电梯", "敬老院", "--mode", "any") == 6
    assert _count(capsys, *search, "签约", "电梯") > _count(
        capsys, *search, "签约", "电梯", "--mode", "phrase"
    )
    assert _count(capsys, *search, "电梯", "--without", "龘", "--without", "dianti") == 0


@pytest.mark.parametrize(
    "named",
    [
        "1.4",
        "１．４",
        " 1.4. ",
        "全力增进民生福祉，共享改革发展成果",
        "民生福祉",
        "民生 福祉",
        "民生福祉，",
        "“民生福祉”",
        "改革發展",
    ],
)
def test_a_chapter_can_be_named_in_many_ways(
    capsys: pytest.CaptureFixture[str], profile: list[str], named: str
) -> None:
    found = _json(capsys, *profile, "search", "电梯", "--under", named, "--json")
    assert [hit["item"] for hit in found["hits"]] == ["扎实推进实事项目"]


@pytest.mark.parametrize(
    ("named", "problem", "listed"),
    [
        ("提升", "有“提升”的不止一处", ["1.1", "1.2", "1.3", "2.5"]),
        ("9.9", "没有“9.9”这一部分或这一章", ["1", "1.4", "2", "2.5"]),
        ("", "没有“”", ["1", "2"]),
        ("\udcff", "没有“�”", ["1"]),
        ("\x1b[31m", "没有“ [31m”", ["1"]),
        ("章" * 10_000, f"没有“{'章' * 32}”", ["1"]),
    ],
)
def test_a_chapter_that_is_not_there_is_told_with_those_that_are(
    capsys: pytest.CaptureFixture[str], profile: list[str], named: str, problem: str, listed: list[str]
) -> None:
    assert main([*profile, "search", "电梯", "--under", named]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(problem)
    rows = [line.split()[0] for line in captured.err.splitlines()[1:]]
    assert set(listed) <= set(rows)
    assert (len(rows) == len(listed)) == (named == "提升")


def test_what_the_options_leave_out_is_told_beside_the_json(
    capsys: pytest.CaptureFixture[str], profile: list[str]
) -> None:
    assert main([*profile, "search", "电梯", "--in", "headings", "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["hits"] == []
    assert "整份报告里有 2 处" in captured.err


def test_json_lists_as_many_as_are_wanted_and_counts_all(
    capsys: pytest.CaptureFixture[str], profile: list[str]
) -> None:
    found = _json(capsys, *profile, "search", "七宝", "--limit", "3", "--json")
    assert len(found["hits"]) == 3 < found["count"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "*",
        "\"'",
        "a" * 10_000,
        "-- AND (",
        "\x00",
        "😀",
        "\udcff\udcfe",
        "\ud800",
        "\x1b[31m",
        "[a-",
        "((((",
        "？",
    ],
)
def test_no_query_is_an_error(capsys: pytest.CaptureFixture[str], profile: list[str], query: str) -> None:
    assert _json(capsys, *profile, "search", "--json", "--", query, status=1)["count"] == 0
    assert main([*profile, "search", "--without", query, "--", query]) == 1
    captured = capsys.readouterr()
    assert captured.out.encode()
    assert "\x1b" not in captured.out


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.skipif(os.name == "nt", reason="the console decides")
@pytest.mark.parametrize(("term", "is_lit"), [("xterm", True), ("dumb", False)])
def test_found_words_are_marked_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, profile: list[str], other: str, term: str, is_lit: bool
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", term)
    assert main([*profile, "--source", other, "search", "电梯", "真好"]) == 0
    lit = "1、\x1b[1;4m电梯\x1b[0m装好。\x1b[1;4m真好\x1b[0m。"
    assert (lit in terminal.getvalue()) is is_lit
    assert ("1、电梯装好。真好。" in terminal.getvalue()) is not is_lit


def test_a_cache_that_cannot_be_written_is_told_and_search_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, other: str
) -> None:
    (tmp_path / "占着").write_text("不是文件夹", encoding="utf-8")
    assert main(["--profile", str(tmp_path / "占着"), "--source", other, "search", "电梯"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("找到")
    assert str(tmp_path / "占着") in captured.err


# -- spoken -----------------------------------------------------------------------------------------------------------


def test_the_fifteen_tools_as_json(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    config = Path(profile[1]) / "config"
    config.mkdir(parents=True)
    (config / "settings.json").write_text('{"zoom": 200, "speed": "fast"}', encoding="utf-8")
    assert main([*profile, "tools", "--json"]) == 0
    out, err = capsys.readouterr()
    assert "语速" in err
    tools = json.loads(out)
    assert len(tools) == 15
    assert all(set(tool) == {"key", "name", "shortcuts", "help", "options", "value"} for tool in tools)
    by_key = {tool["key"]: tool for tool in tools}
    assert (by_key["zoom_in"]["value"], by_key["zoom_out"]["value"], by_key["speed"]["value"]) == (
        200,
        200,
        180,
    )
    assert by_key["help"]["value"] is None
    scheme = by_key["colours"]["options"][0]
    assert {"value": "yellow_on_black", "label": "黑底黄字"} in scheme["choices"]
    for tool in tools:
        for option in tool["options"]:
            assert option["value"] == (200 if option["key"] == "zoom" else option["default"])


def test_the_fifteen_tools_for_people(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    assert main([*profile, "tools"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("读屏专用（")
    assert "    配色：原色" in lines


def test_a_wish_that_cannot_be_opens_nothing(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    assert main([*profile, "open", "--with", "zoom=9"]) == 2
    assert "50 到 300" in capsys.readouterr().err


def test_what_would_be_said(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    assert main([*profile, "spoken", "闵行，增长15%"]) == 0
    assert capsys.readouterr().out == "闵行，增长百分之十五\n"
    assert main([*profile, "spoken", "闵行，增长15%", "--pinyin"]) == 0
    assert capsys.readouterr().out == "min3 hang2 zeng1 zhang3 bai3 fen1 zhi1 shi2 wu3\n"
    assert _json(capsys, *profile, "spoken", "41亿元\n七莘路", "--json") == [
        {"text": "41亿元", "spoken": "四十一亿元", "pinyin": "si4 shi2 yi1 yi4 yuan2"},
        {"text": "七莘路", "spoken": "七莘路", "pinyin": "qi1 xin1 lu4"},
    ]


def test_a_line_in_a_line_out(tmp_path: Path) -> None:
    lines = (
        b"\xef\xbb\xbf41\xe4\xba\xbf\n\n  \r\n\xff\xfe\x8b\n-5\xe2\x84\x83\na\rb\x0bc\xe2\x80\xa8d\x00\nend"
    )
    done = _run("--profile", str(tmp_path), "spoken", stdin=lines)
    assert done.returncode == 0
    assert done.stderr == b""
    out = done.stdout.decode().split("\n")
    assert len(out) == 8
    assert out[:2] == ["四十一亿", ""]
    assert out[4] == "零下五摄氏度"
    assert out[7] == ""


def test_text_that_begins_with_a_dash(capsys: pytest.CaptureFixture[str], profile: list[str]) -> None:
    assert main([*profile, "spoken", "--", "-5℃"]) == 0
    assert capsys.readouterr().out == "零下五摄氏度\n"


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    done = _run(b"spoken", b"\xff\xe4\xb8\x83\xe5\xae\x9d", b"--json", b"--profile", os.fsencode(tmp_path))
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["text"] == "�七宝"


# -- speak ------------------------------------------------------------------------------------------------------------


def test_speech_is_saved_with_the_moment_of_every_character(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    text = "增长15%。\n七宝"
    out, marks = tmp_path / "声音.wav", tmp_path / "时刻.json"
    said = _json(capsys, *profile, "speak", text, "--out", str(out), "--marks", str(marks), "--json")
    rows = json.loads(marks.read_text(encoding="utf-8"))
    assert all(list(row) == ["start", "length", "ms"] for row in rows)
    assert [text[row["start"] : row["start"] + row["length"]] for row in rows] == [
        *"增长",
        *["15%"] * 5,
        *"七宝",
    ]
    moments = [row["ms"] for row in rows]
    assert moments == sorted(moments)
    with wave.open(str(out)) as file:
        seconds = file.getnframes() / file.getframerate()
        assert any(file.readframes(file.getnframes()))
    assert moments[-1] / 1000 < seconds
    assert said == {"out": str(out), "marks": str(marks), "count": 9, "seconds": round(seconds, 3)}


def test_slower_speech_is_longer_and_marks_may_be_left_out(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    out = str(tmp_path / "a.wav")
    slow = _json(capsys, *profile, "speak", "七宝镇", "--out", out, "--speed", "100", "--json")
    fast = _json(capsys, *profile, "speak", "七宝镇", "--out", out, "--speed", "300", "--json")
    assert slow["seconds"] > fast["seconds"]
    assert slow["marks"] is None
    assert main([*profile, "speak", "七宝镇", "--out", out]) == 0
    assert f"声音写进了 {out}，共 3 个字" in capsys.readouterr().out


def test_speech_from_standard_input(tmp_path: Path) -> None:
    out, marks = tmp_path / "a.wav", tmp_path / "a.json"
    done = _run(
        "--profile",
        str(tmp_path),
        "speak",
        "--out",
        str(out),
        "--marks",
        str(marks),
        stdin="七\r\n\r\n宝".encode(),
    )
    assert done.returncode == 0
    assert [row["start"] for row in json.loads(marks.read_text(encoding="utf-8"))] == [0, 5]


@pytest.mark.parametrize("text", ["", "  \n", "——"])
def test_nothing_to_say_is_wrong_use(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path, text: str
) -> None:
    assert main([*profile, "speak", text, "--out", str(tmp_path / "a.wav")]) == 2
    assert "没有念得出来的字" in capsys.readouterr().err
    assert list(tmp_path.glob("*.wav")) == []


def test_one_file_for_sound_and_marks_is_wrong_use(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    out = str(tmp_path / "a.wav")
    assert main([*profile, "speak", "好", "--out", out, "--marks", out]) == 2
    assert "同一个文件" in capsys.readouterr().err


def test_what_is_no_plain_file_is_never_replaced(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    pipe, link, target = tmp_path / "管道", tmp_path / "连到", tmp_path / "a.wav"
    os.mkfifo(pipe)
    for arguments in (["--out", str(pipe)], ["--out", str(target), "--marks", str(pipe)], ["--out", ""]):
        assert main([*profile, "speak", "好", *arguments]) == 2
        assert "不是普通文件" in capsys.readouterr().err
    assert pipe.is_fifo()
    assert not target.exists()
    link.symlink_to(target)
    assert main([*profile, "speak", "好", "--out", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"RIFF")
    assert main([*profile, "speak", "好", "--out", str(link), "--marks", str(target)]) == 2


def test_a_folder_that_is_not_there_is_told(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "没有" / "a.wav"
    assert main([*profile, "speak", "好", "--out", str(out)]) == 1
    assert str(out) in capsys.readouterr().err


def test_without_a_voice_nothing_silent_is_saved(tmp_path: Path) -> None:
    out = tmp_path / "a.wav"
    env = {"QIBAO_ESPEAK_LIBRARY": str(tmp_path / "没有.so")}
    done = _run("--profile", str(tmp_path), "speak", "好", "--out", str(out), env=env)
    assert done.returncode == 1
    assert "apt install espeak-ng" in done.stderr.decode()
    assert not out.exists()


# -- check ------------------------------------------------------------------------------------------------------------

_PARTS = ["报告", "朗读的声音", "查找", "字体", "图标", "配色", "声音设备"]


def test_the_check_asks_every_part(tmp_path: Path) -> None:
    done = _run("--profile", str(tmp_path), "check", "--json")
    findings = json.loads(done.stdout)
    assert [finding["name"] for finding in findings] == _PARTS
    assert all(list(finding) == ["name", "ok", "detail", "cure"] for finding in findings)
    assert all(finding["ok"] for finding in findings[:6]), findings
    assert all(finding["detail"] and finding["ok"] == (finding["cure"] == "") for finding in findings)
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_missing_voice_fails_the_check_and_a_missing_sound_device_does_not(tmp_path: Path) -> None:
    nowhere = {"PULSE_SERVER": "/nowhere", "ALSA_CONFIG_PATH": "/nowhere"}
    done = _run("--profile", str(tmp_path), "check", env=nowhere)
    assert done.returncode == 0
    assert "缺  声音设备：没有找到\n    请插好音箱或耳机" in done.stdout.decode()
    mute = _run("--profile", str(tmp_path), "check", env={**nowhere, "QIBAO_ESPEAK_LIBRARY": "/nowhere.so"})
    assert mute.returncode == 1
    assert "缺  朗读的声音" in mute.stdout.decode()
    assert "apt install espeak-ng" in mute.stdout.decode()


def test_an_installation_that_lost_its_files_is_found_out(tmp_path: Path) -> None:
    shutil.copytree(shipped() / "reader", tmp_path / "reader", ignore=shutil.ignore_patterns("__pycache__"))
    done = _run(
        "--profile", str(tmp_path), "check", "--json", env={"PYTHONPATH": str(tmp_path)}, cwd=tmp_path
    )
    findings = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert done.returncode == 1
    for name in ("报告", "朗读的声音", "查找", "字体", "图标", "配色"):
        assert not findings[name]["ok"]
        assert "请" in findings[name]["cure"]
    assert done.stderr == b""


def test_a_broken_font_a_broken_icon_and_a_lost_index_are_named(tmp_path: Path) -> None:
    for folder in ("reader", "data", "resources"):
        shutil.copytree(shipped() / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "build" / "index").mkdir(parents=True)
    (tmp_path / "resources" / "fonts" / "QibaoSansSC-Bold.otf").write_bytes(b"no font")
    (tmp_path / "resources" / "icons" / "reset.svg").write_text("no icon", encoding="utf-8")
    done = _run(
        "--profile", str(tmp_path), "check", "--json", env={"PYTHONPATH": str(tmp_path)}, cwd=tmp_path
    )
    findings = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert done.returncode == 1
    assert "QibaoSansSC-Bold.otf" in findings["字体"]["detail"]
    assert findings["图标"]["detail"] == "缺了或坏了：reset"
    assert findings["查找"]["detail"] == "随程序带来的查找索引不见了，已经自动重新建好，查找照常可用。"
    assert "make setup" in findings["查找"]["cure"]


# -- streams ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "locale", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}]
)
def test_output_is_utf8_in_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    done = _run("--profile", str(tmp_path), "spoken", "15%", env=locale)
    assert done.stdout.decode() == "百分之十五\n"
    failed = _run("--profile", str(tmp_path), "--source", "/没有", "outline", env=locale)
    assert "找不到文件 /没有" in failed.stderr.decode()


def test_headless_commands_never_load_qt(tmp_path: Path) -> None:
    script = (
        "import sys; from reader.cli import main; main(sys.argv[1:]); "
        "print([name for name in sys.modules if 'PySide' in name])"
    )
    for arguments in (["outline"], ["search", "电梯"], ["spoken", "七宝"], ["tools"]):
        done = subprocess.run(
            [sys.executable, "-c", script, "--profile", str(tmp_path), *arguments],
            capture_output=True, cwd=shipped(), timeout=60, check=True,
        )  # fmt: skip
        assert done.stdout.decode().endswith("[]\n")


@pytest.mark.skipif(os.name != "posix", reason="uses a shell")
@pytest.mark.parametrize(
    ("shell", "status", "out", "err"),
    [
        ('"$@" spoken <&-', 0, b"", b""),
        ('"$@" spoken --json <&-', 0, b"[]\n", b""),
        ('"$@" spoken 15% >&- 2>&-', 1, b"", b""),
        ('"$@" search 电梯 2>/dev/null >&-', 1, b"", b""),
        ('"$@" speak --out /dev/null/x 好 >&- 2>&-', 1, b"", b""),
        (
            '"$@" check 2>&1 >&-',
            1,
            "结果没有地方写，因为标准输出关着。请打开它，或者把结果写进文件。\n".encode(),
            b"",
        ),
        ('"$@" nonsense 2>&-', 2, b"", b""),
        ('"$@" --source /nowhere outline 2>&-', 1, b"", b""),
        ('yes 15% | "$@" spoken | head -n 1', 0, "百分之十五\n".encode(), b""),
        ('"$@" outline --json | true; exit ${PIPESTATUS[0]}', 0, b"", b""),
        ('"$@" outline > /dev/full', 1, b"", "结果写不出去。请看看磁盘是不是满了。\n".encode()),
    ],
)
def test_closed_broken_and_full_streams(
    tmp_path: Path, shell: str, status: int, out: bytes, err: bytes
) -> None:
    command = [sys.executable, "-m", "reader", "--profile", str(tmp_path)]
    done = subprocess.run(
        ["bash", "-c", shell, "bash", *command], capture_output=True, cwd=shipped(), timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (status, out, err)


def test_it_runs_from_any_folder(tmp_path: Path, other: str) -> None:
    folder = tmp_path / "别处"
    folder.mkdir()
    done = _run("--profile", "资料", "--source", f"../{Path(other).name}", "search", "电梯", cwd=folder)
    assert done.returncode == 0
    assert (folder / "资料" / "cache").is_dir()
    assert {path.name for path in folder.iterdir()} == {"资料"}


# -- wrong use and failure --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["没有"], "没有“没有”这个命令"),
        (["search"], "还缺：要找的话。\n"),
        (["search", "-5℃"], "还缺：要找的话。文字以“-”开头时，前面加上 --，例如：-- -5℃。\n"),
        (["search", "气温", "-5℃", "--json"], "不认识“-5℃”。文字以“-”开头时，前面加上 --，例如：-- -5℃。\n"),
        (["speak", "--out", "x.wav", f"--{'好' * 99}"], f"例如：-- --{'好' * 14}…。\n"),
        (["outline", "多余", "--", "-5℃"], "不认识“多余 -- -5℃”。\n"),
        (["search", "好", "--mode", "exact"], "--mode：“exact”不是 all、phrase、any 中的一个"),
        (["search", "好", "--in", "正文"], "--in：“正文”不是 text、headings、glossary 中的一个"),
        (["search", "好", "--order", ""], "--order：“”不是 place、relevance 中的一个"),
        (["search", "好", "--limit", "0"], "--limit：“0”不是 1 以上的整数"),
        (["search", "好", "--limit", "9" * 5000], "不是 1 以上的整数"),
        (["search", "好", "--under"], "--under 后面要写上内容"),
        (["outline", "多余"], "不认识“多余”"),
        (["outline", "--sou", "x"], "不认识“--sou x”"),
        (["outline", "--source"], "--source 后面要写上内容"),
        (["outline", "--json=1"], "--json 后面不要写“1”"),
        (["open", "--json"], "不认识“--json”"),
        (["speak", "好"], "还缺：--out"),
        (["speak", "好", "--out", "a.wav", "--speed", "99"], "--speed：“99”不是 100 到 300 之间的整数"),
        (["speak", "好", "--out", "a.wav", "--speed", "快"], "“快”不是 100 到 300 之间的整数"),
        (["tour"], "还缺：--out"),
    ],
)
def test_wrong_use_is_status_2_in_plain_chinese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert problem in captured.err
    assert "--help" in captured.err
    assert not any(word in captured.err for word in ("usage", "argument", "error", "required"))


@pytest.mark.parametrize(
    "command", ["", "open", "outline", "search", "spoken", "speak", "tour", "tools", "check"]
)
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([*command.split(), "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"用法：qibao-reader {command}".rstrip())
    assert not any(word in out for word in ("usage", "optional", "positional", "show this"))
    assert all(option in out for option in ("--profile", "--source", "--debug", "--help"))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("七宝读报 ")


def test_options_count_before_and_after_the_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, other: str
) -> None:
    for arguments in (
        ["--source", other, "outline"],
        ["outline", "--source", other],
        ["--source", "x", "outline", "--source", other],
    ):
        assert main([*arguments, "--profile", str(tmp_path)]) == 0
        assert capsys.readouterr().out.startswith("别镇工作报告")


def test_a_failure_is_told_in_chinese_without_a_traceback(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path
) -> None:
    missing = str(tmp_path / "没有.txt")
    for command in (["outline"], ["outline", "--json"], ["search", "电梯"]):
        assert main([*profile, *command, "--source", missing]) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err == f"找不到文件 {missing}。请看看文件名对不对；要是安装时丢了，请重新安装。\n"
    assert not (tmp_path / "资料" / "log").exists()


def test_with_debug_the_traceback_goes_to_the_log(profile: list[str], tmp_path: Path) -> None:
    done = _run(*profile, "--debug", "--source", "/没有", "outline")
    assert done.returncode == 1
    log = (tmp_path / "资料" / "log" / FILE_NAME).read_text(encoding="utf-8")
    assert "FileNotFoundError" in log
    assert "Traceback" in log


def test_a_file_name_that_is_no_text_can_still_be_told(tmp_path: Path) -> None:
    done = _run(b"--profile", os.fsencode(tmp_path), b"outline", b"--source", b"/\xff\xfe")
    assert done.returncode == 1
    assert "找不到文件 /".encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_error_nobody_expected_is_told_and_logged(
    capsys: pytest.CaptureFixture[str], profile: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise ZeroDivisionError("七宝")

    monkeypatch.setattr("reader.commands.outline.print_outline", fail)
    assert main([*profile, "outline"]) == 1
    log = tmp_path / "资料" / "log" / FILE_NAME
    assert str(log) in capsys.readouterr().err
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("command", "buffering"), [("outline", ""), ("outline", "1"), ("--help", ""), ("--version", "")]
)
def test_output_that_cannot_be_written_is_told(tmp_path: Path, command: str, buffering: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(shipped()), "PYTHONUNBUFFERED": buffering}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "--profile", str(tmp_path), command],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "结果写不出去。请看看磁盘是不是满了。\n"


def test_interrupting_is_quiet(
    capsys: pytest.CaptureFixture[str], profile: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.commands.outline.print_outline", interrupt)
    assert main([*profile, "outline"]) == 130
    assert capsys.readouterr() == ("", "")


# -- the log ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def _logging_ends() -> Iterator[None]:
    yield
    take_down_logging()


@pytest.mark.usefixtures("_logging_ends")
def test_the_log_is_small_and_made_when_there_is_something_to_say(tmp_path: Path) -> None:
    folder = tmp_path / "日志"
    set_up_logging(folder, debug=False)
    log = logging.getLogger("reader.test")
    log.debug("细节")
    assert not folder.exists()
    for _ in range(400):
        log.info("字" * 1000)
    assert {path.name for path in folder.iterdir()} == {FILE_NAME, f"{FILE_NAME}.1"}
    assert all(path.stat().st_size <= 256 * 1024 for path in folder.iterdir())


@pytest.mark.usefixtures("_logging_ends")
def test_a_log_that_cannot_be_written_is_not_missed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "占着").write_text("", encoding="utf-8")
    set_up_logging(tmp_path / "占着" / "日志", debug=False)
    logging.getLogger("reader.test").error("还在")
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.usefixtures("_logging_ends")
def test_a_log_on_a_full_disk_ends_quietly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).symlink_to("/dev/full")
    set_up_logging(tmp_path, debug=False)
    logging.getLogger("reader.test").error("写不下")
    take_down_logging()
    assert capsys.readouterr() == ("", "")


def test_a_damaged_table_of_readings_is_told_briefly(
    profile: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    table = Path(profile[-1]) / "config" / "lexicon.tsv"
    table.parent.mkdir(parents=True)
    table.write_bytes(b"\xff\n" * 50 + "浜\tbang1\t工作人员\n".encode())
    assert main([*profile, "spoken", "浜", "--pinyin"]) == 0
    told = capsys.readouterr()
    assert told.out == "bang1\n"
    assert len(told.err.splitlines()) == 4
    assert "47" in told.err
