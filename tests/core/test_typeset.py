"""Typesetting: full-width punctuation in Chinese text, spaces closed up, listed corrections; all of it traced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.typeset import Correction, typeset, widen


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("上半年,完成24.03亿元;好!", "上半年，完成24.03亿元；好！"),
        ("财政总收入(不含免抵调)完成8.02亿元", "财政总收入（不含免抵调）完成8.02亿元"),
        ("10-04地块,3,572家", "10-04地块，3,572家"),
        ("时间:10:30,比例1:2", "时间：10:30，比例1:2"),
        ("增长15%,其中", "增长15%，其中"),
        ("213921人(适龄人员的91.2%),构筑", "213921人（适龄人员的91.2%），构筑"),
        ("小涞港(G50-庙桥港)河道", "小涞港（G50-庙桥港）河道"),
        ("达标(100)吗?", "达标（100）吗？"),
        ("函数f(x)+1不动", "函数f(x)+1不动"),
        ("完成:(5G)x", "完成：（5G）x"),
        ("(1)373地块:东至", "（1）373地块：东至"),
        ("见 https://a.cn/x 页", "见https://a.cn/x页"),
        ("版本 Qt 6 发布", "版本Qt 6发布"),
        ("孤(单的括号", "孤(单的括号"),
        ("孤)单的括号", "孤)单的括号"),
        ("外(内(里)外)", "外（内（里）外）"),
        ("Hello, world (ok)!", "Hello, world (ok)!"),
        ("1、 经济", "1、经济"),
        ("在上海 2035总规", "在上海2035总规"),
        ("来源:七宝镇  发布时间:2021年", "来源：七宝镇　发布时间：2021年"),
        ("首页 > 七宝镇 > 重点", "首页 > 七宝镇 > 重点"),
        ("首页  >七宝", "首页 >七宝"),
        (" 前后 ", "前后"),
        ("\u200b零宽\ufeff也去", "零宽也去"),
        ("", ""),
    ],
)
def test_rules(published: str, shown: str) -> None:
    assert typeset(published).text == shown


@given(st.text("上年，,:;()!?。 12ab%.-/①“”>\t\u3000", max_size=40))
def test_every_character_is_traced_to_itself_or_to_the_white_space_it_stands_for(published: str) -> None:
    traced = typeset(published)
    assert "".join(traced.text.split()) == "".join(widen(published).split())
    for character, (start, end) in zip(traced.text, traced.origins, strict=True):
        if character.isspace():
            assert published[start:end].isspace()
        else:
            assert end == start + 1
            assert character in (published[start], widen(published)[start])


@given(st.text("上年,:;!? 12ab%>", max_size=40))
def test_typesetting_twice_is_typesetting_once(published: str) -> None:
    once = widen(published)
    assert widen(once) == once


def _correction(published: str, shown: str, where: str = "整") -> Correction:
    return Correction(2, where, published, shown, "原因")


def test_a_correction_is_traced_character_by_character() -> None:
    line = "整合社区云”“大数据”等"
    traced = typeset(
        line, (_correction("整合社区云”", "整合“社区云”"), _correction("据”等", "据”等。", "整合"))
    )
    assert traced.text == "整合“社区云”“大数据”等。"
    assert traced.origins[2] == (2, 2)
    assert traced.origins[3] == (2, 3)
    assert traced.origins[-1] == (len(line), len(line))


def test_a_correction_may_take_out() -> None:
    traced = typeset("全区“‘一网通办", (_correction("“‘", "“", "全"),))
    assert traced.text == "全区“一网通办"
    assert traced.place_of(3, 4) == (3, 3)


def test_a_correction_fits_where_its_text_stands_once() -> None:
    correction = _correction("七宝", "七寶", "1、")
    assert correction.fits("1、在七宝")
    assert not correction.fits("2、在七宝")
    assert not correction.fits("1、七宝七宝")
    assert not correction.fits("1、在九星")
