from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.meaning.numerals import spelled, variants


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
        ("一万二", "12000"),
        ("一万零二", "10002"),
        ("三千五", "3500"),
        ("两百五", "250"),
        ("四亿三", "430000000"),
        ("2所", "两所"),
        ("12所", "十二所"),
        ("1000余人次", "千余人次"),
        ("一千余人次", "千余人次"),
        ("七千余人次", "7千余人次"),
        ("7000余人次", "7千余人次"),
        ("410000", "41万"),
        ("二万三千零五十八点六七平方米", "23058.67㎡"),
        ("23,058.67㎡", "23058.67㎡"),
        ("八成", "80%"),
        ("八成五", "85%"),
        ("八成半", "85%"),
        ("百分百", "100%"),
        ("百分之百", "100%"),
        ("四十一个亿", "41亿"),
        ("九月一号", "9月1日"),
        ("9月1日", "九月一号"),
        ("二o二一年", "2021年"),
        ("21年", "2021年"),
        ("二一年", "2021年"),
        ("贰拾", "20"),
        ("廿一世纪", "21世纪"),
        ("一五-零二地块", "15-02地块"),
        ("第3", "第三"),
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


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("san bai qi shi san di kuai", "三百七十三dikuai"),
        ("si shi yi yi yuan", "四十一亿yuan"),
        ("bai fen zhi wu", "百分之五"),
        ("bai fen zhi ba dian wu jiu", "百分之八点五九"),
        ("qi bao", None),
        ("bai fen zhi", "百分之"),
        ("di ba jie", None),
        ("", None),
    ],
)
def test_numbers_in_pinyin(typed: str, number: str | None) -> None:
    found = spelled(typed.split())
    assert number in found if number else found == ()
