"""The dictionary that ships says what pypinyin says, and a damaged one is told."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pypinyin
import pytest
from pypinyin.constants import PHRASES_DICT

from reader import paths
from reader.core.report import Report
from reader.errors import LexiconError
from reader.speech.dictionary import Dictionary

_SHIPPED = paths.resources() / "speech" / "dictionary.txt"


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.load(_SHIPPED)


def _said_by_pypinyin(hanzi: str) -> list[str]:
    return pypinyin.lazy_pinyin(hanzi, style=pypinyin.Style.TONE3, neutral_tone_with_five=True)


def test_the_report_is_read_as_pypinyin_reads_it(dictionary: Dictionary, report: Report) -> None:
    for block in report.shown:
        for run in re.findall("[\u4e00-\u9fff]+", block.text):
            assert dictionary.read(run, "mou3") == _said_by_pypinyin(run)


def test_phrases_behind_one_another_are_read_as_pypinyin_reads_them(dictionary: Dictionary) -> None:
    phrases = [phrase for phrase in PHRASES_DICT if re.fullmatch("[\u4e00-\u9fff]+", phrase)]
    chosen = random.Random(7)
    for _ in range(2000):
        run = "".join(chosen.choices(phrases, k=3))
        assert dictionary.read(run, "mou3") == _said_by_pypinyin(run), run


def test_a_character_without_a_reading_is_said_as_told(dictionary: Dictionary) -> None:
    assert dictionary.read("\ue000七", "mou3") == ["mou3", "qi1"]
    assert dictionary.read("", "mou3") == []


def test_the_longest_phrase_counts(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.txt"
    path.write_text("# head\na1\t甲乙丙\n\n甲\t乙=b1 b2\t乙丙=c1 c2 c3\n", encoding="utf-8")
    small = Dictionary.load(path)
    assert small.read("甲乙丙甲乙甲", "?") == ["c1", "c2", "c3", "b1", "b2", "a1"]


@pytest.mark.parametrize("content", [b"", b"# only a head\n", b"\xff\xfe"])
def test_a_damaged_dictionary_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dictionary.txt"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match="重新安装"):
        Dictionary.load(path)


def test_a_missing_dictionary_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.txt"):
        Dictionary.load(tmp_path / "nowhere.txt")
