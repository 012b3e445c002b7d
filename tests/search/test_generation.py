"""Which index is opened, and what is said when it cannot be."""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reader import paths
from reader.errors import SearchIndexError
from reader.search.generation import Origin, Shipped, Source, open_generation, ship
from reader.search.store import Store, publish


@pytest.fixture(scope="module")
def source(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Source:
    """What the report says of lifts, and a short dictionary: quickly built."""
    tables = shutil.copytree(source.tables, tmp_path_factory.mktemp("program") / "search")
    rows = (tables / "words.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tables / "words.tsv").write_text("".join(rows[:300]), encoding="utf-8")
    return replace(source, blocks=[b for b in source.blocks if "电梯" in b.text], tables=tables)


@pytest.fixture(scope="module")
def built(source: Source) -> dict[str, bytes]:
    """The files of its index."""
    return source.build()


@pytest.fixture
def shipped(source: Source, built: dict[str, bytes], tmp_path: Path) -> Path:
    """A folder with an index, as it comes with the program."""
    publish(tmp_path / "shipped", source.key(), built)
    return tmp_path / "shipped"


def test_it_is_built_once_and_kept(source: Source, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = open_generation(source, store)
    kept = store.read(source.key())
    second = open_generation(source, store)
    assert first.notice is second.notice is None
    assert (first.origin, second.origin) == (Origin.BUILT, Origin.KEPT)
    assert first.shipped is second.shipped is Shipped.NONE
    assert store.read(source.key()) == kept
    assert len(first.index) == len(second.index) == len(source.blocks)
    assert first.words == second.words


def test_another_text_is_another_index(source: Source, tmp_path: Path) -> None:
    other = replace(source, blocks=source.blocks[:-1])
    assert other.key() != source.key()
    open_generation(source, Store(tmp_path))
    assert len(open_generation(other, Store(tmp_path)).index) == len(source.blocks) - 1


def test_other_tables_are_another_index(source: Source, tmp_path: Path) -> None:
    tables = shutil.copytree(source.tables, tmp_path / "tables")
    assert replace(source, tables=tables).key() == source.key()
    with (tables / "words.tsv").open("a", encoding="utf-8") as file:
        file.write("涞亭\t9\n")
    assert replace(source, tables=tables).key() != source.key()


def test_a_damaged_index_is_rebuilt_with_a_notice(source: Source, tmp_path: Path) -> None:
    store = Store(tmp_path)
    open_generation(source, store)
    place = tmp_path / f"gen-{source.key()}"
    segment = next(place.glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-1])
    rebuilt = open_generation(source, store)
    assert rebuilt.notice is not None
    assert "重新建好" in rebuilt.notice
    assert rebuilt.index.find("电梯").numbers
    assert open_generation(source, store).notice is None


@pytest.mark.parametrize(
    "words",
    [
        None,
        b"",
        b"[]",
        b'{"words": [[1]], "cuts": []}',
        b'{"words": 1, "cuts": []}',
        b'{"words": [], "cuts": []}',
        b'{"words": [["\\u7535\\u68af", 1, 9]], "cuts": [[0]]}',
        b"[" * 100_000,
    ],
)
def test_an_index_with_a_true_manifest_but_false_contents_is_rebuilt(
    source: Source, built: dict[str, bytes], tmp_path: Path, words: bytes | None
) -> None:
    store = Store(tmp_path)
    files = {name: data for name, data in built.items() if name != "words.json"}
    store.write(source.key(), files if words is None else {**files, "words.json": words})
    assert open_generation(source, store).notice is not None
    assert open_generation(source, store).notice is None


@pytest.mark.parametrize(
    "change",
    [
        {"words": [["打倒镇长", 99, 3]]},
        {"words": [["电梯", 1, 3], ["\ud800", 1, 3]]},
        {"cuts": [[0, 10**9]]},
    ],
)
def test_words_that_are_not_of_this_text_are_gathered_anew(
    source: Source, built: dict[str, bytes], tmp_path: Path, change: dict[str, list[object]]
) -> None:
    gathered = json.loads(built["words.json"])
    if "cuts" in change:
        change["cuts"] *= len(gathered["cuts"])
    forged = json.dumps({**gathered, **change}).encode()
    store = Store(tmp_path)
    store.write(source.key(), {**built, "words.json": forged})
    generation = open_generation(source, store)
    assert generation.origin is Origin.BUILT
    assert generation.words.to_bytes() == built["words.json"]


class _Evil:
    """What a hostile index has in its pickle."""

    def __init__(self, proof: Path) -> None:
        self._proof = proof

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._proof),)


def test_a_forged_index_runs_nothing_wherever_it_lies(
    source: Source, built: dict[str, bytes], tmp_path: Path
) -> None:
    proof = tmp_path / "proof"
    evil = {
        name: pickle.dumps(_Evil(proof)) if name.endswith(".toc") else data for name, data in built.items()
    }
    publish(tmp_path / "shipped", source.key(), evil)
    Store(tmp_path / "cache").write(source.key(), evil)
    generation = open_generation(source, Store(tmp_path / "cache"), tmp_path / "shipped")
    assert not proof.exists()
    assert generation.origin is Origin.BUILT
    assert generation.shipped is Shipped.DAMAGED
    assert generation.notice is not None
    assert generation.index.find("电梯").numbers


def test_where_it_cannot_be_kept_it_stays_in_memory_and_says_where_and_why(
    source: Source, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    generation = open_generation(source, Store(tmp_path / "file" / "search"))
    assert generation.index.find("电梯").numbers
    assert generation.origin is Origin.MEMORY
    assert generation.notice is not None
    assert generation.notice == (
        f"查找照常可用，但查找用的索引存不进文件夹 {tmp_path / 'file' / 'search'}（路径当中有一样不是文件夹）。"
        "请让工作人员把占着这个名字的东西移开。"
    )


def test_two_troubles_are_told_in_two_sentences(source: Source, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "search")
    notice = open_generation(source, store, tmp_path / "shipped").notice
    assert notice is not None
    assert notice.startswith("随程序带来的查找索引不见了，查找照常可用，但")
    assert notice.count("。") == 2


def test_a_full_disk_is_told_in_plain_words(source: Source, tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        generation = open_generation(source, Store(tmp_path / "search"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert generation.index.find("电梯").numbers
    assert generation.notice is not None
    assert "放不下" in generation.notice
    assert "腾出地方" in generation.notice
    told = generation.notice.replace(str(tmp_path / "search"), "")
    assert not any("a" <= letter <= "z" for letter in told.lower())
    assert list((tmp_path / "search").iterdir()) == []


def test_a_shipped_index_is_used_and_nothing_is_written(
    source: Source, shipped: Path, tmp_path: Path
) -> None:
    for path in sorted(shipped.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    generation = open_generation(source, Store(tmp_path / "cache"), shipped)
    assert generation.index.find("电梯").numbers
    assert generation.notice is None
    assert (generation.origin, generation.shipped) == (Origin.SHIPPED, Shipped.FITS)
    assert not (tmp_path / "cache").exists()


def test_it_is_shipped_once_and_again_only_when_it_was_damaged(source: Source, tmp_path: Path) -> None:
    place = ship(source, tmp_path / "shipped")
    made = place.stat().st_ino
    assert ship(source, tmp_path / "shipped") == place
    assert place.stat().st_ino == made
    next(place.glob("*.seg")).write_bytes(b"")
    assert ship(source, tmp_path / "shipped") == place
    assert open_generation(source, Store(tmp_path / "cache"), tmp_path / "shipped").shipped is Shipped.FITS


def test_a_shipped_index_of_another_report_is_passed_over(
    source: Source, shipped: Path, tmp_path: Path
) -> None:
    other = replace(source, blocks=source.blocks[:1])
    generation = open_generation(other, Store(tmp_path / "cache"), shipped)
    assert generation.notice is None
    assert (generation.origin, generation.shipped) == (Origin.BUILT, Shipped.STALE)
    assert (tmp_path / "cache").is_dir()


def test_a_damaged_shipped_index_is_rebuilt_and_told_once(
    source: Source, shipped: Path, tmp_path: Path
) -> None:
    next(shipped.rglob("*.seg")).write_bytes(b"")
    first, second = (open_generation(source, Store(tmp_path / "cache"), shipped) for _ in range(2))
    assert first.notice is not None
    assert "坏了" in first.notice
    assert "重新建好" in first.notice
    assert first.index.find("电梯").numbers
    assert second.notice is None
    assert (second.origin, second.shipped) == (Origin.KEPT, Shipped.DAMAGED)


def test_a_missing_shipped_index_is_rebuilt_and_told_once(source: Source, tmp_path: Path) -> None:
    missing = tmp_path / "shipped"
    first, second = (open_generation(source, Store(tmp_path / "cache"), missing) for _ in range(2))
    assert first.notice is not None
    assert "不见了" in first.notice
    assert second.notice is None
    assert (second.origin, second.shipped) == (Origin.KEPT, Shipped.MISSING)


def test_an_index_made_by_another_program_is_not_taken_for_whole(source: Source, tmp_path: Path) -> None:
    publish(tmp_path / "shipped", source.key(), {"nonsense": b""})
    generation = open_generation(source, Store(tmp_path / "cache"), tmp_path / "shipped")
    assert generation.shipped is Shipped.DAMAGED


_COPIES = """
import os, sys, traceback
from pathlib import Path
from reader import paths
from reader.search.fold import Folding
from reader.search.generation import Source, open_generation
from reader.search.store import Store
from reader.source import load_report

report, tables = load_report(paths.bundled_report()), Path(sys.argv[2])
folding = Folding.read(tables / "folding.tsv")
blocks = [folding.fold(block.text) for block in report.shown if "电梯" in block.text]
source = Source(report, blocks, folding, tables)
source.key()
for copy in range(5):
    if not os.fork():
        try:
            generation = open_generation(source, Store(Path(sys.argv[1])))
            assert generation.notice is None
            assert len(generation.index.find("电梯").numbers) == 2
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
for copy in range(5):
    assert os.wait()[1] == 0
"""


def test_five_copies_that_build_at_once_share_one_index(source: Source, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(paths.shipped())}
    command = [sys.executable, "-c", _COPIES, str(tmp_path), str(source.tables)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [f"gen-{source.key()}"]
    assert open_generation(source, Store(tmp_path)).origin is Origin.KEPT


@pytest.mark.parametrize("table", ["folding.tsv", "words.tsv"])
def test_a_missing_table_is_named(source: Source, tmp_path: Path, table: str) -> None:
    tables = shutil.copytree(source.tables, tmp_path / "tables")
    (tables / table).unlink()
    with pytest.raises(SearchIndexError, match=table):
        open_generation(replace(source, tables=tables), Store(tmp_path / "cache"))


def test_a_wrong_row_of_the_dictionary_is_named(source: Source, tmp_path: Path) -> None:
    tables = shutil.copytree(source.tables, tmp_path / "tables")
    (tables / "words.tsv").write_text("# 说明\n\n电梯\t九\n", encoding="utf-8")
    with pytest.raises(SearchIndexError, match=r"words\.tsv 第 3 行不对：电梯"):
        open_generation(replace(source, tables=tables), Store(tmp_path / "cache"))


def test_the_same_text_gives_the_same_bytes(built: dict[str, bytes], source: Source) -> None:
    assert source.build() == built
