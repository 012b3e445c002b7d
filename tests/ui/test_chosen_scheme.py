"""Which scheme is in force: a designed one, one's own colours, or the nearest that can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.core.colour import Scheme, measure
from reader.settings.store import Settings
from reader.tools import all_options
from reader.ui.look.chosen_scheme import chosen_scheme
from reader.ui.look.theme import load_schemes


@pytest.fixture
def schemes(resources: Path) -> dict[str, Scheme]:
    return load_schemes(resources / "schemes")


def make_settings(folder: Path, **stored: str) -> Settings:
    path = folder / "settings.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    return Settings(all_options(), path)


def test_every_scheme_that_comes_with_the_program_is_found(
    schemes: dict[str, Scheme], tmp_path: Path
) -> None:
    settings = make_settings(tmp_path)
    for key, scheme in schemes.items():
        settings.set("scheme", key)
        assert chosen_scheme(schemes, settings) == scheme


def test_own_colours_make_a_sound_scheme_once(schemes: dict[str, Scheme], tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    settings.set_all({"custom_ink": "#FFFFFF", "custom_paper": "#0A1F4A", "scheme": "custom"})
    scheme = chosen_scheme(schemes, settings)
    assert (scheme.ink, scheme.paper, scheme.name) == ("#FFFFFF", "#0A1F4A", "自己配")
    assert all(found.is_enough for found in measure(scheme))
    assert chosen_scheme(schemes, settings) is scheme
    assert not settings.notices


def test_before_anything_was_chosen_they_are_those_of_the_original(
    schemes: dict[str, Scheme], tmp_path: Path
) -> None:
    settings = make_settings(tmp_path, scheme="custom")
    scheme = chosen_scheme(schemes, settings)
    assert (scheme.ink, scheme.paper) == (schemes["original"].ink, schemes["original"].paper)


def test_a_weak_pair_in_the_file_comes_out_readable_and_is_told_once(
    schemes: dict[str, Scheme], tmp_path: Path
) -> None:
    settings = make_settings(tmp_path, scheme="custom", custom_ink="#999999", custom_paper="#FFFFFF")
    for _ in range(3):
        scheme = chosen_scheme(schemes, settings)
        assert all(found.is_enough for found in measure(scheme))
    assert scheme.paper == "#FFFFFF"
    assert [notice for notice in settings.notices if "看不清" in notice] == settings.notices
    assert len(settings.notices) == 1


@pytest.mark.parametrize(
    "hostile", ["red", "#12345", "#GGGGGG", "#fff", "", "#000000; background: url(x)", "#１２３４５６"]
)
def test_what_is_no_colour_never_gets_in(hostile: str, schemes: dict[str, Scheme], tmp_path: Path) -> None:
    settings = make_settings(tmp_path, scheme="custom", custom_ink=hostile)
    assert chosen_scheme(schemes, settings).ink == schemes["original"].ink
    with pytest.raises(ValueError, match="custom_ink"):
        settings.set("custom_ink", hostile)


def test_at_rest_the_page_has_its_first_colours(schemes: dict[str, Scheme], tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    settings.set_all({"custom_ink": "#FFFFFF", "custom_paper": "#000000", "scheme": "custom"})
    settings.rest_aids(True)
    assert chosen_scheme(schemes, settings) == schemes["original"]
    settings.rest_aids(False)
    assert chosen_scheme(schemes, settings).paper == "#000000"
