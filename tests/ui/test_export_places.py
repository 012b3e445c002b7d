"""Places to save to have the names people know, each once; how far a recording is, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.ui.controls.save_places import SavePlace, computer_places, named_places, other_place, stick_place
from reader.ui.controls.sticks import Stick
from reader.ui.sound.export_progress import progress_words


def test_folders_that_are_there_are_offered_by_name(tmp_path: Path) -> None:
    for name in ("Music", "Documents"):
        (tmp_path / name).mkdir()
    wanted = [(tmp_path / "Music", "音乐"), (tmp_path / "Documents", "文档"), (tmp_path / "Desktop", "桌面")]
    places = named_places(wanted, tmp_path)
    assert [(place.folder.name, place.name) for place in places] == [("Music", "音乐"), ("Documents", "文档")]
    assert all(place.free for place in places)


def test_the_home_folder_is_never_called_by_the_user_name(tmp_path: Path) -> None:
    home = tmp_path / "root"
    home.mkdir()
    for wanted in ([], [(home, "音乐"), (home, "文档")], [(home / "none", "下载")]):
        assert [(place.folder, place.name) for place in named_places(wanted, home)] == [(home, "主文件夹")]
    assert other_place(home, (), home).name == "主文件夹"


def test_a_folder_picked_by_hand_keeps_a_name_it_has(tmp_path: Path) -> None:
    known = SavePlace(tmp_path, "音乐")
    assert other_place(tmp_path, (known,)) is known
    assert other_place(tmp_path / "录音").name == "“录音”文件夹"
    assert other_place(tmp_path / "录音").free is None
    assert other_place(Path("/")).name == "“/”文件夹"


def test_how_much_room_there_is_is_said_where_it_is_known() -> None:
    place = stick_place(Stick(Path("/media/usb0"), "金士顿", 14_200_000_000))
    assert place.words == "U 盘“金士顿”（还能放 14.2 GB）"
    assert SavePlace(Path("/gone"), "音乐").words == "音乐"


def test_there_is_always_a_folder_of_this_computer() -> None:
    assert all(place.folder.is_dir() for place in computer_places())
    assert computer_places()


@pytest.mark.parametrize(
    ("share", "elapsed_s", "words"),
    [
        (0.0, 0.0, "存了 0%"),
        (0.04, 60.0, "存了 4%"),
        (0.5, 2.0, "存了 50%"),
        (0.5, 20.0, "存了 50%，还要不到一分钟"),
        (0.5, 50.0, "存了 50%，大约还要 1 分钟"),
        (0.25, 60.0, "存了 25%，大约还要 3 分钟"),
        (1.0, 60.0, "存了 100%，还要不到一分钟"),
    ],
)
def test_how_far_it_is_and_how_long_it_takes(share: float, elapsed_s: float, words: str) -> None:
    assert progress_words(share, elapsed_s) == words
