from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.numerals import variants


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("三百七十三地块", "373地块"),
        ("三七三地块", "373地块"),
        ("一百五十六号二期", "156号2期"),
        ("十四杠零三地块", "14-03地块"),
        ("零四单元", "04单元"),
        ("幺八八地块", "188地块"),
        ("百分之十五", "15%"),
        ("百分之三十二点六一", "32.61%"),
        ("百分之15", "15%"),
        ("二十四点零三亿元", "24.03亿元"),
        ("四十一亿元", "41亿元"),
        ("四十一亿元", "4100000000元"),
        ("一万两千", "12000"),
        ("两百零五", "205"),
        ("8项规定", "八项规定"),
        ("3个100", "三个100"),
        ("三个一百", "三个100"),
        ("19届", "十九届"),
        ("2021年", "二零二一年"),
        ("373", "三百七十三"),
        ("1005", "一千零五"),
        ("10203", "一万零二百零三"),
        ("50000", "五万"),
        ("0", "零"),
        ("12345678", "一千二百三十四万五千六百七十八"),
    ],
)
def test_the_other_way_to_write_a_number_is_among_the_variants(typed: str, written: str) -> None:
    assert written in variants(typed)


@pytest.mark.parametrize("typed", ["电梯", "", "亿万", "a"])
def test_what_has_no_number_has_no_variant(typed: str) -> None:
    assert variants(typed) == ()


def test_what_is_no_number_is_left_alone() -> None:
    assert "五十12" not in variants("五一二十")
    assert all("亿" in each for each in variants("亿二"))


@given(st.text("零一二三四五六七八九十百千万亿两幺点分之杠0123456789", max_size=64))
def test_no_heap_of_numerals_breaks_it(typed: str) -> None:
    assert typed not in variants(typed)


@given(st.integers(0, 10**8 - 1))
def test_a_number_said_in_hanzi_comes_back(number: int) -> None:
    spoken = next((each for each in variants(str(number)) if not each.isascii()), None)
    assert spoken is not None
    assert str(number) in variants(spoken)
