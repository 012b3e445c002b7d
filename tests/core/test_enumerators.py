"""The numbering of reports."""

from __future__ import annotations

import pytest

from reader.core.enumerators import (
    bracketed_enumerator,
    chapter_enumerator,
    chinese_number,
    item_enumerator,
    term_enumerator,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("九十九", 99),
     ("", None), ("百", None), ("十十", None), ("一一", None), ("百十", None)],
)  # fmt: skip
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


def test_chapters() -> None:
    found = chapter_enumerator("十二、加强建设")
    assert found is not None
    assert (found.value, found.label, found.width) == (12, "十二", 3)
    assert chapter_enumerator("一是加强") is None
    assert chapter_enumerator("一一、加强") is None
    assert chapter_enumerator("（一）加强") is None


def test_bracketed() -> None:
    for text in ("（三）加强", "(三)加强"):
        found = bracketed_enumerator(text)
        assert found is not None
        assert (found.value, found.width) == (3, 3)
    assert bracketed_enumerator("（3）加强") is None


@pytest.mark.parametrize(
    ("text", "value", "width"),
    [("1、经济", 1, 2), ("12. 经济", 12, 4), ("3．经济", 3, 2), ("2、373地块", 2, 2), ("2、2021年", 2, 2),
     ("1.2021年要", 1, 2), ("1. 5个村", 1, 3)],
)  # fmt: skip
def test_items(text: str, value: int, width: int) -> None:
    found = item_enumerator(text)
    assert found is not None
    assert (found.value, found.width) == (value, width)


@pytest.mark.parametrize("text", ["8、9队动迁", "3.5亿元", "2021年", "100%", "经济", ""])
def test_numbers_that_number_nothing(text: str) -> None:
    assert item_enumerator(text) is None


@pytest.mark.parametrize(
    ("text", "value", "width"),
    [("(1)373地块", 1, 3), ("（13）15-02", 13, 4), ("①三个100", 1, 1), ("1、373地块", 1, 2), ("2.5G", 2, 2)],
)
def test_terms(text: str, value: int, width: int) -> None:
    found = term_enumerator(text)
    assert found is not None
    assert (found.value, found.width) == (value, width)


@pytest.mark.parametrize("text", ["", "解释", "（一）解释"])
def test_no_terms(text: str) -> None:
    assert term_enumerator(text) is None
