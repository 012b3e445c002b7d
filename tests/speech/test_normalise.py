"""What is spoken for shown text, and what each spoken character stands for."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.traced import Traced
from reader.speech.normalise import RULES, normalise, rules_at
from reader.speech.normalise.folding import fold
from reader.speech.normalise.rule import DIGITS, LATIN, Rule
from reader.speech.pinyin.hanzi import PAUSES, is_hanzi

_DATA = Path(__file__).parents[1] / "data"


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _bare(text: str) -> str:
    return re.sub(rf"[{PAUSES}()]", "", text)


def _readings(expression: str, context: str) -> list[str]:
    """Give what is spoken for the expression, at each place where it stands in its context."""
    traced = normalise(context)
    places = (found.start() for found in re.finditer(re.escape(expression), context))
    ranges = (traced.place_of(at, at + len(expression)) for at in places)
    return [_bare(traced.text[start:end]) for start, end in ranges]


@pytest.mark.parametrize("row", _rows("numerals.tsv"), ids=lambda row: row["context"])
def test_numerals_of_the_report(row: dict[str, str]) -> None:
    should = "" if row["should"].startswith("(silent") else _bare(row["should"])
    assert should in _readings(row["expr"], row["context"])


@pytest.mark.parametrize("row", _rows("numerals_unseen.tsv"), ids=lambda row: row["context"])
def test_numerals_of_other_reports(row: dict[str, str]) -> None:
    said = _readings(row["expr"], row["context"])
    assert set(said) & {_bare(reading) for reading in row["should"].split("/")}, said


@pytest.mark.parametrize("row", _rows("numerals_kinds.tsv"), ids=lambda row: row["text"])
def test_kinds_of_expressions_by_the_standards(row: dict[str, str]) -> None:
    assert normalise(row["text"]).text == row["spoken"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_rule_reads_its_example(rule: Rule) -> None:
    example = fold(rule.example)
    begins = [at for at, char in enumerate(example) if char in rule.starts]
    matches = [match for at in begins if (match := rule.pattern.match(example, at))]
    assert any(rule.read(match) is not None for match in matches), "another rule reads it"
    assert normalise(rule.example).text == rule.spoken
    assert rule.source


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("", ""),
        ("   ", ""),
        ("（扩大）会", "扩大，会"),
        ("整合“社区云”《方案》", "整合社区云方案"),
        ("干部（户）。", "干部，户。"),
        ("重点工作（一）", "重点工作，一"),
        ("每周二、四14:00", "每周二、四，十四点"),
        ("2万2千人", "两万两千人"),
        ("周一-周五", "周一到周五"),
        ("9:00-次日2:00", "九点到次日两点"),
        ("约~5人", "约约五人"),
        ("——2021年", "二零二一年"),
        ("Wi-Fi，COVID-19", "WiFi，COVID十九"),
        ("首页 > 闵行区", "首页，闵行区"),
        ("（三）#注*", "三，注"),
        ("结束.", "结束。"),
        ("一. 二", "一。二"),
        ("甲.乙", "甲乙"),
        ("一\n二", "一。二"),
        ("一 二", "一二"),
        ("100 200", "一百，二百"),
        ("二○二一", "二零二一"),
        ("x3", "x三"),
        ("号（2）", "号，二"),
        ("24/0", "二十四，零"),
        ("2022/1月", "二零二二，一月"),
        ("5元/袋装", "五元，袋装"),
        ("党员/群众", "党员，群众"),
        ("红·绿", "红、绿"),
        ("3000人·次", "三千人次"),
        ("99.9", "九十九点九"),
        ("比例10:15", "比例十比十五"),
        ("2022.13.45", "两千零二十二点十三点四十五"),
        ("1000年前", "一千年前"),
        ("达2030", "达两千零三十"),
        ("达2030、2031年", "达二零三零、二零三一年"),
        ("13.40任务", "十三点四零任务"),
        ("12.31元任务", "十二点三一元任务"),
        ("2022-03地块", "二零二二杠零三地块"),
        ("2人m", "两人m"),
        ("A=面积", "A等于面积"),
        ("a>b", "a，b"),
        ("2x", "二x"),
        ("2km路", "两千米路"),
        ("2年级", "二年级"),
        ("2022-03街坊", "二零二二杠零三街坊"),
        ("选300-2010", "选三百到二零一零"),
        ("2022-13-45", "二零二二到十三到四十五"),
        ("星期2", "星期二"),
        ("第2位", "第二位"),
        ("1 200，5", "一，二百，五"),
    ],
)
def test_text_around_numbers(text: str, spoken: str) -> None:
    assert normalise(text).text == spoken


def test_a_percentage_lights_exactly_itself() -> None:
    text = "同比增长15%；财政"
    traced = normalise(text)
    start = traced.text.index("百分之十五")
    assert {text[first:last] for first, last in traced.origins[start : start + 5]} == {"15%"}


def test_digits_read_one_by_one_light_one_by_one() -> None:
    traced = normalise("2035年")
    assert traced.text == "二零三五年"
    assert traced.origins == ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5))


def test_full_width_digits_read_as_half_width_ones() -> None:
    assert normalise("１５％，２０２３年").text == normalise("15%，2023年").text


def _check_sound(text: str, traced: Traced) -> None:
    starts = [first for first, _ in traced.origins]
    ends = [last for _, last in traced.origins]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= first <= last <= len(text) for first, last in traced.origins)


_PIECES = st.sampled_from(
    [
        *list(
            "0123456789.,:/-~%‰+×xX*#()（）①⑵Ⅲ½²³㎡℃°·、，。；：—… \n\u3000AaZkmhVI年月日号时分元万亿个户次第周一二两地块室路比"
        ),
        "km/h",
        "热线",
        "电话",
        "1.5",
    ]
)


_NEIGHBOURS = st.sampled_from(sorted({char for rule in RULES for char in rule.follows + rule.leads}))


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_mixture_is_read(text: str) -> None:
    traced = normalise(text)
    _check_sound(text, traced)
    assert all(
        is_hanzi(char) or char in PAUSES or (char.isascii() and char.isalpha()) for char in traced.text
    )
    assert not re.search(rf"[{PAUSES}]{{2}}|^[{PAUSES}]", traced.text)


@given(st.lists(st.one_of(_PIECES, _NEIGHBOURS), max_size=24).map("".join))
def test_a_rule_that_is_not_tried_would_read_nothing(text: str) -> None:
    flat = fold(text)
    for at, char in enumerate(flat):
        if char in DIGITS + LATIN:
            tried = rules_at(flat, at)
            for rule in RULES:
                if char in rule.starts and rule not in tried:
                    match = rule.pattern.match(flat, at)
                    assert match is None or rule.read(match) is None, rule.example


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_characters_are_read(text: str) -> None:
    traced = normalise(text)
    _check_sound(text, traced)
    assert all(
        is_hanzi(char) or char in PAUSES or (char.isascii() and char.isalpha()) for char in traced.text
    )


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_hanzi_are_spoken_as_they_are(text: str) -> None:
    assert normalise(text) == Traced.verbatim(text)


@given(st.characters())
def test_a_lone_hanzi_is_said_and_no_other_letter_of_its_planes(char: str) -> None:
    if is_hanzi(char):
        assert normalise(char).text == ("零" if char == "〇" else char)
    elif ord(char) >= 0x3400:
        assert char not in normalise(f"七{char}宝").text or char in PAUSES


def test_lone_surrogates_controls_and_emoji_are_silent() -> None:
    assert normalise("七\ud800\x00\x07宝😀👨‍👩‍👧镇\ufeff").text == "七宝镇"


@pytest.mark.parametrize(
    "unit", ["1", "A", "七", " ", "a1", "1-", "1,", "1/", "1:", "123 ", "(", "-", "15%", "①", "\ud800"]
)
def test_a_long_text_without_punctuation_is_read_whole(unit: str) -> None:
    # Long enough that quadratic work would run into the suite's time-out; linear work takes seconds.
    text = unit * (60_000 // len(unit))
    _check_sound(text, normalise(text))
