"""Where words end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.speech.pinyin.dictionary import Dictionary
from reader.speech.pinyin.lexicon import Lexicon
from reader.speech.pinyin.words import divide

_SPEECH = paths.resources() / "speech"


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.load(_SPEECH / "dictionary.txt")


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return Lexicon.load([_SPEECH / "lexicon.tsv"])


@pytest.mark.parametrize(
    "words",
    [
        "支持 汕头 发挥 优势",
        "全面 梳理 发掘",
        "国际 航运 枢纽 和 面向",
        "发展 基础 还 很 薄弱",
        "推进 行业 和 产品 结构",
        "脚踏实地",
    ],
)
def test_the_frequent_words_are_found(dictionary: Dictionary, words: str) -> None:
    assert divide(words.replace(" ", ""), dictionary, Lexicon.load([])) == words.split()


def test_phrases_of_the_lexicon_are_words(dictionary: Dictionary, tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    rows = ["沈长浜街\tshen3 chang2 bang1 jie1\tx", "有为\tyou3 wei2\tx", "踏实\tta1 shi2\tx"]
    path.write_text("\n".join(rows), encoding="utf-8")
    lexicon = Lexicon.load([path])
    assert divide("在沈长浜街", dictionary, Lexicon.load([])) != ["在", "沈长浜街"]
    assert divide("在沈长浜街", dictionary, lexicon) == ["在", "沈长浜街"]
    assert divide("更加有为的", dictionary, lexicon) == ["更加", "有为", "的"]
    # A longer word of the dictionary is no place for a shorter phrase of the lexicon.
    assert divide("脚踏实地", dictionary, lexicon) == ["脚踏实地"]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
def test_nothing_is_lost(dictionary: Dictionary, shipped: Lexicon, hanzi: str) -> None:
    assert "".join(divide(hanzi, dictionary, shipped)) == hanzi
