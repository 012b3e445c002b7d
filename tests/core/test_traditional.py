"""Simplified to traditional hanzi: what OpenCC itself writes, of the same length, for any text."""

from __future__ import annotations

import random
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.core.report import Report
from reader.core.traditional import Traditional
from reader.errors import StorageError

_TABLE = (paths.resources() / "captions" / "traditional.txt").read_text(encoding="utf-8")
_SHIPPED = Traditional.parse(_TABLE)
_ASKED = opencc.OpenCC("s2t")
_PHRASES = [
    first + rest.partition("=")[0]
    for first, *rests in (line.split("\t") for line in _TABLE.split("\n\n")[2].splitlines())
    for rest in rests
]
_AMBIGUOUS = (
    "后里发面干云台只系几复钟松斗丑出表别丰冲谷合胡划伙借卷克困累蒙蔑宁朴千秋曲舍术松坛体涂万吁余郁制致种周准"
)


def test_the_report_is_written_as_opencc_writes_it(report: Report) -> None:
    for block in report.shown:
        assert _SHIPPED.convert(block.text) == _ASKED.convert(block.text)


def test_5000_random_sentences_are_written_as_opencc_writes_them() -> None:
    chosen = random.Random(3)
    common = sorted(set("".join(_PHRASES)))
    for _ in range(5000):
        phrases = chosen.choices(_PHRASES, k=3)
        # Whole phrases, beginnings of phrases, and characters that stand for several traditional ones.
        pieces = [
            *phrases,
            chosen.choice(_PHRASES)[:2],
            *chosen.choices(_AMBIGUOUS, k=3),
            *chosen.choices(common, k=3),
        ]
        chosen.shuffle(pieces)
        sentence = "，".join(("".join(pieces[:5]), "".join(pieces[5:]))) + "。"
        assert _SHIPPED.convert(sentence) == _ASKED.convert(sentence), sentence


@given(st.text(st.one_of(st.sampled_from(_AMBIGUOUS + "\t=\n"), st.characters(codec="utf-8")), max_size=60))
def test_any_text_keeps_its_length_and_is_written_as_opencc_writes_it(text: str) -> None:
    converted = _SHIPPED.convert(text)
    assert len(converted) == len(text)
    if "\0" not in text:  # where OpenCC ends
        assert converted == _ASKED.convert(text)


@given(st.text(st.characters(categories=["Cs"]), min_size=1, max_size=4))
def test_half_characters_stay(text: str) -> None:
    assert _SHIPPED.convert(f"发{text}面") == f"{_SHIPPED.convert('发')}{text}{_SHIPPED.convert('面')}"


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("皇后在后面", "皇后在後面"),
        ("发展和头发", "發展和頭髮"),
        ("干部吃饼干", "幹部喫餅乾"),
        ("三只手机", "三隻手機"),
        ("几个钟头", "幾個鐘頭"),
        ("中国联系关系", "中國聯繫關係"),
        ("台州", "台州"),
    ],
)
def test_the_phrase_decides(simplified: str, traditional: str) -> None:
    assert _SHIPPED.convert(simplified) == traditional == _ASKED.convert(simplified)


def test_the_longest_phrase_counts() -> None:
    small = Traditional.parse("# head\nＡA\n\n甲a乙b丙c\n\n甲\t乙=xy\t乙丙\n")
    assert small.convert("甲乙丙甲乙甲Ａ") == "abcxyaA"
    assert small.convert("") == ""


@pytest.mark.parametrize("table", ["", "# only a head\n", "one\n\ntwo"])
def test_a_damaged_table_is_told(table: str) -> None:
    with pytest.raises(StorageError, match="重新安装"):
        Traditional.parse(table)


def test_what_is_shipped_says_where_it_comes_from() -> None:
    assert "OpenCC" in _TABLE.splitlines()[0]
    assert "Apache-2.0" in _TABLE.splitlines()[0]
    assert Path(opencc.__file__).exists()
