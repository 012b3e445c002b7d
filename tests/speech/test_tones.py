"""Pinyin as people write it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import LexiconError
from reader.speech.pinyin.tones import split_pinyin, with_digits, with_marks


@pytest.mark.parametrize(
    ("digits", "marks"),
    [
        ("bang1", "bāng"),
        ("qi1 bao3 zhen4", "qī bǎo zhèn"),
        ("lv4 nve4 nv3", "lǜ nüè nǚ"),
        ("gui4 liu2 xue2 jiong3 zhou1", "guì liú xué jiǒng zhōu"),
        ("de5 er5", "de er"),
        ("m2 ng4", "ḿ ǹg"),
        ("zh1", "zh1"),
    ],
)
def test_marks_stand_where_school_books_put_them(digits: str, marks: str) -> None:
    assert with_marks(digits) == marks


def test_marks_leave_alone_what_is_no_syllable() -> None:
    assert with_marks("，G60 lu") == "，G60 lu"


@pytest.mark.parametrize(
    ("marks", "digits"),
    [
        ("bāng", "bang1"),
        ("lǜ lüè", "lv4 lve4"),
        ("de", "de5"),
        ("bang1", "bang1"),
        ("Qī ，", "qi1 ,"),
        ("", ""),
    ],
)
def test_digits_for_marks(marks: str, digits: str) -> None:
    assert with_digits(marks) == digits


@pytest.mark.parametrize(
    ("typed", "syllables"),
    [
        ("bang1", "bang1"),
        ("bāng", "bang1"),
        ("BĀNG", "bang1"),
        ("ｂａｎｇ１", "bang1"),
        ("bɑnɡ 1", "bang1"),
        ("băng", "bang3"),
        ("de0", "de5"),
        ("de5", "de5"),
        ("lü4", "lv4"),
        ("lv4", "lv4"),
        ("lu:4", "lv4"),
        ("lǜ", "lv4"),
        ("LÜ4", "lv4"),
        ("lue4", "lve4"),
        ("jǘ", "ju2"),
        ("qv1", "qu1"),
        ("qi1xin1lu4", "qi1 xin1 lu4"),
        ("Qī Xīn Lù", "qi1 xin1 lu4"),
        ("qīxīnlù", "qi1 xin1 lu4"),
        (" qi1 - xin1、lu4 ", "qi1 xin1 lu4"),
        ("xīān", "xi1 an1"),
        ("xi'ān", "xi5 an1"),
        ("xiān", "xian1"),
        ("fāngàn", "fan1 gan4"),
        ("fāng'àn", "fang1 an4"),
        ("māma", "ma1 ma5"),
    ],
)
def test_what_people_type_is_understood(typed: str, syllables: str) -> None:
    expected = tuple(syllables.split())
    assert split_pinyin(typed, len(expected)) == expected


def test_letters_part_as_the_phrase_needs_them() -> None:
    assert split_pinyin("xian1", 1) == ("xian1",)
    assert split_pinyin("xīan", 2) == ("xi1", "an5")


def test_a_latin_word_may_sound_as_no_hanzi_does() -> None:
    assert split_pinyin("wai1 fai1", None) == ("wai1", "fai1")
    assert split_pinyin("wāi fāi", None) == ("wai1", "fai1")
    with pytest.raises(LexiconError, match=r"fai.*声调"):
        split_pinyin("wai1 fai", None)


@pytest.mark.parametrize(
    ("typed", "count", "problem"),
    [
        ("", 1, "请写拼音"),
        ("  '", 1, "请写拼音"),
        ("a1" * 400, 1, "请写拼音"),
        ("xyz1", 1, "“xyz1”不像拼音"),
        ("lǘn", 1, "“lǘn”不像拼音"),
        ("bang6", 1, "“6”不像拼音"),
        ("浜", 1, "“浜”不像拼音"),
        ("\ud800", 1, "不像拼音"),
        ("bang", 1, "“bang”还没有声调"),
        ("qixin1lu4", 3, "“qi”还没有声调"),
        ("qi1 xin1", 3, "您写了 2 个拼音，词语有 3 个字"),
        ("xian1", 3, "您写了 1 个拼音，词语有 3 个字"),
    ],
)
def test_what_cannot_be_used_is_told(typed: str, count: int, problem: str) -> None:
    with pytest.raises(LexiconError, match=problem):
        split_pinyin(typed, count)


@given(st.text(max_size=30), st.integers(1, 6))
def test_any_text_is_understood_or_refused(typed: str, count: int) -> None:
    try:
        syllables = split_pinyin(typed, count)
    except LexiconError:
        return
    assert len(syllables) == count
    assert all(re.fullmatch("[a-z]{1,6}[1-5]", syllable) for syllable in syllables)


@given(
    st.lists(
        st.sampled_from(["bang1", "lv4", "de5", "an1", "er2", "xue2", "nve4", "gui3"]), min_size=1, max_size=6
    )
)
def test_marks_and_digits_are_the_same_pinyin(syllables: list[str]) -> None:
    marked = with_marks(" ".join(syllables))
    assert with_digits(marked) == " ".join(syllables)
    if any(not syllable.endswith("5") for syllable in syllables):
        assert split_pinyin(marked, len(syllables)) == tuple(syllables)
