from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SearchIndexError
from reader.paths import resources
from reader.search.fold import Folding, read_rows

_FOLDING = Folding.read(resources() / "search" / "folding.tsv")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("電梯", "电梯"),
        ("臺灣閔行區", "台湾闵行区"),
        ("ＡＢｃ１２％", "abc12%"),
        ("Ｌift", "lift"),
        ("敬 老\u3000院\n", "敬老院"),
        ("“三长”‘甲’《乙》「丙」【丁】", "三长甲乙丙丁"),
        ("373地块①项目", "373地块项目"),
        ("党建领航·红色物业", "党建领航红色物业"),
        ("7×24", "7x24"),
        ("二〇二一", "二零二一"),
        ("a\u200bb\ufeffc\u00add\x00e", "abcde"),
        ("ab\ud800c", "abc"),
        ("，。、", ",。、"),
        ("10—04", "10-04"),
        ("İstanbul", "İstanbul"),
        ("😀", "😀"),
        ("", ""),
    ],
)
def test_what_looks_different_but_reads_the_same_folds_to_the_same(written: str, folded: str) -> None:
    assert _FOLDING.fold(written).text == folded


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_every_folded_character_knows_where_it_stood(text: str) -> None:
    folded = _FOLDING.fold(text)
    assert len(folded.text) == len(folded.plain) == len(folded.offsets)
    assert list(folded.offsets) == sorted(set(folded.offsets))
    assert folded.plain == "".join(text[i] for i in folded.offsets)
    assert "".join(_FOLDING.fold(text[i]).text for i in folded.offsets) == folded.text


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = _FOLDING.fold(text).text
    assert _FOLDING.fold(once).text == once


def test_a_range_covers_what_was_skipped_inside_it() -> None:
    folded = _FOLDING.fold("整合“社区云”等")
    start = folded.text.index("社区云")
    assert folded.range_of(start, start + 3) == (3, 6)
    assert folded.range_of(start - 1, start + 4) == (1, 8)


def test_a_missing_table_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match=r"folding\.tsv"):
        Folding.read(tmp_path / "folding.tsv")


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", "发\n".encode(), "发\t\n".encode(), "发\t發\t髮\n".encode()]
)
def test_a_wrong_row_names_the_file(tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "table.tsv"
    table.write_bytes(content)
    with pytest.raises(SearchIndexError, match=r"table\.tsv"):
        read_rows(table, 2)


def test_a_wrong_row_is_quoted_in_part_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text(f"# 说明\n发\t髮\n{'字' * 10_000}\n", encoding="utf-8")
    with pytest.raises(SearchIndexError) as told:
        read_rows(table, 2)
    assert str(told.value) == f"查找用的字表 {table} 第 3 行不对：{'字' * 32}…。请改正，或重新安装本程序。"


def test_a_row_can_be_wrong_for_what_it_says(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("发\t髮\n", encoding="utf-8")
    assert read_rows(table, 2, lambda row: row[1] == "髮") == [["发", "髮"]]
    with pytest.raises(SearchIndexError, match="第 1 行不对：发　髮。"):
        read_rows(table, 2, lambda row: row[1] == "发")


@pytest.mark.parametrize("content", ["", "\n\n", "# 说明\n"])
def test_an_empty_table_is_told(tmp_path: Path, content: str) -> None:
    table = tmp_path / "readings.tsv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(SearchIndexError, match=r"readings\.tsv 是空的"):
        read_rows(table, 2)


def test_comments_and_empty_lines_are_no_rows(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("# 说明\n\n发\t發髮\n", encoding="utf-8")
    assert read_rows(table, 2) == [["发", "發髮"]]
