"""The dictionary that ships says what its sources say, and a damaged one is told."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pypinyin
import pytest
from pypinyin.constants import PHRASES_DICT

from reader import paths
from reader.errors import LexiconError
from reader.speech.pinyin.dictionary import Dictionary

_SHIPPED = paths.resources() / "speech" / "dictionary.txt"
_SMALL = "# head\na1\t甲乙丙\n\nB\t甲\n\n甲\t乙Cb1 b2\t乙丙Dc1 c2 c3\t丙A\n\n甲\td1 a1\n"


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.load(_SHIPPED)


def _said_by_pypinyin(hanzi: str) -> list[str]:
    return pypinyin.lazy_pinyin(hanzi, style=pypinyin.Style.TONE3, neutral_tone_with_five=True)


def test_phrases_are_read_as_pypinyin_reads_them(dictionary: Dictionary) -> None:
    # But for readings the standard dictionary does not know any more, some 500 of 47,000 phrases.
    phrases = sorted(phrase for phrase in PHRASES_DICT if re.fullmatch("[\u4e00-\u9fff]{2,}", phrase))
    chosen = random.Random(7).sample(phrases, 2000)
    others = [phrase for phrase in chosen if dictionary.read(phrase, "mou3") != _said_by_pypinyin(phrase)]
    assert len(others) < 40


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("框架", "kuang4 jia4"),
        ("辗转", "zhan3 zhuan3"),
        ("颈椎", "jing3 zhui1"),
        ("缅甸", "mian3 dian4"),
        ("澎湃", "peng2 pai4"),
        ("靓", "liang4"),
        ("子", "zi3"),
    ],
)
def test_standard_readings_count_more_than_outdated_ones(
    dictionary: Dictionary, word: str, syllables: str
) -> None:
    assert dictionary.read(word, "mou3") == syllables.split()


def test_a_character_without_a_reading_is_said_as_told(dictionary: Dictionary) -> None:
    assert dictionary.read("\ue000", "mou3") == ["mou3"]
    assert dictionary.read("\ue000七", "mou3") == ["mou3", "qi1"]


def test_words_and_their_readings(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.txt"
    path.write_text(_SMALL, encoding="utf-8")
    small = Dictionary.load(path)
    assert small.weights == {"甲": 1}
    assert small.words_at("丙甲乙丙", 1) == [(2, 2), (3, 3)]
    assert small.words_at("甲乙甲", 0) == [(2, 2)]
    assert small.words_at("甲甲", 0) == small.words_at("甲", 0) == small.words_at("乙丙", 0) == []
    assert small.read("甲乙丙", "?") == ["c1", "c2", "c3"]
    assert small.read("甲乙", "?") == ["b1", "b2"]
    assert small.read("甲丙", "?") == ["a1", "a1"]
    assert small.read("甲", "?") == ["a1"]
    assert small.read("乙戊", "?") == ["a1", "?"]
    assert small.readings("甲") == ("a1", "d1")
    assert small.readings("乙") == ("a1",)
    assert small.readings("戊") == ()
    assert small.usual_readings("甲") == ("a1",), "no word reads it d1"
    assert small.usual_readings("乙") == ("a1",)
    assert small.usual_readings("戊") == ()


def test_a_word_that_only_begins_others_is_none(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.txt"
    path.write_text("a1\t甲乙丙\n\nB\t甲\n\n甲\t乙丙Dc1 c2 c3\n\n", encoding="utf-8")
    small = Dictionary.load(path)
    assert small.words_at("甲乙丙", 0) == [(3, 3)]
    assert small.words_at("甲乙", 0) == []
    assert small.read("甲乙", "?") == ["a1", "a1"]


@pytest.mark.parametrize("content", [b"", b"# only a head\n", b"\xff\xfe", b"a1\t\n\n\n\nno tab\n\n"])
def test_a_damaged_dictionary_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dictionary.txt"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match="重新安装"):
        Dictionary.load(path)


def test_a_missing_dictionary_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.txt"):
        Dictionary.load(tmp_path / "nowhere.txt")


def test_each_hanzi_can_be_read_as_pypinyin_says(dictionary: Dictionary) -> None:
    for hanzi in "行长浜弄为闵":
        theirs = pypinyin.pinyin(
            hanzi, style=pypinyin.Style.TONE3, neutral_tone_with_five=True, heteronym=True
        )[0]
        assert sorted(dictionary.readings(hanzi)) == sorted(theirs)


@pytest.mark.parametrize(
    ("hanzi", "usual"),
    [
        ("横", "heng2 heng4"),
        ("港", "gang3"),
        ("七", "qi1"),
        ("差", "cha4 cha1 chai1 ci1"),
        ("莘", "shen1 xin1"),
    ],
)
def test_readings_of_todays_words_the_frequent_ones_first(
    dictionary: Dictionary, hanzi: str, usual: str
) -> None:
    assert dictionary.usual_readings(hanzi) == tuple(usual.split())
