from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.speech.recordings.file_names import LONGEST, free_name, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("上半年 三、民生保障", "上半年 三、民生保障"),
        ('a\\b/c:d*e?f"g<h>i|j', "a＼b／c：d＊e？f＂g＜h＞i｜j"),
        ("  两头\t空 \n白  ", "两头 空 白"),
        (". 完。...", "完。"),
        ("..", "录音"),
        ("", "录音"),
        ("\x00\x1f\u200b\ud800", "录音"),
        ("CON", "CON_"),
        ("lpt1.报告", "lpt1.报告_"),
        ("CONTENTS", "CONTENTS"),
        ("𠮷" * 90, "𠮷" * 57),
        ("字" * 90, "字" * 70),
    ],
)
def test_names_are_what_every_stick_can_hold(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(st.characters(), max_size=200))
def test_whatever_the_text_the_name_can_be_used(text: str) -> None:
    name = safe_name(text)
    assert name
    assert name == name.strip(" .")
    assert not set(name) & set('\\/:*?"<>|')
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in name)
    assert len(f"{name}（12）.mp3") <= LONGEST
    assert len(f"{name}（12）.mp3".encode()) <= 255


def test_a_file_of_that_name_can_be_made(tmp_path: Path) -> None:
    for text in ("字" * 300, "𠮷" * 300, "a/b", "..", "\x00"):
        path = tmp_path / f"{safe_name(text)}（12）.mp3"
        path.write_bytes(b"")
        assert path.parent == tmp_path
    assert len(os.listdir(tmp_path)) == 4, "'..' and control characters alone are both 录音"


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken = {"报告", "报告（2）"}
    assert free_name("报告", taken.__contains__) == "报告（3）"
    assert free_name("新报告", taken.__contains__) == "新报告"
