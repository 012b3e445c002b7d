"""Files that cannot be read: each is named, and the cure with it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from reader.errors import CorrectionsError, ReaderError, SourceError
from reader.paths import UserFolders, bundled_report, corrections_of, resources, shipped
from reader.source import load_corrections, load_report

_REPORT = "工作报告\n一、发展\n1、好。\n"


def _source(folder: Path, data: bytes) -> Path:
    path = folder / "报告.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoded",
    [
        _REPORT.encode(),
        b"\xef\xbb\xbf" + _REPORT.encode(),
        _REPORT.replace("\n", "\r\n").encode(),
        _REPORT.replace("\n", "\r").encode(),
    ],
)
def test_utf8_is_read_with_any_line_ends_and_byte_order_mark(tmp_path: Path, encoded: bytes) -> None:
    report = load_report(_source(tmp_path, encoded))
    assert [block.line for block in report.blocks] == [1, 2, 3]
    assert report.title == "工作报告"


_WHOLE = bundled_report().read_bytes()


@pytest.mark.parametrize(
    ("data", "problem", "cure"),
    [
        (b"", "是空的", "换一份完整的报告"),
        (b" \n\r\n\t ", "是空的", "换一份完整的报告"),
        (_WHOLE[:9001], "到第 82 行，在一个字的中间断了", "重新拷贝"),
        (_WHOLE[: _WHOLE.index("【名词解释】".encode())], "文件里却没有名词解释", "换一份完整的报告"),
        (_WHOLE[: _WHOLE.index(b"(4)10-04")], "没有对应的第 4 条", "补上这一条"),
        (_WHOLE[: _WHOLE.index("一、聚焦".encode())], "没有找到“一、”这样的章", "换一份完整的报告"),
        (_WHOLE.decode().encode("gb18030"), "GB 18030", "编码选 UTF-8"),
        (_WHOLE.decode().encode("utf-16"), "UTF-16", "编码选 UTF-8"),
        (_WHOLE.decode().encode("utf-16-be"), "UTF-16", "编码选 UTF-8"),
        (_WHOLE.decode().encode("utf-16-le"), "UTF-16", "编码选 UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff", "不是文字文件", "UTF-8"),
        (b"PK\x03\x04\x00\x00\x00\x00", "8|6 个控制字符", "UTF-8"),
        ("好\n".encode() + b"\xff\xff\xff", "第 2 行起有认不出的内容", "换一份完整的文件"),
        (b"a" * (20 * 1024 * 1024 + 1), "太大", "20 MB"),
        ("工作报告\n一、发展\n三、民生\n".encode(), "第 3 行", "补齐"),
    ],
)
def test_unreadable_reports_are_named_with_the_cure(
    tmp_path: Path, data: bytes, problem: str, cure: str
) -> None:
    path = _source(tmp_path, data)
    with pytest.raises(SourceError, match=problem) as caught:
        load_report(path)
    assert str(path) in str(caught.value)
    assert cure in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"找不到文件 .*没有\.txt。请"):
        load_report(tmp_path / "没有.txt")
    with pytest.raises(SourceError, match=r"是文件夹.*请"):
        load_report(tmp_path)


def test_a_name_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"打不开.*请"):
        load_report(tmp_path / ("长" * 400))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc")
def test_a_file_that_fails_while_it_is_read() -> None:
    with pytest.raises(SourceError, match=r"打不开.*请"):
        load_report(Path("/proc/self/mem"))


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = _source(tmp_path, _REPORT.encode())
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the superuser may read everything")
    with pytest.raises(SourceError, match=r"没有权限.*请"):
        load_report(path)


_HEADING = "where\tpublished\tshown\twhy\n"


def _load_with(folder: Path, corrections: str) -> str:
    path = _source(folder, _REPORT.encode())
    corrections_of(path).write_text(corrections, encoding="utf-8")
    return load_report(path).blocks[-1].text


def test_corrections_beside_the_report_are_applied(tmp_path: Path) -> None:
    assert _load_with(tmp_path, f"{_HEADING}\n1、\t好。\t“好”。\t丢了引号\n") == "1、“好”。"


@pytest.mark.parametrize(
    ("corrections", "problem"),
    [
        ("", "是空的"),
        ("一\t二\n", "第 1 行应是"),
        (f"{_HEADING}1、\t好。\t“好”。\n", "第 2 行应有四栏"),
        (f"{_HEADING}\n1、\t好。\t\t原因\n", "第 3 行应有四栏"),
        (f"{_HEADING}1、\t坏。\t好。\t原因\n", "第 2 行.*找不到"),
    ],
)
def test_wrong_corrections_are_named_with_the_cure(tmp_path: Path, corrections: str, problem: str) -> None:
    with pytest.raises(ReaderError, match=problem) as caught:
        _load_with(tmp_path, corrections)
    assert "报告.corrections.tsv" in str(caught.value)
    assert "请" in str(caught.value)


def test_the_truncated_report_with_its_corrections_beside_it_says_it_is_not_whole(tmp_path: Path) -> None:
    path = _source(tmp_path, _WHOLE[: _WHOLE.index("【名词解释】".encode())])
    shutil.copy(corrections_of(bundled_report()), corrections_of(path))
    with pytest.raises(CorrectionsError, match="不完整，请换一份完整的"):
        load_report(path)


def test_the_shipped_corrections_say_where_what_and_why() -> None:
    corrections = load_corrections(corrections_of(bundled_report()))
    assert [correction.row for correction in corrections] == list(range(2, 9))
    assert all(correction.published != correction.shown and correction.why for correction in corrections)


def test_what_ships_is_there() -> None:
    assert bundled_report().is_file()
    assert resources() == shipped() / "resources"
    assert resources().is_dir()


def test_user_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    profile = UserFolders.of_profile(Path("资料"))
    assert profile == UserFolders(*(tmp_path / "资料" / name for name in ("config", "data", "cache", "log")))
    assert not (tmp_path / "资料").exists()
    own = UserFolders.of_user()
    assert all("qibao-reader" in str(folder) for folder in (own.config, own.cache, own.log))
