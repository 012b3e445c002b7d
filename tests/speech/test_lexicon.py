"""The lexicon, as staff may write it, and as it is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.speech.pinyin.lexicon import Lexicon

_SHIPPED = Path(__file__).parents[2] / "resources" / "speech" / "lexicon.tsv"


def _write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_every_shipped_row_is_good_and_names_its_source() -> None:
    assert Lexicon.load([_SHIPPED]).problems == ()


def test_no_shipped_phrase_stands_twice() -> None:
    rows = [line for line in _SHIPPED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    phrases = [row.split("\t")[0] for row in rows]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("闵行\tmin3 hang2", "三栏"),
        ("闵行\tmin3 hang2\t", "三栏"),
        ("闵行\tmin3 háng\t地名", "háng"),
        ("闵行\tmin3 hang6\t地名", "hang6"),
        ("闵行区\tmin3 hang2\t地名", "3 个字"),
        ("闵，行\tmin3 hang2 xing2\t地名", "只能有汉字"),
        ("闵" * 41 + "\t" + " ".join(["min3"] * 41) + "\t地名", "太长"),
    ],
)
def test_a_bad_row_is_skipped_and_named(tmp_path: Path, row: str, problem: str) -> None:
    path = _write(tmp_path / "own.tsv", "# 注", "", row, "七莘路\tqi1 xin1 lu4\t地名")
    lexicon = Lexicon.load([path])
    assert list(lexicon.entries) == ["七莘路"]
    (said,) = lexicon.problems
    assert said.startswith("读音表 own.tsv 第 3 行：")
    assert problem in said


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tsv"
    damaged.write_bytes(b"\xff\xfe\x00")
    lexicon = Lexicon.load([damaged, tmp_path / "missing.tsv"])
    assert [problem.split()[1] for problem in lexicon.problems] == ["damaged.tsv", "missing.tsv"]
    assert lexicon.matches("闵行") == ()


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes("\ufeff闵行\tmin3 hang2\t地名\r\n".encode())
    assert Lexicon.load([path]).matches("闵行") == ((0, 2, ("min3", "hang2")),)


def test_a_later_file_overrides_an_earlier_one(tmp_path: Path) -> None:
    first = _write(tmp_path / "a.tsv", "重庆\tzhong4 qing4\t错")
    second = _write(tmp_path / "b.tsv", "重庆\tchong2 qing4\t对")
    assert Lexicon.load([first, second]).entries["重庆"] == ("chong2", "qing4")


def test_the_longest_phrase_wins_from_the_left(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "a.tsv", "中风\tzhong4 feng1\tx", "中风险\tzhong1 feng1 xian3\tx", "高中\tgao1 zhong1\tx"
    )
    lexicon = Lexicon.load([path])
    assert lexicon.matches("中风险与中风") == (
        (0, 3, ("zhong1", "feng1", "xian3")),
        (4, 6, ("zhong4", "feng1")),
    )
    assert [match[:2] for match in lexicon.matches("高中风")] == [(0, 2)]


def test_latin_words_match_whole_and_in_any_case(tmp_path: Path) -> None:
    lexicon = Lexicon.load([_write(tmp_path / "a.tsv", "WiFi\twai1 fai1\t通行读音")])
    assert [match[:2] for match in lexicon.matches("连WIFI用wifi")] == [(1, 5), (6, 10)]
    assert lexicon.matches("WiFix") == lexicon.matches("xWiFi") == ()
