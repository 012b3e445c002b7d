"""The index of a report: opened where one made from the same text is shipped or kept, else built and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.core.report import Report
from reader.errors import SearchIndexError
from reader.search import fold, index, words
from reader.search.fold import Folded, Folding
from reader.search.index import Index
from reader.search.store import Store, read_generation, write_generation
from reader.search.words import Words

_WORDS_FILE = "words.json"
_TABLES = ("folding.tsv", "words.tsv")
_DAMAGED = "查找用的索引坏了，已经自动重新建好，查找照常可用。"


@dataclass(frozen=True)
class Generation:
    """An open index, the words gathered with it, and what a person should be told, if anything."""

    index: Index
    words: Words
    notice: str | None


@dataclass(frozen=True)
class Source:
    """What an index is made from: a report, its shown blocks folded, and the folder of the search tables."""

    report: Report
    blocks: Sequence[Folded]
    folding: Folding
    tables: Path

    def key(self) -> str:
        """Give the name of the index: a digest of all it is made from, its layout and the version of Whoosh.

        Raises :class:`SearchIndexError` if a table cannot be read.
        """
        digest = hashlib.sha256(f"{fold.SCHEME} {words.SCHEME} {index.SCHEMA} {index.version()}\n".encode())
        for table in _TABLES:
            try:
                digest.update(hashlib.sha256((self.tables / table).read_bytes()).digest())
            except OSError as error:
                raise SearchIndexError(
                    f"查找用的字表 {self.tables / table} 读不了。请重新安装本程序。"
                ) from error
        for text in (*(block.text for block in self.blocks), "", *self._named()):
            digest.update(text.encode() + b"\n")
        return digest.hexdigest()[:32]

    def build(self) -> dict[str, bytes]:
        """Build the index and gather the words; give the files that hold both."""
        texts = [block.text for block in self.blocks]
        dictionary = words.read_dictionary(self.tables / "words.tsv")
        gathered = words.gather(texts, list(self._named()), dictionary)
        return {**index.build(texts), _WORDS_FILE: gathered.to_bytes()}

    def _named(self) -> Iterator[str]:
        """Give the folded terms of the glossary and titles of chapters and items."""
        spans = [term.term for term in self.report.glossary]
        for part in self.report.parts:
            spans.append(part.title)
            for chapter in part.chapters:
                spans.extend((chapter.title, *(item.title for item in chapter.items)))
        return (self.folding.fold(self.report.text(span)).text for span in spans)


def open_generation(source: Source, store: Store, shipped: Path | None = None) -> Generation:
    """Open the index of ``source`` from folder ``shipped`` or from ``store``, or build it and keep it there.

    A damaged index is rebuilt, with a notice; where it cannot be kept it stays in memory, with a notice.
    Raises :class:`SearchIndexError` only if a table of the program is missing or wrong.
    """
    key = source.key()
    notice = None
    for read in (_Shipped(shipped).read, store.read):
        try:
            files = read(key)
            if files is not None:
                return _open(files, notice)
        except SearchIndexError:
            notice = _DAMAGED
    files = source.build()
    try:
        if notice is not None:
            store.discard(key)
        store.write(key, files)
    except OSError as error:
        notice = (
            f"查找用的索引存不进文件夹 {store.folder}（{error.strerror or error}），"
            "这次先放在内存里，查找照常可用。请让工作人员看看这个文件夹能不能写、磁盘是不是满了。"
        )
    return _open(files, notice)


def ship(source: Source, folder: Path) -> Path:
    """Build the index of ``source`` into ``folder``, to be shipped; give the folder of the generation."""
    place = folder / f"gen-{source.key()}"
    place.mkdir(parents=True, exist_ok=True)
    for stale in place.iterdir():
        stale.unlink()
    write_generation(place, source.build())
    return place


def _open(files: Mapping[str, bytes], notice: str | None) -> Generation:
    rest = dict(files)
    try:
        gathered = Words.from_bytes(rest.pop(_WORDS_FILE))
    except (KeyError, ValueError, TypeError) as error:
        raise SearchIndexError("查找用的索引坏了，需要重新建立。") from error
    return Generation(Index(rest), gathered, notice)


class _Shipped:
    """A folder of generations that came with the program and that nobody writes to."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def read(self, key: str) -> dict[str, bytes] | None:
        if self._folder is None or not (self._folder / f"gen-{key}").is_dir():
            return None
        return read_generation(self._folder / f"gen-{key}")
