"""Sentences and clauses cover their text, in order, and break where a listener would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.report import Report
from reader.core.sentences import clauses, sentences

_TEXT = st.text("上半年经三百分之二十点五亿、，。；！？：…”）15.%abc㎡", max_size=120)


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("没有句号", ["没有句号"]),
        ("好。很好！真的？是；", ["好。", "很好！", "真的？", "是；"]),
        ("他说：“好。”走了。", ["他说：“好。”", "走了。"]),
        ("还有……再说。", ["还有……", "再说。"]),
        ("（见附件。）完成24.03亿元。", ["（见附件。）", "完成24.03亿元。"]),
        ("什么？！好", ["什么？！", "好"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


def _assert_covers(text: str, ranges: tuple[tuple[int, int], ...]) -> None:
    assert all(start < end for start, end in ranges)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert [start for start, _ in ranges] == [0, *(end for _, end in ranges[:-1])][: len(ranges)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("字" * 1000, 400),
        ("字" * 350 + "，" + "字" * 650, 351),
        ("字" * 100 + "，" + "字" * 900, 400),
        ("字" * 390 + "12345678901234567890" + "字" * 400, 390),
        ("字" * 395 + "二百三十亿" * 2 + "字" * 400, 395),
        ("1" * 1000, 400),
    ],
)
def test_what_runs_on_is_parted_where_it_does_least_harm(text: str, first: int) -> None:
    _assert_covers(text, sentences(text))
    assert sentences(text)[0] == (0, first)
    assert max(end - start for start, end in sentences(text)) <= 400


@given(_TEXT, st.integers(-1, 30))
def test_both_cover_all_of_any_text(text: str, limit: int) -> None:
    _assert_covers(text, sentences(text))
    _assert_covers(text, clauses(text, limit))


@given(st.text("上半年经、，。；", max_size=120), st.integers(1, 30))
def test_clauses_of_words_keep_the_limit(text: str, limit: int) -> None:
    assert all(
        end - start <= limit or re.fullmatch(r".*[，。；]{2,}", text[start:end]) or limit == 1
        for start, end in clauses(text, limit)
    )


@given(st.text("上半，1.5%ab", max_size=80), st.integers(1, 12))
def test_no_clause_ends_within_a_number_or_a_latin_word(text: str, limit: int) -> None:
    for start, _ in clauses(text, limit)[1:]:
        assert not re.fullmatch(r"[0-9A-Za-z.%]{2}", text[start - 1 : start + 1])


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("上半年，完成生产总值41亿元。", 20, ["上半年，", "完成生产总值41亿元。"]),
        ("民族、宗教、台侨、档案、保密", 7, ["民族、宗教、", "台侨、档案、", "保密"]),
        ("一网统管全城任重道远", 5, ["一网统管全", "城任重道远"]),
        ("abcdefghijkl", 4, ["abcdefghijkl"]),
        ("abcdefgh好的呀", 4, ["abcdefgh", "好的呀"]),
        ("同比增长百分之三十二点六一", 8, ["同比增长", "百分之三十二点六一"]),
    ],
)
def test_long_clauses_break_at_lists_and_never_in_numbers(text: str, limit: int, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text, limit)] == expected


def test_every_clause_of_the_report_fits_a_caption(report: Report) -> None:
    for block in report.blocks:
        _assert_covers(block.text, sentences(block.text))
        assert max(end - start for start, end in clauses(block.text, 24)) <= 24
