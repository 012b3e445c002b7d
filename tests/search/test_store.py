"""A kept index is whole and the program's own, or it is not used."""

from __future__ import annotations

import json
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reader.errors import SearchIndexError, StorageError
from reader.paths import shipped
from reader.search.store import MANIFEST, Store, has_generations, publish, read_shipped

_FILES = {"a.seg": b"segment" * 50, "b.toc": b"contents", "empty": b""}
_OLD_S = time.time() - 40 * 86_400


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "deep" / "search")
    store.write("k", _FILES)
    return store


def test_what_is_written_can_be_read(store: Store) -> None:
    assert store.read("k") == _FILES
    assert store.read("other") is None


def test_the_folder_is_private(store: Store) -> None:
    assert (store.folder / "gen-k").stat().st_mode & 0o077 == 0
    assert [path.name for path in store.folder.iterdir()] == ["gen-k"]


def test_any_damage_to_any_file_is_noticed(store: Store) -> None:
    chosen = random.Random(3)
    for path in sorted((store.folder / "gen-k").iterdir()):
        good = path.read_bytes()
        for _ in range(40):
            bad = bytearray(good)
            if chosen.random() < 0.5 and bad:
                bad[chosen.randrange(len(bad))] ^= 1 << chosen.randrange(8)
            else:
                bad = bad[: chosen.randrange(len(bad) + 1)] + b"?"
            path.write_bytes(bad)
            try:
                assert store.read("k") == _FILES, "read something else"
            except SearchIndexError:
                continue
        path.write_bytes(good)
    assert store.read("k") == _FILES


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"{}",
        b'{"files": 1}',
        b'{"key": "k", "files": {"../x": {"bytes": 1, "sha256": ""}}}',
        b"[" * 50_000,
        b"\xff",
        b" " * 70_000 + b"{}",
    ],
)
def test_a_wrong_manifest_is_noticed(store: Store, manifest: bytes) -> None:
    (store.folder / "gen-k" / MANIFEST).write_bytes(manifest)
    with pytest.raises(SearchIndexError):
        store.read("k")


def _forge(place: Path, name: str, **changes: Any) -> None:
    """Change what the manifest in ``place`` says of file ``name``."""
    manifest = json.loads((place / MANIFEST).read_bytes())
    manifest["files"][name].update(changes)
    (place / MANIFEST).write_text(json.dumps(manifest))


@pytest.mark.parametrize("size", [-1, 1 << 40, 1e300, float("nan"), True, "350", None, [350]])
def test_a_wrong_size_is_noticed_before_anything_is_read(store: Store, size: object) -> None:
    place = store.folder / "gen-k"
    with (place / "a.seg").open("wb") as file:
        file.truncate(1 << 40)  # takes no room on the disk, but would in memory
    _forge(place, "a.seg", bytes=size)
    with pytest.raises(SearchIndexError):
        store.read("k")


def test_a_file_larger_than_the_manifest_says_is_not_read_into_memory(store: Store) -> None:
    with (store.folder / "gen-k" / "a.seg").open("r+b") as file:
        file.truncate(1 << 40)
    with pytest.raises(SearchIndexError):
        store.read("k")


def test_a_generation_in_the_place_of_another_is_noticed(store: Store) -> None:
    (store.folder / "gen-k").rename(store.folder / "gen-l")
    with pytest.raises(SearchIndexError):
        store.read("l")


def test_a_missing_or_strange_file_is_noticed(store: Store) -> None:
    place = store.folder / "gen-k"
    (place / "more").write_bytes(b"")
    with pytest.raises(SearchIndexError):
        store.read("k")
    (place / "more").unlink()
    (place / "a.seg").unlink()
    with pytest.raises(SearchIndexError):
        store.read("k")


def test_a_link_pipe_socket_or_folder_is_no_file_of_an_index(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = store.folder / "gen-k"
    for name in ("a.seg", MANIFEST):
        good = (place / name).read_bytes()
        (tmp_path / "elsewhere").write_bytes(good)
        (place / name).unlink()
        (place / name).symlink_to(tmp_path / "elsewhere")
        with pytest.raises(SearchIndexError):
            store.read("k")
        (place / name).unlink()
        os.mkfifo(place / name)
        with pytest.raises(SearchIndexError):
            store.read("k")
        (place / name).unlink()
        monkeypatch.chdir(place)  # the name of a socket must be short
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(name)
        with pytest.raises(SearchIndexError):
            store.read("k")
        (place / name).unlink()
        (place / name).mkdir()
        with pytest.raises(SearchIndexError):
            store.read("k")
        (place / name).rmdir()
        (place / name).write_bytes(good)
    assert store.read("k") == _FILES


def test_a_folder_others_can_write_to_is_not_trusted(store: Store, tmp_path: Path) -> None:
    place = store.folder / "gen-k"
    place.chmod(0o777)
    with pytest.raises(SearchIndexError):
        store.read("k")
    place.chmod(0o700)
    place.rename(tmp_path / "moved")
    place.symlink_to(tmp_path / "moved")
    with pytest.raises(SearchIndexError):
        store.read("k")


def test_a_file_others_can_write_to_is_not_trusted(store: Store, tmp_path: Path) -> None:
    place = store.folder / "gen-k"
    for name in ("a.seg", MANIFEST):
        (place / name).chmod(0o660)
        for read in (lambda: store.read("k"), lambda: read_shipped(store.folder, "k", tmp_path)):
            with pytest.raises(SearchIndexError):
                read()
        (place / name).chmod(0o644)
    assert store.read("k") == _FILES


@pytest.mark.skipif(os.getuid() != 0, reason="needs root, who alone may give files away")
def test_a_file_of_another_owner_is_not_trusted(store: Store, tmp_path: Path) -> None:
    file = store.folder / "gen-k" / "a.seg"
    os.chown(file, 65534, 65534)
    for read in (lambda: store.read("k"), lambda: read_shipped(store.folder, "k", tmp_path)):
        with pytest.raises(SearchIndexError):
            read()
    program = tmp_path / "program"
    program.mkdir()
    os.chown(program, 65534, 65534)
    assert read_shipped(store.folder, "k", program) == _FILES


def test_files_are_private_whatever_the_user_s_own_are(store: Store) -> None:
    usual = os.umask(0)
    try:
        store.write("k2", _FILES)
    finally:
        os.umask(usual)
    assert store.read("k2") == _FILES


def test_a_folder_in_which_others_can_swap_generations_is_neither_read_nor_written(store: Store) -> None:
    store.folder.chmod(0o777)
    with pytest.raises(SearchIndexError):
        store.read("k")
    with pytest.raises(StorageError, match="别人也能改"):
        store.write("k2", _FILES)
    assert [path.name for path in store.folder.iterdir()] == ["gen-k"]


def test_a_damaged_generation_is_replaced_and_a_good_one_left(store: Store) -> None:
    (store.folder / "gen-k" / "a.seg").write_bytes(b"bad")
    store.write("k", _FILES)
    assert store.read("k") == _FILES
    inode = (store.folder / "gen-k").stat().st_ino
    store.write("k", _FILES)
    assert (store.folder / "gen-k").stat().st_ino == inode
    assert [path.name for path in store.folder.iterdir()] == ["gen-k"]


def test_a_whole_generation_is_replaced_only_when_it_is_said_to_be_false(store: Store) -> None:
    store.write("k", {"a": b"other"})
    assert store.read("k") == _FILES
    store.write("k", {"a": b"other"}, is_anew=True)
    assert store.read("k") == {"a": b"other"}
    assert [path.name for path in store.folder.iterdir()] == ["gen-k"]


def test_a_file_in_the_place_of_a_generation_is_replaced(store: Store) -> None:
    (store.folder / "gen-x").write_text("a file")
    with pytest.raises(SearchIndexError):
        store.read("x")
    store.write("x", _FILES)
    assert store.read("x") == _FILES


def test_a_link_in_the_place_of_a_generation_is_replaced_and_not_followed(
    store: Store, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "kept").write_text("")
    (store.folder / "gen-x").symlink_to(elsewhere)
    (store.folder / ".old-link").symlink_to(elsewhere)
    os.utime(store.folder / ".old-link", (_OLD_S, _OLD_S), follow_symlinks=False)
    store.write("x", _FILES)
    assert store.read("x") == _FILES
    assert {path.name for path in store.folder.iterdir()} == {"gen-k", "gen-x"}
    assert (elsewhere / "kept").exists()
    assert elsewhere.stat().st_mode & 0o777 == 0o755


# Root may do anything: as somebody else it is tried.
_HEALED = """
import os, sys
from pathlib import Path
from reader.errors import SearchIndexError
from reader.search.store import Store

store, how, files = Store(Path(sys.argv[1]) / "search"), sys.argv[2], {"a": b"1"}
place = store.folder / "gen-k"
if os.getuid() == 0:
    store.folder.mkdir(mode=0o700)
    if how == "root's":
        place.mkdir(mode=0o755)
        (place / "a").write_bytes(b"1")
    for path in (store.folder.parent, store.folder):
        os.chown(path, 65534, 65534)
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
if how == "closed":
    store.write("k", files)
    place.chmod(0)
try:
    store.read("k")
except SearchIndexError:
    store.write("k", files, is_anew=True)
    assert store.read("k") == files
    print(*sorted(path.name[:5] for path in store.folder.iterdir()))
"""


def test_a_generation_that_may_not_be_entered_is_replaced() -> None:
    with tempfile.TemporaryDirectory() as folder:  # the folder of tests is closed to others
        assert _run(_HEALED, folder, "closed") == "gen-k\n"


@pytest.mark.skipif(os.getuid() != 0, reason="needs root, who alone can make something of root's")
def test_a_generation_of_root_s_is_moved_out_of_the_way() -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert _run(_HEALED, folder, "root's") == ".old- gen-k\n"


def test_what_nobody_used_for_long_is_tidied_away(store: Store) -> None:
    for name in ("gen-old", ".new-killed", ".old-killed", "stranger"):
        (store.folder / name).mkdir()
        os.utime(store.folder / name, (_OLD_S, _OLD_S))
    (store.folder / "gen-recent").mkdir()
    (store.folder / ".new-running").mkdir()
    store.write("k2", _FILES)
    left = {path.name for path in store.folder.iterdir()}
    assert left == {"gen-k", "gen-k2", "gen-recent", ".new-running", "stranger"}


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError) as told:
        Store(tmp_path / "file" / "search").write("k", _FILES)
    assert str(tmp_path / "file" / "search") in str(told.value)
    assert "不是文件夹" in str(told.value)
    assert "磁盘" not in str(told.value)


def test_a_user_without_a_home_is_told_so() -> None:
    with pytest.raises(StorageError, match=r"不知道您的个人文件夹在哪里.*--profile"):
        Store(Path(os.devnull) / "qibao-reader" / "search").write("k", _FILES)


def test_a_reason_without_a_cure_of_its_own_still_has_one(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"名字太长.*请让工作人员看看"):
        Store(tmp_path / ("长" * 200)).write("k", _FILES)


def test_a_file_system_that_keeps_nothing_private_is_told_and_keeps_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = os.mkdir

    def make_for_everybody(path: str | Path, mode: int = 0o777) -> None:
        """As on a stick that is mounted for everybody: whatever rights are asked for, all are given."""
        make(path, mode)
        os.chmod(path, 0o777)

    monkeypatch.setattr(os, "mkdir", make_for_everybody)
    with pytest.raises(StorageError, match="别人也能改"):
        store.write("k2", _FILES)
    assert [path.name for path in store.folder.iterdir()] == ["gen-k"]


@contextmanager
def _files_of_at_most(size: int) -> Iterator[None]:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_disk_that_takes_no_more_leaves_all_as_it_was(store: Store) -> None:
    with _files_of_at_most(300), pytest.raises(StorageError, match="放不下"):
        store.write("k2", _FILES)
    assert [path.name for path in store.folder.iterdir()] == ["gen-k"]
    assert store.read("k") == _FILES


def test_what_is_published_can_be_read_by_everybody_and_is_the_only_one(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    assert not has_generations(folder)
    publish(folder, "old", _FILES)
    place = publish(folder, "k", _FILES)
    assert [path.name for path in folder.iterdir()] == [place.name] == ["gen-k"]
    assert has_generations(folder)
    assert all(path.stat().st_mode & 0o777 == 0o644 for path in place.iterdir())
    assert place.stat().st_mode & 0o777 == folder.stat().st_mode & 0o777 == 0o755
    assert read_shipped(folder, "k", tmp_path) == _FILES
    assert read_shipped(folder, "old", tmp_path) is None


def test_of_what_is_shipped_only_who_may_write_the_program_may_be_the_writer(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.mkdir(mode=0o755)
    place = publish(tmp_path / "index", "k", _FILES)
    place.chmod(0o775)
    with pytest.raises(SearchIndexError):
        read_shipped(tmp_path / "index", "k", program)
    program.chmod(0o775)  # as pip leaves it where a group shares its files
    assert read_shipped(tmp_path / "index", "k", program) == _FILES
    place.chmod(0o777)
    with pytest.raises(SearchIndexError):
        read_shipped(tmp_path / "index", "k", program)


@pytest.mark.skipif(os.getuid() != 0, reason="needs root, who alone may give files away")
def test_an_index_of_another_owner_is_not_trusted(store: Store, tmp_path: Path) -> None:
    place = store.folder / "gen-k"
    os.chown(place, 65534, 65534)
    with pytest.raises(SearchIndexError):
        store.read("k")
    with pytest.raises(SearchIndexError):
        read_shipped(store.folder, "k", tmp_path)
    program = tmp_path / "program"
    program.mkdir()
    os.chown(program, 65534, 65534)
    assert read_shipped(store.folder, "k", program) == _FILES


# Forks a copy for every moment: each is killed one call of the system's further on.
_KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from reader.errors import SearchIndexError
from reader.search.store import Store

os.fsync = os.fstat  # a killed copy leaves the system running: that takes time here and proves nothing
folder, stride = Path(sys.argv[1]), int(sys.argv[2])
old, new = {"a": b"old" * 999, "b": b"."}, {f"f{i}": bytes([i]) * 5000 for i in range(4)}
store = Store(folder)
step = moment = 0

def die_in_time(frame, event, function):
    global step
    if event == "c_call" and (
        getattr(function, "__module__", "") == "posix" or function.__name__ in ("write", "flush", "close")
    ):
        step += 1
        if step == moment:
            os.kill(os.getpid(), signal.SIGKILL)

def write_and_die():
    child = os.fork()
    if not child:
        try:
            sys.setprofile(die_in_time)
            store.write("k", new, is_anew=stands == "false")
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status

def read():
    try:
        return store.read("k")
    except SearchIndexError:
        return "damaged"

store.write("other", old)
for number, stands in enumerate(("none", "damaged", "false")):
    moment = status = 1 + number * stride // 3
    while status:
        if stands != "none":
            store.write("k", old)
        if stands == "damaged":
            (folder / "gen-k" / "a").write_bytes(b"damaged")
        before = read()
        status = write_and_die()
        assert read() in (before, new, None), (stands, moment)
        assert store.read("other") == old
        store.write("k", new)
        assert read() in (before, new)
        shutil.rmtree(folder / "gen-k")
        moment += stride
    print(moment)
"""


def _run(script: str, *arguments: object) -> str:
    environment = {**os.environ, "PYTHONPATH": str(shipped())}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_copy_killed_at_any_moment_leaves_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    # Every one of the 330 moments (40 s): EVERY_NTH_MOMENT=1
    stride = os.environ.get("EVERY_NTH_MOMENT", "17")
    moments = [int(line) for line in _run(_KILLED, tmp_path, stride).split()]
    assert min(moments) > 60


_COPIES = """
import os, sys, traceback
from pathlib import Path
from reader.errors import SearchIndexError
from reader.search.store import Store

files = {f"f{i}": bytes([i]) * 5000 for i in range(6)}
store = Store(Path(sys.argv[1]))

def use(copy):
    for turn in range(12):
        if copy < 2:  # two break things
            (store.folder / "gen-k" / "f0").unlink(missing_ok=True)
        try:
            found = store.read("k")
        except SearchIndexError:
            found = None
        if found is None:
            store.write("k", files)
        else:
            assert found == files

for copy in range(5):
    if not os.fork():
        try:
            use(copy)
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
for copy in range(5):
    assert os.wait()[1] == 0
"""


def test_several_copies_may_write_and_read_at_once(tmp_path: Path) -> None:
    _run(_COPIES, tmp_path)
    Store(tmp_path).write("k", _FILES)
    assert Store(tmp_path).read("k") is not None
    assert [path.name for path in tmp_path.iterdir()] == ["gen-k"]
