"""Captions are the page's words in step with the sound, in files that other programs read."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.speech.recordings.subtitles import (
    LONGEST,
    About,
    Beat,
    Cue,
    SpokenSentence,
    make_cues,
    to_lrc,
    to_srt,
    to_vtt,
)


def spoken(text: str, start_ms: float = 0.0, step_ms: float = 300.0) -> SpokenSentence:
    """Say every character that is no punctuation, one after the other."""
    beats = []
    at_ms = start_ms
    for at, character in enumerate(text):
        if character.isalnum():
            beats.append(Beat(at_ms, at_ms + step_ms, at))
            at_ms += step_ms
    return SpokenSentence(text, tuple(beats))


def test_a_caption_is_a_clause_that_comes_with_its_first_syllable() -> None:
    cues = make_cues([spoken("上半年完成生产总值41亿元，同比增长百分之十五。", 200.0)])
    assert cues == (
        Cue(200, 200 + 13 * 300, "上半年完成生产总值41亿元，"),
        Cue(200 + 13 * 300, 200 + 22 * 300 + 700, "同比增长百分之十五。"),
    )


def test_numbers_stay_whole_and_no_caption_is_too_long() -> None:
    text = "其中地方财政收入以及不含免抵调的其他各项收入合计完成1234567.89万元"
    cues = make_cues([spoken(text)])
    assert len(cues) > 1
    assert "".join(cue.text for cue in cues) == text
    assert sum("1234567.89" in cue.text for cue in cues) == 1
    assert all(len(cue.text) <= LONGEST for cue in cues)


def test_one_ends_before_the_next_begins_and_stays_a_moment_when_nothing_follows() -> None:
    cues = make_cues([spoken("第一句话说完了。", 0.0), spoken("第二句话说完了。", 9000.0)])
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == [(0, 2800), (9000, 11800)]


def test_what_would_be_gone_at_once_is_joined_with_its_neighbour() -> None:
    assert [cue.text for cue in make_cues([spoken("一是，抓好招商引资工作。")])] == [
        "一是，抓好招商引资工作。"
    ]
    assert [cue.text for cue in make_cues([spoken("抓好招商引资工作，好。")])] == ["抓好招商引资工作，好。"]
    long = "二是，" + "很" * LONGEST + "。"
    assert len(make_cues([spoken(long)])) > 1, "unless both do not fit one caption"


def test_a_short_sentence_stands_for_a_second() -> None:
    (cue,) = make_cues([spoken("好。", step_ms=100.0)])
    assert cue == Cue(0, 1000, "好。")


def test_what_is_not_said_goes_with_what_is() -> None:
    sentence = SpokenSentence("——，说话，——，完", (Beat(0, 2000, 3), Beat(2000, 4000, 9)))
    assert [cue.text for cue in make_cues([sentence])] == ["——，说话，——，", "完"]
    assert make_cues([SpokenSentence("——", ())]) == ()
    assert make_cues([]) == ()


def test_two_at_one_moment_become_one() -> None:
    cues = make_cues([spoken("甲乙丙丁。", 500.0), spoken("子丑寅卯。", 500.2)])
    assert [cue.text for cue in cues] == ["甲乙丙丁。子丑寅卯。"]


def test_control_characters_and_halves_of_characters_are_left_out() -> None:
    (cue,) = make_cues([spoken("七\t宝\ud800\u200b镇\r\n好。")])
    assert cue.text == "七 宝镇 好。"


_TEXTS = st.text(st.sampled_from("七宝镇41亿.5%，。；、（）<>&[]{}-> \ud800\n"), min_size=1, max_size=60)


@given(st.lists(_TEXTS, max_size=6), st.floats(1.0, 900.0))
def test_whatever_is_said_captions_follow_one_another(texts: list[str], step_ms: float) -> None:
    sentences, at_ms = [], 200.0
    for text in texts:
        sentence = spoken(text, at_ms, step_ms)
        sentences.append(sentence)
        at_ms = sentence.beats[-1].end_ms if sentence.beats else at_ms
    cues = make_cues(sentences)
    for cue, following in itertools.pairwise(cues):
        assert cue.end_ms <= following.start_ms
    assert all(cue.start_ms < cue.end_ms and cue.text == cue.text.strip() for cue in cues)
    for write in (to_srt, to_vtt, lambda cues: to_lrc(cues, About("t"), at_ms)):
        write(cues).decode()


# -- the files ------------------------------------------------------------------------------------------------------------

_CUES = (
    Cue(200, 4290, "41亿元 & <b>多</b>，"),
    Cue(4290, 61_005, "[注] {\\an8}一 --> 二"),
    Cue(3_600_000, 6_000_123, "完。"),
)


def test_srt() -> None:
    assert to_srt(_CUES).decode("utf-8-sig") == (
        "1\r\n00:00:00,200 --> 00:00:04,290\r\n41亿元 & ＜b＞多＜/b＞，\r\n\r\n"
        "2\r\n00:00:04,290 --> 00:01:01,005\r\n[注] ｛\\an8｝一 --＞ 二\r\n\r\n"
        "3\r\n01:00:00,000 --> 01:40:00,123\r\n完。\r\n"
    )
    assert to_srt(_CUES).startswith(b"\xef\xbb\xbf")
    assert to_srt([]).decode("utf-8-sig") == ""


def test_vtt() -> None:
    assert to_vtt(_CUES).decode() == (
        "WEBVTT\n"
        "\n00:00:00.200 --> 00:00:04.290\n41亿元 &amp; &lt;b&gt;多&lt;/b&gt;，\n"
        "\n00:00:04.290 --> 00:01:01.005\n[注] {\\an8}一 --&gt; 二\n"
        "\n01:00:00.000 --> 01:40:00.123\n完。\n"
    )
    assert to_vtt([]) == b"WEBVTT\n"


def test_lrc() -> None:
    written = to_lrc(_CUES, About("上半年 [一]", "七宝镇\n政府", ""), 6_000_123)
    assert written.startswith(b"\xef\xbb\xbf[re:")
    assert written.decode("utf-8-sig").split("\r\n") == [
        "[re:七宝读报]",
        "[ti:上半年 ［一］]",
        "[ar:七宝镇 政府]",
        "[length:100:00]",
        "[00:00.20]41亿元 & <b>多</b>，",
        "[00:04.29]［注］ {\\an8}一 --> 二",
        "[60:00.00]完。",
        "",
    ]


def test_a_stranger_reads_the_lrc() -> None:
    """By the format as players know it: tags and times in brackets at the beginning of a line."""
    lines = to_lrc(_CUES, About("题"), 0).decode("utf-8-sig").splitlines()
    timed = [re.fullmatch(r"\[(\d+):(\d\d)\.(\d\d)\](.*)", line) for line in lines[3:]]
    assert [int(each[1]) * 60_000 + int(each[2]) * 1000 + int(each[3]) * 10 for each in timed if each] == [
        200,
        4290,
        3_600_000,
    ]


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe")
@pytest.mark.parametrize(("ending", "write"), [("srt", to_srt), ("vtt", to_vtt)])
def test_ffmpeg_reads_what_was_written(tmp_path: Path, ending: str, write: object) -> None:
    assert callable(write)
    path = tmp_path / f"字幕.{ending}"
    path.write_bytes(write(_CUES))
    asked = ["ffprobe", "-v", "error", "-show_packets", "-of", "json", str(path)]
    done = subprocess.run(asked, capture_output=True, check=True, timeout=30)
    packets = json.loads(done.stdout)["packets"]
    assert [round(1000 * float(packet["pts_time"])) for packet in packets] == [200, 4290, 3_600_000]
    ends = [float(packet["pts_time"]) + float(packet["duration_time"]) for packet in packets]
    assert [round(1000 * end) for end in ends] == [4290, 61_005, 6_000_123]
    text = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-f", "srt", "-"],
        capture_output=True,
        check=True,
        timeout=30,
    ).stdout.decode()
    assert "41亿元 & " in text
    assert "完。" in text
