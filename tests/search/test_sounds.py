from __future__ import annotations

from pathlib import Path

import pypinyin
import pytest

from reader.core.report import Report
from reader.errors import SearchIndexError
from reader.search.fold import Folding
from reader.search.meaning.sounds import Readings, has_letters, letters


def test_every_character_of_the_report_is_read_as_pypinyin_reads_it(
    report: Report, readings: Readings
) -> None:
    text = "".join(block.text for block in report.shown)
    for character in sorted({c for c in text if "\u4e00" <= c <= "\u9fff"}):
        usual = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, v_to_u=False)[0][0]
        assert usual in readings.of(character), character


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("zhong", "zong"),
        ("chang", "can"),
        ("shi", "si"),
        ("nan", "lan"),
        ("ru", "lu"),
        ("jing", "jin"),
        ("hui", "fei"),
        ("hu", "fu"),
        ("huang", "fang"),
        ("feng", "hong"),
        ("huang", "wang"),
        ("hu", "wu"),
    ],
)
def test_accents_do_not_tell_these_apart(readings: Readings, first: str, second: str) -> None:
    assert second in readings.near(first)
    assert first in readings.near(second)


@pytest.mark.parametrize(
    ("typed", "meant"), [("gai", "jie"), ("hai", "xie"), ("gao", "jiao"), ("ha", "xia"), ("ka", "qia")]
)
def test_what_shanghai_says_means_what_is_written_but_not_the_other_way(
    readings: Readings, typed: str, meant: str
) -> None:
    assert meant in readings.near(typed)
    assert typed not in readings.near(meant)


@pytest.mark.parametrize(
    ("character", "usual", "rare"),
    [("提", "ti", "di"), ("落", "luo", "lao"), ("查", "cha", "zha"), ("车", "che", "ju")],
)
def test_a_reading_hardly_anybody_means_is_not_usual(
    readings: Readings, character: str, usual: str, rare: str
) -> None:
    assert readings.is_usual(character, usual)
    assert not readings.is_usual(character, rare)


@pytest.mark.parametrize(
    ("character", "syllables"), [("行", "hang xing"), ("莘", "shen xin"), ("重", "zhong chong")]
)
def test_of_some_characters_two_readings_are_usual(
    readings: Readings, character: str, syllables: str
) -> None:
    assert all(readings.is_usual(character, syllable) for syllable in syllables.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lv", ("lv",)),
        ("lu", ("lu", "lv")),
        ("lyu", ("lv",)),
        ("nue", ("nve",)),
        ("lyue", ("lve",)),
        ("luo", ("luo",)),
        ("jv", ("ju",)),
        ("yvan", ("yuan",)),
        ("dian", ("dian",)),
        ("xyz", ()),
        ("diam", ()),
        ("", ()),
    ],
)
def test_u_is_written_in_several_ways(readings: Readings, typed: str, meant: tuple[str, ...]) -> None:
    assert readings.spelled(typed) == meant


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("dianti", "dian ti"),
        ("canguan", "can guan"),
        ("qinangu", "qin an gu"),
        ("电ti", "电 ti"),
        ("dianx", "dian x"),
        ("373dikuai", "3 7 3 di kuai"),
        ("", ""),
    ],
)
def test_pinyin_is_split_so_that_the_least_is_left_over(readings: Readings, typed: str, pieces: str) -> None:
    assert readings.split(typed) == pieces.split()


@pytest.mark.parametrize(("first", "second"), [("dian", "tian"), ("bao", "pao"), ("ji", "gi"), ("ma", "ma")])
def test_others_stay_apart(readings: Readings, first: str, second: str) -> None:
    assert second not in readings.near(first)


def test_the_most_used_character_comes_first(readings: Readings) -> None:
    assert readings.characters("de")[0] == "的"
    assert readings.characters("dian")[0] == "点"
    assert readings.characters("xyz") == ""
    assert readings.of("电") == ("dian",)
    assert set(readings.of("莘")) == {"shen", "xin"}
    assert readings.of("a") == ()


@pytest.mark.parametrize("row", ["diàn\t电", "DIAN\t电", "zhuangg\t电"])
def test_a_row_that_is_no_pinyin_is_refused(tmp_path: Path, row: str) -> None:
    table = tmp_path / "readings.tsv"
    table.write_text(row + "\n", encoding="utf-8")
    with pytest.raises(SearchIndexError, match=r"readings\.tsv"):
        Readings(table)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("dianT", "diant"),
        ("diàn tī", "dian ti"),
        ("dian4ti1", "dianti"),
        ("ｄｉａｎ", "dian"),
        ("lǜ", "lv"),
        ("LÜ", "lv"),
        ("xi'an", "xi'an"),
        ("xi’an", "xi'an"),
        ("電ti", "电ti"),
        ("373地块", "373地块"),
        (" ti ", "ti"),
        ("dian-ti", "dian ti"),
        ("dian，ti。", "dian ti"),
        ("电·梯+", "电梯"),
        ("14-03,24.03%", "14-03,24.03%"),
        ("万㎡", "万㎡"),
        ("a_b", "a b"),
    ],
)
def test_pinyin_is_made_plain(folding: Folding, typed: str, plain: str) -> None:
    assert letters(typed, folding) == plain


@pytest.mark.parametrize(
    ("typed", "has"), [("dt", True), ("电t", True), ("d", False), ("电", False), ("3d", False), ("", False)]
)
def test_a_single_letter_says_nothing(typed: str, has: bool) -> None:
    assert has_letters(typed) is has
