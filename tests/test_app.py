"""What stands between the command and the window: the screen, the colours, and what nobody expected."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import paths
from reader.app import find_display_problem, load_whole_schemes
from reader.errors import ReaderError
from reader.settings.store import Settings
from reader.tools import all_options

_NO_SCREEN = ":9876"


@pytest.fixture
def live_wayland(tmp_path: Path) -> Iterator[str]:
    """A socket that answers, as a Wayland desktop's does; gives its name."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-0"))
        listening.listen()
        yield str(tmp_path / "wayland-0")


def _ask(monkeypatch: pytest.MonkeyPatch, platform: str, display: str, wayland: str) -> str | None:
    for name, value in (("QT_QPA_PLATFORM", platform), ("DISPLAY", display), ("WAYLAND_DISPLAY", wayland)):
        monkeypatch.setenv(name, value)
    return find_display_problem()


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: other systems always have a screen")
@pytest.mark.parametrize(
    ("platform", "display", "wayland", "problem"),
    [
        ("", "", "", "没有找到屏幕"),
        ("", _NO_SCREEN, "", f"屏幕 {_NO_SCREEN} 连不上"),
        ("xcb", _NO_SCREEN, "", f"屏幕 {_NO_SCREEN} 连不上"),
        ("xcb:native", _NO_SCREEN, "", f"屏幕 {_NO_SCREEN} 连不上"),
        ("wayland;xcb", _NO_SCREEN, "/gone", f"屏幕 {_NO_SCREEN} 连不上"),
        ("", "", "/gone", "没有找到屏幕"),
        ("wayland", "", "/gone", "Wayland 屏幕连不上"),
    ],
)
def test_a_screen_that_is_not_there_is_told_with_what_works_without(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, wayland: str, problem: str
) -> None:
    told = _ask(monkeypatch, platform, display, wayland)
    assert told is not None
    assert told.startswith(problem)
    assert "qibao-reader tour" in told


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_a_wayland_screen_will_do_unless_x_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, live_wayland: str
) -> None:
    assert _ask(monkeypatch, "", "", live_wayland) is None
    assert _ask(monkeypatch, "wayland", "", live_wayland) is None
    assert _ask(monkeypatch, "xcb", "", live_wayland) is not None


def test_no_screen_is_needed_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _ask(monkeypatch, "offscreen", "", "") is None


def test_another_scheme_stands_in_for_a_lost_one(tmp_path: Path) -> None:
    folder = tmp_path / "schemes"
    shutil.copytree(paths.resources() / "schemes", folder)
    whole = Settings(all_options(), tmp_path / "settings.json")
    assert len(set(load_whole_schemes(folder, whole).values())) == 6
    assert whole.notices == []
    (folder / "original.toml").unlink()
    lacking = Settings(all_options(), tmp_path / "settings.json")
    schemes = load_whole_schemes(folder, lacking)
    assert schemes["original"] in [scheme for key, scheme in schemes.items() if key != "original"]
    assert lacking.notices == [
        "配色“原色”的文件没有了，或者坏了，先用别的颜色。请重新安装本程序，或在程序的文件夹里运行 make setup。"
    ]


@pytest.mark.parametrize("content", [b"", b"[[[", b"\xff\xfe", b"order = 1\nname = 3\n"])
def test_another_scheme_stands_in_for_a_damaged_one_and_nothing_for_all(
    tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "schemes"
    shutil.copytree(paths.resources() / "schemes", folder)
    (folder / "eye_care.toml").write_bytes(content)
    settings = Settings(all_options(), tmp_path / "settings.json")
    schemes = load_whole_schemes(folder, settings)
    assert schemes["eye_care"] == schemes["original"]
    assert "护眼" in settings.notices[0]
    for path in folder.iterdir():
        path.write_bytes(content)
    with pytest.raises(ReaderError, match="请"):
        load_whole_schemes(folder, settings)
