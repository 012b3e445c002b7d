"""A kept index is whole and the program's own, or it is not used."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.errors import SearchIndexError
from reader.paths import shipped
from reader.search.store import MANIFEST, Store

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
        b'{"files": {"../x": {"bytes": 1, "sha256": ""}}}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_a_wrong_manifest_is_noticed(store: Store, manifest: bytes) -> None:
    (store.folder / "gen-k" / MANIFEST).write_bytes(manifest)
    with pytest.raises(SearchIndexError):
        store.read("k")


def test_a_missing_or_strange_file_is_noticed(store: Store) -> None:
    place = store.folder / "gen-k"
    (place / "more").write_bytes(b"")
    with pytest.raises(SearchIndexError):
        store.read("k")
    (place / "more").unlink()
    (place / "a.seg").unlink()
    with pytest.raises(SearchIndexError):
        store.read("k")


def test_a_link_or_pipe_is_no_file_of_an_index(store: Store, tmp_path: Path) -> None:
    place = store.folder / "gen-k"
    (tmp_path / "elsewhere").write_bytes(_FILES["a.seg"])
    (place / "a.seg").unlink()
    (place / "a.seg").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SearchIndexError):
        store.read("k")
    (place / "a.seg").unlink()
    os.mkfifo(place / "a.seg")
    with pytest.raises(SearchIndexError):
        store.read("k")


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


def test_a_damaged_generation_is_replaced_and_a_good_one_left(store: Store) -> None:
    (store.folder / "gen-k" / "a.seg").write_bytes(b"bad")
    store.write("k", _FILES)
    assert store.read("k") == _FILES
    inode = (store.folder / "gen-k").stat().st_ino
    store.write("k", _FILES)
    assert (store.folder / "gen-k").stat().st_ino == inode
    assert [path.name for path in store.folder.iterdir()] == ["gen-k"]


def test_a_file_in_the_place_of_a_generation_is_replaced(store: Store) -> None:
    (store.folder / "gen-x").write_text("a file")
    with pytest.raises(SearchIndexError):
        store.read("x")
    store.write("x", _FILES)
    assert store.read("x") == _FILES


def test_what_nobody_used_for_long_is_tidied_away(store: Store) -> None:
    for name in ("gen-old", ".new-killed", ".old-killed", "stranger"):
        (store.folder / name).mkdir()
        os.utime(store.folder / name, (_OLD_S, _OLD_S))
    (store.folder / "gen-recent").mkdir()
    (store.folder / ".new-running").mkdir()
    store.write("k2", _FILES)
    left = {path.name for path in store.folder.iterdir()}
    assert left == {"gen-k", "gen-k2", "gen-recent", ".new-running", "stranger"}


def test_a_folder_that_cannot_be_made_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file"):
        Store(tmp_path / "file" / "search").write("k", _FILES)


_WRITER = """
import sys
from pathlib import Path
from reader.search.store import Store
store = Store(Path(sys.argv[1]))
files = {f"f{i}": bytes([i]) * 5000 for i in range(6)}
print("ready", flush=True)
for turn in range(int(sys.argv[2])):
    (store.folder / "gen-k" / "f0").unlink(missing_ok=True)
    store.write("k", files)
"""
_WRITTEN = {f"f{i}": bytes([i]) * 5000 for i in range(6)}


def _start(folder: Path, turns: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(shipped())}
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), str(turns)], env=environment, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def test_a_copy_killed_while_writing_leaves_nothing_half_done(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("k", _WRITTEN)
    for turn in range(5):
        process = _start(tmp_path, 100_000)
        for _ in range(turn * 2_000):
            tmp_path.exists()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        try:
            kept = store.read("k")
        except SearchIndexError:
            # The writer itself damages the index before each turn; it may die in between.
            kept = None
        assert kept in (None, _WRITTEN)
        store.write("k", _WRITTEN)
        assert store.read("k") == _WRITTEN


def test_several_copies_may_write_at_once(tmp_path: Path) -> None:
    processes = [_start(tmp_path, 20) for _ in range(3)]
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0, 0, 0]
    Store(tmp_path).write("k", _WRITTEN)
    assert Store(tmp_path).read("k") == _WRITTEN
