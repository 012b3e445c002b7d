"""The Whoosh index: which paragraphs have a piece of text. The only importer of Whoosh.

Every character and every two neighbouring characters of a folded text are terms; a needle's terms are ANDed
and each paragraph that has them all is then checked against its folded text, kept in a column. So what is
found is exactly what plain substring search would find (``tests/search/test_index.py``).

Whoosh 2.7.4 is imported when an index is first built or opened: 60 ms the program's start need not wait for.
"""

from __future__ import annotations

import io
import pickle
import threading
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from reader.errors import SearchIndexError

SCHEMA = 1
"""Number of the index's layout; a change makes every stored index stale."""

_NAME = "report"
_OWN_CLASSES = {
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("whoosh.codec.whoosh3", "W3Codec"),
    ("collections", "defaultdict"),
    ("_codecs", "encode"),
    ("builtins", "int"),
    ("__builtin__", "int"),
}
"""All that the pickles of such an index name (protocol 2 calls builtins by their old name)."""

_importing = threading.Lock()
_whoosh: SimpleNamespace | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph that has the needle: its number in order of indexing, its folded text, its BM25F score."""

    number: int
    text: str
    score: float


class Index:
    """An open index. Raises :class:`SearchIndexError` if ``files`` are not an index."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        whoosh = _import_whoosh()
        storage = whoosh.RamStorage()
        storage.files.update(files)
        try:
            reader = whoosh.FileIndex(storage, schema=_schema(), indexname=_NAME).reader()
            self._searcher = whoosh.Searcher(reader, weighting=whoosh.BM25F())
            self._column = reader.column_reader("folded")
            self._count: int = reader.doc_count()
        except Exception as error:
            # Whoosh has no exception of its own for a broken file: any may come out of struct, zlib or
            # pickle.
            raise SearchIndexError("查找用的索引坏了，需要重新建立。") from error

    def __len__(self) -> int:
        return self._count

    def find(self, needle: str) -> list[Match]:
        """Give the paragraphs whose folded text has ``needle``, in order; none for an empty needle."""
        if not needle:
            return []
        whoosh = _import_whoosh()
        sought = whoosh.And([whoosh.Term("grams", gram) for gram in _needed(needle)])
        matcher = sought.matcher(self._searcher)
        needle_bytes = needle.encode()
        found = []
        while matcher.is_active():
            number = matcher.id()
            text = self._column[number]
            if needle_bytes in text:
                found.append(Match(number, text.decode(), matcher.score()))
            matcher.next()
        return found

    def close(self) -> None:
        """Let go of the index."""
        self._searcher.close()


def build(texts: Iterable[str]) -> dict[str, bytes]:
    """Index folded ``texts`` and give the files of the index by name."""
    whoosh = _import_whoosh()
    storage = whoosh.RamStorage()
    # WORKAROUND: even in memory Whoosh writes its columns through the folder report.tmp of the system's temporary
    # folder: a name anybody can take, and which two copies building at once take from each other.
    storage.temp_storage = lambda name=None: whoosh.RamStorage()
    writer = whoosh.SegmentWriter(whoosh.FileIndex.create(storage, _schema(), _NAME))
    for text in texts:
        writer.add_document(grams=_grams(text), folded=text.encode())
    writer.commit()
    return {name: bytes(data) for name, data in storage.files.items()}


def version() -> str:
    """Give the version of Whoosh: indexes of another are rebuilt."""
    return str(_import_whoosh().versionstring())


def _grams(text: str) -> list[str]:
    return [*text, *(text[i : i + 2] for i in range(len(text) - 1))]


def _needed(needle: str) -> list[str]:
    """Give terms that cover ``needle``: every other pair and the last one."""
    if len(needle) < 2:
        return [needle]
    starts = {*range(0, len(needle) - 1, 2), len(needle) - 2}
    return list(dict.fromkeys(needle[i : i + 2] for i in sorted(starts)))


def _schema() -> Any:
    whoosh = _import_whoosh()
    return whoosh.Schema(grams=whoosh.KEYWORD(scorable=True), folded=whoosh.COLUMN(whoosh.VarBytesColumn()))


def _import_whoosh() -> SimpleNamespace:
    """Import what is used of Whoosh, once.

    WORKAROUND: Whoosh 2.7.4 has invalid escape sequences, of which Python 3.12 and later warn while compiling
    it.
    """
    global _whoosh
    with _importing:
        if _whoosh is None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                _whoosh = _gather()
        return _whoosh


def _gather() -> SimpleNamespace:
    import whoosh
    from whoosh import columns
    from whoosh.codec import whoosh3
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import COLUMN, KEYWORD, Schema
    from whoosh.filedb import structfile
    from whoosh.filedb.filestore import RamStorage
    from whoosh.index import FileIndex
    from whoosh.query import And, Term
    from whoosh.scoring import BM25F
    from whoosh.searching import Searcher
    from whoosh.writing import SegmentWriter

    # WORKAROUND: Whoosh keeps its table of contents, block heads and blocks as pickles, which run whatever
    # code they name. The store opens only what its manifest vouches for; should somebody forge that too,
    # nothing but a segment comes out of these three doors.
    structfile.load_pickle = _load_tame
    whoosh3.loads = columns.loads = lambda data: _load_tame(io.BytesIO(data))
    return SimpleNamespace(
        And=And,
        BM25F=BM25F,
        COLUMN=COLUMN,
        FileIndex=FileIndex,
        KEYWORD=KEYWORD,
        RamStorage=RamStorage,
        Schema=Schema,
        Searcher=Searcher,
        SegmentWriter=SegmentWriter,
        Term=Term,
        VarBytesColumn=VarBytesColumn,
        versionstring=whoosh.versionstring,
    )


class _TameUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _OWN_CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} does not belong into an index")
        return super().find_class(module, name)


def _load_tame(file: Any) -> Any:
    return _TameUnpickler(file).load()
