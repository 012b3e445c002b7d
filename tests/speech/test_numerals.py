"""Digits → hanzi."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.speech.normalise.numerals import LONGEST, spell_decimal, spell_digits, spell_number

_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


@pytest.mark.parametrize(
    ("digits", "spelled"),
    [
        ("0", "零"),
        ("000", "零"),
        ("007", "七"),
        ("2", "二"),
        ("10", "十"),
        ("15", "十五"),
        ("20", "二十"),
        ("110", "一百一十"),
        ("200", "二百"),
        ("1010", "一千零一十"),
        ("2000", "两千"),
        ("2323", "两千三百二十三"),
        ("3005", "三千零五"),
        ("10002", "一万零二"),
        ("22000", "两万二千"),
        ("100000", "十万"),
        ("213921", "二十一万三千九百二十一"),
        ("10000000", "一千万"),
        ("100010000", "一亿零一万"),
        ("200000000", "两亿"),
        ("100000005", "一亿零五"),
        ("120000000000", "一千二百亿"),
        ("2000000000000", "两万亿"),
        ("2500300000000", "两万五千零三亿"),
        ("12345678901234567", "一二三四五六七八九零一二三四五六七"),
    ],
)
def test_numbers(digits: str, spelled: str) -> None:
    assert spell_number(digits) == spelled


def _value(spelled: str) -> int:
    """Read hanzi back as a number, the way a listener does."""
    total = below_yi = below_wan = digit = 0
    for char in spelled:
        if char in _VALUES:
            digit = _VALUES[char]
        elif char in _PLACES:
            below_wan += (digit or 1) * _PLACES[char]
            digit = 0
        elif char == "万":
            below_yi += (below_wan + digit) * 10_000
            below_wan = digit = 0
        else:
            total += (below_yi + below_wan + digit) * 100_000_000
            below_yi = below_wan = digit = 0
    return total + below_yi + below_wan + digit


@given(st.integers(0, 10**LONGEST - 1))
def test_a_listener_gets_the_number_back(number: int) -> None:
    assert _value(spell_number(str(number))) == number


def test_decimals_and_separators() -> None:
    assert spell_decimal("1,234.50") == "一千二百三十四点五零"
    assert spell_decimal("0.05") == "零点零五"
    assert spell_decimal("20 000") == "两万"


def test_digits_with_a_name_for_one() -> None:
    assert spell_digits("120", one="幺") == "幺二零"
