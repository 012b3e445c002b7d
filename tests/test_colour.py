"""Contrast arithmetic against published figures, and every pair of every scheme against WCAG 2.2."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.colour import (
    FOCUS_GROUNDS,
    ROLES,
    SHAPE_PAIRS,
    TEXT_PAIRS,
    Measure,
    contrast_ratio,
    measure,
    parse_scheme,
    relative_luminance,
)
from reader.errors import StorageError

FOLDER = Path(__file__).parent.parent / "resources" / "schemes"
NAMES = {
    "original": "原色",
    "white": "白底黑字",
    "yellow_on_blue": "蓝底黄字",
    "black_on_yellow": "黄底黑字",
    "yellow_on_black": "黑底黄字",
    "eye_care": "护眼",
}
SCHEMES = {
    key: parse_scheme(key, tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8")))
    for key in NAMES
}
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def sound_data() -> dict[str, object]:
    return {"name": "试", "palette": {"one": "#102030"}, "roles": dict.fromkeys(ROLES, "one")}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),  # WebAIM's well-known near miss of 4.5
        ("#0000FF", "#FFFF00", 8.0),
        ("#FF0000", "#FFFFFF", 4.0),
    ],
)
def test_ratio_matches_published_figures(one: str, other: str, ratio: float) -> None:
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.005)


def test_luminance_runs_from_black_to_white() -> None:
    assert relative_luminance("#000000") == 0.0
    assert relative_luminance("#ffffff") == pytest.approx(1.0)


@given(COLOURS, COLOURS)
def test_ratio_does_not_mind_the_order_and_stays_in_bounds(one: str, other: str) -> None:
    assert contrast_ratio(one, other) == contrast_ratio(other, one)
    assert 1.0 <= contrast_ratio(one, other) <= 21.0 + 1e-9
    assert contrast_ratio(one, one) == 1.0


@pytest.mark.parametrize("bad", ["", "red", "#FFF", "#12345", "#1234567", "#GGGGGG", " #123456"])
def test_what_is_no_colour_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        relative_luminance(bad)


def test_the_folder_holds_these_schemes_and_no_others() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(NAMES)
    assert {key: scheme.name for key, scheme in SCHEMES.items()} == NAMES


def weak_pairs(key: str, pairs: tuple[tuple[str, str], ...], least: float) -> list[tuple[str, str]]:
    scheme = SCHEMES[key]
    return [pair for pair in pairs if contrast_ratio(*(scheme.colour(role) for role in pair)) < least]


@pytest.mark.parametrize("key", NAMES)
def test_all_text_can_be_read(key: str) -> None:
    assert weak_pairs(key, TEXT_PAIRS, 7.0) == []


@pytest.mark.parametrize("key", NAMES)
def test_all_shapes_can_be_seen(key: str) -> None:
    assert weak_pairs(key, SHAPE_PAIRS, 3.0) == []


@pytest.mark.parametrize("key", NAMES)
def test_focus_can_be_seen_on_everything(key: str) -> None:
    lost_on = [
        {ground for _, ground in weak_pairs(key, tuple((tone, ground) for ground in FOCUS_GROUNDS), 3.0)}
        for tone in ("focus_inner", "focus_outer")
    ]
    assert set.intersection(*lost_on) == set()


def test_every_role_is_measured() -> None:
    met = {role for pair in (*TEXT_PAIRS, *SHAPE_PAIRS) for role in pair}
    assert met == set(ROLES)


@pytest.mark.parametrize("key", NAMES)
def test_measure_covers_all_pairs_and_finds_them_enough(key: str) -> None:
    measures = measure(SCHEMES[key])
    assert len(measures) == len(TEXT_PAIRS) + len(SHAPE_PAIRS) + len(FOCUS_GROUNDS)
    assert all(found.is_enough for found in measures)


def test_a_weak_pair_is_not_enough() -> None:
    assert not Measure("ink", "paper", ratio=6.99, least=7.0).is_enough
    one_colour = parse_scheme("flat", sound_data())
    assert not any(found.is_enough for found in measure(one_colour))


def test_light_text_on_dark_is_dark() -> None:
    assert {key for key, scheme in SCHEMES.items() if scheme.is_dark} == {"yellow_on_blue", "yellow_on_black"}


def test_a_role_is_found_by_name_and_nothing_else_is() -> None:
    assert SCHEMES["original"].colour("accent") == "#0B5A4A"
    with pytest.raises(KeyError):
        SCHEMES["original"].colour("name")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "没有名称"),
        ({"name": 3}, "没有名称"),
        ({"palette": None}, "palette"),
        ({"palette": {"one": 7}}, "palette"),
        ({"palette": {"one": "green"}}, "one 写成了 green"),
        ({"roles": []}, "roles"),
        ({"roles": {"ink": "one"}}, "缺少 paper"),
        ({"roles": {**dict.fromkeys(ROLES, "one"), "glow": "one"}}, "多了 glow"),
        ({"roles": {**dict.fromkeys(ROLES, "one"), "ink": "two"}}, "ink 用的颜色 two"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(change: dict[str, object], said: str) -> None:
    with pytest.raises(StorageError) as caught:
        parse_scheme("mine", {**sound_data(), **change})
    assert "「mine」" in str(caught.value)
    assert said in str(caught.value)
