"""Which index is opened, and what is said when it cannot be."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import SearchIndexError
from reader.search.generation import Source, open_generation, ship
from reader.search.store import Store, write_generation


def test_it_is_built_once_and_kept(source: Source, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = open_generation(source, store)
    kept = store.read(source.key())
    second = open_generation(source, store)
    assert first.notice is second.notice is None
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
    assert rebuilt.index.find("电梯")
    assert open_generation(source, store).notice is None


@pytest.mark.parametrize(
    "words", [None, b"", b"[]", b'{"words": [[1]], "cuts": []}', b'{"words": 1, "cuts": []}']
)
def test_an_index_with_a_true_manifest_but_false_contents_is_rebuilt(
    source: Source, tmp_path: Path, words: bytes | None
) -> None:
    store = Store(tmp_path)
    files = source.build()
    del files["words.json"]
    store.write(source.key(), files if words is None else {**files, "words.json": words})
    assert open_generation(source, store).notice is not None
    assert open_generation(source, store).notice is None


def test_where_it_cannot_be_kept_it_stays_in_memory_and_says_where_and_why(
    source: Source, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    generation = open_generation(source, Store(tmp_path / "file" / "search"))
    assert generation.index.find("电梯")
    assert generation.notice is not None
    assert str(tmp_path / "file" / "search") in generation.notice
    assert "请" in generation.notice


def test_a_shipped_index_is_used_and_nothing_is_written(source: Source, tmp_path: Path) -> None:
    place = ship(source, tmp_path / "shipped")
    assert ship(source, tmp_path / "shipped") == place
    for path in (*place.iterdir(), place):
        path.chmod(0o555 if path.is_dir() else 0o444)
    generation = open_generation(source, Store(tmp_path / "cache"), tmp_path / "shipped")
    assert generation.index.find("电梯")
    assert generation.notice is None
    assert not (tmp_path / "cache").exists()


def test_a_shipped_index_of_another_report_is_passed_over(source: Source, tmp_path: Path) -> None:
    ship(replace(source, blocks=source.blocks[:3]), tmp_path / "shipped")
    generation = open_generation(source, Store(tmp_path / "cache"), tmp_path / "shipped")
    assert generation.notice is None
    assert (tmp_path / "cache").is_dir()


def test_a_damaged_shipped_index_is_passed_over_with_a_notice(source: Source, tmp_path: Path) -> None:
    place = ship(source, tmp_path / "shipped")
    next(place.glob("*.seg")).write_bytes(b"")
    generation = open_generation(source, Store(tmp_path / "cache"), tmp_path / "shipped")
    assert generation.notice is not None
    assert generation.index.find("电梯")


def test_an_index_in_the_shipped_folder_must_be_whole(source: Source, tmp_path: Path) -> None:
    place = tmp_path / f"gen-{source.key()}"
    place.mkdir()
    write_generation(place, {"nonsense": b""})
    generation = open_generation(source, Store(tmp_path / "cache"), tmp_path)
    assert generation.notice is not None


@pytest.mark.parametrize("table", ["folding.tsv", "words.tsv"])
def test_a_missing_table_is_named(source: Source, tmp_path: Path, table: str) -> None:
    tables = shutil.copytree(source.tables, tmp_path / "tables")
    (tables / table).unlink()
    with pytest.raises(SearchIndexError, match=table):
        open_generation(replace(source, tables=tables), Store(tmp_path / "cache"))
