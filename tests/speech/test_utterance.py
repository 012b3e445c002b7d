"""Utterances of shown text, from number to syllable."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.speech.composer import Composer
from reader.speech.normalise import normalise
from reader.speech.utterance import Pause, Syllable, Utterance

_REPORT = Path(__file__).parents[2] / "data" / "qibao-2021-h1.txt"


def test_every_syllable_leads_back_to_what_is_shown(composer: Composer) -> None:
    text = "同比增长15%，闵行第一。"
    utterance = composer.compose(text)
    assert utterance == Utterance(text, normalise(text), utterance.tokens)
    lit = [
        (token.pinyin, text[slice(*utterance.spoken.origin_of(token.at, token.at + 1))])
        for token in utterance.tokens
        if isinstance(token, Syllable)
    ]
    assert lit[3:9] == [
        ("zhang3", "长"),
        *[(said, "15%") for said in ("bai3", "fen1", "zhi1", "shi2", "wu3")],
    ]
    assert lit[9:] == [("min3", "闵"), ("hang2", "行"), ("di4", "第"), ("yi1", "一")]
    assert [token.mark for token in utterance.tokens if isinstance(token, Pause)] == ["，", "。"]


def test_pinyin_of_text(composer: Composer) -> None:
    assert composer.pinyin("七莘路3500弄") == "qi1 xin1 lu4 san1 wu3 ling2 ling2 long4"
    assert composer.pinyin("……") == ""


def test_the_whole_report_is_spoken(composer: Composer) -> None:
    tokens = [
        token
        for line in _REPORT.read_text(encoding="utf-8").splitlines()
        for token in composer.compose(line).tokens
    ]
    assert sum(isinstance(token, Syllable) for token in tokens) > 8_000


@given(text=st.text(alphabet=st.characters(), max_size=50))
def test_any_text_makes_an_utterance(composer: Composer, text: str) -> None:
    utterance = composer.compose(text)
    assert all(0 <= token.at < len(utterance.spoken) for token in utterance.tokens)
