"""Where the search index that came with the program is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import paths


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the package ``reader/`` stands, and nothing else yet."""
    (tmp_path / "reader").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "reader")
    monkeypatch.setattr(paths, "_BUNDLED", tmp_path / "reader" / "bundled")
    return tmp_path


def test_a_checkout_has_an_index_once_it_was_set_up(program: Path) -> None:
    assert paths.shipped_index() is None
    (program / "build" / "index").mkdir(parents=True)
    assert paths.shipped_index() == program / "build" / "index"


def test_an_installed_program_must_have_one(program: Path) -> None:
    (program / "reader" / "bundled").mkdir()
    (program / "build" / "index").mkdir(parents=True)
    assert paths.shipped_index() == program / "reader" / "bundled" / "index"


def test_it_is_the_bundled_report_s_alone(program: Path, tmp_path: Path) -> None:
    (program / "build" / "index").mkdir(parents=True)
    assert paths.shipped_index(tmp_path / "another.txt") is None
    link = tmp_path / "link.txt"
    link.symlink_to(paths.bundled_report())
    assert paths.shipped_index(link) == paths.shipped_index(paths.bundled_report()) == paths.shipped_index()
