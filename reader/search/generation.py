"""The index of a report: opened where one made from the same text is shipped or kept, else built and kept."""

from __future__ import annotations

import enum
import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.core.report import Report
from reader.errors import SearchIndexError, StorageError
from reader.search import fold, index, words
from reader.search.fold import Folded, Folding
from reader.search.index import Index
from reader.search.store import Store, has_generations, publish, read_shipped
from reader.search.words import Words

_log = logging.getLogger(__name__)

_WORDS_FILE = "words.json"
_TABLES = ("folding.tsv", "words.tsv")


class Origin(enum.Enum):
    """Where an open index came from. The value says it to staff."""

    SHIPPED = "随程序带来的"
    KEPT = "以前建好、存着的"
    BUILT = "刚刚建好、存下来的"
    MEMORY = "刚刚建好、放在内存里的"


class Shipped(enum.Enum):
    """What became of the index that comes with the program. The value says it to staff."""

    NONE = "这里没有随程序带来的查找索引"
    FITS = "随程序带来的查找索引是好的"
    STALE = "随程序带来的查找索引是给另外的内容做的"
    MISSING = "随程序带来的查找索引不见了"
    DAMAGED = "随程序带来的查找索引坏了"


_TOLD = {state: state.value for state in (Shipped.MISSING, Shipped.DAMAGED)}
"""What of the shipped index residents are told, too, when another one is built in its place."""


@dataclass(frozen=True)
class Generation:
    """An open index, the words gathered with it, and what a person should be told, if anything.

    ``origin`` and ``shipped`` say where it came from, for whoever looks after the machine.
    """

    index: Index
    words: Words
    notice: str | None
    origin: Origin
    shipped: Shipped


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
        from reader.search import gathering  # where an index is shipped or kept it is never needed

        texts = [block.text for block in self.blocks]
        dictionary = gathering.read_dictionary(self.tables / "words.tsv")
        gathered = gathering.gather(texts, list(self._named()), dictionary)
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

    ``shipped`` is where an index must be that came with the program; it may be made from something else. One that
    is damaged or missing, here or there, is rebuilt, with a notice; where it cannot be kept it stays in memory,
    with a notice. Raises :class:`SearchIndexError` only if a table of the program is missing or wrong.
    """
    key = source.key()
    state, opened = _open_shipped(source, key, shipped)
    if opened is not None:
        return Generation(*opened, None, Origin.SHIPPED, state)
    is_damaged = False
    try:
        files = store.read(key)
        if files is not None:
            return Generation(*_open(source, files), None, Origin.KEPT, state)
    except SearchIndexError as error:
        _log.warning("%s (%s)", error, error.__cause__)
        is_damaged = True
    files = source.build()
    told = _TOLD.get(state, "查找用的索引坏了" if is_damaged else "")
    try:
        store.write(key, files, is_anew=is_damaged)
    except StorageError as error:
        _log.warning("%s (%s)", error, error.__cause__)
        notice = f"{told}，查找照常可用，但{error}" if told else f"查找照常可用，但{error}"
        return Generation(*_open(source, files), notice, Origin.MEMORY, state)
    mended = f"{told}，已经自动重新建好，查找照常可用。" if told else None
    return Generation(*_open(source, files), mended, Origin.BUILT, state)


def ship(source: Source, folder: Path) -> Path:
    """Build the index of ``source`` into ``folder``, to be shipped, unless it is there; give the generation's folder.

    Raises :class:`StorageError` if the folder cannot be written to.
    """
    key = source.key()
    try:
        files = Store(folder).read(key)
    except SearchIndexError:
        files = None
    return publish(folder, key, files or source.build())


def _open_shipped(
    source: Source, key: str, folder: Path | None
) -> tuple[Shipped, tuple[Index, Words] | None]:
    if folder is None:
        return Shipped.NONE, None
    try:
        files = read_shipped(folder, key, source.tables)
        if files is not None:
            return Shipped.FITS, _open(source, files)
    except SearchIndexError as error:
        _log.warning("%s (%s)", error, error.__cause__)
        return Shipped.DAMAGED, None
    return (Shipped.STALE if has_generations(folder) else Shipped.MISSING), None


def _open(source: Source, files: Mapping[str, bytes]) -> tuple[Index, Words]:
    """Open what the manifest vouches for, and see that it is of the paragraphs of ``source``."""
    rest = dict(files)
    try:
        gathered = Words.from_bytes(rest.pop(_WORDS_FILE))
    except (KeyError, ValueError, RecursionError) as error:
        raise SearchIndexError("查找用的索引坏了，要重新建立。") from error
    opened = Index(rest)
    texts = [block.text for block in source.blocks]
    if len(opened) != len(texts) or not gathered.fit(texts):
        raise SearchIndexError("查找用的索引坏了，要重新建立。")
    return opened, gathered
