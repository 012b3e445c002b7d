"""Where what came with the program is looked for, and where its user's files go."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reader import paths
from reader.paths import UserFolders


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


_linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the XDG specification's folders"
)


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A user the system does not know, in a folder of the test's."""
    import pwd

    def fail(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", fail)
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def _all(folders: UserFolders) -> tuple[Path, ...]:
    return folders.config, folders.data, folders.cache, folders.log


@_linux_only
@pytest.mark.parametrize("home", [None, "", "foo", "~", "./foo"])
def test_without_a_home_there_is_no_place(nobody: pytest.MonkeyPatch, home: str | None) -> None:
    if home is not None:
        nobody.setenv("HOME", home)
    assert all(map(paths.is_nowhere, _all(UserFolders.of_user())))
    assert os.environ.get("HOME") == home
    for folder in _all(UserFolders.of_user()):
        with pytest.raises(NotADirectoryError):
            folder.mkdir(parents=True)


@_linux_only
def test_what_the_environment_names_must_be_absolute(nobody: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nobody.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        nobody.setenv(name, "rel")
    usual = UserFolders.of_user()
    assert usual.config == tmp_path / "home" / ".config" / "qibao-reader"
    assert usual.cache == tmp_path / "home" / ".cache" / "qibao-reader"
    assert all(folder.is_relative_to(tmp_path / "home") for folder in _all(usual))
    nobody.setenv("XDG_CACHE_HOME", "")
    assert UserFolders.of_user() == usual
    nobody.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert UserFolders.of_user().cache == tmp_path / "elsewhere" / "qibao-reader"
    assert not any(map(paths.is_nowhere, _all(UserFolders.of_user())))
    assert list(tmp_path.iterdir()) == []


@_linux_only
def test_voices_are_not_looked_for_in_the_current_folder(nobody: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nobody.setenv("XDG_DATA_DIRS", f"rel{os.pathsep}{tmp_path}{os.pathsep}~")
    places = paths.voice_folders(UserFolders.of_profile(tmp_path / "profile"))
    assert tmp_path / "qibao-reader" / "voices" in places
    assert all(map(Path.is_absolute, places))


def test_a_profile_of_somebody_unknown_is_a_plain_name(nobody: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert UserFolders.of_profile(Path("~unknown/x")).cache == tmp_path / "~unknown" / "x" / "cache"
