"""Captions of recordings are cut between words, in no number, and lose nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.core.report import Report
from reader.core.sentences import sentences
from reader.speech.recordings.subtitles import LONGEST, Cutting
from reader.ui.captions.subtitle_cuts import cut_between_words
from reader.ui.captions.tables import CaptionTables


@pytest.fixture(scope="module")
def cut() -> Cutting:
    return cut_between_words(CaptionTables(paths.resources()).words.borders)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("财政总收入（不含免抵调）完成24.03亿元，", ["财政总收入（不含免抵调）", "完成24.03亿元，"]),
        (
            "配合推进闵行主城片区中部单元规划编制及上报工作。",
            ["配合推进闵行主城片区中部", "单元规划编制及上报工作。"],
        ),
        ("上半年，完成生产总值41亿元。", ["上半年，", "完成生产总值41亿元。"]),
        ("——", ["——"]),
        ("", [""]),
    ],
)
def test_captions_end_where_words_end(cut: Cutting, text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in cut(text, frozenset())] == parts


def test_every_sentence_of_the_report_fits(cut: Cutting, report: Report) -> None:
    for block in report.shown:
        for start, end in sentences(block.text):
            text = block.text[start:end]
            ranges = cut(text, frozenset())
            assert "".join(text[a:b] for a, b in ranges) == text
            assert all(len(text[a:b].strip("，。；：、！？）」》”%")) <= LONGEST for a, b in ranges)


@given(st.text("七宝镇“”（）、，。 1%", max_size=80), st.frozensets(st.integers(0, 80)))
def test_nothing_is_lost_of_any_text(text: str, bound: frozenset[int]) -> None:
    cut = cut_between_words(lambda words: frozenset(range(len(words) + 1)))
    ranges = cut(text, bound)
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(ranges))
